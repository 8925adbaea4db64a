#include "view_found.h"

#include "app.h"

#include <stdlib.h>

/* Everything has been looked at. */
static void finish(App *app, Browse *b)
{
	b->scanning = false;
	if (b->hits.n > 0 || b->asked.ignored > 0)
		search_add_spelling(app->corpus, &b->asked, &b->hits, app->options.lang, &b->spelling);
	if (b->hits.n == 0)
		advice_find(app->corpus, &b->asked, app->options.lang, &b->advice);
}

/* What narrows the query before is looked for only where that stands. */
static void begin(const App *app, Browse *b)
{
	Lang lang = app->options.lang;
	Query query = query_open(app->corpus, buf_str(&b->query)), before = b->asked;
	query_hasten(&query);
	bool narrows = b->scan_lang == lang && query_narrows(&query, &before);
	uint32_t until = b->scan.at;
	search_end(&b->scan);
	b->asked = query;
	b->scan = narrows ? search_narrow(app->corpus, &b->asked, lang, &b->hits, until)
					  : search_begin(app->corpus, &b->asked, SIZE_MAX, lang);
	b->scan_lang = lang;
	b->scanning = true;
	query_close(&before);
}

/* Attached originals are searched too: they are looked for with the first search. */
static void load_originals(App *app)
{
	Buf said = {0};
	attach_load(app->options.attached, app->corpus, false, app->options.lang, &said);
	if (said.n > 0)
		app_tell(app, buf_str(&said), true);
	buf_free(&said);
}

void view_found_search(App *app, Browse *b, Str text)
{
	Buf kept = {0};
	buf_add(&kept, text); /* it may be the browser's own */
	buf_free(&b->query);
	b->query = kept;
	load_originals(app);
	begin(app, b);
	b->hits.n = 0;
	buf_clear(&b->spelling);
	advice_free(&b->advice);
	b->advised = 0;
	bool more = search_step(&b->scan, VIEW_FOUND_SLICE, &b->hits);
	if (!more)
		finish(app, b);
	app->slices = more;
	view_browse_axis(app, b, AXIS_FOUND);
	view_browse_show_hit(b, more ? 0 : search_best(app->corpus, &b->hits));
}

void view_found_adopt(App *app, Browse *b, Query asked, SearchScan scan, bool scanning, SearchHits hits)
{
	search_end(&b->scan);
	query_close(&b->asked);
	free(b->hits.at);
	b->asked = asked;
	b->scan = scan;
	b->scan.query = &b->asked;
	b->scanning = scanning;
	b->hits = hits;
	buf_clear(&b->spelling);
	if (!scanning)
		finish(app, b);
	app->slices = scanning;
	view_browse_axis(app, b, AXIS_FOUND);
}

bool view_found_work(App *app, Browse *b)
{
	if (!b->scanning)
		return false;
	if (!search_step(&b->scan, VIEW_FOUND_SLICE, &b->hits))
		finish(app, b);
	b->more = true;
	view_browse_add_hits(app, b);
	return b->scanning;
}

void view_found_stop(App *app, Browse *b)
{
	Buf percent = {0};
	b->scanning = false;
	app->slices = 0;
	buf_add_int(&percent, view_found_percent(app, b));
	app_say(app, WORD_found_stopped, buf_str(&percent));
	buf_free(&percent);
}

int view_found_percent(const App *app, const Browse *b)
{
	return app->corpus->speeches.n > 0 ? (int)(100 * (uint64_t)b->scan.at / app->corpus->speeches.n) : 100;
}

void view_found_warn(App *app, Str text)
{
	Query query = query_open(app->corpus, text);
	Advice advice = {.n = 0};
	Buf said = {0};
	advice_find(app->corpus, &query, app->options.lang, &advice);
	Str first = advice.n > 0 ? buf_str(&advice.at[0].said) : words_get(WORD_found_advice, app->options.lang);
	words_add(&said, WORD_not_found, app->options.lang, text, first);
	app_tell(app, buf_str(&said), true);
	query_close(&query);
	advice_free(&advice);
	buf_free(&said);
}

void view_found_open(App *app, Str text)
{
	Buf query = {0};
	buf_add(&query, text); /* it may belong to a view that is closed here */
	Str kept = buf_str(&query);
	app_push(app, VIEW_browse, &kept);
	const Browse *b = app->stack[app->depth - 1].state;
	if (b->hits.n > 0 || b->scanning) {
		app_drop(app, 1);
	} else {
		app_pop(app);
		view_found_warn(app, kept);
	}
	buf_free(&query);
}

bool view_found_advise(Browse *b, int by)
{
	bool some = b->hits.n == 0 && !b->scanning && b->advice.n > 0;
	if (!some || (by < 0 ? b->advised == 0 : b->advised == b->advice.n))
		return some && by > 0;
	b->advised += by < 0 ? SIZE_MAX : 1;
	return true;
}

Str view_found_advised(const Browse *b)
{
	return b->advised > 0 && b->advised <= b->advice.n ? buf_str(&b->advice.at[b->advised - 1].query) : (Str){0};
}

/* In as many rows as it takes; returns the row behind. */
static int draw_wrapped(Screen *screen, Rect area, int y, Str text, Style style)
{
	WrapLines lines = {0};
	uint32_t columns = area.width > VIEW_LIST_GUTTER + 2 ? (uint32_t)(area.width - VIEW_LIST_GUTTER) : 2;
	wrap_lines(text, &(WrapOptions){.width = columns, .ambiguous = screen->ambiguous}, &lines);
	for (size_t i = 0; i < lines.n; i++)
		screen_put(screen, area, area.x + VIEW_LIST_GUTTER, y++, str_sub(text, lines.at[i].from, lines.at[i].to),
			style);
	free(lines.at);
	return y;
}

void view_found_draw_advice(const App *app, const Browse *b, Screen *screen, Rect area)
{
	Lang lang = app->options.lang;
	if (b->scanning)
		return;
	int y = draw_wrapped(screen, area, area.y, words_get(WORD_found_nothing, lang), STYLE_WARNING);
	for (size_t i = 0; i < b->advice.n; i++) {
		bool here = i + 1 == b->advised;
		if (here)
			screen_put(screen, area, area.x, y, STR("▸"), STYLE_MARKER);
		y = draw_wrapped(screen, area, y, buf_str(&b->advice.at[i].said), here ? STYLE_SELECTED : STYLE_NOTE);
	}
	draw_wrapped(screen, area, y, words_get(b->advice.n == 0 ? WORD_found_advice : WORD_found_choose, lang), STYLE_DIM);
}
