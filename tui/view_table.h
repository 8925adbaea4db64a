/* One table for everything that is a table: the header and the first column stay while the rest moves both ways, and
   so do totals at the bottom and at the right where there are any. Cells come from a source by number, only those in
   sight are asked for; a cell under the cursor takes the keys. */
#ifndef BILAN_VIEW_TABLE_H
#define BILAN_VIEW_TABLE_H

#include "view.h"

#include "../core/mem.h"

typedef struct TableCell {
	Str text;
	Str sign;    /* one column wide, at the right of the cell: ✎ */
	Style style;
	bool right;  /* set against the right edge */
	bool picked; /* of a block that is selected */
	bool bar;    /* `share` of the cell is filled; a text stands in front of the bar */
	double share;
	int text_columns; /* of the text in front of a bar */
} TableCell;

typedef struct TableColumn {
	Str title;
	int columns; /* of a cell; one more stands between two cells, and has the sign */
	bool right, marked;
} TableColumn;

/* Column 0 is the first one, which stays. Composed texts go into `scratch`. */
typedef struct TableSource {
	const void *data;
	size_t rows, columns;
	bool foot, tail; /* the last row, the last column are totals and stay */
	void (*column)(const void *data, size_t column, TableColumn *out, Arena *scratch);
	void (*cell)(const void *data, size_t row, size_t column, TableCell *out, Arena *scratch);
	bool (*heading)(const void *data, size_t row, Str *out, Arena *scratch); /* the row is one; NULL: none is */
} TableSource;

typedef struct Table {
	Scroll body;       /* rows without the foot */
	bool foot, at_foot;
	size_t column;     /* under the cursor; 0 only where there is no other */
	size_t left, shown; /* first moving column in sight, and how many are */
	bool tail;
	size_t columns;
} Table;

#define VIEW_TABLE_GUTTER 2 /* marker, and air */

/* Fits the table to its source and to `height` rows of `width` columns, header and foot among them: cursor and window
   stay as near as they can. */
void view_table_arrange(Table *table, const TableSource *source, int width, int height);

/* The row under the cursor: a foot is the source's last. */
size_t view_table_row(const Table *table);

/* Puts the cursor on a cell, as far as it is there; a heading gives the row below it. */
void view_table_to(Table *table, const TableSource *source, size_t row, size_t column);

void view_table_move(Table *table, const TableSource *source, Move move);

/* Moves the cursor by columns; a page of columns where `page` is set. */
void view_table_across(Table *table, int by, bool page);

/* What the mouse does to a table drawn in `area`: the wheel scrolls, a press puts the cursor on a cell (`whole_row`: on
   a row). True where it was there already. */
bool view_table_point(Table *table, const TableSource *source, Point at, bool whole_row, Rect area);

/* Columns that the whole table takes, with its gutter. */
int view_table_width(const TableSource *source);

/* Draws it; `whole_row`: the cursor is a row, and its column only that of the keys. */
void view_table_draw(const Table *table, const TableSource *source, bool whole_row, Screen *screen, Rect area);

/* A bar over `columns` cells of which `share` (0 to 1) is filled, in eighths of a cell; # where the terminal's block
   characters take two columns. What is more than nothing is seen. */
void view_table_bar(Screen *screen, Rect clip, int x, int y, int columns, double share, Style style);

#endif
