#include "absent.h"

#include <stdlib.h>

bool absent_is_in(const Corpus *corpus, Unit unit, Place place)
{
	uint32_t speech = corpus_speech_of(corpus, unit);

	if (place.province != CORPUS_NONE)
		return corpus->speeches.at[speech].province == place.province;
	if (place.unit.kind == UNIT_SPEECH)
		return speech == place.unit.index;
	if (place.unit.kind == UNIT_SECTION && unit.kind == UNIT_MEASURE)
		return corpus->measures.at[unit.index].section == place.unit.index;
	return unit.kind == place.unit.kind && unit.index == place.unit.index;
}

size_t absent_provinces(const Corpus *corpus, Place *places)
{
	size_t n = corpus->provinces.n < ABSENT_PLACES ? corpus->provinces.n : ABSENT_PLACES;

	for (uint32_t i = 0; i < n; i++)
		places[i] = (Place){.province = i};
	return n;
}

typedef struct Asked { const Corpus *corpus; const Place *places; size_t n; } Asked;

/* The places that have the unit, into the row. */
static void see(const Asked *asked, Unit unit, AbsentRow *row)
{
	for (size_t p = 0; p < asked->n; p++) {
		uint64_t bit = (uint64_t)1 << p;
		if (row->has & bit || !absent_is_in(asked->corpus, unit, asked->places[p]))
			continue;
		if (!row->has)
			row->first = unit;
		row->has |= bit;
		row->places++;
	}
}

static AbsentRow of_theme(const Asked *asked, uint32_t index)
{
	const Range in = asked->corpus->themes.at[index].measures;
	AbsentRow row = {.index = index};

	for (uint32_t i = 0; i < in.n; i++)
		see(asked, (Unit){UNIT_MEASURE, asked->corpus->measures_by_theme[in.first + i]}, &row);
	return row;
}

static AbsentRow of_term(const Asked *asked, uint32_t index)
{
	const Range in = asked->corpus->terms.at[index].units;
	AbsentRow row = {.term = true, .index = index};

	for (uint32_t i = 0; i < in.n; i++)
		see(asked, asked->corpus->units_by_term[in.first + i], &row);
	return row;
}

static int by_place(const void *a, const void *b)
{
	const AbsentRow *x = a, *y = b;

	if (x->place != y->place)
		return x->place < y->place ? -1 : 1;
	if (x->term != y->term)
		return x->term ? 1 : -1;
	if (x->term && x->places != y->places)
		return x->places > y->places ? -1 : 1;
	return x->index < y->index ? -1 : x->index > y->index;
}

static void add_lacks(const Asked *asked, AbsentRow row, uint32_t least, AbsentRows *rows)
{
	for (uint32_t p = 0; row.places >= least && p < asked->n; p++) {
		row.place = p;
		if (!(row.has >> p & 1))
			MEM_PUSH(rows, row);
	}
}

void absent_collect(const Corpus *corpus, const Place *places, size_t n, AbsentRows *rows)
{
	const Asked asked = {corpus, places, n < ABSENT_PLACES ? n : ABSENT_PLACES};
	size_t first = rows->n;

	for (uint32_t i = 0; i < corpus->themes.n; i++)
		add_lacks(&asked, of_theme(&asked, i), 1, rows);
	for (uint32_t i = 0; i < corpus->terms.n; i++)
		add_lacks(&asked, of_term(&asked, i), n > 2 ? 2 : 1, rows);
	if (rows->n > first)
		qsort(rows->at + first, rows->n - first, sizeof *rows->at, by_place);
}
