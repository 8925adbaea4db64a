#include "palette.h"

#include <string.h>

#define B PALETTE_BOLD
#define U PALETTE_UNDERLINE
#define R PALETTE_REVERSE
#define D PALETTE_DIM

/* The row under a list's cursor is told by its marker alone, and that has no colour of its own: a bar would be two rows
   of bytes at every step, a colour ten bytes. */
static const PaletteLook LOOKS[PALETTE_COUNT][STYLE_COUNT] = {
	[PALETTE_DARK] = {
		[STYLE_TEXT] = {0, -1},
		[STYLE_DIM] = {0, 248},
		[STYLE_TITLE] = {B, -1},
		[STYLE_HEADING] = {B, 180},
		[STYLE_LABEL] = {B, -1},
		[STYLE_TAGS] = {0, 248},
		[STYLE_NOTE] = {0, 180},
		[STYLE_MARKER] = {R, -1},
		[STYLE_SELECTED] = {0, -1},
		[STYLE_CURRENT] = {0, -1},
		[STYLE_ACTIVE] = {B | U, 75},
		[STYLE_MARKED] = {B, 156},
		[STYLE_HIT] = {U, 208},
		[STYLE_HIT_HERE] = {R | B, 208},
		[STYLE_SHARED] = {U, 156},
		[STYLE_SHARED_TERM] = {B | U, 156},
		[STYLE_CHANGE] = {B | U, 208},
		[STYLE_BAR] = {0, 248},
		[STYLE_KEY] = {B, 75},
		[STYLE_BORDER] = {0, 248},
		[STYLE_WARNING] = {B, 208},
		[STYLE_INPUT] = {B, -1},
		[STYLE_CELL] = {R | B, -1},
		[STYLE_PICKED] = {R, 248},
		[STYLE_CHART] = {0, 75},
	},
	[PALETTE_LIGHT] = {
		[STYLE_TEXT] = {0, -1},
		[STYLE_DIM] = {0, 239},
		[STYLE_TITLE] = {B, -1},
		[STYLE_HEADING] = {B, 54},
		[STYLE_LABEL] = {B, -1},
		[STYLE_TAGS] = {0, 239},
		[STYLE_NOTE] = {0, 54},
		[STYLE_MARKER] = {R, -1},
		[STYLE_SELECTED] = {0, -1},
		[STYLE_CURRENT] = {0, -1},
		[STYLE_ACTIVE] = {B | U, 19},
		[STYLE_MARKED] = {B, 22},
		[STYLE_HIT] = {U, 125},
		[STYLE_HIT_HERE] = {R | B, 125},
		[STYLE_SHARED] = {U, 22},
		[STYLE_SHARED_TERM] = {B | U, 22},
		[STYLE_CHANGE] = {B | U, 125},
		[STYLE_BAR] = {0, 239},
		[STYLE_KEY] = {B, 19},
		[STYLE_BORDER] = {0, 239},
		[STYLE_WARNING] = {B, 125},
		[STYLE_INPUT] = {B, -1},
		[STYLE_CELL] = {R | B, -1},
		[STYLE_PICKED] = {R, 239},
		[STYLE_CHART] = {0, 19},
	},
	[PALETTE_MONO] = {
		[STYLE_TEXT] = {0, -1},
		[STYLE_DIM] = {D, -1},
		[STYLE_TITLE] = {B, -1},
		[STYLE_HEADING] = {B, -1},
		[STYLE_LABEL] = {B, -1},
		[STYLE_TAGS] = {0, -1},
		[STYLE_NOTE] = {0, -1},
		[STYLE_MARKER] = {R, -1},
		[STYLE_SELECTED] = {0, -1},
		[STYLE_CURRENT] = {0, -1},
		[STYLE_ACTIVE] = {B | U, -1},
		[STYLE_MARKED] = {B, -1},
		[STYLE_HIT] = {U, -1},
		[STYLE_HIT_HERE] = {R, -1},
		[STYLE_SHARED] = {U, -1},
		[STYLE_SHARED_TERM] = {B | U, -1},
		[STYLE_CHANGE] = {B | U, -1},
		[STYLE_BAR] = {0, -1},
		[STYLE_KEY] = {B, -1},
		[STYLE_BORDER] = {D, -1},
		[STYLE_WARNING] = {B, -1},
		[STYLE_INPUT] = {B, -1},
		[STYLE_CELL] = {R | B, -1},
		[STYLE_PICKED] = {B | U, -1},
		[STYLE_CHART] = {0, -1},
	},
	[PALETTE_PROJECTOR] = {
		[STYLE_TEXT] = {0, 16},
		[STYLE_DIM] = {0, 236},
		[STYLE_TITLE] = {B, 16},
		[STYLE_HEADING] = {B, 18},
		[STYLE_LABEL] = {B, 16},
		[STYLE_TAGS] = {0, 236},
		[STYLE_NOTE] = {0, 18},
		[STYLE_MARKER] = {R, 16},
		[STYLE_SELECTED] = {0, 16},
		[STYLE_CURRENT] = {0, 16},
		[STYLE_ACTIVE] = {B | U, 18},
		[STYLE_MARKED] = {B, 88},
		[STYLE_HIT] = {B | U, 88},
		[STYLE_HIT_HERE] = {R | B, 88},
		[STYLE_SHARED] = {U, 18},
		[STYLE_SHARED_TERM] = {B | U, 18},
		[STYLE_CHANGE] = {B | U, 88},
		[STYLE_BAR] = {0, 236},
		[STYLE_KEY] = {B, 18},
		[STYLE_BORDER] = {0, 236},
		[STYLE_WARNING] = {B, 88},
		[STYLE_INPUT] = {B, 16},
		[STYLE_CELL] = {R | B, 16},
		[STYLE_PICKED] = {R, 236},
		[STYLE_CHART] = {0, 18},
	},
	[PALETTE_BOTH] = {
		[STYLE_TEXT] = {0, -1},
		[STYLE_DIM] = {0, 243},
		[STYLE_TITLE] = {B, -1},
		[STYLE_HEADING] = {B, 98},
		[STYLE_LABEL] = {B, -1},
		[STYLE_TAGS] = {0, 243},
		[STYLE_NOTE] = {0, 98},
		[STYLE_MARKER] = {R, -1},
		[STYLE_SELECTED] = {0, -1},
		[STYLE_CURRENT] = {0, -1},
		[STYLE_ACTIVE] = {B | U, 63},
		[STYLE_MARKED] = {B, 29},
		[STYLE_HIT] = {U, 163},
		[STYLE_HIT_HERE] = {R | B, 163},
		[STYLE_SHARED] = {U, 63},
		[STYLE_SHARED_TERM] = {B | U, 63},
		[STYLE_CHANGE] = {B | U, 163},
		[STYLE_BAR] = {0, 243},
		[STYLE_KEY] = {B, 63},
		[STYLE_BORDER] = {0, 243},
		[STYLE_WARNING] = {B, 163},
		[STYLE_INPUT] = {B, -1},
		[STYLE_CELL] = {R | B, -1},
		[STYLE_PICKED] = {R, 243},
		[STYLE_CHART] = {0, 63},
	},
};

static const PaletteGround GROUNDS[PALETTE_COUNT] = {
	[PALETTE_DARK] = {16, 255, false},
	[PALETTE_LIGHT] = {231, 16, false},
	[PALETTE_MONO] = {-1, -1, false},
	[PALETTE_PROJECTOR] = {231, 16, true},
	[PALETTE_BOTH] = {-1, -1, false},
};

static const char *const NAMES[PALETTE_COUNT] = {"auto", "dark", "light", "mono", "projector", "both"};

const PaletteLook *palette_look(Palette palette, Style style)
{
	return &LOOKS[palette][style];
}

const PaletteGround *palette_ground(Palette palette)
{
	return &GROUNDS[palette];
}

const char *palette_name(Palette palette)
{
	return palette < PALETTE_COUNT ? NAMES[palette] : NULL;
}

Palette palette_find(Str name)
{
	Palette palette = PALETTE_AUTO;
	while (palette < PALETTE_COUNT && !str_eq_nocase(name, str_of(NAMES[palette])))
		palette++;
	return palette;
}

Palette palette_next(Palette palette)
{
	static const Palette NEXT[PALETTE_COUNT] = {
		[PALETTE_AUTO] = PALETTE_DARK, [PALETTE_BOTH] = PALETTE_DARK, [PALETTE_DARK] = PALETTE_LIGHT,
		[PALETTE_LIGHT] = PALETTE_PROJECTOR, [PALETTE_PROJECTOR] = PALETTE_MONO, [PALETTE_MONO] = PALETTE_BOTH,
	};
	return palette < PALETTE_COUNT ? NEXT[palette] : PALETTE_DARK;
}

bool palette_own_paper(Palette palette, int ground)
{
	int made_for = palette == PALETTE_LIGHT ? 1 : -1;
	return GROUNDS[palette].forced || (GROUNDS[palette].paper >= 0 && ground != 0 && ground != made_for);
}

int palette_told_ground(const char *colorfgbg, const char *term)
{
	const char *last = colorfgbg ? strrchr(colorfgbg, ';') : NULL;
	if (last && (strcmp(last, ";7") == 0 || strcmp(last, ";15") == 0))
		return 1;
	bool dark = last && last[1] && !last[2] && strchr("01234568", last[1]);
	return dark || (term && strcmp(term, "linux") == 0) ? -1 : 0;
}

Palette palette_choose(Palette wanted, int ground, const char *no_color)
{
	if (wanted != PALETTE_AUTO)
		return wanted;
	if (no_color && *no_color)
		return PALETTE_MONO;
	return ground > 0 ? PALETTE_LIGHT : ground < 0 ? PALETTE_DARK : PALETTE_BOTH;
}
