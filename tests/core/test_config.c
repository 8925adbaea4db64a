#include "../../core/config.h"

#include "../../core/shape.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

typedef struct Read { Config config; Msgs msgs; Buf said; bool fine; } Read;

/* `said` has the messages, one a line, in English. */
static Read read_text(const char *yaml)
{
	Read r = {.said = {0}};

	r.fine = config_memory(&r.config, str_of(yaml), STR("config.yaml"), &r.msgs);
	for (size_t i = 0; i < r.msgs.list.n; i++) {
		msg_line(&r.said, &r.msgs, &r.msgs.list.at[i], LANG_EN);
		buf_add_char(&r.said, '\n');
	}
	return r;
}

static void done(Read *r)
{
	config_free(&r->config);
	msg_free(&r->msgs);
	buf_free(&r->said);
}

static void assert_says(const char *yaml, const char *said)
{
	Read r = read_text(yaml);

	cr_assert(strstr(buf_cstr(&r.said), said), "“%s” says “%s”, not “%s”", yaml, buf_cstr(&r.said), said);
	done(&r);
}

static void assert_standard(const Config *config)
{
	for (Setting s = 0; s < SETTING_COUNT; s++)
		cr_assert(config->value[s] == config_row(s)->standard && !config->given[s], "%s", config_row(s)->id);
	cr_assert(config->corpus.n == 0 && config->keys.n == 0);
}

Test(config, what_the_file_says_is_taken)
{
	Read r = read_text("text_width: 40\nlanguage: en\nhang: true\ncolour: light\n"
		"corpus: [~/a, b]\nkeys: {find: \"/ ^F\", help: \"?\"}\n");

	cr_assert(r.fine && r.said.n == 0, "%s", buf_cstr(&r.said));
	cr_assert_eq(r.config.value[SETTING_language], 2);
	cr_assert(r.config.given[SETTING_language]);
	cr_assert_eq(r.config.value[SETTING_text_width], 40);
	cr_assert_eq(r.config.value[SETTING_hang], 1);
	cr_assert_eq(r.config.corpus.n, 2);
	cr_assert(str_eq(r.config.corpus.at[0].s, STR("~/a")));
	cr_assert_eq(r.config.keys.n, 2);
	cr_assert(str_eq(r.config.keys.at[0].action.s, STR("find")) && str_eq(r.config.keys.at[0].keys.s, STR("/ ^F")));
	cr_assert_eq(r.config.keys.at[1].keys.pos.line, 6);
	done(&r);
}

Test(config, what_is_not_said_stays_at_its_standard)
{
	static const char *const QUIET[] = {"", "# only a remark\n", "keys: {}\n", "corpus: []\n", "---\n...\n"};

	for (size_t i = 0; i < sizeof QUIET / sizeof *QUIET; i++) {
		Read r = read_text(QUIET[i]);

		cr_assert(r.fine && r.said.n == 0, "“%s”: %s", QUIET[i], buf_cstr(&r.said));
		assert_standard(&r.config);
		done(&r);
	}
}

Test(config, a_mistake_is_told_at_its_place)
{
	assert_says("colour: light\nlanguge: en\n", "config.yaml:2:1: warning: no key “languge” in a config; it was "
		"skipped; did you mean “language”?");
	assert_says("wallpaper: no\n", "config.yaml:1:1: warning: no key “wallpaper” in a config");
	assert_says("colour: pink\n", "config.yaml:1:9: error: “pink” is no value for “colour”; it is one of: auto ");
	assert_says("text_width: 19\n",
		"config.yaml:1:13: error: “19” is no value for “text_width”; it is a whole number, 20–200");
	assert_says("text_width: -0\n", "“-0” is no value for “text_width”");
	assert_says("hang: yes\n", "config.yaml:1:7: error: “yes” is no value for “hang”; it is one of: true false");
	assert_says("ambiguous: 3\n", "config.yaml:1:12: error: “3” is no value for “ambiguous”; it is one of: auto 1 2");
	assert_says("language: [zh]\n", "config.yaml:1:11: error: “language” should be a single value");
	assert_says("corpus: here\n", "config.yaml:1:9: error: “corpus” should be a list");
	assert_says("keys: x\n", "config.yaml:1:7: error: “keys” should consist of “key: value” lines");
	assert_says("keys:\n", "error: “keys” has no value");
	assert_says("keys: {find: [a, b]}\n", "config.yaml:1:14: error: “find” should be a single value");
	assert_says("keys: {[a]: b}\n", "config.yaml:1:8: error: a key should be one word");
	assert_says("keys:\n  find: a\n  find: b\n", "config.yaml:3:3: error: key “find” twice, first in line 2");
	assert_says("colour: dark\ncolour: light\n", "config.yaml:2:1: error: key “colour” twice, first in line 1");
	assert_says("- a\n", "config.yaml:1:1: fatal");
	assert_says("a: &b c\n", "fatal: anchor &b");
}

Test(config, a_wrong_value_keeps_the_standard_and_the_rest)
{
	Read r = read_text("colour: pink\nlanguage: zh\nkeys: {find: [x], mark: m, mark: n}\n");

	cr_assert(r.fine);
	cr_assert_eq(r.config.value[SETTING_colour], config_row(SETTING_colour)->standard);
	cr_assert_not(r.config.given[SETTING_colour]);
	cr_assert_eq(r.config.value[SETTING_language], 1);
	cr_assert_eq(r.config.keys.n, 1);
	cr_assert(str_eq(r.config.keys.at[0].keys.s, STR("m")), "of two rows for one action the first counts");
	done(&r);
}

Test(config, a_file_that_breaks_off_changes_nothing)
{
	static const char *const BROKEN[] = {"colour: light\nkeys: {find: \"x\n", "colour: light\n\tlanguage: en\n",
		"colour: light\n--- \ncolour: dark\n", "keys:\n  mark: m\n  find: [\n"};

	for (size_t i = 0; i < sizeof BROKEN / sizeof *BROKEN; i++) {
		Read r = read_text(BROKEN[i]);

		cr_assert_not(r.fine);
		cr_assert_eq(r.msgs.count[MSG_FATAL], 1, "%s", buf_cstr(&r.said));
		assert_standard(&r.config);
		done(&r);
	}
}

Test(config, the_example_is_valid_and_says_what_is_so_anyway)
{
	for (int lang = 0; lang < LANG_COUNT; lang++) {
		Buf text = {0};

		config_add_example(&text, (Lang)lang, STR("#   find: \"/\"\n"));
		Read r = read_text(buf_cstr(&text));
		cr_assert(r.fine && r.said.n == 0, "%s", buf_cstr(&r.said));
		for (Setting s = 0; s < SETTING_COUNT; s++) {
			cr_assert_eq(r.config.value[s], config_row(s)->standard, "%s", config_row(s)->id);
			cr_assert(str_find(buf_str(&text), str_of(config_row(s)->help[lang]), 0) >= 0);
		}
		done(&r);
		buf_free(&text);
	}
}

Test(config, every_word_of_a_choice_is_taken_and_no_other)
{
	for (Setting s = 0; s < SETTING_COUNT; s++) {
		Str rest = str_of(config_row(s)->allowed), word;

		for (int i = 0; config_row(s)->kind == SETTING_CHOICE && str_split(&rest, ' ', &word); i++) {
			Buf line = {0};

			buf_add(&line, str_of(config_row(s)->id));
			buf_add(&line, STR(": "));
			buf_add(&line, word);
			Read r = read_text(buf_cstr(&line));
			cr_assert(r.fine && r.said.n == 0 && r.config.value[s] == i && r.config.given[s], "%s", buf_cstr(&line));
			done(&r);
			buf_add(&line, STR("x"));
			r = read_text(buf_cstr(&line));
			cr_assert_eq(r.msgs.count[MSG_ERROR], 1, "%s", buf_cstr(&line));
			done(&r);
			buf_free(&line);
		}
	}
}

Test(config, a_file_that_is_not_there_is_told_by_its_name)
{
	Config config = {0};
	Msgs msgs = {0};

	cr_assert_not(config_read(&config, "tests/data/no-such-config.yaml", &msgs));
	cr_assert_eq(msgs.list.at[0].id, MSG_file_missing);
	assert_standard(&config);
	config_free(&config);
	msg_free(&msgs);
}

/* What config_read says of a path, in English. */
static void assert_file_says(const char *path, const char *said)
{
	Read r = {.said = {0}};

	r.fine = config_read(&r.config, path, &r.msgs);
	cr_assert(!r.fine && r.msgs.list.n == 1, "%s", path);
	msg_line(&r.said, &r.msgs, &r.msgs.list.at[0], LANG_EN);
	cr_assert(strstr(buf_cstr(&r.said), said), "%s", buf_cstr(&r.said));
	assert_standard(&r.config);
	done(&r);
}

Test(config, what_is_no_file_of_settings_is_told_in_words_that_help)
{
	char path[] = P_tmpdir "/bilan-config-XXXXXX", fifo[64];
	int fd = mkstemp(path);

	cr_assert(fd >= 0 && ftruncate(fd, (off_t)CONFIG_BYTES + 1) == 0);
	assert_file_says(path, "settings have at most 1048576");
	snprintf(fifo, sizeof fifo, "%s.fifo", path);
	cr_assert_eq(mkfifo(fifo, 0600), 0);
	assert_file_says(fifo, "write --config -");
	assert_file_says("/nonexistent/config.yaml", "cannot open");
	close(fd);
	unlink(path);
	unlink(fifo);
}
