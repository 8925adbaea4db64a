#include "paint_inside.h"

#include <string.h>

#define NEAR 4 /* cells for which single steps can be shorter than a parameter */

static void take_shorter(Buf *step, Buf *best, bool *any)
{
	if (!*any || step->n < best->n) {
		Buf longer = *best;
		*best = *step;
		*step = longer;
	}
	*any = true;
}

/* Ways along a row. False where there is none. */
typedef bool Way(Paint *paint, int y, int from, int to, Buf *out);

/* What stands in between is sent again. */
static bool write_again(Paint *paint, int y, int from, int to, Buf *out)
{
	const ScreenCell *cells = paint->shown + (size_t)y * (size_t)paint->width;
	if (to - from > 2 * NEAR || to < from)
		return false;
	for (; from < to; from += cells[from].width) {
		const ScreenCell *cell = &cells[from];
		if (cell->width == 0 || cell->style >= STYLE_COUNT)
			return false;
		bool blank = cell->bytes == 0 && cell->style == STYLE_TEXT && paint_is_neutral(paint, paint->look);
		if (!blank && !paint_same_look(paint->look, paint->looks[cell->style]))
			return false;
		paint_put_text(paint, cell, out);
	}
	return from == to;
}

static bool go_to_column(Paint *paint, int y, int from, int to, Buf *out)
{
	(void)y, (void)from;
	caps_add_with(paint->caps, CAP_hpa, to, 0, out);
	return paint->caps->text[CAP_hpa];
}

static bool go_right(Paint *paint, int y, int from, int to, Buf *out)
{
	(void)y;
	Cap cap = to - from == 1 && paint->caps->text[CAP_cuf1] ? CAP_cuf1 : CAP_cuf;
	caps_add_with(paint->caps, cap, to - from, 0, out);
	return to > from && paint->caps->text[cap];
}

static bool go_left(Paint *paint, int y, int from, int to, Buf *out)
{
	(void)y;
	const char *back = paint->caps->text[CAP_cub1];
	bool few = from - to <= NEAR && back;
	for (int i = to; few && i < from; i++)
		buf_add(out, str_of(back));
	if (!few)
		caps_add_with(paint->caps, CAP_cub, from - to, 0, out);
	return from > to && (few || paint->caps->text[CAP_cub]);
}

static bool go_back(Paint *paint, int y, int from, int to, Buf *out)
{
	buf_add_char(out, '\r');
	if (to == 0)
		return true;
	size_t head = out->n;
	if (!write_again(paint, y, 0, to, out)) {
		out->n = head;
		return from != 0 && go_right(paint, y, 0, to, out);
	}
	return true;
}

/* The shortest way along a row; false where there is none. */
static bool go_along(Paint *paint, int y, int from, int to, Buf *out)
{
	static Way *const WAYS[] = {write_again, go_to_column, go_right, go_left, go_back};
	bool any = from == to;
	buf_clear(&paint->across);
	for (size_t i = 0; from != to && i < sizeof WAYS / sizeof *WAYS; i++) {
		buf_clear(&paint->step);
		if (WAYS[i](paint, y, from, to, &paint->step))
			take_shorter(&paint->step, &paint->across, &any);
	}
	buf_add(out, buf_str(&paint->across));
	return any;
}

/* Steps down that scroll nothing. */
static bool go_down(const Paint *paint, int y, Buf *out)
{
	const char *down = paint->caps->text[CAP_cud1];
	int steps = y - paint->y;
	bool free = steps > 0 && steps <= NEAR && down && strcmp(down, "\n") == 0 && paint->top >= 0
		&& (paint->y > paint->bottom || y <= paint->bottom);
	for (int i = 0; free && i < steps; i++)
		buf_add_char(out, '\n');
	return free;
}

/* Nor does a step up, which ends or scrolls at the first row of the region. */
static bool go_up(const Paint *paint, int y, Buf *out)
{
	bool one = paint->y - y == 1 && paint->top >= 0 && paint->y != paint->top && paint->caps->text[CAP_cuu1];
	if (one)
		caps_add(paint->caps, CAP_cuu1, out);
	return one;
}

static bool go_to_row(const Paint *paint, int y, Buf *out)
{
	caps_add_with(paint->caps, CAP_vpa, y, 0, out);
	return paint->caps->text[CAP_vpa];
}

static bool stay(const Paint *paint, int y, Buf *out)
{
	(void)out;
	return paint->y == y;
}

void paint_go(Paint *paint, int x, int y, Buf *out)
{
	static bool (*const WAYS[])(const Paint *, int, Buf *) = {stay, go_down, go_up, go_to_row};
	bool any = true;
	if (paint->x == x && paint->y == y)
		return;
	buf_clear(&paint->best);
	caps_add_with(paint->caps, CAP_cup, y, x, &paint->best);
	for (size_t i = 0; paint->x >= 0 && i < sizeof WAYS / sizeof *WAYS; i++) {
		buf_clear(&paint->way);
		bool way = WAYS[i](paint, y, &paint->way) && paint->way.n < paint->best.n;
		if (way && go_along(paint, y, paint->x, x, &paint->way))
			take_shorter(&paint->way, &paint->best, &any);
	}
	buf_add(out, buf_str(&paint->best));
	paint->x = x;
	paint->y = y;
}

void paint_put_region(Paint *paint, int top, int bottom, Buf *out)
{
	if ((paint->top == top && paint->bottom == bottom) || !paint->caps->text[CAP_csr])
		return;
	caps_add_with(paint->caps, CAP_csr, top, bottom, out);
	paint->top = top;
	paint->bottom = bottom;
	paint->x = -1; /* some go home, some stay */
}

bool paint_can_scroll(const Paint *paint, int by)
{
	const Caps *caps = paint->caps;
	return caps->text[CAP_csr] && (by > 0 ? caps->text[CAP_ind] || caps->text[CAP_indn] :
		caps->text[CAP_ri] || caps->text[CAP_rin]);
}

void paint_scroll(Paint *paint, int x, int by, Buf *out)
{
	Cap one = by > 0 ? CAP_ind : CAP_ri, many = by > 0 ? CAP_indn : CAP_rin;
	int times = by > 0 ? by : -by;
	if (times > NEAR ? paint->caps->text[many] != NULL : !paint->caps->text[one]) {
		caps_add_with(paint->caps, many, times, 0, out);
		return;
	}
	paint_go(paint, x, by > 0 ? paint->bottom : paint->top, out);
	for (int i = 0; i < times; i++)
		caps_add(paint->caps, one, out);
}
