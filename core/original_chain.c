#include "original_chain.h"

#include "fold.h"
#include "utf8.h"

#include <stdlib.h>
#include <string.h>

#define LEAST 3        /* characters of an anchor: shorter ones stand everywhere */
#define MOST_PAIRS 256 /* of one wording: what is said so often tells nothing */
#define CHAIN 64       /* wordings that begin alike */
#define JUMP 3         /* characters that another shift has to bring in */

typedef struct Chaining {
	const OriginalAnchors *anchors;
	const uint32_t *copy;
	uint32_t characters;
	OriginalPairs pairs;
} Chaining;

uint32_t original_chain_fold(uint32_t cp)
{
	if (cp == 0x300C || cp == 0x300D || cp == 0x201C || cp == 0x201D || cp == 0xFF02)
		return '"';
	return fold_codepoint(cp);
}

static bool is_blank(uint32_t cp)
{
	return cp <= ' ' || cp == 0x3000;
}

void original_chain_add(OriginalAnchors *a, Str words, uint32_t most, uint32_t at, bool end)
{
	size_t first = a->words.n, n;
	uint32_t cp;

	for (size_t i = 0, bytes; i < words.n; i += bytes) {
		bytes = utf8_decode(words.s + i, words.n - i, &cp);
		bytes = bytes ? bytes : 1;
		if (!is_blank(cp))
			MEM_PUSH(&a->words, original_chain_fold(cp));
	}
	n = a->words.n - first;
	if (n < LEAST || (end && n > at) || (most != UINT32_MAX && n < most)) {
		a->words.n = first;
		return;
	}
	if (n > most) {
		memmove(a->words.at + first, a->words.at + first + n - most, most * sizeof *a->words.at);
		a->words.n = first + most;
		n = most;
	}
	MEM_PUSH(&a->list, ((OriginalAnchor){end ? at - (uint32_t)n : at, (uint32_t)first, (uint32_t)n,
		most == UINT32_MAX}));
}

static uint32_t hash_of(const uint32_t *words, uint32_t mask)
{
	uint32_t h = words[0] * 0x9E3779B1u ^ words[1] * 0x85EBCA6Bu ^ words[2] * 0xC2B2AE35u;

	return (h ^ h >> 15) & mask;
}

static bool same_words(const Chaining *a, const OriginalAnchor *x, const OriginalAnchor *y)
{
	const uint32_t *words = a->anchors->words.at;

	return x->n == y->n && memcmp(words + x->first, words + y->first, x->n * sizeof *words) == 0;
}

/* Anchors of the same wording, behind one another: the first of each is in `head` by how it begins. */
typedef struct Wordings { uint32_t *head, *alike, *other, *times, *places; uint32_t mask; } Wordings;

static Wordings index_wordings(const Chaining *a)
{
	Wordings w = {.mask = 1023};

	while (w.mask < 2 * a->anchors->list.n)
		w.mask = w.mask * 2 + 1;
	w.head = mem_alloc((w.mask + 1) * sizeof *w.head);
	memset(w.head, 0xFF, (w.mask + 1) * sizeof *w.head);
	w.alike = mem_alloc(a->anchors->list.n * sizeof *w.alike); /* the next of the same wording */
	w.other = mem_alloc(a->anchors->list.n * sizeof *w.other); /* the next that begins alike */
	w.times = mem_zeroed(a->anchors->list.n, sizeof *w.times); /* in the source, of the first of a wording */
	w.places = mem_zeroed(a->anchors->list.n, sizeof *w.places); /* in the copy */
	for (uint32_t i = 0; i < a->anchors->list.n; i++) {
		uint32_t hash = hash_of(a->anchors->words.at + a->anchors->list.at[i].first, w.mask);
		uint32_t *head = &w.head[hash], k = *head, steps = 0;

		while (k != CORPUS_NONE && !same_words(a, &a->anchors->list.at[k], &a->anchors->list.at[i]) && steps++ < CHAIN)
			k = w.other[k];
		w.alike[i] = w.other[i] = CORPUS_NONE;
		if (steps > CHAIN)
			continue;
		if (k == CORPUS_NONE) {
			w.other[i] = *head;
			*head = k = i;
		} else {
			w.alike[i] = w.alike[k];
			w.alike[k] = i;
		}
		w.times[k]++;
	}
	return w;
}

static void free_wordings(Wordings *w)
{
	free(w->head);
	free(w->alike);
	free(w->other);
	free(w->times);
	free(w->places);
}

static bool stands_at(const Chaining *a, const OriginalAnchor *anchor, uint32_t at)
{
	return anchor->n <= a->characters - at &&
		memcmp(a->anchors->words.at + anchor->first, a->copy + at, anchor->n * sizeof *a->copy) == 0;
}

/* Calls for every place where a wording stands in the copy: counts them, then pairs those that are not too many. */
static void find_places(Chaining *a, Wordings *w, bool pair)
{
	for (uint32_t at = 0; at + LEAST <= a->characters; at++)
		for (uint32_t k = w->head[hash_of(a->copy + at, w->mask)]; k != CORPUS_NONE; k = w->other[k]) {
			if (!stands_at(a, &a->anchors->list.at[k], at))
				continue;
			if (!pair) {
				w->places[k]++;
				continue;
			}
			if ((uint64_t)w->places[k] * w->times[k] > MOST_PAIRS)
				continue;
			for (uint32_t i = k; i != CORPUS_NONE; i = w->alike[i]) {
				const OriginalAnchor *anchor = &a->anchors->list.at[i];

				MEM_PUSH(&a->pairs, ((OriginalPair){anchor->at, at, anchor->n, 0, CORPUS_NONE}));
			}
		}
}

static int by_place(const void *x, const void *y)
{
	const OriginalPair *a = x, *b = y;

	return a->at != b->at ? (a->at < b->at ? -1 : 1) : a->to != b->to ? (a->to < b->to ? -1 : 1) : 0;
}

/* The best chains so far: by where they end in the copy (a tree of prefixes), and by shift. */
typedef struct Chains { uint32_t *tree, *shift; uint32_t size, mask; } Chains;

static bool is_better(const Chaining *a, uint32_t x, uint32_t y)
{
	return x != CORPUS_NONE && (y == CORPUS_NONE || a->pairs.at[x].score > a->pairs.at[y].score);
}

static uint32_t *shift_slot(const Chaining *a, const Chains *c, const OriginalPair *pair)
{
	uint32_t shift = pair->to - pair->at, h = shift * 0x9E3779B1u;

	for (h = (h ^ h >> 15) & c->mask;; h = (h + 1) & c->mask) {
		uint32_t k = c->shift[h];

		if (k == CORPUS_NONE || a->pairs.at[k].to - a->pairs.at[k].at == shift)
			return &c->shift[h];
	}
}

static void extend_chain(const Chaining *a, const Chains *c, OriginalPair *pair)
{
	uint32_t same = *shift_slot(a, c, pair), any = CORPUS_NONE;

	for (uint32_t i = pair->to; i; i -= i & -i)
		any = is_better(a, c->tree[i], any) ? c->tree[i] : any;
	pair->score = pair->n;
	if (any != CORPUS_NONE && a->pairs.at[any].score > JUMP) {
		pair->score = pair->n + a->pairs.at[any].score - JUMP;
		pair->before = any;
	}
	if (same != CORPUS_NONE && pair->n + a->pairs.at[same].score >= pair->score) {
		pair->score = pair->n + a->pairs.at[same].score;
		pair->before = same;
	}
}

static void add_chain(const Chaining *a, const Chains *c, uint32_t k)
{
	uint32_t *slot = shift_slot(a, c, &a->pairs.at[k]);

	*slot = is_better(a, k, *slot) ? k : *slot;
	for (uint32_t i = a->pairs.at[k].to + 1; i <= c->size; i += i & -i)
		c->tree[i] = is_better(a, k, c->tree[i]) ? k : c->tree[i];
}

/* The best chain of the pairs. */
static void find_chain(const Chaining *a, OriginalPairs *chain)
{
	Chains c = {.size = a->characters, .mask = 1023};
	uint32_t best = CORPUS_NONE;

	while (c.mask < 2 * a->pairs.n)
		c.mask = c.mask * 2 + 1;
	c.tree = mem_alloc((c.size + 1) * sizeof *c.tree);
	memset(c.tree, 0xFF, (c.size + 1) * sizeof *c.tree);
	c.shift = mem_alloc((c.mask + 1) * sizeof *c.shift);
	memset(c.shift, 0xFF, (c.mask + 1) * sizeof *c.shift);
	for (uint32_t i = 0, end; i < a->pairs.n; i = end) {
		/* What stands at one place of the source is looked at together: no chain has two of them. */
		for (end = i; end < a->pairs.n && a->pairs.at[end].at == a->pairs.at[i].at; end++)
			extend_chain(a, &c, &a->pairs.at[end]);
		for (uint32_t k = i; k < end; k++) {
			add_chain(a, &c, k);
			best = is_better(a, k, best) ? k : best;
		}
	}
	for (uint32_t k = best; k != CORPUS_NONE; k = a->pairs.at[k].before)
		MEM_PUSH(chain, a->pairs.at[k]);
	for (size_t i = 0; i < chain->n / 2; i++) {
		OriginalPair swap = chain->at[i];

		chain->at[i] = chain->at[chain->n - 1 - i];
		chain->at[chain->n - 1 - i] = swap;
	}
	free(c.tree);
	free(c.shift);
}

void original_chain_find(const OriginalAnchors *anchors, const uint32_t *copy, uint32_t n, OriginalPairs *chain)
{
	Chaining a = {.anchors = anchors, .copy = copy, .characters = n};

	if (!anchors->list.n || n < LEAST)
		return;
	Wordings w = index_wordings(&a);
	find_places(&a, &w, false);
	find_places(&a, &w, true);
	free_wordings(&w);
	if (a.pairs.n) {
		qsort(a.pairs.at, a.pairs.n, sizeof *a.pairs.at, by_place);
		find_chain(&a, chain);
	}
	free(a.pairs.at);
}
