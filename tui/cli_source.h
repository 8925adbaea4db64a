/* `bilan source`: the source's own words, of a unit or all of them, from the text that is kept beside the corpus. */
#ifndef BILAN_CLI_SOURCE_H
#define BILAN_CLI_SOURCE_H

#include "cli.h"

#include "../core/export.h"

/* Appends what the command says to `out`; *unwritten is set where the format could not be made. What belongs to no unit
   is told on io->err. */
CliExit cli_source(const Options *options, const CliIo *io, const Corpus *corpus, const ExportOptions *how, Buf *out,
	bool *unwritten);

#endif
