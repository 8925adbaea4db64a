#include "../../tui/caps.h"

#include <criterion/criterion.h>
#include <string.h>

static const char *made(const Caps *caps, Cap cap, int a, int b)
{
	static Buf out;
	buf_clear(&out);
	caps_add_with(caps, cap, a, b, &out);
	return buf_cstr(&out);
}

Test(caps, are_those_of_the_terminal)
{
	Caps caps;
	cr_assert(caps_open(&caps, "xterm-256color"));
	cr_assert_str_eq(made(&caps, CAP_cup, 4, 9), "\033[5;10H", "terminfo counts from 0");
	cr_assert_str_eq(made(&caps, CAP_csr, 2, 58), "\033[3;59r");
	cr_assert_str_eq(made(&caps, CAP_setaf, 248, 0), "\033[38;5;248m");
	cr_assert_eq(caps.colours, 256);
	cr_assert(caps.erases_in_colour && caps.waits_at_edge);
	caps_close(&caps);
}

Test(caps, hold_no_padding)
{
	Caps caps;
	cr_assert(caps_open(&caps, "vt100"));
	for (int cap = 0; cap < CAP_COUNT; cap++)
		cr_assert(!caps.text[cap] || !strstr(caps.text[cap], "$<"), "%s", caps.text[cap]);
	cr_assert_str_eq(made(&caps, CAP_cup, 0, 0), "\033[1;1H");
	cr_assert_eq(caps.colours, 0);
	caps_close(&caps);
}

Test(caps, refuse_a_terminal_without_a_cursor_to_put)
{
	Caps caps;
	cr_assert(!caps_open(&caps, "dumb"));
	cr_assert(!caps_open(&caps, "no-such-terminal"));
}

Test(caps, that_are_missing_add_nothing)
{
	Caps caps;
	Buf out = {0};
	cr_assert(caps_open(&caps, "vt100"));
	caps_add_with(&caps, CAP_setaf, 1, 0, &out);
	caps_add(&caps, CAP_dim, &out);
	cr_assert_eq(out.n, 0);
	caps_close(&caps);
	buf_free(&out);
}
