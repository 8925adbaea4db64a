/* Which figures of several provinces count the same thing; figures.h tells the rule. */
#include "figures.h"

#include "utf8.h"

#include <stdlib.h>
#include <string.h>

#define LEAST_SHARED 2   /* characters of a run that names a group */
#define COMMON 64        /* figures that have a pair before it tells nothing */
#define LONGEST 120      /* characters of what is counted that are looked at */

/* What a figure counts, as characters to be compared. */
typedef struct Words { uint32_t at[LONGEST]; size_t n; } Words;

static bool is_letter(uint32_t cp)
{
	return utf8_is_han(cp) || (cp >= '0' && cp <= '9') || (cp >= 'a' && cp <= 'z');
}

static Words words_of(const Figure *figure)
{
	Str text = figure->what.zh.s.n ? figure->what.zh.s : figure->what.en.s;
	Words out = {.n = 0};

	for (size_t i = 0, step; i < text.n && out.n < LONGEST; i += step) {
		uint32_t cp;
		step = utf8_decode(text.s + i, text.n - i, &cp);
		if (!step)
			step = 1;
		if (cp == ':' || cp == 0xFF1A)
			break;
		cp = cp >= 'A' && cp <= 'Z' ? cp + ('a' - 'A') : cp;
		if (is_letter(cp) && cp != 0x7684) /* 的 */
			out.at[out.n++] = cp;
	}
	return out;
}

static bool is_rate(const Figure *figure)
{
	static const char *const SIGNS[] = {"每", "平均", "至少", "each ", "per ", "average", "at least"};
	Str text = figure->what.zh.s.n ? figure->what.zh.s : figure->what.en.s;

	for (size_t i = 0; i < sizeof SIGNS / sizeof *SIGNS; i++)
		if (str_find(text, str_of(SIGNS[i]), 0) >= 0)
			return true;
	return false;
}

/* One pair of characters of one row; the same pair twice in a row is numbered, so that it is shared twice. */
typedef struct Pair { uint32_t unit, kind, a, b, nth, row; } Pair;
typedef struct Pairs { Pair *at; size_t n, cap; } Pairs;

static int compare_pairs(const Pair *x, const Pair *y)
{
	const uint32_t left[] = {x->unit, x->kind, x->a, x->b, x->nth}, right[] = {y->unit, y->kind, y->a, y->b, y->nth};

	for (size_t i = 0; i < sizeof left / sizeof *left; i++)
		if (left[i] != right[i])
			return left[i] < right[i] ? -1 : 1;
	return 0;
}

static int by_pair(const void *a, const void *b)
{
	const Pair *x = a, *y = b;
	int order = compare_pairs(x, y);

	return order ? order : x->row < y->row ? -1 : x->row > y->row;
}

/* Rates are a kind of their own. Returns how many pairs the row has. */
static uint32_t add_pairs(const Figures *figures, uint32_t row, Pairs *out)
{
	const Figure *figure = &figures->corpus->figures.at[figures->rows.at[row].figure];
	Words words = words_of(figure);
	size_t from = out->n;

	for (size_t i = 0; i + 1 < words.n; i++) {
		Pair pair = {figures->rows.at[row].unit, (uint32_t)figure->kind * 2 + is_rate(figure), words.at[i],
			words.at[i + 1], 0, row};
		for (size_t k = from; k < out->n; k++)
			pair.nth += out->at[k].a == pair.a && out->at[k].b == pair.b;
		MEM_PUSH(out, pair);
	}
	return (uint32_t)(out->n - from);
}

/* Two rows with a pair in common, the first one the smaller. */
typedef struct Link { uint32_t first, second; } Link;
typedef struct Links { Link *at; size_t n, cap; } Links;

static int by_link(const void *a, const void *b)
{
	const Link *x = a, *y = b;

	if (x->first != y->first)
		return x->first < y->first ? -1 : 1;
	return x->second < y->second ? -1 : x->second > y->second;
}

static void add_links(const Figures *figures, const Pair *pairs, size_t n, Links *out)
{
	for (size_t i = 0; n <= COMMON && i < n; i++)
		for (size_t k = i + 1; k < n; k++)
			if (figures->rows.at[pairs[i].row].province != figures->rows.at[pairs[k].row].province)
				MEM_PUSH(out, ((Link){pairs[i].row, pairs[k].row}));
}

static uint32_t root_of(const uint32_t *parent, uint32_t row)
{
	while (parent[row] != row)
		row = parent[row];
	return row;
}

/* Joins rows that share enough: `links` has each pair that two rows share. */
static void join(const Links *links, const uint32_t *counts, uint32_t *parent)
{
	for (size_t i = 0, n; i < links->n; i += n) {
		Link link = links->at[i];
		for (n = 1; i + n < links->n && !by_link(&links->at[i + n], &link);)
			n++;
		if (n * 6 < counts[link.first] + counts[link.second])
			continue;
		uint32_t a = root_of(parent, link.first), b = root_of(parent, link.second);
		parent[a < b ? b : a] = a < b ? a : b;
	}
}

/* The longest run that both have in the given stretches, the first of such in `a`. */
typedef struct Run { size_t a, b, n; } Run;

static Run longest_run(const Words *a, size_t from, size_t to, const Words *b, size_t other, size_t end)
{
	Run best = {0};

	for (size_t i = from; i < to; i++)
		for (size_t k = other; k < end; k++) {
			size_t n = 0;
			while (i + n < to && k + n < end && a->at[i + n] == b->at[k + n])
				n++;
			if (n > best.n)
				best = (Run){i, k, n};
		}
	return best;
}

/* The runs that both share, in their order, with … between them. */
static void add_shared(const Words *a, size_t from, size_t to, const Words *b, size_t other, size_t end, Buf *out)
{
	Run run = longest_run(a, from, to, b, other, end);

	if (run.n < LEAST_SHARED)
		return;
	add_shared(a, from, run.a, b, other, run.b, out);
	buf_add(out, out->n ? STR("…") : STR(""));
	for (size_t i = 0; i < run.n; i++)
		buf_add_codepoint(out, a->at[run.a + i]);
	add_shared(a, run.a + run.n, to, b, run.b + run.n, end, out);
}

static void name_group(Figures *figures, uint32_t first, uint32_t second, FiguresGroup *out)
{
	const Figure *a = &figures->corpus->figures.at[figures->rows.at[first].figure];
	const Figure *b = &figures->corpus->figures.at[figures->rows.at[second].figure];
	Words left = words_of(a), right = words_of(b);
	Buf name = {0};

	add_shared(&left, 0, left.n, &right, 0, right.n, &name);
	for (int lang = 0; lang < LANG_COUNT; lang++)
		out->name[lang] = corpus_text(&a->what, (Lang)lang);
	if (name.n && a->what.zh.s.n)
		out->name[LANG_ZH] = buf_keep(&name, &figures->arena);
	buf_free(&name);
}

/* Groups in the order of their first rows. */
static void number_groups(Figures *figures, const uint32_t *parent)
{
	uint32_t *group = mem_zeroed(figures->rows.n, sizeof *group);

	for (uint32_t i = 0; i < figures->rows.n; i++) {
		uint32_t root = root_of(parent, i);
		if (root == i)
			continue;
		if (!group[root]) {
			FiguresGroup *made = MEM_PUSH(&figures->alike, ((FiguresGroup){.n = 1}));
			group[root] = (uint32_t)figures->alike.n;
			figures->rows.at[root].alike = group[root] - 1;
			name_group(figures, root, i, made);
		}
		figures->rows.at[i].alike = group[root] - 1;
		figures->alike.at[group[root] - 1].n++;
	}
	free(group);
}

void figures_line_up(Figures *figures)
{
	size_t rows = figures->rows.n;
	uint32_t *counts = mem_zeroed(rows, sizeof *counts), *parent = mem_zeroed(rows, sizeof *parent);
	Pairs pairs = {0};
	Links links = {0};

	for (uint32_t i = 0; i < rows; i++) {
		counts[i] = add_pairs(figures, i, &pairs);
		parent[i] = i;
	}
	if (pairs.n)
		qsort(pairs.at, pairs.n, sizeof *pairs.at, by_pair);
	for (size_t i = 0, n; i < pairs.n; i += n) {
		for (n = 1; i + n < pairs.n && !compare_pairs(&pairs.at[i], &pairs.at[i + n]);)
			n++;
		add_links(figures, &pairs.at[i], n, &links);
	}
	if (links.n)
		qsort(links.at, links.n, sizeof *links.at, by_link);
	join(&links, counts, parent);
	number_groups(figures, parent);
	figures_scale(figures, true);
	free(counts);
	free(parent);
	free(pairs.at);
	free(links.at);
}
