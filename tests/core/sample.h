/* What the tests of the outputs share: the small corpus, and a strict JSON reader that has nothing in common with
   the writer. */
#ifndef TESTS_SAMPLE_H
#define TESTS_SAMPLE_H

#include "../../core/corpus.h"

/* tests/data/small.yaml, and the bundled corpus; they fail the test where that does not load without a message.
   Free with corpus_free. */
Corpus *sample_corpus(void);
Corpus *sample_bundled(void);

/* Reads JSON text (RFC 8259, UTF-8 without byte order mark) and appends a line "PATH=VALUE" for every scalar, paths
   as /0/title/zh, strings decoded with line feeds as \n, and one "PATH=[]" or "PATH={}" for every empty array or
   object. Returns the byte at which the text breaks the grammar, -1 where it does not. Two equal keys in one object
   break it. */
ptrdiff_t sample_json(Str json, Buf *flat);

/* True where `flat` has exactly that line. */
bool sample_has(const Buf *flat, const char *line);

/* True where `text` stands somewhere in it. */
bool sample_contains(const Buf *buf, const char *text);

#endif
