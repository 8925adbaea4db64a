/* The text of an import between its steps: bare (without white space, as spans count it), with every place where there
   was white space and what that was. Also the log of what was dropped and changed, so that nothing is silent. */
#ifndef BILAN_IMPORT_TEXT_H
#define BILAN_IMPORT_TEXT_H

#include "buf.h"
#include "corpus.h"
#include "mem.h"
#include "str.h"

#include <stdint.h>

/* What stood between two characters, weakest first. */
typedef enum ImportGap {
	IMPORT_SPACE, /* a blank that belongs there */
	IMPORT_WRAP,  /* a line broken by force: nothing, or a blank between Latin words */
	IMPORT_LINE,  /* the end of a paragraph */
	IMPORT_BLANK, /* an empty line, or several */
} ImportGap;

/* What HTML or Markdown says about a paragraph. */
typedef enum ImportMarkup { IMPORT_PLAIN, IMPORT_HEADING, IMPORT_ITEM, IMPORT_ROW } ImportMarkup;

/* White space before the byte `at` of the bare text. */
typedef struct ImportBreak {
	uint32_t at;
	uint8_t gap;    /* ImportGap */
	uint8_t markup; /* ImportMarkup of what follows */
	uint8_t level;  /* of a heading: 1–6 */
	bool indented;  /* what follows was set in */
} ImportBreak;

typedef enum ImportAct {
	IMPORT_DROPPED,   /* debris: not in the text any more */
	IMPORT_TITLE,     /* the compilation's title: taken out of the text */
	IMPORT_FULLWIDTH, /* punctuation set in full width */
	IMPORT_INVISIBLE, /* invisible characters and broken bytes, dropped */
	IMPORT_UNWRAPPED, /* hard wraps undone */
	IMPORT_ENCODED,   /* converted from an encoding */
	IMPORT_MARKED,    /* marks of HTML or Markdown taken off */
	IMPORT_ACT_COUNT
} ImportAct;

/* One thing done. */
typedef struct ImportNote {
	ImportAct act;
	uint32_t line;  /* of the input as text, from 1; 0: everywhere */
	uint32_t times;
	Str text;       /* what it was done to, at most 200 bytes of it, in the log's arena */
	Str reason;     /* a literal, or in the arena */
	uint32_t at;    /* byte of the bare text in front of which it stood; UINT32_MAX: not known */
} ImportNote;

typedef struct ImportLog {
	Arena arena;
	CORPUS_VEC(ImportNote) notes;
} ImportLog;

typedef struct ImportText {
	Buf bare;                      /* as spans count it: the source's own punctuation */
	Buf kept;                      /* the same with its white space: what is kept as the source text */
	CORPUS_VEC(ImportBreak) breaks; /* by place; the first stands at 0 */
} ImportText;

/* Told now and then how many bytes a step has done; where it answers false, the step leaves what is there so far. May
   be NULL. */
typedef bool ImportTold(void *data, uint32_t bytes);

/* Adds a note that knows no place; text is cut to 200 bytes and copied. */
void import_text_note(ImportLog *log, ImportAct act, uint32_t line, uint32_t times, Str text, Str reason);
void import_text_log_free(ImportLog *log);
void import_text_free(ImportText *text);

/* Index of the first break at or behind byte `at` (breaks.n where there is none). */
size_t import_text_break(const ImportText *text, uint32_t at);

/* Appends bytes [from, to) of the bare text as prose: blanks where they belong, none where a wrap was undone; hard
   breaks inside become one blank between Latin words and nothing otherwise. */
void import_text_prose(const ImportText *text, uint32_t from, uint32_t to, Buf *out);

#endif
