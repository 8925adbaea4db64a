#include "view_browse.h"

#include "app.h"
#include "view_filter.h"
#include "view_found.h"
#include "view_narrow.h"
#include "view_tally.h"

#include <stdlib.h>
#include <string.h>

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
static void skip_headers(Browse *b, bool forward)
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

static void put_item(Browse *b, size_t index)
{
	b->item_scroll = scroll_to(b->item_scroll, index);
	skip_headers(b, true);
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
	b->item_scroll = scroll_fit((Scroll){0}, b->items.n, b->item_scroll.rows);
	skip_headers(b, true);
}

static void put_group(const App *app, Browse *b, size_t index)
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
	b->passing = view_tally_passing(app, &b->hits);
	if (b->narrow_pane == PANE_AXIS)
		view_narrow_entries(app, &b->hits, buf_str(&b->narrow), &b->groups);
	b->group_scroll = scroll_fit(b->group_scroll, b->groups.n, b->group_scroll.rows);
	b->revision = app->revision;
}

static size_t find_entry(const Entries *entries, const Entry *wanted, size_t otherwise)
{
	for (size_t i = 0; i < entries->n; i++) {
		const Entry *entry = &entries->at[i];
		if (entry->kind == wanted->kind && entry->index == wanted->index && entry->header == wanted->header)
			return i;
	}
	return otherwise;
}

/* The filter or the order is another: the same rows under the cursor, where they are still there. */
static void refresh(const App *app, Browse *b)
{
	const Entry none = {.kind = ENTRY_COUNT}, *at = view_browse_group(b);
	Entry group = at ? *at : none, item = view_browse_item(b) ? *view_browse_item(b) : none;
	build_groups(app, b);
	b->group_scroll = scroll_to(b->group_scroll, find_entry(&b->groups, &group, b->group_scroll.cursor));
	build_items(app, b);
	b->item_scroll = scroll_to(b->item_scroll, find_entry(&b->items, &item, b->item_scroll.cursor));
	b->stale = true;
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
	put_group(app, b, group_of(app, b, unit));
}

static void open_browse(App *app, void *state, const void *what)
{
	Browse *b = state;
	const Str *query = what;
	if (query)
		view_found_search(app, b, *query);
	else
		view_browse_axis(app, b, AXIS_PROVINCES);
}

static void close_browse(void *state)
{
	Browse *b = state;
	free(b->groups.at);
	free(b->items.at);
	free(b->hits.at);
	buf_free(&b->query);
	buf_free(&b->spelling);
	buf_free(&b->advice);
	buf_free(&b->narrow);
	view_read_free(&b->reader);
}

static void arrange_browse(App *app, void *state, Rect area)
{
	Browse *b = state;
	app->hits = view_browse_is_found(b);
	if (b->revision != app->revision)
		refresh(app, b);
	bool within = view_browse_is_found(b) && b->axis != AXIS_FOUND;
	view_browse_areas(b, area, app->options.lang, within || !facet_is_empty(&app->facet));
	b->group_scroll = scroll_fit(b->group_scroll, b->groups.n, (size_t)b->areas[PANE_AXIS].height);
	b->item_scroll = scroll_fit(b->item_scroll, b->items.n, (size_t)b->areas[PANE_ITEMS].height);
	view_browse_fill(app, b);
	b->reader.wanted = app->text_width;
	b->reader.level = app->options.kinsoku;
	b->reader.hang = app->hang;
	view_read_arrange(&b->reader, b->areas[PANE_TEXT].width, b->areas[PANE_TEXT].height, app->options.ambiguous);
	view_browse_jump(app, b);
	if (b->focus == PANE_TEXT)
		view_browse_count_read(app, b);
}

void view_browse_return(
	App *app, Browse *b, AxisId axis, Pane focus, const Entry *group, const Entry *item, const ReadSpot *spot)
{
	view_browse_axis(app, b, axis);
	b->focus = focus;
	put_group(app, b, find_entry(&b->groups, group, b->group_scroll.cursor));
	put_item(b, find_entry(&b->items, item, b->item_scroll.cursor));
	b->jump = JUMP_SPOT;
	b->spot = *spot;
}

static Context browse_context(const void *state)
{
	return ((const Browse *)state)->focus == PANE_TEXT ? CONTEXT_TEXT : CONTEXT_LIST;
}

static bool find_item(Browse *b, const App *app, Unit unit)
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

/* The lists follow the reader, where each unit has one row. */
static void follow(const App *app, Browse *b)
{
	Unit unit = view_read_unit(&b->reader);
	b->reader.here = false;
	if (view_browse_is_found(b))
		return;
	if (unit.kind == UNIT_NONE || b->axis > AXIS_MEASURES || find_item(b, app, unit) || b->axis != AXIS_MEASURES)
		return;
	uint32_t section = unit.kind == UNIT_MEASURE ? app->corpus->measures.at[unit.index].section
		: unit.kind == UNIT_SECTION ? unit.index : CORPUS_NONE;
	for (size_t i = 0; i < b->groups.n; i++)
		if (b->groups.at[i].kind == ENTRY_SECTION && b->groups.at[i].index == section) {
			b->group_scroll = scroll_to(b->group_scroll, i);
			build_items(app, b);
			find_item(b, app, unit);
		}
}

/* In the axis of terms the text is the term's gloss while the keys are on the left, and the place where it stands
   otherwise. */
static void set_focus(Browse *b, Pane pane)
{
	bool crossed = (b->focus == PANE_AXIS) != (pane == PANE_AXIS);
	b->focus = pane;
	if (crossed && b->axis == AXIS_TERMS)
		b->jump = pane == PANE_AXIS ? JUMP_TOP : JUMP_ITEM;
}

void view_browse_read(App *app, Browse *b, Unit unit)
{
	set_focus(b, PANE_TEXT);
	b->jump = view_read_to_unit(&b->reader, unit) ? JUMP_NONE : b->jump;
	follow(app, b);
}

static void move_browse(App *app, void *state, Move move)
{
	Browse *b = state;
	bool forward = move == MOVE_DOWN || move == MOVE_PAGE_DOWN || move == MOVE_HALF_DOWN || move == MOVE_TOP;
	if (b->focus == PANE_AXIS) {
		size_t before = b->group_scroll.cursor;
		b->group_scroll = scroll_move(b->group_scroll, move);
		if (b->group_scroll.cursor != before)
			put_group(app, b, b->group_scroll.cursor);
	} else if (b->focus == PANE_ITEMS) {
		size_t before = b->item_scroll.cursor;
		b->item_scroll = scroll_move(b->item_scroll, move);
		skip_headers(b, forward);
		if (b->item_scroll.cursor != before)
			b->jump = JUMP_ITEM;
	} else {
		view_read_move(&b->reader, move);
		follow(app, b);
	}
}

static void step_item(Browse *b, int by)
{
	size_t i = b->item_scroll.cursor, n = b->items.n;
	while ((i += by > 0 ? 1 : SIZE_MAX) < n)
		if (!b->items.at[i].header) {
			put_item(b, i);
			b->jump = JUMP_ITEM;
			return;
		}
}

/* The next row of another speech: a province's whole text in the provinces axis, the first entry of another province
   elsewhere. */
static void step_speech(const App *app, Browse *b, int by)
{
	size_t way = by > 0 ? 1 : SIZE_MAX;
	if (!view_browse_is_found(b) && (b->axis == AXIS_PROVINCES || b->axis == AXIS_MEASURES)) {
		size_t i = b->group_scroll.cursor;
		while ((i += way) < b->groups.n)
			if (b->groups.at[i].kind != ENTRY_SECTION) {
				put_group(app, b, i);
				return;
			}
		return;
	}
	const Entry *item = view_browse_item(b);
	if (!item)
		return;
	uint32_t speech = corpus_speech_of(app->corpus, view_axis_unit(app->corpus, &b->hits, item));
	for (size_t i = b->item_scroll.cursor; (i += way) < b->items.n;) {
		if (b->items.at[i].header
			|| corpus_speech_of(app->corpus, view_axis_unit(app->corpus, &b->hits, &b->items.at[i])) == speech)
			continue;
		put_item(b, i);
		b->jump = JUMP_ITEM;
		return;
	}
}

static void step_browse(App *app, void *state, Step step)
{
	Browse *b = state;
	int by = step == STEP_UNIT_NEXT || step == STEP_SPEECH_NEXT || step == STEP_ITEM_NEXT ? 1 : -1;
	if (step == STEP_SPEECH_NEXT || step == STEP_SPEECH_PREVIOUS) {
		step_speech(app, b, by);
	} else if (step == STEP_ITEM_NEXT || step == STEP_ITEM_PREVIOUS || b->focus == PANE_ITEMS) {
		step_item(b, by);
	} else {
		view_read_step(&b->reader, by);
		follow(app, b);
	}
}

static void enter_browse(App *app, void *state)
{
	(void)app;
	Browse *b = state;
	if (b->focus == PANE_AXIS)
		set_focus(b, b->items.n > 0 ? PANE_ITEMS : PANE_TEXT);
	else
		set_focus(b, PANE_TEXT);
}

/* The list of all hits, with the cursor where it was. */
static void leave_axis(App *app, Browse *b)
{
	const Entry *item = view_browse_item(b);
	size_t hit = item && item->kind == ENTRY_HIT ? item->index : 0;
	view_browse_axis(app, b, AXIS_FOUND);
	view_browse_show_hit(b, hit);
}

static bool back_browse(App *app, void *state)
{
	Browse *b = state;
	if (b->focus == PANE_AXIS && view_browse_is_found(b)) {
		leave_axis(app, b);
		return true;
	}
	if (b->focus == PANE_AXIS || (b->focus == PANE_ITEMS && !view_axis_row(b->axis)->grouped))
		return false;
	set_focus(b, (Pane)(b->focus - 1));
	return true;
}

static bool browse_at_top(const void *state)
{
	const Browse *b = state;
	return b->focus == PANE_AXIS && !view_browse_is_found(b);
}

static void out_browse(App *app, void *state)
{
	if (((Browse *)state)->focus != PANE_AXIS)
		back_browse(app, state);
}

static void pane_browse(App *app, void *state, int by)
{
	(void)app;
	Browse *b = state;
	int first = view_axis_row(b->axis)->grouped ? PANE_AXIS : PANE_ITEMS, n = PANE_COUNT - first;
	set_focus(b, (Pane)(first + ((int)b->focus - first + by + n) % n));
}

static void mark_browse(App *app, void *state)
{
	Browse *b = state;
	const Entry *entry = b->focus == PANE_AXIS ? view_browse_group(b) : view_browse_item(b);
	Unit unit = entry ? view_axis_unit(app->corpus, &b->hits, entry) : (Unit){0};
	if (b->focus == PANE_TEXT && view_read_unit(&b->reader).kind != UNIT_NONE)
		unit = view_read_unit(&b->reader);
	Place place = {.province = entry ? entry->index : 0};
	bool province = b->focus == PANE_AXIS && entry && entry->kind == ENTRY_PROVINCE;
	if (province || view_axis_place(app->corpus, unit, &place))
		app_toggle(app, place);
	else
		app_warn(app, WORD_cannot_mark, (Str){0});
}

static void hit_browse(App *app, void *state, int by)
{
	Browse *b = state;
	size_t before = b->item_scroll.cursor;
	step_item(b, by);
	if (b->item_scroll.cursor != before || b->items.n == 0)
		return;
	put_item(b, by > 0 ? 0 : b->items.n - 1); /* round to the other end */
	app_say(app, by > 0 ? WORD_hit_first : WORD_hit_last, (Str){0});
	b->jump = JUMP_ITEM;
}

/* The list that has the keys, or the one beside the text. */
static void narrow_browse(App *app, void *state, Str text)
{
	Browse *b = state;
	if (b->narrow.n == 0)
		b->narrow_pane = b->focus == PANE_AXIS ? PANE_AXIS : PANE_ITEMS;
	buf_clear(&b->narrow);
	buf_add(&b->narrow, text);
	refresh(app, b);
	put_item(b, b->item_scroll.cursor);
	b->jump = b->narrow_pane == PANE_ITEMS ? JUMP_ITEM : JUMP_NONE;
}

static void cancel_browse(App *app, void *state)
{
	Browse *b = state;
	if (b->reader.here && b->focus == PANE_TEXT)
		b->reader.here = false;
	else if (b->narrow.n > 0)
		narrow_browse(app, b, (Str){0});
	else
		view_filter_undo(app);
}

static void take_browse(App *app, void *state)
{
	const Browse *b = state;
	const Entry *entry = b->focus == PANE_AXIS ? view_browse_group(b) : view_browse_item(b);
	Entry speech = {.kind = ENTRY_SPEECH};
	if (entry && entry->kind == ENTRY_HIT) { /* its province */
		speech.index = corpus_speech_of(app->corpus, b->hits.at[entry->index].unit);
		entry = &speech;
	}
	view_filter_take(app, entry);
}

static Reader *browse_reader(void *state, int *width)
{
	Browse *b = state;
	*width = b->areas[PANE_TEXT].width;
	return &b->reader;
}

/* A province on the left is its speech. */
static Unit browse_unit(const App *app, const void *state)
{
	const Browse *b = state;
	const Entry *entry = b->focus == PANE_AXIS ? view_browse_group(b) : view_browse_item(b);
	Unit top = view_read_unit(&b->reader);
	if (b->focus == PANE_TEXT && top.kind == UNIT_NONE) /* above a theme's first measure */
		entry = view_browse_item(b);
	else if (b->focus == PANE_TEXT || !entry)
		return top;
	if (!entry)
		return top;
	if (entry->kind == ENTRY_PROVINCE)
		return (Unit){UNIT_SPEECH, app->corpus->by_province[app->corpus->provinces.at[entry->index].speeches.first]};
	return view_axis_unit(app->corpus, &b->hits, entry);
}

/* 3/17: which of the rows in the list. */
static void add_place(const Browse *b, Buf *out)
{
	size_t at = 0, n = 0;
	for (size_t i = 0; i < b->items.n; i++) {
		n += !b->items.at[i].header;
		if (i == b->item_scroll.cursor)
			at = n;
	}
	buf_add_int(out, (long long)at);
	buf_add_char(out, '/');
	buf_add_int(out, (long long)n);
}

static void browse_status(const App *app, const void *state, Buf *out)
{
	const Browse *b = state;
	const Entry *item = view_browse_item(b);
	/* Where the title has no room for it. */
	if (b->narrow.n > 0 && b->narrow_pane == PANE_AXIS && app->width < VIEW_BROWSE_HALF) {
		buf_add(out, STR("f “"));
		buf_add(out, buf_str(&b->narrow));
		buf_add(out, STR("”"));
	} else if (view_browse_is_found(b) && item) {
		add_place(b, out);
	} else if (b->focus == PANE_TEXT) {
		int percent = view_read_percent(&b->reader);
		buf_add_repeat(out, STR(" "), percent < 10 ? 2 : percent < 100 ? 1 : 0);
		buf_add_int(out, percent);
		buf_add_char(out, '%');
	}
}

void view_browse_show_hit(Browse *b, size_t hit)
{
	const Entry wanted = {.kind = ENTRY_HIT, .index = (uint32_t)hit};
	put_item(b, find_entry(&b->items, &wanted, 0));
	b->jump = JUMP_ITEM;
}

void view_browse_go(App *app, Unit unit, uint32_t byte)
{
	while (app->depth > 1)
		app_pop(app);
	Browse *b = app->stack[0].state;
	view_browse_axis(app, b, AXIS_PROVINCES);
	uint32_t speech = corpus_speech_of(app->corpus, unit);
	for (size_t i = 0; i < b->groups.n; i++) {
		const Entry *group = &b->groups.at[i];
		if (group->kind == ENTRY_VOLUME)
			continue;
		bool here = group->kind == ENTRY_PROVINCE ? group->index == app->corpus->speeches.at[speech].province
												  : group->index == speech;
		if (here)
			put_group(app, b, i);
	}
	find_item(b, app, unit);
	b->focus = PANE_TEXT;
	b->jump = JUMP_UNIT;
	b->target = unit;
	b->target_byte = byte;
}

void view_browse_open(App *app, AxisId axis, Entry group)
{
	while (app->depth > 1)
		app_pop(app);
	app->hits = false;
	Browse *b = app->stack[0].state;
	view_browse_axis(app, b, axis);
	put_group(app, b, find_entry(&b->groups, &group, 0));
}

const View view_browse = {
	.name = "browse",
	.size = sizeof(Browse),
	.open = open_browse,
	.close = close_browse,
	.arrange = arrange_browse,
	.draw = view_browse_draw,
	.context = browse_context,
	.status = browse_status,
	.move = move_browse,
	.step = step_browse,
	.enter = enter_browse,
	.out = out_browse,
	.pane = pane_browse,
	.mark = mark_browse,
	.hit = hit_browse,
	.back = back_browse,
	.at_top = browse_at_top,
	.cancel = cancel_browse,
	.take = take_browse,
	.narrow = narrow_browse,
	.reader = browse_reader,
	.unit = browse_unit,
};
