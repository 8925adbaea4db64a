#include "check.h"

#include "check_rule.h"
#include "utf8.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define LABEL_ZH 16 /* characters */
#define LABEL_EN 60 /* columns */

static void report_line(const Check *check, Pos pos, Str what, uint32_t line)
{
	Buf n = {0};

	buf_add_int(&n, line);
	check_report(check, pos, what, buf_str(&n), (Str){0});
	buf_free(&n);
}

static void themes_twice(const Check *check)
{
	const Corpus *c = check->corpus;

	for (size_t i = 0; i < c->themes.n; i++)
		for (size_t j = 0; j < i; j++)
			if (c->themes.at[i].id.s.n && str_eq(c->themes.at[i].id.s, c->themes.at[j].id.s)) {
				report_line(check, c->themes.at[i].id.pos, c->themes.at[i].id.s, c->themes.at[j].id.pos.line);
				break;
			}
}

/* Terms and speeches may be many: sorted by name, the same ones stand side by side. */
typedef struct Named { Str name; Pos pos; uint32_t volume; } Named;

static int by_name(const void *a, const void *b)
{
	const Named *p = a, *q = b;
	int order = str_cmp(p->name, q->name);

	if (order)
		return order;
	if (p->volume != q->volume)
		return p->volume < q->volume ? -1 : 1;
	if (p->pos.file != q->pos.file)
		return p->pos.file < q->pos.file ? -1 : 1;
	return (p->pos.line > q->pos.line) - (p->pos.line < q->pos.line);
}

static void report_twins(const Check *check, Named *all, size_t n)
{
	if (n)
		qsort(all, n, sizeof *all, by_name);
	for (size_t i = 1; i < n; i++)
		if (all[i].name.n && all[i].volume == all[i - 1].volume && str_eq(all[i].name, all[i - 1].name))
			report_line(check, all[i].pos, all[i].name, all[i - 1].pos.line);
	free(all);
}

static void terms_twice(const Check *check)
{
	const Corpus *c = check->corpus;
	Named *all = mem_zeroed(c->terms.n, sizeof *all);

	for (size_t i = 0; i < c->terms.n; i++)
		all[i] = (Named){c->terms.at[i].name.s, c->terms.at[i].name.pos, c->terms.at[i].volume};
	report_twins(check, all, c->terms.n);
}

static void speeches_twice(const Check *check)
{
	const Corpus *c = check->corpus;
	Named *all = mem_zeroed(c->speeches.n, sizeof *all);

	for (size_t i = 0; i < c->speeches.n; i++)
		all[i] = (Named){c->speeches.at[i].id.s, c->speeches.at[i].id.pos, c->speeches.at[i].volume};
	report_twins(check, all, c->speeches.n);
}

/* An id is part of addresses, in which . and / part the levels. */
static void odd_id(const Check *check, const Scalar *id)
{
	for (size_t i = 0; i < id->s.n; i++)
		if (!memchr("abcdefghijklmnopqrstuvwxyz0123456789-_", id->s.s[i], 38)) {
			check_report(check, id->pos, id->s, (Str){0}, (Str){0});
			return;
		}
}

static void odd_ids(const Check *check)
{
	const Corpus *c = check->corpus;

	for (size_t i = 0; i < c->volumes.n; i++)
		if (c->volumes.at[i].id.pos.line)
			odd_id(check, &c->volumes.at[i].id);
	for (size_t i = 0; i < c->themes.n; i++)
		odd_id(check, &c->themes.at[i].id);
	for (size_t i = 0; i < c->speeches.n; i++)
		odd_id(check, &c->speeches.at[i].id);
}

static void unknown_themes(const Check *check)
{
	for (size_t i = 0; i < check->corpus->theme_refs.n; i++) {
		const ThemeRef *ref = &check->corpus->theme_refs.at[i];

		if (ref->theme == CORPUS_NONE)
			check_report(check, ref->id.pos, ref->id.s, (Str){0}, (Str){0});
	}
}

static void unknown_terms(const Check *check)
{
	for (size_t i = 0; i < check->corpus->term_refs.n; i++) {
		const TermRef *ref = &check->corpus->term_refs.at[i];

		if (ref->term == CORPUS_NONE)
			check_report(check, ref->name.pos, ref->name.s, (Str){0}, (Str){0});
	}
}

static void unknown_provinces(const Check *check)
{
	for (size_t i = 0; i < check->corpus->speeches.n; i++) {
		const Speech *speech = &check->corpus->speeches.at[i];

		if (speech->province == CORPUS_NONE && speech->province_id.s.n)
			check_report(check, speech->province_id.pos, speech->province_id.s, (Str){0}, (Str){0});
	}
}

/* A province of the standard has its code; what is none of the standard's (a ministry, a company) may not take one from
   its range. */
static void province_codes(const Check *check)
{
	for (size_t i = 0; i < check->corpus->provinces.n; i++) {
		const Province *p = &check->corpus->provinces.at[i];
		const ProvinceRow *row = corpus_province_row(p->id);
		Buf code = {0};

		buf_add_int(&code, p->code);
		if (row ? row->code != p->code : p->code >= 11 && p->code <= 82)
			check_report(check, p->pos, p->id, buf_str(&code), (Str){0});
		buf_free(&code);
	}
}

/* The number of a figure, where it can be read. */
static bool number_of(const Figure *figure, Number *number)
{
	return figure->written.s.n && number_parse(figure->written.s, number);
}

static void figures_without_number(const Check *check)
{
	Number number;

	for (size_t i = 0; i < check->corpus->figures.n; i++) {
		const Figure *f = &check->corpus->figures.at[i];

		if (f->written.s.n && !number_of(f, &number))
			check_report(check, f->written.pos, f->written.s, (Str){0}, (Str){0});
	}
}

/* Two thirds may be said to be 66.67. */
static bool same(double a, double b)
{
	bool endless = fabs(a * 1e6 - round(a * 1e6)) > 1e-3;

	return fabs(a - b) <= 1e-9 * (fabs(a) + fabs(b)) || (endless && fabs(a - b) <= 0.005);
}

static void add_value(Buf *out, double value, double to, bool date)
{
	for (int end = 0; end < (same(value, to) ? 1 : 2); end++) {
		buf_add(out, end ? STR("–") : STR(""));
		if (date)
			number_add_date(out, end ? to : value);
		else
			buf_add_number(out, end ? to : value);
	}
}

static void figure_values(const Check *check)
{
	for (size_t i = 0; i < check->corpus->figures.n; i++) {
		const Figure *f = &check->corpus->figures.at[i];
		Buf read = {0}, said = {0};
		Number number;

		if (!number_of(f, &number) || number.date != (f->kind == FIGURE_DATE) ||
			(same(number.value, f->value) && same(number.to, f->to)))
			continue;
		add_value(&read, number.value, number.to, number.date);
		add_value(&said, f->value, f->to, number.date);
		check_report(check, f->written.pos, f->written.s, buf_str(&read), buf_str(&said));
		buf_free(&read);
		buf_free(&said);
	}
}

static void figure_approximations(const Check *check)
{
	for (size_t i = 0; i < check->corpus->figures.n; i++) {
		const Figure *f = &check->corpus->figures.at[i];
		Number number;

		if (number_of(f, &number) && number.approx != f->approx)
			check_report(check, f->written.pos, f->written.s, number_approx_name(number.approx),
				number_approx_name(f->approx));
	}
}

static void figure_dates(const Check *check)
{
	for (size_t i = 0; i < check->corpus->figures.n; i++) {
		const Figure *f = &check->corpus->figures.at[i];
		Number number;

		if (number_of(f, &number) && number.date != (f->kind == FIGURE_DATE))
			check_report(check, f->written.pos, f->written.s, (Str){0}, (Str){0});
	}
}

static void long_label(const Check *check, const Scalar *label, size_t has, size_t most)
{
	Buf a = {0}, b = {0};

	if (has > most) {
		buf_add_int(&a, (long long)has);
		buf_add_int(&b, (long long)most);
		check_report(check, label->pos, label->s, buf_str(&a), buf_str(&b));
	}
	buf_free(&a);
	buf_free(&b);
}

static void long_labels(const Check *check)
{
	for (size_t i = 0; i < check->corpus->measures.n; i++) {
		const Text *label = &check->corpus->measures.at[i].label;

		long_label(check, &label->zh, utf8_count(label->zh.s), LABEL_ZH);
		long_label(check, &label->en, utf8_columns(label->en.s, 1), LABEL_EN);
	}
}

static void no_theme(const Check *check)
{
	for (size_t i = 0; i < check->corpus->measures.n; i++) {
		const Measure *m = &check->corpus->measures.at[i];

		if (!m->themes.n)
			check_report(check, m->pos, corpus_text(&m->label, LANG_ZH), (Str){0}, (Str){0});
	}
}

static void many_themes(const Check *check)
{
	for (size_t i = 0; i < check->corpus->measures.n; i++) {
		const Measure *m = &check->corpus->measures.at[i];
		Buf n = {0};

		buf_add_int(&n, m->themes.n);
		if (m->themes.n > 3)
			check_report(check, m->pos, corpus_text(&m->label, LANG_ZH), buf_str(&n), (Str){0});
		buf_free(&n);
	}
}

static void repeated_themes(const Check *check)
{
	for (size_t i = 0; i < check->corpus->measures.n; i++) {
		const Measure *m = &check->corpus->measures.at[i];
		const ThemeRef *refs = m->themes.n ? check->corpus->theme_refs.at + m->themes.first : NULL;

		for (uint32_t a = 1; a < m->themes.n && a < 64; a++)
			for (uint32_t b = 0; b < a; b++)
				if (str_eq(refs[a].id.s, refs[b].id.s)) {
					check_report(check, refs[a].id.pos, refs[a].id.s, (Str){0}, (Str){0});
					break;
				}
	}
}

static void unused_terms(const Check *check)
{
	for (size_t i = 0; i < check->corpus->terms.n; i++) {
		const Term *term = &check->corpus->terms.at[i];

		if (!term->units.n && corpus_term(check->corpus, term->name.s) == i)
			check_report(check, term->name.pos, term->name.s, (Str){0}, (Str){0});
	}
}

static void unused_themes(const Check *check)
{
	for (size_t i = 0; i < check->corpus->themes.n; i++) {
		const Theme *theme = &check->corpus->themes.at[i];

		if (!theme->measures.n && corpus_theme(check->corpus, theme->id.s) == i)
			check_report(check, theme->id.pos, theme->id.s, (Str){0}, (Str){0});
	}
}

static void broken_speeches(const Check *check)
{
	const Corpus *c = check->corpus;

	for (size_t i = 0; i + 1 < c->speeches.n; i++) {
		const Speech *speech = &c->speeches.at[i];

		if (!speech->complete && c->speeches.at[i + 1].volume == speech->volume)
			check_report(check, speech->pos, speech->id.s, (Str){0}, (Str){0});
	}
}

static void more_speeches(const Check *check)
{
	for (size_t i = 0; i < check->corpus->volumes.n; i++) {
		const Volume *v = &check->corpus->volumes.at[i];
		Buf has = {0}, said = {0};

		buf_add_int(&has, v->speeches.n);
		buf_add_int(&said, v->source_speeches);
		if (v->source_speeches && v->speeches.n > v->source_speeches)
			check_report(check, v->pos, buf_str(&has), buf_str(&said), (Str){0});
		buf_free(&has);
		buf_free(&said);
	}
}

static const CheckRule RULES[] = {
	{MSG_id_twice, CHECK_ALWAYS, themes_twice},
	{MSG_id_twice, CHECK_ALWAYS, terms_twice},
	{MSG_id_twice, CHECK_ALWAYS, speeches_twice},
	{MSG_id_odd, CHECK_ALWAYS, odd_ids},
	{MSG_theme_unknown, CHECK_ALL_WHOLE, unknown_themes},
	{MSG_term_unknown, CHECK_ALL_WHOLE, unknown_terms},
	{MSG_province_unknown, CHECK_ALL_WHOLE, unknown_provinces},
	{MSG_province_code, CHECK_ALL_WHOLE, province_codes},
	{MSG_span_reversed, CHECK_ALWAYS, check_span_reversed},
	{MSG_span_beyond, CHECK_ALWAYS, check_span_beyond},
	{MSG_span_overlap, CHECK_ALWAYS, check_span_overlap},
	{MSG_span_gap, CHECK_ALL_WHOLE, check_span_gap},
	{MSG_span_missing, CHECK_FILE_WHOLE, check_span_missing},
	{MSG_figure_outside, CHECK_ALWAYS, check_figure_outside},
	{MSG_figure_no_number, CHECK_ALWAYS, figures_without_number},
	{MSG_figure_value, CHECK_FILE_WHOLE, figure_values},
	{MSG_figure_approx, CHECK_FILE_WHOLE, figure_approximations},
	{MSG_figure_date, CHECK_FILE_WHOLE, figure_dates},
	{MSG_label_long, CHECK_ALWAYS, long_labels},
	{MSG_themes_none, CHECK_FILE_WHOLE, no_theme},
	{MSG_themes_many, CHECK_ALWAYS, many_themes},
	{MSG_theme_again, CHECK_ALWAYS, repeated_themes},
	{MSG_translation_missing, CHECK_FILE_WHOLE, check_text_translated},
	{MSG_punctuation_half, CHECK_ALWAYS, check_text_punctuation},
	{MSG_term_unused, CHECK_ALL_WHOLE, unused_terms},
	{MSG_theme_unused, CHECK_ALL_WHOLE, unused_themes},
	{MSG_speech_broken, CHECK_FILE_WHOLE, broken_speeches},
	{MSG_speeches_more, CHECK_FILE_WHOLE, more_speeches},
};

void check_report(const Check *check, Pos pos, Str a, Str b, Str c)
{
	if (check->rule->when == CHECK_ALWAYS || pos.file >= check->files || !check->damaged[pos.file])
		msg_add(check->msgs, check->rule->id, pos, a, b, c);
}

/* Which files loaded with something left out. Where messages were dropped, nobody knows: all of them. */
static bool note_damage(Check *check, const Msgs *msgs)
{
	bool any = msgs->dropped > 0;

	if (any)
		memset(check->damaged, true, check->files);
	for (size_t i = 0; i < msgs->list.n; i++) {
		const Msg *msg = &msgs->list.at[i];

		if (msg_level(msg->id) == MSG_WARNING && msg->id != MSG_key_unknown && msg->id != MSG_key_unknown_near)
			continue;
		any = true;
		if (msg->pos.file < check->files)
			check->damaged[msg->pos.file] = true;
	}
	return any;
}

void check_corpus(const Corpus *corpus, Msgs *msgs)
{
	Check check = {.corpus = corpus, .msgs = msgs, .files = msgs->files.n};
	size_t first = msgs->list.n;
	bool any;

	check.damaged = mem_zeroed(check.files, sizeof *check.damaged);
	any = note_damage(&check, msgs);
	for (size_t i = 0; i < sizeof RULES / sizeof *RULES; i++) {
		check.rule = &RULES[i];
		if (!any || check.rule->when != CHECK_ALL_WHOLE)
			check.rule->run(&check);
	}
	msg_sort(msgs, first);
	free(check.damaged);
}
