/* What a view is: a const table of functions over a state of its own. Views are registered in views.def; the app keeps
   a stack of them. */
#ifndef BILAN_VIEW_H
#define BILAN_VIEW_H

#include "keymap.h"
#include "offer.h"
#include "screen.h"

#include "../core/corpus.h"
#include "scroll.h"

typedef struct App App;

typedef enum Step {
	STEP_UNIT_NEXT, STEP_UNIT_PREVIOUS, STEP_SPEECH_NEXT, STEP_SPEECH_PREVIOUS, STEP_ITEM_NEXT, STEP_ITEM_PREVIOUS
} Step;

/* How a comparison is arranged. */
typedef enum Set {
	SET_SWAP_RIGHT, SET_SWAP_LEFT, SET_LOOSEN, SET_ORDER, SET_MARKS,
	SET_HIDE /* of the first place; the others follow */
} Set;
/* What the keys of tables do. */
typedef enum CellAct {
	CELL_LEFT, CELL_RIGHT, CELL_PAGE_LEFT, CELL_PAGE_RIGHT, CELL_SIDE, CELL_MARKS, CELL_SORT, CELL_PICK, CELL_SUMMARY,
	CELL_REVERSE, CELL_COMPARE
} CellAct;

/* What the keys of the panel of tags do. */
typedef enum TagAct { TAG_ACT_TOGGLE, TAG_ACT_LEAD, TAG_ACT_LABEL, TAG_ACT_NEXT, TAG_ACT_CONFIRM_NEXT,
	TAG_ACT_UNDO, TAG_ACT_REDO } TagAct;

/* What the keys of the review of an import do. */
typedef enum ReviewAct {
	REVIEW_ACT_LEFT, REVIEW_ACT_RIGHT, REVIEW_ACT_LETTER_LEFT, REVIEW_ACT_LETTER_RIGHT, REVIEW_ACT_SPLIT,
	REVIEW_ACT_JOIN, REVIEW_ACT_PROMOTE, REVIEW_ACT_DEMOTE, REVIEW_ACT_RENAME, REVIEW_ACT_SPEAKER, REVIEW_ACT_PROVINCE,
	REVIEW_ACT_CONFIRM, REVIEW_ACT_DOUBT_NEXT, REVIEW_ACT_DOUBT_PREVIOUS, REVIEW_ACT_UNDO, REVIEW_ACT_REDO,
	REVIEW_ACT_COUNT
} ReviewAct;

typedef struct View {
	const char *name;
	size_t size; /* bytes of the state, zeroed before open */
	void (*open)(App *app, void *state, const void *what);
	void (*close)(void *state);
	void (*arrange)(App *app, void *state, Rect area);   /* after every key: lays out what the next draw needs */
	void (*draw)(const App *app, const void *state, Screen *screen, Rect area);
	Context in; /* which keys hold */
	Context (*context)(const void *state); /* where that changes; else NULL */
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
	void (*input)(App *app, void *state, Key key); /* views with a field of their own */
	void (*edit)(App *app, void *state, int edit);
	void (*remove)(App *app, void *state);
	Unit (*unit)(const App *app, const void *state); /* what a mark, bookmark or note would be on */
	void (*narrow)(App *app, void *state, Str text); /* leaves of the list in hand the rows that have `text` */
	void (*set)(App *app, void *state, Set what); /* how its columns are arranged */
	void (*cell)(App *app, void *state, CellAct act);
	void (*tag)(App *app, void *state, TagAct act);
	void (*review)(App *app, void *state, ReviewAct act);
	void (*write)(App *app, void *state, Str text); /* what was typed on the last line for app_ask_line */
	void (*place)(const App *app, const void *state, Buf *out); /* for history: a Str of it given to open comes back */
	bool (*copy)(const App *app, const void *state, Buf *out); /* appends what y takes, false where there is nothing;
		NULL: its unit */
	void (*sort)(App *app, void *state); /* the next order of the list */
	void (*type)(App *app, void *state); /* views with a text field: it has changed */
	struct Reader *(*reader)(void *state, int *width); /* its text, and the width of its pane */
	void (*offer)(const App *app, const void *state, Offers *out); /* what of it can be exported; see offer.h */
	bool (*work)(App *app, void *state); /* a slice of what takes long, while no key waits; true while there is more */
	bool (*point)(App *app, void *state, Point at, Rect area); /* the mouse; true: what was chosen shall be opened.
		NULL: the wheel moves by lines */
	void (*answer)(App *app, void *state, bool yes); /* to the question that the view has asked */
	bool asks; /* back is true where something would be lost by leaving, and says so */
	bool bare; /* the last line is blank unless there is something to say */
} View;

typedef enum ViewId {
#define VIEW(id) VIEW_##id,
#include "views.def"
#undef VIEW
	VIEW_COUNT
} ViewId;

#endif
