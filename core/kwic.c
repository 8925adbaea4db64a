#include "kwic.h"

#include "fold.h"
#include "mem.h"
#include "utf8.h"

#include <stdlib.h>
#include <string.h>

#define CLUSTER_MARKS 16 /* more on one character are no writing */

/* Where the code point in front of byte `at` begins; an invalid byte is one of its own. */
static size_t before(Str text, size_t at, uint32_t *cp)
{
	for (size_t bytes = 1; bytes <= 4 && bytes <= at; bytes++)
		if (utf8_decode(text.s + at - bytes, bytes, cp) == bytes)
			return at - bytes;
	*cp = UTF8_REPLACEMENT;
	return at - 1;
}

/* Marks on a character belong to it: the boundary moves to the end of its cluster. */
static size_t cluster_end(Str text, size_t at)
{
	for (int marks = 0; at < text.n && marks < CLUSTER_MARKS; marks++) {
		uint32_t cp;
		size_t bytes = utf8_decode(text.s + at, text.n - at, &cp);

		if (cp == '\n' || utf8_width(cp, 1) > 0)
			break;
		at += bytes ? bytes : 1;
	}
	return at;
}

/* A hit that begins with such a mark begins with what carries it. */
static size_t cluster_start(Str text, size_t at)
{
	uint32_t cp = 0;

	if (at < text.n)
		utf8_decode(text.s + at, text.n - at, &cp);
	for (int marks = 0; at > 0 && cp != '\n' && utf8_width(cp, 1) == 0 && marks < CLUSTER_MARKS; marks++) {
		size_t start = before(text, at, &cp);

		if (cp == '\n')
			break;
		at = start;
	}
	return at;
}

/* The line of the text in which [from, to) stands. `last` is the one of the hit before, in the same text: hits of one
   long line look for its ends only once. */
static Span line_around(Str text, size_t from, size_t to, Span last)
{
	const char *start;
	ptrdiff_t end;

	if (last.to && from >= last.from && to <= last.to)
		return last;
	start = from && text.s ? memrchr(text.s, '\n', from) : NULL;
	end = str_find(text, STR("\n"), to);
	return (Span){start ? (uint32_t)(start + 1 - text.s) : 0, (uint32_t)(end < 0 ? (ptrdiff_t)text.n : end)};
}

size_t kwic_lines(const Corpus *corpus, const SearchHits *hits, size_t from_hit, size_t to_hit, KwicLines *lines)
{
	size_t before_these = lines->n;
	Str text = {0};
	Span line = {0, 0};

	for (size_t i = from_hit; i < to_hit && i < hits->n; i++) {
		const SearchHit *hit = &hits->at[i];
		Str in = search_text(corpus, hit);
		size_t from = cluster_start(in, hit->from), to = cluster_end(in, hit->to);

		if (hit->from == hit->to)
			continue;
		line = line_around(in, from, to, in.s == text.s && in.n == text.n ? line : (Span){0, 0});
		text = in;
		MEM_PUSH(lines, ((KwicLine){
			str_sub(text, line.from, from), str_sub(text, from, to), str_sub(text, to, line.to), *hit,
			corpus->speeches.at[corpus_speech_of(corpus, hit->unit)].province, (uint32_t)lines->n,
		}));
	}
	return lines->n - before_these;
}

/* Blanks, punctuation and signs, once folded: they tell nothing about which contexts are alike. */
static bool is_skipped(uint32_t cp)
{
	static const uint32_t RANGES[][2] = {
		{0x00, 0x2F}, {0x3A, 0x40}, {0x5B, 0x60}, {0x7B, 0xBF}, {0xD7, 0xD7}, {0xF7, 0xF7}, {0x2000, 0x206F},
		{0x3000, 0x3004}, {0x3008, 0x303F}, {0x30FB, 0x30FB}, {0xFE10, 0xFE6F}, {0xFF61, 0xFF65},
	};

	for (size_t i = 0; i < sizeof RANGES / sizeof *RANGES; i++)
		if (cp >= RANGES[i][0] && cp <= RANGES[i][1])
			return true;
	return false;
}

/* A context read away from the keyword. */
typedef struct Reader {
	Str text;
	size_t at;
	unsigned left; /* characters that may still be looked at */
	bool back;
} Reader;

/* The next folded character that counts, 0 at the end. */
static uint32_t next(Reader *reader)
{
	while (reader->left && (reader->back ? reader->at > 0 : reader->at < reader->text.n)) {
		uint32_t cp;

		reader->left--;
		if (reader->back) {
			reader->at = before(reader->text, reader->at, &cp);
		} else {
			size_t bytes = utf8_decode(reader->text.s + reader->at, reader->text.n - reader->at, &cp);
			reader->at += bytes ? bytes : 1;
		}
		cp = fold_codepoint(cp);
		if (!is_skipped(cp))
			return cp;
	}
	return 0;
}

static int compare(Reader a, Reader b)
{
	uint32_t x, y;

	do {
		x = next(&a);
		y = next(&b);
	} while (x == y && x);
	return (x > y) - (x < y);
}

static int by_corpus(const KwicLine *x, const KwicLine *y)
{
	return (x->n > y->n) - (x->n < y->n);
}

static int by_right(const KwicLine *x, const KwicLine *y)
{
	int order = compare((Reader){x->right, 0, KWIC_SORTED_BY, false}, (Reader){y->right, 0, KWIC_SORTED_BY, false});

	return order ? order : by_corpus(x, y);
}

static int by_left(const KwicLine *x, const KwicLine *y)
{
	int order = compare((Reader){x->left, x->left.n, KWIC_SORTED_BY, true},
		(Reader){y->left, y->left.n, KWIC_SORTED_BY, true});

	return order ? order : by_corpus(x, y);
}

static int by_both(const KwicLine *x, const KwicLine *y)
{
	Reader sides[2][2] = {
		{{x->right, 0, KWIC_SORTED_BY, false}, {y->right, 0, KWIC_SORTED_BY, false}},
		{{x->left, x->left.n, KWIC_SORTED_BY, true}, {y->left, y->left.n, KWIC_SORTED_BY, true}},
	};

	for (bool any = true; any;) {
		any = false;
		for (int side = 0; side < 2; side++) {
			uint32_t first = next(&sides[side][0]), second = next(&sides[side][1]);

			if (first != second)
				return first < second ? -1 : 1;
			any = any || first;
		}
	}
	return by_corpus(x, y);
}

KwicSort kwic_sort_begin(const KwicLine *lines, const uint32_t *rows, size_t n, KwicOrder order)
{
	KwicSort sort = {.lines = lines, .order = order, .n = n, .run = 1, .j = 1};

	sort.at = mem_alloc(n * sizeof *sort.at);
	sort.room = mem_alloc(n * sizeof *sort.room);
	if (n)
		memcpy(sort.at, rows, n * sizeof *rows);
	return sort;
}

static size_t least(size_t a, size_t b)
{
	return a < b ? a : b;
}

static bool goes_first(const KwicSort *sort, size_t a, size_t b)
{
	static int (*const ORDERS[KWIC_ORDER_COUNT])(const KwicLine *, const KwicLine *) = {
		[KWIC_CORPUS] = by_corpus, [KWIC_RIGHT] = by_right, [KWIC_LEFT] = by_left, [KWIC_AROUND] = by_both,
	};

	return ORDERS[sort->order](&sort->lines[sort->at[a]], &sort->lines[sort->at[b]]) <= 0;
}

/* Every run is twice as long now. */
static void turn(KwicSort *sort)
{
	uint32_t *merged = sort->room;

	sort->room = sort->at;
	sort->at = merged;
	sort->run *= 2;
	sort->left = sort->i = sort->k = 0;
	sort->j = sort->run;
}

bool kwic_sort_step(KwicSort *sort, size_t most)
{
	for (; sort->run < sort->n && most > 0; most--) {
		size_t middle = least(sort->left + sort->run, sort->n), end = least(middle + sort->run, sort->n);
		bool first = sort->i < middle && (sort->j >= end || goes_first(sort, sort->i, sort->j));

		sort->room[sort->k++] = sort->at[first ? sort->i++ : sort->j++];
		if (sort->k == end) {
			sort->left = sort->i = end;
			sort->j = end + sort->run;
		}
		if (sort->k == sort->n)
			turn(sort);
	}
	return sort->run < sort->n;
}

void kwic_sort_end(KwicSort *sort)
{
	free(sort->at);
	free(sort->room);
	*sort = (KwicSort){0};
}

Str kwic_left(Str left, size_t columns, int ambiguous, size_t *used)
{
	size_t at = left.n, from = left.n, width = 0, kept = 0;

	while (at > 0) {
		uint32_t cp;

		at = before(left, at, &cp);
		width += (size_t)utf8_width(cp, ambiguous);
		if (width > columns)
			break;
		if (width > kept || at == 0) { /* marks wait for what carries them */
			from = at;
			kept = width;
		}
	}
	if (used)
		*used = kept;
	return str_sub(left, from, left.n);
}

Str kwic_right(Str right, size_t columns, int ambiguous, size_t *used)
{
	return utf8_cut(right, columns, ambiguous, used);
}
