/* Keyword in context: what was found, one line a hit, the keyword in one column; sorted by what stands beside it. */
#include "app.h"
#include "view_filter.h"
#include "view_found.h"
#include "view_list.h"

#include "../core/kwic.h"
#include "../core/list_view.h"
#include "../core/utf8.h"

#include <stdlib.h>
#include <string.h>

#define PLACE_COLUMNS 6 /* of the province */
#define LINES 1024       /* that are made before a key may come … */
#define STEPS 2048       /* … or moved when they are sorted */
#define FIRST UINT32_MAX /* the line under the cursor is the first one, whichever that is */

typedef struct Kwic {
	Buf query;
	const SearchHits *hits; /* of the browser below, where it looked for the same; else its own, so far: */
	SearchHits own;
	Query asked;
	SearchScan scan;
	bool scanning;
	size_t made;     /* hits that are lines … */
	KwicLines all;   /* … which these are, in order of the corpus */
	CORPUS_VEC(uint32_t) rows; /* numbers of those that pass the filter, as they are shown */
	KwicSort sort;
	bool sorting;
	uint32_t line;   /* number of the one under the cursor; FIRST */
	unsigned revision;
	KwicOrder order;
	Scroll scroll;
} Kwic;

static const char *const NAMES[KWIC_ORDER_COUNT] = {
	[KWIC_CORPUS] = "corpus", [KWIC_RIGHT] = "right", [KWIC_LEFT] = "left", [KWIC_AROUND] = "around"};

static const KwicLine *line_at(const Kwic *k, size_t row)
{
	return row < k->rows.n ? &k->all.at[k->rows.at[row]] : NULL;
}

static const KwicLine *line_here(const Kwic *k)
{
	return line_at(k, k->scroll.cursor);
}

/* There are other rows: the same line stays under the cursor, where it is still there. */
static void settle(Kwic *k)
{
	k->scroll = scroll_fit(k->scroll, k->rows.n, k->scroll.rows);
	if (k->line == FIRST)
		k->scroll = scroll_to(k->scroll, 0);
	for (size_t i = 0; k->line != FIRST && i < k->rows.n; i++)
		if (k->rows.at[i] == k->line)
			k->scroll = scroll_to(k->scroll, i);
}

static void stay(Kwic *k)
{
	if (line_here(k))
		k->line = line_here(k)->n;
}

static void end_sort(Kwic *k)
{
	if (k->sorting)
		kwic_sort_end(&k->sort);
	k->sorting = false;
}

static void begin_sort(Kwic *k)
{
	end_sort(k);
	k->sort = kwic_sort_begin(k->all.at, k->rows.at, k->rows.n, k->order);
	k->sorting = true;
}

static void sort_on(Kwic *k)
{
	if (kwic_sort_step(&k->sort, STEPS))
		return;
	if (k->rows.n > 0)
		memcpy(k->rows.at, k->sort.at, k->rows.n * sizeof *k->rows.at);
	end_sort(k);
	settle(k);
}

static void add_rows(const App *app, Kwic *k, size_t from)
{
	for (size_t i = from; i < k->all.n; i++)
		if (facet_passes_unit(&app->facet, k->all.at[i].hit.unit, FACET_AXIS_COUNT))
			MEM_PUSH(&k->rows, (uint32_t)i);
	k->revision = app->revision;
}

static void make_lines(const App *app, Kwic *k)
{
	size_t before = k->all.n, rows = k->rows.n;
	kwic_lines(app->corpus, k->hits, k->made, k->made + LINES, &k->all);
	k->made = k->made + LINES < k->hits->n ? k->made + LINES : k->hits->n;
	add_rows(app, k, before);
	if (rows < k->rows.n)
		settle(k);
}

/* Everything is found and has its line. */
static bool is_whole(const Kwic *k)
{
	return k->made == k->hits->n && !k->scanning;
}

/* A slice of what is to be done: looking, making lines of what is found, sorting them. True while there is more. */
static bool work_on(const App *app, Kwic *k)
{
	bool whole = is_whole(k);
	if (k->made < k->hits->n)
		make_lines(app, k);
	else if (k->scanning)
		k->scanning = search_step(&k->scan, VIEW_FOUND_SLICE, &k->own);
	else if (k->sorting)
		sort_on(k);
	if (!whole && is_whole(k))
		begin_sort(k);
	return !is_whole(k) || k->sorting;
}

/* The first lines come at once, and what is little is done before the next key. */
static void begin_work(App *app, Kwic *k)
{
	bool more = work_on(app, k);
	if (k->made == 0 && k->hits->n > 0)
		more = work_on(app, k);
	while (more && !k->scanning && k->hits->n <= LINES)
		more = work_on(app, k);
	app->slices = more;
}

static bool work_kwic(App *app, void *state)
{
	return work_on(app, state);
}

/* Another filter, or another order. */
static void fill(App *app, Kwic *k)
{
	k->rows.n = 0;
	add_rows(app, k, 0);
	if (is_whole(k)) {
		begin_sort(k);
		begin_work(app, k);
	}
	if (!is_whole(k) || k->sorting)
		settle(k);
}

/* What the browser below has found already is taken from there. */
static void begin(App *app, Kwic *k)
{
	const Browse *below = app->depth > 1 ? app->stack[app->depth - 2].state : NULL;
	bool there = below && app->stack[app->depth - 2].id == VIEW_browse && !below->scanning && below->hits.n > 0
		&& str_eq(buf_str(&below->query), buf_str(&k->query)) && below->scan_lang == app->options.lang;
	k->revision = app->revision;
	k->hits = there ? &below->hits : &k->own;
	k->scanning = !there;
	if (!there) {
		k->asked = query_open(app->corpus, buf_str(&k->query));
		query_hasten(&k->asked);
		k->scan = search_begin(app->corpus, &k->asked, SIZE_MAX, app->options.lang);
	}
	begin_work(app, k);
}

/* What place_kwic has said. */
static void open_kwic(App *app, void *state, const void *what)
{
	Kwic *k = state;
	Str rest = *(const Str *)what, order = {0}, digits = {0};
	uint32_t n = 0;
	str_split(&rest, ' ', &order);
	str_split(&rest, ' ', &digits);
	for (size_t i = 0; i < digits.n && i < 9 && digits.s[i] >= '0' && digits.s[i] <= '9'; i++)
		n = n * 10 + (uint32_t)(digits.s[i] - '0');
	buf_add(&k->query, rest);
	k->line = digits.n > 0 ? n : FIRST;
	k->order = KWIC_RIGHT;
	for (KwicOrder o = 0; o < KWIC_ORDER_COUNT; o++)
		if (str_eq(order, str_of(NAMES[o])))
			k->order = o;
	begin(app, k);
}

/* right 17 网格: the order, which line (nothing: the first), the query. */
static void place_kwic(const App *app, const void *state, Buf *out)
{
	(void)app;
	const Kwic *k = state;
	buf_add(out, str_of(NAMES[k->order]));
	buf_add_char(out, ' ');
	buf_add_int(out, line_here(k) ? line_here(k)->n : 0);
	buf_add_char(out, ' ');
	buf_add(out, buf_str(&k->query));
}

static void close_kwic(void *state)
{
	Kwic *k = state;
	buf_free(&k->query);
	search_end(&k->scan);
	query_close(&k->asked);
	free(k->own.at);
	free(k->all.at);
	free(k->rows.at);
	end_sort(k);
}

static void arrange_kwic(App *app, void *state, Rect area)
{
	Kwic *k = state;
	app->hits = true;
	if (app->slices == 0 && (!is_whole(k) || k->sorting)) /* it went on in no view over this one */
		app->slices = 1;
	if (k->revision != app->revision)
		fill(app, k);
	k->scroll = scroll_fit(k->scroll, k->rows.n, (size_t)(area.height - 2));
}

static void draw_line(const App *app, const KwicLine *line, bool cursor, Screen *screen, Rect row)
{
	Style style = cursor ? STYLE_SELECTED : STYLE_TEXT;
	int left = row.x + 2 + PLACE_COLUMNS + 1, word = left + (row.width - PLACE_COLUMNS - 3) * 2 / 5;
	size_t used;
	if (cursor)
		screen_put(screen, row, row.x, row.y, STR("▸"), STYLE_MARKER);
	if (line->province != CORPUS_NONE)
		screen_put_cut(screen, row, row.x + 2, row.y, PLACE_COLUMNS,
			corpus_text(&app->corpus->provinces.at[line->province].name, app->options.lang), STYLE_DIM);
	Str before = kwic_left(line->left, (size_t)(word - left), screen->ambiguous, &used);
	screen_put(screen, row, word - (int)used, row.y, before, style);
	int x = screen_put(screen, row, word, row.y, line->word, STYLE_HIT), end = row.x + row.width;
	if (x < end)
		screen_put(screen, row, x, row.y, kwic_right(line->right, (size_t)(end - x), screen->ambiguous, NULL), style);
}

static void draw_kwic(const App *app, const void *state, Screen *screen, Rect area)
{
	static const Word ORDERS[KWIC_ORDER_COUNT] = {
		[KWIC_CORPUS] = WORD_kwic_corpus, [KWIC_RIGHT] = WORD_kwic_right, [KWIC_LEFT] = WORD_kwic_left,
		[KWIC_AROUND] = WORD_kwic_around};
	const Kwic *k = state;
	Lang lang = app->options.lang;
	Buf title = {0};
	buf_add(&title, words_get(WORD_kwic, lang));
	buf_add(&title, lang == LANG_ZH ? STR("“") : STR(" “"));
	buf_add(&title, buf_str(&k->query));
	buf_add(&title, STR("” "));
	buf_add_int(&title, (long long)k->rows.n);
	Rect row = {1, area.y, area.width - 2, 1};
	int x = screen_put_cut(screen, row, row.x, row.y, row.width, buf_str(&title), STYLE_ACTIVE) + 3;
	screen_put(screen, row, x, row.y, words_get(ORDERS[k->order], lang), STYLE_DIM);
	if (!facet_is_empty(&app->facet)) {
		FilterLine line = {.hits = true, .passing = k->rows.n, .found = k->all.n};
		view_filter_draw(app, &line, screen, (Rect){1, area.y + 1, area.width - 2, 1});
	}
	for (size_t i = 0; i < k->scroll.rows && k->scroll.top + i < k->rows.n; i++) {
		Rect line = {1, area.y + 2 + (int)i, area.width - 2, 1};
		size_t at = k->scroll.top + i;
		draw_line(app, line_at(k, at), at == k->scroll.cursor, screen, line);
	}
	buf_free(&title);
}

static void kwic_status(const App *app, const void *state, Buf *out)
{
	const Kwic *k = state;
	int percent = app->corpus->speeches.n > 0 ? (int)(100 * (uint64_t)k->scan.at / app->corpus->speeches.n) : 100;
	if (k->scanning)
		words_add_numbers(out, WORD_found_scanning, app->options.lang, percent, 0);
	else if (!is_whole(k) || k->sorting)
		buf_add(out, words_get(WORD_kwic_sorting, app->options.lang));
	buf_add(out, out->n > 0 ? STR("  ") : STR(""));
	buf_add_place(out, k->rows.n > 0 ? k->scroll.cursor + 1 : 0, k->rows.n);
}

static void move_kwic(App *app, void *state, Move move)
{
	(void)app;
	Kwic *k = state;
	k->scroll = scroll_move(k->scroll, move);
	stay(k);
}

static bool point_kwic(App *app, void *state, Point at, Rect area)
{
	(void)app;
	Kwic *k = state;
	bool opens = view_list_point(&k->scroll, at, (Rect){1, area.y + 2, area.width - 2, area.height - 2});
	stay(k);
	return opens;
}

static void hit_kwic(App *app, void *state, int by)
{
	Kwic *k = state;
	bool end = by > 0 ? k->scroll.cursor + 1 >= k->rows.n : k->scroll.cursor == 0;
	k->scroll = scroll_move(k->scroll, end ? (by > 0 ? MOVE_TOP : MOVE_BOTTOM) : by > 0 ? MOVE_DOWN : MOVE_UP);
	stay(k);
	if (end)
		app_say(app, by > 0 ? WORD_hit_first : WORD_hit_last, (Str){0});
}

static void sort_kwic(App *app, void *state)
{
	Kwic *k = state;
	k->order = (KwicOrder)((k->order + 1) % KWIC_ORDER_COUNT);
	stay(k);
	fill(app, k);
}

static void cancel_kwic(App *app, void *state)
{
	(void)state;
	view_filter_undo(app);
}

static Unit kwic_unit(const App *app, const void *state)
{
	(void)app;
	const KwicLine *line = line_here(state);
	return line ? line->hit.unit : (Unit){0};
}

static void mark_kwic(App *app, void *state)
{
	Place place;
	if (view_axis_place(app->corpus, kwic_unit(app, state), &place))
		app_toggle(app, place);
}

/* The province of the line. */
static void take_kwic(App *app, void *state)
{
	Unit unit = kwic_unit(app, state);
	if (unit.kind != UNIT_NONE)
		view_filter_take(app, &(Entry){.kind = ENTRY_SPEECH, .index = corpus_speech_of(app->corpus, unit)});
}

/* The hits in the order in which they stand. */
static void offer_kwic(const App *app, const void *state, Offers *out)
{
	const Kwic *k = state;
	SearchHits *hits = mem_take(&out->arena, sizeof *hits);
	*hits = (SearchHits){.at = mem_take(&out->arena, (k->rows.n + 1) * sizeof *hits->at), .n = k->rows.n};
	for (size_t i = 0; i < k->rows.n; i++)
		hits->at[i] = line_at(k, i)->hit;
	List list = list_view_hits(app->corpus, hits);
	offer_list(out, WORD_this_list, buf_str(&k->query), &list);
}

static bool same_hit(const SearchHit *a, const SearchHit *b)
{
	return a->unit.kind == b->unit.kind && a->unit.index == b->unit.index && a->field == b->field && a->from == b->from;
}

/* The browser of what was found, with all of it, and this view gone; NULL where there is no room for one. */
static Browse *to_browser(App *app, Kwic *k)
{
	Kwic kept = *k;
	if (k->hits != &k->own) {
		app_pop(app);
	} else if (app->depth == APP_DEPTH) {
		return NULL;
	} else {
		k->asked = (Query){0};
		k->scan = (SearchScan){0};
		k->own = (SearchHits){0};
		k->query = (Buf){0};
		view_found_open(app, buf_str(&kept.query));
		view_found_adopt(app, app->stack[app->depth - 1].state, kept.asked, kept.scan, kept.scanning, kept.own);
		buf_free(&kept.query);
	}
	return app->stack[app->depth - 1].state;
}

/* The text, at the hit. */
static void enter_kwic(App *app, void *state)
{
	if (!line_here(state))
		return;
	SearchHit hit = line_here(state)->hit;
	Browse *b = to_browser(app, state);
	for (size_t i = 0; b && i < b->hits.n; i++)
		if (same_hit(&b->hits.at[i], &hit)) {
			view_browse_show_hit(b, i);
			b->focus = PANE_TEXT;
			return;
		}
}

const View view_kwic = {
	.name = "kwic",
	.size = sizeof(Kwic),
	.open = open_kwic,
	.close = close_kwic,
	.arrange = arrange_kwic,
	.draw = draw_kwic,
	.in = CONTEXT_LINES,
	.status = kwic_status,
	.move = move_kwic,
	.hit = hit_kwic,
	.work = work_kwic,
	.sort = sort_kwic,
	.mark = mark_kwic,
	.take = take_kwic,
	.place = place_kwic,
	.cancel = cancel_kwic,
	.unit = kwic_unit,
	.enter = enter_kwic,
	.point = point_kwic,
	.offer = offer_kwic,
};
