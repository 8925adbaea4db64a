#include "../../core/export_text.h"
#include "../../core/utf8.h"
#include "sample.h"

#include <criterion/criterion.h>

static size_t widest(const Buf *out, int ambiguous)
{
	size_t most = 0;

	for (Str rest = buf_str(out), line; str_split(&rest, '\n', &line);) {
		size_t columns = utf8_columns(line, ambiguous);
		most = columns > most ? columns : most;
	}
	return most;
}

Test(export_text, a_table_is_aligned_by_display_width)
{
	Corpus *corpus = sample_corpus();
	List list = list_open(corpus, LIST_THEMES);
	Buf out = {0};

	export_text_list(&list, LANG_ZH, 0, 1, &out);
	cr_assert_str_eq(buf_cstr(&out),
		"标识        主题        举措  省份\n"
		"grid        网格治理       3     2\n"
		"complaints  诉求与难题     2     2\n"
		"workers     社区工作者     4     2\n"
		"digital     数字治理       1     1\n");
	buf_free(&out);
	corpus_free(corpus);
}

Test(export_text, a_terminal_gets_rows_that_fit_and_a_pipe_whole_ones)
{
	Corpus *corpus = sample_corpus();

	for (int kind = 0; kind < LIST_KIND_COUNT; kind++) {
		List list = list_open(corpus, (ListKind)kind);
		for (uint32_t width = 60; width < 160; width += 20) {
			Buf out = {0};
			export_text_list(&list, LANG_EN, width, 2, &out);
			cr_assert_leq(widest(&out, 2), kind == LIST_FIGURES && width < 80 ? 80 : width, "%s",
				list_kind_name((ListKind)kind));
			buf_free(&out);
		}
		Buf out = {0};
		export_text_list(&list, LANG_EN, 0, 1, &out);
		cr_assert_not(sample_contains(&out, "…"), "nothing is cut for a pipe");
		buf_free(&out);
	}
	corpus_free(corpus);
}

Test(export_text, a_line_feed_in_a_cell_does_not_break_the_row)
{
	Buf out = {0};

	export_text_pad(&out, STR("甲\n乙\t丙"), 10, false, 1);
	cr_assert_str_eq(buf_cstr(&out), "甲 乙 丙   ");
	buf_clear(&out);
	export_text_pad(&out, STR("12"), 5, true, 1);
	cr_assert_str_eq(buf_cstr(&out), "   12");
	buf_free(&out);
}

static void compare(uint32_t width, int ambiguous, Lang lang, Buf *out)
{
	Corpus *corpus = sample_corpus();
	const Place places[] = {{.province = 0}, {.province = 1}};
	Comparison comparison = table_compare(corpus, places, 2, CORPUS_NONE);

	export_text_comparison(&comparison, corpus, lang, width, ambiguous, out);
	table_comparison_free(&comparison);
	corpus_free(corpus);
}

Test(export_text, a_comparison_stands_in_columns_under_the_names_of_the_places)
{
	Buf out = {0};

	compare(80, 1, LANG_ZH, &out);
	cr_assert(str_starts(buf_str(&out), STR("北京                                   │ "
		"山东\n──────────────────────────────────────")));
	cr_assert(sample_contains(&out, "\n【网格治理】\n网格配备“1+3+N”力量"));
	cr_assert(sample_contains(&out, "\n文中未见                               │ -线上 + 线下\n"));
	cr_assert_leq(widest(&out, 1), 80);
	for (Str rest = buf_str(&out), line; str_split(&rest, '\n', &line);) {
		ptrdiff_t at = str_find(line, STR("│"), 0);
		if (at >= 0)
			cr_assert_eq(utf8_columns(str_sub(line, 0, (size_t)at), 1), 39, "the line between stands straight: %.*s",
				(int)line.n, line.s);
	}
	buf_free(&out);
}

Test(export_text, a_terminal_with_wide_ambiguous_characters_gets_a_straight_line_too)
{
	Buf out = {0};

	compare(80, 2, LANG_ZH, &out);
	cr_assert_leq(widest(&out, 2), 80);
	cr_assert_not(sample_contains(&out, "│"));
	cr_assert(sample_contains(&out, " | "));
	buf_free(&out);
}

Test(export_text, without_a_width_a_comparison_is_stacked_and_not_wrapped)
{
	Buf out = {0};

	compare(0, 1, LANG_EN, &out);
	cr_assert(sample_contains(&out, "[ Grid governance ]\nBeijing\nGrids staffed “1+3+N”\nThe city is divided into "
		"89,000 grids, each staffed 1+3+N. Coverage has reached 98.7 per cent, "
		"so that residents' affairs are settled within the grid.\n"));
	cr_assert_not(sample_contains(&out, "│"));
	buf_free(&out);
}
