#include "../../tui/paint_move.h"

#include "../../core/mem.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define WIDTH 40
#define HEIGHT 12

static const Rect PANE = {14, 2, 20, 9};

/* A list on the left that stays, a text in the pane from line `top` on. */
static Screen page(int top)
{
	Screen screen = {0};
	screen_resize(&screen, WIDTH, HEIGHT);
	for (int y = 0; y < HEIGHT; y++) {
		char text[64];
		snprintf(text, sizeof text, "列表第%d项", y);
		screen_put(&screen, screen_area(&screen), 0, y, str_of(text), STYLE_TEXT);
		snprintf(text, sizeof text, "第%d行的文字 %d", top + y, (top + y) * 7919 % 1000);
		screen_put(&screen, PANE, PANE.x, y, str_of(text), y % 3 ? STYLE_TEXT : STYLE_LABEL);
	}
	return screen;
}

static ScreenCell *cells_of(const Screen *screen)
{
	size_t bytes = WIDTH * HEIGHT * sizeof *screen->cells;
	return memcpy(mem_zeroed(1, bytes), screen->cells, bytes);
}

Test(paint, finds_how_far_a_pane_has_moved)
{
	static const int MOVES[] = {3, -3, 6, -6};
	for (size_t i = 0; i < sizeof MOVES / sizeof *MOVES; i++) {
		Screen before = page(50), after = page(50 + MOVES[i]);
		cr_assert_eq(paint_moved(before.cells, &after, PANE), MOVES[i], "by %d", MOVES[i]);
		screen_free(&before);
		screen_free(&after);
	}
}

Test(paint, does_not_move_what_has_changed_altogether_or_not_at_all)
{
	Screen before = page(50), far = page(500), same = page(50);
	cr_assert_eq(paint_moved(before.cells, &far, PANE), 0);
	cr_assert_eq(paint_moved(before.cells, &same, PANE), 0);
	cr_assert_eq(paint_moved(before.cells, &far, (Rect){14, 2, 60, 9}), 0, "a pane beyond the screen");
	screen_free(&before);
	screen_free(&far);
	screen_free(&same);
}

Test(paint, never_cuts_a_character_at_the_edge_of_a_pane)
{
	Screen before = page(50), after = page(53);
	screen_put(&before, screen_area(&before), PANE.x - 1, 4, STR("边"), STYLE_TEXT);
	cr_assert_eq(paint_moved(before.cells, &after, PANE), 0);
	screen_put(&after, screen_area(&after), PANE.x + PANE.width - 1, 4, STR("边"), STYLE_TEXT);
	Screen clean = page(50);
	cr_assert_eq(paint_moved(clean.cells, &after, PANE), 0);
	cr_assert(!paint_keep(after.cells + 4 * WIDTH, clean.cells, WIDTH, PANE, 4));
	screen_free(&before);
	screen_free(&after);
	screen_free(&clean);
}

Test(paint, moving_leaves_all_but_the_rows_that_come_in)
{
	for (int by = -8; by <= 8; by++) {
		Screen before = page(51), after = page(51 + 3 * (by / 3));
		ScreenCell *shown = cells_of(&before);
		int move = 3 * (by / 3), wrong = 0;
		paint_move(shown, WIDTH, PANE, move, (ScreenCell){.width = 1});
		for (int y = 0; y < HEIGHT; y++) {
			int from = y - PANE.y + move;
			bool came = y >= PANE.y && y < PANE.y + PANE.height && (from < 0 || from >= PANE.height);
			for (int x = 0; x < WIDTH; x++) {
				bool inside = x >= PANE.x && x < PANE.x + PANE.width && y >= PANE.y && y < PANE.y + PANE.height;
				const ScreenCell *cell = shown + y * WIDTH + x, *wanted = screen_cell(&after, x, y);
				if (inside && came)
					wrong += cell->bytes != 0 || cell->width != 1;
				else if (inside)
					wrong += memcmp(cell, wanted, sizeof *cell) != 0;
				else
					wrong += memcmp(cell, screen_cell(&before, x, y), sizeof *cell) != 0;
			}
		}
		cr_assert_eq(wrong, 0, "%d cells are wrong after %d", wrong, move);
		free(shown);
		screen_free(&before);
		screen_free(&after);
	}
}

Test(paint, the_sequence_sets_and_resets_the_margins)
{
	Buf out = {0};
	paint_add_move(&out, PANE, 1);
	cr_assert_str_eq(buf_cstr(&out), "\033[?69h\033[15;34s\033[3;11r\033[S\033[?69l\033[r");
	buf_clear(&out);
	paint_add_move(&out, PANE, -2);
	cr_assert_str_eq(buf_cstr(&out), "\033[?69h\033[15;34s\033[3;11r\033[2T\033[?69l\033[r");
	buf_free(&out);
}

Test(paint, a_pane_that_waits_shows_what_it_showed)
{
	Screen before = page(50), after = page(60);
	ScreenCell *row = after.cells + 5 * WIDTH;
	cr_assert(paint_keep(row, before.cells, WIDTH, PANE, 5));
	cr_assert_eq(memcmp(row, before.cells + 5 * WIDTH, WIDTH * sizeof *row), 0);
	cr_assert(!paint_keep(after.cells, before.cells, WIDTH, PANE, 0), "the row is not in the pane");
	screen_free(&before);
	screen_free(&after);
}
