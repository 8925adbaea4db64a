/* What is the same and what differs in two paragraphs, in tokens of phrase.h: a character, a word, or a whole number
   with its unit, so that 6.7万→12.4万 is one difference. The longest common subsequence of tokens (Wagner & Fischer
   1974), then what is the same but too short to be read between two differences counts as different too, which is what
   keeps a rewritten sentence from becoming confetti. */
#ifndef BILAN_DIFFERENCE_H
#define BILAN_DIFFERENCE_H

#include "phrase.h"

/* Below this likeness the two are different texts: only their phrases in common are worth a mark. */
#define DIFFERENCE_LEAST 400
#define DIFFERENCE_TOKENS 3000 /* longer texts are not compared token by token: their likeness is 0 */

/* A stretch of both texts; where they differ, one of the two may be empty. */
typedef struct DifferencePart {
	bool same;
	PhraseRange a, b;
} DifferencePart;

typedef struct Difference {
	struct { DifferencePart *at; size_t n, cap; } parts; /* same and different by turns, in order */
	unsigned likeness; /* thousandths: what both have, of all there is; a mark of punctuation counts a quarter */
} Difference;

/* Free with difference_free. */
void difference_of(Str a, Str b, Difference *out);
void difference_free(Difference *difference);

/* The likeness alone. */
unsigned difference_likeness(Str a, Str b);

/* The tokens of a text in no order: what can be told of a likeness before the order is looked at. */
typedef struct DifferenceBag {
	uint64_t *at; /* hashes in rising order; the lowest bit tells of punctuation */
	size_t n, worth;
} DifferenceBag;

/* A text of more than DIFFERENCE_TOKENS gives an empty bag. Free with difference_bag_free. */
void difference_bag(Str text, DifferenceBag *bag);
void difference_bag_free(DifferenceBag *bag);

/* Thousandths that the likeness of the two texts does not exceed; 0 where a bag is empty, though two texts without a
   token are alike. */
unsigned difference_bound(const DifferenceBag *a, const DifferenceBag *b);

#endif
