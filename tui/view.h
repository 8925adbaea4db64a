/* What a view is: a const table of functions over a state of its own; and the arithmetic of cursors and scrolling,
   which is pure. Views are registered in views.def; the app keeps a stack of them. */
#ifndef BILAN_VIEW_H
#define BILAN_VIEW_H

#include "keymap.h"
#include "screen.h"

typedef struct App App;

typedef enum Move {
	MOVE_DOWN, MOVE_UP, MOVE_PAGE_DOWN, MOVE_PAGE_UP, MOVE_HALF_DOWN, MOVE_HALF_UP, MOVE_TOP, MOVE_BOTTOM, MOVE_COUNT
} Move;

typedef enum Step {
	STEP_UNIT_NEXT, STEP_UNIT_PREVIOUS, STEP_SPEECH_NEXT, STEP_SPEECH_PREVIOUS, STEP_ITEM_NEXT, STEP_ITEM_PREVIOUS
} Step;

typedef struct View {
	const char *name;
	size_t size; /* bytes of the state, zeroed before open */
	void (*open)(App *app, void *state, const void *what);
	void (*close)(void *state);
	void (*arrange)(App *app, void *state, Rect area);   /* after every key: lays out what the next draw needs */
	void (*draw)(const App *app, const void *state, Screen *screen, Rect area);
	Context (*context)(const void *state);
	void (*status)(const App *app, const void *state, Buf *out); /* right end of the last line: place, counts */

	/* What the shared actions mean here; NULL: nothing. */
	void (*move)(App *app, void *state, Move move);
	void (*step)(App *app, void *state, Step step);
	void (*enter)(App *app, void *state);
	void (*out)(App *app, void *state);
	void (*pane)(App *app, void *state, int by);
	void (*mark)(App *app, void *state);
	void (*take)(App *app, void *state); /* takes what is under the cursor into the filter, or out of it */
	void (*hit)(App *app, void *state, int by);
	bool (*back)(App *app, void *state); /* q: true when a level inside the view was left */
	bool (*at_top)(const void *state);   /* q would leave the view */
	void (*cancel)(App *app, void *state); /* Esc: undoes one thing */
	void (*type)(App *app, void *state); /* views with a text field: it has changed */
	struct Reader *(*reader)(void *state, int *width); /* its text, and the width of its pane */
} View;

typedef enum ViewId {
#define VIEW(id) VIEW_##id,
#include "views.def"
#undef VIEW
	VIEW_COUNT
} ViewId;

/* Rows of a window over a list: `cursor` of `count` rows, the first visible one, and how many are visible. */
typedef struct Scroll {
	size_t count, cursor, top, rows;
} Scroll;

/* Moves the cursor; the window follows, one step at a time, a page when the cursor leaves by pages. Afterwards the
   cursor is inside the window and no row stays empty while there are rows to fill it. */
Scroll scroll_move(Scroll scroll, Move move);

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
