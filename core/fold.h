/* Folding for search: case, full to half width, Traditional to Simplified, one code point to one code point, so that
   places in the folded text are places in the text. fold.inc is made from unicode-data by core/tables.py. */
#ifndef BILAN_FOLD_H
#define BILAN_FOLD_H

#include "buf.h"
#include "str.h"

#include <stdint.h>

uint32_t fold_codepoint(uint32_t cp);

/* Appends the folded text. */
void fold_text(Buf *out, Str text);

/* Byte range in `text` of the first match of the folded `query` at or behind byte `from`; false when there is none. */
bool fold_find(Str text, Str folded_query, size_t from, size_t *at, size_t *end);

/* What a folded query may begin with, for looking through many texts fast. */
#define FOLD_HEADS 8
typedef struct FoldHeads {
	struct { char s[4]; uint8_t n; } at[FOLD_HEADS];
	size_t n; /* 0: not known */
} FoldHeads;

/* All code points that fold to the first one of the query; none are known where there are more than FOLD_HEADS. Looks
   at all code points, which takes a tenth of a millisecond. */
FoldHeads fold_heads(Str folded_query);

/* fold_find, with the heads of the query. */
bool fold_find_heads(Str text, Str folded_query, const FoldHeads *heads, size_t from, size_t *at, size_t *end);

#endif
