/* Operations within a speech. */
#include "review_inside.h"

#include "import_propose.h"
#include "import_yaml.h"
#include "utf8.h"

#include <string.h>

static const ReviewUnit *unit_of(const Review *review, uint32_t unit)
{
	return &review->units.at[unit];
}

/* A section without a heading and an intro in the source: nothing but its measures. */
static bool is_bare(const ReviewUnit *unit)
{
	return review_span_is_empty(unit->head) && review_span_is_empty(unit->body);
}

/* Themes for a measure that is new, until somebody says better ones: those of the nearest one, or any at all. */
static void add_themes(const Review *review, const ReviewUnit *near, Buf *out)
{
	size_t at = (size_t)(near - review->units.at);
	Str themes = {0};

	for (size_t i = 0; i < 2 * review->units.n && !themes.n; i++) {
		size_t k = i % 2 ? at - i / 2 - 1 : at + i / 2;

		themes = k < review->units.n ? review->units.at[k].themes : (Str){0};
	}
	for (size_t i = 0; i < review->n_files && !themes.n; i++)
		themes = review->files[i].theme;
	if (!themes.n)
		return;
	buf_add(out, *themes.s == '[' ? STR("  themes: ") : STR("  themes: ["));
	buf_add(out, themes);
	buf_add(out, *themes.s == '[' ? STR("\n") : STR("]\n"));
}

/* What is new is proposed. Its number stays out of the text. */
static void add_measure(ReviewJob *job, ReviewPassage passage, Str label, const ReviewUnit *near, Buf *out)
{
	uint32_t body;
	size_t byte;
	Buf lines = {0};
	Str made = review_text_label(job->review, passage.span, &body, &job->arena);

	if (body > passage.span.from && review_text_cut(job->review, passage.text, passage.span, body, &byte))
		passage.text = str_trim(str_sub(passage.text, byte, passage.text.n));
	import_yaml_text(out, 0, "- label", label.n ? label : made);
	buf_add(out, STR("  found: {by: hand, sure: 100}\n  proposed: [label, themes"));
	buf_add(out, passage.n_terms ? STR(", terms") : STR(""));
	buf_add(out, passage.n_figures ? STR(", figures]\n") : STR("]\n"));
	add_themes(job->review, near, out);
	review_passage_add(&passage, &lines);
	edit_add_set_in(out, buf_str(&lines), 2);
	buf_free(&lines);
}

/* The end of a lead is the first measure of a section without a heading, in front of the others. */
static void put_in_front(ReviewJob *job, const ReviewUnit *speech, uint32_t node, Str measure)
{
	const ReviewUnit *next = speech + 1;
	const Review *review = job->review;
	bool is = next < review->units.at + review->units.n && next->kind == UNIT_SECTION && is_bare(next);
	Buf section = {0};

	if (is) {
		review_job_put_items(job, review_job_node(job, next), "measures", 0, measure);
		return;
	}
	review_job_add_section(&section, STR(REVIEW_WHOLE), (Span){0, 0}, FOUND_BY_PARAGRAPH, NULL, measure);
	review_job_put_items(job, node, "sections", 0, buf_str(&section));
	buf_free(&section);
}

static void split_body(ReviewJob *job, const ReviewUnit *unit, uint32_t at)
{
	uint32_t node = review_job_node(job, unit), map = unit->kind == UNIT_MEASURE ? node
		: edit_value(&job->edit, node, unit->kind == UNIT_SPEECH ? "lead" : "intro");
	ReviewPassage whole = review_passage_read(job, map), left, right;
	Buf item = {0};

	if (!review_passage_cut(job, &whole, at, &left, &right))
		return;
	review_passage_set(job, map, &left);
	add_measure(job, right, (Str){0}, unit, &item);
	if (unit->kind == UNIT_MEASURE)
		edit_insert_item(&job->edit, review_job_list(job, unit), unit->measure + 1, buf_str(&item));
	else if (unit->kind == UNIT_SECTION)
		review_job_put_items(job, node, "measures", 0, buf_str(&item));
	else
		put_in_front(job, unit, node, buf_str(&item));
	buf_free(&item);
}

static Str without_stop(Str words)
{
	words = str_trim(words);
	return str_ends(words, STR("。")) || str_ends(words, STR("：")) ? str_sub(words, 0, words.n - 3) : words;
}

/* The end of a heading goes to the intro, that of a title to the lead. */
static void split_head(ReviewJob *job, const ReviewUnit *unit, uint32_t at)
{
	bool speech = unit->kind == UNIT_SPEECH;
	const char *key = speech ? "lead" : "intro";
	uint32_t node = review_job_node(job, unit);
	ReviewPassage rest, was = review_passage_read(job, edit_value(&job->edit, node, key));
	size_t byte;
	Buf tail = {0};
	Span of;

	if (at <= unit->head.from || !review_text_cut(job->review, unit->name, unit->head, at, &byte) ||
		!without_stop(str_sub(unit->name, 0, byte)).n) {
		job->fate = REVIEW_EDGE;
		return;
	}
	if (review_text_is_source(job->review, unit->name, unit->head, true, &of))
		review_text_prose(job->review, (Span){at, unit->head.to}, &tail);
	else
		buf_add(&tail, str_sub(unit->name, byte, unit->name.n));
	rest = review_passage_of(job, (Span){at, unit->head.to}, str_trim(buf_str(&tail)));
	rest = review_passage_join(job, &rest, &was);
	edit_set_text(&job->edit, node, speech ? "title" : "heading", NULL,
		without_stop(str_sub(unit->name, 0, byte)));
	review_job_set_span(job, node, speech ? "title_span" : "heading_span", NULL, (Span){unit->head.from, at});
	review_passage_put(job, node, key, speech ? "sections" : "measures", &rest);
	buf_free(&tail);
}

ReviewFate review_split(Review *review, uint32_t character)
{
	uint32_t at = review_unit_at(review, character);
	const ReviewUnit *unit = at == UINT32_MAX ? NULL : unit_of(review, at);
	ReviewJob job;

	if (!unit || (!review_span_has(unit->head, character) && !review_span_has(unit->body, character)))
		return REVIEW_OUTSIDE;
	review_job_begin(&job, review);
	job.lit = character;
	if (review_job_open(&job, unit->file)) {
		if (review_span_has(unit->head, character))
			split_head(&job, unit, character);
		else
			split_body(&job, unit, character);
	}
	return review_job_end(&job, at);
}

static ReviewFate join_measure(Review *review, uint32_t at)
{
	const ReviewUnit *unit = unit_of(review, at), *before = unit_of(review, at - 1);
	ReviewPassage passage;
	ReviewJob job;
	Str comments;

	review_job_begin(&job, review);
	job.lit = before->kind == UNIT_MEASURE ? before->body.from : unit->body.from;
	if (review_job_open(&job, unit->file)) {
		passage = review_passage_read(&job, review_job_node(&job, unit));
		comments = review_job_comments(&job, unit);
		review_job_append(&job, before, &passage);
		review_job_put_comments(&job, before, comments);
		if (review_job_open(&job, unit->file))
			review_job_drop(&job, unit);
	}
	return review_job_end(&job, at);
}

/* A first section that stops being one: what it has to say has gone elsewhere, its measures stay. */
static void behead(ReviewJob *job, const ReviewUnit *unit, Str measure)
{
	uint32_t node;

	if (!review_job_open(job, unit->file))
		return;
	node = review_job_node(job, unit);
	edit_set_text(&job->edit, node, "heading", NULL, STR(REVIEW_WHOLE));
	edit_remove_key(&job->edit, node, "heading_span");
	edit_remove_key(&job->edit, node, "intro");
	edit_set_value(&job->edit, node, "found", "heading", STR("{by: paragraph, sure: 100}"));
	review_job_put_items(job, node, "measures", 0, measure);
}

/* The heading with the intro behind it. */
static ReviewPassage own_text(ReviewJob *job, const ReviewUnit *unit)
{
	ReviewPassage head = review_passage_head(job, unit, false);
	ReviewPassage intro = review_passage_read(job, edit_value(&job->edit, review_job_node(job, unit), "intro"));

	return review_passage_join(job, &head, &intro);
}

static ReviewFate join_section(Review *review, uint32_t at)
{
	const ReviewUnit *unit = unit_of(review, at), *before = unit_of(review, at - 1);
	ReviewUnit section = *unit;
	ReviewPassage own;
	ReviewJob job;
	Str items, comments;

	if (before->kind == UNIT_SPEECH && is_bare(unit))
		return REVIEW_FIRST;
	review_job_begin(&job, review);
	job.lit = review_span_is_empty(unit->head) ? before->body.from : unit->head.from;
	if (review_job_open(&job, unit->file)) {
		own = own_text(&job, unit);
		items = review_job_items(&job, edit_value(&job.edit, review_job_node(&job, unit), "measures"), 0);
		comments = review_job_comments(&job, unit);
		review_job_append(&job, before, &own);
		section.section--;
		if (before->kind == UNIT_SPEECH && items.n) {
			behead(&job, unit, (Str){0});
		} else if (review_job_open(&job, unit->file)) {
			if (before->kind != UNIT_SPEECH) {
				review_job_put_items(&job, review_job_node(&job, &section), "measures", SIZE_MAX, items);
				review_job_put_comments(&job, &section, comments);
			}
			if (review_job_open(&job, unit->file))
				review_job_drop(&job, unit);
		}
	}
	return review_job_end(&job, at);
}

ReviewFate review_join(Review *review, uint32_t unit)
{
	if (unit >= review->units.n || unit == 0)
		return REVIEW_FIRST;
	return unit_of(review, unit)->kind == UNIT_MEASURE ? join_measure(review, unit)
		: unit_of(review, unit)->kind == UNIT_SECTION ? join_section(review, unit) : review_speech_join(review, unit);
}

/* The first sentence is the heading, the rest of it the intro. */
static bool cut_heading(ReviewJob *job, const ReviewUnit *unit, ReviewPassage *heading, ReviewPassage *intro)
{
	ReviewPassage whole = review_passage_read(job, review_job_node(job, unit));
	uint32_t end = review_text_sentence(job->review, whole.span);

	*heading = whole;
	*intro = (ReviewPassage){0};
	if (end < whole.span.to && !review_passage_cut(job, &whole, end, heading, intro))
		return false;
	if (!without_stop(heading->text).n)
		job->fate = REVIEW_EDGE;
	return job->fate == REVIEW_DONE;
}

static ReviewFate promote_measure(Review *review, uint32_t at)
{
	const ReviewUnit *unit = unit_of(review, at);
	ReviewUnit section = *unit;
	ReviewPassage heading, intro;
	ReviewJob job;
	Buf item = {0};

	section.kind = UNIT_SECTION;
	review_job_begin(&job, review);
	job.lit = unit->body.from;
	if (review_job_open(&job, unit->file) && cut_heading(&job, unit, &heading, &intro)) {
		uint32_t node = review_job_node(&job, &section);
		uint32_t speech = edit_parent(&job.edit, review_job_list(&job, &section));
		bool empty = !unit->measure && edit_value(&job.edit, node, "heading_span") == EDIT_NONE
			&& edit_value(&job.edit, node, "intro") == EDIT_NONE;

		review_job_add_section(&item, without_stop(heading.text), heading.span, FOUND_BY_HAND, &intro,
			review_job_items(&job, review_job_list(&job, unit), unit->measure + 1));
		review_job_put_items(&job, speech, "sections", unit->section + 1, buf_str(&item));
		if (review_job_open(&job, unit->file)) {
			if (empty)
				review_job_drop(&job, &section);
			else
				review_job_drop_items(&job, review_job_node(&job, &section), "measures", unit->measure);
		}
	}
	buf_free(&item);
	return review_job_end(&job, at);
}

ReviewFate review_promote(Review *review, uint32_t unit)
{
	if (unit >= review->units.n || unit_of(review, unit)->kind == UNIT_SPEECH)
		return REVIEW_TOP;
	return unit_of(review, unit)->kind == UNIT_MEASURE ? promote_measure(review, unit)
		: review_speech_promote(review, unit);
}

/* Heading and intro as a measure, appended as an item; nothing for a section that has neither. */
static void add_as_measure(ReviewJob *job, const ReviewUnit *unit, Buf *out)
{
	ReviewPassage own = own_text(job, unit);
	bool fits = utf8_count(unit->name) <= IMPORT_LABEL_CHARS;

	if (own.text.n)
		add_measure(job, own, fits && !review_span_is_empty(unit->head) ? unit->name : (Str){0}, unit, out);
}

static ReviewFate demote_section(Review *review, uint32_t at)
{
	const ReviewUnit *unit = unit_of(review, at);
	ReviewUnit before = *unit;
	ReviewJob job;
	Buf items = {0};

	if (!unit->section && is_bare(unit))
		return REVIEW_FIRST;
	review_job_begin(&job, review);
	job.lit = review_span_is_empty(unit->head) ? review_place(review, at) : unit->head.from;
	if (review_job_open(&job, unit->file)) {
		Str comments = review_job_comments(&job, unit);

		add_as_measure(&job, unit, &items);
		before.section--;
		if (!unit->section) {
			behead(&job, unit, buf_str(&items));
		} else {
			buf_add(&items, review_job_items(&job, edit_value(&job.edit, review_job_node(&job, unit), "measures"), 0));
			review_job_put_items(&job, review_job_node(&job, &before), "measures", SIZE_MAX, buf_str(&items));
			review_job_put_comments(&job, &before, comments);
			if (review_job_open(&job, unit->file))
				review_job_drop(&job, unit);
		}
	}
	buf_free(&items);
	return review_job_end(&job, at);
}

ReviewFate review_demote(Review *review, uint32_t unit)
{
	if (unit >= review->units.n)
		return REVIEW_FIRST;
	return unit_of(review, unit)->kind == UNIT_SECTION ? demote_section(review, unit)
		: unit_of(review, unit)->kind == UNIT_SPEECH ? review_speech_demote(review, unit) : review_join(review, unit);
}

/* Words that are changed or confirmed. */

/* Takes names out of a unit's list of what is proposed. */
static void settle(ReviewJob *job, uint32_t node, uint32_t bits)
{
	uint32_t list = edit_value(&job->edit, node, "proposed");
	Str names[16];
	size_t n = 0, had = edit_count(&job->edit, list);

	for (size_t i = 0; i < had; i++) {
		Str name = edit_scalar(&job->edit, edit_item(&job->edit, list, i));
		uint32_t bit = 0;

		for (unsigned k = 0; corpus_proposed_id(k).n; k++)
			bit = str_eq(corpus_proposed_id(k), name) ? 1u << k : bit;
		if (!(bit & bits) && n < 16)
			names[n++] = name;
	}
	if (n < had)
		edit_set_names(&job->edit, node, "proposed", NULL, names, n);
}

static ReviewFate set_word(Review *review, uint32_t unit, const char *key, Str word, uint32_t bits)
{
	ReviewJob job;

	word = str_trim(word);
	if (unit >= review->units.n || !word.n)
		return REVIEW_SAME;
	review_job_begin(&job, review);
	if (review_job_open(&job, unit_of(review, unit)->file)) {
		uint32_t node = review_job_node(&job, unit_of(review, unit));

		edit_set_text(&job.edit, node, key, NULL, word);
		settle(&job, node, bits);
	}
	return review_job_end(&job, unit);
}

ReviewFate review_rename(Review *review, uint32_t unit, Str name)
{
	UnitKind kind = unit < review->units.n ? unit_of(review, unit)->kind : UNIT_NONE;

	return kind == UNIT_SPEECH ? set_word(review, unit, "title", name, PROPOSED_TITLE)
		: kind == UNIT_SECTION ? set_word(review, unit, "heading", name, PROPOSED_HEADING)
		: set_word(review, unit, "label", name, PROPOSED_LABEL);
}

ReviewFate review_set_speaker(Review *review, uint32_t unit, Str name)
{
	if (unit >= review->units.n || unit_of(review, unit)->kind != UNIT_SPEECH)
		return REVIEW_OUTSIDE;
	return set_word(review, unit, "speaker", name, PROPOSED_SPEAKER);
}

/* The id of a province that the corpus has or that needs no row. */
static Str province_id(const Review *review, Str name)
{
	const ProvinceRow *row = corpus_province_row(name);
	uint32_t known = review->corpus ? corpus_province(review->corpus, name) : CORPUS_NONE;

	return row ? str_of(row->id) : known != CORPUS_NONE ? review->corpus->provinces.at[known].id : (Str){0};
}

ReviewFate review_set_province(Review *review, uint32_t unit, Str name)
{
	Str id = province_id(review, str_trim(name));

	if (unit >= review->units.n || unit_of(review, unit)->kind != UNIT_SPEECH)
		return REVIEW_OUTSIDE;
	return id.n ? set_word(review, unit, "province", id, PROPOSED_PROVINCE) : REVIEW_PROVINCE;
}

ReviewFate review_confirm(Review *review, uint32_t unit)
{
	ReviewJob job;

	if (unit >= review->units.n || !unit_of(review, unit)->doubtful)
		return REVIEW_SAME;
	review_job_begin(&job, review);
	if (review_job_open(&job, unit_of(review, unit)->file)) {
		uint32_t node = review_job_node(&job, unit_of(review, unit)), found = edit_value(&job.edit, node, "found");

		if (edit_value(&job.edit, found, "sure") != EDIT_NONE)
			edit_set_value(&job.edit, found, "sure", NULL, STR("100"));
		settle(&job, node, PROPOSED_HEADING | PROPOSED_TITLE | PROPOSED_SPEAKER | PROPOSED_PROVINCE);
	}
	return review_job_end(&job, unit);
}
