#include "view_found.h"

#include "app.h"

#include "../core/nearest.h"

#include <stdlib.h>

#define SLICE (384 * 1024) /* bytes of text that are looked at before a key may come: a few milliseconds */
#define ADVICE (4 * SLICE)  /* for advice */

/* “党建 网革”: without which word there would be hits. */
static bool add_without(const App *app, const Query *query, Buf *out)
{
	bool added = false;
	for (size_t i = 0; query->words.n > 1 && i < query->words.n; i++) {
		SearchHits hits = {0};
		Buf count = {0};
		SearchScan scan = search_begin(app->corpus, query, i, app->options.lang);
		bool more = search_step(&scan, ADVICE, &hits);
		size_t n = hits.n;
		search_end(&scan);
		free(hits.at);
		if (n == 0)
			continue;
		buf_add(out, added ? STR("\n") : STR(""));
		buf_add_int(&count, (long long)n);
		buf_add(&count, more ? STR("+") : STR(""));
		words_add(out, WORD_found_without, app->options.lang, query_typed(query, i), buf_str(&count));
		buf_free(&count);
		added = true;
	}
	return added;
}

static bool add_near(const App *app, const Query *query, Buf *out)
{
	Lang lang = app->options.lang;
	Buf names = {0};
	for (size_t i = 0; i < query->words.n; i++) {
		Str at[NEAREST_MOST];
		size_t n = nearest_names(app->corpus, query_typed(query, i), lang, at);
		for (size_t k = 0; k < n; k++) {
			buf_add(&names, names.n == 0 ? STR("") : lang == LANG_ZH ? STR("、") : STR(", "));
			buf_add(&names, at[k]);
		}
	}
	bool found = names.n > 0;
	if (found)
		words_add(out, WORD_found_near, lang, buf_str(&names), (Str){0});
	buf_free(&names);
	return found;
}

/* One line or more of advice on a query that finds nothing. */
static void add_advice(const App *app, const Query *query, Buf *out)
{
	if (!add_without(app, query, out) && !add_near(app, query, out))
		buf_add(out, words_get(WORD_found_advice, app->options.lang));
}

/* Everything has been looked at. */
static void finish(App *app, Browse *b)
{
	b->scanning = false;
	if (b->hits.n > 0)
		search_add_spelling(app->corpus, &b->asked, &b->hits, app->options.lang, &b->spelling);
	else
		add_advice(app, &b->asked, &b->advice);
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

void view_found_search(App *app, Browse *b, Str text)
{
	Buf kept = {0};
	buf_add(&kept, text); /* it may be the browser's own */
	buf_free(&b->query);
	b->query = kept;
	begin(app, b);
	b->hits.n = 0;
	buf_clear(&b->spelling);
	buf_clear(&b->advice);
	bool more = search_step(&b->scan, SLICE, &b->hits);
	if (!more)
		finish(app, b);
	app->slices = more;
	view_browse_axis(app, b, AXIS_FOUND);
	view_browse_show_hit(b, more ? 0 : search_best(app->corpus, &b->hits));
}

bool view_found_work(App *app, Browse *b)
{
	if (!b->scanning)
		return false;
	if (!search_step(&b->scan, SLICE, &b->hits))
		finish(app, b);
	b->more = true;
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
	Buf advice = {0}, said = {0};
	add_advice(app, &query, &advice);
	ptrdiff_t line = str_find(buf_str(&advice), STR("\n"), 0);
	Str first = str_sub(buf_str(&advice), 0, line < 0 ? advice.n : (size_t)line);
	words_add(&said, WORD_not_found, app->options.lang, text, first);
	query_close(&query);
	buf_free(&advice);
	buf_free(&app->message);
	app->message = said;
	app->warning = true;
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

void view_found_draw_advice(const App *app, const Browse *b, Screen *screen, Rect area)
{
	Buf text = {0};
	WrapLines lines = {0};
	buf_add(&text, words_get(WORD_found_nothing, app->options.lang));
	buf_add_char(&text, '\n');
	buf_add(&text, buf_str(&b->advice));
	wrap_lines(
		buf_str(&text), &(WrapOptions){.width = (uint32_t)(area.width - 4), .ambiguous = screen->ambiguous}, &lines);
	for (size_t i = 0; i < lines.n; i++)
		screen_put(screen, area, area.x + 2, area.y + (int)i,
			str_sub(buf_str(&text), lines.at[i].from, lines.at[i].to), i == 0 ? STYLE_WARNING : STYLE_NOTE);
	free(lines.at);
	buf_free(&text);
}
