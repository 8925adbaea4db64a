#include "../../core/fold.h"
#include "../../core/utf8.h"

#include <criterion/criterion.h>
#include <stdio.h>

static const char *folded(const char *text)
{
	static char out[256];
	Buf buf = {0};
	fold_text(&buf, str_of(text));
	snprintf(out, sizeof out, "%s", buf_cstr(&buf));
	buf_free(&buf);
	return out;
}

Test(fold, makes_one_of_case_width_and_script)
{
	cr_assert_str_eq(folded("WeChat ÀÉ ΣΩς ЖЩ"), "wechat àé σωσ жщ");
	cr_assert_str_eq(folded("１２３％　ＡＰＰ，（）"), "123% app,()");
	cr_assert_str_eq(folded("黨建引領基層治理"), "党建引领基层治理");
	cr_assert_str_eq(folded("裏面 羣衆 爲了 每週 臺灣"), "里面 群众 为了 每周 台湾");
	cr_assert_str_eq(folded("党建，“双报到”。"), "党建,“双报到”。", "Chinese marks without a half form stay");
}

/* Pairs from the study: Traditional as somebody may type it, Simplified as it stands in the corpus. */
Test(fold, finds_traditional_words_in_simplified_text)
{
	static const char *const pairs[][2] = {
		{"發展", "发展"}, {"頭髮", "头发"}, {"乾部", "干部"}, {"幹部", "干部"}, {"後續", "后续"}, {"鬥爭", "斗争"}, {"網格", "网格"}, {"組織", "组织"},
		{"小區", "小区"}, {"物業", "物业"}, {"服務", "服务"}, {"領導", "领导"}, {"著力", "着力"}, {"複雜", "复杂"}, {"覆蓋", "覆盖"}, {"麵包", "面包"},
		{"里程", "里程"}, {"裡程", "里程"}, {"週邊", "周边"}, {"線上", "线上"}, {"綫上", "线上"}, {"台灣", "台湾"}, {"臺灣", "台湾"}, {"準則", "准则"},
		{"減少", "减少"}, {"僱員", "雇员"}, {"佈局", "布局"}, {"佔比", "占比"}, {"啓動", "启动"}, {"啟動", "启动"}, {"衹有", "只有"}, {"脣齒", "唇齿"},
	};
	for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
		char simple[64];
		snprintf(simple, sizeof simple, "%s", folded(pairs[i][1]));
		cr_expect_str_eq(folded(pairs[i][0]), simple);
	}
}

Test(fold, changes_nothing_the_second_time)
{
	for (uint32_t cp = 0; cp <= 0x110000; cp++) {
		uint32_t once = fold_codepoint(cp);
		if (fold_codepoint(once) != once || (cp >= 0xD800 && cp <= 0xDFFF && once != cp) || (once == 0) != (cp == 0))
			cr_assert_fail("U+%04X folds to U+%04X, U+%04X", cp, once, fold_codepoint(once));
	}
}

Test(fold, gives_one_code_point_for_one)
{
	Str text = STR("１個Ａ黨\xFF\xE5é𠀀");
	Buf buf = {0};
	fold_text(&buf, text);
	cr_assert_str_eq(buf_cstr(&buf), "1个a党\uFFFD\uFFFDé𠀀");
	buf_free(&buf);
}

/* The match of the folded query in `text`, as its own bytes; "-" for none. */
static const char *found(const char *text, const char *query, size_t from)
{
	static char out[64];
	size_t at, end;
	Str needle = str_of(folded(query));
	if (!fold_find(str_of(text), needle, from, &at, &end))
		return "-";
	snprintf(out, sizeof out, "%zu:%.*s", at, (int)(end - at), text + at);
	return out;
}

Test(fold, finds_the_place_in_the_text_as_it_is)
{
	cr_assert_str_eq(found("共１２３个ＡＰＰ", "123个app", 0), "3:１２３个ＡＰＰ", "folded bytes are fewer than the text's");
	cr_assert_str_eq(found("ab党建，黨建", "黨建", 0), "2:党建");
	cr_assert_str_eq(found("ab党建，黨建", "黨建", 3), "11:黨建");
	cr_assert_str_eq(found("aab", "ab", 0), "1:ab");
	cr_assert_str_eq(found("党建引", "党建引领", 0), "-", "the text ends first");
	cr_assert_str_eq(found("党建", "", 0), "-");
	cr_assert_str_eq(found("", "党", 0), "-");
	cr_assert_str_eq(found("党建", "党", 6), "-");
}

Test(fold, finds_the_same_by_its_heads)
{
	static const char *const PIECES[] = {
		"黨", "党", "建", "Ａ", "a", "A", "ｂ", "b", "，", ",", "\xFF", "𠀀", "後", "后", "台", "臺"};
	srand(5);
	for (int i = 0; i < 20000; i++) {
		Buf text = {0}, query = {0}, needle = {0};
		for (int k = rand() % 12; k > 0; k--)
			buf_add(&text, str_of(PIECES[rand() % 16]));
		for (int k = rand() % 3; k > 0; k--)
			buf_add(&query, str_of(PIECES[rand() % 16]));
		fold_text(&needle, buf_str(&query));
		FoldHeads heads = fold_heads(buf_str(&needle));
		size_t from = text.n > 0 ? (size_t)rand() % text.n : 0, at[2] = {0}, end[2] = {0};
		while (from > 0 && ((unsigned char)text.s[from] & 0xC0) == 0x80)
			from--;
		bool slow = fold_find(buf_str(&text), buf_str(&needle), from, &at[0], &end[0]);
		bool fast = fold_find_heads(buf_str(&text), buf_str(&needle), &heads, from, &at[1], &end[1]);
		cr_assert_eq(slow, fast, "“%s” in “%s”", buf_cstr(&query), buf_cstr(&text));
		cr_assert(!slow || (at[0] == at[1] && end[0] == end[1]), "“%s” in “%s”", buf_cstr(&query), buf_cstr(&text));
		buf_free(&text);
		buf_free(&query);
		buf_free(&needle);
	}
}
