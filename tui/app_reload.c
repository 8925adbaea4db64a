/* The files again, as they are now, at the same place. */
#include "app_actions.h"

#include "history.h"

#include "../core/load.h"

#include <stdlib.h>
#include <string.h>

/* A place of the tray by words that hold for another corpus: the province's id, or the unit's address. */
static void add_place(const Corpus *corpus, Place place, Buf *out)
{
	if (place.province != CORPUS_NONE)
		buf_add(out, corpus->provinces.at[place.province].id);
	else
		corpus_add_address(corpus, place.unit, out);
	buf_add_char(out, '\n');
}

static void note_tray(const App *app, Buf *places)
{
	for (size_t i = 0; i < app->marked; i++)
		add_place(app->corpus, app->tray[i], places);
	if (app->tray_theme != CORPUS_NONE)
		buf_add(places, app->corpus->themes.at[app->tray_theme].id.s);
}

/* What the new corpus no longer has is left out. */
static void restore_tray(App *app, Str places)
{
	size_t marked = app->marked;
	Str word = {0};
	app->marked = 0;
	for (size_t i = 0; i < marked && str_split(&places, '\n', &word); i++) {
		uint32_t province = app->tray[i].province != CORPUS_NONE ? corpus_province(app->corpus, word) : CORPUS_NONE;
		Unit unit = app->tray[i].province == CORPUS_NONE ? corpus_unit(app->corpus, word) : (Unit){0};
		if (province != CORPUS_NONE || unit.kind != UNIT_NONE)
			app->tray[app->marked++] = (Place){province, unit};
	}
	app->tray_theme = places.n > 0 ? corpus_theme(app->corpus, places) : CORPUS_NONE;
}

static Corpus *load_again(const App *app, Msgs *msgs)
{
	const Corpus *old = app->corpus;
	Arena arena = {0};
	const char **paths = mem_zeroed(old->volumes.n, sizeof *paths);
	for (size_t i = 0; i < old->volumes.n; i++) {
		Buf path = {0};
		buf_add(&path, old->volumes.at[i].path);
		paths[i] = buf_keep(&path, &arena).s;
	}
	Corpus *corpus = load_paths(paths, old->volumes.n, NULL, msgs);
	free(paths);
	mem_arena_free(&arena);
	return corpus;
}

static void tell_first_error(App *app, const Msgs *msgs)
{
	for (size_t i = 0; i < msgs->list.n; i++) {
		if (msg_level(msgs->list.at[i].id) == MSG_WARNING)
			continue;
		Buf line = {0};
		msg_line(&line, msgs, &msgs->list.at[i], app->options.lang);
		app_warn(app, WORD_reload_refused, buf_str(&line));
		buf_free(&line);
		return;
	}
	app_warn(app, WORD_reload_refused, (Str){0});
}

static void swap(App *app, Corpus *corpus, Msgs *msgs)
{
	facet_close(&app->facet);
	history_free(app->history);
	app_forget_corpus(app);
	app->corpus = app->own_corpus = corpus;
	app->msgs = app->own_msgs = msgs;
	app_met_corpus(app);
	app->history = history_new();
	memset(&app->facet, 0, sizeof app->facet);
	facet_open(&app->facet, corpus);
	keep_collect(corpus, app->notes, &app->kept);
	app->revision++;
	app->hits = false;
}

bool app_reload(App *app)
{
	Msgs *msgs = mem_zeroed(1, sizeof *msgs);
	Corpus *corpus = load_again(app, msgs);
	size_t errors = app->msgs ? app->msgs->count[MSG_ERROR] : 0;
	Buf places = {0};
	if (!corpus || msgs->count[MSG_FATAL] > 0 || msgs->count[MSG_ERROR] > errors) {
		tell_first_error(app, msgs);
		corpus_free(corpus);
		msg_free(msgs);
		free(msgs);
		return false;
	}
	app_note_place(app);
	note_tray(app, &places);
	while (app->depth > 0)
		app_pop(app);
	swap(app, corpus, msgs);
	restore_tray(app, buf_str(&places));
	buf_free(&places);
	Place tray[TABLE_MAX_COLUMNS];
	size_t marked = app->marked;
	memcpy(tray, app->tray, sizeof tray);
	app_push(app, VIEW_browse, NULL);
	app_resume(app, false);
	/* A comparison that is open again has put its own places there. */
	if (marked > 0) {
		memcpy(app->tray, tray, sizeof tray);
		app->marked = marked;
	}
	return true;
}

void app_met_corpus(App *app)
{
	amend_note(&app->stamps, app->msgs);
	app->proposed = 0;
	for (size_t i = 0; i < app->corpus->measures.n; i++)
		app->proposed += app->corpus->measures.at[i].found.proposed != 0;
}

void app_forget_corpus(App *app)
{
	corpus_free(app->own_corpus);
	if (app->own_msgs)
		msg_free(app->own_msgs);
	free(app->own_msgs);
	app->own_corpus = NULL;
	app->own_msgs = NULL;
}
