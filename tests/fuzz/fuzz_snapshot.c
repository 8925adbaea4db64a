/* A good snapshot with changes: the input is a list of them, each three bytes of where, one of how many, and what then
   stands there (see PATCH). The sums are made right afterwards, so that the records themselves are reached; what is
   then taken must be harmless wherever the program goes in it, at its own address and moved to another one. The input
   is tried as a snapshot too. */
#include "../core/snapshots.h"

#include "../../core/load.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define PATCH 4       /* bytes before what is written */
#define PATCH_MOST 32 /* bytes of it */

static char *good;
static size_t good_size;

static void make_good(void)
{
	static const char *const PATHS[] = {"tests/data/small.yaml"};
	Msgs msgs = {0};
	Corpus *corpus = load_paths(PATHS, 1, NULL, &msgs);
	int fd = corpus ? snapshots_make(corpus, &msgs) : -1;
	struct stat st;

	if (fd < 0 || fstat(fd, &st) != 0)
		abort();
	good_size = (size_t)st.st_size;
	good = aligned_alloc(SNAPSHOT_PAGE, good_size);
	if (!good || pread(fd, good, good_size, 0) != (ssize_t)good_size)
		abort();
	close(fd);
	corpus_free(corpus);
	msg_free(&msgs);
}

static void try_bytes(const char *bytes, size_t n)
{
	int fd = snapshots_file(bytes, n);
	Msgs msgs = {0}, again = {0};
	Corpus *corpus = snapshot_open(fd, false, &msgs), *moved = corpus ? snapshot_open(fd, true, &again) : NULL;

	if (corpus)
		snapshots_use(corpus, &msgs);
	if (moved)
		snapshots_use(moved, &again);
	if (!corpus && (msgs.list.n || msgs.files.n))
		abort();
	corpus_free(moved);
	corpus_free(corpus);
	msg_free(&again);
	msg_free(&msgs);
	close(fd);
}

/* Where a change goes: any byte, or, for what a first bit asks for, one of the head. */
static size_t place_of(const uint8_t *at)
{
	size_t place = (size_t)at[0] << 16 | (size_t)at[1] << 8 | at[2];

	return place >> 23 ? place % sizeof(SnapshotHead) : place % good_size;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char *bytes;

	if (!good)
		make_good();
	try_bytes((const char *)data, size);
	bytes = aligned_alloc(SNAPSHOT_PAGE, good_size);
	if (!bytes)
		abort();
	memcpy(bytes, good, good_size);
	for (size_t at = 0; at + PATCH < size;) {
		size_t place = place_of(data + at), n = data[at + 3] % PATCH_MOST;

		at += PATCH;
		n = n < size - at ? n : size - at;
		n = n < good_size - place ? n : good_size - place;
		memcpy(bytes + place, data + at, n);
		at += n;
	}
	snapshots_make_right(bytes, good_size);
	try_bytes(bytes, good_size);
	free(bytes);
	return 0;
}
