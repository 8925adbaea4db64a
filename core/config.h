/* The reader's settings: config.yaml, read along a shape as corpora are, so that its messages say file, line and
   column too. settings.def is the only list of them: the reader of the file, the example that `bilan config` prints
   and the manual's section come from it. Nothing here looks for the file; that is the caller's business. */
#ifndef BILAN_CONFIG_H
#define BILAN_CONFIG_H

#include "corpus.h"
#include "msg.h"

typedef enum Setting {
#define SETTING(id, kind, allowed, standard, zh, en) SETTING_##id,
#include "settings.def"
#undef SETTING
	SETTING_COUNT
} Setting;

typedef enum SettingKind { SETTING_CHOICE, SETTING_NUMBER, SETTING_YESNO, SETTING_PATHS, SETTING_PAIRS } SettingKind;

typedef struct SettingRow {
	const char *id;
	SettingKind kind;
	const char *allowed;
	int standard;
	const char *help[LANG_COUNT];
} SettingRow;

/* What the action's keys shall be; nothing is known here about either. */
typedef struct ConfigKeys { Scalar action, keys; } ConfigKeys;

/* Zero-initialised is empty; config_free gives it back. */
typedef struct Config {
	Arena arena;
	int value[SETTING_COUNT]; /* the index of a word, a number, 0 or 1; the standard where nothing was said */
	bool given[SETTING_COUNT];
	struct { Scalar *at; size_t n, cap; } corpus; /* as written */
	struct { ConfigKeys *at; size_t n, cap; } keys;
} Config;

#define CONFIG_BYTES ((size_t)1 << 20) /* larger files are refused */

/* Reads a file, or standard input for “-”, into an empty Config. A setting that is wrong keeps its standard, a
   file that is no YAML at all changes nothing; both are told. False when the file could not be read or used. */
bool config_read(Config *config, const char *path, Msgs *msgs);

/* The same from memory, as a file of that name. */
bool config_memory(Config *config, Str yaml, Str name, Msgs *msgs);

/* Every setting at its standard. */
void config_standard(Config *config);
void config_free(Config *config);

const SettingRow *config_row(Setting setting);

/* The index of a word among those that a choice (or false and true of a yes or no) allows; -1 where it is none of
   them. */
int config_word(Setting setting, Str word);

/* Appends what a setting may be, as the messages and the example say it: dark|light, 20–200, true|false. */
void config_add_allowed(Buf *out, Setting setting);

/* Appends the standard value, as it is written in the file. */
void config_add_standard(Buf *out, Setting setting);

/* Appends a file with every setting at its standard, each explained; it can be used as it stands. `rows` has what
   goes below `keys`, one comment a line. */
void config_add_example(Buf *out, Lang lang, Str rows);

#endif
