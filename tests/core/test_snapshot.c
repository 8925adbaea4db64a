#include "snapshots.h"

#include "../../core/load.h"

#include <criterion/criterion.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

TestSuite(snapshot, .timeout = 300);

#define SMALL "tests/data/small.yaml"
#define BUNDLED "content/2022-urban-party-building"

typedef struct Loaded { Corpus *corpus; Msgs msgs; } Loaded;

static Loaded load(const char *path)
{
	Loaded loaded = {0};

	loaded.corpus = load_paths(&path, 1, NULL, &loaded.msgs);
	cr_assert_not_null(loaded.corpus, "%s", path);
	return loaded;
}

static void unload(Loaded *loaded)
{
	corpus_free(loaded->corpus);
	msg_free(&loaded->msgs);
}

static Buf told(const Loaded *loaded)
{
	Buf out = {0};

	snapshots_tell(loaded->corpus, &loaded->msgs, &out);
	return out;
}

static bool same(const Loaded *a, const Loaded *b)
{
	Buf x = told(a), y = told(b);
	bool equal = str_eq(buf_str(&x), buf_str(&y));

	buf_free(&x);
	buf_free(&y);
	return equal;
}

static Loaded open_snapshot(int fd, bool proved)
{
	Loaded loaded = {0};

	loaded.corpus = snapshot_open(fd, proved, &loaded.msgs);
	return loaded;
}

/* All bytes of a file; *n gets how many. */
static char *bytes_of(int fd, size_t *n)
{
	struct stat st;
	char *bytes;

	cr_assert_eq(fstat(fd, &st), 0);
	*n = (size_t)st.st_size;
	bytes = aligned_alloc(SNAPSHOT_PAGE, *n);
	cr_assert_eq(pread(fd, bytes, *n, 0), (ssize_t)*n);
	return bytes;
}

static char *snapshot_of(const char *path, size_t *n)
{
	Loaded loaded = load(path);
	int fd = snapshots_make(loaded.corpus, &loaded.msgs);
	char *bytes;

	cr_assert_geq(fd, 0);
	bytes = bytes_of(fd, n);
	close(fd);
	unload(&loaded);
	return bytes;
}

static void holds_the_same(const char *path)
{
	Loaded loaded = load(path);
	int fd = snapshots_make(loaded.corpus, &loaded.msgs);

	cr_assert_geq(fd, 0, "%s", path);
	for (int proved = 0; proved < 2; proved++) {
		Loaded mapped = open_snapshot(fd, proved);

		cr_assert_not_null(mapped.corpus, "%s, proved: %d", path, proved);
		cr_assert(same(&loaded, &mapped), "%s, proved: %d", path, proved);
		snapshots_use(mapped.corpus, &mapped.msgs);
		unload(&mapped);
	}
	close(fd);
	unload(&loaded);
}

Test(snapshot, holds_the_same_corpus)
{
	holds_the_same(SMALL);
	holds_the_same(BUNDLED);
}

Test(snapshot, keeps_messages_with_their_places)
{
	holds_the_same("tests/bad/theme_unknown.yaml");
}

Test(snapshot, two_of_one_file_are_there_at_once_and_the_second_is_moved)
{
	Loaded loaded = load(SMALL), first, second;
	int fd = snapshots_make(loaded.corpus, &loaded.msgs);

	first = open_snapshot(fd, false);
	second = open_snapshot(fd, true);
	cr_assert_not_null(first.corpus);
	cr_assert_not_null(second.corpus);
	cr_assert_neq(first.corpus->map.at, second.corpus->map.at);
	unload(&first);
	cr_assert(same(&loaded, &second));
	snapshots_use(second.corpus, &second.msgs);
	unload(&second);
	unload(&loaded);
	close(fd);
}

Test(snapshot, the_same_corpus_gives_the_same_bytes)
{
	size_t n = 0, m = 0;
	char *once = snapshot_of(BUNDLED, &n), *again = snapshot_of(BUNDLED, &m);

	cr_assert_eq(n, m);
	cr_assert(memcmp(once, again, n) == 0);
	free(once);
	free(again);
}

/* A new member without its row would be lost, and a pointer in it would lead nowhere. */
Test(snapshot, every_byte_of_a_record_but_padding_has_its_row)
{
	for (unsigned part = 0; part < SNAPSHOT_PARTS; part++) {
		const SnapshotForm *form = &SNAPSHOT_FORMS[part];
		size_t covered = 0;
		bool *bytes = mem_zeroed(form->size, sizeof *bytes);

		for (size_t i = 0; i < form->n; i++)
			for (size_t k = 0; k < form->fields[i].size; k++) {
				cr_assert_not(bytes[form->fields[i].offset + k], "%s: byte twice", form->name);
				bytes[form->fields[i].offset + k] = true;
			}
		for (size_t i = 0; form->n && i < form->size; i++) {
			covered = bytes[i] ? 0 : covered + 1;
			/* Padding goes up to the next multiple of a word's size. */
			cr_assert(covered < 8 && !(covered == 4 && i % 8 == 3), "%s: byte %zu", form->name, i);
		}
		free(bytes);
	}
}

static bool opens(int fd)
{
	Loaded loaded = open_snapshot(fd, false);
	bool opened = loaded.corpus != NULL;

	cr_assert(opened || (!loaded.msgs.files.n && !loaded.msgs.list.n));
	unload(&loaded);
	return opened;
}

/* With one bit of a byte turned. */
static bool opens_turned(int fd, char *bytes, size_t i)
{
	char turned = bytes[i] ^ (char)(1 << i % 8);
	bool opened;

	cr_assert_eq(pwrite(fd, &turned, 1, (off_t)i), 1);
	opened = opens(fd);
	cr_assert_eq(pwrite(fd, bytes + i, 1, (off_t)i), 1);
	return opened;
}

Test(snapshot, no_changed_byte_is_taken)
{
	size_t n = 0;
	char *bytes = snapshot_of(SMALL, &n);
	int fd = snapshots_file(bytes, n);

	cr_assert(opens(fd));
	for (size_t i = 0; i < n; i++)
		cr_assert_not(opens_turned(fd, bytes, i), "byte %zu", i);
	cr_assert(opens(fd));
	close(fd);
	free(bytes);
}

Test(snapshot, no_other_length_is_taken)
{
	size_t n = 0;
	char *bytes = snapshot_of(SMALL, &n);
	int fd = snapshots_file(bytes, n);

	cr_assert_eq(ftruncate(fd, (off_t)(n + SNAPSHOT_PAGE)), 0);
	cr_assert_not(opens(fd));
	cr_assert_eq(ftruncate(fd, (off_t)n + 1), 0);
	cr_assert_not(opens(fd));
	for (size_t length = n; length-- > 0;) {
		cr_assert_eq(ftruncate(fd, (off_t)length), 0);
		cr_assert_not(opens(fd), "%zu bytes", length);
	}
	close(fd);
	free(bytes);
}

/* Sums alone prove nothing of who made them: with right ones, whatever is still taken has to be harmless. */
Test(snapshot, what_is_changed_and_summed_up_anew_is_refused_or_harmless)
{
	size_t n = 0, taken = 0, refused = 0;
	char *bytes = snapshot_of(SMALL, &n), *copy = aligned_alloc(SNAPSHOT_PAGE, n);

	for (size_t i = 0; i < n; i += 61) {
		memcpy(copy, bytes, n);
		copy[i] ^= (char)(1 << i % 8);
		snapshots_make_right(copy, n);
		int fd = snapshots_file(copy, n);
		Loaded loaded = open_snapshot(fd, false);

		if (loaded.corpus)
			snapshots_use(loaded.corpus, &loaded.msgs);
		*(loaded.corpus ? &taken : &refused) += 1;
		unload(&loaded);
		close(fd);
	}
	cr_assert_gt(taken, 0);
	cr_assert_gt(refused, 0);
	free(copy);
	free(bytes);
}

Test(snapshot, pieces_that_changed_places_are_noticed)
{
	size_t n = 0;
	char *bytes = snapshot_of(SMALL, &n);
	int fd = snapshots_file(bytes, n);

	for (size_t i = SNAPSHOT_PAGE; i + 128 <= n; i += 64) {
		if (memcmp(bytes + i, bytes + i + 64, 64) == 0)
			continue;
		cr_assert_eq(pwrite(fd, bytes + i + 64, 64, (off_t)i) + pwrite(fd, bytes + i, 64, (off_t)i + 64), 128);
		cr_assert_not(opens(fd), "byte %zu", i);
		cr_assert_eq(pwrite(fd, bytes + i, 128, (off_t)i), 128);
	}
	close(fd);
	free(bytes);
}

Test(snapshot, a_check_in_steps_comes_to_the_same_verdict)
{
	size_t n = 0;
	char *bytes = snapshot_of(SMALL, &n);

	for (int damaged = 0; damaged < 2; damaged++) {
		bytes[n - 1] ^= (char)damaged;
		int fd = snapshots_file(bytes, n);
		SnapshotCheck check = snapshot_check_begin(fd);
		SnapshotVerdict verdict;
		unsigned steps = 0;

		while ((verdict = snapshot_check_step(&check, 5000)) == SNAPSHOT_MORE)
			steps++;
		cr_assert_eq(verdict, damaged ? SNAPSHOT_DAMAGED : SNAPSHOT_WHOLE);
		cr_assert_gt(steps, 3);
		snapshot_check_end(&check);
		close(fd);
	}
	free(bytes);
}

Test(snapshot, a_file_that_shrinks_while_it_is_checked_is_damaged)
{
	Loaded loaded = load(SMALL);
	int fd = snapshots_make(loaded.corpus, &loaded.msgs);
	SnapshotCheck check = snapshot_check_begin(fd);

	cr_assert_eq(snapshot_check_step(&check, 1), SNAPSHOT_MORE);
	cr_assert_eq(ftruncate(fd, SNAPSHOT_PAGE), 0);
	cr_assert_eq(snapshot_check_step(&check, SIZE_MAX), SNAPSHOT_DAMAGED);
	snapshot_check_end(&check);
	close(fd);
	unload(&loaded);
}

static void copy_file(const char *from, const char *to)
{
	FILE *in = fopen(from, "re"), *out = fopen(to, "we");
	int c;

	cr_assert(in && out);
	while ((c = getc(in)) != EOF)
		putc(c, out);
	fclose(in);
	fclose(out);
}

Test(snapshot, tells_when_a_source_is_another)
{
	char folder[] = P_tmpdir "/test_snapshot.XXXXXX", path[64], other[64];
	struct timespec times[2];
	struct stat st;
	Loaded loaded;

	cr_assert_not_null(mkdtemp(folder));
	snprintf(path, sizeof path, "%s/a.yaml", folder);
	snprintf(other, sizeof other, "%s/b.yaml", folder);
	copy_file(SMALL, path);
	loaded = load(path);
	cr_assert(snapshot_is_current(loaded.corpus));
	/* Same size, same times of content: only the inode tells. */
	cr_assert_eq(stat(path, &st), 0);
	times[0] = st.st_atim;
	times[1] = st.st_mtim;
	copy_file(SMALL, other);
	cr_assert_eq(utimensat(AT_FDCWD, other, times, 0), 0);
	cr_assert_eq(rename(other, path), 0);
	cr_assert_not(snapshot_is_current(loaded.corpus));
	unlink(path);
	cr_assert_not(snapshot_is_current(loaded.corpus));
	rmdir(folder);
	unload(&loaded);
}

Test(snapshot, is_not_made_of_what_was_piped_or_could_not_be_read)
{
	static const char YAML[] = "schema: 1\nid: made\n";
	const char *const paths[] = {SMALL, "tests/data/not_there.yaml"};
	Loaded piped = {0}, partly = {0};

	piped.corpus = load_memory(str_of(YAML), STR("-"), NULL, &piped.msgs);
	if (piped.corpus)
		cr_assert_not(snapshot_is_possible(piped.corpus, &piped.msgs));
	unload(&piped);
	partly.corpus = load_paths(paths, 2, NULL, &partly.msgs);
	cr_assert_not_null(partly.corpus);
	cr_assert_not(snapshot_is_possible(partly.corpus, &partly.msgs));
	cr_assert_eq(snapshots_make(partly.corpus, &partly.msgs), -1);
	unload(&partly);
}

Test(snapshot, a_full_disk_is_told)
{
	Loaded loaded = load(SMALL);
	int fd = open("/dev/full", O_RDWR | O_CLOEXEC);

	cr_assert_geq(fd, 0);
	cr_assert_neq(snapshot_write(loaded.corpus, &loaded.msgs, fd), 0);
	close(fd);
	unload(&loaded);
}

Test(snapshot, gives_the_texts_of_a_speech_in_one_piece)
{
	Loaded loaded = load(BUNDLED), mapped;
	int fd = snapshots_make(loaded.corpus, &loaded.msgs);
	uint64_t begin = 0;

	mapped = open_snapshot(fd, false);
	cr_assert_not_null(mapped.corpus);
	cr_assert_null(loaded.corpus->flow[LANG_ZH].at);
	for (size_t i = 0; i < mapped.corpus->speeches.n; i++) {
		const CorpusFlow *flow = &mapped.corpus->flow[LANG_ZH];
		const Speech *speech = &mapped.corpus->speeches.at[i];
		const Measure *last = &mapped.corpus->measures.at[speech->measures.first + speech->measures.n - 1];
		Str text = last->body.text.zh.s;

		cr_assert_eq(speech->speaker.zh.s.s, flow->at + begin);
		cr_assert_eq(text.s + text.n, flow->at + flow->ends[i]);
		begin = flow->ends[i];
	}
	unload(&mapped);
	unload(&loaded);
	close(fd);
}
