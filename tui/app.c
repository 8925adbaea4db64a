#include "app.h"

#include "app_actions.h"
#include "history.h"

#include "../core/mem.h"
#include "../core/utf8.h"

#include <stdlib.h>
#include <string.h>

#define HINTS 40 /* at most on the last line */

#define VIEW(id) extern const View view_##id;
#include "views.def"
#undef VIEW

static const View *const VIEWS[VIEW_COUNT] = {
#define VIEW(id) [VIEW_##id] = &view_##id,
#include "views.def"
#undef VIEW
};

static const struct { void (*run)(App *app, int arg); int arg; } DISPATCH[ACTION_COUNT] = {
#define ACTION(id, group, keys, contexts, kiosk, rank, when, zh_hint, en_hint, zh_help, en_help, run, arg)             \
	[ACTION_##id] = {run, arg},
#include "actions.def"
#undef ACTION
};

const View *app_view(const App *app)
{
	return VIEWS[app->stack[app->depth - 1].id];
}

void *app_state(const App *app)
{
	return app->stack[app->depth - 1].state;
}

Unit app_unit_here(const App *app)
{
	return app_view(app)->unit ? app_view(app)->unit(app, app_state(app)) : (Unit){0};
}

const View *app_view_of(ViewId id)
{
	return VIEWS[id];
}

ViewId app_view_named(Str name)
{
	ViewId id = 0;
	while (id < VIEW_COUNT && !str_eq(str_of(VIEWS[id]->name), name))
		id++;
	return id;
}

static bool too_small(const App *app)
{
	return app->width < APP_MIN_WIDTH || app->height < APP_MIN_HEIGHT;
}

/* A line of its own for what is wrong with the files, where there is one to spare. */
static bool tells_refused(const App *app)
{
	return app->refused && app->height > APP_MIN_HEIGHT;
}

Rect app_view_area(const App *app)
{
	return (Rect){0, 0, app->width, app->height - 1 - tells_refused(app)};
}

/* English apostrophes and quotes are narrow anywhere, and what is there to be selected by hand is the text itself. */
static ScreenQuotes quotes_now(const App *app)
{
	return app->options.lang == LANG_ZH && !app_view(app)->bare ? app->quotes : SCREEN_AS_IS;
}

static void arrange(App *app)
{
	app->options.ambiguous = app->told == 1 && quotes_now(app) != SCREEN_AS_IS ? UTF8_WIDE_QUOTES : app->told;
	if (!too_small(app) && app_view(app)->arrange)
		app_view(app)->arrange(app, app_state(app), app_view_area(app));
}

App *app_new(const Corpus *corpus, const Msgs *msgs, AppOptions options)
{
	App *app = mem_zeroed(1, sizeof *app);
	app->corpus = corpus;
	app->msgs = msgs;
	app->options = options;
	app->told = options.ambiguous == 2 ? 2 : 1;
	app->quotes = options.quotes;
	app->mouse = options.mouse;
	app->text_width = options.text_width;
	app->hang = options.hang;
	app->order = options.order;
	app->tray_theme = CORPUS_NONE;
	app->export_format = EXPORT_XLSX;
	if (!app->options.keymap)
		app->options.keymap = &KEYMAP_STANDARD;
	facet_open(&app->facet, corpus);
	app_met_corpus(app);
	app->history = history_new();
	app->notes = options.notes ? options.notes : &app->own;
	keep_collect(corpus, app->notes, &app->kept);
	app_recall(app);
	app_push(app, VIEW_browse, NULL);
	return app;
}

void app_free(App *app)
{
	if (!app)
		return;
	while (app->depth > 0)
		app_pop(app);
	facet_close(&app->facet);
	app_forget_corpus(app);
	amend_free(&app->stamps);
	history_free(app->history);
	notes_free(&app->own);
	keep_free(&app->kept);
	prompt_free(&app->prompt);
	buf_free(&app->query);
	for (size_t i = 0; i < app->earlier.n; i++)
		buf_free(&app->earlier.at[i]);
	app_command_free(app);
	buf_free(&app->message);
	buf_free(&app->copied);
	buf_free(&app->export_folder);
	free(app);
}

void app_push(App *app, ViewId id, const void *what)
{
	if (app->depth == APP_DEPTH) {
		app_warn(app, WORD_too_deep, (Str){0});
		return;
	}
	void *state = mem_zeroed(1, VIEWS[id]->size);
	app->stack[app->depth].id = id;
	app->stack[app->depth++].state = state;
	VIEWS[id]->open(app, state, what);
}

void app_pop(App *app)
{
	if (app->depth == 0)
		return;
	app->depth--;
	void *state = app->stack[app->depth].state;
	VIEWS[app->stack[app->depth].id]->close(state);
	free(state);
}

void app_drop(App *app, size_t from)
{
	for (size_t i = from; i + 1 < app->depth; i++) {
		VIEWS[app->stack[i].id]->close(app->stack[i].state);
		free(app->stack[i].state);
	}
	if (from + 1 < app->depth) {
		app->stack[from] = app->stack[app->depth - 1];
		app->depth = from + 1;
	}
}

void app_resize(App *app, int width, int height)
{
	app->width = width;
	app->height = height;
	arrange(app);
}

void app_widths(App *app, int ambiguous)
{
	app->told = ambiguous == 2 ? 2 : 1;
	arrange(app);
}

Context app_view_context(const App *app)
{
	const View *view = app_view(app);
	return view->context ? view->context(app_state(app)) : view->in;
}

Context app_context(const App *app)
{
	return app->prompting ? CONTEXT_PROMPT : app_view_context(app);
}

/* What leads to another place; scrolling and steps do not. */
static bool jumps(Action action)
{
	static const Action JUMPS[] = {ACTION_enter, ACTION_accept, ACTION_axis_provinces, ACTION_axis_themes,
		ACTION_axis_measures, ACTION_axis_terms, ACTION_axis_figures, ACTION_next_hit, ACTION_previous_hit,
		ACTION_next_speech, ACTION_previous_speech, ACTION_compare, ACTION_matrix, ACTION_figures, ACTION_overview,
		ACTION_open_cell, ACTION_open, ACTION_original, ACTION_kwic, ACTION_take, ACTION_unfilter};
	for (size_t i = 0; i < sizeof JUMPS / sizeof *JUMPS; i++)
		if (JUMPS[i] == action)
			return true;
	return false;
}

void app_run(App *app, Action action)
{
	const ActionRow *row = keymap_row(action);
	if (!(row->contexts & (unsigned)app_context(app)))
		return;
	if (!app_allows(app, action)) {
		app_warn(app, WORD_not_in_kiosk, (Str){0});
		return;
	}
	if (jumps(action))
		history_leave(app);
	DISPATCH[action].run(app, DISPATCH[action].arg);
	if (jumps(action) && app->depth > 0)
		history_arrive(app);
}

static void type(App *app, Key key)
{
	if (!app->prompting && app_view(app)->input) {
		app_view(app)->input(app, app_state(app), key);
		return;
	}
	prompt_type(&app->prompt, key);
	if (app->prompting)
		app_prompt_changed(app);
	else if (app_view(app)->type)
		app_view(app)->type(app, app_state(app));
}

static void tell_unknown(App *app, Key key)
{
	if (key >= KEYMAP_UP || (key >= ' ' && utf8_is_hostile(key)))
		return;
	Buf name = {0};
	keymap_add_name(&name, key, app->options.lang);
	app_warn(app, WORD_unknown_key, buf_str(&name));
	buf_free(&name);
}

/* What stands in a field for a pasted key: a line feed is a blank, what no text has is shown as U+FFFD. */
static Key pasted(Key key)
{
	if (key == KEYMAP_ENTER || key == KEYMAP_TAB || key == '\n')
		return ' ';
	return key >= ' ' && key < KEYMAP_UP && key != 0x7F ? key : UTF8_REPLACEMENT;
}

/* Between the beginning and the end of a paste everything is text: in a field it is typed, elsewhere nothing happens,
   since text is no key. Esc ends a paste whose end was lost. */
static bool take_paste(App *app, Key key)
{
	bool edge = key == KEYMAP_PASTE || key == KEYMAP_PASTE_END, pasting = app->pasting;
	app->pasting = edge ? key == KEYMAP_PASTE : pasting && key != KEYMAP_ESC;
	if (edge || !app->pasting)
		return edge;
	if (keymap_is_text(app_context(app), ' ') && key < KEYMAP_MOUSE)
		type(app, pasted(key));
	return true;
}

/* A press on a message takes it away, as any key does: there are no hints below it. */
static void take_mouse(App *app, Point at)
{
	bool covered = app->message.n > 0 && !app->prompting && at.y == app->height - 1;
	if (at.wheel == 0)
		buf_clear(&app->message);
	if (!covered)
		app_point(app, at);
	if (app->depth > 0)
		arrange(app);
}

void app_key(App *app, Key key)
{
	app->redraw = false;
	app->touched = true;
	if (key == KEYMAP_NONE || (key == KEYMAP_OTHER && !app->pasting))
		return;
	if (take_paste(app, key)) {
		arrange(app);
		return;
	}
	if (key >= KEYMAP_MOUSE && !too_small(app)) {
		take_mouse(app, keymap_point(key));
		return;
	}
	Context context = app_context(app);
	app->warned = app->warning && app->message.n > 0;
	buf_clear(&app->message);
	Action action = keymap_find(app->options.keymap, context, key);
	if (too_small(app)) {
		bool ends = action == ACTION_back || action == ACTION_leave;
		if (ends || key == 'q' || key == 'Q')
			app->done = true;
		return;
	}
	if (app->prefix != PREFIX_NONE)
		app_follow(app, key);
	else if (keymap_is_text(context, key))
		type(app, key);
	else if (action < ACTION_COUNT)
		app_run(app, action);
	else
		tell_unknown(app, key);
	if (app->depth > 0)
		arrange(app);
}

bool app_working(const App *app)
{
	return app->slices > 0;
}

/* Painted behind the 1st, 2nd, 4th … slice: at once, and not often. */
bool app_work(App *app)
{
	bool more = app_view(app)->work && app_view(app)->work(app, app_state(app));
	bool paint = !more || (app->slices & (app->slices - 1)) == 0;
	app->slices = more ? app->slices + 1 : 0;
	if (paint)
		arrange(app);
	return paint;
}

static int columns_of(const App *app, Str text)
{
	return (int)utf8_columns(text, app->options.ambiguous);
}

/* What the hint says: q leaves where there is nothing to go back to. */
static Str hint_words(const App *app, const Hint *hint)
{
	const View *view = app_view(app);
	bool top = app->depth == 1 && !app->prompting && view->at_top && view->at_top(app_state(app));
	if (hint->action == ACTION_back && top)
		return words_get(WORD_quit, app->options.lang);
	return str_of(keymap_row(hint->action)->hint[app->options.lang]);
}

/* What the hints wait for, see actions.def. */
static unsigned hint_state(const App *app)
{
	const View *view = app_view(app);
	bool command = app->prompting && app->asking == ASK_COMMAND, find = app->prompting && app->asking == ASK_FIND;
	bool marked = app->marked || app->tray_theme != CORPUS_NONE || app_context(app) == CONTEXT_MATRIX;
	return (app->hits ? HINT_HITS : 0u) | (marked ? HINT_MARKED : 0u)
		| (facet_is_empty(&app->facet) ? 0u : HINT_FILTERED) | (view->remove ? HINT_REMOVES : 0u)
		| (command ? HINT_COMPLETES : 0u) | (find && app->recalled < app->earlier.n ? HINT_EARLIER : 0u)
		| (view->mark ? HINT_MARKS : 0u) | (view->take ? HINT_TAKES : 0u) | (view->pane ? HINT_PANES : 0u)
		| (view->sort ? HINT_SORTS : 0u) | (view->offer ? HINT_OFFERS : 0u) | (history_ahead(app) ? HINT_AHEAD : 0u)
		| (app->options.kiosk ? HINT_KIOSK : 0u);
}

/* Draws the hints where there is a screen; returns the action of the one at column `wanted`, ACTION_COUNT where none
   is. */
static Action put_hints(const App *app, Screen *screen, Rect row, int wanted)
{
	Hint hints[HINTS];
	Action found = ACTION_COUNT;
	Lang lang = app->options.lang;
	const Keymap *map = app->options.keymap;
	size_t n = keymap_hints(
		map, app_context(app), hint_state(app), lang, (size_t)row.width, app->options.ambiguous, hints, HINTS);
	int x = row.x;
	Buf keys = {0};
	for (size_t i = 0; i < n; i++) {
		buf_clear(&keys);
		keymap_add_key(&keys, map, hints[i].action, lang);
		int first = x + columns_of(app, buf_str(&keys));
		buf_clear(&keys);
		keymap_add_hint_keys(&keys, map, &hints[i], lang);
		int words = x + columns_of(app, buf_str(&keys)) + 1;
		int end = words + columns_of(app, hint_words(app, &hints[i]));
		if (wanted >= x && wanted < end)
			found = wanted >= first && wanted < words && hints[i].twin < ACTION_COUNT ? hints[i].twin : hints[i].action;
		if (screen) {
			screen_put(screen, row, x, row.y, buf_str(&keys), STYLE_KEY);
			screen_put(screen, row, words, row.y, hint_words(app, &hints[i]), STYLE_BAR);
		}
		x = end + 2;
	}
	buf_free(&keys);
	return found;
}

static void add_status(const App *app, Buf *out)
{
	if (app_context(app) != CONTEXT_COMPARE) /* there the columns say it */
		app_tray_add(app, (size_t)app->width / 4, out);
	Buf more = {0};
	if (app_view(app)->status)
		app_view(app)->status(app, app_state(app), &more);
	buf_add(out, out->n > 0 && more.n > 0 ? STR("  ") : STR(""));
	buf_add(out, buf_str(&more));
	buf_free(&more);
}

/* The last line, with what stands at its right end taken off; drawn where there is a screen. */
static Rect put_status(const App *app, Screen *screen)
{
	Rect row = {1, app->height - 1, app->width - 2, 1};
	Buf status = {0};
	add_status(app, &status);
	int columns = columns_of(app, buf_str(&status));
	if (columns > 0 && columns < row.width / 2) {
		if (screen)
			screen_put_right(screen, row, row.x + row.width - columns, row.y, columns, buf_str(&status), STYLE_TEXT);
		row.width -= columns + 2;
	}
	buf_free(&status);
	return row;
}

/* Beside the field, where there is one. */
static Rect hints_row(const App *app, Rect row)
{
	return app->prompting ? (Rect){row.x + row.width / 2, row.y, row.width - row.width / 2, 1} : row;
}

Action app_hint_at(const App *app, int x)
{
	return put_hints(app, NULL, hints_row(app, put_status(app, NULL)), x);
}

static void draw_refused(const App *app, Screen *screen, Rect row)
{
	Buf line = {0};
	app_add_refused(app, &line);
	app_draw_message(buf_str(&line), STYLE_WARNING, screen, row);
	buf_free(&line);
}

static void draw_bar(const App *app, Screen *screen)
{
	Rect row = put_status(app, screen);
	if (app->prompting) {
		put_hints(app, screen, hints_row(app, row), -1);
		app_prompt_draw(app, screen, (Rect){row.x, row.y, row.width / 2 - 1, 1});
	} else if (app->message.n > 0)
		app_draw_message(buf_str(&app->message), app->warning ? STYLE_WARNING : STYLE_NOTE, screen, row);
	else if (app->refused && !tells_refused(app))
		draw_refused(app, screen, row);
	else
		put_hints(app, screen, row, -1);
}

static void set_lines(const App *app, Screen *screen)
{
	static const ScreenLines LINES[] = {
		[APP_LINES_AUTO] = SCREEN_THIN,
		[APP_LINES_UNICODE] = SCREEN_THIN,
		[APP_LINES_ASCII] = SCREEN_ASCII,
		[APP_LINES_NONE] = SCREEN_NO_LINES,
	};
	AppLines lines = app->options.lines;
	screen->lines = LINES[lines];
	bool poor = app->options.console || app->told == 2;
	screen->plain = lines == APP_LINES_ASCII || (lines != APP_LINES_UNICODE && poor);
}

void app_draw(const App *app, Screen *screen)
{
	screen->ambiguous = app->options.ambiguous;
	screen->quotes = quotes_now(app);
	screen->exact = app_view(app)->bare;
	set_lines(app, screen);
	if (screen->width != app->width || screen->height != app->height)
		screen_resize(screen, app->width, app->height);
	screen_clear(screen);
	if (too_small(app)) {
		Buf text = {0};
		words_add_numbers(&text, WORD_too_small, app->options.lang, APP_MIN_WIDTH, APP_MIN_HEIGHT);
		screen_put(screen, screen_area(screen), 0, 0, buf_str(&text), STYLE_TEXT);
		buf_free(&text);
		return;
	}
	app_view(app)->draw(app, app_state(app), screen, app_view_area(app));
	if (tells_refused(app))
		draw_refused(app, screen, (Rect){1, app->height - 2, app->width - 2, 1});
	if (app->prompting && app->asking == ASK_COMMAND)
		app_command_draw(app, screen);
	if (!app_view(app)->bare || app->message.n > 0 || app->prompting)
		draw_bar(app, screen);
}
