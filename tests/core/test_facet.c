#include "../../core/facet.h"

#include "../../core/mem.h"

#include <criterion/criterion.h>
#include <stdlib.h>

static uint32_t next(uint32_t *seed)
{
	*seed ^= *seed << 13;
	*seed ^= *seed >> 17;
	*seed ^= *seed << 5;
	return *seed;
}

static Scalar scalar(const char *s) { return (Scalar){.s = str_of(s)}; }
static Text text(const char *zh, const char *en) { return (Text){scalar(zh), scalar(en)}; }

static const char *const PROVINCES[] = {"beijing", "shanxi", "zhejiang", "shandong", "nowhere"};
static const char *const THEMES[] = {"grid", "staff", "service", "digital", "nothing"};
static const char *const THEME_NAMES[] = {"网格治理", "队伍", "服务", "数字"};
static const char *const TERMS[] = {"接诉即办", "1+3+N", "双报到", "全科网格", "无此提法"};

enum { KNOWN = 4 }; /* of each list; the last one of each is a name that leads nowhere */

/* A corpus of two volumes with `speeches` speeches. Some references lead nowhere, some stand twice. */
static Corpus *random_corpus(uint32_t seed, uint32_t speeches)
{
	Corpus *corpus = mem_zeroed(1, sizeof *corpus);

	MEM_PUSH(&corpus->volumes, ((Volume){.id = scalar("first"), .title = text("第一集", "First"),
		.speeches = {0, speeches / 2}}));
	MEM_PUSH(&corpus->volumes, ((Volume){.id = scalar("second"), .speeches = {speeches / 2, speeches - speeches / 2}}));
	for (uint32_t i = 0; i < KNOWN; i++) {
		MEM_PUSH(&corpus->themes, ((Theme){.id = scalar(THEMES[i]), .name = text(THEME_NAMES[i], "")}));
		MEM_PUSH(&corpus->terms, ((Term){.name = scalar(TERMS[i]), .en = scalar(i ? "" : "prompt response")}));
	}
	for (uint32_t s = 0; s < speeches; s++) {
		Section section = {.measures = {(uint32_t)corpus->measures.n, next(&seed) % 6}};

		for (uint32_t m = 0; m < section.measures.n; m++) {
			Measure measure = {
				.themes = {(uint32_t)corpus->theme_refs.n, next(&seed) % 4},
				.body.terms = {(uint32_t)corpus->term_refs.n, next(&seed) % 5},
			};

			for (uint32_t i = 0; i < measure.themes.n; i++)
				MEM_PUSH(&corpus->theme_refs, ((ThemeRef){scalar(THEMES[next(&seed) % (KNOWN + 1)]), 0}));
			for (uint32_t i = 0; i < measure.body.terms.n; i++)
				MEM_PUSH(&corpus->term_refs, ((TermRef){scalar(TERMS[next(&seed) % (KNOWN + 1)]), 0}));
			MEM_PUSH(&corpus->measures, measure);
		}
		MEM_PUSH(&corpus->sections, section);
		MEM_PUSH(&corpus->speeches, ((Speech){.id = scalar("s"),
			.province_id = scalar(PROVINCES[next(&seed) % (KNOWN + 1)]),
			.sections = {s, 1}, .volume = s >= speeches / 2}));
	}
	corpus_index(corpus);
	return corpus;
}

static bool is_in(const uint32_t *list, Range range, uint32_t m)
{
	for (uint32_t i = 0; i < range.n; i++)
		if (list[range.first + i] == m)
			return true;
	return false;
}

/* The oracle: by the corpus's look-ups, which the filter does not use. */
static bool has_value(const Corpus *corpus, FacetAxis axis, uint32_t value, uint32_t m)
{
	Range units;

	if (axis == FACET_PROVINCE)
		return is_in(corpus->measures_by_province, corpus->provinces.at[value].measures, m);
	if (axis == FACET_THEME)
		return is_in(corpus->measures_by_theme, corpus->themes.at[value].measures, m);
	if (axis == FACET_VOLUME) {
		Range speeches = corpus->volumes.at[value].speeches;
		return corpus->measures.at[m].speech - speeches.first < speeches.n;
	}
	units = corpus->terms.at[value].units;
	for (uint32_t i = 0; i < units.n; i++)
		if (corpus->units_by_term[units.first + i].kind == UNIT_MEASURE &&
			corpus->units_by_term[units.first + i].index == m)
			return true;
	return false;
}

typedef bool Taken[FACET_AXIS_COUNT][8];

static bool meets(const Corpus *corpus, Taken taken, FacetAxis axis, uint32_t n, uint32_t m)
{
	bool any = false;

	for (uint32_t v = 0; v < n; v++) {
		any |= taken[axis][v];
		if (taken[axis][v] && has_value(corpus, axis, v, m))
			return true;
	}
	return !any;
}

static void check_against_brute_force(const Facet *facet, const Corpus *corpus, Taken taken)
{
	uint32_t n = 0;
	uint32_t counts[FACET_AXIS_COUNT][8] = {{0}};

	for (uint32_t m = 0; m < corpus->measures.n; m++) {
		bool met[FACET_AXIS_COUNT], all = true;

		for (FacetAxis axis = 0; axis < FACET_AXIS_COUNT; axis++)
			all &= met[axis] = meets(corpus, taken, axis, facet_values(facet, axis), m);
		cr_assert_eq(facet_passes(facet, m, FACET_AXIS_COUNT), all, "measure %u", m);
		n += all;
		for (FacetAxis axis = 0; axis < FACET_AXIS_COUNT; axis++) {
			bool others = true;

			for (FacetAxis other = 0; other < FACET_AXIS_COUNT; other++)
				others &= other == axis || met[other];
			for (uint32_t v = 0; others && v < facet_values(facet, axis); v++)
				counts[axis][v] += has_value(corpus, axis, v, m);
		}
	}
	cr_assert_eq(facet_passing(facet), n);
	for (FacetAxis axis = 0; axis < FACET_AXIS_COUNT; axis++)
		for (uint32_t v = 0; v < facet_values(facet, axis); v++)
			cr_assert_eq(facet_count(facet, axis, v), counts[axis][v], "axis %d, value %u", (int)axis, v);
}

Test(facet, counts_and_measures_equal_those_of_brute_force_whatever_is_taken)
{
	for (uint32_t seed = 1; seed <= 60; seed++) {
		uint32_t dice = seed * 7919;
		Corpus *corpus = random_corpus(seed, 1 + seed % 12);
		Taken taken = {{false}};
		Facet facet;

		facet_open(&facet, corpus);
		check_against_brute_force(&facet, corpus, taken);
		for (int i = 0; i < 12; i++) {
			FacetAxis axis = next(&dice) % FACET_AXIS_COUNT;
			uint32_t n = facet_values(&facet, axis), v = n ? next(&dice) % n : 0;

			if (!n)
				continue;
			facet_toggle(&facet, axis, v);
			taken[axis][v] = !taken[axis][v];
			cr_assert_eq(facet_has(&facet, axis, v), taken[axis][v]);
			check_against_brute_force(&facet, corpus, taken);
		}
		facet_close(&facet);
		corpus_free(corpus);
	}
}

Test(facet, choosing_a_value_tells_what_a_second_one_of_its_axis_would_add)
{
	Corpus *corpus = random_corpus(5, 12);
	Facet facet;
	size_t first, both;

	facet_open(&facet, corpus);
	facet_toggle(&facet, FACET_PROVINCE, 0);
	first = facet_passing(&facet);
	cr_assert_gt(facet_count(&facet, FACET_PROVINCE, 1), 0);
	facet_toggle(&facet, FACET_PROVINCE, 1);
	both = facet_passing(&facet);
	cr_assert_eq(both, first + facet_count(&facet, FACET_PROVINCE, 1));
	facet_close(&facet);
	corpus_free(corpus);
}

Test(facet, undo_takes_the_values_back_in_the_order_they_were_taken)
{
	Corpus *corpus = random_corpus(3, 8);
	Facet facet;
	size_t n;

	facet_open(&facet, corpus);
	facet_toggle(&facet, FACET_THEME, 2);
	facet_toggle(&facet, FACET_PROVINCE, 1);
	facet_toggle(&facet, FACET_TERM, 0);
	facet_toggle(&facet, FACET_PROVINCE, 1); /* given back by hand: no step any more */
	cr_assert(facet_undo(&facet));
	cr_assert(facet_has(&facet, FACET_THEME, 2) && !facet_has(&facet, FACET_TERM, 0));
	cr_assert(facet_undo(&facet));
	cr_assert_not(facet_undo(&facet));
	cr_assert(facet_is_empty(&facet));
	n = facet_passing(&facet);
	cr_assert_eq(n, corpus->measures.n, "everything passes again");
	facet_close(&facet);
	corpus_free(corpus);
}

Test(facet, a_value_that_is_not_there_changes_nothing)
{
	Corpus *corpus = random_corpus(3, 8);
	Facet facet;

	facet_open(&facet, corpus);
	for (FacetAxis axis = 0; axis < FACET_AXIS_COUNT; axis++) {
		facet_toggle(&facet, axis, facet_values(&facet, axis));
		facet_toggle(&facet, axis, CORPUS_NONE);
		cr_assert_not(facet_has(&facet, axis, CORPUS_NONE));
		cr_assert_eq(facet_count(&facet, axis, CORPUS_NONE), 0);
	}
	cr_assert(facet_is_empty(&facet));
	facet_close(&facet);
	corpus_free(corpus);
}

Test(facet, an_empty_corpus_can_be_filtered)
{
	Corpus *corpus = mem_zeroed(1, sizeof *corpus);
	Facet facet;
	size_t n;

	corpus_index(corpus);
	facet_open(&facet, corpus);
	facet_toggle(&facet, FACET_THEME, 0);
	facet_clear(&facet);
	n = facet_passing(&facet);
	cr_assert_eq(n, 0);
	facet_close(&facet);
	corpus_free(corpus);
}

static uint32_t province(const Corpus *corpus, const char *name)
{
	uint32_t found = corpus_province(corpus, str_of(name));

	cr_assert_neq(found, CORPUS_NONE, "%s has a speech", name);
	return found;
}

static void assert_spelled(const Facet *facet, Lang lang, const char *wanted)
{
	Buf line = {0};

	facet_spell(facet, lang, &line);
	cr_assert_str_eq(buf_cstr(&line), wanted);
	buf_free(&line);
}

Test(facet, the_filter_is_spelled_out_on_one_line_in_both_languages)
{
	Corpus *corpus = random_corpus(11, 12);
	Facet facet;

	facet_open(&facet, corpus);
	assert_spelled(&facet, LANG_ZH, "");
	facet_toggle(&facet, FACET_TERM, 0);
	assert_spelled(&facet, LANG_EN, "term: prompt response");
	facet_toggle(&facet, FACET_PROVINCE, province(corpus, "浙江"));
	facet_toggle(&facet, FACET_THEME, 0);
	facet_toggle(&facet, FACET_PROVINCE, province(corpus, "山东"));
	assert_spelled(&facet, LANG_ZH, "浙江、山东 · 网格治理 · 提法：接诉即办");
	assert_spelled(&facet, LANG_EN, "Zhejiang, Shandong · 网格治理 · term: prompt response");
	facet_toggle(&facet, FACET_TERM, 1);
	facet_toggle(&facet, FACET_VOLUME, 1);
	assert_spelled(&facet, LANG_EN, "Zhejiang, Shandong · 网格治理 · terms: prompt response, 1+3+N · corpus: second");
	facet_clear(&facet);
	facet_toggle(&facet, FACET_VOLUME, 0);
	assert_spelled(&facet, LANG_ZH, "文集：第一集");
	facet_close(&facet);
	corpus_free(corpus);
}

Test(facet, a_saved_filter_comes_back_in_its_order_in_a_corpus_that_has_its_values)
{
	Corpus *corpus = random_corpus(11, 12);
	Buf saved = {0}, again = {0};
	Facet facet;

	facet_open(&facet, corpus);
	facet_toggle(&facet, FACET_TERM, 1);
	facet_toggle(&facet, FACET_PROVINCE, province(corpus, "浙江"));
	facet_toggle(&facet, FACET_VOLUME, 1);
	facet_save(&facet, &saved);
	cr_assert_str_eq(buf_cstr(&saved), "term 1+3+N\nprovince zhejiang\nvolume second");
	facet_clear(&facet);
	facet_toggle(&facet, FACET_THEME, 3);
	cr_assert_eq(facet_restore(&facet, buf_str(&saved)), 0);
	facet_save(&facet, &again);
	cr_assert_str_eq(buf_cstr(&again), buf_cstr(&saved));
	cr_assert_not(facet_has(&facet, FACET_THEME, 3), "what was taken before is replaced");
	facet_close(&facet);
	corpus_free(corpus);
	buf_free(&saved);
	buf_free(&again);
}

Test(facet, a_saved_value_that_is_gone_is_counted_as_lost_and_the_others_are_taken)
{
	static const char *const ODD[] = {"theme gone", "theme", "colour red", "theme ", " grid", "term 接诉",
		"province \xff"};
	Corpus *corpus = random_corpus(11, 12);
	Facet facet;
	size_t n;

	facet_open(&facet, corpus);
	for (size_t i = 0; i < sizeof ODD / sizeof *ODD; i++) {
		Buf saved = {0};

		buf_add(&saved, str_of(ODD[i]));
		buf_add(&saved, STR("\ntheme staff\ntheme staff"));
		cr_assert_eq(facet_restore(&facet, buf_str(&saved)), 1, "%s", ODD[i]);
		cr_assert(facet_has(&facet, FACET_THEME, 1), "%s", ODD[i]);
		buf_free(&saved);
	}
	cr_assert(facet_undo(&facet) && facet_is_empty(&facet), "a value named twice is taken once");
	cr_assert_eq(facet_restore(&facet, (Str){0}), 0);
	n = facet_passing(&facet);
	cr_assert_eq(n, corpus->measures.n);
	facet_close(&facet);
	corpus_free(corpus);
}
