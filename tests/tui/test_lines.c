#include "script.h"

#include <criterion/criterion.h>
#include <string.h>

static Script open_with(AppOptions options, int told, int width)
{
	Script s = script_open("bundled", LANG_ZH, width, 36);
	app_free(s.app);
	options.lang = LANG_ZH;
	options.ambiguous = told;
	s.app = app_new(s.corpus, s.msgs, options);
	app_resize(s.app, width, 36);
	script_type(&s, "l j j B c"); /* a bookmark and a tick */
	return s;
}

/* Which of these stand on the screen. */
static void check(AppOptions options, int told, bool thin, bool ascii, bool marks)
{
	Script s = open_with(options, told, 120);
	const char *screen = script_screen(&s, false);
	cr_assert_eq(strstr(screen, "│") != NULL, thin, "thin lines:\n%s", screen);
	cr_assert_eq(strstr(screen, " | ") != NULL, ascii, "ASCII lines:\n%s", screen);
	cr_assert_eq(strstr(screen, "▸✓") != NULL, marks, "marks:\n%s", screen);
	cr_assert_eq(strstr(screen, ">+") != NULL, !marks, "marks in ASCII:\n%s", screen);
	cr_assert_eq(strstr(screen, "⚑") != NULL, marks, "the bookmark:\n%s", screen);
	cr_assert(strstr(screen, "北京") != NULL);
	script_close(&s);
}

Test(lines, are_drawn_as_the_terminal_can)
{
	check((AppOptions){0}, 1, true, false, true);
	check((AppOptions){0}, 2, false, true, false);
	check((AppOptions){.console = true}, 1, true, false, false);
}

Test(lines, are_drawn_as_the_setting_says)
{
	check((AppOptions){.lines = APP_LINES_ASCII}, 1, false, true, false);
	check((AppOptions){.lines = APP_LINES_NONE}, 1, false, false, true);
	check((AppOptions){.lines = APP_LINES_UNICODE, .console = true}, 1, true, false, true);
	check((AppOptions){.lines = APP_LINES_UNICODE}, 2, false, true, true); /* frames would break */
	check((AppOptions){.lines = APP_LINES_NONE, .console = true}, 1, false, false, false);
}

/* Marks in ASCII are as wide as those they stand for: nothing moves. */
Test(lines, no_layout_depends_on_them)
{
	Script a = open_with((AppOptions){0}, 1, 80), b = open_with((AppOptions){.lines = APP_LINES_ASCII}, 1, 80);
	script_type(&a, "2 l"), script_type(&b, "2 l");
	script_screen(&a, false), script_screen(&b, false);
	for (int y = 0; y < 36; y++)
		for (int x = 0; x < 80; x++)
			cr_assert_eq(screen_cell(&a.screen, x, y)->width, screen_cell(&b.screen, x, y)->width, "at %d,%d", x, y);
	script_close(&b);
	script_close(&a);
}
