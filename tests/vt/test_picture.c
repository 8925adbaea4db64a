/* The picture is the same however it came about: with margins or without, with a key held or not, step by step or
   painted as a whole. */
#include "drive.h"

#include <criterion/criterion.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* On a busy machine a key may reach the program later than it looks quiet. */
static void same_screen(Vt *a, Vt *b, const char *key)
{
	bool same = false;
	for (int i = 0; i < 50 && !same; i++) {
		settle(a);
		settle(b);
		char *screen = screen_now(a);
		same = strcmp(screen, vt_screen(b)) == 0;
		free(screen);
	}
	cr_assert(same, "after %s two screens differ:\n%s", key, vt_screen(a));
}

Test(picture, panes_moved_by_margins_leave_the_same_screen, .timeout = 120)
{
	static const char KEYS[] = "jjjjkkk]][ddduu bggGkk JJKK}{}llhhtL12345c+";
	static const int SIZES[][2] = { { 24, 80 }, { 36, 120 }, { 60, 200 } };
	for (size_t i = 0; i < sizeof SIZES / sizeof *SIZES; i++) {
		Vt *with = start_with("--margins", "auto", SIZES[i][0], SIZES[i][1]);
		Vt *without = start_with("--margins", "never", SIZES[i][0], SIZES[i][1]);
		size_t sent[2];
		srand(7);
		for (int k = 0; k < 90; k++) {
			char key[2] = { k < 4 ? "l}\rj"[k] : k < 40 ? 'j' : KEYS[(size_t)rand() % (sizeof KEYS - 1)], 0 };
			press(with, key);
			press(without, key);
			same_screen(with, without, key);
		}
		cr_assert(strstr(vt_raw(with, &sent[0]), "\x1b[?69h") != NULL, "the margins were never used");
		cr_assert(strstr(vt_raw(without, &sent[1]), "\x1b[?69h") == NULL, "--margins never uses them");
		cr_assert_lt(sent[0], sent[1], "moving has to spare bytes");
		vt_free(with);
		vt_free(without);
	}
}

static bool same_text(const VTermScreenCell *a, const VTermScreenCell *b)
{
	bool same = a->width == b->width;
	for (int i = 0; same && i < VTERM_MAX_CHARS_PER_CELL && (a->chars[i] || b->chars[i]); i++)
		same = a->chars[i] == b->chars[i];
	return same;
}

/* Everything that a person sees of a cell; a blank has no ink. */
static bool same_cell(const VTermScreenCell *a, const VTermScreenCell *b)
{
	bool blank = (a->chars[0] == 0 || a->chars[0] == ' ') && (b->chars[0] == 0 || b->chars[0] == ' ');
	bool alike = a->attrs.underline == b->attrs.underline && a->attrs.reverse == b->attrs.reverse
		&& vterm_color_is_equal(&a->bg, &b->bg);
	if (a->chars[0] == (uint32_t)-1 && b->chars[0] == (uint32_t)-1)
		return true; /* right halves look as the left ones do */
	bool ink = a->attrs.bold == b->attrs.bold && vterm_color_is_equal(&a->fg, &b->fg);
	return alike && (blank || (ink && same_text(a, b)));
}

static VTermScreenCell *cells_now(Vt *vt, int rows, int cols)
{
	VTermScreenCell *cells = calloc((size_t)(rows * cols), sizeof *cells);
	for (int i = 0; i < rows * cols; i++)
		vt_cell(vt, i / cols, i % cols, &cells[i]);
	return cells;
}

/* SIGWINCH makes the program paint all of the screen again. */
static void repaint(Vt *vt)
{
	size_t before, after;
	vt_raw(vt, &before);
	kill(vt_pid(vt), SIGWINCH);
	for (int i = 0; i < 1000; i++) {
		settle(vt);
		vt_raw(vt, &after);
		if (after > before)
			return;
		usleep(1000);
	}
	cr_assert_fail("no byte after a change of size");
}

/* Until a key's own effects are over: what follows a list is painted a moment later. */
static void press_and_wait(Vt *vt, const char *key)
{
	size_t before, after;
	press(vt, key);
	do {
		vt_raw(vt, &before);
		usleep(70000);
		settle(vt);
		vt_raw(vt, &after);
	} while (after != before);
}

Test(picture, after_any_key_the_screen_is_what_a_whole_repaint_shows, .timeout = 300)
{
	static const char KEYS[] = "jjjjkkkll]][ddduu bggGkkhh JJKK}{\t\tccC12345?i:/fO+|9900LH;\x1b\rq\\";
	static const int SIZES[][2] = { { 18, 60 }, { 24, 80 }, { 45, 160 } };
	for (size_t i = 0; i < sizeof SIZES / sizeof *SIZES; i++) {
		int rows = SIZES[i][0], cols = SIZES[i][1];
		Vt *vt = start(rows, cols);
		srand(11 + (unsigned)i);
		for (int k = 0; k < 40; k++) {
			char key[2] = { k < 2 ? 'l' : KEYS[(size_t)rand() % (sizeof KEYS - 1)], 0 };
			if (key[0] == 'q' && vt_find(vt, "北京", NULL, NULL))
				key[0] = 'j'; /* q may leave the program where it starts */
			press_and_wait(vt, key);
			VTermScreenCell *before = cells_now(vt, rows, cols);
			repaint(vt);
			VTermScreenCell *after = cells_now(vt, rows, cols);
			for (int c = 0; c < rows * cols; c++)
				cr_assert(same_cell(&before[c], &after[c]), "key %d (%02x): column %d of row %d differs:\n%s", k,
					key[0], c % cols, c / cols, vt_screen(vt));
			free(before);
			free(after);
		}
		vt_free(vt);
	}
}

Test(picture, a_list_whose_key_is_held_ends_in_the_same_screen)
{
	Vt *slow = start(36, 120), *fast = start(36, 120);
	press(slow, "l");
	press(fast, "l");
	for (int i = 0; i < 6; i++)
		press(slow, "j");
	press(fast, "jjjjjj");
	same_screen(slow, fast, "jjjjjj");
	vt_free(slow);
	vt_free(fast);
}
