/* What the command line says on standard error, in both languages; for cli.c and cli_import.c. */
#ifndef BILAN_CLI_NOTICE_H
#define BILAN_CLI_NOTICE_H

#include "../core/buf.h"
#include "../core/msg.h"

typedef enum CliNotice {
	N_NO_PLACE, N_NO_UNIT, N_NO_MEASURE, N_NO_KIND, N_NO_THEME, N_NO_HITS, N_NO_CORPUS, N_LOAD, N_EXISTS, N_WRITE,
	N_SUMMARY, N_DROPPED, N_NEAREST, N_NO_COMMAND, N_LOST, N_FIGURES_ONLY, N_LINE, N_BINARY, N_NO_XLSX,
	N_NO_DIR, N_WRITE_DIR, N_PACKAGE, N_CONVERT, N_DONE, N_DOUBTS, N_OPEN, N_STOPPED,
	N_UPDATE_DIR, N_ATTACHED, N_ATTACHED_COPY, N_ATTACHED_GAPS, N_ATTACHED_WHERE, N_NOT_ATTACHED, N_NO_ORIGINAL,
	N_NO_SOURCE, N_NO_OLD, N_UNCHANGED, N_OTHER_SOURCE, N_BETWEEN,
	NOTICE_COUNT
} CliNotice;

/* Appends the sentence, without `bilan: ` and line end; {0} and {1} in it stand for a and b. */
void cli_add_notice(Buf *out, Lang lang, CliNotice notice, Str a, Str b);

/* Writes it to the descriptor as a line, with `bilan: ` in front. */
void cli_say(Lang lang, int fd, CliNotice notice, Str a, Str b);

/* Writes every message from number `first` on that is of at least that level, a line each. */
void cli_say_messages(Lang lang, int fd, const Msgs *msgs, size_t first, MsgLevel least);

#endif
