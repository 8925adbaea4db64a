/* The program: the command line's words, then either a command or the browser. Only this file exits. */
#include "app.h"
#include "cli.h"
#include "probe.h"
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
	terminal_close();
	if (write(STDERR_FILENO, TEXT, sizeof TEXT - 1) < 0)
		_exit(1);
}

/* Standard output and error, as wide as the terminal is. */
static CliIo standard_io(void)
{
	const char *none = getenv("NO_COLOR"), *term = getenv("TERM");
	CliIo io = {.out = STDOUT_FILENO, .err = STDERR_FILENO};
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

static void say_fault(TerminalFault fault, Lang lang)
{
	static const char *const TEXTS[][LANG_COUNT] = {
		[TERMINAL_NOT_ONE] = {"浏览界面要在终端里打开；要文本请用 bilan list、show、search、compare（见 bilan --help）",
			"the browser needs a terminal; for plain text use bilan list, show, search, compare (see bilan --help)"},
		[TERMINAL_DUMB] = {"TERM 未设置或不认识，无法显示界面；请试 TERM=xterm-256color bilan",
			"TERM is not set or not known, so nothing can be shown; try TERM=xterm-256color bilan"},
		[TERMINAL_CHARSET] = {CHARSET, CHARSET},
	};
	fprintf(stderr, "bilan: %s\n", TEXTS[fault][lang]);
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

/* Until the reader leaves or the terminal goes. Returns the exit status. */
static int run(App *app, Session *session)
{
	Screen screen = {0};
	Key key;
	int status = 0;
	fit(app);
	app->palette = terminal_palette();
	paint(app, &screen);
	for (int burst = 0; !app->done;) {
		while (app_working(app) && !terminal_busy())
			if (app_work(app))
				paint(app, &screen);
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
		app->now = time(NULL);
		if (event == TERMINAL_KEY)
			app_key(app, key);
		else if (event == TERMINAL_RESIZE)
			fit(app);
		if (app->unsaved)
			session_save(session, app, app->now);
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
		.home = getenv("HOME"),
		.text_width = (uint32_t)config->value[SETTING_text_width],
		.hang = config->value[SETTING_hang],
		.kinsoku = (WrapLevel)config->value[SETTING_kinsoku],
		.order = (ProvinceOrder)config->value[SETTING_province_order],
	};
}

typedef struct Sitting { App *app; Session session; } Sitting;

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

/* From opening the browser on a corpus to leaving it. Returns the exit status. */
static int sit(Sitting *s, const Corpus *corpus, const Msgs *msgs, const Options *options, const Config *config,
	size_t problems, const CompareAsk *ask)
{
	StateEnv env = {.xdg_state_home = getenv("XDG_STATE_HOME"), .home = getenv("HOME")};
	AppOptions look = app_options(options, config);
	session_open(&s->session, corpus, options->no_state ? NULL : &env, options->lang);
	look.notes = &s->session.notes;
	s->app = app_new(corpus, msgs, look);
	app_resume(s->app, !options_given(options, "--lang") && !config->value[SETTING_language]);
	session_begin(&s->session, s->app);
	if (ask->n > 0)
		app_compare_places(s->app, ask->places, ask->n, ask->theme);
	tell_problems(s->app, problems);
	int status = run(s->app, &s->session);
	session_end(&s->session, s->app, time(NULL));
	terminal_close();
	if (s->session.said.n > 0)
		fprintf(stderr, "bilan: %s\n", buf_cstr(&s->session.said));
	app_free(s->app);
	session_close(&s->session);
	return status;
}

/* `msgs` has what was wrong with the settings already. */
static int browse(const Options *options, const Config *config, Msgs *msgs)
{
	CliIo io = standard_io();
	Sitting sitting = {0};
	TerminalOptions look = {
		.palette = options->colour, .ambiguous = options->ambiguous, .no_margins = options->no_margins,
		.stopping = save_before_stop, .data = &sitting};
	TerminalFault fault = terminal_check();
	if (fault != TERMINAL_FINE) {
		say_fault(fault, options->lang);
		return CLI_USAGE;
	}
	size_t problems = msgs->count[MSG_WARNING] + msgs->count[MSG_ERROR] + msgs->count[MSG_FATAL];
	size_t said = msgs->list.n;
	int status = CLI_UNREADABLE;
	Corpus *corpus = cli_load(options, msgs);
	if (!corpus) {
		cli_report(options, msgs, said, &io);
		return status;
	}
	CompareAsk ask = {.n = options->command == COMMAND_compare ? options->args.n : 0, .theme = CORPUS_NONE};
	if (!cli_places(options, corpus, &io, ask.places, &ask.theme)) {
		corpus_free(corpus);
		return CLI_FINDINGS;
	}
	fault = terminal_open(&look);
	if (fault == TERMINAL_FINE) {
		status = sit(&sitting, corpus, msgs, options, config, problems, &ask);
		fault = status == FOREIGN ? TERMINAL_CHARSET : TERMINAL_FINE;
	}
	if (fault != TERMINAL_FINE) {
		say_fault(fault, options->lang);
		status = CLI_USAGE;
	}
	corpus_free(corpus);
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

static int serve_options(Options *options)
{
	SetupEnv env = {.xdg_config_home = getenv("XDG_CONFIG_HOME"), .home = getenv("HOME")};
	CliIo io = standard_io();
	Setup setup = {0};
	Msgs msgs = {0};
	int status = CLI_UNREADABLE;
	bool told = options->help || options->version;
	bool fine = told || setup_read(&setup, options, &env, &msgs);
	say_messages(&msgs, options->lang);
	if (fine)
		status = (options->command == COMMAND_BROWSE || options->browse) && !told ?
			browse(options, &setup.config, &msgs) : (int)cli_run(options, &io);
	setup_free(&setup);
	msg_free(&msgs);
	return status;
}

int main(int argc, char **argv)
{
	Options options;
	Buf error = {0};
	int status = CLI_USAGE;
	/* A limit is an error of writing, not the end. */
	sigaction(SIGXFSZ, &(struct sigaction){.sa_handler = SIG_IGN}, NULL);
	if (options_parse(&options, argc, argv, locale_lang(), &error))
		status = serve_options(&options);
	else
		fputs(buf_cstr(&error), stderr);
	buf_free(&error);
	options_free(&options);
	return status;
}
