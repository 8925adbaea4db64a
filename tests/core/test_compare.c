#include "../../core/compare.h"
#include "../../core/utf8.h"
#include "grow.h"
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

static Place random_place(const Corpus *corpus, uint32_t *state)
{
	uint32_t n = grow_random(state);

	switch (n % 4) {
	case 0: return (Place){.province = CORPUS_NONE, .unit = {UNIT_MEASURE, n / 4 % (uint32_t)corpus->measures.n}};
	case 1: return (Place){.province = CORPUS_NONE, .unit = {UNIT_SECTION, n / 4 % (uint32_t)corpus->sections.n}};
	default: return (Place){.province = n / 4 % (uint32_t)corpus->provinces.n};
	}
}

static Case random_case(const Corpus *corpus, uint32_t *state)
{
	Case c = {.n = 2 + grow_random(state) % 3, .theme = CORPUS_NONE};


	for (size_t i = 0; i < c.n; i++)
		c.places[i] = random_place(corpus, state);
	c.lang = grow_random(state) % 2 ? LANG_EN : LANG_ZH;
	if (grow_random(state) % 4 == 0)
		c.theme = grow_random(state) % (uint32_t)corpus->themes.n;
	c.width = 40 + grow_random(state) % 201;
	c.ambiguous = 1 + (int)(grow_random(state) % 2);
	return c;
}

/* What walking down one row after the other has seen. */
typedef struct Walk {
	CompareLayout layout;
	const Case *c;
	uint32_t next[TABLE_MAX_COLUMNS]; /* line of the block that has to come */
	bool begun;                       /* a line of the block was seen */
} Walk;

static void assert_fits(const Walk *w, uint32_t block, const CompareRow *row)
{
	for (size_t col = 0; col < w->c->n; col++) {
		if (row->line[col] == CORPUS_NONE)
			continue;
		const CompareText *text = compare_text(&w->layout, block, col);
		const DocLine *at = &text->lines.at[row->line[col]];
		size_t columns = doc_line_column(&text->doc, at, w->c->ambiguous);
		columns += utf8_columns(doc_line_text(&text->doc, at), w->c->ambiguous);
		cr_assert_leq(columns, w->layout.column_width, "%u cells", w->c->width);
	}
}

/* Every line of every column once and in order; side by side all columns begin on the same row. */
static void see_row(Walk *w, CompareSpot spot, const CompareRow *row)
{
	bool first = row->kind == COMPARE_LINES && !w->begun;

	for (size_t col = 0; col < w->c->n; col++) {
		if (first && !w->layout.stacked)
			cr_assert_eq(row->line[col], 0, "block %u begins in column %zu", spot.block, col);
		if (row->line[col] != CORPUS_NONE)
			cr_assert_eq(row->line[col], w->next[col]++);
	}
	w->begun |= row->kind == COMPARE_LINES;
	assert_fits(w, spot.block, row);
	cr_assert_eq(row->kind == COMPARE_THEME, spot.row == 0 && !table_is_direct(w->layout.comparison));
}

/* The block has ended: nothing of it was left out. */
static void assert_whole(Walk *w, uint32_t block)
{
	for (size_t col = 0; col < w->c->n; col++) {
		const CompareText *text = compare_text(&w->layout, block, col);
		cr_assert(text->whole && w->next[col] == text->lines.n && text->lines.n > 0, "column %zu, block %u", col,
			block);
		w->next[col] = 0;
	}
	w->begun = false;
}

static size_t walk(Walk *w, const Comparison *comparison)
{
	CompareSpot spot = {0};
	CompareRow row;
	size_t rows = 0;

	for (bool more = comparison->blocks.n > 0; more;) {
		CompareSpot before = spot;
		cr_assert(compare_row(&w->layout, spot, &row));
		see_row(w, spot, &row);
		rows++;
		more = compare_go(&w->layout, &spot, 1);
		if (!more || spot.block != before.block) {
			cr_assert_eq(before.row + 1, compare_rows(&w->layout, before.block));
			assert_whole(w, before.block);
		}
	}
	return rows;
}

/* Up again from the end, in a layout of which nothing was asked before: the same rows. */
static void assert_same_upwards(const Corpus *corpus, const Comparison *comparison, const Case *c, size_t rows)
{
	CompareLayout layout;
	WrapOptions options = {.width = c->width, .ambiguous = c->ambiguous};

	compare_open(&layout, corpus, comparison, c->lang, &options, COMPARE_ALL);
	uint32_t last = (uint32_t)comparison->blocks.n - 1;
	CompareSpot spot = {last, compare_rows(&layout, last) - 1};
	cr_assert(compare_go(&layout, &spot, 1 - (long)rows));
	cr_assert(spot.block == 0 && spot.row == 0);
	cr_assert_not(compare_go(&layout, &spot, -1));
	compare_close(&layout);
}

/* A text on some row, found again at another width. */
static void assert_found_again(Walk *w, const Corpus *corpus, const Comparison *comparison, uint32_t *state)
{
	CompareSpot spot = {grow_random(state) % (uint32_t)comparison->blocks.n, 0};
	CompareLayout other;
	uint32_t width = 40 + grow_random(state) % 201;

	spot.row = grow_random(state) % compare_rows(&w->layout, spot.block);
	CompareAnchor anchor = compare_anchor(&w->layout, spot, grow_random(state) % w->c->n);
	compare_open(&other, corpus, comparison, w->c->lang, &(WrapOptions){.width = width, .ambiguous = 1}, COMPARE_ALL);
	CompareSpot there = compare_find(&other, anchor);
	CompareRow row;
	cr_assert(compare_row(&other, there, &row));
	if (anchor.column != CORPUS_NONE) {
		cr_assert_eq(there.block, spot.block);
		cr_assert_neq(row.line[anchor.column], CORPUS_NONE, "the row has the column's text");
		const DocLine *line = &compare_text(&other, there.block, anchor.column)->lines.at[row.line[anchor.column]];
		cr_assert(line->block == anchor.part && line->line.from <= anchor.byte);
	}
	compare_close(&other);
}

static void try_case(const Corpus *corpus, const Case *c, uint32_t *state)
{
	Comparison comparison = table_compare(corpus, c->places, c->n, c->theme);
	Walk w = {.c = c};
	WrapOptions options = {.width = c->width, .ambiguous = c->ambiguous};

	table_sort(&comparison, grow_random(state) % 3 ? SIZE_MAX : grow_random(state) % c->n);
	compare_open(&w.layout, corpus, &comparison, c->lang, &options, COMPARE_ALL);
	cr_assert_eq(w.layout.stacked, (c->width - 3 * (c->n - 1)) / c->n < COMPARE_MIN_COLUMN);
	size_t rows = walk(&w, &comparison);
	if (comparison.blocks.n) {
		assert_same_upwards(corpus, &comparison, c, rows);
		assert_found_again(&w, corpus, &comparison, state);
	}
	compare_close(&w.layout);
	table_comparison_free(&comparison);
}

Test(compare, blocks_begin_level_and_nothing_is_lost_in_any_comparison_of_any_corpus_at_any_width)
{
	uint32_t state = 20221124;

	for (int i = 0; i < 60; i++) {
		Corpus *corpus = grow_corpus((Grown){grow_random(&state), 2 + grow_random(&state) % 5,
			1 + grow_random(&state) % 30, 1 + grow_random(&state) % 20, true});
		cr_assert(corpus);
		for (int k = 0; k < 10; k++) {
			Case c = random_case(corpus, &state);
			try_case(corpus, &c, &state);
		}
		corpus_free(corpus);
	}
}

Test(compare, columns_begin_level_at_every_width)
{
	Corpus *corpus = grow_corpus((Grown){5, 4, 12, 6, true});
	uint32_t state = 4;

	cr_assert(corpus);
	for (uint32_t width = 40; width <= 240; width++)
		for (size_t n = 2; n <= 4; n++) {
			Case c = {.n = n, .theme = CORPUS_NONE, .width = width, .lang = LANG_ZH, .ambiguous = 1};
			for (uint32_t i = 0; i < n; i++)
				c.places[i] = (Place){.province = i};
			try_case(corpus, &c, &state);
		}
	corpus_free(corpus);
}

static size_t laid_out(const CompareLayout *layout)
{
	size_t n = 0;

	for (size_t b = 0; b < layout->comparison->blocks.n; b++)
		for (size_t c = 0; layout->texts[b] && c < TABLE_MAX_COLUMNS; c++)
			n += layout->texts[b]->column[c].taken;
	return n;
}

Test(compare, a_screen_lays_out_what_is_on_it_whatever_the_corpus_holds)
{
	for (uint32_t measures = 25; measures <= 2500; measures *= 10) {
		Corpus *corpus = grow_corpus((Grown){3, 4, measures, 18, false});
		cr_assert(corpus);
		Place places[4] = {{.province = 0}, {.province = 1}, {.province = 2}, {.province = 3}};
		Comparison comparison = table_compare(corpus, places, 4, CORPUS_NONE);
		CompareLayout layout;
		CompareRow row;
		compare_open(&layout, corpus, &comparison, LANG_ZH, &(WrapOptions){.width = 196, .ambiguous = 1}, COMPARE_ALL);
		CompareSpot spot = {(uint32_t)comparison.blocks.n / 2, 0};
		for (int i = 0; i < 57 && compare_row(&layout, spot, &row); i++)
			compare_go(&layout, &spot, 1);
		cr_assert_leq(laid_out(&layout), 57 * 4 / 3, "of %u measures each", measures);
		compare_close(&layout);
		table_comparison_free(&comparison);
		corpus_free(corpus);
	}
}

static void lay_out(CompareLayout *out, const Corpus *corpus, const char *a, const char *b, Comparison *comparison,
	uint32_t width)
{
	Place places[2];
	WrapOptions options = {.width = width, .ambiguous = 1};

	cr_assert(table_place(corpus, str_of(a), &places[0]) && table_place(corpus, str_of(b), &places[1]));
	*comparison = table_compare(corpus, places, 2, CORPUS_NONE);
	compare_open(out, corpus, comparison, LANG_ZH, &options, COMPARE_ALL);
	for (uint32_t block = 0; block < comparison->blocks.n; block++)
		compare_rows(out, block);
}

static bool column_has(const CompareLayout *layout, size_t column, const char *text)
{
	for (uint32_t b = 0; b < layout->comparison->blocks.n; b++) {
		const Doc *doc = &compare_text(layout, b, column)->doc;
		for (size_t i = 0; i < doc->blocks.n; i++)
			if (str_find(doc->blocks.at[i].text, str_of(text), 0) >= 0)
				return true;
	}
	return false;
}

static size_t count_rows(CompareLayout *layout, CompareRowKind kind)
{
	CompareSpot spot = {0};
	CompareRow row;
	size_t n = 0;

	do {
		cr_assert(compare_row(layout, spot, &row));
		n += row.kind == kind;
	} while (compare_go(layout, &spot, 1));
	return n;
}

Test(compare, an_absent_theme_is_said_and_a_second_theme_points_to_the_first)
{
	Corpus *corpus = sample_corpus();
	Comparison comparison;
	CompareLayout out;

	lay_out(&out, corpus, "beijing", "shandong", &comparison, 120);
	cr_assert(column_has(&out, 0, "文中未见"), "beijing has nothing on digital");
	cr_assert(column_has(&out, 1, "→ 见“社区工作者”：社区书记专业化 · shandong.1.1"));
	cr_assert_not(column_has(&out, 1, "文中未见"), "shandong has all four");
	compare_close(&out);
	table_comparison_free(&comparison);
	lay_out(&out, corpus, "beijing.1", "shandong", &comparison, 120);
	cr_assert(column_has(&out, 0, "此处未见"), "a section is not all that its province says");
	compare_close(&out);
	table_comparison_free(&comparison);
	corpus_free(corpus);
}

Test(compare, a_theme_is_named_above_its_block_and_not_again_in_its_measures)
{
	Corpus *corpus = sample_corpus();
	Comparison comparison;
	CompareLayout out;

	lay_out(&out, corpus, "beijing", "shandong", &comparison, 100);
	cr_assert_eq(count_rows(&out, COMPARE_THEME), 4);
	cr_assert(str_eq(compare_theme_name(corpus, &comparison, 0, LANG_EN), STR("Grid governance")));
	cr_assert(column_has(&out, 0, "另有主题：社区工作者 · 提法：1+3+N · beijing.1.1"));
	compare_close(&out);
	table_comparison_free(&comparison);
	lay_out(&out, corpus, "beijing.1.1", "shandong.1.1", &comparison, 100);
	cr_assert_eq(count_rows(&out, COMPARE_THEME) + count_rows(&out, COMPARE_GAP), 0);
	compare_close(&out);
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
	cr_assert_eq(count_rows(&out, COMPARE_PLACE), 8, "two places in each of four blocks");
	compare_close(&out);
	table_comparison_free(&comparison);
	lay_out(&out, corpus, "beijing", "shandong", &comparison, 51);
	cr_assert_not(out.stacked);
	cr_assert_eq(out.column_width, 24);
	compare_close(&out);
	table_comparison_free(&comparison);
	corpus_free(corpus);
}

Test(compare, columns_that_are_left_out_have_no_lines_and_take_no_rows)
{
	Corpus *corpus = grow_corpus((Grown){5, 2, 20, 3, true});
	Place places[2] = {{.province = 0}, {.province = 1}};
	Comparison comparison = table_compare(corpus, places, 2, CORPUS_NONE);
	CompareLayout both, one;
	WrapOptions options = {.width = 100, .ambiguous = 1};

	compare_open(&both, corpus, &comparison, LANG_ZH, &options, COMPARE_ALL);
	compare_open(&one, corpus, &comparison, LANG_ZH, &options, 1u << 1);
	cr_assert_eq(one.column_width, both.column_width);
	for (uint32_t b = 0; b < comparison.blocks.n; b++) {
		compare_rows(&both, b);
		uint32_t more = b + 1 < comparison.blocks.n ? 2 : 1; /* its name, and the gap */
		cr_assert_eq(compare_rows(&one, b), compare_text(&both, b, 1)->lines.n + more);
		cr_assert_eq(compare_text(&one, b, 0)->lines.n, 0);
	}
	compare_close(&both);
	compare_close(&one);
	table_comparison_free(&comparison);
	corpus_free(corpus);
}

Test(compare, the_last_page_is_full)
{
	Corpus *corpus = sample_corpus();
	Comparison comparison;
	CompareLayout out;

	lay_out(&out, corpus, "beijing", "shandong", &comparison, 80);
	CompareSpot last = {3, compare_rows(&out, 3) - 1}, top = compare_fill(&out, last, 5), end = top;
	cr_assert(compare_go(&out, &end, 4) && end.block == last.block && end.row == last.row);
	cr_assert_not(compare_go(&out, &end, 1));
	CompareSpot first = compare_fill(&out, (CompareSpot){0}, 10000);
	cr_assert(first.block == 0 && first.row == 0);
	compare_close(&out);
	table_comparison_free(&comparison);
	corpus_free(corpus);
}
