/* The interface's texts in both languages, from words.def. */
#ifndef BILAN_WORDS_H
#define BILAN_WORDS_H

#include "../core/buf.h"
#include "../core/lang.h"

typedef enum Word {
#define WORD(id, zh, en) WORD_##id,
#include "words.def"
#undef WORD
	WORD_COUNT
} Word;

/* The text as it stands in the table. {find} and other names of actions stand for their first key; keymap_fill puts it
   there, and app_say does. */
Str words_get(Word word, Lang lang);

/* Appends the text with {0} and {1} filled in. */
void words_add(Buf *out, Word word, Lang lang, Str a, Str b);

/* The same with a text that is no longer the table's. */
void words_fill(Buf *out, Str text, Str a, Str b);

/* The same with numbers. */
void words_add_numbers(Buf *out, Word word, Lang lang, long long a, long long b);

#endif
