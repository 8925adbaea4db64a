#include "options.h"

#include "../core/file.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#ifndef BILAN_DATADIR
#define BILAN_DATADIR "/usr/local/share/bilan"
#endif

#define BUNDLED "2022-urban-party-building"

/* A build directory is build/ or one below it (build/asan/). */
static const char *const BESIDE[] = {"/../content/" BUNDLED, "/../../content/" BUNDLED};

/* The directory of the running program, without a slash at its end; false where /proc does not tell. */
static bool add_own_directory(Buf *path)
{
	char own[4096];
	ssize_t n = readlink("/proc/self/exe", own, sizeof own);

	while (n > 0 && own[n - 1] != '/')
		n--;
	if (n <= 1)
		return false;
	buf_add(path, (Str){own, (size_t)n - 1});
	return true;
}

bool options_default_corpus(Buf *path)
{
	size_t from = path->n;

	for (size_t i = 0; i < sizeof BESIDE / sizeof *BESIDE; i++) {
		path->n = from;
		if (!add_own_directory(path))
			break;
		buf_add(path, str_of(BESIDE[i]));
		if (file_is_directory(buf_cstr(path) + from))
			return true;
	}
	path->n = from;
	buf_add(path, STR(BILAN_DATADIR "/" BUNDLED));
	return file_is_directory(buf_cstr(path) + from);
}

void options_free(Options *options)
{
	free(options->corpora.at);
	free(options->files.at);
	free(options->args.at);
	mem_arena_free(&options->arena);
	*options = (Options){0};
}
