/* Every figure in one table: as written, as a number, with a bar on the scale of its unit, what it counts, where.
   Grouped by unit, or lined up where several provinces count the same thing; sorted, narrowed by f; Enter goes to the
   sentence with the number lit. */
#ifndef BILAN_VIEW_FIGURES_H
#define BILAN_VIEW_FIGURES_H

#include "view_table.h"

#include "../core/figures.h"

/* The columns, the first one fixed. */
typedef enum FiguresColumn {
	FIGURES_COL_WRITTEN, FIGURES_COL_VALUE, FIGURES_COL_BAR, FIGURES_COL_WHAT, FIGURES_COL_PROVINCE,
	FIGURES_COL_THEME, FIGURES_COL_UNIT, FIGURES_COL_COUNT
} FiguresColumn;

typedef struct FiguresView {
	Figures figures;
	FiguresLines lines;
	FiguresGrouping grouping;
	FiguresOrder order;
	bool descending;
	size_t n;          /* lines that are no headings */
	Buf narrow;        /* what the rows must have */
	Lang lang;         /* of the order */
	unsigned revision; /* of the filter that was collected with */
	bool collected;
	int widths[FIGURES_COL_COUNT];
	bool short_names;  /* of provinces */
	Table table;
	Rect grid, preview;
} FiguresView;

/* The figure under the cursor; CORPUS_NONE where there is none. */
uint32_t view_figures_here(const FiguresView *view);

/* For view_figures.c, in view_figures_draw.c. `data` lives as long as the source. */
typedef struct FiguresData { const App *app; const FiguresView *view; } FiguresData;
TableSource view_figures_source(const FiguresData *data);
void view_figures_areas(const App *app, FiguresView *view, Rect area);
void view_figures_draw(const App *app, const void *state, Screen *screen, Rect area);

#endif
