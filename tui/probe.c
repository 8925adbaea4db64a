#include "probe.h"

#include "../core/str.h"

#include <stdlib.h>
#include <string.h>

/* Two marks and a line that are ambiguous, one that a font may draw wide, and two Han: six bytes, all of them A0 or
   higher in their continuation, so that a terminal without UTF-8 shows six columns and obeys none. */
static const char *const STRINGS[PROBE_COLUMNS] = {"“", "—", "─", "①", "段段"};
enum { QUOTE, DASH, LINE, CIRCLED, HAN };

/* Those that take a question they do not know for text, or whose TERM does not tell which they are. */
static const char *const PLAIN[] = {"linux", "vt", "ansi", "cons", "sun", "wy", "at386", "pcansi"};

bool probe_is_console(const char *term)
{
	for (size_t i = 0; term && i < sizeof PLAIN / sizeof *PLAIN; i++)
		if (strncmp(term, PLAIN[i], strlen(PLAIN[i])) == 0 && strncmp(term, "vte", 3) != 0)
			return true;
	return false;
}

void probe_ask(Probe *probe, const char *term, Buf *out)
{
	*probe = (Probe){.asked = true};
	for (int i = 0; i < PROBE_COLUMNS; i++) {
		buf_add(out, STR("\r\033[K"));
		buf_add(out, str_of(STRINGS[i]));
		buf_add(out, STR("\033[6n"));
	}
	buf_add(out, STR("\r\033[K"));
	if (!probe_is_console(term))
		buf_add(out, STR("\033[?69$p\033]11;?\033\\\033[?996n"));
	buf_add(out, STR("\033[c"));
}

void probe_ask_arrival(Probe *probe, const char *term, Buf *out)
{
	probe->arrived = probe_is_console(term);
	if (!probe->arrived)
		buf_add(out, STR("\033[5n"));
}

/* Up to `most` numbers between ESC [ (or ESC [ ?) and the final bytes. */
static int numbers(Str sequence, size_t from, int *out, int most)
{
	int n = 0;
	for (size_t i = from; i < sequence.n && n < most; n++) {
		int value = 0;
		for (; i < sequence.n && sequence.s[i] >= '0' && sequence.s[i] <= '9' && value < 100000; i++)
			value = value * 10 + sequence.s[i] - '0';
		out[n] = value;
		if (i >= sequence.n || sequence.s[i++] != ';')
			return n + 1;
	}
	return n;
}

static void conclude(Probe *p)
{
	p->asked = false;
	if (p->n < PROBE_COLUMNS)
		return;
	p->charset = p->widths[HAN] == 4 ? PROBE_UTF8 : p->widths[HAN] == 6 ? PROBE_OTHER : PROBE_UNKNOWN;
	bool same = p->widths[QUOTE] == p->widths[DASH] && p->widths[QUOTE] == p->widths[CIRCLED];
	if (p->charset == PROBE_UTF8 && same && (p->widths[QUOTE] == 1 || p->widths[QUOTE] == 2))
		p->ambiguous = p->widths[QUOTE];
	if (p->charset == PROBE_UTF8 && p->widths[LINE] == 2) /* frames need lines of one column */
		p->ambiguous = 2;
}

/* OSC 11 ; rgb:RRRR/GGGG/BBBB: Rec. 709 weights are near enough to tell light from dark. */
static bool take_ground(Probe *p, Str sequence)
{
	static const double WEIGHTS[3] = {0.2126, 0.7152, 0.0722};
	Str head = STR("\033]11;rgb:");
	if (!str_starts(sequence, head))
		return false;
	double light = 0;
	size_t at = head.n;
	for (int i = 0; i < 3; i++) {
		unsigned long value = 0, most = 1;
		for (; at < sequence.n && strchr("0123456789abcdefABCDEF", sequence.s[at]) && sequence.s[at]; at++) {
			int digit = sequence.s[at] <= '9' ? sequence.s[at] - '0' : (sequence.s[at] | 32) - 'a' + 10;
			value = value * 16 + (unsigned long)digit;
			most *= 16;
			if (most > 65536)
				return true;
		}
		if (most == 1)
			return true;
		light += WEIGHTS[i] * (double)value / (double)(most - 1);
		at += at < sequence.n && sequence.s[at] == '/';
	}
	p->ground_told = true;
	p->ground = light;
	return true;
}

bool probe_take(Probe *p, Str sequence)
{
	int at[2] = {0, 0};
	if (str_starts(sequence, STR("\033]11;")))
		return take_ground(p, sequence);
	if (str_eq(sequence, STR("\033[0n")))
		return p->arrived = true;
	if (!p->asked || sequence.n < 4 || !str_starts(sequence, STR("\033[")))
		return false;
	bool private = sequence.s[2] == '?';
	char final = sequence.s[sequence.n - 1];
	if (!private && final == 'R' && numbers(sequence, 2, at, 2) == 2) {
		if (p->n < PROBE_COLUMNS)
			p->widths[p->n++] = at[1] - 1;
		return true;
	}
	if (private && final == 'n' && numbers(sequence, 3, at, 2) == 2 && at[0] == 997) {
		p->ground = p->ground_told ? p->ground : at[1] == 2; /* a colour tells more than a word */
		p->ground_told = true;
		return true;
	}
	if (private && final == 'y' && numbers(sequence, 3, at, 2) == 2) {
		if (at[0] == 69)
			p->margins = at[1] == 1 || at[1] == 2;
		return true;
	}
	if (private && final == 'c')
		conclude(p);
	return private && final == 'c';
}
