/* What is common and what differs in the texts of a comparison, as places to be marked in them. */
#ifndef BILAN_COMPARE_MARKS_H
#define BILAN_COMPARE_MARKS_H

#include "compare_pairs.h"
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

typedef struct CompareMarks {
	const Corpus *corpus;
	const Comparison *comparison;
	Lang lang;
	PhraseIndex phrases;
	uint8_t *terms; /* of each term of the corpus: the columns that have it, a bit each */
	uint32_t first, blocks, column, cell; /* what is read next: a measure of the cell, `blocks` behind the first */
	size_t read, total; /* measures */
	ComparePairs pairs; /* for COMPARE_DIFFERENT */
} CompareMarks;

/* Corpus and comparison must outlive it. Reads no text yet; compare_marks_read will begin with block `first`. Free with
   compare_marks_close; zero-initialised is closed. */
void compare_marks_open(CompareMarks *marks, const Corpus *corpus, const Comparison *comparison, Lang lang,
	uint32_t first);
void compare_marks_close(CompareMarks *marks);

/* Reads texts of the comparison, each once, until `bytes` of them are read or all are. True while there are more; what
   they share with others is not marked till then. */
bool compare_marks_read(CompareMarks *marks, size_t bytes);

/* How many per cent of what the mode needs is done: texts read and, for COMPARE_DIFFERENT, measures paired
   (compare_pairs_go of marks->pairs). */
unsigned compare_marks_percent(const CompareMarks *marks, CompareMode mode);

/* Appends the marks in the text of a measure that stands in a column; terms behind phrases, so that they can be drawn
   over them. */
void compare_marks_in(const CompareMarks *marks, CompareMode mode, size_t column, uint32_t measure,
	CompareMarkList *out);

/* Appends the names of the terms that more than one column has, separated by 、 or commas. Returns their number. */
size_t compare_marks_add_terms(const CompareMarks *marks, Buf *out);

#endif
