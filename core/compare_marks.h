/* What is common and what differs in the texts of a comparison, as places to be marked in them. */
#ifndef BILAN_COMPARE_MARKS_H
#define BILAN_COMPARE_MARKS_H

#include "difference.h"
#include "phrase.h"
#include "table.h"

typedef enum CompareMode {
	COMPARE_PLAIN,     /* nothing */
	COMPARE_COMMON,    /* terms and phrases that another column has too */
	COMPARE_DIFFERENT, /* of two columns: what differs in measures that are alike; in others the phrases they share */
	COMPARE_MODE_COUNT
} CompareMode;

typedef enum CompareMarkKind { COMPARE_PHRASE, COMPARE_TERM, COMPARE_CHANGE } CompareMarkKind;

typedef struct CompareMark {
	CompareMarkKind kind;
	uint32_t from, to; /* bytes of the text */
} CompareMark;

typedef struct CompareMarkList { CompareMark *at; size_t n, cap; } CompareMarkList;

typedef struct ComparePair { uint32_t a, b; unsigned likeness; } ComparePair;

typedef struct CompareMarks {
	const Corpus *corpus;
	const Comparison *comparison;
	Lang lang;
	PhraseIndex phrases;
	uint8_t *terms; /* of each term of the corpus: the columns that have it, a bit each */
	uint32_t first, blocks, column, cell; /* what is read next: a measure of the cell, `blocks` behind the first */
	size_t read, total; /* measures */
	struct { ComparePair *at; size_t n, cap; } pairs;
	bool *paired; /* of each block */
} CompareMarks;

#define COMPARE_PAIRED 6 /* measures of a cell that are paired by likeness; of fuller cells none are */

/* Corpus and comparison must outlive it. Reads no text yet; compare_marks_read will begin with block `first`. Free with
   compare_marks_close; zero-initialised is closed. */
void compare_marks_open(CompareMarks *marks, const Corpus *corpus, const Comparison *comparison, Lang lang,
	uint32_t first);
void compare_marks_close(CompareMarks *marks);

/* Reads texts of the comparison, each once, until `bytes` of them are read or all are. True while there are more; what
   they share with others is not marked till then. How many per cent of the measures are read. */
bool compare_marks_read(CompareMarks *marks, size_t bytes);
unsigned compare_marks_percent(const CompareMarks *marks);

/* Pairs the measures of a block's two cells that are most alike, best pairs first, if that has not been done. */
void compare_marks_pair(CompareMarks *marks, uint32_t block);

/* The measure that this one is paired with; CORPUS_NONE where there is none. */
uint32_t compare_marks_partner(const CompareMarks *marks, size_t column, uint32_t measure);

/* Appends the marks in the text of a measure that stands in a column; terms behind phrases, so that they can be drawn
   over them. */
void compare_marks_in(const CompareMarks *marks, CompareMode mode, size_t column, uint32_t measure,
	CompareMarkList *out);

/* Appends the names of the terms that more than one column has, separated by 、 or commas. Returns their number. */
size_t compare_marks_add_terms(const CompareMarks *marks, Buf *out);

#endif
