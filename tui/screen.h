/* A screen as cells, without a terminal: text is put in, clipped to rectangles; terminal.c paints it and tests read it
   as text. A cell holds one cluster (a base character with up to two marks), its width and the name of a style. The
   right half of a wide character is a cell of width 0. Whatever is overwritten, no half character is ever left: the
   other half becomes a blank. */
#ifndef BILAN_SCREEN_H
#define BILAN_SCREEN_H

#include "../core/buf.h"
#include "../core/str.h"

#include <stdbool.h>
#include <stdint.h>

/* Styles by what they mean; palette.c gives them colours and weights. */
typedef enum Style {
	STYLE_TEXT, STYLE_DIM, STYLE_TITLE, STYLE_HEADING, STYLE_LABEL, STYLE_TAGS, STYLE_NOTE,
	STYLE_MARKER,   /* the cursor of a list */
	STYLE_SELECTED, /* the row under the cursor in the pane that has the keys */
	STYLE_CURRENT,  /* the row under the cursor in another pane */
	STYLE_ACTIVE,   /* title of the pane that has the keys */
	STYLE_MARKED,   /* ✓: chosen for comparison */
	STYLE_HIT, STYLE_HIT_HERE,
	STYLE_SHARED,      /* a phrase that another column has too … */
	STYLE_SHARED_TERM, /* … and a term */
	STYLE_CHANGE,      /* what the other column has otherwise */
	STYLE_BAR, STYLE_KEY, STYLE_BORDER, STYLE_WARNING, STYLE_INPUT,
	STYLE_CELL,     /* the cell under a table's cursor */
	STYLE_PICKED,   /* a cell of the block that is selected */
	STYLE_CHART,    /* bars */
	STYLE_COUNT
} Style;

/* How “ ” ‘ ’ are drawn where they take one column; elsewhere only SCREEN_CORNER tells. Nothing but the picture
   changes. */
typedef enum ScreenQuotes { SCREEN_AS_IS, SCREEN_PADDED /* with a blank at the outer side */, SCREEN_CORNER /* 「」『』 */
} ScreenQuotes;

/* How frames are drawn. */
typedef enum ScreenLines { SCREEN_THIN /* │ ─; ASCII where they take two columns */, SCREEN_ASCII /* | - */,
	SCREEN_NO_LINES } ScreenLines;

#define SCREEN_CLUSTER 13 /* bytes: a base character and two marks; a cell is 16 then, which compares and copies fast */

typedef struct ScreenCell {
	char text[SCREEN_CLUSTER];
	uint8_t bytes; /* 0: a blank, or the right half */
	uint8_t width; /* 1, 2; 0: right half of the cell before */
	uint8_t style;
} ScreenCell;

typedef struct Rect {
	int x, y, width, height;
} Rect;

typedef struct Screen {
	int width, height;
	int ambiguous; /* columns of an ambiguous character: 1, 2 or, where `quotes` asks for it, UTF8_WIDE_QUOTES */
	ScreenQuotes quotes;
	ScreenLines lines;
	bool exact; /* what is selected from the screen by hand has to be the text: · stays · */
	bool plain; /* marks (▸ ✓ ✎ ⚑ …) are drawn in ASCII: the terminal may lack them */
	ScreenCell *cells;
	int cursor_x, cursor_y; /* where the terminal's cursor stands; cursor_x < 0: hidden */
	Rect moving[2];         /* panes whose text moves up and down as a whole: a hint for the painter … */
	Rect following[2];      /* … and panes that follow a list's cursor and may be painted when keys pause */
} Screen;

/* Makes the screen width × height cells, all blank, cursor hidden. Zero-initialised is a screen of no size. */
void screen_resize(Screen *screen, int width, int height);
void screen_free(Screen *screen);

/* All of it, as a rectangle. */
Rect screen_area(const Screen *screen);

/* Puts `text` on row y from column x, inside `clip` and the screen only; a wide character of which one half would fall
   outside is left out. Hostile characters and invalid bytes are shown as U+FFFD, quotation marks as `quotes` says.
   Returns the column behind the text, as if nothing had been clipped. */
int screen_put(Screen *screen, Rect clip, int x, int y, Str text, Style style);

/* The same in at most `columns` columns, with … at the end when it does not fit. Returns the column behind what was
   put. */
int screen_put_cut(Screen *screen, Rect clip, int x, int y, int columns, Str text, Style style);

/* The same with its last column at x + columns - 1; cut at its end. Returns the column where it begins. */
int screen_put_right(Screen *screen, Rect clip, int x, int y, int columns, Str text, Style style);

/* Blanks a rectangle. */
void screen_fill(Screen *screen, Rect area, Style style);

/* Makes an empty picture of it: all blank, no cursor, no hints. */
void screen_clear(Screen *screen);

/* Gives the cells of row y, columns [x, x + columns), another style; a character that is half inside is left alone. */
void screen_restyle(Screen *screen, int x, int y, int columns, Style style);

/* A thin line down or across, as `lines` says. */
void screen_line_down(Screen *screen, int x, int y, int height);
void screen_line_across(Screen *screen, int x, int y, int width);

/* Shows the terminal's cursor there. */
void screen_cursor(Screen *screen, int x, int y);

/* The cell at (x, y), or NULL outside. */
const ScreenCell *screen_cell(const Screen *screen, int x, int y);

/* Appends the rows as text, without blanks at their ends; with `styles` each row is followed by one letter a cell for
   its style
   ('.' is plain text), and the last line tells where the cursor stands. */
void screen_dump(const Screen *screen, bool styles, Buf *out);

#endif
