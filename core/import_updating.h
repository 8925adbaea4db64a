/* What the units of import_update.c share: finding the units and their places, editing those that are there
   (import_update_edit.c), adding what is new (import_update_add.c). */
#ifndef BILAN_IMPORT_UPDATING_H
#define BILAN_IMPORT_UPDATING_H

#include "import_align.h"
#include "import_source.h"
#include "import_tree.h"
#include "import_update.h"
#include "import_writing.h"

typedef enum KeptKind { KEPT_TITLE, KEPT_SPEAKER, KEPT_LEAD, KEPT_HEADING, KEPT_INTRO, KEPT_MEASURE } KeptKind;

/* A unit of the corpus that has a span. */
typedef struct Kept {
	KeptKind kind;
	uint32_t file, node;   /* of the mapping that has the span */
	uint32_t span_node;
	Span old, now;         /* now: empty where it is gone */
	uint32_t speech;       /* into Updating.speeches */
	uint32_t section, n;   /* from 1; 0: none */
	uint32_t section_node; /* of its section; IMPORT_TREE_NONE */
	bool numbered;         /* a number stands in front of its words */
	ImportFate fate;
} Kept;

typedef struct KeptSpeech { uint32_t file, node; Str id; } KeptSpeech;

/* A unit of the new import, as letters. */
typedef struct Fresh {
	KeptKind kind;
	Span span;
	uint32_t speech, section, measure; /* into the outline */
	bool added, crowded;               /* it is new; something old stands in it */
	uint32_t placed_file, placed;      /* the mapping into whose list it was put */
} Fresh;

typedef struct UpdatingFile { Str name, yaml; ImportTree tree; ImportEdits edits; Buf terms; } UpdatingFile;

typedef struct Updating {
	UpdatingFile *files;
	size_t n;
	const ImportOptions *options;
	Import *import;
	ImportUpdate *out;
	Writing writing;
	ImportSource source;       /* the old one */
	ImportLetters old, now;
	uint32_t *to;    /* by letter of old: where it is now */
	uint32_t *who;   /* by letter of now: 1 + the unit that has it; 0: none */
	bool *inserted;  /* by letter of now: nothing of old became it */
	CORPUS_VEC(Kept) kept;
	CORPUS_VEC(KeptSpeech) speeches;
	CORPUS_VEC(Fresh) fresh;
	CORPUS_VEC(Str) terms; /* names that the corpus declares */
} Updating;

/* Appends an address: id, id.1, id.1.2. */
void import_update_address(Buf *out, Str id, uint32_t section, uint32_t measure);

/* Counts a fate and, but for what is as it was, notes it. */
void import_update_note(Updating *updating, ImportFate fate, Str address, Str words);

/* Where a span of the old source is now; from = to where it is gone. *same: its letters are the same. */
Span import_update_place(const Updating *updating, Span old, bool *same);

/* Puts lines, each with a line end in front, behind the line in which byte `at` stands. */
void import_update_behind(Updating *updating, uint32_t file, size_t at, Str lines);

/* Declares a term in `out`, an item a line, unless the corpus has it. */
void import_update_term(Updating *updating, Str name, Buf *out);

/* Edits the units that are there; notes what became of them, once all is placed. */
void import_update_edit(Updating *updating);
void import_update_tell(Updating *updating);

/* Adds what is new, and writes all files. */
void import_update_add(Updating *updating);
bool import_update_files(Updating *updating); /* false where what was written does not read back */

/* Declares provinces and the theme of import_files.c that new units name, where nobody has done so. */
void import_update_declare(Updating *updating, bool central, bool unknown, bool unsorted);

#endif
