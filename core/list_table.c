#include "list_table.h"

#include <string.h>

/* By figure: the group that it is in, plus 1. */
typedef struct Groups { const Figures *figures; uint32_t *of; } Groups;

static Cell figure_group(const List *list, const ListColumn *column, size_t row, Arena *arena)
{
	const Groups *groups = list->data;

	(void)column, (void)arena;
	if (!groups->of[row])
		return (Cell){0};
	const FiguresGroup *group = &groups->figures->alike.at[groups->of[row] - 1];
	return (Cell){CELL_TEXT, {.text = {group->name[LANG_ZH], group->name[LANG_EN]}}};
}

static const ListColumn GROUP = {"group", "同计一事", false, figure_group, "same thing", 0};

static const Groups *groups_of(const Figures *figures, Arena *arena)
{
	Groups *groups = mem_take(arena, sizeof *groups);
	size_t bytes = (figures->corpus->figures.n + 1) * sizeof *groups->of;

	*groups = (Groups){figures, mem_take(arena, bytes)};
	memset(groups->of, 0, bytes);
	for (size_t i = 0; i < figures->rows.n; i++)
		if (figures->rows.at[i].alike != CORPUS_NONE)
			groups->of[figures->rows.at[i].figure] = figures->rows.at[i].alike + 1;
	return groups;
}

List list_table_figures(const Figures *figures, const FiguresLines *lines, bool alike, Arena *arena)
{
	List list = list_open(figures->corpus, LIST_FIGURES);
	uint32_t *rows = mem_take(arena, (lines->n + 1) * sizeof *rows);
	size_t n = 0;

	for (size_t i = 0; i < lines->n; i++)
		if (lines->at[i].row != CORPUS_NONE)
			rows[n++] = figures->rows.at[lines->at[i].row].figure;
	if (alike) {
		ListColumn *columns = mem_take(arena, (list.n_columns + 1) * sizeof *columns);
		columns[0] = GROUP;
		memcpy(columns + 1, list.columns, list.n_columns * sizeof *columns);
		list.columns = columns;
		list.n_columns++;
		list.data = groups_of(figures, arena);
	}
	return list_pick(&list, rows, n);
}

/* The overview. */

static const OverviewRow *row_of(const List *list, size_t row)
{
	return &((const Overview *)list->data)->rows.at[row];
}

static Cell overview_part(const List *list, const ListColumn *column, size_t row, Arena *arena)
{
	static const char *const NAMES[OVERVIEW_PART_COUNT][LANG_COUNT] = {
		{"省份", "provinces"}, {"主题", "themes"}, {"提法", "terms"}, {"数据", "figures"}};
	OverviewPart part = row_of(list, row)->part;

	(void)arena;
	if (!column->of)
		return list_cell_str(overview_part_id(part));
	return (Cell){CELL_TEXT, {.text = {str_of(NAMES[part][LANG_ZH]), str_of(NAMES[part][LANG_EN])}}};
}

static Str address_of(const Corpus *corpus, Unit unit, Arena *arena)
{
	Buf buf = {0};

	corpus_add_address(corpus, unit, &buf);
	return buf_keep(&buf, arena);
}

static Cell overview_id(const List *list, const ListColumn *column, size_t row, Arena *arena)
{
	const OverviewRow *at = row_of(list, row);
	const Corpus *corpus = list->corpus;

	(void)column;
	if (at->part == OVERVIEW_PROVINCES)
		return list_cell_str(corpus->provinces.at[at->index].id);
	if (at->part == OVERVIEW_THEMES)
		return list_cell_str(corpus->themes.at[at->index].id.s);
	if (at->part == OVERVIEW_TERMS)
		return list_cell_str(corpus->terms.at[at->index].name.s);
	return list_cell_str(address_of(corpus, corpus->figures.at[at->index].owner, arena));
}

static Cell overview_name(const List *list, const ListColumn *column, size_t row, Arena *arena)
{
	const OverviewRow *at = row_of(list, row);
	const Corpus *corpus = list->corpus;

	(void)column, (void)arena;
	if (at->part == OVERVIEW_PROVINCES)
		return list_cell_text(&corpus->provinces.at[at->index].name);
	if (at->part == OVERVIEW_THEMES)
		return list_cell_text(&corpus->themes.at[at->index].name);
	if (at->part == OVERVIEW_FIGURES)
		return list_cell_str(corpus->figures.at[at->index].written.s);
	const Term *term = &corpus->terms.at[at->index];
	return (Cell){CELL_TEXT, {.text = {term->name.s, term->en.s}}};
}

/* Measures of a province or theme, places of a term, figures of a unit. */
static Cell overview_count(const List *list, const ListColumn *column, size_t row, Arena *arena)
{
	const OverviewRow *at = row_of(list, row);

	(void)column, (void)arena;
	return list_cell_int(at->part == OVERVIEW_TERMS ? at->places : at->count);
}

static Cell overview_provinces(const List *list, const ListColumn *column, size_t row, Arena *arena)
{
	const OverviewRow *at = row_of(list, row);

	(void)column, (void)arena;
	if (at->part == OVERVIEW_THEMES || at->part == OVERVIEW_TERMS)
		return list_cell_int(at->part == OVERVIEW_TERMS ? at->count : at->places);
	return (Cell){0};
}

static Cell overview_what(const List *list, const ListColumn *column, size_t row, Arena *arena)
{
	const OverviewRow *at = row_of(list, row);

	(void)column, (void)arena;
	return at->part == OVERVIEW_FIGURES ? list_cell_text(&list->corpus->figures.at[at->index].what) : (Cell){0};
}

static const ListColumn OVERVIEW[] = {
	{"part", "部分标识", true, overview_part, NULL, 0},
	{"part_name", "部分", false, overview_part, "part", 1},
	{"id", "标识", true, overview_id, NULL, 0},
	{"name", "名称", false, overview_name, NULL, 0},
	{"count", "数目", false, overview_count, NULL, 0},
	{"provinces", "省份数", false, overview_provinces, NULL, 0},
	{"what", "所计", false, overview_what, "what it counts", 0},
};

List list_table_overview(const Corpus *corpus, const Overview *overview)
{
	return (List){.name = "overview", .columns = OVERVIEW, .n_columns = sizeof OVERVIEW / sizeof *OVERVIEW,
		.n_rows = overview->rows.n, .corpus = corpus, .data = overview};
}
