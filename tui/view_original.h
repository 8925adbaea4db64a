/* The original beside the restatement: 原文 │ 转述 │ English, each unit level in all of them, one unit after the
   other through the volume. Rows and columns are a comparison's (core/compare.h). Where not all columns have room, the
   one in the language that the interface does not speak is hidden; the keys 1 to 3 hide and bring back, and what is
   too narrow then stands one above the other. */
#ifndef BILAN_VIEW_ORIGINAL_H
#define BILAN_VIEW_ORIGINAL_H

#include "view.h"

#include "../core/compare.h"

typedef enum OriginalColumn { ORIGINAL_WORDS, ORIGINAL_ZH, ORIGINAL_EN, ORIGINAL_COLUMNS } OriginalColumn;

typedef struct Beside {
	uint32_t volume;
	struct { Unit *at; size_t n, cap; } units; /* of the volume, a block each */
	CompareLayout layout;
	CompareSpot top;
	struct { CompareRow row; uint32_t block; } *rows; /* in sight, `n` of them */
	size_t n, cap, height;
	OriginalColumn active;   /* that keys mean */
	unsigned columns;        /* that are shown, a bit each … */
	bool chosen;             /* … as the reader wants it */
	Unit goal;               /* to be put on top, once it is laid out; UNIT_NONE: nothing … */
	Span lit;                /* … bytes of its original words that are lit; from = to: none */
	Unit lit_unit;
	bool was_stacked;
	Lang lang;
	int ambiguous;
	uint32_t width;
} Beside;

/* Opens it at a unit, with bytes of the unit's original words lit (from = to: none); or says that the original is not
   at hand, and how to attach it. */
void view_original_open(App *app, Unit unit, Span lit);

/* The same at a figure, with the number lit. */
void view_original_open_figure(App *app, uint32_t figure);

/* In view_original_draw.c: draws all of it; what stands over a column. */
void view_original_draw(const App *app, const void *state, Screen *screen, Rect area);
Str view_original_name(OriginalColumn column, Lang lang);

/* Rows over the text. */
int view_original_title_rows(Rect area);

#endif
