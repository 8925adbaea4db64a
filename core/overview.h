/* What a corpus holds at a glance: measures by province and by theme, how many of them the reader has read, terms that
   several provinces share, the largest figure of each unit. Numbers only. */
#ifndef BILAN_OVERVIEW_H
#define BILAN_OVERVIEW_H

#include "figures.h"
#include "matrix.h"

typedef enum OverviewPart {
	OVERVIEW_PROVINCES, OVERVIEW_THEMES, OVERVIEW_TERMS, OVERVIEW_FIGURES, OVERVIEW_PART_COUNT
} OverviewPart;

/* A row: what it is of, and how much: measures of a province or theme, provinces that have a term, figures that have
   the unit. */
typedef struct OverviewRow {
	OverviewPart part;
	uint32_t index;  /* into the corpus's provinces, themes, terms, or figures: the largest of its unit */
	uint32_t count;
	uint32_t read;   /* measures of it that were read */
	uint32_t places; /* provinces that have the theme; places where the term stands */
} OverviewRow;

typedef struct Overview {
	CORPUS_VEC(OverviewRow) rows; /* by part; terms and units with most first, the others as the corpus lists them */
	uint32_t most[OVERVIEW_PART_COUNT]; /* the largest count of a part */
	uint32_t measures, read;
} Overview;

#define OVERVIEW_UNIT_LEAST 2 /* figures that a unit has before its largest one is told */

/* `read`: by measure; NULL: nothing was read. What passes the filter counts (NULL: everything). Free with
   overview_free. */
Overview overview_of(const Corpus *corpus, const Facet *facet, const bool *read);
void overview_free(Overview *overview);

/* provinces themes terms figures */
Str overview_part_id(OverviewPart part);

#endif
