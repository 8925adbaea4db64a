#include "fold.h"

#include "utf8.h"

#include "fold.inc"

uint32_t fold_codepoint(uint32_t cp)
{
	if (cp > 0xFFFF)
		return cp;
	uint32_t block = (uint32_t)fold_index[cp >> FOLD_SHIFT] << FOLD_SHIFT;
	uint32_t folded = fold_block[block | (cp & ((1u << FOLD_SHIFT) - 1))];
	return folded ? folded : cp;
}

/* An invalid byte reads as U+FFFD, as everywhere. */
static uint32_t next_folded(Str text, size_t *at)
{
	uint32_t cp;
	size_t bytes = utf8_decode(text.s + *at, text.n - *at, &cp);
	*at += bytes ? bytes : 1;
	return fold_codepoint(cp);
}

void fold_text(Buf *out, Str text)
{
	for (size_t at = 0; at < text.n;)
		buf_add_codepoint(out, next_folded(text, &at));
}

/* Byte behind the match of query[query_at..] at `at`, or 0. */
static size_t match_end(Str text, size_t at, Str query, size_t query_at)
{
	while (query_at < query.n) {
		if (at >= text.n || next_folded(text, &at) != next_folded(query, &query_at))
			return 0;
	}
	return at;
}

bool fold_find(Str text, Str folded_query, size_t from, size_t *at, size_t *end)
{
	if (folded_query.n == 0)
		return false;
	size_t behind_first = 0;
	uint32_t first = next_folded(folded_query, &behind_first);
	for (size_t i = from; i < text.n;) {
		size_t start = i;
		if (next_folded(text, &i) != first)
			continue;
		size_t found = match_end(text, i, folded_query, behind_first);
		if (found > 0) {
			*at = start;
			*end = found;
			return true;
		}
	}
	return false;
}
