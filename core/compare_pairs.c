#include "compare_pairs.h"

#include "mem.h"

#include <stdlib.h>

static Str text_of(const ComparePairs *pairs, uint32_t measure)
{
	return corpus_text(&pairs->corpus->measures.at[measure].body.text, pairs->lang);
}

static uint32_t block_at(const ComparePairs *pairs)
{
	return (uint32_t)((pairs->first + pairs->blocks) % pairs->comparison->blocks.n);
}

static Range cell_of(const ComparePairs *pairs, size_t column)
{
	return pairs->comparison->blocks.at[block_at(pairs)].cells[column].measures;
}

static uint32_t measure_of(const ComparePairs *pairs, size_t column, uint32_t i)
{
	return pairs->comparison->measures.at[cell_of(pairs, column).first + i];
}

static void free_bags(ComparePairs *pairs)
{
	for (size_t i = 0; i < pairs->bags.n; i++)
		difference_bag_free(&pairs->bags.at[i]);
	pairs->bags.n = 0;
}

void compare_pairs_open(ComparePairs *pairs, const Corpus *corpus, const Comparison *comparison, Lang lang,
	uint32_t first)
{
	*pairs = (ComparePairs){.corpus = corpus, .comparison = comparison, .lang = lang, .first = first};
	for (size_t i = 0; comparison->columns == 2 && i < comparison->blocks.n; i++)
		pairs->total += comparison->blocks.at[i].cells[0].measures.n;
}

void compare_pairs_close(ComparePairs *pairs)
{
	free_bags(pairs);
	free(pairs->bags.at);
	free(pairs->tried.at);
	free(pairs->found.at);
	free(pairs->pairs.at);
	*pairs = (ComparePairs){0};
}

static int by_likeness(const void *a, const void *b)
{
	const ComparePair *x = a, *y = b;

	if (x->likeness != y->likeness)
		return x->likeness > y->likeness ? -1 : 1;
	return x->a != y->a ? (x->a < y->a ? -1 : 1) : x->b < y->b ? -1 : x->b > y->b;
}

static uint32_t partner_in(const ComparePair *at, size_t n, size_t column, uint32_t measure)
{
	for (size_t i = 0; i < n; i++)
		if ((column == 0 ? at[i].a : at[i].b) == measure)
			return column == 0 ? at[i].b : at[i].a;
	return CORPUS_NONE;
}

uint32_t compare_pairs_partner(const ComparePairs *pairs, size_t column, uint32_t measure)
{
	return partner_in(pairs->pairs.at, pairs->pairs.n, column, measure);
}

/* Takes the best pairs of the block and goes on to the next one. */
static void end_block(ComparePairs *pairs)
{
	size_t before = pairs->pairs.n;

	if (pairs->found.n > 1)
		qsort(pairs->found.at, pairs->found.n, sizeof *pairs->found.at, by_likeness);
	for (size_t i = 0; i < pairs->found.n; i++) {
		const ComparePair pair = pairs->found.at[i], *taken = pairs->pairs.at + before;
		size_t n = pairs->pairs.n - before; /* a measure stands in one block */
		if (n == 0 || (partner_in(taken, n, 0, pair.a) == CORPUS_NONE
			&& partner_in(taken, n, 1, pair.b) == CORPUS_NONE))
			MEM_PUSH(&pairs->pairs, pair);
	}
	pairs->found.n = 0;
	free_bags(pairs);
	pairs->row = 0;
	pairs->blocks++;
}

/* The second cell's tokens, once a block. Returns how many were read. */
static size_t fill_bags(ComparePairs *pairs)
{
	size_t work = 0;

	for (uint32_t i = (uint32_t)pairs->bags.n; i < cell_of(pairs, 1).n; i++) {
		DifferenceBag bag;
		difference_bag(text_of(pairs, measure_of(pairs, 1, i)), &bag);
		work += bag.n;
		MEM_PUSH(&pairs->bags, bag);
	}
	return work;
}

/* Chooses what the row's measure is to be compared with: what has most tokens in common with it. Returns the work. */
static size_t begin_row(ComparePairs *pairs)
{
	size_t work = fill_bags(pairs);
	uint32_t a = measure_of(pairs, 0, pairs->row++);
	DifferenceBag bag;

	difference_bag(text_of(pairs, a), &bag);
	for (uint32_t i = 0; i < pairs->bags.n; i++) {
		ComparePair pair = {a, measure_of(pairs, 1, i), difference_bound(&bag, &pairs->bags.at[i])};
		work += bag.n + pairs->bags.at[i].n;
		if (pair.likeness >= DIFFERENCE_LEAST)
			MEM_PUSH(&pairs->tried, pair);
	}
	difference_bag_free(&bag);
	if (pairs->tried.n > 1)
		qsort(pairs->tried.at, pairs->tried.n, sizeof *pairs->tried.at, by_likeness);
	if (pairs->tried.n > COMPARE_PAIRS_TRIED)
		pairs->tried.n = COMPARE_PAIRS_TRIED;
	pairs->done++;
	return work;
}

static size_t try_one(ComparePairs *pairs)
{
	ComparePair pair = pairs->tried.at[--pairs->tried.n];
	Str a = text_of(pairs, pair.a), b = text_of(pairs, pair.b);

	pair.likeness = difference_likeness(a, b);
	if (pair.likeness >= DIFFERENCE_LEAST)
		MEM_PUSH(&pairs->found, pair);
	return a.n / 3 * (b.n / 3); /* a token of Chinese has three bytes */
}

bool compare_pairs_go(ComparePairs *pairs, size_t work)
{
	size_t done = 0;

	while (pairs->total > 0 && pairs->blocks < pairs->comparison->blocks.n) {
		if (done >= work)
			return true;
		if (pairs->tried.n > 0)
			done += try_one(pairs);
		else if (pairs->row < cell_of(pairs, 0).n && cell_of(pairs, 1).n > 0)
			done += begin_row(pairs);
		else {
			pairs->done += cell_of(pairs, 0).n - pairs->row;
			end_block(pairs);
		}
	}
	return false;
}

unsigned compare_pairs_percent(const ComparePairs *pairs)
{
	bool more = pairs->total > 0 && pairs->blocks < pairs->comparison->blocks.n;

	return !more ? 100 : (unsigned)(99 * pairs->done / pairs->total); /* 100 is when there is no more */
}
