/* Proposals are shown, confirmed and changed, and the file says so. */
#include "../../tui/amend.h"
#include "../../tui/view_tags.h"
#include "../../core/load.h"
#include "home.h"
#include "script.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <utime.h>

/* A copy of the imported corpus that may be written, and the browser on it. */
typedef struct Desk { Home home; char path[200]; Script script; } Desk;

static void open_desk(Desk *desk, const char *from, int width, int height)
{
	char command[600];
	desk->home = home_new();
	snprintf(desk->path, sizeof desk->path, "%s/c", desk->home.path);
	snprintf(command, sizeof command, "cp -r %s %s && chmod -R u+w %s", from, desk->path, desk->path);
	cr_assert_eq(system(command), 0);
	desk->script = script_open(desk->path, LANG_ZH, width, height);
}

static void close_desk(Desk *desk)
{
	script_close(&desk->script);
	home_close(&desk->home);
}

static void read_file(const Desk *desk, const char *name, Buf *out)
{
	char path[400];
	snprintf(path, sizeof path, "%s/%s", desk->path, name);
	FILE *file = fopen(path, "r");
	cr_assert(file, "%s", path);
	for (int c; (c = fgetc(file)) != EOF;)
		buf_add_char(out, (char)c);
	fclose(file);
}

static void assert_file(const Desk *desk, const char *name, const char *has, const char *lacks)
{
	Buf text = {0};
	read_file(desk, name, &text);
	cr_assert(!has || strstr(buf_cstr(&text), has), "no “%s” in %s", has, buf_cstr(&text));
	cr_assert(!lacks || !strstr(buf_cstr(&text), lacks), "“%s” in %s", lacks, buf_cstr(&text));
	buf_free(&text);
}

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
	open_desk(&desk, IMPORTED, 120, 36);
	script_type(&desk.script, "3 ENTER t");
	cr_assert(script_shows(&desk.script, "[?] 典型与比学"));
	script_type(&desk.script, "ENTER");
	cr_assert(script_shows(&desk.script, "已写入文件"));
	cr_assert(script_shows(&desk.script, "待确认 12"));
	cr_assert(script_shows(&desk.script, "主题：典型与比学、制度与项目 · "));
	assert_file(&desk, "anhui.yaml",
		"- label: 选得准\n            found: {by: number, sure: 97}\n            themes: [models, planning]\n", NULL);
	close_desk(&desk);
}

Test(tags, themes_are_changed_and_the_main_one_comes_first)
{
	Desk desk;
	open_desk(&desk, IMPORTED, 80, 24);
	script_type(&desk.script, "3 ENTER t DOWN SPACE DOWN SPACE m ENTER");
	assert_file(&desk, "anhui.yaml", "themes: [leadership, models]", NULL);
	cr_assert_eq(desk.script.app->corpus->measures.at[0].themes.n, 2u);
	cr_assert(script_shows(&desk.script, "已写入文件"));
	close_desk(&desk);
}

Test(tags, no_measure_is_left_without_a_theme_or_with_four)
{
	Desk desk;
	open_desk(&desk, IMPORTED, 80, 24);
	script_type(&desk.script, "3 ENTER t SPACE DOWN SPACE");
	cr_assert(script_shows(&desk.script, "一到三个主题"));
	script_type(&desk.script, "ESC UP SPACE DOWN DOWN SPACE DOWN SPACE");
	cr_assert(script_shows(&desk.script, "一到三个主题"));
	close_desk(&desk);
}

Test(tags, what_was_chosen_is_taken_back_step_by_step_and_done_again)
{
	Desk desk;
	open_desk(&desk, IMPORTED, 120, 36);
	script_type(&desk.script, "3 ENTER t");
	Buf before = {0}, behind = {0};
	buf_add(&before, str_of(script_screen(&desk.script, true)));
	script_type(&desk.script, "DOWN m UP SPACE e ^U \"公认\" ENTER");
	buf_add(&behind, str_of(script_screen(&desk.script, true)));
	cr_assert(script_shows(&desk.script, "公认"));
	script_type(&desk.script, "u");
	cr_assert(script_shows(&desk.script, "选得准"), "the label is back");
	script_type(&desk.script, "u u");
	cr_assert_str_eq(script_screen(&desk.script, true), buf_cstr(&before));
	script_type(&desk.script, "u");
	cr_assert(script_shows(&desk.script, "没有可撤销或重做的"));
	script_type(&desk.script, "U U U");
	cr_assert_str_eq(script_screen(&desk.script, true), buf_cstr(&behind));
	script_type(&desk.script, "u u u q");
	cr_assert(!script_shows(&desk.script, "改动还没有写入"), "nothing is changed any more");
	buf_free(&before);
	buf_free(&behind);
	close_desk(&desk);
}

Test(tags, a_group_can_be_left_open)
{
	Desk desk;
	open_desk(&desk, IMPORTED, 120, 36);
	script_type(&desk.script, "3 ENTER t UP SPACE");
	cr_assert(script_shows(&desk.script, "暂不确认"));
	script_type(&desk.script, "ENTER");
	assert_file(&desk, "anhui.yaml", "proposed: [themes]\n            themes: [models, planning]", NULL);
	cr_assert(script_shows(&desk.script, "anhui.1.1 · 待"));
	cr_assert(script_shows(&desk.script, "待确认 13"));
	close_desk(&desk);
}

Test(tags, a_label_is_rewritten_and_a_figure_thrown_out)
{
	Desk desk;
	open_desk(&desk, IMPORTED, 120, 36);
	script_type(&desk.script, "3 ENTER t e ^U \"选准: 群众公认\" ENTER TAB DOWN SPACE");
	cr_assert(script_shows(&desk.script, "[ ] 不足九成"));
	script_type(&desk.script, "ENTER");
	assert_file(&desk, "anhui.yaml", "- label: \"选准: 群众公认\"\n", "不足九成,");
	cr_assert(script_shows(&desk.script, "选准: 群众公认"));
	close_desk(&desk);
}

Test(tags, one_after_the_other)
{
	Desk desk;
	open_desk(&desk, IMPORTED, 120, 36);
	script_type(&desk.script, "3 ENTER t y");
	cr_assert(script_shows(&desk.script, "anhui.1.2"));
	script_type(&desk.script, "n");
	cr_assert(script_shows(&desk.script, "anhui.2.1"));
	script_type(&desk.script, "y y y y y y y y y y y n y");
	cr_assert(script_shows(&desk.script, "已写入文件"));
	cr_assert(!script_shows(&desk.script, "待确认"), "%s", script_screen(&desk.script, false));
	assert_file(&desk, "anhui.yaml", NULL, "proposed:");
	close_desk(&desk);
}

Test(tags, leaving_with_changes_is_asked_about)
{
	Desk desk;
	open_desk(&desk, IMPORTED, 80, 24);
	script_type(&desk.script, "3 ENTER t DOWN SPACE q");
	cr_assert(script_shows(&desk.script, "还没有写入"));
	script_type(&desk.script, "q");
	cr_assert(script_shows(&desk.script, "一、抓先进"));
	assert_file(&desk, "anhui.yaml", "themes: [models, planning]", NULL);
	script_type(&desk.script, "t ESC");
	cr_assert(script_shows(&desk.script, "一、抓先进"), "nothing was changed, and yet it asks");
	close_desk(&desk);
}

Test(tags, the_bundled_corpus_can_be_corrected_in_a_copy)
{
	Desk desk;
	Buf before = {0}, after = {0};
	open_desk(&desk, BUNDLED, 120, 36);
	read_file(&desk, "beijing.yaml", &before);
	script_type(&desk.script, "3 ENTER ENTER t DOWN DOWN DOWN m");
	cr_assert(script_shows(&desk.script, "主要"));
	script_type(&desk.script, "ENTER");
	cr_assert(script_shows(&desk.script, "已写入文件"), "%s", script_screen(&desk.script, false));
	read_file(&desk, "beijing.yaml", &after);
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
	close_desk(&desk);
}

Test(tags, the_place_stays_and_what_is_marked_too)
{
	Desk desk;
	open_desk(&desk, IMPORTED, 120, 36);
	script_type(&desk.script, "3 ENTER DOWN DOWN c DOWN DOWN c t ENTER");
	cr_assert_eq(desk.script.app->marked, 2u);
	cr_assert(script_shows(&desk.script, "对照 2"));
	script_type(&desk.script, "C");
	cr_assert(script_shows(&desk.script, "对照"));
	close_desk(&desk);
}

Test(tags, a_file_that_has_changed_is_left_alone)
{
	Desk desk;
	char path[300];
	open_desk(&desk, IMPORTED, 120, 36);
	script_type(&desk.script, "3 ENTER t");
	snprintf(path, sizeof path, "%s/anhui.yaml", desk.path);
	FILE *file = fopen(path, "a");
	cr_assert(file && fputs("# mine\n", file) >= 0 && fclose(file) == 0);
	script_type(&desk.script, "ENTER");
	cr_assert(script_shows(&desk.script, "载入之后被改过"));
	cr_assert(script_shows(&desk.script, "[?] 典型与比学"), "the panel is gone");
	assert_file(&desk, "anhui.yaml", "# mine\n", NULL);
	close_desk(&desk);
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
