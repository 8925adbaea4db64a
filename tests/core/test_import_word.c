#include "../../core/import_word.h"

#include <criterion/criterion.h>

Test(import_word, what_a_search_finds_is_found)
{
	static const char *const TEXTS[] = {"", "市", "北京市委组织部", "a,b;c", "浙江省杭州市上城区党委书记 张三", "一二三四五六七八九十"};
	static const Str WORDS[] = {
		STR_ROW("市"), STR_ROW("组织部"), STR_ROW(","), STR_ROW("书记"), STR_ROW("，"), STR_ROW("京市委"), STR_ROW("八九十"),
		STR_ROW("九八"), STR_ROW("上城区党委书记 张三"),
	};

	for (size_t t = 0; t < sizeof TEXTS / sizeof *TEXTS; t++) {
		Str text = str_of(TEXTS[t]);
		ImportGlimpse glimpse = import_word_glimpse(text);
		bool any = false;

		for (size_t w = 0; w < sizeof WORDS / sizeof *WORDS; w++) {
			ptrdiff_t at = str_find(text, WORDS[w], 0);

			cr_assert_eq(import_word_find(text, &glimpse, WORDS[w], 0), at, "%s in %s", WORDS[w].s, TEXTS[t]);
			any = any || at >= 0;
		}
		cr_assert_eq(import_word_any(text, WORDS, sizeof WORDS / sizeof *WORDS), any, "%s", TEXTS[t]);
	}
}

Test(import_word, the_first_word_of_the_list_with_which_a_text_begins_is_told_by_its_bytes)
{
	static const Str WORDS[] = {STR_ROW("坚持"), STR_ROW("坚"), STR_ROW("构建")};

	cr_assert_eq(import_word_starts(STR("坚持党建"), WORDS, 3), 6);
	cr_assert_eq(import_word_starts(STR("坚强"), WORDS, 3), 3);
	cr_assert_eq(import_word_starts(STR("重构"), WORDS, 3), 0);
	cr_assert_eq(import_word_starts(STR(""), WORDS, 3), 0);
}
