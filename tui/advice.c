#include "advice.h"

#include "../core/nearest.h"
#include "../core/search.h"

#include <stdlib.h>

#define LOOKED_AT (768 * 1024) /* bytes of text, for all words that are left out in turn: this comes while one types */

static void add_word(const Query *query, size_t word, Buf *out)
{
	Str typed = query_typed(query, word);
	bool exact = query->words.at[word].exact;
	buf_add(out, out->n > 0 ? STR(" ") : STR(""));
	buf_add(out, exact ? STR("“") : STR(""));
	buf_add(out, typed);
	buf_add(out, exact ? STR("”") : STR(""));
}

/* The query with `name` in place of that word; without the word where the name is empty. */
static void add_query(const Corpus *corpus, const Query *query, size_t word, Str name, Buf *out)
{
	for (uint32_t i = 0; i < corpus->provinces.n && i < 64; i++)
		if (query->provinces >> i & 1) {
			buf_add(out, out->n > 0 ? STR(" ") : STR(""));
			buf_add(out, corpus->provinces.at[i].name.zh.s);
		}
	for (size_t i = 0; i < query->words.n; i++) {
		if (i != word) {
			add_word(query, i, out);
		} else if (name.n > 0) {
			buf_add(out, out->n > 0 ? STR(" ") : STR(""));
			buf_add(out, name);
		}
	}
}

/* “党建 网革”: without which word there would be hits, and how many: 25, or 25+ of a large corpus. */
static void add_without(const Corpus *corpus, const Query *query, Lang lang, Advice *out)
{
	for (size_t i = 0; query->words.n > 1 && i < query->words.n && out->n < ADVICE_MOST; i++) {
		SearchHits hits = {0};
		SearchScan scan = search_begin(corpus, query, i, lang);
		bool more = search_step(&scan, LOOKED_AT / query->words.n, &hits);
		search_end(&scan);
		free(hits.at);
		if (hits.n == 0)
			continue;
		Buf count = {0};
		buf_add_int(&count, (long long)hits.n);
		buf_add(&count, more ? STR("+") : STR(""));
		words_add(&out->at[out->n].said, WORD_found_without, lang, query_typed(query, i), buf_str(&count));
		add_query(corpus, query, i, (Str){0}, &out->at[out->n++].query);
		buf_free(&count);
	}
}

static void add_near(const Corpus *corpus, const Query *query, Lang lang, Advice *out)
{
	for (size_t i = 0; i < query->words.n; i++) {
		Str at[NEAREST_MOST];
		size_t n = nearest_names(corpus, query_typed(query, i), lang, at);
		for (size_t k = 0; k < n && out->n < ADVICE_MOST; k++) {
			words_add(&out->at[out->n].said, WORD_found_near, lang, at[k], (Str){0});
			add_query(corpus, query, i, at[k], &out->at[out->n++].query);
		}
	}
}

void advice_find(const Corpus *corpus, const Query *query, Lang lang, Advice *out)
{
	advice_free(out);
	add_without(corpus, query, lang, out);
	if (out->n == 0)
		add_near(corpus, query, lang, out);
}

void advice_free(Advice *advice)
{
	for (size_t i = 0; i < advice->n; i++) {
		buf_free(&advice->at[i].said);
		buf_free(&advice->at[i].query);
	}
	advice->n = 0;
}
