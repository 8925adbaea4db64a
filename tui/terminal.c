#define NCURSES_WIDECHAR 1
#include "terminal.h"

#include "charset.h"
#include "copy.h"
#include "decode.h"
#include "paint.h"
#include "write.h"

#include "../core/mem.h"
#include "../core/utf8.h"

#include <curses.h>

#include <errno.h>
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
#define HELD_MILLISECONDS 60 /* keys that come faster are one that is held down */

static const int SIGNALS[] = {SIGHUP, SIGTERM, SIGINT, SIGWINCH, SIGTSTP};

static struct {
	TerminalOptions options; /* with the palette that was asked for last */
	SCREEN *screen;
	Decoder decoder;
	Charset charset;
	ScreenCell *shown;       /* what the last paint left there */
	int width, height, ambiguous;
	Palette palette;
	short pairs[STYLE_COUNT];
	int ground;              /* what is known of the terminal's own: 1 light, -1 dark, 0 nothing */
	bool asked, whole, margins, parked;
	Rect following[2];       /* of the last paint */
	bool held, owed;         /* keys come fast; something was left out */
	int64_t key_time;        /* milliseconds */
	sigset_t outside;        /* the signal mask of before: what is let in while waiting */
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
	return utf8_width((uint32_t)c, terminal.ambiguous == 2 ? 2 : 1);
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

static Palette choose_palette(Palette wanted)
{
	bool colours = COLORS >= 256 && COLOR_PAIRS > STYLE_COUNT;
	return colours ? palette_choose(wanted, terminal.ground, getenv("NO_COLOR")) : PALETTE_MONO;
}

static void make_pairs(void)
{
	const PaletteGround *ground = palette_ground(terminal.palette);
	bool own = palette_own_paper(terminal.palette, terminal.ground);
	for (int style = 0; style < STYLE_COUNT && terminal.palette != PALETTE_MONO; style++) {
		short ink = palette_look(terminal.palette, (Style)style)->ink;
		init_pair((short)(style + 1), ink < 0 && own ? ground->plain : ink, own ? ground->paper : -1);
	}
	for (int style = 0; style < STYLE_COUNT; style++)
		terminal.pairs[style] = palette_pair(terminal.palette, (Style)style, own);
	terminal_forget();
}

Palette terminal_set_palette(Palette palette)
{
	terminal.options.palette = palette;
	palette = choose_palette(palette);
	if (palette != terminal.palette) {
		terminal.palette = palette;
		make_pairs();
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

static void ask(Str before)
{
	Buf question = {0};
	buf_add(&question, before);
	probe_ask(&terminal.decoder.probe, getenv("TERM"), &question);
	terminal.asked = write_all(STDOUT_FILENO, buf_str(&question)) == 0;
	buf_free(&question);
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

void terminal_ask(void)
{
	ask(STR("\033[H"));
	terminal_forget();
}

static void set_modes(void)
{
	cbreak();
	noecho();
	nonl();
	typeahead(-1);
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
	if (!charset_open(&terminal.charset))
		return TERMINAL_LOCALE;
	terminal.options = *options;
	terminal.ambiguous = options->ambiguous ? options->ambiguous : terminal.charset.foreign ? 2 : 1;
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
	terminal.ground = palette_told_ground(getenv("COLORFGBG"));
	terminal.palette = choose_palette(options->palette);
	make_pairs();
	terminal_size(&terminal.width, &terminal.height);
	refresh(); /* now the screen is clear, and a question leaves no trace */
	ask((Str){0});
	return TERMINAL_FINE;
}

void terminal_close(void)
{
	if (!terminal.screen)
		return;
	if (terminal.asked && terminal.decoder.probe.asked)
		tcflush(STDIN_FILENO, TCIFLUSH); /* an answer still under way must not reach the shell */
	endwin();
	delscreen(terminal.screen);
	terminal.screen = NULL;
	free(terminal.shown);
	terminal.shown = NULL;
	charset_close(&terminal.charset);
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
	if (terminal.options.stopping)
		terminal.options.stopping(terminal.options.data);
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

/* Waits for input or a signal; true when the end has come. *late: nothing came for as long as was waited for it. */
static bool wait_input(bool *late)
{
	struct pollfd fd = {.fd = STDIN_FILENO, .events = POLLIN};
	bool pending = decode_pending(&terminal.decoder);
	struct timespec limit = {.tv_nsec = (pending ? ESC_MILLISECONDS : HELD_MILLISECONDS) * 1000000L};
	int n = ppoll(&fd, 1, pending || terminal.owed ? &limit : NULL, &terminal.outside);
	*late = n == 0;
	if (ended)
		return end_with(ended);
	if (n > 0 && (fd.revents & POLLIN) && !read_input())
		return false;
	return n > 0 && (fd.revents & (POLLIN | POLLHUP | POLLERR | POLLNVAL)) && end_with(SIGHUP);
}

/* What the terminal has told about itself; true when everything has to be painted again. */
static bool take_answers(void)
{
	const Probe *probe = &terminal.decoder.probe;
	int ambiguous = terminal.ambiguous, ground = terminal.ground;
	if (!terminal.asked || probe->asked)
		return false;
	terminal.asked = false;
	terminal.margins = probe->margins && !terminal.options.no_margins;
	if (terminal.options.ambiguous == 0 && probe->ambiguous > 0)
		terminal.ambiguous = probe->ambiguous;
	if (probe->ground_told)
		terminal.ground = probe->ground >= 0.5 ? 1 : -1;
	bool utf8 = terminal.charset.foreign && probe->charset == PROBE_UTF8 && charset_use_utf8(&terminal.charset);
	if (terminal.ground != ground && terminal.palette != PALETTE_MONO) {
		terminal.palette = choose_palette(terminal.options.palette);
		make_pairs();
	}
	if (terminal.ambiguous != ambiguous || utf8)
		terminal_forget();
	return terminal.whole;
}

static int64_t now(void)
{
	struct timespec time;
	clock_gettime(CLOCK_MONOTONIC, &time);
	return (int64_t)time.tv_sec * 1000 + time.tv_nsec / 1000000;
}

static TerminalEvent give_key(void)
{
	int64_t time = now();
	terminal.held = time - terminal.key_time < HELD_MILLISECONDS;
	terminal.key_time = time;
	return TERMINAL_KEY;
}

TerminalEvent terminal_wait(Key *key)
{
	for (bool late = false;;) {
		*key = decode_next(&terminal.decoder, late);
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
		if (late && terminal.owed) {
			terminal.held = terminal.owed = false;
			return TERMINAL_REDRAW;
		}
		if (wait_input(&late))
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

static cchar_t to_curses(const ScreenCell *cell)
{
	wchar_t text[CHARSET_WIDE];
	charset_wide(&terminal.charset, (Str){cell->text, cell->bytes}, cell->width, text);
	const PaletteLook *look = palette_look(terminal.palette, (Style)cell->style);
	attr_t weight = (look->weight & PALETTE_BOLD ? A_BOLD : 0) | (look->weight & PALETTE_UNDERLINE ? A_UNDERLINE : 0)
		| (look->weight & PALETTE_REVERSE ? A_REVERSE : 0) | (look->weight & PALETTE_DIM ? A_DIM : 0);
	cchar_t out;
	setcchar(&out, text, weight, terminal.pairs[cell->style], NULL);
	return out;
}

static void paint_row(WINDOW *window, const ScreenCell *cells, int x, int y, int width, cchar_t *row)
{
	int n = 0;
	for (int i = 0; i < width; i++)
		if (cells[i].width > 0)
			row[n++] = to_curses(&cells[i]);
	wmove(window, y, x);
	wadd_wchnstr(window, row, n);
}

/* A cursor that nobody sees goes home: move_pane has to know where it is. */
static void paint_cursor(const Screen *screen)
{
	bool visible = screen->cursor_x >= 0;
	curs_set(visible);
	terminal.parked = !visible && terminal.margins;
	leaveok(stdscr, !visible && !terminal.parked);
	wmove(stdscr, visible ? screen->cursor_y : 0, visible ? screen->cursor_x : 0);
}

/* curses keeps a hash of each row to see what has scrolled, and would scroll again what is moved behind its back. A row
   that is made unlike all others, here and there alike, costs no byte and gets a hash that nothing is like. */
static void forget_hashes(Rect pane)
{
	for (int y = pane.y; y < pane.y + pane.height; y++) {
		cchar_t unlike;
		setcchar(&unlike, (wchar_t[]){0x100 + (wchar_t)y % 0x80, 0}, A_NORMAL, 0, NULL);
		mvwadd_wch(stdscr, y, 0, &unlike);
		mvwadd_wch(curscr, y, 0, &unlike);
	}
	wmove(stdscr, 0, 0);
	refresh();
}

/* Lets the terminal move a pane by itself, and tells curses what then stands there. Returns by how many rows. */
static int move_pane(const Screen *screen, Rect pane, cchar_t *row)
{
	int by = terminal.margins && terminal.parked ? paint_moved(terminal.shown, screen, pane) : 0;
	if (by == 0)
		return 0;
	Buf sequence = {0};
	paint_add_move(&sequence, screen->width, pane, by);
	write_all(STDOUT_FILENO, buf_str(&sequence)); /* after refresh the colours are the plain ones */
	buf_free(&sequence);
	paint_move(terminal.shown, screen->width, pane, by);
	forget_hashes(pane);
	for (int y = pane.y; y < pane.y + pane.height; y++) {
		const ScreenCell *cells = terminal.shown + (size_t)y * (size_t)screen->width;
		bool came = by > 0 ? y >= pane.y + pane.height - by : y < pane.y - by;
		paint_row(curscr, cells, 0, y, screen->width, row);
		if (came) /* blank in the terminal's own colours, whatever the palette's are */
			for (int x = pane.x; x < pane.x + pane.width; x++)
				mvwadd_wch(curscr, y, x, &(cchar_t){.chars = L" "});
	}
	return by;
}

/* Row y as it is to be painted: panes that follow may keep what they show while keys come fast. */
static void compose_row(const Screen *screen, int y, bool keep, ScreenCell *out)
{
	const ScreenCell *cells = screen_cell(screen, 0, y);
	size_t bytes = (size_t)screen->width * sizeof *out;
	memcpy(out, cells, bytes);
	for (int i = 0; keep && i < 2; i++)
		paint_keep(out, terminal.shown, screen->width, screen->following[i], y);
	if (keep && memcmp(out, cells, bytes) != 0)
		terminal.owed = true;
}

static void paint_rows(const Screen *screen, bool whole)
{
	bool keep = !whole && terminal.held
		&& memcmp(terminal.following, screen->following, sizeof terminal.following) == 0;
	cchar_t *row = mem_zeroed((size_t)screen->width, sizeof *row);
	ScreenCell *cells = mem_zeroed((size_t)screen->width, sizeof *cells);
	Rect moved = {0};
	for (int i = 0; !whole && !keep && i < 2 && moved.height == 0; i++)
		if (move_pane(screen, screen->moving[i], row) != 0)
			moved = screen->moving[i];
	for (int y = 0; y < screen->height; y++) {
		ScreenCell *old = terminal.shown + (size_t)y * (size_t)screen->width;
		bool in_pane = y >= moved.y && y < moved.y + moved.height;
		compose_row(screen, y, keep, cells);
		if (!whole && !in_pane && memcmp(cells, old, (size_t)screen->width * sizeof *cells) == 0)
			continue;
		memcpy(old, cells, (size_t)screen->width * sizeof *cells);
		paint_row(stdscr, cells, 0, y, screen->width, row);
	}
	free(cells);
	free(row);
	memcpy(terminal.following, screen->following, sizeof terminal.following);
}

void terminal_paint(const Screen *screen)
{
	if (screen->width != terminal.width || screen->height != terminal.height || screen->width == 0)
		return; /* a resize is under way */
	bool whole = terminal.whole || !terminal.shown;
	if (whole) {
		size_t cells = (size_t)screen->width * (size_t)screen->height;
		terminal.shown = mem_resize(terminal.shown, cells * sizeof *screen->cells);
		clearok(curscr, TRUE);
	}
	paint_rows(screen, whole);
	terminal.whole = false;
	paint_cursor(screen);
	refresh();
}
