/* A comparison set in columns: each block starts level in all of them. Used by the command line and by the browser. */
#ifndef BILAN_COMPARE_H
#define BILAN_COMPARE_H

#include "doc.h"
#include "table.h"

#define COMPARE_MIN_COLUMN 24 /* below this many cells a column the blocks stack */

typedef enum CompareRowKind {
	COMPARE_THEME, /* the theme's name, once, across all columns */
	COMPARE_LINES,
	COMPARE_GAP,
} CompareRowKind;

typedef struct CompareRow {
	CompareRowKind kind;
	uint32_t block;                       /* of the comparison */
	uint32_t line[TABLE_MAX_COLUMNS];     /* into lines[c]; CORPUS_NONE: nothing in this column on this row */
} CompareRow;

typedef struct CompareLayout {
	Doc docs[TABLE_MAX_COLUMNS];
	DocLines lines[TABLE_MAX_COLUMNS];
	struct { CompareRow *at; size_t n, cap; } rows;
	bool stacked;                          /* columns under one another; then each row has one column */
	uint32_t column_width;                 /* cells of text in a column */
	uint32_t gutter;                       /* cells between two columns */
} CompareLayout;

/* Lays the comparison out in `options->width` cells (0: unwrapped, stacked, for a pipe). A comparison of measures
   has no theme row. Absent cells read 文中未见 / not in the text. Free with compare_free. */
void compare_lay_out(CompareLayout *out, const Corpus *corpus, const Comparison *comparison, Lang lang,
	const WrapOptions *options);
void compare_free(CompareLayout *layout);

/* What a cell reads in which the place has nothing. */
Str compare_absent(Place place, Lang lang);

/* What a theme row reads; “no theme” for measures that have none. */
Str compare_theme_name(const Corpus *corpus, const Comparison *comparison, uint32_t block, Lang lang);

#endif
