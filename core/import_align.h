/* Where the characters of a text stand in another version of it. What is the same is found by runs of characters that
   stand once in either, wherever they went, and by the shortest edit between those; in time and memory proportional to
   the texts' lengths. */
#ifndef BILAN_IMPORT_ALIGN_H
#define BILAN_IMPORT_ALIGN_H

#include "buf.h"

#include <stdint.h>

#define IMPORT_ALIGN_NONE UINT32_MAX

/* A text as code points, with punctuation of either width alike, and where each begins. */
typedef struct ImportLetters {
	uint32_t *at;
	uint32_t *bytes; /* n + 1 of them */
	uint32_t n;
} ImportLetters;

/* Reads UTF-8; free with import_align_free. */
ImportLetters import_align_letters(Str text);
void import_align_free(ImportLetters *letters);

/* The letter that begins at or before the byte. */
uint32_t import_align_letter(const ImportLetters *letters, uint32_t byte);

/* Where each letter of `old` stands in `now`, IMPORT_ALIGN_NONE for those that are gone. The caller frees. */
uint32_t *import_align(const ImportLetters *old, const ImportLetters *now);

#endif
