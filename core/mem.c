#include "mem.h"

#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>

/* Bytes of a first block; later ones double up to MEM_BLOCK_MAX. A test sets it to a few bytes to meet every
   boundary. */
#ifndef MEM_BLOCK
#define MEM_BLOCK 4096
#endif
#define MEM_BLOCK_MAX ((size_t)2 << 20)
#define HUGE_PAGE ((size_t)2 << 20)

typedef struct ArenaBlock {
	struct ArenaBlock *next;
	size_t size, used;
	max_align_t data[];
} ArenaBlock;

__attribute__((weak)) void mem_exhausted(void)
{
}

_Noreturn void mem_give_up(void)
{
	mem_exhausted();
	abort();
}

void *mem_alloc(size_t size)
{
	void *block = malloc(size ? size : 1);

	if (!block)
		mem_give_up();
	return block;
}

void *mem_zeroed(size_t count, size_t size)
{
	void *block = count && size ? calloc(count, size) : calloc(1, 1);

	if (!block)
		mem_give_up();
	return block;
}

void *mem_resize(void *block, size_t size)
{
	void *moved = realloc(block, size ? size : 1);

	if (!moved)
		mem_give_up();
	return moved;
}

/* The whole huge pages inside a large array: one page fault instead of 512 each, at the price of at most one page that
   is not needed yet. Only advice. */
static void advise_huge(char *array, size_t size)
{
	size_t before = -(uintptr_t)array & (HUGE_PAGE - 1);

	madvise(array + before, (size - before) & ~(HUGE_PAGE - 1), MADV_HUGEPAGE);
}

void *mem_grow(void *array, size_t count, size_t *capacity, size_t size)
{
	size_t wanted;

	if (count < *capacity)
		return array;
	wanted = *capacity < 8 ? 8 : *capacity + *capacity / 2;
	if (wanted > SIZE_MAX / size)
		mem_give_up();
	array = mem_resize(array, wanted * size);
	if (wanted * size >= 4 * HUGE_PAGE)
		advise_huge(array, wanted * size);
	*capacity = wanted;
	return array;
}

/* A block that fills one huge page: one page fault instead of 512 while a large corpus is read. Only advice: where it
   cannot be had, nothing is lost. *size becomes what the block holds. */
static ArenaBlock *huge_block(size_t *size)
{
	ArenaBlock *block = aligned_alloc(HUGE_PAGE, HUGE_PAGE);

	if (!block)
		mem_give_up();
	madvise(block, HUGE_PAGE, MADV_HUGEPAGE);
	*size = HUGE_PAGE - sizeof *block;
	return block;
}

static ArenaBlock *add_block(Arena *arena, size_t size)
{
	ArenaBlock *block;

	if (size > SIZE_MAX - sizeof *block)
		mem_give_up();
	if (size == HUGE_PAGE)
		block = huge_block(&size);
	else
		block = mem_alloc(sizeof *block + size);
	*block = (ArenaBlock){arena->blocks, size, 0};
	arena->blocks = block;
	return block;
}

#ifdef MEM_DEBUG
static char *take(Arena *arena, size_t size, size_t align)
{
	ArenaBlock *block = add_block(arena, size);

	(void)align;
	arena->used += size;
	block->used = size;
	return (char *)block->data;
}
#else
/* A large piece gets a block of its own behind the current one, so that what is left of that one is not lost. */
static char *take_alone(Arena *arena, size_t size)
{
	ArenaBlock *current = arena->blocks;
	ArenaBlock *block = add_block(arena, size);

	block->used = size;
	if (current) {
		arena->blocks = current;
		block->next = current->next;
		current->next = block;
	}
	return (char *)block->data;
}

static char *take(Arena *arena, size_t size, size_t align)
{
	ArenaBlock *block = arena->blocks;
	size_t from = block ? (block->used + align - 1) & ~(align - 1) : 0;
	size_t next;

	arena->used += size;
	if (block && from <= block->size && size <= block->size - from) {
		block->used = from + size;
		return (char *)block->data + from;
	}
	next = block && block->size >= MEM_BLOCK ? (block->size + sizeof *block) * 2 : MEM_BLOCK;
	if (next > MEM_BLOCK_MAX)
		next = MEM_BLOCK_MAX;
	if (size > next / 4)
		return take_alone(arena, size);
	block = add_block(arena, next);
	block->used = size;
	return (char *)block->data;
}
#endif

void *mem_take(Arena *arena, size_t size)
{
	return take(arena, size, _Alignof(max_align_t));
}

char *mem_take_text(Arena *arena, size_t size)
{
	return take(arena, size, 1);
}

void mem_arena_free(Arena *arena)
{
	ArenaBlock *block = arena->blocks, *next;

	for (; block; block = next) {
		next = block->next;
		free(block);
	}
	*arena = (Arena){0};
}
