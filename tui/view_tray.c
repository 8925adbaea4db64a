/* What is marked for comparison: to be put into order, taken out, and opened. */
#include "app.h"
#include "view_compare.h"
#include "view_list.h"

#include <string.h>

typedef struct Tray {
	const App *app;
	Scroll scroll; /* the theme, where there is one, stands behind the places */
} Tray;

static size_t count(const App *app)
{
	return app->marked + (app->tray_theme != CORPUS_NONE ? 1 : 0);
}

static void open_tray(App *app, void *state, const void *what)
{
	(void)what;
	((Tray *)state)->app = app;
}

static void close_tray(void *state)
{
	(void)state;
}

static void arrange_tray(App *app, void *state, Rect area)
{
	Tray *t = state;
	t->scroll = scroll_fit(t->scroll, count(app), (size_t)(area.height - 2));
}

static void tray_row(const void *data, size_t index, ListRow *out, Arena *scratch)
{
	const App *app = ((const Tray *)data)->app;
	Lang lang = app->options.lang;
	Buf text = {0}, address = {0};
	if (index >= app->marked) {
		app_add_words(app, &text, WORD_tray_only, corpus_text(&app->corpus->themes.at[app->tray_theme].name, lang),
			(Str){0});
		out->text = buf_keep(&text, scratch);
		return;
	}
	Place place = app->tray[index];
	table_add_place_name(app->corpus, place, lang, &text);
	if (place.province == CORPUS_NONE)
		corpus_add_address(app->corpus, place.unit, &address);
	Buf number = {0};
	buf_add_int(&number, (long long)index + 1);
	out->lead = buf_keep(&number, scratch);
	out->lead_columns = 2;
	out->text = buf_keep(&text, scratch);
	out->right = buf_keep(&address, scratch);
	out->style = STYLE_TEXT;
}

static void draw_tray(const App *app, const void *state, Screen *screen, Rect area)
{
	const Tray *t = state;
	Lang lang = app->options.lang;
	int x = screen_put(screen, area, 2, area.y, words_get(WORD_tray_title, lang), STYLE_ACTIVE) + 2;
	Buf help = {0};
	app_add_words(app, &help, WORD_tray_help, (Str){0}, (Str){0});
	screen_put_cut(screen, area, x, area.y, area.width - x - 2, buf_str(&help), STYLE_DIM);
	buf_free(&help);
	view_list_draw(&(ListSource){t, tray_row}, &t->scroll, true, screen,
		(Rect){1, area.y + 2, area.width - 2, area.height - 2});
	if (count(app) == 0) {
		app_add_words(app, &help, WORD_tray_empty, (Str){0}, (Str){0});
		screen_put_cut(screen, area, 3, area.y + 2, area.width - 5, buf_str(&help), STYLE_NOTE);
		buf_free(&help);
	}
}

static void move_tray(App *app, void *state, Move move)
{
	(void)app;
	Tray *t = state;
	t->scroll = scroll_move(t->scroll, move);
}

static void remove_tray(App *app, void *state)
{
	Tray *t = state;
	size_t at = t->scroll.cursor;
	if (at < app->marked)
		app_toggle(app, app->tray[at]);
	else if (app->tray_theme != CORPUS_NONE)
		app_toggle_theme(app, app->tray_theme);
}

/* The place under the cursor changes with its neighbour. */
static void set_tray(App *app, void *state, Set what)
{
	Tray *t = state;
	size_t at = t->scroll.cursor, other = what == SET_SWAP_RIGHT ? at + 1 : at - 1;
	if ((what != SET_SWAP_RIGHT && what != SET_SWAP_LEFT) || at >= app->marked || other >= app->marked)
		return;
	Place place = app->tray[at];
	app->tray[at] = app->tray[other];
	app->tray[other] = place;
	t->scroll = scroll_to(t->scroll, other);
}

static void enter_tray(App *app, void *state)
{
	(void)state;
	size_t from = app->depth - 1;
	app_open_tray(app);
	if (app->depth - 1 > from) /* the comparison lies where this list was */
		app_drop(app, from);
}

static void cancel_tray(App *app, void *state)
{
	(void)state;
	app_pop(app);
}

const View view_tray = {
	.name = "tray",
	.size = sizeof(Tray),
	.open = open_tray,
	.close = close_tray,
	.arrange = arrange_tray,
	.draw = draw_tray,
	.in = CONTEXT_CHOICE,
	.move = move_tray,
	.enter = enter_tray,
	.remove = remove_tray,
	.set = set_tray,
	.cancel = cancel_tray,
};
