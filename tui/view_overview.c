/* What the corpus holds at a glance: provinces and themes with bars and what was read of them, terms that several
   provinces share, the largest figures. Every row is live: Enter goes there. Two tables stand side by side where there
   is room, else one below the other. */
#include "app.h"
#include "view_browse.h"
#include "view_filter.h"
#include "view_list.h"
#include "view_table.h"

#include "../core/list_table.h"
#include "../core/utf8.h"

#include <stdlib.h>
#include <string.h>

#define MARGIN 1
#define AIRY 20
#define TERM 18 /* columns that a term may ask for where themes stand over it */
#define WIDE 110 /* columns from which there are two tables */

typedef enum Column { COL_NAME, COL_BAR, COL_COUNT, COL_READ, COL_COUNT_ALL } Column;

/* A line of a table: a row of the overview, or the heading of a part where `row` is SIZE_MAX. */
typedef struct Line { OverviewPart part; size_t row; } Line;

/* One of the two tables. */
typedef struct Side {
	struct { Line *at; size_t n, cap; } lines;
	Table table;
	Rect area;
	int widths[COL_COUNT_ALL];
} Side;

typedef struct OverviewView {
	Overview overview;
	Side sides[2];
	size_t active;
	bool wide, opened; /* opened: a row was, and something may have been read since */
	unsigned revision;
	OverviewRow wanted; /* goes under the cursor with the next arrangement … */
	bool wants;         /* … if this is set */
} OverviewView;

typedef struct Data { const App *app; const OverviewView *view; const Side *side; } Data;

static const OverviewRow *row_at(const OverviewView *o, const Side *side, size_t line)
{
	bool is = line < side->lines.n && side->lines.at[line].row != SIZE_MAX;
	return is ? &o->overview.rows.at[side->lines.at[line].row] : NULL;
}

static const OverviewRow *here(const OverviewView *o)
{
	const Side *side = &o->sides[o->active];
	return row_at(o, side, view_table_row(&side->table));
}

static Str number(uint32_t n, const char *behind, Arena *scratch)
{
	Buf out = {0};
	buf_add_int(&out, n);
	buf_add(&out, str_of(behind));
	return buf_keep(&out, scratch);
}

static Str row_name(const App *app, const OverviewRow *row)
{
	static const EntryKind KINDS[OVERVIEW_PART_COUNT] = {ENTRY_PROVINCE, ENTRY_THEME, ENTRY_TERM, ENTRY_FIGURE};
	Entry entry = {.kind = KINDS[row->part], .index = row->index};
	if (row->part == OVERVIEW_FIGURES)
		return app->corpus->figures.at[row->index].written.s;
	return view_axis_name(app->corpus, &entry, app->options.lang);
}

static void part_column(const void *data, size_t column, TableColumn *out, Arena *scratch)
{
	const Data *d = data;
	(void)scratch;
	out->columns = d->side->widths[column];
	out->right = column >= COL_COUNT;
	bool measures = d->side == &d->view->sides[0];
	if (column == COL_COUNT && measures)
		out->title = words_get(WORD_measures, d->app->options.lang);
	else if (column == COL_READ && measures)
		out->title = words_get(WORD_overview_read, d->app->options.lang);
}

static void bar_cell(const Data *d, const OverviewRow *row, TableCell *out)
{
	if (row->part == OVERVIEW_FIGURES) {
		out->text = corpus_text(&d->app->corpus->figures.at[row->index].what, d->app->options.lang);
		return;
	}
	uint32_t most = d->view->overview.most[row->part];
	out->bar = true;
	out->share = most > 0 ? (double)row->count / most : 0;
}

/* Measures; provinces that have a term, and how often; the province of a figure. */
static void count_cell(const Data *d, const OverviewRow *row, TableCell *out, Arena *scratch)
{
	const Corpus *corpus = d->app->corpus;
	Lang lang = d->app->options.lang;
	out->right = true;
	if (row->part == OVERVIEW_FIGURES) {
		uint32_t province = matrix_province(corpus, corpus->figures.at[row->index].owner);
		if (province != CORPUS_NONE)
			out->text = corpus_text(&corpus->provinces.at[province].name, lang);
	} else {
		out->text = number(row->count, row->part == OVERVIEW_TERMS && lang == LANG_ZH ? "省" : "", scratch);
	}
}

static void part_cell(const void *data, size_t line, size_t column, TableCell *out, Arena *scratch)
{
	const Data *d = data;
	const OverviewRow *row = row_at(d->view, d->side, line);
	bool at = d->side == &d->view->sides[d->view->active] && line == view_table_row(&d->side->table);
	out->style = at ? STYLE_LABEL : STYLE_TEXT;
	if (column == COL_NAME) {
		out->text = row_name(d->app, row);
		out->right = row->part == OVERVIEW_FIGURES;
	} else if (column == COL_BAR) {
		bar_cell(d, row, out);
	} else if (column == COL_COUNT) {
		count_cell(d, row, out, scratch);
	} else if (row->part <= OVERVIEW_THEMES && row->read > 0) {
		out->right = true;
		out->text = number(row->read, row->read == row->count ? "✓" : "", scratch);
	}
}

static bool part_heading(const void *data, size_t line, Str *out, Arena *scratch)
{
	static const Word NAMES[OVERVIEW_PART_COUNT] = {
		WORD_provinces, WORD_themes, WORD_overview_terms, WORD_overview_figures};
	const Data *d = data;
	(void)scratch;
	if (line >= d->side->lines.n || d->side->lines.at[line].row != SIZE_MAX)
		return false;
	*out = words_get(NAMES[d->side->lines.at[line].part], d->app->options.lang);
	return true;
}

static TableSource source_of(const Data *data)
{
	return (TableSource){.data = data, .rows = data->side->lines.n, .columns = COL_COUNT_ALL, .column = part_column,
		.cell = part_cell, .heading = part_heading};
}

static void add_part(OverviewView *o, Side *side, OverviewPart part)
{
	bool any = false;
	for (size_t i = 0; i < o->overview.rows.n; i++) {
		if (o->overview.rows.at[i].part != part)
			continue;
		if (!any)
			MEM_PUSH(&side->lines, ((Line){part, SIZE_MAX}));
		MEM_PUSH(&side->lines, ((Line){part, i}));
		any = true;
	}
}

static void list(OverviewView *o)
{
	for (size_t i = 0; i < 2; i++)
		o->sides[i].lines.n = 0;
	for (OverviewPart part = 0; part < OVERVIEW_PART_COUNT; part++)
		add_part(o, &o->sides[o->wide && part > OVERVIEW_THEMES], part);
}

static void take(const App *app, OverviewView *o)
{
	overview_free(&o->overview);
	o->overview = overview_of(app->corpus, &app->facet, app->kept.read);
	o->revision = app->revision;
	o->opened = false;
	list(o);
}

static void open_overview(App *app, void *state, const void *what)
{
	OverviewView *o = state;
	const Str *place = what;
	take(app, o);
	if (!place || place->n != sizeof o->wanted)
		return;
	memcpy(&o->wanted, place->s, sizeof o->wanted);
	o->wants = true;
}

static void place_overview(const App *app, const void *state, Buf *out)
{
	(void)app;
	const OverviewRow *row = here(state);
	OverviewRow spot = {0};
	if (row) {
		spot.part = row->part;
		spot.index = row->index;
	}
	buf_add(out, (Str){(const char *)&spot, sizeof spot});
}

static void close_overview(void *state)
{
	OverviewView *o = state;
	overview_free(&o->overview);
	free(o->sides[0].lines.at);
	free(o->sides[1].lines.at);
}

static int least(int a, int b)
{
	return a < b ? a : b;
}

static void choose_widths(const App *app, const OverviewView *o, Side *side, int width)
{
	int name = 0, room = width - VIEW_TABLE_GUTTER - COL_COUNT_ALL;
	for (size_t i = 0; i < side->lines.n; i++) {
		const OverviewRow *row = row_at(o, side, i);
		int columns = row ? (int)utf8_columns(row_name(app, row), app->options.ambiguous) : 0;
		bool long_term = !o->wide && row && row->part == OVERVIEW_TERMS; /* it would part the themes from their bars */
		columns = long_term ? least(columns, TERM) : columns;
		name = columns > name ? columns : name;
	}
	side->widths[COL_NAME] = least(name, width * 2 / 5);
	side->widths[COL_COUNT] = app->options.lang == LANG_EN ? 8 : 5;
	side->widths[COL_READ] = o->wide && side == &o->sides[1] ? 0 : 5;
	side->widths[COL_BAR] = room - side->widths[COL_NAME] - side->widths[COL_COUNT] - side->widths[COL_READ];
}

static void find_wanted(OverviewView *o)
{
	for (size_t s = 0; s < 2; s++)
		for (size_t i = 0; o->wants && i < o->sides[s].lines.n; i++) {
			const OverviewRow *row = row_at(o, &o->sides[s], i);
			if (!row || row->part != o->wanted.part || row->index != o->wanted.index)
				continue;
			o->active = s;
			o->sides[s].table.body = scroll_fit(o->sides[s].table.body, o->sides[s].lines.n, 0);
			o->sides[s].table.body = scroll_to(o->sides[s].table.body, i);
		}
	o->wants = false;
}

/* Another width may make two tables of one: the row under the cursor stays there. */
static void turn_wide(OverviewView *o, bool wide)
{
	const OverviewRow *row = here(o);
	if (row && !o->wants)
		o->wanted = *row;
	o->wants = true;
	o->wide = wide;
	o->active = 0;
	list(o);
}

static void arrange_overview(App *app, void *state, Rect area)
{
	OverviewView *o = state;
	app->hits = false;
	if (o->revision != app->revision || o->opened)
		take(app, o);
	if (o->wide != (area.width >= WIDE))
		turn_wide(o, area.width >= WIDE);
	find_wanted(o);
	int top = area.y + (area.height >= AIRY ? 2 : 1) + (facet_is_empty(&app->facet) ? 0 : 1);
	int width = area.width - 2 * MARGIN, half = (width - 3) / 2;
	for (int i = 0; i < 2; i++) {
		Side *side = &o->sides[i];
		side->area = (Rect){MARGIN + i * (half + 3), top, o->wide ? half : width, area.y + area.height - top};
		choose_widths(app, o, side, side->area.width);
		TableSource source = source_of(&(Data){app, o, side});
		view_table_arrange(&side->table, &source, side->area.width, side->area.height);
	}
}

static void draw_title(const App *app, const OverviewView *o, Screen *screen, Rect row)
{
	Lang lang = app->options.lang;
	const Corpus *corpus = app->corpus;
	Buf text = {0}, read = {0};
	int x = screen_put(screen, row, row.x, row.y, words_get(WORD_overview, lang), STYLE_ACTIVE) + 2;
	words_add_numbers(&text, WORD_contents, lang, (long long)corpus->speeches.n, o->overview.measures);
	buf_add(&text, lang == LANG_ZH ? STR("，") : STR(", "));
	words_add_numbers(&text, WORD_overview_more, lang, (long long)corpus->terms.n, (long long)corpus->figures.n);
	words_add_numbers(&read, WORD_overview_coverage, lang, o->overview.read, o->overview.measures);
	int room = row.x + row.width - x - 2 - (int)utf8_columns(buf_str(&read), app->options.ambiguous);
	x = screen_put_cut(screen, row, x, row.y, room, buf_str(&text), STYLE_DIM) + 2;
	screen_put_cut(screen, row, x, row.y, row.x + row.width - x, buf_str(&read), STYLE_NOTE);
	buf_free(&text);
	buf_free(&read);
}

static void draw_overview(const App *app, const void *state, Screen *screen, Rect area)
{
	const OverviewView *o = state;
	Rect row = {MARGIN, area.y, area.width - 2 * MARGIN, 1};
	draw_title(app, o, screen, row);
	if (!facet_is_empty(&app->facet))
		view_filter_draw(app, &(FilterLine){0}, screen, (Rect){MARGIN, o->sides[0].area.y - 1, row.width, 1});
	for (size_t i = 0; i < (o->wide ? 2 : 1); i++) {
		const Side *side = &o->sides[i];
		TableSource source = source_of(&(Data){app, o, side});
		view_table_draw(&side->table, &source, true, screen, side->area);
		if (i != o->active) /* the cursor of the other table is not in sight */
			screen_fill(screen, (Rect){side->area.x, side->area.y + 1 + (int)(side->table.body.cursor
				- side->table.body.top), 1, 1}, STYLE_TEXT);
	}
	if (o->wide)
		screen_line_down(screen, o->sides[1].area.x - 2, o->sides[1].area.y, o->sides[1].area.height);
}

static void offer_overview(const App *app, const void *state, Offers *out)
{
	const OverviewView *o = state;
	List list = list_table_overview(app->corpus, &o->overview);
	offer_list(out, WORD_overview, words_get(WORD_overview, app->options.lang), &list);
}

static void move_overview(App *app, void *state, Move move)
{
	OverviewView *o = state;
	Side *side = &o->sides[o->active];
	TableSource source = source_of(&(Data){app, o, side});
	view_table_move(&side->table, &source, move);
}

static bool point_overview(App *app, void *state, Point at, Rect area)
{
	(void)area;
	OverviewView *o = state;
	size_t i = o->wide && at.x >= o->sides[1].area.x, before = o->active;
	Side *side = &o->sides[i];
	TableSource source = source_of(&(Data){app, o, side});
	if (side->lines.n == 0)
		return false;
	bool there = view_table_point(&side->table, &source, at, true, side->area) && i == before;
	if (at.wheel == 0)
		o->active = i;
	return there;
}

/* The other table; where there is only one, its next part. */
static void pane_overview(App *app, void *state, int by)
{
	OverviewView *o = state;
	Side *side = &o->sides[o->active];
	size_t n = side->lines.n, at = view_table_row(&side->table);
	if (o->wide) {
		o->active = o->sides[1 - o->active].lines.n > 0 ? 1 - o->active : o->active;
		return;
	}
	OverviewPart part = at < n ? side->lines.at[at].part : 0;
	for (size_t i = 0; i < n; i++) {
		at = by > 0 ? (at + 1) % n : (at + n - 1) % n;
		if (side->lines.at[at].part != part && side->lines.at[at].row == SIZE_MAX)
			break;
	}
	TableSource source = source_of(&(Data){app, o, side});
	view_table_to(&side->table, &source, at, COL_BAR);
}

static void enter_overview(App *app, void *state)
{
	static const struct { AxisId axis; EntryKind kind; Pane home; } WAYS[OVERVIEW_PART_COUNT] = {
		{AXIS_PROVINCES, ENTRY_PROVINCE, PANE_ITEMS}, {AXIS_THEMES, ENTRY_THEME, PANE_ITEMS},
		{AXIS_TERMS, ENTRY_TERM, PANE_ITEMS}, {AXIS_FIGURES, ENTRY_FIGURE, PANE_TEXT},
	};
	OverviewView *o = state;
	const OverviewRow *row = here(o);
	if (!row)
		return;
	Entry entry = {.kind = WAYS[row->part].kind, .index = row->index}, all = {.kind = ENTRY_ALL};
	Entry none = {.kind = ENTRY_COUNT};
	o->opened = true;
	if (row->part == OVERVIEW_FIGURES)
		view_browse_over(app, AXIS_FIGURES, PANE_TEXT, &all, &entry);
	else
		view_browse_over(app, WAYS[row->part].axis, WAYS[row->part].home, &entry, &none);
}

static void cancel_overview(App *app, void *state)
{
	(void)state;
	view_filter_undo(app);
}

const View view_overview = {
	.name = "overview",
	.size = sizeof(OverviewView),
	.open = open_overview,
	.close = close_overview,
	.arrange = arrange_overview,
	.draw = draw_overview,
	.in = CONTEXT_OVERVIEW,
	.move = move_overview,
	.enter = enter_overview,
	.point = point_overview,
	.pane = pane_overview,
	.cancel = cancel_overview,
	.place = place_overview,
	.offer = offer_overview,
};
