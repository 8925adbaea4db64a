#include "../../core/export_html.h"
#include "sample.h"

#include <criterion/criterion.h>

/* Every tag that is opened is closed, in order. Void elements: meta, br, hr; rect is closed in itself. */
static void assert_balanced(Str html)
{
	Str open[64];
	size_t depth = 0;

	for (ptrdiff_t at = 0; (at = str_find(html, STR("<"), (size_t)at)) >= 0; at++) {
		ptrdiff_t end = str_find(html, STR(">"), (size_t)at);
		Str rest = str_sub(html, (size_t)at + 1, (size_t)end), name;
		cr_assert(end > at && str_split(&rest, ' ', &name));
		if (str_starts(name, STR("!")) || str_eq(name, STR("meta")) || str_eq(name, STR("br")) || str_eq(name,
			STR("hr")) || html.s[end - 1] == '/')
			continue;
		if (name.s[0] == '/') {
			cr_assert(depth > 0 && str_eq(str_sub(name, 1, name.n), open[depth - 1]), "%.*s closes nothing",
				(int)name.n, name.s);
			depth--;
		} else {
			cr_assert_lt(depth, 64);
			open[depth++] = name;
		}
	}
	cr_assert_eq(depth, 0);
}

static void assert_page(const Buf *out, const char *lang)
{
	assert_balanced(buf_str(out));
	cr_assert(str_starts(buf_str(out), STR("<!doctype html>\n<html lang=\"")));
	cr_assert(sample_contains(out, lang));
	cr_assert(sample_contains(out, "<meta charset=\"utf-8\">"));
	cr_assert(sample_contains(out, "@media print") && sample_contains(out, "prefers-color-scheme:dark") &&
		sample_contains(out, "line-break:strict"));
	cr_assert_not(sample_contains(out, "<script"), "no scripts");
	cr_assert_not(sample_contains(out, "http"), "nothing is fetched");
}

Test(export_html, every_listing_is_a_whole_page)
{
	Corpus *corpus = sample_corpus();

	for (int kind = 0; kind < LIST_KIND_COUNT; kind++) {
		Buf out = {0};
		List list = list_open(corpus, (ListKind)kind);
		export_html_list(&list, LANG_ZH, &out);
		assert_page(&out, "lang=\"zh-Hans\"");
		buf_free(&out);
	}
	corpus_free(corpus);
}

Test(export_html, a_row_has_its_address_and_an_id_once)
{
	Corpus *corpus = sample_corpus();
	Buf out = {0};
	List list = list_open(corpus, LIST_FIGURES);
	static const uint32_t rows[] = {0, 0};

	list = list_pick(&list, rows, 2);
	export_html_list(&list, LANG_ZH, &out);
	ptrdiff_t at = str_find(buf_str(&out), STR("<tr id=\"beijing\" data-address=\"beijing\">"), 0);
	cr_assert(at > 0);
	cr_assert(str_find(buf_str(&out), STR("<tr data-address=\"beijing\">"), (size_t)at) > 0);
	buf_free(&out);
	corpus_free(corpus);
}

Test(export_html, a_speech_is_a_whole_page_whose_units_can_be_linked_to)
{
	Corpus *corpus = sample_corpus();
	Doc doc = {0};
	Buf out = {0};

	doc_add_unit(&doc, corpus, corpus_unit(corpus, STR("beijing")), LANG_EN);
	export_html_doc(&doc, corpus, LANG_EN, &out);
	assert_page(&out, "lang=\"en\"");
	cr_assert(sample_contains(&out, "<title>Prompt response drives community governance</title>"));
	cr_assert(sample_contains(&out, "<h3 id=\"beijing.1.2\">2 =1+1 is a label too</h3>"));
	cr_assert(sample_contains(&out, "Complaints are &lt;urgent&gt; or ordinary"));
	doc_free(&doc);
	buf_free(&out);
	corpus_free(corpus);
}

Test(export_html, a_comparison_is_a_whole_page)
{
	Corpus *corpus = sample_corpus();
	const Place places[] = {{.province = 0}, {.province = 1}};
	Comparison comparison = table_compare(corpus, places, 2, CORPUS_NONE);
	Buf out = {0};

	export_html_comparison(&comparison, corpus, LANG_ZH, &out);
	assert_page(&out, "lang=\"zh-Hans\"");
	cr_assert(sample_contains(&out, "<title>北京 · 山东</title>"));
	cr_assert(sample_contains(&out, "<th scope=\"row\">数字治理</th><td><p class=\"small\">文中未见</p></td>"));
	table_comparison_free(&comparison);
	buf_free(&out);
	corpus_free(corpus);
}
