/* The kiosk in a terminal: what a stranger may try from the keyboard and through the environment. Ways out of less,
   vim, man and the like are those that GTFOBins collects. BILAN names the program; run from the top of the tree. */
#include "drive.h"

#include <criterion/criterion.h>
#include <dirent.h>
#include <fcntl.h>
#include <pwd.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

typedef struct Den {
	char path[64];  /* a directory of the stranger's: HOME, and whatever the environment can point to */
	char *env[17]; /* NAME=VALUE */
	size_t n;
} Den;

static void say(Den *den, const char *name, const char *value)
{
	cr_assert(den->n + 1 < sizeof den->env / sizeof *den->env);
	cr_assert(asprintf(&den->env[den->n++], "%s=%s", name, value) > 0);
}

static void in_den(const Den *den, const char *name, char path[static 200])
{
	snprintf(path, 200, "%s/%s", den->path, name);
}

static void run_shell(const char *command)
{
	cr_assert_eq(system(command), 0, "%s", command);
}

/* An entry for xterm-256color that shows itself: its smcup begins with a text. */
static void write_terminfo(const Den *den)
{
	char command[400];
	snprintf(command, sizeof command,
		"infocmp -1 xterm-256color | sed 's/smcup=/smcup=\\\\E]0;evil-terminfo\\\\007/' >%s/entry &&"
		" tic -o %s/.terminfo %s/entry && rm %s/entry", den->path, den->path, den->path, den->path);
	run_shell(command);
}

static void write_file(const Den *den, const char *name, const char *text)
{
	char path[200];
	in_den(den, name, path);
	FILE *file = fopen(path, "we");
	cr_assert(file && fputs(text, file) >= 0 && fclose(file) == 0, "%s", path);
}

/* LeakSanitizer asks the kernel for a process of its own at the end. */
static Den make_den(void)
{
	Den den = {.path = P_tmpdir "/bilan-den-XXXXXX"};
	char path[200], options[400];
	cr_assert_not_null(mkdtemp(den.path));
	snprintf(options, sizeof options, "%s:detect_leaks=0", getenv("ASAN_OPTIONS") ? getenv("ASAN_OPTIONS") : "");
	say(&den, "TERM", "xterm-256color");
	say(&den, "LANG", "C.UTF-8");
	say(&den, "ASAN_OPTIONS", options);
	say(&den, "PATH", getenv("PATH"));
	say(&den, "HOME", den.path);
	in_den(&den, ".terminfo", path);
	say(&den, "TERMINFO", path);
	write_terminfo(&den);
	return den;
}

static void leave_den(Den *den)
{
	char command[100];
	snprintf(command, sizeof command, "rm -rf '%s'", den->path);
	run_shell(command);
	for (size_t i = 0; i < den->n; i++)
		free(den->env[i]);
}

/* With `more` behind the options that keep the test still; up to a NULL. */
static Vt *open_kiosk(const Den *den, bool jobs, const char *const more[])
{
	const char *argv[16] = {getenv("BILAN") ? getenv("BILAN") : "build/bilan", "--kiosk", "--lang", "zh"};
	size_t n = 4;
	for (size_t i = 0; more[i] && n < 14; i++)
		argv[n++] = more[i];
	argv[n] = CORPUS;
	Vt *vt = vt_start(argv, &(VtStart){.rows = 24, .cols = 80, .env = (const char *const *)den->env, .jobs = jobs});
	cr_assert(vt != NULL, "no pseudo-terminal");
	return vt;
}

#define STILL (const char *const[]){"--idle", "0", "--no-state", NULL}

static Vt *open_still(const Den *den)
{
	Vt *vt = open_kiosk(den, false, STILL);
	settle(vt);
	return vt;
}

static size_t count_entries(const char *path)
{
	size_t n = 0;
	DIR *directory = opendir(path);
	cr_assert_not_null(directory, "%s", path);
	while (readdir(directory))
		n++;
	closedir(directory);
	return n;
}

/* A line of /proc/PID/NAME that begins with `key`. */
static void proc_line(Vt *vt, const char *name, const char *key, char line[static 200])
{
	char path[64];
	snprintf(path, sizeof path, "/proc/%d/%s", (int)vt_pid(vt), name);
	FILE *file = fopen(path, "re");
	cr_assert_not_null(file, "%s", path);
	while (fgets(line, 200, file))
		if (strncmp(line, key, strlen(key)) == 0) {
			fclose(file);
			return;
		}
	cr_assert(false, "no %s in %s", key, path);
}

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
	Den den = make_den();
	Vt *vt = open_still(&den);
	size_t before = count_entries(den.path), here = count_entries(".");
	for (size_t i = 0; i < sizeof WAYS_OUT / sizeof *WAYS_OUT; i++) {
		if (!try_way(vt, &den, WAYS_OUT[i])) {
			vt_free(vt);
			vt = open_still(&den);
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
	cr_assert_eq(count_entries(den.path), before, "a file was made");
	cr_assert_eq(count_entries("."), here, "a file was made here");
	vt_free(vt);
	leave_den(&den);
}

Test(kiosk, from_outside_it_is_seen_to_be_confined)
{
	Den den = make_den();
	Vt *vt = open_still(&den);
	char line[200];
	proc_line(vt, "status", "NoNewPrivs:", line);
	cr_assert(strstr(line, "1"), "%s", line);
	proc_line(vt, "status", "Seccomp:", line);
	cr_assert(strstr(line, "2"), "%s", line);
	proc_line(vt, "status", "Threads:", line);
	cr_assert(strstr(line, "1"), "%s", line);
	proc_line(vt, "limits", "Max core file size", line);
	cr_assert_eq(atol(line + 26), 0, "%s", line);
	proc_line(vt, "limits", "Max processes", line);
	cr_assert_eq(atol(line + 26), 0, "%s", line);
	proc_line(vt, "limits", "Max open files", line);
	cr_assert(atol(line + 26) <= 32 && atol(line + 26) > 3, "%s", line);
	proc_line(vt, "limits", "Max data size", line);
	cr_assert(strncmp(line + 26, "unlimited", 9) != 0, "%s", line);
	cr_assert(has_only_its_terminal(vt));
	vt_free(vt);
	leave_den(&den);
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
	Den den = make_den();
	cr_assert(evil_terminfo_shows(&den, "--no-config"), "the test itself: without --kiosk it has to show");
	cr_assert_not(evil_terminfo_shows(&den, "--kiosk"), "through TERMINFO");
	den.env[5][0] = 'X'; /* HOME/.terminfo is left */
	cr_assert(evil_terminfo_shows(&den, "--no-config"), "the test itself");
	cr_assert_not(evil_terminfo_shows(&den, "--kiosk"), "through HOME");
	leave_den(&den);
}

Test(kiosk, the_environment_changes_nothing)
{
	static const char *const NAMES[] = {"LESSOPEN", "PAGER", "EDITOR", "SSH_ORIGINAL_COMMAND", "SHELL"};
	Den den = make_den();
	Vt *plain = open_still(&den);
	char *screen = screen_now(plain), folder[200];
	vt_free(plain);
	in_den(&den, "bilan", folder);
	cr_assert_eq(mkdir(folder, 0700), 0);
	write_file(&den, "bilan/config.yaml", "language: en\ncolour: mono\nstate: true\ncorpus: [/etc/passwd]\n");
	say(&den, "XDG_CONFIG_HOME", den.path);
	say(&den, "XDG_STATE_HOME", den.path);
	say(&den, "LINES", "5");
	say(&den, "COLUMNS", "7");
	for (size_t i = 0; i < sizeof NAMES / sizeof *NAMES; i++)
		say(&den, NAMES[i], "|touch made; id");
	size_t before = count_entries(den.path);
	Vt *vt = open_still(&den);
	cr_assert_str_eq(vt_screen(vt), screen);
	int status;
	vt_send(vt, "q");
	cr_assert(vt_wait(vt, PATIENCE, &status));
	cr_assert_eq(count_entries(den.path), before);
	free(screen);
	vt_free(vt);
	leave_den(&den);
}

Test(kiosk, it_is_not_stopped)
{
	static const int SIGNALS[] = {SIGTSTP, SIGTTIN, SIGTTOU, SIGQUIT};
	Den den = make_den();
	Vt *vt = open_kiosk(&den, true, STILL);
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
	leave_den(&den);
}

Test(kiosk, a_login_shell_takes_no_command)
{
	static const char *const STARTS[] = {"exec -a -bilan \"$B\"", "exec -a bilan \"$B\" -c 'touch made; id'",
		"exec -a bilan-kiosk \"$B\" show beijing"};
	Den den = make_den();
	say(&den, "B", getenv("BILAN") ? getenv("BILAN") : "build/bilan");
	for (size_t i = 0; i < sizeof STARTS / sizeof *STARTS; i++) {
		const char *argv[] = {"bash", "-c", STARTS[i], NULL};
		Vt *vt = vt_start(argv, &(VtStart){.rows = 24, .cols = 80, .env = (const char *const *)den.env});
		char line[200];
		cr_assert(vt && vt_until(vt, "浙江", PATIENCE), "%s\n%s", STARTS[i], vt_screen(vt));
		proc_line(vt, "status", "Seccomp:", line);
		cr_assert(strstr(line, "2"), "%s: %s", STARTS[i], line);
		cr_assert_eq(strstr(vt_raw(vt, NULL), "没有理会") != NULL, i > 0, "%s", STARTS[i]);
		vt_free(vt);
	}
	cr_assert_eq(access("made", F_OK), -1);
	leave_den(&den);
}

Test(kiosk, copying_is_possible)
{
	Den den = make_den();
	Vt *vt = open_still(&den);
	press(vt, "lj");
	press(vt, "y");
	shows(vt, "已复制 ");
	const char *copy = strstr(vt_raw(vt, NULL), "\x1b]52;c;");
	cr_assert_not_null(copy);
	size_t n = strspn(copy + 7, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=");
	cr_assert(n > 50 && n < 100000 && copy[7 + n] == '\a');
	vt_free(vt);
	leave_den(&den);
}

Test(kiosk, a_forbidden_key_says_so)
{
	Den den = make_den();
	Vt *vt = open_still(&den);
	press(vt, "e");
	shows(vt, "此处不可用");
	press(vt, "i");
	press(vt, "G");
	shows(vt, "Landlock");
	vt_free(vt);
	leave_den(&den);
}

Test(kiosk, left_alone_it_goes_back_to_the_first_screen)
{
	Den den = make_den();
	Vt *still = open_still(&den);
	char *first = screen_now(still);
	vt_free(still);
	Vt *vt = open_kiosk(&den, false, (const char *const[]){"--idle", "1s", "--no-state", NULL});
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
	leave_den(&den);
}

/* Writes a note and leaves. */
static void leave_a_note(const Den *den, const char *const more[])
{
	Vt *vt = open_kiosk(den, false, more);
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

Test(kiosk, nothing_is_written_but_the_state)
{
	Den den = make_den();
	char state[200], *kept = account_state();
	in_den(&den, "state", state);
	size_t before = count_entries(den.path);
	leave_a_note(&den, STILL);
	cr_assert_eq(count_entries(den.path), before, "--no-state has left something");
	char *now = account_state();
	cr_assert_str_eq(now, kept, "--no-state has kept something");
	free(kept);
	free(now);
	cr_assert_eq(mkdir(state, 0700), 0);
	leave_a_note(&den, (const char *const[]){"--idle", "0", "--state", state, NULL});
	cr_assert_eq(count_entries(den.path), before + 1);
	cr_assert_eq(count_entries(state), 4, "the state and its lock");
	leave_den(&den);
}

Test(kiosk, a_state_that_is_a_link_is_left_alone)
{
	Den den = make_den();
	char state[200], victim[200];
	in_den(&den, "state", state);
	in_den(&den, "victim", victim);
	cr_assert(mkdir(victim, 0700) == 0 && symlink(victim, state) == 0);
	Vt *vt = open_kiosk(&den, false, (const char *const[]){"--idle", "0", "--state", state, NULL});
	settle(vt);
	press(vt, "lja");
	press(vt, "x");
	vt_send(vt, "\x1b");
	settle(vt);
	vt_send(vt, "Q");
	int status;
	cr_assert(vt_wait(vt, PATIENCE, &status));
	cr_assert_eq(count_entries(victim), 2, "it was written through the link");
	vt_free(vt);
	leave_den(&den);
}

Test(kiosk, the_end_restores_the_terminal)
{
	static const int SIGNALS[] = {SIGTERM, SIGHUP, SIGINT};
	Den den = make_den();
	for (size_t i = 0; i < sizeof SIGNALS / sizeof *SIGNALS; i++) {
		Vt *vt = open_still(&den);
		int status;
		kill(vt_pid(vt), SIGNALS[i]);
		cr_assert(vt_wait(vt, PATIENCE, &status));
		cr_assert(WIFEXITED(status) && WEXITSTATUS(status) == 128 + SIGNALS[i], "%x", (unsigned)status);
		cr_assert(!vt_alternate(vt) && vt_line_mode_restored(vt));
		vt_free(vt);
	}
	leave_den(&den);
}

/* Whatever the one before has left: a place, marks, a filter, a note. */
static void use_it(Vt *vt)
{
	vt_send(vt, "jvclja留下的话"); /* while the idle time runs it does not rest */
	cr_assert(vt_until(vt, "留下的话", PATIENCE), "%s", vt_screen(vt));
	vt_send(vt, "\x1b");
	cr_assert(vt_until(vt, "批注：", PATIENCE) || vt_until(vt, "已存批注", PATIENCE), "%s", vt_screen(vt));
}

Test(kiosk, what_the_one_before_kept_for_a_session_is_gone_with_it)
{
	Den den = make_den();
	Vt *still = open_still(&den);
	char *first = screen_now(still);
	vt_free(still);
	Vt *vt = open_kiosk(&den, false, (const char *const[]){"--idle", "2s", "--no-state", NULL});
	cr_assert(vt_until(vt, "浙江", PATIENCE));
	use_it(vt);
	cr_assert(vt_until(vt, "退出", PATIENCE), "%s", vt_screen(vt));
	cr_assert_str_eq(vt_screen(vt), first);
	vt_send(vt, ";");
	cr_assert_not(vt_until(vt, "留下的话", 300), "%s", vt_screen(vt));
	free(first);
	vt_free(vt);
	leave_den(&den);
}

Test(kiosk, whoever_logs_in_next_begins_at_the_first_screen)
{
	Den den = make_den();
	char state[200];
	int status;
	in_den(&den, "state", state);
	cr_assert_eq(mkdir(state, 0700), 0);
	const char *const options[] = {"--idle", "0", "--state", state, NULL};
	Vt *vt = open_kiosk(&den, false, options);
	settle(vt);
	char *first = screen_now(vt);
	press(vt, "j");
	press(vt, "j");
	press(vt, "l");
	press(vt, "3");
	vt_send(vt, "Q");
	cr_assert(vt_wait(vt, PATIENCE, &status));
	vt_free(vt);
	vt = open_kiosk(&den, false, options);
	settle(vt);
	cr_assert_str_eq(vt_screen(vt), first);
	free(first);
	vt_free(vt);
	leave_den(&den);
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

Test(kiosk, what_the_kernel_lacks_is_said_before_the_screen_opens)
{
	Den den = make_den();
	Vt *vt = open_lacking(&den, "--idle=0");
	cr_assert(vt_until(vt, "浙江", PATIENCE), "%s", vt_screen(vt));
	const char *said = strstr(vt_raw(vt, NULL), "没有 Landlock"), *opened = strstr(vt_raw(vt, NULL), "\x1b[?1049h");
	cr_assert(said && opened && said < opened);
	press(vt, "i");
	press(vt, "G");
	shows(vt, "没有 Landlock");
	vt_free(vt);
	leave_den(&den);
}

Test(kiosk, strictly_it_does_not_open_there)
{
	Den den = make_den();
	int status;
	Vt *vt = open_lacking(&den, "--strict");
	cr_assert(vt_wait(vt, PATIENCE, &status), "%s", vt_screen(vt));
	cr_assert(WIFEXITED(status) && WEXITSTATUS(status) == 2, "%x", (unsigned)status);
	cr_assert(strstr(vt_raw(vt, NULL), "没有 Landlock") && !strstr(vt_raw(vt, NULL), "\x1b[?1049h"));
	vt_free(vt);
	leave_den(&den);
}
