/* UTF-8: decoding, display width from a table of our own, cutting to columns, and the one cleaner of text from outside.
   Widths: UAX #11 (EastAsianWidth.txt of the unicode-data package, width.inc is made from it by core/tables.py);
   "ambiguous" characters (“ ” — … · ① ─) take one or two columns, as the terminal answers: callers pass 1 or 2, or
   UTF8_WIDE_QUOTES where they set “ ” ‘ ’ in two columns themselves and the others take one.
   Words: a column is one terminal cell; a cluster is a base character with the marks and variation selectors on it,
   at most 32 bytes. */
#ifndef BILAN_UTF8_H
#define BILAN_UTF8_H

#include "buf.h"
#include "mem.h"
#include "str.h"

#include <stdint.h>

#define UTF8_REPLACEMENT 0xFFFDu
#define UTF8_WIDE_QUOTES 3
#define UTF8_MARKS 8 /* on one character */

/* Decodes one code point at s[0..n), n > 0. Returns its bytes, 1–4, and sets *cp. Strict (RFC 3629): on an invalid,
   overlong, surrogate or cut sequence returns 0 and sets *cp to U+FFFD; the caller steps one byte. */
size_t utf8_decode(const char *s, size_t n, uint32_t *cp);

/* Byte offset of the first invalid byte, or text.n when all is valid. */
size_t utf8_valid_prefix(Str text);

/* Code points in valid text. */
size_t utf8_count(Str text);

/* Byte offset behind the first `count` code points (text.n when it has fewer). */
size_t utf8_offset(Str text, size_t count);

/* Columns of one code point: 0 (marks, joiners, selectors), 1 or 2. `ambiguous` is 1, 2 or UTF8_WIDE_QUOTES. */
int utf8_width(uint32_t cp, int ambiguous);

/* The Chinese quotation mark at the start of `text`, one of “ ” ‘ ’; 0 where there is none. ’ before a Latin letter is
   an apostrophe. */
uint32_t utf8_quote(Str text);

/* Columns of a text on one line. */
size_t utf8_columns(Str text, int ambiguous);

/* Bytes of the cluster at the start of `text` (0 only for the empty text); *columns (may be NULL) gets its width. */
size_t utf8_cluster(Str text, int ambiguous, int *columns);

/* The longest prefix of whole clusters that fits in `columns`; *used (may be NULL) gets its width. */
Str utf8_cut(Str text, size_t columns, int ambiguous, size_t *used);

/* True for characters that must not reach a terminal or a reader unseen: C0 but \t \n, DEL, C1, bidi controls
   (CVE-2021-42574), zero-width and invisible characters, line separators, tags, noncharacters, private use, and what
   no character is yet (but for ideographs to come), since only the terminal knows its width. */
bool utf8_is_hostile(uint32_t cp);

/* The one entry for text from outside (files, arguments, environment, typing). Returns `text` itself when it is clean;
   otherwise a copy in `arena` in which every hostile character and invalid byte is U+FFFD, and so is every mark behind
   UTF8_MARKS others on one character, which no language writes; *replaced (may be NULL) is increased by their
   number. CR LF and CR become LF. Nothing else changes. */
Str utf8_clean(Str text, Arena *arena, size_t *replaced);

/* Appends a text from outside to a line: as utf8_clean, and line ends and tabs are U+FFFD too, so that it cannot make
   up a line of its own. */
void utf8_add_line(Buf *out, Str text);

/* True for characters set in two columns in Chinese text: Han, kana, hangul, full-width forms, CJK punctuation, and
   the Chinese quotation marks, dashes and ellipses of General Punctuation. */
bool utf8_is_cjk(uint32_t cp);

/* Han characters only (not punctuation). */
bool utf8_is_han(uint32_t cp);

/* True where one of U+4E00 to U+9FFF, three valid bytes, begins at s[0..n): most characters of a Chinese text, Han,
   harmless and two columns wide, known without a table. */
static inline bool utf8_at_han(const char *s, size_t n)
{
	const unsigned char *u = (const unsigned char *)s;

	return n >= 3 && (unsigned)(u[0] - 0xE4) <= 0xE9 - 0xE4 && (u[1] & 0xC0) == 0x80 && (u[2] & 0xC0) == 0x80 &&
		(u[0] > 0xE4 || u[1] >= 0xB8);
}

#endif
