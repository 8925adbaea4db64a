/* The text field on the last line: / finds while one types, f narrows the list in hand, : runs commands. */
#include "app_actions.h"

#include "history.h"
#include "view_browse.h"
#include "view_found.h"

#include "../core/utf8.h"

#include <stdlib.h>
#include <string.h>

static Str typed(const App *app)
{
	return str_trim(buf_str(&app->prompt.text));
}

static void open_field(App *app, Ask ask)
{
	prompt_edit(&app->prompt, PROMPT_ERASE_ALL);
	app->prompting = true;
	app->asking = ask;
	app->below = app->depth;
	app->recalled = 0;
	history_leave(app);
}

static void close_field(App *app)
{
	app->prompting = false;
	history_arrive(app);
}

void app_find(App *app, int unused)
{
	(void)unused;
	open_field(app, ASK_FIND);
}

void app_narrow(App *app, int unused)
{
	(void)unused;
	if (app_view(app)->narrow)
		open_field(app, ASK_NARROW);
	else
		app_say(app, WORD_cannot_narrow, (Str){0});
}

void app_command(App *app, int unused)
{
	(void)unused;
	open_field(app, ASK_COMMAND);
	app_command_changed(app);
}

/* The hits stand in a view of their own as long as one types, over the one in which the field was opened. */
static bool is_live(const App *app)
{
	return app->depth > app->below;
}

static void find_changed(App *app)
{
	Str query = typed(app);
	if (query.n == 0 && is_live(app))
		app_pop(app);
	else if (query.n > 0 && is_live(app))
		view_found_search(app, app_state(app), query);
	else if (query.n > 0)
		app_push(app, VIEW_browse, &query);
}

void app_recall(App *app)
{
	Str at[APP_QUERIES];
	size_t n = notes_queries(app->notes, at, APP_QUERIES);
	for (size_t i = 0; i < n; i++)
		buf_add(&app->earlier.at[i], at[i]);
	app->earlier.n = n;
}

/* The same query is kept once, as the last. */
static void remember(App *app, Str query)
{
	size_t n = app->earlier.n, i = 0;
	while (i < n && !str_eq(buf_str(&app->earlier.at[i]), query))
		i++;
	if (i == n && n == APP_QUERIES)
		i = 0;
	Buf kept = i < n ? app->earlier.at[i] : (Buf){0};
	if (i < n)
		memmove(&app->earlier.at[i], &app->earlier.at[i + 1], (n - i - 1) * sizeof kept);
	else
		app->earlier.n++;
	buf_clear(&kept);
	buf_add(&kept, query);
	app->earlier.at[app->earlier.n - 1] = kept;
	buf_clear(&app->query);
	buf_add(&app->query, query);
	notes_add_query(app->notes, query, app->now);
}

static bool has_found(const App *app)
{
	const Browse *b = app_state(app);
	return b->hits.n > 0 || b->scanning;
}

static void tell_ignored(App *app)
{
	unsigned n = ((const Browse *)app_state(app))->asked.ignored;
	Buf count = {0};
	buf_add_int(&count, n);
	if (n > 0)
		app_say(app, WORD_query_ignored, buf_str(&count));
	buf_free(&count);
}

static void find_accept(App *app)
{
	Str query = is_live(app) ? view_found_advised(app_state(app)) : (Str){0};
	if (query.n > 0) {
		prompt_set(&app->prompt, query);
		find_changed(app);
	}
	query = typed(app);
	if (query.n > 0)
		remember(app, query);
	if (!is_live(app)) {
		if (app->query.n > 0)
			view_found_open(app, buf_str(&app->query));
	} else if (has_found(app)) {
		app_drop(app, 1);
		tell_ignored(app);
	} else {
		app_pop(app);
		view_found_warn(app, query);
	}
	close_field(app);
}

static void find_cancel(App *app)
{
	if (is_live(app))
		app_pop(app);
	close_field(app);
}

static void narrow_changed(App *app)
{
	app_view(app)->narrow(app, app_state(app), typed(app));
}

static void narrow_cancel(App *app)
{
	app_view(app)->narrow(app, app_state(app), (Str){0});
	close_field(app);
}

static void command_accept(App *app)
{
	close_field(app);
	app_command_run(app);
}

void app_ask_line(App *app, Str text)
{
	open_field(app, ASK_LINE);
	prompt_set(&app->prompt, text);
}

static void line_changed(App *app)
{
	(void)app;
}

static void line_accept(App *app)
{
	close_field(app);
	app_view(app)->write(app, app_state(app), typed(app));
}

static const struct {
	Word label;
	void (*changed)(App *app), (*accept)(App *app), (*cancel)(App *app);
} FIELDS[ASK_COUNT] = {
	[ASK_FIND] = {WORD_query, find_changed, find_accept, find_cancel},
	[ASK_NARROW] = {WORD_narrow, narrow_changed, close_field, narrow_cancel},
	[ASK_COMMAND] = {WORD_command, app_command_changed, command_accept, close_field},
	[ASK_LINE] = {WORD_line, line_changed, line_accept, close_field},
};

void app_prompt_changed(App *app)
{
	FIELDS[app->asking].changed(app);
}

void app_accept(App *app, int unused)
{
	(void)unused;
	if (app->prompting)
		FIELDS[app->asking].accept(app);
	else
		app_view(app)->enter(app, app_state(app));
}

/* Esc undoes one thing, and never leaves. */
void app_cancel(App *app, int unused)
{
	(void)unused;
	if (app->prompting)
		FIELDS[app->asking].cancel(app);
	else if (app_view(app)->cancel && !app->warned)
		app_view(app)->cancel(app, app_state(app));
}

/* By what follows, at the first line; see view_kwic.c. */
static void push_kwic(App *app, Str query)
{
	Buf place = {0};
	buf_add(&place, STR("right  "));
	buf_add(&place, query);
	Str what = buf_str(&place);
	app_push(app, VIEW_kwic, &what);
	buf_free(&place);
}

/* The hits that are on the screen, or those of the last query. */
void app_kwic(App *app, int unused)
{
	(void)unused;
	Str query = buf_str(&app->query);
	if (app->depth > 1 && app->stack[app->depth - 1].id == VIEW_browse)
		query = buf_str(&((Browse *)app_state(app))->query);
	if (query.n == 0)
		app_say(app, WORD_no_query, (Str){0});
	else if (app->stack[app->depth - 1].id != VIEW_kwic)
		push_kwic(app, query);
}

void app_sort(App *app, int unused)
{
	(void)unused;
	if (app_view(app)->sort)
		app_view(app)->sort(app, app_state(app));
}

void app_complete(App *app, int unused)
{
	(void)unused;
	if (app->prompting && app->asking == ASK_COMMAND)
		app_command_complete(app);
}

/* Back and forth among the queries; in a command among what can be chosen. */
static void recall(App *app, int by)
{
	if (app->asking == ASK_COMMAND) {
		app_command_move(app, -by);
		return;
	}
	if (app->asking != ASK_FIND || (is_live(app) && view_found_advise(app_state(app), -by)))
		return;
	size_t n = app->earlier.n;
	if (by > 0 ? app->recalled == n : app->recalled == 0)
		return;
	app->recalled += by > 0 ? 1 : SIZE_MAX;
	prompt_set(&app->prompt, app->recalled > 0 ? buf_str(&app->earlier.at[n - app->recalled]) : (Str){0});
	app_prompt_changed(app);
}

void app_edit(App *app, int edit)
{
	if (!app->prompting && app_view(app)->edit) {
		app_view(app)->edit(app, app_state(app), edit);
		return;
	}
	if (edit == PROMPT_EARLIER || edit == PROMPT_LATER) {
		recall(app, edit == PROMPT_EARLIER ? 1 : -1);
		return;
	}
	size_t before = app->prompt.text.n;
	prompt_edit(&app->prompt, (PromptEdit)edit);
	if (app->prompting && app->prompt.text.n != before)
		app_prompt_changed(app);
	else if (!app->prompting && app_view(app)->type)
		app_view(app)->type(app, app_state(app));
}

void app_prompt_draw(const App *app, Screen *screen, Rect row)
{
	Str label = words_get(FIELDS[app->asking].label, app->options.lang);
	prompt_draw(&app->prompt, screen, row.x, row.y, row.width, label);
}

void app_draw_message(Str text, Style style, Screen *screen, Rect row)
{
	Str dots = STR("…");
	int columns = (int)utf8_columns(dots, screen->ambiguous);
	WrapLines lines = {0};
	bool fits = (int)utf8_columns(text, screen->ambiguous) <= row.width || row.width < 4;
	if (!fits)
		wrap_lines(
			text, &(WrapOptions){.width = (uint32_t)(row.width - columns), .ambiguous = screen->ambiguous}, &lines);
	int x = screen_put(screen, row, row.x, row.y, fits ? text : str_sub(text, lines.at[0].from, lines.at[0].to), style);
	screen_put(screen, row, x, row.y, fits ? STR("") : dots, style);
	free(lines.at);
}
