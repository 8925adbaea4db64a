/* Bringing a corpus that was imported up to date with a changed source. What the reader decided stays: every byte of
   the YAML that says nothing of the source. Spans go to where their text is now; texts that still were the source's
   words become its new words; units for what is new are added as proposals; units whose text is gone are kept without
   a place. A unit that the reader deleted does not come back. */
#ifndef BILAN_IMPORT_UPDATE_H
#define BILAN_IMPORT_UPDATE_H

#include "import.h"

typedef enum ImportFate {
	IMPORT_FATE_SAME,    /* text and place are as before */
	IMPORT_FATE_MOVED,   /* the text is as before, elsewhere in the source */
	IMPORT_FATE_CHANGED, /* the text is the source's new one */
	IMPORT_FATE_BY_HAND, /* the source changed here, but the text is the reader's own and stays */
	IMPORT_FATE_FIGURE,  /* a confirmed figure is no longer there as it was written */
	IMPORT_FATE_NEW,
	IMPORT_FATE_UNPLACED, /* new in the source, in a place where no unit could be added */
	IMPORT_FATE_GONE,    /* the text is not in the source any more */
	IMPORT_FATE_COUNT
} ImportFate;

/* One unit: where it stands, and some of its words. */
typedef struct ImportUpdateNote { ImportFate fate; Str address, words; } ImportUpdateNote;

typedef struct ImportUpdate {
	ImportFiles files; /* every file of the corpus as it is to be, changed or not */
	Arena arena;
	CORPUS_VEC(ImportUpdateNote) notes; /* but for SAME and MOVED, which are only counted */
	size_t count[IMPORT_FATE_COUNT];
	bool changed;      /* any file is not what it was */
} ImportUpdate;

/* `files` are corpus.yaml and its parts, in that order, each with its name; `source` is the text that their spans
   count, with or without white space; `now` an import of the new source, with the same vocabulary as the options.
   False where a file is no YAML of a corpus, before or behind. `out` is empty; free with import_update_free in either
   case. */
bool import_update(const ImportInput *files, size_t n, Str source, Import *now, const ImportOptions *options,
	ImportUpdate *out);
void import_update_free(ImportUpdate *update);

/* What a fate is called, in Chinese and English. */
Str import_update_fate(ImportFate fate, Lang lang);

#endif
