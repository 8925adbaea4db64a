#include "../../tui/cli.h"

#include "../../core/utf8.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

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

Test(cli, a_report_leaves_out_what_was_said_before)
{
	const Options options = {.lang = LANG_EN};
	FILE *file = tmpfile();
	const CliIo io = {.out = fileno(file), .err = fileno(file)};
	Msgs msgs = {0};
	char said[512];

	Pos pos = {.file = msg_file(&msgs, STR("config.yaml"))};
	msg_add(&msgs, MSG_file_missing, pos, STR("first"), STR("x"), (Str){0});
	msg_add(&msgs, MSG_file_missing, pos, STR("second"), STR("x"), (Str){0});
	cli_report(&options, &msgs, 1, &io);
	rewind(file);
	said[fread(said, 1, sizeof said - 1, file)] = 0;
	cr_assert(strstr(said, "second") && !strstr(said, "first") && !strstr(said, "check:"), "%s", said);
	fclose(file);
	msg_free(&msgs);
}

Test(cli, a_workbook_is_not_for_a_terminal)
{
	const char *argv[] = {"bilan", "matrix", "-C", "tests/data/small.yaml", "--lang", "en", "--format", "xlsx"};
	Options options;
	Buf out = {0}, err = {0}, error = {0};

	cr_assert(options_parse(&options, 8, (char **)argv, LANG_EN, &error));
	cr_assert_eq(run_line(&options, &out, &err), CLI_USAGE);
	cr_assert_eq(out.n, 0);
	cr_assert(str_find(buf_str(&err), STR("-o FILE.xlsx"), 0) > 0, "%s", buf_cstr(&err));
	options_free(&options);
	buf_free(&out), buf_free(&err), buf_free(&error);
}
