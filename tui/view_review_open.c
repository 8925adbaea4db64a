/* Opening the review of an import: its files and its source, as they are on disk. */
#include "view_review.h"

#include "app.h"

#include "../core/file.h"
#include "../core/import_source.h"

#include <stdlib.h>
#include <unistd.h>

/* The number of a file of which the path is known; 0xFFFF: it was not loaded. */
static uint16_t file_at(const Msgs *msgs, Str path)
{
	for (size_t i = 0; i < msgs->files.n && i < UINT16_MAX; i++)
		if (str_eq(msgs->files.at[i], path))
			return (uint16_t)i;
	return UINT16_MAX;
}

/* The files of a volume as they are on disk. */
typedef struct Reading {
	Arena arena;
	uint16_t *files;
	CORPUS_VEC(Str) names;
	CORPUS_VEC(Str) bytes;
} Reading;

static bool read_one(App *app, Reading *r, uint16_t file, Str name)
{
	Buf bytes = {0};
	bool fine = app_amendable(app, file) && app_read_file(app, file, &bytes);
	if (fine) {
		r->files = mem_resize(r->files, (r->names.n + 1) * sizeof *r->files);
		r->files[r->names.n] = file;
		MEM_PUSH(&r->names, str_keep(name, &r->arena));
		MEM_PUSH(&r->bytes, buf_keep(&bytes, &r->arena));
	}
	buf_free(&bytes);
	return fine;
}

static bool read_files(App *app, uint32_t volume, Reading *r)
{
	uint16_t file = app->corpus->volumes.at[volume].pos.file;
	Str path = file < app->msgs->files.n ? app->msgs->files.at[file] : (Str){0};
	if (!read_one(app, r, file, STR("corpus.yaml")))
		return false;
	Edit edit;
	bool fine = edit_open(&edit, r->bytes.at[0]);
	uint32_t parts = fine ? edit_value(&edit, 0, "parts") : EDIT_NONE;
	for (size_t i = 0, n = edit_count(&edit, parts); i < n && fine; i++) {
		Str name = edit_scalar(&edit, edit_item(&edit, parts, i));
		Buf part = {0};
		fine = file_add_beside(path, name, &part) && read_one(app, r, file_at(app->msgs, buf_str(&part)), name);
		buf_free(&part);
	}
	edit_close(&edit);
	return fine;
}

/* A file beside the volume's own; false where there is none that can be read. */
static bool read_beside(const App *app, uint32_t volume, Str name, Buf *out)
{
	Buf path = {0};
	Msgs msgs = {0};
	size_t size;
	bool fine = file_add_beside(app->msgs->files.at[app->corpus->volumes.at[volume].pos.file], name, &path);
	int fd = fine ? file_open(buf_cstr(&path), REVIEW_MOST_BYTES, &size, &msgs, (Pos){0}) : -1;
	fine = fd >= 0 && file_slurp(fd, REVIEW_MOST_BYTES, out, &msgs, (Pos){0});
	if (fd >= 0)
		close(fd);
	buf_free(&path);
	msg_free(&msgs);
	return fine;
}

static bool read_source(App *app, uint32_t volume, Buf *out)
{
	const Volume *at = &app->corpus->volumes.at[volume];
	ImportSource source;
	if (at->source_file.s.n == 0 || !read_beside(app, volume, at->source_file.s, out)) {
		app_warn(app, WORD_review_no_source, (Str){0});
		return false;
	}
	import_source_open(buf_str(out), &source);
	bool fits = import_source_fits(&source, at);
	import_source_free(&source);
	if (!fits)
		app_warn(app, WORD_review_other_source, (Str){0});
	return fits;
}

/* The unit of the review that is a unit of the corpus. */
static uint32_t unit_in(const App *app, const Review *review, const uint16_t *files, Unit unit)
{
	const Corpus *corpus = app->corpus;
	const Speech *speech = &corpus->speeches.at[corpus_speech_of(corpus, unit)];
	uint32_t section = unit.kind == UNIT_MEASURE ? corpus->measures.at[unit.index].section : unit.index;
	bool in = false;
	for (uint32_t i = 0; i < review->units.n; i++) {
		const ReviewUnit *at = &review->units.at[i];
		if (at->kind == UNIT_SPEECH)
			in = str_eq(at->id, speech->id.s) && files[at->file] == speech->pos.file;
		if (!in || at->kind != unit.kind)
			continue;
		if (unit.kind == UNIT_SPEECH || (at->section + 1 == corpus->sections.at[section].n
			&& (unit.kind == UNIT_SECTION || at->measure + 1 == corpus->measures.at[unit.index].n)))
			return i;
	}
	return 0;
}

void view_review_open(App *app, Unit unit)
{
	uint32_t volume = unit.kind == UNIT_NONE ? 0 : app->corpus->speeches.at[corpus_speech_of(app->corpus, unit)].volume;
	Reading r = {0};
	Buf source = {0};
	Review *review = mem_zeroed(1, sizeof *review);
	bool fine = app->depth < APP_DEPTH && app->msgs && app->corpus->volumes.n > 0;
	bool there = fine && read_source(app, volume, &source) && read_files(app, volume, &r);
	fine = there && review_open(review, r.names.at, r.bytes.at, r.names.n, buf_str(&source), app->corpus);
	if (there && !fine)
		app_warn(app, WORD_review_cannot_open, (Str){0});
	if (fine) {
		ReviewCarried c = {.review = review, .files = r.files, .volume = volume, .in_outline = true};
		if (read_beside(app, volume, STR("import.txt"), &c.cuts.report))
			import_report_read(buf_str(&c.cuts.report), &c.cuts.list);
		c.unit = unit.kind == UNIT_NONE ? 0 : unit_in(app, review, r.files, unit);
		c.character = review_place(review, c.unit);
		app_push(app, VIEW_review, &c);
	} else {
		review_close(review);
		free(review);
		free(r.files);
	}
	free(r.names.at);
	free(r.bytes.at);
	mem_arena_free(&r.arena);
	buf_free(&source);
}
