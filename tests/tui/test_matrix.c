#include "script.h"

#include "../../core/notes_cell.h"
#include "../../tui/view_browse.h"
#include "../../tui/view_compare.h"
#include "../../tui/view_matrix.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

static const MatrixView *matrix(const Script *s)
{
	cr_assert_eq(s->app->stack[s->app->depth - 1].id, VIEW_matrix, "the matrix is on top");
	return s->app->stack[s->app->depth - 1].state;
}

static MatrixPlace cell(const Script *s)
{
	const MatrixView *m = matrix(s);
	return view_matrix_place(m, view_table_row(&m->table), m->table.column);
}

static bool same(MatrixPlace a, MatrixPlace b)
{
	return a.row == b.row && a.province == b.province;
}

Test(matrix_view, enter_opens_as_many_measures_as_the_cell_counts_and_q_comes_back_to_it)
{
	Script s = script_open("bundled", LANG_ZH, 60, 18);
	script_type(&s, "M");
	for (int i = 0; i < 40; i++) {
		script_type(&s, i % 3 ? "DOWN" : "RIGHT");
		if (i % 7 == 6)
			script_type(&s, "g LEFT LEFT");
		MatrixPlace at = cell(&s);
		if (at.row == CORPUS_NONE || at.province == CORPUS_NONE)
			continue;
		uint32_t n = matrix_cell(&matrix(&s)->matrix, at.row, at.province)->all, listed = 0;
		script_type(&s, "ENTER");
		const Browse *b = s.app->stack[s.app->depth - 1].state;
		for (size_t k = 0; k < b->items.n; k++)
			listed += b->items.at[k].kind == ENTRY_MEASURE;
		cr_assert_eq(listed, n, "%u listed, %u counted", listed, n);
		script_type(&s, "q");
		cr_assert(same(cell(&s), at));
		cr_assert(facet_is_empty(&s.app->facet), "the filter is what it was");
	}
	script_close(&s);
}

Test(matrix_view, h_comes_back_to_the_cell_from_the_text_too)
{
	Script s = script_open("bundled", LANG_ZH, 80, 24);
	script_type(&s, "M DOWN DOWN RIGHT");
	MatrixPlace at = cell(&s);
	script_type(&s, "ENTER ENTER H H");
	cr_assert(same(cell(&s), at));
	cr_assert(facet_is_empty(&s.app->facet));
	script_type(&s, "H");
	cr_assert_eq(s.app->depth, 1, "and from there to where M was pressed");
	script_close(&s);
}

Test(matrix_view, a_filter_that_was_there_counts_and_stays)
{
	Script s = script_open("bundled", LANG_ZH, 80, 24);
	script_type(&s, "DOWN v DOWN DOWN v M");
	cr_assert_eq(matrix(&s)->matrix.totals[0], 0, "Beijing is filtered out");
	cr_assert(script_shows(&s, "筛选  山西、山东"));
	script_type(&s, "RIGHT ENTER");
	cr_assert(script_shows(&s, "筛选  山西 · 统筹领导"));
	script_type(&s, "q");
	cr_assert(script_shows(&s, "筛选  山西、山东"));
	script_type(&s, "ESC");
	cr_assert(script_shows(&s, "筛选  山西  "), "Esc takes the last value out");
	cr_assert_eq(matrix(&s)->matrix.totals[3], 0);
	script_close(&s);
}

Test(matrix_view, the_cursor_stays_on_its_cell_when_the_order_changes)
{
	Script s = script_open("bundled", LANG_ZH, 80, 24);
	script_type(&s, "M DOWN DOWN DOWN DOWN DOWN RIGHT");
	MatrixPlace at = cell(&s);
	for (int i = 0; i < MATRIX_ORDER_COUNT; i++) {
		script_type(&s, "s");
		cr_assert(same(cell(&s), at));
	}
	script_close(&s);
}

Test(matrix_view, a_line_of_ones_own_is_kept_marked_and_shown)
{
	Script s = script_open("bundled", LANG_ZH, 60, 18);
	script_type(&s, "M RIGHT RIGHT DOWN DOWN DOWN DOWN DOWN DOWN DOWN DOWN a \"支部建到楼里\" ENTER");
	cr_assert(script_shows(&s, "4✎"));
	cr_assert(script_shows(&s, "✎ 支部建到楼里"));
	cr_assert(str_eq(notes_cell_text(s.app->notes, STR("zhejiang theme coverage")), STR("支部建到楼里")));
	cr_assert(s.app->unsaved, "it is saved with the notes");
	script_type(&s, "a ESC LEFT RIGHT");
	cr_assert(script_shows(&s, "✎ 支部建到楼里"), "Esc changes nothing");
	script_type(&s, "a ^U ENTER");
	cr_assert_not(script_shows(&s, "✎"), "an empty line deletes it");
	script_close(&s);
}

Test(matrix_view, tab_turns_to_terms_and_a_term_in_an_opening_is_found_behind_its_cell)
{
	Script s = script_open("bundled", LANG_ZH, 80, 24);
	script_type(&s, "M TAB");
	cr_assert_eq(matrix(&s)->matrix.side, MATRIX_TERMS);
	for (int i = 0; i < 12; i++) {
		MatrixPlace at = cell(&s);
		uint32_t n = matrix_cell(&matrix(&s)->matrix, at.row, at.province)->all, listed = 0;
		script_type(&s, "ENTER");
		const Browse *b = s.app->stack[s.app->depth - 1].state;
		for (size_t k = 0; k < b->items.n; k++)
			listed += !b->items.at[k].header && !b->items.at[k].lesser;
		cr_assert_eq(listed, n, "row %d", i);
		script_type(&s, "q DOWN");
	}
	script_type(&s, "TAB");
	cr_assert_eq(matrix(&s)->matrix.side, MATRIX_THEMES);
	script_close(&s);
}

Test(matrix_view, a_block_grows_with_the_cursor_and_esc_gives_it_up)
{
	Script s = script_open("bundled", LANG_ZH, 80, 24);
	script_type(&s, "M v RIGHT DOWN DOWN");
	cr_assert(script_shows(&s, "3×2"));
	MatrixBlock block = view_matrix_block(matrix(&s));
	cr_assert(block.top == 0 && block.bottom == 2 && block.left == 1 && block.right == 2);
	script_type(&s, "ESC");
	cr_assert_not(matrix(&s)->picking);
	cr_assert_not(s.app->done);
	script_close(&s);
}

Test(matrix_view, every_letter_key_has_a_twin_and_m_again_comes_back_to_the_matrix)
{
	Script s = script_open("bundled", LANG_ZH, 80, 24);
	script_type(&s, "6 DOWN # * ~ @ ESC");
	cr_assert(matrix(&s)->marks);
	script_type(&s, "ENTER M");
	cr_assert(matrix(&s)->marks, "it is the same matrix");
	cr_assert_eq(s.app->depth, 2);
	script_close(&s);
}

Test(matrix_view, is_drawn_whole_at_every_size_in_both_languages)
{
	for (int lang = 0; lang < LANG_COUNT; lang++)
		for (int width = APP_MIN_WIDTH; width < 170; width += 9)
			for (int height = APP_MIN_HEIGHT; height < 40; height += 7) {
				Script s = script_open("small", (Lang)lang, width, height);
				script_type(&s, "M DOWN DOWN RIGHT G");
				cr_assert(script_shows(&s, lang == LANG_ZH ? "矩阵" : "Matrix"), "%d×%d", width, height);
				cr_assert(script_shows(&s, "▸"), "the cursor is in sight at %d×%d", width, height);
				script_close(&s);
			}
}

static const Compare *compared(const Script *s)
{
	cr_assert_eq(s->app->stack[s->app->depth - 1].id, VIEW_compare, "a comparison is on top");
	return s->app->stack[s->app->depth - 1].state;
}

Test(matrix_view, a_row_opens_as_a_comparison_of_its_provinces_and_q_comes_back)
{
	Script s = script_open("bundled", LANG_ZH, 120, 36);
	script_type(&s, "M DOWN RIGHT");
	MatrixPlace at = cell(&s);
	script_type(&s, "C");
	const Compare *c = compared(&s);
	cr_assert_eq(c->ask.n, 3, "Beijing has nothing under it");
	cr_assert_eq(c->ask.theme, at.row);
	cr_assert(script_shows(&s, "责任清单"));
	script_type(&s, "q");
	cr_assert(same(cell(&s), at));
	script_type(&s, "c RIGHT c =");
	cr_assert_eq(compared(&s)->ask.n, 2, "those that are marked, where two are");
	script_type(&s, "H");
	cr_assert_eq(matrix(&s)->table.column, 3, "H comes back to the cell too");
	script_close(&s);
}

Test(matrix_view, a_block_opens_as_a_comparison_of_its_provinces_and_themes)
{
	Script s = script_open("bundled", LANG_ZH, 120, 36);
	script_type(&s, "M v RIGHT DOWN DOWN C");
	const Compare *c = compared(&s);
	cr_assert_eq(c->ask.n, 2);
	cr_assert_eq(c->ask.n_themes, 3);
	cr_assert_leq(c->comparison.blocks.n, 3);
	for (size_t i = 0; i < c->comparison.blocks.n; i++)
		cr_assert_lt(c->comparison.blocks.at[i].theme, 3);
	script_type(&s, "q");
	cr_assert(matrix(&s)->picking, "the block is still there");
	script_type(&s, "ESC G C");
	cr_assert_eq(compared(&s)->ask.n_themes, 0, "the row of totals is everything");
	cr_assert_eq(compared(&s)->ask.n, 4);
	script_close(&s);
}

Test(matrix_view, the_measures_with_a_term_stand_beside_each_other)
{
	Script s = script_open("bundled", LANG_ZH, 120, 36);
	script_type(&s, "M TAB C");
	cr_assert_eq(compared(&s)->ask.places[0].unit.kind, UNIT_MEASURE);
	script_type(&s, "q DOWN DOWN DOWN DOWN DOWN DOWN C");
	cr_assert(script_shows(&s, "没有可对照的"), "a term of one province");
	script_close(&s);
}

Test(matrix_view, lines_in_cells_are_listed_and_lead_back_to_their_cells)
{
	Script s = script_open("bundled", LANG_ZH, 80, 24);
	script_type(&s, "M DOWN RIGHT RIGHT");
	MatrixPlace theme = cell(&s);
	script_type(&s, "a \"建到楼宇和站点\" ENTER TAB DOWN");
	MatrixPlace term = cell(&s);
	script_type(&s, "a \"只有这里写成一条线\" ENTER q ;");
	cr_assert(script_shows(&s, "矩阵格里的话"));
	cr_assert(script_shows(&s, " · 建到楼宇和站点"));
	script_type(&s, "DOWN ENTER");
	cr_assert(same(cell(&s), term));
	cr_assert_eq(matrix(&s)->matrix.side, MATRIX_TERMS);
	script_type(&s, "q");
	cr_assert(script_shows(&s, "矩阵格里的话"), "back in the list");
	script_type(&s, "UP ENTER");
	cr_assert(same(cell(&s), theme));
	cr_assert_eq(matrix(&s)->matrix.side, MATRIX_THEMES);
	script_type(&s, "g LEFT LEFT LEFT ; ENTER");
	cr_assert(same(cell(&s), theme), "over the matrix it is the same matrix");
	cr_assert_eq(s.app->depth, 3);
	script_type(&s, "; DEL");
	cr_assert_not(script_shows(&s, "建到楼宇和站点"));
	script_type(&s, "q q q");
	cr_assert_eq(s.app->depth, 1);
	script_close(&s);
}

Test(matrix_view, a_line_on_a_cell_that_a_filter_hides_or_the_corpus_lost_says_so)
{
	Script s = script_open("bundled", LANG_ZH, 120, 36);
	cr_assert(notes_cell_put(s.app->notes, STR("beijing theme nowhere"), STR("旧话"), 1));
	cr_assert(notes_cell_put(s.app->notes, STR("beijing term 接诉即办"), STR("北京的话"), 1));
	app_kept(s.app, false);
	script_type(&s, ";");
	cr_assert(script_shows(&s, "beijing theme nowhere （已不在文集中） · 旧话"));
	script_type(&s, "DOWN ENTER");
	cr_assert(script_shows(&s, "已不在文集中"));
	script_type(&s, "q DOWN v ; ENTER");
	cr_assert(script_shows(&s, "筛选把这一格隐去了：V 撤去筛选"));
	script_close(&s);
}
