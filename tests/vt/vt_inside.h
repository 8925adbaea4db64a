/* What vt.c (the program and its pseudo-terminal) and vt_screen.c (the cells) share. */
#ifndef TESTS_VT_INSIDE_H
#define TESTS_VT_INSIDE_H

#include "vt.h"

#include <termios.h>

struct Vt {
	int master, slave;
	pid_t pid, leader; /* leader 0: the program is its own */
	bool ended, alternate, cursor, mouse;
	int status, rows, cols;
	VTerm *terminal;
	VTermScreen *screen;
	struct termios found; /* the line discipline before the start */
	char *raw, *text;
	size_t n, cap;
	char fault[120];
};

#endif
