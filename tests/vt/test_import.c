/* Ctrl-C while an import reads, thinks and writes: it ends, and the directory is as it was. */
#include "vt.h"

#include <criterion/criterion.h>
#include <dirent.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define PATIENCE 20000
#define COPIES 2400

static char directory[] = P_tmpdir "/bilan-stop.XXXXXX";

/* Speeches that differ, so that each becomes a file. */
static void write_text(const char *path)
{
	FILE *file = fopen(path, "w");

	cr_assert(file);
	for (int i = 0; i < COPIES; i++) {
		fprintf(file, "做实基层治理之%d\n江苏省徐州市委组织部\n\n我们的做法有两条，共%d项。\n", i, i);
		for (int k = 1; k <= 20; k++)
			fprintf(file, "%d．划小网格第%d件。每月调度%d次，覆盖%d.%d万人，群众说好，坚持不懈抓到底。\n", k, k, i, k, i % 10);
		fputc('\n', file);
	}
	fclose(file);
}

/* Entries of the directory, and the first of them that begins with `prefix`. */
static int entries(const char *prefix, char *name, size_t size)
{
	DIR *open = opendir(directory);
	struct dirent *entry;
	int n = 0;

	while (open && (entry = readdir(open))) {
		n += entry->d_name[0] != '.';
		if (prefix && strncmp(entry->d_name, prefix, strlen(prefix)) == 0)
			snprintf(name, size, "%s", entry->d_name);
	}
	if (open)
		closedir(open);
	return n;
}

typedef bool Moment(Vt *vt);

static bool while_it_reads(Vt *vt)
{
	return vt_until(vt, "%", PATIENCE);
}

static bool while_it_proposes(Vt *vt)
{
	int status;

	while (!vt_wait(vt, 1, &status))
		if (strstr(vt_raw(vt, NULL), "\r 7") || strstr(vt_raw(vt, NULL), "\r 8"))
			return true;
	return false;
}

static bool while_it_writes(Vt *vt)
{
	char name[256] = "";
	int status;

	while (!*name && !vt_wait(vt, 1, &status))
		entries("out.", name, sizeof name);
	return *name;
}

static void stops(Moment *moment, const char *what)
{
	char text[300], out[300], name[256] = "";
	const char *program = getenv("BILAN") ? getenv("BILAN") : "build/bilan";
	const char *argv[] = {program, "import", text, "-o", out, NULL};
	static const char *const ENV[] = {"LANG=C.UTF-8", "TERM=xterm-256color", "HOME=/nonexistent", NULL};
	int status = 0;
	Vt *vt;

	snprintf(text, sizeof text, "%s/text.txt", directory);
	snprintf(out, sizeof out, "%s/out", directory);
	vt = vt_start(argv, &(VtStart){24, 80, ENV, false});
	cr_assert(vt);
	cr_assert(moment(vt), "%s: there is no such moment: %s", what, vt_screen(vt));
	vt_send(vt, "\x03");
	cr_assert(vt_wait(vt, PATIENCE, &status), "%s: it goes on", what);
	cr_assert(WIFSIGNALED(status) && WTERMSIG(status) == SIGINT, "%s: status %x", what, (unsigned)status);
	cr_assert_eq(entries("out", name, sizeof name), 1, "%s: %s is left", what, name);
	vt_free(vt);
}

Test(vt_import, stopped_anywhere_an_import_leaves_the_directory_as_it_was)
{
	static const struct { Moment *moment; const char *what; } MOMENTS[] = {
		{while_it_reads, "while it reads"}, {while_it_proposes, "while it proposes"},
		{while_it_writes, "while it writes"},
	};
	char text[300];

	cr_assert(mkdtemp(directory));
	snprintf(text, sizeof text, "%s/text.txt", directory);
	write_text(text);
	for (size_t i = 0; i < sizeof MOMENTS / sizeof *MOMENTS; i++)
		stops(MOMENTS[i].moment, MOMENTS[i].what);
	unlink(text);
	rmdir(directory);
}
