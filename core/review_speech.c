/* Operations that make speeches, or unmake them: two of them, often in two files. */
#include "review_inside.h"

#include "import_yaml.h"

#define UNSIGNED "未署名" /* the speaker of a speech that names none */

/* An id that no speech of the volume has. */
static void add_id(const Review *review, Str base, Buf *out)
{
	for (uint32_t n = 2;; n++) {
		bool taken = false;

		buf_clear(out);
		buf_add(out, base);
		buf_add_char(out, '-');
		buf_add_int(out, n);
		for (size_t i = 0; i < review->units.n && !taken; i++)
			taken = str_eq(review->units.at[i].id, buf_str(out));
		if (!taken)
			return;
	}
}

/* The line that signs a speech becomes text of what stands before it. */
static void unsign(ReviewJob *job, uint32_t speech)
{
	const Review *review = job->review;
	const ReviewUnit *unit = &review->units.at[speech];
	ReviewPassage foot;
	Buf words = {0};

	if (review_span_is_empty(unit->foot))
		return;
	review_text_prose(review, unit->foot, &words);
	foot = review_passage_of(job, unit->foot, buf_str(&words));
	review_job_append(job, &review->units.at[review_speech_end(review, speech) - 1], &foot);
	if (review_job_open(job, unit->file))
		edit_remove_key(&job->edit, review_job_node(job, unit), "speaker_span");
	buf_free(&words);
}

/* What stands between two speeches and belongs to none becomes text of the first, which they both are now. */
static void bridge(ReviewJob *job, uint32_t speech, uint32_t next)
{
	const Review *review = job->review;
	Span gap = {0, review_place(review, next)};
	ReviewPassage passage;
	Buf words = {0};

	unsign(job, speech);
	for (uint32_t i = speech; i < next; i++) {
		const ReviewUnit *unit = &review->units.at[i];

		gap.from = unit->head.to > gap.from ? unit->head.to : gap.from;
		gap.from = unit->body.to > gap.from ? unit->body.to : gap.from;
		gap.from = unit->foot.to > gap.from ? unit->foot.to : gap.from;
	}
	if (!review_span_is_empty(gap)) {
		review_text_prose(review, gap, &words);
		passage = review_passage_of(job, gap, buf_str(&words));
		review_job_append(job, &review->units.at[next - 1], &passage);
	}
	buf_free(&words);
}

/* Whether the source breaks off belongs to the last one. */
static void take_complete(ReviewJob *job, const ReviewUnit *to, bool complete)
{
	uint32_t node = review_job_node(job, to);

	if (complete)
		edit_remove_key(&job->edit, node, "complete");
	else if (edit_value(&job->edit, node, "complete") == EDIT_NONE)
		edit_set_value(&job->edit, node, "complete", "title_span", STR("false"));
}

static bool is_complete(const ReviewJob *job, uint32_t node)
{
	return !str_eq(edit_scalar(&job->edit, edit_value(&job->edit, node, "complete")), STR("false"));
}

/* What is taken from a speech that goes. */
typedef struct Taken {
	ReviewPassage lead;
	Str first;    /* measures of a section in front that has no heading */
	Str sections; /* the others */
	Str comments;
	bool complete;
} Taken;

static bool take(ReviewJob *job, uint32_t speech, Taken *out)
{
	const ReviewUnit *unit = &job->review->units.at[speech];
	uint32_t node, sections, first;

	unsign(job, speech);
	if (!review_job_open(job, unit->file))
		return false;
	node = review_job_node(job, unit);
	sections = edit_value(&job->edit, node, "sections");
	first = edit_item(&job->edit, sections, 0);
	bool headless = first != EDIT_NONE && edit_value(&job->edit, first, "heading_span") == EDIT_NONE
		&& edit_value(&job->edit, first, "intro") == EDIT_NONE;
	*out = (Taken){.lead = review_passage_read(job, edit_value(&job->edit, node, "lead")),
		.sections = review_job_items(job, sections, headless), .comments = review_job_comments(job, unit),
		.complete = is_complete(job, node)};
	if (headless)
		out->first = review_job_items(job, edit_value(&job->edit, first, "measures"), 0);
	return true;
}

static void drop_speech(ReviewJob *job, uint32_t speech)
{
	const ReviewUnit *unit = &job->review->units.at[speech];

	if (review_job_open(job, unit->file))
		review_job_drop(job, unit);
}

ReviewFate review_speech_join(Review *review, uint32_t unit)
{
	uint32_t before = unit ? review_speech_of(review, unit - 1) : 0, last = unit ? unit - 1 : 0;
	const ReviewUnit *speech = &review->units.at[before];
	ReviewUnit section = review->units.at[last];
	ReviewJob job;
	Taken taken;

	if (!unit)
		return REVIEW_FIRST;
	review_job_begin(&job, review);
	job.lit = review->units.at[unit].head.from;
	bridge(&job, before, unit);
	if (take(&job, unit, &taken)) {
		ReviewPassage head = review_passage_head(&job, &review->units.at[unit], true);
		ReviewPassage own = review_passage_join(&job, &head, &taken.lead);

		review_job_append(&job, &review->units.at[last], &own);
		section.kind = UNIT_SECTION;
		if (review_job_open(&job, speech->file)) {
			if (review->units.at[last].kind == UNIT_SPEECH && taken.first.n) {
				Buf item = {0};

				review_job_add_section(&item, STR(REVIEW_WHOLE), (Span){0, 0}, FOUND_BY_PARAGRAPH, NULL, taken.first);
				review_job_put_items(&job, review_job_node(&job, speech), "sections", SIZE_MAX, buf_str(&item));
				buf_free(&item);
			} else {
				review_job_put_items(&job, review_job_node(&job, &section), "measures", SIZE_MAX, taken.first);
			}
		}
		if (review_job_open(&job, speech->file)) {
			review_job_put_items(&job, review_job_node(&job, speech), "sections", SIZE_MAX, taken.sections);
			take_complete(&job, speech, taken.complete);
			review_job_put_comments(&job, speech, taken.comments);
		}
		drop_speech(&job, unit);
	}
	return review_job_end(&job, unit);
}

ReviewFate review_speech_demote(Review *review, uint32_t unit)
{
	uint32_t before = unit ? review_speech_of(review, unit - 1) : 0;
	const ReviewUnit *speech = &review->units.at[before], *self = &review->units.at[unit];
	ReviewJob job;
	Taken taken;
	Buf items = {0};

	if (!unit)
		return REVIEW_FIRST;
	review_job_begin(&job, review);
	job.lit = self->head.from;
	bridge(&job, before, unit);
	if (take(&job, unit, &taken) && review_job_open(&job, speech->file)) {
		review_job_add_section(&items, self->name, self->head, FOUND_BY_HAND, &taken.lead, taken.first);
		buf_add(&items, taken.sections);
		review_job_put_items(&job, review_job_node(&job, speech), "sections", SIZE_MAX, buf_str(&items));
		take_complete(&job, speech, taken.complete);
		review_job_put_comments(&job, speech, taken.comments);
		drop_speech(&job, unit);
	}
	buf_free(&items);
	return review_job_end(&job, unit);
}

/* The new speech as an item of YAML; who speaks and where is for a person to say, but for the line at the foot. */
static void add_speech(ReviewJob *job, const ReviewUnit *old, const ReviewUnit *section, bool complete, Buf *out)
{
	const Edit *edit = &job->edit;
	uint32_t node = review_job_node(job, section);
	bool foot = !review_span_is_empty(old->foot);
	ReviewPassage lead = review_passage_read(job, edit_value(edit, node, "intro"));
	Str measures = review_job_items(job, edit_value(edit, node, "measures"), 0);
	Str others = review_job_items(job, review_job_list(job, section), section->section + 1);
	Buf id = {0}, lines = {0}, sections = {0};

	add_id(job->review, old->id, &id);
	import_yaml_text(out, 0, "- id", buf_str(&id));
	import_yaml_text(out, 2, "province", old->province);
	import_yaml_text(out, 2, "speaker", foot ? old->speaker : STR(UNSIGNED));
	import_yaml_text(out, 2, "title", section->name);
	buf_add(out, STR("  "));
	review_job_add_span(out, "title_span", section->head);
	buf_add(out, foot ? STR("  ") : STR(""));
	if (foot)
		review_job_add_span(out, "speaker_span", old->foot);
	buf_add(out, complete ? STR("") : STR("  complete: false\n"));
	buf_add(out, STR("  found: {by: hand, sure: 100}\n"));
	buf_add(out, foot ? STR("  proposed: [province]\n") : STR("  proposed: [speaker, province]\n"));
	if (lead.text.n) {
		review_passage_add(&lead, &lines);
		buf_add(out, STR("  lead:\n"));
		edit_add_set_in(out, buf_str(&lines), 4);
	}
	if (measures.n)
		review_job_add_section(&sections, STR(REVIEW_WHOLE), (Span){0, 0}, FOUND_BY_PARAGRAPH, NULL, measures);
	buf_add(&sections, others);
	buf_add(out, sections.n ? STR("  sections:\n") : STR("  sections: []\n"));
	edit_add_set_in(out, buf_str(&sections), 4);
	buf_free(&id);
	buf_free(&lines);
	buf_free(&sections);
}

ReviewFate review_speech_promote(Review *review, uint32_t unit)
{
	const ReviewUnit *section = &review->units.at[unit], *old = &review->units.at[review_speech_of(review, unit)];
	ReviewJob job;
	Buf item = {0};

	if (review_span_is_empty(section->head))
		return REVIEW_UNNAMED;
	review_job_begin(&job, review);
	job.lit = section->head.from;
	if (review_job_open(&job, section->file)) {
		bool complete = is_complete(&job, review_job_node(&job, old));

		add_speech(&job, old, section, complete, &item);
		edit_insert_item(&job.edit, review_job_list(&job, old), old->speech + 1, buf_str(&item));
		if (review_job_open(&job, section->file)) {
			uint32_t node = review_job_node(&job, old);

			take_complete(&job, old, true);
			review_job_drop_items(&job, node, "sections", section->section);
			if (!review_span_is_empty(old->foot)) {
				edit_remove_key(&job.edit, node, "speaker_span");
				edit_set_text(&job.edit, node, "speaker", NULL, STR(UNSIGNED));
			}
		}
	}
	buf_free(&item);
	return review_job_end(&job, unit);
}
