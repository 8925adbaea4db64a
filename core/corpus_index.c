/* corpus_index: what is derived once everything is loaded. Names are resolved through one hash table per kind; lists
   by theme, term and province are made by counting and filling, so that each is one block. */
#include "corpus.h"

#include "hash.h"

#include <stdlib.h>
#include <string.h>

/* Open addressing; a slot holds the index of the first element with that name, plus 1. */
typedef struct Names {
	uint32_t *slots;
	size_t mask;
	Str (*name)(const Corpus *corpus, uint32_t index);
} Names;

static Str theme_name(const Corpus *corpus, uint32_t i) { return corpus->themes.at[i].id.s; }
static Str term_name(const Corpus *corpus, uint32_t i) { return corpus->terms.at[i].name.s; }
static Str speech_name(const Corpus *corpus, uint32_t i) { return corpus->speeches.at[i].id.s; }
static Str province_name(const Corpus *corpus, uint32_t i) { return corpus->provinces.at[i].id; }

/* The slot in which `name` stands or belongs. */
static uint32_t *slot_of(const Names *names, const Corpus *corpus, Str name)
{
	size_t i = (size_t)hash_slot(name) & names->mask;

	while (names->slots[i] && !str_eq(names->name(corpus, names->slots[i] - 1), name))
		i = (i + 1) & names->mask;
	return &names->slots[i];
}

static Names names_for(size_t n, Str (*name)(const Corpus *, uint32_t))
{
	size_t size = 16;

	while (size < n * 2)
		size *= 2;
	return (Names){mem_zeroed(size, sizeof(uint32_t)), size - 1, name};
}

static uint32_t find(const Names *names, const Corpus *corpus, Str name)
{
	uint32_t found = name.n ? *slot_of(names, corpus, name) : 0;

	return found ? found - 1 : CORPUS_NONE;
}

/* A theme that another volume has defined already is the same theme; one that the same volume defines twice is
   check's business. */
static Names merge_themes(Corpus *corpus)
{
	Names names = names_for(corpus->themes.n, theme_name);
	size_t kept = 0;

	for (size_t i = 0; i < corpus->themes.n; i++) {
		Theme theme = corpus->themes.at[i];
		uint32_t *slot = slot_of(&names, corpus, theme.id.s);

		if (*slot && corpus->themes.at[*slot - 1].volume != theme.volume)
			continue;
		corpus->themes.at[kept++] = theme;
		if (!*slot)
			*slot = (uint32_t)kept;
	}
	corpus->themes.n = kept;
	return names;
}

static Names merge_terms(Corpus *corpus)
{
	Names names = names_for(corpus->terms.n, term_name);
	size_t kept = 0;

	for (size_t i = 0; i < corpus->terms.n; i++) {
		Term term = corpus->terms.at[i];
		uint32_t *slot = slot_of(&names, corpus, term.name.s);

		if (*slot && corpus->terms.at[*slot - 1].volume != term.volume)
			continue;
		corpus->terms.at[kept++] = term;
		if (!*slot)
			*slot = (uint32_t)kept;
	}
	corpus->terms.n = kept;
	return names;
}

static void resolve_references(Corpus *corpus)
{
	Names themes = merge_themes(corpus), terms = merge_terms(corpus);

	for (size_t i = 0; i < corpus->theme_refs.n; i++)
		corpus->theme_refs.at[i].theme = find(&themes, corpus, corpus->theme_refs.at[i].id.s);
	for (size_t i = 0; i < corpus->term_refs.n; i++)
		corpus->term_refs.at[i].term = find(&terms, corpus, corpus->term_refs.at[i].name.s);
	free(themes.slots);
	free(terms.slots);
}

static void fill_from_row(Province *province, const ProvinceRow *row)
{
	if (!row)
		return;
	if (!province->code)
		province->code = row->code;
	if (!province->name.zh.s.n)
		province->name.zh.s = str_of(row->zh);
	if (!province->name.en.s.n)
		province->name.en.s = str_of(row->en);
	if (!province->mark.n)
		province->mark = str_of(row->mark);
	if (!province->initials.n)
		province->initials = str_of(row->initials);
}

/* Every declared row is completed from GB/T 2260; those of one id are one. A province that only a speech names comes
   from the standard. */
static Names gather_provinces(Corpus *corpus)
{
	Names names = names_for(corpus->provinces.n + corpus->speeches.n, province_name);
	size_t kept = 0;

	for (size_t i = 0; i < corpus->provinces.n; i++) {
		Province province = corpus->provinces.at[i];
		uint32_t *slot = slot_of(&names, corpus, province.id);

		if (*slot)
			continue;
		fill_from_row(&province, corpus_province_row(province.id));
		corpus->provinces.at[kept++] = province;
		*slot = (uint32_t)kept;
	}
	corpus->provinces.n = kept;
	for (size_t i = 0; i < corpus->speeches.n; i++) {
		Str id = corpus->speeches.at[i].province_id.s;
		const ProvinceRow *row = id.n ? corpus_province_row(id) : NULL;
		Province province = {.id = id};

		if (!row || *slot_of(&names, corpus, id))
			continue;
		fill_from_row(&province, row);
		MEM_PUSH(&corpus->provinces, province);
		*slot_of(&names, corpus, id) = (uint32_t)corpus->provinces.n;
	}
	return names;
}

static int by_code(const void *a, const void *b)
{
	const Province *p = a, *q = b;

	return p->code != q->code ? (p->code > q->code) - (p->code < q->code) : str_cmp(p->id, q->id);
}

/* Leaves the provinces that have speeches, by code, and tells the speeches where theirs stands. */
static void resolve_provinces(Corpus *corpus)
{
	Names names = gather_provinces(corpus);
	size_t kept = 0;

	for (size_t i = 0; i < corpus->speeches.n; i++) {
		uint32_t p = find(&names, corpus, corpus->speeches.at[i].province_id.s);

		if (p != CORPUS_NONE)
			corpus->provinces.at[p].speeches.n++;
	}
	for (size_t i = 0; i < corpus->provinces.n; i++)
		if (corpus->provinces.at[i].speeches.n)
			corpus->provinces.at[kept++] = corpus->provinces.at[i];
	corpus->provinces.n = kept;
	if (kept)
		qsort(corpus->provinces.at, kept, sizeof(Province), by_code);
	memset(names.slots, 0, (names.mask + 1) * sizeof *names.slots);
	for (size_t i = 0; i < kept; i++)
		*slot_of(&names, corpus, corpus->provinces.at[i].id) = (uint32_t)i + 1;
	for (size_t i = 0; i < corpus->speeches.n; i++)
		corpus->speeches.at[i].province = find(&names, corpus, corpus->speeches.at[i].province_id.s);
	free(names.slots);
}

static void address_speeches(Corpus *corpus)
{
	Names names = names_for(corpus->speeches.n, speech_name);
	bool *shared = mem_zeroed(corpus->speeches.n, sizeof *shared);

	for (size_t i = 0; i < corpus->speeches.n; i++) {
		uint32_t *slot = slot_of(&names, corpus, corpus->speeches.at[i].id.s);

		if (!*slot)
			*slot = (uint32_t)i + 1;
		else if (corpus->speeches.at[*slot - 1].volume != corpus->speeches.at[i].volume)
			shared[i] = shared[*slot - 1] = true;
	}
	for (size_t i = 0; i < corpus->speeches.n; i++) {
		Speech *speech = &corpus->speeches.at[i];
		Str volume = corpus->volumes.at[speech->volume].id.s;
		char *s;

		speech->address = speech->id.s;
		if (!shared[i] || !volume.n)
			continue;
		s = mem_take_text(&corpus->arena, volume.n + 1 + speech->id.s.n);
		memcpy(s, volume.s, volume.n);
		s[volume.n] = '/';
		if (speech->id.s.n)
			memcpy(s + volume.n + 1, speech->id.s.s, speech->id.s.n);
		speech->address = (Str){s, volume.n + 1 + speech->id.s.n};
	}
	free(shared);
	free(names.slots);
}

/* Turns counts into runs: each range starts where the one before it ends; n is set to 0 to be counted up again while
   filling. */
static uint32_t *lay_out(Range *range, uint32_t *next)
{
	range->first = *next;
	*next += range->n;
	range->n = 0;
	return next;
}

static void list_by_province(Corpus *corpus)
{
	uint32_t speeches = 0, measures = 0;

	for (size_t i = 0; i < corpus->speeches.n; i++)
		if (corpus->speeches.at[i].province != CORPUS_NONE)
			corpus->provinces.at[corpus->speeches.at[i].province].measures.n += corpus->speeches.at[i].measures.n;
	for (size_t i = 0; i < corpus->provinces.n; i++) {
		lay_out(&corpus->provinces.at[i].speeches, &speeches);
		lay_out(&corpus->provinces.at[i].measures, &measures);
	}
	corpus->by_province = mem_zeroed(speeches, sizeof(uint32_t));
	corpus->measures_by_province = mem_zeroed(measures, sizeof(uint32_t));
	for (size_t i = 0; i < corpus->speeches.n; i++) {
		const Speech *speech = &corpus->speeches.at[i];
		Province *p;

		if (speech->province == CORPUS_NONE)
			continue;
		p = &corpus->provinces.at[speech->province];
		corpus->by_province[p->speeches.first + p->speeches.n++] = (uint32_t)i;
		for (uint32_t m = 0; m < speech->measures.n; m++)
			corpus->measures_by_province[p->measures.first + p->measures.n++] = speech->measures.first + m;
	}
}

/* Calls `each` for every theme of every measure, once a measure. */
static void list_by_theme(Corpus *corpus)
{
	uint32_t next = 0;

	for (int fill = 0; fill < 2; fill++) {
		for (size_t i = 0; i < corpus->measures.n; i++)
			for (uint32_t t = 0; t < corpus->measures.at[i].themes.n; t++) {
				const ThemeRef *refs = corpus->theme_refs.at + corpus->measures.at[i].themes.first;
				Range *range;
				bool again = refs[t].theme == CORPUS_NONE;

				for (uint32_t before = 0; before < t && !again; before++)
					again = refs[before].theme == refs[t].theme;
				if (again)
					continue;
				range = &corpus->themes.at[refs[t].theme].measures;
				if (fill)
					corpus->measures_by_theme[range->first + range->n] = (uint32_t)i;
				range->n++;
			}
		if (fill)
			break;
		for (size_t i = 0; i < corpus->themes.n; i++)
			lay_out(&corpus->themes.at[i].measures, &next);
		corpus->measures_by_theme = mem_zeroed(next, sizeof(uint32_t));
	}
}

/* Notes that `unit` names the terms of its passage; `last` holds for each term the unit that named it last, so that
   none counts twice. */
static void add_terms(Corpus *corpus, Unit unit, Unit *last, bool fill)
{
	Range terms = corpus_passage(corpus, unit)->terms;

	for (uint32_t i = 0; i < terms.n; i++) {
		uint32_t term = corpus->term_refs.at[terms.first + i].term;
		Range *range;

		if (term == CORPUS_NONE || (last[term].kind == unit.kind && last[term].index == unit.index))
			continue;
		last[term] = unit;
		range = &corpus->terms.at[term].units;
		if (fill)
			corpus->units_by_term[range->first + range->n] = unit;
		range->n++;
	}
}

/* Every unit in the order in which one reads. */
static void each_unit(Corpus *corpus, void (*each)(Corpus *, Unit, Unit *, bool), Unit *last, bool fill)
{
	for (uint32_t s = 0; s < corpus->speeches.n; s++) {
		const Speech *speech = &corpus->speeches.at[s];

		each(corpus, (Unit){UNIT_SPEECH, s}, last, fill);
		for (uint32_t c = speech->sections.first; c < speech->sections.first + speech->sections.n; c++) {
			const Section *section = &corpus->sections.at[c];

			each(corpus, (Unit){UNIT_SECTION, c}, last, fill);
			for (uint32_t m = section->measures.first; m < section->measures.first + section->measures.n; m++)
				each(corpus, (Unit){UNIT_MEASURE, m}, last, fill);
		}
	}
}

static void list_by_term(Corpus *corpus)
{
	Unit *last = mem_zeroed(corpus->terms.n, sizeof *last);
	uint32_t next = 0;

	each_unit(corpus, add_terms, last, false);
	for (size_t i = 0; i < corpus->terms.n; i++)
		lay_out(&corpus->terms.at[i].units, &next);
	corpus->units_by_term = mem_zeroed(next, sizeof(Unit));
	memset(last, 0, corpus->terms.n * sizeof *last);
	each_unit(corpus, add_terms, last, true);
	free(last);
}

static void own_figures(Corpus *corpus, Unit unit, Unit *last, bool fill)
{
	Range figures = corpus_passage(corpus, unit)->figures;

	(void)last;
	(void)fill;
	for (uint32_t i = 0; i < figures.n; i++)
		corpus->figures.at[figures.first + i].owner = unit;
}

/* Sections and measures learn whose they are; they are pushed before those that hold them. */
static void number_units(Corpus *corpus)
{
	for (uint32_t s = 0; s < corpus->speeches.n; s++) {
		Speech *speech = &corpus->speeches.at[s];

		speech->measures = (Range){0};
		corpus->doubtful += speech->found.proposed != 0;
		for (uint32_t c = 0; c < speech->sections.n; c++) {
			Section *section = &corpus->sections.at[speech->sections.first + c];

			section->speech = s;
			section->n = c + 1;
			corpus->doubtful += section->found.proposed != 0;
			if (!speech->measures.n)
				speech->measures.first = section->measures.first;
			speech->measures.n += section->measures.n;
			for (uint32_t m = 0; m < section->measures.n; m++) {
				Measure *measure = &corpus->measures.at[section->measures.first + m];

				measure->speech = s;
				measure->section = speech->sections.first + c;
				measure->n = m + 1;
				corpus->proposed += measure->found.proposed != 0;
			}
		}
	}
}

void corpus_index(Corpus *corpus)
{
	number_units(corpus);
	resolve_references(corpus);
	resolve_provinces(corpus);
	address_speeches(corpus);
	list_by_province(corpus);
	list_by_theme(corpus);
	list_by_term(corpus);
	each_unit(corpus, own_figures, NULL, false);
	corpus->originals = mem_zeroed(1, sizeof *corpus->originals);
}
