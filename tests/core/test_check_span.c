#include "../../core/check.h"
#include "../../core/load.h"

#include <criterion/criterion.h>

/* A speech whose title, heading and measure have these spans; NULL leaves one out. */
static void says(const char *title, const char *heading, const char *measure, const char *names)
{
	Buf yaml = {0}, got = {0};
	Msgs msgs = {0};
	Corpus *corpus;
	const char *parts[] = {
		"schema: 1\nid: a\ntitle: {zh: 题, en: b}\nsource: {characters: 100}\n"
		"themes: [{id: grid, name: {zh: 网格, en: Grid}}]\n"
		"speeches:\n  - id: s\n    province: beijing\n    speaker: {zh: 甲, en: a}\n    title: {zh: 题, en: b}\n",
		"    title_span: ", title, "    sections:\n    - heading: {zh: 一, en: h}\n",
		"      heading_span: ", heading,
		"      measures:\n      - label: {zh: 划网格, en: l}\n        text: {zh: 文。, en: t}\n        themes: [grid]\n",
		"        span: ", measure, "...\n",
	};

	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
		bool key = i == 1 || i == 4 || i == 7;

		if (key && !parts[i + 1]) {
			i++;
			continue;
		}
		buf_add(&yaml, str_of(parts[i]));
		if (i == 2 || i == 5 || i == 8)
			buf_add_char(&yaml, '\n');
	}
	corpus = load_memory(buf_str(&yaml), STR("span.yaml"), NULL, &msgs);
	cr_assert_not_null(corpus, "%s", buf_cstr(&yaml));
	check_corpus(corpus, &msgs);
	for (size_t i = 0; i < msgs.list.n; i++) {
		buf_add(&got, str_of(msg_name(msgs.list.at[i].id)));
		buf_add_char(&got, ' ');
	}
	cr_assert_str_eq(buf_cstr(&got), names, "%s", buf_cstr(&yaml));
	corpus_free(corpus);
	buf_free(&yaml);
	buf_free(&got);
	msg_free(&msgs);
}

Test(check_span, spans_that_follow_each_other_are_sound_in_any_order)
{
	says("[0, 10]", "[10, 20]", "[20, 100]", "");
	says("[90, 100]", "[10, 20]", "[20, 90]", "");
}

Test(check_span, a_corpus_without_any_span_is_left_in_peace)
{
	says(NULL, NULL, NULL, "");
}

Test(check_span, where_some_have_one_the_others_are_missed)
{
	says("[0, 10]", NULL, NULL, "span_missing span_missing ");
	says("[0, 10]", "[5, 5]", "[10, 20]", "span_missing ");
}

Test(check_span, reversed_overlapping_and_gaping_spans_are_told_once)
{
	says("[10, 0]", "[10, 20]", "[20, 30]", "span_reversed ");
	says("[0, 10]", "[9, 20]", "[20, 30]", "span_overlap ");
	says("[0, 30]", "[10, 20]", "[30, 40]", "span_overlap ");
	says("[0, 10]", "[11, 20]", "[20, 30]", "span_gap ");
	says("[0, 10]", "[0, 10]", "[10, 20]", "span_overlap ");
}

Test(check_span, the_source_ends_where_it_says)
{
	says("[0, 10]", "[10, 20]", "[20, 101]", "span_beyond ");
	says("[5, 10]", "[10, 20]", "[20, 99]", "");
}
