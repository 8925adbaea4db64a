#include "export_text.h"

#include "export_cell.h"
#include "utf8.h"

#include <stdlib.h>

#define GAP 2          /* columns between two columns of a table */
#define LEAST_COLUMN 8 /* a column is not cut below this */

/* Line feeds and tabs would break the rows. */
static void flatten(Buf *text, size_t from)
{
	for (size_t i = from; i < text->n; i++)
		if (text->s[i] == '\n' || text->s[i] == '\t')
			text->s[i] = ' ';
}

void export_text_pad(Buf *out, Str text, size_t columns, bool right, int ambiguous)
{
	size_t taken = utf8_columns(text, ambiguous), blanks = columns > taken ? columns - taken : 0;
	size_t from = out->n;

	buf_add_repeat(out, STR(" "), right ? blanks : 0);
	buf_add(out, text);
	buf_add_repeat(out, STR(" "), right ? 0 : blanks);
	flatten(out, from);
}

static void trim_right(Buf *out)
{
	while (out->n && out->s[out->n - 1] == ' ')
		out->s[--out->n] = '\0';
}

/* The cell at (row, column) in `scratch`; true when it is a number. */
static bool render(const List *list, size_t row, size_t column, Lang lang, Arena *arena, Buf *scratch)
{
	Cell cell = list_cell(list, column, row, arena);

	buf_clear(scratch);
	export_cell_text(scratch, &cell, lang);
	return export_cell_is_number(&cell);
}

static void measure_columns(const List *list, Lang lang, int ambiguous, size_t *widths)
{
	Buf scratch = {0};

	for (size_t c = 0; c < list->n_columns; c++)
		widths[c] = list->columns[c].wide ? 0 : utf8_columns(export_cell_header(&list->columns[c], lang), ambiguous);
	for (size_t row = 0; row < list->n_rows; row++) {
		Arena arena = {0};
		for (size_t c = 0; c < list->n_columns; c++) {
			if (list->columns[c].wide)
				continue;
			render(list, row, c, lang, &arena, &scratch);
			size_t columns = utf8_columns(buf_str(&scratch), ambiguous);
			widths[c] = columns > widths[c] ? columns : widths[c];
		}
		mem_arena_free(&arena);
	}
	buf_free(&scratch);
}

/* Takes columns from the widest until all fit, or none can give more. */
static void fit(const List *list, size_t *widths, size_t width)
{
	for (;;) {
		size_t sum = 0, widest = 0, second = 0;
		for (size_t c = 0; c < list->n_columns; c++)
			if (!list->columns[c].wide) {
				sum += widths[c] + (sum ? GAP : 0);
				widest = widths[c] > widths[widest] || list->columns[widest].wide ? c : widest;
			}
		for (size_t c = 0; c < list->n_columns; c++)
			if (c != widest && !list->columns[c].wide && widths[c] > second)
				second = widths[c];
		if (sum <= width || widths[widest] <= LEAST_COLUMN)
			return;
		size_t over = sum - width, room = widths[widest] - (second > LEAST_COLUMN ? second : LEAST_COLUMN);
		widths[widest] -= over < room ? over : room ? room : 1;
	}
}

static void add_cut(Buf *out, Str text, size_t width, bool right, int ambiguous)
{
	if (utf8_columns(text, ambiguous) <= width) {
		export_text_pad(out, text, width, right, ambiguous);
		return;
	}
	size_t used = 0, mark = utf8_columns(STR("…"), ambiguous);
	buf_add(out, utf8_cut(text, width > mark ? width - mark : 0, ambiguous, &used));
	export_text_pad(out, STR("…"), width - used, false, ambiguous);
}

/* Row SIZE_MAX is the header. Numbers, and the headers over them, are set flush right. */
static void add_row(const List *list, size_t row, Lang lang, int ambiguous, const size_t *widths, Buf *out)
{
	Arena arena = {0};
	Buf scratch = {0};
	bool first = true;

	for (size_t c = 0; c < list->n_columns; c++) {
		const ListColumn *column = &list->columns[c];
		if (column->wide)
			continue;
		buf_add_repeat(out, STR(" "), first ? 0 : GAP);
		first = false;
		bool right = (row != SIZE_MAX || list->n_rows)
			&& render(list, row == SIZE_MAX ? 0 : row, c, lang, &arena, &scratch);
		Str text = row == SIZE_MAX ? export_cell_header(column, lang) : buf_str(&scratch);
		add_cut(out, text, widths[c], right, ambiguous);
	}
	trim_right(out);
	buf_add_char(out, '\n');
	buf_free(&scratch);
	mem_arena_free(&arena);
}

void export_text_list(const List *list, Lang lang, uint32_t width, int ambiguous, Buf *out)
{
	size_t *widths = mem_zeroed(list->n_columns, sizeof *widths);

	measure_columns(list, lang, ambiguous, widths);
	if (width)
		fit(list, widths, width);
	add_row(list, SIZE_MAX, lang, ambiguous, widths, out);
	for (size_t row = 0; row < list->n_rows; row++)
		add_row(list, row, lang, ambiguous, widths, out);
	free(widths);
}

void export_text_doc(const Doc *doc, uint32_t width, int ambiguous, Buf *out)
{
	DocLines lines = {0};
	WrapOptions options = {.width = width, .ambiguous = ambiguous};

	doc_lay_out(doc, &options, &lines);
	for (size_t i = 0; i < lines.n; i++) {
		doc_line_write(doc, &lines.at[i], width ? width : 40, ambiguous, out);
		buf_add_char(out, '\n');
	}
	free(lines.at);
}

/* Box characters take two columns where ambiguous ones do. */
static Str gutter(int ambiguous)
{
	return ambiguous == 1 ? STR(" │ ") : STR(" | ");
}

static size_t add_line(const CompareLayout *layout, uint32_t block, size_t column, uint32_t line, Buf *out)
{
	const CompareText *text = compare_text(layout, block, column);

	return doc_line_write(&text->doc, &text->lines.at[line], layout->column_width, layout->wrap.ambiguous, out);
}

static void add_level_row(const CompareLayout *layout, uint32_t block, const CompareRow *row, Buf *out)
{
	size_t columns = layout->comparison->columns;

	for (size_t c = 0; c < columns; c++) {
		size_t used = 0;
		if (c)
			buf_add(out, gutter(layout->wrap.ambiguous));
		if (row->line[c] != CORPUS_NONE)
			used = add_line(layout, block, c, row->line[c], out);
		if (c + 1 < columns && used < layout->column_width)
			buf_add_repeat(out, STR(" "), layout->column_width - used);
	}
	trim_right(out);
	buf_add_char(out, '\n');
}

static void add_theme_row(const Corpus *corpus, const Comparison *comparison, uint32_t block, Lang lang, Buf *out)
{
	buf_add(out, lang == LANG_ZH ? STR("【") : STR("[ "));
	buf_add(out, compare_theme_name(corpus, comparison, block, lang));
	buf_add(out, lang == LANG_ZH ? STR("】\n") : STR(" ]\n"));
}

static void add_rule(const CompareLayout *layout, size_t columns, int ambiguous, Buf *out)
{
	for (size_t c = 0; c < columns; c++) {
		if (c)
			buf_add(out, ambiguous == 1 ? STR("─┼─") : STR("-+-"));
		buf_add_repeat(out, ambiguous == 1 ? STR("─") : STR("-"), layout->column_width);
	}
	buf_add_char(out, '\n');
}

static void add_place_row(const CompareLayout *layout, const Corpus *corpus, const Comparison *comparison, Lang lang,
	int ambiguous, Buf *out)
{
	Buf name = {0};

	for (size_t c = 0; c < comparison->columns; c++) {
		buf_clear(&name);
		table_add_place_name(corpus, comparison->places[c], lang, &name);
		if (c)
			buf_add(out, gutter(ambiguous));
		add_cut(out, buf_str(&name), layout->column_width, false, ambiguous);
	}
	trim_right(out);
	buf_add_char(out, '\n');
	add_rule(layout, comparison->columns, ambiguous, out);
	buf_free(&name);
}

/* Stacked, each place's text has its name over it. */
static void add_stacked_row(const CompareLayout *layout, uint32_t block, const CompareRow *row, Buf *out)
{
	const Comparison *comparison = layout->comparison;

	if (row->kind == COMPARE_PLACE)
		table_add_place_name(layout->corpus, comparison->places[row->column], layout->lang, out);
	for (size_t c = 0; c < comparison->columns; c++)
		if (row->line[c] != CORPUS_NONE)
			add_line(layout, block, c, row->line[c], out);
	buf_add_char(out, '\n');
}

void export_text_comparison(const Comparison *comparison, const Corpus *corpus, Lang lang, uint32_t width,
	int ambiguous, Buf *out)
{
	CompareLayout layout;
	WrapOptions options = {.width = width, .ambiguous = ambiguous};
	CompareSpot spot = {0};
	CompareRow row;

	compare_open(&layout, corpus, comparison, lang, &options, COMPARE_ALL);
	if (!layout.stacked)
		add_place_row(&layout, corpus, comparison, lang, ambiguous, out);
	for (bool more = comparison->blocks.n > 0; more; more = compare_go(&layout, &spot, 1)) {
		compare_row(&layout, spot, &row);
		if (row.kind == COMPARE_THEME)
			add_theme_row(corpus, comparison, spot.block, lang, out);
		else
			(layout.stacked || row.kind == COMPARE_GAP ? add_stacked_row : add_level_row)(&layout, spot.block, &row,
				out);
	}
	compare_close(&layout);
}
