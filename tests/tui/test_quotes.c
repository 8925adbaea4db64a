#include "script.h"

#include "../../core/utf8.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

static Buf dump;

/* A row of `width` columns in which `text` was put at column `x`. */
static const char *put(ScreenQuotes quotes, int ambiguous, int width, int x, const char *text)
{
	Screen screen = {.ambiguous = ambiguous, .quotes = quotes};
	screen_resize(&screen, width, 1);
	screen_put(&screen, screen_area(&screen), x, 0, str_of(text), STYLE_TEXT);
	buf_clear(&dump);
	screen_dump(&screen, false, &dump);
	screen_free(&screen);
	return buf_cstr(&dump);
}

Test(quotes, are_drawn_as_the_setting_says)
{
	cr_assert_str_eq(put(SCREEN_AS_IS, 1, 20, 0, "按“街‘乡’”说"), "按“街‘乡’”说\n");
	cr_assert_str_eq(put(SCREEN_PADDED, UTF8_WIDE_QUOTES, 20, 0, "按“街‘乡’”说"), "按 “街 ‘乡’ ” 说\n");
	cr_assert_str_eq(put(SCREEN_CORNER, UTF8_WIDE_QUOTES, 20, 0, "按“街‘乡’”说"), "按「街『乡』」说\n");
	cr_assert_str_eq(put(SCREEN_CORNER, 2, 20, 0, "按“街‘乡’”说"), "按「街『乡』」说\n");
	cr_assert_str_eq(put(SCREEN_PADDED, 2, 20, 0, "按“街”说"), "按“街”说\n", "they are two columns wide already");
	cr_assert_str_eq(put(SCREEN_CORNER, UTF8_WIDE_QUOTES, 20, 0, "it’s"), "it’s\n");
}

Test(quotes, at_the_edge_are_left_out_whole)
{
	cr_assert_str_eq(put(SCREEN_PADDED, UTF8_WIDE_QUOTES, 3, 0, "党“"), "党\n");
	cr_assert_str_eq(put(SCREEN_PADDED, UTF8_WIDE_QUOTES, 5, -1, "“党”"), " 党”\n");
	cr_assert_str_eq(put(SCREEN_CORNER, UTF8_WIDE_QUOTES, 3, 0, "党“"), "党\n");
}

/* Rows of the reading pane may not be wider than it, and no line begins or ends with the wrong side of a pair. */
Test(quotes, lines_keep_their_rules_at_every_width)
{
	static const char *const STARTS[] = {"│  」", "│  』", "│ ” ", "│  ” ", "│  ，"};
	for (int width = 80; width <= 130; width += 5)
		for (int quotes = SCREEN_PADDED; quotes <= SCREEN_CORNER; quotes++) {
			Script s = script_open("bundled", LANG_ZH, width, 40);
			s.app->quotes = (ScreenQuotes)quotes;
			script_type(&s, "l l SPACE");
			const char *screen = script_screen(&s, false);
			for (size_t i = 0; i < sizeof STARTS / sizeof *STARTS; i++)
				cr_assert(!strstr(screen, STARTS[i]), "%s begins a line:\n%s", STARTS[i], screen);
			cr_assert(!strstr(screen, "「\n") && !strstr(screen, "“\n"), "an opening mark ends a line:\n%s", screen);
			cr_assert(strstr(screen, quotes == SCREEN_CORNER ? "「" : " “"), "no quotes:\n%s", screen);
			script_close(&s);
		}
}

Test(quotes, one_key_goes_round_and_copies_stay_as_they_are)
{
	Script s = script_open("bundled", LANG_ZH, 120, 36);
	script_type(&s, "l ] ]");
	cr_assert(script_shows(&s, "“每月一题”"));
	script_type(&s, "T");
	cr_assert(script_shows(&s, " “每月一题” "));
	script_type(&s, "7");
	cr_assert(script_shows(&s, "「每月一题」") && !script_shows(&s, "“每月一题”"), "%s", script_screen(&s, false));
	script_type(&s, "y");
	cr_assert(strstr(buf_cstr(&s.app->copied), "“接诉即办”") && !strstr(buf_cstr(&s.app->copied), "「"), "%s",
		buf_cstr(&s.app->copied));
	script_type(&s, "T ESC");
	cr_assert(script_shows(&s, "“每月一题”"));
	script_close(&s);
}

Test(quotes, what_is_selected_by_hand_is_the_text_itself)
{
	Script s = script_open("bundled", LANG_ZH, 120, 36);
	s.app->quotes = SCREEN_CORNER;
	script_type(&s, "l ] Y");
	cr_assert(script_shows(&s, "“接诉即办”") && !script_shows(&s, "「"), "%s", script_screen(&s, false));
	script_type(&s, "q");
	cr_assert(script_shows(&s, "「接诉即办」"));
	s.app->quotes = SCREEN_AS_IS;
	app_widths(s.app, 2);
	cr_assert(script_shows(&s, "・") && !script_shows(&s, "·"), "half a character stays below a · on xterm -cjk_width");
	script_close(&s);
}

Test(quotes, english_keeps_its_own)
{
	Script s = script_open("bundled", LANG_EN, 120, 36);
	script_type(&s, "l l T");
	cr_assert(script_shows(&s, "only quotes in Chinese"));
	s.app->quotes = SCREEN_CORNER;
	script_type(&s, "ESC");
	cr_assert(!script_shows(&s, "「"));
	script_type(&s, "L");
	cr_assert(script_shows(&s, "「"), "%s", script_screen(&s, false));
	script_close(&s);
}

Test(quotes, two_column_terminals_have_nothing_to_pad)
{
	Script s = script_open("bundled", LANG_ZH, 120, 36);
	app_widths(s.app, 2);
	script_type(&s, "l ] ] T");
	cr_assert_eq(s.app->quotes, SCREEN_CORNER);
	cr_assert(script_shows(&s, "「每月一题」"));
	script_type(&s, "T");
	cr_assert_eq(s.app->quotes, SCREEN_AS_IS);
	script_close(&s);
}
