/* Which measures elsewhere say much the same, and why. The score, 0 to 100, is a weighted mean of three likenesses,
   each 0 to 1; one for which neither measure has anything to show (no terms) is left out of the mean.

   text   60 %  the cosine of two vectors, one component for each pair of neighbouring Han characters (and for each
                word of other letters) in label and text: (1 + ln n) · ln(N / d), n times in this measure, in d of N
                measures. Weighting and cosine: Salton & Buckley, Term-weighting approaches in automatic text
                retrieval, Information Processing & Management 24 (1988), 513–523. Pairs of characters instead of
                words, which needs no dictionary: Nie, Gao, Zhang & Zhou, On the use of words and n-grams for Chinese
                information retrieval, IRAL 2000.
   themes 20 %  themes of both by themes of either (Jaccard), each weighted by ln(1 + N / (d + 1)), d measures have it
   terms  20 %  likewise terms, d places where it stands

   It is worked out over the Chinese text in either language of the screen, from the corpus alone: the same corpus
   gives the same scores. Elsewhere is every other province, and the same one in another volume. */
#ifndef BILAN_SIMILAR_H
#define BILAN_SIMILAR_H

#include "corpus.h"

typedef struct Similar {
	uint32_t measure;
	unsigned score;               /* 0 to 100 */
	unsigned text, themes, terms; /* the three likenesses, 0 to 100 */
} Similar;

typedef struct SimilarIndex SimilarIndex;

/* Reads no measure yet. The corpus must outlive it. NULL may be closed. */
SimilarIndex *similar_open(const Corpus *corpus);
void similar_close(SimilarIndex *index);

/* Reads measures, each once, until `bytes` of text are read or all are. True while there are more. How many per cent
   of the measures are read. */
bool similar_read(SimilarIndex *index, size_t bytes);
unsigned similar_percent(const SimilarIndex *index);

/* The measures elsewhere with a score, at most `limit`: the highest first, equal ones in order of the corpus. Returns
   their number. All must have been read. */
size_t similar_find(const SimilarIndex *index, uint32_t measure, Similar *at, size_t limit);

/* Appends why: 主题：网格治理 · 提法：接诉即办 · 用语：“党建引领基层治理”…, the themes, the terms and up to `phrases` of the
   longest phrases (see phrase.h) that both have. Nothing where there are none. */
void similar_add_reason(const Corpus *corpus, uint32_t a, uint32_t b, Lang lang, size_t phrases, Buf *out);

#endif
