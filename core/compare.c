#include "compare.h"

#include <stdlib.h>
#include <string.h>

#define GUTTER 3

static const char *const ABSENT[LANG_COUNT] = {"文中未见", "not in the text"};
/* a section or measure is not all its province says */
static const char *const ABSENT_HERE[LANG_COUNT] = {"此处未见", "not here"};
static const char *const NO_THEME[LANG_COUNT] = {"没有主题", "No theme"};

/* → 见“诉求与难题”：“责任链”与书记“直通车” · shandong.1.2 */
static void add_pointer(Doc *doc, const Corpus *corpus, uint32_t index, Lang lang)
{
	const Measure *measure = &corpus->measures.at[index];
	const Unit unit = {UNIT_MEASURE, index};
	Buf line = {0};
	uint32_t theme = CORPUS_NONE;

	for (uint32_t i = 0; i < measure->themes.n && theme == CORPUS_NONE; i++)
		theme = corpus->theme_refs.at[measure->themes.first + i].theme;
	buf_add(&line, lang == LANG_ZH ? STR("→ 见“") : STR("→ see “"));
	if (theme != CORPUS_NONE)
		buf_add(&line, corpus_text(&corpus->themes.at[theme].name, lang));
	buf_add(&line, lang == LANG_ZH ? STR("”：") : STR("”: "));
	buf_add(&line, corpus_text(&measure->label, lang));
	buf_add(&line, STR(" · "));
	corpus_add_address(corpus, unit, &line);
	doc_add_composed(doc, DOC_META, unit, &line, 0);
}

void compare_add_title(const Corpus *corpus, const Comparison *comparison, uint32_t theme, Lang lang, Buf *out)
{
	if (theme != CORPUS_NONE) {
		buf_add(out, corpus_text(&corpus->themes.at[theme].name, lang));
		buf_add(out, STR(" · "));
	}
	for (size_t i = 0; i < comparison->columns; i++) {
		buf_add(out, i > 0 ? STR(" · ") : STR(""));
		table_add_place_name(corpus, comparison->places[i], lang, out);
	}
}

Str compare_absent(Place place, Lang lang)
{
	bool whole = place.province != CORPUS_NONE || place.unit.kind == UNIT_SPEECH;

	return str_of((whole ? ABSENT : ABSENT_HERE)[lang]);
}

/* The next measure or pointer of a cell, or the word that there is none. */
static void add_next(const CompareLayout *layout, uint32_t index, size_t column, CompareText *text)
{
	const CompareBlock *block = &layout->comparison->blocks.at[index];
	const Comparison *comparison = layout->comparison;
	const CompareCell *cell = &block->cells[column];
	const uint32_t *measures = comparison->measures.at;
	uint32_t n = text->taken++, pointer = n - cell->measures.n;

	if (n < cell->measures.n && table_is_direct(comparison))
		doc_add_measure(&text->doc, layout->corpus, measures[cell->measures.first + n], layout->lang, true);
	else if (n < cell->measures.n)
		doc_add_measure_under(&text->doc, layout->corpus, measures[cell->measures.first + n], layout->lang,
			block->theme);
	else if (pointer < cell->pointers.n) {
		if (pointer == 0)
			doc_add_block(&text->doc, DOC_GAP, (Unit){0}, (Str){0}, (Str){0}, 0);
		add_pointer(&text->doc, layout->corpus, measures[cell->pointers.first + pointer], layout->lang);
	} else
		doc_add_block(&text->doc, DOC_NOTE, (Unit){0}, (Str){0},
			compare_absent(comparison->places[column], layout->lang), 0);
	text->whole = text->taken >= cell->measures.n + cell->pointers.n;
}

/* The column's text in that block, with `lines` lines where it has so many. */
static CompareText *extend(CompareLayout *layout, uint32_t block, size_t column, size_t lines)
{
	if (!layout->texts[block])
		layout->texts[block] = mem_zeroed(1, sizeof *layout->texts[block]);
	CompareText *text = &layout->texts[block]->column[column];
	while (!text->whole && text->lines.n < lines) {
		size_t from = text->doc.blocks.n;
		layout->add(layout, block, column, text);
		if (layout->weave)
			layout->weave(layout->woven, &text->doc, from);
		doc_lay_out_from(&text->doc, from, &layout->wrap, &text->lines);
	}
	return text;
}

static bool takes(const CompareLayout *layout, size_t column)
{
	return layout->columns >> column & 1;
}

void compare_open_texts(CompareLayout *out, const WrapOptions *options)
{
	uint32_t n = 0, gutters;

	for (size_t c = 0; c < out->places; c++)
		n += out->comparison || takes(out, c);
	gutters = n ? (n - 1) * GUTTER : 0;
	out->wrap = *options;
	out->gutter = GUTTER;
	out->column_width = options->width;
	out->stacked = n < 1 || options->width < gutters + n * COMPARE_MIN_COLUMN;
	if (!out->stacked)
		out->column_width = (options->width - gutters) / n;
	out->wrap.width = out->column_width;
	out->texts = mem_zeroed(out->blocks, sizeof *out->texts);
}

void compare_open(CompareLayout *out, const Corpus *corpus, const Comparison *comparison, Lang lang,
	const WrapOptions *options, unsigned columns)
{
	*out = (CompareLayout){.corpus = corpus, .comparison = comparison, .lang = lang, .columns = columns,
		.add = add_next, .blocks = comparison->blocks.n, .places = comparison->columns,
		.headed = !table_is_direct(comparison)};
	compare_open_texts(out, options);
}

void compare_close(CompareLayout *layout)
{
	for (size_t b = 0; layout->texts && b < layout->blocks; b++) {
		for (size_t c = 0; layout->texts[b] && c < TABLE_MAX_COLUMNS; c++) {
			doc_free(&layout->texts[b]->column[c].doc);
			free(layout->texts[b]->column[c].lines.at);
		}
		free(layout->texts[b]);
	}
	free(layout->texts);
	*layout = (CompareLayout){0};
}

/* Row `n` of the block's text side by side; behind the longest column nothing. */
static bool level_row(CompareLayout *layout, uint32_t block, uint32_t n, CompareRow *out)
{
	bool any = false;

	for (size_t c = 0; c < layout->places; c++)
		if (takes(layout, c) && extend(layout, block, c, (size_t)n + 1)->lines.n > n) {
			out->line[c] = n;
			any = true;
		}
	return any;
}

/* Likewise stacked: the place's name, its lines, a gap, the next place. *n is what is left of the rows when there are
   no more. */
static bool stacked_row(CompareLayout *layout, uint32_t block, uint32_t *n, CompareRow *out)
{
	bool first = true;

	for (uint32_t c = 0; c < layout->places; c++) {
		if (!takes(layout, c))
			continue;
		if (!first && (*n)-- == 0) {
			out->kind = COMPARE_GAP;
			return true;
		}
		first = false;
		out->column = c;
		if ((*n)-- == 0) {
			out->kind = COMPARE_PLACE;
			return true;
		}
		size_t lines = extend(layout, block, c, (size_t)*n + 1)->lines.n;
		if (*n < lines) {
			out->line[c] = *n;
			return true;
		}
		*n -= (uint32_t)lines;
	}
	return false;
}

/* Rows of the block's text alone. */
static uint32_t text_rows(CompareLayout *layout, uint32_t block)
{
	uint32_t sum = 0, most = 0;

	for (size_t c = 0; c < layout->places; c++) {
		if (!takes(layout, c))
			continue;
		uint32_t lines = (uint32_t)extend(layout, block, c, SIZE_MAX)->lines.n;
		sum += lines + (sum ? 2 : 1); /* its place, and the gap above that */
		most = lines > most ? lines : most;
	}
	return layout->stacked ? sum : most;
}

uint32_t compare_rows(CompareLayout *layout, uint32_t block)
{
	bool last = block + 1 == layout->blocks;

	return text_rows(layout, block) + (layout->headed ? 1 : 0) + (last ? 0 : 1);
}

bool compare_row(CompareLayout *layout, CompareSpot spot, CompareRow *out)
{
	uint32_t n = spot.row;

	*out = (CompareRow){.kind = COMPARE_LINES};
	for (size_t c = 0; c < TABLE_MAX_COLUMNS; c++)
		out->line[c] = CORPUS_NONE;
	if (spot.block >= layout->blocks)
		return false;
	if (layout->headed && n-- == 0) {
		out->kind = COMPARE_THEME;
		return true;
	}
	if (layout->stacked ? stacked_row(layout, spot.block, &n, out) : level_row(layout, spot.block, n, out))
		return true;
	out->kind = COMPARE_GAP;
	return spot.row + 1 == compare_rows(layout, spot.block) && spot.block + 1 < layout->blocks;
}

const CompareText *compare_text(const CompareLayout *layout, uint32_t block, size_t column)
{
	return layout->texts[block] ? &layout->texts[block]->column[column] : NULL;
}

bool compare_go(CompareLayout *layout, CompareSpot *spot, long by)
{
	CompareRow row;

	for (; by > 0; by--) {
		CompareSpot next = {spot->block, spot->row + 1};
		if (!compare_row(layout, next, &row))
			next = (CompareSpot){spot->block + 1, 0};
		if (next.block >= layout->blocks)
			return false;
		*spot = next;
	}
	for (; by < 0; by++) {
		if (spot->row > 0)
			spot->row--;
		else if (spot->block > 0)
			*spot = (CompareSpot){spot->block - 1, compare_rows(layout, spot->block - 1) - 1};
		else
			return false;
	}
	return true;
}

CompareSpot compare_fill(CompareLayout *layout, CompareSpot spot, size_t rows)
{
	size_t blocks = layout->blocks;
	CompareSpot end = spot;

	if (!rows || compare_go(layout, &end, (long)rows - 1) || !blocks)
		return spot;
	CompareSpot last = {(uint32_t)blocks - 1, compare_rows(layout, (uint32_t)blocks - 1) - 1};
	compare_go(layout, &last, 1 - (long)rows);
	bool above = last.block < spot.block || (last.block == spot.block && last.row < spot.row);
	return above ? last : spot;
}

CompareAnchor compare_anchor(CompareLayout *layout, CompareSpot spot, size_t wish)
{
	CompareAnchor anchor = {.block = spot.block, .column = CORPUS_NONE};
	CompareRow row;

	if (!compare_row(layout, spot, &row))
		return anchor;
	if (row.kind == COMPARE_GAP && spot.row + 1 == compare_rows(layout, spot.block))
		anchor.block++;
	for (size_t i = 0; i <= layout->places; i++) {
		size_t c = i == 0 ? wish : i - 1;
		if (c >= TABLE_MAX_COLUMNS || row.line[c] == CORPUS_NONE)
			continue;
		const DocLine *line = &layout->texts[spot.block]->column[c].lines.at[row.line[c]];
		return (CompareAnchor){spot.block, (uint32_t)c, line->block, line->line.from};
	}
	return anchor;
}

/* The line of a column's text at the anchor, which is laid out as far as that. */
static uint32_t line_of(CompareLayout *layout, CompareAnchor anchor)
{
	CompareText *text = extend(layout, anchor.block, anchor.column, 1);

	while (!text->whole && text->doc.blocks.n <= anchor.part)
		text = extend(layout, anchor.block, anchor.column, text->lines.n + 1);
	size_t line = doc_line_at(&text->doc, &text->lines, anchor.part, anchor.byte);
	return line == SIZE_MAX ? 0 : (uint32_t)line;
}

CompareSpot compare_find(CompareLayout *layout, CompareAnchor anchor)
{
	CompareSpot spot = {anchor.block, 0};
	uint32_t row = layout->headed ? 1 : 0;

	if (anchor.block >= layout->blocks)
		return (CompareSpot){0};
	if (anchor.column >= layout->places || !takes(layout, anchor.column))
		return spot;
	for (size_t c = 0; layout->stacked && c < anchor.column; c++)
		if (takes(layout, c))
			row += 2 + (uint32_t)extend(layout, anchor.block, c, SIZE_MAX)->lines.n;
	spot.row = row + (layout->stacked ? 1 : 0) + line_of(layout, anchor);
	return spot;
}

Str compare_theme_name(const Corpus *corpus, const Comparison *comparison, uint32_t block, Lang lang)
{
	uint32_t theme = comparison->blocks.at[block].theme;

	return theme == CORPUS_NONE ? str_of(NO_THEME[lang]) : corpus_text(&corpus->themes.at[theme].name, lang);
}
