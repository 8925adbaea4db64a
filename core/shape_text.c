#include "shape.h"

#include <string.h>

#define REPEATS_MAX 64 /* bytes of a text that the cache keeps */

/* Multiplicative hashing (Knuth, The Art of Computer Programming 3, 6.4), eight bytes a step; the last overlaps. */
static size_t slot_of(Str text)
{
	uint64_t h = text.n, word = 0;
	size_t i = 0;

	for (; i + 8 < text.n; i += 8) {
		memcpy(&word, text.s + i, 8);
		h = (h ^ word) * UINT64_C(0x9E3779B97F4A7C15);
		h ^= h >> 32;
	}
	if (text.n >= 8)
		memcpy(&word, text.s + text.n - 8, 8);
	else
		for (word = 0; i < text.n; i++)
			word = word << 8 | (unsigned char)text.s[i];
	h = (h ^ word) * UINT64_C(0x9E3779B97F4A7C15);
	return h >> 32 & (SHAPE_INTERNED - 1);
}

Str shape_known(const Loading *loading, Str text)
{
	Str known;

	if (!text.n || text.n > REPEATS_MAX)
		return (Str){0};
	known = loading->interned[slot_of(text)];
	return known.n == text.n && memcmp(known.s, text.s, text.n) == 0 ? known : (Str){0};
}

Str shape_keep(Loading *loading, Str text, bool repeats)
{
	Str kept = repeats ? shape_known(loading, text) : (Str){0};
	char *s;

	if (!text.n)
		return (Str){"", 0};
	if (kept.n)
		return kept;
	s = mem_take_text(&loading->corpus->arena, text.n);
	memcpy(s, text.s, text.n);
	kept = (Str){s, text.n};
	if (repeats && text.n <= REPEATS_MAX)
		loading->interned[slot_of(text)] = kept;
	return kept;
}
