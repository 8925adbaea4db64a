/* What a terminal tells about itself. All questions go out in one write and come back as input among the keys, so
   nothing ever waits for them; DA1, which every terminal answers, stands last and ends them. Sources: xterm's ctlseqs
   (CPR, DA1, DECRQM, OSC 11); contour's colour scheme reports (DSR ?996, also in kitty, ghostty, VTE); Unicode
   Standard Annex #11 for what "ambiguous" means. */
#ifndef BILAN_PROBE_H
#define BILAN_PROBE_H

#include "../core/buf.h"

#include <stdbool.h>

enum { PROBE_COLUMNS = 5 }; /* strings of which the width is asked */

typedef enum ProbeCharset { PROBE_UNKNOWN, PROBE_UTF8, PROBE_OTHER } ProbeCharset;

typedef struct Probe {
	bool asked;           /* the last answer has not come yet */
	bool arrived;         /* what was asked behind a frame has been answered */
	int widths[PROBE_COLUMNS], n; /* as answered so far */
	int ambiguous;        /* columns of an ambiguous character, 1 or 2; 0: not told */
	ProbeCharset charset;
	bool margins;         /* has left and right margins (mode 69) */
	bool ground_told;
	double ground;        /* lightness of the background, from 0 (black) to 1 */
} Probe;

/* Appends the questions to a terminal of that TERM, asked in the row where the cursor is, which is left blank, with the
   cursor at its beginning. It is not saved (DECSC): that place may be where the terminal keeps the shell's. Terminals
   that might print what they do not know are only asked what all of them know. */
void probe_ask(Probe *probe, const char *term, Buf *out);

/* Appends the question that is answered when all before it has been shown (DSR 5, ECMA-48); not on consoles, which need
   no line. */
void probe_ask_arrival(Probe *probe, const char *term, Buf *out);

/* True for a TERM whose terminal might print a sequence that it does not know. */
bool probe_is_console(const char *term);

/* Takes a control sequence or string (ESC and all) that came as input; false where it is no answer. */
bool probe_take(Probe *probe, Str sequence);

#endif
