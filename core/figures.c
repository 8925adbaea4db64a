#include "figures.h"

#include "matrix.h"

#include <math.h>
#include <stdlib.h>

#define SEEN 1e-6 /* of a bar: what a logarithmic scale begins with is seen too */
#define DECADES 3 /* that a scale may span before it is logarithmic */

static bool is_date(const Figure *figure)
{
	return figure->kind == FIGURE_DATE;
}

/* The name that tells a unit from others. */
static Str unit_name(const Figure *figure)
{
	return figure->unit.zh.s.n ? figure->unit.zh.s : figure->unit.en.s;
}

static bool same_unit(const Figure *a, const Figure *b)
{
	return is_date(a) == is_date(b) && (is_date(a) || str_eq(unit_name(a), unit_name(b)));
}

/* A unit with the figure that it was first seen in. */
typedef struct Seen {
	uint32_t figure, n, place;
	bool many; /* its English names are several: 个 is branches, grids, estates */
} Seen;
typedef struct Seens { Seen *at; size_t n, cap; } Seens;

static uint32_t seen_unit(const Corpus *corpus, uint32_t figure, Seens *seen)
{
	for (uint32_t i = 0; i < seen->n; i++) {
		const Figure *first = &corpus->figures.at[seen->at[i].figure], *here = &corpus->figures.at[figure];
		if (!same_unit(first, here))
			continue;
		seen->at[i].n++;
		seen->at[i].many |= !str_eq(first->unit.en.s, here->unit.en.s);
		return i;
	}
	MEM_PUSH(seen, ((Seen){figure, 1, 0, false}));
	return (uint32_t)seen->n - 1;
}

static void add_row(Figures *out, uint32_t figure, Seens *seen)
{
	const Corpus *corpus = out->corpus;
	Unit owner = corpus->figures.at[figure].owner;
	FiguresRow row = {.figure = figure, .province = matrix_province(corpus, owner), .theme = CORPUS_NONE,
		.unit = seen_unit(corpus, figure, seen), .alike = CORPUS_NONE};

	if (owner.kind == UNIT_MEASURE)
		row.theme = matrix_main_theme(corpus, owner.index);
	MEM_PUSH(&out->rows, row);
}

/* Those with most figures first, dates last. */
static void rank_units(Figures *out, Seens *seen)
{
	const Figure *figures = out->corpus->figures.at;

	for (size_t i = 0; i < seen->n; i++)
		for (size_t k = 0; k < seen->n; k++) {
			bool date = is_date(&figures[seen->at[i].figure]), other = is_date(&figures[seen->at[k].figure]);
			bool more = seen->at[k].n > seen->at[i].n || (k < i && seen->at[k].n == seen->at[i].n);
			seen->at[i].place += date != other ? date : more;
		}
	for (size_t i = 0; i < seen->n; i++)
		MEM_PUSH(&out->units, (FiguresGroup){0});
	for (size_t i = 0; i < seen->n; i++) {
		const Figure *figure = &figures[seen->at[i].figure];
		FiguresGroup *group = &out->units.at[seen->at[i].place];
		group->n = seen->at[i].n;
		for (int lang = 0; lang < LANG_COUNT; lang++)
			group->name[lang] = is_date(figure) ? corpus_figure_kind_name(FIGURE_DATE, (Lang)lang)
				: lang == LANG_EN && seen->at[i].many ? unit_name(figure) : corpus_text(&figure->unit, (Lang)lang);
	}
	for (size_t i = 0; i < out->rows.n; i++)
		out->rows.at[i].unit = seen->at[out->rows.at[i].unit].place;
}

/* What a range reaches counts. Numbers that are not positive keep a scale from being logarithmic. */
typedef struct Extent { double least, most; bool any, date; } Extent;

static void widen(Extent *extent, const Figure *figure)
{
	double from = figure->value < figure->to ? figure->value : figure->to;
	double to = figure->value < figure->to ? figure->to : figure->value;

	extent->least = !extent->any || from < extent->least ? from : extent->least;
	extent->most = !extent->any || to > extent->most ? to : extent->most;
	extent->any = true;
	extent->date = extent->date || is_date(figure);
}

static FiguresScale scale_of(const Extent *extent)
{
	if (!extent->any || extent->date || extent->most <= 0)
		return (FiguresScale){0};
	if (extent->least > 0 && extent->most / extent->least > pow(10, DECADES))
		return (FiguresScale){floor(log10(extent->least)), ceil(log10(extent->most)), true};
	return (FiguresScale){0, extent->most, false};
}

void figures_scale(Figures *figures, bool alike)
{
	FiguresGroup *groups = alike ? figures->alike.at : figures->units.at;
	size_t n = alike ? figures->alike.n : figures->units.n;
	Extent *extents = mem_zeroed(n, sizeof *extents);

	for (size_t i = 0; i < figures->rows.n; i++) {
		const FiguresRow *row = &figures->rows.at[i];
		uint32_t group = alike ? row->alike : row->unit;
		if (group != CORPUS_NONE)
			widen(&extents[group], &figures->corpus->figures.at[row->figure]);
	}
	for (size_t i = 0; i < n; i++)
		groups[i].scale = scale_of(&extents[i]);
	free(extents);
}

Figures figures_collect(const Corpus *corpus, const Facet *facet)
{
	Figures out = {.corpus = corpus};
	Seens seen = {0};

	for (uint32_t i = 0; i < corpus->figures.n; i++) {
		Unit owner = corpus->figures.at[i].owner;
		if (owner.kind != UNIT_NONE && (!facet || facet_passes_unit(facet, owner, FACET_AXIS_COUNT)))
			add_row(&out, i, &seen);
	}
	rank_units(&out, &seen);
	figures_scale(&out, false);
	free(seen.at);
	return out;
}

void figures_free(Figures *figures)
{
	free(figures->rows.at);
	free(figures->units.at);
	free(figures->alike.at);
	mem_arena_free(&figures->arena);
	*figures = (Figures){0};
}

double figures_share(const FiguresScale *scale, double value)
{
	if (scale->to <= scale->from || value <= 0)
		return 0;
	double at = scale->log ? log10(value) : value;
	double share = (at - scale->from) / (scale->to - scale->from);
	return share < SEEN ? SEEN : share > 1 ? 1 : share;
}

/* What a row is sorted by. */
typedef struct Sortable {
	uint32_t group, row;
	double number;
	Str text;
	int way; /* 1 or -1 */
} Sortable;

static int by_order(const void *a, const void *b)
{
	const Sortable *x = a, *y = b;

	if (x->group != y->group)
		return x->group < y->group ? -1 : 1;
	int order = x->number < y->number ? -1 : x->number > y->number ? 1 : str_cmp(x->text, y->text);
	return order ? order * x->way : x->row < y->row ? -1 : x->row > y->row;
}

/* What has no province or no theme comes last. */
static Sortable sortable(const Figures *figures, uint32_t index, FiguresOrder order, Lang lang)
{
	const FiguresRow *row = &figures->rows.at[index];
	const Figure *figure = &figures->corpus->figures.at[row->figure];
	const double numbers[FIGURES_ORDER_COUNT] = {
		[FIGURES_WRITTEN] = index, [FIGURES_VALUE] = figure->value, [FIGURES_UNIT] = row->unit,
		[FIGURES_PROVINCE] = row->province, [FIGURES_THEME] = row->theme,
	};
	Sortable out = {.row = index, .number = numbers[order], .way = 1};

	if (order == FIGURES_WHAT)
		out.text = corpus_text(&figure->what, lang);
	return out;
}

void figures_arrange(const Figures *figures, FiguresGrouping grouping, FiguresOrder order, bool descending, Lang lang,
	FiguresLines *out)
{
	Sortable *list = mem_zeroed(figures->rows.n, sizeof *list);
	size_t n = 0;

	for (uint32_t i = 0; i < figures->rows.n; i++) {
		const FiguresRow *row = &figures->rows.at[i];
		if (grouping == FIGURES_ALIKE && row->alike == CORPUS_NONE)
			continue;
		list[n] = sortable(figures, i, order, lang);
		list[n].way = descending ? -1 : 1;
		list[n++].group = grouping == FIGURES_ALIKE ? row->alike : grouping == FIGURES_BY_UNIT ? row->unit : 0;
	}
	if (n)
		qsort(list, n, sizeof *list, by_order);
	for (size_t i = 0; i < n; i++) {
		if (grouping != FIGURES_FLAT && (!i || list[i].group != list[i - 1].group))
			MEM_PUSH(out, ((FiguresLine){CORPUS_NONE, list[i].group}));
		uint32_t group = grouping == FIGURES_FLAT ? figures->rows.at[list[i].row].unit : list[i].group;
		MEM_PUSH(out, ((FiguresLine){list[i].row, group}));
	}
	free(list);
}

const FiguresGroup *figures_group(const Figures *figures, FiguresGrouping grouping, const FiguresLine *line)
{
	return grouping == FIGURES_ALIKE ? &figures->alike.at[line->group] : &figures->units.at[line->group];
}

FiguresOrder figures_order(Str name)
{
	static const char *const NAMES[FIGURES_ORDER_COUNT] = {"written", "value", "unit", "what", "province", "theme"};
	FiguresOrder order = 0;

	while (order < FIGURES_ORDER_COUNT && !str_eq_nocase(name, str_of(NAMES[order])))
		order++;
	return order;
}
