#include "../../tui/advice.h"

#include "../../core/load.h"
#include "../../core/search.h"

#include <criterion/criterion.h>
#include <stdlib.h>

/* The advice on a query of the bundled corpus; each line of it has to find something. */
static Advice advice_on(const char *text, Lang lang)
{
	const char *path = "content/2022-urban-party-building";
	Msgs msgs = {0};
	Corpus *corpus = load_paths(&path, 1, NULL, &msgs);
	cr_assert(corpus, "tests run from the top of the tree");
	Query query = query_open(corpus, str_of(text));
	Advice advice = {.n = 0};
	advice_find(corpus, &query, lang, &advice);
	for (size_t i = 0; i < advice.n; i++) {
		SearchHits hits = {0};
		size_t n = search_run(corpus, buf_str(&advice.at[i].query), lang, &hits);
		cr_assert_gt(n, 0, "%s", buf_cstr(&advice.at[i].query));
		free(hits.at);
	}
	query_close(&query);
	corpus_free(corpus);
	msg_free(&msgs);
	return advice;
}

Test(advice, names_the_word_without_which_something_is_found)
{
	Advice advice = advice_on("网格 航天", LANG_ZH);
	cr_assert_eq(advice.n, 1);
	cr_assert_str_eq(buf_cstr(&advice.at[0].said), "去掉“航天”有 25 处");
	cr_assert_str_eq(buf_cstr(&advice.at[0].query), "网格");
	advice_free(&advice);
}

Test(advice, keeps_provinces_and_phrases_of_the_query)
{
	Advice advice = advice_on("zj “网格” 航天", LANG_ZH);
	cr_assert_eq(advice.n, 1);
	cr_assert_str_eq(buf_cstr(&advice.at[0].query), "浙江 “网格”");
	advice_free(&advice);
}

Test(advice, names_what_is_written_or_sounds_alike)
{
	Advice advice = advice_on("接诉急办", LANG_ZH);
	cr_assert_geq(advice.n, 1);
	cr_assert_str_eq(buf_cstr(&advice.at[0].said), "相近：接诉即办");
	cr_assert_str_eq(buf_cstr(&advice.at[0].query), "接诉即办");
	advice_free(&advice);
}

Test(advice, has_none_where_nothing_is_near)
{
	Advice advice = advice_on("鱻麤龘", LANG_ZH);
	cr_assert_eq(advice.n, 0);
	advice = advice_on("", LANG_EN);
	cr_assert_eq(advice.n, 0);
}
