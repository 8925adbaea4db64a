/* Corpora for the command line and the browser: through the cache of snapshots, or from the files themselves. */
#include "cli.h"

#include "../core/load.h"

static Corpus *load(const char *const *paths, size_t n, const CliIo *io, Cache *cache, Msgs *msgs)
{
	Corpus *corpus = NULL;

	if (cache) {
		cache_open(cache, &io->cache, paths, n);
		corpus = cache_load(cache, msgs);
	}
	return corpus ? corpus : load_paths(paths, n, NULL, msgs);
}

Corpus *cli_load(const Options *options, const CliIo *io, Cache *cache, Msgs *msgs)
{
	Buf path = {0};
	Corpus *corpus = NULL;

	if (options->corpora.n) {
		corpus = load(options->corpora.at, options->corpora.n, io, cache, msgs);
	} else if (options_default_corpus(&path)) {
		const char *one = buf_cstr(&path);
		corpus = load(&one, 1, io, cache, msgs);
	}
	buf_free(&path);
	return corpus;
}
