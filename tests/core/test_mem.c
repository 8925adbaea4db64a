#include "../../core/mem.h"

#include <criterion/criterion.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* Fills each piece with a byte of its own; whoever overlaps another is seen afterwards. */
Test(mem, pieces_of_an_arena_do_not_overlap_and_are_aligned)
{
	Arena arena = {0};
	unsigned char *pieces[600];
	size_t sizes[600];

	for (size_t i = 0; i < 600; i++) {
		sizes[i] = i * 37 % 5000 + 1;
		pieces[i] = i % 3 ? mem_take(&arena, sizes[i]) : (unsigned char *)mem_take_text(&arena, sizes[i]);
		if (i % 3)
			cr_assert_eq((uintptr_t)pieces[i] % _Alignof(max_align_t), 0u);
		memset(pieces[i], (int)(i & 0xFF), sizes[i]);
	}
	for (size_t i = 0; i < 600; i++)
		for (size_t j = 0; j < sizes[i]; j++)
			cr_assert_eq(pieces[i][j], i & 0xFF, "piece %zu", i);
	mem_arena_free(&arena);
}

Test(mem, an_arena_counts_what_it_gave_and_can_be_used_again)
{
	Arena arena = {0};

	mem_take_text(&arena, 10);
	mem_take(&arena, 90);
	cr_assert_eq(arena.used, 100u);
	mem_arena_free(&arena);
	cr_assert_eq(arena.used, 0u);
	cr_assert_null(arena.blocks);
	memcpy(mem_take_text(&arena, 3), "abc", 3);
	mem_arena_free(&arena);
}

Test(mem, a_large_piece_does_not_end_the_block_in_use)
{
	Arena arena = {0};
	char *before = mem_take_text(&arena, 8);
	char *large = mem_take_text(&arena, 3 << 20);
	char *after = mem_take_text(&arena, 8);

	memset(large, 1, 3 << 20);
	memset(before, 2, 8);
	memset(after, 3, 8);
	cr_assert_eq(large[0], 1);
	cr_assert_eq(large[(3 << 20) - 1], 1);
	cr_assert_eq(before[7], 2);
	mem_arena_free(&arena);
}

Test(mem, an_arena_holds_tens_of_megabytes)
{
	Arena arena = {0};
	char *first = mem_take_text(&arena, 100);

	memset(first, 'x', 100);
	for (int i = 0; i < 30000; i++)
		memset(mem_take_text(&arena, 1000), 'y', 1000);
	cr_assert_eq(first[99], 'x');
	cr_assert_eq(arena.used, 30000100u);
	mem_arena_free(&arena);
}

Test(mem, zero_bytes_are_a_block_too)
{
	void *a = mem_alloc(0), *b = mem_zeroed(0, 8), *c = mem_resize(NULL, 0);

	cr_assert(a && b && c);
	free(a);
	free(b);
	free(c);
}

Test(mem, pushing_keeps_what_was_there)
{
	struct { int *at; size_t n, cap; } v = {0};

	for (int i = 0; i < 1000; i++)
		cr_assert_eq(*MEM_PUSH(&v, i * 2), i * 2);
	for (int i = 0; i < 1000; i++)
		cr_assert_eq(v.at[i], i * 2);
	cr_assert_geq(v.cap, v.n);
	free(v.at);
}

Test(mem, a_size_that_overflows_aborts_instead_of_wrapping, .signal = 6)
{
	size_t capacity = SIZE_MAX / 2;

	mem_grow(NULL, SIZE_MAX / 2, &capacity, 64);
}

Test(mem, what_was_taken_from_a_joined_arena_lives_with_the_other)
{
	Arena a = {0}, b = {0};
	char *first = mem_take_text(&a, 3), *second = mem_take_text(&b, 4), *third;
	size_t used = a.used + b.used;

	memcpy(first, "abc", 3);
	memcpy(second, "defg", 4);
	mem_arena_join(&a, &b);
	cr_assert_eq(a.used, used);
	cr_assert_eq(b.used, 0u);
	third = mem_take_text(&a, 100000);
	memset(third, 'x', 100000);
	memset(mem_take_text(&b, 5), 'y', 5);
	cr_assert_eq(memcmp(first, "abc", 3), 0);
	cr_assert_eq(memcmp(second, "defg", 4), 0);
	mem_arena_free(&a);
	mem_arena_free(&b);
}

/* Small arrays and large ones, which move in pieces, and into arrays that have room and that have none. */
Test(mem, an_array_appended_to_another_keeps_every_element)
{
	static const size_t SIZES[] = {0, 1, 7, 1000, 700000};
	typedef struct { size_t *at, n, cap; } Numbers;

	for (size_t i = 0; i < 25; i++) {
		Numbers a = {0}, b = {0};

		for (size_t k = 0; k < SIZES[i / 5]; k++)
			MEM_PUSH(&a, k);
		for (size_t k = 0; k < SIZES[i % 5]; k++)
			MEM_PUSH(&b, SIZES[i / 5] + k);
		a.at = mem_append(a.at, a.n, &a.cap, sizeof *a.at, b.at, b.n);
		a.n += b.n;
		cr_assert_geq(a.cap, a.n);
		for (size_t k = 0; k < a.n; k++)
			cr_assert_eq(a.at[k], k, "%zu", i);
		free(a.at);
	}
}

Test(mem, nothing_taken_costs_nothing)
{
	Arena arena = {0};
	char *before = mem_take_text(&arena, 1), *after;

	for (size_t i = 0; i < 1000; i++) {
		cr_assert_not_null(mem_take_text(&arena, 0));
		cr_assert_not_null(mem_take(&arena, 0));
	}
	after = mem_take_text(&arena, 1);
#ifdef MEM_DEBUG
	cr_assert_neq(after, before); /* every piece is a block of its own there */
#else
	cr_assert(after > before && after - before < 32, "the block in use is still the same");
#endif
	mem_arena_free(&arena);
}
