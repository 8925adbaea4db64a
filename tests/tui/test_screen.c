#include "../../tui/screen.h"

#include "../../core/utf8.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

static Buf dump;

static const char *rows(const Screen *screen)
{
	buf_clear(&dump);
	screen_dump(screen, false, &dump);
	return buf_cstr(&dump);
}

static Screen screen_of(int width, int height)
{
	Screen screen = {0};
	screen_resize(&screen, width, height);
	return screen;
}

/* Every wide cell is followed by its right half, every right half stands behind a wide cell, and a row adds up to its
   width. */
static void check_halves(const Screen *screen)
{
	for (int y = 0; y < screen->height; y++)
		for (int x = 0; x < screen->width; x++) {
			const ScreenCell *cell = screen_cell(screen, x, y);
			if (cell->width == 0)
				cr_assert(x > 0 && screen_cell(screen, x - 1, y)->width == 2, "an orphan right half at %d,%d", x, y);
			if (cell->width == 2)
				cr_assert(x + 1 < screen->width && screen_cell(screen, x + 1, y)->width == 0,
					"an orphan left half at %d,%d", x, y);
		}
}

Test(screen, puts_text_and_reads_it_back)
{
	Screen screen = screen_of(12, 2);
	int end = screen_put(&screen, screen_area(&screen), 1, 0, STR("党建a引领"), STYLE_TEXT);
	cr_assert_eq(end, 10);
	cr_assert_str_eq(rows(&screen), " 党建a引领\n\n");
	screen_free(&screen);
}

Test(screen, overwriting_half_a_character_blanks_the_other_half)
{
	Screen screen = screen_of(6, 1);
	Rect all = screen_area(&screen);
	screen_put(&screen, all, 0, 0, STR("甲乙丙"), STYLE_TEXT);
	screen_put(&screen, all, 1, 0, STR("x"), STYLE_TEXT);
	cr_assert_str_eq(rows(&screen), " x乙丙\n");
	screen_put(&screen, all, 3, 0, STR("丁"), STYLE_TEXT);
	cr_assert_str_eq(rows(&screen), " x 丁\n", "丁 takes the right half of 乙 and the left half of 丙");
	screen_free(&screen);
}

Test(screen, signs_of_latin_1_stand_in_both_of_their_columns)
{
	Screen screen = {.ambiguous = 2};
	screen_resize(&screen, 14, 1);
	cr_assert_eq(screen_put(&screen, screen_area(&screen), 0, 0, STR("3×4±5°·甲"), STYLE_TEXT), 13);
	cr_assert_str_eq(rows(&screen), "3ｘ4+-5゜・甲\n");
	screen.exact = true;
	screen_put(&screen, screen_area(&screen), 0, 0, STR("3×4±5°·甲"), STYLE_TEXT);
	cr_assert_str_eq(rows(&screen), "3×4±5°·甲\n", "what is to be selected by hand is the text");
	screen.exact = false;
	screen.ambiguous = 1;
	screen_fill(&screen, screen_area(&screen), STYLE_TEXT);
	screen_put(&screen, screen_area(&screen), 0, 0, STR("3×4±5°·甲"), STYLE_TEXT);
	cr_assert_str_eq(rows(&screen), "3×4±5°·甲\n");
	screen_free(&screen);
}

Test(screen, no_half_is_left_by_random_overlapping_edits)
{
	static const char *const TEXTS[] = {
		"党", "a", "“", "±", "e\u0301", "治理格", "x网", "——", "\x1b[2J", "\xff\xfe", "👨‍👩‍👧", " "};
	srand(7);
	for (int ambiguous = 1; ambiguous <= 2; ambiguous++) {
		Screen screen = {.ambiguous = ambiguous};
		screen_resize(&screen, 31, 7);
		for (int i = 0; i < 20000; i++) {
			Rect clip = {rand() % 35 - 2, rand() % 9 - 1, rand() % 36, rand() % 9};
			int x = rand() % 40 - 4, y = rand() % 9 - 1;
			Str text = str_of(TEXTS[(size_t)rand() % (sizeof TEXTS / sizeof *TEXTS)]);
			if (rand() % 8 == 0)
				screen_fill(&screen, clip, STYLE_DIM);
			else if (rand() % 8 == 0)
				screen_restyle(&screen, x, y, rand() % 9, STYLE_HIT);
			else if (rand() % 4 == 0)
				screen_put_right(&screen, clip, x, y, rand() % 9, text, STYLE_TEXT);
			else
				screen_put(&screen, clip, x, y, text, STYLE_TEXT);
			check_halves(&screen);
		}
		screen_free(&screen);
	}
}

Test(screen, nothing_is_drawn_outside_the_rectangle)
{
	Screen screen = screen_of(10, 3);
	screen_put(&screen, (Rect){2, 1, 5, 1}, 0, 1, STR("一二三四五"), STYLE_TEXT);
	screen_put(&screen, (Rect){2, 1, 5, 1}, 2, 0, STR("上"), STYLE_TEXT);
	cr_assert_str_eq(rows(&screen), "\n  二三\n\n", "四 would need a cell beyond the edge");
	screen_free(&screen);
}

Test(screen, what_does_not_fit_ends_in_an_ellipsis)
{
	Screen screen = screen_of(20, 1);
	screen_put_cut(&screen, screen_area(&screen), 0, 0, 8, STR("网格治理与服务"), STYLE_TEXT);
	cr_assert_str_eq(rows(&screen), "网格治…\n");
	screen_fill(&screen, screen_area(&screen), STYLE_TEXT);
	int from = screen_put_right(&screen, screen_area(&screen), 0, 0, 8, STR("9"), STYLE_TEXT);
	cr_assert_eq(from, 7);
	screen_free(&screen);
}

Test(screen, control_characters_and_broken_bytes_are_replaced)
{
	Screen screen = screen_of(20, 1);
	screen_put(&screen, screen_area(&screen), 0, 0, STR("a\x1b]b\xff\u202e\u200b"), STYLE_TEXT);
	cr_assert_null(strchr(rows(&screen), 27));
	cr_assert_not_null(strstr(rows(&screen), "a\xEF\xBF\xBD]b\xEF\xBF\xBD"));
	cr_assert_null(strstr(rows(&screen), "\u202e"));
	screen_free(&screen);
}

Test(screen, marks_share_the_cell_of_their_base)
{
	Screen screen = screen_of(4, 1);
	int end =
		screen_put(&screen, screen_area(&screen), 0, 0, STR("e\u0301\u0301\u0301\u0301\u0301\u0301x"), STYLE_TEXT);
	cr_assert_eq(end, 2);
	cr_assert_leq(screen_cell(&screen, 0, 0)->bytes, SCREEN_CLUSTER);
	screen_free(&screen);
}

Test(screen, the_dump_tells_styles_and_cursor)
{
	Screen screen = screen_of(6, 1);
	screen_put(&screen, screen_area(&screen), 0, 0, STR("a减b"), STYLE_TEXT);
	screen_restyle(&screen, 1, 0, 2, STYLE_HIT);
	screen_cursor(&screen, 3, 0);
	buf_clear(&dump);
	screen_dump(&screen, true, &dump);
	cr_assert_str_eq(buf_cstr(&dump), "a减b\n.o\ncursor 3,0\n");
	screen_free(&screen);
}
