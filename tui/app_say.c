#include "app.h"

void app_add_words(const App *app, Buf *out, Word word, Str a, Str b)
{
	Buf keyed = {0};
	keymap_fill(&keyed, app->options.keymap, words_get(word, app->options.lang), app->options.lang);
	words_fill(out, buf_str(&keyed), a, b);
	buf_free(&keyed);
}

static void say(App *app, bool warning, Word word, Str a)
{
	Buf text = {0};
	app_add_words(app, &text, word, a, (Str){0});
	buf_free(&app->message);
	app->message = text;
	app->warning = warning;
}

void app_tell(App *app, Str text, bool warning)
{
	Buf copy = {0};
	buf_add(&copy, text);
	buf_free(&app->message);
	app->message = copy;
	app->warning = warning;
}

void app_say(App *app, Word word, Str a)
{
	say(app, false, word, a);
}

void app_warn(App *app, Word word, Str a)
{
	say(app, true, word, a);
}
