/* Buf: bytes that grow. Zero-initialised is empty and ready; buf_free gives the bytes back. Every writer of text in
   core appends to a Buf, so that nothing in core prints. */
#ifndef BILAN_BUF_H
#define BILAN_BUF_H

#include "str.h"

#include <stdint.h>

typedef struct Buf {
	char *s;  /* always terminated behind n once anything was added */
	size_t n, cap;
} Buf;

void buf_add(Buf *buf, Str text);
static inline void buf_add_char(Buf *buf, char c)
{
	if (buf->n + 1 < buf->cap) {
		buf->s[buf->n++] = c;
		buf->s[buf->n] = '\0';
	} else {
		buf_add(buf, (Str){&c, 1});
	}
}

/* Room for `more` bytes at once, where they are known: a text that grows step by step is copied at each. */
void buf_reserve(Buf *buf, size_t more);

void buf_add_repeat(Buf *buf, Str text, size_t times);

/* Appends `cp` in UTF-8; a surrogate or a value past U+10FFFF becomes U+FFFD. */
void buf_add_codepoint(Buf *buf, uint32_t cp);

/* Decimal, no locale: 1234567 → 1234567. */
void buf_add_int(Buf *buf, long long value);

/* A place among how many: 3/17. */
void buf_add_place(Buf *buf, size_t place, size_t of);

/* The shortest decimal that reads back the same, no exponent below 1e15, no locale: 0.5, 13.3, 200000. */
void buf_add_number(Buf *buf, double value);

/* The content as a slice, valid until the next change. */
Str buf_str(const Buf *buf);

/* Terminated content, "" when empty; valid until the next change. */
const char *buf_cstr(const Buf *buf);

/* Moves the content, terminated, to the arena; the buffer is empty and freed. */
Str buf_keep(Buf *buf, Arena *arena);

void buf_clear(Buf *buf); /* keeps the memory */
void buf_free(Buf *buf);

#endif
