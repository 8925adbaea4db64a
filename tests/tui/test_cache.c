#include "../../tui/cache.h"

#include "../../core/load.h"

#include <criterion/criterion.h>
#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

TestSuite(cache, .timeout = 120);

/* A folder with a corpus that is worth a snapshot, and room for the cache. */
typedef struct Place {
	char folder[64], yaml[80], cache[80];
	CacheEnv env;
} Place;

static void write_corpus(const Place *place, int speeches)
{
	FILE *file = fopen(place->yaml, "we");

	cr_assert_not_null(file);
	fputs("schema: 1\nid: made\ntitle: {zh: 合成, en: Made}\nthemes:\n  - id: grid\n    name: {zh: 网格, en: Grid}\n"
		"speeches:\n", file);
	for (int i = 0; i < speeches; i++) {
		fprintf(file, "  - id: s%d\n    province: beijing\n    speaker: {zh: 部, en: Department}\n"
			"    title: {zh: 题目, en: Title}\n    sections:\n      - heading: {zh: 一, en: One}\n        measures:\n", i);
		for (int k = 0; k < 40; k++)
			fprintf(file, "          - label: {zh: 网格%d, en: Grid %d}\n            themes: [grid]\n"
				"            text: {zh: 网格员第%d次巡查。, en: Officers go round for the %dth time.}\n", k, k, k, k);
	}
	fclose(file);
}

static Place place_new(int speeches)
{
	Place place = {.folder = P_tmpdir "/test_cache.XXXXXX"};

	cr_assert_not_null(mkdtemp(place.folder));
	snprintf(place.yaml, sizeof place.yaml, "%s/made.yaml", place.folder);
	snprintf(place.cache, sizeof place.cache, "%s/cache", place.folder);
	write_corpus(&place, speeches);
	return place;
}

static Cache open_cache(Place *place, bool writes)
{
	const char *const path = place->yaml;
	Cache cache;

	place->env = (CacheEnv){.xdg_cache_home = place->cache, .writes = writes};
	cache_open(&cache, &place->env, &path, 1);
	return cache;
}

static void place_end(Place *place)
{
	char command[128];

	snprintf(command, sizeof command, "rm -rf %s", place->folder);
	cr_assert_eq(system(command), 0);
}

/* The path of the one file with that ending. */
static Buf find(const Place *place, const char *ending, int *count)
{
	Buf path = {0};
	DIR *listing;

	buf_add(&path, str_of(place->cache));
	buf_add(&path, STR("/bilan/"));
	*count = 0;
	listing = opendir(buf_cstr(&path));
	for (struct dirent *entry; listing && (entry = readdir(listing));)
		if (str_ends(str_of(entry->d_name), str_of(ending)) && (*count)++ == 0)
			buf_add(&path, str_of(entry->d_name));
	if (listing)
		closedir(listing);
	return path;
}

static int count(const Place *place, const char *ending)
{
	int n;
	Buf path = find(place, ending, &n);

	buf_free(&path);
	return n;
}

/* Loads the files and saves; whether that went. */
static bool save(Place *place, bool writes)
{
	const char *const path = place->yaml;
	Cache cache = open_cache(place, writes);
	Msgs msgs = {0};
	Corpus *corpus = load_paths(&path, 1, NULL, &msgs);
	bool saved;

	cr_assert_not_null(corpus);
	saved = cache_save(&cache, corpus, &msgs);
	corpus_free(corpus);
	msg_free(&msgs);
	cache_close(&cache);
	return saved;
}

/* How many speeches the snapshot has; 0: there is none to be used. */
static size_t speeches(Place *place, bool writes, bool *refused)
{
	Cache cache = open_cache(place, writes);
	Msgs msgs = {0};
	Corpus *corpus = cache_load(&cache, &msgs);
	size_t n = corpus ? corpus->speeches.n : 0;

	if (refused)
		*refused = cache.refused;
	while (corpus && cache_is_asking(&cache))
		cr_assert(cache_ask(&cache, corpus));
	corpus_free(corpus);
	msg_free(&msgs);
	cache_close(&cache);
	return n;
}

/* A place with a snapshot in it, and the path of that. */
static Place place_kept(Buf *snapshot)
{
	Place place = place_new(250);
	int n;

	cr_assert(save(&place, true));
	*snapshot = find(&place, ".snapshot", &n);
	cr_assert_eq(n, 1);
	return place;
}

/* A session on a snapshot that its seal fits. */
typedef struct Seat {
	Place place;
	Buf path; /* of the snapshot */
	Cache cache;
	Msgs msgs;
	Corpus *corpus;
} Seat;

static Seat seat_new(void)
{
	Seat seat = {0};

	seat.place = place_kept(&seat.path);
	cr_assert_eq(speeches(&seat.place, true, NULL), 250);
	seat.cache = open_cache(&seat.place, true);
	seat.corpus = cache_load(&seat.cache, &seat.msgs);
	cr_assert_not_null(seat.corpus);
	return seat;
}

/* The snapshot was found to be damaged. */
static void seat_end(Seat *seat)
{
	cr_assert_not(cache_is_asking(&seat->cache));
	cr_assert_eq(count(&seat->place, ".snapshot"), 0);
	corpus_free(seat->corpus);
	msg_free(&seat->msgs);
	cache_close(&seat->cache);
	buf_free(&seat->path);
	place_end(&seat->place);
}

Test(cache, a_large_corpus_is_kept_and_found_again)
{
	Place place = place_new(250);
	bool refused = true;
	struct stat st;
	int n;

	cr_assert_eq(speeches(&place, true, &refused), 0);
	cr_assert_not(refused, "there was none");
	cr_assert(save(&place, true));
	cr_assert_eq(speeches(&place, true, NULL), 250);
	cr_assert_eq(speeches(&place, true, &refused), 250, "sealed");
	cr_assert_not(refused);
	Buf path = find(&place, ".snapshot", &n);
	cr_assert_eq(n, 1);
	cr_assert_eq(stat(buf_cstr(&path), &st), 0);
	cr_assert_eq(st.st_mode & 0777, 0600);
	path.s[path.n - strlen(strrchr(buf_cstr(&path), '/'))] = '\0';
	cr_assert_eq(stat(path.s, &st), 0);
	cr_assert_eq(st.st_mode & 0777, 0700);
	cr_assert_eq(count(&place, ".new"), 0);
	buf_free(&path);
	place_end(&place);
}

Test(cache, a_small_corpus_is_not_kept)
{
	Place place = place_new(20);

	cr_assert_not(save(&place, true));
	cr_assert_eq(count(&place, ""), 0);
	place_end(&place);
}

Test(cache, nothing_is_written_where_nothing_may_be)
{
	Place place = place_new(250);

	cr_assert_not(save(&place, false));
	cr_assert_eq(access(place.cache, F_OK), -1);
	cr_assert(save(&place, true));
	cr_assert_eq(speeches(&place, false, NULL), 250);
	write_corpus(&place, 251);
	cr_assert_eq(speeches(&place, false, NULL), 0);
	cr_assert_eq(count(&place, ".snapshot"), 1, "what is of no use stays too");
	place_end(&place);
}

Test(cache, one_of_other_files_is_refused_and_gone)
{
	Place place = place_new(250);
	bool refused = false;

	cr_assert(save(&place, true));
	write_corpus(&place, 251);
	cr_assert_eq(speeches(&place, true, &refused), 0);
	cr_assert(refused);
	cr_assert_eq(count(&place, ".snapshot"), 0);
	cr_assert(save(&place, true));
	cr_assert_eq(speeches(&place, true, NULL), 251);
	place_end(&place);
}

static void turn_a_bit(const char *path, off_t at)
{
	int fd = open(path, O_RDWR | O_CLOEXEC);
	char c;

	cr_assert(fd >= 0 && pread(fd, &c, 1, at) == 1);
	c ^= 1;
	cr_assert_eq(pwrite(fd, &c, 1, at), 1);
	close(fd);
}

Test(cache, a_damaged_one_is_refused_whatever_its_seal_said)
{
	Place place = place_new(250);
	bool refused = false;
	int n;

	for (off_t at = 5000; at < 500000; at += 150001) {
		cr_assert(save(&place, true));
		cr_assert_eq(speeches(&place, true, NULL), 250);
		cr_assert_eq(speeches(&place, true, NULL), 250, "sealed");
		Buf path = find(&place, ".snapshot", &n);
		turn_a_bit(buf_cstr(&path), at);
		cr_assert_eq(speeches(&place, true, &refused), 0, "byte %ld", (long)at);
		cr_assert(refused);
		cr_assert_eq(count(&place, ".snapshot"), 0);
		buf_free(&path);
	}
	place_end(&place);
}

Test(cache, damage_under_a_session_is_noticed)
{
	Seat seat = seat_new();
	bool fine = true;

	cr_assert(cache_is_asking(&seat.cache));
	turn_a_bit(buf_cstr(&seat.path), 300000);
	while (fine && cache_is_asking(&seat.cache))
		fine = cache_ask(&seat.cache, seat.corpus);
	cr_assert_not(fine);
	seat_end(&seat);
}

Test(cache, one_that_is_cut_under_a_session_does_not_end_it)
{
	Seat seat = seat_new();
	size_t zeros = 0;

	cr_assert_eq(truncate(buf_cstr(&seat.path), 20000), 0);
	for (size_t i = 0; i < seat.corpus->measures.n; i++) {
		Str text = seat.corpus->measures.at[i].body.text.zh.s;
		zeros += text.n == 0 || text.s[0] == '\0';
	}
	cr_assert_eq(zeros, seat.corpus->measures.n);
	cr_assert(cache_is_asking(&seat.cache));
	cr_assert_not(cache_ask(&seat.cache, seat.corpus));
	seat_end(&seat);
}

Test(cache, one_that_others_can_write_is_not_used)
{
	Buf path;
	Place place = place_kept(&path);

	cr_assert_eq(chmod(buf_cstr(&path), 0666), 0);
	cr_assert_eq(speeches(&place, true, NULL), 0);
	cr_assert_eq(chmod(buf_cstr(&path), 0600), 0);
	cr_assert_eq(speeches(&place, true, NULL), 250);
	buf_free(&path);
	place_end(&place);
}

Test(cache, one_process_writes_at_a_time)
{
	Buf path;
	Place place = place_kept(&path);

	path.n -= strlen(".snapshot");
	buf_add(&path, STR(".new"));
	close(open(buf_cstr(&path), O_CREAT | O_WRONLY | O_CLOEXEC, 0600));
	cr_assert_not(save(&place, true));
	cr_assert_eq(speeches(&place, true, NULL), 250, "the one before is there");
	/* One that has been at it for an hour is dead. */
	cr_assert_eq(utimensat(AT_FDCWD, buf_cstr(&path), (struct timespec[]){{1, 0}, {1, 0}}, 0), 0);
	cr_assert(save(&place, true));
	buf_free(&path);
	place_end(&place);
}

Test(cache, the_oldest_go)
{
	Place place = place_new(250);
	char name[160];
	int n;

	cr_assert(save(&place, true));
	for (int i = 1; i < CACHE_FILES + 4; i++) {
		snprintf(name, sizeof name, "%s/bilan/%016d.snapshot", place.cache, i);
		close(open(name, O_CREAT | O_WRONLY | O_CLOEXEC, 0600));
		cr_assert_eq(utimensat(AT_FDCWD, name, (struct timespec[]){{i, 0}, {i, 0}}, 0), 0);
	}
	cr_assert(save(&place, true));
	cr_assert_eq(count(&place, ".snapshot"), CACHE_FILES);
	cr_assert_eq(access(name, F_OK), 0, "the youngest stay");
	cr_assert_eq(speeches(&place, true, NULL), 250);
	Buf path = find(&place, "0001.snapshot", &n);
	cr_assert_eq(n, 0);
	buf_free(&path);
	place_end(&place);
}

Test(cache, a_path_means_something_where_it_is_named)
{
	static const char *const PATHS[] = {"a.yaml", "b.yaml"}, *const JOINED[] = {"a.yamlb.yaml"};
	const CacheEnv env = {.home = "/nowhere", .writes = true}, none = {.xdg_cache_home = "relative"};
	Cache here, there, two, one;

	cache_open(&here, &env, PATHS, 1);
	cache_open(&two, &env, PATHS, 2);
	cache_open(&one, &env, JOINED, 1);
	cr_assert_eq(chdir("/"), 0);
	cache_open(&there, &env, PATHS, 1);
	cr_assert_str_neq(buf_cstr(&here.name), buf_cstr(&there.name));
	cr_assert_str_neq(buf_cstr(&two.name), buf_cstr(&one.name));
	cr_assert_str_eq(buf_cstr(&here.directory), "/nowhere/.cache/bilan");
	cache_close(&there);
	cache_open(&there, &none, PATHS, 1);
	cr_assert_eq(there.directory.n, 0);
	cache_close(&here);
	cache_close(&there);
	cache_close(&two);
	cache_close(&one);
}
