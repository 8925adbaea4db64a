#include "script.h"

#include "../../tui/view_browse.h"

#include <criterion/criterion.h>

static const Browse *browse(const Script *script)
{
	return script->app->stack[script->app->depth - 1].state;
}

static bool has(const Script *script, const char *kind, const char *key)
{
	return notes_get(script->app->notes, str_of(kind), str_of(key)) != NULL;
}

/* The second measure of Zhejiang's first section on top. */
static Script open_at_measure(int width, int height)
{
	Script s = script_open("bundled", LANG_ZH, width, height);
	script_type(&s, "DOWN DOWN ENTER ENTER ] ]");
	return s;
}

Test(bookmarks, a_mark_brings_back_to_its_line)
{
	Script s = open_at_measure(80, 24);
	script_type(&s, "DOWN DOWN DOWN");
	ReadSpot spot = view_read_spot(&browse(&s)->reader);
	script_type(&s, "m a");
	cr_assert(script_shows(&s, "标记 a：浙江"));
	script_type(&s, "5 ' a");
	cr_assert_eq(browse(&s)->focus, PANE_TEXT);
	ReadSpot again = view_read_spot(&browse(&s)->reader);
	cr_assert(again.unit.index == spot.unit.index && again.block == spot.block && again.byte == spot.byte);
	script_type(&s, "H");
	cr_assert_eq(browse(&s)->axis, AXIS_FIGURES);
	script_close(&s);
}

Test(bookmarks, the_key_behind_a_prefix_is_said_and_esc_forgets_it)
{
	Script s = open_at_measure(80, 24);
	script_type(&s, "m");
	cr_assert(script_shows(&s, "a–z"));
	script_type(&s, "ESC q");
	cr_assert_eq(browse(&s)->focus, PANE_ITEMS, "q is q again");
	script_type(&s, "m B ' ");
	cr_assert(script_shows(&s, "b 浙江"), "capitals count as small letters, and the marks are listed");
	script_type(&s, "3");
	cr_assert(script_shows(&s, "标记是一个字母"));
	script_type(&s, "' z");
	cr_assert(script_shows(&s, "没有标记 z"));
	script_close(&s);
}

Test(bookmarks, a_bookmark_is_set_at_once_and_named_by_the_same_key)
{
	Script s = open_at_measure(80, 24);
	script_type(&s, "B");
	cr_assert(has(&s, "bookmark", "zhejiang.1.2"));
	cr_assert(s.app->unsaved);
	script_type(&s, "B \"培训要讲\" ENTER");
	cr_assert_eq(s.app->depth, 1);
	script_type(&s, "' '");
	cr_assert(script_shows(&s, "培训要讲"));
	script_type(&s, "ENTER");
	cr_assert_eq(s.app->depth, 1);
	cr_assert(script_shows(&s, "浙江 › 一、"));
	script_close(&s);
}

Test(bookmarks, deleting_in_the_list_forgets)
{
	Script s = open_at_measure(80, 24);
	script_type(&s, "B m c ; DELETE DELETE");
	cr_assert_not(has(&s, "bookmark", "zhejiang.1.2"));
	cr_assert_not(has(&s, "mark", "c"));
	cr_assert(script_shows(&s, "按 B 加书签"), "an empty list says how to fill it");
	script_type(&s, "DELETE ENTER ESC");
	cr_assert_eq(s.app->depth, 1);
	script_close(&s);
}

Test(bookmarks, a_note_of_two_lines_stands_under_its_measure_and_signs_the_list)
{
	Script s = open_at_measure(120, 36);
	ReadSpot spot = view_read_spot(&browse(&s)->reader);
	script_type(&s, "a \"网格先划好，\" ENTER \"再配人。\" ESC");
	cr_assert_eq(s.app->depth, 1);
	cr_assert(script_shows(&s, "✎ 网格先划好，"));
	cr_assert(script_shows(&s, "  再配人。"));
	cr_assert_eq(view_read_spot(&browse(&s)->reader).unit.index, spot.unit.index, "the text stays where it was");
	script_type(&s, "a BACKSPACE BACKSPACE BACKSPACE \"调人。\" ESC");
	cr_assert(script_shows(&s, "  再调人。"));
	cr_assert_eq(s.app->kept.n, 1, "a note that is changed is one note");
	script_type(&s, "; ");
	cr_assert(script_shows(&s, "网格先划好"));
	script_type(&s, "q a ^W ^W ^W");
	while (s.app->depth > 1 && script_shows(&s, "网"))
		script_type(&s, "BACKSPACE");
	script_type(&s, "ESC");
	cr_assert_not(script_shows(&s, "✎"));
	cr_assert_eq(s.app->kept.n, 0, "an empty note is none");
	script_close(&s);
}

Test(bookmarks, the_cursor_moves_through_a_note_by_lines_and_characters)
{
	Script s = open_at_measure(80, 24);
	script_type(&s, "a \"一二三四\" ENTER \"五六\" UP \"甲\" HOME \"乙\" DOWN END \"丙\" ESC ;");
	cr_assert(script_shows(&s, "乙一二甲三四"));
	script_type(&s, "q");
	cr_assert(script_shows(&s, "五六丙"));
	script_close(&s);
}

Test(bookmarks, what_the_corpus_no_longer_has_is_listed)
{
	Script s = open_at_measure(80, 24);
	cr_assert(notes_bookmark(s.app->notes, (Anchor){STR("zhejiang.9.9"), 7}, STR("旧的"), 1));
	app_kept(s.app, false);
	cr_assert_not(s.app->unsaved, "what others changed needs no saving");
	script_type(&s, "; ENTER");
	cr_assert(script_shows(&s, "zhejiang.9.9"));
	cr_assert(script_shows(&s, "已不在文集中"));
	cr_assert(script_shows(&s, "旧的"));
	script_close(&s);
}

Test(bookmarks, a_note_being_written_is_not_lost_when_the_program_has_to_end)
{
	Script s = open_at_measure(80, 24);
	script_type(&s, "a \"写到一半\"");
	app_settle(s.app);
	cr_assert_eq(s.app->kept.n, 1);
	cr_assert(str_eq(s.app->kept.at[0].text, STR("写到一半")));
	script_close(&s);
}

Test(bookmarks, what_is_no_unit_cannot_be_kept)
{
	Script s = script_open("bundled", LANG_ZH, 80, 24);
	script_type(&s, "2 B");
	cr_assert(script_shows(&s, "没有可留存的"));
	script_type(&s, "a m x");
	cr_assert_eq(s.app->kept.n, 0);
	script_close(&s);
}

Test(bookmarks, a_measure_counts_as_read_once_its_end_was_in_sight)
{
	Script s = script_open("bundled", LANG_ZH, 120, 36);
	script_type(&s, "DOWN DOWN");
	cr_assert_not(script_shows(&s, "/10"), "the text beside a list is not being read");
	script_type(&s, "ENTER ENTER ] ]");
	cr_assert(script_shows(&s, "/10"));
	size_t read = 0;
	for (size_t i = 0; i < s.corpus->measures.n; i++)
		read += s.app->kept.read[i];
	cr_assert(read > 0 && read < 10, "%zu", read);
	script_type(&s, "G SPACE b b b b b g SPACE SPACE SPACE SPACE");
	cr_assert(script_shows(&s, "10/10"));
	script_type(&s, "2 DOWN v 1");
	cr_assert_not(script_shows(&s, "10/10"), "under a filter other things are counted");
	script_close(&s);
}

Test(bookmarks, what_was_read_is_read_again_when_its_text_has_changed)
{
	Script s = script_open("bundled", LANG_ZH, 120, 36);
	Buf address = {0};
	Anchor anchor = anchor_of(s.corpus, (Unit){UNIT_MEASURE, 3}, &address);
	cr_assert(notes_set_read(s.app->notes, anchor, true, 1));
	app_kept(s.app, false);
	cr_assert(s.app->kept.read[3]);
	anchor.hash++;
	cr_assert(notes_set_read(s.app->notes, anchor, true, 2));
	app_kept(s.app, false);
	cr_assert_not(s.app->kept.read[3]);
	buf_free(&address);
	script_close(&s);
}
