#include "folder.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

void folder_add(Buf *out, const char *root, const char *rest)
{
	Str s = str_of(root);

	while (s.n && s.s[s.n - 1] == '/')
		s.n--;
	buf_add(out, s);
	buf_add(out, str_of(rest));
}

/* Makes what is missing; 0 or the error. */
static int make(Str path, size_t base)
{
	Buf part = {0};
	struct stat st;
	int error = 0;

	buf_add(&part, path);
	for (size_t i = base + 1; !error && i <= part.n; i++) {
		if (i < part.n && part.s[i] != '/')
			continue;
		part.s[i] = '\0';
		if (mkdir(part.s, 0700)) {
			error = errno;
			if (stat(part.s, &st) == 0) /* it is there, whatever else the answer was */
				error = 0;
		}
		part.s[i] = i < part.n ? '/' : '\0';
	}
	buf_free(&part);
	return error;
}

static int open_path(const char *path, int *error)
{
	int fd = TEMP_FAILURE_RETRY(open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC));

	*error = fd < 0 ? errno : 0;
	return fd;
}

int folder_open(Str path, size_t base, bool wanted, int *error)
{
	Buf whole = {0};
	struct stat st;
	int fd;

	buf_add(&whole, path);
	fd = open_path(buf_cstr(&whole), error);
	if (*error == ENOENT && wanted && !(*error = make(path, base)))
		fd = open_path(buf_cstr(&whole), error);
	if (*error == ENOTDIR && lstat(buf_cstr(&whole), &st) == 0 && S_ISLNK(st.st_mode))
		*error = ELOOP;
	buf_free(&whole);
	if (fd >= 0 && (fstat(fd, &st) || st.st_uid != geteuid())) {
		close(fd);
		*error = EXDEV;
		return -1;
	}
	return fd;
}
