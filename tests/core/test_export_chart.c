#include "../../core/export_chart.h"
#include "../../core/export_html.h"
#include "sample.h"

#include <criterion/criterion.h>

Test(export_chart, a_bar_leads_to_its_row_and_says_its_address)
{
	Corpus *corpus = sample_corpus();
	List list = list_open(corpus, LIST_FIGURES);
	static uint32_t rows[] = {0, 0};
	Buf out = {0};
	list = list_pick(&list, rows, 2);

	export_chart_html(&list, LANG_EN, &out);
	cr_assert(sample_contains(&out, "<a href=\"#beijing\" data-address=\"beijing\">"), "%s", buf_cstr(&out));
	cr_assert(sample_contains(&out, "<figcaption>In people</figcaption>"));
	cr_assert(sample_contains(&out, ">community workers</text>"));
	buf_free(&out);
	corpus_free(corpus);
}

Test(export_chart, a_table_without_numbers_has_none)
{
	Corpus *corpus = sample_corpus();
	List list = list_open(corpus, LIST_THEMES);
	Buf out = {0};

	export_chart_html(&list, LANG_EN, &out);
	cr_assert_eq(out.n, 0);
	buf_free(&out);
	corpus_free(corpus);
}
