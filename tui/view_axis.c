#include "view_axis.h"

static void push(Entries *out, EntryKind kind, uint32_t index, uint32_t count)
{
	MEM_PUSH(out, ((Entry){.kind = kind, .index = index, .count = count}));
}

static Entry *last(Entries *out)
{
	return &out->at[out->n - 1];
}

static uint32_t province_of(const Corpus *corpus, Unit unit)
{
	return corpus->speeches.at[corpus_speech_of(corpus, unit)].province;
}

void view_axis_push_province(const Corpus *corpus, Entries *out, Unit unit, uint32_t *before)
{
	uint32_t province = province_of(corpus, unit);
	if (province == *before)
		return;
	*before = province;
	if (province == CORPUS_NONE)
		push(out, ENTRY_SPEECH, corpus_speech_of(corpus, unit), 0);
	else
		push(out, ENTRY_PROVINCE, province, 0);
	last(out)->header = true;
}

static void province_groups(const Corpus *corpus, Entries *out)
{
	for (uint32_t i = 0; i < corpus->volumes.n && corpus->volumes.n > 1; i++)
		push(out, ENTRY_VOLUME, i, corpus_volume_measures(corpus, i));
	size_t elsewhere = corpus->speeches.n; /* not looked for where there are none: it takes all of them */
	for (uint32_t i = 0; i < corpus->provinces.n; i++) {
		push(out, ENTRY_PROVINCE, i, corpus->provinces.at[i].measures.n);
		elsewhere -= corpus->provinces.at[i].speeches.n;
	}
	for (uint32_t i = 0; i < corpus->speeches.n && elsewhere > 0; i++)
		if (corpus->speeches.at[i].province == CORPUS_NONE)
			push(out, ENTRY_SPEECH, i, corpus->speeches.at[i].measures.n);
}

static void theme_groups(const Corpus *corpus, Entries *out)
{
	for (uint32_t i = 0; i < corpus->themes.n; i++)
		push(out, ENTRY_THEME, i, corpus->themes.at[i].measures.n);
}

static void measure_groups(const Corpus *corpus, Entries *out)
{
	for (uint32_t i = 0; i < corpus->speeches.n; i++) {
		const Speech *speech = &corpus->speeches.at[i];
		push(out, ENTRY_SPEECH, i, speech->measures.n);
		for (uint32_t k = 0; k < speech->sections.n; k++) {
			push(out, ENTRY_SECTION, speech->sections.first + k,
				corpus->sections.at[speech->sections.first + k].measures.n);
			last(out)->indent = 2;
		}
	}
}

static void term_groups(const Corpus *corpus, Entries *out)
{
	for (uint32_t i = 0; i < corpus->terms.n; i++)
		push(out, ENTRY_TERM, i, corpus->terms.at[i].units.n);
}

static void figure_groups(const Corpus *corpus, Entries *out)
{
	uint32_t counts[FIGURE_KIND_COUNT] = {0};
	for (size_t i = 0; i < corpus->figures.n; i++)
		counts[corpus->figures.at[i].kind]++;
	push(out, ENTRY_ALL, 0, (uint32_t)corpus->figures.n);
	for (uint32_t k = 0; k < FIGURE_KIND_COUNT; k++)
		if (counts[k] > 0)
			push(out, ENTRY_KIND, k, counts[k]);
}

static void no_groups(const Corpus *corpus, Entries *out)
{
	(void)corpus;
	push(out, ENTRY_ALL, 0, 0);
}

static void section_items(const Corpus *corpus, uint32_t index, Entries *out)
{
	const Section *section = &corpus->sections.at[index];
	push(out, ENTRY_SECTION, index, 0);
	for (uint32_t i = 0; i < section->measures.n; i++) {
		push(out, ENTRY_MEASURE, section->measures.first + i, 0);
		last(out)->indent = 2;
	}
}

static void speech_items(const Corpus *corpus, uint32_t index, Entries *out)
{
	push(out, ENTRY_SPEECH, index, 0);
	for (uint32_t i = 0; i < corpus->speeches.at[index].sections.n; i++)
		section_items(corpus, corpus->speeches.at[index].sections.first + i, out);
}

/* A group is listed and read as a whole, measure behind measure, while it is no book of its own. */
static bool is_short(const Corpus *corpus, const Entry *group)
{
	uint32_t measures = group->kind == ENTRY_PROVINCE ? corpus->provinces.at[group->index].measures.n
		: group->kind == ENTRY_THEME ? corpus->themes.at[group->index].measures.n
		: group->kind == ENTRY_VOLUME ? (uint32_t)corpus->measures.n : 0;
	return measures <= VIEW_AXIS_WHOLE;
}

static void list_speech(const Corpus *corpus, uint32_t index, bool whole, Entries *out)
{
	if (whole)
		speech_items(corpus, index, out);
	else
		push(out, ENTRY_SPEECH, index, 0);
}

static void unit_items(const Corpus *corpus, const Entry *group, Entries *out)
{
	if (group->kind == ENTRY_SECTION) {
		section_items(corpus, group->index, out);
	} else if (group->kind == ENTRY_SPEECH) {
		speech_items(corpus, group->index, out);
	} else if (group->kind == ENTRY_VOLUME) {
		Range speeches = corpus->volumes.at[group->index].speeches;
		for (uint32_t i = 0; i < speeches.n; i++)
			list_speech(corpus, speeches.first + i, is_short(corpus, group), out);
	} else {
		Range speeches = corpus->provinces.at[group->index].speeches;
		for (uint32_t i = 0; i < speeches.n; i++)
			list_speech(corpus, corpus->by_province[speeches.first + i], is_short(corpus, group), out);
	}
}

static void theme_items(const Corpus *corpus, const Entry *group, Entries *out)
{
	uint32_t before = CORPUS_NONE - 1;
	Range measures = corpus->themes.at[group->index].measures;
	for (uint32_t i = 0; i < measures.n; i++) {
		uint32_t index = corpus->measures_by_theme[measures.first + i];
		view_axis_push_province(corpus, out, (Unit){UNIT_MEASURE, index}, &before);
		push(out, ENTRY_MEASURE, index, 0);
		last(out)->lesser = corpus->theme_refs.at[corpus->measures.at[index].themes.first].theme != group->index;
	}
}

static void term_items(const Corpus *corpus, const Entry *group, Entries *out)
{
	static const EntryKind KINDS[] = {[UNIT_NONE] = ENTRY_ALL,
		[UNIT_SPEECH] = ENTRY_SPEECH,
		[UNIT_SECTION] = ENTRY_SECTION,
		[UNIT_MEASURE] = ENTRY_MEASURE};
	uint32_t before = CORPUS_NONE - 1;
	Range units = corpus->terms.at[group->index].units;
	for (uint32_t i = 0; i < units.n; i++) {
		Unit unit = corpus->units_by_term[units.first + i];
		view_axis_push_province(corpus, out, unit, &before);
		push(out, KINDS[unit.kind], unit.index, 0);
	}
}

static void figure_items(const Corpus *corpus, const Entry *group, Entries *out)
{
	uint32_t before = CORPUS_NONE - 1;
	for (uint32_t i = 0; i < corpus->figures.n; i++) {
		const Figure *figure = &corpus->figures.at[i];
		if (figure->owner.kind == UNIT_NONE || (group->kind == ENTRY_KIND && (uint32_t)figure->kind != group->index))
			continue;
		view_axis_push_province(corpus, out, figure->owner, &before);
		push(out, ENTRY_FIGURE, i, 0);
	}
}

static const AxisRow AXES[AXIS_COUNT] = {
	[AXIS_PROVINCES] = {WORD_provinces, true, 36, province_groups, unit_items},
	[AXIS_THEMES] = {WORD_themes, true, 36, theme_groups, theme_items},
	[AXIS_MEASURES] = {WORD_measures, true, 36, measure_groups, unit_items},
	[AXIS_TERMS] = {WORD_terms, true, 36, term_groups, term_items},
	[AXIS_FIGURES] = {WORD_figures, true, 44, figure_groups, figure_items},
	[AXIS_FOUND] = {WORD_found, false, 52, no_groups, NULL},
};

const AxisRow *view_axis_row(AxisId axis)
{
	return &AXES[axis];
}

size_t view_axis_count(const Corpus *corpus, AxisId axis)
{
	const size_t counts[AXIS_COUNT] = {
		[AXIS_PROVINCES] = corpus->provinces.n, [AXIS_THEMES] = corpus->themes.n, [AXIS_MEASURES] = corpus->measures.n,
		[AXIS_TERMS] = corpus->terms.n, [AXIS_FIGURES] = corpus->figures.n,
	};
	return counts[axis];
}

Unit view_axis_unit(const Corpus *corpus, const SearchHits *hits, const Entry *entry)
{
	switch (entry->kind) {
	case ENTRY_SPEECH: return (Unit){UNIT_SPEECH, entry->index};
	case ENTRY_SECTION: return (Unit){UNIT_SECTION, entry->index};
	case ENTRY_MEASURE: return (Unit){UNIT_MEASURE, entry->index};
	case ENTRY_FIGURE: return corpus->figures.at[entry->index].owner;
	case ENTRY_HIT: return hits->at[entry->index].unit;
	default: return (Unit){0};
	}
}

bool view_axis_place(const Corpus *corpus, Unit unit, Place *out)
{
	*out = (Place){CORPUS_NONE, unit};
	if (unit.kind == UNIT_SPEECH) {
		uint32_t province = corpus->speeches.at[unit.index].province;
		if (province != CORPUS_NONE && corpus->provinces.at[province].speeches.n == 1)
			out->province = province;
	}
	return unit.kind != UNIT_NONE;
}

Entry view_axis_subject(
	const Corpus *corpus, const SearchHits *hits, AxisId axis, const Entry *group, const Entry *item, bool on_group)
{
	bool whole = ((axis == AXIS_PROVINCES || axis == AXIS_THEMES) && is_short(corpus, group)) || axis == AXIS_TERMS;
	if (axis == AXIS_TERMS || group->kind == ENTRY_VOLUME)
		whole = on_group;
	Unit unit = view_axis_unit(corpus, hits, item ? item : group);
	if (whole || unit.kind == UNIT_NONE)
		return *group;
	return (Entry){.kind = ENTRY_SPEECH, .index = corpus_speech_of(corpus, unit)};
}

void view_axis_fill(Doc *doc, const Corpus *corpus, const Entry *subject, Lang lang)
{
	Range range = {0};
	switch (subject->kind) {
	case ENTRY_PROVINCE:
		range = corpus->provinces.at[subject->index].speeches;
		for (uint32_t i = 0; i < range.n; i++)
			doc_add_unit(doc, corpus, (Unit){UNIT_SPEECH, corpus->by_province[range.first + i]}, lang);
		break;
	case ENTRY_THEME:
		doc_add_theme(doc, corpus, subject->index, lang);
		range = corpus->themes.at[subject->index].measures;
		for (uint32_t i = 0; i < range.n; i++)
			doc_add_measure(doc, corpus, corpus->measures_by_theme[range.first + i], lang, true);
		break;
	case ENTRY_SPEECH:
		doc_add_unit(doc, corpus, (Unit){UNIT_SPEECH, subject->index}, lang);
		break;
	case ENTRY_VOLUME:
		doc_add_about(doc, corpus, subject->index, lang);
		break;
	case ENTRY_TERM:
		doc_add_term(doc, corpus, subject->index, lang);
		break;
	default:
		break;
	}
}
