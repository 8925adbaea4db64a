#include "../../core/file.h"

#include <criterion/criterion.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static char directory[64];

static void enter(void)
{
	strcpy(directory, P_tmpdir "/bilan-file-XXXXXX");
	cr_assert_not_null(mkdtemp(directory));
	cr_assert_eq(chdir(directory), 0);
}

static void leave(void)
{
	char command[128];

	snprintf(command, sizeof command, "rm -rf %s", directory);
	cr_assert_eq(system(command), 0);
}

TestSuite(file, .init = enter, .fini = leave);

static void write_file(const char *name, const char *text)
{
	int fd = open(name, O_WRONLY | O_CREAT | O_TRUNC, 0600);

	cr_assert_eq(write(fd, text, strlen(text)), (ssize_t)strlen(text));
	close(fd);
}

static void refused(const char *path, size_t limit, MsgId id)
{
	Msgs msgs = {0};
	size_t size;

	cr_assert_eq(file_open(path, limit, &size, &msgs, (Pos){0}), -1, "%s", path);
	cr_assert_eq(msgs.list.n, 1u);
	cr_assert_eq(msgs.list.at[0].id, id, "%s: %s", path, msg_name(msgs.list.at[0].id));
	cr_assert(msgs.list.at[0].args[0].n > 0);
	msg_free(&msgs);
}

Test(file, a_regular_file_is_opened_and_its_size_told)
{
	Msgs msgs = {0};
	size_t size = 0;
	int fd;

	write_file("a.yaml", "hello");
	fd = file_open("a.yaml", 5, &size, &msgs, (Pos){0});
	cr_assert_geq(fd, 0);
	cr_assert_eq(size, 5u);
	cr_assert_eq(msgs.list.n, 0u);
	close(fd);
}

Test(file, what_is_no_regular_file_is_refused_by_name_and_nothing_blocks)
{
	cr_assert_eq(mkdir("d", 0700), 0);
	cr_assert_eq(mkfifo("fifo", 0600), 0);
	cr_assert_eq(symlink("loop", "loop"), 0);
	refused("d", 100, MSG_file_is_directory);
	refused("fifo", 100, MSG_file_not_regular);
	refused("/dev/zero", 100, MSG_file_not_regular);
	refused("loop", 100, MSG_file_missing);
	refused("missing", 100, MSG_file_missing);
}

Test(file, a_file_above_the_limit_is_refused_before_it_is_read)
{
	write_file("a", "123456");
	refused("a", 5, MSG_file_too_large);
	cr_assert_eq(truncate("a", (off_t)1 << 40), 0);
	refused("a", (size_t)2 << 30, MSG_file_too_large);
}

Test(file, without_permission_the_message_says_so)
{
	write_file("secret", "x");
	cr_assert_eq(chmod("secret", 0), 0);
	cr_assert_eq(chmod(".", 0755), 0);
	/* Root may read everything. */
	if (geteuid() == 0)
		cr_assert_eq(seteuid(65534), 0);
	refused("secret", 100, MSG_file_denied);
	if (getuid() == 0)
		cr_assert_eq(seteuid(0), 0);
}

Test(file, a_pipe_is_read_whole_up_to_the_limit)
{
	Msgs msgs = {0};
	Buf all = {0};
	int ends[2];

	cr_assert_eq(pipe(ends), 0);
	cr_assert_eq(write(ends[1], "schema: 1\n", 10), 10);
	close(ends[1]);
	cr_assert(file_slurp(ends[0], 10, &all, &msgs, (Pos){0}));
	cr_assert_str_eq(buf_cstr(&all), "schema: 1\n");
	close(ends[0]);
	buf_clear(&all);
	cr_assert_eq(pipe(ends), 0);
	cr_assert_eq(write(ends[1], "schema: 1\n", 10), 10);
	close(ends[1]);
	cr_assert_not(file_slurp(ends[0], 9, &all, &msgs, (Pos){0}));
	cr_assert_eq(msgs.list.at[0].id, MSG_file_too_large);
	close(ends[0]);
	cr_assert_not(file_slurp(-1, 9, &all, &msgs, (Pos){0}));
	cr_assert_eq(msgs.list.at[1].id, MSG_file_unreadable);
	buf_free(&all);
	msg_free(&msgs);
}

Test(file, directories_are_known)
{
	cr_assert(file_is_directory("."));
	cr_assert_not(file_is_directory("missing"));
	write_file("a", "");
	cr_assert_not(file_is_directory("a"));
}

static void lies_at(const char *path, const char *name, const char *where)
{
	Buf out = {0};

	cr_assert_eq(file_add_beside(str_of(path), str_of(name), &out), where != NULL, "%s %s", path, name);
	cr_assert_str_eq(buf_cstr(&out), where ? where : "", "%s %s", path, name);
	buf_free(&out);
}

Test(file, what_lies_beside_a_corpus_stays_in_its_directory)
{
	cr_assert_eq(mkdir("corpus", 0700), 0);
	write_file("corpus.yaml", "");
	lies_at("corpus", "source.txt", "corpus/source.txt");
	lies_at("corpus/", "source.txt", "corpus/source.txt");
	lies_at("corpus.yaml", "source.txt", "source.txt");
	lies_at("./corpus.yaml", "source.txt", "./source.txt");
	lies_at("corpus", "../source.txt", NULL);
	lies_at("corpus", "..", NULL);
	lies_at("corpus", "/etc/passwd", NULL);
	lies_at("corpus", "", NULL);
}
