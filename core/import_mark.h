/* Numbers and words that count, in all the forms of Chinese documents, as one table: 第一部分 一、（一）1.（1）① 第一，一是 首先
   一方面 —— •. */
#ifndef BILAN_IMPORT_MARK_H
#define BILAN_IMPORT_MARK_H

#include "str.h"

#include <stdbool.h>
#include <stdint.h>

/* By rank: what is above may hold what is below. */
typedef enum ImportMarkKind {
	IMPORT_MARK_NONE,
	IMPORT_MARK_PART,     /* 第一部分 第一章 */
	IMPORT_MARK_CN,       /* 一、 */
	IMPORT_MARK_CN_PAREN, /* （一） */
	IMPORT_MARK_NUM,      /* 1. 1、 */
	IMPORT_MARK_NUM_PAREN, /* （1） 1） */
	IMPORT_MARK_ORD,      /* 第一， */
	IMPORT_MARK_IS,       /* 一是 一要 */
	IMPORT_MARK_FIRST,    /* 首先 其次 再次 最后 */
	IMPORT_MARK_SIDE,     /* 一方面 另一方面 */
	IMPORT_MARK_CIRCLE,   /* ① */
	IMPORT_MARK_DASH,     /* —— • ● */
	IMPORT_MARK_KINDS
} ImportMarkKind;

#define IMPORT_MARK_LAST 99 /* the number of 最后: it follows any */

typedef struct ImportMark {
	ImportMarkKind kind;
	uint32_t number; /* from 1; of a dash 0 */
	uint32_t bytes;  /* of the mark with the 、，. behind it */
} ImportMark;

/* The mark that `text` (without white space) begins with. Those that only make sense at the start of a paragraph are
   found only where `paragraph` is set. False where there is none. */
bool import_mark_read(Str text, bool paragraph, ImportMark *out);

/* True for words inside sentences (第一，一是 首先 一方面). */
bool import_mark_is_word(ImportMarkKind kind);

#endif
