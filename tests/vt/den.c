#include "den.h"

#include <criterion/criterion.h>
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

void den_say(Den *den, const char *name, const char *value)
{
	cr_assert(den->n + 1 < sizeof den->env / sizeof *den->env);
	cr_assert(asprintf(&den->env[den->n++], "%s=%s", name, value) > 0);
}

void den_path(const Den *den, const char *name, char path[static 200])
{
	snprintf(path, 200, "%s/%s", den->path, name);
}

static void run_shell(const char *command)
{
	cr_assert_eq(system(command), 0, "%s", command);
}

/* An entry for xterm-256color that shows itself: its smcup begins with a text. */
static void write_terminfo(const Den *den)
{
	char command[400];
	snprintf(command, sizeof command,
		"infocmp -1 xterm-256color | sed 's/smcup=/smcup=\\\\E]0;evil-terminfo\\\\007/' >%s/entry &&"
		" tic -o %s/.terminfo %s/entry && rm %s/entry", den->path, den->path, den->path, den->path);
	run_shell(command);
}

void den_write(const Den *den, const char *name, const char *text)
{
	char path[200];
	den_path(den, name, path);
	FILE *file = fopen(path, "we");
	cr_assert(file && fputs(text, file) >= 0 && fclose(file) == 0, "%s", path);
}

/* LeakSanitizer asks the kernel for a process of its own at the end. */
Den den_make(void)
{
	Den den = {.path = P_tmpdir "/bilan-den-XXXXXX"};
	char path[200], options[400];
	cr_assert_not_null(mkdtemp(den.path));
	snprintf(options, sizeof options, "%s:detect_leaks=0", getenv("ASAN_OPTIONS") ? getenv("ASAN_OPTIONS") : "");
	den_say(&den, "TERM", "xterm-256color");
	den_say(&den, "LANG", "C.UTF-8");
	den_say(&den, "ASAN_OPTIONS", options);
	den_say(&den, "PATH", getenv("PATH"));
	den_say(&den, "HOME", den.path);
	den_path(&den, ".terminfo", path);
	den_say(&den, "TERMINFO", path);
	write_terminfo(&den);
	return den;
}

void den_leave(Den *den)
{
	char command[100];
	snprintf(command, sizeof command, "rm -rf '%s'", den->path);
	run_shell(command);
	for (size_t i = 0; i < den->n; i++)
		free(den->env[i]);
}

/* With `more` behind the options that keep the test still; up to a NULL. */
Vt *den_kiosk(const Den *den, bool jobs, const char *const more[])
{
	const char *argv[16] = {getenv("BILAN") ? getenv("BILAN") : "build/bilan", "--kiosk", "--lang", "zh"};
	size_t n = 4;
	for (size_t i = 0; more[i] && n < 14; i++)
		argv[n++] = more[i];
	argv[n] = CORPUS;
	Vt *vt = vt_start(argv, &(VtStart){.rows = 24, .cols = 80, .env = (const char *const *)den->env, .jobs = jobs});
	cr_assert(vt != NULL, "no pseudo-terminal");
	return vt;
}

Vt *den_still(const Den *den)
{
	Vt *vt = den_kiosk(den, false, STILL);
	settle(vt);
	return vt;
}

size_t den_count(const char *path)
{
	size_t n = 0;
	DIR *directory = opendir(path);
	cr_assert_not_null(directory, "%s", path);
	while (readdir(directory))
		n++;
	closedir(directory);
	return n;
}

/* A line of /proc/PID/NAME that begins with `key`. */
void den_proc(Vt *vt, const char *name, const char *key, char line[static 200])
{
	char path[64];
	snprintf(path, sizeof path, "/proc/%d/%s", (int)vt_pid(vt), name);
	FILE *file = fopen(path, "re");
	cr_assert_not_null(file, "%s", path);
	while (fgets(line, 200, file))
		if (strncmp(line, key, strlen(key)) == 0) {
			fclose(file);
			return;
		}
	cr_assert(false, "no %s in %s", key, path);
}
