/* mutate STEP FILE…: every file cut behind every STEP-th byte, and with one bit of every STEP-th byte turned, goes
   through loader and rules. Nothing may crash or hang (the sanitizers and the watch of one second tell), and a file
   that was cut must be noticed: there must be an error that the whole file does not give. Prints the counts. */
#include "../../core/check.h"
#include "../../core/load.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

/* How often each error came up. */
typedef struct Errors { unsigned n[MSG_ID_COUNT]; } Errors;

static Errors load(const char *bytes, size_t n)
{
	Msgs msgs = {.limit = 100000};
	Corpus *corpus = load_memory((Str){bytes, n}, STR("mutant.yaml"), NULL, &msgs);
	Errors errors = {0};

	if (corpus)
		check_corpus(corpus, &msgs);
	else if (!msgs.count[MSG_FATAL]) {
		puts("mutate: nothing was loaded and nothing said");
		exit(1);
	}
	for (size_t i = 0; i < msgs.list.n; i++)
		if (msg_level(msgs.list.at[i].id) != MSG_WARNING)
			errors.n[msgs.list.at[i].id]++;
	corpus_free(corpus);
	msg_free(&msgs);
	return errors;
}

static bool has_more(const Errors *errors, const Errors *whole)
{
	for (int i = 0; i < MSG_ID_COUNT; i++)
		if (errors->n[i] > whole->n[i])
			return true;
	return false;
}

/* The loader on a block of exactly n bytes, so that a read past its end is seen; tells how long it took when that was
   too long. */
static Errors load_alone(const char *bytes, size_t n, const char *what)
{
	char *copy = malloc(n ? n : 1);
	clock_t start = clock();
	Errors errors;

	if (!copy)
		abort();
	memcpy(copy, bytes, n);
	errors = load(copy, n);
	if (clock() - start > CLOCKS_PER_SEC) {
		printf("mutate: %s at byte %zu took over a second\n", what, n);
		exit(1);
	}
	free(copy);
	return errors;
}

static size_t missed, cuts, flips;

static void cut(const char *path, const char *bytes, size_t n, size_t step, const Errors *whole)
{
	for (size_t i = 0; i + 1 < n; i += step, cuts++) {
		Errors errors = load_alone(bytes, i, "cut");

		if (has_more(&errors, whole))
			continue;
		if (missed++ < 10)
			printf("%s: cut behind byte %zu, and nobody noticed\n", path, i);
	}
}

static void flip(char *bytes, size_t n, size_t step)
{
	for (size_t i = 0; i < n; i += step, flips++) {
		char kept = bytes[i];

		bytes[i] = (char)(kept ^ 1 << (i * 5 + i / 8) % 8);
		load_alone(bytes, n, "flip");
		bytes[i] = kept;
	}
}

static void mutate(const char *path, size_t step)
{
	Buf bytes = {0};
	size_t size;
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	char block[4096];
	ssize_t got;
	Errors whole;

	if (fd < 0) {
		printf("mutate: cannot open %s\n", path);
		exit(1);
	}
	while ((got = read(fd, block, sizeof block)) > 0)
		buf_add(&bytes, (Str){block, (size_t)got});
	close(fd);
	size = bytes.n;
	whole = load(bytes.s, size);
	cut(path, bytes.s, size, step, &whole);
	flip(bytes.s, size, step);
	buf_free(&bytes);
}

int main(int argc, char **argv)
{
	size_t step = argc > 1 ? strtoul(argv[1], NULL, 10) : 0;

	if (!step || argc < 3) {
		puts("mutate STEP FILE…");
		return 2;
	}
	for (int i = 2; i < argc; i++)
		mutate(argv[i], step);
	printf("%zu cuts, %zu flips, %zu cuts not noticed\n", cuts, flips, missed);
	return missed > 0;
}
