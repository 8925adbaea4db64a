#include "list_view.h"

#include "utf8.h"

#include <stdlib.h>
#include <string.h>

#define CONTEXT 20 /* code points on each side of a hit */

static Cell cell_unit(const Corpus *corpus, Unit unit, Arena *arena)
{
	Buf buf = {0};

	corpus_add_address(corpus, unit, &buf);
	return list_cell_str(buf_keep(&buf, arena));
}

/* The matrix: the row behind the last one is that of the totals. */

typedef struct MatrixList {
	const Matrix *matrix;
	uint32_t *rows;
	size_t n;
} MatrixList;

static bool is_total(const List *list, size_t row)
{
	return row >= ((const MatrixList *)list->data)->n;
}

static uint32_t matrix_row(const List *list, size_t row)
{
	return ((const MatrixList *)list->data)->rows[row];
}

static const Matrix *matrix_of(const List *list)
{
	return ((const MatrixList *)list->data)->matrix;
}

static Cell matrix_id(const List *list, const ListColumn *column, size_t row, Arena *arena)
{
	(void)column, (void)arena;
	return list_cell_str(is_total(list, row) ? STR("total") : list->corpus->themes.at[matrix_row(list, row)].id.s);
}

static Cell matrix_name(const List *list, const ListColumn *column, size_t row, Arena *arena)
{
	bool terms = matrix_of(list)->side == MATRIX_TERMS;

	(void)column, (void)arena;
	if (is_total(list, row) && terms)
		return (Cell){CELL_TEXT, {.text = {STR("提法合计"), STR("Terms in all")}}};
	if (is_total(list, row))
		return (Cell){CELL_TEXT, {.text = {STR("举措合计"), STR("Measures in all")}}};
	if (!terms)
		return list_cell_text(&list->corpus->themes.at[matrix_row(list, row)].name);
	const Term *term = &list->corpus->terms.at[matrix_row(list, row)];
	return (Cell){CELL_TEXT, {.text = {term->name.s, term->en.s}}};
}

static Cell matrix_count_cell(const List *list, const ListColumn *column, size_t row, Arena *arena)
{
	const Matrix *m = matrix_of(list);

	(void)arena;
	return list_cell_int(is_total(list, row) ? m->totals[column->of]
		: matrix_cell(m, matrix_row(list, row), column->of)->all);
}

static Cell matrix_total(const List *list, const ListColumn *column, size_t row, Arena *arena)
{
	(void)column, (void)arena;
	return list_cell_int(is_total(list, row) ? matrix_of(list)->total
		: matrix_of(list)->row_totals[matrix_row(list, row)]);
}

/* What the cell counts, with the filter that the matrix was counted with. */
static MatrixUnits counted(const List *list, size_t row, uint32_t province)
{
	const Matrix *m = matrix_of(list);
	MatrixUnits units = {0};

	if (!is_total(list, row))
		matrix_units(list->corpus, m->side, m->facet, matrix_row(list, row), province, &units);
	return units;
}

static void matrix_sources(const List *list, const ListColumn *column, size_t row, Buf *out)
{
	bool count = column->get == matrix_count_cell;
	MatrixUnits units = {0};

	if (count || column->get == matrix_total)
		units = counted(list, row, count ? (uint32_t)column->of : CORPUS_NONE);
	for (size_t i = 0; i < units.n; i++) {
		if (i)
			buf_add_char(out, ' ');
		corpus_add_address(list->corpus, units.at[i], out);
	}
	free(units.at);
}

static Cell matrix_addresses(const List *list, const ListColumn *column, size_t row, Arena *arena)
{
	MatrixUnits units = counted(list, row, CORPUS_NONE);
	Cell cell = {.type = CELL_STRS};
	Str *at = mem_take(arena, (units.n + 1) * sizeof *at);

	(void)column;
	for (size_t i = 0; i < units.n; i++)
		at[i] = cell_unit(list->corpus, units.at[i], arena).as.str;
	cell.as.strs.at = at;
	cell.as.strs.n = units.n;
	free(units.at);
	return cell;
}

List list_view_matrix(const Corpus *corpus, const Matrix *matrix, bool totals, Arena *arena)
{
	bool terms = matrix->side == MATRIX_TERMS;
	size_t n = 0;
	ListColumn *columns = mem_take(arena, (matrix->provinces + 4) * sizeof *columns);
	MatrixList *data = mem_take(arena, sizeof *data);

	*data = (MatrixList){.matrix = matrix, .rows = mem_take(arena, (matrix->rows + 1) * sizeof *data->rows)};
	data->n = matrix_order(matrix, terms ? MATRIX_BY_SPREAD : MATRIX_AS_LISTED, data->rows);
	if (!terms)
		columns[n++] = (ListColumn){"theme", "标识", true, matrix_id, NULL, 0};
	columns[n++] = terms ? (ListColumn){"name", "提法", false, matrix_name, "term", 0}
		: (ListColumn){"name", "主题", false, matrix_name, "theme", 0};
	for (size_t p = 0; p < matrix->provinces; p++) {
		const Province *province = &corpus->provinces.at[p];
		columns[n++] = (ListColumn){str_keep(province->id, arena).s,
			str_keep(corpus_text(&province->name, LANG_ZH), arena).s, false,
			matrix_count_cell, str_keep(corpus_text(&province->name, LANG_EN), arena).s, p};
	}
	columns[n++] = (ListColumn){"total", "合计", false, matrix_total, NULL, 0};
	columns[n++] = (ListColumn){"units", "地址", true, matrix_addresses, "addresses", 0};
	return (List){.name = "matrix", .zh = terms ? "提法与省份" : "主题与省份", .columns = columns, .n_columns = n,
		.n_rows = data->n + (totals ? 1 : 0),
		.corpus = corpus, .data = data, .sources = matrix_sources};
}

/* Hits. */

static const char *const FIELDS[][LANG_COUNT] = {
	[SEARCH_TITLE] = {"题目", "title"}, [SEARCH_HEADING] = {"标题", "heading"}, [SEARCH_LABEL] = {"举措", "label"},
		[SEARCH_BODY] = {"正文", "body"}, [SEARCH_SPEAKER] = {"发言单位", "speaker"},
		[SEARCH_ORIGINAL] = {"原文", "original"},
};

Str list_view_field(SearchField field, Lang lang)
{
	return str_of(FIELDS[field][lang]);
}

/* Bytes back from `at` over up to `count` code points, not past a line feed. */
static size_t step_back(Str text, size_t at, size_t count)
{
	while (count-- && at > 0 && text.s[at - 1] != '\n') {
		at--;
		while (at > 0 && ((unsigned char)text.s[at] & 0xC0) == 0x80)
			at--;
	}
	return at;
}

void list_view_context(Str text, uint32_t from, uint32_t to, size_t around, Str *before, Str *after)
{
	Str rest = str_sub(text, to, text.n), line = {0};

	*before = str_sub(text, step_back(text, from, around), from);
	if (!str_split(&rest, '\n', &line))
		line = (Str){0};
	*after = str_sub(line, 0, utf8_offset(line, around));
}

static const SearchHit *hit_of(const List *list, size_t row)
{
	const SearchHits *hits = list->data;

	return &hits->at[row];
}

static Cell hit_id(const List *list, const ListColumn *column, size_t row, Arena *arena)
{
	(void)column;
	return cell_unit(list->corpus, hit_of(list, row)->unit, arena);
}

static Cell hit_province(const List *list, const ListColumn *column, size_t row, Arena *arena)
{
	const Speech *speech = &list->corpus->speeches.at[corpus_speech_of(list->corpus, hit_of(list, row)->unit)];

	(void)column, (void)arena;
	return list_cell_str(speech->province == CORPUS_NONE ? speech->province_id.s
		: list->corpus->provinces.at[speech->province].id);
}

static Cell hit_field(const List *list, const ListColumn *column, size_t row, Arena *arena)
{
	(void)column, (void)arena;
	return list_cell_str(list_view_field(hit_of(list, row)->field, LANG_EN));
}

static Cell hit_lang(const List *list, const ListColumn *column, size_t row, Arena *arena)
{
	(void)column, (void)arena;
	return list_cell_str(hit_of(list, row)->lang == LANG_ZH ? STR("zh") : STR("en"));
}

/* Part 0 before the hit, 1 the hit, 2 behind it. */
static Cell hit_words(const List *list, const ListColumn *column, size_t row, Arena *arena)
{
	const SearchHit *hit = hit_of(list, row);
	Str text = search_text(list->corpus, hit), parts[3];

	(void)arena;
	list_view_context(text, hit->from, hit->to, CONTEXT, &parts[0], &parts[2]);
	parts[1] = str_sub(text, hit->from, hit->to);
	return list_cell_str(parts[column->of]);
}

static const ListColumn HITS[] = {
	{"id", "地址", false, hit_id, "address", 0},
	{"province", "省份", false, hit_province, NULL, 0},
	{"field", "位置", false, hit_field, NULL, 0},
	{"lang", "语言", true, hit_lang, NULL, 0},
	{"before", "前文", false, hit_words, NULL, 0},
	{"match", "命中", false, hit_words, NULL, 1},
	{"after", "后文", false, hit_words, NULL, 2},
};

List list_view_hits(const Corpus *corpus, const SearchHits *hits)
{
	return (List){.name = "hits", .zh = "查找结果", .columns = HITS,
		.n_columns = sizeof HITS / sizeof *HITS, .n_rows = hits->n,
		.corpus = corpus, .data = hits};
}

/* A comparison, one row a measure. */

typedef struct CompareLine { uint32_t theme, measure; Str place_zh, place_en; } CompareLine;
typedef struct CompareLines { CompareLine *at; size_t n; } CompareLines;

static const CompareLine *line_of(const List *list, size_t row)
{
	return &((const CompareLines *)list->data)->at[row];
}

static Cell line_theme(const List *list, const ListColumn *column, size_t row, Arena *arena)
{
	uint32_t theme = line_of(list, row)->theme;

	(void)column, (void)arena;
	return theme == CORPUS_NONE ? (Cell){0} : list_cell_str(list->corpus->themes.at[theme].id.s);
}

static Cell line_theme_name(const List *list, const ListColumn *column, size_t row, Arena *arena)
{
	uint32_t theme = line_of(list, row)->theme;

	(void)column, (void)arena;
	return theme == CORPUS_NONE ? (Cell){0} : list_cell_text(&list->corpus->themes.at[theme].name);
}

static Cell line_place(const List *list, const ListColumn *column, size_t row, Arena *arena)
{
	const CompareLine *line = line_of(list, row);

	(void)column, (void)arena;
	return (Cell){CELL_TEXT, {.text = {line->place_zh, line->place_en}}};
}

static Cell line_id(const List *list, const ListColumn *column, size_t row, Arena *arena)
{
	(void)column;
	return cell_unit(list->corpus, (Unit){UNIT_MEASURE, line_of(list, row)->measure}, arena);
}

static Cell line_main(const List *list, const ListColumn *column, size_t row, Arena *arena)
{
	const CompareLine *line = line_of(list, row);
	uint32_t first = matrix_main_theme(list->corpus, line->measure);

	(void)column, (void)arena;
	return (Cell){CELL_BOOL, {.yes = line->theme == first || line->theme == CORPUS_NONE}};
}

static Cell line_text(const List *list, const ListColumn *column, size_t row, Arena *arena)
{
	const Measure *measure = &list->corpus->measures.at[line_of(list, row)->measure];

	(void)arena;
	return list_cell_text(column->of ? &measure->body.text : &measure->label);
}

static const ListColumn COMPARISON[] = {
	{"theme", "主题标识", true, line_theme, NULL, 0},
	{"theme_name", "主题", false, line_theme_name, "theme", 0},
	{"place", "对照", false, line_place, NULL, 0},
	{"id", "地址", false, line_id, "address", 0},
	{"main", "主要主题", false, line_main, "main theme", 0},
	{"label", "举措", false, line_text, "measure", 0},
	{"text", "正文", true, line_text, NULL, 1},
};

static void add_lines(const Corpus *corpus, const Comparison *comparison, size_t b, size_t c, CompareLines *lines,
	Arena *arena)
{
	const CompareCell *cell = &comparison->blocks.at[b].cells[c];
	Buf zh = {0}, en = {0};

	if (!cell->measures.n && !cell->pointers.n)
		return;
	table_add_place_name(corpus, comparison->places[c], LANG_ZH, &zh);
	table_add_place_name(corpus, comparison->places[c], LANG_EN, &en);
	CompareLine line = {.theme = comparison->blocks.at[b].theme, .place_zh = buf_keep(&zh, arena),
		.place_en = buf_keep(&en, arena)};
	for (uint32_t i = 0; i < cell->measures.n + cell->pointers.n; i++) {
		bool full = i < cell->measures.n;
		line.measure = comparison->measures.at[full ? cell->measures.first + i
			: cell->pointers.first + i - cell->measures.n];
		lines->at[lines->n++] = line;
	}
}

List list_view_comparison(const Corpus *corpus, const Comparison *comparison, Arena *arena)
{
	CompareLines *lines = mem_take(arena, sizeof *lines);

	*lines = (CompareLines){mem_take(arena, (comparison->measures.n + 1) * sizeof *lines->at), 0};
	for (size_t b = 0; b < comparison->blocks.n; b++)
		for (size_t c = 0; c < comparison->columns; c++)
			add_lines(corpus, comparison, b, c, lines, arena);
	return (List){.name = "comparison", .zh = "对照", .columns = COMPARISON,
		.n_columns = sizeof COMPARISON / sizeof *COMPARISON,
		.n_rows = lines->n, .corpus = corpus, .data = lines};
}

/* Documents, one row a paragraph. */

static const char *const ROLES[][1 + LANG_COUNT] = {
	[DOC_TITLE] = {"title", "题目", "title"}, [DOC_META] = {"meta", "出处", "source"},
	[DOC_HEADING] = {"heading", "标题", "heading"}, [DOC_LABEL] = {"label", "举措", "measure"},
	[DOC_TEXT] = {"text", "正文", "text"}, [DOC_TAGS] = {"tags", "主题与提法", "themes and terms"},
	[DOC_NOTE] = {"note", "说明", "note"}, [DOC_GAP] = {"", "", ""}, [DOC_RULE] = {"", "", ""},
};

const char *list_view_role(DocRole role)
{
	return ROLES[role][0];
}

static const DocBlock *block_of(const List *list, size_t row)
{
	return &((const Doc *)list->data)->blocks.at[row];
}

static Cell block_id(const List *list, const ListColumn *column, size_t row, Arena *arena)
{
	Unit unit = block_of(list, row)->unit;

	(void)column;
	return unit.kind == UNIT_NONE ? (Cell){0} : cell_unit(list->corpus, unit, arena);
}

static Cell block_role(const List *list, const ListColumn *column, size_t row, Arena *arena)
{
	const char *const *names = ROLES[block_of(list, row)->role];

	(void)column, (void)arena;
	return (Cell){CELL_TEXT, {.text = {str_of(names[1]), str_of(names[2])}}};
}

/* With what stands before it: the number of a section or a measure. */
static Cell block_text(const List *list, const ListColumn *column, size_t row, Arena *arena)
{
	const DocBlock *block = block_of(list, row);
	Buf text = {0};

	(void)column;
	buf_add(&text, block->lead);
	buf_add(&text, block->text);
	Str kept = buf_keep(&text, arena);
	return (Cell){CELL_TEXT, {.text = {str_trim(kept), str_trim(kept)}}};
}

static const ListColumn BLOCKS[] = {
	{"id", "地址", false, block_id, "address", 0},
	{"role", "种类", false, block_role, "kind", 0},
	{"text", "内容", false, block_text, "text", 0},
};

List list_view_doc(const Corpus *corpus, const Doc *doc, Arena *arena)
{
	uint32_t *rows = mem_take(arena, (doc->blocks.n + 1) * sizeof *rows);
	List list = {.name = "text", .zh = "正文", .columns = BLOCKS,
		.n_columns = sizeof BLOCKS / sizeof *BLOCKS, .corpus = corpus, .data = doc, .rows = rows};

	for (size_t i = 0; i < doc->blocks.n; i++)
		if (doc->blocks.at[i].text.n)
			rows[list.n_rows++] = (uint32_t)i;
	return list;
}
