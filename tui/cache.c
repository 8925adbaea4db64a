#include "cache.h"

#include "cache_hold.h"
#include "folder.h"

#include "../core/file.h"
#include "../core/hash.h"
#include "../core/notes_text.h"

#include <dirent.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#define STEP ((size_t)16 << 20)  /* bytes summed up at a time */
#define DEAD_SECONDS 600          /* a snapshot that has been written for so long is written no more */
#define SNAPSHOT ".snapshot"
#define SEAL ".seal"
#define NEW ".new"

/* What a seal says, in the byte order of whoever wrote it: nobody else reads it with success. */
typedef struct Seal {
	char magic[8];
	uint64_t inode, bytes, head;
	int64_t changed;
} Seal;

void cache_open(Cache *cache, const CacheEnv *env, const char *const *paths, size_t n)
{
	uint64_t h = HASH_SEED;
	char here[PATH_MAX];

	*cache = (Cache){.writes = env->writes, .at_once = env->at_once};
	if (env->xdg_cache_home && env->xdg_cache_home[0] == '/') {
		folder_add(&cache->directory, env->xdg_cache_home, "/bilan");
	} else if (env->home && env->home[0] == '/') {
		folder_add(&cache->directory, env->home, "");
		cache->base = cache->directory.n;
		buf_add(&cache->directory, STR("/.cache/bilan"));
	}
	/* Paths are kept as they are named, and mean something where they are named only. */
	h = hash_add(h, str_of(getcwd(here, sizeof here)));
	for (size_t i = 0; i < n; i++)
		h = hash_add(hash_add(h, (Str){"", 1}), str_of(paths[i]));
	notes_text_add_hex(&cache->name, h);
}

static void stop_asking(Cache *cache)
{
	snapshot_check_end(&cache->check);
	if (cache->fd > 0)
		close(cache->fd);
	cache->fd = 0;
	cache->unasked = false;
}

void cache_close(Cache *cache)
{
	stop_asking(cache);
	buf_free(&cache->directory);
	buf_free(&cache->name);
}

static int open_directory(const Cache *cache, bool make)
{
	int error;

	return cache->directory.n ? folder_open(buf_str(&cache->directory), cache->base, make, &error) : -1;
}

static const char *name_of(const Cache *cache, const char *ending, char name[static 64])
{
	snprintf(name, 64, "%s%s", buf_cstr(&cache->name), ending);
	return name;
}

/* A regular file of our own that nobody else can write; -1 where it is none. */
static int open_own(int directory, const char *name, struct stat *st)
{
	int fd = openat(directory, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);

	if (fd >= 0 && fstat(fd, st) == 0 && S_ISREG(st->st_mode) && st->st_uid == geteuid() && !(st->st_mode & 022))
		return fd;
	if (fd >= 0)
		close(fd);
	return -1;
}

static bool make_seal(int fd, Seal *seal)
{
	_Alignas(max_align_t) char page[4096];
	struct stat st;
	uint64_t h = 0;

	if (fstat(fd, &st) != 0 || pread(fd, page, sizeof page, 0) != (ssize_t)sizeof page)
		return false;
	h = hash_add(HASH_SEED, (Str){page, sizeof page});
	*seal = (Seal){"bilansel", st.st_ino, (uint64_t)st.st_size, h, file_nanoseconds(st.st_ctim)};
	return true;
}

/* Whether the seal beside a snapshot is that of this one. */
static bool is_sealed(const Cache *cache, int directory, int snapshot)
{
	char name[64];
	Seal seal, wanted;
	struct stat st;
	int fd = open_own(directory, name_of(cache, SEAL, name), &st);
	bool sealed = fd >= 0 && pread(fd, &seal, sizeof seal, 0) == (ssize_t)sizeof seal && make_seal(snapshot, &wanted) &&
		memcmp(&seal, &wanted, sizeof seal) == 0 && file_nanoseconds(st.st_mtim) > seal.changed;

	if (fd >= 0)
		close(fd);
	return sealed;
}

/* Where it cannot be written whole, there is none. */
static void write_seal(const Cache *cache, int directory, int snapshot)
{
	char name[64];
	Seal seal;
	int fd;

	if (!cache->writes || !make_seal(snapshot, &seal))
		return;
	unlinkat(directory, name_of(cache, SEAL, name), 0);
	fd = openat(directory, name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
	if (fd < 0)
		return;
	if (write(fd, &seal, sizeof seal) != (ssize_t)sizeof seal)
		unlinkat(directory, name, 0);
	close(fd);
}

/* A snapshot and its seal, by their name without the ending. */
static void remove_both(int directory, Str name)
{
	char path[64];

	snprintf(path, sizeof path, "%.*s" SNAPSHOT, (int)name.n, name.s);
	unlinkat(directory, path, 0);
	snprintf(path, sizeof path, "%.*s" SEAL, (int)name.n, name.s);
	unlinkat(directory, path, 0);
}

static void drop(const Cache *cache, int directory)
{
	if (cache->writes && directory >= 0)
		remove_both(directory, buf_str(&cache->name));
}

/* Few files are asked at once whether they are current, many after the first screen. */
static Corpus *load_from(Cache *cache, int directory, int fd, Msgs *msgs)
{
	bool sealed = !cache->at_once && is_sealed(cache, directory, fd);
	size_t now = cache->at_once ? SIZE_MAX : CACHE_SOURCES;
	Corpus *corpus = snapshot_open(fd, sealed, msgs);

	if (corpus && corpus->sources.n <= now && !snapshot_is_current(corpus)) {
		corpus_free(corpus);
		msg_free(msgs);
		corpus = NULL;
	}
	if (!corpus)
		return NULL;
	if (!sealed)
		write_seal(cache, directory, fd);
	else
		cache->check = snapshot_check_begin(fd);
	cache->unasked = corpus->sources.n > now;
	cache_hold(corpus->map.at, corpus->map.size);
	return corpus;
}

Corpus *cache_load(Cache *cache, Msgs *msgs)
{
	char name[64];
	struct stat st;
	Corpus *corpus = NULL;
	int directory = open_directory(cache, false);
	int fd = directory < 0 ? -1 : open_own(directory, name_of(cache, SNAPSHOT, name), &st);

	if (fd >= 0)
		corpus = load_from(cache, directory, fd, msgs);
	cache->refused = fd >= 0 && !corpus;
	if (cache->refused)
		drop(cache, directory);
	if (cache->check.head)
		cache->fd = fd;
	else if (fd >= 0)
		close(fd);
	if (directory >= 0)
		close(directory);
	return corpus;
}

bool cache_is_asking(const Cache *cache)
{
	return cache->unasked || cache->check.head || cache_is_cut();
}

bool cache_ask(Cache *cache, const Corpus *corpus)
{
	SnapshotVerdict verdict = SNAPSHOT_MORE;
	int directory;

	if (cache_is_cut())
		verdict = SNAPSHOT_DAMAGED;
	else if (cache->unasked)
		verdict = snapshot_is_current(corpus) ? SNAPSHOT_MORE : SNAPSHOT_DAMAGED;
	else if (cache->check.head)
		verdict = snapshot_check_step(&cache->check, STEP);
	cache->unasked = false;
	if (verdict == SNAPSHOT_DAMAGED) {
		cache_hold(NULL, 0);
		directory = open_directory(cache, false);
		drop(cache, directory);
		if (directory >= 0)
			close(directory);
	}
	if (verdict != SNAPSHOT_MORE || !cache->check.head)
		stop_asking(cache);
	return verdict != SNAPSHOT_DAMAGED;
}

bool cache_wants(const Cache *cache, const Corpus *corpus, const Msgs *msgs)
{
	return cache->writes && cache->directory.n && !corpus->map.at && corpus_bytes(corpus) >= CACHE_LEAST &&
		snapshot_is_possible(corpus, msgs);
}

typedef struct Entry { char name[64]; int64_t time; } Entry;
typedef struct Entries { Entry *at; size_t n, cap; } Entries;

/* A snapshot that is there, or what a process that died had begun to write. */
static void look_at(int directory, const char *name, Entries *entries)
{
	struct stat st;
	Entry entry;

	if (strlen(name) >= sizeof entry.name || fstatat(directory, name, &st, AT_SYMLINK_NOFOLLOW) != 0)
		return;
	if (str_ends(str_of(name), STR(NEW)) && st.st_mtim.tv_sec + DEAD_SECONDS < time(NULL))
		unlinkat(directory, name, 0);
	if (!str_ends(str_of(name), STR(SNAPSHOT)))
		return;
	memcpy(entry.name, name, strlen(name) + 1);
	entry.time = file_nanoseconds(st.st_mtim);
	MEM_PUSH(entries, entry);
}

static int youngest_first(const void *a, const void *b)
{
	const Entry *x = a, *y = b;

	return (x->time < y->time) - (x->time > y->time);
}

/* Removes the oldest snapshots beyond CACHE_FILES. */
static void prune(int directory)
{
	Entries entries = {0};
	int again = openat(directory, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	DIR *listing = again < 0 ? NULL : fdopendir(again);

	for (struct dirent *found; listing && (found = readdir(listing));)
		look_at(directory, found->d_name, &entries);
	if (listing)
		closedir(listing);
	else if (again >= 0)
		close(again);
	if (entries.n)
		qsort(entries.at, entries.n, sizeof *entries.at, youngest_first);
	for (size_t i = CACHE_FILES; i < entries.n; i++) {
		Str name = str_of(entries.at[i].name);

		remove_both(directory, str_sub(name, 0, name.n - STR(SNAPSHOT).n));
	}
	free(entries.at);
}

static bool save_in(const Cache *cache, int directory, const Corpus *corpus, const Msgs *msgs)
{
	char new[64], name[64];
	int fd = openat(directory, name_of(cache, NEW, new), O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
	bool saved;

	if (fd < 0)
		return false;
	saved = snapshot_write(corpus, msgs, fd) == 0 &&
		renameat(directory, new, directory, name_of(cache, SNAPSHOT, name)) == 0;
	if (saved) {
		fsync(directory);
		write_seal(cache, directory, fd);
	} else {
		unlinkat(directory, new, 0);
	}
	close(fd);
	return saved;
}

bool cache_save(const Cache *cache, const Corpus *corpus, const Msgs *msgs)
{
	int directory = cache_wants(cache, corpus, msgs) ? open_directory(cache, true) : -1;
	bool saved;

	if (directory < 0)
		return false;
	prune(directory); /* what is dead would be in the way, and the room may be needed */
	saved = save_in(cache, directory, corpus, msgs);
	prune(directory);
	close(directory);
	return saved;
}
