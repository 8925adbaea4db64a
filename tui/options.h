/* The command line's words: options and commands from two tables (options.c, commands.def), from which the parser,
   the help and the messages are made. Nothing here prints or reads the environment. */
#ifndef BILAN_OPTIONS_H
#define BILAN_OPTIONS_H

#include "keymap.h"
#include "palette.h"

#include "../core/export.h"
#include "../core/figures.h"

typedef enum Command {
	COMMAND_BROWSE, /* no command: the browser */
#define COMMAND(id, args, least, most, formats, zh, en) COMMAND_##id,
#include "commands.def"
#undef COMMAND
	COMMAND_COUNT
} Command;

typedef enum OptionsMouse { OPTIONS_MOUSE_AUTO, OPTIONS_MOUSE_ON, OPTIONS_MOUSE_OFF } OptionsMouse;

typedef struct Options {
	Command command;
	struct { const char **at; size_t n, cap; } corpora; /* as given, from argv; empty: the default corpus */
	struct { const char **at; size_t n, cap; } files;   /* of import, as given */
	struct { Str *at; size_t n, cap; } args;            /* what follows the command, cleaned, in the arena */
	Lang lang;
	uint32_t width;      /* 0: not given */
	ExportFormat format; /* EXPORT_TEXT where not given */
	const char *output;  /* NULL: standard output */
	bool force;          /* an output file that exists may be replaced */
	Str theme;           /* empty: not given */
	bool browse;         /* a comparison opens in the browser */
	bool terms;          /* the matrix has terms instead of themes */
	FiguresOrder order;  /* of the figures that are listed; FIGURES_WRITTEN where not given */
	bool falling;        /* the largest first */
	bool alike;          /* only figures of what several provinces count, lined up */
	bool no_bom;
	bool original;       /* show: the original's words */
	bool keep;           /* import: punctuation as it is */
	bool review;         /* import: the browser opens on what was written, to go over it */
	bool update;         /* import: the corpus that is there goes on with a changed source */
	int ambiguous;       /* 0: not given */
	Palette colour;       /* of the browser */
	ScreenQuotes quotes;
	OptionsMouse mouse;
	int lines;           /* the index of --lines: auto unicode ascii none */
	bool no_margins;     /* panes are moved without the terminal's left and right margins */
	const char *config;  /* the file of settings asked for; NULL: the usual one */
	bool no_config;      /* none is read */
	bool kiosk;          /* strangers type: see kiosk.h */
	bool strict;         /* a kiosk that the kernel does not confine wholly does not open */
	uint32_t idle;       /* seconds without a key until the first screen comes back; 0: never, or not given */
	const char *state;   /* the directory in which they are kept; NULL: the usual one */
	bool no_state;       /* the reader's notes and place are neither read nor written */
	const Keymap *keymap; /* setup_read sets it; NULL: the standard one */
	uint32_t given;      /* which rows of the table were given; see options_given */
	bool help, version;  /* asked for: cli_run answers, whatever the command */
	Arena arena;
} Options;

/* Reads argv[1..argc). `lang` is used where --lang is not given. False for a usage error (exit 2), of which `error`
   gets one or two lines ending in a line feed, in the language asked for so far. Free with options_free in either
   case. */
bool options_parse(Options *out, int argc, char **argv, Lang lang, Buf *error);
void options_free(Options *options);

/* Whether the option of that name ("--lang") stood on the command line. */
bool options_given(const Options *options, const char *name);

/* The help: of one command, or of everything for COMMAND_BROWSE. Wrapped to `width` columns. */
void options_add_help(Buf *out, Command command, Lang lang, uint32_t width, int ambiguous);

/* The command of that name; COMMAND_COUNT where there is none. */
Command options_command(Str name);
const char *options_command_name(Command command);

/* Of `n` names the one nearest to `word` by edits; NULL where all are far. */
const char *options_nearest(Str word, const char *const *names, size_t n);

/* Appends the directory of the bundled corpus: ../content beside a program in a build directory (found by
   /proc/self/exe), else that of the installed content. False where neither has one. */
bool options_default_corpus(Buf *path);

#endif
