#include "../../core/nearest.h"

#include <criterion/criterion.h>
#include <stdio.h>

#define SLICE(literal) {.s = {literal, sizeof(literal) - 1}}

static Theme themes[] = {
	{.name = {.zh = SLICE("网格治理"), .en = SLICE("Grid governance")}},
	{.name = {.zh = SLICE("减负增效"), .en = SLICE("Lighter burdens")}},
};
static Term terms[] = {
	{.name = SLICE("接诉即办"), .en = SLICE("prompt response")}, {.name = SLICE("网格治理")}, {.name = SLICE("网格员")},
};
static const Corpus corpus = {.themes = {themes, 2, 2}, .terms = {terms, 3, 3}};

static const char *near(const char *word, Lang lang)
{
	static char out[256];
	Str at[NEAREST_MOST];
	size_t n = nearest_names(&corpus, str_of(word), lang, at);
	int length = 0;
	out[0] = 0;
	for (size_t i = 0; i < n; i++)
		length += snprintf(out + length, sizeof out - (size_t)length, "%s%.*s", i ? "|" : "", (int)at[i].n, at[i].s);
	return out;
}

Test(nearest, finds_a_name_with_one_character_wrong)
{
	cr_assert_str_eq(near("接诉急办", LANG_ZH), "接诉即办");
	cr_assert_str_eq(near("減負增笑", LANG_ZH), "减负增效", "folded first");
}

Test(nearest, finds_a_name_that_sounds_alike)
{
	cr_assert_str_eq(near("减附增笑", LANG_ZH), "减负增效");
	cr_assert_str_eq(near("jiesujban", LANG_ZH), "接诉即办");
}

Test(nearest, takes_the_word_for_a_part_of_the_name_and_names_each_once)
{
	cr_assert_str_eq(near("网革", LANG_ZH), "网格员|网格治理");
}

Test(nearest, names_english_in_english)
{
	cr_assert_str_eq(near("grid goverment", LANG_EN), "Grid governance");
	cr_assert_str_eq(near("接诉急办", LANG_EN), "接诉即办", "what was typed in Chinese stays Chinese");
}

Test(nearest, is_silent_where_nothing_is_near)
{
	cr_assert_str_eq(near("航天发射", LANG_ZH), "");
	cr_assert_str_eq(near("借款", LANG_ZH), "", "one sound of two");
	cr_assert_str_eq(near("网", LANG_ZH), "");
	cr_assert_str_eq(near("", LANG_ZH), "");
}
