#include "../../core/walk.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

/* A walk over the corpus shape, fed by hand: "{" and "[" open, "}" closes, anything else is a scalar. */
typedef struct Fed { Corpus corpus; Msgs msgs; Loading loading; Walk *walk; uint32_t line; } Fed;

static void begin(Fed *fed)
{
	*fed = (Fed){.walk = mem_zeroed(1, sizeof(Walk)), .line = 1};
	fed->loading = (Loading){
		.corpus = &fed->corpus, .msgs = &fed->msgs, .interned = mem_zeroed(SHAPE_INTERNED, sizeof(Str)),
	};
	Volume volume = {0};
	MEM_PUSH(&fed->corpus.volumes, volume);
	fed->walk->loading = &fed->loading;
	fed->walk->root = &SHAPE_CORPUS;
}

static bool feed_one(Fed *fed, const char *word, bool folded)
{
	WalkNode node = {.kind = WALK_SCALAR, .pos = {fed->line++, 1, 0}, .folded = folded, .n = strlen(word)};
	bool ok;

	if (!strcmp(word, "{"))
		node.kind = WALK_MAPPING;
	else if (!strcmp(word, "["))
		node.kind = WALK_LIST;
	else if (!strcmp(word, "}"))
		node.kind = WALK_END;
	/* Not a byte more than there are, so that none more is read. */
	node.value = mem_alloc(node.n);
	memcpy(node.value, word, node.n);
	ok = walk_node(fed->walk, &node);
	free(node.value);
	return ok;
}

static void feed(Fed *fed, const char *const *words)
{
	for (; *words; words++)
		cr_assert(feed_one(fed, *words, true), "%s", *words);
}

#define FEED(fed, ...) feed(fed, (const char *const[]){__VA_ARGS__, NULL})

static void end(Fed *fed)
{
	walk_finish(fed->walk);
	free(fed->walk);
	free(fed->loading.interned);
	free(fed->loading.parts.at);
	free(fed->corpus.volumes.at);
	free(fed->corpus.themes.at);
	free(fed->corpus.terms.at);
	mem_arena_free(&fed->corpus.arena);
	msg_free(&fed->msgs);
}

static void title_becomes(const char *written, bool folded, const char *read, size_t messages)
{
	Fed fed;

	begin(&fed);
	FEED(&fed, "{", "schema", "1", "id", "x", "title");
	feed_one(&fed, written, folded);
	FEED(&fed, "}");
	cr_assert(str_eq(fed.corpus.volumes.at[0].title.zh.s, str_of(read)), "“%s” became “%.*s”", written,
		(int)fed.corpus.volumes.at[0].title.zh.s.n, fed.corpus.volumes.at[0].title.zh.s.s);
	cr_assert_eq(fed.msgs.list.n, messages);
	end(&fed);
}

Test(walk, what_does_not_begin_with_a_mapping_is_refused)
{
	Fed fed;

	begin(&fed);
	cr_assert_not(feed_one(&fed, "[", false));
	end(&fed);
	begin(&fed);
	cr_assert_not(feed_one(&fed, "word", false));
	end(&fed);
}

Test(walk, records_reach_the_corpus_when_their_mapping_ends)
{
	Fed fed;

	begin(&fed);
	FEED(&fed, "{", "schema", "1", "id", "x", "title", "题", "themes", "[", "{", "id", "grid", "name", "{", "zh", "网格",
		"en", "Grid", "}");
	cr_assert_eq(fed.corpus.themes.n, 0u);
	FEED(&fed, "}", "}", "}");
	cr_assert_eq(fed.corpus.themes.n, 1u);
	cr_assert(str_eq(fed.corpus.themes.at[0].name.en.s, STR("Grid")));
	cr_assert_eq(fed.corpus.themes.at[0].id.pos.line, 12u);
	cr_assert_eq(fed.msgs.list.n, 0u);
	end(&fed);
}

Test(walk, blanks_from_line_ends_vanish_between_chinese_characters_only)
{
	title_becomes("网格 治理，分 三 步 Grid 网格 and 网", true, "网格治理，分三步 Grid 网格 and 网", 0);
	title_becomes("网格 治理", false, "网格 治理", 0);
	title_becomes("a b", true, "a b", 0);
	title_becomes("网  格", true, "网  格", 0);
	title_becomes("，“ 双报到 ”", true, "，“双报到”", 0);
}

Test(walk, blanks_at_the_ends_mean_nothing)
{
	title_becomes("  网格\n", true, "网格", 0);
	title_becomes("网格\n\n", false, "网格", 0);
}

Test(walk, hostile_characters_are_replaced_with_one_warning_a_value)
{
	title_becomes("a\x1b[31m\u202e网", false, "a�[31m�网", 1);
	title_becomes("网格治理网格治理\u200b", false, "网格治理网格治理�", 1);
	title_becomes("12345678\x7f", false, "12345678�", 1);
	title_becomes("“网格”——治理…… ·×１２", false, "“网格”——治理…… ·×１２", 0);
	title_becomes("café ①→✓𠀀", false, "café ①→✓𠀀", 0);
}

/* Every length around the sixteen bytes that are looked at at once, and every place in it. */
Test(walk, no_place_hides_a_hostile_character)
{
	static const char *const BAD[] = {"\x01", "\x7f", "\u200b", "\u202e", "\ufeff", "\ue000", "\u2066"};
	static const char *const AROUND[] = {"a", "网", "，", "”", "·"};

	for (size_t i = 0; i < 5 * 7; i++)
		for (size_t n = 0; n < 40; n++)
			for (size_t at = 0; at <= n; at += n < 20 ? 1 : 7) {
				Buf written = {0}, read = {0};

				for (size_t k = 0; k <= n; k++) {
					buf_add(&written, str_of(k == at ? BAD[i % 7] : AROUND[i / 7]));
					buf_add(&read, str_of(k == at ? "�" : AROUND[i / 7]));
				}
				title_becomes(buf_cstr(&written), false, buf_cstr(&read), 1);
				buf_free(&written);
				buf_free(&read);
			}
}

Test(walk, one_unknown_key_is_one_message_and_skipped_whole)
{
	Fed fed;

	begin(&fed);
	FEED(&fed, "{", "schema", "1", "id", "x", "tilte", "{", "zh", "[", "{", "odd", "x", "}", "}", "}", "about",
		"文", "}");
	cr_assert_eq(fed.msgs.list.n, 1u);
	cr_assert_eq(fed.msgs.list.at[0].id, MSG_key_misspelled);
	cr_assert(str_eq(fed.corpus.volumes.at[0].about.zh.s, STR("文")));
	end(&fed);
}

Test(walk, a_key_twice_is_refused_with_the_line_of_the_first)
{
	Fed fed;

	begin(&fed);
	FEED(&fed, "{", "schema", "1", "id", "x", "title", "题", "id", "y", "}");
	cr_assert_eq(fed.msgs.list.n, 1u);
	cr_assert_eq(fed.msgs.list.at[0].id, MSG_key_twice);
	cr_assert(str_eq(fed.msgs.list.at[0].args[1], STR("4")));
	cr_assert(str_eq(fed.corpus.volumes.at[0].id.s, STR("x")));
	end(&fed);
}

Test(walk, unknown_keys_of_a_mapping_that_never_ends_are_still_told)
{
	Fed fed;

	begin(&fed);
	FEED(&fed, "{", "schema", "1", "wholly_other", "x", "themes", "[", "{", "another_one", "y");
	cr_assert_eq(fed.msgs.list.n, 0u);
	walk_finish(fed.walk);
	cr_assert_eq(fed.msgs.list.n, 2u);
	end(&fed);
}

Test(walk, the_next_scalar_is_a_key_only_inside_a_mapping)
{
	Fed fed;

	begin(&fed);
	cr_assert_not(walk_wants_key(fed.walk));
	FEED(&fed, "{");
	cr_assert(walk_wants_key(fed.walk));
	FEED(&fed, "title");
	cr_assert_not(walk_wants_key(fed.walk));
	FEED(&fed, "x", "other");
	cr_assert_not(walk_wants_key(fed.walk));
	end(&fed);
}
