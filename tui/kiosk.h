/* Where strangers type (ForceCommand of sshd, a login shell): how the program was started, and what of its surroundings
   counts then. What the keys may do there stands in actions.def, what the kernel takes away in confine.h. */
#ifndef BILAN_KIOSK_H
#define BILAN_KIOSK_H

#include "confine.h"
#include "options.h"

#include "../core/buf.h"
#include "../core/lang.h"

#include <stdbool.h>

#define KIOSK_CONFIG "/etc/bilan/config.yaml" /* the settings of a kiosk */
#define KIOSK_IDLE 600 /* seconds without a key until the first screen comes back, where nothing else is said */

typedef enum KioskAsked {
	KIOSK_NOT,
	KIOSK_OPTION, /* --kiosk */
	KIOSK_SHELL   /* as a login shell: the words of the command line are the stranger's and count for nothing */
} KioskAsked;

/* A login shell is started as -NAME or as NAME -c COMMAND (login(1), sshd(8)), and bilan-kiosk is a name under which
   the program always is one. */
KioskAsked kiosk_asked(int argc, char **argv);

/* Before anything else: the environment, signals of the keyboard, confine_begin. Of the environment there stay TERM, if
   it is the name of a terminal, the locale's name, if it is one, and that it is an SSH session. */
void kiosk_begin(void);

/* The terminal's description to take for a TERM: the name itself where it is one of those known to be harmless and the
   system has it, else that of the nearest kind. NULL stays NULL, dumb stays dumb. Nothing of it is a path. */
const char *kiosk_term(const char *term);

/* Whether a string may be the name of a locale: letters, digits, _ . @ -, at most 40. */
bool kiosk_is_locale(const char *name);

/* Whether only root can have written the file: a regular one, root's, and closed to other writers, and so is every
   directory above it. */
bool kiosk_trusts(const char *path);

/* Takes of the options what counts in a kiosk: the settings of root's or none, KIOSK_IDLE where nothing is said. False
   where --config names settings that are not to be trusted. */
bool kiosk_take(Options *options);

/* What a kiosk may reach once it is confined: the corpora (`bundled`, NULL for none, where no other is named) to be
   read, the directory of the state (NULL: none) to be written. The caller frees `at`. */
typedef struct KioskPaths { ConfinePath *at; size_t n, cap; } KioskPaths;
KioskPaths kiosk_paths(const Options *options, const char *bundled, const char *state);

/* Appends the home directory of the account, from the password database; nothing where it has none. */
void kiosk_add_home(Buf *out);

/* What the kernel does not do, for the line before the screen opens; empty where all holds (a set of ConfineBy). */
Str kiosk_lack(unsigned held, Lang lang);

#endif
