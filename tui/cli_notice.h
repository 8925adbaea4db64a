/* What the command line says on standard error, in both languages; for cli.c. */
#ifndef BILAN_CLI_NOTICE_H
#define BILAN_CLI_NOTICE_H

#include "../core/buf.h"
#include "../core/lang.h"

typedef enum CliNotice {
	N_NO_PLACE, N_NO_UNIT, N_NO_MEASURE, N_NO_KIND, N_NO_THEME, N_NO_HITS, N_NO_CORPUS, N_LOAD, N_EXISTS, N_WRITE,
	N_SUMMARY, N_DROPPED, N_NEAREST, N_NO_COMMAND, N_LOST, N_FIGURES_ONLY, N_LINE, N_BINARY, N_NO_XLSX,
	NOTICE_COUNT
} CliNotice;

/* Appends the sentence, without `bilan: ` and line end; {0} and {1} in it stand for a and b. */
void cli_add_notice(Buf *out, Lang lang, CliNotice notice, Str a, Str b);

#endif
