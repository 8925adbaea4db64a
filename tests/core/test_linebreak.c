#include "../../core/linebreak.h"
#include "../../core/wrap.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

/* Takes _ and | out of a marked text; marks[i] is what stood behind byte i. */
static Str unmark(char *text, char *marks)
{
	size_t n = 0;
	for (const char *p = text; *p; p++) {
		if (n > 0 && (*p == '_' || *p == '|')) {
			marks[n - 1] = *p;
		} else {
			marks[n] = 0;
			text[n++] = *p;
		}
	}
	return (Str){text, n};
}

Test(linebreak, breaks_where_the_cases_say)
{
	FILE *file = fopen("tests/cases/linebreak.txt", "r");
	cr_assert(file, "tests/cases/linebreak.txt is there");
	char line[1024], marks[1024];
	uint8_t breaks[1024];
	int cases = 0, wrong = 0;
	while (fgets(line, sizeof line, file)) {
		char *marked = strchr(line, '\t');
		if (line[0] == '#' || !marked)
			continue;
		line[strcspn(line, "\n")] = 0;
		*marked++ = 0;
		Str text = unmark(marked, marks);
		wrap_breaks(text, WRAP_STRICT, breaks);
		cases++;
		for (size_t i = 0; i + 1 < text.n; i++) {
			bool bad = (marks[i] == '_' && breaks[i]) || (marks[i] == '|' && !breaks[i]);
			wrong += bad;
			cr_expect(!bad, "%s: %.*s, a break must%s be possible behind it", line, (int)i + 1, text.s,
				breaks[i] ? " not" : "");
		}
	}
	fclose(file);
	cr_assert_geq(cases, 90);
	cr_assert_eq(wrong, 0);
}

Test(linebreak, loosens_with_the_level)
{
	uint8_t breaks[64];
	const struct { const char *text; WrapLevel last; } rows[] = {
		{"目——标", WRAP_STRICT}, {"省/市", WRAP_GB}, {"省，", WRAP_BASIC}, {"（省", WRAP_BASIC}, {"3个", WRAP_BASIC},
		{"APP", WRAP_NONE}, {"12", WRAP_NONE},
	};
	const size_t behind[] = {2, 3, 2, 2, 0, 0, 0};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		for (int level = WRAP_STRICT; level <= WRAP_NONE; level++) {
			wrap_breaks(str_of(rows[i].text), (WrapLevel)level, breaks);
			cr_expect_eq(breaks[behind[i]], level > (int)rows[i].last, "%s at level %d", rows[i].text, level);
		}
	}
}

/* The kinds of the code points of `text`, one letter each. */
static const char *kinds_of(const char *text)
{
	static char kinds[64];
	LinebreakScan scan = {.text = str_of(text)};
	size_t n = 0;
	while (scan.at < scan.text.n) {
		LinebreakStep step;
		linebreak_step(&scan, &step);
		kinds[n++] = "tbmjf"[step.kind];
	}
	kinds[n] = 0;
	return kinds;
}

Test(linebreak, tells_blanks_marks_and_clusters_apart)
{
	cr_assert_str_eq(kinds_of("党 建，\n葛\U000E0100”%"), "tbtmftjmm");
	cr_assert_str_eq(kinds_of("a \u0301"), "ttj", "a blank that carries a mark is seen");
	cr_assert_str_eq(kinds_of("\u0301\xFF"), "tt");
}

Test(linebreak, takes_the_width_from_the_table_of_widths)
{
	LinebreakScan scan = {.text = STR("党a“\u0301")};
	const uint8_t expected[][2] = {{2, 2}, {1, 1}, {1, 2}, {0, 0}};
	for (size_t i = 0; scan.at < scan.text.n; i++) {
		LinebreakStep step;
		linebreak_step(&scan, &step);
		cr_expect_eq(memcmp(step.columns, expected[i], 2), 0, "code point %zu", i);
	}
}

Test(linebreak, forgets_quotes_and_numbers_at_a_line_feed)
{
	uint8_t breaks[64];
	Str text = STR("3\n个\"党\n\"建");
	wrap_breaks(text, WRAP_STRICT, breaks);
	cr_assert(breaks[1] && breaks[4], "a new paragraph; 个 is no unit there");
	cr_assert(!breaks[10], "the quote behind the line feed opens");
}
