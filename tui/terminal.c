#include "terminal.h"

#include "caps.h"
#include "charset.h"
#include "copy.h"
#include "decode.h"
#include "paint.h"
#include "write.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

#define ESC_MILLISECONDS 25
#define HELD_MILLISECONDS 60 /* keys that come faster are one that is held down */
#define PAUSE_MILLISECONDS 600 /* on a slow line, longer than a keyboard waits before it repeats a key */
#define SLOW 8000            /* bytes a second: a pane of text takes a quarter of a second */

static const int SIGNALS[] = {SIGHUP, SIGTERM, SIGINT, SIGWINCH, SIGTSTP};

static struct {
	TerminalOptions options; /* with the palette that was asked for last */
	bool open;
	struct termios found;    /* the line's modes of before */
	Decoder decoder;
	Charset charset;
	Caps caps;
	Paint paint;
	Buf out;                 /* a frame, and what goes before it */
	int width, height, ambiguous;
	Palette palette;
	int ground;              /* what is known of the terminal's own: 1 light, -1 dark, 0 nothing */
	bool asked;
	bool held, owed, follows; /* keys come fast; a paint was left out; panes that follow were */
	bool slow;               /* the line, as the first frame told */
	size_t timed;            /* bytes of the frame of which the arrival was asked; 0: of none */
	int64_t key_time, answer_time; /* milliseconds */
	int64_t idle_since;      /* milliseconds; -1: TERMINAL_IDLE has come since the last key */
	int also_fd;             /* of terminal_also … */
	int64_t also_due;        /* … milliseconds; -1: never */
	sigset_t outside;        /* the signal mask of before: what is let in while waiting */
	int status;
} terminal;

static volatile sig_atomic_t resized, stopped, ended;

static int64_t now(void)
{
	struct timespec time;
	clock_gettime(CLOCK_MONOTONIC, &time);
	return (int64_t)time.tv_sec * 1000 + time.tv_nsec / 1000000;
}

static void on_signal(int number)
{
	if (number == SIGWINCH)
		resized = 1;
	else if (number == SIGTSTP)
		stopped = 1;
	else
		ended = number;
}

static void catch_signals(void)
{
	sigset_t block;
	sigemptyset(&block);
	for (size_t i = 0; i < sizeof SIGNALS / sizeof *SIGNALS; i++) {
		sigaddset(&block, SIGNALS[i]);
		sigaction(SIGNALS[i], &(struct sigaction){.sa_handler = on_signal}, NULL);
	}
	if (terminal.options.no_stop)
		sigaction(SIGTSTP, &(struct sigaction){.sa_handler = SIG_IGN}, NULL);
	sigaction(SIGPIPE, &(struct sigaction){.sa_handler = SIG_IGN}, NULL);
	sigprocmask(SIG_BLOCK, &block, &terminal.outside);
	for (size_t i = 0; i < sizeof SIGNALS / sizeof *SIGNALS; i++)
		sigdelset(&terminal.outside, SIGNALS[i]);
}

static Palette choose_palette(Palette wanted)
{
	const Caps *caps = &terminal.caps;
	bool colours = caps->colours >= 256 && caps->text[CAP_setaf] && caps->text[CAP_setab];
	return colours ? palette_choose(wanted, terminal.ground, getenv("NO_COLOR")) : PALETTE_MONO;
}

static void take_palette(void)
{
	paint_set_palette(&terminal.paint, terminal.palette, palette_own_paper(terminal.palette, terminal.ground));
}

Palette terminal_set_palette(Palette palette)
{
	terminal.options.palette = palette;
	palette = choose_palette(palette);
	if (palette != terminal.palette) {
		terminal.palette = palette;
		take_palette();
	}
	return palette;
}

Palette terminal_palette(void)
{
	return terminal.palette;
}

int terminal_ambiguous(void)
{
	return terminal.ambiguous;
}

/* Goes out with the next frame, before it: its row is painted afterwards. */
static void ask(void)
{
	buf_add(&terminal.out, STR("\033[H"));
	probe_ask(&terminal.decoder.probe, getenv("TERM"), &terminal.out);
	terminal.asked = true;
	terminal_forget();
}

static void flush(void)
{
	if (terminal.asked && terminal.decoder.probe.asked && terminal.timed == 0) {
		terminal.timed = terminal.out.n;
		probe_ask_arrival(&terminal.decoder.probe, getenv("TERM"), &terminal.out);
	}
	if (terminal.out.n > 0)
		write_all(STDOUT_FILENO, buf_str(&terminal.out));
	buf_clear(&terminal.out);
}

bool terminal_copy(Str text)
{
	const char *term = getenv("TERM");
	Buf sequence = {0};
	bool taken = !probe_is_console(term) && copy_add_sequence(&sequence, text, term, getenv("TMUX"))
		&& write_all(STDOUT_FILENO, buf_str(&sequence)) == 0;
	buf_free(&sequence);
	return taken;
}

void terminal_set_mouse(bool on)
{
	if (!terminal.open || on == terminal.decoder.mouse)
		return;
	terminal.decoder.mouse = on;
	buf_add(&terminal.out, decode_mouse_mode(on));
	flush();
}

void terminal_ask(void)
{
	ask();
}

/* Bytes as they come and go; Ctrl-C and Ctrl-Z are signals, Ctrl-S must not freeze the screen, and Ctrl-Q, Ctrl-V and
   Ctrl-\ are keys. */
static void set_modes(void)
{
	struct termios modes = terminal.found;
	modes.c_iflag &= ~(tcflag_t)(IXON | IXOFF | ICRNL | INLCR | IGNCR);
	modes.c_oflag &= ~(tcflag_t)OPOST;
	modes.c_lflag &= ~(tcflag_t)(ICANON | ECHO);
	modes.c_cc[VMIN] = 1;
	modes.c_cc[VTIME] = 0;
	modes.c_cc[VQUIT] = modes.c_cc[VLNEXT] = _POSIX_VDISABLE;
	if (terminal.options.no_stop)
		modes.c_cc[VSUSP] = _POSIX_VDISABLE;
	tcsetattr(STDIN_FILENO, TCSANOW, &modes);
}

/* The program's own screen, letters that replace, lines that wrap at the edge; the first frame clears it. */
static void enter(void)
{
	static const Cap CAPS[] = {CAP_smcup, CAP_rmir, CAP_smam};
	set_modes();
	for (size_t i = 0; i < sizeof CAPS / sizeof *CAPS; i++)
		caps_add(&terminal.caps, CAPS[i], &terminal.out);
	if (terminal.decoder.mouse)
		buf_add(&terminal.out, decode_mouse_mode(true));
	terminal_forget();
}

static void leave(void)
{
	buf_clear(&terminal.out);
	if (terminal.decoder.mouse)
		buf_add(&terminal.out, decode_mouse_mode(false));
	paint_leave(&terminal.paint, &terminal.out);
	caps_add(&terminal.caps, CAP_rmcup, &terminal.out);
	buf_add_char(&terminal.out, '\r');
	flush();
	tcsetattr(STDIN_FILENO, TCSADRAIN, &terminal.found);
}

TerminalFault terminal_check(void)
{
	const char *name = getenv("TERM");
	if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO))
		return TERMINAL_NOT_ONE;
	bool usable = name && *name && strcmp(name, "dumb") != 0 && strlen(name) <= 64 && !strchr(name, '/');
	return usable ? TERMINAL_FINE : TERMINAL_DUMB;
}

TerminalFault terminal_open(const TerminalOptions *options)
{
	TerminalFault fault = terminal_check();
	if (fault != TERMINAL_FINE)
		return fault;
	if (tcgetattr(STDIN_FILENO, &terminal.found) != 0)
		return TERMINAL_NOT_ONE;
	if (!caps_open(&terminal.caps, getenv("TERM")))
		return TERMINAL_DUMB;
	charset_open(&terminal.charset);
	paint_open(&terminal.paint, &terminal.caps, &terminal.charset);
	terminal.options = *options;
	terminal.idle_since = now();
	terminal_also(-1, -1);
	terminal.ambiguous = options->ambiguous ? options->ambiguous : terminal.charset.foreign ? 2 : 1;
	catch_signals();
	terminal.ground = palette_told_ground(getenv("COLORFGBG"), getenv("TERM"));
	terminal.palette = choose_palette(options->palette);
	if (options->palette == PALETTE_AUTO && terminal.palette == PALETTE_BOTH)
		terminal.palette = PALETTE_DARK; /* most are, and will tell so: no frame is painted twice */
	take_palette();
	terminal_size(&terminal.width, &terminal.height);
	terminal.open = true;
	enter();
	ask();
	return TERMINAL_FINE;
}

static bool give_back(void)
{
	if (!terminal.open)
		return false;
	terminal.open = false;
	if (terminal.asked && (terminal.decoder.probe.asked || terminal.timed > 0))
		tcflush(STDIN_FILENO, TCIFLUSH); /* an answer still under way must not reach the shell */
	leave();
	return true;
}

void terminal_give_back(void)
{
	give_back();
}

void terminal_close(void)
{
	if (!give_back())
		return;
	paint_close(&terminal.paint);
	caps_close(&terminal.caps);
	charset_close(&terminal.charset);
	buf_free(&terminal.out);
}

void terminal_size(int *width, int *height)
{
	struct winsize size;
	bool known = ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 && size.ws_row > 0;
	*width = known ? size.ws_col : 80;
	*height = known ? size.ws_row : 24;
}

void terminal_forget(void)
{
	paint_forget(&terminal.paint);
}

static void stop(void)
{
	if (terminal.options.stopping)
		terminal.options.stopping(terminal.options.data);
	leave();
	sigset_t only;
	sigemptyset(&only);
	sigaddset(&only, SIGTSTP);
	sigaction(SIGTSTP, &(struct sigaction){.sa_handler = SIG_DFL}, NULL);
	raise(SIGTSTP);
	sigprocmask(SIG_UNBLOCK, &only, NULL); /* stops here */
	sigprocmask(SIG_BLOCK, &only, NULL);
	sigaction(SIGTSTP, &(struct sigaction){.sa_handler = on_signal}, NULL);
	resized = 1;
	tcgetattr(STDIN_FILENO, &terminal.found);
	enter();
}

static void follow_size(void)
{
	terminal_size(&terminal.width, &terminal.height);
	terminal_forget();
}

static bool end_with(int number)
{
	terminal.status = 128 + number;
	return true;
}

/* Reads what is there; true when the line has dropped. */
static bool read_input(void)
{
	char bytes[sizeof terminal.decoder.bytes];
	size_t room = sizeof bytes - terminal.decoder.n, most = terminal.charset.foreign ? (room + 1) / 2 : room;
	ssize_t n = read(STDIN_FILENO, bytes, most);
	Str read_bytes = {bytes, n > 0 ? (size_t)n : 0};
	Buf text = {0};
	if (terminal.charset.foreign) {
		charset_read(&terminal.charset, read_bytes, &text);
		read_bytes = buf_str(&text);
	}
	decode_feed(&terminal.decoder, read_bytes.s, read_bytes.n);
	buf_free(&text);
	return n == 0 || (n < 0 && errno != EINTR && errno != EAGAIN);
}

/* Milliseconds until TERMINAL_IDLE is due; -1: it is not. */
static int64_t idle_in(void)
{
	int64_t left = terminal.idle_since + (int64_t)terminal.options.idle * 1000 - now();
	return terminal.options.idle == 0 || terminal.idle_since < 0 ? -1 : left > 0 ? left : 0;
}

void terminal_also(int fd, int64_t within)
{
	terminal.also_fd = fd;
	terminal.also_due = within < 0 ? -1 : now() + within;
}

static int64_t sooner(int64_t a, int64_t b)
{
	return a < 0 || (b >= 0 && b < a) ? b : a;
}

/* Milliseconds until what terminal_also has asked for is due; -1: it is not. */
static int64_t also_in(void)
{
	int64_t left = terminal.also_due - now();
	return terminal.also_due < 0 ? -1 : left > 0 ? left : 0;
}

/* Waits for input or a signal; true when the end has come. *late: nothing came for as long as was waited for it; *also:
   what terminal_also has asked for. */
static bool wait_input(bool *late, bool *also)
{
	struct pollfd fds[] = {{.fd = STDIN_FILENO, .events = POLLIN}, {.fd = terminal.also_fd, .events = POLLIN}};
	struct pollfd fd;
	bool pending = decode_pending(&terminal.decoder);
	bool pause = terminal.slow && !terminal.owed;
	bool soon = pending || terminal.owed || terminal.follows;
	int64_t wait = !soon ? idle_in() : pending ? ESC_MILLISECONDS : pause ? PAUSE_MILLISECONDS : HELD_MILLISECONDS;
	int64_t least = sooner(wait, also_in());
	struct timespec limit = {.tv_sec = least / 1000, .tv_nsec = least % 1000 * 1000000};
	int n = ppoll(fds, 2, least >= 0 ? &limit : NULL, &terminal.outside);
	*late = n == 0 && soon && least == wait;
	*also = (n > 0 && fds[1].revents != 0) || also_in() == 0;
	fd = fds[0];
	if (ended)
		return end_with(ended);
	if (n > 0 && (fd.revents & POLLIN) && !read_input())
		return false;
	return n > 0 && (fd.revents & (POLLIN | POLLHUP | POLLERR | POLLNVAL)) && end_with(SIGHUP);
}

/* How fast the line is: the answers come before the frame has been shown, the last one afterwards. */
static void take_time(void)
{
	const Probe *probe = &terminal.decoder.probe;
	if (terminal.timed == 0)
		return;
	if (probe->asked || terminal.answer_time == 0)
		terminal.answer_time = now();
	if (!probe->arrived)
		return;
	terminal.slow = now() - terminal.answer_time > (int64_t)(terminal.timed * 1000 / SLOW);
	terminal.timed = 0;
	terminal.answer_time = 0;
}

/* What the terminal has told about itself; true when everything has to be painted again. */
static bool take_answers(void)
{
	const Probe *probe = &terminal.decoder.probe;
	int ambiguous = terminal.ambiguous, ground = terminal.ground;
	if (!terminal.asked || probe->asked)
		return false;
	terminal.asked = false;
	terminal.paint.margins = probe->margins && !terminal.options.no_margins;
	if (terminal.options.ambiguous == 0 && probe->ambiguous > 0)
		terminal.ambiguous = probe->ambiguous;
	if (probe->ground_told)
		terminal.ground = probe->ground >= 0.5 ? 1 : -1;
	bool utf8 = terminal.charset.foreign && probe->charset == PROBE_UTF8;
	if (utf8) {
		charset_close(&terminal.charset);
		buf_add_codepoint(&terminal.out, 0xA0); /* ends what the bytes before may have begun as a character of UTF-8 */
	}
	Palette palette = choose_palette(terminal.options.palette);
	if ((terminal.ground != ground || palette != terminal.palette) && terminal.palette != PALETTE_MONO) {
		terminal.palette = palette;
		take_palette();
	}
	if (terminal.ambiguous != ambiguous || utf8)
		terminal_forget();
	return terminal.paint.whole;
}

static TerminalEvent give_key(void)
{
	int64_t time = now();
	terminal.held = terminal.slow || time - terminal.key_time < HELD_MILLISECONDS;
	terminal.key_time = terminal.idle_since = time;
	return TERMINAL_KEY;
}

TerminalEvent terminal_wait(Key *key)
{
	for (bool late = false, also = false;;) {
		*key = decode_next(&terminal.decoder, late);
		take_time();
		if (take_answers())
			return TERMINAL_REDRAW;
		if (terminal.decoder.probe.charset == PROBE_OTHER && !terminal.charset.foreign)
			return TERMINAL_FOREIGN;
		if (*key != KEYMAP_NONE)
			return give_key();
		if (stopped) {
			stopped = 0;
			stop();
		}
		if (resized) {
			resized = 0;
			follow_size();
			return TERMINAL_RESIZE;
		}
		if (late && (terminal.owed || terminal.follows)) {
			terminal.held = terminal.owed = terminal.follows = false;
			return TERMINAL_REDRAW;
		}
		if (idle_in() == 0) {
			terminal.idle_since = -1;
			return TERMINAL_IDLE;
		}
		if (also)
			return TERMINAL_ALSO;
		if (wait_input(&late, &also))
			return TERMINAL_END;
	}
}

bool terminal_busy(void)
{
	struct pollfd fd = {.fd = STDIN_FILENO, .events = POLLIN};
	bool busy = decode_pending(&terminal.decoder) || (poll(&fd, 1, 0) > 0 && (fd.revents & POLLIN));
	terminal.owed = terminal.owed || busy;
	return busy;
}

int terminal_status(void)
{
	return terminal.status;
}

void terminal_paint(const Screen *screen)
{
	if (screen->width != terminal.width || screen->height != terminal.height)
		return; /* a resize is under way */
	terminal.owed = false;
	terminal.follows = paint_frame(&terminal.paint, screen, terminal.held, &terminal.out);
	flush();
}
