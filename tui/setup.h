/* Settings on their way into the program: finds config.yaml ($XDG_CONFIG_HOME/bilan/, XDG Base Directory Specification;
   default ~/.config/bilan/), reads it, and fills in what the command line left open. Nothing here reads the environment
   or prints. */
#ifndef BILAN_SETUP_H
#define BILAN_SETUP_H

#include "bind.h"
#include "options.h"

/* Values of the environment, as main found them; NULL: not set. A relative XDG_CONFIG_HOME counts as not set. */
typedef struct SetupEnv {
	const char *xdg_config_home, *home;
} SetupEnv;

/* What was read. It lives as long as the options and the app that use it. */
typedef struct Setup {
	Config config;
	Keymap keymap;
} Setup;

/* Appends the path of the usual file; nothing where the environment names no place for it. */
void setup_add_path(const SetupEnv *env, Buf *out);

/* Reads the file that the options ask for, or the usual one if it is there, and puts its settings into the
   options where they say nothing. Problems are in `msgs`. False where a file that was asked for by name could not be
   read or used. */
bool setup_read(Setup *setup, Options *options, const SetupEnv *env, Msgs *msgs);
void setup_free(Setup *setup);

#endif
