#include "view_filter.h"

#include "app.h"
#include "view_tally.h"

#include "../core/utf8.h"

#include <string.h>

FacetAxis view_filter_axis(EntryKind kind)
{
	return kind == ENTRY_PROVINCE ? FACET_PROVINCE
		: kind == ENTRY_THEME     ? FACET_THEME
		: kind == ENTRY_TERM      ? FACET_TERM
		: kind == ENTRY_VOLUME    ? FACET_VOLUME
								  : FACET_AXIS_COUNT;
}

static uint32_t count_range(const App *app, Range measures, FacetAxis but)
{
	uint32_t n = 0;
	for (uint32_t i = 0; i < measures.n; i++)
		n += facet_passes(&app->facet, measures.first + i, but);
	return n;
}

static uint32_t count_figures(const App *app, const Entry *group)
{
	uint32_t n = 0;
	for (size_t i = 0; i < app->corpus->figures.n; i++) {
		const Figure *figure = &app->corpus->figures.at[i];
		bool kind = group->kind == ENTRY_ALL || (uint32_t)figure->kind == group->index;
		n += kind && figure->owner.kind != UNIT_NONE && facet_passes_unit(&app->facet, figure->owner, FACET_AXIS_COUNT);
	}
	return n;
}

static uint32_t count_group(const App *app, const Entry *group)
{
	FacetAxis axis = view_filter_axis(group->kind);
	if (axis != FACET_AXIS_COUNT)
		return facet_count(&app->facet, axis, group->index);
	if (group->kind == ENTRY_SPEECH)
		return count_range(app, app->corpus->speeches.at[group->index].measures, FACET_AXIS_COUNT);
	if (group->kind == ENTRY_SECTION)
		return count_range(app, app->corpus->sections.at[group->index].measures, FACET_AXIS_COUNT);
	return count_figures(app, group);
}

static int compare_provinces(const App *app, uint32_t a, uint32_t b)
{
	const Corpus *corpus = app->corpus;
	const Province *x = &corpus->provinces.at[a], *y = &corpus->provinces.at[b];
	if (app->order == ORDER_SOURCE) {
		uint32_t first = corpus->by_province[x->speeches.first], second = corpus->by_province[y->speeches.first];
		return first < second ? -1 : first > second;
	}
	Str spelled[2] = {x->id, y->id};
	for (int i = 0; i < 2; i++) /* 陕西 is spelled with two a only to be told from 山西, which its tone comes behind */
		if (str_eq(spelled[i], STR("shaanxi")))
			spelled[i] = STR("shanxi~");
	return str_cmp(spelled[0], spelled[1]);
}

static void sort_provinces(const App *app, Entries *groups)
{
	for (size_t i = 1; i < groups->n; i++) {
		Entry entry = groups->at[i];
		size_t k = i;
		for (; k > 0 && entry.kind == ENTRY_PROVINCE && groups->at[k - 1].kind == ENTRY_PROVINCE
			&& compare_provinces(app, groups->at[k - 1].index, entry.index) > 0; k--)
			groups->at[k] = groups->at[k - 1];
		groups->at[k] = entry;
	}
}

void view_filter_order(const App *app, uint32_t *out)
{
	for (uint32_t i = 0; i < app->corpus->provinces.n; i++) {
		uint32_t k = i;
		for (; k > 0 && app->order != ORDER_CODE && compare_provinces(app, out[k - 1], i) > 0; k--)
			out[k] = out[k - 1];
		out[k] = i;
	}
}

/* Ninety terms of which three count something: those first. */
static void sink_empty(Entries *groups)
{
	size_t next = 0;
	for (size_t i = 0; i < groups->n; i++) {
		Entry entry = groups->at[i];
		if (entry.empty && !entry.taken)
			continue;
		memmove(groups->at + next + 1, groups->at + next, (i - next) * sizeof entry);
		groups->at[next++] = entry;
	}
}

void view_filter_groups(const App *app, AxisId axis, const SearchHits *hits, Entries *groups)
{
	if (axis == AXIS_PROVINCES && app->order != ORDER_CODE)
		sort_provinces(app, groups);
	if (axis == AXIS_FOUND || (!hits && facet_is_empty(&app->facet)))
		return;
	if (hits)
		view_tally_groups(app, hits, groups);
	size_t kept = 0;
	for (size_t i = 0; i < groups->n; i++) {
		Entry group = groups->at[i];
		FacetAxis side = view_filter_axis(group.kind);
		if (!hits)
			group.count = count_group(app, &group);
		group.empty = group.count == 0;
		group.taken = side != FACET_AXIS_COUNT && facet_has(&app->facet, side, group.index);
		if (!group.empty || side != FACET_AXIS_COUNT || group.kind == ENTRY_ALL)
			groups->at[kept++] = group;
	}
	groups->n = kept;
	if (axis == AXIS_TERMS)
		sink_empty(groups);
}

/* In a speech's list its sections are kept for their measures, elsewhere a section is a passage of its own. */
static bool item_passes(const App *app, AxisId axis, const Entry *item, FacetAxis but)
{
	static const SearchHits NONE = {0};
	bool outline = axis == AXIS_PROVINCES || axis == AXIS_MEASURES;
	if (outline && item->kind == ENTRY_SECTION)
		return count_range(app, app->corpus->sections.at[item->index].measures, but) > 0;
	return facet_passes_unit(&app->facet, view_axis_unit(app->corpus, &NONE, item), but);
}

void view_filter_items(const App *app, AxisId axis, const Entry *group, Entries *items)
{
	if (axis == AXIS_FOUND || facet_is_empty(&app->facet))
		return;
	FacetAxis but = view_filter_axis(group->kind);
	size_t kept = 0, heading = SIZE_MAX;
	for (size_t i = 0; i < items->n; i++) {
		Entry item = items->at[i];
		if (item.header) {
			heading = i;
			continue;
		}
		if (!item_passes(app, axis, &item, but))
			continue;
		item.lesser = item.lesser || !item_passes(app, axis, &item, FACET_AXIS_COUNT);
		if (heading != SIZE_MAX)
			items->at[kept++] = items->at[heading];
		heading = SIZE_MAX;
		items->at[kept++] = item;
	}
	items->n = kept;
}

void view_filter_theme(const App *app, uint32_t theme, Lang lang, Doc *doc)
{
	if (facet_is_empty(&app->facet))
		return;
	Range range = app->corpus->themes.at[theme].measures;
	doc_clear(doc);
	doc_add_theme(doc, app->corpus, theme, lang);
	for (uint32_t i = 0; i < range.n; i++) {
		uint32_t measure = app->corpus->measures_by_theme[range.first + i];
		if (facet_passes(&app->facet, measure, FACET_THEME))
			doc_add_measure(doc, app->corpus, measure, lang, true);
	}
}

static bool value_of(const Corpus *corpus, const Entry *entry, FacetPick *out)
{
	*out = (FacetPick){view_filter_axis(entry->kind), entry->index};
	if (entry->kind == ENTRY_SPEECH || entry->kind == ENTRY_SECTION) {
		Unit unit = {entry->kind == ENTRY_SPEECH ? UNIT_SPEECH : UNIT_SECTION, entry->index};
		const Speech *speech = &corpus->speeches.at[corpus_speech_of(corpus, unit)];
		*out = corpus->volumes.n > 1 ? (FacetPick){FACET_VOLUME, speech->volume}
									 : (FacetPick){FACET_PROVINCE, speech->province};
	}
	return out->axis != FACET_AXIS_COUNT && out->index != CORPUS_NONE;
}

void view_filter_take(App *app, const Entry *entry)
{
	FacetPick pick;
	if (!entry || !value_of(app->corpus, entry, &pick)) {
		app_warn(app, WORD_cannot_filter, (Str){0});
		return;
	}
	facet_toggle(&app->facet, pick.axis, pick.index);
	app->revision++;
}

bool view_filter_undo(App *app)
{
	if (facet_is_empty(&app->facet))
		return false;
	FacetPick pick = app->facet.picks.at[app->facet.picks.n - 1];
	facet_undo(&app->facet);
	app->revision++;
	app_say(app, WORD_filter_undone, facet_name(&app->facet, pick.axis, pick.index, app->options.lang));
	return true;
}

static void add_count(const App *app, const FilterLine *line, Buf *out)
{
	Lang lang = app->options.lang;
	size_t n = line->passing;
	if (!line->hits)
		n = facet_passing(&app->facet);
	if (line->hits && facet_is_empty(&app->facet))
		words_add_numbers(out, WORD_filter_hits, lang, (long long)n, 0);
	else
		words_add_numbers(out, line->hits ? WORD_filter_hit_count : WORD_filter_count, lang, (long long)n,
			(long long)(line->hits ? line->found : app->corpus->measures.n));
}

void view_filter_draw(const App *app, const FilterLine *line, Screen *screen, Rect row)
{
	Lang lang = app->options.lang;
	Buf text = {0}, count = {0};
	facet_spell(&app->facet, lang, &text);
	add_count(app, line, &count);
	int columns = (int)utf8_columns(buf_str(&count), screen->ambiguous), end = row.x + row.width - columns - 2;
	int x = row.x;
	if (line->query.n > 0) {
		x = screen_put(screen, row, x, row.y, words_get(WORD_found, lang), STYLE_KEY) + 2;
		x = screen_put_cut(screen, row, x, row.y, end - x, line->query, STYLE_LABEL) + 2;
	}
	if (text.n > 0 && x < end) {
		x = screen_put(screen, row, x, row.y, words_get(WORD_filter, lang), STYLE_KEY) + 2;
		x = screen_put_cut(screen, row, x, row.y, end - x, buf_str(&text), STYLE_LABEL) + 2;
	}
	screen_put(screen, row, x, row.y, buf_str(&count), STYLE_DIM);
	buf_free(&text);
	buf_free(&count);
}
