#include "view_matrix.h"

#include "app.h"
#include "view_browse.h"
#include "view_filter.h"

#include "../core/list_view.h"
#include "../core/notes_cell.h"

#include <stdlib.h>
#include <string.h>

MatrixPlace view_matrix_place(const MatrixView *m, size_t row, size_t column)
{
	return (MatrixPlace){
		row < m->n ? m->rows[row] : CORPUS_NONE,
		column > 0 && column <= m->matrix.provinces ? m->provinces[column - 1] : CORPUS_NONE,
	};
}

static MatrixPlace here(const MatrixView *m)
{
	return view_matrix_place(m, view_table_row(&m->table), m->table.column);
}

MatrixBlock view_matrix_block(const MatrixView *m)
{
	size_t row = view_table_row(&m->table), column = m->table.column;
	if (!m->picking)
		return (MatrixBlock){row, row, column, column};
	return (MatrixBlock){
		.top = row < m->picked_row ? row : m->picked_row,
		.bottom = row < m->picked_row ? m->picked_row : row,
		.left = column < m->picked_column ? column : m->picked_column,
		.right = column < m->picked_column ? m->picked_column : column,
	};
}

void view_matrix_add_key(const App *app, const MatrixView *m, MatrixPlace place, Buf *out)
{
	bool themes = m->matrix.side == MATRIX_THEMES;
	notes_cell_add_key(
		app->corpus, place.province, themes ? place.row : CORPUS_NONE, themes ? CORPUS_NONE : place.row, out);
}

static Entry row_entry(const MatrixView *m, uint32_t row)
{
	return (Entry){.kind = m->matrix.side == MATRIX_THEMES ? ENTRY_THEME : ENTRY_TERM, .index = row};
}

static void add_name(const App *app, uint32_t province, Entry row, Buf *out)
{
	Lang lang = app->options.lang;
	if (province == CORPUS_NONE)
		buf_add(out, words_get(WORD_all_provinces, lang));
	else
		buf_add(out, corpus_text(&app->corpus->provinces.at[province].name, lang));
	buf_add(out, STR(" · "));
	if (row.index == CORPUS_NONE)
		buf_add(out, words_get(row.kind == ENTRY_THEME ? WORD_all_themes : WORD_all_terms, lang));
	else
		buf_add(out, view_axis_name(app->corpus, &row, lang));
}

void view_matrix_add_name(const App *app, const MatrixView *m, MatrixPlace place, Buf *out)
{
	add_name(app, place.province, row_entry(m, place.row), out);
}

void view_matrix_add_cell(const App *app, NotesCell cell, Buf *out)
{
	bool term = cell.term != CORPUS_NONE;
	Entry row = {.kind = term ? ENTRY_TERM : ENTRY_THEME, .index = term ? cell.term : cell.theme};
	add_name(app, cell.province, row, out);
}

/* Counts, and puts the rows and columns into their orders; the cursor stays on its cell. */
static void count(const App *app, MatrixView *m, MatrixSide side)
{
	bool same = m->counted && side == m->matrix.side;
	MatrixPlace place = m->counted ? here(m) : (MatrixPlace){0};
	size_t row = 0, column = m->table.column > 0 ? m->table.column : 1;
	matrix_free(&m->matrix);
	m->matrix = matrix_count(app->corpus, side, &app->facet);
	m->rows = mem_resize(m->rows, m->matrix.rows * sizeof *m->rows);
	m->provinces = mem_resize(m->provinces, m->matrix.provinces * sizeof *m->provinces);
	m->n = matrix_order(&m->matrix, m->order, m->rows);
	view_filter_order(app, m->provinces);
	for (size_t i = 0; same && i < m->n; i++)
		row = m->rows[i] == place.row ? i : row;
	for (size_t i = 0; i < m->matrix.provinces; i++)
		column = m->provinces[i] == place.province ? i + 1 : column;
	if (same && place.row == CORPUS_NONE)
		row = m->n;
	m->revision = app->revision;
	m->counted = true;
	m->table.body.count = m->n;
	m->table.foot = true;
	m->table.at_foot = row == m->n;
	m->table.body = scroll_to(m->table.body, row);
	m->table.column = column;
	m->picking = m->picking && same;
}

/* Where the view is, for history: a cell by what it is of. */
typedef struct Spot { uint32_t side, order, marks, row, province; } Spot;

static void place_matrix(const App *app, const void *state, Buf *out)
{
	(void)app;
	const MatrixView *m = state;
	MatrixPlace place = here(m);
	Spot spot = {(uint32_t)m->matrix.side, (uint32_t)m->order, m->marks, place.row, place.province};
	buf_add(out, (Str){(const char *)&spot, sizeof spot});
}

static size_t find(const uint32_t *list, size_t n, uint32_t wanted)
{
	size_t i = 0;
	while (i < n && list[i] != wanted)
		i++;
	return i;
}

/* What is not there is the total. */
static void put_cursor(MatrixView *m, uint32_t wanted, uint32_t province)
{
	size_t row = find(m->rows, m->n, wanted);
	m->table.at_foot = row == m->n;
	m->table.body = scroll_to(m->table.body, row);
	m->table.column = find(m->provinces, m->matrix.provinces, province) + 1;
}

/* Terms begin with those that several provinces share, since most do not. */
static void turn(App *app, MatrixView *m)
{
	MatrixSide side = m->matrix.side == MATRIX_THEMES ? MATRIX_TERMS : MATRIX_THEMES;
	m->order = side == MATRIX_THEMES ? MATRIX_AS_LISTED : MATRIX_BY_SPREAD;
	count(app, m, side);
}

static void open_matrix(App *app, void *state, const void *what)
{
	MatrixView *m = state;
	const Str *place = what;
	Spot spot = {.province = CORPUS_NONE};
	if (place && place->n == sizeof spot)
		memcpy(&spot, place->s, sizeof spot);
	m->order = (MatrixOrder)spot.order;
	m->marks = spot.marks;
	count(app, m, (MatrixSide)spot.side);
	if (!place)
		return;
	put_cursor(m, spot.row, spot.province);
}

void view_matrix_go(App *app, NotesCell cell)
{
	app_show(app, VIEW_matrix);
	if (app->stack[app->depth - 1].id != VIEW_matrix)
		return;
	MatrixView *m = app->stack[app->depth - 1].state;
	uint32_t row = cell.term != CORPUS_NONE ? cell.term : cell.theme;
	m->picking = false;
	if (row != CORPUS_NONE && (cell.term != CORPUS_NONE) != (m->matrix.side == MATRIX_TERMS))
		turn(app, m);
	bool hidden = (row != CORPUS_NONE && find(m->rows, m->n, row) == m->n) || (cell.province != CORPUS_NONE
		&& find(m->provinces, m->matrix.provinces, cell.province) == m->matrix.provinces);
	put_cursor(m, row, cell.province);
	if (hidden)
		app_warn(app, WORD_cell_hidden, (Str){0});
}

static void close_matrix(void *state)
{
	MatrixView *m = state;
	matrix_free(&m->matrix);
	free(m->rows);
	free(m->provinces);
	buf_free(&m->filter);
}

static void arrange_matrix(App *app, void *state, Rect area)
{
	MatrixView *m = state;
	app->hits = false;
	if (m->opened) { /* back from a cell */
		facet_restore(&app->facet, buf_str(&m->filter));
		app->revision++;
		m->opened = false;
	}
	if (m->revision != app->revision)
		count(app, m, m->matrix.side);
	view_matrix_areas(app, m, area);
	TableSource source = view_matrix_source(&(MatrixData){app, m});
	view_table_arrange(&m->table, &source, m->grid.width, m->grid.height);
}

static void offer_matrix(const App *app, const void *state, Offers *out)
{
	const MatrixView *m = state;
	Word title = m->matrix.side == MATRIX_THEMES ? WORD_matrix_of_themes : WORD_matrix_of_terms;
	List list = list_view_matrix(app->corpus, &m->matrix, true, &out->arena);
	offer_list(out, WORD_matrix, words_get(title, app->options.lang), &list);
}

static void matrix_status(const App *app, const void *state, Buf *out)
{
	(void)app;
	const MatrixView *m = state;
	MatrixBlock block = view_matrix_block(m);
	if (!m->picking) {
		buf_add_place(out, block.top < m->n ? block.top + 1 : m->n, m->n);
		return;
	}
	buf_add_int(out, (long long)(block.bottom - block.top + 1));
	buf_add(out, STR("×"));
	buf_add_int(out, (long long)(block.right - block.left + 1));
}

static void move_matrix(App *app, void *state, Move move)
{
	MatrixView *m = state;
	TableSource source = view_matrix_source(&(MatrixData){app, m});
	view_table_move(&m->table, &source, move);
}

static bool point_matrix(App *app, void *state, Point at, Rect area)
{
	(void)area;
	MatrixView *m = state;
	TableSource source = view_matrix_source(&(MatrixData){app, m});
	return view_table_point(&m->table, &source, at, false, m->grid);
}

/* Of an axis nothing but this. */
static void only(Facet *facet, FacetAxis axis, uint32_t index)
{
	for (size_t i = facet->picks.n; i-- > 0;) {
		FacetPick pick = facet->picks.at[i];
		if (pick.axis == axis && pick.index != index)
			facet_toggle(facet, axis, pick.index);
	}
	if (!facet_has(facet, axis, index))
		facet_toggle(facet, axis, index);
}

/* A term may stand in an opening, which a filter by terms would leave out: there it is the group alone. */
static void enter_matrix(App *app, void *state)
{
	MatrixView *m = state;
	MatrixPlace place = here(m);
	bool themes = m->matrix.side == MATRIX_THEMES;
	Entry none = {.kind = ENTRY_COUNT}, row = row_entry(m, place.row);
	Entry province = {.kind = ENTRY_PROVINCE, .index = place.province};
	buf_clear(&m->filter);
	facet_save(&app->facet, &m->filter);
	m->opened = true;
	m->picking = false;
	if (place.province != CORPUS_NONE)
		only(&app->facet, FACET_PROVINCE, place.province);
	if (place.row != CORPUS_NONE && themes)
		only(&app->facet, FACET_THEME, place.row);
	app->revision++;
	if (place.row == CORPUS_NONE)
		view_browse_over(app, AXIS_PROVINCES, PANE_AXIS, place.province == CORPUS_NONE ? &none : &province, &none);
	else
		view_browse_over(app, themes ? AXIS_THEMES : AXIS_TERMS, PANE_ITEMS, &row, &none);
}

static void mark_matrix(App *app, void *state)
{
	MatrixPlace place = here(state);
	if (place.province == CORPUS_NONE)
		app_warn(app, WORD_cannot_mark, (Str){0});
	else
		app_toggle(app, (Place){.province = place.province});
}

static void pick(MatrixView *m)
{
	m->picking = !m->picking;
	m->picked_row = view_table_row(&m->table);
	m->picked_column = m->table.column;
}

static void cancel_matrix(App *app, void *state)
{
	MatrixView *m = state;
	if (m->picking)
		m->picking = false;
	else
		view_filter_undo(app);
}

static void sort_matrix(App *app, MatrixView *m)
{
	static const Word ORDERS[MATRIX_SIDE_COUNT][MATRIX_ORDER_COUNT] = {
		{WORD_matrix_listed, WORD_matrix_total, WORD_matrix_spread},
		{WORD_matrix_terms_listed, WORD_matrix_total, WORD_matrix_spread},
	};
	m->order = (MatrixOrder)((m->order + 1) % MATRIX_ORDER_COUNT);
	m->picking = false;
	count(app, m, m->matrix.side);
	app_say(app, ORDERS[m->matrix.side][m->order], (Str){0});
}

static void ask_summary(App *app, const MatrixView *m)
{
	Buf key = {0};
	view_matrix_add_key(app, m, here(m), &key);
	app_ask_line(app, notes_cell_text(app->notes, buf_str(&key)));
	buf_free(&key);
}

static void write_matrix(App *app, void *state, Str text)
{
	const MatrixView *m = state;
	Buf key = {0};
	view_matrix_add_key(app, m, here(m), &key);
	if (notes_cell_put(app->notes, buf_str(&key), text, app->now))
		app_kept(app, true);
	else
		app_warn(app, WORD_kept_full, (Str){0});
	buf_free(&key);
}

static void cell_matrix(App *app, void *state, CellAct act)
{
	MatrixView *m = state;
	switch (act) {
	case CELL_LEFT: view_table_across(&m->table, -1, false); break;
	case CELL_RIGHT: view_table_across(&m->table, 1, false); break;
	case CELL_PAGE_LEFT: view_table_across(&m->table, -1, true); break;
	case CELL_PAGE_RIGHT: view_table_across(&m->table, 1, true); break;
	case CELL_SIDE: turn(app, m); break;
	case CELL_MARKS: m->marks = !m->marks; break;
	case CELL_SORT: sort_matrix(app, m); break;
	case CELL_PICK: pick(m); break;
	case CELL_COMPARE: view_matrix_compare(app, m); break;
	case CELL_SUMMARY: ask_summary(app, m); break;
	default: break;
	}
}

const View view_matrix = {
	.name = "matrix",
	.size = sizeof(MatrixView),
	.open = open_matrix,
	.close = close_matrix,
	.arrange = arrange_matrix,
	.draw = view_matrix_draw,
	.in = CONTEXT_MATRIX,
	.status = matrix_status,
	.move = move_matrix,
	.enter = enter_matrix,
	.point = point_matrix,
	.mark = mark_matrix,
	.cancel = cancel_matrix,
	.cell = cell_matrix,
	.write = write_matrix,
	.place = place_matrix,
	.offer = offer_matrix,
};
