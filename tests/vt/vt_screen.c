#include "vt_inside.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define RIGHT_HALF ((uint32_t)-1) /* what libvterm puts behind a wide character */

static size_t put_utf8(char *out, uint32_t c)
{
	static const unsigned char LEAD[] = { 0, 0, 0xC0, 0xE0, 0xF0 };
	size_t n = c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
	if (n == 1)
		out[0] = (char)c;
	for (size_t i = n - 1; n > 1 && i > 0; i--, c >>= 6)
		out[i] = (char)(0x80 | (c & 63));
	if (n > 1)
		out[0] = (char)(LEAD[n] | c);
	return n;
}

bool vt_cell(const Vt *vt, int row, int col, VTermScreenCell *cell)
{
	return vterm_screen_get_cell(vt->screen, (VTermPos){ .row = row, .col = col }, cell) != 0;
}

/* One row as text; where[i], when asked for, is the cell of byte i. Returns the length up to the last character
   that is no blank. */
static size_t row_text(const Vt *vt, int row, char *out, int *where)
{
	size_t n = 0, last = 0;
	VTermScreenCell cell;
	for (int col = 0; col < vt->cols && vt_cell(vt, row, col, &cell); col++) {
		if (cell.chars[0] == RIGHT_HALF)
			continue;
		size_t from = n;
		if (!cell.chars[0])
			out[n++] = ' ';
		for (int i = 0; i < VTERM_MAX_CHARS_PER_CELL && cell.chars[i]; i++)
			n += put_utf8(out + n, cell.chars[i]);
		for (size_t i = from; where && i < n; i++)
			where[i] = col;
		if (cell.chars[0] && cell.chars[0] != ' ')
			last = n;
	}
	out[last] = '\0';
	return last;
}

static size_t row_room(const Vt *vt)
{
	return (size_t)vt->cols * 4 * VTERM_MAX_CHARS_PER_CELL + 8;
}

const char *vt_screen(Vt *vt)
{
	vt->text = realloc(vt->text, row_room(vt) * (size_t)vt->rows + 1);
	size_t n = 0;
	for (int row = 0; row < vt->rows; row++) {
		n += row_text(vt, row, vt->text + n, NULL);
		vt->text[n++] = '\n';
	}
	vt->text[n] = '\0';
	return vt->text;
}

bool vt_find(Vt *vt, const char *text, int *row, int *col)
{
	char *line = malloc(row_room(vt));
	int *where = malloc(row_room(vt) * sizeof *where);
	bool found = false;
	for (int r = 0; r < vt->rows && !found; r++) {
		row_text(vt, r, line, where);
		const char *at = strstr(line, text);
		found = at != NULL;
		if (found && row)
			*row = r;
		if (found && col)
			*col = where[at - line];
	}
	free(where);
	free(line);
	return found;
}

/* Whether the program has written U+FFFD itself, which is how it shows what is typed and is no text; else it is how the
   emulator shows a character that was cut. */
static bool means_it(const Vt *vt)
{
	size_t n;
	const char *raw = vt_raw(vt, &n);
	return memmem(raw, n, "\xef\xbf\xbd", 3) != NULL;
}

static const char *cell_fault(const Vt *vt, int row, int col)
{
	VTermScreenCell cell, beside;
	if (!vt_cell(vt, row, col, &cell))
		return NULL;
	if (cell.chars[0] == RIGHT_HALF)
		return col > 0 && vt_cell(vt, row, col - 1, &beside) && beside.width == 2 ? NULL : "right half without a left";
	if (cell.chars[0] == 0xFFFD && !means_it(vt))
		return "replacement character";
	if (cell.width != 2)
		return NULL;
	if (col + 1 >= vt->cols)
		return "wide character past the edge";
	bool whole = vt_cell(vt, row, col + 1, &beside) && beside.chars[0] == RIGHT_HALF;
	return whole ? NULL : "wide character without its right half";
}

const char *vt_fault(Vt *vt)
{
	for (int row = 0; row < vt->rows; row++)
		for (int col = 0; col < vt->cols; col++) {
			const char *fault = cell_fault(vt, row, col);
			if (fault) {
				snprintf(vt->fault, sizeof vt->fault, "row %d column %d: %s", row, col, fault);
				return vt->fault;
			}
		}
	return NULL;
}
