/* How long a query takes: bench_search [CORPUS]; without one, 10 MB made by gen_corpus. For each query the median of
   five runs over everything in ms, and the longest slice of 128 KB, which is what a key may wait for. */
#include "../../core/load.h"
#include "../../core/search.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

enum { RUNS = 5, SLICE = 128 * 1024 };

static const char *const QUERIES[] = {"社区", "鱻麤", "网格 党建", "wg", "党建yl", "jmfy", ">90%", "community"};

static double milliseconds(void)
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

static void measure(const Corpus *corpus, const char *text)
{
	double whole[RUNS], longest = 0;
	size_t n = 0;
	for (int run = 0; run < RUNS; run++) {
		SearchHits hits = {0};
		double begin = milliseconds(), from = begin;
		Query query = query_open(corpus, str_of(text));
		query_hasten(&query);
		SearchScan scan = search_begin(corpus, &query, SIZE_MAX, LANG_ZH);
		for (bool more = true; more;) {
			more = search_step(&scan, SLICE, &hits);
			double now = milliseconds();
			longest = now - from > longest ? now - from : longest;
			from = now;
		}
		whole[run] = milliseconds() - begin;
		n = hits.n;
		search_end(&scan);
		query_close(&query);
		free(hits.at);
	}
	qsort(whole, RUNS, sizeof *whole, by_value);
	printf("search %s\t%.1f\tms, %zu hits, longest slice %.2f ms\n", text, whole[RUNS / 2], n, longest);
}

int main(int argc, char **argv)
{
	char made[] = P_tmpdir "/bench_search.XXXXXX", command[128];
	const char *path = argc > 1 ? argv[1] : made;
	Msgs msgs = {0};
	if (argc < 2) {
		int file = mkstemp(made);
		snprintf(command, sizeof command, "tests/bench/gen_corpus --size 10M %s", made);
		if (file < 0 || close(file) < 0 || system(command) != 0)
			return 1;
	}
	Corpus *corpus = load_paths(&path, 1, NULL, &msgs);
	if (argc < 2)
		unlink(made);
	for (size_t i = 0; corpus && i < sizeof QUERIES / sizeof *QUERIES; i++)
		measure(corpus, QUERIES[i]);
	corpus_free(corpus);
	msg_free(&msgs);
	return corpus ? 0 : 1;
}
