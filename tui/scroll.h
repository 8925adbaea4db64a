/* The arithmetic of cursors and scrolling: pure functions over windows on lists and on text. */
#ifndef BILAN_SCROLL_H
#define BILAN_SCROLL_H

#include <stddef.h>

typedef enum Move {
	MOVE_DOWN, MOVE_UP, MOVE_PAGE_DOWN, MOVE_PAGE_UP, MOVE_HALF_DOWN, MOVE_HALF_UP, MOVE_TOP, MOVE_BOTTOM, MOVE_COUNT
} Move;

/* Rows of a window over a list: `cursor` of `count` rows, the first visible one, and how many are visible. */
typedef struct Scroll {
	size_t count, cursor, top, rows;
} Scroll;

/* Moves the cursor; the window follows, one step at a time, a page when the cursor leaves by pages. Afterwards the
   cursor is inside the window and no row stays empty while there are rows to fill it. */
Scroll scroll_move(Scroll scroll, Move move);

#define SCROLL_WHEEL 3 /* rows a click of a mouse's wheel */

/* Scrolls the window by wheel clicks, down where `by` > 0; the cursor stays on its row while that is in sight. */
Scroll scroll_wheel(Scroll scroll, int by);

/* The cursor on a row (clipped); the window moves as little as possible. */
Scroll scroll_to(Scroll scroll, size_t cursor);

/* Another number of rows or of visible rows; the cursor stays on its row, the window as near as it can. */
Scroll scroll_fit(Scroll scroll, size_t count, size_t rows);

/* For text, which has no cursor: moves the first visible line; the last page is full, one line of the page before stays
   in sight. */
size_t scroll_text(size_t top, size_t count, size_t rows, Move move);

/* The last sensible first line: 0 where everything fits. */
size_t scroll_last(size_t count, size_t rows);

#endif
