/* Full-text search over a corpus: titles, speakers, labels, headings, leads, intros, texts, in one language. Literal
   after folding; blanks separate words that must all stand in the unit. */
#ifndef BILAN_SEARCH_H
#define BILAN_SEARCH_H

#include "corpus.h"

typedef enum SearchField { SEARCH_TITLE, SEARCH_HEADING, SEARCH_LABEL, SEARCH_BODY, SEARCH_SPEAKER } SearchField;

typedef struct SearchHit {
	Unit unit;
	SearchField field;
	Lang lang;         /* the language of the text in which it stands */
	uint32_t from, to; /* bytes of that text */
} SearchHit;

typedef struct SearchHits {
	SearchHit *at; size_t n, cap; /* in order of the corpus */
} SearchHits;

/* Appends all hits of `query` in the texts of `lang` (in the other language where a text lacks that one); Chinese
   queries are found in Chinese texts whatever `lang` is. Returns their number. Free with free(hits->at). */
size_t search_run(const Corpus *corpus, Str query, Lang lang, SearchHits *hits);

/* The text a hit stands in. */
Str search_text(const Corpus *corpus, const SearchHit *hit);

/* All matches of the query's words in one text, as byte ranges in hits->at (unit and field are zero): for lighting them
   while reading. */
size_t search_in(Str text, Str query, SearchHits *hits);

#endif
