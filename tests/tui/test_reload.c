/* Files that change while they are shown. */
#include "../../tui/reload.h"
#include "home.h"
#include "script.h"

#include <criterion/criterion.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define PATIENCE 20000 /* ms; only what hangs waits so long */

/* A copy of a corpus, and the browser on it. */
typedef struct Desk { Home home; char path[200]; Script script; Reload *reload; } Desk;

static void open_desk(Desk *d, const char *from, bool live)
{
	char command[600];
	d->home = home_new();
	snprintf(d->path, sizeof d->path, "%s/c", d->home.path);
	snprintf(command, sizeof command, "cp -r %s %s && chmod -R u+w %s", from, d->path, d->path);
	cr_assert_eq(system(command), 0);
	d->script = script_open(d->path, LANG_ZH, 80, 24);
	d->reload = reload_open(&(const char *){d->path}, 1, live);
	reload_serve(d->reload, d->script.app);
}

#define BUNDLED "content/2022-urban-party-building"

static void close_desk(Desk *d)
{
	reload_close(d->reload);
	script_close(&d->script);
	home_close(&d->home);
}

/* Replaces what sed's `what` does in a file of the corpus. */
static void edit(const Desk *d, const char *file, const char *what)
{
	char command[900];
	snprintf(command, sizeof command, "cd %s && sed '%s' %s >%s~ && ! cmp -s %s %s~ && mv %s~ %s", d->path, what, file,
		file, file, file, file, file);
	cr_assert_eq(system(command), 0, "%s", command);
}

static void move(const Desk *d, const char *from, const char *to)
{
	char a[400], b[400];
	snprintf(a, sizeof a, "%s/%s", d->path, from);
	snprintf(b, sizeof b, "%s/%s", d->path, to);
	cr_assert_eq(rename(a, b), 0);
}

/* As the program waits, without keys, until the screen has the text. False where nothing more is to be waited for. */
static bool until(Desk *d, const char *text)
{
	for (int waited = 0; waited < PATIENCE;) {
		if (script_shows(&d->script, text))
			return true;
		struct pollfd fd = {.fd = reload_fd(d->reload), .events = POLLIN};
		int64_t within = reload_within(d->reload);
		int most = within < 0 || within > 500 ? 500 : (int)within;
		waited += poll(&fd, 1, most) == 0 ? most + 1 : 1;
		reload_serve(d->reload, d->script.app);
	}
	return script_shows(&d->script, text);
}

/* For what must not come: longer than it would take. */
static bool stays(Desk *d, const char *text)
{
	for (int i = 0; i < 15; i++) {
		poll(NULL, 0, 40);
		reload_serve(d->reload, d->script.app);
	}
	return script_shows(&d->script, text);
}

#define ZHEJIANG_FIRST "s/label: {zh: /&新：/"

Test(reload, what_was_saved_is_on_the_screen_at_the_same_place, .timeout = 60)
{
	Desk d;
	open_desk(&d, BUNDLED, true);
	script_type(&d.script, "j j l j ENTER SPACE");
	char *before = strdup(script_screen(&d.script, false));
	cr_assert(script_shows(&d.script, "浙江"));
	edit(&d, "beijing.yaml", "0,/吹哨报到/s//吹哨来报到/");
	cr_assert(until(&d, "已换上文件的新内容"), "%s", script_screen(&d.script, false));
	script_type(&d.script, "^L");
	cr_assert_str_eq(script_screen(&d.script, false), before);
	free(before);
	close_desk(&d);
}

Test(reload, it_says_how_much_is_new, .timeout = 60)
{
	Desk d;
	open_desk(&d, "tests/data/original", true);
	edit(&d, "corpus.yaml", "s/label: {zh: /&改/");
	cr_assert(until(&d, "：举措改了 "), "%s", script_screen(&d.script, false));
	close_desk(&d);
}

Test(reload, a_bad_file_is_told_until_it_is_good, .timeout = 60)
{
	Desk d;
	open_desk(&d, BUNDLED, true);
	edit(&d, "beijing.yaml", "5s/^/  bad: [/");
	cr_assert(until(&d, "文件有错，仍显示原来的：beijing.yaml:5:"), "%s", script_screen(&d.script, false));
	script_type(&d.script, "j l j");
	cr_assert(script_shows(&d.script, "beijing.yaml:5:"), "a key has taken it away");
	cr_assert(script_shows(&d.script, "山西") && script_shows(&d.script, "帮助"));
	script_type(&d.script, "i G");
	cr_assert(script_shows(&d.script, "文件现在有错"), "%s", script_screen(&d.script, false));
	edit(&d, "beijing.yaml", "5s/^  bad: \\[//");
	cr_assert(until(&d, "内容没有变"), "%s", script_screen(&d.script, false));
	cr_assert_not(script_shows(&d.script, "文件有错"));
	close_desk(&d);
}

Test(reload, a_part_that_is_missing_is_taken_when_it_comes_back, .timeout = 60)
{
	Desk d;
	open_desk(&d, BUNDLED, true);
	move(&d, "zhejiang.yaml", "../away.yaml");
	cr_assert(until(&d, "文件有错，仍显示原来的：corpus.yaml:"), "%s", script_screen(&d.script, false));
	cr_assert(script_shows(&d.script, "浙江"));
	move(&d, "../away.yaml", "zhejiang.yaml");
	cr_assert(until(&d, "内容没有变"));
	close_desk(&d);
}

Test(reload, marks_notes_and_the_filter_stay, .timeout = 60)
{
	Desk d;
	open_desk(&d, BUNDLED, true);
	script_type(&d.script, "c j c l j m a B");
	script_type(&d.script, "\"\\\\\" \"\\\\\"");
	edit(&d, "zhejiang.yaml", ZHEJIANG_FIRST);
	cr_assert(until(&d, "已换上文件的新内容"), "%s", script_screen(&d.script, false));
	cr_assert_eq(d.script.app->marked, 2);
	script_type(&d.script, "C");
	cr_assert(script_shows(&d.script, "北京") && script_shows(&d.script, "山西"), "%s", script_screen(&d.script, false));
	script_type(&d.script, "q ;");
	cr_assert(script_shows(&d.script, "书签"), "%s", script_screen(&d.script, false));
	close_desk(&d);
}

Test(reload, a_comparison_stays_open, .timeout = 60)
{
	Desk d;
	open_desk(&d, BUNDLED, true);
	script_type(&d.script, "c j c C j j");
	edit(&d, "zhejiang.yaml", ZHEJIANG_FIRST);
	cr_assert(until(&d, "已换上文件的新内容"), "%s", script_screen(&d.script, false));
	cr_assert_eq(d.script.app->stack[d.script.app->depth - 1].id, VIEW_compare);
	close_desk(&d);
}

Test(reload, what_is_being_written_is_never_closed, .timeout = 60)
{
	static const char *const WRITING[] = {"l j a \"一条批注\"", "/ \"治理\"", "e", "?"};
	for (size_t i = 0; i < sizeof WRITING / sizeof *WRITING; i++) {
		Desk d;
		open_desk(&d, BUNDLED, true);
		script_type(&d.script, WRITING[i]);
		ViewId open = d.script.app->stack[d.script.app->depth - 1].id;
		edit(&d, "zhejiang.yaml", ZHEJIANG_FIRST);
		cr_assert_not(stays(&d, "已换上"), "%s", WRITING[i]);
		cr_assert_eq(d.script.app->stack[d.script.app->depth - 1].id, open, "%s", WRITING[i]);
		script_type(&d.script, i == 2 ? "q" : "ESC ESC");
		if (i == 3)
			script_type(&d.script, "ESC");
		cr_assert(until(&d, "已换上文件的新内容"), "%s\n%s", WRITING[i], script_screen(&d.script, false));
		close_desk(&d);
	}
}

Test(reload, where_it_is_off_only_the_key_reads_again, .timeout = 60)
{
	Desk d;
	open_desk(&d, BUNDLED, false);
	edit(&d, "zhejiang.yaml", ZHEJIANG_FIRST);
	cr_assert_not(stays(&d, "已换上"));
	cr_assert_eq(reload_within(d.reload), -1);
	script_type(&d.script, "U");
	cr_assert(until(&d, "已换上文件的新内容"), "%s", script_screen(&d.script, false));
	close_desk(&d);
}

Test(reload, what_the_reader_has_written_to_the_files_is_no_news, .timeout = 60)
{
	Desk d;
	open_desk(&d, "tests/data/imported", true);
	script_type(&d.script, "3 ENTER t ENTER");
	cr_assert(script_shows(&d.script, "已写入文件"), "%s", script_screen(&d.script, false));
	reload_serve(d.reload, d.script.app);
	cr_assert(stays(&d, "已写入文件"), "%s", script_screen(&d.script, false));
	close_desk(&d);
}

Test(reload, a_new_app_gets_what_came_in, .timeout = 60)
{
	Desk d;
	open_desk(&d, BUNDLED, true);
	edit(&d, "zhejiang.yaml", ZHEJIANG_FIRST);
	cr_assert(until(&d, "已换上文件的新内容"));
	app_free(d.script.app);
	d.script.app = app_new(d.script.corpus, d.script.msgs, (AppOptions){.lang = LANG_ZH, .ambiguous = 1});
	app_resize(d.script.app, 80, 24);
	reload_restart(d.reload);
	reload_serve(d.reload, d.script.app);
	cr_assert(until(&d, "已换上文件的新内容"), "%s", script_screen(&d.script, false));
	close_desk(&d);
}

Test(reload, the_smallest_screen_tells_it_too, .timeout = 60)
{
	Desk d;
	open_desk(&d, BUNDLED, true);
	app_resize(d.script.app, APP_MIN_WIDTH, APP_MIN_HEIGHT);
	edit(&d, "beijing.yaml", "5s/^/  bad: [/");
	cr_assert(until(&d, "文件有错"), "%s", script_screen(&d.script, false));
	app_resize(d.script.app, APP_MIN_WIDTH, APP_MIN_HEIGHT + 1);
	cr_assert(script_shows(&d.script, "文件有错") && script_shows(&d.script, "帮助"));
	close_desk(&d);
}
