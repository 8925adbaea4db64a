#include "compare.h"

#include <stdlib.h>
#include <string.h>

#define GUTTER 3

static const char *const ABSENT[LANG_COUNT] = {"文中未见", "not in the text"};
/* a section or measure is not all its province says */
static const char *const ABSENT_HERE[LANG_COUNT] = {"此处未见", "not here"};
static const char *const NO_THEME[LANG_COUNT] = {"没有主题", "No theme"};

/* Where each cell's blocks lie in the docs: starts[b * columns + c], one row more than there are blocks. */
typedef struct Starts { size_t *at; size_t columns; } Starts;

/* 见“网格治理”：zhejiang.2.1 … */
static void add_pointer(Doc *doc, const Corpus *corpus, uint32_t index, Lang lang)
{
	const Measure *measure = &corpus->measures.at[index];
	const Unit unit = {UNIT_MEASURE, index};
	Buf line = {0};
	uint32_t theme = CORPUS_NONE;

	for (uint32_t i = 0; i < measure->themes.n && theme == CORPUS_NONE; i++)
		theme = corpus->theme_refs.at[measure->themes.first + i].theme;
	buf_add(&line, lang == LANG_ZH ? STR("见“") : STR("see “"));
	if (theme != CORPUS_NONE)
		buf_add(&line, corpus_text(&corpus->themes.at[theme].name, lang));
	buf_add(&line, lang == LANG_ZH ? STR("”：") : STR("”: "));
	corpus_add_address(corpus, unit, &line);
	buf_add_char(&line, ' ');
	buf_add(&line, corpus_text(&measure->label, lang));
	doc_add_composed(doc, DOC_META, unit, &line, 0);
}

Str compare_absent(Place place, Lang lang)
{
	bool whole = place.province != CORPUS_NONE || place.unit.kind == UNIT_SPEECH;

	return str_of((whole ? ABSENT : ABSENT_HERE)[lang]);
}

static void add_cell(Doc *doc, const Corpus *corpus, const Comparison *comparison, size_t block, size_t column,
	Lang lang)
{
	const CompareCell *cell = &comparison->blocks.at[block].cells[column];
	const uint32_t *measures = comparison->measures.at;

	for (uint32_t i = 0; i < cell->measures.n; i++)
		doc_add_measure(doc, corpus, measures[cell->measures.first + i], lang, table_is_direct(comparison));
	if (cell->pointers.n && cell->measures.n)
		doc_add_block(doc, DOC_GAP, (Unit){0}, (Str){0}, (Str){0}, 0);
	for (uint32_t i = 0; i < cell->pointers.n; i++)
		add_pointer(doc, corpus, measures[cell->pointers.first + i], lang);
	if (!cell->measures.n && !cell->pointers.n)
		doc_add_block(doc, DOC_NOTE, (Unit){0}, (Str){0}, compare_absent(comparison->places[column], lang), 0);
}

/* Stacked, each cell says whose it is. */
static void add_place_heading(Doc *doc, const Corpus *corpus, Place place, Lang lang)
{
	Buf name = {0};

	table_add_place_name(corpus, place, lang, &name);
	doc_add_composed(doc, DOC_HEADING, place.unit, &name, 0);
}

static Starts fill_docs(CompareLayout *out, const Corpus *corpus, const Comparison *comparison, Lang lang)
{
	size_t columns = comparison->columns, blocks = comparison->blocks.n;
	Starts starts = {mem_zeroed((blocks + 1) * columns, sizeof *starts.at), columns};

	for (size_t c = 0; c < columns; c++) {
		for (size_t b = 0; b < blocks; b++) {
			starts.at[b * columns + c] = out->docs[c].blocks.n;
			if (out->stacked)
				add_place_heading(&out->docs[c], corpus, comparison->places[c], lang);
			add_cell(&out->docs[c], corpus, comparison, b, c, lang);
		}
		starts.at[blocks * columns + c] = out->docs[c].blocks.n;
	}
	return starts;
}

static DocRole role_of(const CompareLayout *layout, size_t column, size_t line)
{
	return layout->docs[column].blocks.at[layout->lines[column].at[line].block].role;
}

/* The lines of one cell, from *next on; the gap that a measure brings with it is not wanted at a cell's top. */
static Range take_cell(const CompareLayout *layout, size_t column, size_t end_block, size_t *next)
{
	const DocLines *lines = &layout->lines[column];
	size_t from = *next, to = from;

	while (to < lines->n && lines->at[to].block < end_block)
		to++;
	*next = to;
	while (from < to && role_of(layout, column, from) == DOC_GAP)
		from++;
	return (Range){(uint32_t)from, (uint32_t)(to - from)};
}

static void push_row(CompareLayout *out, CompareRowKind kind, size_t block)
{
	CompareRow row = {.kind = kind, .block = (uint32_t)block};

	for (size_t c = 0; c < TABLE_MAX_COLUMNS; c++)
		row.line[c] = CORPUS_NONE;
	MEM_PUSH(&out->rows, row);
}

static void add_level_rows(CompareLayout *out, const Range *cells, size_t columns, size_t block)
{
	uint32_t height = 0;

	for (size_t c = 0; c < columns; c++)
		height = cells[c].n > height ? cells[c].n : height;
	for (uint32_t i = 0; i < height; i++) {
		push_row(out, COMPARE_LINES, block);
		for (size_t c = 0; c < columns; c++)
			if (i < cells[c].n)
				out->rows.at[out->rows.n - 1].line[c] = cells[c].first + i;
	}
}

static void add_stacked_rows(CompareLayout *out, const Range *cells, size_t columns, size_t block)
{
	for (size_t c = 0; c < columns; c++) {
		if (c)
			push_row(out, COMPARE_GAP, block);
		for (uint32_t i = 0; i < cells[c].n; i++) {
			push_row(out, COMPARE_LINES, block);
			out->rows.at[out->rows.n - 1].line[c] = cells[c].first + i;
		}
	}
}

static void fill_rows(CompareLayout *out, const Comparison *comparison, const Starts *starts)
{
	size_t next[TABLE_MAX_COLUMNS] = {0}, columns = comparison->columns;
	bool direct = table_is_direct(comparison);

	for (size_t b = 0; b < comparison->blocks.n; b++) {
		Range cells[TABLE_MAX_COLUMNS];
		for (size_t c = 0; c < columns; c++)
			cells[c] = take_cell(out, c, starts->at[(b + 1) * columns + c], &next[c]);
		if (b)
			push_row(out, COMPARE_GAP, b);
		if (!direct)
			push_row(out, COMPARE_THEME, b);
		(out->stacked ? add_stacked_rows : add_level_rows)(out, cells, columns, b);
	}
}

void compare_lay_out(CompareLayout *out, const Corpus *corpus, const Comparison *comparison, Lang lang,
	const WrapOptions *options)
{
	uint32_t columns = (uint32_t)comparison->columns, gutters = columns ? (columns - 1) * GUTTER : 0;
	WrapOptions inner = *options;

	*out = (CompareLayout){.gutter = GUTTER, .column_width = options->width};
	out->stacked = columns < 1 || options->width < gutters + columns * COMPARE_MIN_COLUMN;
	if (!out->stacked)
		out->column_width = (options->width - gutters) / columns;
	inner.width = out->column_width;
	Starts starts = fill_docs(out, corpus, comparison, lang);
	for (size_t c = 0; c < columns; c++)
		doc_lay_out(&out->docs[c], &inner, &out->lines[c]);
	fill_rows(out, comparison, &starts);
	free(starts.at);
}

Str compare_theme_name(const Corpus *corpus, const Comparison *comparison, uint32_t block, Lang lang)
{
	uint32_t theme = comparison->blocks.at[block].theme;

	return theme == CORPUS_NONE ? str_of(NO_THEME[lang]) : corpus_text(&corpus->themes.at[theme].name, lang);
}

void compare_free(CompareLayout *layout)
{
	for (size_t c = 0; c < TABLE_MAX_COLUMNS; c++) {
		doc_free(&layout->docs[c]);
		free(layout->lines[c].at);
	}
	free(layout->rows.at);
	*layout = (CompareLayout){0};
}
