/* The browser on a corpus whose provinces are too large to be shown whole. */
#include "script.h"

#include "../core/grow.h"

#include "../../tui/view_browse.h"

#include <criterion/criterion.h>

TestSuite(large, .timeout = 120);

static const Browse *browse(const Script *script)
{
	return script->app->stack[script->app->depth - 1].state;
}

static Script open_large(int width, int height)
{
	Corpus *corpus = grow_corpus((Grown){7, 3, 3 * VIEW_AXIS_WHOLE, 6, false});
	cr_assert_not_null(corpus);
	cr_assert_gt(corpus->provinces.at[0].measures.n, VIEW_AXIS_WHOLE);
	return script_on(corpus, NULL, LANG_ZH, width, height);
}

Test(large, of_a_large_province_the_speeches_are_listed)
{
	Script s = open_large(120, 36);
	const Browse *b = browse(&s);
	cr_assert_eq(b->items.n, s.corpus->provinces.at[0].speeches.n);
	cr_assert_eq(view_browse_item(b)->kind, ENTRY_SPEECH);
	cr_assert_eq(b->subject.kind, ENTRY_SPEECH);
	cr_assert_neq(view_read_unit(&b->reader).kind, UNIT_NONE);
	script_type(&s, "DOWN");
	cr_assert_eq(b->subject.index, s.corpus->by_province[s.corpus->provinces.at[1].speeches.first]);
	script_close(&s);
}

Test(large, the_text_goes_on_from_measure_to_measure_with_its_speech_in_the_list)
{
	Script s = open_large(120, 36);
	script_type(&s, "ENTER ENTER ] ] ]");
	const Browse *b = browse(&s);
	cr_assert_eq(b->focus, PANE_TEXT);
	cr_assert_eq(view_read_unit(&b->reader).kind, UNIT_MEASURE);
	cr_assert_eq(view_browse_item(b)->kind, ENTRY_SPEECH);
	script_close(&s);
}

Test(large, an_address_leads_to_its_measure)
{
	Script s = open_large(120, 36);
	uint32_t last = (uint32_t)s.corpus->measures.n - 1;
	app_go(s.app, (Unit){UNIT_MEASURE, last}, 0);
	app_resize(s.app, 120, 36);
	cr_assert_eq(view_read_unit(&browse(&s)->reader).index, last);
	cr_assert_eq(view_browse_item(browse(&s))->index, s.corpus->measures.at[last].speech);
	script_close(&s);
}

Test(large, of_a_large_theme_the_speech_of_the_measure_is_read)
{
	Script s = open_large(120, 36);
	script_type(&s, "2");
	const Browse *b = browse(&s);
	cr_assert_gt(s.corpus->themes.at[0].measures.n, VIEW_AXIS_WHOLE);
	cr_assert_eq(b->subject.kind, ENTRY_SPEECH);
	script_type(&s, "ENTER DOWN DOWN");
	cr_assert_eq(view_read_unit(&b->reader).index, view_browse_item(b)->index);
	script_close(&s);
}

Test(large, what_was_read_is_counted_in_every_group)
{
	Script s = open_large(120, 36);
	Buf wanted = {0};
	for (uint32_t i = 0; i < 3; i++)
		app_have_read(s.app, i);
	app_have_read(s.app, 1); /* again */
	cr_assert_eq(s.app->kept.reads.n, 3);
	buf_add(&wanted, STR("3/"));
	buf_add_int(&wanted, s.corpus->provinces.at[0].measures.n);
	cr_assert(script_shows(&s, buf_cstr(&wanted)), "%s", script_screen(&s, false));
	buf_free(&wanted);
	script_close(&s);
}

/* The browser on the first speeches of what is being loaded. */
static Script open_partly(void)
{
	Script s = script_on(grow_corpus((Grown){7, 2, 40, 6, false}), NULL, LANG_ZH, 120, 36);
	s.app->partial = s.app->loading = true;
	s.app->percent = 37;
	return s;
}

Test(large, what_is_there_of_it_is_read_while_the_rest_is_loaded)
{
	Script s = open_partly();
	Msgs *msgs = mem_zeroed(1, sizeof *msgs);
	cr_assert(script_shows(&s, "正在载入 37%，先读开头 2 篇"));
	cr_assert(app_take_files(s.app, grow_corpus((Grown){7, 9, 40, 6, false}), msgs));
	cr_assert_not(s.app->partial);
	cr_assert(script_shows(&s, "已全部载入：9 篇"));
	cr_assert(script_shows(&s, "9 篇发言"));
	script_close(&s);
}

Test(large, esc_ends_the_loading_when_there_is_nothing_else_to_undo)
{
	Script s = open_partly();
	script_type(&s, "v ESC");
	cr_assert_not(s.app->stop, "the filter goes first");
	script_type(&s, "ESC");
	cr_assert(s.app->stop);
	s.app->loading = s.app->stop = false;
	cr_assert(script_shows(&s, "只载入了开头 2 篇  U 载入全部"));
	script_type(&s, "U");
	cr_assert(s.app->again);
	script_close(&s);
}

Test(large, without_a_whole_there_is_nothing_to_stay_for)
{
	Script s = open_partly();
	Msgs *msgs = mem_zeroed(1, sizeof *msgs);
	msg_add(msgs, MSG_file_missing, (Pos){0}, STR("a.yaml"), STR("gone"), (Str){0});
	cr_assert_not(app_take_files(s.app, NULL, msgs));
	cr_assert(s.app->done);
	cr_assert_eq(s.app->refused, msgs);
	script_close(&s);
}

Test(large, a_place_kept_before_is_not_lost_while_it_is_not_there_yet)
{
	Script s = open_partly();
	NotesPlace place = {.axis = STR("themes"), .pane = STR("text")};
	notes_set_place(s.app->notes, &place, 1);
	app_note_place(s.app);
	cr_assert(notes_place(s.app->notes, &place));
	cr_assert(str_eq(place.axis, STR("themes")));
	script_type(&s, "DOWN");
	app_note_place(s.app);
	cr_assert(notes_place(s.app->notes, &place));
	cr_assert(str_eq(place.axis, STR("provinces")));
	script_close(&s);
}
