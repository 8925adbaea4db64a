#include "drive.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The environment of the program: what is named, and what the sanitizers need. */
const char *const *environment(const char *term, const char *locale)
{
	static char words[4][512];
	static const char *list[6];
	size_t n = 0;
	snprintf(words[0], sizeof words[0], "TERM=%s", term);
	snprintf(words[1], sizeof words[1], "LC_ALL=%s", locale);
	snprintf(words[2], sizeof words[2], "ASAN_OPTIONS=%s", getenv("ASAN_OPTIONS") ? getenv("ASAN_OPTIONS") : "");
	snprintf(words[3], sizeof words[3], "PATH=%s", getenv("PATH"));
	for (size_t i = 0; i < 4; i++)
		list[n++] = words[i];
	list[n++] = "HOME=/nonexistent";
	list[n] = NULL;
	return list;
}

Vt *start_on(const char *corpus, int rows, int cols, const char *locale, bool jobs)
{
	const char *program = getenv("BILAN") ? getenv("BILAN") : "build/bilan";
	const char *argv[] = { program, "--lang", "zh", corpus, NULL };
	VtStart start = { .rows = rows, .cols = cols, .env = environment("xterm-256color", locale), .jobs = jobs };
	Vt *vt = vt_start(argv, &start);
	cr_assert(vt != NULL, "no pseudo-terminal");
	return vt;
}

void settle(Vt *vt)
{
	VtState state = vt_settle(vt, PATIENCE);
	const char *what = state == VT_GONE ? "the program ended" : "the program never rests";
	cr_assert(state == VT_QUIET, "%s; the screen:\n%s", what, vt_screen(vt));
	cr_assert(vt_fault(vt) == NULL, "%s; the screen:\n%s", vt_fault(vt), vt_screen(vt));
}

Vt *start(int rows, int cols)
{
	Vt *vt = start_on(CORPUS, rows, cols, "C.UTF-8", false);
	settle(vt);
	return vt;
}

void press(Vt *vt, const char *keys)
{
	vt_send(vt, keys);
	settle(vt);
}

void shows(Vt *vt, const char *text)
{
	cr_assert(vt_find(vt, text, NULL, NULL), "“%s” is not on the screen:\n%s", text, vt_screen(vt));
}

char *screen_now(Vt *vt)
{
	return strdup(vt_screen(vt));
}

Vt *start_with(const char *option, const char *value, int rows, int cols)
{
	const char *program = getenv("BILAN") ? getenv("BILAN") : "build/bilan";
	const char *argv[] = { program, "--lang", "zh", option, value, CORPUS, NULL };
	VtStart start = { .rows = rows, .cols = cols, .env = environment("xterm-256color", "C.UTF-8"), .jobs = false };
	Vt *vt = vt_start(argv, &start);
	cr_assert(vt != NULL, "no pseudo-terminal");
	settle(vt);
	return vt;
}
