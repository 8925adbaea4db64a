#include "../../core/chart.h"
#include "../../core/list_view.h"
#include "sample.h"

#include <criterion/criterion.h>

static Cell value_cell(const List *list, const ListColumn *column, size_t row, Arena *arena)
{
	(void)column, (void)arena;
	return (Cell){CELL_NUMBER, {.number = ((const double *)list->data)[row]}};
}

static Cell unit_cell(const List *list, const ListColumn *column, size_t row, Arena *arena)
{
	(void)list, (void)column, (void)arena;
	return list_cell_str(row == 4 ? STR("项") : STR("个"));
}

static Cell name_cell(const List *list, const ListColumn *column, size_t row, Arena *arena)
{
	static const char *const NAMES[] = {"beijing.1.1", "beijing.1.2", "beijing.1.3", "beijing.1.4", "beijing.1.5"};

	(void)list, (void)column, (void)arena;
	return list_cell_str(str_of(NAMES[row]));
}

static const ListColumn COLUMNS[] = {
	{"unit_id", "地址", false, name_cell, NULL, 0}, {"value", "数值", false, value_cell, NULL, 0},
	{"unit", "单位", false, unit_cell, NULL, 0}, {"what", "所计", false, name_cell, NULL, 0},
};

static Chart chart_from(const double *values, size_t n)
{
	const List list = {.name = "figures", .columns = COLUMNS, .n_columns = 4, .n_rows = n, .data = values};
	return chart_of(&list, LANG_ZH);
}

Test(chart, the_longest_bar_comes_first_and_a_unit_that_stands_alone_has_none)
{
	Chart chart = chart_from((double[]){2, 30, 30, 7, 5}, 5);

	cr_assert_eq(chart.groups.n, 1, "there is only one figure in 项");
	const ChartGroup *group = &chart.groups.at[0];
	cr_assert(str_eq(group->title, STR("个")));
	cr_assert_eq(group->bars.n, 4);
	cr_assert(str_eq(group->bars.at[0].address, STR("beijing.1.2")));
	cr_assert(str_eq(group->bars.at[1].address, STR("beijing.1.3")), "alike: in the order of the list");
	cr_assert(str_eq(group->bars.at[3].address, STR("beijing.1.1")));
	chart_free(&chart);
}

Test(chart, lengths_are_in_proportion_until_they_span_decades)
{
	Chart chart = chart_from((double[]){10, 1000}, 2);

	cr_assert_not(chart.groups.at[0].log);
	cr_assert_float_eq(chart_length(&chart.groups.at[0], 10), 0.01, 1e-9);
	cr_assert_float_eq(chart_length(&chart.groups.at[0], 1000), 1, 1e-9);
	chart_free(&chart);
	chart = chart_from((double[]){1, 1001}, 2);
	cr_assert(chart.groups.at[0].log);
	double least = chart_length(&chart.groups.at[0], 1), most = chart_length(&chart.groups.at[0], 1001);
	cr_assert(least > 0.02 && least < 0.3, "it can still be seen");
	cr_assert_float_eq(most, 1, 1e-9);
	chart_free(&chart);
}

Test(chart, nothing_and_less_than_nothing_have_no_bars)
{
	Chart chart = chart_from((double[]){0, -5, 3}, 3);

	cr_assert_eq(chart.groups.n, 0);
	chart_free(&chart);
}

Test(chart, a_matrix_has_a_bar_a_row_with_a_part_for_each_province)
{
	Corpus *corpus = sample_corpus();
	Matrix matrix = matrix_count(corpus, MATRIX_THEMES, NULL);
	Arena arena = {0};
	List list = list_view_matrix(corpus, &matrix, true, &arena);
	Chart chart = chart_of(&list, LANG_EN);

	cr_assert_eq(chart.groups.n, 1);
	cr_assert_eq(chart.n_names, corpus->provinces.n);
	cr_assert(str_eq(chart.names[0], STR("Beijing")));
	for (size_t i = 0; i < chart.groups.at[0].bars.n; i++)
		cr_assert_not(str_eq(chart.groups.at[0].bars.at[i].label, STR("Measures in all")), "the totals are no row");
	cr_assert_eq(chart.groups.at[0].bars.at[0].n, corpus->provinces.n);
	chart_free(&chart);
	matrix_free(&matrix);
	mem_arena_free(&arena);
	corpus_free(corpus);
}
