#include "script.h"

#include "../../tui/copy.h"
#include "../../tui/view_browse.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

static const int SIZES[][2] = {{80, 24}, {120, 36}, {60, 18}, {40, 12}, {200, 60}, {1, 1}, {39, 9}, {160, 10}};
#define SIZE_COUNT (sizeof SIZES / sizeof *SIZES)

static const Browse *browse(const Script *script)
{
	return script->app->stack[0].state;
}

static Unit unit_on_top(const Script *script)
{
	const Browse *top = script->app->stack[script->app->depth - 1].state;
	return view_read_unit(&top->reader);
}

static Key any_key(void)
{
	if (rand() % 3 == 0)
		return KEYMAP_UP + (Key)rand() % (KEYMAP_F12 - KEYMAP_UP + 1);
	if (rand() % 6 == 0)
		return (Key)(rand() % 0x3000);
	static const char KEYS[] = "jkhlgGbdu]}[{JKnNcCX/?12345Li! \r\t\033\010aqvvV90|oO()HmB';\"%@";
	return (Key)KEYS[(size_t)rand() % (sizeof KEYS - 1)];
}

Test(app, random_keys_at_changing_sizes_never_break_it)
{
	for (unsigned seed = 1; seed <= 4; seed++) {
		srand(seed);
		Script s = script_open(seed % 2 ? "small" : "bundled", seed % 2 ? LANG_ZH : LANG_EN, 80, 24);
		for (int i = 0; i < 4000; i++) {
			Key key = any_key();
			bool help = app_context(s.app) == CONTEXT_HELP; /* it may run what leaves */
			bool leaves = help || key == 'Q' || key == KEYMAP_F12 || key == 'q' || key == KEYMAP_F1 + 9;
			if (rand() % 40 == 0)
				app_resize(s.app, SIZES[(size_t)rand() % SIZE_COUNT][0], SIZES[(size_t)rand() % SIZE_COUNT][1]);
			app_key(s.app, key);
			cr_assert(!s.app->done || leaves, "seed %u: key %x left the program", seed, key);
			s.app->done = false;
			app_draw(s.app, &s.screen);
		}
		script_close(&s);
	}
}

/* Back at the bottom of the stack without leaving. */
static void surface(App *app)
{
	while (app->depth > 1 || app->prompting) {
		app_key(app, KEYMAP_ESC);
		if (app->depth > 1 && app_context(app) != CONTEXT_HELP)
			app_key(app, 'q');
	}
	app->done = false;
}

Test(app, only_q_at_the_top_and_Q_leave)
{
	static const Key RANGES[][2] = {{0, 0x300}, {0x3000, 0x3020}, {0xFF00, 0xFFFF}, {KEYMAP_UP, KEYMAP_F12}};
	Script s = script_open("small", LANG_ZH, 80, 24);
	for (size_t i = 0; i < sizeof RANGES / sizeof *RANGES; i++)
		for (Key key = RANGES[i][0]; key <= RANGES[i][1]; key++) {
			app_key(s.app, key);
			Key twin = keymap_twin(key);
			bool may = twin == 'q' || twin == 'Q' || key == KEYMAP_F1 + 9 || key == KEYMAP_F12;
			cr_assert(!s.app->done || may, "key %x left the program", key);
			surface(s.app);
		}
	script_close(&s);
}

Test(app, esc_never_leaves)
{
	Script s = script_open("small", LANG_ZH, 80, 24);
	script_type(&s, "ESC ESC / \"x\" ESC ESC ? ESC ESC i ESC ESC c DOWN c C ESC ESC ESC");
	cr_assert_not(s.app->done);
	script_close(&s);
}

Test(app, q_goes_back_level_by_level_and_then_leaves)
{
	Script s = script_open("bundled", LANG_ZH, 80, 24);
	script_type(&s, "ENTER ENTER i q");
	cr_assert_eq(s.app->depth, 1);
	cr_assert_eq(browse(&s)->focus, PANE_TEXT);
	script_type(&s, "q q");
	cr_assert_eq(browse(&s)->focus, PANE_AXIS);
	cr_assert_not(s.app->done);
	script_type(&s, "q");
	cr_assert(s.app->done);
	script_close(&s);
}

Test(app, the_same_text_stays_on_top_over_resizes)
{
	Script s = script_open("bundled", LANG_ZH, 80, 24);
	script_type(&s, "ENTER ENTER");
	for (int i = 0; i < 60; i++) {
		script_type(&s, "DOWN DOWN DOWN");
		size_t block = browse(&s)->reader.anchor_block, byte = browse(&s)->reader.anchor_byte;
		app_resize(s.app, 40, 12);
		app_resize(s.app, 200, 60);
		app_resize(s.app, 120, 36);
		app_resize(s.app, 80, 24);
		const Reader *r = &browse(&s)->reader;
		cr_assert_eq(r->lines.at[r->top].block, block);
		cr_assert_eq(r->lines.at[r->top].line.from, byte);
	}
	script_close(&s);
}

Test(app, the_other_language_keeps_the_place)
{
	Script s = script_open("bundled", LANG_ZH, 80, 24);
	script_type(&s, "DOWN DOWN ENTER DOWN DOWN DOWN ENTER ]");
	Unit before = unit_on_top(&s);
	script_type(&s, "L");
	Unit after = unit_on_top(&s);
	cr_assert(script_shows(&s, "Zhejiang"));
	cr_assert(before.kind == after.kind && before.index == after.index);
	script_type(&s, "L");
	cr_assert(script_shows(&s, "浙江"));
	script_close(&s);
}

Test(app, n_stops_at_every_hit_and_comes_round)
{
	Script s = script_open("bundled", LANG_ZH, 120, 36);
	script_type(&s, "/ \"网格\" ENTER");
	const Browse *found = s.app->stack[1].state;
	size_t n = found->hits.n;
	cr_assert_gt(n, 3);
	size_t first = view_browse_item(found)->index;
	cr_assert_neq(found->hits.at[first].field, SEARCH_BODY, "a label before a text");
	for (size_t i = 1; i < n; i++) {
		script_type(&s, "n");
		cr_assert_eq(view_browse_item(found)->index, (first + i) % n);
		cr_assert(found->reader.here, "hit %zu is not lit", i);
	}
	script_type(&s, "n");
	cr_assert_eq(view_browse_item(found)->index, first);
	script_type(&s, "N");
	cr_assert_eq(view_browse_item(found)->index, (first + n - 1) % n);
	script_close(&s);
}

Test(app, what_is_not_found_is_said_with_advice)
{
	Script s = script_open("small", LANG_ZH, 80, 24);
	script_type(&s, "/ \"减附减附\" ENTER");
	cr_assert_eq(s.app->depth, 1);
	cr_assert(script_shows(&s, "没有“减附减附”"));
	script_close(&s);
}

Test(app, one_marked_place_tells_how_to_mark_another)
{
	Script s = script_open("small", LANG_ZH, 80, 24);
	script_type(&s, "C");
	cr_assert(script_shows(&s, "按 c"));
	script_type(&s, "c C");
	cr_assert(script_shows(&s, "只选了北京"));
	script_type(&s, "DOWN c");
	cr_assert(script_shows(&s, "对照 2"));
	script_type(&s, "C");
	cr_assert_eq(app_context(s.app), CONTEXT_COMPARE);
	script_type(&s, "q X");
	cr_assert_eq(s.app->marked, 0);
	script_close(&s);
}

Test(app, marking_twice_takes_the_mark_away)
{
	Script s = script_open("small", LANG_ZH, 80, 24);
	script_type(&s, "c");
	cr_assert(script_shows(&s, "✓"));
	script_type(&s, "c");
	cr_assert_not(script_shows(&s, "✓"));
	script_close(&s);
}

Test(app, a_figure_is_lit_in_its_sentence)
{
	Script s = script_open("bundled", LANG_ZH, 120, 36);
	script_type(&s, "5 ENTER");
	size_t lit = 0, n = 0;
	const Browse *b = browse(&s);
	for (; n < s.corpus->figures.n; n++) {
		lit += b->reader.here;
		script_type(&s, "DOWN");
	}
	cr_assert_gt(lit * 10, n * 7, "only %zu of %zu figures are found in their passages", lit, n);
	script_close(&s);
}

Test(app, help_filters_and_runs_what_it_finds)
{
	Script s = script_open("small", LANG_ZH, 80, 24);
	script_type(&s, "? \"来源\"");
	cr_assert_not(script_shows(&s, "下一行"));
	script_type(&s, "? ESC ESC ? \"文集\" ENTER");
	cr_assert_eq(app_context(s.app), CONTEXT_INFO);
	cr_assert(script_shows(&s, "测试用发言摘登") || script_shows(&s, "发言摘登"));
	script_close(&s);
}

Test(app, a_small_window_says_what_it_needs_and_q_leaves_it)
{
	Script s = script_open("small", LANG_EN, 39, 9);
	cr_assert(script_shows(&s, "too small: 40×10"));
	script_type(&s, "j ENTER ?");
	cr_assert_not(s.app->done);
	script_type(&s, "q");
	cr_assert(s.app->done);
	script_close(&s);
}

Test(app, an_unknown_key_points_to_help)
{
	Script s = script_open("small", LANG_ZH, 80, 24);
	script_type(&s, "Z");
	cr_assert(script_shows(&s, "没有 Z 这个键；按 ? 查看"));
	script_close(&s);
}

Test(app, the_sticky_heading_names_the_unit_on_top)
{
	Script s = script_open("bundled", LANG_ZH, 60, 18);
	script_type(&s, "DOWN DOWN ENTER ENTER ] ]");
	cr_assert(script_shows(&s, "浙江 › 一、"));
	cr_assert(script_shows(&s, "2/4"));
	script_close(&s);
}

/* Where strangers type: what writes or reads files, and what only such actions lead to. */
static bool is_forbidden(Action action)
{
	static const unsigned INSIDE = CONTEXT_EXPORT | CONTEXT_ASK | CONTEXT_TAGS
		| CONTEXT_REVIEW;
	bool opens = action == ACTION_export || action == ACTION_export_comparison || action == ACTION_tags
		|| action == ACTION_reload || action == ACTION_review;
	return opens || (keymap_row(action)->contexts & ~INSIDE) == 0;
}

Test(app, a_kiosk_forbids_what_reads_or_writes_files)
{
	for (Action a = 0; a < ACTION_COUNT; a++)
		cr_assert_eq(keymap_row(a)->kiosk, !is_forbidden(a), "%s", keymap_row(a)->id);
}

Test(app, a_key_that_a_kiosk_forbids_says_so)
{
	static const char *const KEYS[] = {"e", "^E", "c j c C e", "M e", "F e", "A e", "/ \"1000\" ENTER e", "l l t"};
	for (size_t i = 0; i < sizeof KEYS / sizeof *KEYS; i++) {
		Script s = script_open("bundled", LANG_ZH, 80, 24);
		s.app->options.kiosk = true;
		script_type(&s, KEYS[i]);
		cr_assert(script_shows(&s, "此处不可用"), "%s", KEYS[i]);
		cr_assert_neq(app_context(s.app), CONTEXT_EXPORT, "%s", KEYS[i]);
		script_close(&s);
	}
}

Test(app, what_a_kiosk_forbids_is_in_no_hint_help_or_command)
{
	static const char *const PLACES[] = {"", "? \"导出\"", ": \"export\"", ": \"daochu\"", "M", "F", "? \"csv\""};
	for (size_t i = 0; i < sizeof PLACES / sizeof *PLACES; i++)
		for (int kiosk = 0; kiosk < 2; kiosk++) {
			Script s = script_open("bundled", LANG_ZH, 200, 40);
			s.app->options.kiosk = kiosk != 0;
			script_type(&s, PLACES[i]);
			bool told = script_shows(&s, "e 导出") || script_shows(&s, "存成文件") || script_shows(&s, "Excel 能直接打开");
			cr_assert_eq(told, !kiosk, "%s %d", PLACES[i], kiosk);
			script_close(&s);
		}
}

Test(app, the_palette_of_commands_runs_nothing_that_a_kiosk_forbids)
{
	Script s = script_open("bundled", LANG_ZH, 80, 24);
	s.app->options.kiosk = true;
	script_type(&s, ": \"export\" ENTER");
	cr_assert_neq(app_context(s.app), CONTEXT_EXPORT);
	script_close(&s);
}

Test(app, a_kiosk_copies)
{
	Script s = script_open("bundled", LANG_ZH, 80, 24);
	s.app->options.kiosk = true;
	script_type(&s, "ENTER DOWN y");
	cr_assert_gt(s.app->copied.n, 0);
	cr_assert_leq(s.app->copied.n, COPY_LIMIT);
	script_close(&s);
}

/* The views that lie over one another, from the bottom. */
static Buf stack_of(const Script *s)
{
	Buf out = {0};
	for (size_t i = 0; i < s->app->depth; i++) {
		buf_add(&out, i ? STR(" ") : STR(""));
		buf_add(&out, str_of(app_view_of(s->app->stack[i].id)->name));
	}
	return out;
}

static void assert_stack(const Script *s, const char *expected, const char *after)
{
	Buf stack = stack_of(s);
	cr_assert_str_eq(buf_cstr(&stack), expected, "after %s: %s", after, buf_cstr(&stack));
	buf_free(&stack);
}

Test(app, q_leads_back_through_views_in_the_order_in_which_they_were_opened)
{
	Script s = script_open("bundled", LANG_ZH, 120, 36);
	script_type(&s, "M F");
	assert_stack(&s, "browse matrix figures", "M F");
	script_type(&s, "q");
	assert_stack(&s, "browse matrix", "M F q");
	script_type(&s, "F A");
	assert_stack(&s, "browse matrix figures overview", "M F A");
	script_type(&s, "F");
	assert_stack(&s, "browse matrix figures", "a view that is open is gone back to");
	script_type(&s, "DOWN ENTER");
	assert_stack(&s, "browse matrix figures browse", "a figure's sentence");
	script_type(&s, "M");
	assert_stack(&s, "browse matrix", "M from there");
	script_type(&s, "q c DOWN DOWN c C ENTER");
	assert_stack(&s, "browse compare browse", "a measure of the comparison");
	script_type(&s, "q");
	assert_stack(&s, "browse compare", "q from the measure");
	script_type(&s, "W ENTER q q M s F q q");
	assert_stack(&s, "browse compare", "what one lacks, and tables over the comparison");
	script_type(&s, "q");
	assert_stack(&s, "browse", "q at last");
	script_close(&s);
}

Test(app, views_end_somewhere_and_say_so)
{
	Script s = script_open("bundled", LANG_ZH, 120, 36);
	script_type(&s, "c DOWN DOWN c C");
	for (int i = 0; i < APP_DEPTH; i++)
		script_type(&s, "ENTER C");
	cr_assert_eq(s.app->depth, APP_DEPTH);
	script_type(&s, "ENTER");
	cr_assert(script_shows(&s, "这里已叠得太深：先按 q 返回"));
	for (int i = 0; i < 3 * APP_DEPTH && s.app->depth > 1; i++)
		script_type(&s, "q");
	assert_stack(&s, "browse", "many times q");
	script_close(&s);
}
