#include "../../core/utf8.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

/* UTF-8 of a code point as RFC 3629, section 3 draws it: surrogates too, to try them. */
static size_t encode(uint32_t cp, unsigned char out[4])
{
	size_t n = cp < 0x80 ? 1 : cp < 0x800 ? 2 : cp < 0x10000 ? 3 : 4;
	static const unsigned char heads[] = {0, 0, 0xC0, 0xE0, 0xF0};
	for (size_t i = n; i-- > 1; cp >>= 6)
		out[i] = (unsigned char)(0x80 | (cp & 0x3F));
	out[0] = (unsigned char)(heads[n] | cp);
	return n;
}

/* Length of the sequence at the start by the table of Unicode 15, 3.9 (table 3-7); 0 where it is ill-formed. */
static size_t well_formed(const unsigned char *s, size_t n)
{
	static const unsigned char table[][10] = {
		{1, 0x00, 0x7F}, {2, 0xC2, 0xDF, 0x80, 0xBF}, {3, 0xE0, 0xE0, 0xA0, 0xBF, 0x80, 0xBF},
		{3, 0xE1, 0xEC, 0x80, 0xBF, 0x80, 0xBF},
		{3, 0xED, 0xED, 0x80, 0x9F, 0x80, 0xBF}, {3, 0xEE, 0xEF, 0x80, 0xBF, 0x80, 0xBF},
		{4, 0xF0, 0xF0, 0x90, 0xBF, 0x80, 0xBF, 0x80, 0xBF}, {4, 0xF1, 0xF3, 0x80, 0xBF, 0x80, 0xBF, 0x80, 0xBF},
		{4, 0xF4, 0xF4, 0x80, 0x8F, 0x80, 0xBF, 0x80, 0xBF},
	};
	for (size_t row = 0; row < sizeof table / sizeof *table; row++) {
		size_t length = table[row][0], i = 0;
		while (i < length && i < n && s[i] >= table[row][1 + 2 * i] && s[i] <= table[row][2 + 2 * i])
			i++;
		if (i == length)
			return length;
	}
	return 0;
}

Test(utf8, reads_every_code_point_and_no_surrogate)
{
	for (uint32_t cp = 0; cp <= 0x10FFFF; cp++) {
		unsigned char bytes[4];
		uint32_t read;
		size_t n = encode(cp, bytes);
		bool surrogate = cp >= 0xD800 && cp <= 0xDFFF;
		size_t took = utf8_decode((char *)bytes, n, &read);
		if (took != (surrogate ? 0 : n) || read != (surrogate ? 0xFFFD : cp))
			cr_assert_fail("U+%04X reads as U+%04X, %zu bytes", cp, read, took);
	}
}

Test(utf8, refuses_every_ill_formed_sequence_of_up_to_three_bytes)
{
	char *s = mem_alloc(3); /* a block of its own: reading past its end is seen by the sanitizer */
	uint32_t cp;
	for (uint32_t bytes = 0; bytes < 1u << 24; bytes++) {
		unsigned char u[3] = {(unsigned char)bytes, (unsigned char)(bytes >> 8), (unsigned char)(bytes >> 16)};
		memcpy(s, u, 3);
		size_t n = utf8_decode(s, 3, &cp), expected = well_formed(u, 3);
		if (n != expected || (n == 0 && cp != 0xFFFD))
			cr_assert_fail("%02X %02X %02X: %zu bytes", u[0], u[1], u[2], n);
	}
	free(s);
}

Test(utf8, refuses_a_sequence_that_is_cut)
{
	static const char *const whole[] = {"é", "党", "𠀀"};
	uint32_t cp;
	for (size_t i = 0; i < 3; i++)
		for (size_t n = 1; n < strlen(whole[i]); n++)
			cr_expect_eq(utf8_decode(whole[i], n, &cp), 0, "%zu bytes of %s", n, whole[i]);
	cr_expect_eq(utf8_decode("\xF0\x80\x80\x80", 4, &cp), 0, "overlong");
	cr_expect_eq(utf8_decode("\xF4\x90\x80\x80", 4, &cp), 0, "past U+10FFFF");
	cr_expect_eq(utf8_decode("\xF8\x88\x80\x80\x80", 5, &cp), 0, "five bytes");
}

Test(utf8, says_where_text_stops_being_valid)
{
	cr_assert_eq(utf8_valid_prefix(STR("plain ASCII text, 党建")), strlen("plain ASCII text, 党建"));
	cr_assert_eq(utf8_valid_prefix(STR("党建\xE5")), 6);
	cr_assert_eq(utf8_valid_prefix(STR("0123456789\xFF")), 10);
	cr_assert_eq(utf8_valid_prefix(STR("")), 0);
}

Test(utf8, counts_code_points)
{
	cr_assert_eq(utf8_count(STR("a党𠀀")), 3);
	cr_assert_eq(utf8_offset(STR("a党𠀀b"), 2), 4);
	cr_assert_eq(utf8_offset(STR("a党"), 9), 4);
	cr_assert_eq(utf8_offset(STR("党"), 0), 0);
}

Test(utf8, knows_the_width_of_characters)
{
	static const char *const by_width[] = {
		"\u0301\u20DD\uFE0F\U000E0100\u1160", "aé~·ｱ²✓⸺\u2010Жא", "中，　㎡￥〔㈠々アー한𠀀🎯🫠：！～／（〈】",
	};
	for (int width = 0; width < 3; width++) {
		Str list = str_of(by_width[width]);
		for (size_t i = 0; i < list.n;) {
			uint32_t cp;
			i += utf8_decode(list.s + i, list.n - i, &cp);
			if (cp != 0xB7 && cp != 0xB2 && cp != 0xE9 && cp != 0x2010 && cp != 0x416)
				cr_expect_eq(utf8_width(cp, 2), width, "U+%04X beside wide ambiguous ones", cp);
			cr_expect_eq(utf8_width(cp, 1), width, "U+%04X", cp);
		}
	}
}

Test(utf8, gives_ambiguous_characters_the_width_the_terminal_says)
{
	Str list = STR("“”‘’—…·×①℃№Ⅰ→●★─│█‰±");
	cr_assert_eq(utf8_columns(list, 1), utf8_count(list));
	cr_assert_eq(utf8_columns(list, 2), 2 * utf8_count(list));
	cr_assert_eq(utf8_columns(STR("“党建”"), 1), 6);
}

Test(utf8, keeps_a_cluster_together)
{
	int columns;
	cr_assert_eq(utf8_cluster(STR("葛\U000E0100城"), 1, &columns), strlen("葛\U000E0100"));
	cr_assert_eq(columns, 2);
	cr_assert_eq(utf8_cluster(STR("e\u0301\u0302\u0303x"), 1, &columns), strlen("e\u0301\u0302\u0303"));
	cr_assert_eq(columns, 1);
	cr_assert_eq(utf8_cluster(STR(""), 1, &columns), 0);
	cr_assert_eq(columns, 0);
	cr_assert_eq(utf8_cluster(STR("\xFF\xFE"), 1, NULL), 1, "an invalid byte stands alone");
	cr_assert_eq(utf8_cluster(STR("\n\u0301"), 1, NULL), 1, "a line feed carries no mark");
}

Test(utf8, ends_a_cluster_at_32_bytes)
{
	Buf text = {0};
	buf_add(&text, STR("e"));
	buf_add_repeat(&text, STR("\u0301"), 100);
	cr_assert_eq(utf8_cluster(buf_str(&text), 1, NULL), 31);
	buf_free(&text);
}

Test(utf8, cuts_between_clusters)
{
	size_t used;
	cr_assert(str_eq(utf8_cut(STR("党建引领"), 5, 1, &used), STR("党建")));
	cr_assert_eq(used, 4);
	cr_assert(str_eq(utf8_cut(STR("ae\u0301x"), 2, 1, &used), STR("ae\u0301")));
	cr_assert(str_eq(utf8_cut(STR("党"), 1, 1, &used), STR("")));
	cr_assert_eq(used, 0);
	cr_assert(str_eq(utf8_cut(STR("“党"), 3, 2, NULL), STR("“")));
}

Test(utf8, tells_han_and_chinese_marks)
{
	cr_assert(utf8_is_han(0x515A) && utf8_is_han(0x20000) && utf8_is_han(0x3007) && utf8_is_han(0x3400));
	cr_assert(!utf8_is_han(0x3002) && !utf8_is_han(0x30A2) && !utf8_is_han('a') && !utf8_is_han(0x110000));
	cr_assert(utf8_is_cjk(0x515A) && utf8_is_cjk(0x201C) && utf8_is_cjk(0x2014) && utf8_is_cjk(0x2026));
	cr_assert(utf8_is_cjk(0xFF0C));
	cr_assert(!utf8_is_cjk('a') && !utf8_is_cjk(0x1F3AF) && !utf8_is_cjk(0x2460) && !utf8_is_cjk(0xE000));
}

/* The list of the security notes, written apart from the table. */
static bool must_not_pass(uint32_t c)
{
	static const uint32_t ranges[][2] = {
		{0, 8}, {0xB, 0x1F}, {0x7F, 0x9F}, {0xAD, 0xAD}, {0x34F, 0x34F}, {0x61C, 0x61C},
		{0x115F, 0x1160}, {0x180E, 0x180E}, {0x200B, 0x200F},
		{0x2028, 0x202E}, {0x2060, 0x206F},
		{0x3164, 0x3164}, {0xD800, 0xF8FF}, {0xFDD0, 0xFDEF},
		{0xFEFF, 0xFEFF}, {0xFFA0, 0xFFA0},
		{0xFFF9, 0xFFFB}, {0xE0000, 0xE00FF}, {0xF0000, 0x10FFFF},
	};
	for (size_t i = 0; i < sizeof ranges / sizeof *ranges; i++)
		if (c >= ranges[i][0] && c <= ranges[i][1])
			return true;
	return (c & 0xFFFE) == 0xFFFE;
}

Test(utf8, calls_hostile_what_acts_or_hides)
{
	for (uint32_t cp = 0; cp < 0x110000; cp++)
		if (must_not_pass(cp) && !utf8_is_hostile(cp))
			cr_assert_fail("U+%04X would pass", cp);
	Str harmless = STR("\t\n a~é“—…·①党，　葛\U000E0100❤\uFE0F☆🎯\uFFFDe\u0301ก한⠿");
	for (size_t i = 0; i < harmless.n;) {
		uint32_t cp;
		i += utf8_decode(harmless.s + i, harmless.n - i, &cp);
		cr_expect(!utf8_is_hostile(cp), "U+%04X must pass", cp);
	}
	cr_assert(utf8_is_hostile(0x110000));
}

static void check_clean(Str text, Str expected, size_t replaced)
{
	Arena arena = {0};
	size_t count = 3;
	Str clean = utf8_clean(text, &arena, &count);
	cr_expect(str_eq(clean, expected), "%.*s", (int)clean.n, clean.s);
	cr_expect_eq(count, 3 + replaced, "%zu replaced", count - 3);
	mem_arena_free(&arena);
}

Test(utf8, cleans_what_is_hostile_and_nothing_else)
{
	check_clean(STR("党\x1B[2J建"), STR("党\uFFFD[2J建"), 1);
	check_clean(STR("a\u202Eb\u200Dc\xFF\xE5\x85"), STR("a\uFFFDb\uFFFDc\uFFFD\uFFFD\uFFFD"), 5);
	check_clean(STR("one\r\ntwo\rthree\r"), STR("one\ntwo\nthree\n"), 0);
	check_clean((Str){"\0", 1}, STR("\uFFFD"), 1);
	check_clean(STR("\uFFFD\t葛\U000E0100"), STR("\uFFFD\t葛\U000E0100"), 0);
	check_clean((Str){NULL, 0}, STR(""), 0);
}

Test(utf8, hands_clean_text_back_untouched)
{
	Arena arena = {0};
	Str text = STR("坚持党建引领，“双报到”\t1+3+N\n");
	Str clean = utf8_clean(text, &arena, NULL);
	cr_assert(clean.s == text.s && clean.n == text.n);
	cr_assert_eq(arena.used, 0);
}

Test(utf8, leaves_nothing_hostile_in_any_text)
{
	static const char *const pieces[] = {"党", "建", "\r", "\n", "\xE2\x80", "\x8E", "\xEF\xBB\xBF", "\xF3\xA0\x81\x81",
		"\xED\xA0\x80", "a", "\x9B", "\xC2\x9B"};
	uint32_t seed = 5;
	for (int round = 0; round < 20000; round++) {
		char bytes[40];
		size_t n = 0, replaced = 0, marks = 0;
		while (n < 32) {
			seed = seed * 1664525u + 1013904223u;
			const char *piece = pieces[(seed >> 16) % (sizeof pieces / sizeof *pieces)];
			if (seed >> 31)
				bytes[n++] = (char)(seed >> 8);
			else
				n += (size_t)(stpcpy(bytes + n, piece) - (bytes + n));
		}
		Arena arena = {0};
		Str clean = utf8_clean((Str){bytes, n}, &arena, &replaced);
		cr_assert_eq(utf8_valid_prefix(clean), clean.n);
		for (size_t i = 0; i < clean.n;) {
			uint32_t cp;
			i += utf8_decode(clean.s + i, clean.n - i, &cp);
			marks += cp == 0xFFFD;
			cr_assert(!must_not_pass(cp), "U+%04X came through", cp);
		}
		cr_assert_geq(marks, replaced);
		mem_arena_free(&arena);
	}
}

Test(utf8, quotes_alone_may_take_two_columns)
{
	cr_assert_eq(utf8_columns(STR("“党建”——①"), UTF8_WIDE_QUOTES), 11);
	cr_assert_eq(utf8_columns(STR("“党建”——①"), 1), 9);
	cr_assert_eq(utf8_columns(STR("‘一’"), UTF8_WIDE_QUOTES), 6);
	size_t used;
	cr_assert_eq(utf8_cut(STR("“党”"), 5, UTF8_WIDE_QUOTES, &used).n, 6);
	cr_assert_eq(used, 4);
}

Test(utf8, an_apostrophe_is_no_quote)
{
	cr_assert_eq(utf8_columns(STR("O’Brien’s"), UTF8_WIDE_QUOTES), 9);
	cr_assert_eq(utf8_quote(STR("’s")), 0);
	cr_assert_eq(utf8_quote(STR("’是")), 0x2019);
	cr_assert_eq(utf8_quote(STR("”s")), 0x201D);
	cr_assert_eq(utf8_quote(STR("\xE2\x80")), 0);
	cr_assert_eq(utf8_quote(STR("")), 0);
}

Test(utf8, what_is_no_character_yet_is_hostile_but_for_ideographs)
{
	cr_assert(utf8_is_hostile(0x0378) && utf8_is_hostile(0x1FBFF) && utf8_is_hostile(0x50000));
	cr_assert_not(utf8_is_hostile(0x2EBF0)); /* an ideograph since Unicode 15.1 */
	cr_assert_not(utf8_is_hostile(0x9FFF) || utf8_is_hostile(0x1F600));
}

Test(utf8, a_flood_of_marks_is_broken_up)
{
	Arena arena = {0};
	Buf flood = {0};
	size_t replaced = 0;
	buf_add_char(&flood, 'a');
	buf_add_repeat(&flood, STR("\u0301"), UTF8_MARKS);
	Str few = utf8_clean(buf_str(&flood), &arena, &replaced);
	cr_assert(few.s == flood.s && replaced == 0, "as many as are allowed stay");
	buf_add_repeat(&flood, STR("\u0301"), 100);
	Str many = utf8_clean(buf_str(&flood), &arena, &replaced);
	cr_assert_eq(many.n, 1 + 2 * (UTF8_MARKS + 100) + replaced);
	cr_assert_eq(replaced, 100 / (UTF8_MARKS + 1) + 1);
	buf_free(&flood);
	mem_arena_free(&arena);
}

Test(utf8, many_line_ends_and_tabs_in_a_row_stay)
{
	Arena arena = {0};
	size_t replaced = 0;
	Str text = STR("a\n\n\n\n\n\n\n\n\n\n\n\nb\t\t\t\t\t\t\t\t\t\t\t\tc");
	cr_assert(utf8_clean(text, &arena, &replaced).s == text.s && replaced == 0);
	mem_arena_free(&arena);
}

Test(utf8, a_text_on_a_line_makes_up_no_other)
{
	Buf line = {0};
	utf8_add_line(&line, STR("a\nb\tc\r\033d\xff"));
	cr_assert_str_eq(buf_cstr(&line), "a\uFFFDb\uFFFDc\uFFFD\uFFFDd\uFFFD");
	buf_free(&line);
}
