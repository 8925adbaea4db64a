#include "str.h"

#include <string.h>

Str str_keep(Str text, Arena *arena)
{
	char *s = mem_take_text(arena, text.n + 1);

	if (text.n)
		memcpy(s, text.s, text.n);
	s[text.n] = '\0';
	return (Str){s, text.n};
}

static char lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

bool str_eq_nocase(Str a, Str b)
{
	if (a.n != b.n)
		return false;
	for (size_t i = 0; i < a.n; i++)
		if (lower(a.s[i]) != lower(b.s[i]))
			return false;
	return true;
}

int str_cmp(Str a, Str b)
{
	size_t n = a.n < b.n ? a.n : b.n;
	int order = n ? memcmp(a.s, b.s, n) : 0;

	if (order)
		return order;
	return (a.n > b.n) - (a.n < b.n);
}

ptrdiff_t str_find(Str text, Str needle, size_t from)
{
	const char *at;

	if (from > text.n || needle.n > text.n - from)
		return -1;
	if (needle.n == 0)
		return (ptrdiff_t)from;
	at = memmem(text.s + from, text.n - from, needle.s, needle.n);
	return at ? at - text.s : -1;
}

/* Bytes of the white space `text` begins with, one character; 0 where there is none. */
static size_t leading_space(Str text)
{
	if (text.n && strchr(" \t\r\n", text.s[0]) && text.s[0])
		return 1;
	return str_starts(text, STR("\u3000")) ? 3 : 0;
}

static size_t trailing_space(Str text)
{
	if (text.n && strchr(" \t\r\n", text.s[text.n - 1]) && text.s[text.n - 1])
		return 1;
	return str_ends(text, STR("\u3000")) ? 3 : 0;
}

Str str_trim(Str text)
{
	size_t n;

	while ((n = leading_space(text)))
		text = (Str){text.s + n, text.n - n};
	while ((n = trailing_space(text)))
		text.n -= n;
	return text;
}

bool str_split(Str *rest, char by, Str *part)
{
	const char *at;

	if (!rest->s)
		return false;
	at = rest->n ? memchr(rest->s, by, rest->n) : NULL;
	if (!at) {
		*part = *rest;
		*rest = (Str){0};
		return true;
	}
	*part = (Str){rest->s, (size_t)(at - rest->s)};
	*rest = (Str){at + 1, rest->n - part->n - 1};
	return true;
}
