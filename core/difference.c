#include "difference.h"

#include <stdlib.h>

#define WORTH 4    /* of a word or character in likeness; a mark of punctuation has 1 */
#define SHORTEST 2 /* tokens of a stretch that is the same, between two that differ */
#define SHORT 4    /* or this many, where both neighbours are longer */

/* A stretch as runs of tokens. */
typedef struct Run { bool same; size_t a, a_end, b, b_end; } Run;
typedef struct Runs { Run *at; size_t n, cap; } Runs;

typedef struct Pair { const PhraseToken *a, *b; size_t n, m; } Pair;

static bool equal(const Pair *pair, size_t i, size_t j)
{
	return pair->a[i].hash == pair->b[j].hash && pair->a[i].kind == pair->b[j].kind;
}

static uint16_t worth(const PhraseToken *token)
{
	return token->kind == PHRASE_MARK ? 1 : WORTH;
}

/* lengths[i * (m + 1) + j]: worth of the longest common subsequence of what follows i and j. */
static uint16_t *fill_lengths(const Pair *pair)
{
	size_t row = pair->m + 1;
	uint16_t *lengths = mem_zeroed((pair->n + 1) * row, sizeof *lengths);

	for (size_t i = pair->n; i-- > 0;)
		for (size_t j = pair->m; j-- > 0;) {
			uint16_t *at = &lengths[i * row + j];
			*at = equal(pair, i, j) ? (uint16_t)(at[row + 1] + worth(&pair->a[i])) : at[row] > at[1] ? at[row] : at[1];
		}
	return lengths;
}

static void add_step(Runs *runs, bool same, size_t a, size_t b, size_t da, size_t db)
{
	if (!runs->n || runs->at[runs->n - 1].same != same)
		MEM_PUSH(runs, ((Run){same, a, a, b, b}));
	runs->at[runs->n - 1].a_end = a + da;
	runs->at[runs->n - 1].b_end = b + db;
}

/* Returns what is common, by its worth. */
static size_t trace(const Pair *pair, Runs *runs)
{
	uint16_t *lengths = fill_lengths(pair);
	size_t row = pair->m + 1, i = 0, j = 0, common = lengths[0];

	while (i < pair->n || j < pair->m) {
		const uint16_t *at = &lengths[i * row + j];
		bool both = i < pair->n && j < pair->m;
		if (both && equal(pair, i, j)) {
			add_step(runs, true, i++, j, 1, 1);
			j++;
		} else if (i < pair->n && (!both || at[row] >= at[1])) {
			add_step(runs, false, i++, j, 1, 0);
		} else {
			add_step(runs, false, i, j++, 0, 1);
		}
	}
	free(lengths);
	return common;
}

/* Tokens that say something: no punctuation. */
static size_t weight(const PhraseToken *at, size_t from, size_t to)
{
	size_t n = 0;

	for (size_t i = from; i < to; i++)
		n += at[i].kind != PHRASE_MARK;
	return n;
}

static size_t longer(const Run *run)
{
	size_t a = run->a_end - run->a, b = run->b_end - run->b;

	return a > b ? a : b;
}

/* True where what is the same is too little to stand between two differences. */
static bool drowns(const Pair *pair, const Runs *runs, size_t i)
{
	if (i == 0 || i + 1 >= runs->n || !runs->at[i].same)
		return false;
	size_t n = weight(pair->a, runs->at[i].a, runs->at[i].a_end);
	if (n == 0) /* a comma parts two differences that are read apart */
		return false;
	return n < SHORTEST || (n < SHORT && n < longer(&runs->at[i - 1]) && n < longer(&runs->at[i + 1]));
}

/* The three become one difference. */
static void join(Runs *runs, size_t i)
{
	runs->at[i - 1].a_end = runs->at[i + 1].a_end;
	runs->at[i - 1].b_end = runs->at[i + 1].b_end;
	for (size_t k = i; k + 2 < runs->n; k++)
		runs->at[k] = runs->at[k + 2];
	runs->n -= 2;
}

static void clean(const Pair *pair, Runs *runs)
{
	for (size_t i = 1; i < runs->n;) {
		bool gone = drowns(pair, runs, i);
		if (gone)
			join(runs, i);
		i = gone ? (i > 1 ? i - 2 : 1) : i + 1; /* a longer difference may drown what stood before it */
	}
}

/* Bytes of tokens [from, to); an empty run stands where the next token begins. */
static PhraseRange bytes_of(const PhraseToken *at, size_t n, size_t from, size_t to)
{
	uint32_t begin = from < n ? at[from].from : n ? at[n - 1].to : 0;

	return (PhraseRange){begin, to > from ? at[to - 1].to : begin};
}

static unsigned likeness_of(const Pair *pair, size_t common)
{
	size_t all = 0;

	for (size_t i = 0; i < pair->n; i++)
		all += worth(&pair->a[i]);
	for (size_t j = 0; j < pair->m; j++)
		all += worth(&pair->b[j]);
	return all ? (unsigned)(2000 * common / all) : 1000;
}

void difference_of(Str a, Str b, Difference *out)
{
	PhraseTokens x = {0}, y = {0};
	Runs runs = {0};

	*out = (Difference){0};
	phrase_tokens(a, &x);
	phrase_tokens(b, &y);
	const Pair pair = {x.at, y.at, x.n, y.n};
	if (x.n <= DIFFERENCE_TOKENS && y.n <= DIFFERENCE_TOKENS) {
		out->likeness = likeness_of(&pair, trace(&pair, &runs));
		clean(&pair, &runs);
	}
	for (size_t i = 0; i < runs.n; i++) {
		const Run *run = &runs.at[i];
		const DifferencePart part = {run->same, bytes_of(x.at, x.n, run->a, run->a_end),
			bytes_of(y.at, y.n, run->b, run->b_end)};
		MEM_PUSH(&out->parts, part);
	}
	free(runs.at);
	free(x.at);
	free(y.at);
}

void difference_free(Difference *difference)
{
	free(difference->parts.at);
	*difference = (Difference){0};
}

unsigned difference_likeness(Str a, Str b)
{
	Difference difference;

	difference_of(a, b, &difference);
	unsigned likeness = difference.likeness;
	difference_free(&difference);
	return likeness;
}

static int by_hash(const void *a, const void *b)
{
	uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;

	return (x > y) - (x < y);
}

void difference_bag(Str text, DifferenceBag *bag)
{
	PhraseTokens tokens = {0};

	*bag = (DifferenceBag){0};
	if (phrase_tokens(text, &tokens) <= DIFFERENCE_TOKENS && tokens.n > 0)
		bag->at = mem_alloc(tokens.n * sizeof *bag->at);
	for (size_t i = 0; bag->at && i < tokens.n; i++) {
		bag->at[bag->n++] = tokens.at[i].hash << 1 | (tokens.at[i].kind == PHRASE_MARK);
		bag->worth += worth(&tokens.at[i]);
	}
	if (bag->n > 1)
		qsort(bag->at, bag->n, sizeof *bag->at, by_hash);
	free(tokens.at);
}

void difference_bag_free(DifferenceBag *bag)
{
	free(bag->at);
	*bag = (DifferenceBag){0};
}

unsigned difference_bound(const DifferenceBag *a, const DifferenceBag *b)
{
	size_t common = 0;

	for (size_t i = 0, j = 0; i < a->n && j < b->n;) {
		uint64_t x = a->at[i], y = b->at[j];
		common += x == y ? (x & 1 ? 1 : WORTH) : 0;
		i += x <= y;
		j += y <= x;
	}
	return a->n && b->n ? (unsigned)(2000 * common / (a->worth + b->worth)) : 0;
}
