/* The rows of the two tables of options.c, for the parser and the help. */
#ifndef BILAN_OPTIONS_ROW_H
#define BILAN_OPTIONS_ROW_H

#include "options.h"

#include "../core/config.h"

typedef struct CommandRow {
	const char *name, *args;
	unsigned least, most;
	const char *formats;
	const char *help[LANG_COUNT];
} CommandRow;

/* What an option does: `set`, or where that is NULL, `target` in Options becomes true or, with an argument, the
   index of the word among those of `setting`. `allowed` says what a wrong value should have been. */
typedef struct OptionRow {
	char letter;
	const char *name, *argument;
	bool (*set)(Options *options, Str value, const char *raw);
	size_t target;
	Setting setting;
	unsigned where; /* the commands for which it means something */
	const char *help[LANG_COUNT];
	const char *allowed[LANG_COUNT];
} OptionRow;

extern const CommandRow OPTIONS_COMMANDS[COMMAND_COUNT];
extern const OptionRow OPTIONS_ROWS[];
extern const size_t OPTIONS_COUNT;

/* The name of an option, or of a command, that is nearest to the word; NULL where all are far. */
const char *options_nearest_option(Str word);
const char *options_nearest_command(Str word);

#endif
