#include "home.h"

#include <criterion/criterion.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

Test(state, the_directory_follows_the_specification)
{
	static const struct { StateEnv env; const char *wanted; } ROWS[] = {
		{{NULL, "/h", NULL}, "/h/.local/state/bilan/"}, {{"", "/h/", NULL}, "/h/.local/state/bilan/"},
		{{"state", "/h", NULL}, "/h/.local/state/bilan/"},
		{{"/s", "/h", NULL}, "/s/bilan/"}, {{"/s//", NULL, NULL}, "/s/bilan/"},
		{{NULL, "/", NULL}, "/.local/state/bilan/"}, {{"/s", "/h", "/asked/for/"}, "/asked/for/"},
	};

	for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
		State state;
		Buf path = {0};

		state_open(&state, &ROWS[i].env, STR("c"), STR("p"), LANG_ZH);
		state_add_path(&state, &path);
		cr_assert(str_starts(buf_str(&path), str_of(ROWS[i].wanted)), "%s", buf_cstr(&path));
		buf_free(&path);
		state_close(&state);
	}
}

Test(state, every_corpus_has_a_file_of_its_own_with_a_plain_name)
{
	static const struct { const char *id, *path; } ROWS[] = {
		{"a", "/x"}, {"a", "/y"}, {"b", "/x"}, {"../../etc/passwd", "/x"}, {".hidden", "/x"}, {"街道", "/x"},
		{"", "/x"}, {"a\nb", "/x"},
		{"a-very-long-name-a-very-long-name-a-very-long-name-a-very-long-name-a-very-long-name-a-very-long-name", "/x"},
	};
	enum { N = sizeof ROWS / sizeof *ROWS };
	State states[N];

	for (size_t i = 0; i < N; i++) {
		const char *name;

		state_open(&states[i], &(StateEnv){.home = "/h"}, str_of(ROWS[i].id), str_of(ROWS[i].path), LANG_ZH);
		name = buf_cstr(&states[i].file);
		cr_assert(name[0] != '.' && states[i].file.n < 100 && !strchr(name, '/') && !strchr(name, '\n'), "%s", name);
		for (size_t j = 0; j < i; j++)
			cr_assert_str_neq(name, buf_cstr(&states[j].file));
	}
	for (size_t i = 0; i < N; i++)
		state_close(&states[i]);
}

Test(state, what_was_saved_is_loaded_by_the_next_session_and_seen_by_nobody_else)
{
	Home home = home_new();
	char path[512];
	Notes notes;

	umask(0);
	notes = home_load(&home, true, "");
	cr_assert_eq(notes.n, 0);
	home_save_one(&home, "beijing.1.2");
	notes = home_load(&home, true, "");
	cr_assert(home_bookmarked(&notes, "beijing.1.2"));
	cr_assert_eq(home_mode(home_path(&home, "", path)), 0600);
	*strrchr(path, '/') = '\0';
	cr_assert_eq(home_mode(path), 0700);
	cr_assert_not(home_there(&home, ".new"), "nothing is left lying about");
	notes_free(&notes);
	home_close(&home);
}

Test(state, a_session_in_which_nothing_was_kept_makes_nothing)
{
	Home home = home_new();
	char path[128];
	Notes notes = home_load(&home, true, "");

	home_save(&home, &notes, true, "");
	snprintf(path, sizeof path, "%s/.local", home.path);
	cr_assert_eq(access(path, F_OK), -1);
	home_save_one(&home, "beijing");
	cr_assert_eq(unlink(home_path(&home, "", (char[512]){0})), 0);
	home_save(&home, &notes, true, "");
	cr_assert_not(home_there(&home, ""));
	home_close(&home);
}

Test(state, a_file_that_would_stay_the_same_is_not_written_again)
{
	Home home = home_new();
	struct stat before, after;
	char path[512];
	Notes notes;

	home_save_one(&home, "beijing");
	notes = home_load(&home, true, "");
	stat(home_path(&home, "", path), &before);
	home_save(&home, &notes, true, "");
	stat(path, &after);
	cr_assert_eq(before.st_ino, after.st_ino);
	notes_free(&notes);
	home_close(&home);
}

Test(state, two_sessions_that_save_in_turn_lose_nothing_of_each_other)
{
	Home home = home_new();
	Notes ours, theirs;

	home_save_one(&home, "old");
	ours = home_load(&home, true, "");
	theirs = home_load(&home, true, "");
	home_bookmark(&ours, "ours");
	home_bookmark(&theirs, "theirs");
	notes_drop(&ours, STR("bookmark"), STR("old"), 6);
	home_save(&home, &ours, true, "");
	home_save(&home, &theirs, true, "");
	cr_assert(home_bookmarked(&theirs, "ours") && home_bookmarked(&theirs, "theirs") &&
		!home_bookmarked(&theirs, "old"));
	home_save(&home, &ours, true, "");
	cr_assert(home_bookmarked(&ours, "theirs") && !home_bookmarked(&ours, "old"));
	notes_free(&ours);
	notes_free(&theirs);
	home_close(&home);
}

enum { WRITERS = 20 };

/* One of many sessions: loads, adds a bookmark, saves; once more where the lock was not to be had. */
static int write_as(const Home *home, int n)
{
	char address[32];
	Notes notes = {0};
	Buf said = {0};
	bool saved = state_load(&home->state, &notes, &said);

	snprintf(address, sizeof address, "speech.%d", n);
	notes_bookmark(&notes, (Anchor){str_of(address), 1}, STR(""), 5);
	for (int tries = 0; saved && tries < 20; tries++)
		if (state_save(&home->state, &notes, 10, &said))
			return 0;
	return 1;
}

Test(state, twenty_sessions_that_save_at_once_lose_nothing)
{
	Home home = home_new();
	Notes notes;

	for (int i = 0; i < WRITERS; i++) {
		pid_t child = fork();

		if (child == 0)
			_exit(write_as(&home, i));
		cr_assert_gt(child, 0);
	}
	for (int i = 0, status; i < WRITERS; i++) {
		cr_assert_gt(wait(&status), 0);
		cr_assert_eq(status, 0);
	}
	notes = home_load(&home, true, "");
	for (int i = 0; i < WRITERS; i++) {
		char address[32];

		snprintf(address, sizeof address, "speech.%d", i);
		cr_assert(home_bookmarked(&notes, address), "%s", address);
	}
	cr_assert_not(home_there(&home, ".new"));
	notes_free(&notes);
	home_close(&home);
}

static void ignore(int signal_number)
{
	(void)signal_number;
}

Test(state, a_lock_that_somebody_holds_is_waited_for_a_second_whatever_signals_come)
{
	Home home = home_new();
	const struct itimerval often = {{0, 1000}, {0, 1000}}, never = {{0, 0}, {0, 0}};
	struct sigaction action = {.sa_handler = ignore};
	Notes notes = {0};
	char path[512];
	int lock;

	home_save_one(&home, "old");
	lock = open(home_path(&home, ".lock", path), O_RDWR);
	cr_assert(lock >= 0 && flock(lock, LOCK_EX) == 0);
	home_bookmark(&notes, "new");
	sigaction(SIGALRM, &action, NULL);
	setitimer(ITIMER_REAL, &often, NULL);
	home_save(&home, &notes, false, "another session holds");
	home_assert_has(&home, (const char *[]){"old"}, 1);
	cr_assert_eq(flock(lock, LOCK_UN), 0);
	home_save(&home, &notes, true, "");
	setitimer(ITIMER_REAL, &never, NULL);
	home_assert_has(&home, (const char *[]){"old", "new"}, 2);
	close(lock);
	notes_free(&notes);
	home_close(&home);
}

Test(state, a_lock_that_becomes_free_is_taken)
{
	Home home = home_new();
	Notes notes = {0};
	char path[512];
	pid_t child;
	int lock, status;

	home_save_one(&home, "old");
	lock = open(home_path(&home, ".lock", path), O_RDWR);
	cr_assert(lock >= 0 && flock(lock, LOCK_EX) == 0);
	child = fork();
	if (child == 0) { /* it shares the lock, and is the last to hold it */
		usleep(150000);
		_exit(0);
	}
	close(lock);
	home_bookmark(&notes, "new");
	home_save(&home, &notes, true, "");
	cr_assert_eq(waitpid(child, &status, 0), child);
	notes_free(&notes);
	home_close(&home);
}

Test(state, a_new_file_left_by_a_session_that_was_killed_is_in_nobody_s_way)
{
	Home home = home_new();
	char path[512];

	home_save_one(&home, "old");
	home_write(home_path(&home, ".new", path), "bilan-state 1\nhalf");
	home_save_one(&home, "new");
	cr_assert_not(home_there(&home, ".new"));
	home_assert_has(&home, (const char *[]){"old", "new"}, 2);
	home_close(&home);
}
