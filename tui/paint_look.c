#include "paint_inside.h"

#include <string.h>

static const struct { PaletteWeight weight; Cap cap; } WEIGHTS[] = {
	{PALETTE_BOLD, CAP_bold}, {PALETTE_DIM, CAP_dim}, {PALETTE_UNDERLINE, CAP_smul}, {PALETTE_REVERSE, CAP_rev},
};

/* The parameters of `ESC [ … m`, or an empty Str with s NULL where the sequence is another one. */
static Str parameters(Str sequence)
{
	bool sgr = sequence.n > 3 && str_starts(sequence, STR("\033[")) && sequence.s[sequence.n - 1] == 'm'
		&& strspn(sequence.s + 2, "0123456789;") == sequence.n - 3;
	return sgr ? str_sub(sequence, 2, sequence.n - 1) : (Str){0};
}

/* Whether all that is needed can go into one sequence with a 0 before it. */
static bool can_join(Paint *paint)
{
	const Caps *caps = paint->caps;
	const char *plain = caps->text[CAP_sgr0];
	bool joined = plain && (strstr(plain, "\033[m") || strstr(plain, "\033[0m") || strstr(plain, "\033[0;"));
	for (size_t i = 0; i < sizeof WEIGHTS / sizeof *WEIGHTS; i++)
		if (caps->text[WEIGHTS[i].cap])
			joined = joined && parameters(str_of(caps->text[WEIGHTS[i].cap])).s;
	for (int cap = CAP_setaf; cap <= CAP_setab; cap++) {
		buf_clear(&paint->step);
		caps_add_with(caps, (Cap)cap, 16, 0, &paint->step);
		joined = joined && (!caps->text[cap] || parameters(str_of(buf_cstr(&paint->step))).s);
	}
	return joined;
}

bool paint_same_look(PaintLook a, PaintLook b)
{
	return a.weight == b.weight && a.ink == b.ink && a.paper == b.paper;
}

bool paint_is_neutral(const Paint *paint, PaintLook look)
{
	return look.paper == paint->looks[STYLE_TEXT].paper && !(look.weight & (PALETTE_UNDERLINE | PALETTE_REVERSE));
}

void paint_set_palette(Paint *paint, Palette palette, bool own_paper)
{
	const PaletteGround *ground = palette_ground(palette);
	for (int style = 0; style < STYLE_COUNT; style++) {
		const PaletteLook *look = palette_look(palette, (Style)style);
		short ink = look->ink < 0 && own_paper ? ground->plain : look->ink;
		paint->looks[style] = (PaintLook){look->weight, ink, own_paper ? ground->paper : -1};
	}
	for (int style = 0; style < STYLE_COUNT; style++) {
		int first = 0;
		while (!paint_same_look(paint->looks[first], paint->looks[style]))
			first++;
		paint->as[style] = (uint8_t)first;
		paint->blank_as[style] = paint_is_neutral(paint, paint->looks[style]) ? STYLE_TEXT : (uint8_t)first;
	}
	paint->joined = can_join(paint);
	paint_forget(paint);
}

/* One part of a look: into the sequence that is being joined, or as it is. */
static void put_part(const Paint *paint, Str sequence, Buf *out)
{
	if (paint->joined) {
		buf_add(out, parameters(sequence));
		buf_add_char(out, ';');
	} else
		buf_add(out, sequence);
}

/* What a terminal takes for one of xterm's 256 colours: the same number, or where it has more of them (xterm-direct)
   red, green and blue, of 8 bits each. */
static int colour_number(const Paint *paint, int colour)
{
	static const int SIXTEEN[] = {0x000000, 0xCD0000, 0x00CD00, 0xCDCD00, 0x0000EE, 0xCD00CD, 0x00CDCD, 0xE5E5E5,
		0x7F7F7F, 0xFF0000, 0x00FF00, 0xFFFF00, 0x5C5CFF, 0xFF00FF, 0x00FFFF, 0xFFFFFF};
	static const int LEVELS[] = {0, 95, 135, 175, 215, 255};
	if (paint->caps->colours <= 256 || colour < 8)
		return colour;
	if (colour < 16)
		return SIXTEEN[colour];
	int cube = colour - 16;
	return colour >= 232 ? (8 + 10 * (colour - 232)) * 0x010101 :
		LEVELS[cube / 36] << 16 | LEVELS[cube / 6 % 6] << 8 | LEVELS[cube % 6];
}

static void put_colour(Paint *paint, Cap cap, short colour, Buf *out)
{
	buf_clear(&paint->step);
	caps_add_with(paint->caps, cap, colour_number(paint, colour), 0, &paint->step);
	if (paint->step.n > 0)
		put_part(paint, buf_str(&paint->step), out);
}

void paint_put_look(Paint *paint, PaintLook look, Buf *out)
{
	PaintLook set = paint->look;
	if (paint_same_look(set, look))
		return;
	bool known = set.paper >= -1, plain = look.weight == 0 && look.ink < 0 && look.paper < 0;
	bool reset = !known || (set.weight & ~look.weight) || (set.ink != look.ink && look.ink < 0)
		|| (set.paper != look.paper && look.paper < 0);
	paint->look = look;
	if (reset && (plain || !paint->joined || !known))
		buf_add(out, known && paint->joined ? STR("\033[m") : str_of(paint->caps->text[CAP_sgr0]));
	if (plain && reset)
		return;
	size_t start = out->n;
	if (paint->joined)
		buf_add(out, reset && known ? STR("\033[0;") : STR("\033["));
	size_t from = out->n;
	for (size_t i = 0; i < sizeof WEIGHTS / sizeof *WEIGHTS; i++)
		if ((look.weight & WEIGHTS[i].weight) && (reset || !(set.weight & WEIGHTS[i].weight)))
			if (paint->caps->text[WEIGHTS[i].cap])
				put_part(paint, str_of(paint->caps->text[WEIGHTS[i].cap]), out);
	if (look.ink >= 0 && (reset || set.ink != look.ink))
		put_colour(paint, CAP_setaf, look.ink, out);
	if (look.paper >= 0 && (reset || set.paper != look.paper))
		put_colour(paint, CAP_setab, look.paper, out);
	if (paint->joined && (out->n > from || (reset && known)))
		out->s[out->n - 1] = 'm'; /* in the place of the last ; */
	else if (paint->joined)
		out->n = start; /* the terminal lacks what the look asks for */
}
