/* Rules about every text that has two languages. */
#include "check_rule.h"
#include "utf8.h"

#include <string.h>

typedef void Look(const Check *check, const Text *text, uint32_t volume);

static void look_at(const Check *check, Look *look, uint32_t volume, const Text *a, const Text *b)
{
	look(check, a, volume);
	look(check, b, volume);
}

static void each_text(const Check *check, Look *look)
{
	const Corpus *c = check->corpus;

	for (uint32_t i = 0; i < c->volumes.n; i++)
		look_at(check, look, i, &c->volumes.at[i].title, &c->volumes.at[i].about);
	for (size_t i = 0; i < c->themes.n; i++)
		look_at(check, look, c->themes.at[i].volume, &c->themes.at[i].name, &c->themes.at[i].definition);
	for (size_t i = 0; i < c->terms.n; i++)
		look(check, &c->terms.at[i].gloss, c->terms.at[i].volume);
	for (size_t i = 0; i < c->speeches.n; i++) {
		const Speech *s = &c->speeches.at[i];

		look_at(check, look, s->volume, &s->speaker, &s->title);
		look(check, &s->lead.text, s->volume);
	}
	for (size_t i = 0; i < c->sections.n; i++) {
		const Section *s = &c->sections.at[i];

		look_at(check, look, c->speeches.at[s->speech].volume, &s->heading, &s->intro.text);
	}
	for (size_t i = 0; i < c->measures.n; i++) {
		const Measure *m = &c->measures.at[i];

		look_at(check, look, c->speeches.at[m->speech].volume, &m->label, &m->body.text);
	}
	for (size_t i = 0; i < c->figures.n; i++) {
		const Figure *f = &c->figures.at[i];
		uint32_t speech = f->owner.kind == UNIT_NONE ? 0 : corpus_speech_of(c, f->owner);

		look_at(check, look, speech < c->speeches.n ? c->speeches.at[speech].volume : 0, &f->unit, &f->what);
	}
}

/* A volume that says it has one language only lacks nothing in the other. */
static bool has_both(const Check *check, uint32_t volume)
{
	return volume >= check->corpus->volumes.n || check->corpus->volumes.at[volume].language == VOLUME_BOTH;
}

static void look_translated(const Check *check, const Text *text, uint32_t volume)
{
	const Scalar *there = text->zh.s.n ? &text->zh : &text->en;

	Str lacking = text->zh.s.n ? STR("en") : STR("zh");

	if (has_both(check, volume) && there->s.n && !(text->zh.s.n && text->en.s.n))
		check_report(check, there->pos, str_sub(there->s, 0, utf8_offset(there->s, 20)), lacking, (Str){0});
}

void check_text_translated(const Check *check)
{
	each_text(check, look_translated);
	for (size_t i = 0; i < check->corpus->terms.n; i++) {
		const Term *term = &check->corpus->terms.at[i];

		if (has_both(check, term->volume) && term->name.s.n && !term->en.s.n)
			check_report(check, term->name.pos, term->name.s, STR("en"), (Str){0});
	}
}

static bool is_han_at(Str text, size_t at)
{
	uint32_t cp;

	return at < text.n && utf8_decode(text.s + at, text.n - at, &cp) && utf8_is_han(cp);
}

static bool is_han_before(Str text, size_t at)
{
	size_t start = at;

	while (start > 0 && at - start < 4 && ((unsigned char)text.s[--start] & 0xC0) == 0x80)
		;
	return start < at && is_han_at(text, start);
}

/* One message a text is enough: whoever mends the first sees the others. */
static void look_punctuation(const Check *check, const Text *text, uint32_t volume)
{
	Str zh = text->zh.s;
	size_t from, to;

	(void)volume;
	for (size_t i = 0; i < zh.n; i++) {
		if ((unsigned char)zh.s[i] >= 0x40 || !memchr(",;:!?()\"'.", zh.s[i], 10))
			continue;
		if (zh.s[i] == '(' ? !is_han_at(zh, i + 1) && !is_han_before(zh, i) : !is_han_before(zh, i))
			continue;
		from = i < 6 ? 0 : utf8_offset(zh, utf8_count(str_sub(zh, 0, i)) - 2);
		to = i + 1 + utf8_offset(str_sub(zh, i + 1, zh.n), 2);
		check_report(check, text->zh.pos, str_sub(zh, from, to), (Str){0}, (Str){0});
		return;
	}
}

void check_text_punctuation(const Check *check)
{
	each_text(check, look_punctuation);
}
