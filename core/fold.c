#include "fold.h"

#include "utf8.h"

#include <string.h>

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

FoldHeads fold_heads(Str query)
{
	FoldHeads heads = {.n = 0};
	Buf bytes = {0};
	size_t behind = 0;
	uint32_t first = query.n > 0 ? next_folded(query, &behind) : UTF8_REPLACEMENT;
	if (first == UTF8_REPLACEMENT) /* invalid bytes read so */
		return heads;
	for (uint32_t cp = 1; cp <= 0xFFFF; cp++) {
		if (fold_codepoint(cp) != first || (cp >= 0xD800 && cp <= 0xDFFF))
			continue;
		if (heads.n == FOLD_HEADS) {
			heads.n = 0;
			break;
		}
		buf_clear(&bytes);
		buf_add_codepoint(&bytes, cp);
		memcpy(heads.at[heads.n].s, bytes.s, bytes.n);
		heads.at[heads.n++].n = (uint8_t)bytes.n;
	}
	buf_free(&bytes);
	return heads;
}

typedef struct Heads { const FoldHeads *of; size_t next[FOLD_HEADS]; } Heads; /* next: where it stands, plus 1 */

/* The first head at or behind byte `from`; false when there is none. */
static bool find_head(Heads *heads, Str text, size_t from, size_t *at, size_t *bytes)
{
	size_t least = SIZE_MAX;
	for (size_t k = 0; k < heads->of->n; k++) {
		size_t n = heads->of->at[k].n;
		if (heads->next[k] <= from) {
			const char *found = memmem(text.s + from, text.n - from, heads->of->at[k].s, n);
			heads->next[k] = found ? (size_t)(found - text.s) + 1 : SIZE_MAX;
		}
		if (heads->next[k] < least) {
			least = heads->next[k];
			*bytes = n;
		}
	}
	*at = least - 1;
	return least != SIZE_MAX;
}

bool fold_find_heads(Str text, Str query, const FoldHeads *heads, size_t from, size_t *at, size_t *end)
{
	Heads state = {.of = heads};
	size_t behind_first = 0, bytes = 0;
	if (heads->n == 0)
		return fold_find(text, query, from, at, end);
	next_folded(query, &behind_first);
	for (size_t i = from; i < text.n && find_head(&state, text, i, at, &bytes); i = *at + bytes) {
		*end = match_end(text, *at + bytes, query, behind_first);
		if (*end > 0)
			return true;
	}
	return false;
}
