/* Passages: what a lead, an intro and a measure have in common, read, cut, joined and put into YAML. */
#include "review_inside.h"

#include "import_yaml.h"

static void read_figures(ReviewJob *job, uint32_t list, ReviewPassage *out)
{
	out->n_figures = edit_count(&job->edit, list);
	out->figures = mem_take(&job->arena, (out->n_figures + 1) * sizeof *out->figures);
	out->places = mem_take(&job->arena, (out->n_figures + 1) * sizeof *out->places);
	for (size_t i = 0; i < out->n_figures; i++) {
		Buf item = {0};

		edit_add_item(&job->edit, list, i, &item);
		out->figures[i] = buf_keep(&item, &job->arena);
		out->places[i] = review_span(&job->edit, edit_value(&job->edit, edit_item(&job->edit, list, i), "span"));
	}
}

ReviewPassage review_passage_read(ReviewJob *job, uint32_t map)
{
	const Edit *edit = &job->edit;
	uint32_t terms = edit_value(edit, map, "terms");
	ReviewPassage out = {.span = review_span(&job->edit, edit_value(edit, map, "span"))};

	out.text = edit_words(edit, edit_value(edit, map, "text"), &job->arena);
	out.n_terms = edit_count(edit, terms);
	out.terms = mem_take(&job->arena, (out.n_terms + 1) * sizeof *out.terms);
	for (size_t i = 0; i < out.n_terms; i++)
		out.terms[i] = str_keep(edit_scalar(&job->edit, edit_item(edit, terms, i)), &job->arena);
	read_figures(job, edit_value(edit, map, "figures"), &out);
	return out;
}

ReviewPassage review_passage_of(ReviewJob *job, Span span, Str words)
{
	return (ReviewPassage){.span = span, .text = str_keep(words, &job->arena)};
}

ReviewPassage review_passage_head(ReviewJob *job, const ReviewUnit *unit, bool loose)
{
	Buf text = {0};

	if (review_span_is_empty(unit->head))
		return (ReviewPassage){0};
	review_text_whole(job->review, unit->name, unit->head, loose, &text);
	return (ReviewPassage){.span = unit->head, .text = buf_keep(&text, &job->arena)};
}
/* As what it is written with its number, when it comes to stand inside another. */
static Str whole(ReviewJob *job, const ReviewPassage *passage)
{
	Buf text = {0};

	review_text_whole(job->review, passage->text, passage->span, false, &text);
	return buf_keep(&text, &job->arena);
}

static bool has_term(const ReviewPassage *passage, Str name)
{
	for (size_t i = 0; i < passage->n_terms; i++)
		if (str_eq(passage->terms[i], name))
			return true;
	return false;
}

ReviewPassage review_passage_join(ReviewJob *job, const ReviewPassage *a, const ReviewPassage *b)
{
	Arena *arena = &job->arena;
	ReviewPassage out = *a;
	Buf text = {0};

	if (!a->text.n)
		return *b;
	if (!b->text.n)
		return *a;
	out.span.to = b->span.to;
	review_text_join(job->review, a->text, whole(job, b), &text);
	out.text = buf_keep(&text, arena);
	out.terms = mem_take(arena, (a->n_terms + b->n_terms + 1) * sizeof *out.terms);
	for (size_t i = 0; i < a->n_terms; i++)
		out.terms[i] = a->terms[i];
	for (size_t i = 0; i < b->n_terms; i++)
		if (!has_term(a, b->terms[i]))
			out.terms[out.n_terms++] = b->terms[i];
	out.figures = mem_take(arena, (a->n_figures + b->n_figures + 1) * sizeof *out.figures);
	out.places = mem_take(arena, (a->n_figures + b->n_figures + 1) * sizeof *out.places);
	for (size_t i = 0; i < a->n_figures + b->n_figures; i++) {
		bool first = i < a->n_figures;

		out.figures[i] = first ? a->figures[i] : b->figures[i - a->n_figures];
		out.places[i] = first ? a->places[i] : b->places[i - a->n_figures];
	}
	out.n_figures = a->n_figures + b->n_figures;
	return out;
}

/* A term goes where it stands; one that stands in neither part stays with the first. */
static void share_terms(ReviewJob *job, const ReviewPassage *from, ReviewPassage *left, ReviewPassage *right)
{
	left->terms = mem_take(&job->arena, (from->n_terms + 1) * sizeof *left->terms);
	right->terms = mem_take(&job->arena, (from->n_terms + 1) * sizeof *right->terms);
	left->n_terms = right->n_terms = 0;
	for (size_t i = 0; i < from->n_terms; i++) {
		bool in_right = str_find(right->text, from->terms[i], 0) >= 0;

		if (!in_right || str_find(left->text, from->terms[i], 0) >= 0)
			left->terms[left->n_terms++] = from->terms[i];
		if (in_right)
			right->terms[right->n_terms++] = from->terms[i];
	}
}

static bool share_figures(ReviewJob *job, const ReviewPassage *from, uint32_t at, ReviewPassage *left,
	ReviewPassage *right)
{
	size_t room = from->n_figures + 1;

	left->figures = mem_take(&job->arena, room * sizeof *left->figures);
	left->places = mem_take(&job->arena, room * sizeof *left->places);
	right->figures = mem_take(&job->arena, room * sizeof *right->figures);
	right->places = mem_take(&job->arena, room * sizeof *right->places);
	left->n_figures = right->n_figures = 0;
	for (size_t i = 0; i < from->n_figures; i++) {
		Span place = from->places[i];
		ReviewPassage *to = place.from >= at ? right : left;

		if (place.from < at && place.to > at)
			return false;
		to->places[to->n_figures] = place;
		to->figures[to->n_figures++] = from->figures[i];
	}
	return true;
}

bool review_passage_cut(ReviewJob *job, const ReviewPassage *from, uint32_t at, ReviewPassage *left,
	ReviewPassage *right)
{
	size_t byte;

	if (at <= from->span.from || at >= from->span.to) {
		job->fate = REVIEW_EDGE;
		return false;
	}
	if (!review_text_cut(job->review, from->text, from->span, at, &byte)) {
		Span of;
		bool source = review_text_is_source(job->review, from->text, from->span, false, &of);

		job->fate = source ? REVIEW_EDGE : REVIEW_BY_HAND;
		return false;
	}
	*left = review_passage_of(job, (Span){from->span.from, at}, str_trim(str_sub(from->text, 0, byte)));
	*right = review_passage_of(job, (Span){at, from->span.to}, str_trim(str_sub(from->text, byte, from->text.n)));
	if (!left->text.n || !right->text.n) {
		job->fate = REVIEW_EDGE;
		return false;
	}
	share_terms(job, from, left, right);
	if (!share_figures(job, from, at, left, right)) {
		job->fate = REVIEW_FIGURE;
		return false;
	}
	return true;
}

void review_passage_add(const ReviewPassage *passage, Buf *out)
{
	review_job_add_span(out, "span", passage->span);
	import_yaml_text(out, 0, "text", passage->text);
	for (size_t i = 0; i < passage->n_terms; i++) {
		buf_add(out, i ? STR(", ") : STR("terms: ["));
		import_yaml_scalar(out, passage->terms[i], true);
		buf_add(out, i + 1 == passage->n_terms ? STR("]\n") : STR(""));
	}
	if (passage->n_figures)
		buf_add(out, STR("figures:\n"));
	for (size_t i = 0; i < passage->n_figures; i++)
		edit_add_set_in(out, passage->figures[i], 2);
}

static bool same_figure(const ReviewPassage *passage, Str item)
{
	for (size_t i = 0; i < passage->n_figures; i++)
		if (str_eq(passage->figures[i], item))
			return true;
	return false;
}

/* Items that are not wanted any more go, those that are new come behind the last. */
static void set_figures(ReviewJob *job, uint32_t map, const ReviewPassage *passage)
{
	Edit *edit = &job->edit;
	ReviewPassage was = review_passage_read(job, map);
	uint32_t list = edit_value(edit, map, "figures");
	size_t kept = 0;
	Buf fresh = {0};

	for (size_t i = 0; i < was.n_figures; i++)
		kept += same_figure(passage, was.figures[i]);
	for (size_t i = 0; i < was.n_figures && kept; i++)
		if (!same_figure(passage, was.figures[i]))
			edit_remove_item(edit, list, i);
	for (size_t i = 0; i < passage->n_figures; i++)
		if (!same_figure(&was, passage->figures[i]))
			buf_add(&fresh, passage->figures[i]);
	if (was.n_figures && !kept && !fresh.n)
		edit_remove_key(edit, map, "figures");
	else if (fresh.n && list == EDIT_NONE)
		edit_set_block(edit, map, "figures", edit_value(edit, map, "terms") == EDIT_NONE ? "text" : "terms",
			buf_str(&fresh));
	else if (fresh.n)
		edit_insert_item(edit, list, was.n_figures, buf_str(&fresh));
	buf_free(&fresh);
}

void review_passage_set(ReviewJob *job, uint32_t map, const ReviewPassage *passage)
{
	Edit *edit = &job->edit;

	review_job_set_span(job, map, "span", NULL, passage->span);
	edit_set_text(edit, map, "text", "span", passage->text);
	edit_set_names(edit, map, "terms", "text", passage->terms, passage->n_terms);
	set_figures(job, map, passage);
}

void review_passage_put(ReviewJob *job, uint32_t map, const char *key, const char *before, const ReviewPassage *passage)
{
	Edit *edit = &job->edit;
	uint32_t at = edit_value(edit, map, key);
	Str after = {0};
	Buf yaml = {0};

	if (at != EDIT_NONE) {
		review_passage_set(job, at, passage);
		return;
	}
	for (uint32_t i = edit->nodes.at[map].first; i != EDIT_NONE; i = edit->nodes.at[edit->nodes.at[i].next].next) {
		if (str_eq(edit->nodes.at[i].value, str_of(before)))
			break;
		after = str_keep(edit->nodes.at[i].value, &job->arena);
	}
	review_passage_add(passage, &yaml);
	edit_set_block(edit, map, key, after.s, buf_str(&yaml));
	buf_free(&yaml);
}
