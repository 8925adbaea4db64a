#include "../../core/load.h"

#include <criterion/criterion.h>
#include <string.h>

#define SPEECH(id, province, measures) \
	"  - {id: " id ", province: " province ", speaker: a, title: b, " \
	"sections: [{heading: h, measures: [" measures "]}]}\n"
#define MEASURE(themes, terms) "{label: l, themes: [" themes "], text: t, terms: [" terms "]}"
#define VOLUME(id, speeches) \
	"schema: 1\nid: " id "\ntitle: b\nthemes: [{id: x, name: X}, {id: y, name: Y}]\nterms: [{name: t1}, {name: t2}]\n" \
	"speeches:\n" speeches "...\n"

static Corpus *load(const char *yaml, Msgs *msgs)
{
	Corpus *corpus = load_memory(str_of(yaml), STR("index.yaml"), NULL, msgs);

	cr_assert_not_null(corpus);
	cr_assert_eq(msgs->list.n, 0u);
	return corpus;
}

Test(corpus_index, provinces_come_by_code_with_their_speeches_and_measures)
{
	Msgs msgs = {0};
	Corpus *c = load(VOLUME("v", SPEECH("s", "shandong", MEASURE("x", ""))
		SPEECH("b", "beijing", MEASURE("x", "") ", " MEASURE("y", ""))
		SPEECH("b2", "beijing", MEASURE("x", "")) SPEECH("no", "nowhere", MEASURE("y", ""))), &msgs);

	cr_assert_eq(c->provinces.n, 2u);
	cr_assert(str_eq(c->provinces.at[0].id, STR("beijing")));
	cr_assert_eq(c->provinces.at[0].speeches.n, 2u);
	cr_assert_eq(c->by_province[c->provinces.at[0].speeches.first], 1u);
	cr_assert_eq(c->by_province[c->provinces.at[0].speeches.first + 1], 2u);
	cr_assert_eq(c->provinces.at[0].measures.n, 3u);
	cr_assert_eq(c->measures_by_province[c->provinces.at[0].measures.first], 1u);
	cr_assert_eq(c->provinces.at[1].measures.n, 1u);
	cr_assert_eq(c->measures_by_province[c->provinces.at[1].measures.first], 0u);
	cr_assert_eq(c->speeches.at[0].province, 1u);
	cr_assert_eq(c->speeches.at[3].province, CORPUS_NONE);
	cr_assert(str_eq(c->provinces.at[0].name.en.s, STR("Beijing")));
	corpus_free(c);
	msg_free(&msgs);
}

Test(corpus_index, themes_list_their_measures_once_each_in_order)
{
	Msgs msgs = {0};
	Corpus *c = load(VOLUME("v",
		SPEECH("s", "beijing", MEASURE("x, y, x", "") ", " MEASURE("y", "") ", " MEASURE("z, x", ""))), &msgs);
	Range x = c->themes.at[0].measures, y = c->themes.at[1].measures;

	cr_assert_eq(x.n, 2u);
	cr_assert_eq(c->measures_by_theme[x.first], 0u);
	cr_assert_eq(c->measures_by_theme[x.first + 1], 2u);
	cr_assert_eq(y.n, 2u);
	cr_assert_eq(c->measures_by_theme[y.first + 1], 1u);
	corpus_free(c);
	msg_free(&msgs);
}

Test(corpus_index, terms_list_the_units_that_name_them_once_each_in_reading_order)
{
	Msgs msgs = {0};
	Corpus *c = load(VOLUME("v",
		"  - id: s\n    province: beijing\n    speaker: a\n    title: b\n    lead: {text: l, terms: [t1]}\n"
		"    sections:\n      - {heading: h, intro: {text: i, terms: [t1, t1, t2]},\n"
		"         measures: [" MEASURE("x", "t2, t1, t9") "]}\n"), &msgs);
	Range one = c->terms.at[0].units, two = c->terms.at[1].units;

	cr_assert_eq(one.n, 3u);
	cr_assert_eq(c->units_by_term[one.first].kind, UNIT_SPEECH);
	cr_assert_eq(c->units_by_term[one.first + 1].kind, UNIT_SECTION);
	cr_assert_eq(c->units_by_term[one.first + 2].kind, UNIT_MEASURE);
	cr_assert_eq(two.n, 2u);
	cr_assert_eq(c->term_refs.at[c->term_refs.n - 1].term, CORPUS_NONE);
	corpus_free(c);
	msg_free(&msgs);
}

Test(corpus_index, units_know_their_number_and_whose_they_are)
{
	Msgs msgs = {0};
	Corpus *c = load(VOLUME("v", SPEECH("a", "beijing", MEASURE("x", ""))
		SPEECH("b", "shanxi", MEASURE("x", "") ", " MEASURE("y", ""))), &msgs);
	const Measure *last = &c->measures.at[2];

	cr_assert_eq(last->n, 2u);
	cr_assert_eq(last->speech, 1u);
	cr_assert_eq(last->section, 1u);
	cr_assert_eq(c->speeches.at[1].measures.first, 1u);
	cr_assert_eq(c->speeches.at[1].measures.n, 2u);
	cr_assert_eq(c->sections.at[1].n, 1u);
	corpus_free(c);
	msg_free(&msgs);
}

Test(corpus_index, volumes_share_themes_and_terms_and_same_ids_get_the_volume_in_front)
{
	const char *paths[] = {"tests/data/whole.yaml", "tests/data/small.yaml"};
	Msgs msgs = {0};
	Corpus *c = load_paths(paths, 2, NULL, &msgs);
	uint32_t grids = 0;

	for (size_t i = 0; i < c->themes.n; i++)
		grids += str_eq(c->themes.at[i].id.s, STR("grid"));
	cr_assert_eq(grids, 1u);
	cr_assert_gt(c->themes.at[0].measures.n, 1u);
	cr_assert(str_eq(c->speeches.at[0].address, STR("whole/beijing")));
	cr_assert(str_eq(c->speeches.at[1].address, STR("small/beijing")));
	cr_assert(str_eq(c->speeches.at[2].address, STR("shandong")));
	cr_assert_eq(corpus_unit(c, STR("small/beijing.1")).kind, UNIT_SECTION);
	cr_assert_eq(corpus_speech_of(c, corpus_unit(c, STR("small/beijing.1"))), 1u);
	corpus_free(c);
	msg_free(&msgs);
}
