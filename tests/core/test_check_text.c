#include "../../core/check.h"
#include "../../core/load.h"

#include <criterion/criterion.h>

/* The message about a corpus with this `about`, or "" where there is none; at most one is expected. */
static void about(const char *text, const char *name, const char *argument)
{
	Buf yaml = {0};
	Msgs msgs = {0};
	Corpus *corpus;

	buf_add(&yaml, STR("schema: 1\nid: a\ntitle: {zh: 题, en: b}\nabout:\n"));
	buf_add(&yaml, str_of(text));
	buf_add(&yaml, STR("\n...\n"));
	corpus = load_memory(buf_str(&yaml), STR("text.yaml"), NULL, &msgs);
	cr_assert_not_null(corpus);
	check_corpus(corpus, &msgs);
	cr_assert_eq(msgs.list.n, *name ? 1u : 0u, "%s: %zu messages", text, msgs.list.n);
	if (*name) {
		cr_assert_str_eq(msg_name(msgs.list.at[0].id), name);
		cr_assert(str_eq(msgs.list.at[0].args[0], str_of(argument)), "%s: “%.*s”", text, (int)msgs.list.at[0].args[0].n,
			msgs.list.at[0].args[0].s);
	}
	corpus_free(corpus);
	buf_free(&yaml);
	msg_free(&msgs);
}

Test(check_text, half_width_marks_next_to_han_are_shown_with_their_neighbours)
{
	about("  zh: '划了网格,配了人。'\n  en: x", "punctuation_half", "网格,配了");
	about("  zh: '(一)划网格'\n  en: x", "punctuation_half", "(一)");
	about("  zh: '网格.'\n  en: x", "punctuation_half", "网格.");
}

Test(check_text, numbers_latin_and_full_width_marks_are_left_alone)
{
	about("  zh: '增长13.3万，1+3+N（见A.B，C,D）。'\n  en: x", "", "");
	about("  zh: '“网格”——治理……'\n  en: 'x, y.'", "", "");
}

Test(check_text, a_missing_translation_is_told_with_the_start_of_the_other_text)
{
	about("  zh: 一二三四五六七八九十一二三四五六七八九十再加几个字", "translation_missing", "一二三四五六七八九十一二三四五六七八九十");
	about("  en: only English", "translation_missing", "only English");
	about("  zh: 有\n  en: both", "", "");
}
