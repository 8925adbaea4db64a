#include "../../tui/write.h"

#include <criterion/criterion.h>
#include <errno.h>
#include <string.h>
#include <unistd.h>

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
