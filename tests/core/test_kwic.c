#include "../../core/kwic.h"

#include "../../core/mem.h"
#include "../../core/utf8.h"

#include <criterion/criterion.h>
#include <stdlib.h>

/* A corpus of one speech of Zhejiang and one of Beijing, each of one section without heading, with these texts as
   measures in turn. */
static Corpus *corpus_of(const char *const *texts, uint32_t n)
{
	Corpus *corpus = mem_zeroed(1, sizeof *corpus);
	uint32_t half = (n + 1) / 2;

	for (uint32_t i = 0; i < n; i++)
		MEM_PUSH(&corpus->measures, ((Measure){.body.text.zh.s = str_of(texts[i])}));
	MEM_PUSH(&corpus->volumes, ((Volume){.speeches = {0, 2}}));
	MEM_PUSH(&corpus->sections, ((Section){.measures = {0, half}}));
	MEM_PUSH(&corpus->sections, ((Section){.measures = {half, n - half}}));
	MEM_PUSH(&corpus->speeches, ((Speech){.province_id.s = STR("zhejiang"), .sections = {0, 1}}));
	MEM_PUSH(&corpus->speeches, ((Speech){.province_id.s = STR("beijing"), .sections = {1, 1}}));
	corpus_index(corpus);
	return corpus;
}

static KwicLines find(const Corpus *corpus, const char *query)
{
	KwicLines lines = {0};
	SearchHits hits = {0};

	search_run(corpus, str_of(query), LANG_ZH, &hits);
	for (size_t i = 0; i < hits.n; i += 3)
		kwic_lines(corpus, &hits, i, i + 3, &lines);
	free(hits.at);
	return lines;
}

static void sort_lines(KwicLines *lines, KwicOrder order)
{
	KwicLine *copy = mem_alloc(lines->n * sizeof *copy);
	uint32_t *rows = mem_alloc(lines->n * sizeof *rows);

	for (uint32_t i = 0; i < lines->n; i++) {
		copy[i] = lines->at[i];
		rows[i] = i;
	}
	KwicSort sort = kwic_sort_begin(copy, rows, lines->n, order);
	while (kwic_sort_step(&sort, 7)) { }
	for (size_t i = 0; i < lines->n; i++)
		lines->at[i] = copy[sort.at[i]];
	kwic_sort_end(&sort);
	free(copy);
	free(rows);
}

/* "left[word]right" of each line, a line each. */
static void assert_lines(const KwicLines *lines, const char *wanted)
{
	Buf out = {0};

	for (size_t i = 0; i < lines->n; i++) {
		buf_add(&out, lines->at[i].left);
		buf_add_char(&out, '[');
		buf_add(&out, lines->at[i].word);
		buf_add_char(&out, ']');
		buf_add(&out, lines->at[i].right);
		buf_add_char(&out, '\n');
	}
	cr_assert_str_eq(buf_cstr(&out), wanted);
	buf_free(&out);
}

static const char *const TEXTS[] = {
	"推动网格治理下沉，网格员到户。",
	"完善“网格”服务，\n再建网格治理。\n末行",
	"没有这个词。",
	"建强全科网格、治理更细。",
};

Test(kwic, shows_each_hit_with_what_stands_before_and_behind_it_in_its_line)
{
	Corpus *corpus = corpus_of(TEXTS, 4);
	KwicLines lines = find(corpus, "网格");

	assert_lines(&lines,
		"推动[网格]治理下沉，网格员到户。\n"
		"推动网格治理下沉，[网格]员到户。\n"
		"完善“[网格]”服务，\n"
		"再建[网格]治理。\n"
		"建强全科[网格]、治理更细。\n");
	free(lines.at);
	corpus_free(corpus);
}

Test(kwic, tells_the_unit_and_the_province_of_each_line)
{
	Corpus *corpus = corpus_of(TEXTS, 4);
	KwicLines lines = find(corpus, "网格");

	cr_assert_eq(lines.n, 5);
	cr_assert(lines.at[2].hit.unit.kind == UNIT_MEASURE && lines.at[2].hit.unit.index == 1);
	cr_assert_eq(lines.at[2].province, corpus_province(corpus, STR("zhejiang")));
	cr_assert_eq(lines.at[4].province, corpus_province(corpus, STR("beijing")));
	cr_assert_eq(lines.at[4].hit.field, SEARCH_BODY);
	cr_assert(str_eq(str_sub(search_text(corpus, &lines.at[4].hit), lines.at[4].hit.from, lines.at[4].hit.to),
		STR("网格")));
	free(lines.at);
	corpus_free(corpus);
}

Test(kwic, sorts_by_what_follows_without_regard_to_punctuation)
{
	Corpus *corpus = corpus_of(TEXTS, 4);
	KwicLines lines = find(corpus, "网格");

	/* 员 U+5458, 服 U+670D, 治 U+6CBB 理 then 。 (end), 下, 更 */
	sort_lines(&lines, KWIC_RIGHT);
	assert_lines(&lines,
		"推动网格治理下沉，[网格]员到户。\n"
		"完善“[网格]”服务，\n"
		"再建[网格]治理。\n"
		"推动[网格]治理下沉，网格员到户。\n"
		"建强全科[网格]、治理更细。\n");
	free(lines.at);
	corpus_free(corpus);
}

Test(kwic, sorts_by_what_precedes_read_backwards_without_regard_to_punctuation)
{
	Corpus *corpus = corpus_of(TEXTS, 4);
	KwicLines lines = find(corpus, "网格");

	/* 动 U+52A8, 善 U+5584, 建 U+5EFA, 沉 U+6C89, 科 U+79D1 */
	sort_lines(&lines, KWIC_LEFT);
	assert_lines(&lines,
		"推动[网格]治理下沉，网格员到户。\n"
		"完善“[网格]”服务，\n"
		"再建[网格]治理。\n"
		"推动网格治理下沉，[网格]员到户。\n"
		"建强全科[网格]、治理更细。\n");
	sort_lines(&lines, KWIC_RIGHT);
	sort_lines(&lines, KWIC_CORPUS);
	for (size_t i = 0; i < lines.n; i++)
		cr_assert_eq(lines.at[i].n, i, "back in order of the corpus");
	free(lines.at);
	corpus_free(corpus);
}

Test(kwic, sorts_by_both_sides_in_turn_from_the_keyword_outwards)
{
	/* First what follows: 一 U+4E00, 二 U+4E8C; then what precedes: 乙 U+4E59, 甲 U+7532; then the second behind. */
	static const char *const AROUND[] = {"丙网格二甲", "甲网格一丁", "乙，网格一里", "甲网格“一”丙"};
	Corpus *corpus = corpus_of(AROUND, 4);
	KwicLines lines = find(corpus, "网格");

	sort_lines(&lines, KWIC_AROUND);
	assert_lines(&lines,
		"乙，[网格]一里\n"
		"甲[网格]一丁\n"
		"甲[网格]“一”丙\n"
		"丙[网格]二甲\n");
	free(lines.at);
	corpus_free(corpus);
}

Test(kwic, what_is_alike_stays_in_order_of_the_corpus)
{
	static const char *const ALIKE[] = {"党建引领", "“党建”引领", "党建，引领", "党建引领", "党建·引领", "党建引领治理"};
	Corpus *corpus = corpus_of(ALIKE, 6);
	KwicLines lines = find(corpus, "党建");

	for (KwicOrder order = 0; order < KWIC_ORDER_COUNT; order++) {
		/* From the reverse order, so that a stable sort alone is not enough. */
		for (size_t i = 0; i < lines.n / 2; i++) {
			KwicLine line = lines.at[i];

			lines.at[i] = lines.at[lines.n - 1 - i];
			lines.at[lines.n - 1 - i] = line;
		}
		sort_lines(&lines, order);
		for (size_t i = 0; i < lines.n; i++)
			cr_assert_eq(lines.at[i].n, i, "order %d, line %zu", (int)order, i);
	}
	free(lines.at);
	corpus_free(corpus);
}

Test(kwic, contexts_compare_as_search_folds_them)
{
	static const char *const FOLDED[] = {"網格ａb乙", "网格AB甲", "网格c", "网格ab丙"};
	Corpus *corpus = corpus_of(FOLDED, 4);
	KwicLines lines = find(corpus, "网格");

	sort_lines(&lines, KWIC_RIGHT); /* 丙 U+4E19, 乙 U+4E59, 甲 U+7532 */
	assert_lines(&lines, "[网格]ab丙\n[網格]ａb乙\n[网格]AB甲\n[网格]c\n");
	free(lines.at);
	corpus_free(corpus);
}

Test(kwic, a_query_without_hits_gives_no_lines)
{
	Corpus *corpus = corpus_of(TEXTS, 4);
	KwicLines lines = find(corpus, "减附");

	cr_assert_eq(lines.n, 0);
	sort_lines(&lines, KWIC_LEFT);
	cr_assert_eq(find(corpus, " ").n, 0);
	corpus_free(corpus);
}

Test(kwic, a_hit_without_a_place_in_the_text_has_no_line)
{
	Corpus *corpus = corpus_of(TEXTS, 4);
	SearchHit at[] = {
		{.unit = {UNIT_MEASURE, 0}, .field = SEARCH_BODY, .from = 6, .to = 12},
		{.unit = {UNIT_MEASURE, 0}, .field = SEARCH_BODY},
		{.unit = {UNIT_MEASURE, 3}, .field = SEARCH_BODY, .from = 12, .to = 18},
	};
	KwicLines lines = {0};

	cr_assert_eq(kwic_lines(corpus, &(SearchHits){at, 3, 3}, 0, 3, &lines), 2);
	assert_lines(&lines, "推动[网格]治理下沉，网格员到户。\n建强全科[网格]、治理更细。\n");
	cr_assert_eq(lines.at[1].n, 1);
	free(lines.at);
	corpus_free(corpus);
}

static void assert_left(const char *text, size_t columns, int ambiguous, const char *wanted, size_t width)
{
	size_t used;
	Str got = kwic_left(str_of(text), columns, ambiguous, &used);

	cr_assert(str_eq(got, str_of(wanted)), "%s in %zu: “%.*s”", text, columns, (int)got.n, got.s);
	cr_assert_eq(used, width);
}

static void assert_right(const char *text, size_t columns, int ambiguous, const char *wanted, size_t width)
{
	size_t used;
	Str got = kwic_right(str_of(text), columns, ambiguous, &used);

	cr_assert(str_eq(got, str_of(wanted)), "%s in %zu: “%.*s”", text, columns, (int)got.n, got.s);
	cr_assert_eq(used, width);
}

Test(kwic, contexts_are_cut_to_columns_at_whole_characters)
{
	assert_left("基层治理", 4, 1, "治理", 4);
	assert_left("基层治理", 5, 1, "治理", 4);
	assert_left("基层a治理", 5, 1, "a治理", 5);
	assert_left("基层治理", 8, 1, "基层治理", 8);
	assert_left("基层治理", 99, 1, "基层治理", 8);
	assert_left("基层治理", 1, 1, "", 0);
	assert_left("", 9, 1, "", 0);
	assert_left("用“一", 3, 1, "“一", 3);
	assert_left("用“一", 3, 2, "一", 2);
	assert_right("基层治理", 5, 1, "基层", 4);
	assert_right("“一用", 3, 2, "“", 2);
	assert_right("", 5, 1, "", 0);
}

Test(kwic, marks_on_a_character_are_never_parted_from_it)
{
	static const char *const MARKED[] = {"用cafe\u0301\u0308治理", "\u0301网格"};
	Corpus *corpus = corpus_of(MARKED, 2);
	KwicLines lines = find(corpus, "cafe");

	assert_lines(&lines, "用[cafe\u0301\u0308]治理\n");
	free(lines.at);
	lines = find(corpus, "\u0301");
	assert_lines(&lines, "用caf[e\u0301\u0308]治理\n[\u0301]网格\n");
	free(lines.at);
	assert_left("ae\u0301\u0308", 1, 1, "e\u0301\u0308", 1);
	assert_left("ae\u0301\u0308", 0, 1, "", 0);
	assert_right("e\u0301\u0308a", 1, 1, "e\u0301\u0308", 1);
	corpus_free(corpus);
}

/* Both cuts against the definition: the longest that fits, and no cluster is cut. */
Test(kwic, a_cut_is_the_longest_that_fits_at_every_width)
{
	static const char TEXT[] = "1+3+N，“双报到”e\u0301制度……8.9万\xff个";
	Str text = str_of(TEXT);

	for (int ambiguous = 1; ambiguous <= 2; ambiguous++)
		for (size_t columns = 0; columns <= 50; columns++) {
			size_t best_left = text.n, best_right = 0, used;

			for (size_t at = 0;; at += utf8_cluster(str_sub(text, at, text.n), ambiguous, NULL)) {
				if (utf8_columns(str_sub(text, at, text.n), ambiguous) <= columns && at < best_left)
					best_left = at;
				if (utf8_columns(str_sub(text, 0, at), ambiguous) <= columns)
					best_right = at;
				if (at == text.n)
					break;
			}
			cr_assert_eq(kwic_left(text, columns, ambiguous, &used).n, text.n - best_left, "left, %zu columns",
				columns);
			cr_assert_eq(used, utf8_columns(str_sub(text, best_left, text.n), ambiguous));
			cr_assert_eq(kwic_right(text, columns, ambiguous, NULL).n, best_right, "right, %zu columns", columns);
		}
}

Test(kwic, a_long_line_full_of_hits_is_one_context)
{
	Buf text = {0};
	const char *texts[1];
	Corpus *corpus;
	KwicLines lines;

	buf_add(&text, STR("首行网格\n"));
	buf_add_repeat(&text, STR("网格"), 20000);
	buf_add(&text, STR("\n末行网格"));
	texts[0] = buf_cstr(&text);
	corpus = corpus_of(texts, 1);
	lines = find(corpus, "网格");
	cr_assert_eq(lines.n, 20002);
	sort_lines(&lines, KWIC_LEFT);
	sort_lines(&lines, KWIC_CORPUS);
	cr_assert(lines.at[1].left.n == 0 && lines.at[1].right.n == 19999 * 6);
	cr_assert_eq(lines.at[20000].left.n, 19999 * 6);
	cr_assert(str_eq(lines.at[0].left, STR("首行")) && lines.at[0].right.n == 0);
	cr_assert(str_eq(lines.at[20001].left, STR("末行")));
	free(lines.at);
	corpus_free(corpus);
	buf_free(&text);
}
