/* What the tests of state share: a home directory of their own with a state in it. */
#ifndef TESTS_HOME_H
#define TESTS_HOME_H

#include "../../tui/state.h"

#include <sys/stat.h>

enum { HOME_NOBODY = 65534 };

typedef struct Home {
	char path[64];
	State state;
} Home;

/* Root may write everywhere: tests of what is not permitted begin with this and run as nobody. */
void home_nobody(void);

/* An empty directory, and the state of a corpus below it; removed with all that is in it. */
Home home_new(void);
void home_close(Home *home);

/* The path of the state's file with a suffix, written to `buffer`. */
const char *home_path(const Home *home, const char *suffix, char buffer[static 512]);
bool home_there(const Home *home, const char *suffix);

/* Permission bits; 0 where there is nothing. */
mode_t home_mode(const char *path);

void home_write(const char *path, const char *text);
void home_assert_file(const char *path, const char *wanted);

void home_bookmark(Notes *notes, const char *address);
bool home_bookmarked(const Notes *notes, const char *address);

/* Loads or saves, and asserts the result and what is said: a part of the sentence, or nothing where that is "". */
Notes home_load(const Home *home, bool usable, const char *part);
void home_save(const Home *home, Notes *notes, bool saved, const char *part);

/* Saves one bookmark more. */
void home_save_one(const Home *home, const char *address);

/* Asserts that the file has these bookmarks. */
void home_assert_has(const Home *home, const char *const *addresses, size_t n);

#endif
