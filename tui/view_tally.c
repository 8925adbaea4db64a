#include "view_tally.h"

#include "app.h"
#include "view_filter.h"

#include <stdlib.h>

#define VALUES 64 /* of one unit on one axis; more are not counted */

typedef struct Values { uint32_t at[VALUES]; size_t n; } Values;

/* Each once; a reference may be unknown. */
static void add_value(Values *values, uint32_t value)
{
	if (value == CORPUS_NONE || values->n == VALUES)
		return;
	for (size_t i = 0; i < values->n; i++)
		if (values->at[i] == value)
			return;
	values->at[values->n++] = value;
}

static void add_themes(const Corpus *corpus, Unit unit, Values *out)
{
	if (unit.kind != UNIT_MEASURE)
		return;
	Range themes = corpus->measures.at[unit.index].themes;
	for (uint32_t i = 0; i < themes.n; i++)
		add_value(out, corpus->theme_refs.at[themes.first + i].theme);
}

static void add_terms(const Corpus *corpus, Unit unit, Values *out)
{
	Range terms = corpus_passage(corpus, unit)->terms;
	for (uint32_t i = 0; i < terms.n; i++)
		add_value(out, corpus->term_refs.at[terms.first + i].term);
}

/* What of that kind the unit is in, or has. */
static Values values_of(const Corpus *corpus, Unit unit, EntryKind kind)
{
	Values values = {.n = 0};
	uint32_t speech = corpus_speech_of(corpus, unit);
	switch (kind) {
	case ENTRY_PROVINCE: add_value(&values, corpus->speeches.at[speech].province); break;
	case ENTRY_VOLUME: add_value(&values, corpus->speeches.at[speech].volume); break;
	case ENTRY_SPEECH: add_value(&values, speech); break;
	case ENTRY_SECTION:
		if (unit.kind != UNIT_SPEECH)
			add_value(&values, unit.kind == UNIT_SECTION ? unit.index : corpus->measures.at[unit.index].section);
		break;
	case ENTRY_THEME: add_themes(corpus, unit, &values); break;
	case ENTRY_TERM: add_terms(corpus, unit, &values); break;
	default: break;
	}
	return values;
}

static size_t size_of(const Corpus *corpus, EntryKind kind)
{
	switch (kind) {
	case ENTRY_PROVINCE: return corpus->provinces.n;
	case ENTRY_VOLUME: return corpus->volumes.n;
	case ENTRY_SPEECH: return corpus->speeches.n;
	case ENTRY_SECTION: return corpus->sections.n;
	case ENTRY_THEME: return corpus->themes.n;
	case ENTRY_TERM: return corpus->terms.n;
	default: return 0;
	}
}

bool view_tally_has(const Corpus *corpus, Unit unit, const Entry *group)
{
	Values values = values_of(corpus, unit, group->kind);
	for (size_t i = 0; i < values.n; i++)
		if (values.at[i] == group->index)
			return true;
	return group->kind == ENTRY_ALL;
}

size_t view_tally_passing(const App *app, const SearchHits *hits, size_t from)
{
	size_t n = 0;
	if (facet_is_empty(&app->facet))
		return hits->n - from;
	for (size_t i = from; i < hits->n; i++)
		n += facet_passes_unit(&app->facet, hits->at[i].unit, FACET_AXIS_COUNT);
	return n;
}

static void count_kind(const App *app, const SearchHits *hits, EntryKind kind, Entries *groups)
{
	uint32_t *counts = mem_zeroed(size_of(app->corpus, kind) + 1, sizeof *counts);
	FacetAxis but = view_filter_axis(kind);
	for (size_t i = 0; i < hits->n; i++) {
		if (!facet_passes_unit(&app->facet, hits->at[i].unit, but))
			continue;
		Values values = values_of(app->corpus, hits->at[i].unit, kind);
		for (size_t k = 0; k < values.n; k++)
			counts[values.at[k]]++;
	}
	for (size_t i = 0; i < groups->n; i++)
		if (groups->at[i].kind == kind)
			groups->at[i].count = counts[groups->at[i].index];
	free(counts);
}

/* Units in which something was found that passes: a flag each. */
typedef struct Units { bool *speeches, *sections, *measures; } Units;

static bool *flag(const Units *units, Unit unit)
{
	return unit.kind == UNIT_SPEECH ? &units->speeches[unit.index]
		: unit.kind == UNIT_SECTION ? &units->sections[unit.index] : &units->measures[unit.index];
}

static Units units_found(const App *app, const SearchHits *hits)
{
	const Corpus *corpus = app->corpus;
	Units units = {mem_zeroed(corpus->speeches.n + 1, sizeof(bool)), mem_zeroed(corpus->sections.n + 1, sizeof(bool)),
		mem_zeroed(corpus->measures.n + 1, sizeof(bool))};
	for (size_t i = 0; i < hits->n; i++)
		if (facet_passes_unit(&app->facet, hits->at[i].unit, FACET_AXIS_COUNT))
			*flag(&units, hits->at[i].unit) = true;
	return units;
}

static void free_units(Units *units)
{
	free(units->speeches);
	free(units->sections);
	free(units->measures);
}

static void count_figures(const App *app, const SearchHits *hits, Entries *groups)
{
	uint32_t counts[FIGURE_KIND_COUNT] = {0}, all = 0;
	Units units = units_found(app, hits);
	for (size_t i = 0; i < app->corpus->figures.n; i++) {
		const Figure *figure = &app->corpus->figures.at[i];
		bool found = figure->owner.kind != UNIT_NONE && *flag(&units, figure->owner);
		counts[figure->kind] += found;
		all += found;
	}
	for (size_t i = 0; i < groups->n; i++)
		groups->at[i].count = groups->at[i].kind == ENTRY_KIND ? counts[groups->at[i].index] : all;
	free_units(&units);
}

void view_tally_groups(const App *app, const SearchHits *hits, Entries *groups)
{
	unsigned kinds = 0;
	for (size_t i = 0; i < groups->n; i++)
		kinds |= 1u << groups->at[i].kind;
	if (kinds & (1u << ENTRY_ALL | 1u << ENTRY_KIND))
		count_figures(app, hits, groups);
	for (EntryKind kind = 0; kind < ENTRY_COUNT; kind++)
		if (kinds >> kind & 1 && size_of(app->corpus, kind) > 0)
			count_kind(app, hits, kind, groups);
}

static void keep_figures(const App *app, const SearchHits *hits, Entries *items)
{
	size_t kept = 0, heading = SIZE_MAX;
	Units units = units_found(app, hits);
	for (size_t i = 0; i < items->n; i++) {
		Entry item = items->at[i];
		if (item.header)
			heading = i;
		if (item.header || !*flag(&units, app->corpus->figures.at[item.index].owner))
			continue;
		if (heading != SIZE_MAX)
			items->at[kept++] = items->at[heading];
		heading = SIZE_MAX;
		items->at[kept++] = item;
	}
	items->n = kept;
	free_units(&units);
}

/* The heading of the last rows; their number where there is none. */
static size_t last_header(const Entries *items)
{
	for (size_t i = items->n; i > 0; i--)
		if (items->at[i - 1].header)
			return i - 1;
	return items->n;
}

void view_tally_hits(const App *app, const SearchHits *hits, size_t from, const Entry *group, Entries *out)
{
	FacetAxis but = view_filter_axis(group->kind);
	uint32_t before = CORPUS_NONE - 1;
	size_t header = last_header(out);
	if (header < out->n)
		before = out->at[header].kind == ENTRY_PROVINCE ? out->at[header].index : CORPUS_NONE;
	for (uint32_t i = (uint32_t)from; i < hits->n; i++) {
		Unit unit = hits->at[i].unit;
		uint32_t was = before;
		if (!facet_passes_unit(&app->facet, unit, but) || !view_tally_has(app->corpus, unit, group))
			continue;
		view_axis_push_province(app->corpus, out, unit, &before);
		if (was != before)
			header = out->n - 1;
		out->at[header].count++;
		bool lesser = but != FACET_AXIS_COUNT && !facet_passes_unit(&app->facet, unit, FACET_AXIS_COUNT);
		MEM_PUSH(out, ((Entry){.kind = ENTRY_HIT, .index = i, .lesser = lesser}));
	}
}

void view_tally_items(const App *app, const SearchHits *hits, const Entry *group, Entries *items)
{
	if (items->n > 0)
		keep_figures(app, hits, items);
	else
		view_tally_hits(app, hits, 0, group, items);
}
