#include "../../tui/copy.h"
#include "script.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

static const char *sequence(Str text, const char *term, const char *tmux)
{
	static Buf out;
	buf_clear(&out);
	cr_assert(copy_add_sequence(&out, text, term, tmux));
	return buf_cstr(&out);
}

/* RFC 4648, section 10. */
Test(copy, base64_is_as_the_standard_has_it)
{
	static const char *const PAIRS[][2] = {
		{"f", "Zg=="}, {"fo", "Zm8="}, {"foo", "Zm9v"}, {"foob", "Zm9vYg=="}, {"fooba", "Zm9vYmE="},
		{"foobar", "Zm9vYmFy"}, {"网格", "572R5qC8"}, {"\xff\xfe\xfd", "//79"}};
	for (size_t i = 0; i < sizeof PAIRS / sizeof *PAIRS; i++) {
		char wanted[64] = "\033]52;c;";
		strcat(strcat(wanted, PAIRS[i][1]), "\a");
		cr_assert_str_eq(sequence(str_of(PAIRS[i][0]), "xterm-256color", NULL), wanted);
	}
}

Test(copy, tmux_and_screen_let_it_through)
{
	cr_assert_str_eq(sequence(STR("foo"), "tmux-256color", "/run/tmux-0/default,1,0"),
		"\033]52;c;Zm9v\a\033Ptmux;\033\033]52;c;Zm9v\a\033\\");
	cr_assert_str_eq(sequence(STR("foo"), "screen.xterm", NULL), "\033P\033]52;c;Zm9v\a\033\\");
	char text[300];
	memset(text, 'a', sizeof text);
	const char *at = sequence((Str){text, sizeof text}, "screen", "");
	for (size_t piece; *at; at += piece) {
		cr_assert(strncmp(at, "\033P", 2) == 0, "a piece begins without its introducer");
		piece = (size_t)(strstr(at, "\033\\") - at) + 2;
		cr_assert_leq(piece, 80);
	}
}

Test(copy, what_is_too_long_for_a_terminal_is_refused)
{
	char *text = calloc(1, COPY_LIMIT + 1);
	Buf out = {0};
	memset(text, 'x', COPY_LIMIT + 1);
	cr_assert(!copy_add_sequence(&out, (Str){text, COPY_LIMIT + 1}, "xterm", NULL) && out.n == 0);
	cr_assert(!copy_add_sequence(&out, (Str){0}, "xterm", NULL) && out.n == 0);
	cr_assert(copy_add_sequence(&out, (Str){text, COPY_LIMIT}, "xterm", NULL));
	cr_assert_leq(out.n, 100000);
	buf_free(&out);
	free(text);
}

Test(copy, a_measure_comes_with_its_citation)
{
	Script script = script_open("bundled", LANG_ZH, 80, 24);
	const Corpus *corpus = script.app->corpus;
	Unit unit = corpus_unit(corpus, STR("zhejiang.1.3"));
	Buf out = {0};
	copy_add_unit(&out, corpus, unit, LANG_ZH);
	Str text = buf_str(&out), label = corpus_text(&corpus->measures.at[unit.index].label, LANG_ZH);
	cr_assert(str_starts(text, label), "%s", buf_cstr(&out));
	cr_assert(str_ends(text, STR("》，一、（3）\n")), "%s", buf_cstr(&out));
	cr_assert(str_find(text, STR("\n——"), 0) > 0 && str_find(text, STR("，《"), 0) > 0);
	cr_assert_eq(copy_characters(STR("城市 网格\n　12")), 6);
	buf_free(&out);
	script_close(&script);
}

Test(copy, y_tells_how_many_characters_and_where_there_is_nothing)
{
	Script script = script_open("bundled", LANG_ZH, 80, 24);
	script_type(&script, "ENTER DOWN y");
	cr_assert(strstr(script_screen(&script, false), "已复制 ") != NULL, "%s", script_screen(&script, false));
	cr_assert_gt(script.app->copied.n, 100);
	script_type(&script, "4 y");
	cr_assert(strstr(script_screen(&script, false), "没有可复制的") != NULL, "%s", script_screen(&script, false));
	cr_assert_eq(script.app->copied.n, 0);
	script_close(&script);
}

Test(copy, the_bare_page_has_no_frame)
{
	Script script = script_open("bundled", LANG_ZH, 120, 36);
	script_type(&script, "ENTER DOWN Y");
	cr_assert(strstr(script_screen(&script, false), "│") == NULL && strstr(script_screen(&script, false), "▸") == NULL);
	cr_assert(strstr(script_screen(&script, false), "——") != NULL, "the citation is not there");
	script_type(&script, "q");
	cr_assert(strstr(script_screen(&script, false), "│") != NULL, "q does not lead back");
	script_close(&script);
}
