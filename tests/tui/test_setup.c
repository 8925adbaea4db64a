#include "../../tui/setup.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

typedef struct Case { char dir[64]; Options options; Buf error; Setup setup; Msgs msgs; bool fine; } Case;

/* A directory of its own with bilan/config.yaml in it. */
static Case begin(const char *yaml)
{
	Case c = {.dir = P_tmpdir "/bilan-setup-XXXXXX"};
	Buf path = {0};

	cr_assert(mkdtemp(c.dir));
	buf_add(&path, str_of(c.dir));
	buf_add(&path, STR("/bilan"));
	cr_assert_eq(mkdir(buf_cstr(&path), 0700), 0);
	buf_add(&path, STR("/config.yaml"));
	FILE *file = fopen(buf_cstr(&path), "w");
	cr_assert(file && fputs(yaml, file) >= 0 && fclose(file) == 0);
	buf_free(&path);
	return c;
}

/* `line` is the command line, its words separated by blanks. */
static void run(Case *c, const char *line)
{
	static char words[256];
	char *argv[16] = {(char[]){"bilan"}};
	int argc = 1;
	SetupEnv env = {.xdg_config_home = c->dir, .home = "/home/reader"};

	snprintf(words, sizeof words, "%s", line);
	for (char *rest = words, *word; (word = strsep(&rest, " "));)
		if (*word && argc < 16)
			argv[argc++] = word;
	cr_assert(options_parse(&c->options, argc, argv, LANG_ZH, &c->error), "%s", buf_cstr(&c->error));
	c->fine = setup_read(&c->setup, &c->options, &env, &c->msgs);
}

static void end(Case *c)
{
	char command[96];

	snprintf(command, sizeof command, "%s/bilan/config.yaml", c->dir);
	unlink(command);
	snprintf(command, sizeof command, "%s/bilan", c->dir);
	rmdir(command);
	rmdir(c->dir);
	setup_free(&c->setup);
	options_free(&c->options);
	msg_free(&c->msgs);
	buf_free(&c->error);
}

Test(setup, the_file_fills_in_what_the_command_line_leaves_open)
{
	Case c = begin("language: en\ncolour: light\nambiguous: 2\n"
		"margins: never\nquotes: corner\nstate: false\nkeys: {find: Z}\n");

	run(&c, "");
	cr_assert(c.fine);
	cr_assert_eq(c.options.lang, LANG_EN);
	cr_assert_eq(c.options.colour, PALETTE_LIGHT);
	cr_assert_eq(c.options.ambiguous, 2);
	cr_assert(c.options.no_margins && c.options.no_state && c.options.quotes == SCREEN_CORNER);
	cr_assert_eq(keymap_find(c.options.keymap, CONTEXT_LIST, 'Z'), ACTION_find);
	end(&c);
}

Test(setup, the_command_line_goes_first)
{
	Case c = begin("language: en\ncolour: light\nambiguous: 2\ncorpus: [a]\n");

	run(&c, "--lang zh --colour auto --ambiguous 1 -C b");
	cr_assert_eq(c.options.lang, LANG_ZH);
	cr_assert_eq(c.options.colour, PALETTE_AUTO, "auto is an answer too");
	cr_assert_eq(c.options.ambiguous, 1);
	cr_assert_eq(c.options.corpora.n, 1);
	cr_assert_str_eq(c.options.corpora.at[0], "b");
	end(&c);
}

Test(setup, every_palette_has_its_word)
{
	Str rest = str_of(config_row(SETTING_colour)->allowed), word;
	int n = 0;

	for (; str_split(&rest, ' ', &word); n++)
		cr_assert_eq(palette_find(word), (Palette)n, "%.*s", (int)word.n, word.s);
	cr_assert_eq(n, PALETTE_COUNT);
}

Test(setup, paths_count_from_the_home_directory_or_the_file)
{
	Case c = begin("corpus: [~/a, /b, c/d.yaml]\n");
	char expected[96];

	run(&c, "");
	cr_assert_eq(c.options.corpora.n, 3);
	cr_assert_str_eq(c.options.corpora.at[0], "/home/reader/a");
	cr_assert_str_eq(c.options.corpora.at[1], "/b");
	snprintf(expected, sizeof expected, "%s/bilan/c/d.yaml", c.dir);
	cr_assert_str_eq(c.options.corpora.at[2], expected);
	end(&c);
}

Test(setup, it_can_be_left_out)
{
	Case c = begin("language: en\nkeys: {find: Z}\n");

	run(&c, "--no-config");
	cr_assert_eq(c.options.lang, LANG_ZH);
	cr_assert_eq(keymap_find(c.options.keymap, CONTEXT_LIST, 'Z'), ACTION_COUNT);
	end(&c);
}

Test(setup, a_broken_file_stops_nobody_unless_it_was_asked_for)
{
	Case c = begin("language: en\nkeys: [\n");
	char words[96];

	run(&c, "");
	cr_assert(c.fine);
	cr_assert_eq(c.msgs.count[MSG_FATAL], 1);
	cr_assert_eq(c.options.lang, LANG_ZH, "of a file that breaks off nothing counts");
	setup_free(&c.setup);
	options_free(&c.options);
	snprintf(words, sizeof words, "--config %s/bilan/config.yaml", c.dir);
	run(&c, words);
	cr_assert_not(c.fine);
	end(&c);
}

Test(setup, no_place_for_settings_is_no_fault)
{
	Buf path = {0};

	setup_add_path(&(SetupEnv){NULL, NULL}, &path);
	cr_assert_eq(path.n, 0);
	setup_add_path(&(SetupEnv){"relative", "/h"}, &path);
	cr_assert_str_eq(buf_cstr(&path), "/h/.config/bilan/config.yaml");
	buf_free(&path);
}
