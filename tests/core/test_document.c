#include "../../core/document.h"

#include <criterion/criterion.h>
#include <stdlib.h>

typedef struct Fixture {
	Corpus corpus;
	Msgs msgs;
	Loading loading;
	Document document;
} Fixture;

static Fixture *fixture(Str yaml)
{
	Fixture *f = mem_zeroed(1, sizeof *f);
	Volume volume = {0};

	f->loading = (Loading){
		.corpus = &f->corpus, .msgs = &f->msgs, .interned = mem_zeroed(SHAPE_INTERNED, sizeof(Str)),
	};
	f->document = (Document){
		.loading = &f->loading, .fd = -1, .memory = yaml, .shape = &SHAPE_CORPUS, .limits = &DOCUMENT_LIMITS,
	};
	MEM_PUSH(&f->corpus.volumes, volume);
	return f;
}

static void let_go(Fixture *f)
{
	free(f->corpus.volumes.at), free(f->corpus.themes.at), free(f->corpus.terms.at), free(f->corpus.speeches.at);
	free(f->loading.interned), free(f->loading.parts.at);
	mem_arena_free(&f->corpus.arena);
	msg_free(&f->msgs);
	free(f);
}

#define HEAD "schema: 1\nid: a\ntitle: b\n"

Test(document, a_root_is_read_along_its_shape)
{
	Fixture *f = fixture(STR(HEAD "themes:\n  - id: t\n    name: n\n...\n"));

	cr_assert(document_read(&f->document));
	cr_assert(str_eq(f->corpus.volumes.at[0].id.s, STR("a")));
	cr_assert(str_eq(f->corpus.themes.at[0].name.zh.s, STR("n")));
	cr_assert_eq(f->msgs.list.n, 0u);
	cr_assert(f->document.closed);
	cr_assert_eq(f->document.lines, 7u);
	let_go(f);
}

Test(document, the_list_that_the_root_ends_with_is_known_by_key_and_column)
{
	Fixture *f = fixture(STR(HEAD "terms: []\nthemes:\n   - id: t\n     name: n\n"));

	cr_assert(document_read(&f->document));
	cr_assert_str_eq(f->document.last->name, "themes");
	cr_assert_eq(f->document.last_column, 3u);
	let_go(f);
	f = fixture(STR(HEAD "themes: [{id: t, name: n}]\n"));
	cr_assert(document_read(&f->document));
	cr_assert_eq(f->document.last_column, SIZE_MAX, "no items that others could follow");
	let_go(f);
	f = fixture(STR("themes:\n  - id: t\n    name: n\n" HEAD));
	cr_assert(document_read(&f->document));
	cr_assert_null(f->document.last, "the last key has no list");
	let_go(f);
}

Test(document, a_part_is_the_rest_of_a_list_and_its_lines_count_from_the_start_of_the_file)
{
	Str yaml = STR(HEAD "themes:\n  - id: t\n    name: n\n  - id: u\n    nmae: m\n...\n");
	Fixture *f = fixture(yaml);

	f->document.items = shape_field(&SHAPE_CORPUS, STR("themes"), 0);
	f->document.from = (size_t)str_find(yaml, STR("  - id: u"), 0);
	f->document.lines_before = 6;
	cr_assert(document_read(&f->document));
	cr_assert_eq(f->corpus.themes.n, 1u);
	cr_assert_eq(f->corpus.themes.at[0].id.pos.line, 7u);
	cr_assert_eq(f->msgs.list.n, 1u);
	cr_assert_eq(f->msgs.list.at[0].id, MSG_key_misspelled);
	cr_assert_eq(f->msgs.list.at[0].pos.line, 8u);
	let_go(f);
}

Test(document, a_part_that_ends_where_it_is_told_to_was_not_cut)
{
	Str yaml = STR(HEAD "themes:\n  - id: t\n    name: n\n  - id: u\n    name: m\n...\n");
	Fixture *f = fixture(yaml);

	f->document.to = (size_t)str_find(yaml, STR("  - id: u"), 0);
	cr_assert(document_read(&f->document));
	cr_assert_eq(f->corpus.themes.n, 1u);
	cr_assert_eq(f->msgs.list.n, 0u, "no word about a missing end mark");
	cr_assert_eq(f->document.lines, 6u);
	cr_assert_not(f->document.closed);
	let_go(f);
}

Test(document, a_failure_is_told_to_the_other_and_the_other_s_is_heeded)
{
	atomic_bool over = false;
	Fixture *f = fixture(STR("id: *a\n"));

	f->document.over = &over;
	cr_assert_not(document_read(&f->document));
	cr_assert(over);
	let_go(f);
	f = fixture(STR(HEAD "...\n"));
	f->document.over = &over;
	cr_assert_not(document_read(&f->document));
	cr_assert_eq(f->msgs.list.n, 0u);
	let_go(f);
}
