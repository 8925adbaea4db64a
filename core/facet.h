/* A filter over the measures: any values of province, theme, term and volume. Values of one axis are alternatives,
   the axes must all be met. Every value has a live count: the measures that meet all the other axes and have it, so
   that a second province tells what it would add. Everything is recounted at each change, in time linear in the
   references of the measures; of an empty filter nothing is counted, whatever the size of the corpus. */
#ifndef BILAN_FACET_H
#define BILAN_FACET_H

#include "buf.h"
#include "corpus.h"
#include "lang.h"

typedef enum FacetAxis { FACET_PROVINCE, FACET_THEME, FACET_TERM, FACET_VOLUME, FACET_AXIS_COUNT } FacetAxis;

/* `index` into the corpus's provinces, themes, terms or volumes. */
typedef struct FacetPick { FacetAxis axis; uint32_t index; } FacetPick;

/* One axis: which values are taken, how often each occurs, and which measure was counted last for it (plus 1). */
typedef struct FacetSide {
	uint64_t *taken;
	uint32_t *counts, *last;
	uint32_t n, picks;
} FacetSide;

typedef struct Facet {
	const Corpus *corpus;
	FacetSide sides[FACET_AXIS_COUNT];
	CORPUS_VEC(FacetPick) picks;   /* in the order in which they were taken */
	uint32_t passing;              /* measures that pass */
} Facet;

/* An empty filter, which every measure passes. The corpus must outlive it. */
void facet_open(Facet *facet, const Corpus *corpus);
void facet_close(Facet *facet);

/* Takes a value, or gives it back where it is taken. An index that the axis does not have changes nothing. */
void facet_toggle(Facet *facet, FacetAxis axis, uint32_t index);

/* Gives the value taken last back; false where nothing is taken. */
bool facet_undo(Facet *facet);

void facet_clear(Facet *facet);

/* True when the value is taken. */
bool facet_has(const Facet *facet, FacetAxis axis, uint32_t index);

/* True when nothing is taken. */
bool facet_is_empty(const Facet *facet);

/* Measures that have the value and pass the filter of all other axes; 0 for an index that the axis does not have. */
uint32_t facet_count(const Facet *facet, FacetAxis axis, uint32_t index);

/* True when the measure passes the filter of every axis but `but` (FACET_AXIS_COUNT: of every axis). */
bool facet_passes(const Facet *facet, uint32_t measure, FacetAxis but);

/* The same for any unit: a lead or an intro has a province and a corpus, but no theme and no term to be picked by. */
bool facet_passes_unit(const Facet *facet, Unit unit, FacetAxis but);

/* How many values an axis has; values that no measure has are among them. */
uint32_t facet_values(const Facet *facet, FacetAxis axis);

/* The screen name of a value: 浙江, Zhejiang; a volume without title has its id or its path. Empty for an index that
   the axis does not have. */
Str facet_name(const Facet *facet, FacetAxis axis, uint32_t index, Lang lang);

/* How many measures pass. */
uint32_t facet_passing(const Facet *facet);

/* Appends the filter on one line: 浙江、山东 · 网格治理 · 提法：接诉即办, or Zhejiang, Shandong · Grid governance · term: … Axes in
   their fixed order, values in the order taken. Nothing where nothing is taken. */
void facet_spell(const Facet *facet, Lang lang, Buf *out);

/* Appends what facet_restore reads back, one value a line in the order taken: province zhejiang. By ids, so that it
   holds for a changed corpus. */
void facet_save(const Facet *facet, Buf *out);

/* Replaces the filter by a saved one. Returns how many of its values the corpus does not have; the others are taken. */
size_t facet_restore(Facet *facet, Str saved);

#endif
