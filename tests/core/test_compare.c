#include "../../core/compare.h"
#include "../../core/utf8.h"
#include "sample.h"

#include <criterion/criterion.h>
#include <stdlib.h>

typedef struct Case {
	Place places[TABLE_MAX_COLUMNS];
	size_t n;
	uint32_t theme, width;
	Lang lang;
	int ambiguous;
} Case;

static uint32_t next_random(uint32_t *state)
{
	*state = *state * 1664525u + 1013904223u;
	return *state >> 8;
}

static Place random_place(const Corpus *corpus, uint32_t *state)
{
	uint32_t n = next_random(state);

	switch (n % 4) {
	case 0: return (Place){.province = CORPUS_NONE, .unit = {UNIT_MEASURE, n / 4 % (uint32_t)corpus->measures.n}};
	case 1: return (Place){.province = CORPUS_NONE, .unit = {UNIT_SECTION, n / 4 % (uint32_t)corpus->sections.n}};
	default: return (Place){.province = n / 4 % (uint32_t)corpus->provinces.n};
	}
}

static Case random_case(const Corpus *corpus, uint32_t *state)
{
	Case c = {.n = 2 + next_random(state) % 3, .theme = CORPUS_NONE, .lang = next_random(state) % 2 ? LANG_EN
		: LANG_ZH};

	for (size_t i = 0; i < c.n; i++)
		c.places[i] = random_place(corpus, state);
	if (next_random(state) % 4 == 0)
		c.theme = next_random(state) % (uint32_t)corpus->themes.n;
	c.width = 40 + next_random(state) % 201;
	c.ambiguous = 1 + (int)(next_random(state) % 2);
	return c;
}

/* Every line of every column is drawn once and in order; every column is as wide as it says. */
static void assert_whole(const CompareLayout *out, const Case *c)
{
	for (size_t col = 0; col < c->n; col++) {
		uint32_t next = 0;
		for (size_t r = 0; r < out->rows.n; r++) {
			uint32_t line = out->rows.at[r].line[col];
			if (line == CORPUS_NONE)
				continue;
			for (; next < line; next++)
				cr_assert_eq(out->docs[col].blocks.at[out->lines[col].at[next].block].role, DOC_GAP,
					"only gaps at a cell's top are left out");
			cr_assert_eq(line, next);
			next++;
			const DocLine *at = &out->lines[col].at[line];
			size_t columns = doc_line_column(&out->docs[col], at, c->ambiguous);
			columns += utf8_columns(doc_line_text(&out->docs[col], at), c->ambiguous);
			cr_assert_leq(columns, out->column_width, "%u cells", c->width);
		}
		cr_assert_eq(next, out->lines[col].n, "column %zu is drawn to its end", col);
	}
}

/* Side by side, a block's first row has a line in every column. */
static void assert_level(const CompareLayout *out, const Comparison *comparison, const Case *c)
{
	uint32_t block = CORPUS_NONE;

	cr_assert_leq(out->column_width * c->n + out->gutter * (c->n - 1), c->width);
	for (size_t r = 0; r < out->rows.n; r++) {
		const CompareRow *row = &out->rows.at[r];
		if (row->kind != COMPARE_LINES || row->block == block)
			continue;
		block = row->block;
		for (size_t col = 0; col < c->n; col++)
			cr_assert_neq(row->line[col], CORPUS_NONE, "block %u begins in column %zu", block, col);
	}
	cr_assert_eq(block + 1, comparison->blocks.n);
}

Test(compare, blocks_begin_level_and_nothing_is_lost_in_any_comparison_at_any_width)
{
	Corpus *corpus = sample_corpus();
	uint32_t state = 20221124;

	for (int i = 0; i < 400; i++) {
		Case c = random_case(corpus, &state);
		Comparison comparison = table_compare(corpus, c.places, c.n, c.theme);
		CompareLayout out;
		WrapOptions options = {.width = c.width, .ambiguous = c.ambiguous};
		compare_lay_out(&out, corpus, &comparison, c.lang, &options);
		cr_assert_eq(out.stacked, (c.width - 3 * (c.n - 1)) / c.n < COMPARE_MIN_COLUMN);
		assert_whole(&out, &c);
		if (!out.stacked && comparison.blocks.n)
			assert_level(&out, &comparison, &c);
		compare_free(&out);
		table_comparison_free(&comparison);
	}
	corpus_free(corpus);
}

static void lay_out(CompareLayout *out, const Corpus *corpus, const char *a, const char *b, Comparison *comparison,
	uint32_t width)
{
	Place places[2];
	WrapOptions options = {.width = width, .ambiguous = 1};

	cr_assert(table_place(corpus, str_of(a), &places[0]) && table_place(corpus, str_of(b), &places[1]));
	*comparison = table_compare(corpus, places, 2, CORPUS_NONE);
	compare_lay_out(out, corpus, comparison, LANG_ZH, &options);
}

static bool column_has(const CompareLayout *layout, size_t column, const char *text)
{
	for (size_t i = 0; i < layout->docs[column].blocks.n; i++)
		if (str_find(layout->docs[column].blocks.at[i].text, str_of(text), 0) >= 0)
			return true;
	return false;
}

Test(compare, an_absent_theme_is_said_and_a_second_theme_points_to_the_first)
{
	Corpus *corpus = sample_corpus();
	Comparison comparison;
	CompareLayout out;

	lay_out(&out, corpus, "beijing", "shandong", &comparison, 120);
	cr_assert(column_has(&out, 0, "文中未见"), "beijing has nothing on digital");
	cr_assert(column_has(&out, 1, "见“社区工作者”：shandong.1.1 社区书记专业化"));
	cr_assert_not(column_has(&out, 1, "文中未见"), "shandong has all four");
	compare_free(&out);
	table_comparison_free(&comparison);
	lay_out(&out, corpus, "beijing.1", "shandong", &comparison, 120);
	cr_assert(column_has(&out, 0, "此处未见"), "a section is not all that its province says");
	compare_free(&out);
	table_comparison_free(&comparison);
	corpus_free(corpus);
}

Test(compare, theme_rows_stand_once_and_not_between_measures)
{
	Corpus *corpus = sample_corpus();
	Comparison comparison;
	CompareLayout out;
	size_t themes = 0;

	lay_out(&out, corpus, "beijing", "shandong", &comparison, 100);
	for (size_t r = 0; r < out.rows.n; r++)
		themes += out.rows.at[r].kind == COMPARE_THEME;
	cr_assert_eq(themes, 4);
	cr_assert(str_eq(compare_theme_name(corpus, &comparison, 0, LANG_EN), STR("Grid governance")));
	compare_free(&out);
	table_comparison_free(&comparison);
	lay_out(&out, corpus, "beijing.1.1", "shandong.1.1", &comparison, 100);
	for (size_t r = 0; r < out.rows.n; r++)
		cr_assert_eq(out.rows.at[r].kind, COMPARE_LINES);
	compare_free(&out);
	table_comparison_free(&comparison);
	corpus_free(corpus);
}

Test(compare, narrow_columns_stack_and_say_whose_they_are)
{
	Corpus *corpus = sample_corpus();
	Comparison comparison;
	CompareLayout out;

	lay_out(&out, corpus, "beijing", "shandong", &comparison, 50);
	cr_assert(out.stacked, "23 cells a column are too few");
	cr_assert_eq(out.column_width, 50);
	for (size_t r = 0; r < out.rows.n; r++)
		cr_assert(out.rows.at[r].line[0] == CORPUS_NONE || out.rows.at[r].line[1] == CORPUS_NONE, "one column a row");
	cr_assert(column_has(&out, 0, "北京") && column_has(&out, 1, "山东"));
	compare_free(&out);
	table_comparison_free(&comparison);
	lay_out(&out, corpus, "beijing", "shandong", &comparison, 51);
	cr_assert_not(out.stacked);
	cr_assert_eq(out.column_width, 24);
	compare_free(&out);
	table_comparison_free(&comparison);
	corpus_free(corpus);
}
