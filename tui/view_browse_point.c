/* The mouse in the browser: the wheel scrolls the pane under it, a press gives a pane the keys and a row the cursor, a
   press on that row opens it. */
#include "app.h"
#include "view_browse.h"
#include "view_list.h"

static bool inside(Rect area, int top, Point at)
{
	bool across = at.x >= area.x && at.x < area.x + area.width;
	return across && area.height > 0 && at.y >= top && at.y < area.y + area.height;
}

/* The pane there, with its title; PANE_COUNT between them. A narrow screen has only the one that has the keys. */
static Pane pane_at(const Browse *b, Point at, bool narrow)
{
	for (int i = PANE_COUNT; i-- > 0;)
		if (inside(b->areas[i], b->titles[i], at) && (!narrow || b->focus == (Pane)i))
			return (Pane)i;
	return PANE_COUNT;
}

static void wheel_text(App *app, Browse *b, int wheel)
{
	for (int i = 0; i < SCROLL_WHEEL; i++)
		view_read_move(&b->reader, wheel < 0 ? MOVE_UP : MOVE_DOWN);
	if (b->focus == PANE_TEXT)
		view_browse_follow(app, b);
}

/* Headings cannot be chosen: the window has gone past one, so the cursor goes on to the row below. */
static size_t no_header(const Entries *entries, size_t row)
{
	while (row + 1 < entries->n && entries->at[row].header)
		row++;
	return row;
}

/* True where the row was under the cursor already. */
static bool point_list(App *app, Browse *b, Pane pane, Point at)
{
	Scroll *scroll = pane == PANE_AXIS ? &b->group_scroll : &b->item_scroll, before = *scroll;
	bool again = view_list_point(scroll, at, b->areas[pane]);
	if (pane == PANE_ITEMS && scroll->cursor < b->items.n && b->items.at[scroll->cursor].header && at.wheel == 0)
		*scroll = before;
	else if (pane == PANE_ITEMS)
		*scroll = scroll_to(*scroll, no_header(&b->items, scroll->cursor));
	if (scroll->cursor == before.cursor)
		return again;
	if (pane == PANE_AXIS)
		view_browse_put_group(app, b, scroll->cursor);
	else
		b->jump = JUMP_ITEM;
	return false;
}

bool view_browse_point(App *app, void *state, Point at, Rect area)
{
	static const Action AXES[] = {ACTION_axis_provinces, ACTION_axis_themes, ACTION_axis_measures, ACTION_axis_terms,
		ACTION_axis_figures};
	Browse *b = state;
	Pane pane = pane_at(b, at, area.width < VIEW_BROWSE_HALF), focus = b->focus;
	AxisId axis = at.wheel == 0 ? view_browse_tab(app, b, at, area) : AXIS_COUNT;
	if (axis <= AXIS_FIGURES) {
		app_run(app, AXES[axis]);
		return false;
	}
	if (pane == PANE_COUNT)
		return false;
	if (at.wheel == 0 && focus != pane)
		view_browse_focus(b, pane);
	if (pane != PANE_TEXT)
		return point_list(app, b, pane, at) && focus == pane;
	if (at.wheel != 0)
		wheel_text(app, b, at.wheel);
	return false;
}
