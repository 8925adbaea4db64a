/* The commands without the browser: check list show search compare matrix keys help. Output is collected and written
   once. */
#ifndef BILAN_CLI_H
#define BILAN_CLI_H

#include "attach.h"
#include "cache.h"
#include "options.h"

#include "../core/search.h"

/* Exit codes of the program. */
typedef enum CliExit {
	CLI_DONE,
	CLI_FINDINGS,   /* errors found, or nothing found */
	CLI_USAGE,
	CLI_UNREADABLE, /* or not written */
} CliExit;

/* Where output goes. main fills it in: it is main that knows terminals. */
typedef struct CliIo {
	int out, err;   /* descriptors: 1 and 2 */
	uint32_t width; /* columns of the terminal that `out` is; 0: a pipe or a file, nothing is wrapped */
	AttachEnv data; /* where attached originals are */
	CacheEnv cache; /* where snapshots of large corpora are */
	bool bold;      /* hits may be set in bold type: `out` is a terminal, neither NO_COLOR nor TERM=dumb */
} CliIo;

/* Runs options->command (not COMMAND_BROWSE, unless help or version is asked for). */
CliExit cli_run(const Options *options, const CliIo *io);

/* Loads the corpora named (or the default one), from a snapshot where there is one; `msgs` is empty. `cache` is opened,
   for what is left to be asked or kept, and to be closed; NULL: the files themselves are read. Where `partial` is not
   NULL and loading would take long, only the beginning is loaded and it is set. NULL where there is no corpus; what
   went wrong is in `msgs`. */
Corpus *cli_load(const Options *options, const CliIo *io, Cache *cache, bool *partial, Msgs *msgs);

/* The places and the theme that `options` names for a comparison; `places` has room for each argument. False after
   saying on `io->err` what there is not. */
bool cli_places(const Options *options, const Corpus *corpus, const CliIo *io, Place *places, uint32_t *theme);

/* Appends the hits, a line each with the words around them; in `bold` type where the terminal may. For cli.c. */
void cli_add_hits(const Corpus *corpus, const SearchHits *hits, const ExportOptions *options, bool bold, Buf *out);

/* Says on `io->err` what came up while loading, from message number `first` on: fatal ones whole, the rest counted in
   one line that names `bilan check`. */
void cli_report(const Options *options, const Msgs *msgs, size_t first, const CliIo *io);

#endif
