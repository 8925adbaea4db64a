/* Str: a slice of UTF-8 text. Not terminated, not owned; valid as long as what it points into (an arena, a file, a
   literal). */
#ifndef BILAN_STR_H
#define BILAN_STR_H

#include "mem.h"

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

typedef struct Str {
	const char *s; /* may be NULL when n is 0 */
	size_t n;      /* bytes */
} Str;

/* A slice of a string literal, without a strlen. */
#define STR(literal) ((Str){"" literal, sizeof(literal) - 1})

/* The same as an element of a const table. */
#define STR_ROW(literal) {"" literal, sizeof(literal) - 1}

/* A slice of a terminated string; NULL gives the empty slice. */
static inline Str str_of(const char *terminated)
{
	return terminated ? (Str){terminated, strlen(terminated)} : (Str){0};
}

/* A terminated copy that the arena owns. */
Str str_keep(Str text, Arena *arena);

/* Bytes [from, to) of `text`, both clipped to its length. */
static inline Str str_sub(Str text, size_t from, size_t to)
{
	to = to < text.n ? to : text.n;
	return from < to ? (Str){text.s + from, to - from} : (Str){0};
}

static inline bool str_eq(Str a, Str b)
{
	return a.n == b.n && (a.n == 0 || (a.s[0] == b.s[0] && memcmp(a.s, b.s, a.n) == 0));
}

/* ASCII letters compare without case. */
bool str_eq_nocase(Str a, Str b);

/* Byte order, as strcmp: UTF-8 keeps code-point order. */
int str_cmp(Str a, Str b);

static inline bool str_starts(Str text, Str prefix)
{
	return text.n >= prefix.n && str_eq((Str){text.s, prefix.n}, prefix);
}

static inline bool str_ends(Str text, Str suffix)
{
	return text.n >= suffix.n && (suffix.n == 0 || str_eq((Str){text.s + text.n - suffix.n, suffix.n}, suffix));
}

/* Byte offset of the first `needle` at or behind `from`, or -1. An empty needle is found at `from`. */
ptrdiff_t str_find(Str text, Str needle, size_t from);

/* Without white space (space, tab, CR, LF, U+3000) at both ends. */
Str str_trim(Str text);

/* Takes `prefix` off the front of `*text`; false where it does not begin so. */
static inline bool str_take(Str *text, Str prefix)
{
	if (!str_starts(*text, prefix))
		return false;
	*text = str_sub(*text, prefix.n, text->n);
	return true;
}

/* Takes the part before the first `by` out of `*rest` and moves `*rest` behind it; false when `*rest` was used up. */
bool str_split(Str *rest, char by, Str *part);

#endif
