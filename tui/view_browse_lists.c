/* The lists of the browser: what they hold under filter and order, and what is under their cursors. */
#include "view_browse.h"

#include "app.h"
#include "view_filter.h"
#include "view_narrow.h"
#include "view_tally.h"

const Entry *view_browse_group(const Browse *b)
{
	return b->group_scroll.cursor < b->groups.n ? &b->groups.at[b->group_scroll.cursor] : NULL;
}

const Entry *view_browse_item(const Browse *b)
{
	return b->item_scroll.cursor < b->items.n ? &b->items.at[b->item_scroll.cursor] : NULL;
}

bool view_browse_is_found(const Browse *b)
{
	return b->query.n > 0;
}

/* The nearest row that is no heading, first in the direction of the move. */
void view_browse_skip_headings(Browse *b, bool forward)
{
	size_t n = b->items.n, i = b->item_scroll.cursor;
	for (int turn = 0; turn < 2 && n > 0; turn++, forward = !forward, i = b->item_scroll.cursor)
		for (; i < n; i += forward ? 1 : SIZE_MAX)
			if (!b->items.at[i].header) {
				b->item_scroll = scroll_to(b->item_scroll, i);
				if (i > 0 && b->items.at[i - 1].header && b->item_scroll.top == i)
					b->item_scroll.top--; /* its heading comes into sight with it */
				return;
			}
}

void view_browse_put_item(Browse *b, size_t index)
{
	b->item_scroll = scroll_to(b->item_scroll, index);
	view_browse_skip_headings(b, true);
}

static void build_items(const App *app, Browse *b)
{
	const Entry *group = view_browse_group(b);
	b->items.n = 0;
	if (group && (!view_browse_is_found(b) || b->axis == AXIS_FIGURES))
		view_axis_row(b->axis)->items(app->corpus, group, &b->items);
	if (group && view_browse_is_found(b))
		view_tally_items(app, &b->hits, group, &b->items);
	else if (group)
		view_filter_items(app, b->axis, group, &b->items);
	if (b->narrow_pane == PANE_ITEMS)
		view_narrow_entries(app, &b->hits, buf_str(&b->narrow), &b->items);
	b->listed = b->hits.n;
	b->item_scroll = scroll_fit((Scroll){0}, b->items.n, b->item_scroll.rows);
	view_browse_skip_headings(b, true);
}

void view_browse_put_group(const App *app, Browse *b, size_t index)
{
	b->group_scroll = scroll_to(b->group_scroll, index);
	build_items(app, b);
	b->jump = b->axis == AXIS_FIGURES || view_browse_is_found(b) ? JUMP_ITEM : JUMP_TOP;
	if (b->axis == AXIS_TERMS && b->focus != PANE_AXIS)
		b->jump = JUMP_ITEM;
	const Entry *group = view_browse_group(b);
	if (b->axis == AXIS_MEASURES && group && group->kind == ENTRY_SECTION)
		b->jump = JUMP_ITEM;
}

static void build_groups(const App *app, Browse *b)
{
	b->groups.n = 0;
	view_axis_row(b->axis)->groups(app->corpus, &b->groups);
	view_filter_groups(app, b->axis, view_browse_is_found(b) ? &b->hits : NULL, &b->groups);
	b->passing = view_tally_passing(app, &b->hits, 0);
	if (b->narrow_pane == PANE_AXIS)
		view_narrow_entries(app, &b->hits, buf_str(&b->narrow), &b->groups);
	b->group_scroll = scroll_fit(b->group_scroll, b->groups.n, b->group_scroll.rows);
	b->revision = app->revision;
}

size_t view_browse_find(const Entries *entries, const Entry *wanted, size_t otherwise)
{
	for (size_t i = 0; i < entries->n; i++) {
		const Entry *entry = &entries->at[i];
		if (entry->kind == wanted->kind && entry->index == wanted->index && entry->header == wanted->header)
			return i;
	}
	return otherwise;
}

bool view_browse_add_hits(const App *app, Browse *b)
{
	const Entry *group = view_browse_group(b);
	if (!b->more || b->axis != AXIS_FOUND || b->revision != app->revision || b->narrow.n > 0 || !group)
		return false;
	view_tally_hits(app, &b->hits, b->listed, group, &b->items);
	b->passing += view_tally_passing(app, &b->hits, b->listed);
	b->item_scroll = scroll_fit(b->item_scroll, b->items.n, b->item_scroll.rows);
	if (b->listed == 0)
		view_browse_skip_headings(b, true);
	b->listed = b->hits.n;
	b->more = false;
	return true;
}

/* The filter or the order is another: the same rows under the cursor, where they are still there. */
void view_browse_refresh(const App *app, Browse *b)
{
	if (view_browse_add_hits(app, b))
		return;
	const Entry none = {.kind = ENTRY_COUNT}, *at = view_browse_group(b);
	Entry group = at ? *at : none, item = view_browse_item(b) ? *view_browse_item(b) : none;
	build_groups(app, b);
	b->group_scroll = scroll_to(b->group_scroll, view_browse_find(&b->groups, &group, b->group_scroll.cursor));
	build_items(app, b);
	b->item_scroll = scroll_to(b->item_scroll, view_browse_find(&b->items, &item, b->item_scroll.cursor));
	b->stale = b->stale || !b->more;
	b->more = false;
}

/* The group of what is under the cursor, as far as something was found there; else the one that was left last. */
static size_t group_of(const App *app, const Browse *b, Unit unit)
{
	for (size_t i = 0; unit.kind != UNIT_NONE && i < b->groups.n; i++)
		if (b->groups.at[i].kind != ENTRY_VOLUME && view_tally_has(app->corpus, unit, &b->groups.at[i]))
			return i;
	return b->remembered[b->axis];
}

void view_browse_axis(App *app, Browse *b, AxisId axis)
{
	const Entry *item = view_browse_is_found(b) ? view_browse_item(b) : NULL;
	Unit unit = item && item->kind == ENTRY_HIT ? b->hits.at[item->index].unit : (Unit){0};
	b->remembered[b->axis] = b->group_scroll.cursor;
	b->axis = axis;
	buf_clear(&b->narrow);
	b->group_scroll = (Scroll){.rows = b->group_scroll.rows};
	build_groups(app, b);
	b->focus = view_axis_row(axis)->grouped ? PANE_AXIS : PANE_ITEMS;
	view_browse_put_group(app, b, group_of(app, b, unit));
}

static bool find_unit(Browse *b, const App *app, Unit unit)
{
	for (size_t i = 0; i < b->items.n; i++) {
		Unit other = view_axis_unit(app->corpus, &b->hits, &b->items.at[i]);
		if (other.kind == unit.kind && other.index == unit.index && !b->items.at[i].header) {
			b->item_scroll = scroll_to(b->item_scroll, i);
			return true;
		}
	}
	return false;
}

/* A long list has the speeches only. */
bool view_browse_find_unit(Browse *b, const App *app, Unit unit)
{
	if (find_unit(b, app, unit))
		return true;
	return b->axis == AXIS_PROVINCES && unit.kind > UNIT_SPEECH &&
		find_unit(b, app, (Unit){UNIT_SPEECH, corpus_speech_of(app->corpus, unit)});
}

void view_browse_show_hit(Browse *b, size_t hit)
{
	const Entry wanted = {.kind = ENTRY_HIT, .index = (uint32_t)hit};
	view_browse_put_item(b, view_browse_find(&b->items, &wanted, 0));
	b->jump = JUMP_ITEM;
}
