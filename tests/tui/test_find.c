/* The field on the last line: finding while one types, narrowing a list, commands and addresses; lines of keywords. */
#include "script.h"

#include "../../tui/view_browse.h"

#include <criterion/criterion.h>

static const Browse *top(const Script *script)
{
	return script->app->stack[script->app->depth - 1].state;
}

Test(find, hits_narrow_with_each_key_and_come_back_with_each_backspace)
{
	Script s = script_open("bundled", LANG_ZH, 120, 36);
	script_type(&s, "/ \"党建\"");
	size_t many = top(&s)->hits.n;
	script_type(&s, "\" 网格\"");
	size_t few = top(&s)->hits.n;
	cr_assert(few > 0 && few < many, "%zu, then %zu", many, few);
	cr_assert(script_shows(&s, "/"), "where one is among them");
	script_type(&s, "BACKSPACE BACKSPACE");
	cr_assert_eq(top(&s)->hits.n, many);
	cr_assert_eq(s.app->depth, 2, "one view for all of it");
	script_close(&s);
}

Test(find, esc_leads_back_to_where_the_field_was_opened)
{
	Script s = script_open("bundled", LANG_ZH, 120, 36);
	script_type(&s, "2 DOWN DOWN ENTER DOWN");
	Buf before = {0};
	buf_add(&before, str_of(script_screen(&s, true)));
	script_type(&s, "/ \"网格\" ESC");
	cr_assert_str_eq(script_screen(&s, true), buf_cstr(&before));
	script_type(&s, "/ \"没有没有没有\" ESC");
	cr_assert_str_eq(script_screen(&s, true), buf_cstr(&before));
	buf_free(&before);
	script_close(&s);
}

Test(find, a_new_query_takes_the_place_of_the_old_hits_and_esc_keeps_them)
{
	Script s = script_open("bundled", LANG_ZH, 80, 24);
	script_type(&s, "/ \"网格\" ENTER / \"党建\"");
	cr_assert(script_shows(&s, "“党建”"));
	script_type(&s, "ESC");
	cr_assert(script_shows(&s, "“网格”"));
	script_type(&s, "/ \"党建\" ENTER");
	cr_assert_eq(s.app->depth, 2);
	cr_assert(script_shows(&s, "“党建”"));
	for (int i = 0; i < 12; i++)
		script_type(&s, "/ \"网格\" ENTER");
	cr_assert_eq(s.app->depth, 2);
	script_close(&s);
}

Test(find, earlier_queries_come_back_by_arrow_each_once)
{
	Script s = script_open("bundled", LANG_ZH, 80, 24);
	script_type(&s, "/ \"网格\" ENTER / \"wg\" ENTER / \"党建\" ENTER / \"网格\" ENTER / UP");
	cr_assert(script_shows(&s, "查找：网格"));
	script_type(&s, "UP");
	cr_assert(script_shows(&s, "查找：党建"));
	script_type(&s, "UP UP UP UP");
	cr_assert(script_shows(&s, "查找：wg"), "the oldest");
	script_type(&s, "DOWN");
	cr_assert(script_shows(&s, "查找：党建"));
	cr_assert_eq(s.app->earlier.n, 3);
	script_type(&s, "ESC");
	for (Key key = 'a'; key <= 'z'; key++) {
		script_type(&s, "/ \"党建 \"");
		app_key(s.app, key);
		script_type(&s, "ENTER");
	}
	cr_assert_eq(s.app->earlier.n, APP_QUERIES);
	script_close(&s);
}

Test(find, an_empty_result_tells_what_else_to_try)
{
	Script s = script_open("bundled", LANG_ZH, 80, 24);
	script_type(&s, "/ \"接诉急办\"");
	cr_assert(script_shows(&s, "相近：接诉即办"));
	script_type(&s, "ENTER");
	cr_assert_eq(s.app->depth, 1);
	cr_assert(script_shows(&s, "没有“接诉急办”。相近：接诉即办"));
	script_type(&s, "/ \"网格 航天\"");
	cr_assert(script_shows(&s, "去掉“航天”有 25 处"));
	script_close(&s);
}

Test(find, advice_on_an_empty_result_can_be_taken)
{
	Script s = script_open("bundled", LANG_ZH, 80, 24);
	script_type(&s, "/ \"网格 航天\" DOWN");
	cr_assert(script_shows(&s, "▸ 去掉“航天”有 25 处"));
	script_type(&s, "DOWN UP");
	cr_assert_not(script_shows(&s, "▸ 去掉"), "back in the field");
	script_type(&s, "DOWN ENTER");
	cr_assert(script_shows(&s, "查找“网格” 25"));
	cr_assert_not(s.app->prompting);
	script_type(&s, "/ \"接诉急办\" DOWN ENTER");
	cr_assert(script_shows(&s, "查找“接诉即办”"));
	script_type(&s, "/ UP");
	cr_assert(script_shows(&s, "查找：接诉即办"), "what was looked for in the end is remembered");
	script_close(&s);
}

Test(find, tells_how_pinyin_and_a_province_were_understood)
{
	Script s = script_open("bundled", LANG_ZH, 120, 36);
	script_type(&s, "/ \"zj wangge\"");
	cr_assert(script_shows(&s, "浙江 · 拼音 wangge → 网格 12"));
	script_close(&s);
}

static void paste(App *app, const char *text)
{
	app_key(app, KEYMAP_PASTE);
	for (; *text; text++)
		app_key(app, *text == '\n' ? KEYMAP_ENTER : (Key)(unsigned char)*text);
	app_key(app, KEYMAP_PASTE_END);
}

Test(find, pasted_control_characters_are_seen_and_not_looked_for)
{
	Script s = script_open("bundled", LANG_ZH, 120, 36);
	script_type(&s, "/");
	paste(s.app, "\001zj wan\177gge\006");
	cr_assert(script_shows(&s, "查找：\uFFFDzj wan\uFFFDgge\uFFFD"));
	cr_assert(script_shows(&s, "略去 3 个不可见字符"));
	script_type(&s, "ENTER");
	cr_assert(script_shows(&s, "查询中略去了 3 个不可见字符"), "said on the last line too, whatever the width");
	script_type(&s, "q /");
	app_key(s.app, KEYMAP_PASTE);
	app_key(s.app, KEYMAP_OTHER); /* a sequence */
	app_key(s.app, KEYMAP_DOWN);
	app_key(s.app, KEYMAP_PASTE_END);
	cr_assert(script_shows(&s, "查找：\uFFFD\uFFFD "));
	cr_assert(script_shows(&s, "略去 2 个不可见字符"));
	app_key(s.app, KEYMAP_OTHER);
	cr_assert(script_shows(&s, "查找：\uFFFD\uFFFD "), "typed, it is nothing");
	script_close(&s);
}

Test(find, pasted_text_is_text_and_its_line_feeds_are_blanks)
{
	Script s = script_open("bundled", LANG_ZH, 80, 24);
	paste(s.app, "Qq\n/");
	cr_assert_not(s.app->done);
	cr_assert_not(s.app->prompting, "pasted into no field it does nothing");
	script_type(&s, "/");
	paste(s.app, "wangge\ndang");
	cr_assert(script_shows(&s, "查找：wangge dang"));
	script_type(&s, "ESC q");
	cr_assert(s.app->done, "keys are keys again");
	script_close(&s);
}

Test(find, a_list_narrows_and_esc_brings_its_rows_back)
{
	Script s = script_open("bundled", LANG_ZH, 80, 24);
	script_type(&s, "4");
	size_t all = top(&s)->groups.n;
	script_type(&s, "f \"wangge\"");
	cr_assert(script_shows(&s, "f “wangge”"));
	size_t few = top(&s)->groups.n;
	cr_assert(few > 0 && few < all);
	script_type(&s, "ENTER DOWN");
	cr_assert_eq(top(&s)->groups.n, few, "they stay away");
	script_type(&s, "ESC");
	cr_assert_eq(top(&s)->groups.n, all);
	script_type(&s, "f \"没有没有\" ESC");
	cr_assert_eq(top(&s)->groups.n, all);
	cr_assert_eq(s.app->depth, 1);
	script_close(&s);
}

Test(find, a_list_of_figures_narrows_by_value)
{
	Script s = script_open("bundled", LANG_ZH, 120, 36);
	script_type(&s, "5 ENTER f \">100000\"");
	for (size_t i = 0; i < top(&s)->items.n; i++)
		cr_assert(top(&s)->items.at[i].header || s.corpus->figures.at[top(&s)->items.at[i].index].to > 100000);
	cr_assert_gt(top(&s)->items.n, 0);
	script_close(&s);
}

Test(find, a_command_leads_to_places_by_address_name_and_pinyin)
{
	Script s = script_open("bundled", LANG_ZH, 120, 36);
	script_type(&s, ": \"zj.2.3\" ENTER");
	Unit unit = view_read_unit(&top(&s)->reader);
	cr_assert_eq(unit.kind, UNIT_MEASURE);
	cr_assert_eq(s.corpus->measures.at[unit.index].n, 3);
	script_type(&s, ": \"浙江 2 1\" ENTER");
	cr_assert(script_shows(&s, "1/3"));
	script_type(&s, ": \"wgzl\" ENTER");
	cr_assert_eq(top(&s)->axis, AXIS_THEMES);
	cr_assert(str_eq(view_axis_name(s.corpus, view_browse_group(top(&s)), LANG_ZH), STR("网格治理")));
	script_type(&s, ": \"接诉即办\" ENTER");
	cr_assert_eq(top(&s)->axis, AXIS_TERMS);
	script_close(&s);
}

Test(find, a_command_runs_actions_by_either_name_id_and_pinyin)
{
	static const char *const NAMES[] = {"对照", "db", "duizhao", "compare", "COMPARE", "对比"};
	for (size_t i = 0; i < sizeof NAMES / sizeof *NAMES; i++) {
		Script s = script_open("bundled", LANG_ZH, 80, 24);
		script_type(&s, "c DOWN c :");
		for (const char *c = NAMES[i]; *c;) {
			char text[8] = "\"";
			size_t n = (unsigned char)*c < 0x80 ? 1 : 3;
			for (size_t k = 0; k < n; k++)
				text[1 + k] = c[k];
			script_type(&s, text);
			c += n;
		}
		script_type(&s, "ENTER");
		cr_assert_eq(app_context(s.app), CONTEXT_COMPARE, "%s", NAMES[i]);
		script_close(&s);
	}
}

Test(find, tab_completes_and_goes_on_to_the_next)
{
	Script s = script_open("bundled", LANG_ZH, 80, 24);
	script_type(&s, ": \"wg\" TAB");
	cr_assert(script_shows(&s, "：网格治理"));
	script_type(&s, "TAB");
	cr_assert_not(script_shows(&s, "：网格治理"));
	script_type(&s, "ENTER");
	cr_assert_eq(top(&s)->axis, AXIS_TERMS, "the second is a term");
	script_type(&s, ": \"没有没有\"");
	cr_assert(script_shows(&s, "没有这样的命令"));
	script_type(&s, "TAB ENTER");
	cr_assert(script_shows(&s, "没有“没有没有”"));
	script_type(&s, ": ENTER");
	cr_assert_not(s.app->prompting, "nothing typed, nothing done");
	script_close(&s);
}

Test(find, lines_of_keywords_lead_to_the_text_and_can_be_sorted)
{
	Script s = script_open("bundled", LANG_ZH, 120, 36);
	script_type(&s, "w");
	cr_assert_eq(s.app->depth, 1, "nothing was looked for");
	script_type(&s, "/ \"网格\" ENTER w");
	cr_assert(script_shows(&s, "逐行索引“网格” 25"));
	cr_assert(script_shows(&s, "按右文"));
	script_type(&s, "s");
	cr_assert(script_shows(&s, "按左文"));
	script_type(&s, "s DOWN DOWN ENTER");
	cr_assert_eq(top(&s)->axis, AXIS_FOUND);
	cr_assert_eq(top(&s)->focus, PANE_TEXT);
	cr_assert(top(&s)->reader.here, "the hit is lit");
	script_close(&s);
}

Test(find, earlier_queries_are_hinted_at_where_there_are_any)
{
	Script s = script_open("bundled", LANG_ZH, 120, 36);
	script_type(&s, "/");
	cr_assert_not(script_shows(&s, "上一次"));
	script_type(&s, "\"wg\" ENTER /");
	cr_assert(script_shows(&s, "↑ 上一次"));
	script_type(&s, "UP");
	cr_assert_not(script_shows(&s, "上一次"), "that was all of them");
	script_type(&s, "ESC f");
	cr_assert_not(script_shows(&s, "上一次"));
	script_type(&s, "ESC :");
	cr_assert_not(script_shows(&s, "上一次"));
	script_close(&s);
}

Test(find, a_line_of_keywords_can_be_compared_filtered_by_and_bookmarked)
{
	Script s = script_open("bundled", LANG_ZH, 120, 36);
	script_type(&s, "/ \"网格\" ENTER w DOWN DOWN c");
	cr_assert_eq(s.app->marked, 1);
	script_type(&s, "B");
	cr_assert_eq(s.app->kept.n, 1);
	script_type(&s, "v");
	cr_assert_eq(s.app->facet.picks.n, 1);
	cr_assert_eq(s.app->facet.picks.at[0].axis, FACET_PROVINCE);
	script_close(&s);
}

Test(find, queries_are_among_what_the_reader_keeps)
{
	Script s = script_open("small", LANG_ZH, 80, 24);
	Notes notes = {0};
	AppOptions options = {.lang = LANG_ZH, .ambiguous = 1, .notes = &notes};
	for (int session = 0; session < 2; session++) {
		App *mine = s.app;
		s.app = app_new(s.corpus, s.msgs, options);
		app_resize(s.app, 80, 24);
		script_type(&s, session == 0 ? "/ \"wg\" ENTER / \"dj\" ENTER" : "/ UP UP");
		cr_assert(session == 0 || script_shows(&s, "查找：wg"));
		app_free(s.app);
		s.app = mine;
	}
	notes_free(&notes);
	script_close(&s);
}

/* Speeches of one section with one measure of a kilobyte each; every one has 社区, the last one 末篇. */
static Corpus *large_corpus(uint32_t n, Buf *text, Buf *last)
{
	Corpus *corpus = mem_zeroed(1, sizeof *corpus);
	buf_add(text, STR("社区"));
	for (int i = 0; i < 40; i++)
		buf_add(text, STR("坚持党建引领，夯实基层基础。"));
	buf_add(last, buf_str(text));
	buf_add(last, STR("末篇"));
	MEM_PUSH(&corpus->volumes, ((Volume){.speeches = {0, n}}));
	for (uint32_t i = 0; i < n; i++) {
		MEM_PUSH(&corpus->measures, ((Measure){.body.text.zh.s = buf_str(i + 1 < n ? text : last)}));
		MEM_PUSH(&corpus->sections, ((Section){.measures = {i, 1}}));
		MEM_PUSH(&corpus->speeches, ((Speech){.province_id.s = STR("zhejiang"), .sections = {i, 1}}));
	}
	corpus_index(corpus);
	return corpus;
}

Test(find, a_large_corpus_is_looked_through_between_keys_and_esc_stops_that)
{
	Buf text = {0}, last = {0};
	Msgs msgs = {0};
	Script s = {.corpus = large_corpus(3000, &text, &last)};
	s.app = app_new(s.corpus, &msgs, (AppOptions){.lang = LANG_ZH, .ambiguous = 1});
	app_resize(s.app, 80, 24);
	script_type(&s, "/ \"社\"");
	cr_assert(app_working(s.app));
	cr_assert(top(&s)->hits.n > 24 && top(&s)->hits.n < 3000, "a screen of hits is there at once");
	cr_assert(script_shows(&s, "查找中"));
	script_type(&s, "\"区\"");
	cr_assert(app_working(s.app));
	int painted = 0, slices = 0;
	for (; app_working(s.app); slices++)
		painted += app_work(s.app);
	cr_assert(painted >= 1 && (slices < 4 || painted < slices), "painted %d times in %d slices", painted, slices);
	cr_assert_eq(top(&s)->hits.n, 3000);
	cr_assert_not(script_shows(&s, "查找中"));
	cr_assert(script_shows(&s, "1/3000"));
	script_type(&s, "BACKSPACE BACKSPACE \"末篇\" ENTER");
	cr_assert(app_working(s.app));
	cr_assert_eq(s.app->depth, 2, "it may still be found");
	script_type(&s, "? ESC");
	while (app_working(s.app))
		app_work(s.app);
	cr_assert_eq(top(&s)->hits.n, 1);
	script_type(&s, "/ \"社区\" ENTER ESC");
	cr_assert_not(app_working(s.app));
	cr_assert(script_shows(&s, "查找已停"));
	cr_assert(top(&s)->hits.n > 0 && top(&s)->hits.n < 3000);
	app_free(s.app);
	screen_free(&s.screen);
	corpus_free(s.corpus);
	buf_free(&text);
	buf_free(&last);
}

static void work(Script *s)
{
	while (app_working(s->app))
		app_work(s->app);
}

Test(find, keywords_in_context_of_a_large_corpus_come_between_keys)
{
	Buf text = {0}, last = {0};
	Msgs msgs = {0};
	Script s = {.corpus = large_corpus(3000, &text, &last)};
	s.app = app_new(s.corpus, &msgs, (AppOptions){.lang = LANG_ZH, .ambiguous = 1});
	app_resize(s.app, 80, 24);
	script_type(&s, "/ \"社区\" ENTER w"); /* while it is still being looked for */
	cr_assert(app_working(s.app) && script_shows(&s, "查找中"));
	cr_assert(script_shows(&s, "社区坚持党建引领"), "lines are there at once");
	script_type(&s, "j j");
	cr_assert(script_shows(&s, "3/"));
	work(&s);
	cr_assert(script_shows(&s, "3/3000"), "the same line is under the cursor");
	script_type(&s, "q / \"党建\" ENTER");
	work(&s);
	script_type(&s, "w");
	cr_assert(app_working(s.app) && script_shows(&s, "排序中"));
	work(&s);
	cr_assert(script_shows(&s, "1/120000") && !script_shows(&s, "排序中"));
	script_type(&s, "G ENTER");
	cr_assert_eq(app_view_context(s.app), CONTEXT_TEXT, "the text, where that line stands");
	cr_assert_eq(top(&s)->hits.n, 120000);
	cr_assert(script_shows(&s, "/120000") && !script_shows(&s, " 1/120000"));
	app_free(s.app);
	screen_free(&s.screen);
	corpus_free(s.corpus);
	buf_free(&text);
	buf_free(&last);
}

Test(find, the_text_of_a_line_can_be_opened_while_more_is_looked_for)
{
	Buf text = {0}, last = {0};
	Msgs msgs = {0};
	Script s = {.corpus = large_corpus(3000, &text, &last)};
	s.app = app_new(s.corpus, &msgs, (AppOptions){.lang = LANG_ZH, .ambiguous = 1});
	app_resize(s.app, 80, 24);
	script_type(&s, "/ \"社区\" ENTER w");
	for (int i = 0; i < 3; i++)
		app_work(s.app);
	script_type(&s, "G ENTER");
	cr_assert(app_working(s.app) && app_view_context(s.app) == CONTEXT_TEXT);
	size_t at = top(&s)->item_scroll.cursor;
	cr_assert_gt(at, 100, "at the hit of that line");
	work(&s);
	cr_assert_eq(top(&s)->hits.n, 3000, "the search goes on from there");
	cr_assert_eq(top(&s)->item_scroll.cursor, at);
	app_free(s.app);
	screen_free(&s.screen);
	corpus_free(s.corpus);
	buf_free(&text);
	buf_free(&last);
}
