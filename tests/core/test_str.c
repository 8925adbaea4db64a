#include "../../core/str.h"

#include <criterion/criterion.h>

#define EQ(a, text) cr_assert(str_eq(a, STR(text)), "“%.*s” is not “%s”", (int)(a).n, (a).s ? (a).s : "", text)

Test(str, slices_are_clipped_to_the_text)
{
	EQ(str_sub(STR("网格治理"), 0, 6), "网格");
	EQ(str_sub(STR("abc"), 1, 99), "bc");
	EQ(str_sub(STR("abc"), 3, 3), "");
	EQ(str_sub(STR("abc"), 9, 2), "");
	EQ(str_of(NULL), "");
}

Test(str, equality_is_of_bytes_and_nocase_of_ascii_letters_only)
{
	cr_assert(str_eq(STR("街道"), STR("街道")));
	cr_assert_not(str_eq(STR("街道"), STR("街")));
	cr_assert(str_eq_nocase(STR("BeiJing 街"), STR("bEIjING 街")));
	cr_assert_not(str_eq_nocase(STR("É"), STR("é")));
	cr_assert(str_eq((Str){0}, STR("")));
}

Test(str, order_is_that_of_code_points)
{
	cr_assert_lt(str_cmp(STR("a"), STR("b")), 0);
	cr_assert_lt(str_cmp(STR("ab"), STR("abc")), 0);
	cr_assert_gt(str_cmp(STR("山"), STR("z")), 0);
	cr_assert_eq(str_cmp((Str){0}, STR("")), 0);
}

Test(str, starts_and_ends)
{
	cr_assert(str_starts(STR("近2000名"), STR("近")));
	cr_assert(str_ends(STR("北京市"), STR("市")));
	cr_assert(str_starts(STR("x"), STR("")) && str_ends((Str){0}, STR("")));
	cr_assert_not(str_starts(STR("x"), STR("xy")));
	cr_assert_not(str_ends(STR("y"), STR("xy")));
}

Test(str, take_goes_on_behind_what_was_there)
{
	Str text = STR("第一部分");

	cr_assert(str_take(&text, STR("第")) && str_eq(text, STR("一部分")));
	cr_assert(!str_take(&text, STR("第")) && str_eq(text, STR("一部分")));
	cr_assert(str_take(&text, STR("一部分")) && text.n == 0);
	cr_assert(!str_take(&text, STR("一")));
}

Test(str, find_gives_the_first_place_at_or_behind_from)
{
	cr_assert_eq(str_find(STR("abcabc"), STR("bc"), 0), 1);
	cr_assert_eq(str_find(STR("abcabc"), STR("bc"), 2), 4);
	cr_assert_eq(str_find(STR("abcabc"), STR("bc"), 5), -1);
	cr_assert_eq(str_find(STR("abc"), STR(""), 2), 2);
	cr_assert_eq(str_find(STR("abc"), STR("x"), 9), -1);
	cr_assert_eq(str_find((Str){0}, STR("x"), 0), -1);
}

Test(str, trim_takes_off_the_ideographic_space_too)
{
	EQ(str_trim(STR(" \t\u3000网格\u3000\r\n")), "网格");
	EQ(str_trim(STR("\u3000")), "");
	EQ(str_trim(STR("a b")), "a b");
}

Test(str, split_gives_every_part_and_the_empty_ones)
{
	Str rest = STR("a,,b,"), part;

	cr_assert(str_split(&rest, ',', &part));
	EQ(part, "a");
	cr_assert(str_split(&rest, ',', &part));
	EQ(part, "");
	cr_assert(str_split(&rest, ',', &part));
	EQ(part, "b");
	cr_assert(str_split(&rest, ',', &part));
	EQ(part, "");
	cr_assert_not(str_split(&rest, ',', &part));
}
