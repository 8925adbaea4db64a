#include "../../core/corpus.h"
#include "../../core/load.h"
#include "sample.h"

#include <criterion/criterion.h>
#include <stdio.h>

static Corpus *corpus;

static void setup(void)
{
	corpus = sample_corpus();
}

static void teardown(void)
{
	corpus_free(corpus);
}

TestSuite(corpus, .init = setup, .fini = teardown);

static void leads(const char *address, const char *canonical)
{
	Buf out = {0};

	corpus_add_address(corpus, corpus_unit(corpus, str_of(address)), &out);
	cr_assert_str_eq(buf_cstr(&out), canonical);
	buf_free(&out);
}

Test(corpus, an_address_may_be_written_in_many_ways)
{
	static const char *const SAME[] = {
		"beijing.1.2", "bj.1.2", "BJ.1.2", "北京.1.2", "京 1 2", "京.1 2", "北京市 1 2", "北京・1・2", "beijing。1。2", "11.1.2",
		"Beijing 1 2", "  beijing.1.2 ", "京　１　２", "北京．1．2",
	};

	for (size_t i = 0; i < sizeof SAME / sizeof *SAME; i++)
		leads(SAME[i], "beijing.1.2");
	leads("beijing", "beijing");
	leads("sd.1", "shandong.1");
}

Test(corpus, an_address_that_leads_nowhere_is_no_unit)
{
	static const char *const NOWHERE[] = {
		"", ".", "beijing.", "beijing.0", "beijing.99", "beijing.1.99", "beijing.1.0", "beijing.1.1.1", "zhejiang",
		"1.2", "beijing/1", "beijing.1.99999999999999", "京 一",
	};

	for (size_t i = 0; i < sizeof NOWHERE / sizeof *NOWHERE; i++)
		cr_assert_eq(corpus_unit(corpus, str_of(NOWHERE[i])).kind, UNIT_NONE, "“%s”", NOWHERE[i]);
}

Test(corpus, every_unit_has_an_address_that_leads_back_to_it)
{
	Buf out = {0};

	for (uint32_t i = 0; i < corpus->measures.n; i++) {
		Unit unit;

		buf_clear(&out);
		corpus_add_address(corpus, (Unit){UNIT_MEASURE, i}, &out);
		unit = corpus_unit(corpus, buf_str(&out));
		cr_assert(unit.kind == UNIT_MEASURE && unit.index == i, "%s", buf_cstr(&out));
		cr_assert_eq(corpus_passage(corpus, unit), &corpus->measures.at[i].body);
		cr_assert_eq(corpus_speech_of(corpus, unit), corpus->measures.at[i].speech);
	}
	for (uint32_t i = 0; i < corpus->sections.n; i++) {
		Unit unit;

		buf_clear(&out);
		corpus_add_address(corpus, (Unit){UNIT_SECTION, i}, &out);
		unit = corpus_unit(corpus, buf_str(&out));
		cr_assert(unit.kind == UNIT_SECTION && unit.index == i, "%s", buf_cstr(&out));
	}
	buf_free(&out);
}

Test(corpus, the_text_of_the_other_language_stands_in_for_a_missing_one)
{
	Text text = {.zh = {STR("网格"), {0}}};

	cr_assert(str_eq(corpus_text(&text, LANG_EN), STR("网格")));
	text.en.s = STR("grid");
	cr_assert(str_eq(corpus_text(&text, LANG_EN), STR("grid")));
	cr_assert(str_eq(corpus_text(&text, LANG_ZH), STR("网格")));
}

Test(corpus, themes_terms_and_provinces_are_found_by_every_name)
{
	uint32_t grid = corpus_theme(corpus, STR("grid"));

	cr_assert_neq(grid, CORPUS_NONE);
	cr_assert_eq(corpus_theme(corpus, STR("网格治理")), grid);
	cr_assert_eq(corpus_theme(corpus, STR("grid GOVERNANCE")), grid);
	cr_assert_eq(corpus_theme(corpus, STR("")), CORPUS_NONE);
	cr_assert_eq(corpus_theme(corpus, STR("gird")), CORPUS_NONE);
	cr_assert_neq(corpus_term(corpus, STR("接诉即办")), CORPUS_NONE);
	cr_assert_eq(corpus_term(corpus, STR("prompt response to complaints")), corpus_term(corpus, STR("接诉即办")));
	cr_assert_eq(corpus_province(corpus, STR("京")), corpus_province(corpus, STR("11")));
	cr_assert_eq(corpus_province(corpus, STR("浙江")), CORPUS_NONE);
}

Test(corpus, gb_2260_knows_its_provinces_by_pinyin_name_and_mark)
{
	cr_assert_eq(corpus_province_row(STR("shanxi"))->code, 14u);
	cr_assert_eq(corpus_province_row(STR("shaanxi"))->code, 61u);
	cr_assert_eq(corpus_province_row(STR("广西壮族自治区"))->code, 45u);
	cr_assert_eq(corpus_province_row(STR("Inner Mongolia"))->code, 15u);
	cr_assert_eq(corpus_province_row(STR("浙"))->code, 33u);
	cr_assert_null(corpus_province_row(STR("市")));
	cr_assert_null(corpus_province_row(STR("")));
}

Test(corpus, initials_that_two_provinces_share_name_neither)
{
	static const char *const YAML =
		"schema: 1\nid: a\ntitle: b\nspeeches:\n"
		"  - {id: one, province: shanxi, speaker: a, title: b, sections: []}\n"
		"  - {id: two, province: shaanxi, speaker: a, title: b, sections: []}\n...\n";
	Msgs msgs = {0};
	Corpus *two = load_memory(str_of(YAML), STR("a"), NULL, &msgs);

	cr_assert_not_null(two);
	cr_assert_eq(corpus_province(two, STR("sx")), CORPUS_NONE);
	cr_assert_eq(corpus_province(two, STR("陕")), 1u);
	cr_assert_eq(corpus_unit(two, STR("晋")).index, 0u);
	corpus_free(two);
	msg_free(&msgs);
}

Test(corpus, a_measure_has_the_themes_it_names)
{
	const Measure *m = &corpus->measures.at[0];

	for (uint32_t t = 0; t < corpus->themes.n; t++) {
		bool named = false;

		for (uint32_t i = 0; i < m->themes.n; i++)
			named |= str_eq(corpus->theme_refs.at[m->themes.first + i].id.s, corpus->themes.at[t].id.s);
		cr_assert_eq(corpus_has_theme(corpus, m, t), named);
	}
}

Test(corpus, figure_kinds_have_names_for_yaml_and_screen)
{
	for (int k = 0; k < FIGURE_KIND_COUNT; k++)
		cr_assert(corpus_figure_kind_id((FigureKind)k).n && corpus_figure_kind_name((FigureKind)k, LANG_ZH).n);
	cr_assert(str_eq(corpus_figure_kind_id(FIGURE_POINTS), STR("points")));
	cr_assert_eq(corpus_figure_kind_id(FIGURE_KIND_COUNT).n, 0u);
}
