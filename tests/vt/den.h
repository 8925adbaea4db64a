/* What the tests of the kiosk share: a directory of a stranger's, and the program let loose on it. BILAN names the
   program; run from the top of the tree. */
#ifndef TESTS_DEN_H
#define TESTS_DEN_H

#include "drive.h"

typedef struct Den {
	char path[64];  /* a directory of the stranger's: HOME, and whatever the environment can point to */
	char *env[17]; /* NAME=VALUE */
	size_t n;
} Den;

#define STILL (const char *const[]){"--idle", "0", "--no-state", NULL}

/* An empty directory that is HOME, with a terminfo of the stranger's; removed with all that is in it. */
Den den_make(void);
void den_leave(Den *den);

/* Sets a variable of the environment. */
void den_say(Den *den, const char *name, const char *value);

/* The path of a file in it; writes one. */
void den_path(const Den *den, const char *name, char path[static 200]);
void den_write(const Den *den, const char *name, const char *text);

/* Opens the kiosk, with `more` behind the options that keep the test still, up to a NULL; den_still without a state and
   until it rests. */
Vt *den_kiosk(const Den *den, bool jobs, const char *const more[]);
Vt *den_still(const Den *den);

/* Entries of a directory, with . and .. */
size_t den_count(const char *path);

/* A line of /proc/PID/NAME that begins with `key`. */
void den_proc(Vt *vt, const char *name, const char *key, char line[static 200]);

#endif
