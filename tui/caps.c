#include "caps.h"

#include "../core/mem.h"

#include <stdlib.h>
#include <string.h>

#include <curses.h>
#include <term.h> /* last: its macros are words of everybody */

/* In the order of Cap. */
static const char *const NAMES[CAP_COUNT] = {
	"smcup", "rmcup", "civis", "cnorm", "clear", "el", "sgr0", "bold", "dim", "smul", "rev",
	"smam", "rmir", "cr", "cub1", "cud1", "cuf1", "cuu1", "ind", "ri",
	"cup", "hpa", "vpa", "cuf", "cub", "csr", "indn", "rin", "setaf", "setab",
};

/* A copy without $<…>. */
static char *without_padding(const char *text)
{
	char *copy = mem_alloc(strlen(text) + 1), *to = copy;
	while (*text) {
		const char *end = text[0] == '$' && text[1] == '<' ? strchr(text, '>') : NULL;
		if (end)
			text = end + 1;
		else
			*to++ = *text++;
	}
	*to = 0;
	return copy;
}

bool caps_open(Caps *caps, const char *term)
{
	int told;
	*caps = (Caps){0};
	if (setupterm(term, 1, &told) != OK)
		return false;
	for (int i = 0; i < CAP_COUNT; i++) {
		const char *text = tigetstr(NAMES[i]);
		if (text && text != (const char *)-1 && *text)
			caps->text[i] = without_padding(text);
	}
	caps->colours = tigetnum("colors") > 0 ? tigetnum("colors") : 0;
	caps->erases_in_colour = tigetflag("bce") > 0;
	caps->waits_at_edge = tigetflag("am") <= 0 || tigetflag("xenl") > 0;
	bool usable = caps->text[CAP_cup] && caps->text[CAP_clear] && tigetflag("gn") <= 0 && tigetflag("hc") <= 0;
	if (!usable)
		caps_close(caps);
	return usable;
}

void caps_close(Caps *caps)
{
	for (int i = 0; i < CAP_COUNT; i++)
		free(caps->text[i]);
	if (cur_term)
		del_curterm(cur_term);
	*caps = (Caps){0};
}

void caps_add(const Caps *caps, Cap cap, Buf *out)
{
	buf_add(out, str_of(caps->text[cap]));
}

void caps_add_with(const Caps *caps, Cap cap, int a, int b, Buf *out)
{
	if (caps->text[cap])
		buf_add(out, str_of(tiparm(caps->text[cap], a, b)));
}
