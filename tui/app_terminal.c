/* What is asked of the terminal while running. main passes it on: only there are both known. */
#include "app_actions.h"
#include "copy.h"

void app_palette(App *app, int unused)
{
	(void)unused;
	static const Word WORDS[PALETTE_COUNT] = {
		[PALETTE_DARK] = WORD_palette_dark,
		[PALETTE_LIGHT] = WORD_palette_light,
		[PALETTE_MONO] = WORD_palette_mono,
		[PALETTE_PROJECTOR] = WORD_palette_projector,
		[PALETTE_BOTH] = WORD_palette_both,
	};
	app->palette = palette_next(app->palette);
	app_say(app, WORDS[app->palette], (Str){0});
}

void app_quotes(App *app, int unused)
{
	(void)unused;
	static const Word WORDS[] = {WORD_quotes_as_is, WORD_quotes_padded, WORD_quotes_corner};
	bool wide = app->told == 2 && app->quotes == SCREEN_AS_IS; /* nothing to be padded */
	if (app->options.lang != LANG_ZH) {
		app_say(app, WORD_quotes_chinese, (Str){0});
		return;
	}
	app->quotes = wide ? SCREEN_CORNER : (ScreenQuotes)((app->quotes + 1) % 3);
	app_say(app, WORDS[app->quotes], (Str){0});
}

void app_ask(App *app, int unused)
{
	(void)unused;
	app->ask = true;
	app_say(app, WORD_asked, (Str){0});
}

void app_copy(App *app, int unused)
{
	(void)unused;
	Unit unit = app_unit_here(app);
	buf_clear(&app->copied);
	if (app_view(app)->copy)
		app_view(app)->copy(app, app_state(app), &app->copied);
	else if (unit.kind != UNIT_NONE)
		copy_add_unit(&app->copied, app->corpus, unit, app->options.lang);
	if (app->copied.n == 0) {
		app_warn(app, WORD_copy_none, (Str){0});
		return;
	}
	if (app->copied.n > COPY_LIMIT) {
		buf_clear(&app->copied);
		app_warn(app, WORD_copy_long, (Str){0});
		return;
	}
	Buf count = {0};
	buf_add_int(&count, (long long)copy_characters(buf_str(&app->copied)));
	app_say(app, WORD_copied, buf_str(&count));
	buf_free(&count);
}

void app_bare(App *app, int unused)
{
	(void)unused;
	Unit unit = app_unit_here(app);
	if (unit.kind == UNIT_NONE) {
		app_warn(app, WORD_copy_none, (Str){0});
		return;
	}
	app_push(app, VIEW_bare, &unit);
	app_say(app, WORD_bare_how, (Str){0});
}
