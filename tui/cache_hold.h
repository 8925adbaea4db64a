/* Holding a mapped file against being cut short: for cache.c. */
#ifndef BILAN_CACHE_HOLD_H
#define BILAN_CACHE_HOLD_H

#include <stdbool.h>
#include <stddef.h>

/* From now on, what this mapping loses reads as zeros. It takes the place of the one before; NULL: nobody is told of
   losses any more. */
void cache_hold(void *map, size_t size);

/* Whether the mapping that is held has lost something. */
bool cache_is_cut(void);

#endif
