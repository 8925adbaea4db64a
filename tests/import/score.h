/* Holds what an import finds against what is there: NAME.want has a line a unit, KIND TAB BEGINNING,
	where KIND is title,
   lead, heading, intro, measure or foot, and BEGINNING is how the unit begins in the text, without blanks. */
#ifndef TESTS_IMPORT_SCORE_H
#define TESTS_IMPORT_SCORE_H

#include "../../core/import.h"

/* Boundaries that are there, that were found, and that are in both. */
typedef struct Score { size_t want, found, right; } Score;

/* Imports a file; false where it cannot be read. */
bool score_import(const char *path, const ImportOptions *options, Import *out);

/* Reads a whole file; empty where it cannot be read. */
Buf score_file(const char *path);

/* Adds one compilation's score to *sum. False where the text or its .want is missing or does not fit. */
bool score_add(const char *path, Score *sum);

/* Loads the files of an import from a directory that is gone behind it. NULL where they do not load; where `strict` is
   set, also when anything is said of them, by load or by check, that is not a warning of a speech that is missing or
   unfinished. */
Corpus *score_load(const ImportFiles *files, bool strict);

#endif
