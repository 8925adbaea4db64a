#include "../../core/search.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>

#define SLICE(literal) {.s = {literal, sizeof(literal) - 1}} /* STR is no constant initialiser */
#define TEXT(zh_text, en_text) {.zh = SLICE(zh_text), .en = SLICE(en_text)}

/* Two speeches: one with a section of two measures, one with a lead alone, in Chinese alone. */
static Speech speeches[] = {
	{.title = TEXT("坚持党建引领", "Party building leads"), .speaker = TEXT("北京市委组织部", "Beijing Department"),
		.lead = {.text = TEXT("党建引领基层治理，党建是根。", "Party building is the root.")},
		.sections = {0, 1}, .measures = {0, 2}},
	{.title = TEXT("网格里的党建", ""), .speaker = TEXT("山西省委组织部", ""), .lead = {.text = TEXT("共１２３个APP。", "")}},
};
static Section sections[] = {
	{.heading = TEXT("健全体系", "The system"), .intro = {.text = TEXT("建体系。", "Build it.")}, .measures = {0, 2}},
};
static Measure measures[] = {
	{.label = TEXT("全科网格", "All-purpose grids"), .body = {.text = TEXT("划好网格，配齐楼门长。", "Draw grids and name wardens.")}},
	{.label = TEXT("接诉即办", "Prompt response"), .body = {.text = TEXT("群众诉求，马上就办。", "Act on a complaint at once.")}},
};
static const Corpus corpus = {
	.speeches = {speeches, 2, 2}, .sections = {sections, 1, 1}, .measures = {measures, 2, 2},
};

/* The hits as "unit field text@byte" with | between. */
static const char *hits_of(const char *query, Lang lang)
{
	static char out[1024];
	static const char *const fields[] = {"title", "heading", "label", "body", "speaker"};
	static const char units[] = "-SsM";
	SearchHits hits = {0};
	int n = 0;
	size_t count = search_run(&corpus, str_of(query), lang, &hits);
	cr_assert_eq(count, hits.n);
	out[0] = 0;
	for (size_t i = 0; i < hits.n; i++) {
		Str text = search_text(&corpus, &hits.at[i]), match = str_sub(text, hits.at[i].from, hits.at[i].to);
		n += snprintf(out + n, sizeof out - (size_t)n, "%s%c%u %s %.*s@%u", i ? "|" : "", units[hits.at[i].unit.kind],
			hits.at[i].unit.index, fields[hits.at[i].field], (int)match.n, match.s, hits.at[i].from);
	}
	free(hits.at);
	return out;
}

Test(search, finds_titles_leads_and_speakers)
{
	cr_assert_str_eq(hits_of("党建", LANG_ZH), "S0 title 党建@6|S0 body 党建@0|S0 body 党建@27|S1 title 党建@12");
	cr_assert_str_eq(hits_of("山西", LANG_ZH), "S1 speaker 山西@0");
}

Test(search, finds_headings_intros_labels_and_texts_in_order_of_the_corpus)
{
	cr_assert_str_eq(hits_of("体系", LANG_ZH), "s0 heading 体系@6|s0 body 体系@3");
	cr_assert_str_eq(hits_of("网格", LANG_ZH), "M0 label 网格@6|M0 body 网格@6|S1 title 网格@0");
}

Test(search, wants_all_words_in_one_unit_but_not_in_one_text)
{
	cr_assert_str_eq(hits_of("网格 楼门长", LANG_ZH), "M0 label 网格@6|M0 body 网格@6|M0 body 楼门长@21");
	cr_assert_str_eq(hits_of("楼门长　网格", LANG_ZH), "M0 label 网格@6|M0 body 网格@6|M0 body 楼门长@21", "in order of the text");
	cr_assert_str_eq(hits_of("网格 马上", LANG_ZH), "");
}

Test(search, folds_case_width_and_script)
{
	cr_assert_str_eq(hits_of("app", LANG_ZH), "S1 body APP@15");
	cr_assert_str_eq(hits_of("123個ａｐｐ", LANG_ZH), "S1 body １２３个APP@3");
	cr_assert_str_eq(hits_of("黨建引領基層", LANG_ZH), "S0 body 党建引领基层@0");
	cr_assert_str_eq(hits_of("GRIDS", LANG_EN), "M0 label grids@12|M0 body grids@5");
}

Test(search, finds_a_chinese_query_whatever_the_language)
{
	cr_assert_str_eq(hits_of("接诉即办", LANG_EN), "M1 label 接诉即办@0");
}

Test(search, looks_at_the_other_language_where_a_text_is_missing)
{
	cr_assert_str_eq(hits_of("app", LANG_EN), "S1 body APP@15");
	cr_assert_str_eq(hits_of("complaint", LANG_ZH), "");
}

Test(search, finds_nothing_for_nothing)
{
	cr_assert_str_eq(hits_of("", LANG_ZH), "");
	cr_assert_str_eq(hits_of(" 　\t\n", LANG_ZH), "");
	cr_assert_str_eq(hits_of("没有的话", LANG_ZH), "");
}

Test(search, names_the_language_of_the_text)
{
	SearchHits hits = {0};
	search_run(&corpus, STR("党建"), LANG_EN, &hits);
	search_run(&corpus, STR("root"), LANG_EN, &hits);
	cr_assert_eq(hits.n, 5, "hits are appended");
	cr_assert_eq(hits.at[0].lang, LANG_ZH);
	cr_assert_eq(hits.at[4].lang, LANG_EN);
	free(hits.at);
}

Test(search, lights_any_word_in_a_text_once)
{
	SearchHits hits = {0};
	cr_assert_eq(search_in(STR("党建引领，党建"), STR("引领 党建 党建 别的"), &hits), 3);
	cr_assert(hits.at[0].from == 0 && hits.at[0].to == 6 && hits.at[1].from == 6 && hits.at[2].from == 15);
	cr_assert_eq(search_in(STR("党建"), STR(" "), &hits), 0);
	free(hits.at);
}
