#define NCURSES_WIDECHAR 1
#include "terminal.h"

#include "decode.h"

#include "../core/mem.h"
#include "../core/utf8.h"

#include <curses.h>

#include <errno.h>
#include <langinfo.h>
#include <locale.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>
#include <wchar.h>

#define ESC_MILLISECONDS 25

typedef struct Look { attr_t weight; short colour; } Look; /* colour of the 256; -1: the terminal's own */

/* Contrast of every colour is at least 7:1 on black and #1c1c1c (dark) and on white (light); every meaning also has a
   weight or a mark. */
static const Look LOOKS[][STYLE_COUNT] = {
	[TERMINAL_DARK] = {
		[STYLE_TEXT] = {A_NORMAL, -1},
		[STYLE_DIM] = {A_NORMAL, 248},
		[STYLE_TITLE] = {A_BOLD, -1},
		[STYLE_HEADING] = {A_BOLD, 180},
		[STYLE_LABEL] = {A_BOLD, -1},
		[STYLE_TAGS] = {A_NORMAL, 248},
		[STYLE_NOTE] = {A_NORMAL, 180},
		[STYLE_MARKER] = {A_BOLD, 75},
		[STYLE_SELECTED] = {A_BOLD, -1},
		[STYLE_CURRENT] = {A_BOLD, -1},
		[STYLE_ACTIVE] = {A_BOLD, 75},
		[STYLE_MARKED] = {A_BOLD, 156},
		[STYLE_HIT] = {A_UNDERLINE, 208},
		[STYLE_HIT_HERE] = {A_REVERSE | A_BOLD, 208},
		[STYLE_BAR] = {A_NORMAL, 248},
		[STYLE_KEY] = {A_BOLD, 75},
		[STYLE_BORDER] = {A_NORMAL, 240},
		[STYLE_WARNING] = {A_BOLD, 208},
		[STYLE_INPUT] = {A_BOLD, -1},
	},
	[TERMINAL_LIGHT] = {
		[STYLE_TEXT] = {A_NORMAL, -1},
		[STYLE_DIM] = {A_NORMAL, 239},
		[STYLE_TITLE] = {A_BOLD, -1},
		[STYLE_HEADING] = {A_BOLD, 54},
		[STYLE_LABEL] = {A_BOLD, -1},
		[STYLE_TAGS] = {A_NORMAL, 239},
		[STYLE_NOTE] = {A_NORMAL, 54},
		[STYLE_MARKER] = {A_BOLD, 19},
		[STYLE_SELECTED] = {A_BOLD, -1},
		[STYLE_CURRENT] = {A_BOLD, -1},
		[STYLE_ACTIVE] = {A_BOLD, 19},
		[STYLE_MARKED] = {A_BOLD, 22},
		[STYLE_HIT] = {A_UNDERLINE, 125},
		[STYLE_HIT_HERE] = {A_REVERSE | A_BOLD, 125},
		[STYLE_BAR] = {A_NORMAL, 239},
		[STYLE_KEY] = {A_BOLD, 19},
		[STYLE_BORDER] = {A_NORMAL, 250},
		[STYLE_WARNING] = {A_BOLD, 125},
		[STYLE_INPUT] = {A_BOLD, -1},
	},
	[TERMINAL_MONO] = {
		[STYLE_DIM] = {A_DIM, -1},
		[STYLE_TITLE] = {A_BOLD, -1},
		[STYLE_HEADING] = {A_BOLD, -1},
		[STYLE_LABEL] = {A_BOLD, -1},
		[STYLE_MARKER] = {A_BOLD, -1},
		[STYLE_SELECTED] = {A_BOLD, -1},
		[STYLE_ACTIVE] = {A_BOLD | A_UNDERLINE, -1},
		[STYLE_MARKED] = {A_BOLD, -1},
		[STYLE_HIT] = {A_UNDERLINE, -1},
		[STYLE_HIT_HERE] = {A_REVERSE, -1},
		[STYLE_KEY] = {A_BOLD, -1},
		[STYLE_BORDER] = {A_DIM, -1},
		[STYLE_WARNING] = {A_BOLD, -1},
		[STYLE_INPUT] = {A_BOLD, -1},
	},
};

static const int SIGNALS[] = {SIGHUP, SIGTERM, SIGINT, SIGWINCH, SIGTSTP};

static struct {
TerminalOptions options;
SCREEN *screen;
Decoder decoder;
ScreenCell *shown; /* what the last paint left there */
int width, height;
TerminalColour colour;
bool asked, whole;
sigset_t outside; /* the signal mask of before: what is let in while waiting */
int status;
} terminal;

static volatile sig_atomic_t resized, stopped, ended;

/* ncurses calls wcwidth through the dynamic linker and so gets this one: one table of widths for the program and for
   curses. */
int wcwidth(wchar_t c)
{
if (c == 0)
	return 0;
if (c < 0x20 || (c >= 0x7F && c < 0xA0))
	return -1;
return utf8_width((uint32_t)c, terminal.options.ambiguous == 2 ? 2 : 1);
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
sigaction(SIGPIPE, &(struct sigaction){.sa_handler = SIG_IGN}, NULL);
sigprocmask(SIG_BLOCK, &block, &terminal.outside);
for (size_t i = 0; i < sizeof SIGNALS / sizeof *SIGNALS; i++)
	sigdelset(&terminal.outside, SIGNALS[i]);
}

static bool utf8_locale(void)
{
static const char *const NAMES[] = {"", "C.UTF-8", "C.utf8", "en_US.UTF-8", "zh_CN.UTF-8"};
for (size_t i = 0; i < sizeof NAMES / sizeof *NAMES; i++)
	if (setlocale(LC_CTYPE, NAMES[i]) && strcmp(nl_langinfo(CODESET), "UTF-8") == 0)
		return true;
return false;
}

static TerminalColour choose_colour(TerminalColour wanted)
{
const char *none = getenv("NO_COLOR"), *pair = getenv("COLORFGBG");
if (COLORS < 256 || (wanted == TERMINAL_AUTO && none && *none))
	return TERMINAL_MONO;
if (wanted != TERMINAL_AUTO)
	return wanted;
const char *last = pair ? strrchr(pair, ';') : NULL;
terminal.asked = !last;
return last && (strcmp(last, ";7") == 0 || strcmp(last, ";15") == 0) ? TERMINAL_LIGHT : TERMINAL_DARK;
}

static void make_pairs(void)
{
for (short style = 0; style < STYLE_COUNT && terminal.colour != TERMINAL_MONO; style++)
	init_pair((short)(style + 1), LOOKS[terminal.colour][style].colour, -1);
}

/* Asks for the background's colour; nobody waits for the answer, which comes as input. */
static void ask_background(void)
{
static const char QUESTION[] = "\033]11;?\033\\";
if (terminal.asked && write(STDOUT_FILENO, QUESTION, sizeof QUESTION - 1) < 0)
	terminal.asked = false;
}

static void set_modes(void)
{
cbreak();
noecho();
nonl();
typeahead(-1);
leaveok(stdscr, TRUE);
struct termios modes;
if (tcgetattr(STDIN_FILENO, &modes) == 0) { /* Ctrl-S must not freeze the screen; Ctrl-Q, Ctrl-V and Ctrl-\ are no
											   signals */
	modes.c_iflag &= ~(tcflag_t)(IXON | IXOFF);
	modes.c_cc[VQUIT] = modes.c_cc[VLNEXT] = _POSIX_VDISABLE;
	if (terminal.options.no_stop)
		modes.c_cc[VSUSP] = _POSIX_VDISABLE;
	tcsetattr(STDIN_FILENO, TCSANOW, &modes);
}
def_prog_mode();
curs_set(0);
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
if (!utf8_locale())
	return TERMINAL_LOCALE;
terminal.options = *options;
setenv("NCURSES_NO_UTF8_ACS", "1", 1);
catch_signals();
use_tioctl(TRUE);
set_escdelay(ESC_MILLISECONDS);
terminal.screen = newterm(NULL, stdout, stdin);
if (!terminal.screen)
	return TERMINAL_DUMB;
set_modes();
if (has_colors()) {
	start_color();
	use_default_colors();
}
terminal.colour = choose_colour(options->colour);
make_pairs();
terminal_size(&terminal.width, &terminal.height);
ask_background();
return TERMINAL_FINE;
}

void terminal_close(void)
{
if (!terminal.screen)
	return;
if (terminal.asked && !terminal.decoder.answered)
	tcflush(STDIN_FILENO, TCIFLUSH); /* an answer still under way must not reach the shell */
endwin();
delscreen(terminal.screen);
terminal.screen = NULL;
free(terminal.shown);
terminal.shown = NULL;
}

void terminal_size(int *width, int *height)
{
struct winsize size;
bool known = ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 && size.ws_row > 0;
*width = known ? size.ws_col : COLS;
*height = known ? size.ws_row : LINES;
}

void terminal_forget(void)
{
terminal.whole = true;
}

static void stop(void)
{
endwin();
fflush(stdout);
sigset_t only;
sigemptyset(&only);
sigaddset(&only, SIGTSTP);
sigaction(SIGTSTP, &(struct sigaction){.sa_handler = SIG_DFL}, NULL);
raise(SIGTSTP);
sigprocmask(SIG_UNBLOCK, &only, NULL); /* stops here */
sigprocmask(SIG_BLOCK, &only, NULL);
sigaction(SIGTSTP, &(struct sigaction){.sa_handler = on_signal}, NULL);
resized = 1;
reset_prog_mode();
terminal_forget();
}

static void follow_size(void)
{
terminal_size(&terminal.width, &terminal.height);
resize_term(terminal.height, terminal.width);
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
char bytes[64];
ssize_t n = read(STDIN_FILENO, bytes, sizeof terminal.decoder.bytes - terminal.decoder.n < sizeof bytes
	? sizeof terminal.decoder.bytes - terminal.decoder.n : sizeof bytes);
if (n > 0)
	decode_feed(&terminal.decoder, bytes, (size_t)n);
return n == 0 || (n < 0 && errno != EINTR && errno != EAGAIN);
}

/* Waits for input or a signal; true when the end has come. *late: the time for the rest of a sequence is over. */
static bool wait_input(bool *late)
{
struct pollfd fd = {.fd = STDIN_FILENO, .events = POLLIN};
struct timespec esc = {.tv_nsec = ESC_MILLISECONDS * 1000000L};
int n = ppoll(&fd, 1, decode_pending(&terminal.decoder) ? &esc : NULL, &terminal.outside);
*late = n == 0;
if (ended)
	return end_with(ended);
if (n > 0 && (fd.revents & POLLIN) && !read_input())
	return false;
return n > 0 && (fd.revents & (POLLIN | POLLHUP | POLLERR | POLLNVAL)) && end_with(SIGHUP);
}

static bool take_answer(void)
{
if (!terminal.asked || !terminal.decoder.answered)
	return false;
terminal.asked = false;
if (terminal.decoder.background < 0.5)
	return false;
terminal.colour = TERMINAL_LIGHT;
make_pairs();
terminal_forget();
return true;
}

TerminalEvent terminal_wait(Key *key)
{
for (bool late = false;;) {
	*key = decode_next(&terminal.decoder, late);
	late = false;
	if (take_answer())
		return TERMINAL_REDRAW;
	if (*key != KEYMAP_NONE)
		return TERMINAL_KEY;
	if (stopped) {
		stopped = 0;
		stop();
	}
	if (resized) {
		resized = 0;
		follow_size();
		return TERMINAL_RESIZE;
	}
	if (wait_input(&late))
		return TERMINAL_END;
}
}

bool terminal_busy(void)
{
struct pollfd fd = {.fd = STDIN_FILENO, .events = POLLIN};
return poll(&fd, 1, 0) > 0 && (fd.revents & POLLIN);
}

int terminal_status(void)
{
return terminal.status;
}

static cchar_t to_curses(const ScreenCell *cell)
{
wchar_t text[CCHARW_MAX + 1] = L" ";
size_t used = 0;
uint32_t cp;
for (size_t i = 0, step; i < cell->bytes && used < 4; i += step) {
	step = utf8_decode(cell->text + i, cell->bytes - i, &cp);
	if (step == 0)
		break;
	text[used++] = (wchar_t)cp;
}
text[used > 0 ? used : 1] = 0;
const Look *look = &LOOKS[terminal.colour][cell->style];
cchar_t out;
setcchar(&out, text, look->weight, terminal.colour == TERMINAL_MONO ? 0 : (short)(cell->style + 1), NULL);
return out;
}

static void paint_row(const Screen *screen, int y, cchar_t *row)
{
int n = 0;
for (int x = 0; x < screen->width; x++) {
	const ScreenCell *cell = screen_cell(screen, x, y);
	if (cell->width > 0)
		row[n++] = to_curses(cell);
}
wmove(stdscr, y, 0);
wadd_wchnstr(stdscr, row, n);
}

static void paint_cursor(const Screen *screen)
{
bool visible = screen->cursor_x >= 0;
leaveok(stdscr, !visible);
curs_set(visible);
if (visible)
	wmove(stdscr, screen->cursor_y, screen->cursor_x);
}

void terminal_paint(const Screen *screen)
{
if (screen->width != terminal.width || screen->height != terminal.height || screen->width == 0)
	return; /* a resize is under way */
size_t row_size = (size_t)screen->width * sizeof *screen->cells;
bool whole = terminal.whole || !terminal.shown;
if (whole) {
	terminal.shown = mem_resize(terminal.shown, row_size * (size_t)screen->height);
	clearok(curscr, TRUE);
}
cchar_t *row = mem_zeroed((size_t)screen->width, sizeof *row);
for (int y = 0; y < screen->height; y++) {
	const ScreenCell *cells = screen_cell(screen, 0, y);
	ScreenCell *old = terminal.shown + (size_t)y * (size_t)screen->width;
	if (!whole && memcmp(cells, old, row_size) == 0)
		continue;
	memcpy(old, cells, row_size);
	paint_row(screen, y, row);
}
free(row);
terminal.whole = false;
paint_cursor(screen);
refresh();
}
