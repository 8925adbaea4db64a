/* What the tests of the browser share: a corpus and an app on it, keys written as in actions.def, and the screen as
   text. */
#ifndef TESTS_SCRIPT_H
#define TESTS_SCRIPT_H

#include "../../tui/app.h"

typedef struct Script {
	Corpus *corpus;
	Msgs *msgs;
	App *app;
	Screen screen;
} Script;

/* Opens the browser on tests/data/small.yaml ("small"), on what was imported from tests/import/seen/lines.txt
   ("imported"), or from tests/import/seen/wrapped.txt ("wrapped"), on tests/data/original
   ("original"), on a path with a slash in it, or on the bundled corpus
   ("bundled"); fails the test where that does not load. */
Script script_open(const char *corpus, Lang lang, int width, int height);
void script_close(Script *script);

/* Likewise on a corpus of the caller's and its messages (NULL: none), both of which script_close frees. */
Script script_on(Corpus *corpus, Msgs *msgs, Lang lang, int width, int height);

/* Types keys: names as in actions.def (DOWN ENTER ^D c), text in "…", or single characters, separated by blanks. */
void script_type(Script *script, const char *keys);

/* The screen as text, until the next call; with `styles` as screen_dump writes them. */
const char *script_screen(Script *script, bool styles);

/* True where the screen has `text` on one of its rows. */
bool script_shows(Script *script, const char *text);

#endif
