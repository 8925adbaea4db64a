/* Writing to a descriptor to the end. */
#ifndef BILAN_WRITE_H
#define BILAN_WRITE_H

#include "../core/str.h"

/* Writes all of `text`, whatever write(2) takes at a time. 0, or the error number. */
int write_all(int fd, Str text);

#endif
