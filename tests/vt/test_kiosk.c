/* The kiosk in a terminal: what a stranger may try from the keyboard and through the environment. Ways out of less,
   vim, man and the like are those that GTFOBins collects. */
#include "den.h"

#include <criterion/criterion.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static bool has_children(Vt *vt)
{
	char path[64], line[64] = "";
	snprintf(path, sizeof path, "/proc/%d/task/%d/children", (int)vt_pid(vt), (int)vt_pid(vt));
	FILE *file = fopen(path, "re");
	if (!file)
		return false;
	bool any = fgets(line, sizeof line, file) != NULL && line[0] != '\0';
	fclose(file);
	return any;
}

/* Open files are the terminal's, three. */
static bool has_only_its_terminal(Vt *vt)
{
	char path[64], target[64];
	for (int fd = 0; fd < 40; fd++) {
		snprintf(path, sizeof path, "/proc/%d/fd/%d", (int)vt_pid(vt), fd);
		ssize_t n = readlink(path, target, sizeof target - 1);
		if (n < 0)
			continue;
		target[n] = '\0';
		if (fd > 2 || strncmp(target, "/dev/pts/", 9) != 0)
			return false;
	}
	return true;
}

static const char *const WAYS_OUT[] = {
	"!sh\r", "!/bin/sh\r", "!!\r", ":!sh\r", ":!/bin/sh\r", ":set shell=/bin/sh\r:shell\r", ":sh\r", ":shell\r",
	":e /etc/passwd\r", ":E\r", ":x /etc/passwd\r", ":r /etc/passwd\r", ":r !id\r", ":w @made\r", ":w! @made\r",
	":wq @made\r", ":py import os\r", ":lua os.execute('sh')\r", ":source /etc/passwd\r", ":so @made\r",
	":n /etc/passwd\r", ":d\r", ":x\r", ":open /etc/passwd\r", ":import /etc/passwd -o @made\r",
	":export @made\r", ":e ~/.terminfo\r", ":config /etc/passwd\r", ":bilan -o @made\r", "v\r", "s@made\r",
	"s/etc/passwd\r", "o@made\r", "O/etc/passwd\r", "E/etc/passwd\r", "|sh\r", "|asudo sh\r", "-o@made\r",
	"+!sh\r", "$!sh\r", "~/.profile\r", "`id`", "$(id)", "/$(id)\r", "/`id`\r", "/|sh\r", "/!sh\r", "&sh\r",
	";sh\r", ">@made\r", "w@made\r", "e@made\r", "e\r\r", "4\r@made\r", "\x05@made\r", "\x0f@made\r", "?!sh\r",
	"?import\r", "?export\r", "\x18\x05", "\x1b!sh\r", "\x1bxshell\r", "\x18!sh\r", "\x14sh\r", "\x12\x18ls\r",
	"Ssh\r", "i\r!sh\r", "a!sh\r\x1b", "B!sh\r\x1b", "m!", "'!", "\x1b[200~!sh\r:!sh\r\x1b[201~",
	"\x1b]52;c;?\a", "\x1b]0;x\a", "\x1bP$qm\x1b\\", "\x1b[24~", "R", "\x1b[28~!sh\r",
};

/* @ in a way out: a file in the den. False where it has left, which is a way out of nothing. */
static bool try_way(Vt *vt, const Den *den, const char *way)
{
	for (const char *c = way; *c; c++) {
		if (*c == '@') {
			vt_send(vt, den->path);
			vt_send(vt, "/");
		} else {
			vt_send(vt, (char[]){*c, '\0'});
		}
	}
	VtState state = vt_settle(vt, PATIENCE);
	cr_assert_neq(state, VT_BUSY, "it never rests after “%s”", way);
	return state == VT_QUIET;
}

Test(kiosk, no_key_leads_out, .timeout = 120)
{
	Den den = den_make();
	Vt *vt = den_still(&den);
	size_t before = den_count(den.path), here = den_count(".");
	for (size_t i = 0; i < sizeof WAYS_OUT / sizeof *WAYS_OUT; i++) {
		if (!try_way(vt, &den, WAYS_OUT[i])) {
			vt_free(vt);
			vt = den_still(&den);
			continue;
		}
		cr_assert_not(has_children(vt), "a process after “%s”", WAYS_OUT[i]);
		cr_assert(has_only_its_terminal(vt), "a file is open after “%s”", WAYS_OUT[i]);
		cr_assert(vt_alternate(vt), "another screen after “%s”", WAYS_OUT[i]);
		cr_assert(!vt_find(vt, "root:", NULL, NULL) && !vt_find(vt, "uid=", NULL, NULL), "“%s”", WAYS_OUT[i]);
		vt_send(vt, "\x1b");
		cr_assert_eq(vt_settle(vt, PATIENCE), VT_QUIET);
		vt_send(vt, "\x1b");
		cr_assert_eq(vt_settle(vt, PATIENCE), VT_QUIET);
	}
	cr_assert_eq(den_count(den.path), before, "a file was made");
	cr_assert_eq(den_count("."), here, "a file was made here");
	vt_free(vt);
	den_leave(&den);
}

Test(kiosk, from_outside_it_is_seen_to_be_confined)
{
	Den den = den_make();
	Vt *vt = den_still(&den);
	char line[200];
	den_proc(vt, "status", "NoNewPrivs:", line);
	cr_assert(strstr(line, "1"), "%s", line);
	den_proc(vt, "status", "Seccomp:", line);
	cr_assert(strstr(line, "2"), "%s", line);
	den_proc(vt, "status", "Threads:", line);
	cr_assert(strstr(line, "1"), "%s", line);
	den_proc(vt, "limits", "Max core file size", line);
	cr_assert_eq(atol(line + 26), 0, "%s", line);
	den_proc(vt, "limits", "Max processes", line);
	cr_assert_eq(atol(line + 26), 0, "%s", line);
	den_proc(vt, "limits", "Max open files", line);
	cr_assert(atol(line + 26) <= 32 && atol(line + 26) > 3, "%s", line);
	den_proc(vt, "limits", "Max data size", line);
	cr_assert(strncmp(line + 26, "unlimited", 9) != 0, "%s", line);
	cr_assert(has_only_its_terminal(vt));
	vt_free(vt);
	den_leave(&den);
}

static bool evil_terminfo_shows(const Den *den, const char *option)
{
	const char *argv[] = {getenv("BILAN") ? getenv("BILAN") : "build/bilan", "--no-state", option, CORPUS, NULL};
	Vt *vt = vt_start(argv, &(VtStart){.rows = 24, .cols = 80, .env = (const char *const *)den->env});
	cr_assert(vt && vt_until(vt, "北京", PATIENCE));
	bool shows = strstr(vt_raw(vt, NULL), "evil-terminfo") != NULL;
	vt_free(vt);
	return shows;
}

Test(kiosk, a_terminfo_of_the_strangers_is_not_read)
{
	Den den = den_make();
	cr_assert(evil_terminfo_shows(&den, "--no-config"), "the test itself: without --kiosk it has to show");
	cr_assert_not(evil_terminfo_shows(&den, "--kiosk"), "through TERMINFO");
	den.env[5][0] = 'X'; /* HOME/.terminfo is left */
	cr_assert(evil_terminfo_shows(&den, "--no-config"), "the test itself");
	cr_assert_not(evil_terminfo_shows(&den, "--kiosk"), "through HOME");
	den_leave(&den);
}

Test(kiosk, the_environment_changes_nothing)
{
	static const char *const NAMES[] = {"LESSOPEN", "PAGER", "EDITOR", "SSH_ORIGINAL_COMMAND", "SHELL"};
	Den den = den_make();
	Vt *plain = den_still(&den);
	char *screen = screen_now(plain), folder[200];
	vt_free(plain);
	den_path(&den, "bilan", folder);
	cr_assert_eq(mkdir(folder, 0700), 0);
	den_write(&den, "bilan/config.yaml", "language: en\ncolour: mono\nstate: true\ncorpus: [/etc/passwd]\n");
	den_say(&den, "XDG_CONFIG_HOME", den.path);
	den_say(&den, "XDG_STATE_HOME", den.path);
	den_say(&den, "LINES", "5");
	den_say(&den, "COLUMNS", "7");
	for (size_t i = 0; i < sizeof NAMES / sizeof *NAMES; i++)
		den_say(&den, NAMES[i], "|touch made; id");
	size_t before = den_count(den.path);
	Vt *vt = den_still(&den);
	cr_assert_str_eq(vt_screen(vt), screen);
	int status;
	vt_send(vt, "q");
	cr_assert(vt_wait(vt, PATIENCE, &status));
	cr_assert_eq(den_count(den.path), before);
	free(screen);
	vt_free(vt);
	den_leave(&den);
}

Test(kiosk, it_is_not_stopped)
{
	static const int SIGNALS[] = {SIGTSTP, SIGTTIN, SIGTTOU, SIGQUIT};
	Den den = den_make();
	Vt *vt = den_kiosk(&den, true, STILL);
	settle(vt);
	char *before = screen_now(vt);
	vt_send(vt, "\x1a\x1c\x1a");
	cr_assert_eq(vt_settle(vt, PATIENCE), VT_QUIET);
	cr_assert_not(vt_stopped(vt, 200), "Ctrl-Z stops it");
	for (size_t i = 0; i < sizeof SIGNALS / sizeof *SIGNALS; i++) {
		kill(vt_pid(vt), SIGNALS[i]);
		cr_assert_not(vt_stopped(vt, 200), "signal %d stops it", SIGNALS[i]);
	}
	vt_send(vt, "\x1b");
	cr_assert(vt_until(vt, "帮助", PATIENCE));
	settle(vt);
	cr_assert_str_eq(vt_screen(vt), before);
	free(before);
	vt_free(vt);
	den_leave(&den);
}

Test(kiosk, a_login_shell_takes_no_command)
{
	static const char *const STARTS[] = {"exec -a -bilan \"$B\"", "exec -a bilan \"$B\" -c 'touch made; id'",
		"exec -a bilan-kiosk \"$B\" show beijing"};
	Den den = den_make();
	den_say(&den, "B", getenv("BILAN") ? getenv("BILAN") : "build/bilan");
	for (size_t i = 0; i < sizeof STARTS / sizeof *STARTS; i++) {
		const char *argv[] = {"bash", "-c", STARTS[i], NULL};
		Vt *vt = vt_start(argv, &(VtStart){.rows = 24, .cols = 80, .env = (const char *const *)den.env});
		char line[200];
		cr_assert(vt && vt_until(vt, "浙江", PATIENCE), "%s\n%s", STARTS[i], vt_screen(vt));
		den_proc(vt, "status", "Seccomp:", line);
		cr_assert(strstr(line, "2"), "%s: %s", STARTS[i], line);
		cr_assert_eq(strstr(vt_raw(vt, NULL), "没有理会") != NULL, i > 0, "%s", STARTS[i]);
		vt_free(vt);
	}
	cr_assert_eq(access("made", F_OK), -1);
	den_leave(&den);
}

Test(kiosk, copying_is_possible)
{
	Den den = den_make();
	Vt *vt = den_still(&den);
	press(vt, "lj");
	press(vt, "y");
	shows(vt, "已复制 ");
	const char *copy = strstr(vt_raw(vt, NULL), "\x1b]52;c;");
	cr_assert_not_null(copy);
	size_t n = strspn(copy + 7, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=");
	cr_assert(n > 50 && n < 100000 && copy[7 + n] == '\a');
	vt_free(vt);
	den_leave(&den);
}

Test(kiosk, a_forbidden_key_says_so)
{
	Den den = den_make();
	Vt *vt = den_still(&den);
	press(vt, "e");
	shows(vt, "此处不可用");
	press(vt, "i");
	press(vt, "G");
	shows(vt, "Landlock");
	vt_free(vt);
	den_leave(&den);
}

Test(kiosk, the_end_restores_the_terminal)
{
	static const int SIGNALS[] = {SIGTERM, SIGHUP, SIGINT};
	Den den = den_make();
	for (size_t i = 0; i < sizeof SIGNALS / sizeof *SIGNALS; i++) {
		Vt *vt = den_still(&den);
		int status;
		kill(vt_pid(vt), SIGNALS[i]);
		cr_assert(vt_wait(vt, PATIENCE, &status));
		cr_assert(WIFEXITED(status) && WEXITSTATUS(status) == 128 + SIGNALS[i], "%x", (unsigned)status);
		cr_assert(!vt_alternate(vt) && vt_line_mode_restored(vt));
		vt_free(vt);
	}
	den_leave(&den);
}
