/* LD_PRELOAD: the allocation number OOM_AT fails, with OOM_STICKY all behind it too. OOM_COUNT=FILE: their number is
   written there at the end. Allocations from before this is ready come from a block of its own. */
#include <dlfcn.h>
#include <errno.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void *(*real_malloc)(size_t), *(*real_calloc)(size_t, size_t), *(*real_realloc)(void *, size_t);
static void (*real_free)(void *);
static _Alignas(16) char early[1 << 16];
static size_t used;
static atomic_long count;
static long at;
static int sticky, ready;

static void find(void *function, const char *name)
{
	*(void **)function = dlsym(RTLD_NEXT, name);
}

__attribute__((constructor)) static void start(void)
{
	const char *number = getenv("OOM_AT");
	find(&real_malloc, "malloc");
	find(&real_calloc, "calloc");
	find(&real_realloc, "realloc");
	find(&real_free, "free");
	at = number ? atol(number) : 0;
	sticky = getenv("OOM_STICKY") != NULL;
	ready = 1;
}

__attribute__((destructor)) static void stop(void)
{
	const char *path = getenv("OOM_COUNT");
	FILE *file = path ? fopen(path, "w") : NULL;
	if (file) {
		fprintf(file, "%ld\n", (long)count);
		fclose(file);
	}
}

static int fails(void)
{
	long n = ++count;
	if (at <= 0 || (n != at && !(sticky && n > at)))
		return 0;
	errno = ENOMEM;
	return 1;
}

static void *take(size_t size)
{
	void *block = early + used;
	used += (size + 15) & ~(size_t)15;
	return used <= sizeof early ? block : NULL;
}

static int is_early(const void *block)
{
	return (const char *)block >= early && (const char *)block < early + sizeof early;
}

void *malloc(size_t size)
{
	return !ready ? take(size) : fails() ? NULL : real_malloc(size);
}

void *calloc(size_t n, size_t size)
{
	return !ready ? take(n * size) : fails() ? NULL : real_calloc(n, size);
}

void *realloc(void *block, size_t size)
{
	if (ready && !is_early(block))
		return fails() ? NULL : real_realloc(block, size);
	void *moved = malloc(size);
	if (moved && block)
		memcpy(moved, block, size); /* what lies behind in the early block is readable too */
	return moved;
}

void free(void *block)
{
	if (block && !is_early(block))
		real_free(block);
}
