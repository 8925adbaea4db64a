#include "../../core/matrix.h"
#include "sample.h"

#include <criterion/criterion.h>
#include <stdlib.h>

/* beijing, shandong × grid, complaints, workers, digital */
static const uint32_t COUNTS[4][2] = {{1, 2}, {1, 1}, {2, 2}, {0, 1}};

Test(matrix, a_measure_counts_under_each_of_its_themes)
{
	Corpus *corpus = sample_corpus();
	Matrix m = matrix_count(corpus, MATRIX_THEMES, NULL);

	cr_assert(m.provinces == 2 && m.rows == 4);
	for (size_t t = 0; t < 4; t++) {
		for (size_t p = 0; p < 2; p++)
			cr_assert_eq(matrix_cell(&m, t, p)->all, COUNTS[t][p], "theme %zu, province %zu", t, p);
		cr_assert_eq(m.row_totals[t], COUNTS[t][0] + COUNTS[t][1]);
		cr_assert_eq(m.spread[t], (COUNTS[t][0] > 0) + (COUNTS[t][1] > 0));
	}
	matrix_free(&m);
	corpus_free(corpus);
}

Test(matrix, totals_have_each_measure_once_and_main_themes_add_up_to_them)
{
	Corpus *corpus = sample_corpus();
	Matrix m = matrix_count(corpus, MATRIX_THEMES, NULL);

	for (size_t p = 0; p < m.provinces; p++) {
		uint32_t main = 0;
		for (size_t t = 0; t < m.rows; t++)
			main += matrix_cell(&m, t, p)->main;
		cr_assert_eq(m.totals[p], 3);
		cr_assert_eq(main, m.totals[p], "each measure has one main theme");
	}
	cr_assert_eq(m.total, corpus->measures.n);
	matrix_free(&m);
	corpus_free(corpus);
}

Test(matrix, a_cell_lists_as_many_units_as_it_counts_with_the_main_ones_first)
{
	Corpus *corpus = sample_corpus();

	for (MatrixSide side = 0; side < MATRIX_SIDE_COUNT; side++) {
		Matrix m = matrix_count(corpus, side, NULL);
		for (uint32_t row = 0; row < m.rows; row++)
			for (uint32_t p = 0; p < m.provinces; p++) {
				MatrixUnits units = {0};
				matrix_units(corpus, side, NULL, row, p, &units);
				cr_assert_eq(units.n, matrix_cell(&m, row, p)->all);
				for (size_t i = 0; i < units.n; i++) {
					cr_assert_eq(matrix_province(corpus, units.at[i]), p);
					if (side == MATRIX_THEMES)
						cr_assert_eq(matrix_main_theme(corpus, units.at[i].index) == row,
							i < matrix_cell(&m, row, p)->main);
				}
				free(units.at);
			}
		matrix_free(&m);
	}
	corpus_free(corpus);
}

Test(matrix, all_rows_or_all_provinces_have_every_measure_once)
{
	Corpus *corpus = sample_corpus();
	MatrixUnits all = {0}, here = {0}, row = {0};

	matrix_units(corpus, MATRIX_THEMES, NULL, CORPUS_NONE, CORPUS_NONE, &all);
	matrix_units(corpus, MATRIX_THEMES, NULL, CORPUS_NONE, 1, &here);
	matrix_units(corpus, MATRIX_THEMES, NULL, 2, CORPUS_NONE, &row);
	cr_assert_eq(all.n, corpus->measures.n);
	cr_assert_eq(here.n, 3);
	cr_assert_eq(row.n, 4);
	free(all.at);
	free(here.at);
	free(row.at);
	corpus_free(corpus);
}

Test(matrix, terms_count_in_openings_too)
{
	Corpus *corpus = sample_corpus();
	Matrix m = matrix_count(corpus, MATRIX_TERMS, NULL);
	uint32_t term = corpus_term(corpus, STR("接诉即办"));
	size_t units = 0;

	cr_assert_neq(term, CORPUS_NONE);
	cr_assert_eq(m.row_totals[term], corpus->terms.at[term].units.n);
	for (size_t p = 0; p < m.provinces; p++)
		units += matrix_cell(&m, term, p)->all;
	cr_assert_eq(units, m.row_totals[term]);
	cr_assert_eq(corpus->units_by_term[corpus->terms.at[term].units.first].kind, UNIT_SPEECH, "it stands in a lead");
	cr_assert(m.total <= corpus->terms.n && m.total >= m.totals[0]);
	matrix_free(&m);
	corpus_free(corpus);
}

Test(matrix, a_filter_leaves_what_passes)
{
	Corpus *corpus = sample_corpus();
	Facet facet;
	facet_open(&facet, corpus);
	facet_toggle(&facet, FACET_PROVINCE, 1);
	facet_toggle(&facet, FACET_THEME, 2);
	Matrix m = matrix_count(corpus, MATRIX_THEMES, &facet), terms = matrix_count(corpus, MATRIX_TERMS, &facet);
	uint32_t passing = 0;

	for (uint32_t i = 0; i < corpus->measures.n; i++)
		passing += facet_passes(&facet, i, FACET_AXIS_COUNT);
	cr_assert_eq(m.total, passing);
	cr_assert_eq(matrix_cell(&m, 2, 1)->all, passing);
	cr_assert_eq(m.totals[0], 0);
	for (uint32_t t = 0; t < terms.rows; t++)
		cr_assert_eq(matrix_cell(&terms, t, 0)->all, 0, "openings have no theme to pass by");
	matrix_free(&m);
	matrix_free(&terms);
	facet_close(&facet);
	corpus_free(corpus);
}

Test(matrix, rows_come_in_three_orders)
{
	Corpus *corpus = sample_corpus();
	Matrix m = matrix_count(corpus, MATRIX_THEMES, NULL);
	uint32_t rows[4];
	static const uint32_t WANTED[MATRIX_ORDER_COUNT][4] = {{0, 1, 2, 3}, {2, 0, 1, 3}, {2, 0, 1, 3}};

	for (MatrixOrder order = 0; order < MATRIX_ORDER_COUNT; order++) {
		cr_assert_eq(matrix_order(&m, order, rows), 4);
		for (size_t i = 0; i < 4; i++)
			cr_assert_eq(rows[i], WANTED[order][i], "order %d, row %zu", (int)order, i);
	}
	matrix_free(&m);
	corpus_free(corpus);
}
