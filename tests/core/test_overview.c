#include "../../core/overview.h"
#include "sample.h"

#include <criterion/criterion.h>
#include <stdlib.h>

static size_t rows_of(const Overview *o, OverviewPart part)
{
	size_t n = 0;

	for (size_t i = 0; i < o->rows.n; i++)
		n += o->rows.at[i].part == part;
	return n;
}

Test(overview, has_every_province_and_theme_with_its_measures)
{
	Corpus *corpus = sample_bundled();
	Overview o = overview_of(corpus, NULL, NULL);
	uint32_t all = 0;

	cr_assert_eq(rows_of(&o, OVERVIEW_PROVINCES), corpus->provinces.n);
	cr_assert_eq(rows_of(&o, OVERVIEW_THEMES), corpus->themes.n);
	for (size_t i = 0; i < o.rows.n; i++) {
		const OverviewRow *row = &o.rows.at[i];
		cr_assert_leq(row->count, o.most[row->part]);
		all += row->part == OVERVIEW_PROVINCES ? row->count : 0;
		if (row->part == OVERVIEW_THEMES)
			cr_assert_eq(row->count, corpus->themes.at[row->index].measures.n);
	}
	cr_assert_eq(all, o.measures);
	cr_assert_eq(o.measures, corpus->measures.n);
	cr_assert_eq(o.read, 0);
	overview_free(&o);
	corpus_free(corpus);
}

Test(overview, tells_how_much_of_each_was_read)
{
	Corpus *corpus = sample_bundled();
	bool *read = mem_zeroed(corpus->measures.n, sizeof *read);
	const Range first = corpus->provinces.at[1].measures;
	for (uint32_t i = 0; i < 4; i++)
		read[corpus->measures_by_province[first.first + i]] = true;
	Overview o = overview_of(corpus, NULL, read);

	cr_assert_eq(o.read, 4);
	for (size_t i = 0; i < o.rows.n; i++)
		if (o.rows.at[i].part == OVERVIEW_PROVINCES)
			cr_assert_eq(o.rows.at[i].read, o.rows.at[i].index == 1 ? 4 : 0);
	overview_free(&o);
	free(read);
	corpus_free(corpus);
}

Test(overview, shared_terms_are_those_of_more_than_one_province_most_first)
{
	Corpus *corpus = sample_bundled();
	Overview o = overview_of(corpus, NULL, NULL);
	uint32_t before = UINT32_MAX;

	cr_assert_geq(rows_of(&o, OVERVIEW_TERMS), 3);
	for (size_t i = 0; i < o.rows.n; i++) {
		const OverviewRow *row = &o.rows.at[i];
		if (row->part != OVERVIEW_TERMS)
			continue;
		cr_assert(row->count > 1 && row->count <= before && row->places >= row->count);
		before = row->count;
	}
	overview_free(&o);
	corpus_free(corpus);
}

Test(overview, the_largest_figure_of_a_unit_is_larger_than_its_others_and_no_date)
{
	Corpus *corpus = sample_bundled();
	Overview o = overview_of(corpus, NULL, NULL);

	cr_assert_geq(rows_of(&o, OVERVIEW_FIGURES), 3);
	for (size_t i = 0; i < o.rows.n; i++) {
		if (o.rows.at[i].part != OVERVIEW_FIGURES)
			continue;
		const Figure *largest = &corpus->figures.at[o.rows.at[i].index];
		uint32_t n = 0;
		cr_assert_neq(largest->kind, FIGURE_DATE);
		for (size_t k = 0; k < corpus->figures.n; k++) {
			const Figure *other = &corpus->figures.at[k];
			if (other->kind == FIGURE_DATE || !str_eq(other->unit.zh.s, largest->unit.zh.s))
				continue;
			cr_assert_leq(other->value, largest->value);
			n++;
		}
		cr_assert_eq(n, o.rows.at[i].count);
	}
	overview_free(&o);
	corpus_free(corpus);
}

Test(overview, counts_what_passes_a_filter)
{
	Corpus *corpus = sample_corpus();
	Facet facet;
	facet_open(&facet, corpus);
	facet_toggle(&facet, FACET_PROVINCE, 0);
	Overview o = overview_of(corpus, &facet, NULL);

	cr_assert_eq(o.measures, 3);
	cr_assert_eq(rows_of(&o, OVERVIEW_TERMS), 0, "one province shares nothing");
	overview_free(&o);
	facet_close(&facet);
	corpus_free(corpus);
}
