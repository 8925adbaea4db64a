#include "paint_inside.h"
#include "paint_move.h"

#include "../core/mem.h"

#include <stdlib.h>
#include <string.h>

#define UNKNOWN 0xFF /* a style: it is not known what stands there */

static const ScreenCell BLANK = {.width = 1, .style = STYLE_TEXT}, NOTHING = {.width = 1, .style = UNKNOWN};

void paint_open(Paint *paint, const Caps *caps, const Charset *charset)
{
	*paint = (Paint){.caps = caps, .charset = charset};
	paint_set_palette(paint, PALETTE_MONO, false);
}

void paint_close(Paint *paint)
{
	Buf *rooms[] = {&paint->step, &paint->across, &paint->way, &paint->best};
	for (size_t i = 0; i < sizeof rooms / sizeof *rooms; i++)
		buf_free(rooms[i]);
	free(paint->shown);
	free(paint->wanted);
	*paint = (Paint){0};
}

void paint_forget(Paint *paint)
{
	paint->whole = true;
	paint->x = paint->top = paint->cursor = -1;
	paint->look.paper = -2;
}

void paint_put_text(const Paint *paint, const ScreenCell *cell, Buf *out)
{
	if (cell->bytes == 0)
		buf_add_char(out, ' ');
	else
		charset_write(paint->charset, (Str){cell->text, cell->bytes}, cell->width, out);
}

static ScreenCell *row_of(ScreenCell *cells, const Paint *paint, int y)
{
	return cells + (size_t)y * (size_t)paint->width;
}

static bool same(const ScreenCell *a, const ScreenCell *b)
{
	return memcmp(a, b, sizeof *a) == 0;
}

/* What the terminal puts where it erases. */
static ScreenCell erased(const Paint *paint)
{
	return paint->looks[STYLE_TEXT].paper < 0 || paint->caps->erases_in_colour ? BLANK : NOTHING;
}

/* The ground that is to be left where the terminal erases. */
static void put_ground(Paint *paint, Buf *out)
{
	if (paint->look.paper < -1 || !paint_is_neutral(paint, paint->look))
		paint_put_look(paint, paint->looks[STYLE_TEXT], out);
}

/* Cells that look alike are made equal, so that they can be compared as bytes. True when something is left for
   later. */
static bool take_row(Paint *paint, const Screen *screen, int y, bool keep)
{
	ScreenCell *row = row_of(paint->wanted, paint, y);
	bool owed = false;
	memcpy(row, screen_cell(screen, 0, y), (size_t)paint->width * sizeof *row);
	for (int x = 0; x < paint->width; x++)
		row[x].style = row[x].width == 0 ? 0 : row[x].bytes == 0 ? paint->blank_as[row[x].style] :
			paint->as[row[x].style];
	for (int i = 0; keep && i < 2; i++)
		owed = paint_keep(row, paint->shown, paint->width, screen->following[i], y) || owed;
	return owed;
}

static void clear(Paint *paint, Buf *out)
{
	ScreenCell there = erased(paint);
	caps_add(paint->caps, CAP_sgr0, out);
	paint->look = (PaintLook){0, -1, -1};
	put_ground(paint, out);
	paint_put_region(paint, 0, paint->height - 1, out);
	caps_add(paint->caps, CAP_clear, out);
	paint->x = paint->y = 0;
	for (size_t i = 0; i < (size_t)paint->width * (size_t)paint->height; i++)
		paint->shown[i] = there;
}

/* Fewer rows cannot have moved. */
static bool has_changed(const Paint *paint)
{
	int rows = 0;
	size_t bytes = (size_t)paint->width * sizeof *paint->shown;
	for (int y = 0; y < paint->height && rows < 3; y++)
		rows += memcmp(paint->shown + (size_t)y * (size_t)paint->width,
			paint->wanted + (size_t)y * (size_t)paint->width, bytes) != 0;
	return rows == 3;
}

/* Where the first row that comes in will be written first, so that the cursor is there already. */
static int first_column(const Paint *paint, Rect pane, int by)
{
	const ScreenCell *row = row_of(paint->wanted, paint, by > 0 ? pane.y + pane.height - by : pane.y);
	int x = 0;
	while (x < paint->width - 1 && row[x].bytes == 0)
		x++;
	return x < paint->width - 1 ? x : 0;
}

static bool move_pane(Paint *paint, const Screen *wanted, Rect pane, Buf *out)
{
	bool beside = pane.width < paint->width;
	int by = beside && !paint->margins ? 0 : paint_moved(paint->shown, wanted, pane);
	if (by == 0 || (!beside && !paint_can_scroll(paint, by)))
		return false;
	put_ground(paint, out);
	if (beside) {
		paint_add_move(out, pane, by);
		paint->top = 0;
		paint->bottom = paint->height - 1;
		paint->x = -1;
	} else {
		paint_put_region(paint, pane.y, pane.y + pane.height - 1, out);
		paint_scroll(paint, first_column(paint, pane, by), by, out);
	}
	paint_move(paint->shown, paint->width, pane, by, erased(paint));
	return true;
}

static void move_panes(Paint *paint, const Screen *screen, Buf *out)
{
	const Screen wanted = {.width = paint->width, .height = paint->height, .cells = paint->wanted};
	if (!has_changed(paint))
		return;
	for (int i = 0; i < 2; i++) {
		if (move_pane(paint, &wanted, screen->moving[i], out))
			return;
	}
	move_pane(paint, &wanted, paint_moved_block(paint->shown, &wanted), out);
}

/* The column from which on the row is blank. */
static int blank_from(const ScreenCell *row, int width)
{
	while (width > 0 && row[width - 1].bytes == 0 && row[width - 1].width == 1 && row[width - 1].style == STYLE_TEXT)
		width--;
	return width;
}

/* Erases from x to the end of the row where that is shorter than blanks, of which the last is to be at `last`. */
static bool erase(Paint *paint, int x, int y, int last, Buf *out)
{
	const char *el = paint->caps->text[CAP_el];
	if (!el || last - x < (int)strlen(el) || erased(paint).style == UNKNOWN)
		return false;
	paint_go(paint, x, y, out);
	put_ground(paint, out);
	buf_add(out, str_of(el));
	for (ScreenCell *row = row_of(paint->shown, paint, y); x < paint->width; x++)
		row[x] = BLANK;
	return true;
}

static void put_cell(Paint *paint, int x, int y, const ScreenCell *cell, Buf *out)
{
	bool blank = cell->bytes == 0 && cell->style == STYLE_TEXT;
	paint_go(paint, x, y, out);
	if (blank)
		put_ground(paint, out);
	else
		paint_put_look(paint, paint->looks[cell->style], out);
	paint_put_text(paint, cell, out);
	memcpy(row_of(paint->shown, paint, y) + x, cell, (size_t)cell->width * sizeof *cell);
	paint->x = x + cell->width < paint->width ? x + cell->width : -1; /* at the edge terminals differ */
}

static void paint_row(Paint *paint, int y, Buf *out)
{
	const ScreenCell *row = row_of(paint->wanted, paint, y), *shown = row_of(paint->shown, paint, y);
	if (memcmp(row, shown, (size_t)paint->width * sizeof *row) == 0)
		return;
	int end = blank_from(row, paint->width), last = paint->width - 1;
	bool scrolls = y == paint->height - 1 && !paint->caps->waits_at_edge;
	while (last >= 0 && same(&row[last], &shown[last]))
		last--;
	for (int x = 0, width; x <= last; x += width) {
		width = row[x].width > 0 ? row[x].width : 1;
		if (same(&row[x], &shown[x]) && (width == 1 || same(&row[x + 1], &shown[x + 1])))
			continue;
		if (x >= end && erase(paint, x, y, last, out))
			return;
		if (row[x].width > 0 && !(scrolls && x + width == paint->width))
			put_cell(paint, x, y, &row[x], out);
	}
}

static void paint_cursor(Paint *paint, const Screen *screen, Buf *out)
{
	int visible = screen->cursor_x >= 0;
	if (visible)
		paint_go(paint, screen->cursor_x, screen->cursor_y, out);
	if (visible != paint->cursor)
		caps_add(paint->caps, visible ? CAP_cnorm : CAP_civis, out);
	paint->cursor = visible;
}

static void resize(Paint *paint, const Screen *screen)
{
	size_t bytes = (size_t)screen->width * (size_t)screen->height * sizeof *paint->shown;
	paint->width = screen->width;
	paint->height = screen->height;
	paint->shown = mem_resize(paint->shown, bytes);
	paint->wanted = mem_resize(paint->wanted, bytes);
	paint_forget(paint);
}

bool paint_frame(Paint *paint, const Screen *screen, bool keep, Buf *out)
{
	if (screen->width <= 0 || screen->height <= 0)
		return false;
	if (screen->width != paint->width || screen->height != paint->height)
		resize(paint, screen);
	keep = keep && !paint->whole && memcmp(paint->following, screen->following, sizeof paint->following) == 0;
	memcpy(paint->following, screen->following, sizeof paint->following);
	bool owed = false;
	for (int y = 0; y < paint->height; y++)
		owed = take_row(paint, screen, y, keep) || owed;
	if (paint->whole)
		clear(paint, out);
	else
		move_panes(paint, screen, out);
	paint->whole = false;
	for (int y = 0; y < paint->height; y++)
		paint_row(paint, y, out);
	paint_cursor(paint, screen, out);
	return owed;
}

void paint_leave(Paint *paint, Buf *out)
{
	caps_add(paint->caps, CAP_sgr0, out);
	if (paint->height > 0) {
		paint_put_region(paint, 0, paint->height - 1, out);
		caps_add_with(paint->caps, CAP_cup, paint->height - 1, 0, out);
	}
	if (paint->cursor != 1)
		caps_add(paint->caps, CAP_cnorm, out);
	paint_forget(paint);
}
