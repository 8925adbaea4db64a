/* Copies of a text as other sites would have it, and what ought to be found in them. */
#ifndef TESTS_COPIES_H
#define TESTS_COPIES_H

#include "../../core/original.h"

typedef enum Change {
	COPY_FULL = 1,     /* all punctuation in full width */
	COPY_MIXED = 2,    /* some of it, and some quotation marks as corners */
	COPY_HEAD = 4,     /* a site's lines in front and behind */
	COPY_PAGES = 8,    /* page numbers on lines of their own */
	COPY_INLINE = 16,  /* debris in the middle of lines, every four hundred characters or so */
	COPY_DROP = 32,    /* one in four hundred characters is missing */
} Change;

/* Appends a copy of the text's characters [from, to), without white space and wrapped to some width; the same seed
   gives the same. `hole` is left out. */
void copies_make(Str text, Span part, Span hole, unsigned change, uint32_t seed, Buf *out);

/* The text without white space. */
void copies_bare(Str text, Buf *out);

/* Holds where the units of the volume begin and end in a copy against the text itself: adds to *all the places, to
   *right those at which the same characters stand (punctuation aside) up to two characters off. */
void copies_score(const Corpus *corpus, const Original *original, Str bare, uint32_t *all, uint32_t *right);

#endif
