/* Faults of the screen, of what is typed and of what is shown: sizes, environments, bytes that are no keys, a reader
   that stalls, text that speaks to the terminal, a corpus that changes. */
#include "fault.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define ROWS 200 /* the largest screen of a storm */
#define COLS 500

/* `n` storms of resizes in one session, the seventh of each storm to 1×1, each ending where it began. */
static int storm(Fault *fault)
{
	const char *wrong = NULL;
	Vt *vt = fault_open(fault);
	uint64_t before = fault_picture(vt, fault);
	double from = fault_now(), worst = 0;
	int i;
	for (i = 0; i < fault->n && !wrong; i++) {
		double start = fault_now();
		for (int k = 0; k < 40; k++) {
			bool point = k % 7 == 6; /* libvterm 0.1.4 has no wide character in one column: 2 there */
			int rows = point ? 1 : 1 + (int)fault_dice(fault, ROWS);
			vt_resize(vt, rows, point ? 2 : 2 + (int)fault_dice(fault, COLS - 1));
			if (fault_dice(fault, 8) == 0)
				fault_sleep(fault_dice(fault, 3000));
			if (fault_dice(fault, 12) == 0)
				vt_settle(vt, FAULT_PATIENCE);
		}
		vt_resize(vt, fault->rows, fault->cols);
		bool rests = vt_settle(vt, FAULT_PATIENCE) == VT_QUIET;
		wrong = rests ? fault_differs(vt, fault, before) : "it does not come to rest";
		worst = fault_now() - start > worst ? fault_now() - start : worst;
	}
	vt_free(vt);
	return fault_tell(!wrong, "%d storms of 40 in %.1f s, the longest %.1f s: %s", i, (fault_now() - from) / 1e3,
		worst / 1e3, wrong ? wrong : "the first screen each time");
}

/* Another size at any moment around a key, `n` times. */
static int resize(Fault *fault)
{
	const char *wrong = NULL;
	Vt *vt = fault_open(fault);
	int i;
	for (i = 0; i < fault->n && !wrong; i++) {
		vt_send(vt, fault_dice(fault, 2) ? "k" : "j");
		fault_sleep(fault_dice(fault, 1500));
		fault->rows = 10 + (int)fault_dice(fault, 30);
		fault->cols = 40 + (int)fault_dice(fault, 100);
		vt_resize(vt, fault->rows, fault->cols);
		if (fault_dice(fault, 2))
			vt_send(vt, "j");
		wrong = vt_settle(vt, FAULT_PATIENCE) == VT_QUIET ? fault_differs(vt, fault, 0) : "it does not come to rest";
	}
	vt_free(vt);
	return fault_tell(!wrong, "%d times: %s", i, wrong ? wrong : "what a whole repaint gives");
}

/* One line, no escape sequence, exit 2. */
static int refuse(Fault *fault, Vt *vt)
{
	const char *said = vt_raw(vt, NULL), *end = strchr(said, '\n');
	char line[160];
	int status = -1;
	bool gone = vt_wait(vt, FAULT_PATIENCE, &status), one = end && !end[1] && !strchr(said, '\x1b');
	bool fine = gone && status >> 8 == 2 && one && (!fault->text || strstr(said, fault->text));
	snprintf(line, sizeof line, "%.*s", (int)strcspn(said, "\r\n"), said);
	vt_free(vt);
	return fault_tell(fine, "%s: %s", fault_status(status), line);
}

/* Starts in a size or an environment, shows its text, and leaves at q. */
static int run(Fault *fault)
{
	Vt *vt = fault_start(fault);
	VtState state = vt_settle(vt, FAULT_PATIENCE);
	const char *wrong = NULL;
	int status = -1;
	if (fault->refuses)
		return refuse(fault, vt);
	if (state != VT_QUIET)
		wrong = state == VT_GONE ? "it ended" : "it never rests";
	else if (fault->text && !vt_find(vt, fault->text, NULL, NULL))
		wrong = "the text is not on the screen";
	else if (fault->keys && !fault_press(vt, fault->keys))
		wrong = "it ended at a key";
	else
		wrong = fault_differs(vt, fault, 0);
	if (!wrong) {
		vt_send(vt, "q");
		bool left = vt_wait(vt, FAULT_PATIENCE, &status);
		wrong = !left ? "q does not leave" : status ? fault_status(status) : fault_kept(vt);
	}
	if (wrong)
		fault_tell(false, "%s; it shows: %.120s", wrong, vt_screen(vt));
	else
		fault_tell(true, "runs, whole characters only, q leaves");
	vt_free(vt);
	return wrong != NULL;
}

/* It lives and shows a whole picture, or has left of its own accord (a key said so) and given all back. */
static int survive(Vt *vt, Fault *fault, const char *what, double ms)
{
	VtState state = vt_settle(vt, 3 * FAULT_PATIENCE);
	int status = -1;
	const char *wrong = NULL, *alive = "alive, the picture whole";
	if (state == VT_BUSY)
		wrong = "it never rests";
	else if (state == VT_QUIET)
		wrong = fault_differs(vt, fault, 0);
	else {
		vt_wait(vt, FAULT_PATIENCE, &status);
		wrong = status ? fault_status(status) : fault_kept(vt);
		alive = "left as a key said, all given back";
	}
	vt_free(vt);
	return fault_tell(!wrong, "%s in %.1f s: %s", what, ms / 1e3, wrong ? wrong : alive);
}

static const char *const KEYS[] = {
	"\033[A", "\033[B", "\033OA", "\033OB", "\033[C", "\033[D", "\033[5~", "\033[6~", "\033[H",
	"\033[F", "\t", "\r", " ", "\033", "/", "n", "N", "g", "G", "j", "k", "h", "l", "c", "C", "M", "F",
	"A", "w", "s", "W", ";", "B", "a", "v", "f", "?", "L", "1", "2", "5", ":", "]", "[",
	"\xe4\xb8\xad", "\xe4\xb8", "\xff", "\033[200~", "\033[201~", "\033[<0;5;5M", "\033[M !!",
	"\033]52;c;AAAA\007", "\033[999;999R", "\033[?62;22c", "\033P1$r0m\033\\",
	"\033]11;rgb:ff/ff/ff\007", "\b", "\177", "\x01", "\x05", "\x0c", "\x15", "\x12", "\x11", "\x1c",
	"\x16", "\xc2\x9b", "\x80", "\xf4\x90\x80\x80", "\xed\xa0\x80",
};

/* Random keys, and what is none. */
static int keys(Fault *fault)
{
	char what[64];
	Vt *vt = fault_open(fault);
	double from = fault_now();
	int status, i;
	for (i = 0; i < fault->n && !vt_wait(vt, 0, &status); i++) {
		vt_send(vt, KEYS[fault_dice(fault, sizeof KEYS / sizeof *KEYS)]);
		if (i % 32 == 0 && !fault->quiet)
			vt_settle(vt, FAULT_PATIENCE);
	}
	snprintf(what, sizeof what, "%d keys", i);
	if (!fault->quiet)
		return survive(vt, fault, what, fault_now() - from);
	while (!vt_wait(vt, 200, &status) && fault_now() - from < FAULT_PATIENCE)
		vt_send(vt, "\033q");
	vt_free(vt);
	return fault_tell(true, "%s sent", what);
}

/* Bytes of any kind at once; those that end or stop it are left out. */
static int paste(Fault *fault)
{
	char *bytes = malloc((size_t)fault->n + 1), what[64];
	Vt *vt = fault_open(fault);
	for (int i = 0; i < fault->n; i++) {
		char c = (char)(1 + fault_dice(fault, 255));
		bytes[i] = c;
		if (c == 3 || c == 26 || c == 'q' || c == 'Q')
			bytes[i] = 'x';
	}
	bytes[fault->n] = '\0';
	double from = fault_now();
	vt_send(vt, bytes);
	snprintf(what, sizeof what, "%d bytes", fault->n);
	free(bytes);
	return survive(vt, fault, what, fault_now() - from);
}

/* The line stalls: nobody reads for three seconds, while keys come; then all is drawn. */
static int stall(Fault *fault)
{
	Vt *vt = fault_open(fault);
	int status;
	double from = fault_now();
	for (int i = 0; i < fault->n && fault_now() - from < 3000; i++) {
		vt_type(vt, i % 40 < 20 ? "j" : "k");
		fault_sleep(1500);
	}
	bool gone = vt_wait(vt, 0, &status);
	if (!gone)
		vt_settle(vt, FAULT_PATIENCE);
	return survive(vt, fault, "stalled", fault_now() - from);
}

/* Sequences in what was sent: OSC, DCS, C1, bidi controls, other than those that a harmless text brings about. */
static int scan(Fault *fault)
{
	static const char *const NEVER[] = {
		"\x1b]0;owned", "\x1b]52;c;b3du", "\x1b]8;", "\x1bPowned", "\xc2\x9b", "\xc2\x85", "\xc2\x90",
		"\xe2\x80\xae", "\xe2\x80\xab", "\xe2\x81\xa6", "\xe2\x81\xa9", "\xe2\x80\x8f", "\xe2\x80\x8b",
		"\xef\xbb\xbf", "\xc2\xad", "\xf3\xa0\x81\x81", "\x1b_", "\x1b^", "\x1bX", "\x1b" "c",
		"\x1b[2J\xe4", "\x0e", "\x7f",
	};
	static const char STEPS[] = "ljl\x1b[6~ii1j2j3j4j5j";
	int found = 0;
	size_t n;
	Vt *vt = fault_start(fault);
	vt_settle(vt, FAULT_PATIENCE); /* U+FFFD rightly stands for what was taken out, so the picture is not judged */
	for (const char *step = STEPS; *step; step++)
		fault_press(vt, *step == '\x1b' ? "\x1b[6~" : (char[]){ *step, '\0' });
	const char *raw = vt_raw(vt, &n);
	for (size_t i = 0; i < sizeof NEVER / sizeof *NEVER; i++)
		for (const char *at = raw; (at = strstr(at, NEVER[i])) != NULL; at++)
			found++;
	bool alive = vt_alternate(vt);
	vt_free(vt);
	return fault_tell(!found && alive && n > 2000, "%d of them in %zu bytes%s", found, n,
		alive ? "" : "; it left its screen");
}

static bool change(const char *file, int how)
{
	char other[1100];
	FILE *f;
	if (how == 0)
		return truncate(file, 0) == 0;
	if (how == 1)
		return unlink(file) == 0;
	snprintf(other, sizeof other, "%s.other", file);
	f = fopen(how == 2 ? other : file, "w");
	bool fine = f && fputs("schema: [\n\xff\n", f) >= 0;
	fine = f && fclose(f) == 0 && fine;
	return fine && (how != 2 || rename(other, file) == 0);
}

/* What the panes show; below them one line says what is wrong with the files, and one has the hints. */
static uint64_t upper_rows(Vt *vt)
{
	const char *screen = vt_screen(vt), *end = screen;
	uint64_t sum = 1469598103934665603u;
	for (int row = 0; row < 12; row++)
		end = strchr(end, '\n') + 1;
	for (const char *c = screen; c < end; c++)
		sum = (sum ^ (unsigned char)*c) * 1099511628211u;
	return sum;
}

/* The corpus is truncated (n 0), deleted (1), replaced by rubbish (2) or overwritten (3) while it is read: what is
   shown stays, everywhere, and a line says where the file is wrong. */
static int corpus(Fault *fault)
{
	static const char *const STEPS[] = { "jl", "jl", " ", "]", "hh2", "jl", "/\xe7\xbd\x91\xe6\xa0\xbc\r", "nn" };
	enum { N = sizeof STEPS / sizeof *STEPS };
	uint64_t pictures[N];
	const char *wrong = NULL;
	for (int session = 0; session < 2 && !wrong; session++) {
		fault->rows += session ? 1 : -1; /* the line that says it takes one */
		Vt *vt = fault_open(fault);
		if (session == 1 && !change(fault->file, fault->n))
			wrong = "the file cannot be changed";
		if (session == 1 && !wrong && !vt_until(vt, "\xe6\x96\x87\xe4\xbb\xb6\xe6\x9c\x89\xe9\x94\x99", FAULT_PATIENCE))
			wrong = "it says nothing";
		for (size_t i = 0; i < N && !wrong; i++) {
			uint64_t now = fault_press(vt, STEPS[i]) ? upper_rows(vt) : 0;
			if (session == 0)
				pictures[i] = now;
			else if (now == 0 || now != pictures[i])
				wrong = now ? "another text" : "it ended";
		}
		vt_free(vt);
	}
	return fault_tell(!wrong, "%s", wrong ? wrong : "the same screens as before the change, and where it is wrong");
}

const FaultRow FAULTS_SCREEN[] = {
	{ "storm", storm }, { "resize", resize }, { "run", run }, { "keys", keys }, { "paste", paste }, { "stall", stall },
	{ "scan", scan }, { "corpus", corpus }, { NULL, NULL },
};
