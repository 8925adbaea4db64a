/* The terminal: its modes, its signals, its keys, and the frames that paint.h makes, one write each. One terminal a
   process. Signals are blocked and let in only while it waits, so none is lost; a line that drops is an event like any
   other. */
#ifndef BILAN_TERMINAL_H
#define BILAN_TERMINAL_H

#include "keymap.h"
#include "screen.h"
#include "palette.h"

typedef enum TerminalEvent {
	TERMINAL_KEY,
	TERMINAL_RESIZE,
	TERMINAL_REDRAW, /* there is something to paint: the terminal has told its colours and widths, or keys pause */
	TERMINAL_FOREIGN, /* the terminal has told that its charset is not the locale's: what is shown cannot be read */
	TERMINAL_ALSO,   /* what terminal_also has asked for */
	TERMINAL_IDLE,   /* nobody has pressed a key for so long */
	TERMINAL_END     /* a signal asked for the end, or the line dropped */
} TerminalEvent;

typedef struct TerminalOptions {
	Palette palette;     /* PALETTE_AUTO: NO_COLOR, COLORFGBG, what the terminal answers; both where nothing is known */
	int ambiguous;   /* columns of an ambiguous character, 1 or 2; 0: as the terminal answers */
	bool no_margins; /* panes are never moved by the terminal's left and right margins */
	bool no_stop;    /* Ctrl-Z does nothing, nor does SIGTSTP */
	uint32_t idle;   /* seconds without a key after which TERMINAL_IDLE comes, once; 0: never */
	void (*stopping)(void *data); /* called before Ctrl-Z stops the program; NULL: nothing */
	void *data;
} TerminalOptions;

typedef enum TerminalFault {
	TERMINAL_FINE,
	TERMINAL_NOT_ONE, /* stdin or stdout is no terminal */
	TERMINAL_DUMB,    /* TERM is unset, dumb or unknown */
	TERMINAL_CHARSET  /* of TERMINAL_FOREIGN */
} TerminalFault;

/* Whether there is a terminal that can be used; touches nothing. */
TerminalFault terminal_check(void);

/* Takes the terminal over. On a fault nothing has been written. */
TerminalFault terminal_open(const TerminalOptions *options);

/* Gives the terminal back as it was. Harmless when it is not open. */
void terminal_close(void);

/* The same and no more, where memory has run out: nothing is freed, since what is half made cannot be. */
void terminal_give_back(void);

void terminal_size(int *width, int *height);

/* Takes another palette at the next paint, and returns which: mono where there are no 256 colours. */
Palette terminal_set_palette(Palette palette);
Palette terminal_palette(void);

/* Columns of an ambiguous character, as far as they are known. */
int terminal_ambiguous(void);

/* Hands a text to the terminal's clipboard (copy.h); false where there is none. Whether a terminal takes it cannot be
   known. */
bool terminal_copy(Str text);

/* Whether presses and the wheel come as keys (keymap_point); else the mouse is the terminal's. Off when it is given
   back. */
void terminal_set_mouse(bool on);

/* Asks the terminal about itself again (it may be another one behind tmux); the next paint is a whole one. The answers
   come as TERMINAL_REDRAW. */
void terminal_ask(void);

/* Waits for the next event; *key is set for TERMINAL_KEY. */
TerminalEvent terminal_wait(Key *key);

/* While waiting for a key, waits for this descriptor to be readable too (-1: for none) and no longer than so many
   milliseconds (-1: as long as it takes); then TERMINAL_ALSO comes. Holds until it is called again. */
void terminal_also(int fd, int64_t within);

/* True while more input is there already: painting can wait. If it never comes to a key, TERMINAL_REDRAW follows. */
bool terminal_busy(void);

/* Paints what changed since the last paint. While a key is held, the screen's following panes are left as they are
   until keys pause; then TERMINAL_REDRAW asks for them. */
void terminal_paint(const Screen *screen);

/* Makes the next paint a whole one. */
void terminal_forget(void);

/* After TERMINAL_END: the exit status, 128 + signal (1, SIGHUP, for a dropped line). */
int terminal_status(void);

#endif
