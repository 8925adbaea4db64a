/* The program: the command line's words, then either a command or the browser. Only this file exits. */
#include "app.h"
#include "cli.h"
#include "confine.h"
#include "kiosk.h"
#include "probe.h"
#include "reload.h"
#include "session.h"
#include "setup.h"
#include "terminal.h"
#include "view_compare.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>

#define BURST 64    /* keys handled before the next paint while more are waiting */
#define FOREIGN -1  /* the terminal has told that it is not one of UTF-8 */

/* Chinese, unless the locale names another language. */
static Lang locale_lang(void)
{
	static const char *const NAMES[] = {"LC_ALL", "LC_MESSAGES", "LANG"};
	for (size_t i = 0; i < sizeof NAMES / sizeof *NAMES; i++) {
		const char *value = getenv(NAMES[i]);
		if (!value || !*value)
			continue;
		bool none = value[0] == 'C' || strncmp(value, "POSIX", 5) == 0;
		return none || strncmp(value, "zh", 2) == 0 ? LANG_ZH : LANG_EN;
	}
	return LANG_ZH;
}

void mem_exhausted(void)
{
	static const char TEXT[] = "bilan: 内存不足 / out of memory\n";
	terminal_give_back();
	if (write(STDERR_FILENO, TEXT, sizeof TEXT - 1) < 0)
		_exit(1);
}

static AttachEnv attach_env(void)
{
	return (AttachEnv){getenv("XDG_DATA_HOME"), getenv("HOME")};
}

/* Standard output and error, as wide as the terminal is. */
static CliIo standard_io(void)
{
	const char *none = getenv("NO_COLOR"), *term = getenv("TERM");
	CliIo io = {.out = STDOUT_FILENO, .err = STDERR_FILENO, .data = attach_env()};
	struct winsize size;
	if (!isatty(STDOUT_FILENO))
		return io;
	bool known = ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0;
	io.width = known ? size.ws_col : 80;
	io.bold = !(none && *none) && term && strcmp(term, "dumb") != 0;
	return io;
}

/* In ASCII: the terminal shows nothing else. */
#define CHARSET "this terminal is not set to UTF-8: set it, or name its locale (LC_ALL=zh_CN.GB18030 bilan)"

static void say_fault(TerminalFault fault, bool kiosk, Lang lang)
{
	static const char *const TEXTS[][LANG_COUNT] = {
		[TERMINAL_NOT_ONE] = {"浏览界面要在终端里打开；要文本请用 bilan list、show、search、compare（见 bilan --help）",
			"the browser needs a terminal; for plain text use bilan list, show, search, compare (see bilan --help)"},
		[TERMINAL_DUMB] = {"TERM 未设置或不认识，无法显示界面；请试 TERM=xterm-256color bilan",
			"TERM is not set or not known, so nothing can be shown; try TERM=xterm-256color bilan"},
		[TERMINAL_CHARSET] = {CHARSET, CHARSET},
	};
	static const char *const KIOSK[] = {
		"这里只能在终端里浏览：请用 ssh -t", "there is only the browser here, and it needs a terminal: ssh -t"};
	fprintf(stderr, "bilan: %s\n", kiosk && fault == TERMINAL_NOT_ONE ? KIOSK[lang] : TEXTS[fault][lang]);
}

/* Passes on to the terminal what the reader wants of it. */
static void serve(App *app)
{
	Palette wanted = app->palette;
	if (wanted != terminal_palette())
		app->palette = terminal_set_palette(wanted);
	if (app->palette != wanted)
		app_warn(app, WORD_palette_none, (Str){0});
	if (app->copied.n > 0 && !terminal_copy(buf_str(&app->copied)))
		app_warn(app, WORD_copy_cannot, (Str){0});
	buf_clear(&app->copied);
	terminal_set_mouse(app_wants_mouse(app));
	if (app->ask)
		terminal_ask();
	app->ask = false;
	if (app->redraw)
		terminal_forget();
}

static void paint(App *app, Screen *screen)
{
	serve(app);
	app_draw(app, screen);
	terminal_paint(screen);
}

static void fit(App *app)
{
	int width, height;
	terminal_size(&width, &height);
	app_resize(app, width, height);
}

typedef struct Sitting {
	App *app;
	Session session;
	Corpus *corpus;
	Msgs loaded; /* what was wrong with its files … */
	Msgs msgs;   /* … and with the settings too */
	Reload *reload;  /* NULL in a kiosk: the filter knows neither inotify nor threads */
	AppOptions look; /* of a new app */
	AttachEnv attached;
	Cache cache;
	bool partial;  /* the corpus is only the beginning of what is there */
	bool renewing; /* the files are read behind the screen, and kept then */
} Sitting;

/* The first screen for whoever comes next: nothing of the one before is left but what is kept. */
static void begin_again(Sitting *s)
{
	session_end(&s->session, s->app, time(NULL));
	app_free(s->app);
	reload_restart(s->reload);
	session_forget(&s->session);
	s->app = app_new(s->corpus, &s->msgs, s->look);
	s->app->partial = s->app->again = s->partial;
	fit(s->app);
	s->app->palette = terminal_palette();
	app_widths(s->app, terminal_ambiguous());
}

/* What was left to be asked of a snapshot, while no key waits. Where it does not fit its files, they are read again, as
   if they had just changed, and kept anew. */
static void ask_cache(Sitting *s)
{
	while (cache_is_asking(&s->cache) && !terminal_busy())
		if (!cache_ask(&s->cache, s->corpus) && s->app->corpus == s->corpus)
			s->app->again = s->renewing = true;
	if (!s->renewing || !s->app->own_corpus)
		return;
	cache_save_aside(&s->cache, s->app->own_corpus, s->app->own_msgs);
	s->renewing = false;
}

/* Until the reader leaves or the terminal goes. Returns the exit status. */
static int run(Sitting *sitting)
{
	Screen screen = {0};
	Key key;
	int status = 0;
	App *app = sitting->app;
	fit(app);
	app->palette = terminal_palette();
	paint(app, &screen);
	if (!app->partial)
		cache_save_aside(&sitting->cache, sitting->corpus, &sitting->loaded);
	for (int burst = 0; !app->done;) {
		ask_cache(sitting);
		if (app->again && reload_serve(sitting->reload, app))
			paint(app, &screen);
		while (app_working(app) && !terminal_busy())
			if (app_work(app))
				paint(app, &screen);
		terminal_also(reload_fd(sitting->reload), reload_within(sitting->reload));
		TerminalEvent event = terminal_wait(&key);
		if (event == TERMINAL_END) {
			status = terminal_status();
			break;
		}
		if (event == TERMINAL_FOREIGN) {
			status = FOREIGN;
			break;
		}
		if (event == TERMINAL_REDRAW) {
			app->palette = terminal_palette();
			app_widths(app, terminal_ambiguous());
		}
		if (event == TERMINAL_IDLE) {
			begin_again(sitting);
			app = sitting->app;
		}
		app->now = time(NULL);
		if (event == TERMINAL_KEY)
			app_key(app, key);
		else if (event == TERMINAL_RESIZE)
			fit(app);
		if (!reload_serve(sitting->reload, app) && event == TERMINAL_ALSO)
			continue;
		if (app->unsaved)
			session_save(&sitting->session, app, app->now);
		if (!app->done && (!terminal_busy() || ++burst == BURST)) {
			paint(app, &screen);
			burst = 0;
		}
	}
	screen_free(&screen);
	return status;
}

/* There the reader's own terminal is better left to select text, and every click is a round trip. */
static bool over_ssh(void)
{
	static const char *const NAMES[] = {"SSH_CONNECTION", "SSH_TTY", "SSH_CLIENT"};
	for (size_t i = 0; i < sizeof NAMES / sizeof *NAMES; i++)
		if (getenv(NAMES[i]) && *getenv(NAMES[i]))
			return true;
	return false;
}

static AppOptions app_options(const Options *options, const Config *config)
{
	return (AppOptions){
		.lang = options->lang,
		.ambiguous = terminal_ambiguous(),
		.quotes = options->quotes,
		.lines = (AppLines)options->lines,
		.console = probe_is_console(getenv("TERM")),
		.mouse = options->mouse == OPTIONS_MOUSE_ON || (options->mouse == OPTIONS_MOUSE_AUTO && !over_ssh()),
		.keymap = options->keymap,
		.kiosk = options->kiosk,
		.home = getenv("HOME"),
		.text_width = (uint32_t)config->value[SETTING_text_width],
		.hang = config->value[SETTING_hang],
		.kinsoku = (WrapLevel)config->value[SETTING_kinsoku],
		.order = (ProvinceOrder)config->value[SETTING_province_order],
	};
}

/* Ctrl-Z: the program may never be continued. */
static void save_before_stop(void *data)
{
	Sitting *sitting = data;
	if (sitting->app)
		session_save(&sitting->session, sitting->app, time(NULL));
}

static void tell_problems(App *app, size_t problems)
{
	Buf n = {0};
	buf_add_int(&n, (long long)problems);
	if (problems)
		app_warn(app, WORD_config_problems, buf_str(&n));
	buf_free(&n);
}

/* A stranger's own is what the password database says, whatever the environment does. */
static void open_session(Sitting *s, const Options *options)
{
	StateEnv env = {.xdg_state_home = getenv("XDG_STATE_HOME"), .home = getenv("HOME")};
	Buf home = {0};
	if (options->kiosk) {
		kiosk_add_home(&home);
		env = (StateEnv){.home = buf_cstr(&home)};
	}
	env.directory = options->state;
	session_open(&s->session, s->corpus, options->no_state ? NULL : &env, options->lang);
	buf_free(&home);
}

/* From here on there is nothing but the corpora and the directory of the state. Returns a set of ConfineBy. */
static unsigned hold(Sitting *s, const Options *options)
{
	Buf bundled = {0};
	bool found = options_default_corpus(&bundled);
	KioskPaths paths = kiosk_paths(options, found ? buf_cstr(&bundled) : NULL, session_directory(&s->session));
	unsigned held = confine(paths.at, paths.n);
	free(paths.at);
	buf_free(&bundled);
	return held;
}

static void say_lack(unsigned held, Lang lang)
{
	Str lack = kiosk_lack(held, lang);
	if (lack.n > 0)
		fprintf(stderr, "bilan: %.*s\n", (int)lack.n, lack.s);
}

static Reload *open_reload(const Options *options, const Config *config)
{
	Buf path = {0};
	bool bundled = options->corpora.n == 0 && options_default_corpus(&path);
	const char *one = buf_cstr(&path);
	Reload *reload = reload_open(bundled ? &one : options->corpora.at, bundled ? 1 : options->corpora.n,
		config->value[SETTING_reload] == 0);
	buf_free(&path);
	return reload;
}

/* From opening the browser on a corpus to leaving it. Returns the exit status. */
static int sit(Sitting *s, const Options *options, const Config *config, size_t problems, const CompareAsk *ask)
{
	unsigned held = CONFINE_ALL;
	Buf said = {0};
	s->look = app_options(options, config);
	open_session(s, options);
	s->look.notes = &s->session.notes;
	s->look.attached = &s->attached;
	s->attached = attach_env();
	if (options->kiosk) /* while they can still be read */
		attach_load(&s->attached, s->corpus, true, options->lang, &said);
	buf_free(&said);
	if (options->kiosk)
		held = hold(s, options);
	if (held != CONFINE_ALL && options->strict) {
		terminal_close();
		say_lack(held, options->lang);
		session_close(&s->session);
		return CLI_USAGE;
	}
	s->look.held = held;
	s->app = app_new(s->corpus, &s->msgs, s->look);
	if (!options->kiosk) /* whoever comes next did not leave that place */
		app_resume(s->app, !options_given(options, "--lang") && !config->value[SETTING_language]);
	session_begin(&s->session, s->app);
	s->app->partial = s->app->again = s->renewing = s->partial;
	if (ask->n > 0)
		app_compare_places(s->app, ask->places, ask->n, ask->theme);
	tell_problems(s->app, problems);
	if (s->cache.refused)
		app_say(s->app, WORD_snapshot_renewed, (Str){0});
	if (options->review)
		app_run(s->app, ACTION_review);
	s->reload = options->kiosk ? NULL : open_reload(options, config);
	int status = run(s);
	reload_close(s->reload);
	session_end(&s->session, s->app, time(NULL));
	terminal_close();
	if (s->session.said.n > 0)
		fprintf(stderr, "bilan: %s\n", buf_cstr(&s->session.said));
	if (s->app->partial && s->app->refused) {
		CliIo io = standard_io();
		cli_report(options, s->app->refused, 0, &io);
		status = CLI_UNREADABLE;
	}
	app_free(s->app);
	session_close(&s->session);
	return status;
}

static void free_corpus(Sitting *s)
{
	cache_close(&s->cache);
	corpus_free(s->corpus);
	msg_free(&s->loaded);
	msg_free(&s->msgs);
}

/* False after saying why there is nothing to browse. `msgs` has what was wrong with the settings. */
static bool load(Sitting *s, const Options *options, const CliIo *io, const Msgs *msgs)
{
	bool may_begin = options->command == COMMAND_BROWSE && !options->kiosk; /* and go on behind the first screen */
	s->corpus = cli_load(options, io, &s->cache, may_begin ? &s->partial : NULL, &s->loaded);
	if (!s->corpus) {
		cli_report(options, &s->loaded, 0, io);
		return false;
	}
	msg_join(&s->msgs, &s->loaded);
	msg_join(&s->msgs, msgs->list.n > 0 ? msgs : &(Msgs){0});
	return true;
}

/* `msgs` has what was wrong with the settings already. */
static int browse(const Options *options, const Config *config, const Msgs *msgs, const CliIo *io)
{
	Sitting sitting = {0};
	TerminalOptions look = {
		.palette = options->colour, .ambiguous = options->ambiguous, .no_margins = options->no_margins,
		.no_stop = options->kiosk, .idle = options->idle, .stopping = save_before_stop, .data = &sitting};
	TerminalFault fault = terminal_check();
	if (fault != TERMINAL_FINE) {
		say_fault(fault, options->kiosk, options->lang);
		return CLI_USAGE;
	}
	unsigned able = options->kiosk ? confine_able() : CONFINE_ALL;
	say_lack(able, options->lang);
	if (able != CONFINE_ALL && options->strict)
		return CLI_USAGE;
	size_t problems = msgs->count[MSG_WARNING] + msgs->count[MSG_ERROR] + msgs->count[MSG_FATAL];
	int status = CLI_UNREADABLE;
	CompareAsk ask = {.n = options->command == COMMAND_compare ? options->args.n : 0, .theme = CORPUS_NONE};
	bool loaded = load(&sitting, options, io, msgs);
	if (!loaded || !cli_places(options, sitting.corpus, io, ask.places, &ask.theme)) {
		free_corpus(&sitting);
		return loaded ? CLI_FINDINGS : CLI_UNREADABLE;
	}
	fault = terminal_open(&look);
	if (fault == TERMINAL_FINE) {
		status = sit(&sitting, options, config, problems, &ask);
		fault = status == FOREIGN ? TERMINAL_CHARSET : TERMINAL_FINE;
	}
	if (fault != TERMINAL_FINE) {
		say_fault(fault, options->kiosk, options->lang);
		status = CLI_USAGE;
	}
	free_corpus(&sitting);
	return status;
}

/* One a line, where they stay to be read after the browser too. */
static void say_messages(const Msgs *msgs, Lang lang)
{
	Buf line = {0};
	for (size_t i = 0; i < msgs->list.n; i++) {
		msg_line(&line, msgs, &msgs->list.at[i], lang);
		buf_add_char(&line, '\n');
	}
	fputs(buf_cstr(&line), stderr);
	buf_free(&line);
}

static void say_untrusted(Lang lang)
{
	static const char *const TEXTS[LANG_COUNT] = {"公用终端只读 root 所有、别人不能写的配置文件",
		"a kiosk takes no settings but from a file of root's that nobody else can write"};
	fprintf(stderr, "bilan: %s\n", TEXTS[lang]);
}

/* As for the state: a stranger's own is what the password database says, and nothing is written there. */
static CacheEnv cache_env(const Options *options, Buf *home)
{
	if (!options->kiosk)
		return (CacheEnv){getenv("XDG_CACHE_HOME"), getenv("HOME"), !options->no_state, false};
	kiosk_add_home(home);
	return (CacheEnv){.home = buf_cstr(home), .at_once = true};
}

static int serve_options(Options *options)
{
	if (options->kiosk && !kiosk_take(options)) {
		say_untrusted(options->lang);
		return CLI_USAGE;
	}
	SetupEnv env = {.xdg_config_home = getenv("XDG_CONFIG_HOME"), .home = getenv("HOME")};
	CliIo io = standard_io();
	Setup setup = {0};
	Msgs msgs = {0};
	Buf home = {0};
	int status = CLI_UNREADABLE;
	bool told = options->help || options->version;
	bool fine = told || setup_read(&setup, options, &env, &msgs);
	say_messages(&msgs, options->lang);
	io.cache = cache_env(options, &home);
	if (fine)
		status = (options->command == COMMAND_BROWSE || options->browse) && !told ?
			browse(options, &setup.config, &msgs, &io) : (int)cli_run(options, &io);
	if (fine && options->review && !told && status == CLI_DONE && options->output) {
		options->command = COMMAND_BROWSE;
		options->corpora.n = options->args.n = 0;
		MEM_PUSH(&options->corpora, options->output);
		status = browse(options, &setup.config, &msgs, &io);
	}
	buf_free(&home);
	setup_free(&setup);
	msg_free(&msgs);
	return status;
}

/* The words of a login shell are a stranger's: none of them counts. */
static void tell_ignored(int argc, Lang lang)
{
	static const char *const TEXTS[LANG_COUNT] = {"这里只能浏览，命令行上的词没有理会",
		"only the browser is to be had here; the words of the command line were ignored"};
	if (argc > 1)
		fprintf(stderr, "bilan: %s\n", TEXTS[lang]);
}

int main(int argc, char **argv)
{
	Options options;
	Buf error = {0};
	int status = CLI_USAGE;
	KioskAsked kiosk = kiosk_asked(argc, argv);
	/* A limit is an error of writing, not the end. */
	sigaction(SIGXFSZ, &(struct sigaction){.sa_handler = SIG_IGN}, NULL);
	if (kiosk != KIOSK_NOT)
		kiosk_begin();
	if (kiosk == KIOSK_SHELL)
		tell_ignored(argc, locale_lang());
	if (options_parse(&options, kiosk == KIOSK_SHELL ? 1 : argc, argv, locale_lang(), &error)) {
		options.kiosk = kiosk != KIOSK_NOT;
		status = serve_options(&options);
	} else {
		fputs(buf_cstr(&error), stderr);
	}
	buf_free(&error);
	options_free(&options);
	return status;
}
