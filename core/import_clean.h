/* From lines to a clean text: the site's debris is dropped, the compilation's title taken out, hard wraps are undone.
   Everything that is dropped is noted. Also the repair of half-width punctuation in prose. */
#ifndef BILAN_IMPORT_CLEAN_H
#define BILAN_IMPORT_CLEAN_H

#include "import_text.h"

/* What the top of a compilation says about it. */
typedef struct ImportHead {
	Str title;         /* in the log's arena; empty: none found */
	uint32_t speeches; /* how many it promises; 0: not said */
} ImportHead;

/* Makes the text of the lines (as import_read_lines gives them). */
void import_clean(Str lines, ImportText *out, ImportHead *head, ImportLog *log);

/* The same, told how many bytes of the lines are read. */
void import_clean_told(Str lines, ImportText *out, ImportHead *head, ImportLog *log, ImportTold *told, void *data);

/* Appends `prose` with , ; : ? ! ( ) . " in full width where the letters around them show
   that the text is Chinese; returns how many were changed. Only characters change, not their number. Clean text stays
   as it is, and repairing twice is repairing once. */
uint32_t import_clean_punctuation(Str prose, Buf *out);

#endif
