/* The kiosk in a terminal: what one stranger leaves to the next, what is kept, and what the kernel has to do for it. */
#include "den.h"

#include <criterion/criterion.h>
#include <pwd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

Test(kiosk_left, left_alone_it_goes_back_to_the_first_screen)
{
	Den den = den_make();
	Vt *still = den_still(&den);
	char *first = screen_now(still);
	vt_free(still);
	Vt *vt = den_kiosk(&den, false, (const char *const[]){"--idle", "1s", "--no-state", NULL});
	cr_assert(vt_until(vt, "浙江", PATIENCE));
	vt_send(vt, "/市级\rM?");
	cr_assert(vt_until(vt, "此处可用", PATIENCE), "%s", vt_screen(vt));
	cr_assert(vt_until(vt, "浙江", PATIENCE) && vt_until(vt, "退出", PATIENCE), "%s", vt_screen(vt));
	cr_assert_str_eq(vt_screen(vt), first);
	vt_send(vt, "/");
	vt_key(vt, VTERM_KEY_UP);
	cr_assert_not(vt_until(vt, "/市级", 300), "what the one before looked for is still there");
	free(first);
	vt_free(vt);
	den_leave(&den);
}

/* Writes a note and leaves. */
static void leave_a_note(const Den *den, const char *const more[])
{
	Vt *vt = den_kiosk(den, false, more);
	int status;
	settle(vt);
	press(vt, "lj");
	press(vt, "a");
	press(vt, "批注一条");
	vt_send(vt, "\x1b");
	cr_assert(vt_until(vt, "批注：", PATIENCE) || vt_until(vt, "已存批注", PATIENCE), "%s", vt_screen(vt));
	settle(vt);
	vt_send(vt, "Q");
	cr_assert(vt_wait(vt, PATIENCE, &status));
	cr_assert(WIFEXITED(status) && WEXITSTATUS(status) == 0, "%x", (unsigned)status);
	vt_free(vt);
}

/* Where the notes of this account are, as the password database has it: what lies there, and how it stands. */
static char *account_state(void)
{
	char command[300], *text = NULL;
	size_t n = 0;
	snprintf(command, sizeof command, "ls -lA --time-style=full-iso %s/.local/state/bilan 2>/dev/null",
		getpwuid(getuid())->pw_dir);
	FILE *pipe = popen(command, "r");
	cr_assert(pipe && (getdelim(&text, &n, '\0', pipe) > 0 || text));
	pclose(pipe);
	return text;
}

Test(kiosk_left, nothing_is_written_but_the_state)
{
	Den den = den_make();
	char state[200], *kept = account_state();
	den_path(&den, "state", state);
	size_t before = den_count(den.path);
	leave_a_note(&den, STILL);
	cr_assert_eq(den_count(den.path), before, "--no-state has left something");
	char *now = account_state();
	cr_assert_str_eq(now, kept, "--no-state has kept something");
	free(kept);
	free(now);
	cr_assert_eq(mkdir(state, 0700), 0);
	leave_a_note(&den, (const char *const[]){"--idle", "0", "--state", state, NULL});
	cr_assert_eq(den_count(den.path), before + 1);
	cr_assert_eq(den_count(state), 4, "the state and its lock");
	den_leave(&den);
}

Test(kiosk_left, a_state_that_is_a_link_is_left_alone)
{
	Den den = den_make();
	char state[200], victim[200];
	den_path(&den, "state", state);
	den_path(&den, "victim", victim);
	cr_assert(mkdir(victim, 0700) == 0 && symlink(victim, state) == 0);
	Vt *vt = den_kiosk(&den, false, (const char *const[]){"--idle", "0", "--state", state, NULL});
	settle(vt);
	press(vt, "lja");
	press(vt, "x");
	vt_send(vt, "\x1b");
	settle(vt);
	vt_send(vt, "Q");
	int status;
	cr_assert(vt_wait(vt, PATIENCE, &status));
	cr_assert_eq(den_count(victim), 2, "it was written through the link");
	vt_free(vt);
	den_leave(&den);
}

/* Whatever the one before has left: a place, marks, a filter, a note. */
static void use_it(Vt *vt)
{
	vt_send(vt, "jvclja留下的话"); /* while the idle time runs it does not rest */
	cr_assert(vt_until(vt, "留下的话", PATIENCE), "%s", vt_screen(vt));
	vt_send(vt, "\x1b");
	cr_assert(vt_until(vt, "批注：", PATIENCE) || vt_until(vt, "已存批注", PATIENCE), "%s", vt_screen(vt));
}

Test(kiosk_left, what_the_one_before_kept_for_a_session_is_gone_with_it)
{
	Den den = den_make();
	Vt *still = den_still(&den);
	char *first = screen_now(still);
	vt_free(still);
	Vt *vt = den_kiosk(&den, false, (const char *const[]){"--idle", "2s", "--no-state", NULL});
	cr_assert(vt_until(vt, "浙江", PATIENCE));
	use_it(vt);
	cr_assert(vt_until(vt, "退出", PATIENCE), "%s", vt_screen(vt));
	cr_assert_str_eq(vt_screen(vt), first);
	vt_send(vt, ";");
	cr_assert_not(vt_until(vt, "留下的话", 300), "%s", vt_screen(vt));
	free(first);
	vt_free(vt);
	den_leave(&den);
}

Test(kiosk_left, whoever_logs_in_next_begins_at_the_first_screen)
{
	Den den = den_make();
	char state[200];
	int status;
	den_path(&den, "state", state);
	cr_assert_eq(mkdir(state, 0700), 0);
	const char *const options[] = {"--idle", "0", "--state", state, NULL};
	Vt *vt = den_kiosk(&den, false, options);
	settle(vt);
	char *first = screen_now(vt);
	press(vt, "j");
	press(vt, "j");
	press(vt, "l");
	press(vt, "3");
	vt_send(vt, "Q");
	cr_assert(vt_wait(vt, PATIENCE, &status));
	vt_free(vt);
	vt = den_kiosk(&den, false, options);
	settle(vt);
	cr_assert_str_eq(vt_screen(vt), first);
	free(first);
	vt_free(vt);
	den_leave(&den);
}

/* On a kernel without Landlock, which tests/vt/lack plays. */
static Vt *open_lacking(const Den *den, const char *option)
{
	char lack[300];
	const char *program = getenv("BILAN") ? getenv("BILAN") : "build/bilan", *slash = strrchr(program, '/');
	snprintf(lack, sizeof lack, "%.*s/tests/vt/lack", slash ? (int)(slash - program) : 1, slash ? program : ".");
	const char *argv[] = {lack, program, "--kiosk", "--no-state", "--lang", "zh", option, CORPUS, NULL};
	Vt *vt = vt_start(argv, &(VtStart){.rows = 24, .cols = 80, .env = (const char *const *)den->env});
	cr_assert(vt != NULL, "no pseudo-terminal");
	return vt;
}

Test(kiosk_left, what_the_kernel_lacks_is_said_before_the_screen_opens)
{
	Den den = den_make();
	Vt *vt = open_lacking(&den, "--idle=0");
	cr_assert(vt_until(vt, "浙江", PATIENCE), "%s", vt_screen(vt));
	const char *said = strstr(vt_raw(vt, NULL), "没有 Landlock"), *opened = strstr(vt_raw(vt, NULL), "\x1b[?1049h");
	cr_assert(said && opened && said < opened);
	press(vt, "i");
	press(vt, "G");
	shows(vt, "没有 Landlock");
	vt_free(vt);
	den_leave(&den);
}

Test(kiosk_left, strictly_it_does_not_open_there)
{
	Den den = den_make();
	int status;
	Vt *vt = open_lacking(&den, "--strict");
	cr_assert(vt_wait(vt, PATIENCE, &status), "%s", vt_screen(vt));
	cr_assert(WIFEXITED(status) && WEXITSTATUS(status) == 2, "%x", (unsigned)status);
	cr_assert(strstr(vt_raw(vt, NULL), "没有 Landlock") && !strstr(vt_raw(vt, NULL), "\x1b[?1049h"));
	vt_free(vt);
	den_leave(&den);
}
