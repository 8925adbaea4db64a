/* Any bytes as two queries, on the small corpora: hits lie in the texts and between characters, a search in slices and
   one that narrows find what a whole one finds, and what is said about the query can be shown. */
#include "../../core/load.h"
#include "../../core/search.h"
#include "../../core/utf8.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define REQUIRE(condition) do { if (!(condition)) abort(); } while (0)

static const Corpus *corpus(void)
{
	static const char *const PATHS[] = {"tests/data/small.yaml", "tests/data/whole.yaml"};
	static Corpus *loaded;
	Msgs msgs = {0};

	if (!loaded)
		loaded = load_paths(PATHS, sizeof PATHS / sizeof *PATHS, NULL, &msgs);
	REQUIRE(loaded);
	msg_free(&msgs);
	return loaded;
}

static bool between(Str text, size_t at)
{
	return at == text.n || ((unsigned char)text.s[at] & 0xC0) != 0x80;
}

static void check_hits(const SearchHits *hits, const Query *query)
{
	for (size_t i = 0; i < hits->n; i++) {
		Str text = search_text(corpus(), &hits->at[i]);

		REQUIRE(hits->at[i].from <= hits->at[i].to && hits->at[i].to <= text.n);
		REQUIRE(between(text, hits->at[i].from) && between(text, hits->at[i].to));
		REQUIRE(hits->at[i].word < query->words.n);
	}
	REQUIRE(hits->n == 0 || search_best(corpus(), hits) < hits->n);
}

static void check_same(const SearchHits *a, const SearchHits *b)
{
	REQUIRE(a->n == b->n);
	for (size_t i = 0; i < a->n; i++) {
		const SearchHit *x = &a->at[i], *y = &b->at[i];

		REQUIRE(x->unit.kind == y->unit.kind && x->unit.index == y->unit.index && x->field == y->field);
		REQUIRE(x->from == y->from && x->to == y->to && x->word == y->word && x->reading == y->reading);
	}
}

/* Begun anew in slices of a few bytes, or narrowed from hits that are all there. */
static void check_scan(SearchScan scan, const SearchHits *whole)
{
	SearchHits hits = {0};

	while (search_step(&scan, 64, &hits)) { }
	search_end(&scan);
	check_same(&hits, whole);
	free(hits.at);
}

static void check_said(const Query *query, const SearchHits *hits, Lang lang)
{
	Buf line = {0};

	search_add_spelling(corpus(), query, hits, lang, &line);
	REQUIRE(utf8_valid_prefix(buf_str(&line)) == line.n);
	buf_free(&line);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	Lang lang = size > 0 && data[0] & 1 ? LANG_EN : LANG_ZH;
	Str both = size > 0 ? (Str){(const char *)data + 1, size - 1} : (Str){0}, text = {0};
	Arena arena = {0};
	size_t replaced;

	str_split(&both, '\n', &text);
	text = utf8_clean(text, &arena, &replaced); /* as what is typed is */
	both = utf8_clean(both, &arena, &replaced);
	Query before = query_open(corpus(), text), query = query_open(corpus(), both);
	SearchHits wide = {0}, hits = {0};
	search_query(corpus(), &before, SIZE_MAX, lang, &wide);
	search_query(corpus(), &query, SIZE_MAX, lang, &hits);
	check_hits(&hits, &query);
	check_said(&query, &hits, lang);
	check_scan(search_begin(corpus(), &query, SIZE_MAX, lang), &hits);
	query_hasten(&query);
	check_scan(search_begin(corpus(), &query, SIZE_MAX, lang), &hits);
	if (query_narrows(&query, &before))
		check_scan(search_narrow(corpus(), &query, lang, &wide, corpus()->speeches.n), &hits);
	free(wide.at);
	free(hits.at);
	query_close(&before);
	query_close(&query);
	mem_arena_free(&arena);
	return 0;
}
