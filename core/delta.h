/* What of a corpus differs from how it was before, counted in measures: for the line that says what was taken in. */
#ifndef BILAN_DELTA_H
#define BILAN_DELTA_H

#include "corpus.h"

typedef struct Delta {
	size_t changed; /* measures that say something else, or are tagged or counted otherwise */
	size_t added, gone;
	bool other;     /* titles, leads, headings, intros, themes, terms or what is told of the source */
} Delta;

/* Speeches are the same by their addresses, measures by what they say, else by their place in the speech: one that is
   put in before others changes none of them. */
Delta delta_count(const Corpus *before, const Corpus *now);

#endif
