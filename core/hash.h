/* FNV-1a, 64 bits (Fowler, Noll, Vo; draft-eastlake-fnv): for look-ups, and to notice what was cut or changed by
   accident. Whoever means harm finds another text of the same hash. */
#ifndef BILAN_HASH_H
#define BILAN_HASH_H

#include "str.h"

#include <stdint.h>

#define HASH_SEED 14695981039346656037u

/* Goes on from `h` with these bytes; it begins with HASH_SEED. It stays as it is: files of state have such hashes. */
static inline uint64_t hash_add(uint64_t h, Str s)
{
	for (size_t i = 0; i < s.n; i++)
		h = (h ^ (unsigned char)s.s[i]) * 1099511628211u;
	return h;
}

/* For a place in a table, by its last bits: mixed with the others. */
static inline uint64_t hash_slot(Str s)
{
	uint64_t h = hash_add(HASH_SEED, s);

	return h ^ h >> 29;
}

#endif
