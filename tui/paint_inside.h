/* What the parts of the painter share: paint.c (frames and rows), paint_look.c (colours and weights), paint_cursor.c
   (ways). */
#ifndef BILAN_PAINT_INSIDE_H
#define BILAN_PAINT_INSIDE_H

#include "paint.h"

/* Sets a look, from whatever is set. */
void paint_put_look(Paint *paint, PaintLook look, Buf *out);

/* True where a blank in this look is as blank as one of plain text. */
bool paint_is_neutral(const Paint *paint, PaintLook look);

bool paint_same_look(PaintLook a, PaintLook b);

/* Appends a cell's characters in the terminal's charset. */
void paint_put_text(const Paint *paint, const ScreenCell *cell, Buf *out);

/* Takes the cursor to a cell by the shortest way. */
void paint_go(Paint *paint, int x, int y, Buf *out);

/* Sets the rows that scroll. */
void paint_put_region(Paint *paint, int top, int bottom, Buf *out);

/* True where the terminal can move whole rows, `by` as of paint_moved. */
bool paint_can_scroll(const Paint *paint, int by);

/* Moves the rows of the region that is set, with the cursor to column x of the first row that comes in. */
void paint_scroll(Paint *paint, int x, int by, Buf *out);

#endif
