/* Golden screens: every tests/screens/NAME.keys is played and what is then on the screen must be NAME.screen. A .keys
   file has lines "corpus small|original|bundled", "lang zh|en", "size 80x24", "styles",
   "quotes padded|corner" and any number of "keys …". To make the
   .screen files anew and see what has changed: tests/screens/renew. */
#include "script.h"

#include <criterion/criterion.h>
#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct Scene { Script script; char corpus[16]; Lang lang; bool styles; } Scene;

static bool slurp(const char *path, Buf *out)
{
	FILE *file = fopen(path, "r");
	if (!file)
		return false;
	for (int c; (c = fgetc(file)) != EOF;)
		buf_add_char(out, (char)c);
	fclose(file);
	return true;
}

static void take_line(Scene *scene, const char *line)
{
	int width, height;
	if (sscanf(line, "corpus %15s", scene->corpus) == 1)
		return;
	if (strncmp(line, "lang ", 5) == 0)
		scene->lang = strcmp(line + 5, "en") == 0 ? LANG_EN : LANG_ZH;
	else if (strcmp(line, "styles") == 0)
		scene->styles = true;
	else if (sscanf(line, "size %dx%d", &width, &height) == 2 && scene->script.app)
		app_resize(scene->script.app, width, height);
	else if (sscanf(line, "size %dx%d", &width, &height) == 2)
		scene->script = script_open(scene->corpus, scene->lang, width, height);
	else if (strncmp(line, "quotes ", 7) == 0 && scene->script.app)
		scene->script.app->quotes = strcmp(line + 7, "corner") == 0 ? SCREEN_CORNER : SCREEN_PADDED;
	else if (strncmp(line, "keys ", 5) == 0)
		script_type(&scene->script, line + 5);
	else
		cr_assert(*line == 0 || *line == '#', "unknown line: %s", line);
}

static void play(const char *keys_path, Buf *out)
{
	Scene scene = {.corpus = "bundled"};
	Buf text = {0};
	cr_assert(slurp(keys_path, &text), "%s cannot be read", keys_path);
	for (char *line = strtok(text.s, "\n"); line; line = strtok(NULL, "\n"))
		take_line(&scene, line);
	cr_assert(scene.script.app, "%s has no size", keys_path);
	buf_add(out, str_of(script_screen(&scene.script, scene.styles)));
	script_close(&scene.script);
	buf_free(&text);
}

static void compare(const char *keys_path, bool renew, int *wrong)
{
	char path[512];
	snprintf(path, sizeof path, "%.*sscreen", (int)(strlen(keys_path) - 4), keys_path);
	Buf actual = {0}, expected = {0};
	play(keys_path, &actual);
	if (renew) {
		FILE *file = fopen(path, "w");
		cr_assert(file && fputs(buf_cstr(&actual), file) >= 0 && fclose(file) == 0, "%s cannot be written", path);
	} else if (!slurp(path, &expected) || !str_eq(buf_str(&actual), buf_str(&expected))) {
		fprintf(stderr, "%s is not what is on the screen now:\n%s\n", path, buf_cstr(&actual));
		++*wrong;
	}
	buf_free(&actual);
	buf_free(&expected);
}

Test(screens, are_as_they_were)
{
	glob_t found;
	int wrong = 0;
	cr_assert(glob("tests/screens/*.keys", 0, NULL, &found) == 0, "no scenes: tests run from the top of the tree");
	for (size_t i = 0; i < found.gl_pathc; i++)
		compare(found.gl_pathv[i], getenv("RENEW_SCREENS") != NULL, &wrong);
	globfree(&found);
	cr_assert(wrong == 0, "%d screens differ; tests/screens/renew makes them anew and shows the difference", wrong);
}
