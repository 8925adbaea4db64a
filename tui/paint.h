/* The painter: makes of a screen the bytes that turn what the terminal shows into it, as few as it can. It knows what
   stands there, where the cursor is, which look and which rows that scroll are set, and never what it has not sent
   itself. No terminal is touched here: the bytes of a frame are appended to a Buf, for one write. Every sequence but
   the margins' is terminfo's (caps.h). */
#ifndef BILAN_PAINT_H
#define BILAN_PAINT_H

#include "caps.h"
#include "charset.h"
#include "palette.h"
#include "screen.h"

typedef struct PaintLook {
	uint8_t weight; /* a set of PaletteWeight */
	short ink, paper; /* -1: the terminal's own */
} PaintLook;

typedef struct Paint {
	const Caps *caps;       /* not owned */
	const Charset *charset; /* not owned */
	bool margins;           /* the terminal has left and right margins */
	PaintLook looks[STYLE_COUNT];
	uint8_t as[STYLE_COUNT], blank_as[STYLE_COUNT]; /* the style that stands for all that look alike, or blank alike */
	int width, height;
	ScreenCell *shown, *wanted; /* what stands there; what shall. A style past STYLE_COUNT: not known */
	bool whole;             /* nothing is known */
	int x, y;               /* the cursor; x < 0: not known */
	int top, bottom;        /* first and last row that scroll; top < 0: not known */
	PaintLook look;         /* that is set; paper < -1: not known */
	int cursor;             /* 1 visible, 0 hidden, -1 not known */
	bool joined;            /* several looks go into one sequence, as ECMA-48 has it */
	Rect following[2];      /* of the last frame */
	Buf step, across, way, best; /* room to try in */
} Paint;

/* Caps and charset outlive the painter. Free with paint_close. */
void paint_open(Paint *paint, const Caps *caps, const Charset *charset);
void paint_close(Paint *paint);

/* Gives the styles their looks; own_paper as of palette_own_paper. The next frame is a whole one. */
void paint_set_palette(Paint *paint, Palette palette, bool own_paper);

/* Nothing is known any more: the next frame is a whole one. */
void paint_forget(Paint *paint);

/* Appends what makes the terminal show the screen; nothing where it does already. With `keep`, panes that follow a
   list's cursor stay as they are; true when something was left out for that. */
bool paint_frame(Paint *paint, const Screen *screen, bool keep, Buf *out);

/* Appends what leaves the terminal plain: colours, rows that scroll, a visible cursor, in the last row. */
void paint_leave(Paint *paint, Buf *out);

#endif
