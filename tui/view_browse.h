/* The browser: an axis with its counts, the items of what is chosen there, and their text, all in sight as far as the
   width allows. What was found is an axis too, in a browser of its own over the first; its axes then count hits. */
#ifndef BILAN_VIEW_BROWSE_H
#define BILAN_VIEW_BROWSE_H

#include "advice.h"
#include "view_axis.h"
#include "view_read.h"

#define VIEW_BROWSE_HALF 80 /* columns from which two panes stand beside one another */

typedef enum Pane { PANE_AXIS, PANE_ITEMS, PANE_TEXT, PANE_COUNT } Pane;

/* What the text has to do once it is laid out. */
typedef enum Jump { JUMP_NONE, JUMP_TOP, JUMP_ITEM, JUMP_UNIT, JUMP_SPOT } Jump;

typedef struct Browse {
	AxisId axis;
	Pane focus;
	Entries groups, items;
	Scroll group_scroll, item_scroll;
	size_t remembered[AXIS_COUNT]; /* the group of each axis when it was left */
	Reader reader;
	Entry subject;       /* whose text the reader holds … */
	Lang lang;           /* … and in which language */
	bool filled, stale;  /* stale: filter or notes are others than when it was filled */
	Jump jump;
	Unit target;         /* of JUMP_UNIT … */
	uint32_t target_byte; /* … of its passage; 0: its beginning */
	ReadSpot spot;       /* of JUMP_SPOT */
	SearchHits hits;
	Query asked;         /* what was looked for, as it was understood … */
	SearchScan scan;     /* … and how far */
	bool scanning, more; /* there is more to look at; there are hits that the lists do not have yet */
	Lang scan_lang;
	Buf query, spelling; /* what was looked for, how it was understood … */
	Advice advice;       /* … what else to try … */
	size_t advised;      /* … which of it is under the cursor, from 1 */
	size_t passing;      /* hits that pass the filter */
	size_t listed;       /* hits that the lists have */
	Buf narrow;          /* what the rows of a list must have; empty: all rows are there … */
	Pane narrow_pane;    /* … and which list */
	unsigned revision;   /* of the filter that the lists were built with */
	int filter_row;      /* where it is spelled out; -1: nowhere */
	bool over;           /* it stands over another view … */
	Pane home;           /* … to which q goes back from here */
	Rect areas[PANE_COUNT]; /* without their title rows … */
	int titles[PANE_COUNT]; /* … which are these */
} Browse;

/* True for a browser of what was found: its axes have the hits. */
bool view_browse_is_found(const Browse *browse);

/* Shows another axis; of what was found, the group of the hit under the cursor. */
void view_browse_axis(App *app, Browse *browse, AxisId axis);

/* Goes to a unit of the text that is there; the lists follow. */
void view_browse_read(App *app, Browse *browse, Unit unit);

/* Puts the cursor on a hit. */
void view_browse_show_hit(Browse *browse, size_t hit);

/* Opens a browser's text at a unit, or at a byte of its passage: for views that name units. */
void view_browse_go(App *app, Unit unit, uint32_t byte);

/* Shows an axis, as it is narrowed where it is there already, with these rows under its cursors, as far as they are
   there, and the text where `spot` says. */
void view_browse_return(
	App *app, Browse *browse, AxisId axis, Pane focus, const Entry *group, const Entry *item, const ReadSpot *spot);

/* Leaves of a pane's list the rows that have `text`; all of them where it is empty. */
void view_browse_narrow(App *app, Browse *browse, Pane pane, Str text);

/* Opens a browser at a group of an axis: a province, a theme, a term. */
void view_browse_open(App *app, AxisId axis, Entry group);

/* For view_browse.c, in view_browse_lists.c: the cursor on a row, or the nearest that is no heading, first in that
   direction; on a group, whose items are then listed and whose text comes; both lists anew, with the same rows under
   their cursors as far as they are there. */
void view_browse_put_item(Browse *browse, size_t index);
void view_browse_skip_headings(Browse *browse, bool forward);
void view_browse_put_group(const App *app, Browse *browse, size_t index);
void view_browse_refresh(const App *app, Browse *browse);

/* Puts hits that came since the lists were built at the end of the list of all hits; false where another list stands
   there. */
bool view_browse_add_hits(const App *app, Browse *browse);

/* Where a row like `wanted` is, `otherwise` where there is none. */
size_t view_browse_find(const Entries *entries, const Entry *wanted, size_t otherwise);

/* Puts the cursor on the item of a unit; false where it has none. */
bool view_browse_find_unit(Browse *browse, const App *app, Unit unit);

/* Opens a browser over the view on top, which q goes back to: at these rows of an axis, with the keys in a pane. */
void view_browse_over(App *app, AxisId axis, Pane home, const Entry *group, const Entry *item);

/* Likewise at a unit's text. */
void view_browse_over_unit(App *app, Unit unit);

/* For those two, in view_browse_text.c: the browser alone; NULL where no view fits on top any more. */
Browse *view_browse_push(App *app, Pane home);

/* For view_browse.c, in view_browse_text.c: the right document in the reader, then, once it is laid out, the jump. */
void view_browse_fill(const App *app, Browse *browse);
void view_browse_jump(const App *app, Browse *browse);

/* Notes which measures end in sight: they have been read. */
void view_browse_count_read(App *app, const Browse *browse);

/* For view_browse_draw.c: where the panes stand in `area`; with `filtered` there is a line for the filter. */
void view_browse_areas(Browse *browse, Rect area, Lang lang, bool filtered);

/* What a mark, bookmark or note would be on. */
Unit view_browse_unit(const App *app, const void *state);

/* For view_browse.c, in view_browse_offer.c: the unit under the cursor, the text, the lists. */
void view_browse_offer(const App *app, const void *state, Offers *out);

/* For view_browse.c: draws all of it. */
void view_browse_draw(const App *app, const void *state, Screen *screen, Rect area);

/* For view_browse_point.c: the keys go to a pane; the lists go where the text is. */
void view_browse_focus(Browse *browse, Pane pane);
void view_browse_follow(const App *app, Browse *browse);

/* What the mouse does: see View. */
bool view_browse_point(App *app, void *state, Point at, Rect area);

/* The axis whose name stands at a cell, up to AXIS_FIGURES; AXIS_COUNT where none does. */
AxisId view_browse_tab(const App *app, const Browse *browse, Point at, Rect area);

/* The row under the cursor, NULL in an empty list. */
const Entry *view_browse_group(const Browse *browse);
const Entry *view_browse_item(const Browse *browse);

#endif
