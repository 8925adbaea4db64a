#include "../../core/phrase.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

/* The tokens of a text, parted by |. */
static Buf tokens_of(const char *text)
{
	PhraseTokens tokens = {0};
	Buf out = {0};

	phrase_tokens(str_of(text), &tokens);
	for (size_t i = 0; i < tokens.n; i++) {
		buf_add(&out, i ? STR("|") : STR(""));
		buf_add(&out, str_sub(str_of(text), tokens.at[i].from, tokens.at[i].to));
	}
	free(tokens.at);
	return out;
}

static void assert_tokens(const char *text, const char *expected)
{
	Buf got = tokens_of(text);

	cr_assert_str_eq(buf_cstr(&got), expected);
	buf_free(&got);
}

Test(phrase, numbers_stay_whole_with_their_units)
{
	assert_tokens("站点6.7万个", "站|点|6.7万个");
	assert_tokens("达98.7%，24小时", "达|98.7%|，|24小时");
	assert_tokens("提高近40个百分点", "提|高|近|40个百分点");
	assert_tokens("2022年有13.3万名", "2022年|有|13.3万名");
}

Test(phrase, words_of_other_letters_stay_whole_and_blanks_are_nothing)
{
	assert_tokens("“1+3+N”团队", "“|1+3+N|”|团|队");
	assert_tokens("residents' affairs, on-line", "residents|'|affairs|,|on-line");
	assert_tokens(" 用 好　WeChat ", "用|好|WeChat");
	assert_tokens("", "");
}

Test(phrase, equal_words_have_equal_tokens_however_they_are_written)
{
	PhraseTokens a = {0}, b = {0};

	phrase_tokens(STR("WeChat網格"), &a);
	phrase_tokens(STR("ｗｅｃｈａｔ网格"), &b);
	cr_assert(a.n == 3 && b.n == 3);
	for (size_t i = 0; i < 3; i++)
		cr_assert_eq(a.at[i].hash, b.at[i].hash);
	free(a.at);
	free(b.at);
}

static Buf common_of(const char *a, const char *b)
{
	PhraseRanges ranges = {0};
	Buf out = {0};

	phrase_common(str_of(a), str_of(b), &ranges);
	for (size_t i = 0; i < ranges.n; i++) {
		buf_add(&out, i ? STR("|") : STR(""));
		buf_add(&out, str_sub(str_of(a), ranges.at[i].from, ranges.at[i].to));
	}
	free(ranges.at);
	return out;
}

static void assert_common(const char *a, const char *b, const char *expected)
{
	Buf got = common_of(a, b);

	cr_assert_str_eq(buf_cstr(&got), expected);
	buf_free(&got);
}

Test(phrase, what_two_texts_share_is_found_as_long_as_it_is)
{
	assert_common("坚持党建引领基层治理，服务居民", "要以党建引领基层治理为先", "党建引领基层治理");
	assert_common("社区网格治理与物业服务", "物业服务和网格治理", "网格治理|物业服务");
	assert_common("甲乙丙丁", "戊己庚辛", "");
}

Test(phrase, function_words_at_the_ends_and_short_runs_do_not_count)
{
	assert_common("把社区网格的事办好", "是社区网格的钱", "社区网格");
	assert_common("群众的", "群众的", "");
	assert_common("在社区，在街道", "在社区，在街道", "");
	assert_common("settled in the grid office", "held in the grid today", "");
	assert_common("they run property service stations", "some property service stations", "property service stations");
}

Test(phrase, words_that_say_nothing_are_no_phrase_and_are_not_counted)
{
	assert_common("他们当中有人，我们自己也去", "在他们当中，我们自己也去", "");
	assert_common("逐步成为常态。指导各地", "让它成为常态。指导各地", "");
	assert_common("进一步推动社区网格治理", "进一步推动社区网格治理", "社区网格治理");
	assert_common("没有物业的小区", "没有物业的院落", "");
	assert_common("direct the work of this", "direct the work of that", "direct the work");
	assert_common("here the effort is made", "Here the effort failed", "");
}

Test(phrase, half_a_word_before_or_behind_a_joining_one_goes)
{
	assert_common("抓好非公企业的党建工作", "抓好行业的党建工作", "党建工作");
	assert_common("党员到社区报到", "委员到社区报到", "社区报到");
	assert_common("为服务企业的党组织", "为服务企业的党员", "服务企业");
	assert_common("街道和社区治理", "街道和社区治理", "街道和社区治理");
	assert_common("加强党的建设，", "推进党的建设，", "党的建设");
	assert_common("街道和社区党员", "街道和社区党委", "街道和社区");
}

Test(phrase, whole_words_with_a_joining_character_stay)
{
	assert_common("在职党员下沉", "让在职党员报名", "在职党员");
	assert_common("引导群众广泛参与。", "居民群众广泛参与，", "群众广泛参与");
	assert_common("接诉即办有实效", "推动接诉即办", "接诉即办");
	assert_common("双报到社区去", "双报到社区来", "双报到社区");
}

/* Longer than the room on the stack that most runs fit in. */
Test(phrase, long_runs_are_judged_like_short_ones)
{
	Buf text = {0}, got;

	buf_add(&text, STR("的"));
	for (int i = 0; i < 30; i++)
		buf_add(&text, STR("社区网格"));
	buf_add(&text, STR("的"));
	got = common_of(buf_cstr(&text), buf_cstr(&text));
	cr_assert_eq(got.n, 30 * strlen("社区网格"));
	buf_free(&got);
	buf_free(&text);
}

Test(phrase, a_phrase_does_not_cross_punctuation)
{
	assert_common("甲乙，丙丁", "甲乙，丙丁", "");
	assert_common("甲乙丙丁，戊己庚辛", "甲乙丙丁，戊己庚辛", "甲乙丙丁|戊己庚辛");
}

static Buf shared_of(const PhraseIndex *index, const char *text, unsigned group)
{
	PhraseRanges ranges = {0};
	Buf out = {0};

	phrase_shared(index, str_of(text), group, &ranges);
	for (size_t i = 0; i < ranges.n; i++) {
		buf_add(&out, i ? STR("|") : STR(""));
		buf_add(&out, str_sub(str_of(text), ranges.at[i].from, ranges.at[i].to));
	}
	free(ranges.at);
	return out;
}

Test(phrase, texts_of_other_groups_count_and_those_of_the_same_group_do_not)
{
	static const char *const A = "坚持党建引领，建强社区网格党组织", *const B = "以党建引领为先，红色物业全覆盖";
	PhraseIndex index = {0};

	phrase_add(&index, str_of(A), 0);
	phrase_add(&index, str_of(A), 0);
	phrase_add(&index, str_of(B), 1);
	Buf a = shared_of(&index, A, 0), b = shared_of(&index, B, 1), third = shared_of(&index, "红色物业全覆盖了", 2);
	cr_assert_str_eq(buf_cstr(&a), "党建引领");
	cr_assert_str_eq(buf_cstr(&b), "党建引领");
	cr_assert_str_eq(buf_cstr(&third), "红色物业全覆盖");
	buf_free(&a);
	buf_free(&b);
	buf_free(&third);
	phrase_free(&index);
	Buf none = shared_of(&index, A, 0);
	cr_assert_str_eq(buf_cstr(&none), "");
	buf_free(&none);
}

Test(phrase, any_bytes_are_read_to_their_end)
{
	static const char *const TEXTS[] = {"\xFF\xFE网", "9999999999999999999999999999", "1+", "-'+",
		"网\xE7", "３万", "1,2,3.", "百"};

	for (size_t i = 0; i < sizeof TEXTS / sizeof *TEXTS; i++) {
		PhraseTokens tokens = {0};
		phrase_tokens(str_of(TEXTS[i]), &tokens);
		cr_assert(tokens.n > 0 && tokens.at[tokens.n - 1].to == str_of(TEXTS[i]).n, "%zu", i);
		free(tokens.at);
	}
}
