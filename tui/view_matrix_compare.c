/* Rows and blocks of the matrix, side by side. */
#include "view_matrix.h"

#include "app.h"
#include "view_compare.h"

#include <stdlib.h>

/* The columns from the cursor's on, round to it again. */
static size_t column_after(const MatrixView *m, size_t i)
{
	size_t n = m->matrix.provinces, first = m->table.column >= 1 && m->table.column <= n ? m->table.column - 1 : 0;
	return (first + i) % n + 1;
}

static uint32_t count_at(const MatrixView *m, MatrixPlace place)
{
	return place.row == CORPUS_NONE ? m->matrix.totals[place.province]
		: matrix_cell(&m->matrix, place.row, place.province)->all;
}

static size_t marked_provinces(const App *app, uint32_t *out)
{
	size_t n = 0;
	for (size_t i = 0; i < app->marked; i++)
		if (app->tray[i].province != CORPUS_NONE)
			out[n++] = app->tray[i].province;
	return n;
}

static size_t full_provinces(const MatrixView *m, size_t row, uint32_t *out)
{
	size_t n = 0;
	for (size_t i = 0; i < m->matrix.provinces && n < TABLE_MAX_COLUMNS; i++) {
		MatrixPlace place = view_matrix_place(m, row, column_after(m, i));
		if (count_at(m, place) > 0)
			out[n++] = place.province;
	}
	return n;
}

/* A row: the provinces that are marked where there are two, else those that have something in it, four at most from the
   cursor on; in the order of the columns. */
static void take_row(const App *app, const MatrixView *m, size_t row, CompareAsk *ask)
{
	uint32_t chosen[TABLE_MAX_COLUMNS];
	size_t n = marked_provinces(app, chosen);
	if (n < 2)
		n = full_provinces(m, row, chosen);
	for (size_t column = 1; column <= m->matrix.provinces; column++)
		for (size_t i = 0; i < n; i++)
			if (chosen[i] == m->provinces[column - 1])
				ask->places[ask->n++] = (Place){.province = chosen[i]};
}

/* A block: its provinces, all of them where it reaches over the totals. False where they are too many. */
static bool take_columns(const MatrixView *m, MatrixBlock block, CompareAsk *ask)
{
	bool all = block.left > m->matrix.provinces;
	for (size_t column = 1; column <= m->matrix.provinces; column++) {
		if (!all && (column < block.left || column > block.right))
			continue;
		if (ask->n == TABLE_MAX_COLUMNS)
			return false;
		ask->places[ask->n++] = (Place){.province = m->provinces[column - 1]};
	}
	return true;
}

/* The themes of a block; none where it reaches over the totals: then all. */
static void take_themes(const MatrixView *m, MatrixBlock block, CompareAsk *ask)
{
	for (size_t row = block.top; block.bottom < m->n && row <= block.bottom && ask->n_themes < COMPARE_THEMES; row++)
		ask->themes[ask->n_themes++] = m->rows[row];
}

/* A term stands in measures: the first of each province beside each other. */
static void take_measures(const App *app, const MatrixView *m, MatrixBlock block, CompareAsk *ask)
{
	CompareAsk provinces = *ask;
	ask->n = 0;
	for (size_t i = 0; i < provinces.n; i++) {
		MatrixUnits units = {0};
		matrix_units(app->corpus, MATRIX_TERMS, &app->facet, m->rows[block.top], provinces.places[i].province, &units);
		for (size_t k = 0; k < units.n; k++)
			if (units.at[k].kind == UNIT_MEASURE) {
				ask->places[ask->n++] = (Place){CORPUS_NONE, units.at[k]};
				break;
			}
		free(units.at);
	}
}

void view_matrix_compare(App *app, const MatrixView *m)
{
	MatrixBlock block = view_matrix_block(m);
	CompareAsk ask = {.n = 0};
	if (m->picking && !take_columns(m, block, &ask)) {
		app_warn(app, WORD_matrix_many, (Str){0});
		return;
	}
	if (!m->picking)
		take_row(app, m, block.top, &ask);
	ask.theme = CORPUS_NONE;
	if (m->matrix.side == MATRIX_TERMS && block.top < m->n)
		take_measures(app, m, block, &ask);
	else if (m->matrix.side == MATRIX_THEMES)
		take_themes(m, block, &ask);
	if (ask.n_themes == 1)
		ask.theme = ask.themes[0];
	if (ask.n < 2 && !(m->picking && ask.n == 1))
		app_say(app, WORD_matrix_one, (Str){0});
	else
		view_compare_open(app, &ask);
}
