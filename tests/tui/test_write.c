#include "../../tui/write.h"

#include <criterion/criterion.h>
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

static char folder[64];

static void enter_folder(void)
{
	memcpy(folder, P_tmpdir "/bilan-test-XXXXXX", sizeof P_tmpdir "/bilan-test-XXXXXX");
	cr_assert(mkdtemp(folder) && chdir(folder) == 0);
}

static void leave_folder(void)
{
	static const char *const NAMES[] = {"a", "link"};

	for (size_t i = 0; i < sizeof NAMES / sizeof *NAMES; i++)
		unlink(NAMES[i]);
	cr_assert(chdir("/") == 0 && rmdir(folder) == 0, "nothing else was left in the folder");
}

static void assert_content(const char *path, const char *wanted)
{
	char text[64] = {0};
	FILE *file = fopen(path, "r");

	cr_assert(file);
	cr_assert_gt(fread(text, 1, sizeof text - 1, file), 0);
	fclose(file);
	cr_assert_str_eq(text, wanted);
}

Test(write, a_new_file_has_the_rights_that_the_umask_leaves)
{
	struct stat made;

	enter_folder();
	umask(027);
	cr_assert_eq(write_file("a", false, STR("新\n")), 0);
	assert_content("a", "新\n");
	cr_assert(stat("a", &made) == 0 && (made.st_mode & 0777) == 0640);
	leave_folder();
}

Test(write, a_file_that_exists_is_left_alone_unless_it_may_be_replaced)
{
	struct stat kept;

	enter_folder();
	cr_assert_eq(write_file("a", false, STR("old")), 0);
	chmod("a", 0600);
	cr_assert_eq(write_file("a", false, STR("new")), EEXIST);
	assert_content("a", "old");
	cr_assert_eq(write_file("a", true, STR("new")), 0);
	assert_content("a", "new");
	cr_assert(stat("a", &kept) == 0 && (kept.st_mode & 0777) == 0600, "it keeps its rights");
	leave_folder();
}

Test(write, a_symbolic_link_stays_one_and_what_it_names_is_replaced)
{
	struct stat link_now;

	enter_folder();
	cr_assert_eq(write_file("a", false, STR("old")), 0);
	cr_assert(symlink("a", "link") == 0);
	cr_assert_eq(write_file("link", false, STR("new")), EEXIST);
	cr_assert_eq(write_file("link", true, STR("new")), 0);
	assert_content("a", "new");
	cr_assert(lstat("link", &link_now) == 0 && S_ISLNK(link_now.st_mode));
	leave_folder();
}

Test(write, what_is_no_place_for_a_file_is_said)
{
	enter_folder();
	cr_assert_eq(write_file(".", true, STR("x")), EISDIR);
	cr_assert_eq(write_file(".", false, STR("x")), EISDIR, "it can be replaced by no file");
	cr_assert_eq(write_file("none/a", false, STR("x")), ENOENT);
	cr_assert_eq(write_file("/dev/full", true, STR("x")), ENOSPC);
	leave_folder();
}

Test(write, a_link_to_nothing_is_followed_to_where_it_leads)
{
	struct stat link_now;

	enter_folder();
	cr_assert(symlink("a", "link") == 0);
	cr_assert_eq(write_file("link", false, STR("new")), 0);
	assert_content("a", "new");
	cr_assert(lstat("link", &link_now) == 0 && S_ISLNK(link_now.st_mode));
	leave_folder();
}

/* The longest name that a file system takes leaves no room for one that is made longer by a suffix. */
Test(write, the_longest_name_will_do)
{
	char name[256];

	enter_folder();
	memset(name, 'n', 255);
	name[255] = '\0';
	cr_assert_eq(write_file(name, false, STR("x")), 0);
	cr_assert_eq(unlink(name), 0);
	leave_folder();
}

/* RLIMIT_FSIZE stands for a disk that is full in the middle of writing. */
Test(write, what_does_not_fit_leaves_the_old_file_and_nothing_else)
{
	char big[8192];

	enter_folder();
	cr_assert_eq(write_file("a", false, STR("old")), 0);
	memset(big, 'x', sizeof big);
	signal(SIGXFSZ, SIG_IGN);
	cr_assert_eq(setrlimit(RLIMIT_FSIZE, &(struct rlimit){4096, RLIM_INFINITY}), 0);
	int error = write_file("a", true, (Str){big, sizeof big});
	setrlimit(RLIMIT_FSIZE, &(struct rlimit){RLIM_INFINITY, RLIM_INFINITY});
	cr_assert_eq(error, EFBIG);
	assert_content("a", "old");
	leave_folder();
}

Test(write, a_device_is_written_to_without_being_replaced)
{
	struct stat device;

	cr_assert_eq(write_file("/dev/null", false, STR("x")), 0);
	cr_assert(stat("/dev/null", &device) == 0 && S_ISCHR(device.st_mode));
	cr_assert_eq(write_file("/dev/full", false, STR("x")), ENOSPC);
}

Test(write, everything_arrives)
{
	char got[64] = "";
	int ends[2];

	cr_assert_eq(pipe(ends), 0);
	cr_assert_eq(write_all(ends[1], STR("党建引领")), 0);
	cr_assert_eq(read(ends[0], got, sizeof got), (ssize_t)strlen("党建引领"));
	cr_assert_str_eq(got, "党建引领");
}

Test(write, tells_what_went_wrong)
{
	cr_assert_eq(write_all(-1, STR("x")), EBADF);
	cr_assert_eq(write_all(-1, (Str){0}), 0); /* nothing to write is written */
}

Test(write, a_reader_that_went_away_is_told_apart)
{
	int ends[2];

	signal(SIGPIPE, SIG_IGN);
	cr_assert(pipe(ends) == 0 && close(ends[0]) == 0);
	cr_assert_eq(write_all(ends[1], STR("x")), EPIPE);
	close(ends[1]);
}
