#include "desk.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void desk_open(Desk *desk, const char *from, int width, int height)
{
	char command[600];

	desk->home = home_new();
	snprintf(desk->path, sizeof desk->path, "%s/c", desk->home.path);
	snprintf(command, sizeof command, "cp -r %s %s && chmod -R u+w %s", from, desk->path, desk->path);
	cr_assert_eq(system(command), 0);
	desk->script = script_open(desk->path, LANG_ZH, width, height);
}

void desk_close(Desk *desk)
{
	script_close(&desk->script);
	home_close(&desk->home);
}

void desk_shows(Desk *desk, const char *text)
{
	cr_assert(script_shows(&desk->script, text), "no “%s”:\n%s", text, script_screen(&desk->script, false));
}

void desk_hides(Desk *desk, const char *text)
{
	cr_assert(!script_shows(&desk->script, text), "“%s”:\n%s", text, script_screen(&desk->script, false));
}

static FILE *file_of(const Desk *desk, const char *name, const char *mode)
{
	char path[400];
	FILE *file;

	snprintf(path, sizeof path, "%s/%s", desk->path, name);
	file = fopen(path, mode);
	cr_assert(file, "%s", path);
	return file;
}

void desk_read(const Desk *desk, const char *name, Buf *out)
{
	FILE *file = file_of(desk, name, "r");

	for (int c; (c = fgetc(file)) != EOF;)
		buf_add_char(out, (char)c);
	fclose(file);
}

void desk_assert_file(const Desk *desk, const char *name, const char *has, const char *lacks)
{
	Buf text = {0};

	desk_read(desk, name, &text);
	cr_assert(!has || strstr(buf_cstr(&text), has), "no “%s” in %s", has, buf_cstr(&text));
	cr_assert(!lacks || !strstr(buf_cstr(&text), lacks), "“%s” in %s", lacks, buf_cstr(&text));
	buf_free(&text);
}

void desk_add_line(const Desk *desk, const char *name, const char *line)
{
	FILE *file = file_of(desk, name, "a");

	cr_assert(fprintf(file, "%s\n", line) > 0 && fclose(file) == 0);
}
