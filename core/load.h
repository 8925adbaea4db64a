/* YAML → Corpus. The only file that sees yaml.h: libyaml event by event, no aliases, no tags, bounded depth and size,
   every node with its line and column. Refuses what it cannot represent; whether the content is good is check.h's
   business. */
#ifndef BILAN_LOAD_H
#define BILAN_LOAD_H

#include "corpus.h"
#include "msg.h"

typedef struct LoadLimits {
	size_t file_bytes;  /* larger files are refused before the first byte is read */
	size_t scalar_bytes;
	size_t events;
	size_t depth;
	size_t percent_lines; /* lines that begin with %: libyaml compares each %TAG with all before it */
	size_t parts;         /* files of one volume */
} LoadLimits;

extern const LoadLimits LOAD_LIMITS; /* 2 GiB, 4 MiB, 2³¹, 32, 16, 1000 */

/* Loads every path (a directory with corpus.yaml, a YAML file, "-" for standard input) into one corpus. All problems
   of all files are reported, up to the list's limit. A volume with a fatal problem is left out whole. Returns NULL
   when no volume is left; otherwise a corpus to be freed with corpus_free. `limits` NULL: LOAD_LIMITS. */
Corpus *load_paths(const char *const *paths, size_t n, const LoadLimits *limits, Msgs *msgs);

/* The same from memory, as a file of that name (for tests and fuzzing). */
Corpus *load_memory(Str yaml, Str name, const LoadLimits *limits, Msgs *msgs);

/* Reads one document along `shape`, from the start of an open file (or from memory, where fd is -1); `file` goes into
   the messages. What is read lies in the arena of loading->corpus. False after a fatal message. For forms other than a
   corpus: config.c. */
struct Loading;
struct Shape;
bool load_document(struct Loading *loading, int fd, Str memory, const struct Shape *shape, const LoadLimits *limits,
	uint16_t file);

#endif
