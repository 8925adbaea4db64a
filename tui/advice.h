/* What else to look for where a query finds nothing: the query without one of its words, or with a name in place of a
   word that it is near to. */
#ifndef BILAN_ADVICE_H
#define BILAN_ADVICE_H

#include "words.h"

#include "../core/query.h"

#define ADVICE_MOST 6

typedef struct Advice {
	struct { Buf said, query; } at[ADVICE_MOST]; /* a line for the reader; the query to be looked for instead */
	size_t n;
} Advice;

/* Replaces the advice by that on a query which finds nothing. Nothing where none is known. */
void advice_find(const Corpus *corpus, const Query *query, Lang lang, Advice *out);

void advice_free(Advice *advice);

#endif
