/* What a pane's moving saves: arithmetic on cells, without a terminal. A pane that moved up or down as a whole is moved
   by the terminal itself: whole rows by its scrolling region, a pane beside others between left and right margins
   (DECSLRM, DEC STD 070) where it has them. Panes that only follow a list's cursor can wait while a key is held. */
#ifndef BILAN_PAINT_MOVE_H
#define BILAN_PAINT_MOVE_H

#include "screen.h"

/* How many rows the content of `pane` has moved up (negative: down) from `shown`, which are the cells of a screen
   of the same size; 0 where moving would not spare rows, or would cut a character. */
int paint_moved(const ScreenCell *shown, const Screen *screen, Rect pane);

/* The whole rows among which most has moved together, for views that give no hint; no height where none has. */
Rect paint_moved_block(const ScreenCell *shown, const Screen *screen);

/* Appends what makes the terminal move a pane that is narrower than the screen: SU or SD between margins, which are
   gone again afterwards, as are those of the rows. */
void paint_add_move(Buf *out, Rect pane, int by);

/* Does to `shown` what that does to the terminal. The rows that come in are `blank`. */
void paint_move(ScreenCell *shown, int width, Rect pane, int by, ScreenCell blank);

/* Puts what is shown in `pane` back into row y of a copy of the new cells; nothing is done where a character would be
   cut. True when the row is another one now. */
bool paint_keep(ScreenCell *row, const ScreenCell *shown, int width, Rect pane, int y);

#endif
