#include "../../core/buf.h"
#include "../../core/utf8.h"
#include "../../core/wrap.h"

#include <criterion/criterion.h>
#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The published list of characters that do not begin or end a line in Simplified Chinese: ECMA-376 Part 4, §2.3.1.16
   (kinsoku). It, and not a table of our own, is what the properties below are held against. */
static const char NOT_AT_START[] = "!%),.:;>?]}¢¨°·ˇˉ―‖’”…‰′″›℃∶、。〃〉》」』】〕〗〞︶︺︾﹀﹄﹚﹜﹞！＂％＇），．：；？］｀｜｝～";
static const char NOT_AT_END[] = "$([{£¥‘“〈《「『【〔〖〝﹗﹙﹛＄（．［｛￡￥";

typedef struct Cps { uint32_t first, last, before_last; } Cps;

static Cps cps_of(Str line)
{
	Cps cps = {0};
	for (size_t i = 0; i < line.n;) {
		uint32_t cp;
		size_t n = utf8_decode(line.s + i, line.n - i, &cp);
		i += n ? n : 1;
		if (!cps.first)
			cps.first = cp;
		if (utf8_width(cp, 1) == 0)
			continue;
		cps.before_last = cps.last;
		cps.last = cp;
	}
	return cps;
}

static bool in(const char *list, uint32_t wanted)
{
	Str text = str_of(list);
	for (size_t i = 0; i < text.n;) {
		uint32_t cp;
		i += utf8_decode(text.s + i, text.n - i, &cp);
		if (cp == wanted)
			return true;
	}
	return false;
}

static bool is_digit(uint32_t cp)
{
	return (cp >= '0' && cp <= '9') || (cp >= 0xFF10 && cp <= 0xFF19);
}

/* What a reader calls a number torn from its digits, its sign or its unit; written apart from the breaker. */
static bool tears_number(uint32_t before_a, uint32_t a, uint32_t b)
{
	static const char units[] = "万亿千百十余多个名户人年月日时分元倍次条项%％‰℃㎡";
	if (is_digit(b))
		return is_digit(a) || in("$￥＄£+-第", a) || (in(".,:．", a) && is_digit(before_a));
	if (is_digit(a))
		return in(units, b);
	return is_digit(before_a) && in("万亿千百", a) && in(units, b);
}

static bool is_blank(Str text, size_t from, size_t to)
{
	while (from < to) {
		size_t n = text.s[from] == ' ' || text.s[from] == '\t' ? 1 : 0;
		if (!n && text.n - from >= 3 && memcmp(text.s + from, "　", 3) == 0)
			n = 3;
		if (!n)
			return false;
		from += n;
	}
	return true;
}

/* The gap between two lines is blanks, with one line feed where a paragraph ends; *ends tells of the line feed. */
static bool is_gap(Str text, size_t from, size_t to, bool *ends)
{
	const char *feed = from < to ? memchr(text.s + from, '\n', to - from) : NULL;
	*ends = feed != NULL;
	if (!feed)
		return is_blank(text, from, to);
	size_t at = (size_t)(feed - text.s);
	return is_blank(text, from, at) && at + 1 == to;
}

#define REQUIRE(condition, what) \
	cr_assert(condition, "%s at width %u, line %zu: %.*s|%.*s", what, options->width, i, \
		(int)(line.to - line.from), text.s + line.from, (int)(next.to - next.from), text.s + next.from)

static void check_width(Str text, const WrapOptions *options, const WrapLines *lines, size_t i)
{
	WrapLine line = lines->at[i], next = {0};
	Str words = str_sub(text, line.from, line.to);
	uint32_t room = options->width - (i == 0 ? options->first_indent : 0);
	bool apostrophe = options->ambiguous == UTF8_WIDE_QUOTES && str_find(words, STR("’"), 0) >= 0;
	REQUIRE(line.columns == utf8_columns(words, options->ambiguous)
		|| (apostrophe && line.columns > utf8_columns(words, options->ambiguous)), "columns are not the text's");
	if (line.columns > room) {
		Cps cps = cps_of(words);
		REQUIRE(line.columns <= room + options->hang, "too wide");
		REQUIRE(in("。，、；：！？”）》", cps.last), "something else than a mark hangs");
		REQUIRE(!in("。，、；：！？”）》", cps.before_last), "a run of marks hangs");
	}
}

static void check_break(Str text, const WrapOptions *options, const WrapLines *lines, size_t i, const uint8_t *breaks)
{
	WrapLine line = lines->at[i], next = lines->at[i + 1];
	bool ends;
	REQUIRE(is_gap(text, line.to, next.from, &ends), "text is lost or doubled");
	if (ends)
		return;
	Cps a = cps_of(str_sub(text, line.from, line.to)), b = cps_of(str_sub(text, next.from, next.to));
	REQUIRE(utf8_width(b.first, 1) > 0, "a cluster is cut");
	REQUIRE(breaks[next.from - 1] == !line.emergency, "the flag of an emergency is wrong");
	if (line.emergency)
		return;
	size_t behind = next.from + strlen("·");
	bool parts = line.to < next.from && b.first == 0xB7 &&
		(is_blank(text, behind, behind + 1) || is_blank(text, behind, behind + 3));
	REQUIRE(parts || (!in(NOT_AT_START, b.first) && b.first != 0x2014), "begins with a mark");
	REQUIRE(!in(NOT_AT_END, a.last), "ends with an opening mark");
	if (line.to == next.from)
		REQUIRE(!tears_number(a.before_last, a.last, b.first), "a number is torn");
}

/* Everything that must be true of the lines of any text at level strict. */
static void check_lines(Str text, const WrapOptions *options, const uint8_t *breaks)
{
	WrapLines lines = {0};
	size_t n = wrap_lines(text, options, &lines), i = 0;
	WrapLine line = lines.at[0], next = {0};
	cr_assert(n == lines.n && n > 0);
	REQUIRE(line.from == 0, "the beginning is lost");
	for (; i < n; i++) {
		check_width(text, options, &lines, i);
		if (i + 1 < n)
			check_break(text, options, &lines, i, breaks);
	}
	line = lines.at[--i];
	size_t end = text.n > 0 && text.s[text.n - 1] == '\n' ? text.n - 1 : text.n;
	REQUIRE(is_blank(text, line.to, end > line.to ? end : line.to), "the end is lost");
	free(lines.at);
}

static void check_widths(Str text, uint32_t step)
{
	uint8_t *breaks = malloc(text.n + 1);
	wrap_breaks(text, WRAP_STRICT, breaks);
	for (uint32_t width = 20; width <= 120; width += step)
		for (int kind = 0; kind < 6; kind++)
			check_lines(text, &(WrapOptions){.width = width, .ambiguous = 1 + kind % 3, .hang = kind < 3 ? 0 : 2,
				.first_indent = kind == 5 ? 4 : 0}, breaks);
	free(breaks);
}

static uint32_t random_below(uint32_t *seed, uint32_t n)
{
	*seed = *seed * 1664525u + 1013904223u;
	return (*seed >> 8) % n;
}

Test(wrap, keeps_the_rules_in_the_bundled_corpus)
{
	glob_t found;
	cr_assert_eq(glob("content/*/*.yaml", 0, NULL, &found), 0, "content/ is there");
	for (size_t i = 0; i < found.gl_pathc; i++) {
		FILE *file = fopen(found.gl_pathv[i], "r");
		Buf text = {0};
		char block[4096];
		for (size_t n; (n = fread(block, 1, sizeof block, file)) > 0;)
			buf_add(&text, (Str){block, n});
		fclose(file);
		check_widths(buf_str(&text), 1);
		buf_free(&text);
	}
	globfree(&found);
}

Test(wrap, keeps_the_rules_in_speeches)
{
	static const char *const parts[] = {
		"坚持党建引领，把社区网格、物业服务和志愿力量拧成一股绳。",
		"2022年10月21日，全市共有党员13.3万名、党支部628个；",
		"构建“1+3+N”工作体系，推动“双报到”“双服务”“双承诺”落地见效！",
		"印发《关于加强基层治理的意见》（试行），明确24小时响应、365天值守。",
		"目标只有一个——让居民满意……", "提升近40个百分点，达到98.7%。”",
		"用好 WeChat 小程序和 12345 热线，",
		"（十一）每3—5户配一名楼门长，步行10～15分钟可达：",
		"他说：“要把‘最后一公里’打通。”", "It’s a door-to-door visit (twice a year), costing $1,200.50. ",
		"①建强组织；②做实网格（见附件《清单》）。", "\n",
	};
	uint32_t seed = 7;
	for (int round = 0; round < 12; round++) {
		Buf text = {0};
		for (int i = 0; i < 60; i++)
			buf_add(&text, str_of(parts[random_below(&seed, sizeof parts / sizeof *parts)]));
		check_widths(buf_str(&text), 1);
		buf_free(&text);
	}
}

Test(wrap, keeps_the_rules_in_any_mixture_of_characters)
{
	static const char *const signs[] = {
		"党", "建", "万", "个", "年", "第", "至", "余", "小时", "0", "7", "３", "a", "N", "é", " ", "  ",
		"　", "\t", "\n", "—", "—", "…", "·", "\"", "'",
		"-", "–", "+", "/", "／", "&", "①", "￥", "$", "％", "㎡", "★", "🎯", "葛\U000E0100", "e\u0301", "\u0301", "々",
		"\u00A0", "😀\uFE0F", "한", "-",
	};
	uint32_t seed = 11;
	for (int round = 0; round < 400; round++) {
		Buf text = {0};
		for (int i = 0; i < 120; i++) {
			const char *list = random_below(&seed, 2) ? NOT_AT_START : NOT_AT_END;
			size_t at = utf8_offset(str_of(list), random_below(&seed, (uint32_t)utf8_count(str_of(list))));
			if (random_below(&seed, 3))
				buf_add(&text, str_of(signs[random_below(&seed, sizeof signs / sizeof *signs)]));
			else
				buf_add(&text, str_sub(str_of(list), at, at + utf8_offset(str_of(list + at), 1)));
		}
		check_widths(buf_str(&text), 17);
		buf_free(&text);
	}
}

/* The lines of `text`, joined by | (or ! behind an emergency). */
static const char *lines_of(const char *text, WrapOptions options)
{
	static char joined[1024];
	WrapLines lines = {0};
	size_t n = 0;
	options.ambiguous = options.ambiguous ? options.ambiguous : 1;
	wrap_lines(str_of(text), &options, &lines);
	for (size_t i = 0; i < lines.n; i++)
		n += (size_t)snprintf(joined + n, sizeof joined - n, "%s%.*s",
			i == 0 ? "" : lines.at[i - 1].emergency ? "!" : "|",
			(int)(lines.at[i].to - lines.at[i].from), text + lines.at[i].from);
	free(lines.at);
	return joined;
}

Test(wrap, never_starts_a_line_with_a_comma)
{
	cr_assert_str_eq(lines_of("坚持党建引领，服务群众", (WrapOptions){.width = 12}), "坚持党建引|领，服务群众");
}

Test(wrap, hangs_one_mark_in_the_gutter_but_no_run)
{
	cr_assert_str_eq(lines_of("坚持党建引领，服务群众", (WrapOptions){.width = 12, .hang = 2}), "坚持党建引领，|服务群众");
	cr_assert_str_eq(lines_of("坚持“党建引”，服务群众", (WrapOptions){.width = 12, .hang = 2}), "坚持“党建|引”，服务|群众");
	cr_assert_str_eq(lines_of("坚持党建引领-服务群众", (WrapOptions){.width = 12, .hang = 2}), "坚持党建引|领-服务群众");
}

Test(wrap, leaves_no_character_alone_on_the_last_line)
{
	cr_assert_str_eq(lines_of("坚持党建引领基层治理。", (WrapOptions){.width = 18}), "坚持党建引领基层|治理。");
	cr_assert_str_eq(lines_of("坚持党建引领基\n坚持党建引领基", (WrapOptions){.width = 12}), "坚持党建引|领基|坚持党建引|领基");
	cr_assert_str_eq(lines_of("提法：小甘哥、大白 · beijing.3.3", (WrapOptions){.width = 20}), "提法：小甘哥、大白|· beijing.3.3");
	cr_assert_str_eq(lines_of("坚持党建引领覆盖98%", (WrapOptions){.width = 16}), "坚持党建引领覆盖|98%", "a number is no orphan");
	cr_assert_str_eq(lines_of("led the design of law", (WrapOptions){.width = 17}), "led the design of|law",
		"English words stay");
}

Test(wrap, ends_a_line_at_a_line_feed)
{
	cr_assert_str_eq(lines_of("甲\n乙", (WrapOptions){.width = 20}), "甲|乙");
	cr_assert_str_eq(lines_of("甲\n\n乙\n", (WrapOptions){.width = 20}), "甲||乙");
	cr_assert_str_eq(lines_of("", (WrapOptions){.width = 20}), "");
	WrapLines lines = {0};
	cr_assert_eq(wrap_lines(STR(""), &(WrapOptions){.width = 20, .ambiguous = 1}, &lines), 1,
		"nothing is one empty line");
	free(lines.at);
}

Test(wrap, drops_blanks_at_a_break_and_keeps_the_others)
{
	cr_assert_str_eq(lines_of("one topic  a month", (WrapOptions){.width = 9}), "one topic|a month");
	cr_assert_str_eq(lines_of("  one topic", (WrapOptions){.width = 20}), "  one topic");
}

Test(wrap, takes_a_dot_between_blanks_along_with_what_it_parts_off)
{
	cr_assert_str_eq(lines_of("接诉即办 · beijing.1.1", (WrapOptions){.width = 14}), "接诉即办|· beijing.1.1");
	cr_assert_str_eq(lines_of("接诉即办 · beijing.1.1", (WrapOptions){.width = 10}), "接诉即办|· beijing.!1.1");
	cr_assert_str_eq(lines_of("列夫·托尔斯泰", (WrapOptions){.width = 4}), "列|夫·|托尔|斯泰");
}

Test(wrap, leaves_room_for_what_stands_before_the_first_line)
{
	cr_assert_str_eq(lines_of("坚持党建引领基层治理", (WrapOptions){.width = 12, .first_indent = 4}), "坚持党建|引领基层治理");
	cr_assert_str_eq(lines_of("党建引领", (WrapOptions){.width = 4, .first_indent = 90}), "党|建|引领");
}

Test(wrap, cuts_what_is_wider_than_the_line_and_says_so)
{
	cr_assert_str_eq(lines_of("见abcdefghijkl页", (WrapOptions){.width = 6}), "见|abcdef!ghijkl|页");
	cr_assert_str_eq(lines_of("（（（（党", (WrapOptions){.width = 4}), "（（!（（!党");
	cr_assert_str_eq(lines_of("葛\U000E0100葛\U000E0100", (WrapOptions){.width = 2}), "葛\U000E0100|葛\U000E0100");
	cr_assert_str_eq(lines_of("党建", (WrapOptions){.width = 0}), "党|建");
}

Test(wrap, takes_two_columns_for_a_quotation_mark_where_the_terminal_does)
{
	cr_assert_str_eq(lines_of("“党建”引领", (WrapOptions){.width = 8}), "“党建”|引领");
	cr_assert_str_eq(lines_of("“党建”引领", (WrapOptions){.width = 8, .ambiguous = 2}), "“党建”|引领");
	cr_assert_str_eq(lines_of("“党建”引领", (WrapOptions){.width = 7, .ambiguous = 2}), "“党|建”|引领");
}
