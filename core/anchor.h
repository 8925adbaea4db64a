/* Where a reader's bookmark or note is attached: the address of a unit and a hash of how its text begins, so that it
   is noticed when a new edition of the corpus has something else at that address, and found again when the text has
   moved. */
#ifndef BILAN_ANCHOR_H
#define BILAN_ANCHOR_H

#include "buf.h"
#include "corpus.h"
#include "str.h"

#include <stdint.h>

#define ANCHOR_CHARACTERS 24 /* of the text that count; white space does not, so that a text set anew is the same */

typedef struct Anchor { Str address; uint64_t hash; } Anchor;

/* The anchor of a unit; the address is appended to `buf`, and is a slice of it until its next change. The text is the
   passage's, Chinese where there is one; a speech without lead has its title, a section without intro its heading. */
Anchor anchor_of(const Corpus *corpus, Unit unit, Buf *buf);

typedef enum AnchorPlace {
	ANCHOR_HERE,    /* the unit is there and begins as it did */
	ANCHOR_MOVED,   /* another unit, and only one, begins like that: it is given */
	ANCHOR_CHANGED, /* the unit is there, its text is another; it is given */
	ANCHOR_GONE,    /* nothing is there: an orphan, to be shown as one; the kind of the unit is UNIT_NONE */
} AnchorPlace;

/* Looks where an anchor leads today. Unless the answer is ANCHOR_HERE, it reads the beginning of every unit. */
AnchorPlace anchor_find(const Corpus *corpus, Anchor anchor, Unit *unit);

#endif
