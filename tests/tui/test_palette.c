/* Contrast as WCAG 2 computes it, over the 256 colours of xterm. */
#include "../../tui/palette.h"

#include <criterion/criterion.h>
#include <math.h>

typedef struct Colour { double red, green, blue; } Colour;

static double linear(int value)
{
	double c = value / 255.0;
	return c <= 0.04045 ? c / 12.92 : pow((c + 0.055) / 1.055, 2.4);
}

/* The cube of 6×6×6 and the greys; the first sixteen are the reader's own and never used. */
static double luminance(int number)
{
	static const int LEVELS[] = {0, 95, 135, 175, 215, 255};
	cr_assert(number >= 16 && number < 256, "colour %d is none of the fixed ones", number);
	int grey = 8 + 10 * (number - 232), cube = number - 16;
	int red = number >= 232 ? grey : LEVELS[cube / 36], green = number >= 232 ? grey : LEVELS[cube / 6 % 6];
	int blue = number >= 232 ? grey : LEVELS[cube % 6];
	return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
}

static double contrast(int a, int b)
{
	double x = luminance(a) + 0.05, y = luminance(b) + 0.05;
	return x > y ? x / y : y / x;
}

Test(palette, the_contrast_is_computed_rightly)
{
	cr_assert_float_eq(contrast(16, 231), 21, 0.01);
	cr_assert_float_eq(contrast(16, 208), 8.73, 0.1);
	cr_assert_lt(contrast(16, 240), 7);
}

Test(palette, every_ink_has_seven_to_one_on_its_ground)
{
	static const struct { Palette palette; int grounds[3]; } WHERE[] = {
		{PALETTE_DARK, {16, 233, 234}}, /* black and the dark greys that people set */
		{PALETTE_LIGHT, {231, 231, 231}},
		{PALETTE_PROJECTOR, {231, 231, 231}},
	};
	for (size_t i = 0; i < sizeof WHERE / sizeof *WHERE; i++)
		for (int k = 0; k < 3; k++)
			for (int style = 0; style < STYLE_COUNT; style++) {
				Palette palette = WHERE[i].palette;
				short ink = palette_look(palette, (Style)style)->ink;
				int seen = ink >= 0 ? ink : palette_ground(palette)->plain;
				double ratio = contrast(seen, WHERE[i].grounds[k]);
				cr_assert_geq(ratio, 7, "%s, style %d: %.2f on %d", palette_name(palette), style, ratio,
					WHERE[i].grounds[k]);
			}
}

/* What white terminals show on white, black ones on black: the lowest of AA, WCAG 2. */
Test(palette, on_a_ground_that_is_not_known_every_ink_can_be_read_on_black_and_on_white)
{
	for (int style = 0; style < STYLE_COUNT; style++) {
		short ink = palette_look(PALETTE_BOTH, (Style)style)->ink;
		if (ink >= 0)
			cr_assert(contrast(ink, 16) >= 4.5 && contrast(ink, 231) >= 4.5, "style %d: %.2f on black, %.2f on white",
				style, contrast(ink, 16), contrast(ink, 231));
	}
	cr_assert_lt(palette_look(PALETTE_BOTH, STYLE_TEXT)->ink, 0, "text has the terminal's own ink");
	cr_assert(!palette_own_paper(PALETTE_BOTH, 1) && !palette_own_paper(PALETTE_BOTH, -1));
}

Test(palette, the_projector_has_twice_the_contrast)
{
	for (int style = 0; style < STYLE_COUNT; style++)
		cr_assert_geq(contrast(palette_look(PALETTE_PROJECTOR, (Style)style)->ink, 231), 10, "style %d", style);
	cr_assert(palette_ground(PALETTE_PROJECTOR)->forced, "the ground of a dark terminal would show");
}

Test(palette, what_must_be_told_apart_differs_in_weight)
{
	static const Style PAIRS[][2] = {
		{STYLE_HIT, STYLE_TEXT},
		{STYLE_HIT, STYLE_LABEL},
		{STYLE_HIT, STYLE_HEADING},
		{STYLE_HIT_HERE, STYLE_HIT},
		{STYLE_ACTIVE, STYLE_TITLE},
		{STYLE_WARNING, STYLE_NOTE},
		{STYLE_KEY, STYLE_BAR},
		{STYLE_INPUT, STYLE_BAR},
		{STYLE_LABEL, STYLE_TEXT},
		{STYLE_HEADING, STYLE_TEXT},
	};
	for (Palette palette = PALETTE_DARK; palette < PALETTE_COUNT; palette++)
		for (size_t i = 0; i < sizeof PAIRS / sizeof *PAIRS; i++)
			cr_assert_neq(palette_look(palette, PAIRS[i][0])->weight, palette_look(palette, PAIRS[i][1])->weight,
				"%s tells styles %d and %d apart by colour only", palette_name(palette), PAIRS[i][0], PAIRS[i][1]);
}

Test(palette, the_cursor_of_a_list_changes_no_more_than_its_marker)
{
	for (Palette palette = PALETTE_DARK; palette < PALETTE_COUNT; palette++) {
		const PaletteLook *plain = palette_look(palette, STYLE_TEXT), *under = palette_look(palette, STYLE_SELECTED);
		cr_assert(plain->weight == under->weight && plain->ink == under->ink, "%s", palette_name(palette));
	}
}

Test(palette, has_a_name_and_a_place_in_the_round)
{
	int seen[PALETTE_COUNT] = {0};
	Palette palette = PALETTE_AUTO;
	for (int i = 0; i < 10; i++)
		seen[palette = palette_next(palette)]++;
	for (palette = PALETTE_DARK; palette < PALETTE_COUNT; palette++) {
		cr_assert_eq(seen[palette], 2, "%s comes %d times in two rounds", palette_name(palette), seen[palette]);
		cr_assert_eq(palette_find(str_of(palette_name(palette))), palette);
	}
	cr_assert_eq(palette_find(STR("pink")), PALETTE_COUNT);
	cr_assert_null(palette_name(PALETTE_COUNT));
}

Test(palette, auto_follows_the_ground_and_no_color)
{
	cr_assert_eq(palette_choose(PALETTE_AUTO, palette_told_ground("0;15", NULL), NULL), PALETTE_LIGHT);
	cr_assert_eq(palette_choose(PALETTE_AUTO, palette_told_ground("15;default;0", NULL), ""), PALETTE_DARK);
	cr_assert_eq(palette_choose(PALETTE_AUTO, palette_told_ground(NULL, "xterm"), NULL), PALETTE_BOTH);
	cr_assert_eq(palette_told_ground("15;default", "xterm"), 0, "a default tells nothing");
	cr_assert_eq(palette_told_ground("0;12", NULL), 0);
	cr_assert_eq(palette_told_ground("", "linux"), -1, "the console is black");
	cr_assert_eq(palette_choose(PALETTE_AUTO, 1, "1"), PALETTE_MONO);
	cr_assert_eq(palette_choose(PALETTE_PROJECTOR, 1, "1"), PALETTE_PROJECTOR, "asked for");
}

Test(palette, an_own_ground_is_painted_only_where_the_terminals_would_spoil_it)
{
	cr_assert(palette_own_paper(PALETTE_LIGHT, -1) && palette_own_paper(PALETTE_DARK, 1));
	cr_assert(!palette_own_paper(PALETTE_LIGHT, 1) && !palette_own_paper(PALETTE_LIGHT, 0));
	cr_assert(!palette_own_paper(PALETTE_DARK, 0) && !palette_own_paper(PALETTE_MONO, 1));
}
