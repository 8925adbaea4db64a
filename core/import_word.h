/* Lists of words that are looked for in one short text: most are ruled out by two pairs of their bytes, without a
   search, so that a list of fifty costs little more than one pass over the text. */
#ifndef BILAN_IMPORT_WORD_H
#define BILAN_IMPORT_WORD_H

#include "str.h"

#include <stdint.h>

/* Which pairs of bytes stand in a text, hashed. */
typedef struct ImportGlimpse { uint64_t bits[16]; } ImportGlimpse;

ImportGlimpse import_word_glimpse(Str text);

/* Where `word` stands in the text of the glimpse, at or behind `from`; -1: nowhere. */
ptrdiff_t import_word_find(Str text, const ImportGlimpse *glimpse, Str word, size_t from);

/* Whether any of the words stands in the text. */
bool import_word_any(Str text, const Str *words, size_t n);

/* Bytes of the first of them with which the text begins; 0: with none. */
size_t import_word_starts(Str text, const Str *words, size_t n);

#endif
