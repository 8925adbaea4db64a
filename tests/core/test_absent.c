#include "../../core/absent.h"
#include "grow.h"
#include "sample.h"

#include <criterion/criterion.h>
#include <stdlib.h>

Test(absent, a_theme_that_another_has_is_told_and_where_it_stands)
{
	Corpus *corpus = sample_corpus();
	Place places[ABSENT_PLACES];
	size_t n = absent_provinces(corpus, places);
	AbsentRows rows = {0};

	cr_assert_eq(n, 2);
	absent_collect(corpus, places, n, &rows);
	cr_assert(rows.n >= 1);
	cr_assert(rows.at[0].place == 0 && !rows.at[0].term, "themes come first");
	cr_assert(str_eq(corpus->themes.at[rows.at[0].index].id.s, STR("digital")), "beijing has nothing on digital");
	cr_assert(rows.at[0].places == 1 && rows.at[0].has == 2);
	cr_assert_eq(corpus->speeches.at[corpus_speech_of(corpus, rows.at[0].first)].province, 1);
	free(rows.at);
	corpus_free(corpus);
}

static bool has_theme(const Corpus *corpus, Place place, uint32_t theme)
{
	for (uint32_t i = 0; i < corpus->measures.n; i++)
		if (corpus_has_theme(corpus, &corpus->measures.at[i], theme)
			&& absent_is_in(corpus, (Unit){UNIT_MEASURE, i}, place))
			return true;
	return false;
}

static bool told(const AbsentRows *rows, uint32_t place, uint32_t theme)
{
	for (size_t i = 0; i < rows->n; i++)
		if (rows->at[i].place == place && !rows->at[i].term && rows->at[i].index == theme)
			return true;
	return false;
}

Test(absent, every_theme_that_is_lacking_is_told_once_in_any_corpus)
{
	uint32_t state = 11;

	for (int i = 0; i < 20; i++) {
		Corpus *corpus = grow_corpus((Grown){grow_random(&state), 2 + grow_random(&state) % 5,
			1 + grow_random(&state) % 12, 1 + grow_random(&state) % 20, true});
		Place places[ABSENT_PLACES];
		size_t n = absent_provinces(corpus, places);
		AbsentRows rows = {0};
		absent_collect(corpus, places, n, &rows);
		for (uint32_t t = 0; t < corpus->themes.n; t++)
			for (uint32_t p = 0; p < n; p++) {
				bool lacks = corpus->themes.at[t].measures.n > 0 && !has_theme(corpus, places[p], t);
				cr_assert_eq(told(&rows, p, t), lacks, "theme %u of place %u", t, p);
			}
		free(rows.at);
		corpus_free(corpus);
	}
}

Test(absent, a_unit_lies_in_its_section_its_speech_and_its_province)
{
	Corpus *corpus = sample_corpus();
	Unit measure = corpus_unit(corpus, STR("beijing.1.2")), other = corpus_unit(corpus, STR("shandong.1.2"));
	static const char *const WORDS[] = {"beijing", "beijing.1", "beijing.1.2"};

	for (size_t i = 0; i < 3; i++) {
		Place place;
		cr_assert(table_place(corpus, str_of(WORDS[i]), &place));
		cr_assert(absent_is_in(corpus, measure, place), "%s", WORDS[i]);
		cr_assert_not(absent_is_in(corpus, other, place), "%s", WORDS[i]);
	}
	corpus_free(corpus);
}
