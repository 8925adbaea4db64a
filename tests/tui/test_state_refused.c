#include "home.h"

#include <criterion/criterion.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

Test(state_refused, a_damaged_file_is_put_aside_with_a_notice_and_the_session_goes_on)
{
	Home home = home_new();
	char path[512];
	Notes notes;

	home_save_one(&home, "beijing");
	home_write(home_path(&home, "", path), "bilan-state 1\nbookm");
	notes = home_load(&home, true, ".state.bad");
	cr_assert_eq(notes.n, 0);
	home_assert_file(home_path(&home, ".bad", path), "bilan-state 1\nbookm");
	cr_assert_not(home_there(&home, ""));
	home_save_one(&home, "shanxi");
	home_assert_has(&home, (const char *[]){"shanxi"}, 1);
	home_write(home_path(&home, "", path), "again");
	notes = home_load(&home, true, ".state.bad.1");
	home_assert_file(home_path(&home, ".bad", path), "bilan-state 1\nbookm");
	home_assert_file(home_path(&home, ".bad.1", path), "again");
	home_close(&home);
}

Test(state_refused, damage_found_while_saving_costs_nothing_of_the_session)
{
	Home home = home_new();
	char path[512];
	Notes notes = {0};

	home_save_one(&home, "old");
	home_write(home_path(&home, "", path), "");
	home_bookmark(&notes, "beijing");
	home_save(&home, &notes, true, ".bad");
	home_assert_file(home_path(&home, ".bad", path), "");
	home_assert_has(&home, (const char *[]){"beijing"}, 1);
	for (int i = 1; i < 10; i++) {
		home_write(home_path(&home, "", path), "bad");
		home_save(&home, &notes, true, ".bad");
	}
	home_write(home_path(&home, "", path), "one too many");
	home_save(&home, &notes, false, "too many damaged files");
	home_assert_file(path, "one too many");
	cr_assert(home_bookmarked(&notes, "beijing"));
	notes_free(&notes);
	home_close(&home);
}

Test(state_refused, a_newer_version_s_file_is_left_alone)
{
	static const char NEWER[] = "bilan-state 2\nend\t0\t35b9093863088899\n";
	Home home = home_new();
	char path[512];
	Notes notes = {0};

	home_save_one(&home, "old");
	home_write(home_path(&home, "", path), NEWER);
	home_load(&home, false, "newer version");
	home_bookmark(&notes, "beijing");
	home_save(&home, &notes, false, "newer version");
	home_assert_file(path, NEWER);
	cr_assert_not(home_there(&home, ".bad"));
	notes_free(&notes);
	home_close(&home);
}

Test(state_refused, a_planted_link_is_never_followed)
{
	static const char *const SUFFIXES[] = {"", ".new", ".lock"};
	Home home = home_new();
	char path[512], victim[128];

	snprintf(victim, sizeof victim, "%s/victim", home.path);
	home_save_one(&home, "old");
	for (size_t i = 0; i < sizeof SUFFIXES / sizeof *SUFFIXES; i++) {
		Notes notes = {0};
		Buf said = {0};

		home_write(victim, "precious");
		unlink(home_path(&home, SUFFIXES[i], path));
		cr_assert_eq(symlink(victim, path), 0);
		cr_assert(state_load(&home.state, &notes, &said) || SUFFIXES[i][0], "%s", buf_cstr(&said));
		home_bookmark(&notes, "new");
		state_save(&home.state, &notes, 10, &said);
		home_assert_file(victim, "precious");
		unlink(home_path(&home, ".lock", path));
		home_save(&home, &notes, true, "");
		home_assert_has(&home, (const char *[]){"new"}, 1);
		buf_free(&said);
		notes_free(&notes);
	}
	home_close(&home);
}

Test(state_refused, what_a_link_leads_to_is_neither_read_nor_made)
{
	Home home = home_new();
	char path[512], elsewhere[128];
	Notes notes;

	snprintf(elsewhere, sizeof elsewhere, "%s/elsewhere", home.path);
	home_save_one(&home, "foreign");
	cr_assert(rename(home_path(&home, "", path), elsewhere) == 0 && symlink(elsewhere, path) == 0);
	notes = home_load(&home, true, ".bad");
	cr_assert_not(home_bookmarked(&notes, "foreign"));
	home_bookmark(&notes, "new");
	cr_assert(unlink(elsewhere) == 0 && unlink(home_path(&home, ".lock", path)) == 0 && symlink(elsewhere, path) == 0);
	home_save(&home, &notes, false, "symbolic link");
	cr_assert_eq(access(elsewhere, F_OK), -1);
	notes_free(&notes);
	home_close(&home);
}

Test(state_refused, a_directory_that_is_a_link_is_not_used)
{
	Home home = home_new();
	char path[128], elsewhere[128];
	Notes notes = {0};

	snprintf(elsewhere, sizeof elsewhere, "%s/elsewhere", home.path);
	snprintf(path, sizeof path, "%s/.local", home.path);
	cr_assert(mkdir(elsewhere, 0700) == 0 && mkdir(path, 0700) == 0);
	strcat(path, "/state");
	cr_assert_eq(mkdir(path, 0700), 0);
	strcat(path, "/bilan");
	cr_assert_eq(symlink(elsewhere, path), 0);
	home_load(&home, false, "symbolic link");
	home_bookmark(&notes, "beijing");
	home_save(&home, &notes, false, "symbolic link");
	cr_assert_eq(rmdir(elsewhere), 0, "it is still empty");
	notes_free(&notes);
	home_close(&home);
}

Test(state_refused, another_user_s_directory_is_not_used)
{
	Home home = home_new();
	char path[512];

	if (geteuid() != 0)
		cr_skip_test("only root can give a directory away");
	home_save_one(&home, "beijing");
	home_path(&home, "", path);
	*strrchr(path, '/') = '\0';
	cr_assert_eq(chown(path, HOME_NOBODY, HOME_NOBODY), 0);
	home_load(&home, false, "belongs to another user");
	home_close(&home);
}

Test(state_refused, what_is_no_regular_file_is_put_aside_and_never_waited_for)
{
	Home home = home_new();
	char path[512];
	Notes notes;

	home_save_one(&home, "old");
	unlink(home_path(&home, "", path));
	cr_assert_eq(mkfifo(path, 0600), 0);
	notes = home_load(&home, true, ".bad");
	cr_assert_eq(mkdir(path, 0700), 0);
	notes = home_load(&home, true, ".bad.1");
	unlink(home_path(&home, ".lock", path));
	cr_assert_eq(mkfifo(path, 0600), 0);
	home_bookmark(&notes, "beijing");
	home_save(&home, &notes, false, "not saved");
	notes_free(&notes);
	home_close(&home);
}

Test(state_refused, without_a_home_the_session_is_told_that_it_keeps_nothing)
{
	static const StateEnv ENVS[] = {
		{NULL, NULL, NULL}, {"", "", NULL}, {"relative", "also/relative", NULL}, {NULL, "", NULL}};
	State state;

	for (size_t i = 0; i < sizeof ENVS / sizeof *ENVS; i++) {
		Notes notes = {0};
		Buf said = {0}, path = {0};

		state_open(&state, &ENVS[i], STR("corpus"), STR("x"), i & 1 ? LANG_ZH : LANG_EN);
		cr_assert_not(state_load(&state, &notes, &said));
		cr_assert(str_find(buf_str(&said), STR("HOME"), 0) >= 0);
		home_bookmark(&notes, "beijing");
		cr_assert_not(state_save(&state, &notes, 10, &said));
		state_add_path(&state, &path);
		cr_assert_eq(path.n, 0);
		buf_free(&said);
		notes_free(&notes);
		state_close(&state);
	}
}

Test(state_refused, a_home_that_is_not_there_is_not_made)
{
	Home home = home_new();
	Notes notes = {0};

	rmdir(home.path);
	home_load(&home, true, "");
	home_bookmark(&notes, "beijing");
	home_save(&home, &notes, false, "no such directory");
	cr_assert_eq(access(home.path, F_OK), -1);
	notes_free(&notes);
	home_close(&home);
}

Test(state_refused, a_directory_that_cannot_be_written_leaves_the_old_file_and_says_why)
{
	Home home;
	char path[512];
	Notes notes;

	home_nobody();
	home = home_new();
	home_save_one(&home, "old");
	home_path(&home, "", path);
	*strrchr(path, '/') = '\0';
	cr_assert_eq(chmod(path, 0500), 0);
	notes = home_load(&home, true, "");
	home_bookmark(&notes, "new");
	home_save(&home, &notes, false, "permission denied");
	cr_assert(home_bookmarked(&notes, "new"), "the session keeps it");
	cr_assert_eq(chmod(path, 0700), 0);
	home_assert_has(&home, (const char *[]){"old"}, 1);
	home_save(&home, &notes, true, "");
	home_assert_has(&home, (const char *[]){"old", "new"}, 2);
	notes_free(&notes);
	home_close(&home);
}

Test(state_refused, a_home_that_cannot_be_written_and_a_file_that_cannot_be_read_are_told)
{
	Home home;
	char path[512];
	Notes notes = {0};

	home_nobody();
	home = home_new();
	home_bookmark(&notes, "new");
	cr_assert_eq(chmod(home.path, 0500), 0);
	home_save(&home, &notes, false, "permission denied");
	cr_assert_eq(chmod(home.path, 0700), 0);
	home_save_one(&home, "old");
	cr_assert_eq(chmod(home_path(&home, "", path), 0), 0);
	home_load(&home, false, "cannot be read");
	home_save(&home, &notes, false, "cannot be read");
	cr_assert_eq(chmod(path, 0600), 0);
	home_assert_has(&home, (const char *[]){"old"}, 1);
	notes_free(&notes);
	home_close(&home);
}

Test(state_refused, a_write_that_is_cut_short_leaves_the_old_file)
{
	Home home = home_new();
	struct rlimit limit, small;
	Notes notes = {0};
	Buf said = {0};
	bool saved;

	home_save_one(&home, "old");
	notes_note(&notes, (Str){0}, (Anchor){STR("beijing"), 1},
		STR("a note that makes the file longer than the limit lets it be"), 5);
	signal(SIGXFSZ, SIG_IGN);
	getrlimit(RLIMIT_FSIZE, &limit);
	small = limit;
	small.rlim_cur = 100;
	setrlimit(RLIMIT_FSIZE, &small);
	saved = state_save(&home.state, &notes, 10, &said);
	setrlimit(RLIMIT_FSIZE, &limit);
	cr_assert_not(saved);
	cr_assert(str_find(buf_str(&said), STR("over the limit on file sizes"), 0) >= 0, "%s", buf_cstr(&said));
	buf_free(&said);
	cr_assert_not(home_there(&home, ".new"), "the half-written file is gone");
	cr_assert_not_null(notes_next(&notes, STR("note"), NULL));
	home_assert_has(&home, (const char *[]){"old"}, 1);
	home_save(&home, &notes, true, "");
	notes_free(&notes);
	home_close(&home);
}

Test(state_refused, the_reason_stands_before_the_path_so_that_a_short_line_has_it)
{
	Home home = home_new();
	Notes notes = {0};
	Buf said = {0};
	ptrdiff_t reason;

	rmdir(home.path);
	home_bookmark(&notes, "beijing");
	cr_assert_not(state_save(&home.state, &notes, 10, &said));
	reason = str_find(buf_str(&said), STR("no such directory"), 0);
	cr_assert(reason >= 0 && reason < 60 && reason < str_find(buf_str(&said), str_of(home.path), 0));
	buf_free(&said);
	notes_free(&notes);
	home_close(&home);
}
