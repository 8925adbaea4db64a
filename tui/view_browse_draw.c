/* Where the panes of the browser stand at each width, and how they are drawn. */
#include "view_browse.h"

#include "app.h"
#include "view_filter.h"
#include "view_found.h"

#include "../core/utf8.h"

#include <stdlib.h>

#define WIDE 120 /* three panes beside one another */
#define HALF VIEW_BROWSE_HALF /* two: the lists over one another, and the text */
#define HIT_COLUMNS 44 /* of a list of hits beside an axis */
#define AIRY 20  /* rows from which an empty line stands under the titles */

static int least(int a, int b)
{
	return a < b ? a : b;
}

/* Takes the title row, and where there is room the empty one under it, from a pane. */
static Rect below_title(Rect pane, bool air)
{
	int rows = air ? 2 : 1;
	return (Rect){pane.x, pane.y + rows, pane.width, pane.height > rows ? pane.height - rows : 0};
}

static Rect title_row(const Browse *b, Pane pane)
{
	return (Rect){b->areas[pane].x, b->titles[pane], b->areas[pane].width, 1};
}

static void place(Browse *b, Pane pane, Rect whole, bool air)
{
	b->areas[pane] = below_title(whole, air);
	b->titles[pane] = whole.y;
}

static void place_stacked(Browse *b, Rect area, int left)
{
	int rows = area.height, top = 0;
	bool airy = rows >= AIRY;
	if (view_axis_row(b->axis)->grouped) {
		top = least((int)b->groups.n + 2, (rows + 1) / 2);
		place(b, PANE_AXIS, (Rect){area.x, area.y, left, top - 1}, false);
	}
	place(b, PANE_ITEMS, (Rect){area.x, area.y + top, left, rows - top}, airy && top == 0);
	place(b, PANE_TEXT, (Rect){area.x + left + 2, area.y, area.width - left - 2, rows}, airy);
}

static void place_beside(Browse *b, Rect area, Lang lang)
{
	bool roomy = area.width >= 158, air = area.height >= AIRY;
	const AxisRow *axis = view_axis_row(b->axis);
	int x = area.x;
	if (axis->grouped) {
		int columns = (roomy ? 28 : 22) + (lang == LANG_EN ? 4 : 0); /* English names are longer */
		place(b, PANE_AXIS, (Rect){x, area.y, columns, area.height}, air);
		x += columns + 3;
	}
	int items = view_browse_is_found(b) && axis->list_columns < HIT_COLUMNS ? HIT_COLUMNS : axis->list_columns;
	items += roomy ? 6 : 0;
	place(b, PANE_ITEMS, (Rect){x, area.y, items, area.height}, air);
	x += items + 2;
	place(b, PANE_TEXT, (Rect){x, area.y, area.x + area.width - x, area.height}, air);
}

/* On a narrow screen the filter stands at the bottom of the lists; the text has no room to give. */
static void place_alone(Browse *b, Rect area, bool filtered)
{
	bool air = area.height >= AIRY + 2;
	for (int i = 0; i < PANE_COUNT; i++) { /* all as wide as the one in sight, so that a change lays nothing out anew */
		int rows = area.height - (filtered && i != PANE_TEXT ? 1 : 0);
		place(b, (Pane)i, (Rect){1, area.y, area.width - 2, rows}, air);
	}
	b->filter_row = filtered && b->focus != PANE_TEXT ? area.y + area.height - 1 : -1;
}

/* Lists that want more than names. */
static bool is_broad(const Browse *b)
{
	return !view_axis_row(b->axis)->grouped || b->axis == AXIS_FIGURES || view_browse_is_found(b);
}

void view_browse_areas(Browse *b, Rect area, Lang lang, bool filtered)
{
	for (int i = 0; i < PANE_COUNT; i++)
		b->areas[i] = (Rect){0};
	Rect inner = {1, area.y + 1, area.width - 2, area.height - 1};
	int rows = (area.height >= 34) + (filtered && area.width >= HALF);
	b->filter_row = filtered ? area.y + 1 : -1;
	inner.y += rows;
	inner.height -= rows;
	if (area.width >= WIDE)
		place_beside(b, inner, lang);
	else if (area.width >= HALF)
		place_stacked(b, inner, is_broad(b) ? least(40, area.width * 2 / 5) : 30);
	else
		place_alone(b, area, filtered);
}

/* 浙江 › 二、… and 3/7: the unit on top. The head is cut where it does not fit, never the number. */
static void add_trail(const Corpus *corpus, Unit unit, Lang lang, Buf *head, Buf *tail)
{
	Entry speech = {.kind = ENTRY_SPEECH, .index = corpus_speech_of(corpus, unit)};
	buf_add(head, view_axis_name(corpus, &speech, lang));
	uint32_t section = unit.kind == UNIT_MEASURE ? corpus->measures.at[unit.index].section : unit.index;
	if (unit.kind == UNIT_SPEECH) {
		buf_add(head, STR(" › "));
		buf_add(head, corpus_text(&corpus->speeches.at[unit.index].title, lang));
		return;
	}
	buf_add(head, STR(" › "));
	doc_add_ordinal(head, corpus->sections.at[section].n, lang);
	buf_add(head, lang == LANG_ZH ? STR("、") : STR(" "));
	buf_add(head, corpus_text(&corpus->sections.at[section].heading, lang));
	if (unit.kind != UNIT_MEASURE)
		return;
	buf_add(tail, STR(" › "));
	buf_add_int(tail, corpus->measures.at[unit.index].n);
	buf_add_char(tail, '/');
	buf_add_int(tail, corpus->sections.at[section].measures.n);
}

static void draw_trail(const App *app, const Browse *b, Screen *screen, Rect row, Style style)
{
	Unit unit = view_read_unit(&b->reader);
	Buf head = {0}, tail = {0};
	if (unit.kind != UNIT_NONE)
		add_trail(app->corpus, unit, app->options.lang, &head, &tail);
	else if (b->filled && b->subject.kind != ENTRY_ALL)
		buf_add(&head, view_axis_name(app->corpus, &b->subject, app->options.lang));
	int columns = (int)utf8_columns(buf_str(&tail), screen->ambiguous);
	int x = screen_put_cut(screen, row, row.x, row.y, row.width - columns, buf_str(&head), style);
	screen_put(screen, row, x, row.y, buf_str(&tail), style);
	buf_free(&head);
	buf_free(&tail);
}

/* How the query was understood, as much of it as there is room for: all of it, what is left out of the query, or behind
   the arrow what a word was taken for. */
static void add_spelling(const App *app, const Browse *b, int columns, Buf *out)
{
	Str all = buf_str(&b->spelling);
	ptrdiff_t end = b->asked.ignored > 0 ? str_find(all, STR(" · "), 0) : 0, arrow = str_find(all, STR("→"), 0);
	Str parts[] = {all, str_sub(all, 0, end < 0 ? 0 : (size_t)end),
		str_sub(all, arrow < 0 ? all.n : (size_t)arrow, all.n)};
	int room = columns - (int)utf8_columns(buf_str(out), app->options.ambiguous) - 2;
	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
		if (parts[i].n == 0 || (int)utf8_columns(parts[i], app->options.ambiguous) > room)
			continue;
		buf_add(out, STR("  "));
		buf_add(out, parts[i]);
		return;
	}
}

static void add_group_title(const App *app, const Browse *b, int columns, Buf *out)
{
	Lang lang = app->options.lang;
	const Entry *group = view_browse_group(b);
	if (b->axis == AXIS_FOUND) {
		buf_add(out, words_get(WORD_found, lang));
		buf_add(out, lang == LANG_ZH ? STR("“") : STR(" “"));
		buf_add(out, buf_str(&b->query));
		buf_add(out, STR("” "));
		buf_add_int(out, (long long)b->passing);
		add_spelling(app, b, columns, out);
	} else if (group) {
		buf_add(out, view_axis_name(app->corpus, group, lang));
		buf_add_char(out, ' ');
		buf_add_int(out, group->count);
	}
}

static int name_columns(const App *app, AxisId axis)
{
	return (int)utf8_columns(words_get(view_axis_row(axis)->name, app->options.lang), app->options.ambiguous);
}

/* Draws the names of the axes where there is a screen; returns the one at column `at`. */
static AxisId put_tabs(const App *app, const Browse *b, Screen *screen, Rect row, int at)
{
	int wanted = 0, x = row.x;
	AxisId found = AXIS_COUNT;
	for (int i = 0; i <= AXIS_FIGURES; i++)
		wanted += 4 + name_columns(app, (AxisId)i);
	for (int i = 0; i <= AXIS_FIGURES; i++) {
		bool active = (AxisId)i == b->axis, named = active || wanted <= row.width;
		Style style = active ? STYLE_ACTIVE : STYLE_DIM;
		char digit = (char)('1' + i);
		int end = x + 1 + (named ? 1 + name_columns(app, (AxisId)i) : 0);
		if (screen)
			screen_put(screen, row, x, row.y, (Str){&digit, 1}, style);
		if (screen && named)
			screen_put(screen, row, x + 2, row.y, words_get(view_axis_row((AxisId)i)->name, app->options.lang), style);
		if (at >= x && at < end)
			found = (AxisId)i;
		x = end + 2;
	}
	return found;
}

/* Where they stand: in the first line, behind the program's name, or over the lists of a narrow screen. */
static Rect tabs_row(const App *app, const Browse *b, Rect area)
{
	if (area.width < HALF) {
		Rect row = title_row(b, PANE_AXIS);
		return (Rect){row.x + 1, row.y, row.width, 1};
	}
	int x = 1 + (int)utf8_columns(words_get(WORD_program, app->options.lang), app->options.ambiguous) + 3;
	return (Rect){x, area.y, area.width - 2 - x, 1};
}

AxisId view_browse_tab(const App *app, const Browse *b, Point at, Rect area)
{
	Rect row = tabs_row(app, b, area);
	bool there = area.width >= HALF || (b->focus == PANE_AXIS && view_axis_row(b->axis)->grouped);
	return there && at.y == row.y ? put_tabs(app, b, NULL, row, at.x) : AXIS_COUNT;
}

/* What the source is, in one line: how much of it is there. */
static void add_statement(const App *app, Buf *out)
{
	const Corpus *corpus = app->corpus;
	Lang lang = app->options.lang;
	const Volume *volume = corpus->volumes.n == 1 ? &corpus->volumes.at[0] : NULL;
	if (app->partial) {
		Buf speeches = {0}, percent = {0};
		buf_add_int(&speeches, (long long)corpus->speeches.n);
		buf_add_int(&percent, app->percent);
		app_add_words(app, out, app->loading ? WORD_loading : WORD_loading_rest,
			buf_str(app->loading ? &percent : &speeches), buf_str(&speeches));
		buf_free(&speeches);
		buf_free(&percent);
		return;
	}
	if (volume && volume->source_speeches > volume->speeches.n) {
		words_add_numbers(out, WORD_promise, lang, volume->source_speeches, volume->speeches.n);
		if (volume->speeches.n > 0 && !corpus->speeches.at[volume->speeches.first + volume->speeches.n - 1].complete)
			buf_add(out, words_get(WORD_promise_cut, lang));
	} else {
		words_add_numbers(out, WORD_contents, lang, (long long)corpus->speeches.n, (long long)corpus->measures.n);
	}
	if (app->msgs && app->msgs->count[MSG_ERROR] + app->msgs->count[MSG_FATAL] + app->msgs->count[MSG_WARNING] > 0) {
		size_t n = app->msgs->count[MSG_ERROR] + app->msgs->count[MSG_FATAL] + app->msgs->count[MSG_WARNING];
		buf_add(out, STR("  "));
		Buf count = {0};
		buf_add_int(&count, (long long)n);
		app_add_words(app, out, WORD_problems_key, buf_str(&count), (Str){0});
		buf_free(&count);
	}
}

static void draw_top(const App *app, const Browse *b, Screen *screen, Rect area)
{
	Rect row = tabs_row(app, b, area);
	screen_put(screen, area, 1, row.y, words_get(WORD_program, app->options.lang), STYLE_TITLE);
	put_tabs(app, b, screen, row, -1);
	Buf text = {0};
	add_statement(app, &text);
	int columns = (int)utf8_columns(buf_str(&text), screen->ambiguous), tabs = app->options.lang == LANG_ZH ? 42 : 62;
	if (columns + tabs <= row.width)
		screen_put_right(screen, row, row.x + row.width - columns, row.y, columns, buf_str(&text), STYLE_DIM);
	buf_free(&text);
}

/* On a narrow screen the statement stands at the bottom of the first list, where that is short. */
static void draw_statement(const App *app, const Browse *b, Screen *screen, Rect area)
{
	int free_rows = area.height - (int)b->groups.n;
	if (free_rows < 4)
		return;
	Buf text = {0};
	add_statement(app, &text);
	WrapLines lines = {0};
	wrap_lines(
		buf_str(&text), &(WrapOptions){.width = (uint32_t)(area.width - 4), .ambiguous = screen->ambiguous}, &lines);
	for (size_t i = 0; i < lines.n && (int)lines.n <= free_rows - 2; i++)
		screen_put(screen, area, area.x + 2, area.y + area.height - (int)lines.n + (int)i,
			str_sub(buf_str(&text), lines.at[i].from, lines.at[i].to), STYLE_DIM);
	free(lines.at);
	buf_free(&text);
}

/* What the list is narrowed to, behind its title. */
static void add_narrow(const Browse *b, Pane pane, Buf *out)
{
	const Entries *entries = pane == PANE_AXIS ? &b->groups : &b->items;
	long long n = 0;
	if (b->narrow.n == 0 || b->narrow_pane != pane)
		return;
	for (size_t i = 0; i < entries->n; i++)
		n += !entries->at[i].header;
	buf_add(out, STR("  f “"));
	buf_add(out, buf_str(&b->narrow));
	buf_add(out, STR("” "));
	buf_add_int(out, n);
}

/* Groups in which something was found. */
static size_t count_full(const Entries *groups)
{
	size_t n = 0;
	for (size_t i = 0; i < groups->n; i++)
		n += groups->at[i].count > 0 && groups->at[i].kind != ENTRY_ALL;
	return n;
}

static void draw_axis(const App *app, const Browse *b, Screen *screen, Rect area)
{
	bool narrow = area.width < HALF;
	Rect row = title_row(b, PANE_AXIS);
	bool active = b->focus == PANE_AXIS;
	if (narrow) {
		put_tabs(app, b, screen, tabs_row(app, b, area), -1);
	} else {
		Buf title = {0};
		buf_add_int(&title, b->axis + 1);
		buf_add_char(&title, ' ');
		buf_add(&title, words_get(view_axis_row(b->axis)->name, app->options.lang));
		buf_add_char(&title, ' ');
		buf_add_int(&title, (long long)(view_browse_is_found(b) ? count_full(&b->groups)
																: view_axis_count(app->corpus, b->axis)));
		add_narrow(b, PANE_AXIS, &title);
		screen_put_cut(screen, row, row.x, row.y, row.width, buf_str(&title), active ? STYLE_ACTIVE : STYLE_TITLE);
		buf_free(&title);
	}
	AxisRows rows = {app, &b->groups, &b->hits, b->axis};
	view_list_draw(&(ListSource){&rows, view_axis_draw_row}, &b->group_scroll, active, screen, b->areas[PANE_AXIS]);
	if (narrow && b->filter_row < 0)
		draw_statement(app, b, screen, b->areas[PANE_AXIS]);
}

static void draw_items(const App *app, const Browse *b, Screen *screen, bool narrow)
{
	Rect row = title_row(b, PANE_ITEMS);
	bool active = b->focus == PANE_ITEMS;
	Buf title = {0};
	if (narrow && b->axis != AXIS_FOUND) {
		buf_add(&title, words_get(view_axis_row(b->axis)->name, app->options.lang));
		buf_add(&title, STR(" › "));
	}
	add_group_title(app, b, row.width, &title);
	add_narrow(b, PANE_ITEMS, &title);
	screen_put_cut(screen, row, row.x, row.y, row.width, buf_str(&title), active ? STYLE_ACTIVE : STYLE_TITLE);
	buf_free(&title);
	AxisRows rows = {app, &b->items, &b->hits, b->axis};
	Rect area = b->areas[PANE_ITEMS];
	view_list_draw(&(ListSource){&rows, view_axis_draw_row}, &b->item_scroll, active, screen, area);
	if (b->axis == AXIS_FOUND && b->hits.n == 0)
		view_found_draw_advice(app, b, screen, area);
	else if (b->items.n == 0 && !facet_is_empty(&app->facet)) {
		Buf none = {0};
		app_add_words(app, &none, WORD_filter_empty, (Str){0}, (Str){0});
		screen_put_cut(screen, area, area.x + VIEW_LIST_GUTTER, area.y, area.width - VIEW_LIST_GUTTER,
			buf_str(&none), STYLE_NOTE);
		buf_free(&none);
	}
}

static void draw_text(const App *app, const Browse *b, Screen *screen)
{
	Rect row = title_row(b, PANE_TEXT), area = b->areas[PANE_TEXT];
	int margin = (area.width - (int)b->reader.columns) / 2;
	if (margin > 0 && b->reader.columns > 0) {
		row.x += margin;
		row.width -= 2 * margin;
	}
	draw_trail(app, b, screen, row, b->focus == PANE_TEXT ? STYLE_ACTIVE : STYLE_TITLE);
	view_read_draw(&b->reader, screen, area);
}

/* Tells the painter which pane scrolls, and which only follow the list that has the keys. */
static void hint_painter(const Browse *b, Screen *screen)
{
	screen->moving[0] = b->areas[PANE_TEXT];
	screen->moving[1] = b->areas[b->focus];
	for (int i = 0; b->focus != PANE_TEXT && i < 2; i++) {
		Pane pane = i == 0 ? PANE_TEXT : PANE_ITEMS;
		Rect area = b->areas[pane];
		if (pane > b->focus)
			screen->following[i] = (Rect){area.x, b->titles[pane], area.width, area.y + area.height - b->titles[pane]};
	}
}

void view_browse_draw(const App *app, const void *state, Screen *screen, Rect area)
{
	const Browse *b = state;
	bool narrow = area.width < HALF, grouped = view_axis_row(b->axis)->grouped;
	if (!narrow)
		draw_top(app, b, screen, area);
	if (b->filter_row >= 0) {
		FilterLine line = {.hits = view_browse_is_found(b), .passing = b->passing, .found = b->hits.n};
		line.query = b->axis == AXIS_FOUND ? line.query : buf_str(&b->query);
		view_filter_draw(app, &line, screen, (Rect){1, b->filter_row, area.width - 2, 1});
	}
	if (grouped && (!narrow || b->focus == PANE_AXIS))
		draw_axis(app, b, screen, area);
	if (!narrow || b->focus == PANE_ITEMS)
		draw_items(app, b, screen, narrow);
	if (!narrow || b->focus == PANE_TEXT)
		draw_text(app, b, screen);
	hint_painter(b, screen);
	if (narrow) { /* nothing stands beside the pane: whole rows move */
		screen->moving[0] = (Rect){0, b->areas[b->focus].y, screen->width, b->areas[b->focus].height};
		return;
	}
	int top = b->titles[PANE_TEXT];
	screen_line_down(screen, b->areas[PANE_TEXT].x - 1, top, area.y + area.height - top);
	if (area.width >= WIDE && grouped)
		screen_line_down(screen, b->areas[PANE_ITEMS].x - 2, top, area.y + area.height - top);
}
