/* Corpora for the command line and the browser: through the cache of snapshots, or from the files themselves. */
#include "cli.h"

#include "../core/file.h"
#include "../core/load.h"

#define LONG ((uint64_t)4 << 20)        /* bytes that take longer than a reader should see nothing */
#define BEGINNING ((size_t)1 << 18)     /* bytes that do not */

static bool takes_long(const char *const *paths, size_t n)
{
	uint64_t bytes = 0;

	for (size_t i = 0; i < n; i++)
		bytes += file_bytes(paths[i]);
	return bytes >= LONG;
}

static Corpus *load(const char *const *paths, size_t n, const CliIo *io, Cache *cache, bool *partial, Msgs *msgs)
{
	Corpus *corpus = NULL;
	bool whole = false;

	if (cache) {
		cache_open(cache, &io->cache, paths, n);
		corpus = cache_load(cache, msgs);
	}
	if (!corpus && partial && takes_long(paths, n)) {
		corpus = load_beginning(paths, n, BEGINNING, &whole, msgs);
		*partial = corpus && !whole;
	}
	return corpus ? corpus : load_paths(paths, n, NULL, msgs);
}

Corpus *cli_load(const Options *options, const CliIo *io, Cache *cache, bool *partial, Msgs *msgs)
{
	Buf path = {0};
	Corpus *corpus = NULL;

	if (options->corpora.n) {
		corpus = load(options->corpora.at, options->corpora.n, io, cache, partial, msgs);
	} else if (options_default_corpus(&path)) {
		const char *one = buf_cstr(&path);
		corpus = load(&one, 1, io, cache, partial, msgs);
	}
	buf_free(&path);
	return corpus;
}
