/* What a comparison costs at 200 × 60 with 10², 10³ and 10⁴ measures in four speeches: median of some runs in ms. */
#include "../../core/compare.h"
#include "../../core/compare_marks.h"
#include "../../core/similar.h"
#include "../core/grow.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { RUNS = 15, WIDTH = 196, ROWS = 56, COLUMNS = 4, SLICE = 1000000 /* as the view's */ };

typedef struct Open {
	const Corpus *corpus;
	Comparison comparison;
	CompareLayout layout;
	CompareSpot top;
} Open;

static double ms(void)
{
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

static int by_value(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;
	return (x > y) - (x < y);
}

static void show_rows(Open *o)
{
	CompareSpot spot = o->top;
	CompareRow row;
	for (int i = 0; i < ROWS && compare_row(&o->layout, spot, &row); i++)
		compare_go(&o->layout, &spot, 1);
}

static void open_first(Open *o)
{
	Place places[COLUMNS] = {{.province = 0}, {.province = 1}, {.province = 2}, {.province = 3}};
	o->top = (CompareSpot){0};
	o->comparison = table_compare(o->corpus, places, COLUMNS, CORPUS_NONE);
	compare_open(&o->layout, o->corpus, &o->comparison, LANG_ZH, &(WrapOptions){.width = WIDTH, .ambiguous = 1},
		COMPARE_ALL);
	show_rows(o);
}

static void close_all(Open *o)
{
	compare_close(&o->layout);
	table_comparison_free(&o->comparison);
}

static void line_down(Open *o)
{
	compare_go(&o->layout, &o->top, 1);
	o->top = compare_fill(&o->layout, o->top, ROWS);
	show_rows(o);
}

static void block_down(Open *o)
{
	o->top = (CompareSpot){(o->top.block + 1) % (uint32_t)o->comparison.blocks.n, 0};
	show_rows(o);
}

static void to_end(Open *o)
{
	uint32_t last = (uint32_t)o->comparison.blocks.n - 1;
	o->top = compare_fill(&o->layout, (CompareSpot){last, compare_rows(&o->layout, last) - 1}, ROWS);
	show_rows(o);
}

static void read_marks(Open *o)
{
	CompareMarks marks;
	compare_marks_open(&marks, o->corpus, &o->comparison, LANG_ZH, 0);
	while (compare_marks_read(&marks, SIZE_MAX))
		;
	compare_marks_close(&marks);
}

static void pair(Open *o, size_t work)
{
	const Place places[] = {{.province = 0}, {.province = 1}};
	Comparison two = table_compare(o->corpus, places, 2, CORPUS_NONE);
	ComparePairs pairs;
	compare_pairs_open(&pairs, o->corpus, &two, LANG_ZH, 0);
	compare_pairs_go(&pairs, work);
	compare_pairs_close(&pairs);
	table_comparison_free(&two);
}

static void pair_all(Open *o)
{
	pair(o, SIZE_MAX);
}

/* Between two keys. */
static void pair_some(Open *o)
{
	pair(o, SLICE);
}

static void find_similar(Open *o)
{
	Similar found[20];
	SimilarIndex *index = similar_open(o->corpus);
	similar_read(index, SIZE_MAX);
	similar_find(index, 0, found, 20);
	similar_close(index);
}

/* Each run in a comparison that was opened for it. */
static double median(Open *o, void (*step)(Open *o))
{
	double times[RUNS];
	for (int i = 0; i < RUNS; i++) {
		double start = ms();
		open_first(o);
		if (step)
			start = ms();
		if (step)
			step(o);
		times[i] = ms() - start;
		close_all(o);
	}
	qsort(times, RUNS, sizeof *times, by_value);
	return times[RUNS / 2];
}

int main(void)
{
	static const uint32_t EACH[] = {25, 250, 500, 2500};
	static const struct { const char *name; void (*step)(Open *o); } STEPS[] = {{"open", NULL}, {"line", line_down},
		{"next theme", block_down}, {"end", to_end}, {"common terms and phrases", read_marks},
		{"pairs in two columns", pair_all}, {"a slice of them", pair_some}, {"like one", find_similar}};
	const size_t steps = sizeof STEPS / sizeof *STEPS;
	for (size_t i = 0; i < sizeof EACH / sizeof *EACH; i++) {
		Open o = {.corpus = grow_corpus((Grown){1, COLUMNS, EACH[i], 18, false})};
		if (!o.corpus)
			return 1;
		printf("comparison of %5zu measures (ms):", o.corpus->measures.n);
		for (size_t k = 0; k < steps; k++)
			printf(" %s %.2f%s", STEPS[k].name, median(&o, STEPS[k].step), k + 1 < steps ? "," : "\n");
		corpus_free((Corpus *)o.corpus);
	}
	return 0;
}
