#include "../../core/compare_pairs.h"
#include "../../core/load.h"
#include "grow.h"
#include "sample.h"

#include <criterion/criterion.h>
#include <stdlib.h>

enum { MANY = 40 };

/* Shares hardly a character with those of another number. */
static void add_sentence(Buf *out, uint32_t n, const char *years)
{
	uint32_t seed = n * 7919 + 1;

	for (int i = 0; i < 30; i++) {
		char hanzi[5] = {0};
		uint32_t cp = 0x4E00 + n * 60 + grow_random(&seed) % 60;
		hanzi[0] = (char)(0xE0 | cp >> 12);
		hanzi[1] = (char)(0x80 | (cp >> 6 & 0x3F));
		hanzi[2] = (char)(0x80 | (cp & 0x3F));
		buf_add(out, str_of(hanzi));
	}
	buf_add(out, str_of(years));
}

/* One theme, two speeches with MANY measures; measure i of the first is worded again as measure (7 i) mod MANY of the
   second. */
static Corpus *reworded(void)
{
	Msgs msgs = {0};
	Buf yaml = {0};

	buf_add(&yaml, STR("schema: 1\nid: many\ntitle: 很多\nsource: {title: 很多}\n"
		"themes:\n  - {id: grid, name: 网格, definition: 网格}\nterms: []\nspeeches:\n"));
	for (int speech = 0; speech < 2; speech++) {
		buf_add(&yaml, speech ? STR("  - id: zhejiang\n    province: zhejiang\n")
			: STR("  - id: beijing\n    province: beijing\n"));
		buf_add(&yaml, STR("    speaker: 部\n    title: 题\n    title_span: [0, 1]\n    complete: true\n"
			"    sections:\n      - heading: 标题\n        heading_span: [0, 1]\n        measures:\n"));
		for (uint32_t i = 0; i < MANY; i++) {
			buf_add(&yaml, STR("          - {label: 举措, span: [0, 1], themes: [grid], text: "));
			for (uint32_t k = 0; k < MANY; k++)
				if (speech ? 7 * k % MANY == i : k == i)
					add_sentence(&yaml, k, speech ? "共12.4万个" : "共6.7万个");
			buf_add(&yaml, STR("}\n"));
		}
	}
	Corpus *corpus = load_memory(buf_str(&yaml), STR("many.yaml"), NULL, &msgs);
	msg_free(&msgs);
	buf_free(&yaml);
	cr_assert(corpus && corpus->measures.n == 2 * MANY);
	return corpus;
}

static Comparison compare_two(const Corpus *corpus)
{
	const Place places[2] = {{.province = 0}, {.province = 1}};

	return table_compare(corpus, places, 2, CORPUS_NONE);
}

Test(compare_pairs, a_cell_of_many_measures_is_paired_too)
{
	Corpus *corpus = reworded();
	Comparison comparison = compare_two(corpus);
	ComparePairs pairs;

	compare_pairs_open(&pairs, corpus, &comparison, LANG_ZH, 0);
	cr_assert_eq(compare_pairs_percent(&pairs), 0);
	cr_assert_not(compare_pairs_go(&pairs, SIZE_MAX));
	cr_assert_eq(compare_pairs_percent(&pairs), 100);
	for (uint32_t i = 0; i < MANY; i++) {
		cr_assert_eq(compare_pairs_partner(&pairs, 0, i), MANY + 7 * i % MANY);
		cr_assert_eq(compare_pairs_partner(&pairs, 1, MANY + 7 * i % MANY), i);
	}
	compare_pairs_close(&pairs);
	table_comparison_free(&comparison);
	corpus_free(corpus);
}

/* What is paired, first and second measure by turns. */
static Buf paired(const ComparePairs *pairs)
{
	Buf out = {0};

	for (uint32_t m = 0; m < pairs->corpus->measures.n; m++) {
		buf_add_int(&out, compare_pairs_partner(pairs, 0, m));
		buf_add(&out, STR(" "));
	}
	return out;
}

Test(compare_pairs, slices_and_another_beginning_give_the_same_pairs)
{
	Corpus *corpus = grow_corpus((Grown){3, 2, 60, 9, true});
	Comparison comparison = compare_two(corpus);
	ComparePairs whole, slices;
	unsigned before = 0;
	bool more = true;

	compare_pairs_open(&whole, corpus, &comparison, LANG_ZH, 0);
	compare_pairs_go(&whole, SIZE_MAX);
	cr_assert_gt(whole.pairs.n, 0);
	compare_pairs_open(&slices, corpus, &comparison, LANG_ZH, 4);
	while (more) {
		more = compare_pairs_go(&slices, 1);
		cr_assert(more == (compare_pairs_percent(&slices) < 100));
		cr_assert_geq(compare_pairs_percent(&slices), before);
		before = compare_pairs_percent(&slices);
	}
	Buf a = paired(&whole), b = paired(&slices);
	cr_assert_str_eq(buf_cstr(&a), buf_cstr(&b));
	buf_free(&a);
	buf_free(&b);
	compare_pairs_close(&whole);
	compare_pairs_close(&slices);
	table_comparison_free(&comparison);
	corpus_free(corpus);
}

Test(compare_pairs, one_column_or_three_have_none)
{
	Corpus *corpus = sample_bundled();
	const Place places[3] = {{.province = 0}, {.province = 1}, {.province = 2}};
	Comparison comparison = table_compare(corpus, places, 3, CORPUS_NONE);
	ComparePairs pairs;

	compare_pairs_open(&pairs, corpus, &comparison, LANG_ZH, 0);
	cr_assert_not(compare_pairs_go(&pairs, 1));
	cr_assert_eq(compare_pairs_percent(&pairs), 100);
	cr_assert_eq(compare_pairs_partner(&pairs, 0, 0), CORPUS_NONE);
	compare_pairs_close(&pairs);
	table_comparison_free(&comparison);
	corpus_free(corpus);
}
