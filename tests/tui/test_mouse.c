#include "script.h"

#include "../../core/utf8.h"
#include "../../tui/view_browse.h"
#include "../../tui/view_compare.h"
#include "../../tui/view_matrix.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

/* Where `text` stands on the screen: its `nth` place, from the top. */
static Point find(Script *s, const char *text, int nth)
{
	Point at = {0};
	Str rest = str_of(script_screen(s, false)), row;
	for (; str_split(&rest, '\n', &row); at.y++)
		for (ptrdiff_t from = 0; (from = str_find(row, str_of(text), (size_t)from)) >= 0; from++)
			if (nth-- == 0) {
				at.x = (int)utf8_columns(str_sub(row, 0, (size_t)from), 1);
				return at;
			}
	cr_assert_fail("“%s” is not there:\n%s", text, script_screen(s, false));
	return at;
}

static void wheel(Script *s, Point at, int by)
{
	at.wheel = by;
	app_key(s->app, keymap_mouse(at));
}

static void click(Script *s, const char *text, int nth)
{
	app_key(s->app, keymap_mouse(find(s, text, nth)));
	app_key(s->app, KEYMAP_OTHER); /* it is let go */
}

static const Browse *browse(const Script *s)
{
	return s->app->stack[0].state;
}

Test(mouse, a_press_chooses_and_a_second_one_opens)
{
	static const int SIZES[][2] = {{120, 36}, {80, 24}};
	for (size_t i = 0; i < 2; i++) {
		Script s = script_open("bundled", LANG_ZH, SIZES[i][0], SIZES[i][1]);
		Key row = keymap_mouse(find(&s, "浙江", 0));
		app_key(s.app, row);
		cr_assert_eq(browse(&s)->focus, PANE_AXIS);
		cr_assert(script_shows(&s, "浙江 10"), "the list does not follow:\n%s", script_screen(&s, false));
		app_key(s.app, row);
		cr_assert_eq(browse(&s)->focus, PANE_ITEMS, "a press on the chosen row opens it");
		app_key(s.app, row);
		cr_assert_eq(browse(&s)->focus, PANE_AXIS, "the first press on another pane gives it the keys, no more");
		script_close(&s);
	}
}

Test(mouse, on_a_narrow_screen_two_presses_go_to_the_list_and_two_to_the_text)
{
	Script s = script_open("bundled", LANG_ZH, 60, 18);
	click(&s, "山西", 0);
	click(&s, "山西", 0);
	cr_assert_eq(browse(&s)->focus, PANE_ITEMS);
	click(&s, "一、", 0);
	click(&s, "一、", 0);
	cr_assert_eq(browse(&s)->focus, PANE_TEXT, "%s", script_screen(&s, false));
	click(&s, "返回", 0);
	click(&s, "返回", 0);
	cr_assert_eq(browse(&s)->focus, PANE_AXIS);
	click(&s, "2 ", 0);
	cr_assert_eq(browse(&s)->axis, AXIS_THEMES, "%s", script_screen(&s, false));
	script_close(&s);
}

Test(mouse, the_wheel_scrolls_what_is_under_it_and_leaves_the_keys_where_they_are)
{
	Script s = script_open("bundled", LANG_ZH, 120, 36);
	size_t cursor = browse(&s)->group_scroll.cursor;
	wheel(&s, (Point){.x = 100, .y = 20}, 1);
	wheel(&s, (Point){.x = 100, .y = 20}, 1);
	cr_assert_eq(browse(&s)->reader.top, 2 * SCROLL_WHEEL);
	cr_assert(browse(&s)->focus == PANE_AXIS && browse(&s)->group_scroll.cursor == cursor);
	wheel(&s, (Point){.x = 100, .y = 20}, -1);
	cr_assert_eq(browse(&s)->reader.top, SCROLL_WHEEL);
	script_type(&s, "4");
	wheel(&s, (Point){.x = 10, .y = 20}, 1);
	cr_assert_eq(browse(&s)->group_scroll.top, SCROLL_WHEEL);
	cr_assert_eq(browse(&s)->group_scroll.cursor, SCROLL_WHEEL, "the cursor stays in sight");
	wheel(&s, (Point){.x = 10, .y = 20}, -1);
	cr_assert_eq(browse(&s)->group_scroll.top, 0);
	script_close(&s);
}

Test(mouse, a_heading_cannot_be_chosen)
{
	Script s = script_open("bundled", LANG_ZH, 120, 36);
	script_type(&s, "2 l");
	const Browse *b = browse(&s);
	size_t before = b->item_scroll.cursor, header = 0;
	while (header < b->items.n && !b->items.at[header].header)
		header++;
	cr_assert(header < b->items.n, "there are none");
	app_key(s.app, keymap_mouse((Point){.x = b->areas[PANE_ITEMS].x + 3, .y = b->areas[PANE_ITEMS].y + (int)header}));
	cr_assert_eq(b->item_scroll.cursor, before);
	for (int i = 0; i < 30; i++) {
		wheel(&s, (Point){.x = b->areas[PANE_ITEMS].x + 3, .y = 20}, i < 15 ? 1 : -1);
		cr_assert_not(b->items.at[b->item_scroll.cursor].header);
	}
	script_close(&s);
}

Test(mouse, the_names_of_the_axes_and_the_hints_are_buttons)
{
	Script s = script_open("bundled", LANG_ZH, 120, 36);
	click(&s, "提法", 0);
	cr_assert_eq(browse(&s)->axis, AXIS_TERMS);
	click(&s, "帮助", 0);
	cr_assert(script_shows(&s, "此处可用"));
	script_type(&s, "ESC");
	click(&s, "↓", 0);
	cr_assert_eq(browse(&s)->group_scroll.cursor, 1, "one of two keys of a hint");
	click(&s, "↑", 0);
	cr_assert_eq(browse(&s)->group_scroll.cursor, 0);
	click(&s, "查找", 0);
	cr_assert(s.app->prompting);
	click(&s, "取消", 0);
	cr_assert_not(s.app->prompting);
	click(&s, "退出", 0);
	cr_assert(s.app->done);
	script_close(&s);
}

Test(mouse, a_press_on_a_message_only_takes_it_away)
{
	Script s = script_open("bundled", LANG_ZH, 80, 24);
	script_type(&s, "=");
	cr_assert(s.app->message.n > 0);
	for (int x = 0; x < 80; x++) {
		script_type(&s, "=");
		app_key(s.app, keymap_mouse((Point){.x = x, .y = 23}));
		cr_assert(s.app->message.n == 0 && !s.app->done && s.app->depth == 1 && !s.app->prompting, "column %d", x);
	}
	script_close(&s);
}

Test(mouse, lists_over_the_browser_take_it_too)
{
	Script s = script_open("bundled", LANG_ZH, 120, 36);
	script_type(&s, "l O");
	click(&s, "立法与", 0);
	cr_assert_eq(s.app->depth, 2);
	click(&s, "立法与", 0);
	cr_assert(s.app->depth == 1 && browse(&s)->focus == PANE_TEXT);
	script_type(&s, "?");
	click(&s, "按主题看", 0);
	click(&s, "按主题看", 0);
	cr_assert_eq(browse(&s)->axis, AXIS_THEMES);
	script_type(&s, "i");
	wheel(&s, (Point){.x = 10, .y = 10}, 1);
	cr_assert(s.app->depth == 2 && !script_shows(&s, "此处可用"));
	script_close(&s);
}

static const void *top(const Script *s)
{
	return s->app->stack[s->app->depth - 1].state;
}

Test(mouse, in_a_comparison_it_chooses_columns_and_themes_and_opens_measures)
{
	Script s = script_open("bundled", LANG_ZH, 120, 36);
	script_type(&s, "c DOWN DOWN c C");
	const Compare *c = top(&s);
	wheel(&s, (Point){.x = 100, .y = 20}, 1);
	cr_assert(c->together.top.row == SCROLL_WHEEL && c->active == 0, "the wheel scrolls and chooses nothing");
	wheel(&s, (Point){.x = 100, .y = 20}, -1);
	click(&s, "2 浙江", 0);
	cr_assert_eq(c->active, 1);
	Unit unit = {0};
	Point at = {.x = 10};
	for (at.y = 4; at.y < 30; at.y++) {
		app_key(s.app, keymap_mouse(at));
		unit = c->pressed;
		if (unit.kind == UNIT_MEASURE)
			break;
	}
	cr_assert(unit.kind == UNIT_MEASURE && c->active == 0, "a press on a text gives its column the keys");
	app_key(s.app, keymap_mouse(at));
	cr_assert(s.app->depth == 1 && browse(&s)->focus == PANE_TEXT, "the second one opens it");
	Unit there = view_read_unit(&browse(&s)->reader);
	cr_assert(there.kind == unit.kind && there.index == unit.index);
	script_close(&s);
}

Test(mouse, a_theme_that_is_pressed_in_a_comparison_comes_to_the_top)
{
	Script s = script_open("bundled", LANG_ZH, 120, 36);
	script_type(&s, "c DOWN DOWN c C");
	const Compare *c = top(&s);
	while (c->together.rows[c->together.n / 2].row.kind != COMPARE_THEME)
		script_type(&s, "j");
	uint32_t block = c->together.rows[c->together.n / 2].block;
	app_key(s.app, keymap_mouse((Point){.x = 6, .y = view_compare_title_rows((Rect){0, 0, 120, 35})
		+ (int)c->together.n / 2}));
	cr_assert(c->together.top.block == block && c->together.top.row == 0);
	script_close(&s);
}

Test(mouse, a_cell_of_the_matrix_is_chosen_and_opened)
{
	Script s = script_open("bundled", LANG_ZH, 120, 36);
	script_type(&s, "M");
	const MatrixView *m = top(&s);
	Point at = {.x = m->grid.x + VIEW_TABLE_GUTTER + m->label + 1 + (m->cell + 1) + 1, .y = m->grid.y + 1 + 3};
	app_key(s.app, keymap_mouse(at));
	cr_assert(view_table_row(&m->table) == 3 && m->table.column == 2, "row %zu, column %zu", view_table_row(&m->table),
		m->table.column);
	wheel(&s, at, 1);
	cr_assert_eq(s.app->depth, 2);
	wheel(&s, at, -1);
	script_type(&s, "g");
	app_key(s.app, keymap_mouse(at));
	cr_assert_eq(s.app->depth, 2, "another cell is chosen first");
	app_key(s.app, keymap_mouse(at));
	cr_assert_eq(s.app->depth, 3, "and opened by the second press");
	script_close(&s);
}

Test(mouse, figures_and_overview_are_lists)
{
	static const char *const KEYS[] = {"F", "A"};
	for (size_t i = 0; i < 2; i++) {
		Script s = script_open("bundled", LANG_ZH, 120, 36);
		script_type(&s, KEYS[i]);
		cr_assert_eq(s.app->depth, 2, "%s opens it", KEYS[i]);
		app_key(s.app, keymap_mouse((Point){.x = 10, .y = 8}));
		app_key(s.app, keymap_mouse((Point){.x = 10, .y = 10}));
		cr_assert_eq(s.app->depth, 2);
		app_key(s.app, keymap_mouse((Point){.x = 30, .y = 10}));
		cr_assert_eq(s.app->depth, 3, "a second press on the row opens it");
		script_close(&s);
	}
}

Test(mouse, a_key_gives_it_to_the_terminal_and_back)
{
	Script s = script_open("bundled", LANG_ZH, 80, 24);
	cr_assert_not(app_wants_mouse(s.app));
	script_type(&s, "z");
	cr_assert(app_wants_mouse(s.app) && script_shows(&s, "滚轮滚动"));
	script_type(&s, "l Y");
	cr_assert_not(app_wants_mouse(s.app), "a bare text is selected by the terminal");
	script_type(&s, "q ^G");
	cr_assert(!app_wants_mouse(s.app) && script_shows(&s, "归终端"));
	script_close(&s);
}

Test(mouse, random_presses_at_changing_sizes_never_break_it)
{
	Script s = script_open("bundled", LANG_ZH, 80, 24);
	srand(11);
	for (int i = 0; i < 6000 && !s.app->done; i++) {
		if (i % 40 == 0)
			app_resize(s.app, 20 + rand() % 150, 6 + rand() % 50);
		Point at = {rand() % KEYMAP_MOST_CELLS % (i % 3 ? 170 : KEYMAP_MOST_CELLS), rand() % 60, rand() % 3 - 1};
		if (at.y == s.app->height - 1 && at.wheel == 0)
			continue; /* one of the hints is the way out */
		app_key(s.app, rand() % 4 ? keymap_mouse(at) : (Key)"jkl123?i4O\x1b/hGL"[rand() % 16]);
		script_screen(&s, false);
	}
	cr_assert_not(s.app->done);
	script_close(&s);
}
