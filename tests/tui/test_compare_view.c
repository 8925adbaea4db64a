#include "../../tui/app_actions.h"
#include "../../tui/view_compare.h"
#include "../core/grow.h"
#include "script.h"

#include <criterion/criterion.h>
#include <string.h>

static const Compare *comparison(const Script *s)
{
	cr_assert_eq(s->app->stack[s->app->depth - 1].id, VIEW_compare);
	return s->app->stack[s->app->depth - 1].state;
}

/* 北京、浙江 of the bundled corpus, side by side. */
static Script open_two(int width, int height)
{
	Script s = script_open("bundled", LANG_ZH, width, height);
	script_type(&s, "c DOWN DOWN c C");
	return s;
}

static int row_with(Script *s, const char *text)
{
	const char *screen = script_screen(s, false), *at = strstr(screen, text);
	int row = 0;
	cr_assert(at, "%s is on the screen", text);
	for (const char *p = screen; p < at; p++)
		row += *p == '\n';
	return row;
}

Test(compare_view, columns_change_places_and_so_does_the_tray)
{
	Script s = open_two(120, 36);
	cr_assert(script_shows(&s, "  1 北京 "));
	script_type(&s, ">");
	cr_assert(script_shows(&s, "  1 浙江 "));
	cr_assert(table_same_place(s.app->tray[1], comparison(&s)->ask.places[1]));
	cr_assert_eq(comparison(&s)->active, 1, "the cursor stays on the column");
	script_type(&s, "<");
	cr_assert(script_shows(&s, "  1 北京 "));
	script_close(&s);
}

Test(compare_view, a_hidden_column_comes_back_and_two_stay)
{
	Script s = script_open("bundled", LANG_ZH, 160, 45);
	script_type(&s, "c DOWN c DOWN c C 2");
	cr_assert(script_shows(&s, "已隐藏 2 山西"));
	cr_assert_eq(comparison(&s)->comparison.columns, 2);
	script_type(&s, "1");
	cr_assert(script_shows(&s, "至少要留两栏"));
	script_type(&s, "2");
	cr_assert_eq(comparison(&s)->comparison.columns, 3);
	script_close(&s);
}

Test(compare_view, what_the_reader_keeps_stands_in_the_columns)
{
	Script s = script_open("bundled", LANG_ZH, 120, 36);
	script_type(&s, ": \"beijing.1.1\" ENTER B a \"看这里\" ESC m a h h c DOWN DOWN c C");
	cr_assert(script_shows(&s, "✎ 看这里"), "the note stands under the text:\n%s", script_screen(&s, false));
	cr_assert(script_shows(&s, " ✎⚑'a"), "signs stand behind the label:\n%s", script_screen(&s, false));
	script_close(&s);
}

Test(compare_view, a_loose_column_scrolls_alone_and_comes_back_to_the_others)
{
	Script s = open_two(120, 36);
	script_type(&s, "RIGHT f ] ] ]");
	cr_assert(script_shows(&s, "2 浙江 单独滚动"));
	const Compare *c = comparison(&s);
	cr_assert(c->together.top.block == 0 && c->own[1].top.block == 3);
	script_type(&s, "LEFT DOWN");
	cr_assert(c->together.top.row == 1 && c->own[1].top.block == 3);
	script_type(&s, "RIGHT f");
	cr_assert(script_shows(&s, "各栏又一同滚动"));
	script_type(&s, "DOWN");
	cr_assert_eq(comparison(&s)->together.top.row, 2);
	script_close(&s);
}

Test(compare_view, blocks_follow_the_order_of_a_column_and_the_text_stays)
{
	Script s = open_two(120, 36);
	script_type(&s, "RIGHT S");
	cr_assert(script_shows(&s, "按浙江的次序"));
	cr_assert_gt(row_with(&s, "统筹领导"), row_with(&s, "统筹领导") - 1);
	script_type(&s, "g");
	cr_assert(script_shows(&s, "组织覆盖"), "the first of Zhejiang's themes");
	script_type(&s, "S");
	cr_assert_not(script_shows(&s, "按浙江的次序"));
	script_close(&s);
}

Test(compare_view, one_theme_and_all_of_them_again)
{
	Script s = open_two(120, 36);
	script_type(&s, "] ] v");
	cr_assert_eq(comparison(&s)->comparison.blocks.n, 1);
	cr_assert(script_shows(&s, "督查考评"));
	script_type(&s, "v");
	cr_assert_gt(comparison(&s)->comparison.blocks.n, 10);
	cr_assert(script_shows(&s, "督查考评"), "it stays where it was");
	script_close(&s);
}

Test(compare_view, what_is_common_is_marked_by_more_than_colour_and_taken_away_again)
{
	Script s = open_two(120, 36);
	cr_assert_not(strstr(script_screen(&s, true), "+ +"));
	script_type(&s, "d");
	cr_assert(script_shows(&s, "标共同"));
	cr_assert(script_shows(&s, "共有的提法："));
	while (!strstr(script_screen(&s, true), "+ + + +") && comparison(&s)->together.top.block < 15)
		script_type(&s, "]");
	cr_assert(strstr(script_screen(&s, true), "+ + + +"), "a term that both have");
	script_type(&s, "d d");
	cr_assert_not(script_shows(&s, "标共同"));
	cr_assert_not(script_shows(&s, "标不同"));
	script_close(&s);
}

Test(compare_view, three_columns_have_no_differences)
{
	Script s = script_open("bundled", LANG_ZH, 160, 45);
	script_type(&s, "c DOWN c DOWN c C d");
	cr_assert_eq(comparison(&s)->mode, COMPARE_COMMON);
	script_type(&s, "d");
	cr_assert_eq(comparison(&s)->mode, COMPARE_PLAIN);
	script_close(&s);
}

/* On the screen itself: where a theme's name stands, all columns begin on the row below. */
static void assert_level(Script *s)
{
	const Compare *c = comparison(s);
	for (size_t i = 0; i + 1 < c->together.n && !c->together.layout.stacked; i++) {
		if (c->together.rows[i].row.kind != COMPARE_THEME)
			continue;
		for (size_t k = 0; k < c->comparison.columns; k++)
			if (!c->loose[c->place[k]])
				cr_assert_eq(c->together.rows[i + 1].row.line[k], 0, "column %zu", k);
	}
}

Test(compare_view, columns_stay_level_whatever_is_pressed_and_however_the_window_changes)
{
	static const char *const KEYS[] = {"DOWN", "UP", "SPACE", "b", "^D", "u", "]", "[", "g", "G", "v", "S", "RIGHT",
		"LEFT", ">", "<", "1", "2", "3", "d", "\\", "f", "f", "TAB"};
	Script s = script_open("bundled", LANG_ZH, 120, 36);
	uint32_t state = 99;
	script_type(&s, "c DOWN c DOWN c C");
	for (int i = 0; i < 1500; i++) {
		if (i % 7 == 0)
			app_resize(s.app, 40 + (int)(grow_random(&state) % 200), 10 + (int)(grow_random(&state) % 50));
		script_type(&s, KEYS[grow_random(&state) % (sizeof KEYS / sizeof *KEYS)]);
		script_screen(&s, false);
		assert_level(&s);
		cr_assert_geq(comparison(&s)->comparison.columns, 2);
	}
	script_close(&s);
}

Test(compare_view, the_theme_on_top_stays_over_a_change_of_size_and_language)
{
	Script s = open_two(120, 36);
	script_type(&s, "] ] ] ] DOWN DOWN");
	const Compare *c = comparison(&s);
	uint32_t block = c->together.top.block;
	for (int width = 40; width <= 240; width += 8) {
		app_resize(s.app, width, 30);
		cr_assert_eq(c->together.top.block, block, "%d columns", width);
	}
	script_type(&s, "\\");
	cr_assert_eq(c->together.top.block, block);
	script_close(&s);
}

Test(compare_view, a_theme_is_compared_across_its_provinces)
{
	Script s = script_open("bundled", LANG_ZH, 120, 36);
	script_type(&s, "2 c");
	cr_assert(script_shows(&s, "对照只看“统筹领导”"));
	script_type(&s, "C");
	cr_assert_eq(comparison(&s)->comparison.blocks.n, 1);
	cr_assert_eq(comparison(&s)->comparison.columns, 4);
	cr_assert(script_shows(&s, "文中未见"), "Zhejiang has nothing on it");
	script_type(&s, "q X");
	cr_assert_eq(s.app->tray_theme, CORPUS_NONE);
	script_close(&s);
}

Test(compare_view, the_tray_is_told_and_can_be_changed)
{
	Script s = script_open("bundled", LANG_ZH, 120, 36);
	script_type(&s, "P");
	cr_assert(script_shows(&s, "还没有选"));
	script_type(&s, "c DOWN c DOWN c UP");
	cr_assert(script_shows(&s, "对照 3 北京、山西、浙江"));
	script_type(&s, "P >");
	cr_assert_eq(s.app->tray[0].province, 1, "moved down");
	script_type(&s, "DELETE");
	cr_assert_eq(s.app->marked, 2);
	script_type(&s, "ENTER");
	cr_assert_eq(comparison(&s)->comparison.columns, 2);
	script_type(&s, "q");
	cr_assert_eq(s.app->depth, 1, "back in the browser");
	script_close(&s);
}

Test(compare_view, enter_opens_the_text_of_the_column_with_the_cursor)
{
	Script s = open_two(120, 36);
	script_type(&s, "RIGHT ] ENTER");
	cr_assert_eq(s.app->depth, 3, "over the comparison");
	cr_assert(script_shows(&s, "浙江 › "));
	script_type(&s, "q");
	cr_assert_eq(comparison(&s)->together.top.block, 1, "at the block that was left");
	cr_assert_eq(comparison(&s)->active, 1);
	script_type(&s, "ENTER H");
	cr_assert_eq(comparison(&s)->ask.n, 2, "and back to the comparison");
	script_close(&s);
}

Test(compare_view, measures_like_one_open_beside_it)
{
	Script s = script_open("bundled", LANG_ZH, 120, 36);
	script_type(&s, "ENTER s");
	cr_assert(script_shows(&s, "请在一条举措上按 s"));
	script_type(&s, "DOWN DOWN s");
	cr_assert(script_shows(&s, "别处相近的举措"));
	cr_assert(script_shows(&s, "主题：统筹领导、诉求与难题"));
	script_type(&s, "c ENTER");
	cr_assert_eq(comparison(&s)->comparison.columns, 2);
	cr_assert(table_is_direct(&comparison(&s)->comparison));
	script_type(&s, "q");
	cr_assert(script_shows(&s, "别处相近的举措"));
	script_type(&s, "s s s s s s s s s s s");
	cr_assert_eq(s.app->depth, 2, "the way back stays short");
	script_close(&s);
}

Test(compare_view, who_does_not_mention_it)
{
	Script s = script_open("bundled", LANG_ZH, 120, 36);
	script_type(&s, "W");
	cr_assert(script_shows(&s, "北京没有提"));
	cr_assert(script_shows(&s, "山西、浙江、山东提到"));
	script_type(&s, "DOWN ENTER");
	cr_assert_eq(s.app->depth, 3, "the text of who does, over the list");
	script_type(&s, "q");
	cr_assert(script_shows(&s, "北京没有提"));
	script_type(&s, "q c DOWN c C W");
	cr_assert(script_shows(&s, "谁没有提  "));
	script_type(&s, "q");
	comparison(&s);
	script_close(&s);
}

/* A corpus that is not read in one slice, two of its provinces side by side. */
static Script open_large(void)
{
	Corpus *corpus = grow_corpus((Grown){5, 3, 2000, 12, false});
	cr_assert(corpus);
	return script_on(corpus, NULL, LANG_ZH, 120, 36);
}

static size_t work_to_the_end(Script *s)
{
	size_t slices = 0;
	for (; app_working(s->app); slices++)
		app_work(s->app);
	return slices;
}

Test(compare_view, marks_of_many_measures_are_read_in_slices_and_esc_leaves_them)
{
	Script s = open_large();
	script_type(&s, "c DOWN c C d");
	cr_assert(app_working(s.app));
	cr_assert(script_shows(&s, "标记中 "));
	script_type(&s, "ESC");
	cr_assert_not(app_working(s.app));
	cr_assert(script_shows(&s, "不再标记"));
	cr_assert_eq(comparison(&s)->mode, COMPARE_PLAIN);
	script_type(&s, "d ;");
	work_to_the_end(&s);
	script_type(&s, "q");
	cr_assert(script_shows(&s, "标记中 "), "it goes on when the help is closed");
	cr_assert_gt(work_to_the_end(&s), 1);
	cr_assert_not(script_shows(&s, "标记中 "));
	cr_assert_eq(comparison(&s)->mode, COMPARE_COMMON);
	script_close(&s);
}

Test(compare_view, the_measure_on_top_of_the_column_can_be_noted_bookmarked_and_copied)
{
	Script s = open_two(120, 36);
	script_type(&s, "RIGHT ] a \"浙江这一条先讲\" ESC");
	Unit unit = app_unit_here(s.app);
	cr_assert_eq(s.app->kept.n, 1);
	cr_assert(unit.kind == UNIT_MEASURE && s.app->kept.at[0].unit.index == unit.index);
	cr_assert(script_shows(&s, "浙江这一条先讲"));
	script_type(&s, "B y");
	cr_assert_eq(s.app->kept.n, 2);
	Str text = s.app->corpus->measures.at[unit.index].body.text.zh.s;
	cr_assert_geq(str_find(buf_str(&s.app->copied), str_sub(text, 0, 30), 0), 0);
	script_close(&s);
}

Test(compare_view, measures_of_full_cells_are_paired_in_slices_and_it_is_said_when_that_is_done)
{
	Script s = script_on(grow_corpus((Grown){5, 3, 300, 12, false}), NULL, LANG_ZH, 120, 36);
	script_type(&s, "c DOWN c C d");
	work_to_the_end(&s);
	script_type(&s, "d");
	cr_assert(app_working(s.app));
	cr_assert(script_shows(&s, "标记中 "));
	cr_assert_not(script_shows(&s, "标出不同之处"));
	cr_assert_gt(work_to_the_end(&s), 1);
	cr_assert(script_shows(&s, "相近的举措标出不同之处"));
	cr_assert_eq(comparison(&s)->mode, COMPARE_DIFFERENT);
	cr_assert_gt(comparison(&s)->marks.pairs.pairs.n, 0);
	script_type(&s, "d d");
	work_to_the_end(&s);
	script_type(&s, "d ESC");
	cr_assert_eq(comparison(&s)->mode, COMPARE_DIFFERENT, "what is paired already is not paired again");
	script_close(&s);
}

Test(compare_view, what_is_similar_among_many_is_looked_for_in_slices)
{
	Script s = open_large();
	script_type(&s, "RIGHT ENTER ] ] s");
	cr_assert(app_working(s.app));
	cr_assert(script_shows(&s, "正在通读全部举措"));
	script_type(&s, "ESC");
	cr_assert_not(app_working(s.app));
	cr_assert(script_shows(&s, "时停下了；q 返回，再按 s 重来"));
	script_type(&s, "q s ;");
	work_to_the_end(&s);
	script_type(&s, "q");
	cr_assert_gt(work_to_the_end(&s), 1);
	cr_assert_not(script_shows(&s, "通读"));
	cr_assert(script_shows(&s, "主题："));
	script_close(&s);
}

Test(compare_view, what_the_last_line_says_of_a_narrow_window_goes_with_it)
{
	Script s = open_two(120, 36);
	app_resize(s.app, 44, 36);
	cr_assert(script_shows(&s, "已改为上下排列"));
	app_resize(s.app, 120, 36);
	cr_assert_not(script_shows(&s, "已改为上下排列"));
	script_close(&s);
}
