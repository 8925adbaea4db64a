#include "../../core/edit.h"

#include "../../core/file.h"
#include "../../core/load.h"
#include "grow.h"

#include <criterion/criterion.h>
#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

/* The node that the keys and numbers lead to: "speeches.0.label". */
static uint32_t way(const Edit *edit, const char *path)
{
	Str rest = str_of(path), part;
	uint32_t node = 0;
	char key[40];

	while (str_split(&rest, '.', &part)) {
		if (!part.n)
			break;
		snprintf(key, sizeof key, "%.*s", (int)part.n, part.s);
		node = *key >= '0' && *key <= '9' ? edit_item(edit, node, (size_t)atoi(key)) : edit_value(edit, node, key);
	}
	return node;
}

typedef enum Verb { TEXT, VALUE, BLOCK, NAMES, KEY_OUT, ITEM_OUT, ITEM_IN, REMARK } Verb;
typedef struct Row { const char *before; Verb verb; const char *path, *key, *what, *after; } Row;

static size_t words_of(const char *what, Str *words)
{
	Str rest = str_of(what), word;
	size_t n = 0;

	while (str_split(&rest, ' ', &word))
		if (word.n)
			words[n++] = word;
	return n;
}

static void apply(Edit *edit, const Row *row)
{
	uint32_t node = way(edit, row->path);
	Str words[8];
	size_t n = words_of(row->what, words);

	if (row->verb == TEXT)
		edit_set_text(edit, node, row->key, NULL, str_of(row->what));
	else if (row->verb == VALUE)
		edit_set_value(edit, node, row->key, NULL, str_of(row->what));
	else if (row->verb == BLOCK)
		edit_set_block(edit, node, row->key, "a", str_of(row->what));
	else if (row->verb == REMARK)
		edit_add_comments(edit, node, (size_t)atoi(row->key), str_of(row->what));
	else if (row->verb == NAMES)
		edit_set_names(edit, node, row->key, "label", words, n);
	else if (row->verb == KEY_OUT)
		edit_remove_key(edit, node, row->key);
	else if (row->verb == ITEM_OUT)
		edit_remove_item(edit, node, (size_t)atoi(row->key));
	else
		edit_insert_item(edit, node, (size_t)atoi(row->key), str_of(row->what));
}

static const Row ROWS[] = {
	{"a: 1 # one\nb: 2\n", TEXT, "", "a", "x", "a: x # one\nb: 2\n"},
	{"\xEF\xBB\xBF" "a: 1\r\n# 说\r\nb: 2\r\n", TEXT, "", "b", "三", "\xEF\xBB\xBF" "a: 1\r\n# 说\r\nb: 三\r\n"},
	{"a: 1\r\nb: 2\r\n", TEXT, "", "c", "新", "a: 1\r\nb: 2\r\nc: 新\r\n"},
	{"a: \"1\" #x\nb: 'two'", TEXT, "", "c", "3", "a: \"1\" #x\nb: 'two'\nc: 3\n"},
	{"a: 1\n", TEXT, "", "a", "x: y", "a: \"x: y\"\n"},
	{"a: 1\n", TEXT, "", "a", "- 一 #二", "a: \"- 一 #二\"\n"},
	{"a: {zh: 一, en: one} # 甲\n", TEXT, "", "a", "二", "a: {zh: 二, en: one} # 甲\n"},
	{"a:\n  # 甲\n  zh: >-\n    一二\n    三四\n\n  # 乙\n  en: one\n", TEXT, "", "a", "五",
		"a:\n  # 甲\n  zh: 五\n\n  # 乙\n  en: one\n"},
	{"{a: 1, b: 2}\n", TEXT, "", "c", "3, 4", "{a: 1, b: 2, c: \"3, 4\"}\n"},
	{"l:\n  - label: 甲 # 一\n    b: 1\n\n  - label: 乙\n", TEXT, "l.1", "label", "丙",
		"l:\n  - label: 甲 # 一\n    b: 1\n\n  - label: 丙\n"},
	{"s: [1, 2] # 出处\n", VALUE, "", "s", "[3, 4]", "s: [3, 4] # 出处\n"},
	{"t: [a, b, c] # 三\n", NAMES, "", "t", "a c", "t: [a, c] # 三\n"},
	{"t: [a, b, c]\n", NAMES, "", "t", "b", "t: [b]\n"},
	{"t: [a, b, c]\n", NAMES, "", "t", "a", "t: [a]\n"},
	{"t: [a, b, c]\n", NAMES, "", "t", "c b", "t: [c, b]\n"},
	{"t: [a]\n", NAMES, "", "t", "a b c", "t: [a, b, c]\n"},
	{"t: [a, # 甲\n    b, # 乙\n    c]\n", NAMES, "", "t", "a c", "t: [a, # 甲\n     # 乙\n    c]\n"},
	{"t:\n  - a # 甲\n  # 乙\n  - b\n  - c\nu: 1\n", NAMES, "", "t", "a c", "t:\n  - a # 甲\n  - c\nu: 1\n"},
	{"t:\n- a\n- b # 乙\n", NAMES, "", "t", "a b c", "t:\n- a\n- b # 乙\n- c\n"},
	{"t:\n- a # 甲\n- b\n", NAMES, "", "t", "c", "t:\n- c # 甲\n"},
	{"t: []\nu: 1\n", NAMES, "", "t", "a b", "t: [a, b]\nu: 1\n"},
	{"label: x\nu: 1\n", NAMES, "", "t", "a b", "label: x\nt: [a, b]\nu: 1\n"},
	{"t: [a]\nu: 1\n", NAMES, "", "t", "", "u: 1\n"},
	{"a: 1\n# 二\nb: >-\n  甲\n  乙\n\nc: 3\n", KEY_OUT, "", "b", "", "a: 1\n# 二\n\nc: 3\n"},
	{"l:\n  - a: 1\n    b: 2\n", KEY_OUT, "l.0", "a", "", "l:\n  - b: 2\n"},
	{"l:\n  - a: 1 # 一\n    b: 2\n", KEY_OUT, "l.0", "a", "", "l:\n  -  # 一\n    b: 2\n"},
	{"{a: 1, b: 2, c: 3}\n", KEY_OUT, "", "b", "", "{a: 1, c: 3}\n"},
	{"{a: 1, b: 2}\n", KEY_OUT, "", "b", "", "{a: 1}\n"},
	{"l:\n  # 甲\n  - a: 1\n    b: 2\n\n  # 乙\n  - a: 3\n  # 丙\nu: 1\n", ITEM_OUT, "l", "1", "",
		"l:\n  # 甲\n  - a: 1\n    b: 2\n\n  # 丙\nu: 1\n"},
	{"l:\n  # 甲\n  - a: 1\n    b: 2\n  - a: 3\n", ITEM_OUT, "l", "0", "", "l:\n  - a: 3\n"},
	{"l:\n  - a: 1\n  # 二\n  - a: 2\nu: 1\n", ITEM_IN, "l", "1", "- a: 9\n  b:\n    - c\n",
		"l:\n  - a: 1\n  - a: 9\n    b:\n      - c\n  # 二\n  - a: 2\nu: 1\n"},
	{"l: [] # 空\nu: 1\n", ITEM_IN, "l", "0", "- a: 9\n", "l:\n  - a: 9 # 空\nu: 1\n"},
	{"m:\n  - l: []\n", ITEM_IN, "m.0.l", "0", "- 甲\n- 乙\n", "m:\n  - l:\n      - 甲\n      - 乙\n"},
	{"l:\n- a: 1\n  b: 2\nu: 1\n", VALUE, "", "l", "[]", "l: []\nu: 1\n"},
	{"l: # 说\n  - a: 1\nu: 1\n", VALUE, "", "l", "[]", "l: # 说\n  []\nu: 1\n"},
	{"l:\n# 说\n- a: 1\nu: 1\n", VALUE, "", "l", "[]", "l:\n# 说\n  []\nu: 1\n"},
	{"a: 1 # 一\nb: 2\n", BLOCK, "", "l", "- 甲\n- 乙\n", "a: 1 # 一\nl:\n  - 甲\n  - 乙\nb: 2\n"},
	{"m:\r\n  - a: 1\r\n", BLOCK, "m.0", "p", "span: [1, 2]\n", "m:\r\n  - a: 1\r\n    p:\r\n      span: [1, 2]\r\n"},
	{"l:\n  # 甲\n  - a\n  - b\n", REMARK, "l", "1", "# 乙\n", "l:\n  # 甲\n  - a\n  # 乙\n  - b\n"},
	{"l:\n  - a: 1 # 一\nu: 1\n", ITEM_IN, "l", "1", "- a: >-\n    甲乙\n    丙\n",
		"l:\n  - a: 1 # 一\n  - a: >-\n      甲乙\n      丙\nu: 1\n"},
};

Test(edit, one_thing_changes_and_everything_beside_it_stays)
{
	for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
		Edit edit;
		Buf out = {0};

		cr_assert(edit_open(&edit, str_of(ROWS[i].before)), "row %zu: not read", i);
		apply(&edit, &ROWS[i]);
		cr_assert(edit_finish(&edit, &out), "row %zu: refused", i);
		cr_assert_str_eq(buf_cstr(&out), ROWS[i].after, "row %zu: %s", i, buf_cstr(&out));
		buf_free(&out);
		edit_close(&edit);
	}
}

Test(edit, several_edits_at_once)
{
	static const char BEFORE[] = "# 首\nm:\n  - label: 甲 # 名\n    found: {by: word, sure: 95}\n"
		"    proposed: [label, themes]\n    themes: [a, b] # 题\n    text: 话。\n...\n";
	Edit edit;
	Buf out = {0};
	Str themes[] = {STR("b"), STR("c")};
	uint32_t measure;

	cr_assert(edit_open(&edit, str_of(BEFORE)));
	measure = way(&edit, "m.0");
	edit_set_text(&edit, measure, "label", NULL, STR("乙"));
	edit_set_names(&edit, measure, "themes", NULL, themes, 2);
	edit_set_names(&edit, measure, "proposed", NULL, NULL, 0);
	cr_assert(edit_finish(&edit, &out));
	cr_assert_str_eq(buf_cstr(&out), "# 首\nm:\n  - label: 乙 # 名\n    found: {by: word, sure: 95}\n"
		"    themes: [b, c] # 题\n    text: 话。\n...\n");
	buf_free(&out);
	edit_close(&edit);
}

Test(edit, an_item_is_given_as_it_could_be_put_in_elsewhere)
{
	static const struct { const char *yaml, *list, *item; } CASES[] = {
		{"l:\n    # 甲\n    - a: 1\n      b: >-\n        二\n        三\n    - c\n", "l",
			"# 甲\n- a: 1\n  b: >-\n    二\n    三\n"},
		{"l: [{a: 1}, 2]\n", "l", "- {a: 1}\n"},
		{"m:\r\n- l:\r\n  - a: 1\r\n", "m.0.l", "- a: 1\n"},
	};

	for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
		Edit edit;
		Buf out = {0};

		cr_assert(edit_open(&edit, str_of(CASES[i].yaml)));
		edit_add_item(&edit, way(&edit, CASES[i].list), 0, &out);
		cr_assert_str_eq(buf_cstr(&out), CASES[i].item);
		buf_free(&out);
		edit_close(&edit);
	}
}

Test(edit, what_cannot_be_done_changes_nothing)
{
	static const Row BAD[] = {
		{"a: 1\n", KEY_OUT, "", "a", "", ""},        /* nothing would be left */
		{"a: 1\n", TEXT, "b", "c", "x", ""},         /* nowhere */
		{"a: [1]\n", ITEM_IN, "a", "0", "- 2\n", ""}, /* lines in brackets */
		{"a: 1\n", VALUE, "", "a", "[1", ""},        /* no YAML */
	};

	for (size_t i = 0; i < sizeof BAD / sizeof *BAD; i++) {
		Edit edit;
		Buf out = {0};

		cr_assert(edit_open(&edit, str_of(BAD[i].before)));
		apply(&edit, &BAD[i]);
		cr_assert(!edit_finish(&edit, &out), "row %zu", i);
		cr_assert_eq(out.n, 0u);
		edit_close(&edit);
	}
}

Test(edit, aliases_and_broken_files_are_not_touched)
{
	static const char *const BAD[] = {"a: &x 1\nb: *x\n", "a: [1\n", "", "a: !!str 1\n"};
	Edit edit;

	for (size_t i = 0; i < sizeof BAD / sizeof *BAD; i++) {
		cr_assert(!edit_open(&edit, str_of(BAD[i])), "%zu", i);
		edit_close(&edit);
	}
}

/* Any value of any key of real files, one at a time: what stands before and behind its line is as it was, and its value
   put back gives the file back. */

static void read_all(const char *path, Buf *out)
{
	Msgs msgs = {0};
	int fd = open(path, O_RDONLY);

	cr_assert(fd >= 0 && file_slurp(fd, 1 << 24, out, &msgs, (Pos){0}), "%s", path);
	close(fd);
	msg_free(&msgs);
}

/* A map's key whose value is a scalar on one line, by chance. */
static uint32_t any_key(const Edit *edit, uint32_t *seed)
{
	for (int tries = 0; tries < 1000; tries++) {
		uint32_t i = grow_random(seed) % (uint32_t)edit->nodes.n, map = edit->nodes.at[i].parent, k = 0;
		const EditNode *at = &edit->nodes.at[i];

		if (map == EDIT_NONE || edit->nodes.at[map].kind != DOCUMENT_MAP || at->kind != DOCUMENT_SCALAR || !at->value.n)
			continue;
		for (uint32_t c = edit->nodes.at[map].first; c != i; c = edit->nodes.at[c].next)
			k++;
		if (k % 2 == 0 && edit->nodes.at[at->next].kind == DOCUMENT_SCALAR && edit->nodes.at[at->next].value.n
			&& !memchr(edit->bytes.s + at->to, '\n', edit->nodes.at[at->next].to - at->to)
			&& strchr(" {,-", edit->bytes.s[edit->nodes.at[i].from ? edit->nodes.at[i].from - 1 : 0]))
			return i;
	}
	return EDIT_NONE;
}

static void change_one(Str bytes, uint32_t *seed, const char *file)
{
	static const char *const TEXTS[] = {"新", "a: b", "“引号” # 不是注释", "很长的一句话，", "[x]", "'", "\"", "1.5", "-"};
	Edit edit, back;
	Buf out = {0}, again = {0}, key = {0};
	uint32_t at, value;
	Str text = str_of(TEXTS[grow_random(seed) % 9]), was;
	size_t from, to;

	cr_assert(edit_open(&edit, bytes), "%s", file);
	at = any_key(&edit, seed);
	cr_assert_neq(at, EDIT_NONE);
	value = edit.nodes.at[at].next;
	buf_add(&key, edit.nodes.at[at].value);
	from = edit.nodes.at[value].from;
	to = edit.nodes.at[value].to;
	was = str_sub(bytes, from, to);
	edit_set_text(&edit, edit.nodes.at[at].parent, buf_cstr(&key), NULL, text);
	cr_assert(edit_finish(&edit, &out), "%s: %s: %s", file, buf_cstr(&key), text.s);
	cr_assert(str_eq(str_sub(buf_str(&out), 0, from), str_sub(bytes, 0, from)), "%s: before", file);
	cr_assert(str_eq(str_sub(buf_str(&out), out.n - (bytes.n - to), out.n), str_sub(bytes, to, bytes.n)), "%s: behind",
		file);
	cr_assert(edit_open(&back, buf_str(&out)), "%s", file);
	edit_set_value(&back, back.nodes.at[at].parent, buf_cstr(&key), NULL, was);
	cr_assert(edit_finish(&back, &again), "%s: back: %s", file, buf_cstr(&key));
	cr_assert(str_eq(buf_str(&again), bytes), "%s: not as it was", file);
	edit_close(&edit);
	edit_close(&back);
	buf_free(&out);
	buf_free(&again);
	buf_free(&key);
}

Test(edit, nothing_beside_any_value_of_real_files_is_touched)
{
	static const char *const FOLDERS[] = {"content/2022-urban-party-building", "tests/data", "tests/bad"};
	uint32_t seed = 7;
	size_t files = 0;

	for (size_t f = 0; f < sizeof FOLDERS / sizeof *FOLDERS; f++) {
		DIR *dir = opendir(FOLDERS[f]);
		struct dirent *entry;

		cr_assert(dir);
		while ((entry = readdir(dir))) {
			char path[600];
			Buf bytes = {0};
			Edit edit;
			bool fine;

			snprintf(path, sizeof path, "%s/%s", FOLDERS[f], entry->d_name);
			if (!str_ends(str_of(path), STR(".yaml")))
				continue;
			read_all(path, &bytes);
			fine = edit_open(&edit, buf_str(&bytes)) && any_key(&edit, &seed) != EDIT_NONE;
			edit_close(&edit);
			for (int i = 0; fine && i < 20; i++)
				change_one(buf_str(&bytes), &seed, path);
			files += fine;
			buf_free(&bytes);
		}
		closedir(dir);
	}
	cr_assert(files > 20, "%zu files", files);
}

Test(edit, a_file_alone_fits_or_not)
{
	static const struct { const char *yaml; bool whole, fits; } FILES[] = {
		{"schema: 1\nterms:\n  - name: 甲\n    gloss: 乙\n...\n", false, true},
		{"schema: 1\nterms:\n  - name: 甲\n    proposed: maybe\n...\n", false, false},
		{"schema: 1\nterms: [\n", false, false},
		{"schema: 1\nid: x\ntitle: 题\n...\n", true, true},
		{"schema: 1\nid: x\ntitle: 题\nlanguage: fr\n...\n", true, false},
	};

	for (size_t i = 0; i < sizeof FILES / sizeof *FILES; i++) {
		Msgs msgs = {0};

		cr_assert_eq(load_fits(str_of(FILES[i].yaml), FILES[i].whole, &msgs), FILES[i].fits, "row %zu", i);
		msg_free(&msgs);
	}
}
