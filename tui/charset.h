/* The charset of the terminal: UTF-8, or that of a Chinese locale, whose keys are made UTF-8 here. Where LANG is C,
   POSIX or a locale that this system lacks, UTF-8 is taken. */
#ifndef BILAN_CHARSET_H
#define BILAN_CHARSET_H

#include "../core/buf.h"

#include <iconv.h>
#include <stdbool.h>

typedef struct Charset {
	bool foreign;    /* not UTF-8 */
	iconv_t to_utf8, from_utf8; /* where foreign */
	char rest[8];    /* bytes of a character that is not whole yet */
	size_t rest_bytes;
} Charset;

/* By the locale that the environment names. */
void charset_open(Charset *charset);

/* Afterwards it is UTF-8: the terminal may have told that it is one of UTF-8 after all. */
void charset_close(Charset *charset);

/* Appends bytes that came from the terminal as UTF-8; what is no character is left out. Only where foreign. */
void charset_read(Charset *charset, Str bytes, Buf *out);

/* Appends a cluster as the terminal wants it. What its charset lacks are question marks, as wide as the cluster is. */
void charset_write(const Charset *charset, Str cluster, int width, Buf *out);

#endif
