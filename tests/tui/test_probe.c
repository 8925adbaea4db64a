#include "../../tui/decode.h"

#include <criterion/criterion.h>
#include <string.h>

/* A terminal that shows each of the strings in so many columns. */
static void answer(Probe *probe, const int widths[PROBE_COLUMNS], const char *more)
{
	Buf bytes = {0};
	Decoder d = {.probe = *probe};
	for (int i = 0; i < PROBE_COLUMNS; i++) {
		buf_add(&bytes, STR("\033[1;"));
		buf_add_int(&bytes, widths[i] + 1);
		buf_add(&bytes, STR("R"));
	}
	buf_add(&bytes, str_of(more));
	buf_add(&bytes, STR("\033[?65;1;9c"));
	for (size_t i = 0; i < bytes.n; i++) { /* one by one, as a slow line brings them */
		decode_feed(&d, bytes.s + i, 1);
		Key key = decode_next(&d, false);
		cr_assert(key == KEYMAP_NONE || key == KEYMAP_OTHER, "an answer was taken for a key: %x", key);
	}
	buf_free(&bytes);
	*probe = d.probe;
}

static Probe asked(const char *term, Buf *question)
{
	Probe probe = {0};
	probe_ask(&probe, term, question);
	return probe;
}

static Probe told(const int widths[PROBE_COLUMNS], const char *more)
{
	Buf question = {0};
	Probe probe = asked("xterm", &question);
	buf_free(&question);
	answer(&probe, widths, more);
	return probe;
}

Test(probe, asks_everything_at_once_and_ends_with_what_all_terminals_answer)
{
	Buf question = {0};
	asked("xterm-256color", &question);
	cr_assert(!probe_is_console("xterm") && !probe_is_console("vte-256color") && !probe_is_console("screen"));
	Str text = buf_str(&question);
	cr_assert(str_ends(text, STR("\033[c")));
	cr_assert(str_find(text, STR("“\033[6n"), 0) > 0 && str_find(text, STR("段段\033[6n"), 0) > 0);
	cr_assert(str_find(text, STR("\033[?69$p"), 0) > 0 && str_find(text, STR("\033]11;?"), 0) > 0);
	cr_assert(str_find(text, STR("\0337"), 0) < 0, "the place of the shell's cursor would be lost");
	buf_free(&question);
}

Test(probe, consoles_are_asked_nothing_that_they_might_print)
{
	static const char *const TERMS[] = {"linux", "vt100", "vt220", "ansi", "cons25"};
	for (size_t i = 0; i < sizeof TERMS / sizeof *TERMS; i++) {
		Buf question = {0};
		asked(TERMS[i], &question);
		cr_assert(strchr(buf_cstr(&question), '$') == NULL && strchr(buf_cstr(&question), ']') == NULL, "%s", TERMS[i]);
		cr_assert(str_ends(buf_str(&question), STR("\033[c")));
		cr_assert(probe_is_console(TERMS[i]));
		buf_free(&question);
	}
}

Test(probe, narrow_and_wide_terminals_are_told_apart)
{
	Probe narrow = told((int[]){1, 1, 1, 1, 4}, ""), wide = told((int[]){2, 2, 2, 2, 4}, "");
	cr_assert(!narrow.asked && narrow.ambiguous == 1 && narrow.charset == PROBE_UTF8);
	cr_assert(!wide.asked && wide.ambiguous == 2 && wide.charset == PROBE_UTF8);
	Probe lines = told((int[]){1, 1, 2, 1, 4}, "");
	cr_assert_eq(lines.ambiguous, 2, "lines of two columns need frames of other characters");
}

Test(probe, a_terminal_without_utf8_is_found_out)
{
	Probe other = told((int[]){3, 3, 3, 3, 6}, ""), strange = told((int[]){0, 0, 0, 0, 0}, "");
	cr_assert(other.charset == PROBE_OTHER && other.ambiguous == 0);
	cr_assert(strange.charset == PROBE_UNKNOWN && strange.ambiguous == 0, "nothing is guessed");
}

Test(probe, margins_are_used_only_where_the_terminal_has_them)
{
	cr_assert(told((int[]){1, 1, 1, 1, 4}, "\033[?69;2$y").margins);
	cr_assert(told((int[]){1, 1, 1, 1, 4}, "\033[?69;1$y").margins);
	cr_assert(!told((int[]){1, 1, 1, 1, 4}, "\033[?69;0$y").margins);
	cr_assert(!told((int[]){1, 1, 1, 1, 4}, "\033[?2026;2$y").margins);
	cr_assert(!told((int[]){1, 1, 1, 1, 4}, "").margins);
}

Test(probe, the_background_is_read_in_every_depth)
{
	Probe light = told((int[]){1, 1, 1, 1, 4}, "\033]11;rgb:ffff/ffff/dddd\033\\");
	cr_assert(light.ground_told && light.ground > 0.9);
	Probe dark = told((int[]){1, 1, 1, 1, 4}, "\033]11;rgb:1c/1c/1c\007");
	cr_assert(dark.ground_told && dark.ground < 0.2);
	cr_assert(!told((int[]){1, 1, 1, 1, 4}, "\033]11;rgb:fffff/f/f\007").ground_told, "five digits are no colour");
	cr_assert(!told((int[]){1, 1, 1, 1, 4}, "\033]11;none\007").ground_told);
}

Test(probe, without_a_question_an_answer_is_no_answer)
{
	Probe probe = {0};
	cr_assert(!probe_take(&probe, STR("\033[1;2R")), "F3 with Shift");
	cr_assert(!probe_take(&probe, STR("\033[?62c")));
	cr_assert(!probe_take(&probe, STR("\033[A")));
}

Test(probe, a_colour_scheme_that_is_told_stands_for_a_colour_that_is_not)
{
	Probe light = told((int[]){1, 1, 1, 1, 4}, "\033[?997;2n"), dark = told((int[]){1, 1, 1, 1, 4}, "\033[?997;1n");
	cr_assert(light.ground_told && light.ground > 0.9 && dark.ground_told && dark.ground < 0.1);
	Probe both = told((int[]){1, 1, 1, 1, 4}, "\033]11;rgb:ff/ff/ff\007\033[?997;1n");
	cr_assert(both.ground_told && both.ground > 0.9, "a colour goes first");
	cr_assert(!told((int[]){1, 1, 1, 1, 4}, "\033[?996;1n").ground_told);
}
