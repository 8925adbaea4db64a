/* Breaking Chinese (and mixed) text into lines of a terminal. Rules: clreq levels none, basic, GB-style, strict;
   UAX #14 for the rest; tailored for official prose: numbers stay with sign and unit, 1+3+N whole, enumerators with
   their item, “双报到”“双服务” breakable between. linebreak.h says where a line may end; here lines are filled: as much
   as fits, one mark in the gutter, no last line of a single character. */
#ifndef BILAN_WRAP_H
#define BILAN_WRAP_H

#include "str.h"

#include <stdbool.h>
#include <stdint.h>

/* Zero-initialised options are strict. */
typedef enum WrapLevel { WRAP_STRICT, WRAP_GB, WRAP_BASIC, WRAP_NONE } WrapLevel;

typedef struct WrapOptions {
	uint32_t width;      /* columns of a line, at least 2 */
	int ambiguous;       /* columns of an ambiguous character: 1, 2 or UTF8_WIDE_QUOTES */
	WrapLevel level;
	uint32_t first_indent; /* columns taken from the first line */
	uint32_t hang;       /* columns of gutter at the right in which one closing mark may hang: 0 or 2 */
} WrapOptions;

typedef struct WrapLine {
	uint32_t from, to; /* bytes of the text; white space at the break is in neither line */
	uint32_t columns;  /* at most: UTF8_WIDE_QUOTES gives an apostrophe one column less */
	bool emergency;    /* cut inside something unbreakable that is wider than the line */
} WrapLine;

typedef struct WrapLines { WrapLine *at; size_t n, cap; } WrapLines;

/* Appends the lines of `text` (a line feed in it ends a line; the empty text is one empty line). Returns their number.
   Free with free(lines->at). */
size_t wrap_lines(Str text, const WrapOptions *options, WrapLines *lines);

/* For tests and tools: breaks[i] = 1 where a line may end behind byte i (only set at the last byte of a code point).
   `breaks` has text.n bytes. */
void wrap_breaks(Str text, WrapLevel level, uint8_t *breaks);

#endif
