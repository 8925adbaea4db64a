#include "export_xlsx.h"

#include "compare.h"
#include "doc.h"
#include "export_cell.h"
#include "list_view.h"
#include "utf8.h"

#include <dlfcn.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
#include <xlsxwriter.h>

#define LIBRARY "libxlsxwriter.so." LXW_SOVERSION
#define WIDEST 60        /* characters of a column; longer text is wrapped */
#define WIDEST_CELL 48   /* of a column of a comparison */
#define WIDEST_SOURCE 80
#define NARROWEST 6
#define SPARE 4          /* characters by which a wrapped line may be shorter than its column */
#define LINE_POINTS 15
#define HIGHEST 409      /* points of a row; Excel takes no more */
#define CELL_LIMIT 32000 /* characters; Excel takes 32,767 */
#define LAST_ROW 1048575u

/* What is taken from the library. */
#define FUNCTIONS(F) \
	F(workbook_new_opt) F(workbook_add_worksheet) F(workbook_add_format) F(workbook_set_properties) F(workbook_close) \
	F(format_set_bold) F(format_set_text_wrap) F(format_set_align) F(format_set_bg_color) F(format_set_font_color) \
	F(format_set_bottom) F(worksheet_write_string) F(worksheet_write_number) F(worksheet_write_rich_string) \
	F(worksheet_write_comment) F(worksheet_set_column) F(worksheet_freeze_panes) F(worksheet_autofilter) \
	F(worksheet_set_landscape) F(worksheet_set_paper) F(worksheet_fit_to_pages) F(worksheet_repeat_rows) \
	F(worksheet_set_row) F(format_set_left) F(format_set_border_color)

typedef struct Library {
#define F(name) __typeof__(name) *name;
	FUNCTIONS(F)
#undef F
} Library;

typedef struct Book {
	Library lib;
	int fd; /* the workbook, in memory */
	lxw_workbook *book;
	lxw_format *header, *cell, *wrapped, *bold, *small;
	Lang lang;
	bool fine;
	size_t room;  /* characters in a line of the wrapped cells that are being written … */
	size_t lines; /* … and how many lines the highest of the row has */
} Book;

/* Stays open: a second workbook finds it there. */
static bool open_library(Library *lib)
{
	static const char *const NAMES[] = {
#define F(name) #name,
		FUNCTIONS(F)
#undef F
	};
	void *handle = dlopen(LIBRARY, RTLD_NOW | RTLD_LOCAL), *symbol;
	char *slot = (char *)lib;

	for (size_t i = 0; handle && i < sizeof NAMES / sizeof *NAMES; i++, slot += sizeof symbol) {
		symbol = dlsym(handle, NAMES[i]);
		if (!symbol)
			return false;
		memcpy(slot, &symbol, sizeof symbol);
	}
	return handle;
}

static lxw_format *add_format(const Book *b, bool wrap)
{
	lxw_format *format = b->lib.workbook_add_format(b->book);

	b->lib.format_set_align(format, LXW_ALIGN_VERTICAL_TOP);
	b->lib.format_set_left(format, LXW_BORDER_THIN);
	b->lib.format_set_border_color(format, 0xC8D0D8);
	if (wrap)
		b->lib.format_set_text_wrap(format);
	return format;
}

static void add_formats(Book *b)
{
	b->cell = add_format(b, false);
	b->wrapped = add_format(b, true);
	b->header = add_format(b, true);
	b->lib.format_set_bold(b->header);
	b->lib.format_set_bg_color(b->header, 0xE8EEF4);
	b->lib.format_set_bottom(b->header, LXW_BORDER_THIN);
	b->bold = b->lib.workbook_add_format(b->book);
	b->lib.format_set_bold(b->bold);
	b->small = b->lib.workbook_add_format(b->book);
	b->lib.format_set_font_color(b->small, 0x707070);
}

/* `content` is about as many bytes as will be written, and `cells` how many cells. */
static bool open_book(Book *b, Lang lang, size_t content, size_t cells)
{
	const char *place = export_xlsx_room((64u << 10) + content * 6 + cells * 160);
	Buf path = {0};

	b->fd = -1;
	if (!place || !open_library(&b->lib))
		return false;
	b->fd = memfd_create("bilan.xlsx", MFD_CLOEXEC);
	if (b->fd < 0)
		return false;
	buf_add(&path, STR("/proc/self/fd/"));
	buf_add_int(&path, b->fd);
	char *directory = strdup(place);
	lxw_workbook_options options = {.tmpdir = directory};
	b->book = b->lib.workbook_new_opt(buf_cstr(&path), &options);
	free(directory);
	buf_free(&path);
	b->lang = lang;
	b->fine = b->book;
	if (b->book)
		add_formats(b);
	return b->book;
}

static bool read_back(int fd, Buf *out)
{
	struct stat info;
	char piece[1 << 16];
	ssize_t n;

	if (fstat(fd, &info) || info.st_size == 0 || lseek(fd, 0, SEEK_SET) != 0)
		return false;
	while ((n = read(fd, piece, sizeof piece)) > 0)
		buf_add(out, (Str){piece, (size_t)n});
	return n == 0;
}

static bool close_book(Book *b, Buf *out)
{
	size_t before = out->n;
	bool fine = b->book && b->lib.workbook_close(b->book) == LXW_NO_ERROR && b->fine && read_back(b->fd, out);

	if (!fine && out->n > before) {
		out->n = before;
		out->s[before] = '\0';
	}
	if (b->fd >= 0)
		close(b->fd);
	return fine;
}

static void expect(Book *b, lxw_error error)
{
	b->fine = b->fine && error == LXW_NO_ERROR;
}

/* What is too long for a cell ends in …; no table of the program's loses anything by it but a comparison's, whose
   second sheet has it all. */
static Str fitting(Str text, Buf *scratch)
{
	if (utf8_count(text) <= CELL_LIMIT)
		return text;
	buf_clear(scratch);
	buf_add(scratch, str_sub(text, 0, utf8_offset(text, CELL_LIMIT)));
	buf_add(scratch, STR("…"));
	return buf_str(scratch);
}

static size_t lines_of(Str text, size_t room)
{
	size_t lines = 0;
	Str part;

	while (str_split(&text, '\n', &part)) {
		size_t columns = utf8_columns(part, 1);
		lines += columns <= room ? 1 : (columns + room - SPARE - 1) / (room - SPARE);
	}
	return lines;
}

/* Excel makes a row as high as its cells when it opens a file; LibreOffice takes the height that it finds. */
static void end_row(Book *b, lxw_worksheet *sheet, size_t row)
{
	size_t points = b->lines * LINE_POINTS + 3;
	if (b->lines > 1)
		expect(b, b->lib.worksheet_set_row(sheet, (lxw_row_t)row, points < HIGHEST ? points : HIGHEST, NULL));
	b->lines = 1;
}

static void note_lines(Book *b, Str text)
{
	size_t lines = lines_of(text, b->room);
	b->lines = lines > b->lines ? lines : b->lines;
}

static void put_text(Book *b, lxw_worksheet *sheet, size_t row, size_t column, Str text, lxw_format *format)
{
	Buf cut = {0}, whole = {0};

	buf_add(&whole, fitting(text, &cut));
	if (whole.n && format == b->wrapped)
		note_lines(b, buf_str(&whole));
	if (whole.n)
		expect(b, b->lib.worksheet_write_string(sheet, (lxw_row_t)row, (lxw_col_t)column, buf_cstr(&whole), format));
	buf_free(&cut);
	buf_free(&whole);
}

static lxw_worksheet *add_sheet(Book *b, const char *zh, const char *en)
{
	lxw_worksheet *sheet = b->lib.workbook_add_worksheet(b->book, b->lang == LANG_ZH ? zh : en);

	b->fine = b->fine && sheet;
	return sheet;
}

/* A4 across, as wide as the page, the header on each. */
static void set_page(Book *b, lxw_worksheet *sheet)
{
	b->lib.worksheet_set_landscape(sheet);
	b->lib.worksheet_set_paper(sheet, 9);
	b->lib.worksheet_fit_to_pages(sheet, 1, 0);
	expect(b, b->lib.worksheet_repeat_rows(sheet, 0, 0));
}

static void put_width(Book *b, lxw_worksheet *sheet, size_t column, size_t columns)
{
	size_t width = columns < NARROWEST ? NARROWEST : columns;

	expect(b, b->lib.worksheet_set_column(sheet, (lxw_col_t)column, (lxw_col_t)column, (double)width + 2, NULL));
}

/* One cell of a table; returns the columns that it wants. */
static size_t put_cell(Book *b, lxw_worksheet *sheet, const List *list, size_t row, size_t column, Arena *arena)
{
	Cell cell = list_cell(list, column, row, arena);
	Buf text = {0}, from = {0};

	export_cell_text(&text, &cell, b->lang);
	size_t columns = utf8_columns(buf_str(&text), 1);
	double number = cell.type == CELL_INT ? (double)cell.as.integer : cell.as.number;
	lxw_format *format = columns > WIDEST || cell.type == CELL_TEXT ? b->wrapped : b->cell;
	if (export_cell_is_number(&cell))
		expect(b, b->lib.worksheet_write_number(sheet, (lxw_row_t)row + 1, (lxw_col_t)column, number, b->cell));
	else
		put_text(b, sheet, row + 1, column, buf_str(&text), format);
	list_add_sources(list, column, row, &from);
	if (from.n)
		expect(b, b->lib.worksheet_write_comment(sheet, (lxw_row_t)row + 1, (lxw_col_t)column, buf_cstr(&from)));
	buf_free(&text);
	buf_free(&from);
	return columns < WIDEST ? columns : WIDEST;
}

/* The first column that names the row stays in sight, with what stands before it. */
static size_t frozen_columns(const List *list)
{
	size_t c = 0;

	while (c < list->n_columns && list->columns[c].wide)
		c++;
	return c < list->n_columns ? c + 1 : 1;
}

static void put_table(Book *b, lxw_worksheet *sheet, const List *list)
{
	size_t *widths = mem_zeroed(list->n_columns + 1, sizeof *widths);
	size_t rows = list->n_rows < LAST_ROW ? list->n_rows : LAST_ROW;
	b->room = WIDEST;
	for (size_t c = 0; c < list->n_columns; c++) {
		Str name = export_cell_header(&list->columns[c], b->lang);
		put_text(b, sheet, 0, c, name, b->header);
		widths[c] = utf8_columns(name, 1) + 2; /* the arrow of the filter */
	}
	for (size_t row = 0; row < rows; row++) {
		Arena arena = {0};
		for (size_t c = 0; c < list->n_columns; c++) {
			size_t columns = put_cell(b, sheet, list, row, c, &arena);
			widths[c] = columns > widths[c] ? columns : widths[c];
		}
		end_row(b, sheet, row + 1);
		mem_arena_free(&arena);
	}
	for (size_t c = 0; c < list->n_columns; c++)
		put_width(b, sheet, c, widths[c]);
	b->lib.worksheet_freeze_panes(sheet, 1, (lxw_col_t)frozen_columns(list));
	if (list->n_columns)
		expect(b, b->lib.worksheet_autofilter(sheet, 0, 0, (lxw_row_t)rows, (lxw_col_t)(list->n_columns - 1)));
	set_page(b, sheet);
	free(widths);
}

/* What the source is, what it lacks, and how to read an address. */
static void add_source(Book *b, const Corpus *corpus)
{
	lxw_worksheet *sheet = add_sheet(b, "来源", "Source");
	Doc doc = {0};
	size_t row = 0;
	b->room = WIDEST_SOURCE;
	for (uint32_t v = 0; v < corpus->volumes.n; v++)
		doc_add_about(&doc, corpus, v, b->lang);
	for (size_t i = 0; sheet && i < doc.blocks.n; i++) {
		const DocBlock *block = &doc.blocks.at[i];
		put_text(b, sheet, row, 0, block->text, block->role == DOC_TITLE ? b->header : b->wrapped);
		end_row(b, sheet, row++);
	}
	if (sheet) {
		put_text(b, sheet, row + 1, 0, b->lang == LANG_ZH
			? STR("地址如 beijing.1.2：北京，第一部分，第二条举措。bilan show beijing.1.2 显示全文。")
			: STR("An address such as beijing.1.2: Beijing, first section, second measure. bilan show beijing.1.2 "
				"prints it."), b->wrapped);
		expect(b, b->lib.worksheet_set_column(sheet, 0, 0, WIDEST_SOURCE + 2, NULL));
	}
	doc_free(&doc);
}

static void set_properties(Book *b, Str title)
{
	Buf copy = {0};

	buf_add(&copy, title);
	lxw_doc_properties properties = {.title = copy.s, .comments = (char *)(uintptr_t)"bilan"};
	expect(b, b->lib.workbook_set_properties(b->book, &properties));
	buf_free(&copy);
}

bool export_xlsx_list(const List *list, Lang lang, Buf *out)
{
	Book b = {0};
	bool open = open_book(&b, lang, export_cell_bytes(list, lang), list->n_rows * list->n_columns);
	lxw_worksheet *sheet = open ? add_sheet(&b, "表", "Table") : NULL;

	if (sheet) {
		set_properties(&b, export_cell_title(list, lang));
		put_table(&b, sheet, list);
		if (list->corpus)
			add_source(&b, list->corpus);
	}
	return close_book(&b, out);
}

/* The pieces of one cell of a comparison: labels bold, addresses grey. */
typedef struct Pieces {
	struct { lxw_rich_string_tuple *at; size_t n, cap; } list;
	size_t characters;
	Arena arena;
} Pieces;

static void add_piece(Pieces *pieces, lxw_format *format, Str text)
{
	if (!text.n)
		return;
	pieces->characters += utf8_count(text);
	MEM_PUSH(&pieces->list, ((lxw_rich_string_tuple){format, (char *)str_keep(text, &pieces->arena).s}));
}

static void add_measure(const Book *b, const Corpus *corpus, uint32_t index, bool full, Pieces *pieces)
{
	const Measure *m = &corpus->measures.at[index];
	Buf address = {0};

	buf_add(&address, STR("  "));
	corpus_add_address(corpus, (Unit){UNIT_MEASURE, index}, &address);
	if (pieces->list.n)
		add_piece(pieces, NULL, STR("\n"));
	add_piece(pieces, full ? b->bold : b->small, full ? (Str){0} : STR("→ "));
	add_piece(pieces, full ? b->bold : b->small, corpus_text(&m->label, b->lang));
	add_piece(pieces, b->small, buf_str(&address));
	if (full) {
		add_piece(pieces, NULL, STR("\n"));
		add_piece(pieces, NULL, corpus_text(&m->body.text, b->lang));
	}
	buf_free(&address);
}

/* Rich text where it fits, plain text cut at the limit where not. */
static void put_pieces(Book *b, lxw_worksheet *sheet, size_t row, size_t column, Pieces *pieces)
{
	size_t n = pieces->list.n;
	Buf plain = {0};

	for (size_t i = 0; i < n; i++)
		buf_add(&plain, str_of(pieces->list.at[i].string));
	if (n > 1 && pieces->characters < CELL_LIMIT) {
		lxw_rich_string_tuple **at = mem_zeroed(n + 1, sizeof *at);
		for (size_t i = 0; i < n; i++)
			at[i] = &pieces->list.at[i];
		expect(b, b->lib.worksheet_write_rich_string(sheet, (lxw_row_t)row, (lxw_col_t)column, at, b->wrapped));
		free(at);
		note_lines(b, buf_str(&plain));
	} else {
		put_text(b, sheet, row, column, buf_str(&plain), b->wrapped);
	}
	buf_free(&plain);
	free(pieces->list.at);
	mem_arena_free(&pieces->arena);
}

/* Part `n` of a cell: a measure of its own, then all that it points to; of an empty one that it is absent. False where
   the cell has no such part. */
static bool put_part(Book *b, lxw_worksheet *sheet, const Corpus *corpus, const Comparison *comparison, size_t block,
	size_t column, uint32_t n, size_t row)
{
	const CompareCell *cell = &comparison->blocks.at[block].cells[column];
	const uint32_t *measures = comparison->measures.at;
	Pieces pieces = {0};

	if (n < cell->measures.n)
		add_measure(b, corpus, measures[cell->measures.first + n], true, &pieces);
	for (uint32_t i = 0; n == cell->measures.n && i < cell->pointers.n; i++)
		add_measure(b, corpus, measures[cell->pointers.first + i], false, &pieces);
	if (n == 0 && !pieces.list.n)
		add_piece(&pieces, b->small, compare_absent(comparison->places[column], b->lang));
	bool any = pieces.list.n > 0;
	put_pieces(b, sheet, row, column + !table_is_direct(comparison), &pieces);
	return any;
}

/* A row for each measure: a cell that holds several would be higher than a row may be. Returns the row behind it. */
static size_t put_block(Book *b, lxw_worksheet *sheet, const Corpus *corpus, const Comparison *comparison,
	size_t block, size_t row)
{
	bool any = true;

	if (!table_is_direct(comparison))
		put_text(b, sheet, row, 0, compare_theme_name(corpus, comparison, (uint32_t)block, b->lang), b->header);
	for (uint32_t n = 0; any; n++) {
		any = false;
		for (size_t c = 0; c < comparison->columns; c++)
			any = put_part(b, sheet, corpus, comparison, block, c, n, row) || any;
		end_row(b, sheet, row);
		row += any;
	}
	return row;
}

static void put_grid(Book *b, lxw_worksheet *sheet, const Corpus *corpus, const Comparison *comparison)
{
	size_t first = !table_is_direct(comparison), row = 1;
	Buf name = {0};
	b->room = WIDEST_CELL;
	if (first) {
		put_text(b, sheet, 0, 0, b->lang == LANG_ZH ? STR("主题") : STR("Theme"), b->header);
		put_width(b, sheet, 0, 14);
	}
	for (size_t c = 0; c < comparison->columns; c++) {
		buf_clear(&name);
		table_add_place_name(corpus, comparison->places[c], b->lang, &name);
		put_text(b, sheet, 0, c + first, buf_str(&name), b->header);
		put_width(b, sheet, c + first, WIDEST_CELL);
	}
	for (size_t block = 0; block < comparison->blocks.n; block++)
		row = put_block(b, sheet, corpus, comparison, block, row);
	b->lib.worksheet_freeze_panes(sheet, 1, (lxw_col_t)first);
	set_page(b, sheet);
	buf_free(&name);
}

bool export_xlsx_comparison(const Comparison *comparison, const Corpus *corpus, Lang lang, Buf *out)
{
	Book b = {0};
	Arena arena = {0};
	Buf title = {0};
	List list = list_view_comparison(corpus, comparison, &arena);
	bool open = open_book(&b, lang, 2 * export_cell_bytes(&list, lang), 2 * list.n_rows * list.n_columns);
	lxw_worksheet *grid = open ? add_sheet(&b, "对照", "Comparison") : NULL;
	lxw_worksheet *rows = grid ? add_sheet(&b, "逐条", "Measures") : NULL;

	if (rows) {
		compare_add_title(corpus, comparison, comparison->theme, lang, &title);
		set_properties(&b, buf_str(&title));
		buf_free(&title);
		put_grid(&b, grid, corpus, comparison);
		put_table(&b, rows, &list);
		add_source(&b, corpus);
	}
	mem_arena_free(&arena);
	return close_book(&b, out);
}
