#include "review_inside.h"

#include "import_clean.h"
#include "import_outline.h"
#include "import_yaml.h"
#include "shape.h"
#include "utf8.h"

#include <stdlib.h>
#include <string.h>

#define KEPT_FILES 16 /* in which is looked for what the source's punctuation became */

/* The source: cleaning it once more tells where its lines were broken by force. Where it is not what it was then, every
   line is a paragraph. */
static void read_source(Review *review, Str source)
{
	ImportLog log = {0};
	ImportHead head = {0};
	ImportText plain = {0};
	size_t from = 0;

	for (size_t i = 0; i <= source.n; i++) {
		size_t n = i == source.n || strchr(" \t\r\n", source.s[i]) ? 1
			: str_starts(str_sub(source, i, i + 3), STR("\xE3\x80\x80")) ? 3 : 0;
		bool line = i < source.n && source.s[i] == '\n', again = plain.breaks.n
			&& plain.breaks.at[plain.breaks.n - 1].at == plain.bare.n;

		if (!n)
			continue;
		if (i > from)
			buf_add(&plain.bare, str_sub(source, from, i));
		again = again && i == from;
		if (again && line)
			plain.breaks.at[plain.breaks.n - 1].gap = IMPORT_LINE;
		else if (!again && i < source.n)
			MEM_PUSH(&plain.breaks,
				((ImportBreak){.at = (uint32_t)plain.bare.n, .gap = line ? IMPORT_LINE : IMPORT_SPACE}));
		i += n - 1;
		from = i + 1;
	}
	import_clean(source, &review->text, &head, &log);
	if (!str_eq(buf_str(&review->text.bare), buf_str(&plain.bare))) {
		import_text_free(&review->text);
		review->text = plain;
	} else {
		import_text_free(&plain);
	}
	import_text_log_free(&log);
	review->letters = import_align_letters(buf_str(&review->text.bare));
}

/* The outline, from the nodes of a file. */

typedef struct Reading { const Edit *edit; ReviewFile *file; uint32_t index, characters; } Reading;

static uint32_t number(const Edit *edit, uint32_t node)
{
	uint32_t n;

	return shape_uint(edit_scalar(edit, node), &n) ? n : 0;
}

Span review_span(const Edit *edit, uint32_t node)
{
	Span span = {0, 0};
	bool fine = edit_count(edit, node) == 2 && shape_uint(edit_scalar(edit, edit_item(edit, node, 0)), &span.from)
		&& shape_uint(edit_scalar(edit, edit_item(edit, node, 1)), &span.to) && span.from < span.to;

	return fine ? span : (Span){0, 0};
}

/* One that goes beyond the source is none: nothing of it can be shown. */
static Span span_within(const Reading *reading, uint32_t map, const char *key)
{
	Span span = review_span(reading->edit, edit_value(reading->edit, map, key));

	return span.to <= reading->characters ? span : (Span){0, 0};
}

static Str keep_text(const Reading *reading, uint32_t map, const char *key)
{
	return edit_words(reading->edit, edit_value(reading->edit, map, key), &reading->file->arena);
}

static Finding finding_of(const Edit *edit, uint32_t map)
{
	uint32_t found = edit_value(edit, map, "found"), proposed = edit_value(edit, map, "proposed");
	Str by = edit_scalar(edit, edit_value(edit, found, "by"));
	Finding out = {.sure = number(edit, edit_value(edit, found, "sure"))};

	for (FoundBy i = 0; i < FOUND_BY_COUNT; i++)
		if (str_eq(corpus_found_id(i), by))
			out.by = i;
	for (size_t k = edit_count(edit, proposed); k-- > 0;)
		for (unsigned i = 0; corpus_proposed_id(i).n; i++)
			if (str_eq(corpus_proposed_id(i), edit_scalar(edit, edit_item(edit, proposed, k))))
				out.proposed |= 1u << i;
	return out;
}

static uint32_t next_of(const Edit *edit, uint32_t node)
{
	return edit->nodes.at[node].next;
}

/* Children by their links: asking a list for its items by number would take the square of their number. */
#define EACH(edit, list, item) \
	for (uint32_t item = edit_item(edit, list, 0); item != EDIT_NONE; item = next_of(edit, item))

/* Words of a list as YAML that stands on one line. */
static Str flow_of(const Reading *reading, uint32_t list)
{
	const Edit *edit = reading->edit;
	Buf out = {0};

	EACH(edit, list, item) {
		buf_add(&out, out.n ? STR(", ") : STR("["));
		import_yaml_scalar(&out, edit_scalar(edit, item), true);
	}
	if (out.n)
		buf_add_char(&out, ']');
	return buf_keep(&out, &reading->file->arena);
}

#define ASKED (PROPOSED_HEADING | PROPOSED_TITLE | PROPOSED_SPEAKER | PROPOSED_PROVINCE)

static void push(const Reading *reading, uint32_t map, ReviewUnit unit)
{
	static const char *const NAMES[] = {[UNIT_SPEECH] = "title", [UNIT_SECTION] = "heading", [UNIT_MEASURE] = "label"};
	static const char *const HEADS[] = {[UNIT_SPEECH] = "title_span", [UNIT_SECTION] = "heading_span"};
	static const char *const BODIES[] = {[UNIT_SPEECH] = "lead", [UNIT_SECTION] = "intro"};
	const Edit *edit = reading->edit;
	uint32_t passage = unit.kind == UNIT_MEASURE ? map : edit_value(edit, map, BODIES[unit.kind]);

	unit.file = reading->index;
	unit.name = keep_text(reading, map, NAMES[unit.kind]);
	if (unit.kind != UNIT_MEASURE)
		unit.head = span_within(reading, map, HEADS[unit.kind]);
	unit.body = span_within(reading, passage, "span");
	unit.found = finding_of(edit, map);
	if (unit.kind == UNIT_MEASURE)
		unit.themes = flow_of(reading, edit_value(edit, map, "themes"));
	if (unit.kind == UNIT_SPEECH) {
		unit.speaker = keep_text(reading, map, "speaker");
		unit.province = keep_text(reading, map, "province");
		unit.id = keep_text(reading, map, "id");
		unit.foot = span_within(reading, map, "speaker_span");
	}
	unit.doubtful = (unit.found.proposed & ASKED) ||
		(unit.found.by != FOUND_BY_HAND && unit.found.sure && unit.found.sure < IMPORT_OUTLINE_DOUBTFUL);
	MEM_PUSH(&reading->file->units, unit);
}

static void read_file(Reading *reading)
{
	const Edit *edit = reading->edit;
	ReviewUnit unit = {.kind = UNIT_SPEECH};

	reading->file->units.n = 0;
	mem_arena_free(&reading->file->arena);
	reading->file->theme = edit_words(edit, edit_value(edit, edit_item(edit, edit_value(edit, 0, "themes"), 0), "id"),
		&reading->file->arena);
	EACH(edit, edit_value(edit, 0, "speeches"), speech) {
		unit = (ReviewUnit){.kind = UNIT_SPEECH, .speech = unit.speech, .number = unit.speech + 1};
		push(reading, speech, unit);
		EACH(edit, edit_value(edit, speech, "sections"), section) {
			unit.kind = UNIT_SECTION;
			unit.number = unit.section + 1;
			push(reading, section, unit);
			unit.measure = 0;
			EACH(edit, edit_value(edit, section, "measures"), measure) {
				unit.kind = UNIT_MEASURE;
				unit.number = unit.measure + 1;
				push(reading, measure, unit);
				unit.measure++;
			}
			unit.measure = 0;
			unit.section++;
		}
		unit.speech++;
	}
}

static void collect(Review *review)
{
	review->units.n = review->doubts = 0;
	for (size_t i = 0; i < review->n_files; i++)
		for (size_t k = 0; k < review->files[i].units.n; k++) {
			MEM_PUSH(&review->units, review->files[i].units.at[k]);
			review->doubts += review->files[i].units.at[k].doubtful;
		}
}

static bool read_outline(Review *review, uint32_t file)
{
	Edit edit;
	Reading reading = {&edit, &review->files[file], file, review->letters.n};
	bool fine = edit_open(&edit, buf_str(&review->files[file].now));

	if (fine)
		read_file(&reading);
	edit_close(&edit);
	return fine;
}

/* The first text that shows it tells of all; where the first files have none, there is nothing to repair. */
static bool is_kept(const Review *review)
{
	int answer = 0;

	for (size_t i = 0; i < review->n_files && i < KEPT_FILES && !answer; i++) {
		Edit edit;

		if (edit_open(&edit, buf_str(&review->files[i].now)))
			for (uint32_t n = 0; n < edit.nodes.n && !answer; n++)
				if (edit.nodes.at[n].kind == DOCUMENT_MAP)
					answer = review_text_keeps(review, edit_words(&edit, edit_value(&edit, n, "text"), &edit.arena),
						review_span(&edit, edit_value(&edit, n, "span")));
		edit_close(&edit);
	}
	return answer > 0;
}

bool review_open(Review *out, const Str *names, const Str *files, size_t n, Str source, const Corpus *corpus)
{
	size_t bytes = source.n;
	bool fine = n > 0;

	out->corpus = corpus;
	out->n_files = n;
	out->files = mem_zeroed(n + 1, sizeof *out->files);
	for (size_t i = 0; i < n; i++)
		bytes += files[i].n;
	fine = fine && bytes <= REVIEW_MOST_BYTES;
	if (fine)
		read_source(out, source);
	for (size_t i = 0; i < n && fine; i++) {
		Buf name = {0};

		buf_add(&name, names[i]);
		out->files[i].name = (Str){name.s, name.n};
		buf_add(&out->files[i].saved, files[i]);
		buf_add(&out->files[i].now, files[i]);
		fine = read_outline(out, (uint32_t)i);
	}
	if (fine) {
		collect(out);
		out->keep = is_kept(out);
	}
	return fine && out->units.n > 0 && out->letters.n > 0;
}

static void free_step(ReviewStep *step)
{
	for (size_t i = 0; i < step->n; i++) {
		free((char *)(uintptr_t)step->changes[i].was.s);
		free((char *)(uintptr_t)step->changes[i].is.s);
	}
	free(step->changes);
}

void review_close(Review *review)
{
	for (size_t i = 0; i < review->n_files; i++) {
		ReviewFile *file = &review->files[i];

		free((char *)(uintptr_t)file->name.s);
		buf_free(&file->saved);
		buf_free(&file->now);
		mem_arena_free(&file->arena);
		free(file->units.at);
	}
	for (size_t i = 0; i < review->steps.n; i++)
		free_step(&review->steps.at[i]);
	free(review->files);
	free(review->steps.at);
	free(review->units.at);
	import_text_free(&review->text);
	import_align_free(&review->letters);
	*review = (Review){0};
}

/* Where one is. */

uint32_t review_unit_at(const Review *review, uint32_t character)
{
	uint32_t best = UINT32_MAX, reached = 0;

	for (uint32_t i = 0; i < review->units.n; i++) {
		const ReviewUnit *unit = &review->units.at[i];
		const Span spans[] = {unit->head, unit->body, unit->foot};

		for (size_t k = 0; k < 3; k++) {
			if (review_span_has(spans[k], character))
				return i;
			if (!review_span_is_empty(spans[k]) && spans[k].from <= character && spans[k].from >= reached) {
				best = i;
				reached = spans[k].from;
			}
		}
	}
	return best == UINT32_MAX && review->units.n ? 0 : best;
}

uint32_t review_place(const Review *review, uint32_t unit)
{
	for (uint32_t i = unit; i < review->units.n; i++) {
		const ReviewUnit *at = &review->units.at[i];

		if (!review_span_is_empty(at->head))
			return at->head.from;
		if (!review_span_is_empty(at->body))
			return at->body.from;
	}
	return 0;
}

uint32_t review_speech_of(const Review *review, uint32_t unit)
{
	while (unit && review->units.at[unit].kind != UNIT_SPEECH)
		unit--;
	return unit;
}

uint32_t review_speech_end(const Review *review, uint32_t unit)
{
	do
		unit++;
	while (unit < review->units.n && review->units.at[unit].kind != UNIT_SPEECH);
	return unit;
}

uint32_t review_doubt(const Review *review, uint32_t unit, int by)
{
	size_t n = review->units.n;

	for (size_t i = 1; i <= n; i++) {
		size_t at = (unit + n + (by < 0 ? n - i : i)) % n;

		if (review->units.at[at].doubtful)
			return (uint32_t)at;
	}
	return UINT32_MAX;
}

/* Steps. */

static Str copy(Str text)
{
	char *bytes = mem_alloc(text.n);

	memcpy(bytes, text.n ? text.s : "", text.n);
	return (Str){bytes, text.n};
}

static ReviewChange change_between(uint32_t file, Str old, Str now)
{
	size_t from = 0, behind = 0, least = old.n < now.n ? old.n : now.n;

	while (from < least && old.s[from] == now.s[from])
		from++;
	while (behind < least - from && old.s[old.n - 1 - behind] == now.s[now.n - 1 - behind])
		behind++;
	return (ReviewChange){file, from, copy(str_sub(old, from, old.n - behind)),
		copy(str_sub(now, from, now.n - behind))};
}

static void apply(Review *review, const ReviewChange *change, bool back)
{
	Buf *now = &review->files[change->file].now, out = {0};
	Str gone = back ? change->is : change->was, put = back ? change->was : change->is;

	buf_add(&out, str_sub(buf_str(now), 0, change->at));
	buf_add(&out, put);
	buf_add(&out, str_sub(buf_str(now), change->at + gone.n, now->n));
	buf_free(now);
	*now = out;
	read_outline(review, change->file);
}

ReviewFate review_step(Review *review, const Buf *files, uint32_t before, uint32_t lit)
{
	ReviewStep step = {.before = before};

	step.changes = mem_alloc((review->n_files + 1) * sizeof *step.changes);
	for (size_t i = 0; i < review->n_files; i++)
		if (files[i].n && !str_eq(buf_str(&files[i]), buf_str(&review->files[i].now)))
			step.changes[step.n++] =
				change_between((uint32_t)i, buf_str(&review->files[i].now), buf_str(&files[i]));
	if (!step.n) {
		free(step.changes);
		return REVIEW_SAME;
	}
	while (review->steps.n > review->done)
		free_step(&review->steps.at[--review->steps.n]);
	for (size_t i = 0; i < step.n; i++)
		apply(review, &step.changes[i], false);
	collect(review);
	step.behind = lit == UINT32_MAX ? before : review_unit_at(review, lit);
	MEM_PUSH(&review->steps, step);
	review->done++;
	return REVIEW_DONE;
}

ReviewFate review_undo(Review *review, uint32_t *unit)
{
	const ReviewStep *step;

	if (!review->done)
		return REVIEW_NOTHING;
	step = &review->steps.at[--review->done];
	for (size_t i = step->n; i-- > 0;)
		apply(review, &step->changes[i], true);
	collect(review);
	*unit = step->before;
	return REVIEW_DONE;
}

ReviewFate review_redo(Review *review, uint32_t *unit)
{
	const ReviewStep *step;

	if (review->done == review->steps.n)
		return REVIEW_NOTHING;
	step = &review->steps.at[review->done++];
	for (size_t i = 0; i < step->n; i++)
		apply(review, &step->changes[i], false);
	collect(review);
	*unit = step->behind;
	return REVIEW_DONE;
}

bool review_is_changed(const Review *review, size_t file)
{
	return !str_eq(buf_str(&review->files[file].now), buf_str(&review->files[file].saved));
}

bool review_is_unsaved(const Review *review)
{
	bool unsaved = false;

	for (size_t i = 0; i < review->n_files && !unsaved; i++)
		unsaved = review_is_changed(review, i);
	return unsaved;
}

void review_saved(Review *review, size_t file)
{
	buf_clear(&review->files[file].saved);
	buf_add(&review->files[file].saved, buf_str(&review->files[file].now));
}
