/* Holds what an import finds against what is there. NAME.want has a line a unit, KIND TAB BEGINNING, where KIND is
   title, lead, heading, intro, measure or foot, and BEGINNING is how the unit begins in the text, without blanks;
   behind a measure TAB and its themes, the main one first. Lines of term and figure, NAME and WRITTEN, stand at the
   end, figures in the order of the text; where there are none nothing is said about them. */
#ifndef TESTS_IMPORT_SCORE_H
#define TESTS_IMPORT_SCORE_H

#include "../../core/import.h"

/* What is there, what was found, and what is in both. */
typedef struct ScoreCount { size_t want, found, right; } ScoreCount;

typedef struct Score {
	ScoreCount boundaries, themes, terms, figures; /* themes: in any place */
	size_t measures, first, second;                /* with themes; the main one proposed first, among the first two */
} Score;

/* Imports a file; false where it cannot be read. */
bool score_import(const char *path, const ImportOptions *options, Import *out);

/* Reads a whole file; empty where it cannot be read. */
Buf score_file(const char *path);

/* Adds one compilation's score to *sum. Themes are proposed and counted with a vocabulary; NULL: not. False where the
   text or its .want is missing or does not fit. */
bool score_add(const char *path, const Corpus *vocabulary, Score *sum);

/* The same of bytes and the text of a .want. */
bool score_add_text(Str bytes, const char *name, Str want, const Corpus *vocabulary, Score *sum);

/* Loads the files of an import from a directory that is gone behind it. NULL where they do not load; where `strict` is
   set, also when anything is said of them, by load or by check, that is not a warning of a speech that is missing or
   unfinished. */
Corpus *score_load(const ImportFiles *files, bool strict);

#endif
