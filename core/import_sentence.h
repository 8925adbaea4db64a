/* The sentences of a stretch of text, with the marks in front of them, and which of these marks count: a mark alone, or
   out of order, is none. Places are bytes of the bare text. */
#ifndef BILAN_IMPORT_SENTENCE_H
#define BILAN_IMPORT_SENTENCE_H

#include "import_mark.h"
#include "import_text.h"

typedef struct ImportSentence {
	uint32_t from, to;
	ImportMark mark;    /* kind NONE: none */
	int8_t depth;       /* of its mark among those that count; -1: it does not count */
	uint8_t markup, level;
	bool paragraph;     /* begins one */
	bool alone;         /* is a whole one */
	bool ends;          /* with 。！？ */
	bool begins_row;    /* first of a row of marks */
} ImportSentence;

typedef CORPUS_VEC(ImportSentence) ImportSentences;

/* Appends the sentences of bytes [from, to). */
void import_sentence_read(const ImportText *text, uint32_t from, uint32_t to, ImportSentences *out);

/* Decides which marks among sentences [from, to) count, and how deep: rows 1, 2, 3 …, nested and begun anew. Kind `but`
   is passed over (NONE: none is). `follows` tells whether a new row at sentence `at` stands beside the row whose last
   mark is at `last` rather than inside it (NULL: never). */
typedef bool ImportFollows(const void *data, size_t last, size_t at);
void import_sentence_rows(ImportSentences *sentences, size_t from, size_t to, ImportMarkKind but,
	ImportFollows *follows, const void *data);

/* The sentence without its mark and its final 。 as text. */
Str import_sentence_words(const ImportText *text, const ImportSentence *sentence);

#endif
