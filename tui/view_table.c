#include "view_table.h"

#include "../core/utf8.h"

#include <math.h>

size_t view_table_row(const Table *table)
{
	return table->at_foot ? table->body.count : table->body.cursor;
}

static int columns_of(const TableSource *source, size_t column)
{
	Arena scratch = {0};
	TableColumn out = {0};
	source->column(source->data, column, &out, &scratch);
	mem_arena_free(&scratch);
	return out.columns;
}

int view_table_width(const TableSource *source)
{
	int width = VIEW_TABLE_GUTTER;
	for (size_t i = 0; i < source->columns; i++)
		width += columns_of(source, i) + 1;
	return width;
}

/* The columns that move are 1 up to here. */
static size_t moving_end(const Table *table)
{
	return table->columns - (table->tail ? 1 : 0);
}

/* How many columns from `left` on fit into `room`; at least one. */
static size_t count_fitting(const Table *table, const TableSource *source, size_t left, int room)
{
	size_t n = 0;
	for (size_t i = left; i < moving_end(table); i++, n++) {
		room -= columns_of(source, i) + 1;
		if (room < 0)
			break;
	}
	return n > 0 || left >= moving_end(table) ? n : 1;
}

static void fit_columns(Table *table, const TableSource *source, int width)
{
	int room = width - VIEW_TABLE_GUTTER - columns_of(source, 0) - 1;
	if (table->tail)
		room -= columns_of(source, table->columns - 1) + 1;
	bool at_tail = table->tail && table->column + 1 == table->columns;
	size_t end = moving_end(table);
	if (table->left < 1)
		table->left = 1;
	if (!at_tail && table->column < table->left)
		table->left = table->column > 0 ? table->column : 1;
	table->shown = count_fitting(table, source, table->left, room);
	while (!at_tail && table->column > 0 && table->column >= table->left + table->shown)
		table->shown = count_fitting(table, source, ++table->left, room);
	while (table->left > 1 && table->left - 1 + count_fitting(table, source, table->left - 1, room) >= end)
		table->shown = count_fitting(table, source, --table->left, room);
}

static bool is_heading(const TableSource *source, size_t row)
{
	Arena scratch = {0};
	Str text;
	bool is = source->heading && source->heading(source->data, row, &text, &scratch);
	mem_arena_free(&scratch);
	return is;
}

/* The nearest row that is no heading, first in the direction of the move; its heading comes into sight with it. */
static void skip_headings(Table *table, const TableSource *source, bool forward)
{
	size_t n = table->body.count;
	for (int turn = 0; turn < 2; turn++, forward = !forward)
		for (size_t i = table->body.cursor; i < n; i += forward ? 1 : SIZE_MAX) {
			if (is_heading(source, i))
				continue;
			table->body = scroll_to(table->body, i);
			if (i > 0 && table->body.top == i && is_heading(source, i - 1) && table->body.rows > 1)
				table->body.top--;
			return;
		}
}

void view_table_arrange(Table *table, const TableSource *source, int width, int height)
{
	int rows = height - 1 - (source->foot ? 1 : 0);
	table->foot = source->foot;
	table->tail = source->tail;
	table->columns = source->columns;
	size_t last = source->columns > 0 ? source->columns - 1 : 0;
	table->column = table->column > last ? last : table->column == 0 && last > 0 ? 1 : table->column;
	table->body = scroll_fit(table->body, source->rows - (source->foot ? 1 : 0), rows > 0 ? (size_t)rows : 0);
	table->at_foot = table->foot && (table->at_foot || table->body.count == 0);
	skip_headings(table, source, true);
	fit_columns(table, source, width);
}

void view_table_to(Table *table, const TableSource *source, size_t row, size_t column)
{
	table->at_foot = table->foot && row >= table->body.count;
	if (!table->at_foot)
		table->body = scroll_to(table->body, row);
	table->column = column;
	skip_headings(table, source, true);
}

void view_table_move(Table *table, const TableSource *source, Move move)
{
	bool forward = move == MOVE_DOWN || move == MOVE_PAGE_DOWN || move == MOVE_HALF_DOWN || move == MOVE_TOP;
	bool last = table->body.cursor + 1 >= table->body.count;
	if (table->at_foot) {
		table->at_foot = move == MOVE_DOWN || move == MOVE_PAGE_DOWN || move == MOVE_HALF_DOWN || move == MOVE_BOTTOM
			|| table->body.count == 0;
		if (table->at_foot || move == MOVE_UP)
			return;
	} else if (table->foot && (move == MOVE_BOTTOM || (last && forward && move != MOVE_TOP))) {
		table->at_foot = true;
		if (move != MOVE_BOTTOM)
			return;
	}
	table->body = scroll_move(table->body, move);
	skip_headings(table, source, forward);
}

void view_table_across(Table *table, int by, bool page)
{
	size_t n = table->columns, step = page && table->shown > 1 ? table->shown : 1;
	if (n < 2)
		return;
	if (by > 0)
		table->column = table->column + step < n ? table->column + step : n - 1;
	else
		table->column = table->column > step ? table->column - step : 1;
}

static bool in_sight(const Table *table, size_t column)
{
	bool moving = column > 0 && column < moving_end(table);
	return !moving || (column >= table->left && column < table->left + table->shown);
}

/* The column at x, with the blank or sign behind it; `columns` of the table where none is. */
static size_t column_at(const Table *table, const TableSource *source, int x, Rect area)
{
	int end = area.x + VIEW_TABLE_GUTTER;
	for (size_t i = 0; i < table->columns; i++) {
		if (!in_sight(table, i))
			continue;
		end += columns_of(source, i) + 1;
		if (x < end)
			return i;
	}
	return table->columns;
}

bool view_table_point(Table *table, const TableSource *source, Point at, bool whole_row, Rect area)
{
	size_t rows = table->body.rows < table->body.count ? table->body.rows : table->body.count;
	size_t y = at.y > area.y ? (size_t)(at.y - area.y - 1) : SIZE_MAX, before = view_table_row(table);
	size_t row = y < rows ? table->body.top + y : table->body.count, column = column_at(table, source, at.x, area);
	bool inside = at.x >= area.x && at.x < area.x + area.width && y <= rows && (y < rows || table->foot);
	if (at.wheel != 0 && inside) {
		table->body = scroll_wheel(table->body, at.wheel);
		skip_headings(table, source, at.wheel > 0);
	}
	if (at.wheel != 0 || !inside || (y < rows && is_heading(source, row)))
		return false;
	bool there = row == before && (whole_row || column == table->column || column == 0);
	bool across = column > 0 && column < table->columns;
	view_table_to(table, source, row, across ? column : table->column);
	return there && !(column == table->columns && !whole_row);
}

void view_table_bar(Screen *screen, Rect clip, int x, int y, int columns, double share, Style style)
{
	static const char *const EIGHTHS[] = {"▏", "▎", "▍", "▌", "▋", "▊", "▉"};
	bool blocks = screen->ambiguous == 1;
	int eighths = (int)lround((share < 0 ? 0 : share > 1 ? 1 : share) * columns * 8);
	if (share > 0 && eighths == 0)
		eighths = 1;
	if (!blocks)
		eighths = (eighths + 7) / 8 * 8;
	for (int i = 0; i < eighths / 8; i++)
		x = screen_put(screen, clip, x, y, blocks ? STR("█") : STR("#"), style);
	if (eighths % 8 > 0)
		screen_put(screen, clip, x, y, str_of(EIGHTHS[eighths % 8 - 1]), style);
}

/* What a row or a column is drawn with. */
typedef struct Brush {
	const Table *table;
	const TableSource *source;
	bool whole_row;
	Screen *screen;
	Rect area;
	Arena scratch;
} Brush;

static void draw_title(Brush *b, size_t column, int x)
{
	TableColumn out = {0};
	b->source->column(b->source->data, column, &out, &b->scratch);
	Style style = column > 0 && column == b->table->column ? STYLE_ACTIVE : STYLE_DIM;
	Rect clip = {x, b->area.y, out.columns, 1};
	if (out.right)
		screen_put_right(b->screen, clip, x, b->area.y, out.columns, out.title, style);
	else
		screen_put_cut(b->screen, clip, x, b->area.y, out.columns, out.title, style);
	if (out.marked)
		screen_put(b->screen, b->area, x + out.columns, b->area.y, STR("✓"), STYLE_MARKED);
}

static void draw_cell(Brush *b, size_t row, size_t column, int x, int y, int columns)
{
	TableCell cell = {0};
	bool on_row = row == view_table_row(b->table), here = on_row && column == b->table->column && !b->whole_row;
	b->source->cell(b->source->data, row, column, &cell, &b->scratch);
	Rect clip = {x, y, columns, 1};
	Style style = here ? STYLE_CELL : cell.picked ? STYLE_PICKED : cell.style;
	if (here || cell.picked)
		screen_fill(b->screen, (Rect){x, y, columns + 1, 1}, style);
	if (cell.bar) {
		int from = cell.text_columns > 0 ? cell.text_columns + 1 : 0;
		screen_put_right(b->screen, clip, x, y, cell.text_columns, cell.text, style);
		view_table_bar(b->screen, clip, x + from, y, columns - from, cell.share, here ? style : STYLE_CHART);
	} else if (cell.right) {
		screen_put_right(b->screen, clip, x, y, columns, cell.text, style);
	} else {
		screen_put_cut(b->screen, clip, x, y, columns, cell.text, style);
	}
	if (cell.sign.n > 0)
		screen_put(b->screen, b->area, x + columns, y, cell.sign, here || cell.picked ? style : STYLE_NOTE);
}

/* Calls `draw` for the columns in sight, each where it stands; what does not fit into the row is cut. */
static void each_column(Brush *b, size_t row, int y)
{
	const Table *t = b->table;
	int x = b->area.x + VIEW_TABLE_GUTTER, end = b->area.x + b->area.width;
	for (size_t i = 0; i < t->columns; i++) {
		if (!in_sight(t, i))
			continue;
		int columns = columns_of(b->source, i);
		if (x + columns > end)
			columns = end - x;
		if (columns <= 0)
			return;
		if (row == SIZE_MAX)
			draw_title(b, i, x);
		else
			draw_cell(b, row, i, x, y, columns);
		x += columns + 1;
	}
}

static void draw_row(Brush *b, size_t row, int y)
{
	Str text;
	if (b->source->heading && b->source->heading(b->source->data, row, &text, &b->scratch)) {
		screen_put_cut(b->screen, b->area, b->area.x, y, b->area.width, text, STYLE_HEADING);
		return;
	}
	if (row == view_table_row(b->table))
		screen_put(b->screen, b->area, b->area.x, y, STR("▸"), STYLE_MARKER);
	each_column(b, row, y);
}

/* Columns that are out of sight are told at the ends of the header. */
static void draw_more(Brush *b)
{
	const Table *t = b->table;
	int y = b->area.y;
	if (t->left > 1)
		screen_put(b->screen, b->area, b->area.x, y, STR("‹"), STYLE_KEY);
	if (t->left + t->shown < moving_end(t))
		screen_put(b->screen, b->area, b->area.x + b->area.width - 1, y, STR("›"), STYLE_KEY);
}

void view_table_draw(const Table *table, const TableSource *source, bool whole_row, Screen *screen, Rect area)
{
	Brush brush = {.table = table, .source = source, .whole_row = whole_row, .screen = screen, .area = area};
	each_column(&brush, SIZE_MAX, area.y);
	draw_more(&brush);
	for (size_t i = 0; i < table->body.rows && table->body.top + i < table->body.count; i++)
		draw_row(&brush, table->body.top + i, area.y + 1 + (int)i);
	size_t rows = table->body.rows < table->body.count ? table->body.rows : table->body.count;
	if (table->foot)
		draw_row(&brush, table->body.count, area.y + 1 + (int)rows);
	mem_arena_free(&brush.scratch);
}
