/* What the writers of an imported corpus share: import_write.c makes the YAML of the units,
	import_files.c the files. */
#ifndef BILAN_IMPORT_WRITING_H
#define BILAN_IMPORT_WRITING_H

#include "import.h"

/* One run of writing. */
typedef struct Writing {
	Import *import;
	const ImportOptions *options;
	ImportFiles *files;
	uint32_t *counts;  /* characters before each so many bytes */
	uint32_t characters;
	Buf *out;          /* the file that is written */
	Buf scratch, repaired, address;
	Buf changes, doubts; /* for import.txt */
	uint32_t changed;
	Str *ids;          /* by speech */
	const ProvinceRow **provinces;
	bool *guessed;     /* by speech: the province is not in the speaker's name */
	bool *used;        /* by theme */
} Writing;

/* Counts the characters, so that places have numbers. */
void import_writing_begin(Writing *writing);

/* Who speaks, without brackets and dashes; empty where nobody is named. */
Str import_writing_speaker(const Writing *writing, const ImportCut *cut);

/* Appends the YAML of a speech, as an item of `speeches`, to writing->out. */
void import_writing_speech(Writing *writing, uint32_t index);

#endif
