/* The charset of the terminal: UTF-8, or that of a Chinese locale, whose keys are made UTF-8 here. Where LANG is C,
   POSIX or a locale that this system lacks, UTF-8 is taken. */
#ifndef BILAN_CHARSET_H
#define BILAN_CHARSET_H

#include "../core/buf.h"

#include <iconv.h>
#include <stdbool.h>
#include <wchar.h>

typedef struct Charset {
	bool foreign;    /* not UTF-8 */
	iconv_t to_utf8; /* where foreign */
	char rest[8];    /* bytes of a character that is not whole yet */
	size_t rest_bytes;
} Charset;

/* Sets the locale of characters; false where the system has none that fits. */
bool charset_open(Charset *charset);
void charset_close(Charset *charset);

/* The terminal is one of UTF-8 after all; false, and nothing changed, where the system has no such locale. */
bool charset_use_utf8(Charset *charset);

/* Appends bytes that came from the terminal as UTF-8; what is no character is left out. Only where foreign. */
void charset_read(Charset *charset, Str bytes, Buf *out);

#define CHARSET_WIDE 6 /* a base character, four marks, and the end */

/* A cluster as curses wants it; a blank where it is empty. What the charset lacks are question marks, as wide as the
   cluster is. */
void charset_wide(const Charset *charset, Str cluster, int width, wchar_t out[static CHARSET_WIDE]);

#endif
