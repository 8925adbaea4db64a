#include "import_align.h"

#include "mem.h"
#include "utf8.h"

#include <stdlib.h>
#include <string.h>

#define GRAM 14          /* characters of a run that stands once */
#define SAMPLED (1u << 18) /* longer texts look at every fourth run only */
#define EDITS 1200       /* most insertions and deletions between two runs */
#define NONE IMPORT_ALIGN_NONE
#define TWICE (UINT32_MAX - 1)

static uint32_t folded(uint32_t cp)
{
	static const struct { uint32_t from, to; } FOLDS[] = {
		{0xFF0C, ','}, {0xFF1B, ';'}, {0xFF1A, ':'}, {0xFF1F, '?'}, {0xFF01, '!'}, {0xFF08, '('}, {0xFF09, ')'},
		{0x3002, '.'}, {0xFF0E, '.'}, {0xFF05, '%'}, {0x201C, '"'}, {0x201D, '"'}, {0x300C, '"'}, {0x300D, '"'},
		{0x2018, '\''}, {0x2019, '\''},
	};

	for (size_t i = 0; (cp < 0x3100 || cp >= 0xFF00) && i < sizeof FOLDS / sizeof *FOLDS; i++)
		if (FOLDS[i].from == cp)
			return FOLDS[i].to;
	return cp;
}

ImportLetters import_align_letters(Str text)
{
	ImportLetters out = {0};
	uint32_t cp;

	out.at = mem_alloc((text.n + 1) * sizeof *out.at);
	out.bytes = mem_alloc((text.n + 1) * sizeof *out.bytes);
	for (size_t i = 0, n; i < text.n; i += n ? n : 1) {
		n = utf8_decode(text.s + i, text.n - i, &cp);
		out.bytes[out.n] = (uint32_t)i;
		out.at[out.n++] = folded(cp);
	}
	out.bytes[out.n] = (uint32_t)text.n;
	out.at = mem_resize(out.at, (out.n + 1) * sizeof *out.at);
	out.bytes = mem_resize(out.bytes, (out.n + 1) * sizeof *out.bytes);
	return out;
}

void import_align_free(ImportLetters *letters)
{
	free(letters->at);
	free(letters->bytes);
	*letters = (ImportLetters){0};
}

uint32_t import_align_letter(const ImportLetters *letters, uint32_t byte)
{
	uint32_t low = 0, high = letters->n;

	while (low < high) {
		uint32_t middle = low + (high - low + 1) / 2;

		if (letters->bytes[middle] <= byte)
			low = middle;
		else
			high = middle - 1;
	}
	return low;
}

typedef struct Slot { uint64_t hash; uint32_t old, now; } Slot;

typedef struct Aligning {
	const uint32_t *old, *now;
	uint32_t n, m;
	uint32_t *to;
	bool *taken; /* of now */
	Slot *slots;
	size_t mask;
	uint64_t sample; /* runs whose hash has none of these bits are looked at */
} Aligning;

static void pair(Aligning *a, uint32_t i, uint32_t j)
{
	a->to[i] = j;
	a->taken[j] = true;
}

/* The hash of the run that ends before `i`, from the one before. */
static uint64_t rolled(const uint32_t *at, uint32_t i, uint64_t hash, uint64_t leaving)
{
	const uint64_t base = 0x9E3779B97F4A7C15u;

	if (i > GRAM)
		hash -= leaving * ((uint64_t)at[i - GRAM - 1] + 1);
	return hash * base + at[i - 1] + 1;
}

static uint64_t leaving_weight(void)
{
	uint64_t w = 1;

	for (int i = 1; i < GRAM; i++)
		w *= 0x9E3779B97F4A7C15u;
	return w;
}

static Slot *slot_of(const Aligning *a, uint64_t hash)
{
	uint64_t mixed = (hash ^ hash >> 29) * 0xBF58476D1CE4E5B9u;
	size_t at = (mixed ^ mixed >> 32) & a->mask;

	while (a->slots[at].hash && a->slots[at].hash != hash)
		at = (at + 1) & a->mask;
	return &a->slots[at];
}

static bool is_sampled(const Aligning *a, uint64_t hash)
{
	return hash && ((hash >> 40) & a->sample) == 0;
}

static void note_runs(Aligning *a)
{
	uint64_t weight = leaving_weight(), hash = 0;
	size_t size = 1024;

	while (size < (size_t)a->n * 2 / (a->sample ? 3 : 1) + 1024)
		size *= 2;
	a->slots = mem_zeroed(size, sizeof *a->slots);
	a->mask = size - 1;
	for (uint32_t i = 1; i <= a->n; i++) {
		hash = rolled(a->old, i, hash, weight);
		if (i >= GRAM && is_sampled(a, hash)) {
			Slot *slot = slot_of(a, hash);

			slot->old = slot->hash ? TWICE : i - GRAM;
			slot->hash = hash;
			slot->now = NONE;
		}
	}
	hash = 0;
	for (uint32_t j = 1; j <= a->m; j++) {
		hash = rolled(a->now, j, hash, weight);
		if (j >= GRAM && is_sampled(a, hash)) {
			Slot *slot = slot_of(a, hash);

			if (slot->hash)
				slot->now = slot->now == NONE ? j - GRAM : TWICE;
		}
	}
}

/* What stands once in both, and what goes on the same on either side. */
static void pair_runs(Aligning *a)
{
	uint64_t weight = leaving_weight(), hash = 0;

	note_runs(a);
	for (uint32_t i = 1; i <= a->n; i++) {
		hash = rolled(a->old, i, hash, weight);
		if (i < GRAM || !is_sampled(a, hash))
			continue;
		const Slot *slot = slot_of(a, hash);
		uint32_t at = i - GRAM, there = slot->now;

		if (!slot->hash || slot->old != at || there >= TWICE || a->to[at] != NONE ||
			memcmp(a->old + at, a->now + there, GRAM * sizeof *a->old) != 0)
			continue;
		for (uint32_t p = at, q = there; p < a->n && q < a->m && a->old[p] == a->now[q] && a->to[p] == NONE &&
			!a->taken[q]; p++, q++)
			pair(a, p, q);
		for (uint32_t p = at, q = there; p-- > 0 && q-- > 0 && a->old[p] == a->now[q] && a->to[p] == NONE &&
			!a->taken[q];)
			pair(a, p, q);
	}
	free(a->slots);
}

typedef struct Gap { uint32_t i, u, j, v; } Gap; /* u letters from i on, v from j on */

static void trim(Aligning *a, Gap *g)
{
	while (g->u && g->v && a->old[g->i] == a->now[g->j] && !a->taken[g->j]) {
		pair(a, g->i++, g->j++);
		g->u--;
		g->v--;
	}
	while (g->u && g->v && a->old[g->i + g->u - 1] == a->now[g->j + g->v - 1] && !a->taken[g->j + g->v - 1]) {
		g->u--;
		g->v--;
		pair(a, g->i + g->u, g->j + g->v);
	}
}

/* Less than a run of letters at the ends of the texts may be chance. */
static void trim_whole(Aligning *a, Gap *g)
{
	uint32_t most = g->u < g->v ? g->u : g->v, front = 0, back = 0;

	while (front < most && a->old[front] == a->now[front])
		front++;
	while (back < most && a->old[a->n - 1 - back] == a->now[a->m - 1 - back])
		back++;
	if (front >= GRAM || back >= GRAM || front == most)
		trim(a, g);
}

/* Takes the shortest edit back from its end; single letters that agree by chance are left out. */
static void trace(Aligning *a, const Gap *g, int32_t *const *rows, int edits)
{
	int32_t x = (int32_t)g->u, y = (int32_t)g->v;

	for (int d = edits; d >= 0; d--) {
		int32_t k = x - y, before, x0, y0, run;

		if (d) {
			const int32_t *row = rows[d - 1] + d - 1;
			bool down = k == -d || (k != d && (k - 1 < -(d - 1) ? -1 : row[k - 1]) <
				(k + 1 > d - 1 ? -1 : row[k + 1]));

			before = down ? k + 1 : k - 1;
			x0 = row[before];
			y0 = x0 - before;
			run = x - (down ? x0 : x0 + 1);
		} else {
			x0 = y0 = 0;
			run = x;
		}
		for (int32_t r = 1; r <= run && run >= 2; r++)
			if (!a->taken[g->j + (uint32_t)(y - r)])
				pair(a, g->i + (uint32_t)(x - r), g->j + (uint32_t)(y - r));
		x = x0;
		y = y0;
	}
}

/* Myers, An O(ND) difference algorithm and its variations, 1986: row d holds how far each diagonal gets with d
   edits. */
static void edit(Aligning *a, const Gap *g)
{
	int32_t *rows[EDITS + 1], n = (int32_t)g->u, m = (int32_t)g->v;
	int most = n + m < EDITS ? n + m : EDITS, d, done = -1;

	for (d = 0; d <= most && done < 0; d++) {
		int32_t *row = rows[d] = mem_alloc((size_t)(2 * d + 1) * sizeof *row);
		const int32_t *last = d ? rows[d - 1] + d - 1 : NULL;

		row += d;
		for (int32_t k = -d; k <= d; k++) {
			int32_t left = d && k - 1 >= -(d - 1) ? last[k - 1] : -1, right = d && k + 1 <= d - 1 ? last[k + 1] : -1;
			int32_t x = !d ? 0 : k == -d || (k != d && left < right) ? right : left + 1;

			while (x < n && x - k < m && x - k >= 0 && a->old[g->i + (uint32_t)x] == a->now[g->j + (uint32_t)(x - k)])
				x++;
			row[k] = x;
			if (x >= n && x - k >= m)
				done = d;
		}
	}
	if (done >= 0)
		trace(a, g, rows, done);
	while (d-- > 0)
		free(rows[d]);
}

static bool is_stop(uint32_t letter)
{
	return letter == '.' || letter == '!' || letter == '?' || letter == ';';
}

/* Where what was put in, or taken out, could be moved to and fro, it begins behind a sentence, or at the end of the
   text that is bound to nothing. False where it stands where it must. */
static bool slide(Aligning *a, const Gap *g)
{
	const uint32_t *few = a->old + g->i, *many = a->now + g->j;
	uint32_t n = g->u, m = g->v, best = UINT32_MAX, most = 0;
	bool put_in = n < m;

	if (!put_in) {
		few = a->now + g->j;
		many = a->old + g->i;
		n = g->v;
		m = g->u;
	}
	for (uint32_t k = 0, front = 0; k <= n && n <= GRAM * 4; k++) {
		uint32_t score;

		while (front < k && few[front] == many[front])
			front++;
		if (front < k || memcmp(few + k, many + m - (n - k), (n - k) * sizeof *few) != 0)
			continue;
		score = !k && !g->i ? 4 : k == n && g->i + g->u == a->n ? 3 : k && is_stop(many[k - 1]) ? 2 : k == n ? 1 : 0;
		if (best == UINT32_MAX || score > most) {
			best = k;
			most = score;
		}
	}
	if (best == UINT32_MAX)
		return false;
	for (uint32_t k = 0; k < n; k++) {
		uint32_t there = k < best ? k : m - n + k, i = g->i + (put_in ? k : there), j = g->j + (put_in ? there : k);

		if (!a->taken[j])
			pair(a, i, j);
	}
	return true;
}

static void fill(Aligning *a, Gap gap)
{
	if (!gap.u || !gap.v || (gap.u != gap.v && slide(a, &gap)))
		return;
	trim(a, &gap);
	if (gap.u && gap.v && gap.u < INT32_MAX / 4 && gap.v < INT32_MAX / 4)
		edit(a, &gap);
}

/* Between two letters that are paired in order. */
static void fill_gaps(Aligning *a)
{
	uint32_t from = 0, there = 0;

	for (uint32_t i = 0; i <= a->n; i++) {
		uint32_t to = i < a->n ? a->to[i] : a->m;

		if (to == NONE)
			continue;
		if (i > from && to > there)
			fill(a, (Gap){from, i - from, there, to - there});
		from = i + 1;
		there = to + 1;
	}
}

uint32_t *import_align(const ImportLetters *old, const ImportLetters *now)
{
	Aligning a = {.old = old->at, .now = now->at, .n = old->n, .m = now->n};
	Gap whole = {0, old->n, 0, now->n};

	a.to = mem_alloc(((size_t)a.n + 1) * sizeof *a.to);
	memset(a.to, 0xFF, ((size_t)a.n + 1) * sizeof *a.to);
	a.taken = mem_zeroed((size_t)a.m + 1, sizeof *a.taken);
	a.sample = a.n > SAMPLED ? 3 : 0;
	trim_whole(&a, &whole);
	if (whole.u && whole.v)
		pair_runs(&a);
	fill_gaps(&a);
	free(a.taken);
	return a.to;
}
