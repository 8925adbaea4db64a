/* What the styles of screen.h look like: a table a palette. Colours are numbers of the 256 that xterm has; -1 is the
   terminal's own. Every pair of ink and ground has a contrast of 7:1 or more, on a ground that is not known 4.5:1 on
   black and on white, and what has to be told apart differs in weight or by a mark too. */
#ifndef BILAN_PALETTE_H
#define BILAN_PALETTE_H

#include "screen.h"

typedef enum Palette {
	PALETTE_AUTO,      /* as the terminal is */
	PALETTE_DARK,
	PALETTE_LIGHT,
	PALETTE_MONO,      /* no colours: weight, underline, reverse */
	PALETTE_PROJECTOR, /* black on white wherever the light comes from; few colours */
	PALETTE_BOTH,      /* text in the terminal's own ink, a few colours that can be read on black and on white */
	PALETTE_COUNT
} Palette;

typedef enum PaletteWeight {
	PALETTE_PLAIN, PALETTE_BOLD = 1, PALETTE_UNDERLINE = 2, PALETTE_REVERSE = 4, PALETTE_DIM = 8
} PaletteWeight;

typedef struct PaletteLook {
	uint8_t weight; /* a set of PaletteWeight */
	short ink;
} PaletteLook;

/* The ground a palette is made for. `plain` is the ink of what has no colour of its own. */
typedef struct PaletteGround {
	short paper, plain;
	bool forced; /* painted even where the terminal's own is like it */
} PaletteGround;

/* Not for PALETTE_AUTO. */
const PaletteLook *palette_look(Palette palette, Style style);
const PaletteGround *palette_ground(Palette palette);

/* True where the palette's own ground has to be painted, because the terminal's (1 light, -1 dark, 0 not known)
   would spoil it. */
bool palette_own_paper(Palette palette, int ground);

/* auto dark light mono projector both; NULL for PALETTE_COUNT. */
const char *palette_name(Palette palette);

/* The palette of that name; PALETTE_COUNT where there is none. */
Palette palette_find(Str name);

/* The ground that COLORFGBG tells, which some terminals set, or TERM: 1 light, -1 dark, 0 where they do not. Of the 16
   colours 0 to 6 and 8 are dark, 7 and 15 are light, as vim and mutt take them; others tell nothing. */
int palette_told_ground(const char *colorfgbg, const char *term);

/* The palette for PALETTE_AUTO on that ground (0: not known); others come back unchanged. A NO_COLOR that is not empty
   means none. */
Palette palette_choose(Palette wanted, int ground, const char *no_color);

/* The one after it in the round of dark, light, projector, mono and both. */
Palette palette_next(Palette palette);

#endif
