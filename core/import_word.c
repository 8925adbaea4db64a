#include "import_word.h"

static unsigned pair_at(const char *s)
{
	return ((unsigned)(unsigned char)s[0] * 37 ^ (unsigned)(unsigned char)s[1] * 5) & 1023;
}

ImportGlimpse import_word_glimpse(Str text)
{
	ImportGlimpse g = {{0}};

	for (size_t i = 0; i + 1 < text.n; i++) {
		unsigned pair = pair_at(text.s + i);

		g.bits[pair / 64] |= (uint64_t)1 << pair % 64;
	}
	return g;
}

static bool has_pair(const ImportGlimpse *g, const char *s)
{
	return g->bits[pair_at(s) / 64] >> pair_at(s) % 64 & 1;
}

ptrdiff_t import_word_find(Str text, const ImportGlimpse *g, Str word, size_t from)
{
	/* Chinese characters differ most in their later bytes. */
	if (word.n > 2 && !(has_pair(g, word.s + 1) && has_pair(g, word.s + word.n - 2)))
		return -1;
	return str_find(text, word, from);
}

bool import_word_any(Str text, const Str *words, size_t n)
{
	ImportGlimpse g = import_word_glimpse(text);

	for (size_t i = 0; i < n; i++)
		if (import_word_find(text, &g, words[i], 0) >= 0)
			return true;
	return false;
}

size_t import_word_starts(Str text, const Str *words, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (str_starts(text, words[i]))
			return words[i].n;
	return 0;
}
