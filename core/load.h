/* YAML → Corpus: paths, volumes and their parts; document.h reads each file. Whether the content is good is check.h's
   business. */
#ifndef BILAN_LOAD_H
#define BILAN_LOAD_H

#include "corpus.h"
#include "document.h"
#include "msg.h"

/* Loads every path (a directory with corpus.yaml, a YAML file, "-" for standard input) into one corpus. All problems
   of all files are reported, up to the list's limit. A volume with a fatal problem is left out whole. Returns NULL
   when no volume is left; otherwise a corpus to be freed with corpus_free. `limits` NULL: DOCUMENT_LIMITS. */
Corpus *load_paths(const char *const *paths, size_t n, const DocumentLimits *limits, Msgs *msgs);

#define LOAD_CUT 16

/* The same of what can be shown at once: of a file of more than LOAD_CUT times `bytes` the speeches in its first
   `bytes`, of a volume's parts those up to the first speech behind so many bytes. NULL where that cannot be had; *whole
   tells that nothing was left out, and the corpus is the one of load_paths. Messages are of what was read. */
Corpus *load_beginning(const char *const *paths, size_t n, size_t bytes, bool *whole, Msgs *msgs);

/* The same from memory, as a file of that name (for tests and fuzzing). */
Corpus *load_memory(Str yaml, Str name, const DocumentLimits *limits, Msgs *msgs);

/* Reads one file from memory as it would be read as corpus.yaml (`whole`) or as a part of a corpus, and forgets it
   again. False, and an error or a fatal message, where something in it could not be taken as it stands. */
bool load_fits(Str yaml, bool whole, Msgs *msgs);

#endif
