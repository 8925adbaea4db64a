#include "caps.h"

#include "../core/mem.h"

#include <stdlib.h>
#include <string.h>

#include <curses.h>
#include <term.h> /* last: its macros are words of everybody */

/* Of the colours from 16 on, which are all that is asked for, ncurses' own entries make the same of each number. */
#define AS_NUMBER(eight, sixteen, all) \
	"\033[%?%p1%{8}%<%t" eight "%p1%d%e%p1%{16}%<%t" sixteen "%p1%{8}%-%d%e" all ";5;%p1%d%;m"
static const struct { const char *all, *many; } COLOURS[] = {
	{AS_NUMBER("3", "9", "38"), "\033[38;5;%p1%dm"},
	{AS_NUMBER("4", "10", "48"), "\033[48;5;%p1%dm"},
};

/* In the order of Cap. */
static const char *const NAMES[CAP_COUNT] = {
	"smcup", "rmcup", "civis", "cnorm", "clear", "el", "sgr0", "bold", "dim", "smul", "rev",
	"smam", "rmir", "cr", "cub1", "cud1", "cuf1", "cuu1", "ind", "ri",
	"cup", "hpa", "vpa", "cuf", "cub", "csr", "indn", "rin", "setaf", "setab",
};

/* A copy without $<…>, and of colours what is needed. */
static char *without_padding(const char *text)
{
	char *copy = mem_alloc(strlen(text) + 1), *to = copy;
	for (size_t i = 0; i < sizeof COLOURS / sizeof *COLOURS; i++)
		if (strcmp(text, COLOURS[i].all) == 0)
			text = COLOURS[i].many;
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

/* Digits of a number that is not negative; returns how many. */
static size_t put_number(int number, char *out)
{
	char digits[12];
	size_t n = 0;
	for (; n == 0 || number > 0; number /= 10)
		digits[n++] = (char)('0' + number % 10);
	for (size_t i = 0; i < n; i++)
		out[i] = digits[n - 1 - i];
	return n;
}

/* What most strings are made of, without terminfo's whole language, which costs more than the rest of a frame; false
   where it is needed. */
static bool add_numbers(const char *text, int a, int b, Buf *out)
{
	char made[64];
	size_t n = 0;
	int number = 0;
	for (; *text && n < sizeof made - 12; text++) {
		if (*text != '%')
			made[n++] = *text;
		else if (*++text == 'i')
			a++, b++;
		else if (*text == 'p' && (text[1] == '1' || text[1] == '2'))
			number = *++text == '1' ? a : b;
		else if (*text == 'd' && number >= 0)
			n += put_number(number, made + n);
		else
			return false;
	}
	if (!*text)
		buf_add(out, (Str){made, n});
	return !*text;
}

void caps_add_with(const Caps *caps, Cap cap, int a, int b, Buf *out)
{
	const char *text = caps->text[cap];
	if (text && !add_numbers(text, a, b, out))
		buf_add(out, str_of(tiparm(text, a, b)));
}
