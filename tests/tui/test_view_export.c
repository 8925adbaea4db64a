#include "script.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static char folder[64];

/* The corpus is loaded from the top of the tree, the files go into an empty folder. */
static Script open_in_folder(const char *corpus, Lang lang)
{
	Script s = script_open(corpus, lang, 80, 24);
	memcpy(folder, P_tmpdir "/bilan-test-XXXXXX", sizeof P_tmpdir "/bilan-test-XXXXXX");
	cr_assert(mkdtemp(folder) && chdir(folder) == 0);
	s.app->options.home = folder;
	return s;
}

static void close_folder(Script *s, const char *const *names, size_t n)
{
	script_close(s);
	for (size_t i = 0; i < n; i++)
		cr_assert_eq(remove(names[i]), 0, "%s was written", names[i]);
	cr_assert(chdir("/") == 0 && rmdir(folder) == 0, "nothing else was left in the folder");
}

#define CLOSE(s, ...) \
	do { \
		static const char *const NAMES[] = {__VA_ARGS__}; \
		close_folder(s, NAMES, sizeof NAMES / sizeof *NAMES); \
	} while (0)

static Buf content(const char *path)
{
	Buf text = {0};
	char piece[4096];
	size_t n;
	FILE *file = fopen(path, "r");
	cr_assert(file, "%s is there", path);
	while ((n = fread(piece, 1, sizeof piece, file)) > 0)
		buf_add(&text, (Str){piece, n});
	fclose(file);
	return text;
}

static void assert_has(const char *path, const char *part, bool has)
{
	Buf text = content(path);
	cr_assert_eq(str_find(buf_str(&text), str_of(part), 0) >= 0, has, "“%s” in %s:\n%s", part, path, buf_cstr(&text));
	buf_free(&text);
}

Test(view_export, a_measure_goes_into_a_file_by_three_keys)
{
	Script s = open_in_folder("small", LANG_ZH);
	script_type(&s, "ENTER DOWN DOWN e");
	cr_assert(script_shows(&s, "这条举措"));
	cr_assert(script_shows(&s, "整篇发言"));
	cr_assert(script_shows(&s, "这份列表"));
	script_type(&s, "3 ENTER");
	cr_assert(script_shows(&s, "已存到 北京-网格配备“1+3+N”力量.md"));
	cr_assert_eq(s.app->depth, 1, "the dialog is closed");
	assert_has("北京-网格配备“1+3+N”力量.md", "8.9万个", true);
	CLOSE(&s, "北京-网格配备“1+3+N”力量.md");
}

Test(view_export, the_list_in_hand_is_a_table_of_its_rows_only)
{
	Script s = open_in_folder("small", LANG_EN);
	script_type(&s, "2 ENTER e DOWN DOWN 4 ^U \"a.csv\" ENTER");
	cr_assert(script_shows(&s, "Written to a.csv"), "%s", script_screen(&s, false));
	assert_has("a.csv", "beijing.1.1", true);
	assert_has("a.csv", "address", false); /* the header is that for programs */
	assert_has("a.csv", "grid", true);
	CLOSE(&s, "a.csv");
}

Test(view_export, what_was_found_is_offered_first)
{
	Script s = open_in_folder("small", LANG_ZH);
	script_type(&s, "/ \"网格\" ENTER e");
	cr_assert(script_shows(&s, "网格 · 查找"));
	script_type(&s, "5 ^U \"found\" ENTER");
	assert_has("found.json", "\"match\":\"网格\"", true);
	CLOSE(&s, "found.json");
}

Test(view_export, the_ending_that_is_typed_says_the_format)
{
	Script s = open_in_folder("small", LANG_ZH);
	script_type(&s, "e 1 ^U \"page.html\" ENTER");
	assert_has("page.html", "<!doctype html>", true);
	CLOSE(&s, "page.html");
}

Test(view_export, a_file_that_exists_is_asked_about)
{
	Script s = open_in_folder("small", LANG_ZH);
	FILE *file = fopen("a.md", "w");
	cr_assert(file && fputs("old", file) >= 0 && fclose(file) == 0);
	script_type(&s, "e 3 ^U \"a.md\" ENTER");
	cr_assert(script_shows(&s, "已经有这个文件"));
	script_type(&s, "n");
	assert_has("a.md", "old", true);
	cr_assert_not(script_shows(&s, "已经有这个文件"));
	script_type(&s, "ENTER ESC");
	assert_has("a.md", "old", true);
	cr_assert_eq(app_context(s.app), CONTEXT_PROMPT, "Esc goes back to the name");
	script_type(&s, "ENTER y");
	assert_has("a.md", "old", false);
	cr_assert(script_shows(&s, "已存到 a.md"));
	CLOSE(&s, "a.md");
}

Test(view_export, home_and_folders_are_understood_and_remembered)
{
	Script s = open_in_folder("small", LANG_ZH);
	cr_assert_eq(mkdir("sub", 0755), 0);
	script_type(&s, "e 6 ^U \"~/sub\" ENTER");
	assert_has("sub/北京.txt", "北京", true);
	cr_assert(script_shows(&s, "sub/北京.txt"));
	script_type(&s, "DOWN e");
	cr_assert(script_shows(&s, "~/sub/山东.txt"), "%s", script_screen(&s, false));
	script_type(&s, "6 ENTER");
	CLOSE(&s, "sub/北京.txt", "sub/山东.txt", "sub");
}

Test(view_export, what_cannot_be_written_is_told_and_the_name_stays)
{
	Script s = open_in_folder("small", LANG_ZH);
	script_type(&s, "e 6 ^U \"none/a.txt\" ENTER");
	cr_assert(script_shows(&s, "存不进 none/a.txt：没有这个目录"));
	cr_assert(script_shows(&s, "none/a.txt"));
	cr_assert_eq(app_context(s.app), CONTEXT_PROMPT);
	close_folder(&s, NULL, 0);
}

Test(view_export, q_and_esc_go_back_step_by_step)
{
	Script s = open_in_folder("small", LANG_ZH);
	script_type(&s, "e ENTER ESC");
	cr_assert_eq(app_context(s.app), CONTEXT_EXPORT);
	script_type(&s, "q");
	cr_assert_eq(s.app->depth, 1);
	script_type(&s, "e ESC");
	cr_assert_eq(s.app->depth, 1);
	cr_assert_not(s.app->done);
	close_folder(&s, NULL, 0);
}

Test(view_export, strangers_write_no_files)
{
	Script s = open_in_folder("small", LANG_ZH);
	s.app->options.kiosk = true;
	script_type(&s, "e");
	cr_assert_eq(s.app->depth, 1);
	close_folder(&s, NULL, 0);
}

Test(view_export, a_comparison_offers_the_theme_on_top_and_all)
{
	Script s = open_in_folder("bundled", LANG_ZH);
	script_type(&s, "c DOWN c C ] ] e");
	cr_assert(script_shows(&s, "整个对照"));
	cr_assert(script_shows(&s, "北京 · 山西"));
	script_type(&s, "4 ^U \"theme\" ENTER e DOWN 4 ^U \"all\" ENTER");
	Buf theme = content("theme.csv"), all = content("all.csv");
	cr_assert_gt(all.n, theme.n);
	cr_assert_gt(theme.n, 100);
	buf_free(&theme);
	buf_free(&all);
	CLOSE(&s, "theme.csv", "all.csv");
}

Test(view_export, every_format_that_is_shown_has_the_key_that_is_shown)
{
	static const char *const ENDINGS[] = {"xlsx", "html", "md", "csv", "json", "txt"};
	char keys[] = "e 1 ENTER", name[64];
	Script s = open_in_folder("small", LANG_ZH);
	for (int i = 0; i < 6; i++) {
		keys[2] = (char)('1' + i);
		script_type(&s, keys);
		snprintf(name, sizeof name, "北京.%s", ENDINGS[i]);
		cr_assert_eq(remove(name), 0, "%s by %s:\n%s", name, keys, script_screen(&s, false));
		cr_assert_eq(s.app->depth, 1);
	}
	close_folder(&s, NULL, 0);
}
