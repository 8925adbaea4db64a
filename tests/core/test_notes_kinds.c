#include "../../core/notes.h"

#include <criterion/criterion.h>
#include <stdio.h>

static Anchor at(const char *address)
{
	return (Anchor){str_of(address), 42};
}

Test(notes_kinds, bookmarks_come_in_order_of_their_addresses_with_name_and_anchor)
{
	Notes notes = {0};
	const NotesRecord *first, *second;

	notes_bookmark(&notes, at("zhejiang.1"), STR(""), 1);
	notes_bookmark(&notes, at("beijing.1.2"), STR("周四用"), 2);
	notes_bookmark(&notes, at("shanxi"), STR("x"), 2);
	notes_drop(&notes, STR("bookmark"), STR("shanxi"), 3);
	first = notes_next(&notes, STR("bookmark"), NULL);
	second = notes_next(&notes, STR("bookmark"), first);
	cr_assert(str_eq(notes_anchor(first).address, STR("beijing.1.2")) && notes_anchor(first).hash == 42);
	cr_assert(str_eq(notes_bookmark_name(first), STR("周四用")) && first->time == 2);
	cr_assert(str_eq(second->key, STR("zhejiang.1")) && notes_bookmark_name(second).n == 0);
	cr_assert_null(notes_next(&notes, STR("bookmark"), second));
	notes_free(&notes);
}

Test(notes_kinds, setting_a_mark_again_moves_it)
{
	Notes notes = {0};
	const NotesRecord *mark;

	cr_assert(notes_mark(&notes, 'a', at("beijing"), 30, 1));
	cr_assert(notes_mark(&notes, 'z', at("shanxi"), 0, 1));
	cr_assert_eq(notes_letter(&notes, STR("beijing")), 'a');
	cr_assert(notes_mark(&notes, 'a', at("zhejiang"), 4000000000u, 2));
	cr_assert_eq(notes_letter(&notes, STR("beijing")), '\0');
	cr_assert_eq(notes_letter(&notes, STR("zhejiang")), 'a');
	mark = notes_get(&notes, STR("mark"), STR("a"));
	cr_assert(str_eq(notes_anchor(mark).address, STR("zhejiang")) && notes_anchor(mark).hash == 42);
	cr_assert_eq(notes_mark_offset(mark), 4000000000u);
	notes_free(&notes);
}

Test(notes_kinds, only_the_letters_a_to_z_mark)
{
	static const char ODD[] = "A1 \t'{`";
	Notes notes = {0};

	for (size_t i = 0; i < sizeof ODD; i++)
		cr_assert_not(notes_mark(&notes, ODD[i], at("beijing"), 0, 1), "%c", ODD[i]);
	cr_assert_eq(notes.n, 0);
}

Test(notes_kinds, a_note_keeps_its_lines_and_its_address)
{
	Notes notes = {0};
	const NotesRecord *note;

	notes_note(&notes, (Str){0}, at("a#b/beijing.1"), STR("第一行\n\t第二行\\n"), 7);
	note = notes_next(&notes, STR("note"), NULL);
	cr_assert(str_eq(notes_note_text(note), STR("第一行\n\t第二行\\n")));
	cr_assert(str_eq(notes_anchor(note).address, STR("a#b/beijing.1")));
	cr_assert_eq(note->time, 7);
	cr_assert(notes_note(&notes, note->key, at("a#b/beijing.1"), STR("第一行\n\t第二行\\n"), 9));
	cr_assert_eq(notes.n, 1, "the same text is no change");
	notes_free(&notes);
}

Test(notes_kinds, a_changed_note_takes_the_place_of_the_old_one_also_when_the_clock_stands)
{
	Notes notes = {0};
	const NotesRecord *note;

	notes_note(&notes, (Str){0}, at("beijing"), STR("a"), 7);
	for (int i = 0; i < 4; i++) { /* back and forth between two texts in one second */
		note = notes_next(&notes, STR("note"), NULL);
		cr_assert(notes_note(&notes, note->key, at("beijing"), i & 1 ? STR("a") : STR("b"), 7));
		note = notes_next(&notes, STR("note"), NULL);
		cr_assert(str_eq(notes_note_text(note), i & 1 ? STR("a") : STR("b")));
		cr_assert_null(notes_next(&notes, STR("note"), note));
	}
	cr_assert(notes_note(&notes, note->key, at("beijing"), (Str){0}, 7));
	cr_assert_null(notes_next(&notes, STR("note"), NULL));
	notes_free(&notes);
}

Test(notes_kinds, a_text_that_has_changed_counts_as_unread)
{
	Notes notes = {0};
	Anchor changed = {STR("beijing"), 43};

	cr_assert(notes_set_read(&notes, at("beijing"), false, 1), "it is unread already");
	cr_assert_eq(notes.n, 0);
	notes_set_read(&notes, at("beijing"), true, 1);
	cr_assert(notes_is_read(&notes, at("beijing")) && !notes_is_read(&notes, changed) &&
		!notes_is_read(&notes, at("shanxi")));
	notes_set_read(&notes, at("beijing"), true, 9);
	cr_assert_eq(notes_get(&notes, STR("read"), STR("beijing"))->time, 1, "reading it again writes nothing");
	notes_set_read(&notes, changed, true, 9);
	cr_assert(notes_is_read(&notes, changed));
	notes_set_read(&notes, changed, false, 9);
	cr_assert_not(notes_is_read(&notes, changed));
	notes_free(&notes);
}

Test(notes_kinds, only_the_newest_units_read_are_kept)
{
	Notes notes = {0};

	for (uint32_t i = 0; i < NOTES_READS + 10; i++) {
		char address[24];

		snprintf(address, sizeof address, "s.%u", i);
		cr_assert(notes_set_read(&notes, at(address), true, i));
	}
	cr_assert_eq(notes.n, NOTES_READS);
	cr_assert(!notes_is_read(&notes, at("s.9")) && notes_is_read(&notes, at("s.10")) &&
		notes_is_read(&notes, at("s.4009")));
	notes_free(&notes);
}

Test(notes_kinds, the_place_comes_back_whole)
{
	NotesPlace put = {at("volume/beijing.1"), 123, 72, STR("themes"), STR("text"),
		STR("province zhejiang\nterm 1+3+N"), LANG_EN}, got;
	Notes notes = {0};

	cr_assert_not(notes_place(&notes, &got));
	notes_set_place(&notes, &put, 1);
	put.offset = UINT32_MAX;
	notes_set_place(&notes, &put, 1);
	cr_assert(notes_place(&notes, &got));
	cr_assert(str_eq(got.anchor.address, put.anchor.address) && got.anchor.hash == 42);
	cr_assert(got.offset == UINT32_MAX && got.width == 72 && got.lang == LANG_EN);
	cr_assert(str_eq(got.axis, put.axis) && str_eq(got.pane, put.pane) && str_eq(got.filter, put.filter));
	cr_assert_eq(notes.n, 1, "there is one place");
	notes_free(&notes);
}

Test(notes_kinds, a_place_with_odd_fields_is_read_without_harm)
{
	Notes notes = {0};
	NotesPlace got;

	notes_put(&notes, STR("place"), STR("last"), (Str[]){STR("XYZ"), STR("beijing"), STR("-1"), STR("99999999999"),
		STR("a")}, 5, 1);
	cr_assert(notes_place(&notes, &got));
	cr_assert(got.anchor.hash == 0 && got.offset == 0 && got.width == 0 && got.pane.n == 0 && got.lang == LANG_ZH);
	notes_free(&notes);
}

static void assert_queries(const Notes *notes, size_t max, const char *wanted)
{
	Str at_most[NOTES_QUERIES];
	size_t n = notes_queries(notes, at_most, max);
	Buf out = {0};

	for (size_t i = 0; i < n; i++) {
		buf_add(&out, at_most[i]);
		buf_add_char(&out, '|');
	}
	cr_assert_str_eq(buf_cstr(&out), wanted);
	buf_free(&out);
}

Test(notes_kinds, earlier_queries_come_with_the_most_recent_last_and_each_once)
{
	Notes notes = {0};

	assert_queries(&notes, NOTES_QUERIES, "");
	notes_add_query(&notes, STR("网格"), 5);
	notes_add_query(&notes, STR("骑手"), 5);
	notes_add_query(&notes, STR("  接诉即办\n"), 2);
	assert_queries(&notes, NOTES_QUERIES, "网格|骑手|接诉即办|");
	notes_add_query(&notes, STR("网格"), 1);
	assert_queries(&notes, NOTES_QUERIES, "骑手|接诉即办|网格|");
	assert_queries(&notes, 2, "接诉即办|网格|");
	cr_assert_not(notes_add_query(&notes, STR(" \n"), 9));
	assert_queries(&notes, 1, "网格|");
	notes_free(&notes);
}

Test(notes_kinds, the_twenty_newest_queries_are_kept)
{
	Notes notes = {0};
	Str queries[NOTES_QUERIES];
	Buf long_one = {0};

	for (int i = 0; i < 50; i++) {
		char query[16];

		snprintf(query, sizeof query, "q%d", i);
		notes_add_query(&notes, str_of(query), 1);
	}
	cr_assert_eq(notes_queries(&notes, queries, NOTES_QUERIES), 20);
	cr_assert(str_eq(queries[0], STR("q30")) && str_eq(queries[19], STR("q49")));
	buf_add_repeat(&long_one, STR("网"), 400);
	cr_assert_not(notes_add_query(&notes, buf_str(&long_one), 1));
	buf_free(&long_one);
	notes_free(&notes);
}

Test(notes_kinds, a_setting_that_was_never_set_is_told_from_an_empty_one)
{
	Notes notes = {0};

	cr_assert_null(notes_setting(&notes, STR("theme")).s);
	notes_set(&notes, STR("theme"), STR("dark"), 1);
	notes_set(&notes, STR("theme"), STR(""), 2);
	cr_assert(notes_setting(&notes, STR("theme")).s && notes_setting(&notes, STR("theme")).n == 0);
	notes_drop(&notes, STR("set"), STR("theme"), 3);
	cr_assert_null(notes_setting(&notes, STR("theme")).s);
	notes_free(&notes);
}

Test(notes_kinds, old_deletions_are_forgotten_and_nothing_else)
{
	Notes notes = {0};

	notes_bookmark(&notes, at("beijing"), STR(""), 1);
	notes_bookmark(&notes, at("shanxi"), STR(""), 1);
	notes_bookmark(&notes, at("zhejiang"), STR(""), 1);
	notes_drop(&notes, STR("bookmark"), STR("beijing"), 10);
	notes_drop(&notes, STR("bookmark"), STR("shanxi"), 20);
	notes_forget(&notes, 20);
	cr_assert_eq(notes.n, 2);
	cr_assert_not_null(notes_get(&notes, STR("bookmark"), STR("zhejiang")));
	notes_free(&notes);
}
