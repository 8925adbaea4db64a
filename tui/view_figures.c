#include "view_figures.h"
#include "view_narrow.h"

#include "app.h"
#include "view_browse.h"
#include "view_filter.h"

#include "../core/list_table.h"
#include "../core/query.h"

#include <stdlib.h>
#include <string.h>

static const FiguresRow *row_at(const FiguresView *f, size_t line)
{
	bool is = line < f->lines.n && f->lines.at[line].row != CORPUS_NONE;
	return is ? &f->figures.rows.at[f->lines.at[line].row] : NULL;
}

uint32_t view_figures_here(const FiguresView *f)
{
	const FiguresRow *row = row_at(f, view_table_row(&f->table));
	return row ? row->figure : CORPUS_NONE;
}

static bool matches(const App *app, const FiguresRow *row, const Query *query)
{
	const Figure *figure = &app->corpus->figures.at[row->figure];
	Buf text = {0};
	view_narrow_add_figure(&text, figure);
	if (row->province != CORPUS_NONE)
		view_narrow_add_both(&text, &app->corpus->provinces.at[row->province].name);
	if (row->theme != CORPUS_NONE)
		view_narrow_add_both(&text, &app->corpus->themes.at[row->theme].name);
	bool found = query_in(query, buf_str(&text));
	for (size_t i = 0; !found && i < query->words.n; i++)
		found = query_figure(query, i, figure);
	buf_free(&text);
	return found;
}

/* Leaves the rows that match, and the headings that have any. */
static void narrow_lines(const App *app, FiguresView *f)
{
	Query query = query_open(NULL, buf_str(&f->narrow));
	size_t kept = 0;
	for (size_t i = 0; i < f->lines.n; i++) {
		FiguresLine line = f->lines.at[i];
		bool heading = line.row == CORPUS_NONE;
		if (heading && kept > 0 && f->lines.at[kept - 1].row == CORPUS_NONE)
			kept--;
		if (heading || matches(app, &f->figures.rows.at[line.row], &query))
			f->lines.at[kept++] = line;
	}
	if (kept > 0 && f->lines.at[kept - 1].row == CORPUS_NONE)
		kept--;
	f->lines.n = kept;
	query_close(&query);
}

static void put_cursor(FiguresView *f, uint32_t figure)
{
	f->table.body = scroll_fit(f->table.body, f->lines.n, f->table.body.rows);
	for (size_t i = 0; i < f->lines.n; i++) {
		const FiguresRow *row = row_at(f, i);
		if (row && row->figure == figure)
			f->table.body = scroll_to(f->table.body, i);
	}
}

/* The lines anew; the same figure stays under the cursor where it is still there. */
static void list(const App *app, FiguresView *f, uint32_t figure)
{
	f->lines.n = f->n = 0;
	f->lang = app->options.lang;
	if (f->grouping == FIGURES_ALIKE && f->figures.alike.n == 0)
		figures_line_up(&f->figures);
	figures_arrange(&f->figures, f->grouping, f->order, f->descending, f->lang, &f->lines);
	if (f->narrow.n > 0)
		narrow_lines(app, f);
	for (size_t i = 0; i < f->lines.n; i++)
		f->n += f->lines.at[i].row != CORPUS_NONE;
	put_cursor(f, figure);
}

static void collect(const App *app, FiguresView *f, uint32_t figure)
{
	figures_free(&f->figures);
	f->figures = figures_collect(app->corpus, &app->facet);
	f->revision = app->revision;
	f->collected = true;
	list(app, f, figure);
}

/* Where the view is, for history. */
typedef struct Spot { uint32_t grouping, order, descending, figure; } Spot;

static void place_figures(const App *app, const void *state, Buf *out)
{
	(void)app;
	const FiguresView *f = state;
	Spot spot = {(uint32_t)f->grouping, (uint32_t)f->order, f->descending, view_figures_here(f)};
	buf_add(out, (Str){(const char *)&spot, sizeof spot});
}

static void open_figures(App *app, void *state, const void *what)
{
	FiguresView *f = state;
	const Str *place = what;
	Spot spot = {FIGURES_BY_UNIT, FIGURES_VALUE, true, CORPUS_NONE};
	if (place && place->n == sizeof spot)
		memcpy(&spot, place->s, sizeof spot);
	f->grouping = (FiguresGrouping)spot.grouping;
	f->order = (FiguresOrder)spot.order;
	f->descending = spot.descending;
	collect(app, f, spot.figure);
}

static void close_figures(void *state)
{
	FiguresView *f = state;
	figures_free(&f->figures);
	free(f->lines.at);
	buf_free(&f->narrow);
}

static void arrange_figures(App *app, void *state, Rect area)
{
	FiguresView *f = state;
	app->hits = false;
	if (f->revision != app->revision)
		collect(app, f, view_figures_here(f));
	else if (f->lang != app->options.lang)
		list(app, f, view_figures_here(f));
	view_figures_areas(app, f, area);
	TableSource source = view_figures_source(&(FiguresData){app, f});
	view_table_arrange(&f->table, &source, f->grid.width, f->grid.height);
}

/* The rows as they stand, narrowed and sorted. */
static void offer_figures(const App *app, const void *state, Offers *out)
{
	const FiguresView *f = state;
	List list = list_table_figures(&f->figures, &f->lines, f->grouping == FIGURES_ALIKE, &out->arena);
	offer_list(out, WORD_figures, words_get(WORD_figures, app->options.lang), &list);
}

static void figures_status(const App *app, const void *state, Buf *out)
{
	(void)app;
	const FiguresView *f = state;
	size_t at = 0;
	for (size_t i = 0; i <= view_table_row(&f->table) && i < f->lines.n; i++)
		at += f->lines.at[i].row != CORPUS_NONE;
	if (f->narrow.n > 0) {
		buf_add(out, STR("f “"));
		buf_add(out, buf_str(&f->narrow));
		buf_add(out, STR("” "));
	}
	buf_add_place(out, at, f->n);
}

static void move_figures(App *app, void *state, Move move)
{
	FiguresView *f = state;
	TableSource source = view_figures_source(&(FiguresData){app, f});
	view_table_move(&f->table, &source, move);
}

static bool point_figures(App *app, void *state, Point at, Rect area)
{
	(void)area;
	FiguresView *f = state;
	TableSource source = view_figures_source(&(FiguresData){app, f});
	return view_table_point(&f->table, &source, at, true, f->grid);
}

static void enter_figures(App *app, void *state)
{
	const FiguresView *f = state;
	Entry all = {.kind = ENTRY_ALL}, figure = {.kind = ENTRY_FIGURE, .index = view_figures_here(f)};
	if (figure.index != CORPUS_NONE)
		view_browse_over(app, AXIS_FIGURES, PANE_TEXT, &all, &figure);
}

static void narrow_figures(App *app, void *state, Str text)
{
	FiguresView *f = state;
	uint32_t here = view_figures_here(f);
	buf_clear(&f->narrow);
	buf_add(&f->narrow, text);
	list(app, f, here);
}

static void cancel_figures(App *app, void *state)
{
	FiguresView *f = state;
	if (f->narrow.n > 0)
		narrow_figures(app, state, (Str){0});
	else
		view_filter_undo(app);
}

/* The next order, from the end at which one begins to read it; its column comes into sight. */
static void sort_figures(App *app, FiguresView *f)
{
	static const FiguresColumn COLUMNS[FIGURES_ORDER_COUNT] = {
		[FIGURES_WRITTEN] = FIGURES_COL_VALUE, [FIGURES_VALUE] = FIGURES_COL_VALUE,
		[FIGURES_UNIT] = FIGURES_COL_UNIT, [FIGURES_WHAT] = FIGURES_COL_WHAT,
		[FIGURES_PROVINCE] = FIGURES_COL_PROVINCE, [FIGURES_THEME] = FIGURES_COL_THEME,
	};
	f->order = (FiguresOrder)((f->order + 1) % FIGURES_ORDER_COUNT);
	if (f->order == FIGURES_UNIT && f->grouping != FIGURES_FLAT) /* the groups are the units */
		f->order = FIGURES_WHAT;
	f->descending = f->order == FIGURES_VALUE;
	f->table.column = COLUMNS[f->order];
	list(app, f, view_figures_here(f));
}

static void reverse_figures(App *app, FiguresView *f)
{
	f->descending = !f->descending;
	list(app, f, view_figures_here(f));
}

static void group_figures(App *app, FiguresView *f)
{
	f->grouping = (FiguresGrouping)((f->grouping + 1) % FIGURES_GROUPING_COUNT);
	list(app, f, view_figures_here(f));
}

static void cell_figures(App *app, void *state, CellAct act)
{
	FiguresView *f = state;
	switch (act) {
	case CELL_LEFT: view_table_across(&f->table, -1, false); break;
	case CELL_RIGHT: view_table_across(&f->table, 1, false); break;
	case CELL_PAGE_LEFT: view_table_across(&f->table, -1, true); break;
	case CELL_PAGE_RIGHT: view_table_across(&f->table, 1, true); break;
	case CELL_SORT: sort_figures(app, f); break;
	case CELL_REVERSE: reverse_figures(app, f); break;
	case CELL_SIDE: group_figures(app, f); break;
	default: break;
	}
}

/* A bookmark or a note is on the measure in which the number stands. */
static Unit figures_unit(const App *app, const void *state)
{
	uint32_t figure = view_figures_here(state);
	return figure == CORPUS_NONE ? (Unit){0} : app->corpus->figures.at[figure].owner;
}

const View view_figures = {
	.name = "figures",
	.size = sizeof(FiguresView),
	.open = open_figures,
	.close = close_figures,
	.arrange = arrange_figures,
	.draw = view_figures_draw,
	.in = CONTEXT_FIGURES,
	.status = figures_status,
	.move = move_figures,
	.enter = enter_figures,
	.point = point_figures,
	.narrow = narrow_figures,
	.cancel = cancel_figures,
	.cell = cell_figures,
	.unit = figures_unit,
	.place = place_figures,
	.offer = offer_figures,
};
