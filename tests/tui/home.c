#include "home.h"

#include <criterion/criterion.h>
#include <errno.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <unistd.h>

void home_nobody(void)
{
	if (geteuid() == 0)
		cr_assert(setgid(HOME_NOBODY) == 0 && setuid(HOME_NOBODY) == 0 && prctl(PR_SET_DUMPABLE, 1) == 0);
}

Home home_new(void)
{
	Home home = {.path = P_tmpdir "/bilan-state-XXXXXX"};

	cr_assert_not_null(mkdtemp(home.path), "%s", strerror(errno));
	state_open(&home.state, &(StateEnv){.home = home.path}, STR("corpus"), STR("/where/it/is"), LANG_EN);
	return home;
}

static int delete_one(const char *path, const struct stat *st, int flag, struct FTW *where)
{
	(void)st, (void)flag, (void)where;
	return remove(path);
}

void home_close(Home *home)
{
	state_close(&home->state);
	nftw(home->path, delete_one, 8, FTW_DEPTH | FTW_PHYS);
}

const char *home_path(const Home *home, const char *suffix, char buffer[static 512])
{
	Buf path = {0};

	state_add_path(&home->state, &path);
	snprintf(buffer, 512, "%s%s", buf_cstr(&path), suffix);
	buf_free(&path);
	return buffer;
}

bool home_there(const Home *home, const char *suffix)
{
	char path[512];
	struct stat st;

	return lstat(home_path(home, suffix, path), &st) == 0;
}

mode_t home_mode(const char *path)
{
	struct stat st;

	return lstat(path, &st) ? 0 : st.st_mode & 07777;
}

void home_write(const char *path, const char *text)
{
	FILE *file = fopen(path, "w");

	cr_assert_not_null(file, "%s: %s", path, strerror(errno));
	cr_assert(fputs(text, file) >= 0 && fclose(file) == 0);
}

void home_assert_file(const char *path, const char *wanted)
{
	char text[4096] = "";
	FILE *file = fopen(path, "r");

	cr_assert_not_null(file, "%s: %s", path, strerror(errno));
	text[fread(text, 1, sizeof text - 1, file)] = '\0';
	fclose(file);
	cr_assert_str_eq(text, wanted);
}

void home_bookmark(Notes *notes, const char *address)
{
	cr_assert(notes_bookmark(notes, (Anchor){str_of(address), 1}, STR(""), 5));
}

bool home_bookmarked(const Notes *notes, const char *address)
{
	return notes_get(notes, STR("bookmark"), str_of(address)) != NULL;
}

static void assert_said(Buf *said, const char *part)
{
	cr_assert(part[0] ? str_find(buf_str(said), str_of(part), 0) >= 0 : said->n == 0, "“%s” in “%s”", part,
		buf_cstr(said));
	cr_assert(str_find(buf_str(said), STR("{"), 0) < 0);
	buf_free(said);
}

Notes home_load(const Home *home, bool usable, const char *part)
{
	Notes notes = {0};
	Buf said = {0};

	cr_assert_eq(state_load(&home->state, &notes, &said), usable, "%s", buf_cstr(&said));
	assert_said(&said, part);
	return notes;
}

void home_save(const Home *home, Notes *notes, bool saved, const char *part)
{
	Buf said = {0};

	cr_assert_eq(state_save(&home->state, notes, 10, &said), saved, "%s", buf_cstr(&said));
	assert_said(&said, part);
}

void home_save_one(const Home *home, const char *address)
{
	Notes notes = {0};

	home_bookmark(&notes, address);
	home_save(home, &notes, true, "");
	notes_free(&notes);
}

void home_assert_has(const Home *home, const char *const *addresses, size_t n)
{
	Notes notes = home_load(home, true, "");

	for (size_t i = 0; i < n; i++)
		cr_assert(home_bookmarked(&notes, addresses[i]), "%s", addresses[i]);
	notes_free(&notes);
}
