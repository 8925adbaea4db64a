/* One list for everything that is a list: rows come from a source by number, only those in sight are asked for. */
#ifndef BILAN_VIEW_LIST_H
#define BILAN_VIEW_LIST_H

#include "view.h"

#include "../core/mem.h"

typedef struct ListRow {
	Str lead;     /* stands before the text, in small print; lead_columns wide, to the right when `lead_right` */
	Str text;
	Str right;    /* at the right end: a count */
	Style style;  /* of the text where the cursor is not */
	int indent;
	int lead_columns;
	bool lead_right, header, marked;
	bool read;    /* a small point stands where the tick would */
	uint32_t hit_from, hit_to; /* bytes of the text to be lit; from = to: none */
} ListRow;

typedef struct ListSource {
	const void *data;
	void (*row)(const void *data, size_t index, ListRow *out, Arena *scratch); /* composed texts go into `scratch` */
} ListSource;

#define VIEW_LIST_GUTTER 2 /* marker and tick */

/* Draws the rows in sight of `scroll` into `area`. `active`: the keys go here. */
void view_list_draw(const ListSource *source, const Scroll *scroll, bool active, Screen *screen, Rect area);

/* What the mouse does to a list whose rows stand in `area`: the wheel scrolls, a press puts the cursor on a row. True
   where it was there already. */
bool view_list_point(Scroll *scroll, Point at, Rect area);

#endif
