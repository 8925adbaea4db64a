/* The filter in the lists: what it leaves of groups and items, how many, and the line in which it is spelled out. */
#ifndef BILAN_VIEW_FILTER_H
#define BILAN_VIEW_FILTER_H

#include "view_axis.h"

#include "../core/facet.h"

/* The axis of the filter that an entry is a value of; FACET_AXIS_COUNT where it is none. */
FacetAxis view_filter_axis(EntryKind kind);

/* Puts the groups of an axis into the reader's order and counts them anew. A province, theme or term stays where it
   counts nothing, so that it is seen (terms at the end); speeches, sections and kinds of figures go. With `hits` these
   are counted, see view_tally.h; NULL: measures. */
void view_filter_groups(const App *app, AxisId axis, const SearchHits *hits, Entries *groups);

/* Puts the corpus's provinces into the reader's order; `out` has room for all. */
void view_filter_order(const App *app, uint32_t *out);

/* Leaves of a group's items what the other axes let pass; what the group's own axis would leave out is in small
   print. */
void view_filter_items(const App *app, AxisId axis, const Entry *group, Entries *items);

/* A theme's text with the measures that pass only, in place of what is in `doc`. */
void view_filter_theme(const App *app, uint32_t theme, Lang lang, Doc *doc);

/* Takes the value of an entry, or gives it back; a speech or section stands for its province, or where there are
   several corpora for its corpus. NULL or anything else: says where it can be done. */
void view_filter_take(App *app, const Entry *entry);

/* Gives the last value back and names it; false where there is no filter. */
bool view_filter_undo(App *app);

/* The line: 筛选 浙江、山东 · 网格治理, and how many measures pass. Where something was found: how many of the `found`
   hits do; before it the query, unless that is empty: 查找 网格. */
typedef struct FilterLine { Str query; bool hits; size_t passing, found; } FilterLine;
void view_filter_draw(const App *app, const FilterLine *line, Screen *screen, Rect row);

#endif
