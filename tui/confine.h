/* What the kernel takes away from a process that strangers type into, once its files are open: Landlock (no file but
   those named, landlock(7)), seccomp (no system call but those of the table in confine.c: nothing that runs programs,
   talks to networks or other processes, maps code, or types into a terminal: TIOCSTI, TIOCLINUX), and limits.

   The filter is a table of ours: libseccomp, linked, made every start slower by an eighth (--version, 300 runs each,
   interleaved: 7.5 ms without, 8.7 with), kiosk or not, and opened by name it could be missing where it is needed. It
   knows the 64-bit little-endian processors below; elsewhere CONFINE_CALLS is not to be had. */
#ifndef BILAN_CONFINE_H
#define BILAN_CONFINE_H

#include <stdbool.h>
#include <stddef.h>

/* What may be had of a kernel. */
typedef enum ConfineBy {
	CONFINE_FILES = 1, /* Landlock */
	CONFINE_CALLS = 2, /* seccomp */
	CONFINE_ALL = 3
} ConfineBy;

/* A file, or a directory and all below it, that stays in reach: to be read, or to be written too. */
typedef struct ConfinePath {
	const char *path;
	bool writes;
} ConfinePath;

/* A set of ConfineBy: what this kernel has. Changes nothing. */
unsigned confine_able(void);

/* At the start: no core dump, no ptrace by others (prctl(2), PR_SET_DUMPABLE), no new privileges, files of at most
   8 MB, at most 256 of them open, and none open but standard input, output and error. */
void confine_begin(void);

/* For good: nothing but these paths, and none of them can be run. Where none of them may be written, no file can be
   opened for writing at all. 256 MB more memory, 32 files, no other process. Returns a set of ConfineBy: what holds
   now. A path that is not there is left out. */
unsigned confine(const ConfinePath *paths, size_t n);

/* The same by a set of them only, for tests: what one refuses shall not be taken for the other's work. */
unsigned confine_by(unsigned by, const ConfinePath *paths, size_t n);

#endif
