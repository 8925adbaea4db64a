/* Which measures of the two columns of a comparison are most alike, block by block: what of one is read as a rewording
   of what in the other. Cells may hold hundreds of measures, so the tokens that two have in common, in any order, say
   first which are worth a difference (difference_bound). The most alike are paired first, each measure once. */
#ifndef BILAN_COMPARE_PAIRS_H
#define BILAN_COMPARE_PAIRS_H

#include "difference.h"
#include "table.h"

#define COMPARE_PAIRS_TRIED 8 /* measures of the other cell that are compared in order with each measure */

typedef struct ComparePair { uint32_t a, b; unsigned likeness; } ComparePair;
typedef struct ComparePairList { ComparePair *at; size_t n, cap; } ComparePairList;

typedef struct ComparePairs {
	const Corpus *corpus;
	const Comparison *comparison;
	Lang lang;
	ComparePairList pairs; /* of the blocks done */
	uint32_t first, blocks; /* the block that is being paired is `blocks` behind the first */
	uint32_t row;           /* the next measure of its first cell */
	size_t done, total;     /* rows */
	ComparePairList tried;  /* the rest of those to be compared with the row before; likeness is at most that */
	ComparePairList found;  /* alike, in this block */
	struct { DifferenceBag *at; size_t n, cap; } bags; /* of the block's second cell */
} ComparePairs;

/* Corpus and comparison must outlive it. Reads no text yet; block `first` will be the first one. A comparison of other
   than two columns has no pairs. Free with compare_pairs_close; zero-initialised is closed. */
void compare_pairs_open(ComparePairs *pairs, const Corpus *corpus, const Comparison *comparison, Lang lang,
	uint32_t first);
void compare_pairs_close(ComparePairs *pairs);

/* Goes on until about `work` tokens have been held against each other or all is done. True while there is more; the
   pairs of a block are known when it is done. How many per cent are done. */
bool compare_pairs_go(ComparePairs *pairs, size_t work);
unsigned compare_pairs_percent(const ComparePairs *pairs);

/* The measure that this one is paired with; CORPUS_NONE where there is none (yet). */
uint32_t compare_pairs_partner(const ComparePairs *pairs, size_t column, uint32_t measure);

#endif
