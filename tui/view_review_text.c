/* The source of one speech as blocks and lines: what was repaired and joined is marked, what was left out named. */
#include "view_review.h"

#include "../core/import_clean.h"
#include "../core/utf8.h"
#include "../core/wrap.h"

#include <stdlib.h>
#include <string.h>

void view_review_forget(ReviewView *v)
{
	mem_arena_free(&v->arena);
	free(v->blocks.at);
	free(v->lines.at);
	memset(&v->blocks, 0, sizeof v->blocks);
	memset(&v->lines, 0, sizeof v->lines);
	v->width = 0;
}

static void push(ReviewView *v, uint32_t unit, ReviewPart part, Span span)
{
	MEM_PUSH(&v->blocks, ((ReviewBlock){.unit = unit, .part = part, .span = span}));
}

/* By place; what is empty stands before what begins there. */
static int by_place(const void *a, const void *b)
{
	const ReviewBlock *p = a, *q = b;
	if (p->span.from != q->span.from)
		return p->span.from < q->span.from ? -1 : 1;
	return p->span.to != q->span.to ? (p->span.to < q->span.to ? -1 : 1) : p->unit < q->unit ? -1 : p->unit > q->unit;
}

static uint32_t end_of(const ReviewUnit *unit)
{
	uint32_t end = unit->head.to > unit->body.to ? unit->head.to : unit->body.to;
	return unit->foot.to > end ? unit->foot.to : end;
}

static void collect(ReviewView *v)
{
	const Review *review = v->review;
	uint32_t reached = 0;
	for (uint32_t i = 0; i < v->from; i++)
		reached = end_of(&review->units.at[i]) > reached ? end_of(&review->units.at[i]) : reached;
	for (uint32_t i = v->from; i < v->to; i++) {
		const ReviewUnit *unit = &review->units.at[i];
		const Span spans[] = {unit->head, unit->body, unit->foot};
		bool any = false;
		for (int k = 0; k < 3; k++)
			if (spans[k].from < spans[k].to) {
				push(v, i, (ReviewPart)(REVIEW_PART_HEAD + k), spans[k]);
				any = true;
			}
		uint32_t at = any ? 0 : review_place(review, i);
		if (!any)
			push(v, i, REVIEW_PART_HEAD, (Span){at, at});
	}
	size_t n = v->blocks.n;
	qsort(v->blocks.at, n, sizeof *v->blocks.at, by_place);
	for (size_t i = 0; i < n; i++) {
		Span span = v->blocks.at[i].span;
		if (span.from > reached)
			push(v, UINT32_MAX, REVIEW_PART_BETWEEN, (Span){reached, span.from});
		reached = span.to > reached ? span.to : reached;
	}
	if (v->to == review->units.n && reached < review->letters.n)
		push(v, UINT32_MAX, REVIEW_PART_BETWEEN, (Span){reached, review->letters.n});
	qsort(v->blocks.at, v->blocks.n, sizeof *v->blocks.at, by_place);
}

/* A block in the making. */
typedef struct Making {
	Buf text;
	CORPUS_VEC(uint32_t) at;
	CORPUS_VEC(uint8_t) marks;
	uint32_t repaired, wraps;
} Making;

static void add(Making *m, Str letter, uint32_t character, ReviewMark mark)
{
	buf_add(&m->text, letter);
	for (size_t i = 0; i < letter.n; i++) {
		MEM_PUSH(&m->at, character);
		MEM_PUSH(&m->marks, (uint8_t)mark);
	}
	m->repaired += mark == REVIEW_MARK_REPAIRED;
	m->wraps += mark == REVIEW_MARK_WRAP;
}

static Str first_of(Str text, size_t at)
{
	return str_sub(text, at, at + utf8_offset(str_sub(text, at, text.n), 1));
}

/* A hard wrap that was undone is shown where it was; the end of a paragraph stays one. */
static void add_break(const Review *review, uint32_t character, Making *m)
{
	uint32_t byte = review->letters.bytes[character];
	const ImportText *text = &review->text;
	size_t at = import_text_break(text, byte);
	if (at == text->breaks.n || text->breaks.at[at].at != byte)
		return;
	if (text->breaks.at[at].gap == IMPORT_WRAP)
		add(m, STR("↵"), character, REVIEW_MARK_WRAP);
	else if (text->breaks.at[at].gap >= IMPORT_LINE)
		add(m, STR("\n"), character, REVIEW_MARK_BLANK);
}

/* Source, prose and repaired prose go letter by letter; the prose has blanks that the source has not. */
static void compose(const Review *review, const ReviewBlock *block, Making *m)
{
	const uint32_t *bytes = review->letters.bytes;
	Buf prose = {0}, clean = {0};
	import_text_prose(&review->text, bytes[block->span.from], bytes[block->span.to], &prose);
	if (review->keep)
		buf_add(&clean, buf_str(&prose));
	else
		import_clean_punctuation(buf_str(&prose), &clean);
	Str was = buf_str(&prose), is = buf_str(&clean), bare = buf_str(&review->text.bare);
	uint32_t character = block->span.from;
	for (size_t i = 0, k = 0; i < was.n && k < is.n && character < block->span.to;) {
		Str a = first_of(was, i), b = first_of(is, k);
		Str letter = str_sub(bare, bytes[character], bytes[character + 1]);
		i += a.n;
		k += b.n;
		if (!str_eq(a, letter)) {
			add(m, b, character, REVIEW_MARK_BLANK);
			continue;
		}
		if (character > block->span.from)
			add_break(review, character, m);
		add(m, b, character, str_eq(a, b) ? REVIEW_MARK_NONE : REVIEW_MARK_REPAIRED);
		character++;
	}
	buf_free(&prose);
	buf_free(&clean);
}

static void fill(ReviewView *v, ReviewBlock *block)
{
	Making m = {0};
	compose(v->review, block, &m);
	block->at = mem_take(&v->arena, (m.at.n + 1) * sizeof *block->at);
	block->marks = mem_take(&v->arena, m.marks.n + 1);
	if (m.at.n > 0) {
		memcpy(block->at, m.at.at, m.at.n * sizeof *block->at);
		memcpy(block->marks, m.marks.at, m.marks.n);
	}
	block->repaired = m.repaired;
	block->wraps = m.wraps;
	block->text = buf_keep(&m.text, &v->arena);
	free(m.at.at);
	free(m.marks.at);
}

/* What was left out before a character; *next goes on. */
static void add_cuts(ReviewView *v, uint32_t block, uint32_t before, size_t *next)
{
	for (; *next < v->cuts.list.n && v->cuts.list.at[*next].character < before; ++*next)
		MEM_PUSH(&v->lines, ((ReviewLine){REVIEW_LINE_CUT, block, (uint32_t)*next, 0}));
}

static void break_lines(ReviewView *v, uint32_t index, const WrapOptions *options, size_t *next)
{
	const ReviewBlock *block = &v->blocks.at[index];
	WrapLines lines = {0};
	add_cuts(v, index, block->span.from + 1, next);
	MEM_PUSH(&v->lines, ((ReviewLine){REVIEW_LINE_RULE, index, 0, 0}));
	if (block->text.n == 0)
		return;
	wrap_lines(block->text, options, &lines);
	for (size_t i = 0; i < lines.n; i++) {
		if (lines.at[i].to > lines.at[i].from)
			add_cuts(v, index, block->at[lines.at[i].to - 1] + 1, next);
		MEM_PUSH(&v->lines, ((ReviewLine){REVIEW_LINE_TEXT, index, lines.at[i].from, lines.at[i].to}));
	}
	free(lines.at);
}

void view_review_lay_out(ReviewView *v, uint32_t width, int ambiguous)
{
	const Review *review = v->review;
	uint32_t from = review_speech_of(review, v->unit), to = review_speech_end(review, v->unit);
	if (v->width == width && v->ambiguous == ambiguous && v->from == from && v->to == to)
		return;
	view_review_forget(v);
	v->from = from;
	v->to = to;
	collect(v);
	size_t next = 0;
	while (from > 0 && next < v->cuts.list.n && v->cuts.list.at[next].character < v->blocks.at[0].span.from)
		next++;
	for (uint32_t i = 0; i < v->blocks.n; i++) {
		fill(v, &v->blocks.at[i]);
		break_lines(v, i, &(WrapOptions){.width = width, .ambiguous = ambiguous}, &next);
	}
	if (to == review->units.n)
		add_cuts(v, (uint32_t)v->blocks.n - 1, UINT32_MAX, &next);
	v->width = width;
	v->ambiguous = ambiguous;
}

size_t view_review_line(const ReviewView *v, uint32_t character, uint32_t *byte)
{
	for (size_t i = 0; i < v->lines.n; i++) {
		const ReviewLine *line = &v->lines.at[i];
		const ReviewBlock *block = &v->blocks.at[line->block];
		if (line->kind != REVIEW_LINE_TEXT || character < block->span.from || character >= block->span.to)
			continue;
		for (uint32_t b = line->from; b < line->to; b++)
			if (block->at[b] == character && block->marks[b] < REVIEW_MARK_WRAP) {
				*byte = b;
				return i;
			}
	}
	return SIZE_MAX;
}

uint32_t view_review_character(const ReviewView *v, size_t at, uint32_t column)
{
	const ReviewLine *line = &v->lines.at[at];
	const ReviewBlock *block = &v->blocks.at[line->block];
	if (line->kind != REVIEW_LINE_TEXT || line->from >= line->to)
		return block->span.from;
	uint32_t byte = line->from, best = line->from;
	for (size_t n = 0; byte < line->to; byte += (uint32_t)n) {
		Str letter = first_of(block->text, byte);
		n = letter.n > 0 ? letter.n : 1;
		if (block->marks[byte] < REVIEW_MARK_WRAP)
			best = byte;
		if (utf8_columns(str_sub(block->text, line->from, byte + n), v->ambiguous) > column)
			break;
	}
	return block->at[best];
}

static bool is_pause(uint32_t cp)
{
	return cp == ',' || cp == '.' || cp == ';' || cp == ':' || cp == '!' || cp == '?' || cp == 0x3001;
}

static bool is_digit(uint32_t cp)
{
	return cp >= '0' && cp <= '9';
}

static Str letter_at(const Review *review, uint32_t character)
{
	const uint32_t *bytes = review->letters.bytes;
	return str_sub(buf_str(&review->text.bare), bytes[character], bytes[character + 1]);
}

static bool closes(const Review *review, uint32_t character)
{
	static const char *const MARKS[] = {"”", "’", "）", "》", "」", "』", ")"};
	for (size_t i = 0; i < sizeof MARKS / sizeof *MARKS; i++)
		if (str_eq(letter_at(review, character), str_of(MARKS[i])))
			return true;
	return false;
}

static bool begins_clause(const Review *review, uint32_t at)
{
	const uint32_t *letters = review->letters.at;
	uint32_t before = at - 1, byte = review->letters.bytes[at];
	size_t gap = import_text_break(&review->text, byte);
	if (gap < review->text.breaks.n && review->text.breaks.at[gap].at == byte
		&& review->text.breaks.at[gap].gap >= IMPORT_LINE)
		return true;
	while (before > 0 && closes(review, before))
		before--;
	if (!is_pause(letters[before]) || closes(review, at) || is_pause(letters[at]))
		return false;
	return !(before > 0 && is_digit(letters[before - 1]) && is_digit(letters[at]));
}

uint32_t view_review_clause(const Review *review, uint32_t character, int by)
{
	uint32_t at = character;
	if (by > 0)
		while (at + 1 < review->letters.n)
			if (begins_clause(review, ++at))
				return at;
	while (by < 0 && at > 1)
		if (begins_clause(review, --at))
			return at;
	return by > 0 ? at : 0;
}
