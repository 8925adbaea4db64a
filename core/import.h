/* From the bytes of a raw compilation to a corpus: reading, cleaning, outline, proposals, and the files to be written.
   Nothing here touches the file system; the whole works the same on any text, and gives an answer to any bytes. */
#ifndef BILAN_IMPORT_H
#define BILAN_IMPORT_H

#include "import_clean.h"
#include "import_outline.h"
#include "import_propose.h"
#include "import_read.h"

typedef struct ImportOptions {
	bool keep;                /* punctuation and blanks stay as they are in the texts */
	Str id;                   /* of the corpus; made from the title where it is empty */
	const Corpus *vocabulary; /* themes to propose, and tagged measures to learn from; NULL: none */
	ImportTold *told;         /* told how many bytes of the inputs are done; see import_text.h */
	void *data;
} ImportOptions;

typedef struct Import {
	ImportText text;
	ImportHead head;
	ImportLog log;
	ImportOutline outline;
	ImportProposal proposal;
} Import;

/* One input: its bytes and its name, from which the form is told where the bytes do not tell it. */
typedef struct ImportInput { Str bytes, name; } ImportInput;

/* Imports the inputs as one compilation. False, and a message, where there is nothing in them that could be imported or
   something is missing here. `out` is empty; free with import_free in either case. */
bool import_run(const ImportInput *inputs, size_t n, const ImportOptions *options, Import *out, Msgs *msgs);
void import_free(Import *import);

/* One file of the corpus: a name without directory, and its content. */
typedef struct ImportFile { Str name; Buf text; } ImportFile;
typedef struct ImportFiles { ImportFile *at; size_t n, cap; Arena arena; } ImportFiles;

/* The files of the corpus: corpus.yaml, themes.yaml, one a speech, source.txt (the text that spans count) and
   import.txt (what was dropped, changed and doubtful, for people). Punctuation is repaired on the way, and noted. */
void import_write(Import *import, const ImportOptions *options, ImportFiles *out);
void import_files_free(ImportFiles *files);

#endif
