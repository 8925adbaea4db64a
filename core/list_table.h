/* The tables of figures and of the overview, as listings to be written out. */
#ifndef BILAN_LIST_TABLE_H
#define BILAN_LIST_TABLE_H

#include "figures.h"
#include "list.h"
#include "overview.h"

/* The figures in the order of the lines; where they are lined up, with a column for the group. What is composed lives
   in `arena`; the figures must outlive the list. */
List list_table_figures(const Figures *figures, const FiguresLines *lines, bool alike, Arena *arena);

/* One row for each of the overview's: part, id, name, count, provinces; of a figure what it counts. Without what was
   read, which is the reader's own. The overview must outlive the list. */
List list_table_overview(const Corpus *corpus, const Overview *overview);

#endif
