/* Memory: an arena that owns everything of one corpus, and vectors that grow. Running out of memory is not an error
   that callers handle: mem_exhausted, which main defines, restores the terminal and says so, then the program stops.
   */
#ifndef BILAN_MEM_H
#define BILAN_MEM_H

#include <stddef.h>

/* Blocks that live and die together. Zero-initialised is empty and ready. With -DMEM_DEBUG every take is a malloc of
   its own, so that AddressSanitizer sees each overrun. */
typedef struct Arena {
	struct ArenaBlock *blocks;
	size_t used; /* bytes handed out, for figures */
	char *at;    /* what is free of the block in use, and how much */
	size_t left;
} Arena;

/* Takes `size` bytes, aligned for any type, not cleared. Valid until mem_arena_free. Never NULL. */
void *mem_take(Arena *arena, size_t size);

/* What both do where the block in use has no room. Never NULL. */
char *mem_take_elsewhere(Arena *arena, size_t size);

/* Takes `size` bytes without alignment, for text. Never NULL. */
static inline char *mem_take_text(Arena *arena, size_t size)
{
	char *piece = arena->at;

	if (!piece || size > arena->left)
		return mem_take_elsewhere(arena, size);
	arena->at += size;
	arena->left -= size;
	arena->used += size;
	return piece;
}

/* What was taken from `other` belongs to `arena` from now on; `other` is empty. */
void mem_arena_join(Arena *arena, Arena *other);

/* Gives everything back; the arena is empty and usable again. */
void mem_arena_free(Arena *arena);

/* malloc, calloc and realloc that never return NULL (size 0 counts as 1). Free with free(). */
void *mem_alloc(size_t size);
void *mem_zeroed(size_t count, size_t size);
void *mem_resize(void *block, size_t size);

/* Makes room for one more element behind `count` in an array of `*capacity` elements of `size` bytes; returns the
   array, perhaps moved. Grows by half, a large one threefold: pages that
   nobody touches are not paid for. */
void *mem_grow(void *array, size_t count, size_t *capacity, size_t size);

/* Moves the `n` elements of another array behind the `count` of this one and frees the other; returns the array,
   perhaps moved. */
void *mem_append(void *array, size_t count, size_t *capacity, size_t size, void *other, size_t n);

/* MEM_PUSH(v, value): appends to a struct {T *at; size_t n, cap;}; evaluates to the new element's address. */
#define MEM_PUSH(v, value) \
	((v)->at = (v)->n < (v)->cap ? (v)->at : mem_grow((v)->at, (v)->n, &(v)->cap, sizeof *(v)->at), \
		(v)->at[(v)->n] = (value), &(v)->at[(v)->n++])

/* Called when memory runs out, just before abort(). The program defines it (main restores the terminal and says so);
   where it does not, a weak one of mem.c's that does nothing stands in. Core itself keeps no state. */
void mem_exhausted(void);

/* Calls mem_exhausted and aborts: for memory that another library ran out of. */
_Noreturn void mem_give_up(void);

#endif
