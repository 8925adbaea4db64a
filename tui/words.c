#include "words.h"

static const char *const TEXTS[WORD_COUNT][LANG_COUNT] = {
#define WORD(id, zh, en) [WORD_##id] = {zh, en},
#include "words.def"
#undef WORD
};

Str words_get(Word word, Lang lang)
{
	return str_of(TEXTS[word][lang]);
}

void words_add(Buf *out, Word word, Lang lang, Str a, Str b)
{
	words_fill(out, words_get(word, lang), a, b);
}

void words_fill(Buf *out, Str text, Str a, Str b)
{
	for (size_t i = 0; i < text.n; i++) {
		Str rest = str_sub(text, i, text.n);
		bool first = str_starts(rest, STR("{0}"));
		if (first || str_starts(rest, STR("{1}"))) {
			buf_add(out, first ? a : b);
			i += 2;
		} else {
			buf_add_char(out, text.s[i]);
		}
	}
}

void words_add_numbers(Buf *out, Word word, Lang lang, long long a, long long b)
{
	Buf first = {0}, second = {0};
	buf_add_int(&first, a);
	buf_add_int(&second, b);
	words_add(out, word, lang, buf_str(&first), buf_str(&second));
	buf_free(&first);
	buf_free(&second);
}
