#include "../../core/load.h"
#include "../../core/shape.h"
#include "sample.h"

#include <criterion/criterion.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char *nearest(const Shape *shape, const char *key)
{
	const Field *field = shape_nearest(shape, str_of(key));

	return field ? field->name : "-";
}

Test(shape, fields_are_found_with_any_hint_and_nothing_else_is)
{
	for (size_t i = 0; i < SHAPE_CORPUS.n; i++)
		for (size_t hint = 0; hint <= SHAPE_CORPUS.n; hint++)
			cr_assert_eq(shape_field(&SHAPE_CORPUS, str_of(SHAPE_CORPUS.fields[i].name), hint),
				&SHAPE_CORPUS.fields[i]);
	cr_assert_null(shape_field(&SHAPE_CORPUS, STR("titel"), 0));
	cr_assert_null(shape_field(&SHAPE_CORPUS, STR(""), 0));
	cr_assert_null(shape_field(&SHAPE_CORPUS, STR("titles"), 2));
}

Test(shape, the_nearest_key_is_one_or_two_slips_away)
{
	cr_assert_str_eq(nearest(&SHAPE_CORPUS, "tilte"), "title");
	cr_assert_str_eq(nearest(&SHAPE_CORPUS, "speches"), "speeches");
	cr_assert_str_eq(nearest(&SHAPE_CORPUS, "provincse"), "provinces");
	cr_assert_str_eq(nearest(&SHAPE_CORPUS, "termss"), "terms");
	cr_assert_str_eq(nearest(&SHAPE_TEXT, "zn"), "zh");
	cr_assert_str_eq(nearest(&SHAPE_TEXT, "fr"), "-");
	cr_assert_str_eq(nearest(&SHAPE_CORPUS, "wholly_other"), "-");
	cr_assert_str_eq(nearest(&SHAPE_CORPUS, "a key that is much longer than any of ours"), "-");
	cr_assert_str_eq(nearest(&SHAPE_CORPUS, ""), "-");
}

Test(shape, whole_numbers_have_no_sign_and_fit)
{
	uint32_t value;

	cr_assert(shape_uint(STR("6798"), &value) && value == 6798);
	cr_assert(shape_uint(STR("0"), &value) && value == 0);
	cr_assert(shape_uint(STR("4294967294"), &value));
	cr_assert_not(shape_uint(STR("4294967295"), &value));
	cr_assert_not(shape_uint(STR("99999999999999999999999999"), &value));
	cr_assert_not(shape_uint(STR("-1"), &value));
	cr_assert_not(shape_uint(STR(""), &value));
	cr_assert_not(shape_uint(STR("1,000"), &value));
}

Test(shape, repeated_texts_are_kept_once)
{
	Corpus corpus = {0};
	Loading loading = {.corpus = &corpus, .interned = mem_zeroed(SHAPE_INTERNED, sizeof(Str))};
	Str a = shape_keep(&loading, STR("接诉即办"), true), b = shape_keep(&loading, STR("接诉即办"), true);
	Str c = shape_keep(&loading, STR("接诉即办"), false);

	cr_assert_eq(a.s, b.s);
	cr_assert_neq(a.s, c.s);
	cr_assert(str_eq(a, c));
	cr_assert_eq(shape_keep(&loading, STR(""), true).n, 0u);
	free(loading.interned);
	mem_arena_free(&corpus.arena);
}

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

/* Lines of the flattened schema that begin with `prefix` and whose next step differs from the one before: the
   properties. */
static size_t properties(const Buf *flat, const char *prefix)
{
	Str rest = buf_str(flat), line, last = {0};
	size_t n = 0;

	while (str_split(&rest, '\n', &line)) {
		Str name = str_sub(line, strlen(prefix), line.n);

		if (!str_starts(line, str_of(prefix)) || !str_split(&name, '/', &line) || str_eq(line, last))
			continue;
		last = line;
		n++;
	}
	return n;
}

static bool has_prefix_line(const Buf *flat, const char *prefix)
{
	Str rest = buf_str(flat), line;

	while (str_split(&rest, '\n', &line))
		if (str_starts(line, str_of(prefix)))
			return true;
	return false;
}

static void same_keys(const Shape *shape, const Buf *flat)
{
	char path[200];
	size_t required = 0, listed = 0;

	for (size_t i = 0; i < shape->n; i++) {
		snprintf(path, sizeof path, "/$defs/%s/properties/%s/", shape->name, shape->fields[i].name);
		cr_assert(has_prefix_line(flat, path), "the schema has no %s", path);
		required += shape->fields[i].required;
		if (shape->fields[i].shape)
			same_keys(shape->fields[i].shape, flat);
		cr_assert_leq(shape->n, SHAPE_FIELDS);
		for (size_t j = 0; j < shape->n && shape->fields[i].required; j++) {
			snprintf(path, sizeof path, "/$defs/%s/required/%zu=%s", shape->name, j, shape->fields[i].name);
			listed += sample_has(flat, path);
		}
	}
	cr_assert_eq(listed, required, "required keys of %s", shape->name);
	snprintf(path, sizeof path, "/$defs/%s/properties/", shape->name);
	cr_assert_eq(properties(flat, path), shape->n, "the schema has other keys in %s", shape->name);
}

Test(shape, the_json_schema_has_the_same_keys_and_requires_the_same)
{
	Buf json = {0}, flat = {0};

	read_all("content/corpus.schema.json", &json);
	cr_assert_eq(sample_json(buf_str(&json), &flat), -1);
	same_keys(&SHAPE_CORPUS, &flat);
	same_keys(&SHAPE_PART, &flat);
	same_keys(&SHAPE_TEXT, &flat);
	buf_free(&json);
	buf_free(&flat);
}

Test(shape, what_an_import_left_behind_is_read)
{
	Msgs msgs = {0};
	Corpus *c = load_memory(STR("schema: 1\nid: a\ntitle: t\nsource: {file: source.txt}\n"
		"terms: [{name: x, proposed: true}]\n"
		"speeches: [{id: s, province: beijing, speaker: a, title: t, speaker_span: [3, 4], proposed: [province], "
		"sections: [{heading: h, found: {by: form, sure: 60}, measures: [{label: l, text: t, "
		"found: {by: word, sure: 95}, proposed: [label, figures]}]}]}]\n...\n"), STR("i.yaml"), NULL, &msgs);

	cr_assert(c && !msgs.list.n);
	cr_assert(str_eq(c->volumes.at[0].source_file.s, STR("source.txt")));
	cr_assert(c->terms.at[0].proposed);
	cr_assert_eq(c->speeches.at[0].found.proposed, PROPOSED_PROVINCE);
	cr_assert_eq(c->speeches.at[0].speaker_span.to, 4);
	cr_assert_eq(c->sections.at[0].found.by, FOUND_BY_FORM);
	cr_assert_eq(c->sections.at[0].found.sure, 60);
	cr_assert_eq(c->measures.at[0].found.by, FOUND_BY_WORD);
	cr_assert_eq(c->measures.at[0].found.proposed, (unsigned)(PROPOSED_LABEL | PROPOSED_FIGURES));
	corpus_free(c);
	msg_free(&msgs);
}

Test(shape, a_proposal_of_an_unknown_key_is_told)
{
	Msgs msgs = {0};
	Corpus *c = load_memory(STR("schema: 1\nid: a\ntitle: t\n"
		"speeches: [{id: s, province: beijing, speaker: a, title: t, "
		"sections: [], proposed: [titel]}]\n...\n"), STR("i.yaml"), NULL, &msgs);

	cr_assert(c && msgs.list.n == 1 && msgs.list.at[0].id == MSG_value_choice);
	corpus_free(c);
	msg_free(&msgs);
}

Test(shape, ways_of_finding_have_names_in_both_languages)
{
	for (int by = 0; by < FOUND_BY_COUNT; by++)
		cr_assert(corpus_found_id((FoundBy)by).n && corpus_found_name((FoundBy)by, LANG_ZH).n &&
			corpus_found_name((FoundBy)by, LANG_EN).n);
	cr_assert_eq(corpus_found_id(FOUND_BY_COUNT).n, 0);
	cr_assert_eq(corpus_proposed_id(8).n, 0);
}
