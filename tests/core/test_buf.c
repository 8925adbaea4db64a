#include "../../core/buf.h"

#include <criterion/criterion.h>
#include <math.h>

static void number_is(double value, const char *text)
{
	Buf buf = {0};

	buf_add_number(&buf, value);
	cr_assert_str_eq(buf_cstr(&buf), text);
	buf_free(&buf);
}

Test(buf, numbers_are_the_shortest_that_read_back_the_same)
{
	number_is(0, "0");
	number_is(-0.0, "0");
	number_is(0.5, "0.5");
	number_is(13.3, "13.3");
	number_is(98.7, "98.7");
	number_is(200000, "200000");
	number_is(-42, "-42");
	number_is(999999999999999, "999999999999999");
	number_is(1e15, "1e+15");
	number_is(0.1 + 0.2, "0.30000000000000004");
	number_is(1.0 / 3, "0.3333333333333333");
	number_is(1e-12, "0.000000000001");
}

Test(buf, what_is_no_number_says_so)
{
	number_is(NAN, "nan");
	number_is(INFINITY, "inf");
	number_is(-INFINITY, "-inf");
}

Test(buf, code_points_are_encoded_and_impossible_ones_replaced)
{
	Buf buf = {0};

	buf_add_codepoint(&buf, 'a');
	buf_add_codepoint(&buf, 0xB7);
	buf_add_codepoint(&buf, 0x4E2D);
	buf_add_codepoint(&buf, 0x20000);
	buf_add_codepoint(&buf, 0xD800);
	buf_add_codepoint(&buf, 0x110000);
	cr_assert_str_eq(buf_cstr(&buf), "a·中\U00020000��");
	buf_free(&buf);
}

Test(buf, what_is_added_piece_by_piece_is_one_terminated_text)
{
	Buf buf = {0};

	cr_assert_str_eq(buf_cstr(&buf), "");
	for (int i = 0; i < 500; i++)
		buf_add(&buf, STR("网格"));
	cr_assert_eq(buf.n, 3000u);
	cr_assert_eq(buf.s[buf.n], '\0');
	buf_clear(&buf);
	cr_assert_str_eq(buf_cstr(&buf), "");
	buf_add_repeat(&buf, STR("ab"), 3);
	buf_add_char(&buf, '!');
	buf_add_int(&buf, -9000000000000000000LL);
	cr_assert_str_eq(buf_cstr(&buf), "ababab!-9000000000000000000");
	buf_free(&buf);
	cr_assert_eq(buf_str(&buf).n, 0u);
}

Test(buf, what_is_kept_outlives_the_buffer)
{
	Arena arena = {0};
	Buf buf = {0}, none = {0};
	Str kept, empty;

	buf_add_place(&buf, 3, 17);
	kept = buf_keep(&buf, &arena);
	empty = buf_keep(&none, &arena);
	cr_assert_null(buf.s);
	buf_add(&buf, STR("another"));
	cr_assert_str_eq(kept.s, "3/17");
	cr_assert_eq(kept.n, 4u);
	cr_assert_str_eq(empty.s, "");
	buf_free(&buf);
	mem_arena_free(&arena);
}
