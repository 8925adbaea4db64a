/* Directories of the reader's own, where the program keeps what it writes by itself. */
#ifndef BILAN_FOLDER_H
#define BILAN_FOLDER_H

#include "../core/buf.h"

/* Appends `root` without slashes at its end, and `rest`. */
void folder_add(Buf *out, const char *root, const char *rest);

/* Opens the directory; where it is missing and `make` says so, it and those above it are made with mode 0700, but none
   within the first `base` bytes of the path. No symbolic link is followed at its end. -1 with *error; EXDEV: it is
   another user's. */
int folder_open(Str path, size_t base, bool make, int *error);

#endif
