/* Two to four provinces, sections or measures side by side, level by theme. All columns scroll together unless the
   reader lets one go; a column may be hidden or change its place. */
#ifndef BILAN_VIEW_COMPARE_H
#define BILAN_VIEW_COMPARE_H

#include "view.h"

#include "../core/compare.h"
#include "../core/compare_marks.h"

#define COMPARE_THEMES 32 /* that a block of the matrix may have */

/* What a comparison is of. */
typedef struct CompareAsk {
	Place places[TABLE_MAX_COLUMNS];
	size_t n;
	uint32_t theme; /* the only one; CORPUS_NONE: all */
	uint32_t themes[COMPARE_THEMES]; /* a block of the matrix: these only; n_themes 0: all */
	size_t n_themes;
	CompareMode mode;
} CompareAsk;

/* Rows that are in sight, of the columns that scroll together or of one that scrolls on its own. */
typedef struct CompareLane {
	CompareLayout layout;
	CompareSpot top;
	struct { CompareRow row; uint32_t block; } *rows; /* `n` of them */
	size_t n, cap;
} CompareLane;

/* `place` counts the places asked for, `column` those of them that are shown. */
typedef struct Compare {
	CompareAsk ask;
	bool hidden[TABLE_MAX_COLUMNS], loose[TABLE_MAX_COLUMNS]; /* of a place; loose: scrolls on its own */
	size_t place[TABLE_MAX_COLUMNS]; /* of a column */
	size_t active;       /* the column that keys mean */
	size_t ordered_by;   /* the place whose order the blocks have; SIZE_MAX: the vocabulary's */
	Comparison comparison;
	CompareLane together, own[TABLE_MAX_COLUMNS]; /* own: of a place */
	CompareMode mode;
	CompareMarks marks;  /* open while the mode needs them */
	bool stale;          /* the comparison is another than what is laid out */
	bool was_stacked;
	Unit pressed;        /* the measure on which the mouse was pressed last; a second press opens it */
	unsigned revision;   /* of the notes that stand in the columns */
	Lang lang;
	int ambiguous;
	uint32_t width;
	size_t height;       /* rows in sight */
} Compare;

/* Opens a comparison over what is there. */
void view_compare_open(App *app, const CompareAsk *ask);

/* What the comparison on top is of; false where there is none on top. */
bool view_compare_asked(const App *app, CompareAsk *ask);

/* For view_compare_draw.c: rows over the text, the lane in which a column scrolls. */
int view_compare_title_rows(Rect area);
const CompareLane *view_compare_lane(const Compare *compare, size_t column);

void view_compare_draw(const App *app, const void *state, Screen *screen, Rect area);

/* For view_compare_point.c: the column of a cell, SIZE_MAX where none is; moves a column, and those that scroll with
   it, by rows. */
size_t view_compare_column_at(const Compare *compare, Point at, Rect area);
void view_compare_scroll(Compare *compare, size_t column, long rows);

/* What the mouse does: see View. */
bool view_compare_point(App *app, void *state, Point at, Rect area);

/* For view_compare.c, in view_compare_offer.c: the theme on top of the column that keys mean, and all of it. */
void view_compare_offer(const App *app, const void *state, Offers *out);

/* For view_compare.c, in view_compare_marks.c: the next kind of marks; a first slice of what the mode needs; the next
   slice, true while there is more; Esc, which leaves the marks; whether there is more to do. */
void view_compare_mark(App *app, Compare *compare);
void view_compare_take_marks(App *app, Compare *compare);
bool view_compare_work(App *app, void *state);
void view_compare_cancel(App *app, void *state);
bool view_compare_is_marking(const Compare *compare);

#endif
