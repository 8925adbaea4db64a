/* Provinces across, themes or terms down: counts or marks in the cells, totals, and what stands behind the cell under
   the cursor. Enter opens its measures in a browser of their own; a row or a block of cells opens as a comparison; a
   cell can hold a line of the reader's. */
#ifndef BILAN_VIEW_MATRIX_H
#define BILAN_VIEW_MATRIX_H

#include "view_table.h"

#include "../core/matrix.h"
#include "../core/notes_cell.h"

typedef struct MatrixView {
	Matrix matrix;
	MatrixOrder order;
	uint32_t *rows, *provinces; /* what stands in each row and column */
	size_t n;                   /* rows, without that of the totals */
	bool marks;                 /* marks instead of counts */
	bool short_names;           /* of provinces: one character */
	int label, cell;            /* columns of the first column, and of the others */
	unsigned revision;          /* of the filter that was counted with */
	bool counted;
	Table table;
	Rect grid, preview;
	bool beside;                /* the preview stands at the right, with texts */
	bool picking;               /* a block reaches from here to the cursor */
	size_t picked_row, picked_column;
	Buf filter;                 /* what it was before a cell was opened … */
	bool opened;                /* … and one was */
} MatrixView;

/* A cell: CORPUS_NONE is all of them. */
typedef struct MatrixPlace { uint32_t row, province; } MatrixPlace;
MatrixPlace view_matrix_place(const MatrixView *view, size_t row, size_t column);

/* The rows and columns of the block, or the cell under the cursor. */
typedef struct MatrixBlock { size_t top, bottom, left, right; } MatrixBlock;
MatrixBlock view_matrix_block(const MatrixView *view);

/* The key of a cell's line in the notes. */
void view_matrix_add_key(const App *app, const MatrixView *view, MatrixPlace place, Buf *out);

/* 浙江 · 组织覆盖 */
void view_matrix_add_name(const App *app, const MatrixView *view, MatrixPlace place, Buf *out);
void view_matrix_add_cell(const App *app, NotesCell cell, Buf *out);

/* Goes to a cell of the matrix, which is opened where it is not; says so where a filter hides the cell. */
void view_matrix_go(App *app, NotesCell cell);

/* For view_matrix.c, in view_matrix_compare.c: opens the block, or the row under the cursor, as a comparison. */
void view_matrix_compare(App *app, const MatrixView *view);

/* For view_matrix.c, in view_matrix_draw.c: the cells; where grid and preview stand; all of it. `data` lives as long as
   the source. */
typedef struct MatrixData { const App *app; const MatrixView *view; } MatrixData;
TableSource view_matrix_source(const MatrixData *data);
void view_matrix_areas(const App *app, MatrixView *view, Rect area);
void view_matrix_draw(const App *app, const void *state, Screen *screen, Rect area);

#endif
