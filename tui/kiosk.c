#include "kiosk.h"

#include "../core/mem.h"

#include <pwd.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char *base_name(const char *path)
{
	const char *slash = strrchr(path, '/');
	return slash ? slash + 1 : path;
}

KioskAsked kiosk_asked(int argc, char **argv)
{
	bool shell = argc > 0 && (argv[0][0] == '-' || strcmp(base_name(argv[0]), "bilan-kiosk") == 0);
	if (shell || (argc > 1 && strcmp(argv[1], "-c") == 0))
		return KIOSK_SHELL;
	for (int i = 1; i < argc && strcmp(argv[i], "--") != 0; i++)
		if (strcmp(argv[i], "--kiosk") == 0)
			return KIOSK_OPTION;
	return KIOSK_NOT;
}

/* Kinds of terminals, by how their names begin, and what is taken where the system does not have the name itself. Their
   descriptions come with ncurses (ncurses-base, ncurses-term) or with the terminal. */
static const struct { const char *begins, *instead; } TERMINALS[] = {
	{"xterm", "xterm-256color"}, {"screen", "screen-256color"}, {"tmux", "screen-256color"}, {"rxvt", "xterm-256color"},
	{"vte", "xterm-256color"}, {"gnome", "xterm-256color"}, {"konsole", "xterm-256color"}, {"putty", "xterm-256color"},
	{"alacritty", "xterm-256color"}, {"foot", "xterm-256color"}, {"wezterm", "xterm-256color"},
	{"st", "xterm-256color"},
	{"kitty", "xterm-256color"}, {"mintty", "xterm-256color"}, {"cygwin", "xterm"}, {"mlterm", "xterm-256color"},
	{"contour", "xterm-256color"}, {"iterm", "xterm-256color"}, {"nsterm", "xterm-256color"}, {"linux", "linux"},
	{"vt100", "vt100"}, {"vt102", "vt100"}, {"vt220", "vt220"}, {"vt320", "vt220"}, {"ansi", "ansi"},
	{"", "xterm-256color"}, /* the rest: most terminals of today are of its kind */
};

/* Only the system's own descriptions, where ncurses looks without TERMINFO. */
static bool is_described(const char *term)
{
	static const char *const PLACES[] = {"/etc/terminfo", "/lib/terminfo", "/usr/share/terminfo"};
	Buf path = {0};
	bool found = false;
	for (size_t i = 0; !found && i < sizeof PLACES / sizeof *PLACES; i++) {
		buf_clear(&path);
		buf_add(&path, str_of(PLACES[i]));
		buf_add_char(&path, '/');
		buf_add_char(&path, term[0]);
		buf_add_char(&path, '/');
		buf_add(&path, str_of(term));
		found = access(buf_cstr(&path), R_OK) == 0;
	}
	buf_free(&path);
	return found;
}

static bool has_only(const char *name, const char *others, size_t most)
{
	size_t n = 0;
	for (; n <= most && name[n]; n++) {
		char c = name[n];
		if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || strchr(others, c)))
			return false;
	}
	return n > 0 && n <= most;
}

const char *kiosk_term(const char *term)
{
	size_t i = 0;
	if (!term || !*term || strcmp(term, "dumb") == 0)
		return term;
	bool named = has_only(term, "-+.", 40) && term[0] != '.';
	while (*TERMINALS[i].begins && !(named && strncmp(term, TERMINALS[i].begins, strlen(TERMINALS[i].begins)) == 0))
		i++;
	return named && *TERMINALS[i].begins && is_described(term) ? term : TERMINALS[i].instead;
}

bool kiosk_is_locale(const char *name)
{
	return has_only(name, "_.@-", 40) && name[0] != '.';
}

static bool is_ssh(void)
{
	return getenv("SSH_CONNECTION") || getenv("SSH_CLIENT") || getenv("SSH_TTY");
}

static void clean_environment(void)
{
	static const char *const LOCALE[] = {"LC_ALL", "LC_CTYPE", "LC_MESSAGES", "LANG"};
	char *kept[sizeof LOCALE / sizeof *LOCALE], *term = getenv("TERM");
	bool ssh = is_ssh();
	for (size_t i = 0; i < sizeof LOCALE / sizeof *LOCALE; i++) {
		const char *value = getenv(LOCALE[i]);
		kept[i] = value && kiosk_is_locale(value) ? strdup(value) : NULL;
	}
	const char *known = kiosk_term(term);
	term = known ? strdup(known) : NULL;
	clearenv();
	for (size_t i = 0; i < sizeof LOCALE / sizeof *LOCALE; i++) {
		if (kept[i])
			setenv(LOCALE[i], kept[i], 1);
		free(kept[i]);
	}
	if (term)
		setenv("TERM", term, 1);
	if (ssh)
		setenv("SSH_TTY", "1", 1);
	free(term);
}

void kiosk_begin(void)
{
	static const int KEYS[] = {SIGTSTP, SIGTTIN, SIGTTOU, SIGQUIT};
	for (size_t i = 0; i < sizeof KEYS / sizeof *KEYS; i++)
		sigaction(KEYS[i], &(struct sigaction){.sa_handler = SIG_IGN}, NULL);
	umask(077);
	confine_begin();
	clean_environment();
}

static bool is_roots(const struct stat *st)
{
	return st->st_uid == 0 && (st->st_mode & (S_IWGRP | S_IWOTH)) == 0;
}

bool kiosk_trusts(const char *path)
{
	char *whole = realpath(path, NULL);
	struct stat st;
	bool fits = whole && stat(whole, &st) == 0 && S_ISREG(st.st_mode) && is_roots(&st);
	for (char *slash; fits && (slash = strrchr(whole, '/')) != NULL;) {
		slash[slash == whole] = '\0'; /* the slash alone is the root */
		fits = stat(whole, &st) == 0 && is_roots(&st);
		if (slash == whole)
			break;
	}
	free(whole);
	return fits;
}

bool kiosk_take(Options *options)
{
	if (!options_given(options, "--idle"))
		options->idle = KIOSK_IDLE;
	if (options->config)
		return kiosk_trusts(options->config);
	if (!options->no_config) {
		options->config = kiosk_trusts(KIOSK_CONFIG) ? KIOSK_CONFIG : NULL;
		options->no_config = !options->config;
	}
	return true;
}

KioskPaths kiosk_paths(const Options *options, const char *bundled, const char *state)
{
	KioskPaths paths = {0};
	if (options->corpora.n == 0 && bundled)
		MEM_PUSH(&paths, ((ConfinePath){.path = bundled}));
	for (size_t i = 0; i < options->corpora.n; i++)
		MEM_PUSH(&paths, ((ConfinePath){.path = options->corpora.at[i]}));
	if (state)
		MEM_PUSH(&paths, ((ConfinePath){.path = state, .writes = true}));
	return paths;
}

void kiosk_add_home(Buf *out)
{
	struct passwd row, *account = NULL;
	char names[4096]; /* a longer row is no home to trust */
	if (!getpwuid_r(getuid(), &row, names, sizeof names, &account) && account && account->pw_dir[0] == '/')
		buf_add(out, str_of(account->pw_dir));
}

Str kiosk_lack(unsigned held, Lang lang)
{
	static const char *const TEXTS[CONFINE_ALL][LANG_COUNT] = {
		[0] = {"这个内核没有 Landlock 和 seccomp：文件和系统调用都没有限定",
			"this kernel has neither Landlock nor seccomp: files and system calls are not confined"},
		[CONFINE_FILES] = {"这个内核没有 seccomp：系统调用没有限定", "this kernel has no seccomp: system calls are not confined"},
		[CONFINE_CALLS] = {"这个内核没有 Landlock：文件没有限定", "this kernel has no Landlock: files are not confined"},
	};
	return held < CONFINE_ALL ? str_of(TEXTS[held][lang]) : (Str){0};
}
