#include "script.h"

#include "../../tui/view_browse.h"
#include "../../tui/view_figures.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

static const FiguresView *figures(const Script *s)
{
	cr_assert_eq(s->app->stack[s->app->depth - 1].id, VIEW_figures, "the figures are on top");
	return s->app->stack[s->app->depth - 1].state;
}

static const Figure *here(const Script *s)
{
	return &s->corpus->figures.at[view_figures_here(figures(s))];
}

Test(figures_view, enter_goes_to_the_sentence_with_the_number_lit_and_q_back_to_the_row)
{
	Script s = script_open("bundled", LANG_ZH, 80, 24);
	script_type(&s, "F");
	for (int i = 0; i < 81; i++) {
		uint32_t figure = view_figures_here(figures(&s));
		script_type(&s, "ENTER");
		const Browse *b = s.app->stack[s.app->depth - 1].state;
		cr_assert_eq(b->focus, PANE_TEXT);
		const DocBlock *block = &b->reader.doc.blocks.at[b->reader.here_block];
		const Figure *wanted = &s.corpus->figures.at[figure];
		Str lit = str_sub(block->text, b->reader.here_from, b->reader.here_to);
		if (b->reader.here)
			cr_assert(lit.n > 0 && str_find(wanted->written.s, str_sub(lit, 0, 1), 0) >= 0, "%.*s", (int)lit.n, lit.s);
		Unit unit = view_read_unit(&b->reader);
		cr_assert(unit.kind != UNIT_NONE, "somewhere in the text");
		script_type(&s, i % 2 ? "q" : "H");
		cr_assert_eq(view_figures_here(figures(&s)), figure, "row %d", i);
		script_type(&s, "DOWN");
	}
	script_close(&s);
}

Test(figures_view, the_same_figure_stays_under_the_cursor_in_every_order_and_grouping)
{
	Script s = script_open("bundled", LANG_ZH, 60, 18);
	script_type(&s, "F f \"党群服务站点\" ENTER");
	uint32_t figure = view_figures_here(figures(&s));
	script_type(&s, "ESC");
	for (int i = 0; i < 20; i++) {
		cr_assert_eq(view_figures_here(figures(&s)), figure, "step %d", i);
		script_type(&s, i % 5 == 4 ? "S" : i % 2 ? "r" : "s");
	}
	script_close(&s);
}

Test(figures_view, what_several_provinces_count_stands_one_under_the_other)
{
	Script s = script_open("bundled", LANG_ZH, 80, 24);
	script_type(&s, "8 #");
	cr_assert(script_shows(&s, "党群服务…站点 2"));
	const char *screen = script_screen(&s, false);
	const char *first = strstr(screen, "2万余个"), *second = first ? strstr(first, "7200多个") : NULL;
	cr_assert(first && second, "%s", screen);
	cr_assert_not(memchr(strchr(first, '\n') + 1, '\n', (size_t)(second - strchr(first, '\n') - 1)), "in the next row");
	script_type(&s, "LEFT");
	cr_assert(figures(&s)->lines.n < 10);
	script_close(&s);
}

Test(figures_view, f_leaves_the_rows_that_have_what_is_typed_by_province_and_theme_too)
{
	Script s = script_open("bundled", LANG_ZH, 80, 24);
	script_type(&s, "F f \"zhejiang\" ENTER");
	const FiguresView *f = figures(&s);
	cr_assert(f->n > 5 && f->n < 40, "%zu", f->n);
	for (size_t i = 0; i < f->lines.n; i++) {
		uint32_t row = f->lines.at[i].row;
		bool heading = row == CORPUS_NONE;
		cr_assert(heading ? i + 1 < f->lines.n && f->lines.at[i + 1].row != CORPUS_NONE
			: f->figures.rows.at[row].province == 2);
	}
	script_type(&s, "_ ^U \"xyzzy\" ENTER");
	cr_assert_eq(figures(&s)->n, 0);
	cr_assert(script_shows(&s, "（空）"));
	script_type(&s, "DOWN ENTER s ESC");
	cr_assert_eq(figures(&s)->n, 81, "Esc brings them back");
	script_close(&s);
}

Test(figures_view, a_filter_of_the_browser_holds_here)
{
	Script s = script_open("bundled", LANG_ZH, 80, 24);
	script_type(&s, "v F");
	const FiguresView *f = figures(&s);
	cr_assert(f->n > 0 && f->n < 20);
	for (size_t i = 0; i < f->figures.rows.n; i++)
		cr_assert_eq(f->figures.rows.at[i].province, 0);
	script_type(&s, "V");
	cr_assert_eq(figures(&s)->n, 81);
	script_close(&s);
}

Test(figures_view, sorting_goes_through_the_columns_and_r_turns_it)
{
	Script s = script_open("bundled", LANG_ZH, 120, 36);
	script_type(&s, "F S S g");
	cr_assert(script_shows(&s, "数值↓"));
	cr_assert_float_eq(here(&s)->value, 20030000, 1, "the largest number is a date");
	script_type(&s, "r g");
	cr_assert(script_shows(&s, "数值↑"));
	double first = here(&s)->value;
	script_type(&s, "DOWN");
	cr_assert(here(&s)->value >= first);
	script_type(&s, "~ - g");
	cr_assert(script_shows(&s, "单位↓"));
	script_type(&s, "s s s");
	cr_assert(script_shows(&s, "主题↑"));
	script_close(&s);
}

Test(figures_view, a_note_goes_to_the_measure_of_the_number)
{
	Script s = script_open("bundled", LANG_ZH, 80, 24);
	script_type(&s, "F B");
	cr_assert(script_shows(&s, "已加书签"));
	const Kept *kept = keep_next(&s.app->kept, KEEP_BOOKMARK, here(&s)->owner, NULL);
	cr_assert_not_null(kept);
	script_close(&s);
}

Test(figures_view, is_drawn_whole_at_every_size_in_both_languages)
{
	for (int lang = 0; lang < LANG_COUNT; lang++)
		for (int width = APP_MIN_WIDTH; width < 170; width += 9)
			for (int height = APP_MIN_HEIGHT; height < 40; height += 7) {
				Script s = script_open("small", (Lang)lang, width, height);
				script_type(&s, "F DOWN DOWN RIGHT RIGHT S RIGHT S RIGHT RIGHT RIGHT");
				cr_assert(script_shows(&s, "▸"), "the cursor is in sight at %d×%d", width, height);
				script_close(&s);
			}
}
