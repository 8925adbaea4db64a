#include "buf.h"

#include "mem.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* And for the terminator. */
void buf_reserve(Buf *buf, size_t more)
{
	size_t wanted = buf->n + more + 1;

	if (wanted <= buf->cap)
		return;
	if (wanted < buf->cap + buf->cap / 2)
		wanted = buf->cap + buf->cap / 2;
	if (wanted < 64)
		wanted = 64;
	buf->s = mem_resize(buf->s, wanted);
	buf->cap = wanted;
}

void buf_add(Buf *buf, Str text)
{
	if (!text.n && buf->s)
		return;
	buf_reserve(buf, text.n);
	if (text.n)
		memcpy(buf->s + buf->n, text.s, text.n);
	buf->n += text.n;
	buf->s[buf->n] = '\0';
}

void buf_add_repeat(Buf *buf, Str text, size_t times)
{
	buf_reserve(buf, text.n * times);
	while (times--)
		for (size_t i = 0; i < text.n; i++)
			buf->s[buf->n++] = text.s[i];
	buf->s[buf->n] = '\0';
}

void buf_add_codepoint(Buf *buf, uint32_t cp)
{
	char s[4];
	size_t n;

	if (cp > 0x10FFFF || (cp >= 0xD800 && cp < 0xE000))
		cp = 0xFFFD;
	n = cp < 0x80 ? 1 : cp < 0x800 ? 2 : cp < 0x10000 ? 3 : 4;
	for (size_t i = n - 1; i > 0; i--, cp >>= 6)
		s[i] = (char)(0x80 | (cp & 0x3F));
	s[0] = (char)((n == 1 ? 0 : 0xF00 >> n & 0xFF) | cp);
	buf_add(buf, (Str){s, n});
}

void buf_add_int(Buf *buf, long long value)
{
	char s[24];
	size_t at = sizeof s;
	unsigned long long rest = value < 0 ? 0 - (unsigned long long)value : (unsigned long long)value;

	do
		s[--at] = (char)('0' + rest % 10);
	while (rest /= 10);
	if (value < 0)
		s[--at] = '-';
	buf_add(buf, (Str){s + at, sizeof s - at});
}

void buf_add_place(Buf *buf, size_t place, size_t of)
{
	buf_add_int(buf, (long long)place);
	buf_add_char(buf, '/');
	buf_add_int(buf, (long long)of);
}

/* Writes `value` as the shortest text that reads back the same into s; returns its length. */
static int shortest(char *s, size_t size, double value)
{
	int n = 0;

	if (fabs(value) < 1e15)
		for (int digits = 0; digits <= 20; digits++) {
			n = snprintf(s, size, "%.*f", digits, value);
			if (strtod(s, NULL) == value)
				return n;
		}
	for (int digits = 1; digits <= 17; digits++) {
		n = snprintf(s, size, "%.*g", digits, value);
		if (strtod(s, NULL) == value)
			break;
	}
	return n;
}

void buf_add_number(Buf *buf, double value)
{
	char s[64];
	int n;

	if (!isfinite(value)) {
		buf_add(buf, isnan(value) ? STR("nan") : value < 0 ? STR("-inf") : STR("inf"));
		return;
	}
	n = shortest(s, sizeof s, value == 0 ? 0 : value);
	/* The locale may have put something else than a point, of several bytes too. */
	for (int i = 0; i < n; i++) {
		if (strchr("0123456789+-e", s[i]))
			buf_add_char(buf, s[i]);
		else if (i && strchr("0123456789", s[i - 1]))
			buf_add_char(buf, '.');
	}
}

Str buf_str(const Buf *buf)
{
	return (Str){buf->s, buf->n};
}

const char *buf_cstr(const Buf *buf)
{
	return buf->s ? buf->s : "";
}

Str buf_keep(Buf *buf, Arena *arena)
{
	Str kept = str_keep(buf_str(buf), arena);

	buf_free(buf);
	return kept;
}

void buf_clear(Buf *buf)
{
	buf->n = 0;
	if (buf->s)
		buf->s[0] = '\0';
}

void buf_free(Buf *buf)
{
	free(buf->s);
	*buf = (Buf){0};
}
