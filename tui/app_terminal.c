/* What is asked of the terminal while running. main passes it on: only there are both known. */
#include "app_actions.h"

void app_palette(App *app, int unused)
{
	(void)unused;
	static const Word WORDS[PALETTE_COUNT] = {
		[PALETTE_DARK] = WORD_palette_dark,
		[PALETTE_LIGHT] = WORD_palette_light,
		[PALETTE_MONO] = WORD_palette_mono,
		[PALETTE_PROJECTOR] = WORD_palette_projector,
	};
	app->palette = palette_next(app->palette);
	app_say(app, WORDS[app->palette], (Str){0});
}

void app_ask(App *app, int unused)
{
	(void)unused;
	app->ask = true;
	app_say(app, WORD_asked, (Str){0});
}
