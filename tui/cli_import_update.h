/* `bilan import --update`: the corpus that is there is read, and brought up to date with a new import of its source. */
#ifndef BILAN_CLI_IMPORT_UPDATE_H
#define BILAN_CLI_IMPORT_UPDATE_H

#include "cli.h"

#include "../core/import_update.h"

typedef struct CliOld {
	Corpus *corpus;
	CORPUS_VEC(ImportInput) files; /* corpus.yaml and its parts */
	CORPUS_VEC(Buf) bytes;         /* of each, and of the source text */
	Str source;
	Arena arena;
} CliOld;

/* Reads the corpus of the output directory with its source text. What is wrong is said; CLI_DONE where nothing is. Free
   in either case. */
CliExit cli_import_update_read(const Options *options, const CliIo *io, CliOld *out);
void cli_import_update_free(CliOld *old);

/* Appends what became of the units. */
void cli_import_update_summary(const ImportUpdate *update, Lang lang, Buf *out);

#endif
