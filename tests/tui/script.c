#include "script.h"

#include "../../core/load.h"
#include "../../core/utf8.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

static Buf dump;

Script script_open(const char *corpus, Lang lang, int width, int height)
{
	Msgs *msgs = mem_zeroed(1, sizeof *msgs);
	const char *path = strcmp(corpus, "small") == 0 ? "tests/data/small.yaml"
		: strcmp(corpus, "original") == 0 ? "tests/data/original"
		: strcmp(corpus, "imported") == 0 ? "tests/data/imported"
		: strcmp(corpus, "wrapped") == 0 ? "tests/data/wrapped"
		: strchr(corpus, '/') ? corpus : "content/2022-urban-party-building";
	Corpus *loaded = load_paths(&path, 1, NULL, msgs);
	cr_assert(loaded, "%s does not load (tests run from the top of the tree)", path);
	return script_on(loaded, msgs, lang, width, height);
}

Script script_on(Corpus *corpus, Msgs *msgs, Lang lang, int width, int height)
{
	Script script = {.corpus = corpus, .msgs = msgs ? msgs : mem_zeroed(1, sizeof *msgs)};
	script.app = app_new(script.corpus, script.msgs, (AppOptions){.lang = lang, .ambiguous = 1});
	app_resize(script.app, width, height);
	return script;
}

void script_close(Script *script)
{
	app_free(script->app);
	corpus_free(script->corpus);
	msg_free(script->msgs);
	free(script->msgs);
	screen_free(&script->screen);
	buf_free(&dump);
}

/* Text in quotation marks, each character a key; returns what follows it. */
static const char *type_text(Script *script, const char *text)
{
	while (*text && *text != '"') {
		uint32_t cp;
		size_t n = utf8_decode(text, strlen(text), &cp);
		app_key(script->app, cp);
		text += n > 0 ? n : 1;
	}
	return *text ? text + 1 : text;
}

void script_type(Script *script, const char *keys)
{
	while (!script->app->done) {
		keys += strspn(keys, " ");
		if (!*keys)
			return;
		if (*keys == '"')
			keys = type_text(script, keys + 1);
		else
			app_key(script->app, keymap_next(&keys));
	}
}

const char *script_screen(Script *script, bool styles)
{
	buf_clear(&dump);
	app_draw(script->app, &script->screen);
	screen_dump(&script->screen, styles, &dump);
	return buf_cstr(&dump);
}

bool script_shows(Script *script, const char *text)
{
	return strstr(script_screen(script, false), text) != NULL;
}
