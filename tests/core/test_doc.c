#include "../../core/doc.h"
#include "../../core/load.h"
#include "../../core/utf8.h"
#include "sample.h"

#include <criterion/criterion.h>
#include <stdlib.h>

/* The doc as it is printed in `width` columns. */
static void print_doc(const Doc *doc, uint32_t width, Buf *out)
{
	DocLines lines = {0};
	WrapOptions options = {.width = width, .ambiguous = 1};

	doc_lay_out(doc, &options, &lines);
	for (size_t i = 0; i < lines.n; i++) {
		doc_line_write(doc, &lines.at[i], width, 1, out);
		buf_add_char(out, '\n');
	}
	free(lines.at);
}

static void print_unit(const Corpus *corpus, const char *address, Lang lang, uint32_t width, Buf *out)
{
	Doc doc = {0};

	doc_add_unit(&doc, corpus, corpus_unit(corpus, str_of(address)), lang);
	print_doc(&doc, width, out);
	doc_free(&doc);
}

Test(doc, a_speech_reads_from_title_to_last_measure)
{
	Corpus *corpus = sample_corpus();
	Buf out = {0};

	print_unit(corpus, "beijing", LANG_ZH, 200, &out);
	cr_assert(str_starts(buf_str(&out), STR("以接诉即办带动社区治理\n北京市委组织部 · 北京 · beijing\n\n北京有社区工作者近2000名")));
	cr_assert(sample_contains(&out, "\n\n一、从诉求入手\n诉求是工作的起点，也是检验工作的尺子。\n\n1 网格配备“1+3+N”力量\n  全市划分网格8.9万个"));
	cr_assert(sample_contains(&out, "\n  主题：网格治理、社区工作者 · 提法：1+3+N · beijing.1.1\n\n2 =1+1 也是标题\n"));
	cr_assert(sample_contains(&out, "\n\n二、把队伍建强\n\n1 3月集中培训\n"));
	cr_assert_not(sample_contains(&out, "中断"), "a whole speech is not said to break off");
	cr_assert_not(sample_contains(&out, "\n\n\n"), "gaps collapse");
	cr_assert(str_ends(buf_str(&out), STR("beijing.2.1\n")), "no empty line at the end");
	buf_free(&out);
	corpus_free(corpus);
}

Test(doc, english_numbers_sections_with_digits_and_names_terms_in_english)
{
	Corpus *corpus = sample_corpus();
	Buf out = {0};

	print_unit(corpus, "beijing", LANG_EN, 200, &out);
	cr_assert(sample_contains(&out, "\n\n1 Starting from complaints\n"));
	cr_assert(sample_contains(&out, "\nTerms: prompt response to complaints\n"));
	cr_assert(sample_contains(&out, "\n  Themes: Grid governance, Community workers · Terms: 1+3+N · beijing.1.1\n"));
	buf_free(&out);
	corpus_free(corpus);
}

Test(doc, a_speech_that_breaks_off_says_so_at_its_head_and_where_it_does)
{
	Corpus *corpus = sample_corpus();
	Buf zh = {0}, en = {0}, last = {0}, other = {0};

	print_unit(corpus, "shandong", LANG_ZH, 200, &zh);
	cr_assert(sample_contains(&zh, "\n来源题名所说的发言有3篇，文中有2篇。本篇在原文中没有完。\n"));
	cr_assert(str_ends(buf_str(&zh), STR("  原文到此中断，后文缺失。\n")));
	print_unit(corpus, "shandong", LANG_EN, 200, &en);
	cr_assert(str_ends(buf_str(&en), STR("The source breaks off here; what followed is missing.\n")));
	print_unit(corpus, "shandong.2.1", LANG_ZH, 200, &last);
	cr_assert(sample_contains(&last, "中断"), "the measure that is broken off says it by itself");
	print_unit(corpus, "shandong.1.2", LANG_ZH, 200, &other);
	cr_assert_not(sample_contains(&other, "中断"), "one before it does not");
	buf_free(&zh), buf_free(&en), buf_free(&last), buf_free(&other);
	corpus_free(corpus);
}

Test(doc, a_measure_alone_says_whose_it_is)
{
	Corpus *corpus = sample_corpus();
	Buf out = {0};

	print_unit(corpus, "shandong.1.2", LANG_ZH, 200, &out);
	cr_assert_str_eq(buf_cstr(&out), "-线上 + 线下\n山东 · 山东省委组织部 · 一、选好人\n建成线上系统，网格员随手上报，后台随即分派。\n"
		"主题：数字治理、网格治理、诉求与难题 · shandong.1.2\n");
	buf_free(&out);
	corpus_free(corpus);
}

Test(doc, a_theme_and_a_term_explain_themselves)
{
	Corpus *corpus = sample_corpus();
	Doc doc = {0};
	Buf out = {0};

	doc_add_theme(&doc, corpus, corpus_theme(corpus, STR("digital")), LANG_EN);
	doc_add_term(&doc, corpus, corpus_term(corpus, STR("接诉即办")), LANG_EN);
	print_doc(&doc, 200, &out);
	cr_assert_str_eq(buf_cstr(&out), "Digital governance\n1 measure · 1 province · digital\nSystems and "
		"applications.\n\n"
		"prompt response to complaints\n接诉即办\nA mechanism that acts on a complaint as soon as it comes in.\n\n"
		"Found in:\n  Beijing · Prompt response drives community governance · beijing\n");
	doc_free(&doc);
	buf_free(&out);
	corpus_free(corpus);
}

Test(doc, about_a_volume_says_what_it_lacks)
{
	Corpus *corpus = sample_corpus();
	Doc doc = {0};
	Buf out = {0};

	doc_add_about(&doc, corpus, 0, LANG_ZH);
	print_doc(&doc, 200, &out);
	cr_assert(sample_contains(&out, "\n来源：测试用发言摘登(3篇) · 400字（不计空白）\n来源题名所说的发言有3篇，文中有2篇。\n山东：原文没有完\n"));
	doc_free(&doc);
	buf_free(&out);
	corpus_free(corpus);
}

Test(doc, ordinals_are_those_of_chinese_headings)
{
	static const struct { uint32_t n; const char *zh; } CASES[] = {{1, "一"}, {9, "九"}, {10, "十"}, {11, "十一"}, {20,
		"二十"}, {42, "四十二"}, {99, "九十九"}, {100, "100"}};

	for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
		Buf out = {0};
		doc_add_ordinal(&out, CASES[i].n, LANG_ZH);
		cr_assert_str_eq(buf_cstr(&out), CASES[i].zh);
		buf_free(&out);
	}
}

Test(doc, ten_measures_and_more_keep_their_labels_and_texts_level)
{
	Buf yaml = {0}, out = {0};
	Msgs msgs = {0};

	buf_add(&yaml, STR("schema: 1\nid: v\ntitle: {zh: 题, en: T}\nthemes:\n  - {id: g, name: {zh: 网格, en: Grid}, "
		"definition: {zh: 定义, en: d}}\n"
		"speeches:\n  - id: beijing\n    province: beijing\n    title: {zh: 题, en: T}\n    speaker: {zh: 某部, en: D}\n  "
			"  complete: true\n"
		"    lead: {text: {zh: 导语。, en: Lead.}}\n    sections:\n      - heading: {zh: 头, en: H}\n        measures:\n"));
	for (int i = 0; i < 11; i++)
		buf_add(&yaml, STR("          - {label: {zh: 标签, en: L}, themes: [g], text: {zh: 正文。, en: Text.}}\n"));
	buf_add(&yaml, STR("...\n"));
	Corpus *corpus = load_memory(buf_str(&yaml), STR("ten.yaml"), NULL, &msgs);
	cr_assert(corpus);
	print_unit(corpus, "beijing", LANG_ZH, 80, &out);
	cr_assert(sample_contains(&out, "\n 9 标签\n   正文。\n"));
	cr_assert(sample_contains(&out, "\n11 标签\n   正文。\n"));
	corpus_free(corpus);
	msg_free(&msgs);
	buf_free(&yaml), buf_free(&out);
}

/* All prose of the unit in order, without blanks: what a layout must keep. */
static void squeeze(Str text, Buf *out)
{
	for (size_t i = 0; i < text.n; i++)
		if (text.s[i] != ' ' && text.s[i] != '\n')
			buf_add_char(out, text.s[i]);
}

Test(doc, no_width_loses_a_character_or_overflows)
{
	Corpus *corpus = sample_corpus();

	for (int lang = 0; lang < LANG_COUNT; lang++) {
		Doc doc = {0};
		Buf wide = {0}, wanted = {0};
		doc_add_unit(&doc, corpus, corpus_unit(corpus, STR("shandong")), (Lang)lang);
		print_doc(&doc, 0, &wide);
		squeeze(buf_str(&wide), &wanted);
		for (uint32_t width = 20; width <= 200; width += 3) {
			Buf out = {0}, got = {0};
			print_doc(&doc, width, &out);
			squeeze(buf_str(&out), &got);
			cr_assert(str_eq(buf_str(&got), buf_str(&wanted)), "%u columns", width);
			for (Str rest = buf_str(&out), line; str_split(&rest, '\n', &line);)
				cr_assert_leq(utf8_columns(line, 1), width, "%u columns: %.*s", width, (int)line.n, line.s);
			buf_free(&out), buf_free(&got);
		}
		doc_free(&doc);
		buf_free(&wide), buf_free(&wanted);
	}
	corpus_free(corpus);
}

Test(doc, clearing_makes_room_for_another_unit)
{
	Corpus *corpus = sample_corpus();
	Doc doc = {0};
	Buf out = {0};

	doc_add_unit(&doc, corpus, corpus_unit(corpus, STR("beijing")), LANG_ZH);
	doc_clear(&doc);
	doc_add_block(&doc, DOC_GAP, (Unit){0}, (Str){0}, (Str){0}, 0);
	doc_add_block(&doc, DOC_NOTE, (Unit){0}, (Str){0}, STR("只此一句"), 2);
	print_doc(&doc, 40, &out);
	cr_assert_str_eq(buf_cstr(&out), "  只此一句\n", "a gap at the top has no line");
	doc_free(&doc);
	buf_free(&out);
	corpus_free(corpus);
}
