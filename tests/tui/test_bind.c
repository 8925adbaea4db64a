#include "../../tui/bind.h"

#include <criterion/criterion.h>
#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct Bound { Config config; Keymap map; Msgs msgs; Buf said; } Bound;

/* Binds the rows of a `keys:` block; `said` has the messages in English. */
static Bound bind_text(const char *rows)
{
	Bound b = {.said = {0}};
	Buf yaml = {0};

	buf_add(&yaml, STR("keys:\n"));
	buf_add(&yaml, str_of(rows));
	cr_assert(config_memory(&b.config, buf_str(&yaml), STR("c"), &b.msgs), "%s", rows);
	bind_keys(&b.map, &b.config, &b.msgs);
	for (size_t i = 0; i < b.msgs.list.n; i++) {
		msg_line(&b.said, &b.msgs, &b.msgs.list.at[i], LANG_EN);
		buf_add_char(&b.said, '\n');
	}
	buf_free(&yaml);
	return b;
}

static void done(Bound *b)
{
	config_free(&b->config);
	msg_free(&b->msgs);
	buf_free(&b->said);
}

static void assert_no_clash(const Keymap *map, const char *why)
{
	for (Action a = 0; a < ACTION_COUNT; a++) {
		const char *names = map->keys[a];

		for (Key key; (key = keymap_next(&names)) != KEYMAP_NONE;)
			for (unsigned context = 1; context <= CONTEXT_PROMPT; context *= 2)
				if (keymap_row(a)->contexts & context && !keymap_is_text((Context)context, key))
					cr_assert_eq(keymap_find(map, (Context)context, key), a, "%s: %s", why, keymap_row(a)->id);
	}
}

/* One message with `said` in it, and the action as it was. */
static void assert_refused(const char *rows, Action action, const char *said)
{
	Bound b = bind_text(rows);

	cr_assert_eq(b.msgs.list.n, 1, "%s: %s", rows, buf_cstr(&b.said));
	cr_assert(strstr(buf_cstr(&b.said), said), "“%s” says “%s”", rows, buf_cstr(&b.said));
	if (action < ACTION_COUNT)
		cr_assert_str_eq(b.map.keys[action], KEYMAP_STANDARD.keys[action]);
	assert_no_clash(&b.map, rows);
	done(&b);
}

Test(bind, keys_of_the_file_take_the_place_of_the_standard_ones)
{
	Bound b = bind_text("  mark: \"x F4\"\n  find: \"、 F3\"\n  unmark: \"\"\n");

	cr_assert_eq(b.said.n, 0, "%s", buf_cstr(&b.said));
	cr_assert_eq(keymap_find(&b.map, CONTEXT_LIST, 'x'), ACTION_mark);
	cr_assert_eq(keymap_find(&b.map, CONTEXT_LIST, KEYMAP_F1 + 3), ACTION_mark);
	cr_assert_eq(keymap_find(&b.map, CONTEXT_LIST, 'c'), ACTION_COUNT);
	cr_assert_eq(keymap_find(&b.map, CONTEXT_LIST, '/'), ACTION_find, "a full-width key is its twin");
	cr_assert_eq(keymap_find(&b.map, CONTEXT_LIST, 'X'), ACTION_COUNT, "an empty row takes the keys away");
	assert_no_clash(&b.map, "three rows");
	done(&b);
}

Test(bind, two_actions_may_swap_their_keys)
{
	Bound b = bind_text("  mark: C\n  compare: c\n");

	cr_assert_eq(b.said.n, 0, "%s", buf_cstr(&b.said));
	cr_assert_eq(keymap_find(&b.map, CONTEXT_LIST, 'C'), ACTION_mark);
	cr_assert_eq(keymap_find(&b.map, CONTEXT_LIST, 'c'), ACTION_compare);
	done(&b);
}

Test(bind, key_names_are_read_as_the_key_card_writes_them)
{
	Bound b = bind_text("  mark: \"pgup 空格 S-Tab Del 退格\"\n  page_up: b\n  page_down: Z\n"
		"  previous_pane: \"\"\n  out: h\n");

	cr_assert_eq(b.said.n, 0, "%s", buf_cstr(&b.said));
	cr_assert_eq(keymap_find(&b.map, CONTEXT_LIST, KEYMAP_PGUP), ACTION_mark);
	cr_assert_eq(keymap_find(&b.map, CONTEXT_LIST, ' '), ACTION_mark);
	cr_assert_eq(keymap_find(&b.map, CONTEXT_LIST, KEYMAP_BACKSPACE), ACTION_mark);
	done(&b);
}

Test(bind, a_row_that_will_not_do_is_told_at_its_place_and_changes_nothing)
{
	assert_refused("  findd: x\n", ACTION_COUNT,
		"c:2:3: error: no action “findd”; it was skipped; did you mean “find”?");
	assert_refused("  teleport_elsewhere: x\n", ACTION_COUNT,
		"c:2:3: error: no action “teleport_elsewhere”; it was skipped; bi");
	assert_refused("  mark: \"x Foo\"\n", ACTION_mark, "c:2:9: error: “Foo” is no key, so “mark” keeps its own");
	assert_refused("  mark: F13\n", ACTION_mark, "“F13” is no key");
	assert_refused("  mark: ^\xC3\x85\n", ACTION_mark, "is no key");
	assert_refused("  mark: ^c\n", ACTION_mark, "“^c” is taken by the terminal");
	assert_refused("  input_left: x\n", ACTION_input_left, "“x” is text in a text field");
	assert_refused("  mark: \"q\"\n", ACTION_mark, "c:2:9: error: “q” is a key of “back”, so “mark” keeps its own");
	assert_refused("  mark: ^M\n", ACTION_mark, "“Enter” is a key of “enter”");
}

Test(bind, nobody_is_left_without_help_or_a_way_out)
{
	assert_refused("  help: \"\"\n", ACTION_help, "“help” needs a key that is not F1–F12");
	assert_refused("  help: \"F1 F2\"\n", ACTION_help, "“help” needs a key");
	assert_refused("  back: F10\n", ACTION_back, "“back” needs a key");
	assert_refused("  close: \"\"\n", ACTION_close, "“close” needs a key");
	assert_refused("  accept: F2\n", ACTION_accept, "“accept” needs a key");
	Bound b = bind_text("  help: \"x F1\"\n  back: \"Z\"\n");
	cr_assert_eq(keymap_find(&b.map, CONTEXT_TEXT, 'x'), ACTION_help);
	cr_assert_eq(keymap_find(&b.map, CONTEXT_TEXT, 'Z'), ACTION_back);
	done(&b);
}

Test(bind, whatever_is_refused_leaves_no_key_with_two_meanings)
{
	/* Taking `top` back wants g, which `bottom` was given; so that goes as well. */
	Bound b = bind_text("  bottom: g\n  top: q\n");

	cr_assert_eq(b.msgs.list.n, 2, "%s", buf_cstr(&b.said));
	assert_no_clash(&b.map, "a chain");
	for (Action a = 0; a < ACTION_COUNT; a++)
		cr_assert_str_eq(b.map.keys[a], KEYMAP_STANDARD.keys[a]);
	done(&b);
}

Test(bind, hints_help_and_card_follow)
{
	Bound b = bind_text("  help: x\n");
	Hint hints[32];
	Buf text = {0};
	size_t n = keymap_hints(&b.map, CONTEXT_LIST, 0, LANG_ZH, 200, 1, hints, 32);

	for (size_t i = 0; i < n; i++)
		if (hints[i].action == ACTION_help)
			keymap_add_hint_keys(&text, &b.map, &hints[i], LANG_ZH);
	cr_assert_str_eq(buf_cstr(&text), "x");
	buf_clear(&text);
	keymap_write_card(&text, &b.map, LANG_EN, 0);
	cr_assert(strstr(buf_cstr(&text), "\n  x                   this help"));
	buf_free(&text);
	done(&b);
}

Test(bind, the_rows_of_the_example_are_the_standard_keys)
{
	Buf rows = {0}, live = {0};
	Str rest, line;

	bind_add_rows(&rows, LANG_EN);
	rest = buf_str(&rows);
	str_split(&rest, '\n', &line);
	for (; str_split(&rest, '\n', &line) && line.n;) {
		buf_add(&live, str_sub(line, 1, line.n)); /* without its # */
		buf_add_char(&live, '\n');
	}
	Bound b = bind_text(buf_cstr(&live));
	cr_assert_eq(b.said.n, 0, "%s", buf_cstr(&b.said));
	cr_assert_eq(b.config.keys.n, ACTION_COUNT);
	for (Action a = 0; a < ACTION_COUNT; a++)
		cr_assert_str_eq(b.map.keys[a], KEYMAP_STANDARD.keys[a]);
	done(&b);
	buf_free(&rows);
	buf_free(&live);
}

static uint32_t next_random(uint32_t *seed)
{
	*seed ^= *seed << 13;
	*seed ^= *seed >> 17;
	*seed ^= *seed << 5;
	return *seed;
}

/* A plain key of this action works where it holds. */
static void assert_reachable(const Keymap *map, Context context, Action action, const char *rows)
{
	const char *names = map->keys[action];
	bool found = false;

	for (Key key; (key = keymap_next(&names)) != KEYMAP_NONE;)
		found = found || ((key < KEYMAP_F1 || key > KEYMAP_F12) && keymap_find(map, context, key) == action);
	cr_assert(found, "no way to %s with:\n%s", keymap_row(action)->id, rows);
}

Test(bind, no_configuration_at_all_takes_help_or_the_way_out)
{
	static const char *const KEYS[] = {
		"q", "Q", "?", "ENTER", "ESC", "F1", "x", "j k", "c C", "", "^X", "n N", "/", "F10"};
	uint32_t seed = 20261124;

	for (int round = 0; round < 1000; round++) {
		Buf rows = {0};
		for (int i = 0; i < 12; i++) {
			buf_add(&rows, STR("  "));
			buf_add(&rows, str_of(keymap_row((Action)(next_random(&seed) % ACTION_COUNT))->id));
			buf_add(&rows, STR(": \""));
			buf_add(&rows, str_of(KEYS[next_random(&seed) % (sizeof KEYS / sizeof *KEYS)]));
			buf_add(&rows, STR("\"\n"));
		}
		Bound b = bind_text(buf_cstr(&rows));
		assert_no_clash(&b.map, buf_cstr(&rows));
		assert_reachable(&b.map, CONTEXT_LIST, ACTION_help, buf_cstr(&rows));
		assert_reachable(&b.map, CONTEXT_TEXT, ACTION_back, buf_cstr(&rows));
		assert_reachable(&b.map, CONTEXT_PROMPT, ACTION_close, buf_cstr(&rows));
		assert_reachable(&b.map, CONTEXT_PROMPT, ACTION_accept, buf_cstr(&rows));
		assert_reachable(&b.map, CONTEXT_NOTE, ACTION_save_note, buf_cstr(&rows));
		done(&b);
		buf_free(&rows);
	}
}

static void read_all(const char *path, Buf *out)
{
	FILE *file = fopen(path, "re");
	cr_assert(file, "%s cannot be read: tests run from the top of the tree", path);
	for (int c; (c = fgetc(file)) != EOF;)
		buf_add_char(out, (char)c);
	fclose(file);
}

/* All messages of a configuration, in both languages. */
static void all_said(const char *path, Buf *out, bool *named, const char *wanted)
{
	Config config = {0};
	Keymap map;
	Msgs msgs = {0};

	config_read(&config, path, &msgs);
	bind_keys(&map, &config, &msgs);
	for (size_t i = 0; i < msgs.list.n; i++) {
		*named = *named || strcmp(msg_name(msgs.list.at[i].id), wanted) == 0;
		for (int lang = 0; lang < LANG_COUNT; lang++) {
			msg_line(out, &msgs, &msgs.list.at[i], (Lang)lang);
			buf_add_char(out, '\n');
		}
	}
	config_free(&config);
	msg_free(&msgs);
}

/* tests/bad_config/NAME.yaml shows the message NAME; what is said is NAME.out. RENEW_SCREENS makes those anew. */
static void specimen(const char *name)
{
	char path[128];
	Buf wanted = {0}, got = {0};
	bool named = false;

	snprintf(path, sizeof path, "tests/bad_config/%s.yaml", name);
	all_said(path, &got, &named, name);
	snprintf(path, sizeof path, "tests/bad_config/%s.out", name);
	if (getenv("RENEW_SCREENS")) {
		FILE *file = fopen(path, "we");
		cr_assert(file && fputs(buf_cstr(&got), file) >= 0 && fclose(file) == 0);
	}
	read_all(path, &wanted);
	cr_assert_str_eq(buf_cstr(&got), buf_cstr(&wanted));
	cr_assert(named, "%s does not show its message:\n%s", name, buf_cstr(&got));
	buf_free(&wanted);
	buf_free(&got);
}

Test(bind, every_message_about_settings_has_a_specimen_that_shows_it)
{
	glob_t found;
	cr_assert(glob("tests/bad_config/*.yaml", 0, NULL, &found) == 0);
	for (size_t i = 0; i < found.gl_pathc; i++) {
		char name[64];
		snprintf(name, sizeof name, "%s", strrchr(found.gl_pathv[i], '/') + 1);
		*strchr(name, '.') = 0;
		specimen(name);
	}
	for (int id = MSG_config_no_mapping; id <= MSG_bind_needed; id++)
		if (id != MSG_config_too_large && id != MSG_config_piped) /* not of files that can be kept: see test_config.c */
			specimen(msg_name((MsgId)id));
	globfree(&found);
}
