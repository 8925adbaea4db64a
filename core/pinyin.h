/* Chinese text found by its pinyin: initials (jsfw), whole syllables (wangge), both mixed (jcengzl), an
   unfinished last syllable, ü as v or u, every reading of a character (重 is zhong and chong). Letters and digits
   of the text match themselves, and so do Chinese characters of the query, which may stand anywhere in it (党建yl,
   wang格). Readings: Unihan's kHanyuPinlu, kMandarin, kTGHZ2013 and kXHC1983 (pinyin.inc,
   made by core/tables.py); place names that these lack are listed there. */
#ifndef BILAN_PINYIN_H
#define BILAN_PINYIN_H

#include "str.h"

#include <stdint.h>

#define PINYIN_LONGEST 63 /* letters and characters of a query */

/* A query made ready. */
typedef struct Pinyin Pinyin;

/* True when the folded `query` can be pinyin: lower-case ASCII letters, digits and Chinese characters only, at least
   one letter, at most PINYIN_LONGEST. */
bool pinyin_is_query(Str query);

/* Makes a folded query ready; NULL when it is none. Free with free(). */
Pinyin *pinyin_open(Str query);

/* The first match in `text` at or behind byte `from`, as a byte range; false when there is none. A match is the
   shortest that begins where the earliest one to end begins. */
bool pinyin_find(const Pinyin *pinyin, Str text, size_t from, size_t *at, size_t *end);

/* True when the readings of all of `text` match the query from its first character on; *end gets the byte behind
   the match. */
bool pinyin_starts(const Pinyin *pinyin, Str text, size_t *end);

/* The commonest reading of a character without its tone, e.g. "zhong"; "" where there is none. For sorting and
   for spelling back. */
Str pinyin_reading(uint32_t cp);

#endif
