/* Corpora made up from a seed, of any size, for tests of what must hold for every corpus and for measuring. The same
   numbers give the same corpus. */
#ifndef TESTS_GROW_H
#define TESTS_GROW_H

#include "../../core/corpus.h"

typedef struct Grown {
	uint32_t seed;
	uint32_t provinces; /* 1 to 31, one speech each */
	uint32_t measures;  /* of each speech, at most */
	uint32_t themes;    /* 1 to 99; some are nobody's */
	bool uneven;        /* speeches, texts and sections differ much in length */
} Grown;

/* NULL where what was made does not load. Free with corpus_free. */
Corpus *grow_corpus(Grown grown);

/* The next number of a sequence, 0 to 2²⁴. */
uint32_t grow_random(uint32_t *state);

#endif
