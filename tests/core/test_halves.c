#include "../../core/halves.h"
#include "../../core/load.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

TestSuite(halves, .timeout = 120);


#define HEAD "schema: 1\nid: made\ntitle: {zh: 合成, en: Made}\nthemes:\n  - id: grid\n    name: {zh: 网格, en: Grid}\n" \
	"terms:\n  - name: 红色管家\n    en: red steward\n"

/* A corpus of `n` speeches in one file, long enough texts to have folded lines. */
static Buf made(int n, const char *newline)
{
	Buf out = {0}, lines = {0};
	Str rest, line;

	buf_add(&lines, STR(HEAD "speeches:\n"));
	for (int i = 0; i < n; i++) {
		buf_add(&lines, STR("  - id: s"));
		buf_add_int(&lines, i);
		buf_add(&lines, STR("\n    province: beijing\n    speaker: {zh: 部, en: Department}\n"
			"    title: {zh: 题目, en: Title}\n    sections:\n      - heading: {zh: 一, en: One}\n"
			"        measures:\n          - label: {zh: 网格, en: Grid}\n            themes: [grid]\n"
			"            text:\n              zh: >-\n                网格员第"));
		buf_add_int(&lines, i);
		buf_add(&lines, STR("次巡查，\n                由红色管家跟进。\n              en: \"Grid\n"
			"                officers\"\n            terms: [红色管家]\n            figures:\n"
			"              - {written: 约12名, kind: quantity, value: 12, approx: about, unit: {zh: 名, en: people}}\n"));
	}
	buf_add(&lines, STR("...\n"));
	for (rest = buf_str(&lines); str_split(&rest, '\n', &line);) {
		buf_add(&out, line);
		if (rest.s)
			buf_add(&out, str_of(newline));
	}
	buf_free(&lines);
	return out;
}

static void say_scalar(Buf *out, Scalar scalar)
{
	buf_add(out, scalar.s);
	buf_add_char(out, '@');
	buf_add_int(out, scalar.pos.line);
	buf_add_char(out, ':');
	buf_add_int(out, scalar.pos.col);
	buf_add_char(out, ' ');
}

static void say_measure(Buf *out, const Corpus *corpus, uint32_t index)
{
	const Measure *m = &corpus->measures.at[index];

	corpus_add_address(corpus, (Unit){UNIT_MEASURE, index}, out);
	say_scalar(out, m->label.zh);
	say_scalar(out, m->body.text.zh);
	say_scalar(out, m->body.text.en);
	for (uint32_t i = 0; i < m->themes.n; i++)
		buf_add_int(out, corpus->theme_refs.at[m->themes.first + i].theme);
	for (uint32_t i = 0; i < m->body.terms.n; i++)
		buf_add_int(out, corpus->term_refs.at[m->body.terms.first + i].term);
	for (uint32_t i = 0; i < m->body.figures.n; i++) {
		const Figure *figure = &corpus->figures.at[m->body.figures.first + i];

		say_scalar(out, figure->written);
		say_scalar(out, figure->unit.en);
		buf_add_int(out, figure->owner.index);
	}
	buf_add_char(out, '\n');
}

/* Everything a reader could notice of a load, messages too. */
static Buf told(Str yaml, size_t halves)
{
	DocumentLimits limits = DOCUMENT_LIMITS;
	Msgs msgs = {0};
	Buf out = {0};
	Corpus *corpus;

	limits.halves = halves;
	corpus = load_memory(yaml, STR("made.yaml"), &limits, &msgs);
	for (uint32_t i = 0; corpus && i < corpus->measures.n; i++)
		say_measure(&out, corpus, i);
	for (uint32_t i = 0; corpus && i < corpus->terms.n; i++)
		buf_add_int(&out, corpus->terms.at[i].units.n);
	for (size_t i = 0; i < msgs.list.n; i++) {
		msg_line(&out, &msgs, &msgs.list.at[i], LANG_EN);
		buf_add_char(&out, '\n');
	}
	buf_add_int(&out, (long long)(msgs.count[0] + 1000 * msgs.count[1] + 1000000 * msgs.count[2] + msgs.dropped));
	corpus_free(corpus);
	msg_free(&msgs);
	return out;
}

static void same_both_ways(Str yaml, const char *what)
{
	Buf once = told(yaml, SIZE_MAX), halves = told(yaml, 1);

	cr_assert_str_eq(buf_cstr(&halves), buf_cstr(&once), "%s", what);
	buf_free(&once);
	buf_free(&halves);
}

/* Whether the file is read in halves, not in one go. */
static bool fits(Str yaml)
{
	Msgs msgs = {0};
	Corpus corpus = {0};
	Loading loading = {.corpus = &corpus, .msgs = &msgs, .interned = mem_zeroed(SHAPE_INTERNED, sizeof(Str))};
	Document document = {
		.loading = &loading, .fd = -1, .memory = yaml, .shape = &SHAPE_CORPUS, .limits = &DOCUMENT_LIMITS,
	};
	Volume volume = {0};
	size_t speeches;
	bool read;

	MEM_PUSH(&corpus.volumes, volume);
	read = halves_read(&document, yaml.n);
	speeches = corpus.speeches.n;
	cr_assert(read ? speeches > 0 : speeches == 0, "nothing stays of what was tried in vain");
	free(loading.interned);
	free(loading.parts.at);
	msg_free(&msgs);
	corpus_take_back(&corpus, &(CorpusCounts){0});
	free(corpus.volumes.at), free(corpus.themes.at), free(corpus.terms.at), free(corpus.speeches.at);
	free(corpus.sections.at), free(corpus.measures.at), free(corpus.figures.at);
	free(corpus.theme_refs.at), free(corpus.term_refs.at);
	mem_arena_free(&corpus.arena);
	return read;
}

Test(halves, two_halves_are_the_whole)
{
	static const char *const NEWLINES[] = {"\n", "\r\n"};

	for (int n = 2; n < 12; n++)
		for (size_t i = 0; i < 2; i++) {
			Buf yaml = made(n, NEWLINES[i]);

			cr_expect(fits(buf_str(&yaml)), "%d speeches", n);
			same_both_ways(buf_str(&yaml), "whole");
			buf_free(&yaml);
		}
}

/* Any line of the file made bad in turn: what is said, and where, does not depend on how it was read. */
static void spoil_each_line(const char *bad)
{
	Buf yaml = made(5, "\n"), spoiled = {0};
	Str all = buf_str(&yaml);

	for (size_t at = 0; at < all.n;) {
		size_t end = (size_t)((const char *)memchr(all.s + at, '\n', all.n - at) - all.s) + 1;

		buf_clear(&spoiled);
		buf_add(&spoiled, str_sub(all, 0, at));
		buf_add(&spoiled, str_of(bad));
		buf_add(&spoiled, str_sub(all, end, all.n));
		same_both_ways(buf_str(&spoiled), bad);
		at = end;
	}
	buf_free(&yaml);
	buf_free(&spoiled);
}

Test(halves, what_is_wrong_with_a_file_is_told_in_the_same_words)
{
	static const char *const BAD[] = {
		"    sectoins: x\n", "  - \"\n", "  - {\n", "speeches:\n", "themes:\n", "\n", "...\n", "---\n", "  - id: s1\n",
		"            text: |\n", "  - >\n", "\t- x\n", "      - heading: [\n", "  # remark\n", "%TAG ! x\n", "  - *a\n",
		"\xE2\x80\xA8", "      bad\x01" "byte: 1\n", "  - \xFF\n",
	};

	for (size_t i = 0; i < sizeof BAD / sizeof *BAD; i++)
		spoil_each_line(BAD[i]);
}

/* A text in quotation marks may hold lines that look like the beginning of a speech. */
Test(halves, lines_that_only_look_like_speeches_split_nothing)
{
	Buf yaml = {0};

	buf_add(&yaml, STR(HEAD "about: \"\n"));
	buf_add_repeat(&yaml, STR("  - id: x\n"), 200);
	buf_add(&yaml, STR("  \"\nspeeches: []\n...\n"));
	cr_expect_not(fits(buf_str(&yaml)));
	same_both_ways(buf_str(&yaml), "quoted");
	buf_free(&yaml);
}

Test(halves, other_lists_and_keys_behind_the_speeches_are_read_in_one_go)
{
	Buf yaml = made(6, "\n"), more = {0};

	buf_add(&more, str_sub(buf_str(&yaml), 0, yaml.n - strlen("...\n")));
	buf_add(&more, STR("about: {zh: 后面, en: behind}\n...\n"));
	cr_expect_not(fits(buf_str(&more)));
	same_both_ways(buf_str(&more), "a key behind");
	buf_clear(&more);
	buf_add(&more, STR("schema: 1\nid: x\ntitle: y\nthemes:\n"));
	buf_add_repeat(&more, STR("  - id: a\n    name: b\n"), 50);
	buf_add(&more, STR("...\n"));
	cr_expect_not(fits(buf_str(&more)));
	same_both_ways(buf_str(&more), "themes");
	buf_free(&yaml);
	buf_free(&more);
}

Test(halves, a_file_cut_anywhere_is_told_as_ever)
{
	Buf yaml = made(4, "\n");

	for (size_t n = 0; n < yaml.n; n += 3)
		same_both_ways(str_sub(buf_str(&yaml), 0, n), "cut");
	buf_free(&yaml);
}
