#include "paint_move.h"

#include "../core/mem.h"

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
	for (int by = 1; by < pane.height && most <= pane.height / 2; by++) /* more than half the rows are not by chance */
		for (int sign = 1; sign >= -1; sign -= 2) {
			int n = rows_spared(shown, screen, pane, sign * by);
			if (n > most) {
				most = n;
				best = sign * by;
			}
		}
	return best;
}

/* Of the text alone, and of eight bytes a cell: what it finds is compared afterwards (paint_moved). */
static uint64_t hash_row(const ScreenCell *row, int width)
{
	uint64_t hash = 0xCBF29CE484222325u;
	for (int x = 0; x < width; x++) {
		uint64_t word;
		memcpy(&word, row[x].text, sizeof word);
		hash = (hash ^ word) * 0x9E3779B97F4A7C15u;
		hash ^= hash >> 32;
	}
	return hash;
}

/* The longest run of rows that stood `by` rows further down, and the rows of it that are not blank. */
static int longest_run(const uint64_t *shown, const uint64_t *wanted, int height, int by, uint64_t blank, Rect *run)
{
	int most = 0;
	for (int y = by < 0 ? -by : 0, from = y, n = 0; y < height - (by > 0 ? by : 0); y++) {
		if (wanted[y] != shown[y + by]) {
			from = y + 1;
			n = 0;
			continue;
		}
		n += wanted[y] != blank && wanted[y] != shown[y];
		if (n > most) {
			most = n;
			*run = (Rect){0, by > 0 ? from : from + by, 0, y - from + 1 + abs(by)};
		}
	}
	return most;
}

Rect paint_moved_block(const ScreenCell *shown, const Screen *screen)
{
	int height = screen->height, most = 2; /* of fewer rows nothing is spared */
	uint64_t *hashes = mem_zeroed((size_t)height * 2 + 1, sizeof *hashes);
	Rect all = {0, 0, screen->width, height}, block = {0};
	ScreenCell *blank = mem_zeroed((size_t)screen->width + 1, sizeof *blank);
	for (int y = 0; y < height; y++) {
		hashes[y] = hash_row(row_of(shown, screen->width, all, y), screen->width);
		hashes[height + y] = hash_row(row_of(screen->cells, screen->width, all, y), screen->width);
	}
	uint64_t none = hash_row(blank, screen->width);
	for (int by = 1 - height; by < height; by++) {
		Rect run = {0};
		int n = by ? longest_run(hashes, hashes + height, height, by, none, &run) : 0;
		if (n > most) {
			most = n;
			block = (Rect){0, run.y, screen->width, run.height};
		}
	}
	free(blank);
	free(hashes);
	return block;
}

static void add_margins(Buf *out, int first, int size, char final)
{
	buf_add(out, STR("\033["));
	buf_add_int(out, first + 1);
	buf_add_char(out, ';');
	buf_add_int(out, first + size);
	buf_add_char(out, final);
}

void paint_add_move(Buf *out, Rect pane, int by)
{
	buf_add(out, STR("\033[?69h"));
	add_margins(out, pane.x, pane.width, 's');
	add_margins(out, pane.y, pane.height, 'r');
	buf_add(out, STR("\033["));
	if (abs(by) > 1)
		buf_add_int(out, abs(by));
	buf_add_char(out, by > 0 ? 'S' : 'T');
	buf_add(out, STR("\033[?69l\033[r"));
}

void paint_move(ScreenCell *shown, int width, Rect pane, int by, ScreenCell blank)
{
	for (int i = 0; i < pane.height; i++) {
		int y = by > 0 ? i : pane.height - 1 - i, from = y + by;
		ScreenCell *to = shown + (size_t)(pane.y + y) * (size_t)width + (size_t)pane.x;
		if (from >= 0 && from < pane.height)
			memcpy(to, to + (ptrdiff_t)by * width, (size_t)pane.width * sizeof *to);
		else
			for (int x = 0; x < pane.width; x++)
				to[x] = blank;
	}
}

bool paint_keep(ScreenCell *row, const ScreenCell *shown, int width, Rect pane, int y)
{
	const ScreenCell *old = shown + (size_t)y * (size_t)width;
	bool inside = y >= pane.y && y < pane.y + pane.height && pane.x >= 0 && pane.x + pane.width <= width;
	if (!inside || !edges_free(row, width, pane) || !edges_free(old, width, pane))
		return false;
	size_t bytes = (size_t)pane.width * sizeof *row;
	bool other = memcmp(row + pane.x, old + pane.x, bytes) != 0;
	memcpy(row + pane.x, old + pane.x, bytes);
	return other;
}
