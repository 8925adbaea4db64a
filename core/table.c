#include "table.h"

#include <stdlib.h>

bool table_same_place(Place a, Place b)
{
	if (a.province != CORPUS_NONE || b.province != CORPUS_NONE)
		return a.province == b.province;
	return a.unit.kind == b.unit.kind && a.unit.index == b.unit.index;
}

bool table_place(const Corpus *corpus, Str words, Place *out)
{
	Place place = {.province = corpus_province(corpus, words)};

	if (place.province == CORPUS_NONE) {
		place.unit = corpus_unit(corpus, words);
		if (place.unit.kind == UNIT_NONE)
			return false;
		if (place.unit.kind == UNIT_SPEECH) {
			uint32_t province = corpus->speeches.at[place.unit.index].province;
			if (province != CORPUS_NONE && corpus->provinces.at[province].speeches.n == 1)
				place = (Place){.province = province};
		}
	}
	*out = place;
	return true;
}

/* What a unit is called: title, heading or label. */
static const Text *name_of(const Corpus *corpus, Unit unit)
{
	if (unit.kind == UNIT_MEASURE)
		return &corpus->measures.at[unit.index].label;
	if (unit.kind == UNIT_SECTION)
		return &corpus->sections.at[unit.index].heading;
	return &corpus->speeches.at[unit.index].title;
}

void table_add_place_name(const Corpus *corpus, Place place, Lang lang, Buf *out)
{
	uint32_t province = place.province;

	if (province == CORPUS_NONE)
		province = corpus->speeches.at[corpus_speech_of(corpus, place.unit)].province;
	if (province != CORPUS_NONE)
		buf_add(out, corpus_text(&corpus->provinces.at[province].name, lang));
	if (place.province != CORPUS_NONE)
		return;
	if (province != CORPUS_NONE)
		buf_add_char(out, ' ');
	buf_add(out, corpus_text(name_of(corpus, place.unit), lang));
}

/* One appearance of a measure under a theme; sorted, they are the comparison. */
typedef struct Entry {
	uint32_t theme, measure;
	uint8_t column;
	bool pointer; /* the theme is not its main one */
} Entry;

typedef struct Entries { Entry *at; size_t n, cap; } Entries;

/* Theme, then column, then those that only touch it; without a theme last. */
static size_t turn_of_entry(const Entry *e, size_t themes)
{
	size_t theme = e->theme == CORPUS_NONE ? themes : e->theme;

	return (theme * TABLE_MAX_COLUMNS + e->column) * 2 + (e->pointer ? 1 : 0);
}

/* Entries come column by column in order of the corpus; a sort that counts keeps that and takes time for each once. */
static void sort_entries(Entries *entries, size_t themes)
{
	size_t turns = (themes + 1) * TABLE_MAX_COLUMNS * 2;
	size_t *next = mem_zeroed(turns + 1, sizeof *next);
	Entry *sorted = mem_alloc(entries->n * sizeof *sorted);

	for (size_t i = 0; i < entries->n; i++)
		next[turn_of_entry(&entries->at[i], themes) + 1]++;
	for (size_t t = 0; t < turns; t++)
		next[t + 1] += next[t];
	for (size_t i = 0; i < entries->n; i++)
		sorted[next[turn_of_entry(&entries->at[i], themes)]++] = entries->at[i];
	free(entries->at);
	free(next);
	entries->at = sorted;
}

static bool has_entry(const Entries *entries, size_t from, uint32_t theme)
{
	for (size_t i = from; i < entries->n; i++)
		if (entries->at[i].theme == theme)
			return true;
	return false;
}

/* The first theme that is known is the main one. */
static void add_measure(const Corpus *corpus, uint32_t index, uint8_t column, uint32_t only, Entries *out)
{
	const Range refs = corpus->measures.at[index].themes;
	size_t from = out->n;
	bool main_seen = false;

	for (uint32_t i = 0; i < refs.n; i++) {
		uint32_t theme = corpus->theme_refs.at[refs.first + i].theme;
		if (theme == CORPUS_NONE || has_entry(out, from, theme))
			continue;
		if (only == CORPUS_NONE || theme == only)
			MEM_PUSH(out, ((Entry){theme, index, column, main_seen}));
		main_seen = true;
	}
	if (!main_seen && only == CORPUS_NONE)
		MEM_PUSH(out, ((Entry){CORPUS_NONE, index, column, false}));
}

static void add_run(const Corpus *corpus, Range run, uint8_t column, uint32_t only, Entries *out)
{
	for (uint32_t i = 0; i < run.n; i++)
		add_measure(corpus, run.first + i, column, only, out);
}

static void add_place(const Corpus *corpus, Place place, uint8_t column, uint32_t only, Entries *out)
{
	if (place.province != CORPUS_NONE) {
		const Range run = corpus->provinces.at[place.province].measures;
		for (uint32_t i = 0; i < run.n; i++)
			add_measure(corpus, corpus->measures_by_province[run.first + i], column, only, out);
	} else if (place.unit.kind == UNIT_SPEECH) {
		add_run(corpus, corpus->speeches.at[place.unit.index].measures, column, only, out);
	} else if (place.unit.kind == UNIT_SECTION) {
		add_run(corpus, corpus->sections.at[place.unit.index].measures, column, only, out);
	} else {
		add_measure(corpus, place.unit.index, column, only, out);
	}
}

bool table_is_direct(const Comparison *comparison)
{
	for (size_t c = 0; c < comparison->columns; c++)
		if (comparison->places[c].province != CORPUS_NONE || comparison->places[c].unit.kind != UNIT_MEASURE)
			return false;
	return comparison->theme == CORPUS_NONE;
}

/* Sorted entries become blocks and cells. Narrowed to one theme, no other block shows the measures that only touch
   it: they count in full. */
static void fill_blocks(Comparison *out, const Entries *entries)
{
	for (size_t i = 0; i < entries->n; i++) {
		const Entry *e = &entries->at[i];
		if (i == 0 || e->theme != entries->at[i - 1].theme)
			MEM_PUSH(&out->blocks, ((CompareBlock){.theme = e->theme}));
		CompareCell *cell = &out->blocks.at[out->blocks.n - 1].cells[e->column];
		Range *range = e->pointer && out->theme == CORPUS_NONE ? &cell->pointers : &cell->measures;
		if (!range->n++)
			range->first = (uint32_t)out->measures.n;
		MEM_PUSH(&out->measures, e->measure);
	}
}

Comparison table_compare(const Corpus *corpus, const Place *places, size_t n, uint32_t theme)
{
	Comparison out = {.columns = n < TABLE_MAX_COLUMNS ? n : TABLE_MAX_COLUMNS, .theme = theme};
	Entries entries = {0};

	for (size_t c = 0; c < out.columns; c++)
		out.places[c] = places[c];
	bool direct = table_is_direct(&out);
	for (size_t c = 0; c < out.columns; c++) {
		if (direct)
			MEM_PUSH(&entries, ((Entry){CORPUS_NONE, places[c].unit.index, (uint8_t)c, false}));
		else
			add_place(corpus, places[c], (uint8_t)c, theme, &entries);
	}
	if (entries.n)
		sort_entries(&entries, corpus->themes.n);
	fill_blocks(&out, &entries);
	free(entries.at);
	return out;
}

/* Where the column comes to the block's theme. */
static uint64_t turn_of(const Comparison *comparison, const CompareBlock *block, size_t column)
{
	const CompareCell *cell = &block->cells[column];

	if (cell->measures.n)
		return comparison->measures.at[cell->measures.first];
	if (cell->pointers.n)
		return ((uint64_t)1 << 32) + comparison->measures.at[cell->pointers.first];
	return (uint64_t)2 << 32;
}

/* Where the block stands in its order; themes decide between blocks of which the column has nothing. */
typedef struct Turn { uint64_t at; CompareBlock block; } Turn;

static int by_turn(const void *a, const void *b)
{
	const Turn *x = a, *y = b;

	if (x->at != y->at)
		return x->at < y->at ? -1 : 1;
	return x->block.theme < y->block.theme ? -1 : x->block.theme > y->block.theme;
}

void table_sort(Comparison *comparison, size_t column)
{
	size_t n = comparison->blocks.n;
	Turn *turns = mem_zeroed(n, sizeof *turns);

	for (size_t i = 0; i < n; i++) {
		turns[i].block = comparison->blocks.at[i];
		if (column < comparison->columns)
			turns[i].at = turn_of(comparison, &turns[i].block, column);
	}
	if (n)
		qsort(turns, n, sizeof *turns, by_turn);
	for (size_t i = 0; i < n; i++)
		comparison->blocks.at[i] = turns[i].block;
	free(turns);
}

void table_keep(Comparison *comparison, const uint32_t *themes, size_t n)
{
	size_t kept = 0;

	for (size_t i = 0; i < comparison->blocks.n; i++)
		for (size_t k = 0; k < n; k++)
			if (comparison->blocks.at[i].theme == themes[k]) {
				comparison->blocks.at[kept++] = comparison->blocks.at[i];
				break;
			}
	comparison->blocks.n = kept;
}

void table_comparison_free(Comparison *comparison)
{
	free(comparison->blocks.at);
	free(comparison->measures.at);
	*comparison = (Comparison){0};
}
