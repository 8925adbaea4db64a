/* A list narrowed to the rows in which what was typed stands (f): names in both languages, by pinyin too. */
#ifndef BILAN_VIEW_NARROW_H
#define BILAN_VIEW_NARROW_H

#include "view_axis.h"

/* Leaves of the entries those that match `text`; all rows under a heading that matches, and the heading of a row that
   does. The empty text matches everything. */
void view_narrow_entries(const App *app, const SearchHits *hits, Str text, Entries *entries);

#endif
