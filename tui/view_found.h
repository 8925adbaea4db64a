/* What was found, in a browser: looking, how the query was understood, and advice where nothing was found. */
#ifndef BILAN_VIEW_FOUND_H
#define BILAN_VIEW_FOUND_H

#include "view_browse.h"

#define VIEW_FOUND_SLICE (128 * 1024) /* bytes of text that are looked at before a key may come: a millisecond or two */

/* Looks for the query and shows its hits in the browser, the best one under the cursor. In a large corpus this is the
   first slice of the search, and view_found_work does the next: true while there is more. */
void view_found_search(App *app, Browse *browse, Str query);
bool view_found_work(App *app, Browse *browse);

/* Gives a browser of the same query what somebody else has found of it, and how far that search is. */
void view_found_adopt(App *app, Browse *browse, Query asked, SearchScan scan, bool scanning, SearchHits hits);

/* Ends the search where it is, and says so; how far that is, in per cent. */
void view_found_stop(App *app, Browse *browse);
int view_found_percent(const App *app, const Browse *browse);

/* Opens a browser on what is found, over the one at the bottom; or says that nothing was. */
void view_found_open(App *app, Str query);

/* Says on the last line that nothing was found, with advice. */
void view_found_warn(App *app, Str query);

/* Where nothing was found: the next (by > 0) or previous piece of advice under the cursor. False where there is none to
   go to. What it says to look for; empty while none is under the cursor. */
bool view_found_advise(Browse *browse, int by);
Str view_found_advised(const Browse *browse);

/* Draws the advice where the list of hits would stand. */
void view_found_draw_advice(const App *app, const Browse *browse, Screen *screen, Rect area);

#endif
