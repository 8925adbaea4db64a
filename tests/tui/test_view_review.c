/* Going over an import: the panes follow one another, what is done is seen, undone, and written to the files. */
#include "desk.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>

#define WRAPPED "tests/data/wrapped"

Test(view_review, the_source_shows_what_was_left_out_repaired_and_joined)
{
	Desk desk;
	desk_open(&desk, WRAPPED, 120, 36);
	script_type(&desk.script, "R");
	desk_shows(&desk, "核对导入  tianjin");
	desk_shows(&desk, "略去：— 1 —（页码）");
	desk_shows(&desk, "职能↵部门派驻");
	desk_shows(&desk, "序词 97%  改标点 3  连行 2");
	desk_shows(&desk, "存疑 2");
	desk_close(&desk);
}

Test(view_review, moving_in_one_pane_moves_the_other)
{
	Desk desk;
	desk_open(&desk, WRAPPED, 120, 36);
	script_type(&desk.script, "R DOWN DOWN DOWN");
	desk_shows(&desk, "核对导入  tianjin.1.2");
	script_type(&desk.script, "DOWN DOWN DOWN DOWN");
	desk_shows(&desk, "核对导入  chongqing.1.1");
	desk_shows(&desk, "一是重构权责清单");
	desk_hides(&desk, "一是坚持赋权扩能");
	script_type(&desk.script, "TAB g");
	desk_shows(&desk, "核对导入  tianjin ");
	script_type(&desk.script, "DOWN DOWN DOWN DOWN DOWN");
	desk_shows(&desk, "核对导入  tianjin.1.1");
	script_type(&desk.script, "G");
	desk_shows(&desk, "核对导入  chongqing.1.3");
	desk_close(&desk);
}

Test(view_review, each_doubtful_decision_is_one_key_away_and_confirmed_by_one)
{
	Desk desk;
	desk_open(&desk, WRAPPED, 80, 24);
	script_type(&desk.script, "R n");
	desk_shows(&desk, "tianjin.1  分段把握不大；小标题待确认");
	script_type(&desk.script, "n");
	desk_shows(&desk, "chongqing.1  分段把握不大");
	script_type(&desk.script, "N y");
	desk_shows(&desk, "chongqing.1  分段把握不大");
	desk_shows(&desk, "存疑 1");
	script_type(&desk.script, "y");
	desk_shows(&desk, "没有存疑之处了");
	desk_shows(&desk, "无存疑");
	script_type(&desk.script, "u u");
	desk_shows(&desk, "存疑 2");
	desk_hides(&desk, "未写入");
	desk_close(&desk);
}

Test(view_review, what_is_cut_joined_and_renamed_is_written_and_undone)
{
	Desk desk;
	desk_open(&desk, WRAPPED, 120, 36);
	script_type(&desk.script, "R DOWN DOWN TAB RIGHT RIGHT s");
	desk_shows(&desk, "赋予街道党工委对区职能");
	desk_shows(&desk, "未写入");
	desk_shows(&desk, "tianjin.1.2");
	script_type(&desk.script, "e ^U \"派驻机构\" ENTER");
	desk_shows(&desk, "2 派驻机构");
	script_type(&desk.script, "ENTER");
	desk_shows(&desk, "已写入 1 个文件");
	desk_hides(&desk, "未写入");
	desk_assert_file(&desk, "tianjin.yaml", "label: 派驻机构", NULL);
	desk_assert_file(&desk, "tianjin.yaml", "text: 坚持赋权扩能，让街道有职有权。", NULL);
	script_type(&desk.script, "u u ENTER");
	desk_shows(&desk, "已写入 1 个文件");
	char command[500];
	snprintf(command, sizeof command, "diff -r " WRAPPED " %s", desk.path);
	cr_assert_eq(system(command), 0, "not as it was");
	script_type(&desk.script, "q");
	desk_shows(&desk, "省份");
	desk_close(&desk);
}

Test(view_review, speaker_and_province_are_put_right)
{
	Desk desk;
	desk_open(&desk, WRAPPED, 80, 24);
	script_type(&desk.script, "R w ^U \"天津市委\" ENTER v ^U \"京\" ENTER");
	desk_shows(&desk, "天津市委 · 北京");
	script_type(&desk.script, "v ^U \"某省\" ENTER");
	desk_shows(&desk, "没有这个省份");
	script_type(&desk.script, "ENTER");
	desk_assert_file(&desk, "tianjin.yaml", "province: beijing", NULL);
	desk_assert_file(&desk, "tianjin.yaml", "speaker: 天津市委", NULL);
	desk_close(&desk);
}

Test(view_review, leaving_with_changes_is_asked_about_by_either_key)
{
	Desk desk;
	desk_open(&desk, WRAPPED, 80, 24);
	script_type(&desk.script, "R n y q");
	desk_shows(&desk, "改动还没有写入");
	script_type(&desk.script, "DOWN Q");
	desk_shows(&desk, "改动还没有写入");
	cr_assert(!desk.script.app->done);
	script_type(&desk.script, "ESC");
	desk_shows(&desk, "核对导入");
	script_type(&desk.script, "q q");
	desk_hides(&desk, "核对导入");
	desk_assert_file(&desk, "tianjin.yaml", NULL, "sure: 100");
	desk_close(&desk);
}

Test(view_review, what_cannot_be_done_says_why)
{
	Desk desk;
	desk_open(&desk, WRAPPED, 120, 36);
	script_type(&desk.script, "R <");
	desk_shows(&desk, "发言已是最高一级");
	script_type(&desk.script, "m");
	desk_shows(&desk, "前面没有可并入的");
	script_type(&desk.script, "s");
	desk_shows(&desk, "Tab 到原文一栏");
	script_type(&desk.script, "u");
	desk_shows(&desk, "没有可撤销或重做的");
	desk_close(&desk);
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
	desk_open(&desk, WRAPPED, 120, 36);
	script_type(&desk.script, "R n y");
	desk_add_line(&desk, "tianjin.yaml", "# mine");
	script_type(&desk.script, "ENTER");
	desk_shows(&desk, "载入之后被改过");
	desk_shows(&desk, "未写入");
	desk_assert_file(&desk, "tianjin.yaml", "# mine", NULL);
	desk_close(&desk);
}

Test(view_review, what_is_proposed_of_speeches_and_sections_is_marked_in_the_browser)
{
	Desk desk;
	desk_open(&desk, WRAPPED, 120, 36);
	desk_shows(&desk, "R 存疑 2");
	script_type(&desk.script, "3");
	desk_shows(&desk, "一、全文？");
	script_type(&desk.script, "ENTER");
	desk_shows(&desk, "tianjin.1 · 待确认：小标题");
	script_type(&desk.script, "R n y y ENTER q");
	desk_hides(&desk, "存疑");
	desk_hides(&desk, "全文？");
	desk_close(&desk);
}
