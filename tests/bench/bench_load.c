/* bench_load FILE [ROUNDS]: loading against the bare libyaml loop over the same bytes. Each measurement is a
   process of its own, the two take turns, medians are told. Output, one figure a line: NAME, VALUE, UNIT, BUDGET,
   separated by tabs. */
#include "../../core/load.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
#include <yaml.h>

#define MAX_ROUNDS 99

typedef struct Result {
	double seconds;
	double peak;  /* KiB of private memory at the highest, about: high-water mark less the pages of files */
	double held;  /* KiB of private memory that the loaded corpus holds */
} Result;

static double now(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

/* The sum of the named lines of a file of /proc/self, in KiB. */
static double kib(const char *path, const char *a, const char *b)
{
	char line[256];
	double sum = 0;
	FILE *file = fopen(path, "re");
	while (file && fgets(line, sizeof line, file))
		if (!strncmp(line, a, strlen(a)) || (b && !strncmp(line, b, strlen(b))))
			sum += strtod(strchr(line, ':') + 1, NULL);
	if (file)
		fclose(file);
	return sum;
}

static bool parse_bare(const char *path)
{
	yaml_parser_t parser;
	yaml_event_t event;
	FILE *file = fopen(path, "re");
	bool good = file != NULL, more = good;
	if (!good || !yaml_parser_initialize(&parser))
		return false;
	yaml_parser_set_input_file(&parser, file);
	while (more) {
		good = yaml_parser_parse(&parser, &event);
		more = good && event.type != YAML_STREAM_END_EVENT;
		if (good)
			yaml_event_delete(&event);
	}
	yaml_parser_delete(&parser);
	fclose(file);
	return good;
}

static Corpus *load(const char *path)
{
	Msgs msgs = { 0 };
	Corpus *corpus = load_paths(&path, 1, NULL, &msgs);
	for (size_t i = 0; i < msgs.list.n && i < 5; i++) {
		Buf line = { 0 };
		msg_line(&line, &msgs, &msgs.list.at[i], LANG_EN);
		fprintf(stderr, "%.*s\n", (int)line.n, line.s);
		buf_free(&line);
	}
	msg_free(&msgs);
	return corpus;
}

static Result measure_here(const char *path, bool bare)
{
	double start = now();
	Corpus *corpus = NULL;
	bool good = bare ? parse_bare(path) : (corpus = load(path)) != NULL;
	Result result = { .seconds = good ? now() - start : -1 };
	result.held = kib("/proc/self/smaps_rollup", "Private_Clean", "Private_Dirty");
	result.peak = kib("/proc/self/status", "VmHWM", NULL) - kib("/proc/self/status", "RssFile", NULL);
	corpus_free(corpus);
	return result;
}

static Result measure(const char *path, bool bare)
{
	int ends[2];
	Result result = { .seconds = -1 };
	if (pipe(ends) < 0)
		return result;
	pid_t child = fork();
	if (child == 0) {
		result = measure_here(path, bare);
		_exit(write(ends[1], &result, sizeof result) != sizeof result);
	}
	close(ends[1]);
	if (read(ends[0], &result, sizeof result) != sizeof result)
		result.seconds = -1;
	close(ends[0]);
	waitpid(child, NULL, 0);
	return result;
}

static int by_size(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;
	return (x > y) - (x < y);
}

static double median(double *values, size_t n)
{
	qsort(values, n, sizeof *values, by_size);
	return values[n / 2];
}

int main(int argc, char **argv)
{
	double bare[MAX_ROUNDS], ours[MAX_ROUNDS], peak[MAX_ROUNDS], held[MAX_ROUNDS];
	struct stat file;
	size_t rounds = argc > 2 ? strtoul(argv[2], NULL, 10) : 5;
	if (argc < 2 || stat(argv[1], &file) < 0 || rounds < 1 || rounds > MAX_ROUNDS) {
		fputs("usage: bench_load FILE [ROUNDS up to 99]\n", stderr);
		return 2;
	}
	for (size_t i = 0; i < rounds; i++) {
		Result a = measure(argv[1], true), b = measure(argv[1], false);
		if (a.seconds < 0 || b.seconds < 0) {
			fprintf(stderr, "bench_load: %s could not be %s\n", argv[1], a.seconds < 0 ? "parsed" : "loaded");
			return 1;
		}
		bare[i] = a.seconds;
		ours[i] = b.seconds;
		peak[i] = b.peak;
		held[i] = b.held;
	}
	double bytes = (double)file.st_size, a = median(bare, rounds), b = median(ours, rounds);
	printf("libyaml alone\t%.1f\tMB/s\t\n", bytes / a / 1e6);
	printf("load\t%.1f\tMB/s\t\n", bytes / b / 1e6);
	printf("load / libyaml, speed\t%.2f\tx\t>= 0.8\n", a / b);
	printf("private memory at its highest / file\t%.2f\tx\t<= 1.1\n", median(peak, rounds) * 1024 / bytes);
	printf("private memory held / file\t%.2f\tx\t<= 1.1\n", median(held, rounds) * 1024 / bytes);
	return 0;
}
