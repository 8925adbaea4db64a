#include "write.h"

#include "../core/buf.h"
#include "../core/file.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

int write_all(int fd, Str text)
{
	size_t done = 0;

	while (done < text.n) {
		ssize_t n = write(fd, text.s + done, text.n - done);

		if (n > 0)
			done += (size_t)n;
		else if (n < 0 && errno != EINTR)
			return errno;
	}
	return 0;
}

/* A device or a pipe is written to, never replaced. */
static int write_through(const char *path, Str text)
{
	int fd = open(path, O_WRONLY | O_CLOEXEC | O_NOCTTY);
	int error = fd < 0 ? errno : write_all(fd, text);

	if (fd >= 0 && close(fd) && !error)
		error = errno;
	return error;
}

/* The mode of the file that is replaced, or that of a new one. */
static mode_t mode_for(const struct stat *old)
{
	mode_t mask = umask(0);

	umask(mask);
	return old ? old->st_mode & 0777 : 0666 & ~mask;
}

/* link() refuses a name that is taken, at once; file systems without links leave a moment between asking and
   renaming. */
static int put_in_place(const char *temporary, const char *path, bool replace)
{
	if (replace)
		return rename(temporary, path) ? errno : 0;
	if (link(temporary, path) == 0)
		return 0;
	if (errno != EPERM && errno != ENOSYS && errno != EOPNOTSUPP)
		return errno;
	if (access(path, F_OK) == 0)
		return EEXIST;
	return rename(temporary, path) ? errno : 0;
}

/* So that the name is there after a power cut too; not every file system can do that, and none loses anything by it. */
static void sync_folder(Str folder)
{
	Buf path = {0};

	buf_add(&path, folder.n ? folder : STR("."));
	int fd = open(buf_cstr(&path), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (fd >= 0) {
		fsync(fd);
		close(fd);
	}
	buf_free(&path);
}

/* The temporary name is a short one, so that whatever name the file system takes for the file can be written. */
static int write_beside(const char *path, const struct stat *old, Str text)
{
	Buf temporary = {0};

	buf_add(&temporary, file_directory(str_of(path)));
	buf_add(&temporary, STR(".bilan.XXXXXX"));
	int fd = mkostemp(temporary.s, O_CLOEXEC);
	int error = fd < 0 ? errno : write_all(fd, text);
	if (fd >= 0) {
		if (!error && (fchmod(fd, mode_for(old)) || fsync(fd)))
			error = errno;
		if (close(fd) && !error)
			error = errno;
		if (!error)
			error = put_in_place(temporary.s, path, old != NULL);
		unlink(temporary.s);
	}
	if (!error)
		sync_folder(file_directory(str_of(path)));
	buf_free(&temporary);
	return error;
}

/* A link that leads to nothing yet: the file is made where it leads. */
static int write_where_it_leads(const char *path, Str text)
{
	char target[PATH_MAX];
	ssize_t n = readlink(path, target, sizeof target);
	Buf whole = {0};

	if (n < 0)
		return errno == EINVAL || errno == ENOENT ? write_beside(path, NULL, text) : errno;
	if (n == sizeof target)
		return ENAMETOOLONG;
	if (target[0] != '/')
		buf_add(&whole, file_directory(str_of(path)));
	buf_add(&whole, (Str){target, (size_t)n});
	int error = write_beside(buf_cstr(&whole), NULL, text);
	buf_free(&whole);
	return error;
}

int write_file(const char *path, bool force, Str text)
{
	struct stat old;
	char *real = realpath(path, NULL);
	int error = 0;

	if (!real)
		return errno == ENOENT ? write_where_it_leads(path, text) : errno;
	if (stat(real, &old))
		error = errno;
	else if (S_ISDIR(old.st_mode))
		error = EISDIR;
	else if (S_ISCHR(old.st_mode) || S_ISFIFO(old.st_mode))
		error = write_through(real, text);
	else if (!force)
		error = EEXIST;
	else
		error = S_ISREG(old.st_mode) ? write_beside(real, &old, text) : write_through(real, text);
	free(real);
	return error;
}

static const struct { int error; const char *text[LANG_COUNT]; } REASONS[] = {
	{EACCES, {"没有写入权限", "not permitted"}},
	{EPERM, {"没有写入权限", "not permitted"}},
	{EROFS, {"文件系统只读", "the file system is read-only"}},
	{ENOENT, {"没有这个目录", "there is no such directory"}},
	{ENOTDIR, {"路径中有一段不是目录", "a part of the path is no directory"}},
	{EISDIR, {"那是一个目录", "that is a directory"}},
	{EEXIST, {"文件已经存在", "the file exists"}},
	{ELOOP, {"符号链接绕成了圈", "symbolic links lead in a circle"}},
	{ENAMETOOLONG, {"文件名太长", "the name is too long"}},
	{ENOSPC, {"磁盘已满", "the disk is full"}},
	{EDQUOT, {"超过了磁盘配额", "the disk quota is used up"}},
	{EFBIG, {"超过了文件大小的限制", "the file would be larger than allowed"}},
	{EIO, {"读写出错", "input/output error"}},
};

Str write_reason(int error, Lang lang)
{
	for (size_t i = 0; i < sizeof REASONS / sizeof *REASONS; i++)
		if (REASONS[i].error == error)
			return str_of(REASONS[i].text[lang]);
	return str_of(strerror(error));
}
