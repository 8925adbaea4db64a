/* Going over an import: the panes follow one another, what is done is seen, undone, and written to the files. */
#include "home.h"
#include "script.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A copy of an imported corpus that may be written, and the browser on it. */
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

static void shows(Desk *desk, const char *text)
{
	cr_assert(script_shows(&desk->script, text), "no “%s”:\n%s", text, script_screen(&desk->script, false));
}

static void hides(Desk *desk, const char *text)
{
	cr_assert(!script_shows(&desk->script, text), "“%s”:\n%s", text, script_screen(&desk->script, false));
}

static bool file_has(const Desk *desk, const char *name, const char *text)
{
	char command[700];
	snprintf(command, sizeof command, "grep -qF '%s' %s/%s", text, desk->path, name);
	return system(command) == 0;
}

#define WRAPPED "tests/data/wrapped"

Test(view_review, the_source_shows_what_was_left_out_repaired_and_joined)
{
	Desk desk;
	open_desk(&desk, WRAPPED, 120, 36);
	script_type(&desk.script, "R");
	shows(&desk, "核对导入  tianjin");
	shows(&desk, "略去：— 1 —（页码）");
	shows(&desk, "职能↵部门派驻");
	shows(&desk, "序词 97%  改标点 3  连行 2");
	shows(&desk, "存疑 2");
	close_desk(&desk);
}

Test(view_review, moving_in_one_pane_moves_the_other)
{
	Desk desk;
	open_desk(&desk, WRAPPED, 120, 36);
	script_type(&desk.script, "R DOWN DOWN DOWN");
	shows(&desk, "核对导入  tianjin.1.2");
	script_type(&desk.script, "DOWN DOWN DOWN DOWN");
	shows(&desk, "核对导入  chongqing.1.1");
	shows(&desk, "一是重构权责清单");
	hides(&desk, "一是坚持赋权扩能");
	script_type(&desk.script, "TAB g");
	shows(&desk, "核对导入  tianjin ");
	script_type(&desk.script, "DOWN DOWN DOWN DOWN DOWN");
	shows(&desk, "核对导入  tianjin.1.1");
	script_type(&desk.script, "G");
	shows(&desk, "核对导入  chongqing.1.3");
	close_desk(&desk);
}

Test(view_review, each_doubtful_decision_is_one_key_away_and_confirmed_by_one)
{
	Desk desk;
	open_desk(&desk, WRAPPED, 80, 24);
	script_type(&desk.script, "R n");
	shows(&desk, "tianjin.1  分段把握不大；小标题待确认");
	script_type(&desk.script, "n");
	shows(&desk, "chongqing.1  分段把握不大");
	script_type(&desk.script, "N y");
	shows(&desk, "chongqing.1  分段把握不大");
	shows(&desk, "存疑 1");
	script_type(&desk.script, "y");
	shows(&desk, "没有存疑之处了");
	shows(&desk, "无存疑");
	script_type(&desk.script, "u u");
	shows(&desk, "存疑 2");
	hides(&desk, "未写入");
	close_desk(&desk);
}

Test(view_review, what_is_cut_joined_and_renamed_is_written_and_undone)
{
	Desk desk;
	open_desk(&desk, WRAPPED, 120, 36);
	script_type(&desk.script, "R DOWN DOWN TAB RIGHT RIGHT s");
	shows(&desk, "赋予街道党工委对区职能");
	shows(&desk, "未写入");
	shows(&desk, "tianjin.1.2");
	script_type(&desk.script, "e ^U \"派驻机构\" ENTER");
	shows(&desk, "2 派驻机构");
	script_type(&desk.script, "ENTER");
	shows(&desk, "已写入 1 个文件");
	hides(&desk, "未写入");
	cr_assert(file_has(&desk, "tianjin.yaml", "label: 派驻机构"));
	cr_assert(file_has(&desk, "tianjin.yaml", "text: 坚持赋权扩能，让街道有职有权。"));
	script_type(&desk.script, "u u ENTER");
	shows(&desk, "已写入 1 个文件");
	char command[500];
	snprintf(command, sizeof command, "diff -r " WRAPPED " %s", desk.path);
	cr_assert_eq(system(command), 0, "not as it was");
	script_type(&desk.script, "q");
	shows(&desk, "省份");
	close_desk(&desk);
}

Test(view_review, speaker_and_province_are_put_right)
{
	Desk desk;
	open_desk(&desk, WRAPPED, 80, 24);
	script_type(&desk.script, "R w ^U \"天津市委\" ENTER v ^U \"京\" ENTER");
	shows(&desk, "天津市委 · 北京");
	script_type(&desk.script, "v ^U \"某省\" ENTER");
	shows(&desk, "没有这个省份");
	script_type(&desk.script, "ENTER");
	cr_assert(file_has(&desk, "tianjin.yaml", "province: beijing"));
	cr_assert(file_has(&desk, "tianjin.yaml", "speaker: 天津市委"));
	close_desk(&desk);
}

Test(view_review, leaving_with_changes_is_asked_about_by_either_key)
{
	Desk desk;
	open_desk(&desk, WRAPPED, 80, 24);
	script_type(&desk.script, "R n y q");
	shows(&desk, "改动还没有写入");
	script_type(&desk.script, "DOWN Q");
	shows(&desk, "改动还没有写入");
	cr_assert(!desk.script.app->done);
	script_type(&desk.script, "ESC");
	shows(&desk, "核对导入");
	script_type(&desk.script, "q q");
	hides(&desk, "核对导入");
	cr_assert(!file_has(&desk, "tianjin.yaml", "sure: 100"));
	close_desk(&desk);
}

Test(view_review, what_cannot_be_done_says_why)
{
	Desk desk;
	open_desk(&desk, WRAPPED, 120, 36);
	script_type(&desk.script, "R <");
	shows(&desk, "发言已是最高一级");
	script_type(&desk.script, "m");
	shows(&desk, "前面没有可并入的");
	script_type(&desk.script, "s");
	shows(&desk, "Tab 到原文一栏");
	script_type(&desk.script, "u");
	shows(&desk, "没有可撤销或重做的");
	close_desk(&desk);
}

Test(view_review, a_corpus_without_its_source_is_not_gone_over)
{
	Script script = script_open("small", LANG_ZH, 80, 24);
	script_type(&script, "R");
	cr_assert(script_shows(&script, "没有导入时的原文"));
	script_close(&script);
}

Test(view_review, a_file_changed_by_somebody_else_is_left_alone)
{
	Desk desk;
	char path[300];
	open_desk(&desk, WRAPPED, 120, 36);
	script_type(&desk.script, "R n y");
	snprintf(path, sizeof path, "%s/tianjin.yaml", desk.path);
	FILE *file = fopen(path, "a");
	cr_assert(file && fputs("# mine\n", file) >= 0 && fclose(file) == 0);
	script_type(&desk.script, "ENTER");
	shows(&desk, "载入之后被改过");
	shows(&desk, "未写入");
	cr_assert(file_has(&desk, "tianjin.yaml", "# mine"));
	close_desk(&desk);
}

Test(view_review, what_is_proposed_of_speeches_and_sections_is_marked_in_the_browser)
{
	Desk desk;
	open_desk(&desk, WRAPPED, 120, 36);
	shows(&desk, "R 存疑 2");
	script_type(&desk.script, "3");
	shows(&desk, "一、全文？");
	script_type(&desk.script, "ENTER");
	shows(&desk, "tianjin.1 · 待确认：小标题");
	script_type(&desk.script, "R n y y ENTER q");
	hides(&desk, "存疑");
	hides(&desk, "全文？");
	close_desk(&desk);
}
