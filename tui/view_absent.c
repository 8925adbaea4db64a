/* What each place does not mention though others do; Enter goes to where it stands. */
#include "app.h"
#include "view_browse.h"
#include "view_compare.h"
#include "view_list.h"

#include "../core/list_elsewhere.h"

#include <stdlib.h>
#include <string.h>

#define WIDE 90 /* columns from which the names of those that mention it stand at the right */

/* A row of the list: the name of a place, or what it lacks. */
typedef struct AbsentLine { bool header; size_t at; } AbsentLine; /* at: the place, or the row */

typedef struct Absent {
	const App *app;
	Place places[ABSENT_PLACES];
	size_t n;
	AbsentRows rows;
	struct { AbsentLine *at; size_t n, cap; } lines;
	Scroll scroll;
	int width;
} Absent;

/* The columns of the comparison below, or all provinces. */
static void open_absent(App *app, void *state, const void *what)
{
	Absent *a = state;
	const CompareAsk *ask = what;
	a->app = app;
	if (ask) {
		a->n = ask->n;
		memcpy(a->places, ask->places, ask->n * sizeof *a->places);
	} else {
		a->n = absent_provinces(app->corpus, a->places);
	}
	absent_collect(app->corpus, a->places, a->n, &a->rows);
	for (size_t i = 0; i < a->rows.n; i++) {
		if (i == 0 || a->rows.at[i].place != a->rows.at[i - 1].place)
			MEM_PUSH(&a->lines, ((AbsentLine){true, a->rows.at[i].place}));
		MEM_PUSH(&a->lines, ((AbsentLine){false, i}));
	}
	a->scroll.count = a->lines.n;
	a->scroll.cursor = a->lines.n > 1 ? 1 : 0;
}

static void close_absent(void *state)
{
	Absent *a = state;
	free(a->rows.at);
	free(a->lines.at);
}

static void arrange_absent(App *app, void *state, Rect area)
{
	Absent *a = state;
	(void)app;
	a->width = area.width;
	a->scroll = scroll_fit(a->scroll, a->lines.n, (size_t)(area.height - 2));
}

static void add_places(const Absent *a, uint64_t set, Buf *out)
{
	Lang lang = a->app->options.lang;
	bool first = true;
	for (size_t p = 0; p < a->n; p++) {
		if (!(set >> p & 1))
			continue;
		buf_add(out, first ? STR("") : lang == LANG_ZH ? STR("、") : STR(", "));
		table_add_place_name(a->app->corpus, a->places[p], lang, out);
		first = false;
	}
}

static size_t count_lacks(const Absent *a, size_t place)
{
	size_t n = 0;
	for (size_t i = 0; i < a->rows.n; i++)
		n += a->rows.at[i].place == place;
	return n;
}

static void header_row(const Absent *a, size_t place, ListRow *out, Arena *scratch)
{
	Buf name = {0}, text = {0}, count = {0};
	table_add_place_name(a->app->corpus, a->places[place], a->app->options.lang, &name);
	app_add_words(a->app, &text, WORD_absent_in, buf_str(&name), (Str){0});
	buf_add_int(&count, (long long)count_lacks(a, place));
	buf_free(&name);
	out->header = true;
	out->style = STYLE_HEADING;
	out->text = buf_keep(&text, scratch);
	out->right = buf_keep(&count, scratch);
}

static void absent_row(const void *data, size_t index, ListRow *out, Arena *scratch)
{
	const Absent *a = data;
	const AbsentLine *line = &a->lines.at[index];
	const Corpus *corpus = a->app->corpus;
	Lang lang = a->app->options.lang;
	if (line->header) {
		header_row(a, line->at, out, scratch);
		return;
	}
	const AbsentRow *row = &a->rows.at[line->at];
	Buf right = {0};
	if (a->width >= WIDE) {
		Buf names = {0};
		add_places(a, row->has, &names);
		app_add_words(a->app, &right, WORD_mentioned_by, buf_str(&names), (Str){0});
		buf_free(&names);
	} else {
		words_add_numbers(&right, WORD_mentioned_by_n, lang, row->places, 0);
	}
	const Term *term = row->term ? &corpus->terms.at[row->index] : NULL;
	out->lead = words_get(row->term ? WORD_term : WORD_theme, lang);
	out->lead_columns = 8;
	out->text = !term ? corpus_text(&corpus->themes.at[row->index].name, lang)
		: lang == LANG_EN && term->en.s.n > 0 ? term->en.s : term->name.s;
	out->right = buf_keep(&right, scratch);
	out->style = STYLE_TEXT;
}

static void draw_absent(const App *app, const void *state, Screen *screen, Rect area)
{
	const Absent *a = state;
	Buf names = {0};
	add_places(a, UINT64_MAX, &names);
	int x = screen_put(screen, area, 2, area.y, words_get(WORD_who_lacks, app->options.lang), STYLE_ACTIVE) + 2;
	screen_put_cut(screen, area, x, area.y, area.width - x - 2, buf_str(&names), STYLE_TITLE);
	buf_free(&names);
	view_list_draw(&(ListSource){a, absent_row}, &a->scroll, true, screen,
		(Rect){1, area.y + 2, area.width - 2, area.height - 2});
	if (a->lines.n == 0)
		screen_put(screen, area, 3, area.y + 2, words_get(WORD_absent_none, app->options.lang), STYLE_NOTE);
}

static void absent_status(const App *app, const void *state, Buf *out)
{
	(void)app;
	buf_add_int(out, (long long)((const Absent *)state)->rows.n);
}

/* Names of places are passed over. */
static void move_absent(App *app, void *state, Move move)
{
	(void)app;
	Absent *a = state;
	size_t before = a->scroll.cursor;
	a->scroll = scroll_move(a->scroll, move);
	size_t at = a->scroll.cursor;
	if (at < a->lines.n && a->lines.at[at].header)
		a->scroll = scroll_to(a->scroll, at < before && at > 0 ? at - 1 : at + 1);
	if (a->scroll.top == 1)
		a->scroll.top = 0; /* the first name comes into sight with what follows it */
}

static void enter_absent(App *app, void *state)
{
	const Absent *a = state;
	if (a->scroll.cursor < a->lines.n && !a->lines.at[a->scroll.cursor].header)
		view_browse_over_unit(app, a->rows.at[a->lines.at[a->scroll.cursor].at].first);
}

static void cancel_absent(App *app, void *state)
{
	(void)state;
	app_pop(app);
}

static void offer_absent(const App *app, const void *state, Offers *out)
{
	const Absent *a = state;
	Buf names = {0};
	add_places(a, UINT64_MAX, &names);
	ElsewhereAbsent *data = mem_take(&out->arena, sizeof *data);
	*data = (ElsewhereAbsent){a->places, a->rows.at, a->rows.n};
	List list = list_elsewhere_absent(app->corpus, data);
	offer_list(out, WORD_who_lacks, buf_str(&names), &list);
	buf_free(&names);
}

const View view_absent = {
	.name = "absent",
	.size = sizeof(Absent),
	.open = open_absent,
	.close = close_absent,
	.arrange = arrange_absent,
	.draw = draw_absent,
	.in = CONTEXT_CHOICE,
	.status = absent_status,
	.move = move_absent,
	.enter = enter_absent,
	.cancel = cancel_absent,
	.offer = offer_absent,
};
