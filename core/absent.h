/* What a place does not mention though others do: themes of which it has no measure, terms that stand nowhere in it. */
#ifndef BILAN_ABSENT_H
#define BILAN_ABSENT_H

#include "table.h"

#define ABSENT_PLACES 64 /* at most */

typedef struct AbsentRow {
	uint32_t place;  /* that lacks it */
	bool term;
	uint32_t index;  /* of the theme or term in the corpus */
	uint64_t has;    /* which of the places have it: a bit each */
	uint32_t places; /* how many that are */
	Unit first;      /* where it stands first in one of them */
} AbsentRow;

typedef struct AbsentRows { AbsentRow *at; size_t n, cap; } AbsentRows;

/* Appends what each place lacks, place by place: themes that at least one of the others has, in order of the
   vocabulary, then terms, those of most places first. Of more than two places only terms of at least two others
   count: most terms are one place's own. Free with free(rows->at). */
void absent_collect(const Corpus *corpus, const Place *places, size_t n, AbsentRows *rows);

/* The places for all provinces, in order of the corpus, at most ABSENT_PLACES. Returns their number. */
size_t absent_provinces(const Corpus *corpus, Place *places);

/* True where the unit lies in the place, or is it. */
bool absent_is_in(const Corpus *corpus, Unit unit, Place place);

#endif
