#include "../../core/doc.h"
#include "sample.h"

#include <criterion/criterion.h>
#include <stdlib.h>

Test(doc_line, the_lead_stands_before_the_first_line_and_the_others_hang_under_it)
{
	Doc doc = {0};
	DocLines lines = {0};
	Buf out = {0};
	WrapOptions options = {.width = 12, .ambiguous = 1};

	doc_add_block(&doc, DOC_LABEL, (Unit){0}, STR("1 "), STR("立法与每月一题"), 2);
	doc_lay_out(&doc, &options, &lines);
	cr_assert_eq(lines.n, 2);
	for (size_t i = 0; i < lines.n; i++) {
		cr_assert_eq(doc_line_column(&doc, &lines.at[i], 1), 4);
		doc_line_write(&doc, &lines.at[i], 12, 1, &out);
		buf_add_char(&out, '|');
	}
	cr_assert_str_eq(buf_cstr(&out), "  1 立法与每|    月一题|");
	cr_assert(str_eq(doc_line_lead(&doc, &lines.at[0]), STR("1 ")) && doc_line_lead(&doc, &lines.at[1]).n == 0);
	free(lines.at);
	buf_free(&out);
	doc_free(&doc);
}

Test(doc_line, a_rule_is_as_wide_as_the_column)
{
	Doc doc = {0};
	DocLines lines = {0};
	Buf out = {0};
	WrapOptions options = {.width = 10, .ambiguous = 1};

	doc_add_block(&doc, DOC_RULE, (Unit){0}, (Str){0}, (Str){0}, 0);
	doc_lay_out(&doc, &options, &lines);
	cr_assert_eq(doc_line_write(&doc, &lines.at[0], 10, 1, &out), 10);
	cr_assert_str_eq(buf_cstr(&out), "----------");
	free(lines.at);
	buf_free(&out);
	doc_free(&doc);
}

Test(doc_line, every_unit_and_every_byte_is_found_again_at_any_width)
{
	Corpus *corpus = sample_corpus();
	Doc doc = {0};

	doc_add_unit(&doc, corpus, corpus_unit(corpus, STR("beijing")), LANG_ZH);
	for (uint32_t width = 24; width < 120; width += 19) {
		DocLines lines = {0};
		WrapOptions options = {.width = width, .ambiguous = 1};
		doc_lay_out(&doc, &options, &lines);
		for (uint32_t m = 0; m < 3; m++) {
			size_t at = doc_line_of(&doc, &lines, (Unit){UNIT_MEASURE, m});
			cr_assert_neq(at, SIZE_MAX);
			cr_assert(str_starts(corpus->measures.at[m].label.zh.s, doc_line_text(&doc, &lines.at[at])),
				"its first line begins its label");
		}
		for (size_t i = 0; i < lines.n; i++) {
			const DocLine *line = &lines.at[i];
			cr_assert_eq(doc_line_at(&doc, &lines, line->block, line->line.from), i);
			if (line->line.to > line->line.from)
				cr_assert_eq(doc_line_at(&doc, &lines, line->block, line->line.to - 1), i);
		}
		cr_assert_eq(doc_line_of(&doc, &lines, (Unit){UNIT_MEASURE, 5}), SIZE_MAX,
			"a measure of another speech is absent");
		free(lines.at);
	}
	doc_free(&doc);
	corpus_free(corpus);
}
