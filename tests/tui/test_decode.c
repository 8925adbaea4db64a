#include "../../tui/decode.h"

#include <criterion/criterion.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

static Key only(const char *bytes, bool finish)
{
	Decoder d = {0};
	decode_feed(&d, bytes, strlen(bytes));
	Key key = decode_next(&d, finish);
	cr_assert(key == KEYMAP_NONE || !decode_pending(&d), "bytes are left over");
	return key;
}

Test(decode, knows_the_keys_of_many_terminals)
{
	cr_assert_eq(only("\033[A", false), KEYMAP_UP);
	cr_assert_eq(only("\033OA", false), KEYMAP_UP, "in application mode too");
	cr_assert_eq(only("\033[6~", false), KEYMAP_PGDN);
	cr_assert_eq(only("\033[[A", false), KEYMAP_F1, "the Linux console");
	cr_assert_eq(only("\033OP", false), KEYMAP_F1);
	cr_assert_eq(only("\033[Z", false), KEYMAP_BACKTAB);
	cr_assert_eq(only("\x7f", false), KEYMAP_BACKSPACE);
	cr_assert_eq(only("\b", false), KEYMAP_BACKSPACE);
	cr_assert_eq(only("\n", false), KEYMAP_ENTER);
	cr_assert_eq(only("减", false), 0x51CF);
	cr_assert_eq(only("\033[1;5A", false), KEYMAP_OTHER, "Ctrl and an arrow means nothing here");
}

Test(decode, esc_is_esc_only_when_nothing_follows)
{
	Decoder d = {0};
	decode_feed(&d, "\033", 1);
	cr_assert_eq(decode_next(&d, false), KEYMAP_NONE);
	cr_assert_eq(decode_next(&d, true), KEYMAP_ESC);
	decode_feed(&d, "\033q", 2);
	cr_assert_eq(decode_next(&d, false), KEYMAP_ESC);
	cr_assert_eq(decode_next(&d, false), 'q');
}

Test(decode, a_character_cut_in_two_waits_for_its_rest)
{
	Decoder d = {0};
	decode_feed(&d, "\xE5\x87", 2);
	cr_assert_eq(decode_next(&d, false), KEYMAP_NONE);
	decode_feed(&d, "\x8F", 1);
	cr_assert_eq(decode_next(&d, false), 0x51CF);
}

Test(decode, in_a_paste_nothing_becomes_a_key_unseen)
{
	static const char TEXT[] = "\033[200~a\033:q\0\xff\033[31mb\033[201~\033q";
	static const Key KEYS[] = {KEYMAP_PASTE, 'a', KEYMAP_OTHER, ':', 'q', KEYMAP_OTHER, KEYMAP_OTHER, KEYMAP_OTHER, 'b',
		KEYMAP_PASTE_END, KEYMAP_ESC, 'q'};
	Decoder d = {0};
	decode_feed(&d, TEXT, sizeof TEXT - 1);
	for (size_t i = 0; i < sizeof KEYS / sizeof *KEYS; i++)
		cr_assert_eq(decode_next(&d, false), KEYS[i], "key %zu", i);
	cr_assert_not(decode_pending(&d));
}

Test(decode, invalid_bytes_are_dropped_one_by_one)
{
	Decoder d = {0};
	decode_feed(&d, "\xff\xc0\x80q\xed\xa0\x80z", 8);
	cr_assert_eq(decode_next(&d, true), 'q');
	cr_assert_eq(decode_next(&d, true), 'z');
}

Test(decode, reads_the_background_and_keeps_it_from_the_keys)
{
	Decoder d = {0};
	static const char LIGHT[] = "\033]11;rgb:ffff/ffff/ffff\033\\q";
	decode_feed(&d, LIGHT, sizeof LIGHT - 1);
	cr_assert_eq(decode_next(&d, false), KEYMAP_OTHER);
	cr_assert(d.probe.ground_told && d.probe.ground > 0.9);
	cr_assert_eq(decode_next(&d, false), 'q');
	static const char DARK[] = "\033]11;rgb:1c/1c/1c\007";
	d = (Decoder){0};
	decode_feed(&d, DARK, sizeof DARK - 1);
	decode_next(&d, false);
	cr_assert(d.probe.ground_told && d.probe.ground < 0.2);
}

Test(decode, garbage_never_hangs_it)
{
	srand(3);
	Decoder d = {0};
	for (int i = 0; i < 200000; i++) {
		char byte = (char)(rand() % 4 == 0 ? 27 : rand() % 3 == 0 ? "[]O?;~\\1"[rand() % 8] : rand());
		if (decode_feed(&d, &byte, 1) == 0)
			cr_assert_neq(decode_next(&d, true), KEYMAP_NONE, "a full buffer gives no key");
		decode_next(&d, rand() % 16 == 0);
	}
	while (decode_pending(&d))
		decode_next(&d, true);
}

static Key mouse(const char *bytes)
{
	Decoder d = {.mouse = true};
	decode_feed(&d, bytes, strlen(bytes));
	Key key = decode_next(&d, false);
	cr_assert(key == KEYMAP_NONE || !decode_pending(&d), "bytes are left over");
	return key;
}

Test(decode, presses_and_the_wheel_have_a_place)
{
	Point at = keymap_point(mouse("\033[<0;17;4M"));
	cr_assert(at.x == 16 && at.y == 3 && at.wheel == 0);
	at = keymap_point(mouse("\033[<64;1;1M"));
	cr_assert(at.x == 0 && at.y == 0 && at.wheel == -1);
	at = keymap_point(mouse("\033[<65;4096;4096M"));
	cr_assert(at.x == 4095 && at.y == 4095 && at.wheel == 1);
	at = keymap_point(mouse("\033[M 1$")); /* without mode 1006 */
	cr_assert(at.x == 16 && at.y == 3 && at.wheel == 0);
	at = keymap_point(mouse("\033[Ma\xff\xfe"));
	cr_assert(at.x == 222 && at.y == 221 && at.wheel == 1);
}

Test(decode, what_else_the_mouse_does_means_nothing)
{
	static const char *const NOTHING[] = {
		"\033[<0;17;4m", "\033[<1;17;4M", "\033[<2;1;1M", "\033[<4;1;1M", "\033[<32;1;1M", "\033[<80;1;1M",
		"\033[<0;0;4M", "\033[<0;4097;4M", "\033[<0;4M", "\033[<;;M", "\033[<0;1;1;1M",
		"\033[<0;1;999999999999M", "\033[<0;-1;1M", "\033[<M", "\033[<0:1;1;1M", "\033[M#!!"};
	for (size_t i = 0; i < sizeof NOTHING / sizeof *NOTHING; i++)
		cr_assert_eq(mouse(NOTHING[i]), KEYMAP_OTHER, "%s", NOTHING[i] + 1);
	cr_assert_eq(mouse("\033[<0;17"), KEYMAP_NONE);
	cr_assert_eq(mouse("\033[M!!"), KEYMAP_NONE);
}

Test(decode, without_the_mouse_its_bytes_are_no_press)
{
	cr_assert_eq(only("\033[<0;17;4M", false), KEYMAP_OTHER);
	Decoder d = {0};
	decode_feed(&d, "\033[Mq", 4);
	cr_assert_eq(decode_next(&d, false), KEYMAP_OTHER);
	cr_assert_eq(decode_next(&d, false), 'q', "a key is swallowed");
}

Test(decode, garbage_with_the_mouse_on_never_leaves_the_screen)
{
	srand(5);
	Decoder d = {.mouse = true};
	for (int i = 0; i < 200000; i++) {
		char byte = (char)(rand() % 5 == 0 ? 27 : rand() % 3 != 0 ? "[<Mm;019"[rand() % 8] : rand());
		if (decode_feed(&d, &byte, 1) == 0)
			cr_assert_neq(decode_next(&d, true), KEYMAP_NONE, "a full buffer gives no key");
		Key key = decode_next(&d, rand() % 16 == 0);
		if (key < KEYMAP_MOUSE)
			continue;
		Point at = keymap_point(key);
		cr_assert(at.x >= 0 && at.y >= 0 && at.x < KEYMAP_MOST_CELLS && at.y < KEYMAP_MOST_CELLS && abs(at.wheel) <= 1);
	}
}
