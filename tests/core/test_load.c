#include "../../core/check.h"
#include "../../core/load.h"

#include <criterion/criterion.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static char directory[64];

static void enter(void)
{
	strcpy(directory, P_tmpdir "/bilan-load-XXXXXX");
	cr_assert_not_null(mkdtemp(directory));
}

static void leave(void)
{
	char command[128];

	snprintf(command, sizeof command, "rm -rf %s", directory);
	cr_assert_eq(system(command), 0);
}

TestSuite(load, .init = enter, .fini = leave, .timeout = 60);

static void read_all(const char *path, Buf *out)
{
	char block[4096];
	ssize_t n;
	int fd = open(path, O_RDONLY | O_CLOEXEC);

	cr_assert_geq(fd, 0, "%s", path);
	while ((n = read(fd, block, sizeof block)) > 0)
		buf_add(out, (Str){block, (size_t)n});
	close(fd);
}

/* A file in the test's directory; returns its path, valid until the next call but one. */
static const char *put(const char *name, Str text)
{
	static char paths[2][128];
	static int turn;
	char *path = paths[turn++ % 2];
	int fd;

	snprintf(path, sizeof paths[0], "%s/%s", directory, name);
	fd = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0600);
	for (size_t done = 0; done < text.n;) {
		ssize_t n = write(fd, text.s + done, text.n - done);

		cr_assert_gt(n, 0);
		done += (size_t)n;
	}
	close(fd);
	return path;
}

static void repeat(const char *name, Str head, Str piece, size_t times)
{
	Buf text = {0};

	buf_add(&text, head);
	buf_add_repeat(&text, piece, times);
	put(name, buf_str(&text));
	buf_free(&text);
}

/* Loads a file of the test's directory and wants this message as the last of `n`, and no corpus where it is fatal. */
static void last_message(const char *name, size_t n, MsgId id, uint32_t line, uint32_t col)
{
	char path[128];
	const char *paths[] = {path};
	Msgs msgs = {0};
	const Msg *last;
	Corpus *corpus;

	snprintf(path, sizeof path, "%s/%s", directory, name);
	corpus = load_paths(paths, 1, NULL, &msgs);
	cr_assert_eq(msgs.list.n, n, "%s: %zu messages", name, msgs.list.n);
	last = &msgs.list.at[n - 1];
	cr_assert_eq(last->id, id, "%s: %s", name, msg_name(last->id));
	cr_assert_eq(last->pos.line, line, "%s: line %u", name, last->pos.line);
	cr_assert_eq(last->pos.col, col, "%s: column %u", name, last->pos.col);
	cr_assert_eq(corpus == NULL, msg_level(id) == MSG_FATAL, "%s", name);
	corpus_free(corpus);
	msg_free(&msgs);
}

static void one_message(const char *name, MsgId id, uint32_t line, uint32_t col)
{
	last_message(name, 1, id, line, col);
}

/* All messages, in both languages, as tests/bad/NAME.out has them. */
static void all_messages(Str yaml, Str name, Buf *out, bool *named, const char *wanted)
{
	Msgs msgs = {0};
	Corpus *corpus = load_memory(yaml, name, NULL, &msgs);

	if (corpus)
		check_corpus(corpus, &msgs);
	for (size_t i = 0; i < msgs.list.n; i++) {
		*named = *named || !strcmp(msg_name(msgs.list.at[i].id), wanted);
		for (int lang = 0; lang < LANG_COUNT; lang++) {
			Buf line = {0};

			msg_line(&line, &msgs, &msgs.list.at[i], (Lang)lang);
			buf_add(out, buf_str(&line));
			buf_add_char(out, '\n');
			buf_free(&line);
		}
	}
	corpus_free(corpus);
	msg_free(&msgs);
}

static void specimen(const char *id)
{
	char path[128], name[96];
	Buf yaml = {0}, wanted = {0}, got = {0};
	bool named = false;

	snprintf(path, sizeof path, "tests/bad/%s.yaml", id);
	read_all(path, &yaml);
	snprintf(path, sizeof path, "tests/bad/%s.out", id);
	read_all(path, &wanted);
	snprintf(name, sizeof name, "%s.yaml", id);
	all_messages(buf_str(&yaml), str_of(name), &got, &named, id);
	cr_assert_str_eq(buf_cstr(&got), buf_cstr(&wanted));
	cr_assert(named, "%s does not show its message", id);
	buf_free(&yaml);
	buf_free(&wanted);
	buf_free(&got);
}

/* What needs files, several of them, or limits has tests of its own below and in test_file.c. */
static bool has_own_test(const char *id)
{
	static const char *const OWN[] = {
		"file_", "volume_", "part_name", "part_twice", "part_many", "value_huge", "yaml_long",
	};

	for (size_t i = 0; i < sizeof OWN / sizeof *OWN; i++)
		if (!strncmp(id, OWN[i], strlen(OWN[i])))
			return true;
	return false;
}

Test(load, every_message_of_loader_and_rules_has_a_specimen_that_shows_it)
{
	for (int id = 0; id <= MSG_punctuation_half; id++)
		if (!has_own_test(msg_name((MsgId)id)))
			specimen(msg_name((MsgId)id));
}

Test(load, the_bundled_corpus_loads_without_a_word)
{
	const char *paths[] = {"content/2022-urban-party-building"};
	Msgs msgs = {0};
	Corpus *corpus = load_paths(paths, 1, NULL, &msgs);

	cr_assert_not_null(corpus);
	check_corpus(corpus, &msgs);
	cr_assert_eq(msgs.list.n, 0u, "%s", msgs.list.n ? msg_name(msgs.list.at[0].id) : "");
	cr_assert_eq(corpus->speeches.n, 4u);
	cr_assert_eq(corpus->sections.n, 12u);
	cr_assert_eq(corpus->measures.n, 37u);
	cr_assert_not(corpus->speeches.at[3].complete);
	corpus_free(corpus);
	msg_free(&msgs);
}

/* The last two letters of the key at `at` change places; a key of one letter does not exist. */
static size_t messages_with_slip(const Buf *whole, size_t at, size_t n)
{
	Buf copy = {0}, got = {0};
	bool named = false;
	size_t lines = 0;

	buf_add(&copy, buf_str(whole));
	copy.s[at + n - 1] = whole->s[at + n - 2];
	copy.s[at + n - 2] = whole->s[at + n - 1];
	all_messages(buf_str(&copy), STR("slip.yaml"), &got, &named, "");
	for (size_t i = 0; i < got.n; i++)
		lines += got.s[i] == '\n';
	buf_free(&copy);
	buf_free(&got);
	return lines / 2;
}

/* Bytes of the key that begins at `at`: letters up to ": ", behind a blank or a bracket. */
static size_t key_at(const Buf *text, size_t at)
{
	size_t n = 0;

	if (at == 0 || !strchr("\n {", text->s[at - 1]))
		return 0;
	while ((text->s[at + n] >= 'a' && text->s[at + n] <= 'z') || text->s[at + n] == '_')
		n++;
	return n > 1 && text->s[at + n] == ':' ? n : 0;
}

Test(load, one_misspelled_key_gives_exactly_one_message)
{
	Buf whole = {0}, got = {0};
	bool named = false;
	size_t keys = 0;

	read_all("tests/data/whole.yaml", &whole);
	all_messages(buf_str(&whole), STR("whole.yaml"), &got, &named, "");
	cr_assert_str_eq(buf_cstr(&got), "");
	for (size_t i = strcspn(whole.s, "\n"); i + 2 < whole.n; i++) {
		size_t n = key_at(&whole, i), said;

		/* A swap of two equal letters is none. */
		if (!n || whole.s[i + n - 1] == whole.s[i + n - 2] || whole.s[i - 1] == '#')
			continue;
		said = messages_with_slip(&whole, i, n);
		cr_assert_eq(said, 1u, "%.*s at byte %zu: %zu messages", (int)n, whole.s + i, i, said);
		keys++;
	}
	cr_assert_gt(keys, 60u);
	buf_free(&whole);
	buf_free(&got);
}

Test(load, a_file_cut_at_any_byte_is_noticed)
{
	Buf whole = {0};

	read_all("tests/data/whole.yaml", &whole);
	for (size_t i = 0; i + 1 < whole.n; i++) {
		Msgs msgs = {0};
		Corpus *corpus = load_memory((Str){whole.s, i}, STR("cut.yaml"), NULL, &msgs);

		cr_assert_gt(msgs.count[MSG_ERROR] + msgs.count[MSG_FATAL], 0u, "cut behind byte %zu", i);
		cr_assert(corpus || msgs.count[MSG_FATAL]);
		corpus_free(corpus);
		msg_free(&msgs);
	}
	buf_free(&whole);
}

Test(load, any_bit_turned_loads_or_says_where_it_broke)
{
	Buf whole = {0};

	read_all("tests/data/whole.yaml", &whole);
	for (size_t i = 0; i < whole.n; i++) {
		char kept = whole.s[i];
		Msgs msgs = {0};
		Corpus *corpus;

		whole.s[i] = (char)(kept ^ 1 << i % 8);
		corpus = load_memory(buf_str(&whole), STR("flip.yaml"), NULL, &msgs);
		cr_assert(corpus || msgs.count[MSG_FATAL], "byte %zu", i);
		if (corpus)
			check_corpus(corpus, &msgs);
		corpus_free(corpus);
		msg_free(&msgs);
		whole.s[i] = kept;
	}
	buf_free(&whole);
}

Test(load, byte_order_mark_and_crlf_make_no_difference)
{
	Buf whole = {0}, other = {0};
	Msgs msgs = {0};
	Corpus *a, *b;

	read_all("tests/data/whole.yaml", &whole);
	buf_add(&other, STR("\xEF\xBB\xBF"));
	for (size_t i = 0; i < whole.n; i++)
		buf_add(&other, whole.s[i] == '\n' ? STR("\r\n") : (Str){whole.s + i, 1});
	a = load_memory(buf_str(&whole), STR("a"), NULL, &msgs);
	b = load_memory(buf_str(&other), STR("b"), NULL, &msgs);
	cr_assert(a && b);
	cr_assert_eq(msgs.list.n, 0u);
	cr_assert(str_eq(a->measures.at[0].body.text.zh.s, b->measures.at[0].body.text.zh.s));
	cr_assert_eq(a->measures.at[0].pos.line, b->measures.at[0].pos.line);
	corpus_free(a);
	corpus_free(b);
	buf_free(&whole);
	buf_free(&other);
	msg_free(&msgs);
}

Test(load, figures_keep_value_range_date_and_place)
{
	const char *paths[] = {"tests/data/whole.yaml"};
	Msgs msgs = {0};
	Corpus *corpus = load_paths(paths, 1, NULL, &msgs);
	const Figure *range = &corpus->figures.at[0], *date = &corpus->figures.at[1];

	cr_assert_eq(range->value, 300);
	cr_assert_eq(range->to, 500);
	cr_assert_eq(range->approx, APPROX_ABOUT);
	cr_assert_eq(range->written.pos.line, 37u);
	cr_assert_eq(range->written.pos.col, 27);
	cr_assert_eq(range->span.from, 60u);
	cr_assert_eq(date->value, 20220500);
	cr_assert_eq(date->to, 20220500);
	cr_assert_eq(date->owner.kind, UNIT_MEASURE);
	corpus_free(corpus);
	msg_free(&msgs);
}

Test(load, bombs_are_refused_by_name_where_they_go_off)
{
	repeat("tags", STR(""), STR("%TAG !a! tag:x,2000:\n"), 200000);
	one_message("tags", MSG_yaml_percent, 17, 1);
	repeat("flow", STR("schema: 1\nid: "), STR("["), 1000000);
	last_message("flow", 2, MSG_yaml_deep, 2, 36);
	repeat("maps", STR("schema: 1\nid: "), STR("{a: "), 1000000);
	last_message("maps", 2, MSG_yaml_deep, 2, 129);
	repeat("block", STR("schema: 1\nid:\n "), STR("- "), 1000000);
	last_message("block", 2, MSG_yaml_deep, 3, 64);
	repeat("aliases", STR("schema: 1\nid: &a [x, x]\n"), STR("title: [*a, *a, *a]\n"), 9);
	one_message("aliases", MSG_yaml_anchor, 2, 5);
	repeat("scalar", STR("schema: 1\nid: "), STR("0123456789abcdef"), 1 << 20);
	one_message("scalar", MSG_value_huge, 2, 3);
	repeat("lines", STR("schema: 1\nid: \""), STR("0123456789abcde\n "), 1 << 20);
	one_message("lines", MSG_value_huge, 2, 3);

	repeat("control", STR("schema: 1\nid: a"), STR("\x01"), 1);
	one_message("control", MSG_byte_control, 2, 6);
}

Test(load, a_sparse_gigabyte_is_refused_at_its_first_hole)
{
	put("sparse", STR("schema: 1\nid: a"));
	char path[128];
	snprintf(path, sizeof path, "%s/sparse", directory);
	cr_assert_eq(truncate(path, 1 << 30), 0);
	one_message("sparse", MSG_byte_nul, 2, 6);
	cr_assert_eq(truncate(path, (off_t)3 << 30), 0);
	one_message("sparse", MSG_file_too_large, 0, 0);
}

Test(load, no_file_at_all_has_one_message_each)
{
	char path[128];

	snprintf(path, sizeof path, "%s/fifo", directory);
	cr_assert_eq(mkfifo(path, 0600), 0);
	one_message("fifo", MSG_file_not_regular, 0, 0);
	one_message("missing", MSG_file_missing, 0, 0);
	one_message("", MSG_volume_no_corpus, 0, 0);
	put("empty", STR(""));
	one_message("empty", MSG_yaml_empty, 0, 0);
	put("blank", STR("\n\n# nothing\n...\n"));
	one_message("blank", MSG_yaml_empty, 4, 1);
}

Test(load, limits_are_the_callers)
{
	DocumentLimits limits = DOCUMENT_LIMITS;
	Msgs msgs = {0};

	limits.events = 5;
	cr_assert_null(load_memory(STR("schema: 1\nid: a\ntitle: b\n...\n"), STR("a"), &limits, &msgs));
	cr_assert_eq(msgs.list.at[0].id, MSG_yaml_long);
	limits = DOCUMENT_LIMITS;
	limits.scalar_bytes = 3;
	cr_assert_null(load_memory(STR("schema: 1\nid: a\ntitle: four\n...\n"), STR("a"), &limits, &msgs));
	cr_assert_eq(msgs.list.at[1].id, MSG_value_huge);
	limits = DOCUMENT_LIMITS;
	limits.depth = 1;
	cr_assert_null(load_memory(STR("schema: 1\nid: a\ntitle: {zh: x}\n...\n"), STR("a"), &limits, &msgs));
	cr_assert_eq(msgs.list.at[2].id, MSG_yaml_deep);
	msg_free(&msgs);
}

#define PART "schema: 1\nthemes:\n  - {id: grid, name: 网格}\n...\n"

static void load_directory(const char *corpus_yaml, size_t volumes, MsgId id, uint32_t line)
{
	const char *paths[] = {directory};
	Msgs msgs = {0};
	Corpus *corpus;

	put("corpus.yaml", str_of(corpus_yaml));
	corpus = load_paths(paths, 1, NULL, &msgs);
	cr_assert_eq(corpus ? corpus->volumes.n : 0, volumes, "%s", corpus_yaml);
	cr_assert_eq(msgs.list.n, 1u, "%s: %zu", corpus_yaml, msgs.list.n);
	cr_assert_eq(msgs.list.at[0].id, id, "%s", msg_name(msgs.list.at[0].id));
	cr_assert_eq(msgs.list.at[0].pos.line, line);
	corpus_free(corpus);
	msg_free(&msgs);
}

Test(load, parts_are_files_of_the_same_directory_and_faults_are_told_where_corpus_yaml_names_them)
{
	put("themes.yaml", STR(PART));
	load_directory("schema: 1\nid: a\ntitle: b\nparts: [missing.yaml, themes.yaml]\n...\n", 0, MSG_file_missing, 4);
	load_directory("schema: 1\nid: a\ntitle: b\nparts: [../themes.yaml]\n...\n", 0, MSG_part_name, 4);
	load_directory("schema: 1\nid: a\ntitle: b\nparts: [/etc/passwd]\n...\n", 0, MSG_part_name, 4);
	load_directory("schema: 1\nid: a\ntitle: b\nparts: [..]\n...\n", 0, MSG_part_name, 4);
	load_directory("schema: 1\nid: a\ntitle: b\nparts:\n- themes.yaml\n- themes.yaml\n...\n", 1, MSG_part_twice, 6);
	put("themes.yaml", STR("schema: 1\nthemes: [\n"));
	load_directory("schema: 1\nid: a\ntitle: b\nparts: [themes.yaml]\n...\n", 0, MSG_yaml_value, 3);
}

Test(load, too_many_parts_are_refused)
{
	DocumentLimits limits = DOCUMENT_LIMITS;
	const char *paths[] = {directory};
	Msgs msgs = {0};

	limits.parts = 1;
	put("corpus.yaml", STR("schema: 1\nid: a\ntitle: b\nparts: [a, b]\n...\n"));
	cr_assert_null(load_paths(paths, 1, &limits, &msgs));
	cr_assert_eq(msgs.list.at[0].id, MSG_part_many);
	msg_free(&msgs);
}

Test(load, all_faults_of_all_parts_are_told_in_one_run)
{
	const char *paths[] = {directory};
	Msgs msgs = {0};

	put("corpus.yaml", STR("schema: 1\nid: a\ntitel: b\nparts: [one.yaml, two.yaml, three.yaml]\n...\n"));
	put("one.yaml", STR("schema: 1\nthemes: {\n"));
	put("two.yaml", STR("schema: 1\nterms: [{nmae: x}]\n...\n"));
	put("three.yaml", STR("schema: 1\nspeeches: x\n"));
	cr_assert_null(load_paths(paths, 1, NULL, &msgs));
	cr_assert_eq(msgs.count[MSG_FATAL], 1u);
	cr_assert_eq(msgs.count[MSG_ERROR], 5u);
	msg_free(&msgs);
}

Test(load, a_volume_with_a_fatal_fault_is_left_out_and_the_others_stay)
{
	const char *paths[] = {"tests/data/small.yaml", "tests/bad/yaml_flow.yaml", "tests/data/whole.yaml"};
	Msgs msgs = {0};
	Corpus *corpus = load_paths(paths, 3, NULL, &msgs);

	cr_assert_not_null(corpus);
	cr_assert_eq(corpus->volumes.n, 2u);
	cr_assert_eq(corpus->speeches.n, 3u);
	cr_assert(str_eq(corpus->speeches.at[0].address, STR("small/beijing")));
	cr_assert(str_eq(corpus->speeches.at[2].address, STR("whole/beijing")));
	cr_assert_eq(corpus->speeches.at[2].volume, 1u);
	cr_assert_eq(corpus->volumes.at[1].speeches.first, 2u);
	cr_assert_eq(msgs.count[MSG_FATAL], 1u);
	corpus_free(corpus);
	msg_free(&msgs);
}

Test(load, the_same_volume_twice_is_loaded_once)
{
	const char *paths[] = {"tests/data/whole.yaml", "tests/data/whole.yaml"};
	Msgs msgs = {0};
	Corpus *corpus = load_paths(paths, 2, NULL, &msgs);

	cr_assert_eq(corpus->volumes.n, 1u);
	cr_assert_eq(corpus->measures.n, 1u);
	cr_assert_eq(msgs.list.at[0].id, MSG_volume_twice);
	corpus_free(corpus);
	msg_free(&msgs);
}

Test(load, standard_input_holds_a_corpus_too)
{
	const char *paths[] = {"-"};
	Msgs msgs = {0};
	Corpus *corpus;
	int fd = open("tests/data/whole.yaml", O_RDONLY);

	cr_assert_eq(dup2(fd, STDIN_FILENO), STDIN_FILENO);
	corpus = load_paths(paths, 1, NULL, &msgs);
	cr_assert_not_null(corpus);
	cr_assert(str_eq(corpus->volumes.at[0].path, STR("-")));
	close(fd);
	corpus_free(corpus);
	msg_free(&msgs);
}
