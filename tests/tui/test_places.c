#include "script.h"

#include "../../tui/view_browse.h"

#include <criterion/criterion.h>
#include <string.h>

static const Browse *browse(const Script *script)
{
	return script->app->stack[script->app->depth - 1].state;
}

static size_t block_on_top(const Script *script)
{
	const Reader *r = &browse(script)->reader;
	return r->lines.at[r->top].block;
}

Test(places, the_text_is_made_narrower_down_to_20_columns_and_wider_up_to_the_pane)
{
	Script s = script_open("bundled", LANG_ZH, 80, 24);
	script_type(&s, "ENTER ENTER");
	for (uint32_t before = browse(&s)->reader.columns; before > VIEW_READ_LEAST;) {
		script_type(&s, "9");
		uint32_t now = browse(&s)->reader.columns;
		cr_assert(now < before && now % 4 == 0, "from %u to %u columns", before, now);
		before = now;
	}
	script_type(&s, "9");
	cr_assert(script_shows(&s, "最窄"));
	for (int i = 0; i < 20; i++)
		script_type(&s, "0");
	cr_assert(script_shows(&s, "栏边"));
	cr_assert_eq((int)browse(&s)->reader.columns, browse(&s)->areas[PANE_TEXT].width - 2);
	script_close(&s);
}

Test(places, the_same_text_stays_on_top_at_every_width)
{
	Script s = script_open("bundled", LANG_ZH, 120, 36);
	script_type(&s, "ENTER ENTER");
	for (int i = 0; i < 12; i++) {
		script_type(&s, "PGDN DOWN");
		size_t block = block_on_top(&s);
		size_t byte = browse(&s)->reader.anchor_byte;
		script_type(&s, "9 9 9 | 0 9 | 0 0 0");
		cr_assert_eq(block_on_top(&s), block);
		const Reader *r = &browse(&s)->reader;
		WrapLine line = r->lines.at[r->top].line;
		cr_assert(line.from <= byte && (byte < line.to || line.to == byte));
	}
	script_close(&s);
}

Test(places, a_mark_hangs_outside_the_text_only_when_asked)
{
	Script s = script_open("bundled", LANG_ZH, 120, 36);
	script_type(&s, "ENTER ENTER");
	for (int hang = 0; hang < 2; hang++) {
		const Reader *r = &browse(&s)->reader;
		bool hangs = false;
		for (size_t i = 0; i < r->lines.n; i++) {
			const DocBlock *block = &r->doc.blocks.at[r->lines.at[i].block];
			hangs |= r->lines.at[i].line.columns + block->indent > r->columns - 2;
			cr_assert_leq(r->lines.at[i].line.columns, r->columns);
		}
		if (hang)
			cr_assert(r->hung && hangs, "no line of a whole speech ends in a mark at the edge");
		script_type(&s, "|");
	}
	script_close(&s);
}

Test(places, back_and_forward_restore_axis_cursor_filter_and_text)
{
	Script s = script_open("bundled", LANG_ZH, 120, 36);
	script_type(&s, "DOWN DOWN ENTER ENTER ] ] DOWN DOWN");
	ReadSpot text = view_read_spot(&browse(&s)->reader);
	script_type(&s, "2 DOWN v ENTER DOWN / \"网格\" ENTER n n");
	cr_assert_eq(s.app->depth, 2);
	uint32_t hit = view_browse_item(s.app->stack[1].state)->index;
	for (int i = 0; i < 4 && browse(&s)->axis != AXIS_THEMES; i++)
		script_type(&s, "H");
	cr_assert_eq(s.app->depth, 1);
	cr_assert_eq(browse(&s)->focus, PANE_ITEMS);
	cr_assert_not(facet_is_empty(&s.app->facet));
	script_type(&s, "H H");
	cr_assert(facet_is_empty(&s.app->facet), "the place without its filter");
	cr_assert_eq(browse(&s)->axis, AXIS_THEMES);
	script_type(&s, "H");
	cr_assert_eq(browse(&s)->axis, AXIS_PROVINCES);
	cr_assert_eq(browse(&s)->focus, PANE_TEXT);
	cr_assert(facet_is_empty(&s.app->facet), "the filter was not there when the place was left");
	ReadSpot again = view_read_spot(&browse(&s)->reader);
	cr_assert(again.unit.index == text.unit.index && again.block == text.block && again.byte == text.byte);
	script_type(&s, ") )");
	cr_assert_eq(browse(&s)->axis, AXIS_THEMES);
	cr_assert_not(facet_is_empty(&s.app->facet));
	script_type(&s, ") ) ) ) )");
	cr_assert_eq(browse(&s)->axis, AXIS_FOUND);
	cr_assert_eq(view_browse_item(s.app->stack[1].state)->index, hit);
	script_close(&s);
}

Test(places, back_leads_out_of_a_comparison_and_forward_into_it_again)
{
	Script s = script_open("bundled", LANG_ZH, 120, 36);
	script_type(&s, "c DOWN c C H");
	cr_assert_eq(s.app->depth, 1);
	script_type(&s, "X )");
	cr_assert_eq(app_context(s.app), CONTEXT_COMPARE);
	cr_assert_eq(s.app->marked, 2);
	script_close(&s);
}

Test(places, back_leads_into_lines_of_keywords_and_lists_that_were_narrowed)
{
	Script s = script_open("bundled", LANG_ZH, 120, 36);
	script_type(&s, "/ \"网格\" ENTER w s DOWN DOWN DOWN");
	script_type(&s, "ENTER");
	cr_assert_eq(browse(&s)->focus, PANE_TEXT);
	script_type(&s, "H");
	cr_assert(script_shows(&s, "逐行索引“网格” 25   按左文"));
	cr_assert(script_shows(&s, "16/25"), "the same line");
	script_type(&s, "q q 4 f \"wangge\" ENTER");
	size_t few = browse(&s)->groups.n;
	script_type(&s, "1");
	cr_assert_neq(browse(&s)->groups.n, few);
	script_type(&s, "H");
	cr_assert_eq(browse(&s)->groups.n, few);
	cr_assert(script_shows(&s, "f “wangge”"));
	script_close(&s);
}

Test(places, one_key_goes_forward_after_going_back_and_otherwise_changes_language)
{
	Script s = script_open("bundled", LANG_ZH, 120, 36);
	script_type(&s, "2");
	cr_assert_not(script_shows(&s, "L 前进"));
	script_type(&s, "H");
	cr_assert(script_shows(&s, "L 前进"));
	script_type(&s, "L");
	cr_assert_eq(browse(&s)->axis, AXIS_THEMES);
	cr_assert_eq(s.app->options.lang, LANG_ZH);
	script_type(&s, "L");
	cr_assert_eq(s.app->options.lang, LANG_EN);
	script_type(&s, "H \\");
	cr_assert_eq(s.app->options.lang, LANG_ZH, "that one is always the language");
	cr_assert_eq(browse(&s)->axis, AXIS_PROVINCES);
	script_type(&s, ")");
	cr_assert_eq(browse(&s)->axis, AXIS_THEMES);
	script_close(&s);
}

Test(places, scrolling_is_no_jump_and_the_ends_of_history_are_said)
{
	Script s = script_open("bundled", LANG_ZH, 120, 36);
	script_type(&s, "DOWN DOWN UP PGDN H");
	cr_assert(script_shows(&s, "前面没有"));
	script_type(&s, ")");
	cr_assert(script_shows(&s, "后面没有"));
	for (int i = 0; i < 3 * 100; i++)
		script_type(&s, "2 1");
	int steps = 0;
	do
		script_type(&s, "H");
	while (!script_shows(&s, "前面没有") && ++steps < 1000);
	cr_assert_eq(steps, 100);
	script_close(&s);
}

Test(places, another_jump_forgets_what_lay_ahead)
{
	Script s = script_open("bundled", LANG_ZH, 120, 36);
	script_type(&s, "2 3 H H 5 )");
	cr_assert(script_shows(&s, "后面没有"));
	cr_assert_eq(browse(&s)->axis, AXIS_FIGURES);
	script_close(&s);
}

Test(places, the_outline_marks_the_place_and_goes_where_enter_says)
{
	Script s = script_open("bundled", LANG_ZH, 60, 18);
	script_type(&s, "DOWN DOWN ENTER ENTER ] ] O");
	cr_assert_eq(app_context(s.app), CONTEXT_CHOICE);
	const char *here = strstr(script_screen(&s, false), "←");
	cr_assert_not_null(here);
	script_type(&s, "DOWN DOWN DOWN ENTER");
	cr_assert_eq(browse(&s)->focus, PANE_TEXT);
	cr_assert(script_shows(&s, "浙江 › 二、"));
	script_type(&s, "H");
	cr_assert(script_shows(&s, "浙江 › 一、"), "the way back from the outline's target");
	script_close(&s);
}

Test(places, the_outline_of_a_theme_has_its_measures)
{
	Script s = script_open("bundled", LANG_EN, 80, 24);
	script_type(&s, "2 ENTER ENTER O G ENTER");
	cr_assert_eq(browse(&s)->axis, AXIS_THEMES);
	const Reader *r = &browse(&s)->reader;
	Unit last = {0};
	for (size_t i = 0; i < r->doc.blocks.n; i++)
		last = r->doc.blocks.at[i].unit.kind == UNIT_NONE ? last : r->doc.blocks.at[i].unit;
	cr_assert_eq(view_read_unit(r).index, last.index);
	script_close(&s);
}
