/* Places that were left by a jump, to go back to and forward again: axis, cursors, pane, filter, the text on top, and
   whether something found or a comparison was open. */
#ifndef BILAN_HISTORY_H
#define BILAN_HISTORY_H

#include "app.h"

#define HISTORY_LIMIT 100 /* places; the oldest is forgotten */

typedef struct History History;

History *history_new(void);
void history_free(History *history);

/* Before and after what may be a jump: when it has led elsewhere, the place before can be gone back to, and what lay
   ahead is forgotten. Calls may nest. */
void history_leave(App *app);
void history_arrive(App *app);

/* True where there is a place to go forward to. */
bool history_ahead(const App *app);

/* Back (by < 0) or forward; false where there is nothing. */
bool history_go(App *app, int by);

#endif
