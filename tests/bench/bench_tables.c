/* What the views over a whole corpus cost when they open, with about 10², 10³ and 10⁴ measures that gen_corpus makes:
   median of some runs in ms. Reading for what is like a measure is done in slices, and a key waits for one at most. */
#include "../../core/absent.h"
#include "../../core/figures.h"
#include "../../core/load.h"
#include "../../core/matrix.h"
#include "../../core/overview.h"
#include "../../core/similar.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

enum { RUNS = 7, SHOWN = 40, SLICE = 64 * 1024 };

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

static void count_matrix(const Corpus *corpus, MatrixSide side)
{
	Matrix matrix = matrix_count(corpus, side, NULL);
	uint32_t *rows = mem_zeroed(matrix.rows, sizeof *rows);
	matrix_order(&matrix, side == MATRIX_THEMES ? MATRIX_AS_LISTED : MATRIX_BY_SPREAD, rows);
	free(rows);
	matrix_free(&matrix);
}

static void matrix_themes(const Corpus *corpus)
{
	count_matrix(corpus, MATRIX_THEMES);
}

static void matrix_terms(const Corpus *corpus)
{
	count_matrix(corpus, MATRIX_TERMS);
}

static void list_figures(const Corpus *corpus, FiguresGrouping grouping)
{
	Figures figures = figures_collect(corpus, NULL);
	FiguresLines lines = {0};
	if (grouping == FIGURES_ALIKE)
		figures_line_up(&figures);
	figures_arrange(&figures, grouping, FIGURES_VALUE, true, LANG_ZH, &lines);
	free(lines.at);
	figures_free(&figures);
}

static void figures_by_unit(const Corpus *corpus)
{
	list_figures(corpus, FIGURES_BY_UNIT);
}

static void figures_alike(const Corpus *corpus)
{
	list_figures(corpus, FIGURES_ALIKE);
}

static void overview(const Corpus *corpus)
{
	Overview overview = overview_of(corpus, NULL, NULL);
	overview_free(&overview);
}

static void absent(const Corpus *corpus)
{
	Place places[ABSENT_PLACES];
	AbsentRows rows = {0};
	absent_collect(corpus, places, absent_provinces(corpus, places), &rows);
	free(rows.at);
}

static void similar(const Corpus *corpus)
{
	Similar found[SHOWN];
	SimilarIndex *index = similar_open(corpus);
	similar_read(index, SIZE_MAX);
	similar_find(index, 0, found, SHOWN);
	similar_close(index);
}

static double median(const Corpus *corpus, void (*open)(const Corpus *corpus))
{
	double times[RUNS];
	for (int i = 0; i < RUNS; i++) {
		double start = ms();
		open(corpus);
		times[i] = ms() - start;
	}
	qsort(times, RUNS, sizeof *times, by_value);
	return times[RUNS / 2];
}

/* The longest that a key waits: a slice, or the last one with the search that follows it. */
static double longest_slice(const Corpus *corpus)
{
	Similar found[SHOWN];
	SimilarIndex *index = similar_open(corpus);
	double longest = 0;
	for (bool more = true; more;) {
		double start = ms();
		more = similar_read(index, SLICE);
		if (!more)
			similar_find(index, 0, found, SHOWN);
		longest = ms() - start > longest ? ms() - start : longest;
	}
	similar_close(index);
	return longest;
}

static const struct { const char *name; void (*open)(const Corpus *corpus); } VIEWS[] = {{"matrix", matrix_themes},
	{"of terms", matrix_terms}, {"figures", figures_by_unit}, {"lined up", figures_alike}, {"overview", overview},
	{"absent", absent}, {"similar", similar}};

static bool measure(const char *size)
{
	char path[] = P_tmpdir "/bench_tables.XXXXXX", command[160];
	const char *paths[] = {path};
	Msgs msgs = {0};
	int file = mkstemp(path);
	snprintf(command, sizeof command, "tests/bench/gen_corpus --size %s %s", size, path);
	bool made = file >= 0 && close(file) == 0 && system(command) == 0;
	Corpus *corpus = made ? load_paths(paths, 1, NULL, &msgs) : NULL;
	unlink(path);
	msg_free(&msgs);
	if (!corpus)
		return false;
	printf("tables of %5zu measures, %zu figures (ms):", corpus->measures.n, corpus->figures.n);
	for (size_t i = 0; i < sizeof VIEWS / sizeof *VIEWS; i++)
		printf(" %s %.2f,", VIEWS[i].name, median(corpus, VIEWS[i].open));
	printf(" its longest slice %.2f\n", longest_slice(corpus));
	corpus_free(corpus);
	return true;
}

int main(void)
{
	static const char *const SIZES[] = {"300K", "3M", "30M"};
	for (size_t i = 0; i < sizeof SIZES / sizeof *SIZES; i++)
		if (!measure(SIZES[i]))
			return 1;
	return 0;
}
