/* Rules about spans. A volume that has none at all was made by hand and is left in peace. */
#include "check_rule.h"

#include <stdlib.h>

/* A span of the source that something claims, and where that stands. */
typedef struct Claim { Span span; Pos pos; uint32_t speech; } Claim;

typedef struct Claims { Claim *at; size_t n, cap; } Claims;

static void claim(Claims *claims, Span span, Pos pos, uint32_t speech)
{
	Claim one = {span, pos, speech};

	MEM_PUSH(claims, one);
}

static Pos text_pos(const Text *text, Pos otherwise)
{
	return text->zh.pos.line ? text->zh.pos : text->en.pos.line ? text->en.pos : otherwise;
}

static bool is_written(const Text *text)
{
	return text->zh.s.n || text->en.s.n;
}

/* Everything in a speech that should have a span, in the order of the file. */
static void claim_speech(Claims *claims, const Corpus *corpus, uint32_t index)
{
	const Speech *speech = &corpus->speeches.at[index];

	claim(claims, speech->title_span, text_pos(&speech->title, speech->pos), index);
	if (is_written(&speech->lead.text))
		claim(claims, speech->lead.span, text_pos(&speech->lead.text, speech->pos), index);
	if (speech->speaker_span.from != speech->speaker_span.to)
		claim(claims, speech->speaker_span, text_pos(&speech->speaker, speech->pos), index);
	for (uint32_t s = 0; s < speech->sections.n; s++) {
		const Section *section = &corpus->sections.at[speech->sections.first + s];

		/* One that an import gave to a section without any has none. */
		if (section->found.by == FOUND_BY_HAND || section->heading_span.from != section->heading_span.to)
			claim(claims, section->heading_span, text_pos(&section->heading, section->pos), index);
		if (is_written(&section->intro.text))
			claim(claims, section->intro.span, text_pos(&section->intro.text, section->pos), index);
		for (uint32_t m = 0; m < section->measures.n; m++) {
			const Measure *measure = &corpus->measures.at[section->measures.first + m];

			claim(claims, measure->body.span, measure->pos, index);
		}
	}
}

static bool is_empty(Span span)
{
	return span.from == span.to;
}

/* The claims of a volume; none where no span is written in it. The caller frees. */
static Claims claims_of(const Corpus *corpus, const Volume *volume)
{
	Claims claims = {0};
	bool any = false;

	for (uint32_t i = 0; i < volume->speeches.n; i++)
		claim_speech(&claims, corpus, volume->speeches.first + i);
	for (size_t i = 0; i < claims.n && !any; i++)
		any = !is_empty(claims.at[i].span);
	if (!any)
		claims.n = 0;
	return claims;
}

static Str show(Buf *buf, uint32_t from, uint32_t to)
{
	buf_add_char(buf, '[');
	buf_add_int(buf, from);
	buf_add(buf, STR(", "));
	buf_add_int(buf, to);
	buf_add_char(buf, ']');
	return buf_str(buf);
}

static void each_claim(const Check *check, void (*look)(const Check *, const Volume *, const Claims *))
{
	for (size_t i = 0; i < check->corpus->volumes.n; i++) {
		Claims claims = claims_of(check->corpus, &check->corpus->volumes.at[i]);

		look(check, &check->corpus->volumes.at[i], &claims);
		free(claims.at);
	}
}

static void report_reversed(const Check *check, Span span, Pos pos)
{
	Buf buf = {0};

	if (span.from > span.to)
		check_report(check, pos, show(&buf, span.from, span.to), (Str){0}, (Str){0});
	buf_free(&buf);
}

static void look_reversed(const Check *check, const Volume *volume, const Claims *claims)
{
	(void)volume;
	for (size_t i = 0; i < claims->n; i++)
		report_reversed(check, claims->at[i].span, claims->at[i].pos);
}

void check_span_reversed(const Check *check)
{
	each_claim(check, look_reversed);
	for (size_t i = 0; i < check->corpus->figures.n; i++)
		report_reversed(check, check->corpus->figures.at[i].span, check->corpus->figures.at[i].written.pos);
}

static void look_beyond(const Check *check, const Volume *volume, const Claims *claims)
{
	for (size_t i = 0; i < claims->n && volume->source_characters; i++) {
		Span span = claims->at[i].span;
		Buf buf = {0}, n = {0};

		buf_add_int(&n, volume->source_characters);
		if (span.to > volume->source_characters)
			check_report(check, claims->at[i].pos, show(&buf, span.from, span.to), buf_str(&n), (Str){0});
		buf_free(&buf);
		buf_free(&n);
	}
}

void check_span_beyond(const Check *check)
{
	each_claim(check, look_beyond);
}

static int by_start(const void *a, const void *b)
{
	const Claim *p = a, *q = b;

	if (p->span.from != q->span.from)
		return p->span.from < q->span.from ? -1 : 1;
	return p->span.to != q->span.to ? (p->span.to < q->span.to ? -1 : 1) : 0;
}

/* Spans by their place in the source; a reversed one stands for what it was meant to be. */
static Claims sorted(const Claims *claims)
{
	Claims out = {0};

	for (size_t i = 0; i < claims->n; i++) {
		Claim one = claims->at[i];

		if (one.span.from > one.span.to)
			one.span = (Span){one.span.to, one.span.from};
		if (!is_empty(one.span))
			MEM_PUSH(&out, one);
	}
	if (out.n)
		qsort(out.at, out.n, sizeof *out.at, by_start);
	return out;
}

static void look_overlap(const Check *check, const Volume *volume, const Claims *claims)
{
	Claims order = sorted(claims);
	size_t last = 0;

	(void)volume;
	for (size_t i = 1; i < order.n; i++) {
		const Claim *a = &order.at[last], *b = &order.at[i];
		Buf one = {0}, two = {0}, line = {0};

		buf_add_int(&line, a->pos.line);
		if (b->span.from < a->span.to)
			check_report(check, b->pos, show(&one, b->span.from, b->span.to), show(&two, a->span.from, a->span.to),
				buf_str(&line));
		if (b->span.to > a->span.to)
			last = i;
		buf_free(&one);
		buf_free(&two);
		buf_free(&line);
	}
	free(order.at);
}

void check_span_overlap(const Check *check)
{
	each_claim(check, look_overlap);
}

/* Between two speeches the source may have something of its own; within one, all of it should be restated. */
static void look_gap(const Check *check, const Volume *volume, const Claims *claims)
{
	Claims order = sorted(claims);
	uint32_t reached = 0;

	(void)volume;
	for (size_t i = 0; i < order.n; i++) {
		const Claim *one = &order.at[i];
		Buf span = {0}, gap = {0};

		if (i && one->speech == order.at[i - 1].speech && one->span.from > reached)
			check_report(check, one->pos, show(&span, one->span.from, one->span.to),
				show(&gap, reached, one->span.from), (Str){0});
		if (one->span.to > reached)
			reached = one->span.to;
		buf_free(&span);
		buf_free(&gap);
	}
	free(order.at);
}

void check_span_gap(const Check *check)
{
	each_claim(check, look_gap);
}

static void look_missing(const Check *check, const Volume *volume, const Claims *claims)
{
	(void)volume;
	for (size_t i = 0; i < claims->n; i++)
		if (is_empty(claims->at[i].span))
			check_report(check, claims->at[i].pos, (Str){0}, (Str){0}, (Str){0});
}

void check_span_missing(const Check *check)
{
	each_claim(check, look_missing);
}

void check_figure_outside(const Check *check)
{
	for (size_t i = 0; i < check->corpus->figures.n; i++) {
		const Figure *f = &check->corpus->figures.at[i];
		Span passage = corpus_passage(check->corpus, f->owner)->span;
		Buf one = {0}, two = {0};

		if (f->span.from < f->span.to && passage.from < passage.to &&
			(f->span.from < passage.from || f->span.to > passage.to))
			check_report(check, f->written.pos, f->written.s, show(&one, f->span.from, f->span.to),
				show(&two, passage.from, passage.to));
		buf_free(&one);
		buf_free(&two);
	}
}
