#include "pinyin.h"

#include "fold.h"
#include "mem.h"
#include "utf8.h"

#include <stdlib.h>
#include <string.h>

#include "pinyin.inc"

enum { LONGEST_SYLLABLE = sizeof pinyin_syllables[0] - 1 };

/* A state is a set of places in the query, as bits. A set of readings moves place p to p + k when by[k] has bit
   p: one machine word does the work of all places and all readings at once. */
typedef struct Steps {
	uint64_t any, by[LONGEST_SYLLABLE + 1];
} Steps;

struct Pinyin {
	size_t n, han;
	uint32_t query[PINYIN_LONGEST];
	uint64_t literal[128]; /* places where the query has this ASCII character */
	struct { uint32_t cp; uint64_t place; } hans[PINYIN_LONGEST]; /* places where it has a Chinese one */
	Steps steps[PINYIN_SETS];
};

static uint32_t next_codepoint(Str text, size_t *at)
{
	uint32_t cp;
	size_t bytes = utf8_decode(text.s + *at, text.n - *at, &cp);
	*at += bytes ? bytes : 1;
	return cp;
}

bool pinyin_is_query(Str query)
{
	bool letter = false;
	size_t n = 0;
	for (size_t at = 0; at < query.n; n++) {
		uint32_t cp = next_codepoint(query, &at);
		bool lower = cp >= 'a' && cp <= 'z';
		if (!lower && (cp < '0' || cp > '9') && !utf8_is_han(cp))
			return false;
		letter = letter || lower;
	}
	return letter && n <= PINYIN_LONGEST;
}

static void add_steps(Steps *steps, const Pinyin *pinyin, const char *syllable)
{
	size_t length = strlen(syllable);
	for (size_t p = 0; p < pinyin->n; p++) {
		size_t common = 0;
		while (common < length && p + common < pinyin->n && pinyin->query[p + common] == (uint32_t)syllable[common])
			common++;
		uint64_t place = UINT64_C(1) << p;
		if (common >= 1)
			steps->by[1] |= place;
		if (common >= 2 && syllable[1] == 'h') /* zh, ch, sh are initials */
			steps->by[2] |= place;
		if (common == length || p + common == pinyin->n)
			steps->by[common] |= common ? place : 0;
	}
}

/* ü is spelt v in the table; people type u as well where no other syllable is meant (lü, nü). */
static void add_reading(Steps *steps, const Pinyin *pinyin, const char *syllable)
{
	add_steps(steps, pinyin, syllable);
	const char *v = strchr(syllable, 'v');
	if (v == NULL)
		return;
	char other[LONGEST_SYLLABLE + 1];
	memcpy(other, syllable, strlen(syllable) + 1);
	other[v - syllable] = 'u';
	add_steps(steps, pinyin, other);
}

static void fill_set(Pinyin *pinyin, size_t set)
{
	Steps *steps = &pinyin->steps[set];
	for (size_t i = pinyin_set_at[set]; i < pinyin_set_at[set + 1]; i++)
		add_reading(steps, pinyin, pinyin_syllables[pinyin_set_member[i]]);
	for (size_t k = 1; k <= LONGEST_SYLLABLE; k++)
		steps->any |= steps->by[k];
}

Pinyin *pinyin_open(Str query)
{
	if (!pinyin_is_query(query))
		return NULL;
	Pinyin *pinyin = mem_zeroed(1, sizeof *pinyin);
	for (size_t at = 0; at < query.n; pinyin->n++) {
		uint32_t cp = next_codepoint(query, &at);
		uint64_t place = UINT64_C(1) << pinyin->n;
		pinyin->query[pinyin->n] = cp;
		if (cp < 128) {
			pinyin->literal[cp] |= place;
		} else {
			pinyin->hans[pinyin->han].cp = cp;
			pinyin->hans[pinyin->han++].place = place;
		}
	}
	for (size_t set = 1; set < PINYIN_SETS; set++)
		fill_set(pinyin, set);
	return pinyin;
}

static size_t set_of(uint32_t cp)
{
	if (cp > 0xFFFF)
		return 0;
	return pinyin_block[(size_t)pinyin_index[cp >> PINYIN_SHIFT] << PINYIN_SHIFT | (cp & ((1u << PINYIN_SHIFT) - 1))];
}

static uint64_t step(const Pinyin *pinyin, uint64_t state, uint32_t cp)
{
	uint32_t folded = fold_codepoint(cp);
	if (folded < 128)
		return (state & pinyin->literal[folded]) << 1;
	const Steps *steps = &pinyin->steps[set_of(cp)];
	uint64_t next = 0;
	for (size_t i = 0; i < pinyin->han; i++)
		if (pinyin->hans[i].cp == folded)
			next |= (state & pinyin->hans[i].place) << 1;
	if ((state & steps->any) == 0)
		return next;
	for (size_t k = 1; k <= LONGEST_SYLLABLE; k++)
		next |= (state & steps->by[k]) << k;
	return next;
}

/* Byte behind the shortest match that begins at `at`, or 0. */
static size_t match_from(const Pinyin *pinyin, Str text, size_t at)
{
	uint64_t state = 1, done = UINT64_C(1) << pinyin->n;
	while (at < text.n && state != 0) {
		state = step(pinyin, state, next_codepoint(text, &at));
		if (state & done)
			return at;
	}
	return 0;
}

bool pinyin_find(const Pinyin *pinyin, Str text, size_t from, size_t *at, size_t *end)
{
	uint64_t state = 0, done = UINT64_C(1) << pinyin->n;
	size_t i = from;
	while (i < text.n && (state & done) == 0)
		state = step(pinyin, state | 1, next_codepoint(text, &i));
	if ((state & done) == 0)
		return false;
	/* Something ends at i. Where it begins is not in the state: try what lies before, at most a character a letter. */
	size_t start = i;
	for (size_t back = 0; back < pinyin->n && start > from; back++) {
		do
			start--;
		while (start > from && ((unsigned char)text.s[start] & 0xC0) == 0x80);
		size_t found = match_from(pinyin, text, start);
		if (found != 0 && found <= i) {
			*at = start;
			*end = found;
			return true;
		}
	}
	return false;
}

bool pinyin_starts(const Pinyin *pinyin, Str text, size_t *end)
{
	*end = match_from(pinyin, text, 0);
	return *end != 0;
}

Str pinyin_reading(uint32_t cp)
{
	size_t set = set_of(cp);
	return set ? str_of(pinyin_syllables[pinyin_set_member[pinyin_set_at[set]]]) : (Str){0};
}
