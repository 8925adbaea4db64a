#include "load.h"

#include "document.h"
#include "file.h"
#include "halves.h"
#include "utf8.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Bytes of a file's beginning up to the last of the speeches in it that is whole; 0 where there is none. Items of
   inner lists stand further to the right than the first one. */
static size_t whole_speeches(Str text)
{
	ptrdiff_t at = str_find(text, STR("\nspeeches:"), 0);
	size_t column = SIZE_MAX, end = 0;

	while (at >= 0) {
		size_t line = (size_t)at + 1, dash = line;

		while (dash < text.n && text.s[dash] == ' ')
			dash++;
		if (dash + 1 < text.n && text.s[dash] == '-' && text.s[dash + 1] == ' ' && dash - line <= column) {
			end = column == SIZE_MAX ? 0 : line;
			column = dash - line;
		}
		at = str_find(text, STR("\n"), line);
	}
	return end;
}

/* Reads the beginning of a file as if it were the whole, with an end of its own. */
static bool read_beginning(Loading *loading, int fd, const Shape *shape, const DocumentLimits *limits, uint16_t file)
{
	const Str end = STR("...\n");
	char *bytes = mem_alloc(loading->beginning + end.n);
	ssize_t n = pread(fd, bytes, loading->beginning, 0);
	size_t whole = whole_speeches((Str){bytes, n > 0 ? (size_t)n : 0});
	Document document = {
		.loading = loading, .fd = -1, .memory = {bytes, whole + end.n}, .shape = shape, .limits = limits, .file = file,
	};
	bool read;

	memcpy(bytes + whole, end.s, end.n);
	read = whole && document_read(&document);
	free(bytes);
	loading->cut = true;
	return read;
}

/* Two processors are worth more than what a second thread costs in large files only. */
static bool read_document(Loading *loading, int fd, Str memory, size_t size, const Shape *shape,
	const DocumentLimits *limits, uint16_t file)
{
	Document document = {
		.loading = loading, .fd = fd, .memory = memory, .shape = shape, .limits = limits, .file = file,
	};

	if (loading->beginning && fd >= 0 && size / LOAD_CUT > loading->beginning)
		return read_beginning(loading, fd, shape, limits, file);
	return (size >= limits->halves && halves_read(&document, size)) || document_read(&document);
}

/* Before the first byte is read: a file that changes meanwhile is another one afterwards. */
static void note_source(Loading *loading, int fd, Str path)
{
	struct stat st;

	if (fstat(fd, &st) == 0)
		MEM_PUSH(&loading->corpus->sources, ((CorpusSource){
			str_keep(path, &loading->corpus->arena), (uint64_t)st.st_size, st.st_ino,
			file_nanoseconds(st.st_mtim), file_nanoseconds(st.st_ctim),
		}));
}

static bool read_part(Loading *loading, Str directory, size_t i, const DocumentLimits *limits)
{
	const Scalar *part = &loading->parts.at[i];
	Buf path = {0};
	size_t size;
	int fd;
	bool ok = false;

	if (!file_is_beside(part->s)) {
		msg_add(loading->msgs, MSG_part_name, part->pos, part->s, (Str){0}, (Str){0});
		return false;
	}
	for (size_t before = 0; before < i; before++)
		if (str_eq(loading->parts.at[before].s, part->s)) {
			msg_add(loading->msgs, MSG_part_twice, part->pos, part->s, (Str){0}, (Str){0});
			return true;
		}
	buf_add(&path, directory);
	buf_add(&path, part->s);
	fd = file_open(buf_cstr(&path), limits->file_bytes, &size, loading->msgs, part->pos);
	if (fd >= 0) {
		note_source(loading, fd, buf_str(&path));
		ok = read_document(loading, fd, (Str){0}, size, &SHAPE_PART, limits, msg_file(loading->msgs, buf_str(&path)));
		close(fd);
	}
	buf_free(&path);
	return ok;
}

/* Whether what was read is all that is wanted of a beginning. */
static bool is_enough(const Loading *loading)
{
	return loading->beginning && corpus_bytes(loading->corpus) > loading->beginning && loading->corpus->speeches.n;
}

/* Every part is read even where one before it failed, so that all problems are told at once. `directory` is NULL
   where there is none. */
static bool read_parts(Loading *loading, const Str *directory, const DocumentLimits *limits, uint16_t file)
{
	bool ok = true;

	if (!loading->parts.n)
		return true;
	if (!directory) {
		msg_add(loading->msgs, MSG_part_nowhere, loading->parts.at[0].pos, (Str){0}, (Str){0}, (Str){0});
		return false;
	}
	if (loading->parts.n > limits->parts) {
		Buf n = {0};

		buf_add_int(&n, (long long)limits->parts);
		msg_add(loading->msgs, MSG_part_many, (Pos){.file = file}, buf_str(&n), (Str){0}, (Str){0});
		buf_free(&n);
		return false;
	}
	for (size_t i = 0; i < loading->parts.n && !loading->cut; i++) {
		ok = read_part(loading, *directory, i, limits) && ok;
		loading->cut = loading->cut || (i + 1 < loading->parts.n && is_enough(loading));
	}
	return ok;
}

/* The id of a volume whose file tells none: the file's name without directory and .yaml. */
static Str id_from_path(Str path)
{
	ptrdiff_t slash;
	Str name = path;

	while (name.n > 1 && str_ends(name, STR("/")))
		name.n--;
	while ((slash = str_find(name, STR("/"), 0)) >= 0)
		name = str_sub(name, (size_t)slash + 1, name.n);
	if (str_ends(name, STR(".yaml")))
		name.n -= 5;
	return name.n ? name : STR("corpus");
}

static bool is_new(const Loading *loading, Volume *volume)
{
	for (uint32_t i = 0; i < loading->volume; i++)
		if (str_eq(loading->corpus->volumes.at[i].id.s, volume->id.s)) {
			msg_add(loading->msgs, MSG_volume_twice, volume->pos, volume->id.s, (Str){0}, (Str){0});
			return false;
		}
	return true;
}

/* A volume from what is open already; all or nothing of it goes into the corpus. */
static void read_volume(Loading *loading, int fd, Str memory, size_t size, Str path, const Str *directory,
	const DocumentLimits *limits)
{
	Corpus *corpus = loading->corpus;
	CorpusCounts before = corpus_counts(corpus);
	uint16_t file = msg_file(loading->msgs, path);
	Volume volume = {.pos.file = file}, *placed;
	size_t speeches = corpus->speeches.n;
	bool ok;

	volume.path = shape_keep(loading, path, false);
	loading->volume = (uint32_t)corpus->volumes.n;
	loading->parts.n = 0;
	MEM_PUSH(&corpus->volumes, volume);
	ok = read_document(loading, fd, memory, size, &SHAPE_CORPUS, limits, file);
	ok = read_parts(loading, directory, limits, file) && ok;
	placed = &corpus->volumes.at[loading->volume];
	if (!placed->id.s.n)
		placed->id.s = shape_keep(loading, utf8_clean(id_from_path(placed->path), &corpus->arena, NULL), false);
	placed->speeches = (Range){(uint32_t)speeches, (uint32_t)(corpus->speeches.n - speeches)};
	if (!ok || !is_new(loading, placed))
		corpus_take_back(corpus, &before);
}

static void read_stdin(Loading *loading, const DocumentLimits *limits)
{
	Buf all = {0};
	Pos pos = {.file = msg_file(loading->msgs, STR("-"))};

	if (file_slurp(STDIN_FILENO, limits->file_bytes, &all, loading->msgs, pos))
		read_volume(loading, -1, buf_str(&all), all.n, STR("-"), NULL, limits);
	buf_free(&all);
}

static void read_path(Loading *loading, const char *path, const DocumentLimits *limits)
{
	Buf name = {0};
	Str directory;
	size_t size;
	int fd;
	bool whole = file_is_directory(path);

	buf_add(&name, str_of(path));
	if (whole) {
		if (!str_ends(buf_str(&name), STR("/")))
			buf_add_char(&name, '/');
		buf_add(&name, STR("corpus.yaml"));
	}
	if (whole && access(buf_cstr(&name), F_OK) != 0) {
		Pos pos = {.file = msg_file(loading->msgs, str_of(path))};

		msg_add(loading->msgs, MSG_volume_no_corpus, pos, str_of(path), (Str){0}, (Str){0});
	} else {
		fd = file_open(buf_cstr(&name), limits->file_bytes, &size, loading->msgs,
			(Pos){.file = msg_file(loading->msgs, buf_str(&name))});
		directory = file_directory(buf_str(&name));
		if (fd >= 0) {
			note_source(loading, fd, buf_str(&name));
			read_volume(loading, fd, (Str){0}, size, buf_str(&name), &directory, limits);
			close(fd);
		}
	}
	buf_free(&name);
}

static Loading begin_loading(Msgs *msgs)
{
	return (Loading){
		.corpus = mem_zeroed(1, sizeof(Corpus)), .msgs = msgs, .interned = mem_zeroed(SHAPE_INTERNED, sizeof(Str)),
	};
}

static Corpus *finish_loading(Loading *loading, size_t first_message)
{
	Corpus *corpus = loading->corpus;

	free(loading->interned);
	free(loading->parts.at);
	msg_sort(loading->msgs, first_message);
	if (!corpus->volumes.n) {
		corpus_free(corpus);
		return NULL;
	}
	corpus_index(corpus);
	return corpus;
}

Corpus *load_paths(const char *const *paths, size_t n, const DocumentLimits *limits, Msgs *msgs)
{
	Loading loading = begin_loading(msgs);
	size_t first = msgs->list.n;

	if (!limits)
		limits = &DOCUMENT_LIMITS;
	for (size_t i = 0; i < n; i++) {
		if (strcmp(paths[i], "-") == 0)
			read_stdin(&loading, limits);
		else
			read_path(&loading, paths[i], limits);
	}
	return finish_loading(&loading, first);
}

Corpus *load_beginning(const char *const *paths, size_t n, size_t bytes, bool *whole, Msgs *msgs)
{
	Loading loading = begin_loading(msgs);
	Corpus *corpus;

	loading.beginning = bytes;
	for (size_t i = 0; i < n && !loading.cut && strcmp(paths[i], "-") != 0; i++) {
		read_path(&loading, paths[i], &DOCUMENT_LIMITS);
		loading.cut = loading.cut || (i + 1 < n && is_enough(&loading));
		*whole = i + 1 == n && !loading.cut;
	}
	corpus = finish_loading(&loading, 0);
	if (corpus && (*whole || corpus->speeches.n))
		return corpus;
	corpus_free(corpus);
	msg_free(msgs);
	return NULL;
}

Corpus *load_memory(Str yaml, Str name, const DocumentLimits *limits, Msgs *msgs)
{
	Loading loading = begin_loading(msgs);
	size_t first = msgs->list.n;

	read_volume(&loading, -1, yaml, yaml.n, name, NULL, limits ? limits : &DOCUMENT_LIMITS);
	return finish_loading(&loading, first);
}

bool load_fits(Str yaml, bool whole, Msgs *msgs)
{
	Loading loading = begin_loading(msgs);
	size_t errors = msgs->count[MSG_ERROR];
	bool fine;

	MEM_PUSH(&loading.corpus->volumes, ((Volume){0}));
	fine = read_document(&loading, -1, yaml, 0, whole ? &SHAPE_CORPUS : &SHAPE_PART, &DOCUMENT_LIMITS,
		msg_file(msgs, STR("-")));
	free(loading.interned);
	free(loading.parts.at);
	corpus_free(loading.corpus);
	return fine && msgs->count[MSG_ERROR] == errors;
}
