#include "../../tui/view_table.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

/* Rows and columns are numbered, a cell is ROW.COLUMN; every `heading`th row is a heading. */
typedef struct Plain { size_t heading; int columns; } Plain;

static Str spell(Arena *scratch, const char *before, size_t a, size_t b)
{
	char *s = mem_take_text(scratch, 32);
	int n = b == SIZE_MAX ? snprintf(s, 32, "%s%zu", before, a) : snprintf(s, 32, "%s%zu.%zu", before, a, b);
	return (Str){s, (size_t)n};
}

static void plain_column(const void *data, size_t column, TableColumn *out, Arena *scratch)
{
	out->columns = ((const Plain *)data)->columns;
	out->right = column > 0;
	out->title = spell(scratch, "c", column, SIZE_MAX);
}

static void plain_cell(const void *data, size_t row, size_t column, TableCell *out, Arena *scratch)
{
	(void)data;
	out->right = column > 0;
	out->text = spell(scratch, "", row, column);
}

static bool plain_heading(const void *data, size_t row, Str *out, Arena *scratch)
{
	size_t every = ((const Plain *)data)->heading;
	*out = spell(scratch, "heading ", row, SIZE_MAX);
	return every > 0 && row % every == 0;
}

static TableSource source_of(const Plain *plain, size_t rows, size_t columns, bool totals)
{
	return (TableSource){.data = plain, .rows = rows, .columns = columns, .foot = totals, .tail = totals,
		.column = plain_column, .cell = plain_cell, .heading = plain_heading};
}

static const char *draw(const Table *table, const TableSource *source, int width, int height)
{
	static Buf dump;
	Screen screen = {.ambiguous = 1};
	screen_resize(&screen, width, height);
	view_table_draw(table, source, false, &screen, screen_area(&screen));
	buf_clear(&dump);
	screen_dump(&screen, false, &dump);
	screen_free(&screen);
	return buf_cstr(&dump);
}

Test(view_table, header_first_column_and_totals_stay_while_the_rest_moves_both_ways)
{
	const Plain plain = {.columns = 5};
	TableSource source = source_of(&plain, 21, 12, true);
	Table table = {0};
	view_table_arrange(&table, &source, 32, 6);
	for (int i = 0; i < 8; i++) {
		view_table_move(&table, &source, MOVE_DOWN);
		view_table_across(&table, 1, false);
	}
	view_table_arrange(&table, &source, 32, 6);
	cr_assert_str_eq(draw(&table, &source, 32, 6),
		"‹ c0       c7    c8    c9   c11›\n"
		"  5.0     5.7   5.8   5.9  5.11\n"
		"  6.0     6.7   6.8   6.9  6.11\n"
		"  7.0     7.7   7.8   7.9  7.11\n"
		"▸ 8.0     8.7   8.8   8.9  8.11\n"
		"  20.0   20.7  20.8  20.9 20.11\n");
}

Test(view_table, the_cursor_is_in_sight_after_every_move_at_every_width)
{
	const Plain plain = {.columns = 6, .heading = 5};
	static const Move MOVES[] = {MOVE_DOWN, MOVE_PAGE_DOWN, MOVE_UP, MOVE_BOTTOM, MOVE_HALF_UP, MOVE_TOP,
		MOVE_PAGE_UP, MOVE_HALF_DOWN};
	unsigned random = 7;
	for (int totals = 0; totals < 2; totals++)
		for (int width = 24; width < 90; width += 11)
			for (int step = 0; step < 200; step++) {
				static Table table;
				TableSource source = source_of(&plain, 33, 9, totals);
				random = random * 1103515245u + 12345u;
				if (step == 0)
					table = (Table){0};
				view_table_arrange(&table, &source, width, 8);
				if (random & 0x10000)
					view_table_move(&table, &source, MOVES[random >> 20 & 7]);
				else
					view_table_across(&table, random & 0x20000 ? 1 : -1, random & 0x40000);
				view_table_arrange(&table, &source, width, 8);
				size_t row = view_table_row(&table);
				char cell[32];
				Str text;
				Arena scratch = {0};
				cr_assert_not(plain_heading(&plain, row, &text, &scratch) && !table.at_foot, "on a heading");
				mem_arena_free(&scratch);
				snprintf(cell, sizeof cell, " %zu.%zu", row, table.column);
				cr_assert(strstr(draw(&table, &source, width, 8), cell), "%s is out of sight at %d:\n%s", cell, width,
					draw(&table, &source, width, 8));
			}
}

Test(view_table, the_foot_is_the_row_below_the_last_and_up_leads_back)
{
	const Plain plain = {.columns = 5};
	TableSource source = source_of(&plain, 4, 3, true);
	Table table = {0};
	view_table_arrange(&table, &source, 60, 10);
	view_table_move(&table, &source, MOVE_DOWN);
	view_table_move(&table, &source, MOVE_DOWN);
	cr_assert_eq(view_table_row(&table), 2);
	view_table_move(&table, &source, MOVE_DOWN);
	cr_assert_eq(view_table_row(&table), 3);
	view_table_move(&table, &source, MOVE_DOWN);
	cr_assert_eq(view_table_row(&table), 3, "there it ends");
	view_table_move(&table, &source, MOVE_UP);
	cr_assert_eq(view_table_row(&table), 2);
	view_table_move(&table, &source, MOVE_BOTTOM);
	cr_assert_eq(view_table_row(&table), 3);
	view_table_move(&table, &source, MOVE_TOP);
	cr_assert_eq(view_table_row(&table), 0);
}

Test(view_table, an_empty_table_has_its_totals_or_nothing_under_the_cursor)
{
	const Plain plain = {.columns = 5};
	for (int totals = 0; totals < 2; totals++) {
		TableSource source = source_of(&plain, totals, 3, totals);
		Table table = {0};
		view_table_arrange(&table, &source, 60, 10);
		for (int move = 0; move < MOVE_COUNT; move++)
			view_table_move(&table, &source, (Move)move);
		cr_assert_eq(view_table_row(&table), 0);
		cr_assert(strstr(draw(&table, &source, 60, 10), "c1"));
	}
}

static const char *bar(double share, int ambiguous)
{
	static Buf dump;
	Screen screen = {.ambiguous = ambiguous};
	screen_resize(&screen, 10, 1);
	view_table_bar(&screen, screen_area(&screen), 0, 0, 8, share, STYLE_TEXT);
	buf_clear(&dump);
	screen_dump(&screen, false, &dump);
	screen_free(&screen);
	return buf_cstr(&dump);
}

Test(view_table, bars_are_set_in_eighths_of_a_cell_and_anything_is_seen)
{
	cr_assert_str_eq(bar(1, 1), "████████\n");
	cr_assert_str_eq(bar(0.5, 1), "████\n");
	cr_assert_str_eq(bar(0.515625, 1), "████▏\n");
	cr_assert_str_eq(bar(0.0001, 1), "▏\n");
	cr_assert_str_eq(bar(0, 1), "\n");
	cr_assert_str_eq(bar(7, 1), "████████\n", "never past its end");
	cr_assert_str_eq(bar(0.51, 2), "#####\n", "where blocks take two columns");
}
