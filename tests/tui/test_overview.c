#include "script.h"

#include "../../tui/view_browse.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

static ViewId top(const Script *s)
{
	return s->app->stack[s->app->depth - 1].id;
}

Test(overview_view, tells_how_much_was_read_and_grows_while_one_reads)
{
	Script s = script_open("bundled", LANG_ZH, 80, 24);
	script_type(&s, "A");
	cr_assert(script_shows(&s, "已读 0/37"));
	script_type(&s, "ENTER ENTER G SPACE q q");
	cr_assert_eq(top(&s), VIEW_overview);
	cr_assert_not(script_shows(&s, "已读 0/37"), "%s", script_screen(&s, false));
	script_close(&s);
}

/* What stands behind the marker: the name of the row, without what was read. */
static void name_here(Script *s, char out[static 32])
{
	const char *at = strstr(script_screen(s, false), "▸");
	cr_assert(at, "no row is under the cursor");
	snprintf(out, 32, "%.28s", at);
}

Test(overview_view, every_row_is_live_and_q_and_h_come_back_to_it)
{
	for (int wide = 0; wide < 2; wide++) {
		Script s = script_open("bundled", LANG_ZH, wide ? 120 : 60, wide ? 36 : 18);
		char before[32], after[32];
		script_type(&s, "A");
		for (int i = 0; i < 40; i++) {
			name_here(&s, before);
			script_type(&s, "ENTER");
			cr_assert_eq(top(&s), VIEW_browse, "row %d opens", i);
			cr_assert_gt(((const Browse *)s.app->stack[s.app->depth - 1].state)->items.n, 0);
			script_type(&s, i % 2 ? "q" : "H");
			cr_assert_eq(top(&s), VIEW_overview);
			name_here(&s, after);
			cr_assert_str_eq(after, before, "row %d", i);
			script_type(&s, wide && i % 9 == 8 ? "TAB" : "DOWN");
		}
		script_close(&s);
	}
}

Test(overview_view, tab_goes_from_part_to_part_where_there_is_one_table)
{
	Script s = script_open("bundled", LANG_ZH, 60, 18);
	script_type(&s, "^ TAB");
	cr_assert(script_shows(&s, "▸ 统筹领导"));
	script_type(&s, "TAB");
	cr_assert(script_shows(&s, "▸ 党群服务中心"));
	script_type(&s, "BACKTAB BACKTAB");
	cr_assert(script_shows(&s, "▸ "));
	script_close(&s);
}

Test(overview_view, another_width_keeps_the_row)
{
	Script s = script_open("bundled", LANG_ZH, 120, 36);
	script_type(&s, "A TAB DOWN");
	cr_assert(script_shows(&s, "▸ 新就业群体"));
	app_resize(s.app, 60, 18);
	cr_assert(script_shows(&s, "▸ 新就业群体"));
	app_resize(s.app, 120, 36);
	cr_assert(script_shows(&s, "▸ 新就业群体"));
	script_close(&s);
}

Test(overview_view, counts_what_the_filter_leaves)
{
	Script s = script_open("bundled", LANG_ZH, 80, 24);
	script_type(&s, "v A");
	cr_assert(script_shows(&s, "9 项举措"));
	script_type(&s, "ESC");
	cr_assert(script_shows(&s, "37 项举措"));
	script_close(&s);
}

Test(overview_view, is_drawn_at_every_size_in_both_languages)
{
	for (int lang = 0; lang < LANG_COUNT; lang++)
		for (int width = APP_MIN_WIDTH; width < 170; width += 9)
			for (int height = APP_MIN_HEIGHT; height < 40; height += 7) {
				Script s = script_open("small", (Lang)lang, width, height);
				script_type(&s, "A DOWN DOWN TAB G");
				cr_assert(script_shows(&s, "▸"), "the cursor is in sight at %d×%d", width, height);
				script_close(&s);
			}
}
