#include "script.h"

#include "../../tui/view_browse.h"

#include <criterion/criterion.h>

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
