/* Rules over a finished corpus: one row of a table, one function, one kind of message. Changes nothing. */
#ifndef BILAN_CHECK_H
#define BILAN_CHECK_H

#include "corpus.h"
#include "msg.h"

/* Runs every rule and reports into `msgs`. */
void check_corpus(const Corpus *corpus, Msgs *msgs);

#endif
