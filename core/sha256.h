/* SHA-256 (FIPS 180-4). */
#ifndef BILAN_SHA256_H
#define BILAN_SHA256_H

#include "buf.h"
#include "str.h"

#include <stdint.h>

/* Appends the digest as 64 lower-case hexadecimal digits. */
void sha256_add_hex(Buf *out, Str text);

#endif
