#include "../../core/hash.h"

#include <criterion/criterion.h>

/* The examples of draft-eastlake-fnv. */
Test(hash, gives_what_others_give)
{
	cr_assert_eq(hash_add(HASH_SEED, STR("")), 0xcbf29ce484222325u);
	cr_assert_eq(hash_add(HASH_SEED, STR("a")), 0xaf63dc4c8601ec8cu);
	cr_assert_eq(hash_add(HASH_SEED, STR("foobar")), 0x85944171f73967e8u);
}

Test(hash, pieces_give_what_the_whole_gives)
{
	cr_assert_eq(hash_add(hash_add(HASH_SEED, STR("foo")), STR("bar")), hash_add(HASH_SEED, STR("foobar")));
	cr_assert_neq(hash_slot(STR("foobar")), hash_slot(STR("foobaz")));
}
