#include "../../core/table.h"
#include "sample.h"

#include <criterion/criterion.h>

static Place place(const Corpus *corpus, const char *words)
{
	Place out = {0};

	cr_assert(table_place(corpus, str_of(words), &out), "%s is a place", words);
	return out;
}

static Comparison compare(const Corpus *corpus, const char *a, const char *b, const char *theme)
{
	const Place places[] = {place(corpus, a), place(corpus, b)};

	return table_compare(corpus, places, 2, theme ? corpus_theme(corpus, str_of(theme)) : CORPUS_NONE);
}

static uint32_t measure_at(const Comparison *comparison, Range range, uint32_t i)
{
	cr_assert_lt(i, range.n);
	return comparison->measures.at[range.first + i];
}

Test(table, places_are_provinces_by_any_of_their_names_and_units_by_address)
{
	Corpus *corpus = sample_corpus();
	static const char *const PROVINCE[] = {"beijing", "北京", "京", "Beijing", "11", "bj"};
	Place out;

	for (size_t i = 0; i < sizeof PROVINCE / sizeof *PROVINCE; i++)
		cr_assert_eq(place(corpus, PROVINCE[i]).province, 0, "%s", PROVINCE[i]);
	out = place(corpus, "京 1 2");
	cr_assert(out.province == CORPUS_NONE && out.unit.kind == UNIT_MEASURE && out.unit.index == 1);
	cr_assert_not(table_place(corpus, STR("guangdong"), &out));
	cr_assert_not(table_place(corpus, STR("beijing.9"), &out));
	corpus_free(corpus);
}

Test(table, places_are_called_what_a_reader_calls_them)
{
	Corpus *corpus = sample_corpus();
	Buf out = {0};

	table_add_place_name(corpus, place(corpus, "sd"), LANG_ZH, &out);
	buf_add_char(&out, '|');
	table_add_place_name(corpus, place(corpus, "beijing.1"), LANG_EN, &out);
	buf_add_char(&out, '|');
	table_add_place_name(corpus, place(corpus, "shandong.1.2"), LANG_ZH, &out);
	cr_assert_str_eq(buf_cstr(&out), "山东|Beijing Starting from complaints|山东 -线上 + 线下");
	buf_free(&out);
	corpus_free(corpus);
}

Test(table, a_comparison_has_a_block_for_each_theme_in_order_of_the_vocabulary)
{
	Corpus *corpus = sample_corpus();
	Comparison c = compare(corpus, "beijing", "shandong", NULL);

	cr_assert_eq(c.blocks.n, 4);
	for (uint32_t t = 0; t < 4; t++)
		cr_assert_eq(c.blocks.at[t].theme, t);
	cr_assert_eq(measure_at(&c, c.blocks.at[0].cells[0].measures, 0), 0, "beijing.1.1 has grid as its main theme");
	cr_assert_eq(c.blocks.at[0].cells[1].measures.n, 0, "shandong only touches it");
	cr_assert_eq(c.blocks.at[0].cells[1].pointers.n, 2);
	cr_assert_eq(c.blocks.at[3].cells[0].measures.n + c.blocks.at[3].cells[0].pointers.n, 0,
		"beijing has nothing on digital");
	cr_assert_eq(measure_at(&c, c.blocks.at[3].cells[1].measures, 0), 4);
	table_comparison_free(&c);
	corpus_free(corpus);
}

Test(table, every_measure_stands_in_full_exactly_once)
{
	Corpus *corpus = sample_corpus();
	Comparison c = compare(corpus, "beijing", "shandong", NULL);
	int seen[6] = {0};

	for (size_t b = 0; b < c.blocks.n; b++)
		for (size_t p = 0; p < 2; p++)
			for (uint32_t i = 0; i < c.blocks.at[b].cells[p].measures.n; i++)
				seen[measure_at(&c, c.blocks.at[b].cells[p].measures, i)]++;
	for (size_t m = 0; m < 6; m++)
		cr_assert_eq(seen[m], 1, "measure %zu", m);
	table_comparison_free(&c);
	corpus_free(corpus);
}

Test(table, narrowed_to_a_theme_what_only_touches_it_stands_in_full_too)
{
	Corpus *corpus = sample_corpus();
	Comparison c = compare(corpus, "beijing", "shandong", "grid");

	cr_assert_eq(c.blocks.n, 1);
	cr_assert_eq(c.blocks.at[0].cells[0].measures.n, 1);
	cr_assert_eq(c.blocks.at[0].cells[1].measures.n, 2);
	cr_assert_eq(c.blocks.at[0].cells[1].pointers.n, 0);
	table_comparison_free(&c);
	corpus_free(corpus);
}

Test(table, measures_stand_beside_each_other_whatever_their_themes)
{
	Corpus *corpus = sample_corpus();
	Comparison c = compare(corpus, "beijing.1.2", "shandong.2.1", NULL);

	cr_assert(table_is_direct(&c));
	cr_assert_eq(c.blocks.n, 1);
	cr_assert_eq(measure_at(&c, c.blocks.at[0].cells[0].measures, 0), 1);
	cr_assert_eq(measure_at(&c, c.blocks.at[0].cells[1].measures, 0), 5);
	table_comparison_free(&c);
	corpus_free(corpus);
}

Test(table, a_place_may_be_compared_with_itself)
{
	Corpus *corpus = sample_corpus();
	Comparison c = compare(corpus, "beijing", "beijing", NULL);

	cr_assert_eq(c.blocks.n, 3);
	for (size_t b = 0; b < c.blocks.n; b++)
		cr_assert_eq(c.blocks.at[b].cells[0].measures.n, c.blocks.at[b].cells[1].measures.n);
	table_comparison_free(&c);
	corpus_free(corpus);
}

Test(table, blocks_of_chosen_themes_only_are_kept_in_their_order)
{
	Corpus *corpus = sample_corpus();
	Comparison c = compare(corpus, "beijing", "shandong", NULL);
	const uint32_t wanted[] = {2, 0};

	cr_assert_gt(c.blocks.n, 2);
	table_keep(&c, wanted, 2);
	cr_assert_eq(c.blocks.n, 2);
	cr_assert(c.blocks.at[0].theme == 0 && c.blocks.at[1].theme == 2);
	cr_assert_gt(c.blocks.at[1].cells[0].measures.n, 0);
	table_comparison_free(&c);
	corpus_free(corpus);
}
