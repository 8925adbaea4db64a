#include "../../core/compare_marks.h"
#include "../../core/load.h"
#include "grow.h"
#include "sample.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

/* Two provinces of the bundled corpus. */
typedef struct Two {
	Corpus *corpus;
	Comparison comparison;
	CompareMarks marks;
} Two;

static void open_two(Two *two, const char *a, const char *b, Lang lang)
{
	Place places[2];

	two->corpus = sample_bundled();
	cr_assert(table_place(two->corpus, str_of(a), &places[0]) && table_place(two->corpus, str_of(b), &places[1]));
	two->comparison = table_compare(two->corpus, places, 2, CORPUS_NONE);
	compare_marks_open(&two->marks, two->corpus, &two->comparison, lang, 0);
	cr_assert_not(compare_marks_read(&two->marks, SIZE_MAX));
}

static void close_two(Two *two)
{
	compare_marks_close(&two->marks);
	table_comparison_free(&two->comparison);
	corpus_free(two->corpus);
}

static bool marked(const Two *two, CompareMode mode, size_t column, const char *address, CompareMarkKind kind,
	const char *words)
{
	CompareMarkList list = {0};
	uint32_t measure = corpus_unit(two->corpus, str_of(address)).index;
	Str text = corpus_text(&two->corpus->measures.at[measure].body.text, two->marks.lang);
	bool found = false;

	compare_marks_in(&two->marks, mode, column, measure, &list);
	for (size_t i = 0; i < list.n; i++)
		found = found || (list.at[i].kind == kind
			&& str_eq(str_sub(text, list.at[i].from, list.at[i].to), str_of(words)));
	free(list.at);
	return found;
}

Test(compare_marks, terms_and_phrases_that_both_have_are_marked_in_both)
{
	Two two;
	Buf names = {0};

	open_two(&two, "beijing", "zhejiang", LANG_ZH);
	cr_assert_geq(compare_marks_add_terms(&two.marks, &names), 1);
	cr_assert(sample_contains(&names, "流动党员党支部"));
	cr_assert(marked(&two, COMPARE_COMMON, 0, "beijing.3.1", COMPARE_TERM, "流动党员党支部"));
	cr_assert(marked(&two, COMPARE_COMMON, 1, "zhejiang.3.1", COMPARE_TERM, "流动党员党支部"));
	cr_assert_not(marked(&two, COMPARE_COMMON, 0, "beijing.1.1", COMPARE_TERM, "接诉即办"), "Beijing's own");
	cr_assert_not(marked(&two, COMPARE_PLAIN, 0, "beijing.3.1", COMPARE_TERM, "流动党员党支部"));
	buf_free(&names);
	close_two(&two);
}

Test(compare_marks, every_phrase_that_is_marked_stands_in_another_column)
{
	Two two;
	Buf all[2] = {{0}, {0}};
	size_t n = 0;

	open_two(&two, "beijing", "shandong", LANG_ZH);
	for (uint32_t m = 0; m < two.corpus->measures.n; m++) {
		size_t speech = two.corpus->measures.at[m].speech;
		Str text = two.corpus->measures.at[m].body.text.zh.s;
		if (two.corpus->speeches.at[speech].province == two.comparison.places[0].province)
			buf_add(&all[0], text);
		else if (two.corpus->speeches.at[speech].province == two.comparison.places[1].province)
			buf_add(&all[1], text);
	}
	for (uint32_t m = 0; m < two.corpus->measures.n; m++) {
		CompareMarkList list = {0};
		uint32_t province = two.corpus->speeches.at[two.corpus->measures.at[m].speech].province;
		if (province != two.comparison.places[0].province)
			continue;
		compare_marks_in(&two.marks, COMPARE_DIFFERENT, 0, m, &list);
		for (size_t i = 0; i < list.n; i++, n++) {
			Str text = two.corpus->measures.at[m].body.text.zh.s;
			Str four = str_sub(text, list.at[i].from, list.at[i].from + 12); /* bytes of four characters */
			cr_assert(str_find(buf_str(&all[1]), four, 0) >= 0, "%.*s", (int)four.n, four.s);
		}
		free(list.at);
	}
	cr_assert_gt(n, 0);
	buf_free(&all[0]);
	buf_free(&all[1]);
	close_two(&two);
}

/* Every phrase that is marked in any pair of provinces, a line each. */
static Buf all_phrases(Lang lang)
{
	Corpus *corpus = sample_bundled();
	Buf out = {0};

	for (uint32_t pair = 0; pair < corpus->speeches.n * corpus->speeches.n; pair++) {
		Place places[2] = {{.province = corpus->speeches.at[pair / corpus->speeches.n].province},
			{.province = corpus->speeches.at[pair % corpus->speeches.n].province}};
		if (places[0].province == places[1].province)
			continue;
		Comparison comparison = table_compare(corpus, places, 2, CORPUS_NONE);
		CompareMarks marks;
		compare_marks_open(&marks, corpus, &comparison, lang, 0);
		compare_marks_read(&marks, SIZE_MAX);
		for (uint32_t m = 0; m < corpus->measures.n; m++) {
			CompareMarkList list = {0};
			Str text = corpus_text(&corpus->measures.at[m].body.text, lang);
			if (corpus->speeches.at[corpus->measures.at[m].speech].province == places[0].province)
				compare_marks_in(&marks, COMPARE_COMMON, 0, m, &list);
			for (size_t i = 0; i < list.n; i++) {
				buf_add(&out, STR("\n"));
				buf_add(&out, str_sub(text, list.at[i].from, list.at[i].to));
			}
			free(list.at);
		}
		compare_marks_close(&marks);
		table_comparison_free(&comparison);
	}
	buf_add(&out, STR("\n"));
	corpus_free(corpus);
	return out;
}

static bool has_phrase(const Buf *all, const char *phrase)
{
	Buf line = {0};

	buf_add(&line, STR("\n"));
	buf_add(&line, str_of(phrase));
	buf_add(&line, STR("\n"));
	bool found = str_find(buf_str(all), buf_str(&line), 0) >= 0;
	buf_free(&line);
	return found;
}

Test(compare_marks, phrases_of_the_bundled_corpus_carry_content)
{
	static const char *const GOOD[] = {"党群服务中心", "社区工作者", "社区党组织书记", "新就业群体", "街道和社区", "社区防控", "专职网格员",
		"在职党员", "先锋模范的作用", "村改社区", "互联网企业工委", "省委组织部", "基层治理", "深化改革"};
	static const char *const BAD[] = {"他们当中", "业的党建", "员到社区报到", "理和服务", "企业的党", "服务企业的党", "级的组织", "级的组织部长",
		"起到先锋模范的作用", "负什么责任", "成为常态", "指导各地", "推动党员", "没有物业", "集中力量", "职党员"};
	Buf all = all_phrases(LANG_ZH);

	for (size_t i = 0; i < sizeof GOOD / sizeof *GOOD; i++)
		cr_assert(has_phrase(&all, GOOD[i]), "%s", GOOD[i]);
	for (size_t i = 0; i < sizeof BAD / sizeof *BAD; i++)
		cr_assert_not(has_phrase(&all, BAD[i]), "%s", BAD[i]);
	buf_free(&all);
}

Test(compare_marks, english_phrases_carry_content_too)
{
	Buf all = all_phrases(LANG_EN);

	cr_assert(has_phrase(&all, "new employment groups"));
	cr_assert(has_phrase(&all, "communities converted from villages"));
	cr_assert_not(has_phrase(&all, "Here the effort"));
	cr_assert_not(has_phrase(&all, "across the province"));
	buf_free(&all);
}

/* The same speech in two years. */
static Corpus *years(void)
{
	static const char YAML[] = "schema: 1\nid: years\ntitle: 两年\nsource: {title: 两年}\n"
		"themes:\n  - {id: grid, name: 网格, definition: 网格}\nterms: []\nspeeches:\n"
		"  - id: beijing\n    province: beijing\n    speaker: 部\n    title: 题\n"
		"    title_span: [0, 1]\n    complete: true\n"
		"    sections:\n      - heading: 标题\n        heading_span: [0, 1]\n        measures:\n"
		"          - {label: 站点, span: [0, 1], themes: [grid], text: 全市建成党群服务站点6.7万个，全年向居民开放。}\n"
		"          - {label: 别的, span: [0, 1], themes: [grid], text: 快递小哥有了驿站，冬天有热水。}\n"
		"  - id: zhejiang\n    province: zhejiang\n    speaker: 部\n    title: 题\n"
		"    title_span: [0, 1]\n    complete: true\n"
		"    sections:\n      - heading: 标题\n        heading_span: [0, 1]\n        measures:\n"
		"          - {label: 队伍, span: [0, 1], themes: [grid], text: 社区书记按星级管理，逐年考评。}\n"
		"          - {label: 站点, span: [0, 1], themes: [grid], text: 全省建成党群服务站点12.4万个，全年向居民开放。}\n";
	Msgs msgs = {0};
	Corpus *corpus = load_memory(str_of(YAML), STR("years.yaml"), NULL, &msgs);

	msg_free(&msgs);
	cr_assert(corpus && corpus->measures.n == 4);
	return corpus;
}

Test(compare_marks, measures_that_are_alike_are_paired_and_their_numbers_told_whole)
{
	Two two = {.corpus = years()};
	Place places[2] = {{.province = 0}, {.province = 1}};

	two.comparison = table_compare(two.corpus, places, 2, CORPUS_NONE);
	compare_marks_open(&two.marks, two.corpus, &two.comparison, LANG_ZH, 0);
	compare_marks_read(&two.marks, SIZE_MAX);
	cr_assert_eq(compare_marks_percent(&two.marks, COMPARE_COMMON), 100);
	cr_assert_eq(compare_marks_percent(&two.marks, COMPARE_DIFFERENT), 50, "nothing is paired yet");
	compare_pairs_go(&two.marks.pairs, SIZE_MAX);
	cr_assert_eq(compare_marks_percent(&two.marks, COMPARE_DIFFERENT), 100);
	cr_assert_eq(compare_pairs_partner(&two.marks.pairs, 0, 0), 3);
	cr_assert_eq(compare_pairs_partner(&two.marks.pairs, 1, 3), 0);
	cr_assert_eq(compare_pairs_partner(&two.marks.pairs, 0, 1), CORPUS_NONE);
	cr_assert(marked(&two, COMPARE_DIFFERENT, 0, "beijing.1.1", COMPARE_CHANGE, "6.7万个"));
	cr_assert(marked(&two, COMPARE_DIFFERENT, 1, "zhejiang.1.2", COMPARE_CHANGE, "12.4万个"));
	cr_assert_not(marked(&two, COMPARE_DIFFERENT, 0, "beijing.1.1", COMPARE_PHRASE, "建成党群服务站点"));
	cr_assert(marked(&two, COMPARE_COMMON, 0, "beijing.1.1", COMPARE_PHRASE, "建成党群服务站点"));
	close_two(&two);
}

static Buf marks_of(const CompareMarks *marks, uint32_t n)
{
	Buf out = {0};

	for (uint32_t m = 0; m < n; m++) {
		CompareMarkList list = {0};
		compare_marks_in(marks, COMPARE_COMMON, 0, m, &list);
		for (size_t i = 0; i < list.n; i++) {
			buf_add_int(&out, list.at[i].from);
			buf_add(&out, STR("-"));
			buf_add_int(&out, list.at[i].to);
			buf_add(&out, STR(" "));
		}
		free(list.at);
	}
	return out;
}

Test(compare_marks, texts_are_read_in_slices_that_come_to_the_same)
{
	Two two;
	CompareMarks slow;
	unsigned before = 0;
	size_t slices = 0;

	open_two(&two, "beijing", "zhejiang", LANG_ZH);
	compare_marks_open(&slow, two.corpus, &two.comparison, LANG_ZH, 3);
	cr_assert_eq(compare_marks_percent(&slow, COMPARE_COMMON), 0);
	for (bool more = true; more; slices++) {
		more = compare_marks_read(&slow, 1000);
		cr_assert_geq(compare_marks_percent(&slow, COMPARE_COMMON), before);
		before = compare_marks_percent(&slow, COMPARE_COMMON);
	}
	cr_assert_gt(slices, 4);
	cr_assert_eq(before, 100);
	Buf whole = marks_of(&two.marks, 8), sliced = marks_of(&slow, 8);
	cr_assert_gt(whole.n, 20);
	cr_assert_str_eq(buf_cstr(&whole), buf_cstr(&sliced));
	buf_free(&whole);
	buf_free(&sliced);
	compare_marks_close(&slow);
	close_two(&two);
}
