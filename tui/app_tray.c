/* The tray: places, and perhaps one theme, that the reader has marked to be compared. */
#include "app_actions.h"

#include "view_compare.h"

#include "../core/utf8.h"

#include <string.h>

void app_unmark(App *app, int unused)
{
	(void)unused;
	app->marked = 0;
	app->tray_theme = CORPUS_NONE;
	app_say(app, WORD_tray_cleared, (Str){0});
}

bool app_is_marked(const App *app, Place place)
{
	for (size_t i = 0; i < app->marked; i++)
		if (table_same_place(app->tray[i], place))
			return true;
	return false;
}

static void tell_place(App *app, Word word, Place place)
{
	Buf name = {0};
	table_add_place_name(app->corpus, place, app->options.lang, &name);
	app_say(app, word, buf_str(&name));
	buf_free(&name);
}

void app_toggle(App *app, Place place)
{
	for (size_t i = 0; i < app->marked; i++) {
		if (!table_same_place(app->tray[i], place))
			continue;
		for (size_t k = i + 1; k < app->marked; k++)
			app->tray[k - 1] = app->tray[k];
		app->marked--;
		tell_place(app, WORD_unmarked, place);
		return;
	}
	if (app->marked == TABLE_MAX_COLUMNS) {
		app_warn(app, WORD_tray_full, (Str){0});
		return;
	}
	app->tray[app->marked++] = place;
	tell_place(app, WORD_marked, place);
}

void app_toggle_theme(App *app, uint32_t theme)
{
	bool out = app->tray_theme == theme;
	app->tray_theme = out ? CORPUS_NONE : theme;
	app_say(app, out ? WORD_unmarked_theme : WORD_marked_theme,
		corpus_text(&app->corpus->themes.at[theme].name, app->options.lang));
}

/* The first provinces that have the theme; how many have it in all. */
static size_t provinces_with(const App *app, uint32_t theme, CompareAsk *ask)
{
	const Corpus *corpus = app->corpus;
	size_t n = 0;
	for (uint32_t p = 0; p < corpus->provinces.n; p++) {
		const Range run = corpus->provinces.at[p].measures;
		bool has = false;
		for (uint32_t i = 0; i < run.n && !has; i++)
			has = corpus_has_theme(corpus, &corpus->measures.at[corpus->measures_by_province[run.first + i]], theme);
		if (has && n < TABLE_MAX_COLUMNS)
			ask->places[ask->n++] = (Place){.province = p};
		n += has;
	}
	return n;
}

/* Where there are no more provinces than columns, those that have nothing on the theme stand there too, and say so. */
static void take_all(const App *app, CompareAsk *ask)
{
	CompareAsk all = {.theme = ask->theme};
	for (uint32_t p = 0; p < app->corpus->provinces.n; p++) {
		if (app->corpus->provinces.at[p].measures.n == 0)
			continue;
		if (all.n == TABLE_MAX_COLUMNS)
			return;
		all.places[all.n++] = (Place){.province = p};
	}
	*ask = all;
}

/* A theme across the provinces that have it, where no places were marked. */
static void open_theme(App *app)
{
	CompareAsk ask = {.theme = app->tray_theme};
	size_t all = provinces_with(app, app->tray_theme, &ask);
	Buf n = {0};
	if (ask.n >= 2)
		take_all(app, &ask);
	buf_add_int(&n, (long long)all);
	if (ask.n < 2) {
		app_say(app, WORD_theme_of_one, corpus_text(&app->corpus->themes.at[ask.theme].name, app->options.lang));
	} else {
		view_compare_open(app, &ask);
		if (all > ask.n)
			app_say(app, WORD_first_four, buf_str(&n));
	}
	buf_free(&n);
}

static void open_marked(App *app)
{
	CompareAsk ask = {.n = app->marked, .theme = app->tray_theme};
	memcpy(ask.places, app->tray, sizeof ask.places);
	view_compare_open(app, &ask);
}

void app_compare(App *app, int unused)
{
	(void)unused;
	if (app_context(app) == CONTEXT_MATRIX)
		app_cell(app, CELL_COMPARE);
	else
		app_open_tray(app);
}

void app_open_tray(App *app)
{
	if (app->marked >= 2)
		open_marked(app);
	else if (app->tray_theme != CORPUS_NONE)
		open_theme(app);
	else if (app->marked == 0)
		app_say(app, WORD_tray_empty, (Str){0});
	else
		tell_place(app, WORD_tray_one, app->tray[0]);
}

void app_compare_places(App *app, const Place *places, size_t n, uint32_t theme)
{
	app->marked = n < TABLE_MAX_COLUMNS ? n : TABLE_MAX_COLUMNS;
	memcpy(app->tray, places, app->marked * sizeof *places);
	app->tray_theme = theme;
	open_marked(app);
}

void app_tray(App *app, int unused)
{
	(void)unused;
	if (app->marked == 0 && app->tray_theme == CORPUS_NONE)
		app_say(app, WORD_tray_empty, (Str){0});
	else
		app_push(app, VIEW_tray, NULL);
}

/* A province by its name, a unit by its address, which is short. */
static void add_short_name(const App *app, Place place, Buf *out)
{
	if (place.province != CORPUS_NONE)
		table_add_place_name(app->corpus, place, app->options.lang, out);
	else
		corpus_add_address(app->corpus, place.unit, out);
}

void app_tray_add(const App *app, size_t columns, Buf *out)
{
	Lang lang = app->options.lang;
	Buf names = {0};
	if (app->marked == 0 && app->tray_theme == CORPUS_NONE)
		return;
	for (size_t i = 0; i < app->marked; i++) {
		buf_add(&names, i == 0 ? STR("") : lang == LANG_ZH ? STR("、") : STR(", "));
		add_short_name(app, app->tray[i], &names);
	}
	if (app->tray_theme != CORPUS_NONE) {
		buf_add(&names, app->marked == 0 ? STR("") : STR(" · "));
		buf_add(&names, corpus_text(&app->corpus->themes.at[app->tray_theme].name, lang));
	}
	words_add_numbers(out, WORD_tray, lang, (long long)app->marked + (app->tray_theme != CORPUS_NONE), 0);
	if (utf8_columns(buf_str(&names), app->options.ambiguous) <= columns) {
		buf_add_char(out, ' ');
		buf_add(out, buf_str(&names));
	}
	buf_free(&names);
}
