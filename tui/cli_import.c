#include "cli_import.h"

#include "cli_attach.h"
#include "cli_import_update.h"
#include "cli_notice.h"

#include "write.h"

#include "../core/file.h"
#include "../core/import.h"
#include "../core/utf8.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <malloc.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#define LIMIT ((size_t)256 << 20) /* of all files; an import takes up to fifteen times its input of memory */
#define PIECE ((size_t)4 << 20)
#define LARGE (32 << 20) /* bytes: larger blocks are grown in place by the kernel */
#define TELL_BYTES (4u << 20) /* shorter inputs are done before anybody could read how far they are */

typedef struct Importing {
	const Options *options;
	const CliIo *io;
	Buf inputs[64]; /* bytes of each file */
	ImportInput at[64];
	size_t n, read;
	uint32_t total, told;
	Msgs msgs;
} Importing;

static CliExit say(const Importing *i, CliNotice notice, const char *a, const char *b)
{
	Arena arena = {0};

	cli_say(i->options->lang, i->io->err, notice, utf8_clean(str_of(a), &arena, NULL), str_of(b));
	mem_arena_free(&arena);
	return notice == N_NO_DIR || notice == N_UPDATE_DIR ? CLI_USAGE : notice == N_UNCHANGED ? CLI_DONE : CLI_UNREADABLE;
}

#define WORDS 6
#define THE_FILE "" /* stands for its path */
#define PANDOC "pandoc", "pandoc", {"-t", "gfm", "--wrap=none", THE_FILE}, STR_ROW("converted.md")

/* Programs that turn other forms into text, which they print; `name` tells in which form. */
static const struct Converter { const char *ending, *program, *package, *words[WORDS]; Str name; } CONVERTERS[] = {
	{".docx", PANDOC}, {".odt", PANDOC}, {".rtf", PANDOC}, {".epub", PANDOC},
	{".pdf", "pdftotext", "poppler-utils", {"-enc", "UTF-8", THE_FILE, "-"}, STR_ROW("converted.txt")},
};

static const struct Converter *converter_for(const char *path)
{
	for (size_t i = 0; i < sizeof CONVERTERS / sizeof *CONVERTERS; i++) {
		size_t n = strlen(CONVERTERS[i].ending), all = strlen(path);

		if (all > n && str_eq_nocase(str_of(path + all - n), str_of(CONVERTERS[i].ending)))
			return &CONVERTERS[i];
	}
	return NULL;
}

/* Runs the converter on the file and takes what it prints. 0, or an error number; -1 where it failed. */
static int convert(const struct Converter *converter, const char *path, size_t most, Buf *out, Msgs *msgs)
{
	char *words[WORDS + 2] = {(char *)(uintptr_t)converter->program};
	posix_spawn_file_actions_t actions;
	int ends[2], status = 0, error;
	Buf file = {0};
	pid_t child;

	if (pipe2(ends, O_CLOEXEC))
		return errno;
	/* -x is a file here, and no option. */
	buf_add(&file, path[0] == '-' ? STR("./") : STR(""));
	buf_add(&file, str_of(path));
	for (size_t n = 0; n < WORDS && converter->words[n]; n++)
		words[n + 1] = *converter->words[n] ? (char *)(uintptr_t)converter->words[n] : file.s;
	posix_spawn_file_actions_init(&actions);
	posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO);
	error = posix_spawnp(&child, converter->program, &actions, NULL, words, environ);
	posix_spawn_file_actions_destroy(&actions);
	buf_free(&file);
	close(ends[1]);
	if (!error && !file_slurp(ends[0], most, out, msgs, (Pos){.file = msg_file(msgs, str_of(path))}))
		error = -1;
	close(ends[0]);
	if (error > 0)
		return error;
	while (waitpid(child, &status, 0) < 0 && errno == EINTR)
		;
	return error || !WIFEXITED(status) || WEXITSTATUS(status) ? -1 : 0;
}

static bool read_file(Importing *i, const char *path)
{
	const struct Converter *converter = converter_for(path);
	Buf *to = &i->inputs[i->n];
	Pos pos = {.file = msg_file(&i->msgs, str_of(path))};
	size_t size;
	int fd, error;

	i->at[i->n] = (ImportInput){{0}, str_of(path)};
	if (converter && access(path, R_OK) == 0) {
		error = convert(converter, path, LIMIT - i->read, to, &i->msgs);
		i->at[i->n].name = converter->name;
		if (error)
			say(i, error == ENOENT ? N_PACKAGE : N_CONVERT, path, error == ENOENT ? converter->package
				: error > 0 ? strerror(error) : converter->program);
		return !error;
	}
	fd = strcmp(path, "-") == 0 ? STDIN_FILENO : file_open(path, LIMIT - i->read, &size, &i->msgs, pos);
	if (fd < 0)
		return false;
	error = !file_slurp(fd, LIMIT - i->read, to, &i->msgs, pos);
	if (fd != STDIN_FILENO)
		close(fd);
	return !error;
}

static bool read_files(Importing *i)
{
	for (size_t k = 0; k < i->options->files.n && k < sizeof i->inputs / sizeof *i->inputs; k++) {
		bool ok = read_file(i, i->options->files.at[k]);

		i->n++;
		if (!ok)
			return false;
		i->at[k].bytes = buf_str(&i->inputs[k]);
		i->read += i->inputs[k].n;
	}
	i->total = (uint32_t)i->read;
	return true;
}

/* The signals that end a command do so at once while it reads and thinks: there is nothing on disk yet. While it writes
   they are held back and asked for now and then, so that it can clean up: no state, no handler. */
static void hold_signals(sigset_t *old)
{
	sigset_t set;

	sigemptyset(&set);
	sigaddset(&set, SIGINT);
	sigaddset(&set, SIGTERM);
	sigaddset(&set, SIGHUP);
	sigprocmask(SIG_BLOCK, &set, old);
}

static bool is_stopped(void)
{
	sigset_t set;

	return sigpending(&set) == 0 && (sigismember(&set, SIGINT) || sigismember(&set, SIGTERM) || sigismember(&set,
		SIGHUP));
}

static bool told(void *data, uint32_t bytes)
{
	Importing *i = data;
	uint32_t percent = i->total && bytes < i->total ? (uint32_t)((uint64_t)bytes * 100 / i->total) : 100;
	char line[32];

	if (i->total >= TELL_BYTES && percent >= i->told + 5 && isatty(i->io->err)) {
		int n = snprintf(line, sizeof line, "\r%3u%%", percent > 100 ? 100 : percent);

		i->told = percent;
		write_all(i->io->err, (Str){line, (size_t)n});
	}
	return true;
}

/* In pieces, between which it can be stopped. */
static int write_pieces(int fd, Str text)
{
	int error = 0;

	for (size_t at = 0; at < text.n && !error; at += PIECE)
		error = is_stopped() ? EINTR : write_all(fd, str_sub(text, at, at + PIECE));
	return error;
}

static int write_into(int directory, const ImportFile *file)
{
	Buf name = {0};
	int fd, error;

	buf_add(&name, file->name);
	fd = openat(directory, buf_cstr(&name), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
	error = fd < 0 ? errno : write_pieces(fd, buf_str(&file->text));
	if (fd >= 0 && !error && fsync(fd))
		error = errno;
	if (fd >= 0 && close(fd) && !error)
		error = errno;
	buf_free(&name);
	return error;
}

/* Empties and removes a directory of plain files; what `but` has is moved there if it is not there yet. */
static void remove_directory(const char *path, int but)
{
	DIR *directory = opendir(path);
	struct dirent *entry;

	while (directory && (entry = readdir(directory))) {
		if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0)
			continue;
		if (but >= 0 && faccessat(but, entry->d_name, F_OK, AT_SYMLINK_NOFOLLOW) != 0)
			renameat(dirfd(directory), entry->d_name, but, entry->d_name);
		else
			unlinkat(dirfd(directory), entry->d_name, 0);
	}
	if (directory)
		closedir(directory);
	rmdir(path);
}

/* The new directory takes the old one's place at once; files of the reader's own in the old one come along. */
static int put_in_place(const char *temporary, int directory, const char *path, bool force)
{
	if (rename(temporary, path) == 0)
		return 0;
	if ((errno != ENOTEMPTY && errno != EEXIST) || !force)
		return errno;
	if (renameat2(AT_FDCWD, temporary, AT_FDCWD, path, RENAME_EXCHANGE))
		return errno;
	remove_directory(temporary, directory);
	return 0;
}

static mode_t directory_mode(void)
{
	mode_t mask = umask(0);

	umask(mask);
	return 0777 & ~mask;
}

static CliExit write_files(Importing *i, const ImportFiles *files, bool force)
{
	const char *path = i->options->output;
	Buf temporary = {0};
	int error = 0, directory = -1;
	sigset_t old;

	hold_signals(&old);

	buf_add(&temporary, str_of(path));
	while (temporary.n > 1 && temporary.s[temporary.n - 1] == '/')
		temporary.s[--temporary.n] = '\0';
	buf_add(&temporary, STR(".XXXXXX"));
	if (!mkdtemp(temporary.s))
		error = errno;
	else if ((directory = open(temporary.s, O_RDONLY | O_DIRECTORY | O_CLOEXEC)) < 0 || fchmod(directory,
		directory_mode()))
		error = errno;
	for (size_t k = 0; k < files->n && !error; k++)
		error = is_stopped() ? EINTR : write_into(directory, &files->at[k]);
	if (!error)
		error = put_in_place(temporary.s, directory, path, force);
	if (error && temporary.n)
		remove_directory(temporary.s, -1);
	if (directory >= 0)
		close(directory);
	buf_free(&temporary);
	CliExit code = !error ? CLI_DONE : error == EINTR ? say(i, N_STOPPED, "", "")
		: say(i, error == ENOTEMPTY || error == EEXIST || error == ENOTDIR ? N_EXISTS : N_WRITE_DIR, path,
			strerror(error));
	/* What was held back comes now. */
	sigprocmask(SIG_SETMASK, &old, NULL);
	return code;
}

static void add_summary(const Importing *i, const Import *import, Buf *out)
{
	Buf a = {0}, b = {0}, c = {0};
	Arena arena = {0};
	Lang lang = i->options->lang;

	buf_add_int(&a, (long long)import->outline.speeches.n);
	buf_add_int(&b, (long long)import->outline.sections.n);
	buf_add_int(&c, (long long)import->outline.measures.n);
	cli_add_notice(out, lang, N_DONE, buf_str(&a), (Str){0});
	cli_add_notice(out, lang, N_DOUBTS, buf_str(&b), buf_str(&c));
	buf_add_char(out, '\n');
	cli_add_notice(out, lang, N_OPEN, utf8_clean(str_of(i->options->output), &arena, NULL), (Str){0});
	buf_add_char(out, '\n');
	buf_free(&a);
	buf_free(&b);
	buf_free(&c);
	mem_arena_free(&arena);
}

/* The id of the corpus from its directory's name: letters, digits and hyphens of it. */
static void add_id(const char *path, Buf *id)
{
	Str name = str_of(path);

	while (name.n > 1 && name.s[name.n - 1] == '/')
		name.n--;
	for (size_t k = name.n; k > 0; k--)
		if (name.s[k - 1] == '/') {
			name = str_sub(name, k, name.n);
			break;
		}
	for (size_t k = 0; k < name.n; k++) {
		char c = name.s[k] >= 'A' && name.s[k] <= 'Z' ? (char)(name.s[k] - 'A' + 'a') : name.s[k];

		if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
			buf_add_char(id, c);
		else if (id->n && id->s[id->n - 1] != '-')
			buf_add_char(id, '-');
	}
	while (id->n && id->s[id->n - 1] == '-')
		id->s[--id->n] = '\0';
}

/* Refused before anything is read: a long input would be for nothing. */
static bool is_taken(const Options *options)
{
	DIR *directory = options->force ? NULL : opendir(options->output);
	struct dirent *entry;
	bool any = false;

	if (!directory)
		return !options->force && access(options->output, F_OK) == 0;
	while (!any && (entry = readdir(directory)))
		any = strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0;
	closedir(directory);
	return any;
}

/* Without a directory to write to, a text can only be attached to a corpus. */
static CliExit refuse(const Importing *i, const Corpus *corpus)
{
	Buf id = {0};

	for (size_t k = 0; corpus && k < corpus->volumes.n; k++) {
		buf_add(&id, k ? STR(", ") : STR(""));
		buf_add(&id, corpus->volumes.at[k].id.s);
	}
	CliExit code = say(i, N_NO_DIR, buf_cstr(&id), "");
	buf_free(&id);
	return code;
}

/* What is in the directory, moved to where the new import has it. */
static CliExit update(Importing *i, Import *import, const ImportOptions *how, const CliOld *old, Buf *out)
{
	ImportUpdate made = {0};
	CliExit code = CLI_UNREADABLE;
	bool same;

	if (!import_update(old->files.at, old->files.n, old->source, import, how, &made))
		say(i, N_NO_OLD, i->options->output, "");
	same = !made.changed && str_eq(old->source, buf_str(&import->text.kept));
	if (made.files.n && same)
		code = say(i, N_UNCHANGED, i->options->output, "");
	else if (made.files.n)
		code = write_files(i, &made.files, true);
	if (code == CLI_DONE && !same) {
		cli_import_update_summary(&made, i->options->lang, out);
		cli_add_notice(out, i->options->lang, N_OPEN, str_of(i->options->output), (Str){0});
		buf_add_char(out, '\n');
	}
	import_update_free(&made);
	return code;
}

static CliExit write_new(Importing *i, Import *import, const ImportOptions *how, Buf *out)
{
	ImportFiles files = {0};
	CliExit code;

	import_write(import, how, &files);
	code = write_files(i, &files, i->options->force);
	if (code == CLI_DONE)
		add_summary(i, import, out);
	import_files_free(&files);
	return code;
}

static CliExit run(Importing *i, const Corpus *vocabulary, const CliOld *old, Buf *out)
{
	Buf id = {0};
	Import import = {0};
	ImportOptions how = {.keep = i->options->keep, .vocabulary = vocabulary, .told = told, .data = i};
	CliExit code = CLI_UNREADABLE;
	bool failed = false;
	sigset_t held;

	if (!read_files(i))
		return CLI_UNREADABLE;
	hold_signals(&held);
	size_t attached = old ? 0 : cli_attach(i->options, i->io, vocabulary, i->at, i->n, out, &failed);
	sigprocmask(SIG_SETMASK, &held, NULL);
	if (!i->options->output)
		return failed ? CLI_UNREADABLE : attached ? CLI_DONE : refuse(i, vocabulary);
	add_id(i->options->output, &id);
	how.id = buf_str(&id);
	if (import_run(i->at, i->n, &how, &import, &i->msgs)) {
		if (i->told)
			write_all(i->io->err, STR("\r    \r"));
		code = old ? update(i, &import, &how, old, out) : write_new(i, &import, &how, out);
	}
	import_free(&import);
	buf_free(&id);
	return code;
}

/* What one step frees, the next takes: given back in between, each page would be asked for again. */
static void keep_memory(void)
{
#ifdef M_TRIM_THRESHOLD
	mallopt(M_TRIM_THRESHOLD, INT_MAX);
	mallopt(M_MMAP_THRESHOLD, LARGE);
#endif
}

CliExit cli_import(const Options *options, const CliIo *io, const Corpus *vocabulary)
{
	Buf out = {0};
	Importing i = {.options = options, .io = io};
	CliOld before = {0};
	CliExit code;

	if (options->update && !options->output)
		return say(&i, N_UPDATE_DIR, "", "");
	if (options->output && !options->update && is_taken(options))
		return say(&i, N_EXISTS, options->output, "");
	if (options->update && (code = cli_import_update_read(options, io, &before)) != CLI_DONE) {
		cli_import_update_free(&before);
		return code;
	}
	keep_memory();
	code = run(&i, options->update ? before.corpus : vocabulary, options->update ? &before : NULL, &out);
	cli_import_update_free(&before);
	write_all(io->out, buf_str(&out));
	buf_free(&out);
	cli_say_messages(i.options->lang, i.io->err, &i.msgs, 0, MSG_WARNING);
	for (size_t k = 0; k < i.n; k++)
		buf_free(&i.inputs[k]);
	msg_free(&i.msgs);
	return code;
}
