/* Provinces across, themes or terms down: how many measures stand in each cell. Numbers only; nobody here knows
   widths. A measure counts under each of its themes. A term counts wherever it stands, in the opening of a speech or
   of a section too. */
#ifndef BILAN_MATRIX_H
#define BILAN_MATRIX_H

#include "facet.h"

typedef enum MatrixSide { MATRIX_THEMES, MATRIX_TERMS, MATRIX_SIDE_COUNT } MatrixSide;

/* `main`: those of `all` whose main theme it is; terms have no main one, and both are the same. */
typedef struct MatrixCell { uint32_t all, main; } MatrixCell;

typedef struct Matrix {
	MatrixSide side;
	const Facet *facet;      /* what it was counted with; it lives longer. NULL: everything was */
	size_t provinces, rows;  /* as many as the corpus has, in its order */
	MatrixCell *cells;       /* cells[row * provinces + province] */
	uint32_t *row_totals;    /* over the provinces */
	uint32_t *spread;        /* by row: in how many provinces it is */
	uint32_t *totals;        /* by province, each once: its measures, or the terms that it has */
	uint32_t total;          /* the same over all provinces */
} Matrix;

/* Counts what passes the filter (NULL: everything). Free with matrix_free. */
Matrix matrix_count(const Corpus *corpus, MatrixSide side, const Facet *facet);
void matrix_free(Matrix *matrix);

const MatrixCell *matrix_cell(const Matrix *matrix, size_t row, size_t province);

typedef enum MatrixOrder { MATRIX_AS_LISTED, MATRIX_BY_TOTAL, MATRIX_BY_SPREAD, MATRIX_ORDER_COUNT } MatrixOrder;

/* The rows in an order: that of the vocabulary, those with most first, or those in most provinces first. Rows that
   count nothing are left out where the side is terms: most terms are in one province only. Returns how many there
   are; `rows` has room for matrix->rows. */
size_t matrix_order(const Matrix *matrix, MatrixOrder order, uint32_t *rows);

typedef struct MatrixUnits { Unit *at; size_t n, cap; } MatrixUnits;

/* Appends the units that a cell counts: measures whose main theme it is first, then the others, each in order of the
   corpus. CORPUS_NONE as row or province: all of them. */
void matrix_units(const Corpus *corpus, MatrixSide side, const Facet *facet, uint32_t row, uint32_t province,
	MatrixUnits *out);

/* The first theme of a measure that the vocabulary has; CORPUS_NONE where there is none. */
uint32_t matrix_main_theme(const Corpus *corpus, uint32_t measure);

/* The province of a unit; CORPUS_NONE where its speech names none that is known. */
uint32_t matrix_province(const Corpus *corpus, Unit unit);

#endif
