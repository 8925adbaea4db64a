/* Proposals are shown, confirmed and changed, and the file says so. */
#include "../../tui/amend.h"
#include "../../tui/view_tags.h"
#include "../../core/load.h"
#include "desk.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>
#include <utime.h>

#define IMPORTED "tests/data/imported"
#define BUNDLED "content/2022-urban-party-building"

Test(tags, what_is_proposed_is_shown_as_such)
{
	Script script = script_open("imported", LANG_ZH, 120, 36);
	script_type(&script, "3 ENTER");
	cr_assert(script_shows(&script, "主题：典型与比学？、制度与项目？"));
	cr_assert(script_shows(&script, "anhui.1.1 · 待"));
	cr_assert(script_shows(&script, "待确认 13"));
	script_close(&script);
}

Test(tags, nothing_of_the_bundled_corpus_waits)
{
	Script script = script_open("bundled", LANG_ZH, 120, 36);
	script_type(&script, "3 ENTER");
	cr_assert(!script_shows(&script, "待确认"));
	script_close(&script);
}

Test(tags, enter_confirms_and_writes_it)
{
	Desk desk;
	desk_open(&desk, IMPORTED, 120, 36);
	script_type(&desk.script, "3 ENTER t");
	desk_shows(&desk, "[?] 典型与比学");
	script_type(&desk.script, "ENTER");
	desk_shows(&desk, "已写入文件");
	desk_shows(&desk, "待确认 12");
	desk_shows(&desk, "主题：典型与比学、制度与项目 · ");
	desk_assert_file(&desk, "anhui.yaml",
		"- label: 选得准\n            found: {by: number, sure: 97}\n            themes: [models, planning]\n", NULL);
	desk_close(&desk);
}

Test(tags, themes_are_changed_and_the_main_one_comes_first)
{
	Desk desk;
	desk_open(&desk, IMPORTED, 80, 24);
	script_type(&desk.script, "3 ENTER t DOWN SPACE DOWN SPACE m ENTER");
	desk_assert_file(&desk, "anhui.yaml", "themes: [leadership, models]", NULL);
	cr_assert_eq(desk.script.app->corpus->measures.at[0].themes.n, 2u);
	desk_shows(&desk, "已写入文件");
	desk_close(&desk);
}

Test(tags, no_measure_is_left_without_a_theme_or_with_four)
{
	Desk desk;
	desk_open(&desk, IMPORTED, 80, 24);
	script_type(&desk.script, "3 ENTER t SPACE DOWN SPACE");
	desk_shows(&desk, "一到三个主题");
	script_type(&desk.script, "ESC UP SPACE DOWN DOWN SPACE DOWN SPACE");
	desk_shows(&desk, "一到三个主题");
	desk_close(&desk);
}

Test(tags, what_was_chosen_is_taken_back_step_by_step_and_done_again)
{
	Desk desk;
	desk_open(&desk, IMPORTED, 120, 36);
	script_type(&desk.script, "3 ENTER t");
	Buf before = {0}, behind = {0};
	buf_add(&before, str_of(script_screen(&desk.script, true)));
	script_type(&desk.script, "DOWN m UP SPACE e ^U \"公认\" ENTER");
	buf_add(&behind, str_of(script_screen(&desk.script, true)));
	desk_shows(&desk, "公认");
	script_type(&desk.script, "u");
	cr_assert(script_shows(&desk.script, "选得准"), "the label is back");
	script_type(&desk.script, "u u");
	cr_assert_str_eq(script_screen(&desk.script, true), buf_cstr(&before));
	script_type(&desk.script, "u");
	desk_shows(&desk, "没有可撤销或重做的");
	script_type(&desk.script, "U U U");
	cr_assert_str_eq(script_screen(&desk.script, true), buf_cstr(&behind));
	script_type(&desk.script, "u u u q");
	cr_assert(!script_shows(&desk.script, "改动还没有写入"), "nothing is changed any more");
	buf_free(&before);
	buf_free(&behind);
	desk_close(&desk);
}

Test(tags, a_group_can_be_left_open)
{
	Desk desk;
	desk_open(&desk, IMPORTED, 120, 36);
	script_type(&desk.script, "3 ENTER t UP SPACE");
	desk_shows(&desk, "暂不确认");
	script_type(&desk.script, "ENTER");
	desk_assert_file(&desk, "anhui.yaml", "proposed: [themes]\n            themes: [models, planning]", NULL);
	desk_shows(&desk, "anhui.1.1 · 待");
	desk_shows(&desk, "待确认 13");
	desk_close(&desk);
}

Test(tags, a_label_is_rewritten_and_a_figure_thrown_out)
{
	Desk desk;
	desk_open(&desk, IMPORTED, 120, 36);
	script_type(&desk.script, "3 ENTER t e ^U \"选准: 群众公认\" ENTER TAB DOWN SPACE");
	desk_shows(&desk, "[ ] 不足九成");
	script_type(&desk.script, "ENTER");
	desk_assert_file(&desk, "anhui.yaml", "- label: \"选准: 群众公认\"\n", "不足九成,");
	desk_shows(&desk, "选准: 群众公认");
	desk_close(&desk);
}

Test(tags, one_after_the_other)
{
	Desk desk;
	desk_open(&desk, IMPORTED, 120, 36);
	script_type(&desk.script, "3 ENTER t y");
	desk_shows(&desk, "anhui.1.2");
	script_type(&desk.script, "n");
	desk_shows(&desk, "anhui.2.1");
	script_type(&desk.script, "y y y y y y y y y y y n y");
	desk_shows(&desk, "已写入文件");
	desk_hides(&desk, "待确认");
	desk_assert_file(&desk, "anhui.yaml", NULL, "proposed:");
	desk_close(&desk);
}

Test(tags, leaving_with_changes_is_asked_about)
{
	Desk desk;
	desk_open(&desk, IMPORTED, 80, 24);
	script_type(&desk.script, "3 ENTER t DOWN SPACE q");
	desk_shows(&desk, "还没有写入");
	script_type(&desk.script, "q");
	desk_shows(&desk, "一、抓先进");
	desk_assert_file(&desk, "anhui.yaml", "themes: [models, planning]", NULL);
	script_type(&desk.script, "t ESC");
	cr_assert(script_shows(&desk.script, "一、抓先进"), "nothing was changed, and yet it asks");
	desk_close(&desk);
}

Test(tags, the_bundled_corpus_can_be_corrected_in_a_copy)
{
	Desk desk;
	Buf before = {0}, after = {0};
	desk_open(&desk, BUNDLED, 120, 36);
	desk_read(&desk, "beijing.yaml", &before);
	script_type(&desk.script, "3 ENTER ENTER t DOWN DOWN DOWN m");
	desk_shows(&desk, "主要");
	script_type(&desk.script, "ENTER");
	desk_shows(&desk, "已写入文件");
	desk_read(&desk, "beijing.yaml", &after);
	cr_assert(!str_eq(buf_str(&before), buf_str(&after)));
	cr_assert_eq(desk.script.app->msgs->list.n, 0u);
	size_t lines[2] = {0, 0};
	for (size_t i = 0; i < before.n; i++)
		lines[0] += before.s[i] == '\n';
	for (size_t i = 0; i < after.n; i++)
		lines[1] += after.s[i] == '\n';
	cr_assert_eq(lines[0], lines[1]);
	buf_free(&before);
	buf_free(&after);
	desk_close(&desk);
}

Test(tags, the_place_stays_and_what_is_marked_too)
{
	Desk desk;
	desk_open(&desk, IMPORTED, 120, 36);
	script_type(&desk.script, "3 ENTER DOWN DOWN c DOWN DOWN c t ENTER");
	cr_assert_eq(desk.script.app->marked, 2u);
	desk_shows(&desk, "对照 2");
	script_type(&desk.script, "C");
	desk_shows(&desk, "对照");
	desk_close(&desk);
}

Test(tags, a_file_that_has_changed_is_left_alone)
{
	Desk desk;
	desk_open(&desk, IMPORTED, 120, 36);
	script_type(&desk.script, "3 ENTER t");
	desk_add_line(&desk, "anhui.yaml", "# mine");
	script_type(&desk.script, "ENTER");
	desk_shows(&desk, "载入之后被改过");
	cr_assert(script_shows(&desk.script, "[?] 典型与比学"), "the panel is gone");
	desk_assert_file(&desk, "anhui.yaml", "# mine\n", NULL);
	desk_close(&desk);
}

Test(tags, a_corpus_that_is_read_only_says_how_to_get_a_copy)
{
	home_nobody();
	Script script = script_open("imported", LANG_ZH, 120, 36);
	script_type(&script, "3 ENTER t");
	cr_assert(script_shows(&script, "cp -r tests/data/imported/ "), "%s", script_screen(&script, false));
	script_close(&script);
}

Test(tags, a_corpus_in_the_working_directory_is_copied_from_there)
{
	const char *const paths[] = {"corpus.yaml"};
	home_nobody();
	cr_assert_eq(chdir("tests/data/imported"), 0);
	Msgs *msgs = mem_zeroed(1, sizeof *msgs);
	Corpus *corpus = load_paths(paths, 1, NULL, msgs);
	cr_assert_not_null(corpus);
	Script script = script_on(corpus, msgs, LANG_ZH, 120, 36);
	script_type(&script, "3 ENTER t");
	cr_assert(script_shows(&script, "cp -r ./ "), "%s", script_screen(&script, false));
	script_close(&script);
}

Test(tags, a_file_that_changes_while_it_is_loaded_is_left_alone)
{
	Home home = home_new();
	char path[200];
	const char *const paths[] = {path};
	Msgs msgs = {0};
	AmendStamps stamps = {0};
	snprintf(path, sizeof path, "%s/small.yaml", home.path);
	FILE *from = fopen("tests/data/small.yaml", "r"), *to = fopen(path, "w");
	cr_assert(from && to);
	for (int c; (c = fgetc(from)) != EOF;)
		fputc(c, to);
	fclose(from);
	cr_assert_eq(fclose(to), 0);
	Corpus *corpus = load_paths(paths, 1, NULL, &msgs);
	cr_assert_not_null(corpus);
	amend_note(&stamps, corpus, &msgs);
	cr_assert_eq(amend_may(&stamps, &msgs, 0), AMEND_FINE);
	to = fopen(path, "a");
	cr_assert(to && fputs("# mine\n", to) >= 0 && fclose(to) == 0);
	amend_note(&stamps, corpus, &msgs);
	cr_assert_eq(amend_may(&stamps, &msgs, 0), AMEND_OTHER);
	amend_free(&stamps);
	corpus_free(corpus);
	msg_free(&msgs);
	home_close(&home);
}

Test(tags, what_came_through_a_pipe_cannot_be_changed)
{
	Msgs msgs = {0};
	AmendStamps stamps = {0};
	msg_file(&msgs, STR("-"));
	amend_note(&stamps, &(Corpus){0}, &msgs);
	cr_assert_eq(amend_may(&stamps, &msgs, 0), AMEND_NOWHERE);
	cr_assert_eq(amend_may(&stamps, &msgs, 7), AMEND_NOWHERE);
	amend_free(&stamps);
	msg_free(&msgs);
}
