#include "../../tui/cli.h"
#include "../../tui/write.h"

#include "../../core/utf8.h"

#include <criterion/criterion.h>
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static char folder[64];

static void enter_folder(void)
{
	memcpy(folder, "/tmp/bilan-test-XXXXXX", sizeof "/tmp/bilan-test-XXXXXX");
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

Test(cli, a_new_file_has_the_rights_that_the_umask_leaves)
{
	struct stat made;

	enter_folder();
	umask(027);
	cr_assert_eq(cli_file_replace("a", false, STR("新\n")), 0);
	assert_content("a", "新\n");
	cr_assert(stat("a", &made) == 0 && (made.st_mode & 0777) == 0640);
	leave_folder();
}

Test(cli, a_file_that_exists_is_left_alone_unless_it_may_be_replaced)
{
	struct stat kept;

	enter_folder();
	cr_assert_eq(cli_file_replace("a", false, STR("old")), 0);
	chmod("a", 0600);
	cr_assert_eq(cli_file_replace("a", false, STR("new")), EEXIST);
	assert_content("a", "old");
	cr_assert_eq(cli_file_replace("a", true, STR("new")), 0);
	assert_content("a", "new");
	cr_assert(stat("a", &kept) == 0 && (kept.st_mode & 0777) == 0600, "it keeps its rights");
	leave_folder();
}

Test(cli, a_symbolic_link_stays_one_and_what_it_names_is_replaced)
{
	struct stat link_now;

	enter_folder();
	cr_assert_eq(cli_file_replace("a", false, STR("old")), 0);
	cr_assert(symlink("a", "link") == 0);
	cr_assert_eq(cli_file_replace("link", false, STR("new")), EEXIST);
	cr_assert_eq(cli_file_replace("link", true, STR("new")), 0);
	assert_content("a", "new");
	cr_assert(lstat("link", &link_now) == 0 && S_ISLNK(link_now.st_mode));
	leave_folder();
}

Test(cli, what_is_no_place_for_a_file_is_said)
{
	enter_folder();
	cr_assert_eq(cli_file_replace(".", true, STR("x")), EISDIR);
	cr_assert_eq(cli_file_replace("none/a", false, STR("x")), ENOENT);
	cr_assert_eq(cli_file_replace("/dev/full", true, STR("x")), ENOSPC);
	leave_folder();
}

Test(cli, a_reader_that_went_away_is_told_apart)
{
	int ends[2];

	signal(SIGPIPE, SIG_IGN);
	cr_assert(pipe(ends) == 0 && close(ends[0]) == 0);
	cr_assert_eq(write_all(ends[1], STR("x")), EPIPE);
	close(ends[1]);
}

/* What the command says on standard output and error, and its exit status. */
static CliExit run_line(Options *options, Buf *out, Buf *err)
{
	FILE *files[2] = {tmpfile(), tmpfile()};
	Buf *const bufs[2] = {out, err};
	const CliIo io = {.out = fileno(files[0]), .err = fileno(files[1]), .width = 60, .bold = true};
	CliExit code = cli_run(options, &io);

	for (int i = 0; i < 2; i++) {
		rewind(files[i]);
		for (int c; (c = getc(files[i])) != EOF;)
			buf_add_char(bufs[i], (char)c);
		fclose(files[i]);
	}
	return code;
}

Test(cli, hits_are_bold_and_fit_a_terminal)
{
	const char *argv[] = {"bilan", "search", "网格", "-C", "tests/data/small.yaml", "--lang", "zh"};
	Options options;
	Buf out = {0}, err = {0}, error = {0};

	cr_assert(options_parse(&options, 7, (char **)argv, LANG_ZH, &error));
	cr_assert_eq(run_line(&options, &out, &err), CLI_DONE);
	cr_assert_eq(err.n, 0);
	cr_assert(str_find(buf_str(&out), STR("\x1B[1m网格\x1B[0m"), 0) >= 0);
	for (Str rest = buf_str(&out), line; str_split(&rest, '\n', &line);)
		cr_assert_leq(utf8_columns(line, 1), 60 + 7, "60 columns and the marks of bold type: %.*s",
			(int)line.n, line.s);
	options_free(&options);
	buf_free(&out), buf_free(&err), buf_free(&error);
}
