#include "../../core/export_md.h"
#include "../../core/utf8.h"
#include "sample.h"

#include <criterion/criterion.h>

static void assert_escaped(const char *in, const char *wanted)
{
	Buf out = {0};

	export_md_escape(&out, str_of(in));
	cr_assert_str_eq(buf_cstr(&out), wanted);
	buf_free(&out);
}

Test(export_md, what_markdown_would_read_as_a_mark_is_escaped)
{
	assert_escaped("a|b", "a\\|b");
	assert_escaped("*重点*是[方法](x)", "\\*重点\\*是\\[方法\\](x)");
	assert_escaped("<紧急>&amp;", "\\<紧急\\>\\&amp;");
	assert_escaped("a_b`c\\d~e", "a\\_b\\`c\\\\d\\~e");
	assert_escaped("=1+1", "\\=1+1");
	assert_escaped("-线上 + 线下", "\\-线上 + 线下");
	assert_escaped("# 1", "\\# 1");
	assert_escaped("2003. 年", "2003\\. 年");
	assert_escaped("13.3万", "13\\.3万");
	assert_escaped("1+3+N", "1+3+N");
	assert_escaped("甲\n乙", "甲<br>乙");
	assert_escaped("", "");
}

Test(export_md, every_row_of_a_table_has_the_same_bars)
{
	Corpus *corpus = sample_corpus();
	List list = list_open(corpus, LIST_MEASURES);
	Buf out = {0};
	size_t rows = 0;

	export_md_list(&list, LANG_ZH, 1, &out);
	for (Str rest = buf_str(&out), line; str_split(&rest, '\n', &line) && line.n; rows++) {
		size_t bars = 0;
		for (size_t i = 0; i < line.n; i++)
			bars += line.s[i] == '|' && (i == 0 || line.s[i - 1] != '\\');
		cr_assert_eq(bars, 5, "%.*s", (int)line.n, line.s);
	}
	cr_assert_eq(rows, 2 + corpus->measures.n);
	cr_assert(sample_contains(&out, "诉求分\\<紧急\\>与一般两类，用“\\|”隔开登记"));
	buf_free(&out);
	corpus_free(corpus);
}

Test(export_md, short_tables_are_padded_to_one_width)
{
	Corpus *corpus = sample_corpus();
	List list = list_open(corpus, LIST_PROVINCES);
	Buf out = {0};
	size_t width = 0;

	export_md_list(&list, LANG_ZH, 1, &out);
	for (Str rest = buf_str(&out), line; str_split(&rest, '\n', &line) && line.n;) {
		if (width)
			cr_assert_eq(utf8_columns(line, 1), width, "%.*s", (int)line.n, line.s);
		width = utf8_columns(line, 1);
	}
	buf_free(&out);
	corpus_free(corpus);
}

Test(export_md, a_speech_has_headings_of_three_levels)
{
	Corpus *corpus = sample_corpus();
	Doc doc = {0};
	Buf out = {0};

	doc_add_unit(&doc, corpus, corpus_unit(corpus, STR("shandong")), LANG_ZH);
	export_md_doc(&doc, &out);
	cr_assert(str_starts(buf_str(&out), STR("# 建强城市基层队伍\n\n")));
	cr_assert(sample_contains(&out, "\n\n## 一、选好人\n\n先选人，再育人。\n\n### 1 社区书记专业化\n\n"));
	cr_assert(sample_contains(&out, "\n\n> 原文到此中断"));
	cr_assert_not(sample_contains(&out, "\n\n\n"));
	doc_free(&doc);
	buf_free(&out);
	corpus_free(corpus);
}

Test(export_md, a_comparison_is_a_table_whose_cells_carry_addresses)
{
	Corpus *corpus = sample_corpus();
	const Place places[] = {{.province = 0}, {.province = 1}};
	Comparison comparison = table_compare(corpus, places, 2, CORPUS_NONE);
	Buf out = {0};

	export_md_comparison(&comparison, corpus, LANG_ZH, 1, &out);
	cr_assert(str_starts(buf_str(&out), STR("# 北京 · 山东\n\n| 主题       | 北京 | 山东 |\n| ---------- | ---- | ---- |\n"
		"| 网格治理   | **网格配备“1+3+N”力量** "
		"`beijing.1.1`<br>")));
	cr_assert(sample_contains(&out, "| 数字治理   | 文中未见 | **\\-线上 + 线下** `shandong.1.2`"));
	cr_assert(sample_contains(&out, "→ 社区书记专业化 `shandong.1.1`"));
	table_comparison_free(&comparison);
	buf_free(&out);
	corpus_free(corpus);
}
