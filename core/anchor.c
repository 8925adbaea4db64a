#include "anchor.h"

#include "hash.h"
#include "utf8.h"

static uint64_t hash_of(const Corpus *corpus, Unit unit)
{
	const Text *text = &corpus_passage(corpus, unit)->text;
	uint64_t h = HASH_SEED;
	Str s = corpus_text(text, LANG_ZH);
	size_t characters = 0;

	if (!s.n && unit.kind == UNIT_SPEECH)
		s = corpus_text(&corpus->speeches.at[unit.index].title, LANG_ZH);
	if (!s.n && unit.kind == UNIT_SECTION)
		s = corpus_text(&corpus->sections.at[unit.index].heading, LANG_ZH);
	for (size_t i = 0; i < s.n && characters < ANCHOR_CHARACTERS;) {
		Str one = str_sub(s, i, i + utf8_offset(str_sub(s, i, s.n), 1));

		i += one.n;
		if (!str_trim(one).n)
			continue;
		h = hash_add(h, one);
		characters++;
	}
	return h;
}

Anchor anchor_of(const Corpus *corpus, Unit unit, Buf *buf)
{
	size_t from = buf->n;

	corpus_add_address(corpus, unit, buf);
	return (Anchor){str_sub(buf_str(buf), from, buf->n), hash_of(corpus, unit)};
}

/* The only unit that begins like that; UNIT_NONE where there is none, or more than one. */
static Unit only_unit(const Corpus *corpus, uint64_t wanted)
{
	const struct { UnitKind kind; size_t n; } LISTS[] = {
		{UNIT_SPEECH, corpus->speeches.n}, {UNIT_SECTION, corpus->sections.n}, {UNIT_MEASURE, corpus->measures.n},
	};
	Unit found = {UNIT_NONE, 0};

	for (size_t k = 0; wanted != HASH_SEED && k < sizeof LISTS / sizeof *LISTS; k++)
		for (uint32_t i = 0; i < LISTS[k].n; i++) {
			if (hash_of(corpus, (Unit){LISTS[k].kind, i}) != wanted)
				continue;
			if (found.kind != UNIT_NONE)
				return (Unit){UNIT_NONE, 0};
			found = (Unit){LISTS[k].kind, i};
		}
	return found;
}

AnchorPlace anchor_find(const Corpus *corpus, Anchor anchor, Unit *unit)
{
	Unit there = corpus_unit(corpus, anchor.address), other;

	*unit = there;
	if (there.kind != UNIT_NONE && hash_of(corpus, there) == anchor.hash)
		return ANCHOR_HERE;
	other = only_unit(corpus, anchor.hash);
	if (other.kind == UNIT_NONE)
		return there.kind == UNIT_NONE ? ANCHOR_GONE : ANCHOR_CHANGED;
	*unit = other;
	return ANCHOR_MOVED;
}
