/* Keyword in context: one line a hit, with what stands before and behind it in the same line of the text. Lines are
   sorted in order of the corpus, by what follows the keyword, by what precedes it, read backwards from it, or by both
   in turn, a character at a time from the keyword outwards, what follows first; marks of punctuation and blanks do not
   count. Contexts are whole; how much of them fits is asked while drawing. */
#ifndef BILAN_KWIC_H
#define BILAN_KWIC_H

#include "corpus.h"
#include "lang.h"
#include "search.h"
#include "str.h"

#include <stdint.h>

/* Characters next to the keyword that an order looks at, punctuation among them. */
#define KWIC_SORTED_BY 48

typedef enum KwicOrder { KWIC_CORPUS, KWIC_RIGHT, KWIC_LEFT, KWIC_AROUND, KWIC_ORDER_COUNT } KwicOrder;

typedef struct KwicLine {
	Str left, word, right; /* adjoining slices of the corpus's text; no line feed in any, whole clusters */
	SearchHit hit;         /* unit, field, language and bytes: the way back to the place */
	uint32_t province;     /* CORPUS_NONE where unknown */
	uint32_t n;            /* place in order of the corpus, from 0 */
} KwicLine;

typedef struct KwicLines { KwicLine *at; size_t n, cap; } KwicLines;

/* Appends a line for each of the hits with the numbers [from, to), in the order of the hits, whatever field they stand
   in; an empty one, which has no keyword in the text, has no line. Returns how many were appended. Slices live as long
   as the corpus. Free with free(lines->at). */
size_t kwic_lines(const Corpus *corpus, const SearchHits *hits, size_t from, size_t to, KwicLines *lines);

/* Lines being put into an order, in slices, for so many that a key would have to wait. Characters compare as search
   folds them (case, width, Traditional); what is alike stays in order of the corpus, and a context that ends comes
   before one that goes on. */
typedef struct KwicSort {
	const KwicLine *lines;
	KwicOrder order;
	uint32_t *at, *room;  /* numbers of lines: as far as they are sorted, and where they are merged to */
	size_t n, run;        /* how many; so many that follow one another are in order */
	size_t left, i, j, k; /* the two runs that are being merged, what is next of either, and where that goes */
} KwicSort;

/* Begins with the lines whose numbers are rows[0..n), which are copied. `lines` outlive the sort. */
KwicSort kwic_sort_begin(const KwicLine *lines, const uint32_t *rows, size_t n, KwicOrder order);

/* Puts up to `most` numbers a step further. False: sort->at[0..n) is in order. */
bool kwic_sort_step(KwicSort *sort, size_t most);
void kwic_sort_end(KwicSort *sort);

/* The longest end of a left context, in whole clusters, that fits in `columns`; *used (may be NULL) gets its width. */
Str kwic_left(Str left, size_t columns, int ambiguous, size_t *used);

/* The longest beginning of a right context; likewise. */
Str kwic_right(Str right, size_t columns, int ambiguous, size_t *used);

#endif
