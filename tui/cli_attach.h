/* The original on the command line: `bilan import FILE…` recognises the text that a corpus restates and attaches it,
   `show --original` prints its words, `search` finds in it. For cli.c and cli_import.c. */
#ifndef BILAN_CLI_ATTACH_H
#define BILAN_CLI_ATTACH_H

#include "cli.h"

#include "../core/import.h"

/* Holds each input against the volumes of the corpus (NULL: there are none) and attaches those that fit, with a few
   lines in `out` on how well. Returns their number; *failed tells that one fits and could not be kept, which was said.
   */
size_t cli_attach(const Options *options, const CliIo *io, const Corpus *corpus, const ImportInput *inputs, size_t n,
	Buf *out, bool *failed);

/* Looks for the originals (`beside`: those that lie beside their corpus too), and says what is wrong with them. */
void cli_attach_load(const Options *options, const CliIo *io, const Corpus *corpus, bool beside);

/* Appends the original's words of a unit and of what it holds; false where they are not at hand. *unwritten: the format
   could not be made. */
bool cli_attach_show(const Options *options, const CliIo *io, const Corpus *corpus, Unit unit,
	const ExportOptions *export, Buf *out, bool *unwritten);

#endif
