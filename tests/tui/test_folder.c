#include "../../tui/folder.h"

#include <criterion/criterion.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static int try_open(const char *root, const char *rest, bool make, int *error)
{
	Buf path = {0};
	int fd;

	folder_add(&path, root, rest);
	fd = folder_open(buf_str(&path), strlen(root), make, error);
	buf_free(&path);
	if (fd >= 0)
		close(fd);
	return fd;
}

Test(folder, is_made_below_its_base_only_and_for_nobody_else)
{
	char root[] = P_tmpdir "/test_folder.XXXXXX", path[64], missing[64];
	struct stat st;
	int error;

	cr_assert_not_null(mkdtemp(root));
	cr_assert_eq(try_open(root, "/a/b", false, &error), -1);
	cr_assert_eq(error, ENOENT);
	cr_assert_geq(try_open(root, "/a/b", true, &error), 0);
	cr_assert_eq(error, 0);
	snprintf(path, sizeof path, "%s/a/b", root);
	cr_assert_eq(stat(path, &st), 0);
	cr_assert_eq(st.st_mode & 0777, 0700);
	snprintf(missing, sizeof missing, "%s/home", root);
	cr_assert_eq(try_open(missing, "/a", true, &error), -1);
	cr_assert_eq(error, ENOENT);
	cr_assert_eq(access(missing, F_OK), -1);
	rmdir(path);
	path[strlen(path) - 2] = '\0';
	rmdir(path);
	rmdir(root);
}

Test(folder, a_link_and_another_users_are_refused)
{
	char root[] = P_tmpdir "/test_folder.XXXXXX", link[64];
	int error;

	cr_assert_not_null(mkdtemp(root));
	snprintf(link, sizeof link, "%s/link", root);
	cr_assert_eq(symlink(root, link), 0);
	cr_assert_eq(try_open(root, "/link", true, &error), -1);
	cr_assert_eq(error, ELOOP);
	unlink(link);
	rmdir(root);
	if (geteuid() != 0) {
		cr_assert_eq(try_open("/", "", false, &error), -1);
		cr_assert_neq(error, 0);
	}
}

Test(folder, slashes_at_the_end_of_a_root_are_one)
{
	Buf path = {0};

	folder_add(&path, "/a//", "/b");
	cr_assert_str_eq(buf_cstr(&path), "/a/b");
	buf_free(&path);
}
