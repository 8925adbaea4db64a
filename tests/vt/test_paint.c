/* The painter against a terminal emulator: screens that change at random, one after another, and every cell compared
   after every frame. Capabilities are those of the terminfo that is here, and what is left when some of them are taken
   away. */
#include "../../tui/paint.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <vterm.h>

#define EDITS 20000 /* on xterm; a tenth on each of the others */
#define RIGHT_HALF ((uint32_t)-1)

typedef struct Bench {
	Caps caps;
	Charset charset;
	Paint paint;
	Screen screen;
	Buf out;
	VTerm *terminal;
	VTermScreen *cells;
	unsigned seed;
	size_t bytes;
} Bench;

static unsigned below(Bench *bench, unsigned n)
{
	bench->seed = bench->seed * 1103515245u + 12345u;
	return (bench->seed >> 16) % n;
}

static void open_bench(Bench *bench, const char *term, int width, int height)
{
	*bench = (Bench){.seed = 7};
	cr_assert(caps_open(&bench->caps, term), "no terminfo of %s", term);
	paint_open(&bench->paint, &bench->caps, &bench->charset);
	bench->terminal = vterm_new(height, width);
	vterm_set_utf8(bench->terminal, 1);
	bench->cells = vterm_obtain_screen(bench->terminal);
	vterm_screen_enable_altscreen(bench->cells, 1);
	vterm_screen_reset(bench->cells, 1);
	screen_resize(&bench->screen, width, height);
}

static void close_bench(Bench *bench)
{
	vterm_free(bench->terminal);
	screen_free(&bench->screen);
	paint_close(&bench->paint);
	caps_close(&bench->caps);
	buf_free(&bench->out);
}

static const char *const TEXTS[] = {
	"党建引领基层治理", "ab", "“双报到”", "x", "—— 98.7% ……", "e\xCC\x81\xCC\xA7", "，。", "1 立法与“每月一题”", "  ", "│", "网",
};

static Rect somewhere(Bench *bench)
{
	Screen *s = &bench->screen;
	int x = (int)below(bench, (unsigned)s->width), y = (int)below(bench, (unsigned)s->height);
	int width = 1 + (int)below(bench, (unsigned)(s->width - x));
	int height = 1 + (int)below(bench, (unsigned)(s->height - y));
	return (Rect){x, y, width, height};
}

static void edit_text(Bench *bench)
{
	Rect clip = somewhere(bench);
	const char *text = TEXTS[below(bench, sizeof TEXTS / sizeof *TEXTS)];
	for (int y = 0, rows = below(bench, 4) ? 1 : clip.height; y < rows; y++)
		screen_put(&bench->screen, clip, clip.x - (int)below(bench, 3), clip.y + y, str_of(text),
			(Style)below(bench, STYLE_COUNT));
}

static void edit_fill(Bench *bench)
{
	Rect area = somewhere(bench);
	screen_fill(&bench->screen, area, below(bench, 3) ? STYLE_TEXT : (Style)below(bench, STYLE_COUNT));
}

static void edit_style(Bench *bench)
{
	Rect area = somewhere(bench);
	screen_restyle(&bench->screen, area.x, area.y, area.width, (Style)below(bench, STYLE_COUNT));
}

/* A pane that scrolls, told or not; characters at its edges may be cut, which no view does, but nothing may break. */
static void edit_scroll(Bench *bench)
{
	Screen *s = &bench->screen;
	Rect pane = somewhere(bench), told = below(bench, 3) ? pane : somewhere(bench);
	int by = 1 + (int)below(bench, 4), up = (int)below(bench, 2);
	if (below(bench, 2))
		pane = (Rect){0, pane.y, s->width, pane.height};
	for (int i = 0; i < pane.height - by; i++) {
		int to = pane.y + (up ? i : pane.height - 1 - i), from = to + (up ? by : -by);
		screen_fill(s, (Rect){pane.x, to, pane.width, 1}, STYLE_TEXT);
		for (int x = pane.x; x < pane.x + pane.width; x++) {
			const ScreenCell *cell = screen_cell(s, x, from);
			screen_put(s, pane, x, to, (Str){cell->text, cell->bytes}, (Style)cell->style);
		}
	}
	s->moving[below(bench, 2)] = told;
}

static void edit_hints(Bench *bench)
{
	Screen *s = &bench->screen;
	s->following[below(bench, 2)] = below(bench, 2) ? somewhere(bench) : (Rect){0};
	bool shown = below(bench, 3) == 0;
	screen_cursor(s, shown ? (int)below(bench, (unsigned)s->width) : -1, (int)below(bench, (unsigned)s->height));
}

static void edit(Bench *bench)
{
	static void (*const EDITS_OF[])(Bench *) = {edit_text, edit_text, edit_fill, edit_style, edit_scroll, edit_hints};
	for (unsigned i = 0, times = 1 + below(bench, 3); i < times; i++)
		EDITS_OF[below(bench, sizeof EDITS_OF / sizeof *EDITS_OF)](bench);
	for (int y = 0, last = bench->screen.width - 1; y < bench->screen.height; y++) /* libvterm 0.1 wraps marks there */
		if (screen_cell(&bench->screen, last, y)->bytes > 3)
			screen_put(&bench->screen, screen_area(&bench->screen), last, y, STR("x"), STYLE_TEXT);
}

static size_t characters(const VTermScreenCell *cell, char *out)
{
	Buf text = {0};
	for (int i = 0; i < VTERM_MAX_CHARS_PER_CELL && cell->chars[i]; i++)
		buf_add_codepoint(&text, cell->chars[i]);
	size_t n = text.n < SCREEN_CLUSTER ? text.n : SCREEN_CLUSTER;
	memcpy(out, buf_cstr(&text), n);
	buf_free(&text);
	return n;
}

static int colour(const VTermColor *colour, bool ink)
{
	bool own = ink ? VTERM_COLOR_IS_DEFAULT_FG(colour) : VTERM_COLOR_IS_DEFAULT_BG(colour);
	return own ? -1 : VTERM_COLOR_IS_INDEXED(colour) ? colour->indexed.idx : -2;
}

/* NULL, or what is wrong in a cell. */
static const char *fault_at(const Bench *bench, int x, int y, const ScreenCell *wanted)
{
	const Caps *caps = &bench->caps;
	PaintLook look = bench->paint.looks[wanted->style];
	VTermScreenCell cell;
	char text[SCREEN_CLUSTER];
	vterm_screen_get_cell(bench->cells, (VTermPos){.row = y, .col = x}, &cell);
	if (wanted->width == 0)
		return cell.chars[0] == RIGHT_HALF ? NULL : "no right half";
	if (cell.chars[0] == RIGHT_HALF)
		return "a right half";
	size_t n = characters(&cell, text);
	bool blank = wanted->bytes == 0 || (wanted->bytes == 1 && wanted->text[0] == ' ');
	if (blank ? n > 0 && (n > 1 || text[0] != ' ') : n != wanted->bytes || memcmp(text, wanted->text, n) != 0)
		return "another character";
	if (!blank && cell.width != wanted->width)
		return "another width";
	if (colour(&cell.bg, false) != look.paper)
		return "another ground";
	if (caps->text[CAP_smul] && (cell.attrs.underline != 0) != ((look.weight & PALETTE_UNDERLINE) != 0))
		return "another underline";
	if (caps->text[CAP_rev] && cell.attrs.reverse != ((look.weight & PALETTE_REVERSE) != 0))
		return "another reverse";
	if (blank)
		return NULL;
	if (caps->text[CAP_bold] && cell.attrs.bold != ((look.weight & PALETTE_BOLD) != 0))
		return "another weight";
	return colour(&cell.fg, true) != look.ink ? "another ink" : NULL;
}

static void frame(Bench *bench, bool keep, int number)
{
	Screen *s = &bench->screen;
	buf_clear(&bench->out);
	paint_frame(&bench->paint, s, keep, &bench->out);
	bench->bytes += bench->out.n;
	vterm_input_write(bench->terminal, buf_cstr(&bench->out), bench->out.n);
	vterm_screen_flush_damage(bench->cells);
	for (int i = 0; i < s->width * s->height; i++) {
		int x = i % s->width, y = i / s->width;
		bool corner = !bench->caps.waits_at_edge && y == s->height - 1 && x >= s->width - 2;
		const char *fault = corner ? NULL : fault_at(bench, x, y, keep ? &bench->paint.shown[i] : &s->cells[i]);
		cr_assert(!fault, "frame %d, column %d, row %d: %s; sent: %s", number, x, y, fault, buf_cstr(&bench->out));
	}
	VTermPos at;
	vterm_state_get_cursorpos(vterm_obtain_state(bench->terminal), &at);
	if (s->cursor_x >= 0)
		cr_assert(at.col == s->cursor_x && at.row == s->cursor_y, "frame %d: the cursor stands elsewhere", number);
}

static void walk(Bench *bench, int edits)
{
	frame(bench, false, 0);
	for (int i = 1; i <= edits; i++) {
		edit(bench);
		if (below(bench, 500) == 0)
			paint_forget(&bench->paint);
		frame(bench, below(bench, 8) == 0, i);
	}
	frame(bench, false, edits + 1);
	buf_clear(&bench->out);
	paint_frame(&bench->paint, &bench->screen, false, &bench->out);
	cr_assert_eq(bench->out.n, 0, "a screen that is there already costs %zu bytes", bench->out.n);
}

Test(painter, twenty_thousand_random_edits_leave_no_wrong_cell, .timeout = 300)
{
	for (int margins = 0; margins < 2; margins++) {
		Bench bench;
		open_bench(&bench, "xterm-256color", 60, 18);
		paint_set_palette(&bench.paint, PALETTE_DARK, false);
		bench.paint.margins = margins;
		walk(&bench, EDITS / 2);
		close_bench(&bench);
	}
}

Test(painter, so_on_every_terminal_that_is_known_here, .timeout = 300)
{
	static const char *const TERMS[] = {
		"xterm", "screen-256color", "tmux-256color", "linux", "vt100", "vt220", "rxvt", "xterm-mono", "ansi",
	};
	for (size_t i = 0; i < sizeof TERMS / sizeof *TERMS; i++) {
		Bench bench;
		open_bench(&bench, TERMS[i], 41, 13);
		bool colours = bench.caps.colours >= 256;
		paint_set_palette(&bench.paint, colours ? PALETTE_LIGHT : PALETTE_MONO, colours);
		walk(&bench, EDITS / 10);
		close_bench(&bench);
	}
}

/* The last are only asked for where there is no other way. */
Test(painter, so_where_a_capability_is_missing, .timeout = 300)
{
	static const Cap MISSING[] = {
		CAP_hpa, CAP_vpa, CAP_cuf, CAP_cuf1, CAP_cub1, CAP_cub, CAP_cud1, CAP_cuu1, CAP_el, CAP_csr, CAP_ind, CAP_ri,
		CAP_indn, CAP_rin, CAP_dim, CAP_smul, CAP_rev, CAP_sgr0,
	};
	for (size_t i = 0; i < 2 * sizeof MISSING / sizeof *MISSING; i++) {
		Bench bench;
		open_bench(&bench, "xterm-256color", 41, 13);
		Caps whole = bench.caps;
		for (size_t k = 0; k < 1 + 2 * (i & 1); k++)
			bench.caps.text[MISSING[(i / 2 + k * 7) % (sizeof MISSING / sizeof *MISSING - 1)]] = NULL;
		bench.caps.waits_at_edge = i % 3 != 0;
		bench.caps.erases_in_colour = i % 4 > 1;
		paint_set_palette(&bench.paint, i & 1 ? PALETTE_PROJECTOR : PALETTE_DARK, i & 1);
		walk(&bench, EDITS / 20);
		memcpy(bench.caps.text, whole.text, sizeof whole.text);
		close_bench(&bench);
	}
}

/* What paints a letter of that style. */
static void paint_letter(const char *term, Palette palette, Style style, char sequence[static 400])
{
	Bench bench;
	open_bench(&bench, term, 40, 5);
	paint_set_palette(&bench.paint, palette, true);
	screen_put(&bench.screen, screen_area(&bench.screen), 0, 0, STR("x"), style);
	paint_frame(&bench.paint, &bench.screen, false, &bench.out);
	snprintf(sequence, 400, "%s", buf_cstr(&bench.out));
	close_bench(&bench);
}

/* xterm's 256 colours, as its 256colres.h has them. The emulators disagree on both forms, so the bytes are judged. */
Test(painter, a_terminal_of_direct_colour_is_told_red_green_and_blue)
{
	Caps caps;
	char sequence[400], wanted[64];
	if (!caps_open(&caps, "xterm-direct"))
		cr_skip_test("no terminfo of xterm-direct (Debian: ncurses-term)");
	caps_close(&caps);
	for (int style = 0; style < STYLE_COUNT; style++) {
		int n = 0;
		paint_letter("xterm-256color", PALETTE_DARK, (Style)style, sequence);
		cr_assert_eq(sscanf(strstr(sequence, "38;5;"), "38;5;%d", &n), 1);
		cr_assert_geq(n, 16);
		int grey = 8 + (n - 232) * 10, r = (n - 16) / 36, g = (n - 16) / 6 % 6, b = (n - 16) % 6;
		snprintf(wanted, sizeof wanted, "38:2::%d:%d:%dm", n >= 232 ? grey : r ? 55 + 40 * r : 0,
			n >= 232 ? grey : g ? 55 + 40 * g : 0, n >= 232 ? grey : b ? 55 + 40 * b : 0);
		paint_letter("xterm-direct", PALETTE_DARK, (Style)style, sequence);
		cr_assert(strstr(sequence, wanted), "style %d: no %s", style, wanted);
	}
}

Test(painter, a_line_that_scrolls_in_costs_little_more_than_its_text)
{
	Bench bench;
	open_bench(&bench, "xterm-256color", 79, 60);
	for (int top = 0; top < 40; top++) {
		char text[80];
		screen_clear(&bench.screen);
		for (int y = 2; y < 59; y++) {
			snprintf(text, sizeof text, "第%03d行：党建引领基层治理%d", top + y, (top + y) * 7919 % 1000);
			screen_put(&bench.screen, screen_area(&bench.screen), 7, y, str_of(text), STYLE_TEXT);
		}
		snprintf(text, sizeof text, "%d/340", top);
		screen_put_right(&bench.screen, screen_area(&bench.screen), 60, 59, 18, str_of(text), STYLE_TEXT);
		bench.bytes = 0;
		frame(&bench, false, top);
		size_t content = strlen("第000行：党建引领基层治理000") + 2;
		cr_assert(top < 2 || bench.bytes <= content + 22, "%zu bytes for %zu", bench.bytes, content);
	}
	close_bench(&bench);
}
