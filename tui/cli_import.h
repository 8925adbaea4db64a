/* `bilan import`: files in, a directory with a corpus out. The directory is made beside its place and moved there when
   it is whole, so that an interruption leaves nothing half-written. */
#ifndef BILAN_CLI_IMPORT_H
#define BILAN_CLI_IMPORT_H

#include "cli.h"

/* Runs the command; its summary goes to io->out,
	everything else to io->err. `vocabulary` has the themes to propose; may
   be NULL. */
CliExit cli_import(const Options *options, const CliIo *io, const Corpus *vocabulary);

#endif
