/* The built program, which BILAN names, in the emulator of vt.h, for suites to press keys and look. Run from the top of
   the tree. What goes wrong fails the test. */
#ifndef TESTS_DRIVE_H
#define TESTS_DRIVE_H

#include "vt.h"

#define CORPUS "content/2022-urban-party-building"
#define PATIENCE 20000 /* ms; only a program that hangs waits so long */

/* The environment of the program: what is named, and what the sanitizers need. Valid until the next call. */
const char *const *environment(const char *term, const char *locale);

/* On a corpus; does not wait. */
Vt *start_on(const char *corpus, int rows, int cols, const char *locale, bool jobs);

/* On the bundled corpus, until it has drawn; with an option and its value. */
Vt *start(int rows, int cols);
Vt *start_with(const char *option, const char *value, int rows, int cols);

/* Until it has drawn all it has to draw. */
void settle(Vt *vt);

/* Keys, and until their effect is drawn. */
void press(Vt *vt, const char *keys);

void shows(Vt *vt, const char *text);

/* The screen as text, to be freed. */
char *screen_now(Vt *vt);

#endif
