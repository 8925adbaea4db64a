#include "export_md.h"

#include "compare.h"
#include "export_cell.h"
#include "export_text.h"
#include "utf8.h"

#include <stdlib.h>
#include <string.h>

#define PADDED_UP_TO 40 /* cells of prose are not padded */

/* Marks that mean something only where a block begins: lists, headings, "3." and "3)". Returns the bytes that were
   written. */
static size_t escape_start(Buf *out, Str text)
{
	size_t digits = 0;

	if (text.n && strchr("#+-=~", text.s[0])) {
		buf_add_char(out, '\\');
		buf_add_char(out, text.s[0]);
		return 1;
	}
	while (digits < text.n && text.s[digits] >= '0' && text.s[digits] <= '9')
		digits++;
	if (digits && digits < text.n && strchr(".)", text.s[digits])) {
		buf_add(out, str_sub(text, 0, digits));
		buf_add_char(out, '\\');
		buf_add_char(out, text.s[digits]);
		return digits + 1;
	}
	return 0;
}

void export_md_escape(Buf *out, Str text)
{
	for (size_t i = escape_start(out, text); i < text.n; i++) {
		char c = text.s[i];
		if (c == '\n') {
			buf_add(out, STR("<br>"));
			continue;
		}
		if (c && strchr("\\`*_[]<>|&~", c))
			buf_add_char(out, '\\');
		buf_add_char(out, c == '\t' ? ' ' : c);
	}
}

static void add_row(const List *list, size_t row, Lang lang, int ambiguous, const size_t *widths, Buf *out)
{
	Arena arena = {0};
	Buf plain = {0}, escaped = {0};

	for (size_t c = 0; c < list->n_columns; c++) {
		if (!widths[c])
			continue;
		buf_clear(&plain);
		buf_clear(&escaped);
		Cell cell = row == SIZE_MAX ? (Cell){CELL_STR, {.str = export_cell_header(&list->columns[c], lang)}}
			: list_cell(list, c, row, &arena);
		export_cell_text(&plain, &cell, lang);
		export_md_escape(&escaped, buf_str(&plain));
		buf_add(out, STR("| "));
		export_text_pad(out, buf_str(&escaped), widths[c], export_cell_is_number(&cell), ambiguous);
		buf_add_char(out, ' ');
	}
	buf_add(out, STR("|\n"));
	buf_free(&plain);
	buf_free(&escaped);
	mem_arena_free(&arena);
}

static size_t escaped_columns(const List *list, size_t column, size_t row, Lang lang, int ambiguous)
{
	Arena arena = {0};
	Buf plain = {0}, escaped = {0};
	Cell cell = list_cell(list, column, row, &arena);

	export_cell_text(&plain, &cell, lang);
	export_md_escape(&escaped, buf_str(&plain));
	size_t columns = utf8_columns(buf_str(&escaped), ambiguous);
	buf_free(&plain);
	buf_free(&escaped);
	mem_arena_free(&arena);
	return columns;
}

/* Cells that count have their addresses in a column of their own. */
static bool is_shown(const List *list, size_t column)
{
	return export_cell_shown(list, column) || (list->sources && column + 1 == list->n_columns);
}

/* 0 for a column that is left out; at least 3, for the rule below the header. */
static size_t column_width(const List *list, size_t column, Lang lang, int ambiguous)
{
	size_t width = utf8_columns(export_cell_header(&list->columns[column], lang), ambiguous);

	if (!is_shown(list, column))
		return 0;
	for (size_t row = 0; row < list->n_rows; row++) {
		size_t columns = escaped_columns(list, column, row, lang, ambiguous);
		width = columns > width ? columns : width;
	}
	return width < 3 ? 3 : width > PADDED_UP_TO ? PADDED_UP_TO : width;
}

static void add_title(Str title, Buf *out)
{
	buf_add(out, STR("# "));
	export_md_escape(out, title);
	buf_add(out, STR("\n\n"));
}

static void add_source(const Corpus *corpus, Lang lang, Buf *out)
{
	for (uint32_t v = 0; v < corpus->volumes.n; v++) {
		const Volume *volume = &corpus->volumes.at[v];
		buf_add(out, lang == LANG_ZH ? STR("\n来源：") : STR("\nSource: "));
		export_md_escape(out, volume->source_title.s.n ? volume->source_title.s : corpus_text(&volume->title, lang));
		buf_add_char(out, '\n');
	}
}

void export_md_list(const List *list, Lang lang, int ambiguous, Buf *out)
{
	size_t *widths = mem_zeroed(list->n_columns, sizeof *widths);

	for (size_t c = 0; c < list->n_columns; c++)
		widths[c] = column_width(list, c, lang, ambiguous);
	if (list->title.n)
		add_title(list->title, out);
	add_row(list, SIZE_MAX, lang, ambiguous, widths, out);
	for (size_t c = 0; c < list->n_columns; c++) {
		if (!widths[c])
			continue;
		bool right = export_cell_column_is_number(list, c);
		buf_add(out, STR("| "));
		buf_add_repeat(out, STR("-"), widths[c] - right);
		buf_add(out, right ? STR(": ") : STR(" "));
	}
	buf_add(out, STR("|\n"));
	for (size_t row = 0; row < list->n_rows; row++)
		add_row(list, row, lang, ambiguous, widths, out);
	if (list->title.n && list->corpus)
		add_source(list->corpus, lang, out);
	free(widths);
}

void export_md_doc(const Doc *doc, Buf *out)
{
	static const char *const BEFORE[] = {
		[DOC_TITLE] = "# ", [DOC_HEADING] = "## ", [DOC_LABEL] = "### ", [DOC_NOTE] = "> ", [DOC_META] = "",
			[DOC_TEXT] = "", [DOC_TAGS] = "",
	};
	size_t from = out->n;

	for (size_t i = 0; i < doc->blocks.n; i++) {
		const DocBlock *block = &doc->blocks.at[i];
		if (block->role == DOC_GAP)
			continue;
		if (out->n > from)
			buf_add_char(out, '\n');
		if (block->role == DOC_RULE) {
			buf_add(out, STR("---\n"));
			continue;
		}
		buf_add(out, str_of(BEFORE[block->role]));
		export_md_escape(out, block->lead);
		export_md_escape(out, block->text);
		buf_add_char(out, '\n');
	}
}

static void add_measure(const Corpus *corpus, uint32_t index, Lang lang, bool full, Buf *out)
{
	const Measure *measure = &corpus->measures.at[index];

	buf_add(out, full ? STR("**") : STR("→ "));
	export_md_escape(out, corpus_text(&measure->label, lang));
	buf_add(out, full ? STR("** `") : STR(" `"));
	corpus_add_address(corpus, (Unit){UNIT_MEASURE, index}, out);
	buf_add(out, STR("`"));
	if (full) {
		buf_add(out, STR("<br>"));
		export_md_escape(out, corpus_text(&measure->body.text, lang));
	}
}

static void add_cell(const Comparison *comparison, const Corpus *corpus, const CompareCell *cell, Place place,
	Lang lang, Buf *out)
{
	for (uint32_t i = 0; i < cell->measures.n + cell->pointers.n; i++) {
		bool full = i < cell->measures.n;
		if (i)
			buf_add(out, STR("<br><br>"));
		add_measure(corpus, comparison->measures.at[full ? cell->measures.first + i
			: cell->pointers.first + i - cell->measures.n], lang, full, out);
	}
	if (!cell->measures.n && !cell->pointers.n)
		buf_add(out, compare_absent(place, lang));
}

/* The names of the themes are padded, the texts beside them are not. */
static void add_theme(const Comparison *comparison, size_t block, const Corpus *corpus, Lang lang, size_t width,
	int ambiguous, Buf *out)
{
	static const char *const HEADER[LANG_COUNT] = {"主题", "theme"};
	Buf name = {0};

	if (table_is_direct(comparison))
		return;
	export_md_escape(&name, block == SIZE_MAX ? str_of(HEADER[lang])
		: compare_theme_name(corpus, comparison, (uint32_t)block, lang));
	buf_add(out, STR("| "));
	export_text_pad(out, buf_str(&name), width, false, ambiguous);
	buf_add_char(out, ' ');
	buf_free(&name);
}

static size_t theme_width(const Comparison *comparison, const Corpus *corpus, Lang lang, int ambiguous)
{
	size_t width = 5;

	for (size_t b = 0; b < comparison->blocks.n; b++) {
		size_t columns = utf8_columns(compare_theme_name(corpus, comparison, (uint32_t)b, lang), ambiguous);
		width = columns > width ? columns : width;
	}
	return width;
}

/* The places; under each as many dashes as its name has columns. */
static void add_places(const Comparison *comparison, const Corpus *corpus, Lang lang, size_t width, int ambiguous,
	Buf *out)
{
	Buf name = {0}, rule = {0};

	add_theme(comparison, SIZE_MAX, corpus, lang, width, ambiguous, out);
	if (!table_is_direct(comparison)) {
		buf_add(&rule, STR("| "));
		buf_add_repeat(&rule, STR("-"), width);
		buf_add_char(&rule, ' ');
	}
	for (size_t c = 0; c < comparison->columns; c++) {
		size_t from = out->n + strlen("| ");
		buf_clear(&name);
		table_add_place_name(corpus, comparison->places[c], lang, &name);
		buf_add(out, STR("| "));
		export_md_escape(out, buf_str(&name));
		size_t columns = utf8_columns((Str){out->s + from, out->n - from}, ambiguous);
		size_t least = columns < 3 ? 3 : columns;
		buf_add_repeat(out, STR(" "), least - columns + 1);
		buf_add(&rule, STR("| "));
		buf_add_repeat(&rule, STR("-"), least);
		buf_add_char(&rule, ' ');
	}
	buf_add(out, STR("|\n"));
	buf_add(out, buf_str(&rule));
	buf_add(out, STR("|\n"));
	buf_free(&name);
	buf_free(&rule);
}

void export_md_comparison(const Comparison *comparison, const Corpus *corpus, Lang lang, int ambiguous, Buf *out)
{
	size_t width = theme_width(comparison, corpus, lang, ambiguous);
	Buf title = {0};

	compare_add_title(corpus, comparison, comparison->theme, lang, &title);
	add_title(buf_str(&title), out);
	buf_free(&title);
	add_places(comparison, corpus, lang, width, ambiguous, out);
	for (size_t b = 0; b < comparison->blocks.n; b++) {
		add_theme(comparison, b, corpus, lang, width, ambiguous, out);
		for (size_t c = 0; c < comparison->columns; c++) {
			buf_add(out, STR("| "));
			add_cell(comparison, corpus, &comparison->blocks.at[b].cells[c], comparison->places[c], lang, out);
			buf_add_char(out, ' ');
		}
		buf_add(out, STR("|\n"));
	}
	add_source(corpus, lang, out);
}
