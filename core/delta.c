#include "delta.h"

#include <stdlib.h>

static bool same_text(const Text *a, const Text *b)
{
	return str_eq(a->zh.s, b->zh.s) && str_eq(a->en.s, b->en.s);
}

static bool same_figure(const Figure *a, const Figure *b)
{
	return str_eq(a->written.s, b->written.s) && a->value == b->value && a->to == b->to && a->approx == b->approx
		&& a->kind == b->kind && same_text(&a->unit, &b->unit) && same_text(&a->what, &b->what);
}

static bool same_passage(const Corpus *before, const Passage *a, const Corpus *now, const Passage *b)
{
	bool same = same_text(&a->text, &b->text) && a->terms.n == b->terms.n && a->figures.n == b->figures.n;
	for (uint32_t i = 0; same && i < a->terms.n; i++)
		same = str_eq(before->term_refs.at[a->terms.first + i].name.s, now->term_refs.at[b->terms.first + i].name.s);
	for (uint32_t i = 0; same && i < a->figures.n; i++)
		same = same_figure(&before->figures.at[a->figures.first + i], &now->figures.at[b->figures.first + i]);
	return same;
}

static bool same_measure(const Corpus *before, const Measure *a, const Corpus *now, const Measure *b)
{
	bool same = same_text(&a->label, &b->label) && a->themes.n == b->themes.n
		&& a->found.proposed == b->found.proposed && same_passage(before, &a->body, now, &b->body);
	for (uint32_t i = 0; same && i < a->themes.n; i++)
		same = str_eq(before->theme_refs.at[a->themes.first + i].id.s, now->theme_refs.at[b->themes.first + i].id.s);
	return same;
}

static bool same_section(const Corpus *before, const Section *a, const Corpus *now, const Section *b)
{
	return same_text(&a->heading, &b->heading) && same_passage(before, &a->intro, now, &b->intro);
}

static bool same_head(const Corpus *before, const Speech *a, const Corpus *now, const Speech *b)
{
	bool same = same_text(&a->title, &b->title) && same_text(&a->speaker, &b->speaker) && a->complete == b->complete
		&& str_eq(a->province_id.s, b->province_id.s) && a->sections.n == b->sections.n
		&& same_passage(before, &a->lead, now, &b->lead);
	for (uint32_t i = 0; same && i < a->sections.n; i++)
		same = same_section(before, &before->sections.at[a->sections.first + i], now,
			&now->sections.at[b->sections.first + i]);
	return same;
}

/* The measures of one speech. What says the same is paired off first, the next one in turn before any other. */
static void count_measures(const Corpus *before, Range a, const Corpus *now, Range b, Delta *delta)
{
	bool *paired = mem_zeroed((size_t)a.n + 1, sizeof *paired);
	size_t others = 0, left = 0;
	for (uint32_t i = 0, next = 0; i < b.n; i++) {
		const Measure *measure = &now->measures.at[b.first + i];
		uint32_t tried = 0;
		while (tried < a.n && (paired[(next + tried) % a.n]
			|| !same_measure(before, &before->measures.at[a.first + (next + tried) % a.n], now, measure)))
			tried++;
		others += tried == a.n;
		if (tried < a.n) {
			next = (next + tried) % a.n;
			paired[next++] = true;
		}
	}
	for (uint32_t k = 0; k < a.n; k++)
		left += !paired[k];
	size_t changed = others < left ? others : left;
	delta->changed += changed;
	delta->added += others - changed;
	delta->gone += left - changed;
	free(paired);
}

/* The speech of that address, looked for behind the last one found first. */
static const Speech *find(const Corpus *corpus, Str address, size_t *last)
{
	for (size_t i = 0, n = corpus->speeches.n; i < n; i++) {
		size_t k = (*last + 1 + i) % n;
		if (!str_eq(corpus->speeches.at[k].address, address))
			continue;
		*last = k;
		return &corpus->speeches.at[k];
	}
	return NULL;
}

static bool same_lists(const Corpus *before, const Corpus *now)
{
	bool same = before->themes.n == now->themes.n && before->terms.n == now->terms.n
		&& before->volumes.n == now->volumes.n;
	for (size_t i = 0; same && i < now->themes.n; i++)
		same = str_eq(before->themes.at[i].id.s, now->themes.at[i].id.s)
			&& same_text(&before->themes.at[i].name, &now->themes.at[i].name)
			&& same_text(&before->themes.at[i].definition, &now->themes.at[i].definition);
	for (size_t i = 0; same && i < now->terms.n; i++)
		same = str_eq(before->terms.at[i].name.s, now->terms.at[i].name.s)
			&& str_eq(before->terms.at[i].en.s, now->terms.at[i].en.s)
			&& same_text(&before->terms.at[i].gloss, &now->terms.at[i].gloss);
	for (size_t i = 0; same && i < now->volumes.n; i++)
		same = same_text(&before->volumes.at[i].title, &now->volumes.at[i].title)
			&& same_text(&before->volumes.at[i].about, &now->volumes.at[i].about)
			&& str_eq(before->volumes.at[i].source_title.s, now->volumes.at[i].source_title.s);
	return same;
}

Delta delta_count(const Corpus *before, const Corpus *now)
{
	Delta delta = {.other = !same_lists(before, now)};
	size_t met = 0, last = before->speeches.n;
	for (size_t i = 0; i < now->speeches.n; i++) {
		const Speech *speech = &now->speeches.at[i], *old = find(before, speech->address, &last);
		met += old != NULL;
		delta.other = delta.other || !old || !same_head(before, old, now, speech);
		count_measures(before, old ? old->measures : (Range){0}, now, speech->measures, &delta);
	}
	last = now->speeches.n;
	for (size_t i = 0; met < before->speeches.n && i < before->speeches.n; i++)
		if (!find(now, before->speeches.at[i].address, &last)) {
			delta.gone += before->speeches.at[i].measures.n;
			delta.other = true;
		}
	return delta;
}
