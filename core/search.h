/* Full-text search over a corpus: titles, speakers, labels, headings, leads, intros, texts, in one language. What a
   query can say is told in query.h; blanks separate words that must all stand in the unit. */
#ifndef BILAN_SEARCH_H
#define BILAN_SEARCH_H

#include "corpus.h"
#include "query.h"

typedef enum SearchField {
	SEARCH_TITLE, SEARCH_HEADING, SEARCH_LABEL, SEARCH_BODY, SEARCH_SPEAKER,
	SEARCH_ORIGINAL /* the original's words of the unit, where they are attached */
} SearchField;

typedef struct SearchHit {
	Unit unit;
	SearchField field;
	Lang lang;         /* the language of the text in which it stands */
	uint32_t from, to; /* bytes of that text; from = to: a figure that the text does not spell out */
	uint8_t word;      /* of the query: the first of those that match here */
	bool reading;      /* found by pinyin, not as it stands */
} SearchHit;

typedef struct SearchHits {
	SearchHit *at; size_t n, cap; /* in order of the corpus */
} SearchHits;

/* Appends all hits of `query` in the texts of `lang` (in the other language where a text lacks that one); Chinese
   queries are found in Chinese texts whatever `lang` is, and so is pinyin where the texts of `lang` have nothing.
   Returns their number. Free with free(hits->at). */
size_t search_run(const Corpus *corpus, Str query, Lang lang, SearchHits *hits);

/* The same for a query that is open, without the word number `without` (SIZE_MAX: with all). */
size_t search_query(const Corpus *corpus, const Query *query, size_t without, Lang lang, SearchHits *hits);

/* A search in slices, for corpora that are too large to be looked through while a key waits. */
typedef struct SearchScan {
	const Corpus *corpus;
	const Query *query;
	size_t without;
	Lang lang;
	uint32_t at;     /* the speech to be looked at next */
	uint32_t *only;  /* below `until` only these, ascending; the scan owns them */
	size_t only_n, only_at;
	uint32_t until;
	bool found, again; /* again: in Chinese texts, since those of `lang` have nothing */
} SearchScan;

/* Begins one over everything; corpus and query outlive it. Arguments as for search_query. End with search_end. */
SearchScan search_begin(const Corpus *corpus, const Query *query, size_t without, Lang lang);

/* Begins one where the query finds nothing that `hits`, found up to speech `until`, do not have (query_narrows): of the
   speeches before that only theirs are looked at. */
SearchScan search_narrow(
	const Corpus *corpus, const Query *query, Lang lang, const SearchHits *hits, uint32_t until);

/* Looks at speeches until they had `bytes` bytes of text, one at least, and appends what it finds. False: that was
   all. */
bool search_step(SearchScan *scan, size_t bytes, SearchHits *hits);

void search_end(SearchScan *scan);

/* The first of the hits that stands in that speech or behind it; their number where there is none. */
size_t search_first(const Corpus *corpus, const SearchHits *hits, uint32_t speech);

/* The hit to be shown first: one in a title, heading or label before one that is a term's name before any other, and
   what stands there as typed before what is found by pinyin. 0 where there are none. */
size_t search_best(const Corpus *corpus, const SearchHits *hits);

/* Appends how the query was understood, on one line: 浙江 · 拼音 wg → 网格 9, or 网格 9+ where there are too many hits to
   count them all. Nothing for words that are found as they stand. Tells too what is not looked for. */
void search_add_spelling(const Corpus *corpus, const Query *query, const SearchHits *hits, Lang lang, Buf *out);

/* Where a text spells a figure out: as written, or its number; false where it does not. */
bool search_figure(Str text, const Figure *figure, size_t *from, size_t *to);

/* The text a hit stands in. */
Str search_text(const Corpus *corpus, const SearchHit *hit);

/* All matches of the query's words in one text, as byte ranges in hits->at (unit and field are zero): for lighting them
   while reading. Figures only as they stand. */
size_t search_in(Str text, Str query, SearchHits *hits);

#endif
