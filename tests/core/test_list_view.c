#include "../../core/export.h"
#include "../../core/list_view.h"
#include "sample.h"

#include <criterion/criterion.h>
#include <stdlib.h>

static Buf read_json(const List *list)
{
	Buf out = {0}, flat = {0};
	const ExportOptions options = {.lang = LANG_ZH, .ambiguous = 1};

	export_list(list, EXPORT_JSON, &options, &out);
	cr_assert_eq(sample_json(buf_str(&out), &flat), -1);
	buf_free(&out);
	return flat;
}

Test(list_view, the_matrix_has_a_row_a_theme_and_a_column_a_province)
{
	Corpus *corpus = sample_corpus();
	Matrix matrix = matrix_count(corpus, MATRIX_THEMES, NULL);
	Arena arena = {0};
	List list = list_view_matrix(corpus, &matrix, false, &arena);
	Buf flat = read_json(&list);

	cr_assert(sample_has(&flat, "/0/theme=grid") && sample_has(&flat, "/0/beijing=1") && sample_has(&flat,
		"/0/shandong=2") && sample_has(&flat, "/0/total=3"));
	cr_assert(sample_has(&flat, "/3/beijing=0"), "what is absent is a nought, not a hole");
	cr_assert_eq(list.n_rows, 4);
	list = list_view_matrix(corpus, &matrix, true, &arena);
	cr_assert_eq(list.n_rows, 5);
	buf_free(&flat);
	flat = read_json(&list);
	cr_assert(sample_has(&flat, "/4/beijing=3") && sample_has(&flat, "/4/total=6"), "measures in all, each once");
	buf_free(&flat);
	matrix_free(&matrix);
	mem_arena_free(&arena);
	corpus_free(corpus);
}

Test(list_view, a_matrix_of_terms_begins_with_those_that_are_shared_and_leaves_out_what_counts_nothing)
{
	Corpus *corpus = sample_corpus();
	Matrix matrix = matrix_count(corpus, MATRIX_TERMS, NULL);
	Arena arena = {0};
	List list = list_view_matrix(corpus, &matrix, true, &arena);
	Buf flat = read_json(&list);
	uint32_t first = corpus_term(corpus, STR("接诉即办"));

	cr_assert(list.n_rows >= 2 && list.n_rows <= corpus->terms.n + 1);
	for (size_t t = 0; t < matrix.rows; t++)
		cr_assert(matrix.spread[first] >= matrix.spread[t]);
	cr_assert(sample_contains(&flat, "/0/name/zh=接诉即办"), "%s", buf_cstr(&flat));
	cr_assert(sample_contains(&flat, "=提法合计"));
	buf_free(&flat);
	matrix_free(&matrix);
	mem_arena_free(&arena);
	corpus_free(corpus);
}

Test(list_view, hits_have_address_field_and_the_words_around_them)
{
	Corpus *corpus = sample_corpus();
	SearchHits hits = {0};

	cr_assert_eq(search_run(corpus, STR("网格员"), LANG_ZH, &hits), 1);
	List list = list_view_hits(corpus, &hits);
	Buf flat = read_json(&list);
	cr_assert(sample_has(&flat, "/0/id=shandong.1.2") && sample_has(&flat, "/0/province=shandong") && sample_has(&flat,
		"/0/field=body"));
	cr_assert(sample_has(&flat, "/0/before=建成线上系统，") && sample_has(&flat, "/0/match=网格员"));
	cr_assert(sample_has(&flat, "/0/after=随手上报，后台随即分派。"));
	buf_free(&flat);
	free(hits.at);
	corpus_free(corpus);
}

Test(list_view, context_is_counted_in_characters_and_stays_in_its_line)
{
	Str text = STR("第一行\n甲乙丙丁戊己庚\n末行"), before, after;

	list_view_context(text, 19, 22, 2, &before, &after); /* 丁 is bytes 19 to 22 */
	cr_assert(str_eq(str_sub(text, 19, 22), STR("丁")));
	cr_assert(str_eq(before, STR("乙丙")) && str_eq(after, STR("戊己")));
	list_view_context(text, 19, 22, 20, &before, &after);
	cr_assert(str_eq(before, STR("甲乙丙")) && str_eq(after, STR("戊己庚")));
	list_view_context(text, 0, (uint32_t)text.n, 5, &before, &after);
	cr_assert(before.n == 0 && after.n == 0);
}

Test(list_view, a_comparison_has_a_row_for_each_place_in_which_a_measure_stands)
{
	Corpus *corpus = sample_corpus();
	const Place places[] = {{.province = 0}, {.province = 1}};
	Comparison comparison = table_compare(corpus, places, 2, CORPUS_NONE);
	Arena arena = {0};
	List list = list_view_comparison(corpus, &comparison, &arena);
	Buf flat = read_json(&list);

	cr_assert_eq(list.n_rows, 10, "six measures with ten themes");
	cr_assert(sample_has(&flat, "/0/theme=grid") && sample_has(&flat, "/0/place/zh=北京") && sample_has(&flat,
		"/0/id=beijing.1.1") && sample_has(&flat, "/0/main=true"));
	cr_assert(sample_has(&flat, "/1/id=shandong.1.1") && sample_has(&flat, "/1/main=false"));
	buf_free(&flat);
	table_comparison_free(&comparison);
	mem_arena_free(&arena);
	corpus_free(corpus);
}
