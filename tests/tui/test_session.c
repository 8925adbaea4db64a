#include "home.h"
#include "script.h"

#include "../../tui/session.h"
#include "../../tui/view_browse.h"

#include <criterion/criterion.h>
#include <string.h>

/* One sitting of a reader at a home directory. */
typedef struct Sitting { Script script; Session session; } Sitting;

static void begin(Sitting *s, const Home *home, int width, int height)
{
	const StateEnv env = {.home = home ? home->path : NULL};
	s->script = script_open("bundled", LANG_ZH, width, height);
	session_open(&s->session, s->script.corpus, home ? &env : NULL, LANG_ZH);
	app_free(s->script.app);
	const AppOptions options = {.lang = LANG_ZH, .notes = &s->session.notes};
	s->script.app = app_new(s->script.corpus, s->script.msgs, options);
	app_resume(s->script.app, true);
	session_begin(&s->session, s->script.app);
	app_resize(s->script.app, width, height);
}

static void end(Sitting *s, int64_t now)
{
	session_end(&s->session, s->script.app, now);
	script_close(&s->script);
	session_close(&s->session);
}

static void type(Sitting *s, int64_t now, const char *keys)
{
	s->script.app->now = now;
	script_type(&s->script, keys);
	if (s->script.app->unsaved)
		session_save(&s->session, s->script.app, now);
}

static const Browse *browse(const Sitting *s)
{
	return s->script.app->stack[0].state;
}

Test(session, reading_goes_on_at_the_same_place_with_the_same_filter_language_and_width)
{
	Home home = home_new();
	Sitting s;
	begin(&s, &home, 120, 36);
	type(&s, 100, "DOWN DOWN v 2 DOWN ENTER ENTER DOWN DOWN DOWN 9 9 | L");
	ReadSpot spot = view_read_spot(&browse(&s)->reader);
	uint32_t columns = browse(&s)->reader.columns;
	end(&s, 101);
	begin(&s, &home, 120, 36);
	const Browse *b = browse(&s);
	cr_assert_eq(b->axis, AXIS_THEMES);
	cr_assert_eq(b->focus, PANE_TEXT);
	cr_assert(script_shows(&s.script, "Filter  Zhejiang"));
	cr_assert_eq(b->group_scroll.cursor, 1);
	cr_assert_eq(b->reader.columns, columns);
	cr_assert(b->reader.hung);
	ReadSpot again = view_read_spot(&b->reader);
	cr_assert_eq(again.unit.index, spot.unit.index);
	cr_assert_eq(again.byte, spot.byte);
	end(&s, 102);
	home_close(&home);
}

Test(session, two_sessions_lose_nothing_of_each_other)
{
	Home home = home_new();
	Sitting a, b;
	begin(&a, &home, 80, 24);
	begin(&b, &home, 80, 24);
	type(&a, 100, "ENTER DOWN B");
	type(&b, 101, "DOWN DOWN ENTER DOWN B a \"第二个\" ESC");
	cr_assert_eq(b.script.app->kept.n, 3, "the first one's bookmark has come with the saving");
	type(&a, 102, "m a");
	cr_assert_eq(a.script.app->kept.n, 4);
	end(&b, 103);
	end(&a, 104);
	begin(&a, &home, 80, 24);
	cr_assert_eq(a.script.app->kept.n, 4);
	end(&a, 105);
	home_close(&home);
}

Test(session, a_list_on_the_screen_survives_what_another_session_deletes)
{
	Home home = home_new();
	Sitting a, b;
	begin(&a, &home, 80, 24);
	type(&a, 100, "ENTER DOWN B DOWN B DOWN B");
	begin(&b, &home, 80, 24);
	type(&b, 101, "; G");
	type(&a, 102, "; DELETE DELETE DELETE q");
	type(&b, 103, "DELETE");
	cr_assert(script_shows(&b.script, "书签"));
	end(&a, 104);
	end(&b, 105);
	home_close(&home);
}

Test(session, a_note_half_written_is_kept_when_the_line_drops)
{
	Home home = home_new();
	Sitting s;
	begin(&s, &home, 80, 24);
	type(&s, 100, "ENTER DOWN a \"写到一半\"");
	end(&s, 101);
	begin(&s, &home, 80, 24);
	type(&s, 102, ";");
	cr_assert(script_shows(&s.script, "写到一半"));
	end(&s, 103);
	home_close(&home);
}

Test(session, notes_that_cannot_be_saved_are_said_and_said_again_at_the_end)
{
	home_nobody();
	Home home = home_new();
	Sitting s;
	begin(&s, &home, 80, 24);
	cr_assert_eq(chmod(home.path, 0500), 0);
	type(&s, 100, "ENTER DOWN B");
	cr_assert(s.script.app->warning && s.script.app->message.n > 0, "nothing is said");
	session_end(&s.session, s.script.app, 101);
	cr_assert_gt(s.session.said.n, 0, "nothing is said at the end");
	script_close(&s.script);
	session_close(&s.session);
	cr_assert_eq(chmod(home.path, 0700), 0);
	home_close(&home);
}

Test(session, without_state_nothing_is_read_or_written)
{
	Sitting s;
	begin(&s, NULL, 80, 24);
	type(&s, 100, "ENTER DOWN B");
	cr_assert_eq(s.script.app->kept.n, 1, "it is kept for this session");
	session_end(&s.session, s.script.app, 101);
	cr_assert_eq(s.session.said.n, 0);
	script_close(&s.script);
	session_close(&s.session);
}

static const Browse *top(const Sitting *s)
{
	return s->script.app->stack[s->script.app->depth - 1].state;
}

Test(session, what_was_found_is_found_again_at_the_same_hit)
{
	Home home = home_new();
	Sitting s;
	begin(&s, &home, 80, 24);
	type(&s, 100, "DOWN DOWN v / \"网格\" ENTER n n n");
	uint32_t hit = view_browse_item(top(&s))->index;
	end(&s, 101);
	begin(&s, &home, 80, 24);
	cr_assert_eq(s.script.app->depth, 2);
	cr_assert(script_shows(&s.script, "查找“网格” 12"));
	cr_assert(script_shows(&s.script, "筛选  浙江  12/25 处"));
	cr_assert_eq(view_browse_item(top(&s))->index, hit);
	type(&s, 102, "q");
	cr_assert_eq(s.script.app->depth, 1);
	end(&s, 103);
	begin(&s, &home, 80, 24);
	cr_assert_eq(s.script.app->depth, 1, "it had been left");
	end(&s, 104);
	home_close(&home);
}

Test(session, lines_of_keywords_and_a_comparison_are_there_again)
{
	Home home = home_new();
	Sitting s;
	begin(&s, &home, 120, 36);
	type(&s, 100, "/ \"网格\" ENTER w s DOWN DOWN DOWN");
	Buf before = {0};
	buf_add(&before, str_of(script_screen(&s.script, true)));
	end(&s, 101);
	begin(&s, &home, 120, 36);
	cr_assert_str_eq(script_screen(&s.script, true), buf_cstr(&before));
	type(&s, 102, "q q c DOWN DOWN c C");
	end(&s, 103);
	begin(&s, &home, 120, 36);
	cr_assert_eq(app_context(s.script.app), CONTEXT_COMPARE);
	cr_assert_eq(s.script.app->marked, 2);
	cr_assert(script_shows(&s.script, "北京") && script_shows(&s.script, "浙江"));
	type(&s, 104, "q");
	cr_assert_eq(s.script.app->depth, 1);
	end(&s, 105);
	buf_free(&before);
	home_close(&home);
}

Test(session, a_place_that_the_corpus_no_longer_has_does_no_harm)
{
	Home home = home_new();
	Sitting s;
	begin(&s, &home, 80, 24);
	NotesPlace place = {.anchor = {STR("nowhere.3.4"), 1}, .axis = STR("themes"), .pane = STR("text"),
		.filter = STR("province atlantis\ntheme responsibility"), .lang = LANG_ZH};
	cr_assert(notes_set_place(&s.session.notes, &place, 200));
	app_resume(s.script.app, true);
	app_resize(s.script.app, 80, 24);
	cr_assert_eq(browse(&s)->axis, AXIS_THEMES);
	cr_assert(script_shows(&s.script, "筛选  责任清单"));
	place.axis = STR("nonsense");
	cr_assert(notes_set_place(&s.session.notes, &place, 300));
	app_resume(s.script.app, true);
	script_type(&s.script, "DOWN");
	end(&s, 301);
	home_close(&home);
}
