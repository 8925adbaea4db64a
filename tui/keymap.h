/* Keys and the table of actions. A Key is a Unicode scalar value or one of the special keys below; terminal.c makes
   them, app.c looks them up here by context. actions.def is the only place where a key, a hint or a line of help is
   written; a Keymap says which keys the actions have, those of the table or those that bind.c took from the reader's
   configuration. */
#ifndef BILAN_KEYMAP_H
#define BILAN_KEYMAP_H

#include "../core/buf.h"
#include "../core/lang.h"

#include <stdbool.h>
#include <stdint.h>

typedef uint32_t Key;

enum {
	KEYMAP_NONE = 0, KEYMAP_TAB = 9, KEYMAP_ENTER = 13, KEYMAP_ESC = 27,
	KEYMAP_UP = 0x110000, KEYMAP_DOWN, KEYMAP_LEFT, KEYMAP_RIGHT, KEYMAP_HOME, KEYMAP_END, KEYMAP_PGUP, KEYMAP_PGDN,
	KEYMAP_BACKTAB, KEYMAP_BACKSPACE, KEYMAP_DELETE, KEYMAP_INSERT, KEYMAP_PASTE, KEYMAP_PASTE_END,
	KEYMAP_OTHER, /* a sequence that means nothing here */
	KEYMAP_F1, KEYMAP_F12 = KEYMAP_F1 + 11,
	KEYMAP_MOUSE = 0x40000000 /* from here on: see keymap_mouse */
};

/* What the mouse does at a cell. */
typedef struct Point {
	int x, y;
	int wheel; /* -1 up, 1 down; 0: the left button was pressed */
} Point;

#define KEYMAP_MOST_CELLS 4096 /* a screen that is larger has no mouse beyond */

/* A Point as a key, and back. Not for points outside [0, KEYMAP_MOST_CELLS). */
Key keymap_mouse(Point point);
Point keymap_point(Key key);

/* Where the keys go at a moment. */
typedef enum Context {
	CONTEXT_LIST = 1, CONTEXT_TEXT = 2, CONTEXT_COMPARE = 4, CONTEXT_INFO = 8,
	CONTEXT_HELP = 16,  /* a list with a text field: printable keys are typed */
	CONTEXT_PROMPT = 32, /* a text field */
	CONTEXT_CHOICE = 64, /* a list over the browser: outline, bookmarks */
	CONTEXT_NOTE = 128,  /* a text field of several lines */
	CONTEXT_MATRIX = 256, CONTEXT_FIGURES = 512, CONTEXT_OVERVIEW = 1024,
	CONTEXT_LINES = 4096, /* a list with orders of its own */
	CONTEXT_EXPORT = 8192, /* the export dialog */
	CONTEXT_ASK = 16384,   /* a question: yes or no */
	CONTEXT_TAGS = 65536,  /* what a measure is tagged with */
	CONTEXT_ORIGINAL = 1 << 20, /* the original beside the restatement */
	CONTEXT_REVIEW = 1 << 21   /* going over an import */
} Context;

typedef enum HintWhen {
	HINT_ALWAYS = 1, HINT_HITS = 2, HINT_MARKED = 4, HINT_FILTERED = 8, HINT_REMOVES = 16,
	HINT_COMPLETES = 32, HINT_EARLIER = 64, HINT_MARKS = 128, HINT_TAKES = 256, HINT_PANES = 512, HINT_SORTS = 1024,
	HINT_AHEAD = 2048, HINT_OFFERS = 4096,
	HINT_KIOSK = 1 << 30 /* no row waits for it: only what is allowed where strangers type */
} HintWhen;

typedef enum Action {
#define ACTION(id, ...) ACTION_##id,
#include "actions.def"
#undef ACTION
	ACTION_COUNT
} Action;

typedef struct ActionRow {
	const char *id;
	unsigned contexts;
	bool kiosk;
	int group, rank;
	HintWhen when;
	const char *hint[LANG_COUNT], *help[LANG_COUNT];
} ActionRow;

/* The keys of every action, as actions.def writes them: names separated by blanks. */
typedef struct Keymap {
	const char *keys[ACTION_COUNT];
} Keymap;

extern const Keymap KEYMAP_STANDARD; /* those of actions.def */

/* The row of an action; never NULL. */
const ActionRow *keymap_row(Action action);

/* The action of a key in a context, ACTION_COUNT when it has none. Full-width and Chinese punctuation keys count as
   their ASCII twins, except that text fields take every printable key as text. */
Action keymap_find(const Keymap *map, Context context, Key key);

/* The ASCII key a full-width or Chinese one stands for (：→: 、→/ １→1 ｊ→j); other keys come back unchanged. */
Key keymap_twin(Key key);

/* True where the context has a text field that takes this key as text. */
bool keymap_is_text(Context context, Key key);

/* The key of that name: one character, ^X, F1–F12, or a name of the table, with or without capitals, as keymap_add_name
   writes it in either language too. KEYMAP_NONE where there is none. */
Key keymap_parse(Str name);

/* The next key of a row: takes one name from `*names` and moves it on; KEYMAP_NONE at the end. */
Key keymap_next(const char **names);

/* Appends the name of a key as people know it: Enter ↓ 空格 ^D F1. */
void keymap_add_name(Buf *out, Key key, Lang lang);

/* Appends all keys of an action: ↓ j. */
void keymap_add_keys(Buf *out, const Keymap *map, Action action, Lang lang);

/* Appends the first key of an action, nothing where it has none. */
void keymap_add_key(Buf *out, const Keymap *map, Action action, Lang lang);

/* Appends `text` with {find} and other names of actions turned into their first key; what is no name stays. */
void keymap_fill(Buf *out, const Keymap *map, Str text, Lang lang);

/* The hint line of a context: hints in order, dropped by rank until all fit in `columns`. Each is KEYS, one blank,
   WORDS; `at` gets up to `limit` of them. Returns their number. `when` is the set of HintWhen that hold. */
typedef struct Hint { Action action, twin; /* twin: ACTION_COUNT, or the row that shares the hint */ } Hint;
size_t keymap_hints(const Keymap *map, Context context, unsigned when, Lang lang, size_t columns, int ambiguous,
	Hint *at, size_t limit);

/* Appends what the line shows for one hint: its keys, or its words. */
void keymap_add_hint_keys(Buf *out, const Keymap *map, const Hint *hint, Lang lang);

/* Writes the key card: every action with its keys, in groups, in `width` columns (0: as wide as it is). */
void keymap_write_card(Buf *out, const Keymap *map, Lang lang, uint32_t width);

#endif
