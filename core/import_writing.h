/* What the writers of an imported corpus share: import_write.c makes the YAML of the units,
	import_files.c the files. */
#ifndef BILAN_IMPORT_WRITING_H
#define BILAN_IMPORT_WRITING_H

#include "import.h"

/* The provinces of those who belong to none. */
#define IMPORT_WRITING_CENTRAL "- {id: central, name: {zh: 中央单位, en: Central bodies}, mark: 央}"
#define IMPORT_WRITING_UNKNOWN "- {id: unknown, name: {zh: 未知, en: Unknown}, mark: 未}"

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

/* Begins to write an import: places get numbers, speeches their ids and provinces. `writing` is zero. */
void import_writing_open(Writing *writing, Import *import, const ImportOptions *options, ImportFiles *files);
void import_writing_close(Writing *writing);

/* Counts the characters, so that places have numbers. */
void import_writing_begin(Writing *writing);

/* The number of the character at a byte of the bare text. */
uint32_t import_writing_character(const Writing *writing, uint32_t at);

/* A new file; its text. */
Buf *import_writing_file(Writing *writing, Str name);

/* Bytes [from, to) of the bare text as they go into the YAML: prose, a heading without its stop, a title of several
   lines. Valid until the next call of one of them. */
Str import_writing_prose(Writing *writing, uint32_t from, uint32_t to);
Str import_writing_heading(Writing *writing, uint32_t from, uint32_t to);
Str import_writing_title(Writing *writing, uint32_t from, uint32_t to);

/* Appends `figures:` and its items, set in by `indent`, to writing->out; nothing where there are none. */
void import_writing_figures(Writing *writing, size_t indent, Range figures);

/* Who speaks, without brackets and dashes; empty where nobody is named. */
Str import_writing_speaker(const Writing *writing, const ImportCut *cut);

/* Append the YAML of a speech, as an item of `speeches`, of a section, as an item of `sections`, and of a measure, as
   one of `measures`, to writing->out, set in by 2, 6 and 10. `n` counts within speech and section, for the notes. */
void import_writing_speech(Writing *writing, uint32_t index);
void import_writing_section(Writing *writing, uint32_t index, uint32_t speech, uint32_t n);
void import_writing_measure(Writing *writing, uint32_t index);

/* Appends an item of `terms`. */
void import_writing_term(Buf *out, Str name);

/* Begins a file of YAML. */
void import_writing_yaml(Buf *out, const char *comment);

/* Writes source.txt, and import.txt with `preface` in front. */
void import_writing_rest(Writing *writing, Str preface);

#endif
