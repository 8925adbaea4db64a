#include "view_browse.h"

#include "app.h"
#include "view_filter.h"
#include "view_found.h"
#include "view_original.h"

#include <stdlib.h>
#include <string.h>

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
	search_end(&b->scan);
	query_close(&b->asked);
	buf_free(&b->query);
	buf_free(&b->spelling);
	advice_free(&b->advice);
	buf_free(&b->narrow);
	view_read_free(&b->reader);
}

static void arrange_browse(App *app, void *state, Rect area)
{
	Browse *b = state;
	app->hits = view_browse_is_found(b);
	if (b->scanning && app->slices == 0) /* it went on in no view over this one */
		app->slices = 1;
	if (b->revision != app->revision || b->more)
		view_browse_refresh(app, b);
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
	if (b->axis != axis || b->narrow.n == 0)
		view_browse_axis(app, b, axis);
	b->focus = focus;
	view_browse_put_group(app, b, view_browse_find(&b->groups, group, b->group_scroll.cursor));
	view_browse_put_item(b, view_browse_find(&b->items, item, b->item_scroll.cursor));
	b->jump = JUMP_SPOT;
	b->spot = *spot;
}

static Context browse_context(const void *state)
{
	return ((const Browse *)state)->focus == PANE_TEXT ? CONTEXT_TEXT : CONTEXT_LIST;
}

/* The lists follow the reader, where each unit has one row. */
void view_browse_follow(const App *app, Browse *b)
{
	Unit unit = view_read_unit(&b->reader);
	b->reader.here = false;
	if (view_browse_is_found(b) || unit.kind == UNIT_NONE || b->axis > AXIS_MEASURES)
		return;
	if (view_browse_find_unit(b, app, unit) || b->axis != AXIS_MEASURES)
		return;
	uint32_t section = unit.kind == UNIT_MEASURE ? app->corpus->measures.at[unit.index].section
		: unit.kind == UNIT_SECTION ? unit.index : CORPUS_NONE;
	for (size_t i = 0; i < b->groups.n; i++)
		if (b->groups.at[i].kind == ENTRY_SECTION && b->groups.at[i].index == section) {
			Jump jump = b->jump; /* the text stays where it is */
			view_browse_put_group(app, b, i);
			b->jump = jump;
			view_browse_find_unit(b, app, unit);
			return;
		}
}

/* In the axis of terms the text is the term's gloss while the keys are on the left, and the place where it stands
   otherwise. */
void view_browse_focus(Browse *b, Pane pane)
{
	bool crossed = (b->focus == PANE_AXIS) != (pane == PANE_AXIS);
	b->focus = pane;
	if (crossed && b->axis == AXIS_TERMS)
		b->jump = pane == PANE_AXIS ? JUMP_TOP : JUMP_ITEM;
}

void view_browse_read(App *app, Browse *b, Unit unit)
{
	view_browse_focus(b, PANE_TEXT);
	b->jump = view_read_to_unit(&b->reader, unit) ? JUMP_NONE : b->jump;
	view_browse_follow(app, b);
}

static void move_browse(App *app, void *state, Move move)
{
	Browse *b = state;
	bool forward = move == MOVE_DOWN || move == MOVE_PAGE_DOWN || move == MOVE_HALF_DOWN || move == MOVE_TOP;
	if (b->focus == PANE_AXIS) {
		size_t before = b->group_scroll.cursor;
		b->group_scroll = scroll_move(b->group_scroll, move);
		if (b->group_scroll.cursor != before)
			view_browse_put_group(app, b, b->group_scroll.cursor);
	} else if (b->focus == PANE_ITEMS) {
		size_t before = b->item_scroll.cursor;
		b->item_scroll = scroll_move(b->item_scroll, move);
		view_browse_skip_headings(b, forward);
		if (b->item_scroll.cursor != before)
			b->jump = JUMP_ITEM;
	} else {
		view_read_move(&b->reader, move);
		view_browse_follow(app, b);
	}
}

static void step_item(Browse *b, int by)
{
	size_t i = b->item_scroll.cursor, n = b->items.n;
	while ((i += by > 0 ? 1 : SIZE_MAX) < n)
		if (!b->items.at[i].header) {
			view_browse_put_item(b, i);
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
				view_browse_put_group(app, b, i);
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
		view_browse_put_item(b, i);
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
		view_browse_follow(app, b);
	}
}

static void enter_browse(App *app, void *state)
{
	Browse *b = state;
	const Entry *item = b->focus == PANE_ITEMS ? view_browse_item(b) : NULL;
	const SearchHit *hit = item && item->kind == ENTRY_HIT ? &b->hits.at[item->index] : NULL;
	if (b->focus == PANE_AXIS)
		view_browse_focus(b, b->items.n > 0 ? PANE_ITEMS : PANE_TEXT);
	else if (hit && hit->field == SEARCH_ORIGINAL)
		view_original_open(app, hit->unit, (Span){hit->from, hit->to});
	else
		view_browse_focus(b, PANE_TEXT);
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
	bool home = b->focus == PANE_AXIS || (b->over && b->focus <= b->home);
	if (home || (b->focus == PANE_ITEMS && !view_axis_row(b->axis)->grouped))
		return false;
	view_browse_focus(b, (Pane)(b->focus - 1));
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
	view_browse_focus(b, (Pane)(first + ((int)b->focus - first + by + n) % n));
}

static void mark_browse(App *app, void *state)
{
	Browse *b = state;
	const Entry *entry = b->focus == PANE_AXIS ? view_browse_group(b) : view_browse_item(b);
	Unit unit = entry ? view_axis_unit(app->corpus, &b->hits, entry) : (Unit){0};
	if (b->focus == PANE_TEXT && view_read_unit(&b->reader).kind != UNIT_NONE)
		unit = view_read_unit(&b->reader);
	Place place = {.province = entry ? entry->index : 0};
	if (b->focus == PANE_AXIS && entry && entry->kind == ENTRY_THEME) {
		app_toggle_theme(app, entry->index);
		return;
	}
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
	view_browse_put_item(b, by > 0 ? 0 : b->items.n - 1); /* round to the other end */
	app_say(app, by > 0 ? WORD_hit_first : WORD_hit_last, (Str){0});
	b->jump = JUMP_ITEM;
}

void view_browse_narrow(App *app, Browse *b, Pane pane, Str text)
{
	if (b->narrow.n == 0 && text.n == 0)
		return;
	b->narrow_pane = pane;
	buf_clear(&b->narrow);
	buf_add(&b->narrow, text);
	view_browse_refresh(app, b);
	view_browse_put_item(b, b->item_scroll.cursor);
	b->jump = pane == PANE_ITEMS ? JUMP_ITEM : JUMP_NONE;
}

/* The list that has the keys, or the one beside the text. */
static void narrow_browse(App *app, void *state, Str text)
{
	Browse *b = state;
	Pane pane = b->focus == PANE_AXIS ? PANE_AXIS : PANE_ITEMS;
	view_browse_narrow(app, b, b->narrow.n == 0 ? pane : b->narrow_pane, text);
}

static void cancel_browse(App *app, void *state)
{
	Browse *b = state;
	if (b->scanning)
		view_found_stop(app, b);
	else if (b->reader.here && b->focus == PANE_TEXT)
		b->reader.here = false;
	else if (b->narrow.n > 0)
		narrow_browse(app, b, (Str){0});
	else if (!view_filter_undo(app))
		app->stop = app->loading;
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
Unit view_browse_unit(const App *app, const void *state)
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
	buf_add_place(out, at, n);
}

static bool work_browse(App *app, void *state)
{
	return view_found_work(app, state);
}

static void browse_status(const App *app, const void *state, Buf *out)
{
	const Browse *b = state;
	if (b->scanning) {
		words_add_numbers(out, WORD_found_scanning, app->options.lang, view_found_percent(app, b), 0);
		buf_add(out, STR("  "));
	}
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
	if (app->proposed + app->corpus->doubtful > 0) {
		Buf last = {0}, number = {0};
		if (app->proposed > 0)
			words_add_numbers(&last, WORD_proposed_n, app->options.lang, app->proposed, 0);
		buf_add(&last, app->proposed > 0 && app->corpus->doubtful > 0 ? STR("  ") : STR(""));
		buf_add_int(&number, app->corpus->doubtful);
		if (app->corpus->doubtful > 0)
			app_add_words(app, &last, WORD_review_key, buf_str(&number), (Str){0});
		buf_free(&number);
		buf_add(&last, out->n > 0 ? STR("  ") : STR(""));
		buf_add(&last, buf_str(out));
		buf_clear(out);
		buf_add(out, buf_str(&last));
		buf_free(&last);
	}
}

static void show_unit(App *app, Browse *b, Unit unit, uint32_t byte)
{
	view_browse_axis(app, b, AXIS_PROVINCES);
	uint32_t speech = corpus_speech_of(app->corpus, unit);
	for (size_t i = 0; i < b->groups.n; i++) {
		const Entry *group = &b->groups.at[i];
		if (group->kind == ENTRY_VOLUME)
			continue;
		bool here = group->kind == ENTRY_PROVINCE ? group->index == app->corpus->speeches.at[speech].province
												  : group->index == speech;
		if (here)
			view_browse_put_group(app, b, i);
	}
	view_browse_find_unit(b, app, unit);
	b->focus = PANE_TEXT;
	b->jump = JUMP_UNIT;
	b->target = unit;
	b->target_byte = byte;
}

void view_browse_go(App *app, Unit unit, uint32_t byte)
{
	while (app->depth > 1)
		app_pop(app);
	show_unit(app, app->stack[0].state, unit, byte);
}

void view_browse_over_unit(App *app, Unit unit)
{
	Browse *b = view_browse_push(app, PANE_TEXT);
	if (b)
		show_unit(app, b, unit, 0);
}

void view_browse_open(App *app, AxisId axis, Entry group)
{
	while (app->depth > 1)
		app_pop(app);
	app->hits = false;
	Browse *b = app->stack[0].state;
	view_browse_axis(app, b, axis);
	view_browse_put_group(app, b, view_browse_find(&b->groups, &group, 0));
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
	.work = work_browse,
	.back = back_browse,
	.at_top = browse_at_top,
	.cancel = cancel_browse,
	.take = take_browse,
	.narrow = narrow_browse,
	.reader = browse_reader,
	.unit = view_browse_unit,
	.offer = view_browse_offer,
	.point = view_browse_point,
};
