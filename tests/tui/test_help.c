#include "script.h"

#include <criterion/criterion.h>
#include <string.h>

Test(help, finds_an_action_by_chinese_pinyin_english_and_key)
{
	static const char *const FILTERS[] = {"并排", "bingpai", "bp", "BINGPAI", "side by side", "compare", "C ="};

	for (size_t i = 0; i < sizeof FILTERS / sizeof *FILTERS; i++) {
		Script s = script_open("small", LANG_ZH, 80, 24);
		Buf keys = {0};

		buf_add(&keys, STR("? \""));
		buf_add(&keys, str_of(FILTERS[i]));
		buf_add(&keys, STR("\""));
		script_type(&s, buf_cstr(&keys));
		cr_assert(script_shows(&s, "并排对照已选的两到四个"), "“%s” finds nothing", FILTERS[i]);
		cr_assert_not(script_shows(&s, "重画屏幕"), "“%s” finds everything", FILTERS[i]);
		buf_free(&keys);
		script_close(&s);
	}
}

Test(help, what_is_found_is_run)
{
	Script s = script_open("small", LANG_ZH, 80, 24);

	script_type(&s, "? \"laiyuan\" ENTER");
	cr_assert(script_shows(&s, "载入时没有发现问题"));
	script_close(&s);
}

Test(help, nothing_found_says_what_to_press)
{
	Script s = script_open("small", LANG_ZH, 60, 18);

	script_type(&s, "? \"xyzzy\"");
	cr_assert(script_shows(&s, "没有这样的操作；按 Esc 清空"));
	script_type(&s, "ESC");
	cr_assert(script_shows(&s, "下一行"));
	script_close(&s);
}

Test(help, every_place_names_the_keys_that_the_reader_has)
{
	Keymap map = KEYMAP_STANDARD;
	Script s = script_open("small", LANG_ZH, 80, 24);

	map.keys[ACTION_help] = "Z";
	map.keys[ACTION_mark] = "F4";
	map.keys[ACTION_find] = "x";
	s.app->options.keymap = &map;
	cr_assert(script_shows(&s, "Z 帮助"));
	cr_assert(script_shows(&s, "x 查找"));
	script_type(&s, "C");
	cr_assert(script_shows(&s, "或举措上按 F4"));
	script_type(&s, "n");
	cr_assert(script_shows(&s, "先按 x"));
	script_type(&s, "?");
	cr_assert(script_shows(&s, "没有 ? 这个键；按 Z 查看"));
	script_type(&s, "Z \"对照\"");
	cr_assert(script_shows(&s, "F4"));
	script_close(&s);
}

Test(help, a_key_that_waits_for_another_says_what_can_follow)
{
	Script s = script_open("small", LANG_ZH, 60, 18);

	script_type(&s, "m");
	cr_assert(script_shows(&s, "标记：按 a–z 之一，Esc 取消"));
	script_type(&s, "ESC '");
	cr_assert(script_shows(&s, "还没有标记：m 加字母做标记"));
	script_type(&s, "ESC ENTER DOWN m a '");
	cr_assert(script_shows(&s, "到标记：a "));
	script_type(&s, "7");
	cr_assert(script_shows(&s, "标记是一个字母"));
	script_close(&s);
}
