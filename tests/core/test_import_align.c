#include "../../core/import_align.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The new text, with the letters of it that nothing of the old one became in [ ]. */
static void becomes(const char *old, const char *now, const char *want)
{
	ImportLetters a = import_align_letters(str_of(old)), b = import_align_letters(str_of(now));
	uint32_t *to = import_align(&a, &b);
	bool *known = calloc(b.n + 1, 1);
	Buf got = {0};

	for (uint32_t i = 0; i < a.n; i++)
		if (to[i] != IMPORT_ALIGN_NONE) {
			cr_assert_lt(to[i], b.n);
			cr_assert_not(known[to[i]], "%s: two letters became one", now);
			cr_assert_eq(a.at[i], b.at[to[i]]);
			known[to[i]] = true;
		}
	for (uint32_t j = 0; j < b.n; j++) {
		buf_add(&got, !known[j] && (!j || known[j - 1]) ? STR("[") : STR(""));
		buf_add(&got, (Str){now + b.bytes[j], b.bytes[j + 1] - b.bytes[j]});
		buf_add(&got, !known[j] && (j + 1 == b.n || known[j + 1]) ? STR("]") : STR(""));
	}
	cr_assert_str_eq(buf_cstr(&got), want);
	buf_free(&got);
	free(known);
	free(to);
	import_align_free(&a);
	import_align_free(&b);
}

Test(import_align, what_was_put_in_is_found)
{
	becomes("甲乙丙丁", "甲乙丙丁", "甲乙丙丁");
	becomes("甲乙丙丁", "甲乙新丙丁", "甲乙[新]丙丁");
	becomes("", "甲", "[甲]");
	becomes("甲", "", "");
	becomes("全市共有120个社区，减负增效。", "全市共有140个社区,全部减负增效。", "全市共有1[4]0个社区,[全部]减负增效。");
	becomes("开头相同中间不同结尾相同", "开头相同完全两样结尾相同", "开头相同[完全两样]结尾相同");
}

Test(import_align, what_changed_places_is_found_where_it_is)
{
	becomes("第一段话讲的是党建引领基层治理的做法和成效！另一段话讲的是网格员队伍怎样建设和管理。",
		"另一段话讲的是网格员队伍怎样建设和管理。第一段话讲的是党建引领基层治理的做法和成效！",
		"另一段话讲的是网格员队伍怎样建设和管理。第一段话讲的是党建引领基层治理的做法和成效！");
}

/* Nothing stands once here: only the edit itself tells. */
Test(import_align, texts_that_repeat_themselves_are_aligned)
{
	Buf old = {0}, now = {0}, want = {0};

	for (int i = 0; i < 3000; i++) {
		buf_add(&old, STR("减负"));
		buf_add(&now, i == 700 ? STR("减轻负") : STR("减负"));
		buf_add(&want, i == 700 ? STR("减[轻]负") : STR("减负"));
		if (i == 2000) {
			buf_add(&now, STR("甲乙丙"));
			buf_add(&want, STR("[甲乙丙]"));
		}
	}
	becomes(buf_cstr(&old), buf_cstr(&now), buf_cstr(&want));
	buf_free(&old);
	buf_free(&now);
	buf_free(&want);
}

Test(import_align, other_texts_have_little_in_common)
{
	Buf old = {0}, now = {0};
	uint32_t seed = 1, common = 0;

	for (int i = 0; i < 20000; i++) {
		seed = seed * 1664525u + 1013904223u;
		buf_add_codepoint(&old, 0x4E00 + (seed >> 16) % 3000);
		seed = seed * 1664525u + 1013904223u;
		buf_add_codepoint(&now, 0x4E00 + (seed >> 16) % 3000);
	}
	ImportLetters a = import_align_letters(buf_str(&old)), b = import_align_letters(buf_str(&now));
	uint32_t *to = import_align(&a, &b);
	for (uint32_t i = 0; i < a.n; i++)
		common += to[i] != IMPORT_ALIGN_NONE;
	cr_assert_leq(common, 40);
	cr_assert_eq(import_align_letter(&a, 3), 1);
	cr_assert_eq(import_align_letter(&a, 5), 1);
	free(to);
	import_align_free(&a);
	import_align_free(&b);
	buf_free(&old);
	buf_free(&now);
}
