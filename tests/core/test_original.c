#include "../../core/load.h"
#include "../../core/original.h"
#include "../../core/original_align.h"
#include "../../core/original_chain.h"
#include "../../core/utf8.h"
#include "copies.h"
#include "sample.h"

#include <criterion/criterion.h>
#include <glob.h>
#include <stdio.h>
#include <string.h>

#define CORPUS "tests/data/original"

/* The invented corpus and its source. */
typedef struct Case {
	Corpus *corpus;
	Msgs msgs;
	Buf source, bare;
} Case;

static void slurp(const char *path, Buf *out)
{
	FILE *file = fopen(path, "r");

	cr_assert(file, "%s cannot be read", path);
	for (int c; (c = fgetc(file)) != EOF;)
		buf_add_char(out, (char)c);
	fclose(file);
}

static Case open_case(void)
{
	Case c = {0};
	const char *path = CORPUS;

	c.corpus = load_paths(&path, 1, NULL, &c.msgs);
	cr_assert(c.corpus && !c.msgs.list.n);
	slurp(CORPUS "/source.txt", &c.source);
	copies_bare(buf_str(&c.source), &c.bare);
	return c;
}

static void close_case(Case *c)
{
	corpus_free(c->corpus);
	msg_free(&c->msgs);
	buf_free(&c->source);
	buf_free(&c->bare);
}

static Original read_text(Case *c, Str text)
{
	Original original = {0};

	original_read(&original, c->corpus, 0, text, STR("copy.txt"), &c->msgs);
	return original;
}

static OriginalFit fit_of(Case *c, Str text, uint32_t *percent)
{
	Original original = read_text(c, text);
	OriginalFit fit = original.fit;

	*percent = original.percent;
	original_free(&original);
	return fit;
}

static Span whole(const Case *c)
{
	return (Span){0, (uint32_t)utf8_count(buf_str(&c->bare))};
}

Test(original, the_text_itself_fits_to_the_character)
{
	Case c = open_case();
	Original original = read_text(&c, buf_str(&c.source));
	Unit unit = corpus_unit(c.corpus, STR("sichuan.1.2"));
	const Measure *measure = &c.corpus->measures.at[unit.index];

	cr_assert_eq(original.fit, ORIGINAL_EXACT);
	cr_assert_eq(original.percent, 100);
	cr_assert_eq(original.gaps.n, 0);
	cr_assert_eq(corpus_original(c.corpus, unit).n, 0, "nothing is there before it is attached");
	original_attach(c.corpus, 0, &original, true);
	Str words = corpus_original(c.corpus, unit);
	cr_assert(str_eq(words, STR("另一方面,当场办不了的,写在“盖碗条”上,三天之内给回话,已经回了近9000条。")), "%.*s", (int)words.n,
		words.s);
	Span figure = c.corpus->originals->figures[measure->body.figures.first + 1];
	cr_assert(str_eq(str_sub(words, figure.from, figure.to), STR("近9000条")));
	original_free(&original);
	close_case(&c);
}

Test(original, a_unit_of_several_parts_has_a_paragraph_each)
{
	Case c = open_case();
	Original original = read_text(&c, buf_str(&c.source));

	original_attach(c.corpus, 0, &original, true);
	Str speech = corpus_original(c.corpus, corpus_unit(c.corpus, STR("sichuan")));
	cr_assert(str_starts(speech, STR("跟着人走 把服务送到茶馆里\n四川省委组织部\n四川人爱坐茶馆")), "%.*s", (int)speech.n, speech.s);
	Str section = corpus_original(c.corpus, corpus_unit(c.corpus, STR("jiangsu.1")));
	cr_assert(str_starts(section, STR("一、先把人聚起来,楼道里有了主心骨。\n人聚不起来")), "%.*s", (int)section.n, section.s);
	const Section *first = &c.corpus->sections.at[0];
	Span figure = c.corpus->originals->figures[first->intro.figures.first];
	cr_assert(str_eq(str_sub(section, figure.from, figure.to), STR("1次")), "a figure behind the heading");
	original_free(&original);
	close_case(&c);
}

Test(original, a_line_that_ends_inside_a_sentence_ends_no_paragraph)
{
	Case c = open_case();
	Buf copy = {0};
	Str source = buf_str(&c.source);
	ptrdiff_t at = str_find(source, STR("二是走下去。联络员说的事"), 0);

	cr_assert(at > 0);
	at += (ptrdiff_t)STR("二是走下去。联络员").n;
	buf_add(&copy, str_sub(source, 0, (size_t)at));
	buf_add(&copy, STR("\n\n"));
	buf_add(&copy, str_sub(source, (size_t)at, source.n));
	Original original = read_text(&c, buf_str(&copy));
	cr_assert_eq(original.fit, ORIGINAL_EXACT);
	original_attach(c.corpus, 0, &original, true);
	Str words = corpus_original(c.corpus, corpus_unit(c.corpus, STR("sichuan.2.2")));
	cr_assert(str_starts(words, STR("二是走下去。联络员说的事,")), "%.*s", (int)words.n, words.s);
	original_free(&original);
	buf_free(&copy);
	close_case(&c);
}

Test(original, other_wraps_punctuation_and_lines_around_it_make_no_difference)
{
	static const unsigned CHANGES[] = {0, COPY_FULL, COPY_HEAD, COPY_FULL | COPY_HEAD | COPY_PAGES};
	Case c = open_case();
	uint32_t percent;

	for (size_t i = 0; i < sizeof CHANGES / sizeof *CHANGES; i++)
		for (uint32_t seed = 0; seed < 4; seed++) {
			Buf copy = {0};

			copies_make(buf_str(&c.bare), whole(&c), (Span){0}, CHANGES[i], seed, &copy);
			cr_assert_eq(fit_of(&c, buf_str(&copy), &percent), ORIGINAL_EXACT, "changes %u, seed %u", CHANGES[i], seed);
			buf_free(&copy);
		}
	close_case(&c);
}

Test(original, straight_and_corner_quotation_marks_are_the_same_text)
{
	Case c = open_case();
	Str bare = buf_str(&c.bare);
	Buf straight = {0}, corners = {0};
	uint32_t percent, cp;

	for (size_t i = 0, n; i < bare.n; i += n) {
		n = utf8_decode(bare.s + i, bare.n - i, &cp);
		buf_add_codepoint(&straight, cp == 0x201C || cp == 0x201D ? '"' : cp);
		buf_add_codepoint(&corners, cp == 0x201C ? 0x300C : cp == 0x201D ? 0x300D : cp);
	}
	cr_assert_eq(fit_of(&c, buf_str(&straight), &percent), ORIGINAL_EXACT);
	cr_assert_eq(fit_of(&c, buf_str(&corners), &percent), ORIGINAL_EXACT);
	buf_free(&straight);
	buf_free(&corners);
	close_case(&c);
}

/* How many of the places are right in copies that are changed in this way, per cent. */
static uint32_t right_of(Case *c, unsigned change, uint32_t copies)
{
	uint32_t all = 0, right = 0;

	for (uint32_t seed = 0; seed < copies; seed++) {
		Buf copy = {0};

		copies_make(buf_str(&c->bare), whole(c), (Span){0}, change, seed, &copy);
		Original original = read_text(c, buf_str(&copy));
		cr_assert(original.fit > ORIGINAL_OTHER, "seed %u", seed);
		cr_assert_geq(original.percent, 90);
		copies_score(c->corpus, &original, buf_str(&c->bare), &all, &right);
		original_free(&original);
		buf_free(&copy);
	}
	return all ? right * 100 / all : 0;
}

Test(original, a_copy_with_debris_inside_is_aligned)
{
	Case c = open_case();

	cr_assert_geq(right_of(&c, COPY_MIXED | COPY_HEAD, 6), 100);
	uint32_t right = right_of(&c, COPY_MIXED | COPY_INLINE, 12);

	cr_assert_geq(right, 90, "%u %% of the places are right", right);
	close_case(&c);
}

Test(original, a_missing_speech_is_a_gap_and_the_other_is_there)
{
	Case c = open_case();
	Buf copy = {0};
	uint32_t second = c.corpus->speeches.at[1].title_span.from;

	copies_make(buf_str(&c.bare), (Span){second, whole(&c).to}, (Span){0}, COPY_MIXED, 1, &copy);
	Original original = read_text(&c, buf_str(&copy));
	cr_assert_eq(original.fit, ORIGINAL_ALIGNED);
	cr_assert(original.percent > 30 && original.percent < 60, "%u", original.percent);
	original_attach(c.corpus, 0, &original, true);
	cr_assert_eq(corpus_original(c.corpus, corpus_unit(c.corpus, STR("jiangsu.1.1"))).n, 0);
	Str there = corpus_original(c.corpus, corpus_unit(c.corpus, STR("sichuan.2.1")));
	cr_assert(str_starts(there, STR("一是请进来。")) && str_ends(there, STR("记一笔。")), "%.*s", (int)there.n, there.s);
	cr_assert_eq(c.corpus->originals->volumes[0].gaps, original.gaps.n);
	cr_assert_eq(original.gaps.n, 7, "%zu", original.gaps.n);
	original_free(&original);
	buf_free(&copy);
	close_case(&c);
}

Test(original, a_text_that_breaks_off_is_there_as_far_as_it_goes)
{
	Case c = open_case();
	uint32_t end = c.corpus->measures.at[3].body.span.to, percent;
	Buf copy = {0};

	copies_make(buf_str(&c.bare), (Span){0, end}, (Span){0}, COPY_MIXED, 2, &copy);
	Original original = read_text(&c, buf_str(&copy));
	cr_assert_eq(original.fit, ORIGINAL_ALIGNED);
	original_attach(c.corpus, 0, &original, true);
	Str last = corpus_original(c.corpus, (Unit){UNIT_MEASURE, 3});
	cr_assert(str_ends(last, STR("要重新推举。")), "%.*s", (int)last.n, last.s);
	cr_assert_eq(corpus_original(c.corpus, (Unit){UNIT_MEASURE, 4}).n, 0);
	original_free(&original);
	/* Wherever it is cut: an answer. */
	for (size_t n = 0; n < copy.n; n += 7)
		fit_of(&c, str_sub(buf_str(&copy), 0, n), &percent);
	buf_free(&copy);
	close_case(&c);
}

Test(original, other_titles_are_no_reason_to_refuse)
{
	Case c = open_case();
	Buf copy = {0};
	Span title = c.corpus->speeches.at[1].title_span;

	copies_make(buf_str(&c.bare), whole(&c), (Span){title.from, title.to - 7}, COPY_MIXED, 3, &copy);
	Original original = read_text(&c, buf_str(&copy));
	cr_assert_eq(original.fit, ORIGINAL_ALIGNED);
	original_attach(c.corpus, 0, &original, true);
	for (uint32_t i = 0; i < c.corpus->measures.n; i++)
		cr_assert(corpus_original(c.corpus, (Unit){UNIT_MEASURE, i}).n > 0, "%u", i);
	original_free(&original);
	buf_free(&copy);
	close_case(&c);
}

Test(original, other_texts_are_refused)
{
	static const char *const TEXTS[] = {
		"", "\n", "四川省委组织部", "今年以来,全省36个街道推选楼长,每月10日开会,办结98.5%。楼里的事有人管,住户打分三次。",
		"江苏省委组织部\n在36个街道、4.8万名、六成、1.2万件。\n四川省委组织部\n21项、三天、5名、30件。",
		"\xFF\xFE\x00\xD8 \x80\x80", "<html><body><p>别的发言</p></body></html>",
	};
	Case c = open_case();
	uint32_t percent;
	Buf other = {0};

	for (size_t i = 0; i < sizeof TEXTS / sizeof *TEXTS; i++)
		cr_assert(fit_of(&c, str_of(TEXTS[i]), &percent) <= ORIGINAL_OTHER, "%zu", i);
	slurp("content/2022-urban-party-building/zhejiang.yaml", &other);
	cr_assert(fit_of(&c, buf_str(&other), &percent) <= ORIGINAL_OTHER);
	buf_free(&other);
	close_case(&c);
}

Test(original, random_bytes_get_an_answer)
{
	Case c = open_case();
	uint32_t seed = 5, percent;

	for (int round = 0; round < 60; round++) {
		Buf noise = {0};

		buf_add(&noise, round % 2 ? buf_str(&c.source) : (Str){0});
		for (int i = 0; i < 400; i++) {
			seed = seed * 1664525u + 1013904223u;
			if (round % 2)
				noise.s[seed % noise.n] = (char)(seed >> 24);
			else
				buf_add_char(&noise, (char)(seed >> 24));
		}
		fit_of(&c, buf_str(&noise), &percent);
		buf_free(&noise);
	}
	close_case(&c);
}

Test(original, spans_that_lead_nowhere_do_no_harm)
{
	Case c = open_case();

	for (size_t i = 0; i < c.corpus->measures.n; i++)
		c.corpus->measures.at[i].body.span = (Span){UINT32_MAX - 5 * (uint32_t)i, UINT32_MAX};
	c.corpus->figures.at[0].span = (Span){UINT32_MAX - 1, UINT32_MAX};
	Original original = read_text(&c, buf_str(&c.source));
	original_attach(c.corpus, 0, &original, true);
	cr_assert_eq(corpus_original(c.corpus, (Unit){UNIT_MEASURE, 0}).n, 0);
	original_free(&original);
	Buf copy = {0};
	copies_make(buf_str(&c.bare), whole(&c), (Span){0}, COPY_MIXED, 3, &copy);
	original = read_text(&c, buf_str(&copy));
	original_free(&original);
	buf_free(&copy);
	close_case(&c);
}

/* The bundled corpus and the document that it restates, where somebody has that. */
static bool open_bundled(Case *c)
{
	glob_t found;

	if (glob("../shared/source/*.txt", 0, NULL, &found)) {
		cr_skip_test("no ../shared/source: the document that the bundled corpus restates is not here");
		return false;
	}
	*c = (Case){.corpus = sample_bundled()};
	slurp(found.gl_pathv[0], &c->source);
	Original original = read_text(c, buf_str(&c->source));
	cr_assert_eq(original.fit, ORIGINAL_EXACT);
	buf_add(&c->bare, buf_str(&original.text.bare));
	original_attach(c->corpus, 0, &original, true);
	original_free(&original);
	globfree(&found);
	return true;
}

Test(original, the_bundled_corpus_knows_its_document)
{
	Case c;

	if (!open_bundled(&c))
		return;
	for (size_t i = 0; i < c.corpus->figures.n; i++) {
		const Figure *figure = &c.corpus->figures.at[i];
		Span at = c.corpus->originals->figures[i];
		Str words = str_sub(corpus_original(c.corpus, figure->owner), at.from, at.to);

		cr_assert(str_eq(words, figure->written.s), "%.*s", (int)words.n, words.s);
	}
	for (uint32_t i = 0; i < c.corpus->measures.n; i++)
		cr_assert_geq(utf8_count(corpus_original(c.corpus, (Unit){UNIT_MEASURE, i})), 40);
	close_case(&c);
}

Test(original, the_bundled_corpus_is_aligned_with_copies)
{
	static const struct { unsigned change; uint32_t least; } ROWS[] = {
		{COPY_FULL | COPY_HEAD | COPY_PAGES, 100}, {COPY_MIXED | COPY_HEAD | COPY_PAGES, 100},
		{COPY_MIXED | COPY_INLINE | COPY_PAGES, 97}, {COPY_MIXED | COPY_INLINE | COPY_DROP, 93},
	};
	Case c;

	if (!open_bundled(&c))
		return;
	for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
		uint32_t right = right_of(&c, ROWS[i].change, 8);

		cr_assert_geq(right, ROWS[i].least, "changes %u: %u %% of the places are right", ROWS[i].change, right);
	}
	close_case(&c);
}
