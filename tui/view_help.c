/* All actions with their keys, those of the view below first. Typing filters, Enter runs. */
#include "app.h"
#include "view_list.h"

#include "../core/fold.h"
#include "../core/pinyin.h"
#include "../core/utf8.h"

#include <stdlib.h>

#define HEADING ACTION_COUNT /* a row of Help.rows that is a heading */
#define KEY_COLUMNS 18
#define TWO_COLUMNS 116

typedef struct HelpRow { Action action; Word heading; } HelpRow;

typedef struct Help {
	Context below;
	struct { HelpRow *at; size_t n, cap; } rows;
	Scroll scroll;
	int height, columns; /* rows of a column, columns */
} Help;

/* What was typed, made ready once for all rows. */
typedef struct Filter {
	Buf folded;
	Pinyin *pinyin; /* two letters and more are pinyin too: bz and bangzhu are 帮助 */
} Filter;

static Filter open_filter(Str typed)
{
	Filter filter = {0};
	fold_text(&filter.folded, typed);
	filter.pinyin = filter.folded.n >= 2 ? pinyin_open(buf_str(&filter.folded)) : NULL;
	return filter;
}

static void close_filter(Filter *filter)
{
	buf_free(&filter->folded);
	free(filter->pinyin);
}

static bool holds(Str text, const Filter *filter)
{
	size_t at, end;
	return fold_find(text, buf_str(&filter->folded), 0, &at, &end);
}

static bool spells(const ActionRow *row, const Filter *filter)
{
	size_t at, end;
	return filter->pinyin && (pinyin_find(filter->pinyin, str_of(row->help[LANG_ZH]), 0, &at, &end) ||
		pinyin_find(filter->pinyin, str_of(row->hint[LANG_ZH]), 0, &at, &end));
}

/* By its words in either language or their pinyin, by its name in the program, or by one of its keys. */
static bool matches(const Keymap *map, Action action, const Filter *filter)
{
	const ActionRow *row = keymap_row(action);
	Buf keys = {0};
	keymap_add_keys(&keys, map, action, LANG_EN);
	bool found = filter->folded.n == 0 || holds(buf_str(&keys), filter) || holds(str_of(row->id), filter) ||
		spells(row, filter);
	for (int lang = 0; lang < LANG_COUNT; lang++)
		found = found || holds(str_of(row->help[lang]), filter) || holds(str_of(row->hint[lang]), filter);
	buf_free(&keys);
	return found;
}

static void add_rows(const App *app, Help *h, bool here, const Filter *filter)
{
	size_t before = h->rows.n;
	for (Action a = 0; a < ACTION_COUNT; a++) {
		bool wanted = ((keymap_row(a)->contexts & (unsigned)h->below) != 0) == here && app_allows(app, a);
		if (!wanted || !matches(app->options.keymap, a, filter))
			continue;
		if (h->rows.n == before)
			MEM_PUSH(&h->rows, ((HelpRow){HEADING, here ? WORD_help_here : WORD_help_elsewhere}));
		MEM_PUSH(&h->rows, ((HelpRow){a, WORD_COUNT}));
	}
}

static void skip_heading(Help *h)
{
	size_t i = h->scroll.cursor;
	if (i + 1 < h->rows.n && h->rows.at[i].action == HEADING)
		h->scroll = scroll_to(h->scroll, i + 1);
	if (h->scroll.cursor == 1)
		h->scroll.top = 0;
}

static void filter_rows(App *app, void *state)
{
	Help *h = state;
	Filter filter = open_filter(str_trim(buf_str(&app->prompt.text)));
	h->rows.n = 0;
	add_rows(app, h, true, &filter);
	add_rows(app, h, false, &filter);
	close_filter(&filter);
	h->scroll = scroll_fit((Scroll){0}, h->rows.n, h->scroll.rows);
	skip_heading(h);
}

static void open_help(App *app, void *state, const void *what)
{
	Help *h = state;
	h->below = *(const Context *)what;
	prompt_edit(&app->prompt, PROMPT_ERASE_ALL);
	filter_rows(app, h);
}

static void close_help(void *state)
{
	free(((Help *)state)->rows.at);
}

static void arrange_help(App *app, void *state, Rect area)
{
	Help *h = state;
	(void)app;
	h->height = area.height - 2;
	h->columns = area.width >= TWO_COLUMNS ? 2 : 1;
	h->scroll = scroll_fit(h->scroll, h->rows.n, (size_t)(h->height * h->columns));
}

static void draw_help_row(const App *app, const HelpRow *row, bool cursor, Screen *screen, Rect cell)
{
	Lang lang = app->options.lang;
	if (row->action == HEADING) {
		screen_put_cut(screen, cell, cell.x, cell.y, cell.width, words_get(row->heading, lang), STYLE_HEADING);
		return;
	}
	Buf keys = {0};
	keymap_add_keys(&keys, app->options.keymap, row->action, lang);
	if (cursor)
		screen_put(screen, cell, cell.x, cell.y, STR("▸"), STYLE_MARKER);
	int columns = cell.width < 50 ? 14 : KEY_COLUMNS;
	screen_put_cut(screen, cell, cell.x + 2, cell.y, columns, buf_str(&keys), STYLE_KEY);
	screen_put_cut(screen, cell, cell.x + columns + 3, cell.y, cell.width - columns - 3,
		str_of(keymap_row(row->action)->help[lang]), cursor ? STYLE_SELECTED : STYLE_TEXT);
	buf_free(&keys);
}

static void draw_help(const App *app, const void *state, Screen *screen, Rect area)
{
	const Help *h = state;
	Lang lang = app->options.lang;
	int x = screen_put(screen, area, 2, area.y, words_get(WORD_help, lang), STYLE_ACTIVE) + 3;
	prompt_draw(&app->prompt, screen, x, area.y, area.width - x - 2, words_get(WORD_help_filter, lang));
	if (h->rows.n == 0) {
		Buf none = {0};
		app_add_words(app, &none, WORD_help_none, (Str){0}, (Str){0});
		screen_put(screen, area, 4, area.y + 2, buf_str(&none), STYLE_NOTE);
		buf_free(&none);
	}
	int width = (area.width - 4 - (h->columns - 1) * 3) / h->columns;
	for (int i = 0; i < h->height * h->columns && h->scroll.top + (size_t)i < h->rows.n; i++) {
		size_t row = h->scroll.top + (size_t)i;
		Rect cell = {2 + i / h->height * (width + 3), area.y + 2 + i % h->height, width, 1};
		draw_help_row(app, &h->rows.at[row], row == h->scroll.cursor, screen, cell);
	}
}

static void move_help(App *app, void *state, Move move)
{
	Help *h = state;
	(void)app;
	bool up = move == MOVE_UP || move == MOVE_PAGE_UP || move == MOVE_TOP;
	h->scroll = scroll_move(h->scroll, move);
	if (up && h->scroll.cursor > 0 && h->rows.n > 0 && h->rows.at[h->scroll.cursor].action == HEADING)
		h->scroll = scroll_to(h->scroll, h->scroll.cursor - 1);
	skip_heading(h);
}

static bool point_help(App *app, void *state, Point at, Rect area)
{
	(void)app;
	Help *h = state;
	int width = (area.width - 4) / h->columns, column = width > 0 ? (at.x - 2) / width : 0;
	if (column > 0) /* the second column, as if it stood below the first */
		at.y += h->height;
	bool again = view_list_point(&h->scroll, at, (Rect){0, area.y + 2, area.width, h->height * h->columns});
	skip_heading(h);
	return again && h->scroll.cursor < h->rows.n && h->rows.at[h->scroll.cursor].action != HEADING;
}

static void enter_help(App *app, void *state)
{
	const Help *h = state;
	if (h->scroll.cursor >= h->rows.n || h->rows.at[h->scroll.cursor].action == HEADING)
		return;
	Action action = h->rows.at[h->scroll.cursor].action;
	app_pop(app);
	if (keymap_row(action)->contexts & (unsigned)app_context(app))
		app_run(app, action);
	else
		app_warn(app, WORD_help_cannot, str_of(keymap_row(action)->help[app->options.lang]));
}

static void cancel_help(App *app, void *state)
{
	if (app->prompt.text.n == 0) {
		app_pop(app);
		return;
	}
	prompt_edit(&app->prompt, PROMPT_ERASE_ALL);
	filter_rows(app, state);
}

const View view_help = {
	.name = "help",
	.size = sizeof(Help),
	.open = open_help,
	.close = close_help,
	.arrange = arrange_help,
	.draw = draw_help,
	.in = CONTEXT_HELP,
	.move = move_help,
	.enter = enter_help,
	.cancel = cancel_help,
	.type = filter_rows,
	.point = point_help,
};
