#include "scroll.h"

#include <stdbool.h>

static size_t less(size_t a, size_t b)
{
	return a > b ? a - b : 0;
}

static size_t least(size_t a, size_t b)
{
	return a < b ? a : b;
}

size_t scroll_last(size_t count, size_t rows)
{
	return less(count, rows);
}

/* Brings the window to the cursor, and fills it. */
static Scroll settle(Scroll s)
{
	s.cursor = s.count == 0 ? 0 : least(s.cursor, s.count - 1);
	if (s.cursor < s.top)
		s.top = s.cursor;
	if (s.rows > 0 && s.cursor >= s.top + s.rows)
		s.top = s.cursor - s.rows + 1;
	s.top = least(s.top, scroll_last(s.count, s.rows));
	return s;
}

static size_t stride(Move move, size_t rows)
{
	size_t page = rows > 1 ? rows - 1 : 1;
	bool half = move == MOVE_HALF_DOWN || move == MOVE_HALF_UP;
	bool whole = move == MOVE_PAGE_DOWN || move == MOVE_PAGE_UP;
	return whole ? page : half ? (rows > 1 ? rows / 2 : 1) : 1;
}

static size_t moved(size_t from, size_t last, size_t by, Move move)
{
	switch (move) {
	case MOVE_DOWN: case MOVE_PAGE_DOWN: case MOVE_HALF_DOWN: return least(from + by, last);
	case MOVE_UP: case MOVE_PAGE_UP: case MOVE_HALF_UP: return less(from, by);
	case MOVE_TOP: return 0;
	case MOVE_BOTTOM: return last;
	default: return from;
	}
}

Scroll scroll_move(Scroll s, Move move)
{
	size_t by = stride(move, s.rows);
	s.cursor = moved(s.cursor, less(s.count, 1), by, move);
	if (by > 1)
		s.top = moved(s.top, scroll_last(s.count, s.rows), by, move);
	return settle(s);
}

Scroll scroll_wheel(Scroll s, int by)
{
	size_t rows = SCROLL_WHEEL * (size_t)(by < 0 ? -by : by);
	s.top = by < 0 ? less(s.top, rows) : least(s.top + rows, scroll_last(s.count, s.rows));
	if (s.cursor < s.top)
		s.cursor = s.top;
	else if (s.rows > 0 && s.cursor >= s.top + s.rows)
		s.cursor = s.top + s.rows - 1;
	return settle(s);
}

Scroll scroll_to(Scroll s, size_t cursor)
{
	s.cursor = cursor;
	return settle(s);
}

Scroll scroll_fit(Scroll s, size_t count, size_t rows)
{
	s.count = count;
	s.rows = rows;
	return settle(s);
}

size_t scroll_text(size_t top, size_t count, size_t rows, Move move)
{
	return moved(top, scroll_last(count, rows), stride(move, rows), move);
}
