#include "history.h"

#include "app_actions.h"
#include "view_browse.h"
#include "view_compare.h"

#include <stdlib.h>
#include <string.h>

typedef struct Spot {
	Buf query, filter; /* an empty query: the browser at the bottom */
	Buf narrow;        /* of the list in that pane */
	Pane narrow_pane;
	AxisId axis;
	Pane focus;
	Entry group, item;
	ReadSpot text;
	bool compare; /* is open, of that */
	CompareAsk ask;
	ViewId over; /* a view that tells its place; VIEW_COUNT: none */
	Buf place;
	Place tray[TABLE_MAX_COLUMNS];
	size_t marked;
} Spot;

typedef struct Spots { Spot *at; size_t n, cap; } Spots;

struct History {
	Spots before, after;
	Spots pending; /* left, and not yet arrived elsewhere */
};

static void free_spot(Spot *spot)
{
	buf_free(&spot->query);
	buf_free(&spot->filter);
	buf_free(&spot->place);
	buf_free(&spot->narrow);
}

static void free_spots(Spots *spots)
{
	for (size_t i = 0; i < spots->n; i++)
		free_spot(&spots->at[i]);
	free(spots->at);
	*spots = (Spots){0};
}

History *history_new(void)
{
	return mem_zeroed(1, sizeof(History));
}

void history_free(History *history)
{
	free_spots(&history->before);
	free_spots(&history->after);
	free_spots(&history->pending);
	free(history);
}

/* Help and the like lie over a place; they are none. */
static Spot here(const App *app)
{
	const Entry none = {.kind = ENTRY_COUNT};
	size_t at = app->depth - 1;
	while (at > 0 && app->stack[at].id != VIEW_browse)
		at--;
	const Browse *b = app->stack[at].state;
	const Entry *group = view_browse_group(b), *item = view_browse_item(b);
	Spot spot = {.axis = b->axis, .focus = b->focus, .text = view_read_spot(&b->reader)};
	spot.group = group ? *group : none;
	spot.item = item ? *item : none;
	spot.narrow_pane = b->narrow_pane;
	buf_add(&spot.narrow, buf_str(&b->narrow));
	spot.compare = view_compare_asked(app, &spot.ask);
	spot.marked = app->marked;
	spot.over = app_view(app)->place ? app->stack[app->depth - 1].id : VIEW_COUNT;
	if (app_view(app)->place)
		app_view(app)->place(app, app_state(app), &spot.place);
	memcpy(spot.tray, app->tray, sizeof spot.tray);
	if (at > 0)
		buf_add(&spot.query, buf_str(&b->query));
	facet_save(&app->facet, &spot.filter);
	return spot;
}

static bool same_entry(const Entry *a, const Entry *b)
{
	return a->kind == b->kind && a->index == b->index;
}

/* Where the text stands does not count: scrolling is no jump. */
static bool same_spot(const Spot *a, const Spot *b)
{
	return str_eq(buf_str(&a->query), buf_str(&b->query)) && a->axis == b->axis && a->focus == b->focus
		&& a->compare == b->compare && a->over == b->over && str_eq(buf_str(&a->place), buf_str(&b->place))
		&& str_eq(buf_str(&a->filter), buf_str(&b->filter)) && str_eq(buf_str(&a->narrow), buf_str(&b->narrow))
		&& same_entry(&a->group, &b->group) && same_entry(&a->item, &b->item);
}

static void push(Spots *spots, Spot spot)
{
	if (spots->n == HISTORY_LIMIT) {
		free_spot(&spots->at[0]);
		memmove(spots->at, spots->at + 1, --spots->n * sizeof *spots->at);
	}
	MEM_PUSH(spots, spot);
}

void history_leave(App *app)
{
	MEM_PUSH(&app->history->pending, here(app));
}

void history_arrive(App *app)
{
	History *h = app->history;
	if (h->pending.n == 0)
		return;
	Spot left = h->pending.at[--h->pending.n], now = here(app);
	const Spot *last = h->before.n > 0 ? &h->before.at[h->before.n - 1] : NULL;
	bool moved = !same_spot(&left, &now);
	if (moved)
		free_spots(&h->after);
	if (moved && !(last && same_spot(&left, last)))
		push(&h->before, left);
	else
		free_spot(&left);
	free_spot(&now);
}

static void restore(App *app, const Spot *spot)
{
	Str query = buf_str(&spot->query);
	while (app->depth > 1)
		app_pop(app);
	if (query.n > 0)
		app_push(app, VIEW_browse, &query);
	facet_restore(&app->facet, buf_str(&spot->filter));
	app->revision++;
	Browse *b = app->stack[app->depth - 1].state;
	view_browse_axis(app, b, spot->axis);
	view_browse_narrow(app, b, spot->narrow_pane, buf_str(&spot->narrow));
	view_browse_return(app, b, spot->axis, spot->focus, &spot->group, &spot->item, &spot->text);
	Str place = buf_str(&spot->place);
	if (spot->over != VIEW_COUNT)
		app_push(app, spot->over, &place);
	if (!spot->compare)
		return;
	memcpy(app->tray, spot->tray, sizeof spot->tray);
	app->marked = spot->marked;
	view_compare_open(app, &spot->ask);
}

bool history_ahead(const App *app)
{
	return app->history->after.n > 0;
}

bool history_go(App *app, int by)
{
	History *h = app->history;
	Spots *from = by < 0 ? &h->before : &h->after, *to = by < 0 ? &h->after : &h->before;
	if (from->n == 0)
		return false;
	Spot spot = from->at[--from->n];
	push(to, here(app));
	restore(app, &spot);
	free_spot(&spot);
	return true;
}
