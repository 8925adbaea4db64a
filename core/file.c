#include "file.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static void report_errno(const char *path, Msgs *msgs, Pos pos, int error)
{
	MsgId id = error == EACCES || error == EPERM ? MSG_file_denied : MSG_file_missing;

	msg_add(msgs, id, pos, str_of(path), str_of(strerror(error)), (Str){0});
}

static Str kind_of(mode_t mode)
{
	return S_ISFIFO(mode) ? STR("FIFO") : S_ISSOCK(mode) ? STR("socket") : STR("device");
}

static void report_too_large(const char *path, Msgs *msgs, Pos pos, size_t size, size_t limit)
{
	Buf a = {0}, b = {0};

	buf_add_int(&a, (long long)size);
	buf_add_int(&b, (long long)limit);
	msg_add(msgs, MSG_file_too_large, pos, str_of(path), buf_str(&a), buf_str(&b));
	buf_free(&a);
	buf_free(&b);
}

/* Says why what `st` describes will not be read; true when it may be. */
static bool acceptable(const char *path, const struct stat *st, size_t limit, Msgs *msgs, Pos pos)
{
	if (S_ISDIR(st->st_mode)) {
		msg_add(msgs, MSG_file_is_directory, pos, str_of(path), (Str){0}, (Str){0});
		return false;
	}
	if (!S_ISREG(st->st_mode)) {
		msg_add(msgs, MSG_file_not_regular, pos, str_of(path), kind_of(st->st_mode), (Str){0});
		return false;
	}
	if ((unsigned long long)st->st_size > limit) {
		report_too_large(path, msgs, pos, (size_t)st->st_size, limit);
		return false;
	}
	return true;
}

int file_open(const char *path, size_t limit, size_t *size, Msgs *msgs, Pos pos)
{
	struct stat st;
	int fd;

	/* Looked at before it is opened too: opening a device may already do something (a tape rewinds, a terminal
	   hangs). */
	if (stat(path, &st) == 0 && !acceptable(path, &st, limit, msgs, pos))
		return -1;
	fd = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY);
	if (fd < 0) {
		report_errno(path, msgs, pos, errno);
		return -1;
	}
	if (fstat(fd, &st) != 0) {
		report_errno(path, msgs, pos, errno);
	} else if (acceptable(path, &st, limit, msgs, pos)) {
		*size = (size_t)st.st_size;
		return fd;
	}
	close(fd);
	return -1;
}

bool file_slurp(int fd, size_t limit, Buf *out, Msgs *msgs, Pos pos)
{
	char block[1 << 16];
	ssize_t n;

	for (;;) {
		n = read(fd, block, sizeof block);
		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			break;
		if ((size_t)n > limit - out->n) {
			report_too_large("-", msgs, pos, out->n + (size_t)n, limit);
			return false;
		}
		buf_add(out, (Str){block, (size_t)n});
	}
	if (n < 0)
		msg_add(msgs, MSG_file_unreadable, pos, (Str){0}, str_of(strerror(errno)), (Str){0});
	return n == 0;
}

bool file_is_directory(const char *path)
{
	struct stat st;

	return stat(path, &st) == 0 && S_ISDIR(st.st_mode);
}

static uint64_t bytes_at(int directory, const char *name)
{
	struct stat st;

	return fstatat(directory, name, &st, 0) == 0 && S_ISREG(st.st_mode) ? (uint64_t)st.st_size : 0;
}

uint64_t file_bytes(const char *path)
{
	DIR *listing = opendir(path);
	uint64_t bytes = listing ? 0 : bytes_at(AT_FDCWD, path);
	struct dirent *entry;

	while (listing && (entry = readdir(listing)))
		if (str_ends(str_of(entry->d_name), STR(".yaml")))
			bytes += bytes_at(dirfd(listing), entry->d_name);
	if (listing)
		closedir(listing);
	return bytes;
}

Str file_directory(Str path)
{
	size_t n = path.n;

	while (n && path.s[n - 1] != '/')
		n--;
	return str_sub(path, 0, n);
}

bool file_is_beside(Str name)
{
	return name.n && name.n <= 255 && name.s[0] != '.' && !memchr(name.s, '/', name.n);
}

bool file_add_beside(Str path, Str name, Buf *out)
{
	Buf whole = {0};

	if (!file_is_beside(name))
		return false;
	buf_add(&whole, path);
	if (!file_is_directory(buf_cstr(&whole))) {
		buf_add(out, file_directory(path));
	} else {
		buf_add(out, path);
		buf_add(out, str_ends(path, STR("/")) ? STR("") : STR("/"));
	}
	buf_add(out, name);
	buf_free(&whole);
	return true;
}
