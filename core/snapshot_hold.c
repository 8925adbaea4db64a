/* Holding a mapped snapshot against its form: nothing of it is followed before it has been looked at. */
#include "snapshot_form.h"

#include <string.h>

typedef struct Holding {
	const SnapshotHead *head;
	const char *map;
	unsigned part; /* whose records are looked at */
} Holding;

static bool str_holds(const Holding *h, const void *at, unsigned text)
{
	const SnapshotPlace *place = &h->head->parts[text];
	uint64_t from = h->head->base + place->at;
	Str s;

	memcpy(&s, at, sizeof s);
	if (!s.n)
		return !s.s;
	return (uintptr_t)s.s >= from && (uintptr_t)s.s - from <= place->n && s.n <= place->n - ((uintptr_t)s.s - from);
}

static bool range_holds(const Holding *h, const void *at, unsigned part)
{
	Range range;

	memcpy(&range, at, sizeof range);
	return (uint64_t)range.first + range.n <= h->head->parts[part].n;
}

static bool index_holds(const Holding *h, const void *at, unsigned part)
{
	uint32_t index;

	memcpy(&index, at, sizeof index);
	return index < h->head->parts[part].n;
}

static bool maybe_holds(const Holding *h, const void *at, unsigned part)
{
	uint32_t index;

	memcpy(&index, at, sizeof index);
	return index == CORPUS_NONE || index < h->head->parts[part].n;
}

static bool choice_holds(const Holding *h, const void *at, unsigned below)
{
	uint32_t choice;

	(void)h;
	_Static_assert(sizeof(FoundBy) == sizeof choice && sizeof(MsgId) == sizeof choice, "enumerators of 32 bits");
	memcpy(&choice, at, sizeof choice);
	return choice < below;
}

static bool flag_holds(const Holding *h, const void *at, unsigned none)
{
	(void)h;
	(void)none;
	return *(const unsigned char *)at <= 1;
}

static bool unit_holds(const Holding *h, const void *at, unsigned none)
{
	static const SnapshotPart OF[] = {
		[UNIT_SPEECH] = SNAPSHOT_SPEECHES, [UNIT_SECTION] = SNAPSHOT_SECTIONS, [UNIT_MEASURE] = SNAPSHOT_MEASURES,
	};
	uint32_t unit[2];

	(void)none;
	_Static_assert(sizeof(Unit) == sizeof unit, "a Unit is a kind and an index");
	memcpy(unit, at, sizeof unit);
	return unit[0] == UNIT_NONE || (unit[0] <= UNIT_MEASURE && unit[1] < h->head->parts[OF[unit[0]]].n);
}

static bool pos_holds(const Holding *h, const void *at, unsigned none)
{
	Pos pos;

	(void)none;
	memcpy(&pos, at, sizeof pos);
	return pos.file < h->head->parts[SNAPSHOT_FILES].n;
}

static bool (*const HOLDS[])(const Holding *, const void *, unsigned) = {
	[SNAPSHOT_STR] = str_holds, [SNAPSHOT_RANGE] = range_holds, [SNAPSHOT_INDEX] = index_holds,
	[SNAPSHOT_MAYBE] = maybe_holds, [SNAPSHOT_CHOICE] = choice_holds, [SNAPSHOT_FLAG] = flag_holds,
	[SNAPSHOT_UNIT] = unit_holds, [SNAPSHOT_POS] = pos_holds,
};

static bool record_holds(const Holding *h, const char *record)
{
	const SnapshotForm *form = &SNAPSHOT_FORMS[h->part];

	for (size_t i = 0; i < form->n; i++) {
		const SnapshotField *field = &form->fields[i];

		if (field->kind != SNAPSHOT_PLAIN && !HOLDS[field->kind](h, record + field->offset, field->part))
			return false;
	}
	return true;
}

static bool records_hold(Holding *h)
{
	for (h->part = 0; h->part < SNAPSHOT_PARTS; h->part++) {
		const SnapshotPlace *place = &h->head->parts[h->part];

		for (uint64_t i = 0; SNAPSHOT_FORMS[h->part].n && i < place->n; i++)
			if (!record_holds(h, h->map + place->at + i * SNAPSHOT_FORMS[h->part].size))
				return false;
	}
	return true;
}

#define ARRAY(h, T, part) ((const T *)(const void *)((h)->map + (h)->head->parts[part].at))

/* Sections and measures are numbered in their speeches, and each stands in one. */
static bool section_holds(const Holding *h, uint32_t speech, uint32_t index, uint32_t n, uint32_t *next_measure)
{
	const Section *section = &ARRAY(h, Section, SNAPSHOT_SECTIONS)[index];
	bool holds = section->speech == speech && section->n == n;

	if (section->measures.n && section->measures.first != *next_measure)
		return false;
	for (uint32_t i = 0; i < section->measures.n && holds; i++) {
		const Measure *measure = &ARRAY(h, Measure, SNAPSHOT_MEASURES)[section->measures.first + i];

		holds = measure->speech == speech && measure->section == index && measure->n == i + 1;
	}
	*next_measure += section->measures.n;
	return holds;
}

static bool speech_holds(const Holding *h, uint32_t index, uint32_t *next_section, uint32_t *next_measure)
{
	const Speech *speech = &ARRAY(h, Speech, SNAPSHOT_SPEECHES)[index];
	uint32_t first = *next_measure;

	if (speech->sections.n && speech->sections.first != *next_section)
		return false;
	for (uint32_t i = 0; i < speech->sections.n; i++)
		if (!section_holds(h, index, speech->sections.first + i, i + 1, next_measure))
			return false;
	*next_section += speech->sections.n;
	return speech->measures.n == *next_measure - first && (!speech->measures.n || speech->measures.first == first);
}

static bool speeches_hold(const Holding *h)
{
	uint32_t section = 0, measure = 0;

	for (uint32_t i = 0; i < h->head->parts[SNAPSHOT_SPEECHES].n; i++)
		if (!speech_holds(h, i, &section, &measure))
			return false;
	return section == h->head->parts[SNAPSHOT_SECTIONS].n && measure == h->head->parts[SNAPSHOT_MEASURES].n;
}

/* The texts of every speech end where the next one's begin, the last one's at the end. */
static bool ends_hold(const Holding *h, SnapshotPart ends, SnapshotPart text)
{
	const uint64_t *end = ARRAY(h, uint64_t, ends);
	uint64_t before = 0, n = h->head->parts[ends].n;

	for (uint64_t i = 0; i < n; before = end[i++])
		if (end[i] < before || end[i] > h->head->parts[text].n)
			return false;
	return before == h->head->parts[text].n;
}

bool snapshot_holds(const SnapshotHead *head, const char *map)
{
	Holding h = {.head = head, .map = map};

	return records_hold(&h) && speeches_hold(&h) && ends_hold(&h, SNAPSHOT_ZH_ENDS, SNAPSHOT_ZH) &&
		ends_hold(&h, SNAPSHOT_EN_ENDS, SNAPSHOT_EN);
}
