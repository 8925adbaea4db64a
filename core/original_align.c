#include "original_align.h"

#include "import_mark.h"
#include "original_chain.h"
#include "utf8.h"

#include <stdlib.h>
#include <string.h>

#define TAIL 12        /* of a text whose end is one */
#define LEAST_FOUND 24 /* characters that have to carry over */
#define WINDOW 400     /* characters in which the beginning of a unit is looked for */
#define NEAR 24        /* characters by which it may have moved */
#define NUMBERED 7     /* quality of a beginning with its number behind the end of a sentence */
#define MOST_EDGES 400 /* beginnings between two anchors */

/* Where a unit begins, and by which number it counts; 0: by none. */
typedef struct Edge { uint32_t at, number; } Edge;

typedef struct Align {
	Original *original;
	const Corpus *corpus;
	uint32_t *copy;     /* its characters, folded */
	OriginalAnchors anchors;
	CORPUS_VEC(Edge) edges; /* in order */
	OriginalPairs chain;
} Align;

static void add_passage(Align *a, const Passage *passage)
{
	for (uint32_t i = 0; i < passage->figures.n; i++) {
		const Figure *figure = &a->corpus->figures.at[passage->figures.first + i];

		if (figure->span.from < figure->span.to)
			original_chain_add(&a->anchors, figure->written.s, UINT32_MAX, figure->span.from, false);
	}
	if (passage->span.from < passage->span.to)
		original_chain_add(&a->anchors, passage->text.zh.s, TAIL, passage->span.to, true);
}

static void add_span(void *data, Unit unit, Span span, bool heading)
{
	Align *a = data;
	const Speech *speech = &a->corpus->speeches.at[unit.kind == UNIT_SPEECH ? unit.index : 0];
	uint32_t number = 0;

	if (unit.kind == UNIT_MEASURE)
		number = a->corpus->measures.at[unit.index].n;
	else if (unit.kind == UNIT_SECTION && heading)
		number = a->corpus->sections.at[unit.index].n;
	if (span.from >= span.to)
		return;
	MEM_PUSH(&a->edges, ((Edge){span.from, number}));
	if (unit.kind == UNIT_SPEECH && heading) {
		original_chain_add(&a->anchors, speech->title.zh.s, UINT32_MAX, span.from, false);
		if (speech->speaker_span.from == speech->speaker_span.to)
			original_chain_add(&a->anchors, speech->speaker.zh.s, UINT32_MAX, span.to, true);
	}
	if (!heading)
		add_passage(a, corpus_passage(a->corpus, unit));
}

void original_align_each(const Corpus *corpus, uint32_t volume, OriginalEach *each, void *data)
{
	Range speeches = corpus->volumes.at[volume].speeches;

	for (uint32_t s = speeches.first; s < speeches.first + speeches.n; s++) {
		const Speech *speech = &corpus->speeches.at[s];

		each(data, (Unit){UNIT_SPEECH, s}, speech->title_span, true);
		each(data, (Unit){UNIT_SPEECH, s}, speech->lead.span, false);
		for (uint32_t c = speech->sections.first; c < speech->sections.first + speech->sections.n; c++) {
			const Section *section = &corpus->sections.at[c];

			each(data, (Unit){UNIT_SECTION, c}, section->heading_span, true);
			each(data, (Unit){UNIT_SECTION, c}, section->intro.span, false);
			for (uint32_t m = 0; m < section->measures.n; m++)
				each(data, (Unit){UNIT_MEASURE, section->measures.first + m},
					corpus->measures.at[section->measures.first + m].body.span, false);
		}
	}
}

static int by_at(const void *x, const void *y)
{
	const Edge *a = x, *b = y;

	return a->at < b->at ? -1 : a->at > b->at;
}

static bool ends_sentence(uint32_t cp)
{
	return cp == 0x3002 || cp == '.' || cp == '!' || cp == '?' || cp == ';' || cp == ':';
}

/* True where a sentence or paragraph ends before that character. */
static bool is_end(const Align *a, int64_t at)
{
	const ImportText *text = &a->original->text;
	uint32_t before = at > 0 ? a->copy[at - 1] : 0;

	if (at <= 0 || at >= a->original->characters)
		return true;
	size_t gap = import_text_break(text, a->original->bytes[at]);
	if (before == '"' && at > 1)
		before = a->copy[at - 2];
	return ends_sentence(before) || (gap < text->breaks.n && text->breaks.at[gap].at == a->original->bytes[at] &&
		text->breaks.at[gap].gap >= IMPORT_LINE);
}

/* How likely it is that a unit begins at that character of the copy: behind the end of a sentence or paragraph, with
   its number. */
static int quality(const Align *a, const Edge *edge, int64_t at)
{
	const ImportText *text = &a->original->text;
	ImportMark mark;
	int sum = -1;

	if (at < 0 || at >= a->original->characters)
		return sum;
	uint32_t byte = a->original->bytes[at];
	sum = is_end(a, at) ? 2 : -1;
	if (edge->number && import_mark_read(str_sub(buf_str(&text->bare), byte, byte + 64), true, &mark))
		sum += mark.number == edge->number ? 5 : -2;
	return sum;
}

/* What lies between two anchors that shift by different amounts. */
typedef struct Between {
	const Edge *edges;
	size_t n;
	int64_t from, to;      /* characters of the source between them */
	int64_t before, after; /* their shifts */
} Between;

/* Where the edge stands when the second shift holds from `at` on; -1: it is missing. */
static int64_t shifted(const Between *b, uint32_t edge, int64_t at)
{
	int64_t to = edge >= at ? edge + b->after : edge + b->before;

	return edge < at && to >= at + b->after ? -1 : to;
}

static long rate(const Align *a, const Between *b, int64_t at)
{
	long sum = 0;

	for (size_t i = 0; i < b->n; i++) {
		int64_t to = shifted(b, b->edges[i].at, at);

		sum += to < 0 ? 0 : quality(a, &b->edges[i], to);
	}
	return sum;
}

/* From where on the second shift holds: where a unit begins, or where one is missing from its beginning on. */
static int64_t turn(const Align *a, const Between *b)
{
	int64_t lost = b->before > b->after ? b->before - b->after : 0, best = b->to;
	long most = rate(a, b, b->to);

	for (size_t i = 0; i < b->n && b->n <= MOST_EDGES; i++)
		for (int k = 0; k < 2; k++) {
			int64_t at = b->edges[i].at + (k ? lost : 0);
			long sum = at - lost < b->from || at > b->to ? most : rate(a, b, at);

			if (sum > most || (sum == most && best == b->to && at <= b->to && at - lost >= b->from)) {
				most = sum;
				best = at;
			}
		}
	return best;
}

/* The likeliest beginning of a unit near where the shifts put it; `to` where there is none better. */
static int64_t snap(const Align *a, const Between *b, const Edge *edge, int64_t to)
{
	int64_t low = edge->at + (b->before < b->after ? b->before : b->after) - 2;
	int64_t high = edge->at + (b->before < b->after ? b->after : b->before) + 2, best = to;
	int most = quality(a, edge, to);

	if (high - low > WINDOW)
		return to;
	for (int64_t at = low; at <= high; at++) {
		int rated = quality(a, edge, at);

		if (rated > most || (rated == most && rated > 1 && llabs(at - to) < llabs(best - to) && best != to)) {
			most = rated;
			best = at;
		}
	}
	return best;
}

static void add_step(Align *a, int64_t from, int64_t at)
{
	OriginalStep *last = a->original->steps.n ? &a->original->steps.at[a->original->steps.n - 1] : NULL;

	if (from < 0 || at < 0 || (last && (from < last->from || at < last->at)))
		return;
	if (last && last->from == from) {
		last->at = (uint32_t)at;
		last->end = last->end < at && is_end(a, last->end) ? last->end : (uint32_t)at;
		return;
	}
	int64_t end = last ? last->at + (from - last->from) : at;
	MEM_PUSH(&a->original->steps, ((OriginalStep){(uint32_t)from, (uint32_t)at, (uint32_t)(end < at && is_end(a, end)
		? end : at)}));
}

/* Steps where one of two shifts follows the other. */
static void step_once(Align *a, const Between *b)
{
	int64_t at = turn(a, b);
	bool turned = false;

	for (size_t i = 0; i < b->n; i++) {
		int64_t to = shifted(b, b->edges[i].at, at), best = to < 0 ? to : snap(a, b, &b->edges[i], to);

		if (!turned && b->edges[i].at >= at) {
			add_step(a, at, at + b->after);
			turned = true;
		}
		if (best != to)
			add_step(a, b->edges[i].at, best);
	}
	if (!turned)
		add_step(a, at, at + b->after);
	/* What was moved to the beginning of a unit holds up to the next anchor, no further. */
	add_step(a, b->to, b->to + b->after);
}

/* The only place near where either shift puts it at which the unit begins with its number; -1 where there is none, or
   more than one. */
static int64_t numbered(const Align *a, const Between *b, const Edge *edge)
{
	int64_t low = edge->at + (b->before < b->after ? b->before : b->after);
	int64_t high = edge->at + (b->before < b->after ? b->after : b->before), found = -1;

	for (int64_t at = low - NEAR; edge->number && at <= high + NEAR; at++) {
		if (at == low + NEAR + 1 && high - low > WINDOW)
			at = high - NEAR;
		if (quality(a, edge, at) < NUMBERED)
			continue;
		if (found >= 0)
			return -1;
		found = at;
	}
	return found;
}

/* Units that count are found between the anchors; what is left lies between two of those. */
static void step_between(Align *a, const Between *b)
{
	Between rest = *b;

	for (size_t i = 0; i < b->n && b->n <= MOST_EDGES; i++) {
		const Edge *edge = &b->edges[i];
		int64_t at = edge->at >= rest.from ? numbered(a, &rest, edge) : -1, shift = at - edge->at;
		Between one = {rest.edges, (size_t)(edge - rest.edges), rest.from, edge->at, rest.before, shift};

		if (at < 0 || at < rest.from + rest.before || at > b->to + b->after)
			continue;
		if (shift != rest.before)
			step_once(a, &one);
		add_step(a, edge->at, at);
		rest = (Between){edge + 1, b->n - i - 1, edge->at, b->to, shift, b->after};
	}
	if (rest.before != rest.after)
		step_once(a, &rest);
}

/* The first edge at or behind a place of the source. */
static size_t edge_from(const Align *a, uint32_t at)
{
	size_t low = 0, high = a->edges.n;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (a->edges.at[middle].at < at)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* The speech in which a place of the source lies, as a span. */
static Span speech_around(const Align *a, uint32_t volume, uint32_t at)
{
	Range speeches = a->corpus->volumes.at[volume].speeches;
	Span found = {0, UINT32_MAX};

	for (uint32_t s = speeches.first; s < speeches.first + speeches.n; s++) {
		uint32_t from = a->corpus->speeches.at[s].title_span.from;

		if (from <= at && from >= found.from)
			found.from = from;
		if (from > at && from < found.to)
			found.to = from;
	}
	return found;
}

/* Steps along the chain. In front of its first speech and behind its last one nothing is taken for the source. */
static void add_steps(Align *a, uint32_t volume)
{
	const OriginalPair *first = &a->chain.at[0], *last = &a->chain.at[a->chain.n - 1];
	Span begin = speech_around(a, volume, first->at), end = speech_around(a, volume, last->at);
	int64_t shift = (int64_t)first->to - first->at, from = begin.from + shift < 0 ? -shift : begin.from;

	add_step(a, from, from + shift);
	for (size_t i = 1; i < a->chain.n; i++) {
		const OriginalPair *x = &a->chain.at[i - 1], *y = &a->chain.at[i];
		int64_t next = (int64_t)y->to - y->at;

		if (next == shift)
			continue;
		uint32_t behind = x->at + x->n < y->at ? x->at + x->n : y->at;
		size_t k = edge_from(a, behind), to = edge_from(a, y->at + 1);
		step_between(a, &(Between){a->edges.at + k, to - k, behind, y->at, shift, next});
		shift = next;
	}
	if (end.to != UINT32_MAX && end.to + shift > 0)
		add_step(a, end.to, end.to + shift);
	if (end.to != UINT32_MAX) /* what comes behind is another speech, or debris */
		MEM_PUSH(&a->original->steps, ((OriginalStep){end.to, a->original->characters,
			a->original->characters}));
}

/* How many characters of the anchors are in the chain, and how many there are between its ends and not missing. */
static bool carries_over(const Align *a)
{
	uint64_t found = 0, all = 0, sum = 0;

	for (size_t i = 0; i < a->chain.n; i++)
		found += a->chain.at[i].n;
	for (size_t i = 0; i < a->anchors.list.n; i++) {
		const OriginalAnchor *anchor = &a->anchors.list.at[i];
		Span place = original_place(a->original, (Span){anchor->at, anchor->at + anchor->n});

		if (!anchor->sure)
			continue;
		sum += anchor->n;
		all += place.from < place.to ? anchor->n : 0;
	}
	return found >= LEAST_FOUND && found * 10 >= sum && found * 2 >= all;
}

/* The characters of the copy, folded. */
static uint32_t *fold_copy(const Original *original)
{
	uint32_t *copy = mem_alloc((original->characters + 1) * sizeof *copy), cp;

	for (uint32_t i = 0; i < original->characters; i++) {
		utf8_decode(original->text.bare.s + original->bytes[i], original->bytes[i + 1] - original->bytes[i], &cp);
		copy[i] = original_chain_fold(cp);
	}
	return copy;
}

bool original_align(Original *original, const Corpus *corpus, uint32_t volume)
{
	Align a = {.original = original, .corpus = corpus, .copy = fold_copy(original)};
	bool fits = false;

	original_align_each(corpus, volume, add_span, &a);
	if (a.edges.n)
		qsort(a.edges.at, a.edges.n, sizeof *a.edges.at, by_at);
	original_chain_find(&a.anchors, a.copy, original->characters, &a.chain);
	if (a.chain.n) {
		add_steps(&a, volume);
		fits = carries_over(&a);
	}
	free(a.copy);
	free(a.anchors.words.at);
	free(a.anchors.list.at);
	free(a.edges.at);
	free(a.chain.at);
	return fits;
}
