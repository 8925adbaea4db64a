/* The alignment of a comparison by theme. Numbers only; nobody here knows widths. */
#ifndef BILAN_TABLE_H
#define BILAN_TABLE_H

#include "corpus.h"

#define TABLE_MAX_COLUMNS 4

/* What one column of a comparison shows: a province, or a unit. */
typedef struct Place {
	uint32_t province; /* CORPUS_NONE: unit is used */
	Unit unit;
} Place;

bool table_same_place(Place a, Place b);

/* A place from words of the command line: a province (name, id, mark, code) or an address. A province with one
   speech is that province. False where it leads nowhere. */
bool table_place(const Corpus *corpus, Str words, Place *out);
void table_add_place_name(const Corpus *corpus, Place place, Lang lang, Buf *out); /* 浙江 / Zhejiang, 浙江 二 3 … */

/* One row block: a theme, and for each column the measures whose main theme it is, and those that only touch it. */
typedef struct CompareCell {
	Range measures; /* into Comparison.measures: main theme first */
	Range pointers; /* into Comparison.measures: themes they have besides their main one */
} CompareCell;

typedef struct CompareBlock {
	uint32_t theme; /* CORPUS_NONE: measures without a theme; for measures compared directly there is one block */
	CompareCell cells[TABLE_MAX_COLUMNS];
} CompareBlock;

typedef struct Comparison {
	size_t columns;
	Place places[TABLE_MAX_COLUMNS];
	uint32_t theme; /* the one it is narrowed to; CORPUS_NONE: all */
	/* in order of the vocabulary; blocks that no column has are left out */
	struct { CompareBlock *at; size_t n, cap; } blocks;
	struct { uint32_t *at; size_t n, cap; } measures;
} Comparison;

/* Aligns 2–4 places by theme; `theme` narrows to one (CORPUS_NONE: all), and then measures that only touch it count
   as its own, behind the others. Places that are all measures stand beside each other in one block. Free with
   table_comparison_free. */
Comparison table_compare(const Corpus *corpus, const Place *places, size_t n, uint32_t theme);
void table_comparison_free(Comparison *comparison);

/* Puts the blocks into the order in which a column comes to their themes: those of which it has measures, by the first
   one, then those it only touches, then those it lacks. SIZE_MAX: into the order of the vocabulary. */
void table_sort(Comparison *comparison, size_t column);

/* Leaves the blocks of these themes only, `n` of them. */
void table_keep(Comparison *comparison, const uint32_t *themes, size_t n);

/* True where all places are measures, standing beside each other in one block without a theme. */
bool table_is_direct(const Comparison *comparison);

#endif
