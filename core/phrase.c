#include "phrase.h"

#include "fold.h"
#include "utf8.h"

#include <stdlib.h>
#include <string.h>

/* What a number is counted in, longest first. */
static const char *const UNITS[] = {"%", "％", "‰", "个百分点", "平方公里", "平方米", "公里", "小时", "分钟", "个月", "人次", "个", "名", "人",
	"户", "家", "条", "项", "次", "年", "月", "日", "天", "元", "岁", "支", "所", "处", "座", "件", "位", "类", "批", "期", "层", "级", "倍",
	"成", "分", "米", "号"};

static uint64_t add_to_hash(uint64_t hash, uint32_t value)
{
	return (hash ^ value) * 0x100000001B3u; /* FNV-1a, by code points */
}

static uint64_t hash_of(Str text)
{
	uint64_t hash = 0xCBF29CE484222325u;
	uint32_t cp;

	for (size_t i = 0, n; i < text.n; i += n ? n : 1) {
		n = utf8_decode(text.s + i, text.n - i, &cp);
		hash = add_to_hash(hash, fold_codepoint(cp));
	}
	return hash ? hash : 1;
}

/* Full-width ones too, as everywhere below. */
static bool is_digit(uint32_t cp)
{
	cp = fold_codepoint(cp);
	return cp >= '0' && cp <= '9';
}

static bool is_letter(uint32_t cp)
{
	cp = fold_codepoint(cp);
	bool ascii = is_digit(cp) || (cp | 32) - 'a' < 26;

	return ascii || (cp >= 0xC0 && cp < 0x2000 && cp != 0xD7 && cp != 0xF7);
}

/* Bytes of the characters at the beginning of `text` that stand in `list`. */
static size_t run_of(Str text, const char *list)
{
	size_t n = 0, step;
	uint32_t cp;

	while (n < text.n && (step = utf8_decode(text.s + n, text.n - n, &cp)) > 0
		&& str_find(str_of(list), str_sub(text, n, n + step), 0) >= 0)
		n += step;
	return n;
}

/* Digits, with points and commas between them. */
static size_t digits_length(Str text)
{
	size_t end = 0, n;
	uint32_t cp;

	for (size_t i = 0; i < text.n; i += n) {
		n = utf8_decode(text.s + i, text.n - i, &cp);
		if (n && is_digit(cp))
			end = i + n;
		else if (end != i || i == 0 || n != 1 || !strchr(".,", text.s[i]))
			break;
	}
	return end;
}

/* Bytes of the number at the beginning of `text` with its power, its 余 and its unit. */
static size_t number_length(Str text)
{
	size_t end = digits_length(text);

	end += run_of(str_sub(text, end, text.n), "十百千万亿");
	end += run_of(str_sub(text, end, text.n), "余多");
	for (size_t i = 0; i < sizeof UNITS / sizeof *UNITS; i++)
		if (str_starts(str_sub(text, end, text.n), str_of(UNITS[i])))
			return end + strlen(UNITS[i]);
	return end;
}

/* The whole word, with what joins words: 1+3+N, on-line, residents'. */
static size_t word_length(Str text)
{
	size_t end = 0, n;
	uint32_t cp;

	for (size_t i = 0; i < text.n; i += n) {
		n = utf8_decode(text.s + i, text.n - i, &cp);
		if (n && is_letter(cp))
			end = i + n;
		else if (i == 0 || end != i || n != 1 || !strchr("+-'", text.s[i]))
			break;
	}
	return end;
}

static bool is_blank(uint32_t cp)
{
	return cp == ' ' || cp == '\n' || cp == '\t' || cp == 0x3000;
}

size_t phrase_tokens(Str text, PhraseTokens *tokens)
{
	size_t before = tokens->n, n;
	uint32_t cp;

	for (size_t i = 0; i < text.n; i += n) {
		Str rest = str_sub(text, i, text.n);
		PhraseKind kind = PHRASE_MARK;
		n = utf8_decode(rest.s, rest.n, &cp);
		n = n ? n : 1;
		if (is_blank(cp))
			continue;
		size_t number = is_digit(cp) ? number_length(rest) : 0, word = is_letter(cp) ? word_length(rest) : 0;
		if (utf8_is_han(cp))
			kind = PHRASE_HAN;
		else if (number >= word && number > 0)
			kind = PHRASE_NUMBER;
		else if (word > 0)
			kind = PHRASE_WORD;
		n = kind == PHRASE_NUMBER ? number : kind == PHRASE_WORD ? word : n;
		MEM_PUSH(tokens, ((PhraseToken){hash_of(str_sub(rest, 0, n)), (uint32_t)i, (uint32_t)(i + n), kind}));
	}
	return tokens->n - before;
}

static int by_length(const void *a, const void *b)
{
	const PhraseRange *x = a, *y = b;
	uint32_t p = x->to - x->from, q = y->to - y->from;

	if (p != q)
		return p > q ? -1 : 1;
	return x->from < y->from ? -1 : x->from > y->from;
}

static bool overlaps(const PhraseRanges *ranges, size_t first, PhraseRange range)
{
	for (size_t i = first; i < ranges->n; i++)
		if (ranges->at[i].from < range.to && range.from < ranges->at[i].to)
			return true;
	return false;
}

/* Every run of `a` that ends at a token and cannot go on in `b`: run[j] is the length of what ends at j. */
static void collect_runs(Str text, const PhraseTokens *a, const PhraseTokens *b, PhraseRanges *found)
{
	uint32_t *run = mem_zeroed(b->n + 1, sizeof *run), *above = mem_zeroed(b->n + 1, sizeof *above);

	for (size_t i = 0; i <= a->n; i++) {
		uint32_t longest = 0;
		for (size_t j = 0; j < b->n; j++) { /* what ended one token before and stops here */
			bool on = i < a->n && a->at[i].hash == b->at[j].hash && a->at[i].kind != PHRASE_MARK;
			run[j + 1] = on ? above[j] + 1 : 0;
			if (above[j] > longest && !on)
				longest = above[j];
		}
		longest = above[b->n] > longest ? above[b->n] : longest;
		size_t from = i - longest, to = i;
		if (longest && phrase_worth(text, a->at, &from, &to))
			MEM_PUSH(found, ((PhraseRange){a->at[from].from, a->at[to - 1].to}));
		uint32_t *swap = above;
		above = run;
		run = swap;
	}
	free(run);
	free(above);
}

void phrase_common(Str a, Str b, PhraseRanges *out)
{
	PhraseTokens x = {0}, y = {0};
	PhraseRanges found = {0};
	size_t first = out->n;

	phrase_tokens(a, &x);
	phrase_tokens(b, &y);
	collect_runs(a, &x, &y, &found);
	if (found.n)
		qsort(found.at, found.n, sizeof *found.at, by_length);
	for (size_t i = 0; i < found.n; i++)
		if (!overlaps(out, first, found.at[i]))
			MEM_PUSH(out, found.at[i]);
	free(found.at);
	free(x.at);
	free(y.at);
}

/* The key of the run that begins at a token and how many tokens it has; 0 where a mark or the end comes first. */
static uint64_t key_at(const PhraseTokens *tokens, size_t at, size_t *length)
{
	uint64_t key = 0xCBF29CE484222325u;

	*length = tokens->at[at].kind == PHRASE_HAN ? PHRASE_LEAST : PHRASE_WORDS;
	if (at + *length > tokens->n)
		return 0;
	for (size_t i = at; i < at + *length; i++) {
		if (tokens->at[i].kind == PHRASE_MARK)
			return 0;
		key = (key ^ tokens->at[i].hash) * 0x100000001B3u;
		key ^= key >> 29;
	}
	return key ? key : 1;
}

static size_t slot_of(const PhraseIndex *index, uint64_t key)
{
	size_t slot = (size_t)(key * 0x9E3779B97F4A7C15u >> 20) & (index->size - 1);

	while (index->keys[slot] && index->keys[slot] != key)
		slot = (slot + 1) & (index->size - 1);
	return slot;
}

static void grow(PhraseIndex *index)
{
	PhraseIndex old = *index;

	index->size = old.size ? old.size * 2 : 1024;
	index->keys = mem_zeroed(index->size, sizeof *index->keys);
	index->groups = mem_zeroed(index->size, sizeof *index->groups);
	for (size_t i = 0; i < old.size; i++) {
		if (!old.keys[i])
			continue;
		size_t slot = slot_of(index, old.keys[i]);
		index->keys[slot] = old.keys[i];
		index->groups[slot] = old.groups[i];
	}
	phrase_free(&old);
}

void phrase_add(PhraseIndex *index, Str text, unsigned group)
{
	PhraseTokens tokens = {0};
	size_t length;

	phrase_tokens(text, &tokens);
	for (size_t i = 0; i < tokens.n; i++) {
		uint64_t key = key_at(&tokens, i, &length);
		if (!key)
			continue;
		if (index->n * 2 >= index->size)
			grow(index);
		size_t slot = slot_of(index, key);
		index->n += !index->keys[slot];
		index->keys[slot] = key;
		index->groups[slot] |= (uint8_t)(1u << group);
	}
	free(tokens.at);
}

void phrase_shared(const PhraseIndex *index, Str text, unsigned group, PhraseRanges *out)
{
	PhraseTokens tokens = {0};
	size_t from = 0, to = 0; /* the run of shared tokens so far */

	phrase_tokens(text, &tokens);
	for (size_t i = 0; i <= tokens.n; i++) {
		size_t length = 0;
		uint64_t key = index->size && i < tokens.n ? key_at(&tokens, i, &length) : 0;
		bool shared = key && index->groups[slot_of(index, key)] & ~(1u << group);
		if (from < to && i >= to) {
			size_t a = from, b = to;
			if (phrase_worth(text, tokens.at, &a, &b))
				MEM_PUSH(out, ((PhraseRange){tokens.at[a].from, tokens.at[b - 1].to}));
			from = to = i;
		}
		if (!shared)
			continue;
		from = from < to ? from : i;
		to = i + length > to ? i + length : to;
	}
	free(tokens.at);
}

void phrase_free(PhraseIndex *index)
{
	free(index->keys);
	free(index->groups);
	*index = (PhraseIndex){0};
}
