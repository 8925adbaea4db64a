#include "screen.h"

#include "../core/mem.h"
#include "../core/utf8.h"

#include <stdlib.h>
#include <string.h>

static const char STYLE_LETTERS[STYLE_COUNT + 1] = ".dThLtn>SCA*o@-+~bk|!_#%=";

static ScreenCell *at(const Screen *screen, int x, int y)
{
	return &screen->cells[(size_t)y * (size_t)screen->width + (size_t)x];
}

static ScreenCell blank(Style style)
{
	return (ScreenCell){.width = 1, .style = (uint8_t)style};
}

void screen_resize(Screen *screen, int width, int height)
{
	screen->width = width > 0 ? width : 0;
	screen->height = height > 0 ? height : 0;
	if (screen->ambiguous != 2 && screen->ambiguous != UTF8_WIDE_QUOTES)
		screen->ambiguous = 1;
	free(screen->cells);
	screen->cells = mem_zeroed((size_t)screen->width * (size_t)screen->height + 1, sizeof *screen->cells);
	screen_clear(screen);
}

void screen_free(Screen *screen)
{
	free(screen->cells);
	*screen = (Screen){0};
}

Rect screen_area(const Screen *screen)
{
	return (Rect){0, 0, screen->width, screen->height};
}

const ScreenCell *screen_cell(const Screen *screen, int x, int y)
{
	bool inside = x >= 0 && y >= 0 && x < screen->width && y < screen->height;
	return inside ? at(screen, x, y) : NULL;
}

/* Frees columns [x, x + width) of row y for new content: a character that is cut in two gives its other half up as a
   blank. */
static void cut_free(Screen *screen, int x, int y, int width)
{
	if (x > 0 && at(screen, x, y)->width == 0)
		*at(screen, x - 1, y) = blank(at(screen, x - 1, y)->style);
	int end = x + width;
	if (end < screen->width && at(screen, end, y)->width == 0)
		*at(screen, end, y) = blank(at(screen, end, y)->style);
}

static void set_cell(Screen *screen, int x, int y, Str cluster, int width, Style style)
{
	cut_free(screen, x, y, width);
	ScreenCell cell = {.width = (uint8_t)width, .style = (uint8_t)style, .bytes = (uint8_t)cluster.n};
	memcpy(cell.text, cluster.s, cluster.n);
	*at(screen, x, y) = cell;
	if (width == 2)
		*at(screen, x + 1, y) = (ScreenCell){.style = (uint8_t)style};
}

static Rect meet(Rect a, Rect b)
{
	int x = a.x > b.x ? a.x : b.x, y = a.y > b.y ? a.y : b.y;
	int right = a.x + a.width < b.x + b.width ? a.x + a.width : b.x + b.width;
	int bottom = a.y + a.height < b.y + b.height ? a.y + a.height : b.y + b.height;
	return (Rect){x, y, right > x ? right - x : 0, bottom > y ? bottom - y : 0};
}

/* What of a cluster goes into a cell: the base and the marks that fit; U+FFFD for what must not reach a terminal. */
static Str shown(Str cluster)
{
	uint32_t cp;
	size_t n = utf8_decode(cluster.s, cluster.n, &cp);
	if (n == 0 || utf8_is_hostile(cp) || cp < 0x20)
		return STR("\xEF\xBF\xBD");
	for (size_t step; n < cluster.n && (step = utf8_decode(cluster.s + n, cluster.n - n, &cp)) > 0; n += step)
		if (n + step > SCREEN_CLUSTER || utf8_is_hostile(cp))
			break;
	return str_sub(cluster, 0, n);
}

/* Marks of one column that fonts lack, and what stands for them. */
static Str plain_mark(Str cluster)
{
	static const struct { char mark[4], plain; } MARKS[] = {
		{"▸", '>'}, {"▶", '>'}, {"›", '>'}, {"✓", '+'}, {"✗", 'x'}, {"✎", '*'}, {"⚑", '#'}, {"●", '*'}, {"○", 'o'},
		{"■", '#'}, {"□", 'o'}, {"▪", '*'}, {"◆", '*'}, {"◇", 'o'}, {"★", '*'}, {"☆", 'o'}, {"▲", '^'}, {"▼", 'v'},
		{"↑", '^'}, {"↓", 'v'}, {"←", '<'}, {"→", '>'}, {"█", '#'}, {"▌", '|'},
	};
	for (size_t i = 0; i < sizeof MARKS / sizeof *MARKS; i++)
		if (str_eq(cluster, str_of(MARKS[i].mark)))
			return (Str){&MARKS[i].plain, 1};
	return cluster;
}

/* Signs of Latin-1 that take two columns, and what stands for them in these: xterm -cjk_width draws such a sign in one
   column, and what follows it in the wrong place. Nothing for others. */
static Str wide_sign(Str cluster)
{
	static const struct { char sign[3], text[4]; } SIGNS[] = {
		{"·", "・"}, {"×", "ｘ"}, {"±", "+-"}, {"°", "゜"}, {"÷", "／"}, {"²", "2 "}, {"³", "3 "}, {"§", "S "},
	};
	for (size_t i = 0; i < sizeof SIGNS / sizeof *SIGNS; i++)
		if (str_eq(cluster, str_of(SIGNS[i].sign)))
			return str_of(SIGNS[i].text);
	return (Str){0};
}

static void set_pair(Screen *screen, int x, int y, Str pair, Style style)
{
	for (size_t i = 0; i < 2; i++)
		set_cell(screen, x + (int)i, y, pair.s[i] == ' ' ? STR("") : str_sub(pair, i, i + 1), 1, style);
}

/* A quotation mark in its two columns. */
static void set_quote(Screen *screen, int x, int y, uint32_t quote, Str mark, Style style)
{
	bool opens = quote == 0x2018 || quote == 0x201C, single = quote == 0x2018 || quote == 0x2019;
	if (screen->quotes == SCREEN_CORNER) {
		set_cell(screen, x, y, opens ? single ? STR("『") : STR("「") : single ? STR("』") : STR("」"), 2, style);
	} else {
		set_cell(screen, x, y, opens ? STR("") : mark, 1, style);
		set_cell(screen, x + 1, y, opens ? mark : STR(""), 1, style);
	}
}

int screen_put(Screen *screen, Rect clip, int x, int y, Str text, Style style)
{
	clip = meet(clip, screen_area(screen));
	bool row = y >= clip.y && y < clip.y + clip.height;
	for (int width; text.n > 0;) {
		size_t n = utf8_cluster(text, screen->ambiguous, &width);
		bool pads = screen->quotes == SCREEN_CORNER || screen->ambiguous == UTF8_WIDE_QUOTES;
		uint32_t quote = pads && width == 2 ? utf8_quote(text) : 0;
		Str cluster = shown(str_sub(text, 0, n));
		text = str_sub(text, n, text.n);
		if (cluster.n == 3 && memcmp(cluster.s, "\xEF\xBF\xBD", 3) == 0)
			width = utf8_width(UTF8_REPLACEMENT, screen->ambiguous);
		if (width < 1 || width > 2)
			continue;
		Str pair = width == 2 && !screen->exact ? wide_sign(cluster) : (Str){0};
		if (screen->plain && width == 1 && (unsigned char)*cluster.s >= 0x80)
			cluster = plain_mark(cluster);
		bool inside = row && x >= clip.x && x + width <= clip.x + clip.width;
		if (inside && quote)
			set_quote(screen, x, y, quote, cluster, style);
		else if (inside && pair.n == 2)
			set_pair(screen, x, y, pair, style);
		else if (inside && pair.n > 0)
			set_cell(screen, x, y, pair, width, style);
		else if (inside)
			set_cell(screen, x, y, cluster, width, style);
		x += width;
	}
	return x;
}

int screen_put_cut(Screen *screen, Rect clip, int x, int y, int columns, Str text, Style style)
{
	if (columns <= 0)
		return x;
	if (utf8_columns(text, screen->ambiguous) <= (size_t)columns)
		return screen_put(screen, clip, x, y, text, style);
	size_t dots = utf8_columns(STR("…"), screen->ambiguous);
	if (dots > (size_t)columns)
		return x;
	Str head = utf8_cut(text, (size_t)columns - dots, screen->ambiguous, NULL);
	return screen_put(screen, clip, screen_put(screen, clip, x, y, head, style), y, STR("…"), style);
}

int screen_put_right(Screen *screen, Rect clip, int x, int y, int columns, Str text, Style style)
{
	int width = (int)utf8_columns(text, screen->ambiguous);
	int from = width < columns ? x + columns - width : x;
	screen_put_cut(screen, clip, from, y, columns, text, style);
	return from;
}

void screen_fill(Screen *screen, Rect area, Style style)
{
	area = meet(area, screen_area(screen));
	if (area.width == 0)
		return;
	if (area.height == 0)
		return;
	ScreenCell *first = at(screen, area.x, area.y);
	for (int y = area.y; y < area.y + area.height; y++) {
		cut_free(screen, area.x, y, area.width);
		for (int x = 0; y == area.y && x < area.width; x++)
			first[x] = blank(style);
		if (y > area.y)
			memcpy(at(screen, area.x, y), first, (size_t)area.width * sizeof *first);
	}
}

void screen_clear(Screen *screen)
{
	screen_fill(screen, screen_area(screen), STYLE_TEXT);
	screen_cursor(screen, -1, -1);
	screen->moving[0] = screen->moving[1] = screen->following[0] = screen->following[1] = (Rect){0};
}

void screen_restyle(Screen *screen, int x, int y, int columns, Style style)
{
	Rect area = meet((Rect){x, y, columns, 1}, screen_area(screen));
	if (area.height == 0)
		return;
	for (int i = area.x; i < area.x + area.width; i++) {
		ScreenCell *cell = at(screen, i, y);
		if (cell->width == 0 || i + cell->width > area.x + area.width)
			continue;
		cell->style = (uint8_t)style;
		if (cell->width == 2)
			cell[1].style = (uint8_t)style;
	}
}

static Str line_of(const Screen *screen, const char *thin, const char *ascii)
{
	if (screen->lines == SCREEN_NO_LINES)
		return STR(" ");
	return str_of(screen->lines == SCREEN_ASCII || screen->ambiguous == 2 ? ascii : thin);
}

void screen_line_down(Screen *screen, int x, int y, int height)
{
	Str line = line_of(screen, "│", "|");
	for (int i = 0; i < height; i++)
		screen_put(screen, screen_area(screen), x, y + i, line, STYLE_BORDER);
}

void screen_line_across(Screen *screen, int x, int y, int width)
{
	Str line = line_of(screen, "─", "-");
	for (int i = 0; i < width; i++)
		screen_put(screen, screen_area(screen), x + i, y, line, STYLE_BORDER);
}

void screen_cursor(Screen *screen, int x, int y)
{
	screen->cursor_x = x;
	screen->cursor_y = y;
}

static void dump_row(const Screen *screen, int y, bool styles, Buf *out)
{
	size_t start = out->n, end = out->n; /* end: behind the last character that is not blank */
	for (int x = 0; x < screen->width; x++) {
		const ScreenCell *cell = at(screen, x, y);
		if (styles)
			buf_add_char(out, cell->width ? STYLE_LETTERS[cell->style] : ' ');
		else if (cell->bytes > 0)
			buf_add(out, (Str){cell->text, cell->bytes});
		else if (cell->width == 1)
			buf_add_char(out, ' ');
		if (out->n > start && out->s[out->n - 1] != ' ' && (!styles || cell->style != STYLE_TEXT))
			end = out->n;
	}
	if (out->n > start)
		out->n = end;
	buf_add_char(out, '\n');
}

void screen_dump(const Screen *screen, bool styles, Buf *out)
{
	for (int y = 0; y < screen->height; y++) {
		dump_row(screen, y, false, out);
		if (styles)
			dump_row(screen, y, true, out);
	}
	if (!styles || screen->cursor_x < 0)
		return;
	buf_add(out, STR("cursor "));
	buf_add_int(out, screen->cursor_x);
	buf_add_char(out, ',');
	buf_add_int(out, screen->cursor_y);
	buf_add_char(out, '\n');
}
