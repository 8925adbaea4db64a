#include "matrix.h"

#include <stdlib.h>

uint32_t matrix_main_theme(const Corpus *corpus, uint32_t measure)
{
	const Range refs = corpus->measures.at[measure].themes;

	for (uint32_t i = 0; i < refs.n; i++)
		if (corpus->theme_refs.at[refs.first + i].theme != CORPUS_NONE)
			return corpus->theme_refs.at[refs.first + i].theme;
	return CORPUS_NONE;
}

uint32_t matrix_province(const Corpus *corpus, Unit unit)
{
	return corpus->speeches.at[corpus_speech_of(corpus, unit)].province;
}

static bool passes(const Facet *facet, Unit unit)
{
	return !facet || facet_passes_unit(facet, unit, FACET_AXIS_COUNT);
}

static size_t row_count(const Corpus *corpus, MatrixSide side)
{
	return side == MATRIX_THEMES ? corpus->themes.n : corpus->terms.n;
}

static Range range_of(const Corpus *corpus, MatrixSide side, size_t row)
{
	return side == MATRIX_THEMES ? corpus->themes.at[row].measures : corpus->terms.at[row].units;
}

static Unit unit_at(const Corpus *corpus, MatrixSide side, uint32_t i)
{
	return side == MATRIX_THEMES ? (Unit){UNIT_MEASURE, corpus->measures_by_theme[i]} : corpus->units_by_term[i];
}

static bool is_main(const Corpus *corpus, MatrixSide side, size_t row, Unit unit)
{
	return side == MATRIX_TERMS || matrix_main_theme(corpus, unit.index) == row;
}

static void count_row(Matrix *m, const Corpus *corpus, const Facet *facet, size_t row)
{
	const Range in = range_of(corpus, m->side, row);

	for (uint32_t i = in.first; i < in.first + in.n; i++) {
		Unit unit = unit_at(corpus, m->side, i);
		uint32_t province = matrix_province(corpus, unit);
		if (province == CORPUS_NONE || !passes(facet, unit))
			continue;
		MatrixCell *cell = &m->cells[row * m->provinces + province];
		m->spread[row] += !cell->all++;
		cell->main += is_main(corpus, m->side, row, unit);
		m->row_totals[row]++;
	}
	if (m->side == MATRIX_TERMS && m->row_totals[row]) {
		m->total++;
		for (size_t p = 0; p < m->provinces; p++)
			m->totals[p] += m->cells[row * m->provinces + p].all > 0;
	}
}

static void count_measures(Matrix *m, const Corpus *corpus, const Facet *facet)
{
	for (uint32_t i = 0; i < corpus->measures.n; i++) {
		Unit unit = {UNIT_MEASURE, i};
		uint32_t province = matrix_province(corpus, unit);
		if (province == CORPUS_NONE || !passes(facet, unit))
			continue;
		m->totals[province]++;
		m->total++;
	}
}

Matrix matrix_count(const Corpus *corpus, MatrixSide side, const Facet *facet)
{
	Matrix m = {.side = side, .facet = facet, .provinces = corpus->provinces.n, .rows = row_count(corpus, side)};

	m.cells = mem_zeroed(m.provinces * m.rows, sizeof *m.cells);
	m.row_totals = mem_zeroed(m.rows, sizeof *m.row_totals);
	m.spread = mem_zeroed(m.rows, sizeof *m.spread);
	m.totals = mem_zeroed(m.provinces, sizeof *m.totals);
	for (size_t row = 0; row < m.rows; row++)
		count_row(&m, corpus, facet, row);
	if (side == MATRIX_THEMES)
		count_measures(&m, corpus, facet);
	return m;
}

void matrix_free(Matrix *matrix)
{
	free(matrix->cells);
	free(matrix->row_totals);
	free(matrix->spread);
	free(matrix->totals);
	*matrix = (Matrix){0};
}

const MatrixCell *matrix_cell(const Matrix *matrix, size_t row, size_t province)
{
	return &matrix->cells[row * matrix->provinces + province];
}

/* A row with what it is sorted by. */
typedef struct Ranked { uint32_t row; uint64_t weight; } Ranked;

static int by_weight(const void *a, const void *b)
{
	const Ranked *x = a, *y = b;

	if (x->weight != y->weight)
		return x->weight > y->weight ? -1 : 1;
	return x->row < y->row ? -1 : x->row > y->row;
}

static uint64_t weigh(const Matrix *m, MatrixOrder order, size_t row)
{
	uint64_t total = m->row_totals[row], spread = m->spread[row];

	return order == MATRIX_BY_TOTAL ? total : order == MATRIX_BY_SPREAD ? spread << 32 | total : 0;
}

size_t matrix_order(const Matrix *matrix, MatrixOrder order, uint32_t *rows)
{
	Ranked *ranked = mem_zeroed(matrix->rows, sizeof *ranked);
	size_t n = 0;

	for (uint32_t row = 0; row < matrix->rows; row++)
		if (matrix->side == MATRIX_THEMES || matrix->row_totals[row])
			ranked[n++] = (Ranked){row, weigh(matrix, order, row)};
	if (n)
		qsort(ranked, n, sizeof *ranked, by_weight);
	for (size_t i = 0; i < n; i++)
		rows[i] = ranked[i].row;
	free(ranked);
	return n;
}

static void add_row(const Corpus *corpus, MatrixSide side, const Facet *facet, size_t row, uint32_t province,
	bool want_main, MatrixUnits *out)
{
	const Range in = range_of(corpus, side, row);

	for (uint32_t i = in.first; i < in.first + in.n; i++) {
		Unit unit = unit_at(corpus, side, i);
		uint32_t here = matrix_province(corpus, unit);
		if (here != CORPUS_NONE && (province == CORPUS_NONE || here == province)
			&& is_main(corpus, side, row, unit) == want_main && passes(facet, unit))
			MEM_PUSH(out, unit);
	}
}

/* The total of terms counts terms, but what stands behind it are the measures all the same. */
static void add_measures(const Corpus *corpus, const Facet *facet, uint32_t province, MatrixUnits *out)
{
	for (uint32_t i = 0; i < corpus->measures.n; i++) {
		Unit unit = {UNIT_MEASURE, i};
		uint32_t here = matrix_province(corpus, unit);
		if (here != CORPUS_NONE && (province == CORPUS_NONE || here == province) && passes(facet, unit))
			MEM_PUSH(out, unit);
	}
}

void matrix_units(const Corpus *corpus, MatrixSide side, const Facet *facet, uint32_t row, uint32_t province,
	MatrixUnits *out)
{
	if (row == CORPUS_NONE) {
		add_measures(corpus, facet, province, out);
		return;
	}
	add_row(corpus, side, facet, row, province, true, out);
	add_row(corpus, side, facet, row, province, false, out);
}
