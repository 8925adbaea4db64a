/* Keyword in context: what was found, one line a hit, the keyword in one column; sorted by what stands beside it. */
#include "app.h"
#include "view_filter.h"
#include "view_found.h"
#include "view_list.h"

#include "../core/kwic.h"
#include "../core/list_view.h"
#include "../core/utf8.h"

#include <stdlib.h>

#define PLACE_COLUMNS 6 /* of the province */

typedef struct Kwic {
	Buf query;
	KwicLines all, lines; /* all: in order of the corpus; of them those that pass the filter */
	unsigned revision;
	KwicOrder order;
	Scroll scroll;
} Kwic;

static const char *const NAMES[KWIC_ORDER_COUNT] = {
	[KWIC_CORPUS] = "corpus", [KWIC_RIGHT] = "right", [KWIC_LEFT] = "left", [KWIC_AROUND] = "around"};

static const KwicLine *line_here(const Kwic *k)
{
	return k->scroll.cursor < k->lines.n ? &k->lines.at[k->scroll.cursor] : NULL;
}

static void put_line(Kwic *k, uint32_t n)
{
	for (size_t i = 0; i < k->lines.n; i++)
		if (k->lines.at[i].n == n)
			k->scroll = scroll_to(k->scroll, i);
}

/* The same line stays under the cursor, where it is still there. */
static void fill(const App *app, Kwic *k)
{
	uint32_t n = line_here(k) ? line_here(k)->n : 0;
	k->lines.n = 0;
	for (size_t i = 0; i < k->all.n; i++)
		if (facet_passes_unit(&app->facet, k->all.at[i].hit.unit, FACET_AXIS_COUNT))
			MEM_PUSH(&k->lines, k->all.at[i]);
	kwic_sort(&k->lines, k->order);
	k->revision = app->revision;
	k->scroll = scroll_fit(k->scroll, k->lines.n, k->scroll.rows);
	put_line(k, n);
}

/* Finds the lines; those that the browser below has found already are taken from there. */
static void find_lines(const App *app, Kwic *k)
{
	const Browse *found = app->depth > 1 ? app->stack[app->depth - 2].state : NULL;
	bool there = found && app->stack[app->depth - 2].id == VIEW_browse && !found->scanning
		&& str_eq(buf_str(&found->query), buf_str(&k->query)) && found->scan_lang == app->options.lang;
	if (there)
		kwic_lines(app->corpus, &found->hits, &k->all);
	else
		kwic_run(app->corpus, buf_str(&k->query), app->options.lang, &k->all);
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
	find_lines(app, k);
	k->order = KWIC_RIGHT;
	for (KwicOrder o = 0; o < KWIC_ORDER_COUNT; o++)
		if (str_eq(order, str_of(NAMES[o])))
			k->order = o;
	fill(app, k);
	k->scroll = (Scroll){.count = k->lines.n};
	if (digits.n > 0)
		put_line(k, n);
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
	free(k->all.at);
	free(k->lines.at);
}

static void arrange_kwic(App *app, void *state, Rect area)
{
	Kwic *k = state;
	app->hits = true;
	if (k->revision != app->revision)
		fill(app, k);
	k->scroll = scroll_fit(k->scroll, k->lines.n, (size_t)(area.height - 2));
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
	buf_add_int(&title, (long long)k->lines.n);
	Rect row = {1, area.y, area.width - 2, 1};
	int x = screen_put_cut(screen, row, row.x, row.y, row.width, buf_str(&title), STYLE_ACTIVE) + 3;
	screen_put(screen, row, x, row.y, words_get(ORDERS[k->order], lang), STYLE_DIM);
	if (!facet_is_empty(&app->facet)) {
		FilterLine line = {.hits = true, .passing = k->lines.n, .found = k->all.n};
		view_filter_draw(app, &line, screen, (Rect){1, area.y + 1, area.width - 2, 1});
	}
	for (size_t i = 0; i < k->scroll.rows && k->scroll.top + i < k->lines.n; i++) {
		Rect line = {1, area.y + 2 + (int)i, area.width - 2, 1};
		size_t at = k->scroll.top + i;
		draw_line(app, &k->lines.at[at], at == k->scroll.cursor, screen, line);
	}
	buf_free(&title);
}

static void kwic_status(const App *app, const void *state, Buf *out)
{
	(void)app;
	const Kwic *k = state;
	buf_add_place(out, k->lines.n > 0 ? k->scroll.cursor + 1 : 0, k->lines.n);
}

static void move_kwic(App *app, void *state, Move move)
{
	(void)app;
	Kwic *k = state;
	k->scroll = scroll_move(k->scroll, move);
}

static bool point_kwic(App *app, void *state, Point at, Rect area)
{
	(void)app;
	return view_list_point(&((Kwic *)state)->scroll, at, (Rect){1, area.y + 2, area.width - 2, area.height - 2});
}

static void hit_kwic(App *app, void *state, int by)
{
	Kwic *k = state;
	bool end = by > 0 ? k->scroll.cursor + 1 >= k->lines.n : k->scroll.cursor == 0;
	k->scroll = scroll_move(k->scroll, end ? (by > 0 ? MOVE_TOP : MOVE_BOTTOM) : by > 0 ? MOVE_DOWN : MOVE_UP);
	if (end)
		app_say(app, by > 0 ? WORD_hit_first : WORD_hit_last, (Str){0});
}

static void sort_kwic(App *app, void *state)
{
	Kwic *k = state;
	k->order = (KwicOrder)((k->order + 1) % KWIC_ORDER_COUNT);
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
	*hits = (SearchHits){.at = mem_take(&out->arena, (k->lines.n + 1) * sizeof *hits->at), .n = k->lines.n};
	for (size_t i = 0; i < k->lines.n; i++)
		hits->at[i] = k->lines.at[i].hit;
	List list = list_view_hits(app->corpus, hits);
	offer_list(out, WORD_this_list, buf_str(&k->query), &list);
}

static bool same_hit(const SearchHit *a, const SearchHit *b)
{
	return a->unit.kind == b->unit.kind && a->unit.index == b->unit.index && a->field == b->field && a->from == b->from;
}

/* The text, at the hit. */
static void enter_kwic(App *app, void *state)
{
	const Kwic *k = state;
	if (!line_here(k))
		return;
	SearchHit hit = line_here(k)->hit;
	Buf query = {0};
	buf_add(&query, buf_str(&k->query));
	view_found_open(app, buf_str(&query));
	buf_free(&query);
	Browse *b = app->stack[app->depth - 1].state;
	for (size_t i = 0; i < b->hits.n; i++)
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
