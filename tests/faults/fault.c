/* terminal FAULT [-r ROWS] [-c COLUMNS] [-n COUNT] [-s SEED] [-e NAME=VALUE]… [-k KEYS] [-w TEXT] [-f FILE]
   [-x] [-j] [-b] -- PROGRAM…: throws one fault at a full-screen program and prints what happened. Exit 0: as it should
   be, 1: not. */
#include "fault.h"

#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

int fault_tell(bool fine, const char *form, ...)
{
	va_list values;
	va_start(values, form);
	vprintf(form, values);
	va_end(values);
	putchar('\n');
	return !fine;
}

uint32_t fault_dice(Fault *fault, uint32_t n)
{
	fault->dice ^= fault->dice << 13;
	fault->dice ^= fault->dice >> 17;
	fault->dice ^= fault->dice << 5;
	return fault->dice % n;
}

double fault_now(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

void fault_sleep(long microseconds)
{
	nanosleep(&(struct timespec){ .tv_sec = microseconds / 1000000, .tv_nsec = microseconds % 1000000 * 1000 }, NULL);
}

const char *fault_status(int status)
{
	static char text[64];
	bool exited = WIFEXITED(status);
	snprintf(text, sizeof text, exited ? "exit %d" : "signal %d", exited ? WEXITSTATUS(status) : WTERMSIG(status));
	return text;
}

Vt *fault_start(const Fault *fault)
{
	VtStart start = { .rows = fault->rows, .cols = fault->cols, .env = fault->env, .jobs = fault->jobs };
	Vt *vt = vt_start(fault->argv, &start);
	if (!vt) {
		puts("no pseudo-terminal to be had");
		exit(FAULT_LEFT_OUT);
	}
	return vt;
}

Vt *fault_open(const Fault *fault)
{
	Vt *vt = fault_start(fault);
	VtState state = vt_settle(vt, FAULT_PATIENCE);
	if (state == VT_QUIET && fault->keys && !fault_press(vt, fault->keys))
		state = VT_GONE;
	if (state == VT_QUIET)
		return vt;
	printf("did not come to its first screen: %s; it shows: %.200s\n", state == VT_GONE ? "it ended" : "it never rests",
		vt_screen(vt));
	vt_free(vt);
	exit(1);
}

bool fault_press(Vt *vt, const char *keys)
{
	vt_send(vt, keys);
	return vt_settle(vt, FAULT_PATIENCE) == VT_QUIET;
}

/* FAULT_SHOW=1: every picture that is compared, for whoever looks for what differs. */
static void show(Vt *vt)
{
	if (getenv("FAULT_SHOW"))
		fprintf(stderr, "%s----\n", vt_screen(vt));
}

static uint64_t mix(uint64_t h, const void *bytes, size_t n)
{
	for (const unsigned char *b = bytes; n > 0; b++, n--)
		h = (h ^ *b) * 1099511628211u;
	return h;
}

/* What is seen of a colour; the rest of the union is anything. */
static uint64_t mix_colour(uint64_t h, VTermColor c)
{
	bool indexed = VTERM_COLOR_IS_INDEXED(&c);
	unsigned char seen[] = { c.type, indexed ? c.indexed.idx : c.rgb.red, indexed ? 0 : c.rgb.green,
		indexed ? 0 : c.rgb.blue };
	return mix(h, seen, sizeof seen);
}

/* What is seen of a cell: a blank has no letter, and the right half of a wide character is of any look in libvterm. */
static uint64_t mix_cell(uint64_t h, VTermScreenCell *cell)
{
	bool blank = !cell->chars[0] || cell->chars[0] == ' ', right = cell->chars[0] == (uint32_t)-1;
	unsigned char lines = cell->attrs.underline | cell->attrs.reverse << 2 | cell->attrs.strike << 3,
		letter = cell->attrs.bold | cell->attrs.italic << 1;
	if (blank)
		cell->chars[0] = ' ';
	h = mix(h, cell->chars, sizeof cell->chars);
	if (right)
		return h;
	h = mix_colour(mix(h, &lines, 1), cell->bg);
	return blank && !cell->attrs.reverse ? h : mix_colour(mix(h, &letter, 1), cell->fg);
}

uint64_t fault_picture(const Vt *vt, const Fault *fault)
{
	uint64_t h = 14695981039346656037u;
	for (int row = 0; row < fault->rows; row++)
		for (int col = 0; col < fault->cols; col++) {
			VTermScreenCell cell = { 0 }; /* only as many characters are filled in as there are */
			vt_cell(vt, row, col, &cell);
			h = mix_cell(h, &cell);
		}
	return h;
}

const char *fault_differs(Vt *vt, const Fault *fault, uint64_t before)
{
	if (vt_fault(vt))
		return vt_fault(vt);
	uint64_t now = fault_picture(vt, fault);
	show(vt);
	if (before != 0 && now != before)
		return "another screen";
	kill(vt_pid(vt), SIGWINCH); /* of the same size: all is painted again, and no message goes as it would at ^L */
	fault_sleep(2000);
	if (vt_settle(vt, FAULT_PATIENCE) != VT_QUIET)
		return "it does not go on";
	show(vt);
	return fault_picture(vt, fault) == now ? NULL : "not what a whole repaint gives";
}

const char *fault_kept(const Vt *vt)
{
	return vt_alternate(vt) ? "the alternate screen is still shown" : !vt_cursor_visible(vt) ? "the cursor is hidden" :
		vt_mouse(vt) ? "the mouse is still its own" : !vt_line_mode_restored(vt) ? "the line is not as it was" : NULL;
}

/* Puts NAME=VALUE into the environment, in the place of another of that name; without a value only takes that out. */
static void set_env(Fault *fault, const char *word)
{
	size_t name = strcspn(word, "="), n = 0;
	while (fault->env[n] && strncmp(fault->env[n], word, name + 1) != 0)
		n++;
	if (n == FAULT_ENV - 1)
		return;
	fault->env[n] = word;
	while (!word[name + 1] && fault->env[n]) {
		fault->env[n] = fault->env[n + 1];
		n++;
	}
}

static const FaultRow *find(const char *name)
{
	static const FaultRow *const TABLES[] = { FAULTS_MOMENT, FAULTS_SCREEN, FAULTS_MANY };
	for (size_t i = 0; i < sizeof TABLES / sizeof *TABLES; i++)
		for (const FaultRow *row = TABLES[i]; row->name; row++)
			if (strcmp(row->name, name) == 0)
				return row;
	return NULL;
}

static bool take_option(Fault *fault, char option, const char *value)
{
	int number = value ? atoi(value) : 0;
	switch (option) {
	case 'r': fault->rows = number; break;
	case 'c': fault->cols = number; break;
	case 'n': fault->n = number; break;
	case 's': fault->dice = (uint32_t)number * 2654435761u | 1; break;
	case 'e': set_env(fault, value); break;
	case 'k': fault->keys = value; break;
	case 'w': fault->text = value; break;
	case 'f': fault->file = value; break;
	case 'x': fault->refuses = true; break;
	case 'j': fault->jobs = true; break;
	case 'b': fault->quiet = true; break;
	default: return false;
	}
	return true;
}

int main(int argc, char **argv)
{
	static char path[1024], asan[512];
	Fault fault = { .rows = 24, .cols = 80, .n = 1, .dice = 2463534242u };
	const FaultRow *row = argc > 1 ? find(argv[1]) : NULL;
	int option;
	snprintf(path, sizeof path, "PATH=%s", getenv("PATH") ? getenv("PATH") : "/usr/bin:/bin");
	snprintf(asan, sizeof asan, "ASAN_OPTIONS=%s", getenv("ASAN_OPTIONS") ? getenv("ASAN_OPTIONS") : "");
	const char *const usual[] = { path, asan, "TERM=xterm-256color", "LC_ALL=C.UTF-8" };
	for (size_t i = 0; i < sizeof usual / sizeof *usual; i++)
		set_env(&fault, usual[i]);
	optind = 2;
	while (row && (option = getopt(argc, argv, "r:c:n:s:e:k:w:f:xjb")) != -1)
		if (!take_option(&fault, (char)option, optarg))
			row = NULL;
	if (!row || optind >= argc) {
		puts("terminal FAULT [OPTION…] -- PROGRAM…");
		return 2;
	}
	fault.argv = (const char *const *)argv + optind;
	signal(SIGPIPE, SIG_IGN);
	return row->run(&fault);
}
