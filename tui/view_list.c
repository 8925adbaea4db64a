#include "view_list.h"

#include "../core/utf8.h"

#include <string.h>

bool view_list_point(Scroll *scroll, Point at, Rect area)
{
	size_t row = scroll->top + (size_t)(at.y - area.y), before = scroll->cursor;
	if (at.wheel != 0)
		*scroll = scroll_wheel(*scroll, at.wheel);
	else if (at.y >= area.y && at.y < area.y + area.height && row < scroll->count)
		*scroll = scroll_to(*scroll, row);
	else
		return false;
	return at.wheel == 0 && scroll->cursor == before;
}

/* Where the hit begins on the row: a hit that the row's end would hide is brought into sight by leaving the beginning
   out. */
static size_t skip_to_hit(const ListRow *row, int columns, int ambiguous)
{
	if (row->hit_from >= row->hit_to)
		return 0;
	size_t skip = 0, wanted = (size_t)(columns > 8 ? columns * 3 / 5 : columns);
	while (skip < row->hit_from && utf8_columns(str_sub(row->text, skip, row->hit_to), ambiguous) > wanted)
		skip += utf8_cluster(str_sub(row->text, skip, row->text.n), ambiguous, NULL);
	return skip;
}

static void draw_text(const ListRow *row, Screen *screen, Rect clip, int x, int y, int columns, Style style)
{
	size_t skip = skip_to_hit(row, columns, screen->ambiguous);
	int from = x, end = x + columns;
	if (skip > 0)
		from = screen_put(screen, clip, x, y, STR("…"), STYLE_DIM);
	screen_put_cut(screen, clip, from, y, end - from, str_sub(row->text, skip, row->text.n), style);
	if (row->hit_from >= row->hit_to)
		return;
	int at = from + (int)utf8_columns(str_sub(row->text, skip, row->hit_from), screen->ambiguous);
	int lit = (int)utf8_columns(str_sub(row->text, row->hit_from, row->hit_to), screen->ambiguous);
	screen_restyle(screen, at, y, at + lit > end ? end - at : lit, STYLE_HIT);
}

static void draw_row(const ListRow *row, bool cursor, bool active, Screen *screen, Rect clip, int y)
{
	int x = clip.x, end = clip.x + clip.width;
	if (cursor)
		screen_put(screen, clip, x, y, active ? STR("▸") : STR("›"), active ? STYLE_MARKER : STYLE_DIM);
	if (row->read && !row->marked) /* · may be two columns wide, and has only one here */
		screen_put(screen, clip, x + 1, y, screen->ambiguous != 2 ? STR("·") : STR("."), STYLE_DIM);
	if (row->marked)
		screen_put(screen, clip, x + 1, y, STR("✓"), STYLE_MARKED);
	x += (row->header ? 0 : VIEW_LIST_GUTTER) + row->indent;
	if (row->right.n > 0) {
		int columns = (int)utf8_columns(row->right, screen->ambiguous);
		if (end - columns - 1 > x)
			end = screen_put_right(screen, clip, end - columns, y, columns, row->right, STYLE_DIM) - 1;
	}
	if (row->lead_columns > 0) {
		if (row->lead_right)
			screen_put_right(screen, clip, x, y, row->lead_columns, row->lead, STYLE_LABEL);
		else
			screen_put_cut(screen, clip, x, y, row->lead_columns, row->lead, STYLE_DIM);
		x += row->lead_columns + 1;
	}
	draw_text(row, screen, clip, x, y, end - x, row->style);
}

void view_list_draw(const ListSource *source, const Scroll *scroll, bool active, Screen *screen, Rect area)
{
	Arena scratch = {0};
	for (size_t i = 0; i < scroll->rows && scroll->top + i < scroll->count; i++) {
		ListRow row = {0};
		source->row(source->data, scroll->top + i, &row, &scratch);
		draw_row(&row, scroll->top + i == scroll->cursor, active, screen, area, area.y + (int)i);
	}
	mem_arena_free(&scratch);
}
