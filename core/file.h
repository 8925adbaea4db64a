/* Reading files that somebody else made: never blocks on a FIFO, refuses what is no regular file, bounds the size by
   fstat before the first byte is read. */
#ifndef BILAN_FILE_H
#define BILAN_FILE_H

#include "buf.h"
#include "msg.h"

#include <sys/types.h>
#include <time.h>

/* Opens a regular file for reading (O_NONBLOCK, O_CLOEXEC, O_NOCTTY); -1 after a fatal message when it is missing, no
   regular file, not permitted, or larger than `limit` bytes. *size gets its size. The caller closes. */
int file_open(const char *path, size_t limit, size_t *size, Msgs *msgs, Pos pos);

/* Reads a whole descriptor (a pipe too) up to `limit` bytes; false after a fatal message. */
bool file_slurp(int fd, size_t limit, Buf *out, Msgs *msgs, Pos pos);

/* True when `path` is a directory. */
bool file_is_directory(const char *path);

/* Bytes of a file, or of all the YAML files that a directory has; 0 where there is nothing. */
uint64_t file_bytes(const char *path);

/* The directory of a file's path, with its slash: the beginning of `path`; empty for the working directory. */
Str file_directory(Str path);

/* True for the name of a file that may stand beside another: at most 255 bytes, no slash, no dot in front, so that no
   path leads out of the directory. */
bool file_is_beside(Str name);

/* Appends the path of the file `name` in the directory `path`, or beside the file `path`. False, and nothing is
   appended, where that is no name of such a file. */
bool file_add_beside(Str path, Str name, Buf *out);

/* A time of stat(2) as one number. */
static inline int64_t file_nanoseconds(struct timespec time)
{
	return (int64_t)time.tv_sec * 1000000000 + time.tv_nsec;
}

#endif
