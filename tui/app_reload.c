/* The files again, as they are now, at the same place. */
#include "app_actions.h"

#include "history.h"
#include "view_browse.h"

#include "../core/delta.h"
#include "../core/file.h"
#include "../core/load.h"

#include <stdlib.h>
#include <string.h>

/* A place of the tray by words that hold for another corpus: the province's id, or the unit's address. */
static void add_tray_place(const Corpus *corpus, Place place, Buf *out)
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
		add_tray_place(app->corpus, app->tray[i], places);
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

/* What the files say now is in; views show it once they are opened anew. */
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

static void forget_refused(App *app)
{
	if (app->refused)
		msg_free(app->refused);
	free(app->refused);
	app->refused = NULL;
}

static void add_count(const App *app, Word word, size_t n, Buf *out)
{
	if (n == 0)
		return;
	Buf number = {0};
	buf_add_int(&number, (long long)n);
	buf_add(out, out->n > 0 ? words_get(WORD_reload_and, app->options.lang) : STR(""));
	words_add(out, word, app->options.lang, buf_str(&number), (Str){0});
	buf_free(&number);
}

static void tell(App *app, const Delta *delta)
{
	Buf list = {0};
	add_count(app, WORD_reload_changed, delta->changed, &list);
	add_count(app, WORD_reload_added, delta->added, &list);
	add_count(app, WORD_reload_gone, delta->gone, &list);
	Word none = delta->other ? WORD_reload_other : WORD_reload_same;
	app_say(app, list.n > 0 ? WORD_reload_taken : none, buf_str(&list));
	buf_free(&list);
}

/* The view that can be opened anew over the browsers, see app_resume.c; what lies over it is not told of. */
static size_t below_info(const App *app)
{
	return app->depth > 1 && app->stack[app->depth - 1].id == VIEW_info ? app->depth - 1 : app->depth;
}

bool app_may_take_files(const App *app)
{
	size_t depth = below_info(app);
	if (app->prompting || app->pasting || app->prefix != PREFIX_NONE || app->slices > 0)
		return false;
	ViewId top = app->stack[depth - 1].id;
	if (depth > 1 && (top == VIEW_compare || app_view_of(top)->place))
		depth--;
	return depth == 1 || (depth == 2 && app->stack[1].id == VIEW_browse);
}

/* The very line on top, which a place in the notes does not tell: by the address of its unit. */
static void restore_spot(App *app, ReadSpot spot, Str address)
{
	Browse *b = app->stack[0].state;
	spot.unit = corpus_unit(app->corpus, address);
	if (b->jump == JUMP_UNIT && spot.unit.kind != UNIT_NONE) {
		b->jump = JUMP_SPOT;
		b->spot = spot;
	}
}

static void reopen(App *app, Corpus *corpus, Msgs *msgs)
{
	Buf places = {0}, narrow = {0}, address = {0};
	bool info = below_info(app) < app->depth;
	if (info)
		app_pop(app);
	const Browse *b = app->stack[0].state;
	Pane pane = b->narrow_pane;
	ReadSpot spot = view_read_spot(&b->reader);
	corpus_add_address(app->corpus, spot.unit, &address);
	buf_add(&narrow, buf_str(&b->narrow));
	app_note_place(app);
	note_tray(app, &places);
	while (app->depth > 0)
		app_pop(app);
	swap(app, corpus, msgs);
	restore_tray(app, buf_str(&places));
	Place tray[TABLE_MAX_COLUMNS];
	size_t marked = app->marked;
	memcpy(tray, app->tray, sizeof tray);
	app_push(app, VIEW_browse, NULL);
	app_resume(app, false);
	restore_spot(app, spot, buf_str(&address));
	view_browse_narrow(app, app->stack[0].state, pane, buf_str(&narrow));
	/* A comparison that is open again has put its own places there. */
	if (marked > 0) {
		memcpy(app->tray, tray, sizeof tray);
		app->marked = marked;
	}
	if (info)
		app_push(app, VIEW_info, NULL);
	app_resize(app, app->width, app->height);
	buf_free(&address);
	buf_free(&narrow);
	buf_free(&places);
}

/* The whole behind its beginning, whatever is wrong with it; without a corpus there is nothing to be read here. */
static bool take_rest(App *app, Corpus *corpus, Msgs *msgs)
{
	app->loading = false;
	if (!corpus) {
		app->refused = msgs;
		app->done = true;
		return false;
	}
	reopen(app, corpus, msgs);
	app->partial = false;
	Buf speeches = {0};
	buf_add_int(&speeches, (long long)corpus->speeches.n);
	app_say(app, WORD_loaded_all, buf_str(&speeches));
	buf_free(&speeches);
	return true;
}

bool app_take_files(App *app, Corpus *corpus, Msgs *msgs)
{
	size_t errors = app->msgs ? app->msgs->count[MSG_ERROR] : 0;
	bool good = corpus && msgs->count[MSG_FATAL] == 0 && msgs->count[MSG_ERROR] <= errors;
	forget_refused(app);
	if (app->partial)
		return take_rest(app, corpus, msgs);
	if (!good) {
		corpus_free(corpus);
		app->refused = msgs;
		buf_clear(&app->message);
		app_resize(app, app->width, app->height); /* a line less for the views */
		return false;
	}
	Delta delta = delta_count(app->corpus, corpus);
	reopen(app, corpus, msgs);
	tell(app, &delta);
	return true;
}

bool app_reload(App *app)
{
	Msgs *msgs = mem_zeroed(1, sizeof *msgs);
	return app_take_files(app, load_again(app, msgs), msgs);
}

/* The file's name alone: its directory is known, and the line is short. */
static void add_place(const Msgs *msgs, const Msg *msg, Buf *out)
{
	Str path = msgs->files.at[msg->pos.file];
	buf_add(out, str_sub(path, file_directory(path).n, path.n));
	if (msg->pos.line > 0) {
		buf_add_char(out, ':');
		buf_add_int(out, msg->pos.line);
		buf_add_char(out, ':');
		buf_add_int(out, msg->pos.col);
	}
	buf_add(out, STR(": "));
}

void app_add_refused(const App *app, Buf *out)
{
	const Msgs *msgs = app->refused;
	size_t i = 0;
	Buf first = {0};
	while (i < msgs->list.n && msg_level(msgs->list.at[i].id) == MSG_WARNING)
		i++;
	if (i < msgs->list.n) {
		add_place(msgs, &msgs->list.at[i], &first);
		msg_text(&first, &msgs->list.at[i], app->options.lang);
	}
	words_add(out, WORD_reload_refused, app->options.lang, buf_str(&first), (Str){0});
	buf_free(&first);
}

void app_read_again(App *app, int unused)
{
	(void)unused;
	app->again = true;
	app_say(app, WORD_reload_reading, (Str){0});
}

void app_met_corpus(App *app)
{
	amend_note(&app->stamps, app->corpus, app->msgs);
	app->loads++;
	app->proposed = app->corpus->proposed;
}

void app_forget_corpus(App *app)
{
	corpus_free(app->own_corpus);
	if (app->own_msgs)
		msg_free(app->own_msgs);
	free(app->own_msgs);
	app->own_corpus = NULL;
	app->own_msgs = NULL;
	forget_refused(app);
}
