/* What the operations have in common: files opened and closed, items of lists moved, and new ones made. */
#include "review_inside.h"

#include "import_yaml.h"

#include <stdlib.h>
#include <string.h>

void review_job_begin(ReviewJob *job, Review *review)
{
	*job = (ReviewJob){.review = review, .file = UINT32_MAX, .lit = UINT32_MAX};
	job->files = mem_zeroed(review->n_files + 1, sizeof *job->files);
}

static void close_file(ReviewJob *job)
{
	Buf out = {0};

	if (job->file == UINT32_MAX)
		return;
	if (job->fate == REVIEW_DONE && !edit_finish(&job->edit, &out))
		job->fate = REVIEW_CANNOT;
	edit_close(&job->edit);
	if (job->fate == REVIEW_DONE) {
		buf_free(&job->files[job->file]);
		job->files[job->file] = out;
	} else {
		buf_free(&out);
	}
	job->file = UINT32_MAX;
}

bool review_job_open(ReviewJob *job, uint32_t file)
{
	close_file(job);
	if (job->fate != REVIEW_DONE)
		return false;
	if (!edit_open(&job->edit, buf_str(job->files[file].n ? &job->files[file] : &job->review->files[file].now))) {
		edit_close(&job->edit);
		job->fate = REVIEW_CANNOT;
		return false;
	}
	/* The bytes that are edited must not be those that take their place. */
	job->file = file;
	return true;
}

ReviewFate review_job_end(ReviewJob *job, uint32_t unit)
{
	close_file(job);
	if (job->fate == REVIEW_DONE)
		job->fate = review_step(job->review, job->files, unit, job->lit);
	for (size_t i = 0; i < job->review->n_files; i++)
		buf_free(&job->files[i]);
	free(job->files);
	mem_arena_free(&job->arena);
	return job->fate;
}

/* Which item of its list a unit is. */
static uint32_t index_of(const ReviewUnit *unit)
{
	return unit->kind == UNIT_SPEECH ? unit->speech : unit->kind == UNIT_SECTION ? unit->section : unit->measure;
}

uint32_t review_job_list(const ReviewJob *job, const ReviewUnit *unit)
{
	const Edit *edit = &job->edit;
	uint32_t list = edit_value(edit, 0, "speeches");

	if (unit->kind == UNIT_SPEECH)
		return list;
	list = edit_value(edit, edit_item(edit, list, unit->speech), "sections");
	if (unit->kind == UNIT_SECTION)
		return list;
	return edit_value(edit, edit_item(edit, list, unit->section), "measures");
}

uint32_t review_job_node(const ReviewJob *job, const ReviewUnit *unit)
{
	return edit_item(&job->edit, review_job_list(job, unit), index_of(unit));
}

void review_job_add_span(Buf *out, const char *key, Span span)
{
	buf_add(out, str_of(key));
	buf_add(out, STR(": ["));
	buf_add_int(out, span.from);
	buf_add(out, STR(", "));
	buf_add_int(out, span.to);
	buf_add(out, STR("]\n"));
}

void review_job_set_span(ReviewJob *job, uint32_t map, const char *key, const char *after, Span span)
{
	Buf yaml = {0};

	review_job_add_span(&yaml, key, span);
	edit_set_value(&job->edit, map, key, after, str_trim(str_sub(buf_str(&yaml), strlen(key) + 2, yaml.n)));
	buf_free(&yaml);
}

Str review_job_items(ReviewJob *job, uint32_t list, size_t first)
{
	Buf items = {0};

	for (size_t i = first, n = edit_count(&job->edit, list); i < n; i++)
		edit_add_item(&job->edit, list, i, &items);
	return buf_keep(&items, &job->arena);
}

void review_job_put_items(ReviewJob *job, uint32_t map, const char *key, size_t at, Str items)
{
	uint32_t list = edit_value(&job->edit, map, key);

	if (!items.n)
		return;
	if (list == EDIT_NONE)
		edit_set_block(&job->edit, map, key, NULL, items);
	else
		edit_insert_item(&job->edit, list, at == SIZE_MAX ? edit_count(&job->edit, list) : at, items);
}

void review_job_drop_items(ReviewJob *job, uint32_t map, const char *key, size_t first)
{
	uint32_t list = edit_value(&job->edit, map, key);
	size_t n = edit_count(&job->edit, list);

	if (!first && n)
		edit_set_value(&job->edit, map, key, NULL, STR("[]"));
	for (size_t i = first; first && i < n; i++)
		edit_remove_item(&job->edit, list, i);
}

void review_job_drop(ReviewJob *job, const ReviewUnit *unit)
{
	uint32_t list = review_job_list(job, unit);
	bool last = edit_count(&job->edit, list) == 1;

	if (last && unit->kind == UNIT_SPEECH)
		edit_remove_key(&job->edit, 0, "speeches");
	else if (last)
		review_job_drop_items(job, edit_parent(&job->edit, list),
			unit->kind == UNIT_SECTION ? "sections" : "measures", 0);
	else
		edit_remove_item(&job->edit, list, index_of(unit));
}

Str review_job_comments(ReviewJob *job, const ReviewUnit *unit)
{
	const Edit *edit = &job->edit;
	uint32_t list = review_job_list(job, unit), node = review_job_node(job, unit);
	uint32_t below = edit_value(edit, node, unit->kind == UNIT_SPEECH ? "sections" : "measures");
	Str lines = edit_item_bytes(edit, list, index_of(unit)), line;
	Buf out = {0};

	if (unit->kind != UNIT_MEASURE && below != EDIT_NONE && lines.n) {
		Str first = edit_item_bytes(edit, below, 0);

		if (first.n)
			lines.n = (size_t)(first.s - lines.s);
	}
	while (str_split(&lines, '\n', &line)) {
		Str words = str_trim(line);

		if (words.n && *words.s == '#') {
			buf_add(&out, words);
			buf_add_char(&out, '\n');
		}
	}
	return buf_keep(&out, &job->arena);
}

void review_job_put_comments(ReviewJob *job, const ReviewUnit *above, Str comments)
{
	if (comments.n)
		edit_add_comments(&job->edit, review_job_list(job, above), index_of(above), comments);
}

void review_job_append(ReviewJob *job, const ReviewUnit *to, const ReviewPassage *passage)
{
	const char *key = to->kind == UNIT_SPEECH ? "lead" : "intro", *before = to->kind == UNIT_SPEECH ? "sections"
		: "measures";
	uint32_t node;
	ReviewPassage was, both;

	if (!passage->text.n || !review_job_open(job, to->file))
		return;
	node = review_job_node(job, to);
	was = review_passage_read(job, to->kind == UNIT_MEASURE ? node : edit_value(&job->edit, node, key));
	both = was.text.n ? review_passage_join(job, &was, passage) : *passage;
	if (to->kind == UNIT_MEASURE)
		review_passage_set(job, node, &both);
	else
		review_passage_put(job, node, key, before, &both);
}

void review_job_add_section(Buf *out, Str heading, Span head, FoundBy by, const ReviewPassage *intro, Str measures)
{
	import_yaml_text(out, 0, "- heading", heading);
	if (!review_span_is_empty(head)) {
		buf_add(out, STR("  "));
		review_job_add_span(out, "heading_span", head);
	}
	buf_add(out, STR("  found: {by: "));
	buf_add(out, corpus_found_id(by));
	buf_add(out, STR(", sure: 100}\n"));
	if (intro && intro->text.n) {
		Buf lines = {0};

		review_passage_add(intro, &lines);
		buf_add(out, STR("  intro:\n"));
		edit_add_set_in(out, buf_str(&lines), 4);
		buf_free(&lines);
	}
	buf_add(out, measures.n ? STR("  measures:\n") : STR("  measures: []\n"));
	edit_add_set_in(out, measures, 4);
}
