#include "view_found.h"

#include "app.h"

#include "../core/nearest.h"

#include <stdlib.h>

/* “党建 网革”: without which word there would be hits. */
static bool add_without(const App *app, const Query *query, Buf *out)
{
	bool added = false;
	for (size_t i = 0; query->words.n > 1 && i < query->words.n; i++) {
		SearchHits hits = {0};
		Buf count = {0};
		size_t n = search_query(app->corpus, query, i, app->options.lang, &hits);
		free(hits.at);
		if (n == 0)
			continue;
		buf_add(out, added ? STR("\n") : STR(""));
		buf_add_int(&count, (long long)n);
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

void view_found_search(App *app, Browse *b, Str text)
{
	Buf kept = {0};
	buf_add(&kept, text); /* it may be the browser's own */
	buf_free(&b->query);
	b->query = kept;
	Query query = query_open(app->corpus, buf_str(&b->query));
	b->hits.n = 0;
	buf_clear(&b->spelling);
	buf_clear(&b->advice);
	search_query(app->corpus, &query, SIZE_MAX, app->options.lang, &b->hits);
	if (b->hits.n > 0)
		search_add_spelling(app->corpus, &query, &b->hits, app->options.lang, &b->spelling);
	else
		add_advice(app, &query, &b->advice);
	query_close(&query);
	view_browse_axis(app, b, AXIS_FOUND);
	view_browse_show_hit(b, search_best(app->corpus, &b->hits));
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

void view_found_open(App *app, Str query)
{
	SearchHits hits = {0};
	size_t n = search_run(app->corpus, query, app->options.lang, &hits);
	free(hits.at);
	if (n == 0) {
		view_found_warn(app, query);
		return;
	}
	while (app->depth > 1)
		app_pop(app);
	app_push(app, VIEW_browse, &query);
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
