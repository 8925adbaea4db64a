#include "../../tui/kiosk.h"

#include "../../tui/confine.h"

#include <criterion/criterion.h>
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
