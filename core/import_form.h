/* Headings that nothing marks: sentences that are built like headings and like each other, and sentences built alike
   that stand in a row (对…社区，… 对…社区，…). What the headings of a speech share (number and length of clauses, first
   and last words) tells more than any of them alone. */
#ifndef BILAN_IMPORT_FORM_H
#define BILAN_IMPORT_FORM_H

#include "import_sentence.h"

/* How much a sentence alone looks like a heading: above 2 it well may be, below 0 hardly. */
double import_form_score(const ImportText *text, const ImportSentence *sentence);

/* How much two sentences are built alike. */
double import_form_alike(const ImportText *text, const ImportSentence *a, const ImportSentence *b);

/* One stretch of sentences [from, to) in front of a row of measures, in which a heading is looked for. */
typedef struct ImportStretch {
	size_t from, to;
	size_t heading; /* found: its sentence; SIZE_MAX: none */
	uint32_t sure;  /* per cent */
} ImportStretch;

/* Finds the headings of all stretches of a speech together. */
void import_form_headings(const ImportText *text, const ImportSentences *sentences, ImportStretch *at, size_t n);

/* The first group of sentences built alike among [from, to), at least three or, where they are very much alike, two.
   Appends their indices to `out`; false where there is none. */
typedef CORPUS_VEC(size_t) ImportIndices;
bool import_form_group(const ImportText *text, const ImportSentences *sentences, size_t from, size_t to,
	ImportIndices *out);

#endif
