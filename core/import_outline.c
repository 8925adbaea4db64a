#include "import_outline.h"

#include "import_form.h"
#include "import_line.h"

#include <stdlib.h>

/* One speech being read. */
typedef struct Reading {
	const ImportText *text;
	ImportOutline *out;
	ImportSentences s;
	ImportIndices group;
	CORPUS_VEC(ImportStretch) stretches;
	CORPUS_VEC(size_t) rows;    /* the first sentence of each row of measures */
	bool *starts;               /* by sentence: a measure begins */
	bool *grouped;              /* by sentence: it begins because of a group */
} Reading;

/* A line of its own that is no sentence and has no number, with something below it. */
static bool is_line_heading(const Reading *r, size_t i)
{
	const ImportSentence *s = &r->s.at[i];

	if (s->markup == IMPORT_HEADING && s->alone)
		return true;
	return s->alone && !s->ends && s->mark.kind == IMPORT_MARK_NONE && s->markup == IMPORT_PLAIN && i + 1 < r->s.n &&
		s->to - s->from <= 160 && !import_line_ends_sentence(str_sub(buf_str(&r->text->bare), s->from, s->to)) &&
		(r->s.at[i + 1].ends || r->s.at[i + 1].mark.kind != IMPORT_MARK_NONE);
}

static size_t count_kind(const Reading *r, ImportMarkKind kind, int depth, size_t *rows)
{
	size_t n = 0;

	*rows = 0;
	for (size_t i = 0; i < r->s.n; i++)
		if (r->s.at[i].depth >= 0 && (depth < 0 || r->s.at[i].depth == depth) && r->s.at[i].mark.kind == kind) {
			n++;
			*rows += r->s.at[i].begins_row;
		}
	return n;
}

static bool has_depth(const Reading *r, int depth)
{
	for (size_t i = 0; i < r->s.n; i++)
		if (r->s.at[i].depth == depth)
			return true;
	return false;
}

/* What stands in front of the sections of this speech: a kind of mark,
	or NONE with *lines for headings on lines of their
   own; neither where nothing marks them. */
static ImportMarkKind heading_kind(const Reading *r, bool *lines)
{
	size_t rows, headings = 0, marked = 0;

	*lines = false;
	for (ImportMarkKind kind = IMPORT_MARK_PART; kind <= IMPORT_MARK_CN; kind++)
		if (count_kind(r, kind, -1, &rows) >= 2)
			return kind;
	for (size_t i = 0; i < r->s.n; i++) {
		headings += is_line_heading(r, i);
		marked += r->s.at[i].markup == IMPORT_HEADING;
	}
	if (headings >= 2 || marked) {
		*lines = true;
		return IMPORT_MARK_NONE;
	}
	for (ImportMarkKind kind = IMPORT_MARK_CN_PAREN; kind <= IMPORT_MARK_NUM; kind++)
		if (count_kind(r, kind, 0, &rows) >= 2 && rows == 1 && has_depth(r, 1))
			return kind;
	return IMPORT_MARK_NONE;
}

static void add_measure(Reading *r, size_t i, FoundBy by, uint32_t sure)
{
	const ImportSentence *s = &r->s.at[i];
	uint32_t mark = by == FOUND_BY_PARALLEL || by == FOUND_BY_PARAGRAPH || s->depth < 0 ? 0 : s->mark.bytes;
	ImportMeasure measure = {s->from, s->from + mark, s->to, s->to, by, sure};

	/* A heading of its own that is no sentence is the first sentence. */
	MEM_PUSH(&r->out->measures, measure);
}

/* The last measure goes up to here. */
static void end_measure(Reading *r, size_t first, uint32_t at)
{
	if (r->out->measures.n > first)
		r->out->measures.at[r->out->measures.n - 1].to = at;
}

static uint32_t place(const Reading *r, size_t i, uint32_t end)
{
	return i < r->s.n ? r->s.at[i].from : end;
}

static uint32_t sure_of(const ImportSentence *s)
{
	return s->paragraph ? 97 : s->from && import_mark_is_word(s->mark.kind) ? 93 : 85;
}

/* Sections without marked measures: sentences built alike, else paragraphs. */
static void add_unmarked(Reading *r, size_t from, size_t to, uint32_t end)
{
	size_t first = r->out->measures.n, paragraphs = 0;

	r->group.n = 0;
	if (import_form_group(r->text, &r->s, from, to, &r->group)) {
		for (size_t i = 0; i < r->group.n; i++) {
			end_measure(r, first, place(r, r->group.at[i], end));
			add_measure(r, r->group.at[i], FOUND_BY_PARALLEL, 65);
		}
		end_measure(r, first, place(r, to, end));
		return;
	}
	for (size_t i = from; i < to; i++)
		paragraphs += r->s.at[i].paragraph;
	for (size_t i = from; i < to; i++) {
		if (i != from && !(r->s.at[i].paragraph && paragraphs > 1))
			continue;
		end_measure(r, first, place(r, i, end));
		add_measure(r, i, FOUND_BY_PARAGRAPH, paragraphs > 1 ? 45 : 35);
	}
	end_measure(r, first, place(r, to, end));
}

/* The measures of a section among sentences [from, to), of which the first may belong to an intro. Returns the byte
   where the intro ends. */
static uint32_t add_measures(Reading *r, size_t from, size_t to, uint32_t end, Range *range)
{
	size_t first = r->out->measures.n;

	range->first = (uint32_t)first;
	for (size_t i = from; i < to; i++) {
		if (!r->starts[i])
			continue;
		end_measure(r, first, place(r, i, end));
		add_measure(r, i, r->grouped[i] ? FOUND_BY_PARALLEL
			: import_mark_is_word(r->s.at[i].mark.kind) ? FOUND_BY_WORD : FOUND_BY_NUMBER,
			r->grouped[i] ? 70 : sure_of(&r->s.at[i]));
	}
	end_measure(r, first, place(r, to, end));
	if (r->out->measures.n == first && from < to)
		add_unmarked(r, from, to, end);
	range->n = (uint32_t)(r->out->measures.n - first);
	return range->n ? r->out->measures.at[first].from : place(r, to, end);
}

/* Marks measures: what stands at depth 0 within [from, to). */
static void mark_rows(Reading *r, size_t from, size_t to, ImportMarkKind but, ImportFollows *follows)
{
	import_sentence_rows(&r->s, from, to, but, follows, r);
	for (size_t i = from; i < to; i++)
		r->starts[i] = r->s.at[i].depth == 0;
}

/* Where a heading ends: its line, or its first sentence. */
static uint32_t heading_end(const Reading *r, size_t i)
{
	return r->s.at[i].to;
}

/* Sections whose headings are marked: by kind, or as lines of their own. */
static void add_marked_sections(Reading *r, ImportMarkKind kind, bool lines, uint32_t end, ImportSpeech *speech)
{
	size_t n = r->s.n, at = 0;
	bool *heads = mem_zeroed(n + 1, sizeof *heads);

	for (size_t i = 0; i < n; i++)
		heads[i] = lines ? is_line_heading(r, i) : r->s.at[i].depth >= 0 && r->s.at[i].mark.kind == kind;
	while (at < n && !heads[at])
		at++;
	speech->lead_to = place(r, at, end);
	while (at < n) {
		const ImportSentence *s = &r->s.at[at];
		ImportSection section = {.from = s->from, .body = s->from + s->mark.bytes, .to = heading_end(r, at),
			.by = !lines ? FOUND_BY_NUMBER : s->markup == IMPORT_HEADING ? FOUND_BY_MARKUP : FOUND_BY_LINE,
			.sure = !lines ? sure_of(s) : s->markup == IMPORT_HEADING ? 95 : 75};
		size_t next = at + 1;

		while (next < n && !heads[next])
			next++;
		mark_rows(r, at + 1, next, kind, NULL);
		section.intro_to = add_measures(r, at + 1, next, end, &section.measures);
		MEM_PUSH(&r->out->sections, section);
		at = next;
	}
	free(heads);
}

/* Whether the row that begins at sentence `at` stands beside the one with its last mark at `last`: a heading may be
   between. */
static bool follows(const void *data, size_t last, size_t at)
{
	const Reading *r = data;

	for (size_t i = last + 1; i < at; i++)
		if (import_form_score(r->text, &r->s.at[i]) >= 2.5)
			return true;
	return false;
}

/* A row of sentences built alike counts where a heading can stand in front of it. */
static void add_groups(Reading *r, size_t from, size_t to, bool first)
{
	size_t start;

	r->group.n = 0;
	if (to - from < 3 || !import_form_group(r->text, &r->s, from, to, &r->group))
		return;
	start = r->group.at[0];
	if (!first && (start == from || !follows(r, from - 1, start)))
		return;
	MEM_PUSH(&r->rows, start);
	for (size_t i = 0; i < r->group.n; i++) {
		r->starts[r->group.at[i]] = true;
		r->grouped[r->group.at[i]] = true;
	}
}

static int by_size(const void *a, const void *b)
{
	size_t p = *(const size_t *)a, q = *(const size_t *)b;

	return p < q ? -1 : p > q;
}

/* The rows of measures, and in front of each the stretch in which its heading may stand. */
static void find_rows(Reading *r)
{
	size_t n = r->s.n, last = 0;
	bool any = false;

	r->rows.n = r->stretches.n = 0;
	mark_rows(r, 0, n, IMPORT_MARK_NONE, follows);
	for (size_t i = 0; i < n; i++) {
		if (!r->starts[i])
			continue;
		if (r->s.at[i].begins_row) {
			add_groups(r, any ? last + 1 : 0, i, !any);
			MEM_PUSH(&r->rows, i);
		}
		last = i;
		any = true;
	}
	if (any)
		add_groups(r, last + 1, n, false);
	else
		add_groups(r, 0, n, true);
	if (r->rows.n)
		qsort(r->rows.at, r->rows.n, sizeof *r->rows.at, by_size);
	for (size_t i = 0; i < r->rows.n; i++) {
		ImportStretch stretch = {.to = r->rows.at[i]};

		/* Behind the sentence with the mark before it. */
		stretch.from = stretch.to;
		while (stretch.from > 0 && !r->starts[stretch.from - 1])
			stretch.from--;
		MEM_PUSH(&r->stretches, stretch);
	}
}

static void add_whole_section(Reading *r, size_t from, uint32_t end, ImportSpeech *speech)
{
	ImportSection section = {.by = FOUND_BY_PARAGRAPH, .sure = 40};
	size_t first = from;

	/* The first of several paragraphs is the lead. */
	for (size_t i = from + 1; i < r->s.n && first == from; i++)
		if (r->s.at[i].paragraph && !r->rows.n)
			first = i;
	for (size_t i = from; i < r->s.n && r->rows.n; i++)
		if (r->starts[i]) {
			first = i;
			break;
		}
	if (first == from && !r->rows.n)
		first = from;
	speech->lead_to = section.from = section.body = section.to = place(r, first, end);
	section.intro_to = add_measures(r, first, r->s.n, end, &section.measures);
	MEM_PUSH(&r->out->sections, section);
}

/* Sections whose headings nothing marks. */
static void add_formed_sections(Reading *r, uint32_t end, ImportSpeech *speech)
{
	size_t n, first = SIZE_MAX;

	find_rows(r);
	n = r->stretches.n;
	import_form_headings(r->text, &r->s, r->stretches.at, n);
	for (size_t i = 0; i < n && first == SIZE_MAX; i++)
		first = r->stretches.at[i].heading;
	if (first == SIZE_MAX || r->stretches.at[0].heading == SIZE_MAX) {
		add_whole_section(r, 0, end, speech);
		return;
	}
	speech->lead_to = place(r, first, end);
	for (size_t i = 0; i < n;) {
		size_t heading = r->stretches.at[i].heading, next = i + 1;
		const ImportSentence *s = &r->s.at[heading];
		ImportSection section = {.from = s->from, .body = s->from, .to = heading_end(r, heading), .by = FOUND_BY_FORM,
			.sure = r->stretches.at[i].sure};

		/* Rows without a heading belong to the section before. */
		while (next < n && r->stretches.at[next].heading == SIZE_MAX)
			next++;
		section.intro_to = add_measures(r, heading + 1, next < n ? r->stretches.at[next].heading : r->s.n, end,
			&section.measures);
		MEM_PUSH(&r->out->sections, section);
		i = next;
	}
}

static void read_speech(Reading *r, const ImportCut *cut)
{
	ImportSpeech speech = {.cut = *cut, .lead_to = cut->from};
	ImportMarkKind kind;
	bool lines;

	speech.sections.first = (uint32_t)r->out->sections.n;
	speech.measures.first = (uint32_t)r->out->measures.n;
	r->s.n = 0;
	import_sentence_read(r->text, cut->from, cut->to, &r->s);
	r->starts = mem_zeroed(r->s.n + 1, sizeof *r->starts);
	r->grouped = mem_zeroed(r->s.n + 1, sizeof *r->grouped);
	import_sentence_rows(&r->s, 0, r->s.n, IMPORT_MARK_NONE, NULL, NULL);
	kind = heading_kind(r, &lines);
	if (kind != IMPORT_MARK_NONE || lines)
		add_marked_sections(r, kind, lines, cut->to, &speech);
	else if (r->s.n)
		add_formed_sections(r, cut->to, &speech);
	speech.complete = !r->s.n || r->s.at[r->s.n - 1].ends || r->s.at[r->s.n - 1].alone;
	speech.sections.n = (uint32_t)r->out->sections.n - speech.sections.first;
	speech.measures.n = (uint32_t)r->out->measures.n - speech.measures.first;
	MEM_PUSH(&r->out->speeches, speech);
	free(r->starts);
	free(r->grouped);
}

void import_outline(const ImportText *text, uint32_t promised, ImportOutline *out, ImportTold *told, void *data)
{
	ImportCuts cuts = {0};
	Reading r = {.text = text, .out = out};

	import_speech_cuts(text, promised, &cuts);
	for (size_t i = 0; i < cuts.n; i++) {
		read_speech(&r, &cuts.at[i]);
		if (told && !told(data, cuts.at[i].to))
			break;
	}
	free(cuts.at);
	free(r.s.at);
	free(r.group.at);
	free(r.stretches.at);
	free(r.rows.at);
}

void import_outline_free(ImportOutline *outline)
{
	free(outline->speeches.at);
	free(outline->sections.at);
	free(outline->measures.at);
	*outline = (ImportOutline){0};
}
