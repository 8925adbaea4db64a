#include "state.h"

#include "folder.h"
#include "write.h"

#include "../core/hash.h"
#include "../core/mem.h"
#include "../core/notes_text.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#define ID_BYTES 64       /* of a corpus id in a file name */
#define BAD_FILES 10      /* damaged files that are kept: .bad, .bad.1 … */
#define POLL_MS 10

typedef enum Sentence {
	NO_HOME, DIRECTORY, FOREIGN, LOCKED, UNREADABLE, UNWRITABLE, BAD, STUCK, NEWER, TOO_LARGE, UNSYNCED
} Sentence;

/* {0} the path, {1} the reason, which stands before the path: the last line may be too short for both. */
static const char *const SENTENCES[][LANG_COUNT] = {
	[NO_HOME] = {"没有设置 HOME，书签和笔记只在本次有效",
		"HOME is not set: bookmarks and notes last for this session only"},
	[DIRECTORY] = {"书签和笔记无法保存：{1}：目录 {0}", "bookmarks and notes cannot be kept: {1}: directory {0}"},
	[FOREIGN] = {"书签和笔记无法保存：目录 {0} 属于别的用户",
		"bookmarks and notes cannot be kept: directory {0} belongs to another user"},
	[LOCKED] = {"书签和笔记尚未保存：另一个会话占用着 {0}，请稍后再试",
		"bookmarks and notes are not saved yet: another session holds {0}; try again"},
	[UNREADABLE] = {"书签和笔记读不出：{1}；原文件未动：{0}",
		"bookmarks and notes cannot be read: {1}; the file is left as it is: {0}"},
	[UNWRITABLE] = {"书签和笔记未能保存：{1}；已保存的内容未动：{0}",
		"bookmarks and notes are not saved: {1}; what was saved before is as it was: {0}"},
	[BAD] = {"书签和笔记的文件已损坏，不再使用，原样留在 {0}",
		"the file of bookmarks and notes was damaged; it is kept, unused, as {0}"},
	[STUCK] = {"书签和笔记的文件 {0} 已损坏，又移不开：{1}",
		"the file of bookmarks and notes {0} is damaged and cannot be moved away: {1}"},
	[NEWER] = {"{0} 是较新版本写的，本版读不了；书签和笔记只在本次有效",
		"{0} was written by a newer version: bookmarks and notes last for this session only"},
	[TOO_LARGE] = {"{0} 超过 4 MB 或 40000 条：书签和笔记无法保存，请先删去一些",
		"{0} is over 4 MB or 40,000 records: bookmarks and notes cannot be kept; delete some first"},
	[UNSYNCED] = {"已保存，但若此时断电可能丢失：{1}：{0}", "saved, but a power cut now may lose it: {1}: {0}"},
};

static const struct { int error; const char *text[LANG_COUNT]; } REASONS[] = {
	{EACCES, {"没有权限", "permission denied"}}, {EPERM, {"没有权限", "permission denied"}},
	{ENOSPC, {"磁盘已满", "the disk is full"}}, {EDQUOT, {"超过磁盘配额", "the disk quota is used up"}},
	{EROFS, {"文件系统只读", "the file system is read-only"}}, {EFBIG, {"超过文件大小限制", "over the limit on file sizes"}},
	{ELOOP, {"是符号链接", "it is a symbolic link"}}, {ENOTDIR, {"不是目录", "not a directory"}},
	{ENOENT, {"不存在", "no such directory"}}, {EIO, {"读写出错", "input/output error"}},
	{EEXIST, {"损坏的文件已经太多，请清理", "there are too many damaged files already; clear them away"}},
};

static const char *reason(int error, Lang lang)
{
	for (size_t i = 0; i < sizeof REASONS / sizeof *REASONS; i++)
		if (REASONS[i].error == error)
			return REASONS[i].text[lang];
	return strerror(error);
}

/* Appends a sentence about a path; false, so that callers can return it. */
static bool say(const State *state, Buf *said, Sentence sentence, Str path, int error)
{
	Str rest = str_of(SENTENCES[sentence][state->lang]);
	ptrdiff_t at;

	if (said->n)
		buf_add(said, state->lang == LANG_ZH ? STR("；") : STR("; "));
	while ((at = str_find(rest, STR("{"), 0)) >= 0) {
		buf_add(said, str_sub(rest, 0, (size_t)at));
		buf_add(said, rest.s[at + 1] == '0' ? path : str_of(reason(error, state->lang)));
		rest = str_sub(rest, (size_t)at + 3, rest.n);
	}
	buf_add(said, rest);
	return false;
}

/* The same about a file of the directory. */
static bool say_file(const State *state, Buf *said, Sentence sentence, const char *name, int error)
{
	Buf path = {0};

	buf_add(&path, buf_str(&state->directory));
	buf_add_char(&path, '/');
	buf_add(&path, str_of(name));
	say(state, said, sentence, buf_str(&path), error);
	buf_free(&path);
	return false;
}

void state_open(State *state, const StateEnv *env, Str id, Str path, Lang lang)
{
	*state = (State){.lang = lang};
	if (env->directory) {
		folder_add(&state->directory, env->directory, "");
		state->base = state->directory.n;
	} else if (env->xdg_state_home && env->xdg_state_home[0] == '/') {
		folder_add(&state->directory, env->xdg_state_home, "/bilan");
	} else if (env->home && env->home[0] == '/') {
		folder_add(&state->directory, env->home, "");
		state->base = state->directory.n;
		buf_add(&state->directory, STR("/.local/state/bilan"));
	}
	for (size_t i = 0; i < id.n && i < ID_BYTES; i++) {
		char c = id.s[i];
		bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
			((c == '-' || c == '.') && i);

		buf_add_char(&state->file, plain ? c : '_');
	}
	buf_add_char(&state->file, '-');
	notes_text_add_hex(&state->file, hash_add(hash_add(HASH_SEED, path), id));
	buf_add(&state->file, STR(".state"));
}

void state_close(State *state)
{
	buf_free(&state->directory);
	buf_free(&state->file);
	*state = (State){0};
}

void state_add_path(const State *state, Buf *out)
{
	if (!state->directory.n)
		return;
	buf_add(out, buf_str(&state->directory));
	buf_add_char(out, '/');
	buf_add(out, buf_str(&state->file));
}

/* A name beside the file's: its lock, the new file, a damaged one. */
static const char *beside(const State *state, const char *suffix, char name[static 128])
{
	snprintf(name, 128, "%s%s", buf_cstr(&state->file), suffix);
	return name;
}

static int open_directory(const State *state, bool make, int *error)
{
	return folder_open(buf_str(&state->directory), state->base, make, error);
}

static bool say_directory(const State *state, Buf *said, int error)
{
	return say(state, said, error == EXDEV ? FOREIGN : DIRECTORY, buf_str(&state->directory), error);
}

bool state_make(const State *state, Buf *said)
{
	int error, directory = open_directory(state, true, &error);

	if (directory < 0)
		return say_directory(state, said, error);
	close(directory);
	return true;
}

static long milliseconds(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (long)(now.tv_sec * 1000 + now.tv_nsec / 1000000);
}

/* Takes the lock: a descriptor to be closed, or -1 with *error; EWOULDBLOCK: somebody held it all the time. Signals
   are let in while waiting. Where the file system knows no locks there is none: the rename still keeps the file
   whole. */
static int take_lock(const State *state, int directory, int *error)
{
	char name[128];
	const int flags = O_RDWR | O_CREAT | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC;
	int fd = TEMP_FAILURE_RETRY(openat(directory, beside(state, ".lock", name), flags, 0600));
	long until = milliseconds() + STATE_LOCK_MS;
	struct stat st;

	*error = fd < 0 ? errno : fstat(fd, &st) ? errno : S_ISREG(st.st_mode) ? 0 : ENOTSUP;
	while (!*error && flock(fd, LOCK_EX | LOCK_NB)) {
		if (errno != EWOULDBLOCK && errno != EINTR)
			break;
		if (milliseconds() >= until)
			*error = EWOULDBLOCK;
		else
			nanosleep(&(struct timespec){0, POLL_MS * 1000000L}, NULL);
	}
	if (*error && fd >= 0)
		close(fd);
	return *error ? -1 : fd;
}

/* Reads the file; 0 or the error: ENOENT where there is none, ENOTSUP or ELOOP where it is no regular file, EFBIG
   where it is too large. */
static int read_file(const State *state, int directory, Buf *out)
{
	const int flags = O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC;
	int fd = TEMP_FAILURE_RETRY(openat(directory, buf_cstr(&state->file), flags));
	int error = fd < 0 ? errno : 0;
	struct stat st;
	char block[16384];

	if (!error)
		error = fstat(fd, &st) ? errno : !S_ISREG(st.st_mode) ? ENOTSUP : st.st_size > (off_t)NOTES_READ_BYTES ? EFBIG
			: 0;
	while (!error) {
		ssize_t n = read(fd, block, sizeof block);

		if (n == 0)
			break;
		if (n > 0)
			buf_add(out, (Str){block, (size_t)n});
		else if (errno != EINTR)
			error = errno;
		if (out->n > NOTES_READ_BYTES)
			error = EFBIG;
	}
	if (fd >= 0)
		close(fd);
	return error == ENXIO ? ENOTSUP : error; /* a socket */
}

/* What stands where the file should be. */
typedef enum Found { FOUND_NONE, FOUND_NOTES, FOUND_DAMAGE, FOUND_NOT_OURS } Found;

/* Reads the notes there are, and their text; says what is the matter with FOUND_NOT_OURS, which has to be left alone.
   */
static Found look(const State *state, int directory, Notes *notes, Buf *text, Buf *said)
{
	int error = read_file(state, directory, text);
	NotesResult result = error ? NOTES_DAMAGED : notes_read(notes, buf_str(text));
	const char *name = buf_cstr(&state->file);

	if (error == ENOENT)
		return FOUND_NONE;
	if (error == EFBIG || result == NOTES_TOO_LARGE)
		say_file(state, said, TOO_LARGE, name, 0);
	else if (result == NOTES_NEWER)
		say_file(state, said, NEWER, name, 0);
	else if (error && error != ELOOP && error != ENOTSUP)
		say_file(state, said, UNREADABLE, name, error);
	else
		return result == NOTES_OK ? FOUND_NOTES : FOUND_DAMAGE;
	return FOUND_NOT_OURS;
}

/* Renames without replacing anything; 0 or the error. */
static int rename_aside(int directory, const char *from, const char *to)
{
	struct stat st;

	if (renameat2(directory, from, directory, to, RENAME_NOREPLACE) == 0)
		return 0;
	if (errno != EINVAL && errno != ENOSYS)
		return errno;
	if (fstatat(directory, to, &st, AT_SYMLINK_NOFOLLOW) == 0)
		return EEXIST;
	return renameat(directory, from, directory, to) ? errno : 0;
}

/* Puts a damaged file aside, whatever it is; a link is renamed, not followed. The lock is held. */
static bool put_aside(const State *state, int directory, Buf *said)
{
	char name[128], suffix[16];
	int error = EEXIST;

	for (int i = 0; i < BAD_FILES && error == EEXIST; i++) {
		snprintf(suffix, sizeof suffix, i ? ".bad.%d" : ".bad", i);
		error = rename_aside(directory, buf_cstr(&state->file), beside(state, suffix, name));
	}
	if (error)
		return say_file(state, said, STUCK, buf_cstr(&state->file), error);
	say_file(state, said, BAD, name, 0);
	return true;
}

/* Damage is looked at once more with the lock held: another session may have put it right. */
static bool load_again(const State *state, int directory, Notes *notes, Buf *said)
{
	Buf text = {0};
	int error, lock = take_lock(state, directory, &error);
	bool usable = false;

	if (lock < 0)
		return say_file(state, said, STUCK, buf_cstr(&state->file), error);
	switch (look(state, directory, notes, &text, said)) {
	case FOUND_NONE:
	case FOUND_NOTES:
		usable = true;
		break;
	case FOUND_DAMAGE:
		usable = put_aside(state, directory, said);
		break;
	case FOUND_NOT_OURS:
		break;
	}
	buf_free(&text);
	close(lock);
	return usable;
}

bool state_load(const State *state, Notes *notes, Buf *said)
{
	int error, directory;
	Buf text = {0};
	Found found;
	bool usable;

	if (!state->directory.n)
		return say(state, said, NO_HOME, (Str){0}, 0);
	directory = open_directory(state, false, &error);
	if (directory < 0)
		return error == ENOENT || say_directory(state, said, error);
	found = look(state, directory, notes, &text, said);
	usable = found == FOUND_DAMAGE ? load_again(state, directory, notes, said) : found != FOUND_NOT_OURS;
	buf_free(&text);
	close(directory);
	return usable;
}

/* Writes the new file and syncs it; 0 or the error, and then there is no new file. The lock is held, so that one left
   over is nobody's. */
static int write_new(int directory, const char *name, Str text)
{
	const int flags = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC;
	int fd, error;

	if (unlinkat(directory, name, 0) && errno != ENOENT)
		return errno;
	fd = TEMP_FAILURE_RETRY(openat(directory, name, flags, 0600));
	if (fd < 0)
		return errno;
	error = write_all(fd, text);
	if (!error && TEMP_FAILURE_RETRY(fsync(fd)))
		error = errno;
	if (close(fd) && !error && errno != EINTR)
		error = errno;
	if (error)
		unlinkat(directory, name, 0);
	return error;
}

static bool replace(const State *state, int directory, Str text, Buf *said)
{
	char name[128];
	const char *file = buf_cstr(&state->file);
	int error = write_new(directory, beside(state, ".new", name), text);

	if (!error && renameat(directory, name, directory, file)) {
		error = errno;
		unlinkat(directory, name, 0);
	}
	if (error)
		return say_file(state, said, UNWRITABLE, file, error);
	/* EINVAL: some file systems cannot sync a directory, and need not. */
	if (TEMP_FAILURE_RETRY(fsync(directory)) && errno != EINVAL)
		say_file(state, said, UNSYNCED, file, errno);
	return true;
}

/* Reads, merges and writes, with the lock held. */
static bool save_locked(const State *state, int directory, Notes *notes, int64_t now, Buf *said)
{
	Notes theirs = {0};
	Buf before = {0}, after = {0};
	Found found = look(state, directory, &theirs, &before, said);
	bool saved = found != FOUND_NOT_OURS && (found != FOUND_DAMAGE || put_aside(state, directory, said));

	if (saved) {
		notes_merge(notes, &theirs);
		notes_forget(notes, now - STATE_FORGET_SECONDS);
		notes_write(notes, &after);
		if (after.n > NOTES_READ_BYTES || notes->n > 4 * NOTES_RECORDS)
			saved = say_file(state, said, TOO_LARGE, buf_cstr(&state->file), 0);
		else if (found == FOUND_NOTES ? !str_eq(buf_str(&before), buf_str(&after)) : notes->n > 0)
			saved = replace(state, directory, buf_str(&after), said);
	}
	buf_free(&before);
	buf_free(&after);
	notes_free(&theirs);
	return saved;
}

bool state_save(const State *state, Notes *notes, int64_t now, Buf *said)
{
	int error, directory, lock;
	bool saved = false;

	if (!state->directory.n)
		return say(state, said, NO_HOME, (Str){0}, 0);
	directory = open_directory(state, notes->n > 0, &error);
	if (directory < 0)
		return (error == ENOENT && !notes->n) || say_directory(state, said, error);
	lock = take_lock(state, directory, &error);
	if (lock >= 0) {
		saved = save_locked(state, directory, notes, now, said);
		close(lock);
	} else if (error == EWOULDBLOCK) {
		say_file(state, said, LOCKED, buf_cstr(&state->file), 0);
	} else {
		say_file(state, said, UNWRITABLE, buf_cstr(&state->file), error);
	}
	close(directory);
	return saved;
}
