#include "overview.h"

#include <stdlib.h>

static void add(Overview *out, OverviewRow row)
{
	if (row.count > out->most[row.part])
		out->most[row.part] = row.count;
	MEM_PUSH(&out->rows, row);
}

static uint32_t count_read(const MatrixUnits *units, const bool *read)
{
	uint32_t n = 0;

	for (size_t i = 0; read && i < units->n; i++)
		n += units->at[i].kind == UNIT_MEASURE && read[units->at[i].index];
	return n;
}

static uint32_t read_of(const Corpus *corpus, const Facet *facet, uint32_t theme, uint32_t province, const bool *read)
{
	MatrixUnits units = {0};

	matrix_units(corpus, MATRIX_THEMES, facet, theme, province, &units);
	uint32_t n = count_read(&units, read);
	free(units.at);
	return n;
}

static void add_measures(Overview *out, const Corpus *corpus, const Facet *facet, const bool *read)
{
	Matrix matrix = matrix_count(corpus, MATRIX_THEMES, facet);

	for (uint32_t p = 0; p < matrix.provinces; p++)
		add(out, (OverviewRow){.part = OVERVIEW_PROVINCES, .index = p, .count = matrix.totals[p],
			.read = read_of(corpus, facet, CORPUS_NONE, p, read)});
	for (uint32_t t = 0; t < matrix.rows; t++)
		add(out, (OverviewRow){.part = OVERVIEW_THEMES, .index = t, .count = matrix.row_totals[t],
			.read = read_of(corpus, facet, t, CORPUS_NONE, read), .places = matrix.spread[t]});
	out->measures = matrix.total;
	out->read = read_of(corpus, facet, CORPUS_NONE, CORPUS_NONE, read);
	matrix_free(&matrix);
}

static void add_terms(Overview *out, const Corpus *corpus, const Facet *facet)
{
	Matrix matrix = matrix_count(corpus, MATRIX_TERMS, facet);
	uint32_t *rows = mem_zeroed(matrix.rows, sizeof *rows);
	size_t n = matrix_order(&matrix, MATRIX_BY_SPREAD, rows);

	for (size_t i = 0; i < n && matrix.spread[rows[i]] > 1; i++)
		add(out, (OverviewRow){.part = OVERVIEW_TERMS, .index = rows[i], .count = matrix.spread[rows[i]],
			.places = matrix.row_totals[rows[i]]});
	free(rows);
	matrix_free(&matrix);
}

static void add_figures(Overview *out, const Corpus *corpus, const Facet *facet)
{
	Figures figures = figures_collect(corpus, facet);

	for (uint32_t unit = 0; unit < figures.units.n; unit++) {
		uint32_t largest = CORPUS_NONE;
		for (size_t i = 0; i < figures.rows.n; i++) {
			uint32_t figure = figures.rows.at[i].figure;
			if (figures.rows.at[i].unit == unit && corpus->figures.at[figure].kind != FIGURE_DATE
				&& (largest == CORPUS_NONE || corpus->figures.at[figure].value > corpus->figures.at[largest].value))
				largest = figure;
		}
		if (largest != CORPUS_NONE && figures.units.at[unit].n >= OVERVIEW_UNIT_LEAST)
			add(out, (OverviewRow){.part = OVERVIEW_FIGURES, .index = largest, .count = figures.units.at[unit].n});
	}
	figures_free(&figures);
}

Overview overview_of(const Corpus *corpus, const Facet *facet, const bool *read)
{
	Overview out = {0};

	add_measures(&out, corpus, facet, read);
	add_terms(&out, corpus, facet);
	add_figures(&out, corpus, facet);
	return out;
}

void overview_free(Overview *overview)
{
	free(overview->rows.at);
	*overview = (Overview){0};
}

Str overview_part_id(OverviewPart part)
{
	static const char *const IDS[OVERVIEW_PART_COUNT] = {"provinces", "themes", "terms", "figures"};

	return str_of(IDS[part]);
}
