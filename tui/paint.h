/* What of a screen has to go to the terminal, given the cells that stand there: arithmetic on cells, without a
   terminal. Two savings that curses cannot see: a pane beside others that moved up or down as a whole, which a
   terminal with left and right margins (DECSLRM, DEC STD 070) moves itself; and panes that only follow a list's
   cursor, which can wait while a key is held. */
#ifndef BILAN_PAINT_H
#define BILAN_PAINT_H

#include "screen.h"

/* How many rows the content of `pane` has moved up (negative: down) from `shown`, which are the cells of a screen
   of the same size; 0 where moving would not spare rows, or would cut a character. */
int paint_moved(const ScreenCell *shown, const Screen *screen, Rect pane);

/* Appends what makes the terminal move the pane of a screen of that width: SU or SD between margins. It has to have
   its plain colours, and the cursor goes home. */
void paint_add_move(Buf *out, int width, Rect pane, int by);

/* Does to `shown` what that does to the terminal. The rows that come in are blank. */
void paint_move(ScreenCell *shown, int width, Rect pane, int by);

/* Puts what is shown in `pane` back into row y of a copy of the new cells; false, and nothing done, where a character
   would be cut. */
bool paint_keep(ScreenCell *row, const ScreenCell *shown, int width, Rect pane, int y);

#endif
