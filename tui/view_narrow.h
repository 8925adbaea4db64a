/* A list narrowed to the rows in which what was typed stands (f): names in both languages, by pinyin too. */
#ifndef BILAN_VIEW_NARROW_H
#define BILAN_VIEW_NARROW_H

#include "view_axis.h"

/* Leaves of the entries those that match `text`; all rows under a heading that matches, and the heading of a row that
   does. The empty text matches everything. */
void view_narrow_entries(const App *app, const SearchHits *hits, Str text, Entries *entries);

/* Appends what a row is matched with, a line each so that nothing matches over two: a text in both languages; a
   figure as written, what it counts and its unit. */
void view_narrow_add_both(Buf *out, const Text *text);
void view_narrow_add_figure(Buf *out, const Figure *figure);

#endif
