/* A comparison set in columns: each block starts level in all of them. Used by the command line and by the browser.
   Nothing is wrapped before it is asked for: a row of a block costs the measures above it in that block, whatever the
   corpus holds. A place in the text is therefore a block and a row in it, and nobody knows how many rows there are. */
#ifndef BILAN_COMPARE_H
#define BILAN_COMPARE_H

#include "doc.h"
#include "table.h"

#define COMPARE_MIN_COLUMN 24 /* below this many cells a column the blocks stack */
#define COMPARE_ALL (~0u)

typedef enum CompareRowKind {
	COMPARE_THEME, /* the theme's name, once, across all columns */
	COMPARE_PLACE, /* stacked: whose the text below is */
	COMPARE_LINES,
	COMPARE_GAP,
} CompareRowKind;

typedef struct CompareRow {
	CompareRowKind kind;
	uint32_t column;                  /* of COMPARE_PLACE */
	uint32_t line[TABLE_MAX_COLUMNS]; /* of the block's text in each column; CORPUS_NONE: nothing on this row */
} CompareRow;

typedef struct CompareSpot { uint32_t block, row; } CompareSpot;

/* What one column says on one theme, as far as it has been asked for. */
typedef struct CompareText {
	Doc doc;
	DocLines lines;
	uint32_t taken; /* measures and pointers that are in it */
	bool whole;
} CompareText;

typedef struct CompareTexts { CompareText column[TABLE_MAX_COLUMNS]; } CompareTexts;

/* Adds the next part of a column's text to text->doc: the part number text->taken, which it counts up; says by
   text->whole whether that was the last one. */
typedef struct CompareLayout CompareLayout;
typedef void CompareAdd(const CompareLayout *layout, uint32_t block, size_t column, CompareText *text);

struct CompareLayout {
	const Corpus *corpus;
	const Comparison *comparison; /* NULL: of other texts; see compare_open_texts */
	CompareAdd *add;
	const void *data; /* for `add` */
	size_t blocks, places; /* how many blocks and columns there are */
	bool headed;           /* each block has a row of its own over all columns */
	Lang lang;
	WrapOptions wrap;
	unsigned columns;      /* which are laid out: a bit each */
	bool stacked;          /* columns under one another; then each row has one column */
	uint32_t column_width; /* cells of text in a column */
	uint32_t gutter;       /* cells between two columns */
	CompareTexts **texts;  /* a block each; NULL where nothing of it was asked for */
	void (*weave)(const void *woven, Doc *doc, size_t from); /* puts a reader's words into the blocks from there, … */
	const void *woven;     /* … set before rows are asked for. NULL: there are none */
};

/* Opens a layout of the comparison in `options->width` cells for all its columns together (0: unwrapped, stacked, for
   a pipe). `columns` is the set that is laid out: others are as wide and have no lines. A comparison of measures has
   no theme row. Absent cells read 文中未见 / not in the text. Corpus and comparison must outlive it. Free with
   compare_close. */
void compare_open(CompareLayout *out, const Corpus *corpus, const Comparison *comparison, Lang lang,
	const WrapOptions *options, unsigned columns);
void compare_close(CompareLayout *layout);

/* The same for texts that are no comparison of places: `out` has its corpus, lang, add, data, blocks, places, headed
   and columns; the rest is filled in. Columns that are not laid out take no room. */
void compare_open_texts(CompareLayout *out, const WrapOptions *options);

/* The row at a spot; false where the block has no such row. */
bool compare_row(CompareLayout *layout, CompareSpot spot, CompareRow *out);

/* The text of a column in a block, with at least the lines that rows asked for have named; NULL before that. */
const CompareText *compare_text(const CompareLayout *layout, uint32_t block, size_t column);

/* How many rows a block has, with the gap behind it. Lays it out to its end. */
uint32_t compare_rows(CompareLayout *layout, uint32_t block);

/* `by` rows down (or up, by < 0) from a spot, as far as there are rows. True where all of them were there. */
bool compare_go(CompareLayout *layout, CompareSpot *spot, long by);

/* The highest spot at or above `spot` that leaves none of `rows` rows below it empty, or the beginning. */
CompareSpot compare_fill(CompareLayout *layout, CompareSpot spot, size_t rows);

/* The text on a row, to be found again in another layout: a block of the text's document and a byte in it. */
typedef struct CompareAnchor {
	uint32_t block, column; /* column: CORPUS_NONE where the row has no text */
	uint32_t part;
	size_t byte;
} CompareAnchor;

/* Of the column `wish` where it has text on that row. */
CompareAnchor compare_anchor(CompareLayout *layout, CompareSpot spot, size_t wish);
CompareSpot compare_find(CompareLayout *layout, CompareAnchor anchor);

/* What a cell reads in which the place has nothing. */
Str compare_absent(Place place, Lang lang);

/* Appends what the comparison is of, or would be if it were narrowed to `theme` (CORPUS_NONE: all): 新就业群体 · 北京 · 浙江 */
void compare_add_title(const Corpus *corpus, const Comparison *comparison, uint32_t theme, Lang lang, Buf *out);

/* What a theme row reads; “no theme” for measures that have none. */
Str compare_theme_name(const Corpus *corpus, const Comparison *comparison, uint32_t block, Lang lang);

#endif
