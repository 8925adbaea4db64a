#include "view_compare.h"

#include "app.h"
#include "view_browse.h"

#include <stdlib.h>
#include <string.h>

#define AIRY 20 /* rows from which an empty line stands under the names of the columns */
#define MARGIN 2

/* A place in the text that outlives the comparison: other columns, another order. */
typedef struct Spotted {
	bool text;
	Place place; /* whose text it is … */
	uint32_t theme; /* … and on what */
	CompareAnchor anchor;
} Spotted;

int view_compare_title_rows(Rect area)
{
	return area.height >= AIRY ? 3 : 2;
}

static CompareLane *lane_of(Compare *c, size_t column)
{
	return c->loose[c->place[column]] ? &c->own[c->place[column]] : &c->together;
}

const CompareLane *view_compare_lane(const Compare *c, size_t column)
{
	return c->loose[c->place[column]] ? &c->own[c->place[column]] : &c->together;
}

/* The places that are shown, aligned. */
static void align(const App *app, Compare *c)
{
	Place places[TABLE_MAX_COLUMNS] = {0};
	size_t n = 0, by = SIZE_MAX;
	for (size_t i = 0; i < c->ask.n; i++) {
		if (c->hidden[i])
			continue;
		if (i == c->ordered_by)
			by = n;
		c->place[n] = i;
		places[n++] = c->ask.places[i];
	}
	c->comparison = table_compare(app->corpus, places, n, c->ask.theme);
	if (c->ask.n_themes > 0 && c->ask.theme == CORPUS_NONE)
		table_keep(&c->comparison, c->ask.themes, c->ask.n_themes);
	table_sort(&c->comparison, by);
	c->active = c->active < n ? c->active : n - 1;
}

static void close_lane(CompareLane *lane)
{
	compare_close(&lane->layout);
	free(lane->rows);
	*lane = (CompareLane){0};
}

static Spotted keep_place(const Compare *c, CompareLane *lane)
{
	Spotted kept = {.theme = CORPUS_NONE};
	if (!lane->layout.texts || c->comparison.blocks.n == 0)
		return kept;
	kept.anchor = compare_anchor(&lane->layout, lane->top, c->active);
	if (kept.anchor.block < c->comparison.blocks.n)
		kept.theme = c->comparison.blocks.at[kept.anchor.block].theme;
	kept.text = kept.anchor.column != CORPUS_NONE;
	if (kept.text)
		kept.place = c->comparison.places[kept.anchor.column];
	return kept;
}

/* The same text on top, or its theme where its column is hidden. */
static void find_place(const Compare *c, CompareLane *lane, Spotted kept)
{
	CompareAnchor anchor = kept.anchor;
	anchor.column = anchor.block = CORPUS_NONE;
	for (uint32_t k = 0; kept.text && k < c->comparison.columns; k++)
		if (table_same_place(c->comparison.places[k], kept.place))
			anchor.column = k;
	for (uint32_t b = 0; b < c->comparison.blocks.n; b++)
		if (c->comparison.blocks.at[b].theme == kept.theme)
			anchor.block = b;
	bool beginning = kept.anchor.block == 0 && !kept.text; /* of whatever comes first now */
	if (anchor.block != CORPUS_NONE && !beginning)
		lane->top = compare_find(&lane->layout, anchor);
	else
		lane->top = (CompareSpot){0};
}

static unsigned columns_in(const Compare *c, const CompareLane *lane)
{
	unsigned set = 0;
	for (size_t k = 0; k < c->comparison.columns; k++)
		if (view_compare_lane(c, k) == lane)
			set |= 1u << k;
	return set;
}

static void weave(const void *kept, Doc *doc, size_t from)
{
	keep_weave(kept, doc, from);
}

static void lay_out_lane(const App *app, Compare *c, CompareLane *lane, Spotted kept)
{
	WrapOptions options = {.width = c->width, .ambiguous = c->ambiguous, .level = app->options.kinsoku};
	compare_open(&lane->layout, app->corpus, &c->comparison, c->lang, &options, columns_in(c, lane));
	lane->layout.weave = weave;
	lane->layout.woven = &app->kept;
	find_place(c, lane, kept);
}

/* It is wide enough again: what the last line still says about it would be wrong. */
static void unsay_stacked(App *app)
{
	Buf said = {0};
	app_add_words(app, &said, WORD_stacked, (Str){0}, (Str){0});
	if (str_eq(buf_str(&said), buf_str(&app->message)))
		buf_clear(&app->message);
	buf_free(&said);
}

/* Another width, language, order or choice of columns keeps the text on top. */
static void lay_out(App *app, Compare *c, uint32_t width)
{
	Spotted together = keep_place(c, &c->together), own[TABLE_MAX_COLUMNS];
	for (size_t i = 0; i < TABLE_MAX_COLUMNS; i++) {
		own[i] = c->own[i].layout.texts ? keep_place(c, &c->own[i]) : together;
		compare_close(&c->own[i].layout);
	}
	compare_close(&c->together.layout);
	compare_marks_close(&c->marks);
	if (c->stale) {
		table_comparison_free(&c->comparison);
		align(app, c);
	}
	c->stale = false;
	c->revision = app->revision;
	c->width = width;
	c->lang = app->options.lang;
	c->ambiguous = app->options.ambiguous;
	lay_out_lane(app, c, &c->together, together);
	for (size_t i = 0; i < c->ask.n; i++)
		if (c->loose[i] && !c->hidden[i])
			lay_out_lane(app, c, &c->own[i], own[i]);
	if (c->together.layout.stacked && !c->was_stacked)
		app_say(app, WORD_stacked, (Str){0});
	else if (!c->together.layout.stacked && c->was_stacked)
		unsay_stacked(app);
	c->was_stacked = c->together.layout.stacked;
}

/* What the next draw needs: the rows in sight. */
static void take_rows(CompareLane *lane, size_t height)
{
	CompareSpot spot = lane->top;
	CompareRow row;
	lane->n = 0;
	while (lane->layout.texts && lane->n < height && compare_row(&lane->layout, spot, &row)) {
		lane->rows = mem_grow(lane->rows, lane->n, &lane->cap, sizeof *lane->rows);
		lane->rows[lane->n].row = row;
		lane->rows[lane->n++].block = spot.block;
		if (!compare_go(&lane->layout, &spot, 1))
			break;
	}
}

static void arrange_compare(App *app, void *state, Rect area)
{
	Compare *c = state;
	uint32_t width = (uint32_t)(area.width - 2 * MARGIN);
	app->hits = false;
	c->height = (size_t)(area.height - view_compare_title_rows(area));
	if (c->stale || c->revision != app->revision || c->width != width || c->lang != app->options.lang
		|| c->ambiguous != app->options.ambiguous)
		lay_out(app, c, width);
	take_rows(&c->together, c->height);
	for (size_t i = 0; i < c->ask.n; i++)
		take_rows(&c->own[i], c->height);
	view_compare_take_marks(app, c);
}

static void open_compare(App *app, void *state, const void *what)
{
	Compare *c = state;
	c->ask = *(const CompareAsk *)what;
	c->ordered_by = SIZE_MAX;
	align(app, c);
	c->mode = c->ask.mode;
}

static void close_compare(void *state)
{
	Compare *c = state;
	close_lane(&c->together);
	for (size_t i = 0; i < TABLE_MAX_COLUMNS; i++)
		close_lane(&c->own[i]);
	compare_marks_close(&c->marks);
	table_comparison_free(&c->comparison);
}

static void compare_status(const App *app, const void *state, Buf *out)
{
	const Compare *c = state;
	if (c->comparison.blocks.n == 0)
		return;
	if (view_compare_is_marking(c)) {
		words_add_numbers(out, WORD_marking, app->options.lang, compare_marks_percent(&c->marks, c->mode), 0);
		buf_add(out, STR("  "));
	}
	buf_add_place(out, (size_t)view_compare_lane(c, c->active)->top.block + 1, c->comparison.blocks.n);
}

/* Down only as far as the last page is full; what is below that already stays. */
static void forward(Compare *c, CompareLane *lane, long by)
{
	CompareSpot to = lane->top;
	compare_go(&lane->layout, &to, by);
	to = compare_fill(&lane->layout, to, c->height);
	if (to.block > lane->top.block || (to.block == lane->top.block && to.row > lane->top.row))
		lane->top = to;
}

static void move_compare(App *app, void *state, Move move)
{
	(void)app;
	Compare *c = state;
	CompareLane *lane = lane_of(c, c->active);
	long page = c->height > 1 ? (long)c->height - 1 : 1, half = c->height > 1 ? (long)c->height / 2 : 1;
	const long by[MOVE_COUNT] = {[MOVE_DOWN] = 1, [MOVE_UP] = -1, [MOVE_PAGE_DOWN] = page, [MOVE_PAGE_UP] = -page,
		[MOVE_HALF_DOWN] = half, [MOVE_HALF_UP] = -half};
	if (c->comparison.blocks.n == 0)
		return;
	if (move == MOVE_TOP)
		lane->top = (CompareSpot){0};
	else if (move == MOVE_BOTTOM)
		lane->top = compare_fill(&lane->layout, (CompareSpot){(uint32_t)c->comparison.blocks.n - 1,
			compare_rows(&lane->layout, (uint32_t)c->comparison.blocks.n - 1) - 1}, c->height);
	else if (by[move] > 0)
		forward(c, lane, by[move]);
	else
		compare_go(&lane->layout, &lane->top, by[move]);
}

void view_compare_scroll(Compare *c, size_t column, long rows)
{
	CompareLane *lane = lane_of(c, column);
	if (rows > 0)
		forward(c, lane, rows);
	else
		compare_go(&lane->layout, &lane->top, rows);
}

static void step_compare(App *app, void *state, Step step)
{
	(void)app;
	Compare *c = state;
	CompareSpot *top = &lane_of(c, c->active)->top;
	if (step == STEP_UNIT_NEXT && top->block + 1 < c->comparison.blocks.n)
		*top = (CompareSpot){top->block + 1, 0};
	else if (step == STEP_UNIT_PREVIOUS)
		*top = (CompareSpot){top->row > 0 || top->block == 0 ? top->block : top->block - 1, 0};
}

/* The first measure in sight in the column, else in any that scrolls with it. */
static Unit compare_unit(const App *app, const void *state)
{
	(void)app;
	const Compare *c = state;
	const CompareLane *lane = view_compare_lane(c, c->active);
	for (int any = 0; any < 2; any++)
		for (size_t i = 0; i < lane->n; i++)
			for (size_t k = 0; k < c->comparison.columns; k++) {
				uint32_t line = lane->rows[i].row.line[k];
				if (line == CORPUS_NONE || (!any && k != c->active))
					continue;
				const CompareText *text = compare_text(&lane->layout, lane->rows[i].block, k);
				Unit unit = text->doc.blocks.at[text->lines.at[line].block].unit;
				if (unit.kind == UNIT_MEASURE)
					return unit;
			}
	return (Unit){0};
}

static void enter_compare(App *app, void *state)
{
	Unit unit = compare_unit(app, state);
	if (unit.kind != UNIT_NONE)
		view_browse_over_unit(app, unit);
}

static void pane_compare(App *app, void *state, int by)
{
	(void)app;
	Compare *c = state;
	size_t n = c->comparison.columns;
	c->active = (c->active + n + (size_t)by) % n;
}

static void swap_bools(bool *a, bool *b)
{
	bool x = *a;
	*a = *b;
	*b = x;
}

/* The column changes its place with its neighbour; the tray, where it holds the same, follows. */
static void swap_compare(App *app, Compare *c, int by)
{
	size_t other = c->active + (size_t)by;
	if (other >= c->comparison.columns)
		return;
	size_t a = c->place[c->active], b = c->place[other];
	bool tray = app->marked == c->ask.n && memcmp(app->tray, c->ask.places, c->ask.n * sizeof *app->tray) == 0;
	Place place = c->ask.places[a];
	c->ask.places[a] = c->ask.places[b];
	c->ask.places[b] = place;
	if (tray)
		memcpy(app->tray, c->ask.places, c->ask.n * sizeof *app->tray);
	CompareLane lane = c->own[a];
	c->own[a] = c->own[b];
	c->own[b] = lane;
	swap_bools(&c->loose[a], &c->loose[b]);
	if (c->ordered_by == a || c->ordered_by == b)
		c->ordered_by = a + b - c->ordered_by;
	c->active = other;
	c->stale = true;
}

/* Hides a place or shows it again; two at least stay. */
static void hide_compare(App *app, Compare *c, size_t place)
{
	if (place >= c->ask.n)
		return;
	if (!c->hidden[place] && c->comparison.columns <= 2) {
		app_warn(app, WORD_two_stay, (Str){0});
		return;
	}
	c->hidden[place] = !c->hidden[place];
	c->stale = true;
}

/* Lets a column scroll on its own, or takes it back to the others. */
static void loosen_compare(App *app, Compare *c)
{
	size_t place = c->place[c->active];
	if (c->together.layout.stacked) {
		app_warn(app, WORD_no_loose, (Str){0});
		return;
	}
	if (c->loose[place])
		close_lane(&c->own[place]);
	c->loose[place] = !c->loose[place];
	c->stale = true;
	app_say(app, c->loose[place] ? WORD_loosened : WORD_locked, (Str){0});
}

static void order_compare(App *app, Compare *c)
{
	size_t place = c->place[c->active];
	Buf name = {0};
	c->ordered_by = c->ordered_by == place ? SIZE_MAX : place;
	c->stale = true;
	table_add_place_name(app->corpus, c->ask.places[place], app->options.lang, &name);
	app_say(app, c->ordered_by == SIZE_MAX ? WORD_by_vocabulary : WORD_by_column, buf_str(&name));
	buf_free(&name);
}

static void set_compare(App *app, void *state, Set what)
{
	Compare *c = state;
	switch (what) {
	case SET_SWAP_RIGHT: swap_compare(app, c, 1); break;
	case SET_SWAP_LEFT: swap_compare(app, c, -1); break;
	case SET_LOOSEN: loosen_compare(app, c); break;
	case SET_ORDER: order_compare(app, c); break;
	case SET_MARKS: view_compare_mark(app, c); break;
	default: hide_compare(app, c, (size_t)(what - SET_HIDE)); break;
	}
}

/* Only the theme on top, or all of them again. */
static void take_compare(App *app, void *state)
{
	Compare *c = state;
	uint32_t block = view_compare_lane(c, c->active)->top.block;
	if (table_is_direct(&c->comparison) || block >= c->comparison.blocks.n)
		return;
	uint32_t theme = c->comparison.blocks.at[block].theme;
	bool all = c->ask.theme == CORPUS_NONE;
	if (all && theme == CORPUS_NONE)
		return;
	c->ask.theme = all ? theme : CORPUS_NONE;
	c->stale = true;
	app_say(app, all ? WORD_one_theme : WORD_all_themes,
		corpus_text(&app->corpus->themes.at[theme].name, app->options.lang));
}

void view_compare_open(App *app, const CompareAsk *ask)
{
	app_push(app, VIEW_compare, ask);
}

bool view_compare_asked(const App *app, CompareAsk *ask)
{
	if (app->depth == 0 || app->stack[app->depth - 1].id != VIEW_compare)
		return false;
	const Compare *c = app->stack[app->depth - 1].state;
	*ask = c->ask;
	ask->mode = c->mode;
	return true;
}

const View view_compare = {
	.name = "compare",
	.size = sizeof(Compare),
	.open = open_compare,
	.close = close_compare,
	.arrange = arrange_compare,
	.draw = view_compare_draw,
	.in = CONTEXT_COMPARE,
	.status = compare_status,
	.move = move_compare,
	.step = step_compare,
	.enter = enter_compare,
	.pane = pane_compare,
	.cancel = view_compare_cancel,
	.work = view_compare_work,
	.take = take_compare,
	.unit = compare_unit,
	.set = set_compare,
	.point = view_compare_point,
	.offer = view_compare_offer,
};
