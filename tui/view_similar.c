/* The measures elsewhere that are most like one, each with its score and the reason below it. */
#include "app.h"
#include "view_axis.h"
#include "view_browse.h"
#include "view_compare.h"
#include "view_list.h"

#include "../core/list_elsewhere.h"
#include "../core/similar.h"
#include "../core/utf8.h"

#include <string.h>

#define SHOWN 40
#define SCORE_COLUMNS 3
#define PHRASES 4 /* of a reason */
#define SLICE (64 * 1024) /* bytes of text that are read before a key may come: a few milliseconds */

typedef struct Near {
	uint32_t measure;
	SimilarIndex *index; /* while measures are read, else NULL */
	unsigned stopped;    /* Esc, at so many per cent; 0: it was not */
	Similar at[SHOWN];
	Scroll scroll; /* over the measures, two rows each */
} Near;

/* Reads on; true while there is more. */
static bool work_similar(App *app, void *state)
{
	(void)app;
	Near *s = state;
	if (!s->index || similar_read(s->index, SLICE))
		return s->index != NULL;
	s->scroll.count = similar_find(s->index, s->measure, s->at, SHOWN);
	similar_close(s->index);
	s->index = NULL;
	return false;
}

static void open_similar(App *app, void *state, const void *what)
{
	Near *s = state;
	s->measure = *(const uint32_t *)what;
	s->index = similar_open(app->corpus);
	app->slices = work_similar(app, s);
}

static void close_similar(void *state)
{
	Near *s = state;
	similar_close(s->index);
}

/* Esc: nothing is found before all is read. */
static void cancel_similar(App *app, void *state)
{
	Near *s = state;
	if (!s->index)
		return;
	unsigned percent = similar_percent(s->index);
	s->stopped = percent ? percent : 1;
	close_similar(s);
	s->index = NULL;
	app->slices = 0;
}

static void arrange_similar(App *app, void *state, Rect area)
{
	Near *s = state;
	app->hits = false;
	if (s->index && app->slices == 0) /* it went on in no view over this one */
		app->slices = 1;
	s->scroll = scroll_fit(s->scroll, s->scroll.count, (size_t)(area.height - 2) / 2);
}

/* 浙江 · 增配社工，干部包社进网 */
static void add_name(const App *app, uint32_t measure, Buf *out)
{
	const Place place = {.province = CORPUS_NONE, .unit = {UNIT_MEASURE, measure}};
	table_add_place_name(app->corpus, place, app->options.lang, out);
}

static void draw_entry(const App *app, const Near *s, size_t i, Screen *screen, Rect row)
{
	const Similar *found = &s->at[i];
	const Unit unit = {UNIT_MEASURE, found->measure};
	const Place place = {.province = CORPUS_NONE, .unit = unit};
	bool cursor = i == s->scroll.cursor;
	Buf score = {0}, name = {0}, address = {0}, reason = {0};
	buf_add_int(&score, found->score);
	add_name(app, found->measure, &name);
	corpus_add_address(app->corpus, unit, &address);
	similar_add_reason(app->corpus, s->measure, found->measure, app->options.lang, PHRASES, &reason);
	if (reason.n == 0)
		buf_add(&reason, words_get(WORD_similar_letters, app->options.lang));
	int x = row.x + VIEW_LIST_GUTTER, end = row.x + row.width;
	if (cursor)
		screen_put(screen, row, row.x, row.y, STR("▸"), STYLE_MARKER);
	if (app_is_marked(app, place))
		screen_put(screen, row, row.x + 1, row.y, STR("✓"), STYLE_MARKED);
	screen_put_right(screen, row, x, row.y, SCORE_COLUMNS, buf_str(&score), STYLE_LABEL);
	x += SCORE_COLUMNS + 2;
	int columns = (int)utf8_columns(buf_str(&address), screen->ambiguous);
	if (x + 24 + columns < end)
		end = screen_put_right(screen, row, end - columns, row.y, columns, buf_str(&address), STYLE_DIM) - 2;
	screen_put_cut(screen, row, x, row.y, end - x, buf_str(&name), cursor ? STYLE_SELECTED : STYLE_TEXT);
	Rect below = {row.x, row.y + 1, row.width, 1};
	screen_put_cut(screen, below, x, below.y, row.x + row.width - x, buf_str(&reason), STYLE_DIM);
	buf_free(&score);
	buf_free(&name);
	buf_free(&address);
	buf_free(&reason);
}

static void draw_similar(const App *app, const void *state, Screen *screen, Rect area)
{
	const Near *s = state;
	Rect title = {1, area.y, area.width - 2, 1};
	Buf name = {0};
	add_name(app, s->measure, &name);
	int x = screen_put(screen, title, title.x, title.y, words_get(WORD_similar, app->options.lang), STYLE_ACTIVE) + 2;
	screen_put_cut(screen, title, x, title.y, title.x + title.width - x, buf_str(&name), STYLE_TITLE);
	buf_free(&name);
	for (size_t i = 0; i < s->scroll.rows && s->scroll.top + i < s->scroll.count; i++)
		draw_entry(app, s, s->scroll.top + i, screen, (Rect){1, area.y + 2 + 2 * (int)i, area.width - 2, 1});
	if (s->scroll.count > 0)
		return;
	Buf said = {0}, percent = {0};
	buf_add_int(&percent, s->index ? similar_percent(s->index) : s->stopped);
	Word word = s->index ? WORD_similar_reading : s->stopped ? WORD_similar_stopped : WORD_similar_none;
	app_add_words(app, &said, word, buf_str(&percent), (Str){0});
	screen_put(screen, area, 3, area.y + 2, buf_str(&said), STYLE_NOTE);
	buf_free(&said);
	buf_free(&percent);
}

static void similar_status(const App *app, const void *state, Buf *out)
{
	(void)app;
	const Near *s = state;
	if (s->scroll.count > 0)
		buf_add_place(out, s->scroll.cursor + 1, s->scroll.count);
}

static void move_similar(App *app, void *state, Move move)
{
	(void)app;
	Near *s = state;
	s->scroll = scroll_move(s->scroll, move);
}

static Unit similar_unit(const App *app, const void *state)
{
	(void)app;
	const Near *s = state;
	bool any = s->scroll.cursor < s->scroll.count;
	return (Unit){UNIT_MEASURE, any ? s->at[s->scroll.cursor].measure : s->measure};
}

static void mark_similar(App *app, void *state)
{
	app_toggle(app, (Place){.province = CORPUS_NONE, .unit = similar_unit(app, state)});
}

/* The two side by side, with what they share. */
static void enter_similar(App *app, void *state)
{
	const Near *s = state;
	if (s->scroll.cursor >= s->scroll.count)
		return;
	CompareAsk ask = {.n = 2, .theme = CORPUS_NONE, .mode = COMPARE_DIFFERENT};
	ask.places[0] = (Place){.province = CORPUS_NONE, .unit = {UNIT_MEASURE, s->measure}};
	ask.places[1] = (Place){.province = CORPUS_NONE, .unit = similar_unit(app, state)};
	view_compare_open(app, &ask);
}

static void offer_similar(const App *app, const void *state, Offers *out)
{
	const Near *s = state;
	Buf name = {0};
	add_name(app, s->measure, &name);
	ElsewhereSimilar *data = mem_take(&out->arena, sizeof *data);
	*data = (ElsewhereSimilar){s->measure, s->at, s->scroll.count};
	List list = list_elsewhere_similar(app->corpus, data);
	offer_list(out, WORD_similar, buf_str(&name), &list);
	buf_free(&name);
}

const View view_similar = {
	.name = "similar",
	.size = sizeof(Near),
	.open = open_similar,
	.close = close_similar,
	.arrange = arrange_similar,
	.draw = draw_similar,
	.in = CONTEXT_LIST,
	.status = similar_status,
	.move = move_similar,
	.enter = enter_similar,
	.mark = mark_similar,
	.cancel = cancel_similar,
	.work = work_similar,
	.unit = similar_unit,
	.offer = offer_similar,
};
