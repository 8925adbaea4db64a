#include "../../core/check.h"
#include "../../core/load.h"

#include <criterion/criterion.h>

/* What loader and rules say about `yaml`, as names of messages with a blank behind each. */
static void says(const char *yaml, const char *names)
{
	Msgs msgs = {0};
	Corpus *corpus = load_memory(str_of(yaml), STR("check.yaml"), NULL, &msgs);
	Buf got = {0};

	cr_assert_not_null(corpus, "%s", yaml);
	check_corpus(corpus, &msgs);
	for (size_t i = 0; i < msgs.list.n; i++) {
		buf_add(&got, str_of(msg_name(msgs.list.at[i].id)));
		buf_add_char(&got, ' ');
	}
	cr_assert_str_eq(buf_cstr(&got), names);
	buf_free(&got);
	corpus_free(corpus);
	msg_free(&msgs);
}

#define HEAD "schema: 1\nid: a\ntitle: {zh: 题, en: b}\n"
#define GRID "themes: [{id: grid, name: {zh: 网格, en: Grid}}]\n"
#define SPEECH(rest) \
	"speeches:\n  - {id: s, province: beijing, speaker: {zh: 甲, en: a}, title: {zh: 题, en: b}, " \
	"sections: [{heading: {zh: 一, en: h}, " \
	"measures: [{label: {zh: 划网格, en: l}, text: {zh: 划了网格。, en: t}, " rest "}]}]}\n...\n"
#define SPOKEN_BY(province) "speeches:\n  - {id: s, province: " province ", speaker: {zh: 甲, en: a}, " \
	"title: {zh: 题, en: b}, sections: []}\n...\n"
#define FIGURE(fields) "themes: [grid], figures: [{what: {zh: 甲, en: a}, " fields "}]"

Test(check, a_sound_corpus_without_spans_gets_no_message)
{
	says(HEAD GRID SPEECH("themes: [grid]"), "");
}

Test(check, an_empty_corpus_gets_no_message)
{
	says(HEAD "...\n", "");
}

Test(check, what_the_loader_left_out_is_not_missed_again)
{
	says(HEAD "theme: [{id: grid, name: 网格}]\n" SPEECH("themes: [grid]"), "key_unknown_near ");
	says(HEAD "themes: [{idd: grid, name: {zh: 网格, en: Grid}}]\n" SPEECH("themes: [grid]"), "key_misspelled ");
	says(HEAD GRID "speches: []\n...\n", "key_unknown_near ");
}

Test(check, labels_may_have_sixteen_characters_and_no_more)
{
	says(HEAD GRID "terms: []\n" SPEECH("themes: [grid], terms: []"), "");
	says(HEAD GRID "speeches:\n  - {id: s, province: beijing, speaker: {zh: 甲, en: a}, title: {zh: 题, en: b}, "
		"sections: [{heading: {zh: 一, en: h}, measures: ["
		"{label: {zh: 一二三四五六七八九十一二三四五六, en: l}, text: {zh: 文。, en: t}, themes: [grid]}, "
		"{label: {zh: 一二三四五六七八九十一二三四五六七, en: l}, text: {zh: 文。, en: t}, themes: [grid]}]}]}\n...\n", "label_long ");
}

Test(check, a_figure_agrees_with_what_is_written)
{
	says(HEAD GRID SPEECH(FIGURE("written: 8.9万名, kind: quantity, value: 89000")), "");
	says(HEAD GRID SPEECH(FIGURE("written: 近40个百分点, kind: points, value: 40, approx: under")), "");
	says(HEAD GRID SPEECH(FIGURE("written: 300至500户, kind: quantity, value: 300, to: 500")), "");
	says(HEAD GRID SPEECH(FIGURE("written: 3月18日, kind: date, value: --03-18")), "");
	says(HEAD GRID SPEECH(FIGURE("written: 2003年, kind: date, value: 2003")), "");
	says(HEAD GRID SPEECH(FIGURE("written: 三分之二, kind: share, value: 66.67")), "");
	says(HEAD GRID SPEECH(FIGURE("written: 三分之二, kind: share, value: 66")), "figure_value ");
	says(HEAD GRID SPEECH(FIGURE("written: 300至500户, kind: quantity, value: 300")), "figure_value ");
	says(HEAD GRID SPEECH(FIGURE("written: 3月18日, kind: date, value: --03-19")), "figure_value ");
	says(HEAD GRID SPEECH(FIGURE("written: 1万余名, kind: quantity, value: 10000")), "figure_approx ");
	says(HEAD GRID SPEECH(FIGURE("written: 2003年, kind: quantity, value: 2003")), "figure_date ");
}

Test(check, a_province_of_ones_own_has_no_code_or_one_that_is_nobodys)
{
	says(HEAD "provinces: [{id: shenzhen, code: 44, name: {zh: 深圳, en: Shenzhen}}]\n...\n", "");
	says(HEAD "provinces: [{id: beijing, name: {zh: 北京市, en: Peking}}]\n" GRID SPEECH("themes: [grid]"), "");
	says(HEAD "provinces: [{id: central, name: {zh: 中央, en: Centre}}]\n" SPOKEN_BY("central"), "");
	says(HEAD "provinces: [{id: central, code: 12, name: {zh: 中央, en: Centre}}]\n" SPOKEN_BY("central"),
		"province_code ");
	says(HEAD "provinces: [{id: beijing, code: 31}]\n" GRID SPEECH("themes: [grid]"), "province_code ");
}

Test(check, the_same_id_twice_in_one_volume_is_one_message)
{
	says(HEAD "themes: [{id: grid, name: {zh: 甲, en: a}}, {id: grid, name: {zh: 乙, en: b}}]\n" SPEECH("themes: [grid]"),
		"id_twice ");
	says(HEAD "terms: [{name: 提法, en: a}, {name: 提法, en: b}]\n" GRID SPEECH("themes: [grid], terms: [提法]"),
		"id_twice ");
}

Test(check, messages_come_in_the_order_of_the_file)
{
	says(HEAD GRID SPEECH("themes: [gird, grid, grid], terms: [无此提法]"), "theme_unknown theme_again term_unknown ");
}

Test(check, a_corpus_in_one_language_lacks_nothing_in_the_other)
{
	says("schema: 1\nid: a\ntitle: 题\nlanguage: zh\n"
		"themes: [{id: grid, name: 网格}]\nterms: [{name: 双报到}]\n"
		"speeches: [{id: s, province: beijing, speaker: 甲, title: 题, sections: [{heading: 一, measures: ["
		"{label: 划, text: 划了网格。, themes: [grid], terms: [双报到], "
		"figures: [{written: 3个, kind: quantity, value: 3, unit: 个}]}]}]}]\n...\n", "");
	says("schema: 1\nid: a\ntitle: 题\nlanguage: both\n...\n", "translation_missing ");
}

Test(check, the_line_at_a_speechs_foot_is_claimed_like_its_title)
{
	says(HEAD GRID "speeches:\n  - {id: s, province: beijing, speaker: {zh: 甲, en: a}, title: {zh: 题, en: b}, "
		"title_span: [0, 5], speaker_span: [30, 36], sections: [{heading: {zh: 一, en: h}, heading_span: [5, 9], "
		"measures: [{label: {zh: 划网格, en: l}, text: {zh: 划了网格。, en: t}, themes: [grid], span: [9, 31]}]}]}\n...\n",
		"span_overlap ");
}
