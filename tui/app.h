/* The whole program without a terminal: keys in, cells out. The app keeps the stack of views, the prompt, the message
   on the last line and what is marked for comparison; views do the rest. */
#ifndef BILAN_APP_H
#define BILAN_APP_H

#include "amend.h"
#include "attach.h"
#include "keep.h"
#include "prompt.h"
#include "palette.h"
#include "view.h"
#include "words.h"

#include "../core/facet.h"
#include "../core/table.h"

#define APP_MIN_WIDTH 40
#define APP_MIN_HEIGHT 10
#define APP_DEPTH 16 /* views over one another */
#define APP_QUERIES 20 /* that are remembered */

typedef enum ProvinceOrder { ORDER_CODE, ORDER_SOURCE, ORDER_PINYIN, ORDER_COUNT } ProvinceOrder;

/* How frames and marks are drawn; by itself as the terminal can. */
typedef enum AppLines { APP_LINES_AUTO, APP_LINES_UNICODE, APP_LINES_ASCII, APP_LINES_NONE } AppLines;

typedef struct AppOptions {
	Lang lang;
	int ambiguous; /* columns of an ambiguous character, 1 or 2; UTF8_WIDE_QUOTES while quotes are drawn so */
	ScreenQuotes quotes;  /* to begin with; see App */
	AppLines lines;
	bool console;  /* a terminal that has few characters: marks are drawn in ASCII */
	bool mouse;
	bool kiosk;    /* only actions that are allowed where strangers type */
	unsigned held; /* of a kiosk: by what the kernel confines it, a set of ConfineBy */
	Notes *notes;  /* what the reader keeps, loaded; lives longer than the app. NULL: kept for this session only */
	const Keymap *keymap; /* which keys the actions have; NULL: the standard ones */
	uint32_t text_width;  /* to begin with; see App */
	bool hang;
	const AttachEnv *attached; /* where attached originals are; NULL: there are none */
	const char *home;     /* what ~ stands for in a file's name; NULL: nothing */
	WrapLevel kinsoku;
	ProvinceOrder order;
} AppOptions;

typedef enum Prefix { PREFIX_NONE, PREFIX_MARK, PREFIX_GO } Prefix;

/* What the text field on the last line is for. */
typedef enum Ask { ASK_FIND, ASK_NARROW, ASK_COMMAND, ASK_LINE, ASK_COUNT } Ask;

struct App {
	const Corpus *corpus;
	const Msgs *msgs;
	Corpus *own_corpus;  /* since the files were read again; else NULL … */
	Msgs *own_msgs;      /* … and what was wrong with them then */
	AmendStamps stamps;  /* of the files */
	bool partial;        /* the corpus is only the beginning of what is there … */
	bool loading;        /* … and the rest is being loaded … */
	int percent;         /* … so far */
	bool stop;           /* the reader does not want to wait for it: whoever loads resets this */
	bool touched;        /* there was a key */
	Msgs *refused;       /* what is wrong with the files as they are now, NULL: nothing; a line of its own says it */
	unsigned loads;      /* how often a corpus came in: the first is one */
	bool again;          /* the reader wants the files read again; see reload.h */
	uint32_t proposed;   /* measures of which something waits to be confirmed */
	AppOptions options; /* lang changes while running */
	int width, height;
	struct { ViewId id; void *state; } stack[APP_DEPTH];
	size_t depth;
	Prompt prompt;
	bool prompting;
	Ask asking;
	bool pasting;    /* what comes is text, not keys */
	size_t below;    /* views that were there when the field opened */
	struct Commands *commands; /* what can be chosen for what is typed behind : */
	struct { Buf at[APP_QUERIES]; size_t n; } earlier; /* queries, the last one at the end */
	size_t recalled; /* how far back among them the field is; 0: not */
	Buf query;       /* what was last looked for */
	Buf message;     /* on the last line until the next key */
	bool warning;    /* the message is one */
	bool warned;     /* one was there when the key came */
	Place tray[TABLE_MAX_COLUMNS];
	size_t marked;   /* places in the tray */
	uint32_t tray_theme; /* to which the comparison is narrowed; CORPUS_NONE: none */
	bool hits;       /* n and N lead somewhere */
	Facet facet;     /* which measures the lists show */
	ProvinceOrder order;
	unsigned revision; /* of both, so that views know when to build their lists anew */
	uint32_t text_width; /* columns of text that the reader has chosen; 0: as the pane is */
	bool hang;       /* closing marks may hang at the right */
	ScreenQuotes quotes; /* how “ ” are drawn in Chinese; English sets them as they are */
	int told;        /* columns of an ambiguous character on the terminal, 1 or 2 */
	struct History *history;
	Notes *notes, own; /* own: where there are none to go on with */
	KeptList kept;   /* of the notes */
	int64_t now;     /* seconds since 1970, set before every key; a clock is nothing for tests */
	bool unsaved;    /* the notes have changed; whoever saves them resets it */
	Prefix prefix;   /* the next key belongs to this one */
	bool redraw;     /* ^L: the terminal has to be painted anew */
	Buf copied;      /* for the clipboard; main takes it */
	ExportFormat export_format; /* the last one, proposed for the next … */
	Buf export_folder; /* … and where it went: ends in a slash, or is empty for the working directory */
	bool ask;        /* ^R: the terminal has to be asked about itself */
	bool mouse;      /* the reader wants the mouse to work in the program; see app_wants_mouse */
	Palette palette; /* how the terminal paints; changes while running */
	unsigned slices; /* of work since the last key; 0: there is none */
	bool done;
};

/* Opens the browser on a corpus; both live longer than the app. `msgs` are the messages of loading. */
App *app_new(const Corpus *corpus, const Msgs *msgs, AppOptions options);
void app_free(App *app);

/* The size of the screen; before the first key and whenever it changes. */
void app_resize(App *app, int width, int height);

/* Another width of ambiguous characters: the terminal has answered. */
void app_widths(App *app, int ambiguous);

/* Handles a key. Afterwards app->done tells whether to leave, app->redraw whether everything has to be painted anew. */
void app_key(App *app, Key key);

/* True while there is something left to do that takes long. app_work does a slice of it; call it while no key waits.
   True where the screen should be painted: seldom, and at the end. */
bool app_working(const App *app);
bool app_work(App *app);

/* Draws everything on a screen of the app's size. */
void app_draw(const App *app, Screen *screen);

/* Whether the terminal shall send what the mouse does now; else its own selecting works. */
bool app_wants_mouse(const App *app);

/* For views. */

/* Puts a view on top; `what` is handed to its open. */
void app_push(App *app, ViewId id, const void *what);
void app_pop(App *app);

/* Goes back to a view that is open, or opens it on top. */
void app_show(App *app, int view);

/* The functions of a view; the one of that name, VIEW_COUNT where there is none. */
const View *app_view_of(ViewId id);
ViewId app_view_named(Str name);

/* Appends a text of words.def with the reader's own keys in it, and {0} and {1} filled in. */
void app_add_words(const App *app, Buf *out, Word word, Str a, Str b);

/* Says something on the last line; the texts are copied. */
void app_say(App *app, Word word, Str a);
void app_warn(App *app, Word word, Str a);

/* Says a sentence that somebody else has made. */
void app_tell(App *app, Str text, bool warning);

/* True when the place is marked; toggling says on the last line what was done. */
bool app_is_marked(const App *app, Place place);
void app_toggle(App *app, Place place);

/* The same for the theme to which the comparison is narrowed. */
void app_toggle_theme(App *app, uint32_t theme);

/* Opens the comparison of what is marked, or says what is missing. */
void app_open_tray(App *app);

/* Marks these places, no others, and opens their comparison. */
void app_compare_places(App *app, const Place *places, size_t n, uint32_t theme);

/* The notes have changed, by the reader (`mine`) or by another session whose changes were merged. */
void app_kept(App *app, bool mine);

/* The end of a measure was in sight while it was read. */
void app_have_read(App *app, uint32_t measure);

/* Goes to the byte of a unit's text in the browser. */
void app_go(App *app, Unit unit, uint32_t byte);

/* Reads the files again and goes on with what they say now, as app_take_files does. All views are closed and opened
   anew: whoever calls it from a view must not touch its state afterwards. */
bool app_reload(App *app);

/* Goes on with what was loaded from the files since, and says what differs: the same place on the screen, marks and
   notes kept. False where it is NULL or has more errors than before: the old corpus stays, and a line above the last
   one says where the files are wrong until they are good again. Takes both over. */
bool app_take_files(App *app, Corpus *corpus, Msgs *msgs);

/* False where that would close something that is being written, or a view that cannot be opened anew. */
bool app_may_take_files(const App *app);

/* Takes note of a corpus that is new: its files, how much of it waits to be confirmed. For app.c and app_reload.c, as
   app_forget_corpus, which frees the one that was read again. */
void app_met_corpus(App *app);
void app_forget_corpus(App *app);

/* Whether that file could be changed; says what to do where it could not. */
bool app_amendable(App *app, uint16_t file);

/* Changes it as `change` wants; false, and the last line says why, where nothing was written. The corpus in memory is
   that of before until app_reload. */
bool app_amend(App *app, uint16_t file, void (*change)(Edit *edit, void *data), void *data);

/* The bytes of a file of the corpus, as it was loaded; and other bytes in their place. False, and the last line says
   why, where that is not to be had. The corpus in memory is that of before until app_reload. */
bool app_read_file(App *app, uint16_t file, Buf *out);
bool app_replace_file(App *app, uint16_t file, Str was, Str now);

/* Ends what is being written, so that it is in the notes, and notes where the reader is. */
void app_settle(App *app);
/* Closes the views from number `from` (counted from the bottom) up to the top one, which stays. */
void app_drop(App *app, size_t from);

/* The place into the notes, and back from there into a new app: axis, cursors, pane, filter, text on top, how the text
   is set, and with `language` the language too. What the corpus no longer has is passed over. */
void app_note_place(App *app);
void app_resume(App *app, bool language);

/* Asks for a line, with `text` to begin with; the view on top is told by its `write` what was typed. */
void app_ask_line(App *app, Str text);

/* False for what strangers may not do (kiosk in actions.def): it is in no hint, no help and no list of commands, and
   its key says so. */
bool app_allows(const App *app, Action action);

/* Runs an action as if its key had been pressed in the view on top. */
void app_run(App *app, Action action);

/* The context of the view on top. */
Context app_context(const App *app);

/* The same of the view on top, whether or not something is being typed on the last line. */
Context app_view_context(const App *app);

#endif
