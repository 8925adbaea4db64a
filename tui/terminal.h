/* The terminal: the only file that includes curses. Paints a Screen, gives back keys and events. One terminal a
   process. Signals are blocked and let in only while it waits, so none is lost; a line that drops is an event like any
   other. */
#ifndef BILAN_TERMINAL_H
#define BILAN_TERMINAL_H

#include "keymap.h"
#include "screen.h"

typedef enum TerminalColour { TERMINAL_AUTO, TERMINAL_DARK, TERMINAL_LIGHT, TERMINAL_MONO } TerminalColour;

typedef enum TerminalEvent {
	TERMINAL_KEY,
	TERMINAL_RESIZE,
	TERMINAL_REDRAW, /* everything has to be painted again: back in the foreground, other colours */
	TERMINAL_END     /* a signal asked for the end, or the line dropped */
} TerminalEvent;

typedef struct TerminalOptions {
	TerminalColour colour; /* TERMINAL_AUTO: NO_COLOR, COLORFGBG, what the terminal answers; dark where nothing is known
							*/
	int ambiguous;         /* columns of an ambiguous character, 1 or 2 */
	bool no_stop;          /* Ctrl-Z does nothing */
} TerminalOptions;

typedef enum TerminalFault {
	TERMINAL_FINE,
	TERMINAL_NOT_ONE, /* stdin or stdout is no terminal */
	TERMINAL_DUMB,    /* TERM is unset, dumb or unknown */
	TERMINAL_LOCALE   /* the system has no UTF-8 locale at all */
} TerminalFault;

/* Whether there is a terminal that can be used; touches nothing. */
TerminalFault terminal_check(void);

/* Takes the terminal over. On a fault nothing has been written. */
TerminalFault terminal_open(const TerminalOptions *options);

/* Gives the terminal back as it was. Harmless when it is not open. */
void terminal_close(void);

void terminal_size(int *width, int *height);

/* Waits for the next event; *key is set for TERMINAL_KEY. */
TerminalEvent terminal_wait(Key *key);

/* True while more input is there already: painting can wait. */
bool terminal_busy(void);

/* Paints the rows that changed since the last paint. */
void terminal_paint(const Screen *screen);

/* Makes the next paint a whole one. */
void terminal_forget(void);

/* After TERMINAL_END: the exit status, 128 + signal (1, SIGHUP, for a dropped line). */
int terminal_status(void);

#endif
