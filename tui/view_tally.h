/* Facets together with a query: how many hits the values of an axis have, and which hits stand under one. A hit counts
   where its unit passes the filter; a value is counted with the other axes only, as in facet.h. */
#ifndef BILAN_VIEW_TALLY_H
#define BILAN_VIEW_TALLY_H

#include "view_axis.h"

/* Puts into each group's count how many hits stand under it; for kinds of figures, how many figures stand in units in
   which something was found. */
void view_tally_groups(const App *app, const SearchHits *hits, Entries *groups);

/* Appends the hits under a group, below headings with the names and counts of their provinces; under a kind of figures
   leaves of the items those that stand in units in which something was found. */
void view_tally_items(const App *app, const SearchHits *hits, const Entry *group, Entries *items);

/* Appends the hits from number `from` on to the rows of those before it, as view_tally_items does. */
void view_tally_hits(const App *app, const SearchHits *hits, size_t from, const Entry *group, Entries *items);

/* How many of the hits from number `from` on pass the filter. */
size_t view_tally_passing(const App *app, const SearchHits *hits, size_t from);

/* True where the unit has the value that the group stands for. */
bool view_tally_has(const Corpus *corpus, Unit unit, const Entry *group);

#endif
