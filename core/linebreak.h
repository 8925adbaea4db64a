/* Where a line may end: the rules of wrap.h, one code point at a time. Classes per code point are generated
   (linebreak.inc, by core/tables.py); the pairs are a table in linebreak.c. */
#ifndef BILAN_LINEBREAK_H
#define BILAN_LINEBREAK_H

#include "str.h"

#include <stdbool.h>
#include <stdint.h>

/* NOT_HERE is a no too, but the best place in an emergency: inside a word, a number or a chain. */
typedef enum LinebreakVerdict { LINEBREAK_YES, LINEBREAK_NOT_HERE, LINEBREAK_NO } LinebreakVerdict;

typedef enum LinebreakKind {
	LINEBREAK_TEXT,
	LINEBREAK_BLANK,
	LINEBREAK_MARK, /* closing brackets and quotes, stops, per cent: what does not begin a line */
	LINEBREAK_JOINED, /* part of the cluster before */
	LINEBREAK_FEED, /* a line feed; the next code point begins a paragraph */
} LinebreakKind;

/* Goes over a text. Begin with {.text = …, .level = …}; the rest is linebreak.c's. */
typedef struct LinebreakScan {
	Str text;
	size_t at;      /* the next code point; done at text.n */
	unsigned level; /* strictness: a WrapLevel */
	bool begun;     /* something of the paragraph was seen */
	uint8_t prev;   /* class of the code point before; see binds_across_blanks */
	uint8_t number; /* state of what began with a digit */
	uint8_t held;   /* class of everything before held_to: the rest of a unit, the inside of （十一） */
	size_t held_to;
	bool open[2];   /* inside " and inside ' */
} LinebreakScan;

typedef struct LinebreakStep {
	size_t from, to;         /* bytes of the code point */
	LinebreakKind kind;
	LinebreakVerdict before; /* may a line end before it? NO at the begin of a paragraph */
	uint8_t columns[3];      /* with ambiguous characters in one column, in two, and with quotation marks alone in two
	                            (an apostrophe is counted as one, so that no cut makes a line too wide) */
} LinebreakStep;

/* Takes the next code point; scan->at must be before text.n. */
void linebreak_step(LinebreakScan *scan, LinebreakStep *step);

#endif
