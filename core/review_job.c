/* What the operations have in common: moving items of lists, and making new ones. */
#include "review_inside.h"

#include "import_yaml.h"

#include <string.h>

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
		edit_remove_item(&job->edit, list, unit->kind == UNIT_SPEECH ? unit->speech
			: unit->kind == UNIT_SECTION ? unit->section : unit->measure);
}

Str review_job_comments(ReviewJob *job, const ReviewUnit *unit)
{
	const Edit *edit = &job->edit;
	uint32_t list = review_job_list(job, unit), node = review_job_node(job, unit);
	uint32_t below = edit_value(edit, node, unit->kind == UNIT_SPEECH ? "sections" : "measures");
	Str lines = edit_item_bytes(edit, list, unit->kind == UNIT_SPEECH ? unit->speech
		: unit->kind == UNIT_SECTION ? unit->section : unit->measure), line;
	Buf out = {0};

	if (unit->kind != UNIT_MEASURE && below != EDIT_NONE && lines.n) {
		const EditNode *first = edit_item(edit, below, 0) == EDIT_NONE ? NULL
			: &edit->nodes.at[edit_item(edit, below, 0)];
		Str own = first ? edit_item_bytes(edit, below, 0) : (Str){0};

		if (own.n)
			lines.n = (size_t)(own.s - lines.s);
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
		edit_add_comments(&job->edit, review_job_list(job, above), above->kind == UNIT_SPEECH ? above->speech
			: above->kind == UNIT_SECTION ? above->section : above->measure, comments);
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
	if (head.from < head.to) {
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

ReviewPassage review_passage_head(ReviewJob *job, const ReviewUnit *unit, bool loose)
{
	Buf text = {0};

	if (unit->head.from >= unit->head.to)
		return (ReviewPassage){0};
	review_text_whole(job->review, unit->name, unit->head, loose, &text);
	return (ReviewPassage){.span = unit->head, .text = buf_keep(&text, &job->arena)};
}
