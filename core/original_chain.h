/* For original_align.c: words of which is known where in the source they stand, and the best chain of their places in a
   copy. */
#ifndef BILAN_ORIGINAL_CHAIN_H
#define BILAN_ORIGINAL_CHAIN_H

#include "corpus.h"

/* Words that stand at a place of the source. */
typedef struct OriginalAnchor {
	uint32_t at, first, n; /* n code points of OriginalAnchors.words from `first` on */
	bool sure;             /* that are in every copy, which a restated text is not */
} OriginalAnchor;

typedef struct OriginalAnchors {
	CORPUS_VEC(uint32_t) words; /* folded, without white space */
	CORPUS_VEC(OriginalAnchor) list;
} OriginalAnchors;

/* An anchor and a place in the copy where it stands. */
typedef struct OriginalPair {
	uint32_t at, to, n;
	int64_t score;
	uint32_t before; /* in the best chain; CORPUS_NONE: the first */
} OriginalPair;

typedef struct OriginalPairs { OriginalPair *at; size_t n, cap; } OriginalPairs;

/* What is compared: quotation marks are all one, the rest as search folds it (fold.h). */
uint32_t original_chain_fold(uint32_t cp);

/* Adds the words, or the last `most` characters of them (all: UINT32_MAX), as an anchor that begins at `at` in the
   source, or, with `end`, ends there. What is too short to tell anything is left out. */
void original_chain_add(OriginalAnchors *anchors, Str words, uint32_t most, uint32_t at, bool end);

/* Appends the best chain of anchors and places in which both grow: the more characters and the fewer changes of the
   shift between them the better. `copy`: `n` folded characters. */
void original_chain_find(const OriginalAnchors *anchors, const uint32_t *copy, uint32_t n, OriginalPairs *chain);

#endif
