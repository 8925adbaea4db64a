/* Writing: to a descriptor to the end, and files that are there whole or not at all. */
#ifndef BILAN_WRITE_H
#define BILAN_WRITE_H

#include "../core/lang.h"
#include "../core/str.h"

/* Writes all of `text`, whatever write(2) takes at a time. 0, or the error number. */
int write_all(int fd, Str text);

/* Writes a file beside `path`, syncs it and puts it in its place, so that the old file or the new one stands there
   and never half of one. EEXIST where there is a file already and `force` is not set; a symbolic link is followed, even
   to where nothing is yet; a terminal, another device or a pipe is written to. 0, or the error number. */
int write_file(const char *path, bool force, Str text);

/* What an error number means for whoever wanted to write, in plain words. */
Str write_reason(int error, Lang lang);

#endif
