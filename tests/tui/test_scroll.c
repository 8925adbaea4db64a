#include "../../tui/scroll.h"

#include <criterion/criterion.h>

Test(scroll, the_cursor_stays_in_a_full_window_whatever_is_pressed)
{
	for (size_t count = 0; count < 30; count++)
		for (size_t rows = 1; rows < 12; rows++) {
			Scroll s = scroll_fit((Scroll){0}, count, rows);
			unsigned seed = (unsigned)(count * 31 + rows);
			for (int i = 0; i < 300; i++) {
				seed = seed * 1103515245u + 12345u;
				s = scroll_move(s, (Move)(seed >> 16) % MOVE_COUNT);
				cr_assert(count == 0 ? s.cursor == 0 : s.cursor < count);
				cr_assert(s.cursor >= s.top && s.cursor < s.top + rows);
				cr_assert(
					s.top + rows <= count || s.top == 0, "an empty row under the list while rows are hidden above");
			}
		}
}

Test(scroll, down_and_up_move_by_one_and_stop_at_the_ends)
{
	Scroll s = scroll_fit((Scroll){0}, 3, 2);
	s = scroll_move(scroll_move(scroll_move(s, MOVE_DOWN), MOVE_DOWN), MOVE_DOWN);
	cr_assert_eq(s.cursor, 2);
	cr_assert_eq(s.top, 1);
	s = scroll_move(s, MOVE_UP);
	cr_assert_eq(s.cursor, 1);
	cr_assert_eq(s.top, 1, "the window moves only when it must");
	s = scroll_move(s, MOVE_TOP);
	cr_assert_eq(s.top, 0);
	cr_assert_eq(scroll_move(s, MOVE_BOTTOM).cursor, 2);
}

Test(scroll, another_size_keeps_the_cursor_on_its_row)
{
	Scroll s = scroll_to(scroll_fit((Scroll){0}, 40, 20), 30);
	for (size_t rows = 1; rows < 50; rows++) {
		s = scroll_fit(s, 40, rows);
		cr_assert_eq(s.cursor, 30);
		cr_assert(s.top <= 30 && 30 < s.top + rows);
	}
}

Test(scroll, a_page_of_text_keeps_one_line_and_ends_on_a_full_page)
{
	cr_assert_eq(scroll_text(0, 100, 10, MOVE_PAGE_DOWN), 9);
	cr_assert_eq(scroll_text(85, 100, 10, MOVE_PAGE_DOWN), 90);
	cr_assert_eq(scroll_text(9, 100, 10, MOVE_PAGE_UP), 0);
	cr_assert_eq(scroll_text(0, 100, 10, MOVE_HALF_DOWN), 5);
	cr_assert_eq(scroll_text(0, 5, 10, MOVE_BOTTOM), 0, "what fits does not scroll");
	cr_assert_eq(scroll_text(0, 100, 0, MOVE_DOWN), 1);
}

Test(scroll, the_wheel_moves_the_window_and_the_cursor_only_at_its_edge)
{
	Scroll s = scroll_to(scroll_fit((Scroll){0}, 20, 5), 4);
	s = scroll_wheel(s, 1);
	cr_assert(s.top == 3 && s.cursor == 4, "the cursor is in sight, so it stays");
	s = scroll_wheel(s, 1);
	cr_assert(s.top == 6 && s.cursor == 6);
	s = scroll_wheel(s, 9);
	cr_assert(s.top == 15 && s.cursor == 15, "the last page is full");
	s = scroll_wheel(s, -1);
	cr_assert(s.top == 12 && s.cursor == 15);
	s = scroll_wheel(s, -1);
	cr_assert(s.top == 9 && s.cursor == 13);
	s = scroll_wheel(scroll_to(scroll_fit((Scroll){0}, 4, 5), 2), 1);
	cr_assert(s.top == 0 && s.cursor == 2, "a list that fits does not move");
	s = scroll_wheel((Scroll){0}, 1);
	cr_assert(s.top == 0 && s.cursor == 0);
}
