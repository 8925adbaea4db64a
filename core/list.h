/* The listings of the command line as tables of columns: one row a kind, one row a column. JSON's fields are the
   contract of the manual. */
#ifndef BILAN_LIST_H
#define BILAN_LIST_H

#include "corpus.h"

typedef enum ListKind { LIST_PROVINCES, LIST_SPEECHES, LIST_SECTIONS, LIST_MEASURES, LIST_THEMES, LIST_TERMS,
	LIST_FIGURES, LIST_KIND_COUNT } ListKind;

typedef enum CellType { CELL_EMPTY, CELL_STR, CELL_TEXT, CELL_INT, CELL_NUMBER, CELL_BOOL, CELL_SPAN,
	CELL_STRS } CellType;

/* One value. Slices point into the corpus or into the arena handed to list_cell. */
typedef struct Cell {
	CellType type;
	union {
		Str str;
		struct { Str zh, en; } text;
		long long integer;
		double number;
		bool yes;
		Span span;
		struct { const Str *at; size_t n; } strs;
	} as;
} Cell;

/* Cells of the common kinds. */
Cell list_cell_str(Str s);
Cell list_cell_text(const Text *text);
Cell list_cell_int(size_t n);

struct List;

typedef struct ListColumn {
	const char *key;      /* JSON field, CSV header in English */
	const char *zh;       /* header in Chinese */
	bool wide;            /* prose and what repeats: left out of the plain text listing */
	Cell (*get)(const struct List *list, const struct ListColumn *column, size_t row, Arena *arena);
	const char *en;       /* header in English of the text, md and html forms; NULL: the key */
	size_t of;            /* for getters that serve several columns */
} ListColumn;

/* Any table that can be written out: a listing, the matrix, search hits, a comparison. Nobody owns anything here. */
typedef struct List {
	const char *name;     /* speeches */
	const ListColumn *columns;
	size_t n_columns, n_rows;
	const Corpus *corpus;
	const void *data;     /* for tables that are not straight from the corpus */
	const uint32_t *rows; /* those that are there, in this order: of n_rows numbers; NULL: all, as they come */
	const char *zh;       /* the name in Chinese */
	Str title;            /* what stands over it; empty: the name */
	/* For tables whose cells sum up: appends the addresses that a cell counts, separated by blanks. NULL: none does,
	   and where a row comes from stands in its own columns. */
	void (*sources)(const struct List *list, const ListColumn *column, size_t row, Buf *out);
} List;

bool list_kind(Str name, ListKind *out);
const char *list_kind_name(ListKind kind);
List list_open(const Corpus *corpus, ListKind kind);

/* The value at (row, column), both counted as the list shows them; composed texts live in `arena`. */
Cell list_cell(const List *list, size_t column, size_t row, Arena *arena);

/* Appends the addresses that the cell counts; nothing for a cell that says itself where it comes from. */
void list_add_sources(const List *list, size_t column, size_t row, Buf *out);

/* The same table with only these rows of it, in this order: a list that was filtered or sorted. The numbers are those
   of the table itself and must outlive the list. */
List list_pick(const List *list, const uint32_t *rows, size_t n);

#endif
