#include "facet.h"

#include "mem.h"

#include <stdlib.h>
#include <string.h>

#define BITS 64u
#define ALL_AXES ((1u << FACET_AXIS_COUNT) - 1)

static uint32_t provinces(const Corpus *corpus) { return (uint32_t)corpus->provinces.n; }
static uint32_t themes(const Corpus *corpus) { return (uint32_t)corpus->themes.n; }
static uint32_t terms(const Corpus *corpus) { return (uint32_t)corpus->terms.n; }
static uint32_t volumes(const Corpus *corpus) { return (uint32_t)corpus->volumes.n; }

/* The values of a measure on an axis: how many there are, and the i-th, CORPUS_NONE where the reference is unknown. */
static uint32_t one(const Measure *measure)
{
	(void)measure;
	return 1;
}

static uint32_t theme_refs(const Measure *measure) { return measure->themes.n; }
static uint32_t term_refs(const Measure *measure) { return measure->body.terms.n; }

static uint32_t province_of(const Corpus *corpus, const Measure *measure, uint32_t i)
{
	(void)i;
	return corpus->speeches.at[measure->speech].province;
}

static uint32_t theme_of(const Corpus *corpus, const Measure *measure, uint32_t i)
{
	return corpus->theme_refs.at[measure->themes.first + i].theme;
}

static uint32_t term_of(const Corpus *corpus, const Measure *measure, uint32_t i)
{
	return corpus->term_refs.at[measure->body.terms.first + i].term;
}

static uint32_t volume_of(const Corpus *corpus, const Measure *measure, uint32_t i)
{
	(void)i;
	return corpus->speeches.at[measure->speech].volume;
}

static Str province_id(const Corpus *corpus, uint32_t i) { return corpus->provinces.at[i].id; }
static Str theme_id(const Corpus *corpus, uint32_t i) { return corpus->themes.at[i].id.s; }
static Str term_id(const Corpus *corpus, uint32_t i) { return corpus->terms.at[i].name.s; }

static Str volume_id(const Corpus *corpus, uint32_t i)
{
	const Volume *volume = &corpus->volumes.at[i];

	return volume->id.s.n ? volume->id.s : volume->path;
}

static Str province_name(const Corpus *corpus, uint32_t i, Lang lang)
{
	return corpus_text(&corpus->provinces.at[i].name, lang);
}

static Str theme_name(const Corpus *corpus, uint32_t i, Lang lang)
{
	return corpus_text(&corpus->themes.at[i].name, lang);
}


static Str term_name(const Corpus *corpus, uint32_t i, Lang lang)
{
	const Term *term = &corpus->terms.at[i];

	return lang == LANG_EN && term->en.s.n ? term->en.s : term->name.s;
}

static Str volume_name(const Corpus *corpus, uint32_t i, Lang lang)
{
	return corpus_text(&corpus->volumes.at[i].title, lang);
}

/* How many measures have a value, whatever the filter. */
static uint32_t province_measures(const Corpus *corpus, uint32_t i) { return corpus->provinces.at[i].measures.n; }
static uint32_t theme_measures(const Corpus *corpus, uint32_t i) { return corpus->themes.at[i].measures.n; }

static uint32_t term_measures(const Corpus *corpus, uint32_t i)
{
	Range units = corpus->terms.at[i].units;
	uint32_t n = 0;

	for (uint32_t u = 0; u < units.n; u++)
		n += corpus->units_by_term[units.first + u].kind == UNIT_MEASURE;
	return n;
}

typedef struct Axis {
	const char *word;                       /* in saved filters */
	const char *before[LANG_COUNT], *many;  /* what stands before the values on the line; in English before several */
	uint32_t (*size)(const Corpus *corpus);
	uint32_t (*measures)(const Corpus *corpus, uint32_t index);
	uint32_t (*refs)(const Measure *measure);
	uint32_t (*value)(const Corpus *corpus, const Measure *measure, uint32_t i);
	Str (*id)(const Corpus *corpus, uint32_t index);
	Str (*name)(const Corpus *corpus, uint32_t index, Lang lang);
} Axis;

static const Axis AXES[FACET_AXIS_COUNT] = {
	[FACET_PROVINCE] = {"province", {"", ""}, "",
		provinces, province_measures, one, province_of, province_id, province_name},
	[FACET_THEME] = {"theme", {"", ""}, "",
		themes, theme_measures, theme_refs, theme_of, theme_id, theme_name},
	[FACET_TERM] = {"term", {"提法：", "term: "}, "terms: ",
		terms, term_measures, term_refs, term_of, term_id, term_name},
	[FACET_VOLUME] = {"volume", {"文集：", "corpus: "}, "corpora: ",
		volumes, corpus_volume_measures, one, volume_of, volume_id, volume_name},
};

static bool is_taken(const FacetSide *side, uint32_t index)
{
	return index < side->n && (side->taken[index / BITS] >> index % BITS & 1);
}

static bool passes(const Facet *facet, const Measure *measure, FacetAxis axis)
{
	const FacetSide *side = &facet->sides[axis];
	uint32_t refs = side->picks ? AXES[axis].refs(measure) : 0;

	for (uint32_t i = 0; i < refs; i++)
		if (is_taken(side, AXES[axis].value(facet->corpus, measure, i)))
			return true;
	return !side->picks;
}

/* Counts the values that measure `m` has on an axis, each once. */
static void count_values(Facet *facet, uint32_t m, FacetAxis axis)
{
	const Measure *measure = &facet->corpus->measures.at[m];
	FacetSide *side = &facet->sides[axis];
	uint32_t refs = AXES[axis].refs(measure);

	for (uint32_t i = 0; i < refs; i++) {
		uint32_t value = AXES[axis].value(facet->corpus, measure, i);

		if (value >= side->n || side->last[value] == m + 1)
			continue;
		side->last[value] = m + 1;
		side->counts[value]++;
	}
}

/* A measure that fails one axis counts on that axis alone, one that fails two counts nowhere. */
static void count_measure(Facet *facet, uint32_t m)
{
	const Measure *measure = &facet->corpus->measures.at[m];
	unsigned met = 0;

	for (FacetAxis axis = 0; axis < FACET_AXIS_COUNT; axis++)
		met |= (unsigned)passes(facet, measure, axis) << axis;
	for (FacetAxis axis = 0; axis < FACET_AXIS_COUNT; axis++)
		if ((met | 1u << axis) == ALL_AXES)
			count_values(facet, m, axis);
	if (met == ALL_AXES)
		facet->passing++;
}

static void recount(Facet *facet)
{
	for (FacetAxis axis = 0; axis < FACET_AXIS_COUNT; axis++) {
		FacetSide *side = &facet->sides[axis];

		memset(side->counts, 0, side->n * sizeof *side->counts);
		memset(side->last, 0, side->n * sizeof *side->last);
	}
	facet->passing = 0;
	if (facet_is_empty(facet))
		return;
	for (uint32_t m = 0; m < facet->corpus->measures.n; m++)
		count_measure(facet, m);
}

void facet_open(Facet *facet, const Corpus *corpus)
{
	*facet = (Facet){.corpus = corpus};
	for (FacetAxis axis = 0; axis < FACET_AXIS_COUNT; axis++) {
		uint32_t n = AXES[axis].size(corpus);

		facet->sides[axis] = (FacetSide){
			mem_zeroed((n + BITS - 1) / BITS, sizeof(uint64_t)), mem_zeroed(n, sizeof(uint32_t)),
			mem_zeroed(n, sizeof(uint32_t)), n, 0,
		};
	}
}

void facet_close(Facet *facet)
{
	for (FacetAxis axis = 0; axis < FACET_AXIS_COUNT; axis++) {
		free(facet->sides[axis].taken);
		free(facet->sides[axis].counts);
		free(facet->sides[axis].last);
	}
	free(facet->picks.at);
	*facet = (Facet){0};
}

/* Turns a value's bit round; the list of picks and the counts are the callers' business. */
static void flip(Facet *facet, FacetPick pick)
{
	FacetSide *side = &facet->sides[pick.axis];

	side->picks += is_taken(side, pick.index) ? -1u : 1u;
	side->taken[pick.index / BITS] ^= (uint64_t)1 << pick.index % BITS;
}

static void take(Facet *facet, FacetPick pick)
{
	flip(facet, pick);
	MEM_PUSH(&facet->picks, pick);
}

static void give_back(Facet *facet, FacetPick pick)
{
	size_t kept = 0;

	flip(facet, pick);
	for (size_t i = 0; i < facet->picks.n; i++)
		if (facet->picks.at[i].axis != pick.axis || facet->picks.at[i].index != pick.index)
			facet->picks.at[kept++] = facet->picks.at[i];
	facet->picks.n = kept;
}

void facet_toggle(Facet *facet, FacetAxis axis, uint32_t index)
{
	const FacetPick pick = {axis, index};

	if (index >= facet_values(facet, axis))
		return;
	(facet_has(facet, axis, index) ? give_back : take)(facet, pick);
	recount(facet);
}

bool facet_undo(Facet *facet)
{
	if (facet_is_empty(facet))
		return false;
	give_back(facet, facet->picks.at[facet->picks.n - 1]);
	recount(facet);
	return true;
}

static void drop_all(Facet *facet)
{
	for (size_t i = 0; i < facet->picks.n; i++)
		flip(facet, facet->picks.at[i]);
	facet->picks.n = 0;
}

void facet_clear(Facet *facet)
{
	drop_all(facet);
	recount(facet);
}

bool facet_has(const Facet *facet, FacetAxis axis, uint32_t index)
{
	return is_taken(&facet->sides[axis], index);
}

bool facet_is_empty(const Facet *facet)
{
	return facet->picks.n == 0;
}

uint32_t facet_count(const Facet *facet, FacetAxis axis, uint32_t index)
{
	const FacetSide *side = &facet->sides[axis];

	if (index >= side->n)
		return 0;
	return facet_is_empty(facet) ? AXES[axis].measures(facet->corpus, index) : side->counts[index];
}

bool facet_passes(const Facet *facet, uint32_t measure, FacetAxis but)
{
	bool met = true;

	for (FacetAxis axis = 0; axis < FACET_AXIS_COUNT; axis++)
		met = met && (axis == but || passes(facet, &facet->corpus->measures.at[measure], axis));
	return met;
}

bool facet_passes_unit(const Facet *facet, Unit unit, FacetAxis but)
{
	bool met = true;

	if (unit.kind == UNIT_MEASURE)
		return facet_passes(facet, unit.index, but);
	const Speech *speech = &facet->corpus->speeches.at[corpus_speech_of(facet->corpus, unit)];
	for (FacetAxis axis = 0; axis < FACET_AXIS_COUNT; axis++) {
		uint32_t value = axis == FACET_PROVINCE ? speech->province : axis == FACET_VOLUME ? speech->volume
			: CORPUS_NONE;
		met = met && (axis == but || !facet->sides[axis].picks || facet_has(facet, axis, value));
	}
	return met;
}

uint32_t facet_values(const Facet *facet, FacetAxis axis)
{
	return facet->sides[axis].n;
}

Str facet_name(const Facet *facet, FacetAxis axis, uint32_t index, Lang lang)
{
	Str name = {0};

	if (index < facet->sides[axis].n) {
		name = AXES[axis].name(facet->corpus, index, lang);
		if (!name.n)
			name = AXES[axis].id(facet->corpus, index);
	}
	return name;
}

uint32_t facet_passing(const Facet *facet)
{
	return facet_is_empty(facet) ? (uint32_t)facet->corpus->measures.n : facet->passing;
}

static void spell_axis(const Facet *facet, FacetAxis axis, Lang lang, Buf *out)
{
	bool several = facet->sides[axis].picks > 1;
	bool first = true;

	buf_add(out, str_of(lang == LANG_EN && several ? AXES[axis].many : AXES[axis].before[lang]));
	for (size_t i = 0; i < facet->picks.n; i++) {
		if (facet->picks.at[i].axis != axis)
			continue;
		if (!first)
			buf_add(out, lang == LANG_ZH ? STR("、") : STR(", "));
		buf_add(out, facet_name(facet, axis, facet->picks.at[i].index, lang));
		first = false;
	}
}

void facet_spell(const Facet *facet, Lang lang, Buf *out)
{
	bool first = true;

	for (FacetAxis axis = 0; axis < FACET_AXIS_COUNT; axis++) {
		if (!facet->sides[axis].picks)
			continue;
		if (!first)
			buf_add(out, STR(" · "));
		spell_axis(facet, axis, lang, out);
		first = false;
	}
}

void facet_save(const Facet *facet, Buf *out)
{
	for (size_t i = 0; i < facet->picks.n; i++) {
		FacetPick pick = facet->picks.at[i];

		if (i)
			buf_add_char(out, '\n');
		buf_add(out, str_of(AXES[pick.axis].word));
		buf_add_char(out, ' ');
		buf_add(out, AXES[pick.axis].id(facet->corpus, pick.index));
	}
}

/* Finds the value that a saved line names; false where there is none. */
static bool find_pick(const Facet *facet, Str line, FacetPick *pick)
{
	Str word;

	if (!str_split(&line, ' ', &word) || !line.n)
		return false;
	for (FacetAxis axis = 0; axis < FACET_AXIS_COUNT; axis++) {
		if (!str_eq(word, str_of(AXES[axis].word)))
			continue;
		for (uint32_t i = 0; i < facet->sides[axis].n; i++)
			if (str_eq(AXES[axis].id(facet->corpus, i), line)) {
				*pick = (FacetPick){axis, i};
				return true;
			}
	}
	return false;
}

size_t facet_restore(Facet *facet, Str saved)
{
	size_t lost = 0;
	Str line;

	drop_all(facet);
	while (saved.n && str_split(&saved, '\n', &line)) {
		FacetPick pick;

		if (!find_pick(facet, line, &pick))
			lost++;
		else if (!facet_has(facet, pick.axis, pick.index))
			take(facet, pick);
	}
	recount(facet);
	return lost;
}
