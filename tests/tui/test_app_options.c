#include "script.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

/* The screen of the bundled corpus after `keys`, with these options. The caller frees it. */
static char *screen_with(AppOptions options, int width, const char *keys)
{
	Script s = script_open("bundled", LANG_ZH, width, 24);

	app_free(s.app);
	options.lang = LANG_ZH;
	options.ambiguous = 1;
	s.app = app_new(s.corpus, s.msgs, options);
	app_resize(s.app, width, 24);
	script_type(&s, keys);
	char *copy = strdup(script_screen(&s, false));
	script_close(&s);
	return copy;
}

static bool begins_with_comma(const char *screen)
{
	return strstr(screen, "│  ，") || strstr(screen, "│  。") || strstr(screen, "│  、");
}

Test(app_options, without_kinsoku_lines_begin_with_commas_and_with_it_none_does)
{
	bool free_seen = false;

	for (int width = 80; width < 100; width += 2) {
		char *strict = screen_with((AppOptions){.kinsoku = WRAP_STRICT}, width, "");
		char *none = screen_with((AppOptions){.kinsoku = WRAP_NONE}, width, "");

		cr_assert_not(begins_with_comma(strict), "%s", strict);
		free_seen = free_seen || begins_with_comma(none);
		free(strict);
		free(none);
	}
	cr_assert(free_seen);
}

Test(app_options, provinces_stand_in_the_order_that_is_asked_for)
{
	char *code = screen_with((AppOptions){.order = ORDER_CODE}, 60, "");
	char *pinyin = screen_with((AppOptions){.order = ORDER_PINYIN}, 60, "");

	cr_assert_lt(strstr(code, "浙江"), strstr(code, "山东"));
	cr_assert_lt(strstr(pinyin, "山东"), strstr(pinyin, "浙江"));
	free(code);
	free(pinyin);
}

Test(app_options, text_is_as_wide_as_is_asked_for)
{
	char *wide = screen_with((AppOptions){0}, 120, "");
	char *narrow = screen_with((AppOptions){.text_width = 20}, 120, "");

	cr_assert_str_neq(wide, narrow);
	cr_assert(strstr(wide, "把首都建设好、管理好"));
	cr_assert_null(strstr(narrow, "把首都建设好、管理好"));
	free(wide);
	free(narrow);
}
