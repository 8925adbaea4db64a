/* What the tests of views that write files share: a copy of a corpus that may be written, and the browser on it. */
#ifndef TESTS_DESK_H
#define TESTS_DESK_H

#include "home.h"
#include "script.h"

typedef struct Desk {
	Home home;
	char path[200]; /* of the copy */
	Script script;
} Desk;

/* Copies a corpus, a directory, and opens the browser on it; closing takes the copy away. */
void desk_open(Desk *desk, const char *from, int width, int height);
void desk_close(Desk *desk);

/* Asserts that the screen has a text, or has it not. */
void desk_shows(Desk *desk, const char *text);
void desk_hides(Desk *desk, const char *text);

/* Appends what a file of the copy has. */
void desk_read(const Desk *desk, const char *name, Buf *out);

/* Asserts that a file has the one text and lacks the other; either may be NULL. */
void desk_assert_file(const Desk *desk, const char *name, const char *has, const char *lacks);

/* Somebody else adds a line to a file. */
void desk_add_line(const Desk *desk, const char *name, const char *line);

#endif
