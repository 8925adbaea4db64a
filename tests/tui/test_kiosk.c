#include "../../tui/kiosk.h"

#include <criterion/criterion.h>
#include <pwd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static KioskAsked asked(const char *const words[])
{
	int n = 0;
	while (words[n])
		n++;
	return kiosk_asked(n, (char **)words);
}

Test(kiosk, a_login_shell_is_one_whatever_it_is_told)
{
	cr_assert_eq(asked((const char *const[]){"-bilan", NULL}), KIOSK_SHELL);
	cr_assert_eq(asked((const char *const[]){"bilan", "-c", "sh", NULL}), KIOSK_SHELL);
	cr_assert_eq(asked((const char *const[]){"/usr/bin/bilan-kiosk", "show", "beijing", NULL}), KIOSK_SHELL);
	cr_assert_eq(asked((const char *const[]){"bilan", "--kiosk", NULL}), KIOSK_OPTION);
	cr_assert_eq(asked((const char *const[]){"bilan", "content", "--kiosk", NULL}), KIOSK_OPTION);
	cr_assert_eq(asked((const char *const[]){"bilan", "--", "--kiosk", NULL}), KIOSK_NOT);
	cr_assert_eq(asked((const char *const[]){"bilan", "-C", "x", NULL}), KIOSK_NOT);
	cr_assert_eq(asked((const char *const[]){"bilan", NULL}), KIOSK_NOT);
}

Test(kiosk, only_names_of_terminals_are_taken)
{
	static const struct { const char *term, *taken; } NAMES[] = {
		{"xterm-256color", "xterm-256color"}, {"linux", "linux"}, {"vt100", "vt100"},
		{"xterm-not-described", "xterm-256color"}, {"tmux-not-described", "screen-256color"},
		{"hp2621", "xterm-256color"}, {"../../tmp/evil", "xterm-256color"}, {"/tmp/xterm", "xterm-256color"},
		{"xterm/../../../tmp/evil", "xterm-256color"}, {"xterm\033]0;x\a", "xterm-256color"}, {"..", "xterm-256color"},
		{"xterm%s", "xterm-256color"}, {"dumb", "dumb"}, {"", ""},
	};
	for (size_t i = 0; i < sizeof NAMES / sizeof *NAMES; i++)
		cr_assert_str_eq(kiosk_term(NAMES[i].term), NAMES[i].taken, "%s", NAMES[i].term);
	cr_assert_null(kiosk_term(NULL));
	char longer[200];
	memset(longer, 'x', sizeof longer);
	longer[sizeof longer - 1] = '\0';
	cr_assert_str_eq(kiosk_term(longer), "xterm-256color");
}

static bool is_set(const char *name, const char *wanted)
{
	const char *value = getenv(name);
	return value && strcmp(value, wanted) == 0;
}

Test(kiosk, of_the_environment_little_is_left)
{
	static const char *const GONE[] = {"HOME", "PATH", "TERMINFO", "TERMINFO_DIRS", "LINES", "COLUMNS", "BILAN_X",
		"LESSOPEN", "PAGER", "EDITOR", "VISUAL", "SHELL", "BROWSER", "SSH_ORIGINAL_COMMAND", "LOCPATH", "GCONV_PATH",
		"XDG_CONFIG_HOME", "XDG_STATE_HOME", "LC_CTYPE", "LC_MESSAGES", "TMUX", "NO_COLOR", "COLORFGBG", "TMPDIR"};
	for (size_t i = 0; i < sizeof GONE / sizeof *GONE; i++)
		setenv(GONE[i], "/tmp/evil", 1);
	setenv("TERM", "../evil", 1);
	setenv("LANG", "en_GB.UTF-8", 1);
	setenv("SSH_CLIENT", "\033]0;evil\a", 1);
	pid_t child = fork(); /* what holds a test together are open files */
	if (child > 0) {
		int status;
		cr_assert(waitpid(child, &status, 0) == child);
		cr_assert(WIFEXITED(status));
		size_t left = (size_t)WEXITSTATUS(status);
		cr_assert_eq(left, 0, "what is left: %s", left < 100 ? GONE[left - 1] : "of TERM, LANG and SSH");
		return;
	}
	kiosk_begin();
	for (size_t i = 0; i < sizeof GONE / sizeof *GONE; i++)
		if (getenv(GONE[i]))
			_exit(1 + (int)i);
	bool right = is_set("TERM", "xterm-256color") && is_set("LANG", "en_GB.UTF-8") && is_set("SSH_TTY", "1");
	_exit(right && !getenv("SSH_CLIENT") ? 0 : 100);
}

Test(kiosk, a_locale_is_a_name)
{
	cr_assert(kiosk_is_locale("zh_CN.GB18030") && kiosk_is_locale("C.UTF-8") && kiosk_is_locale("de_AT@euro"));
	cr_assert_not(kiosk_is_locale("../../tmp/x"));
	cr_assert_not(kiosk_is_locale("/tmp/x"));
	cr_assert_not(kiosk_is_locale("en\033[m"));
	cr_assert_not(kiosk_is_locale(""));
}

Test(kiosk, settings_are_roots_or_none)
{
	char folder[] = P_tmpdir "/bilan-kiosk-XXXXXX", path[64];
	cr_assert_not_null(mkdtemp(folder));
	snprintf(path, sizeof path, "%s/config.yaml", folder);
	FILE *file = fopen(path, "we");
	cr_assert(file && fclose(file) == 0 && chmod(path, 0644) == 0);
	cr_assert_not(kiosk_trusts(path), "others may put another file in its place");
	cr_assert_not(kiosk_trusts(folder));
	cr_assert_not(kiosk_trusts("/nonexistent/config.yaml"));
	cr_assert(kiosk_trusts("/etc/passwd"), "a file of root's");
	unlink(path);
	rmdir(folder);
}

Test(kiosk, what_the_kernel_lacks_is_said_in_one_line)
{
	for (unsigned held = 0; held < CONFINE_ALL; held++)
		for (int lang = 0; lang < LANG_COUNT; lang++)
			cr_assert(kiosk_lack(held, (Lang)lang).n > 0 && str_find(kiosk_lack(held, (Lang)lang), STR("\n"), 0) < 0);
	cr_assert_eq(kiosk_lack(CONFINE_ALL, LANG_ZH).n, 0);
	cr_assert(str_find(kiosk_lack(CONFINE_CALLS, LANG_EN), STR("Landlock"), 0) >= 0);
	cr_assert(str_find(kiosk_lack(CONFINE_FILES, LANG_EN), STR("seccomp"), 0) >= 0);
}

Test(kiosk, the_home_is_the_accounts_whatever_the_environment_says)
{
	Buf home = {0};
	setenv("HOME", "/tmp/evil", 1);
	kiosk_add_home(&home);
	cr_assert_str_eq(buf_cstr(&home), getpwuid(getuid())->pw_dir);
	buf_free(&home);
}

static Options options_of(const char *const words[])
{
	Options options;
	Buf error = {0};
	int n = 0;
	while (words[n])
		n++;
	cr_assert(options_parse(&options, n, (char **)words, LANG_ZH, &error), "%s", buf_cstr(&error));
	buf_free(&error);
	return options;
}

Test(kiosk, after_ten_minutes_the_first_screen_comes_back_unless_it_is_told_otherwise)
{
	Options said = options_of((const char *const[]){"bilan", "--kiosk", "--idle", "3", NULL});
	Options unsaid = options_of((const char *const[]){"bilan", "--kiosk", NULL});
	cr_assert(kiosk_take(&said) && kiosk_take(&unsaid));
	cr_assert(said.idle == 180 && unsaid.idle == 600, "%u and %u s", said.idle, unsaid.idle);
	options_free(&said);
	options_free(&unsaid);
}

Test(kiosk, no_settings_are_read_but_roots)
{
	Options asked = options_of((const char *const[]){"bilan", "--kiosk", "--config", "tests/data/small.yaml", NULL});
	Options trusted = options_of((const char *const[]){"bilan", "--kiosk", "--config", "/etc/passwd", NULL});
	Options unsaid = options_of((const char *const[]){"bilan", "--kiosk", NULL});
	cr_assert(kiosk_take(&trusted) && kiosk_take(&unsaid));
	cr_assert(unsaid.no_config || (unsaid.config && strcmp(unsaid.config, KIOSK_CONFIG) == 0), "the account's own");
	cr_assert(kiosk_trusts("tests/data/small.yaml") || !kiosk_take(&asked));
	options_free(&asked);
	options_free(&trusted);
	options_free(&unsaid);
}

Test(kiosk, it_reaches_the_corpora_and_the_state_and_nothing_else)
{
	Options named = options_of((const char *const[]){"bilan", "--kiosk", "./a", "./b", NULL});
	Options bare = options_of((const char *const[]){"bilan", "--kiosk", NULL});
	KioskPaths paths = kiosk_paths(&named, "bundled", "state");
	cr_assert(paths.n == 3 && strcmp(paths.at[0].path, "./a") == 0 && strcmp(paths.at[1].path, "./b") == 0);
	cr_assert(!paths.at[0].writes && !paths.at[1].writes, "a corpus can be written");
	cr_assert(strcmp(paths.at[2].path, "state") == 0 && paths.at[2].writes);
	free(paths.at);
	paths = kiosk_paths(&bare, "bundled", NULL);
	cr_assert(paths.n == 1 && strcmp(paths.at[0].path, "bundled") == 0 && !paths.at[0].writes);
	free(paths.at);
	options_free(&named);
	options_free(&bare);
}
