#include "../../core/similar.h"
#include "../../core/load.h"
#include "grow.h"
#include "sample.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#define SOME 8

static uint32_t measure(const Corpus *corpus, const char *address)
{
	Unit unit = corpus_unit(corpus, str_of(address));

	cr_assert_eq(unit.kind, UNIT_MEASURE, "%s", address);
	return unit.index;
}

Test(similar, the_nearest_elsewhere_comes_first_with_its_reason)
{
	Corpus *corpus = sample_bundled();
	SimilarIndex *index = similar_open(corpus);
	cr_assert_not(similar_read(index, SIZE_MAX));
	uint32_t asked = measure(corpus, "zhejiang.3.1");
	Similar found[SOME];
	Buf reason = {0};

	size_t n = similar_find(index, asked, found, SOME);
	cr_assert_eq(n, SOME);
	cr_assert(corpus->measures.at[found[0].measure].speech == corpus_unit(corpus, STR("beijing")).index,
		"new employment groups in Beijing");
	for (size_t i = 1; i < n; i++)
		cr_assert_geq(found[i - 1].score, found[i].score);
	similar_add_reason(corpus, asked, found[0].measure, LANG_ZH, 3, &reason);
	cr_assert(sample_contains(&reason, "主题：新就业群体"));
	cr_assert(sample_contains(&reason, "提法：新"));
	cr_assert(sample_contains(&reason, "用语：“"));
	buf_free(&reason);
	similar_close(index);
	corpus_free(corpus);
}

/* One speech said twice, by two provinces. */
static Corpus *twins(void)
{
	static const char HEAD[] = "schema: 1\nid: twins\ntitle: 双\nsource: {title: 双}\n"
		"themes:\n  - {id: grid, name: 网格, definition: 网格}\n  - {id: other, name: 别的, definition: 别的}\n"
		"terms:\n  - {name: 接诉即办, en: prompt response}\nspeeches:\n";
	static const char SPEECH[] = "    speaker: 部\n    title: 题\n    title_span: [0, 1]\n"
		"    complete: true\n    sections:\n"
		"      - heading: 标题\n        heading_span: [0, 1]\n        measures:\n"
		"          - {label: 网格, span: [0, 1], themes: [grid], text: 全市划分网格八千个，建强网格党组织。}\n"
		"          - {label: 热线, span: [0, 1], themes: [other], text: 热线一号受理，按月通报办理情况。, terms: [接诉即办]}\n";
	Buf yaml = {0};
	Msgs msgs = {0};

	buf_add(&yaml, str_of(HEAD));
	buf_add(&yaml, STR("  - id: beijing\n    province: beijing\n"));
	buf_add(&yaml, str_of(SPEECH));
	buf_add(&yaml, STR("  - id: zhejiang\n    province: zhejiang\n"));
	buf_add(&yaml, str_of(SPEECH));
	Corpus *corpus = load_memory(buf_str(&yaml), STR("twins.yaml"), NULL, &msgs);
	cr_assert(corpus && msgs.count[MSG_ERROR] + msgs.count[MSG_FATAL] <= 1);
	msg_free(&msgs);
	buf_free(&yaml);
	return corpus;
}

Test(similar, the_same_text_elsewhere_has_all_points_and_a_measure_is_not_like_itself)
{
	Corpus *corpus = twins();
	SimilarIndex *index = similar_open(corpus);
	cr_assert_not(similar_read(index, SIZE_MAX));
	Similar found[SOME];

	for (uint32_t i = 0; i < 2; i++) {
		size_t n = similar_find(index, i, found, SOME);
		cr_assert_geq(n, 1);
		cr_assert_eq(found[0].measure, i + 2, "its twin");
		cr_assert_eq(found[0].score, 100);
		for (size_t k = 0; k < n; k++)
			cr_assert_geq(found[k].measure, 2, "nothing of the same province");
	}
	similar_close(index);
	corpus_free(corpus);
}

Test(similar, scores_are_the_same_every_time_and_in_both_directions)
{
	uint32_t state = 3;

	for (int i = 0; i < 5; i++) {
		Corpus *corpus = grow_corpus((Grown){grow_random(&state), 3, 12, 6, true});
		SimilarIndex *a = similar_open(corpus), *b = similar_open(corpus);
		similar_read(a, SIZE_MAX);
		while (similar_read(b, 100)) /* in slices it comes to the same */
			;
		cr_assert_eq(similar_percent(b), 100);
		size_t all = corpus->measures.n;
		Similar *x = mem_zeroed(all, sizeof *x), *y = mem_zeroed(all, sizeof *y), *back = mem_zeroed(all, sizeof *back);
		for (uint32_t m = 0; m < all; m++) {
			size_t n = similar_find(a, m, x, all);
			cr_assert_eq(similar_find(b, m, y, all), n);
			for (size_t k = 0; k < n; k++) {
				cr_assert(x[k].measure == y[k].measure && x[k].score == y[k].score && x[k].score <= 100);
				size_t there = similar_find(a, x[k].measure, back, all);
				for (size_t r = 0; r < there; r++)
					cr_assert(back[r].measure != m || back[r].score == x[k].score);
			}
			cr_assert_eq(similar_find(a, m, y, 2), n < 2 ? n : 2);
			cr_assert(n == 0 || y[0].measure == x[0].measure, "fewer asked for, the same first");
		}
		free(x);
		free(y);
		free(back);
		similar_close(a);
		similar_close(b);
		corpus_free(corpus);
	}
}
