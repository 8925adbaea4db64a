#include "cli.h"

#include "write.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

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

static int write_beside(const char *path, const struct stat *old, Str text)
{
	Buf temporary = {0};

	buf_add(&temporary, str_of(path));
	buf_add(&temporary, STR(".XXXXXX"));
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
	buf_free(&temporary);
	return error;
}

int cli_file_replace(const char *path, bool force, Str text)
{
	struct stat old;
	char *real = realpath(path, NULL);
	int error = 0;

	if (!real)
		return errno == ENOENT ? write_beside(path, NULL, text) : errno;
	if (!force)
		error = EEXIST;
	else if (stat(real, &old))
		error = errno;
	else if (S_ISDIR(old.st_mode))
		error = EISDIR;
	else
		error = S_ISREG(old.st_mode) ? write_beside(real, &old, text) : write_through(real, text);
	free(real);
	return error;
}
