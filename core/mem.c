#include "mem.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

/* Bytes of a first block; later ones double up to MEM_BLOCK_MAX. A test sets it to a few bytes to meet every
   boundary. */
#ifndef MEM_BLOCK
#define MEM_BLOCK 4096
#endif
#define MEM_BLOCK_MAX ((size_t)2 << 20)
#define HUGE_PAGE ((size_t)2 << 20)
#define PAGE ((uintptr_t)1 << 16) /* whole pages, however large they are */

typedef struct ArenaBlock {
	struct ArenaBlock *next;
	size_t size;
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

/* Memory in whole huge pages: one page fault instead of 512 each, which is most of what a first touch costs on a
   virtual machine. Only advice: where they cannot be had, nothing is lost. `size` is a multiple. */
static void *huge_pages(size_t size)
{
	void *pages = aligned_alloc(HUGE_PAGE, size);

	if (!pages)
		mem_give_up();
	madvise(pages, size, MADV_HUGEPAGE);
	return pages;
}

/* Moves what a block holds and frees it. A large one goes piece by piece, and each piece back to the system at
   once, so that nothing is there twice; malloc would keep it for others of its size. */
static void move_away(char *to, char *block, size_t bytes)
{
	for (size_t done = 0, step; done < bytes; done += step) {
		uintptr_t from = ((uintptr_t)block + done + PAGE - 1) & ~(PAGE - 1), end;

		step = bytes - done < HUGE_PAGE ? bytes - done : HUGE_PAGE;
		memcpy(to + done, block + done, step);
		end = ((uintptr_t)block + done + step) & ~(PAGE - 1);
		if (bytes >= HUGE_PAGE && end > from)
			madvise((void *)from, end - from, MADV_DONTNEED);
	}
	free(block);
}

/* Room for `wanted` elements. A large array moves by copying: realloc would move the page table and split its huge
   pages. It moves seldom, because what it does not use of its size costs nothing but addresses. */
static void *resize_array(void *array, size_t count, size_t *capacity, size_t size, size_t wanted)
{
	void *moved;

	if (wanted > SIZE_MAX / 4 / size)
		mem_give_up();
	*capacity = wanted;
	if (wanted * size < HUGE_PAGE)
		return mem_resize(array, wanted * size);
	*capacity = wanted * 2;
	moved = huge_pages((wanted * 2 * size + HUGE_PAGE - 1) & ~(HUGE_PAGE - 1));
	move_away(moved, array, count * size);
	return moved;
}

void *mem_grow(void *array, size_t count, size_t *capacity, size_t size)
{
	if (count < *capacity)
		return array;
	return resize_array(array, count, capacity, size, *capacity < 8 ? 8 : *capacity + *capacity / 2);
}

void *mem_append(void *array, size_t count, size_t *capacity, size_t size, void *other, size_t n)
{
	if (n > *capacity - count)
		array = resize_array(array, count, capacity, size, count + n);
	if (n)
		move_away((char *)array + count * size, other, n * size);
	else
		free(other);
	return array;
}

/* A block that fills one huge page. *size becomes what the block holds. */
static ArenaBlock *huge_block(size_t *size)
{
	ArenaBlock *block = huge_pages(HUGE_PAGE);

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
	*block = (ArenaBlock){arena->blocks, size};
	arena->blocks = block;
	return block;
}

/* A piece that gets a block of its own behind the current one, so that what is left of that one is not lost. */
static char *take_alone(Arena *arena, size_t size)
{
	ArenaBlock *current = arena->blocks;
	ArenaBlock *block = add_block(arena, size);

	if (current) {
		arena->blocks = current;
		block->next = current->next;
		current->next = block;
	}
	return (char *)block->data;
}

#ifdef MEM_DEBUG
char *mem_take_elsewhere(Arena *arena, size_t size)
{
	arena->used += size;
	return take_alone(arena, size);
}
#else
char *mem_take_elsewhere(Arena *arena, size_t size)
{
	ArenaBlock *block = arena->blocks;
	size_t next = block && block->size >= MEM_BLOCK ? (block->size + sizeof *block) * 2 : MEM_BLOCK;

	arena->used += size;
	if (next > MEM_BLOCK_MAX)
		next = MEM_BLOCK_MAX;
	if (size > next / 4)
		return take_alone(arena, size);
	block = add_block(arena, next);
	arena->at = (char *)block->data + size;
	arena->left = block->size - size;
	return (char *)block->data;
}
#endif

void *mem_take(Arena *arena, size_t size)
{
	size_t pad = -(uintptr_t)arena->at & (_Alignof(max_align_t) - 1);

	if (!arena->at || size > arena->left || pad > arena->left - size)
		return mem_take_elsewhere(arena, size);
	arena->at += pad;
	arena->left -= pad;
	return mem_take_text(arena, size);
}

void mem_arena_join(Arena *arena, Arena *other)
{
	ArenaBlock **end = &arena->blocks;

	/* The block that is being filled stays the first. */
	while (*end)
		end = &(*end)->next;
	*end = other->blocks;
	arena->used += other->used;
	if (!arena->left) {
		arena->at = other->at;
		arena->left = other->left;
	}
	*other = (Arena){0};
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
