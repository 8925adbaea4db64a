#include "paint.h"

#include <stdlib.h>
#include <string.h>

static const ScreenCell *row_of(const ScreenCell *cells, int width, Rect pane, int y)
{
	return cells + (size_t)(pane.y + y) * (size_t)width + (size_t)pane.x;
}

/* A character must not stand across an edge of the pane. */
static bool edges_free(const ScreenCell *row, int width, Rect pane)
{
	int right = pane.x + pane.width;
	return row[pane.x].width > 0 && (right >= width || row[right].width > 0);
}

static bool is_blank(const ScreenCell *row, int columns)
{
	for (int x = 0; x < columns; x++)
		if (row[x].bytes > 0)
			return false;
	return true;
}

/* Rows with something in them that are right already when the pane moves by `by`. */
static int rows_spared(const ScreenCell *shown, const Screen *screen, Rect pane, int by)
{
	int n = 0;
	size_t bytes = (size_t)pane.width * sizeof *shown;
	for (int y = by < 0 ? -by : 0; y < pane.height - (by > 0 ? by : 0); y++) {
		const ScreenCell *wanted = row_of(screen->cells, screen->width, pane, y);
		const ScreenCell *there = row_of(shown, screen->width, pane, y + by);
		n += memcmp(wanted, there, bytes) == 0 && !is_blank(wanted, pane.width);
	}
	return n;
}

int paint_moved(const ScreenCell *shown, const Screen *screen, Rect pane)
{
	bool inside = pane.x >= 0 && pane.y >= 0 && pane.height > 2 && pane.width > 1
		&& pane.x + pane.width <= screen->width && pane.y + pane.height <= screen->height;
	if (!inside)
		return 0;
	for (int y = pane.y; y < pane.y + pane.height; y++)
		if (!edges_free(shown + (size_t)y * (size_t)screen->width, screen->width, pane)
			|| !edges_free(screen->cells + (size_t)y * (size_t)screen->width, screen->width, pane))
			return 0;
	int best = 0, most = rows_spared(shown, screen, pane, 0) + 1; /* moving costs about as much as a row */
	for (int by = 1; by < pane.height; by++)
		for (int sign = 1; sign >= -1; sign -= 2) {
			int n = rows_spared(shown, screen, pane, sign * by);
			if (n > most) {
				most = n;
				best = sign * by;
			}
		}
	return best;
}

static void add_margins(Buf *out, int first, int size, char final)
{
	buf_add(out, STR("\033["));
	buf_add_int(out, first + 1);
	buf_add_char(out, ';');
	buf_add_int(out, first + size);
	buf_add_char(out, final);
}

void paint_add_move(Buf *out, int width, Rect pane, int by)
{
	bool beside = pane.width < width;
	if (beside) {
		buf_add(out, STR("\033[?69h"));
		add_margins(out, pane.x, pane.width, 's');
	}
	add_margins(out, pane.y, pane.height, 'r');
	buf_add(out, STR("\033["));
	if (abs(by) > 1)
		buf_add_int(out, abs(by));
	buf_add_char(out, by > 0 ? 'S' : 'T');
	buf_add(out, beside ? STR("\033[?69l\033[r") : STR("\033[r"));
}

void paint_move(ScreenCell *shown, int width, Rect pane, int by)
{
	for (int i = 0; i < pane.height; i++) {
		int y = by > 0 ? i : pane.height - 1 - i, from = y + by;
		ScreenCell *to = shown + (size_t)(pane.y + y) * (size_t)width + (size_t)pane.x;
		if (from >= 0 && from < pane.height)
			memcpy(to, to + (ptrdiff_t)by * width, (size_t)pane.width * sizeof *to);
		else
			for (int x = 0; x < pane.width; x++)
				to[x] = (ScreenCell){.width = 1, .style = STYLE_TEXT};
	}
}

bool paint_keep(ScreenCell *row, const ScreenCell *shown, int width, Rect pane, int y)
{
	const ScreenCell *old = shown + (size_t)y * (size_t)width;
	bool inside = y >= pane.y && y < pane.y + pane.height && pane.x >= 0 && pane.x + pane.width <= width;
	if (!inside || !edges_free(row, width, pane) || !edges_free(old, width, pane))
		return false;
	memcpy(row + pane.x, old + pane.x, (size_t)pane.width * sizeof *row);
	return true;
}
