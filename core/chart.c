#include "chart.h"

#include "export_cell.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define NOWHERE SIZE_MAX

static size_t column_of(const List *list, const char *key)
{
	size_t c = 0;

	while (c < list->n_columns && strcmp(list->columns[c].key, key) != 0)
		c++;
	return c < list->n_columns ? c : NOWHERE;
}

static Str text_at(Chart *chart, const List *list, size_t column, size_t row, Lang lang)
{
	Arena arena = {0};
	Buf text = {0};

	if (column != NOWHERE) {
		Cell cell = list_cell(list, column, row, &arena);
		export_cell_text(&text, &cell, lang);
	}
	mem_arena_free(&arena);
	return buf_keep(&text, &chart->arena);
}

static bool number_at(const List *list, size_t column, size_t row, double *out)
{
	Arena arena = {0};
	Cell cell = list_cell(list, column, row, &arena);
	bool is = export_cell_is_number(&cell);

	*out = cell.type == CELL_INT ? (double)cell.as.integer : is ? cell.as.number : 0;
	mem_arena_free(&arena);
	return is;
}

static ChartGroup *group_of(Chart *chart, Str title)
{
	for (size_t i = 0; i < chart->groups.n; i++)
		if (str_eq(chart->groups.at[i].title, title))
			return &chart->groups.at[i];
	return MEM_PUSH(&chart->groups, ((ChartGroup){.title = title}));
}

static double sum(const ChartBar *bar)
{
	double all = 0;

	for (size_t i = 0; i < bar->n; i++)
		all += bar->parts[i];
	return all;
}

/* The bar's place is behind those that are as long. */
static void add_bar(ChartGroup *group, ChartBar bar)
{
	MEM_PUSH(&group->bars, bar);
	size_t i = group->bars.n - 1;
	for (; i && sum(&group->bars.at[i - 1]) < sum(&bar); i--)
		group->bars.at[i] = group->bars.at[i - 1];
	group->bars.at[i] = bar;
}

/* What has a value and a unit: the figures. Ranks and dates are not longer or shorter than one another. */
static void add_values(Chart *chart, const List *list, Lang lang, size_t value, size_t unit)
{
	size_t kind = column_of(list, "kind"), what = column_of(list, "what"), written = column_of(list, "written");

	for (size_t row = 0; row < list->n_rows; row++) {
		ChartBar bar = {.n = 1};
		bool ranked = str_eq(text_at(chart, list, kind, row, LANG_EN), STR("rank"));
		if (!number_at(list, value, row, &bar.parts[0]) || ranked || bar.parts[0] <= 0)
			continue;
		bar.label = text_at(chart, list, what, row, lang);
		bar.value = text_at(chart, list, written, row, lang);
		bar.address = text_at(chart, list, 0, row, lang);
		add_bar(group_of(chart, text_at(chart, list, unit, row, lang)), bar);
	}
}

/* The columns of numbers, the last of which is their total. */
static size_t find_parts(const List *list, size_t total, size_t *at)
{
	size_t n = 0;
	double number;

	for (size_t c = 0; c < total && list->n_rows; c++)
		if (number_at(list, c, 0, &number)) {
			if (n == CHART_PARTS)
				return 0;
			at[n++] = c;
		}
	return n;
}

/* What has a total: the matrix. Many provinces are one bar together. */
static void add_totals(Chart *chart, const List *list, Lang lang, size_t total)
{
	size_t parts[CHART_PARTS], n = find_parts(list, total, parts), name = column_of(list, "name");
	Buf from = {0};

	for (size_t i = 0; i < n; i++) {
		Str header = export_cell_header(&list->columns[parts[i]], lang);
		chart->names[chart->n_names++] = str_keep(header, &chart->arena);
	}
	for (size_t row = 0; row < list->n_rows; row++) {
		ChartBar bar = {.n = n ? n : 1};
		buf_clear(&from);
		list_add_sources(list, total, row, &from);
		if (!from.n)
			continue;
		for (size_t i = 0; i < bar.n; i++)
			number_at(list, n ? parts[i] : total, row, &bar.parts[i]);
		bar.label = text_at(chart, list, name, row, lang);
		bar.value = text_at(chart, list, total, row, lang);
		add_bar(group_of(chart, (Str){0}), bar);
	}
	buf_free(&from);
}

/* One bar is longer than nothing. */
static void drop_single_bars(Chart *chart)
{
	size_t n = 0;

	for (size_t i = 0; i < chart->groups.n; i++) {
		ChartGroup *group = &chart->groups.at[i];
		if (group->bars.n < 2) {
			free(group->bars.at);
			continue;
		}
		group->most = sum(&group->bars.at[0]);
		group->least = sum(&group->bars.at[group->bars.n - 1]);
		group->log = group->bars.at[0].n == 1 && group->most > group->least * CHART_DECADES;
		chart->groups.at[n++] = *group;
	}
	chart->groups.n = n;
}

Chart chart_of(const List *list, Lang lang)
{
	Chart chart = {0};
	size_t value = column_of(list, "value"), unit = column_of(list, "unit"), total = column_of(list, "total");

	if (value != NOWHERE && unit != NOWHERE)
		add_values(&chart, list, lang, value, unit);
	else if (total != NOWHERE && list->sources)
		add_totals(&chart, list, lang, total);
	drop_single_bars(&chart);
	return chart;
}

void chart_free(Chart *chart)
{
	for (size_t i = 0; i < chart->groups.n; i++)
		free(chart->groups.at[i].bars.at);
	free(chart->groups.at);
	mem_arena_free(&chart->arena);
	*chart = (Chart){0};
}

double chart_length(const ChartGroup *group, double value)
{
	if (!group->log)
		return group->most > 0 ? value / group->most : 0;
	double from = floor(log10(group->least)) - 0.25;
	return value > 0 ? (log10(value) - from) / (log10(group->most) - from) : 0;
}
