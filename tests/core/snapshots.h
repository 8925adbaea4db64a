/* What tests of snapshots and their fuzzer share. */
#ifndef TESTS_SNAPSHOTS_H
#define TESTS_SNAPSHOTS_H

#include "../../core/snapshot_form.h"

/* An unnamed file with the snapshot of the corpus; -1 where it cannot be made. */
int snapshots_make(const Corpus *corpus, const Msgs *msgs);

/* An unnamed file with these bytes. */
int snapshots_file(const char *bytes, size_t n);

/* Puts the right sums into the parts and the head of a snapshot whose places fit; its head has SNAPSHOT_PAGE bytes. */
void snapshots_make_right(char *bytes, size_t n);

/* Appends everything that a corpus and its messages hold, but for where in memory it is. */
void snapshots_tell(const Corpus *corpus, const Msgs *msgs, Buf *out);

/* Goes everywhere in a corpus as the program would: listings, texts, searches, addresses. */
void snapshots_use(const Corpus *corpus, const Msgs *msgs);

#endif
