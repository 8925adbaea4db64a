#include "../../core/check.h"
#include "../../core/import_source.h"
#include "../../core/load.h"
#include "../../core/utf8.h"
#include "../import/score.h"

#include <criterion/criterion.h>
#include <glob.h>
#include <stdlib.h>
#include <string.h>

static void add_bare(Buf *out, Str text)
{
	for (size_t i = 0; i < text.n; i++)
		if (!strchr(" \t\r\n", text.s[i]) && !str_starts(str_sub(text, i, i + 3), STR("　")))
			buf_add_char(out, text.s[i]);
		else if (text.s[i] == '\xE3')
			i += 2;
}

/* Characters that import may set in another width. */
static bool is_mark(uint32_t cp)
{
	return strchr(",;:?!.()\"", (int)(cp < 0x80 ? cp : 'x')) || cp == 0xFF0C || cp == 0xFF1B || cp == 0xFF1A ||
		cp == 0xFF1F || cp == 0xFF01 || cp == 0x3002 || cp == 0xFF08 || cp == 0xFF09 || cp == 0x201C ||
		cp == 0x201D;
}

/* Whether what the YAML says is what the source says from some place on to the end of the span, but for the width of
   punctuation and a final stop; *before gets what stands in front: a number, brackets. */
static bool is_restated(Str source, Str text, Str *before)
{
	Buf a = {0}, b = {0};
	bool same = false;

	add_bare(&a, source);
	add_bare(&b, text);
	for (size_t start = 0; start < a.n && !same; start++) {
		size_t i = start, j = 0;
		uint32_t p = 0, q = 0;

		while (i < a.n && j < b.n) {
			size_t n = utf8_decode(a.s + i, a.n - i, &p), m = utf8_decode(b.s + j, b.n - j, &q);

			if (p != q && !(is_mark(p) && is_mark(q)))
				break;
			i += n;
			j += m;
		}
		/* Headings leave their stop, speakers their bracket or colon behind. */
		same = j == b.n && a.n - i <= 3;
		*before = str_sub(source, 0, start);
	}
	buf_free(&a);
	buf_free(&b);
	return same;
}

static void holds(const ImportSource *source, Span span, Str text, size_t most, const char *path)
{
	Str words = import_source_words(source, span), before = {0};

	if (span.from == span.to)
		return;
	cr_assert(is_restated(words, text, &before), "%s: “%.*s” is not what is in %.*s", path, (int)text.n, text.s,
		(int)words.n, words.s);
	cr_assert_leq(before.n, most, "%s: “%.*s” stands before “%.*s”", path, (int)before.n, before.s, (int)text.n,
		text.s);
}

static void hold_units(const Corpus *c, const ImportSource *source, const char *path)
{
	for (size_t i = 0; i < c->speeches.n; i++) {
		const Speech *s = &c->speeches.at[i];
		bool turn = str_eq(s->title.zh.s, s->speaker.zh.s);

		holds(source, s->lead.span, s->lead.text.zh.s, 0, path);
		if (s->speaker_span.from < s->speaker_span.to)
			holds(source, s->speaker_span, s->speaker.zh.s, 18, path); /* 作者单位： */
		else if (!turn && s->title_span.from < s->title_span.to)
			cr_assert(str_find(import_source_words(source, s->title_span), s->speaker.zh.s, 0) >= 0, "%s", path);
	}
	for (size_t i = 0; i < c->sections.n; i++) {
		holds(source, c->sections.at[i].heading_span, c->sections.at[i].heading.zh.s, 18, path);
		holds(source, c->sections.at[i].intro.span, c->sections.at[i].intro.text.zh.s, 0, path);
	}
	for (size_t i = 0; i < c->measures.n; i++)
		holds(source, c->measures.at[i].body.span, c->measures.at[i].body.text.zh.s, 18, path);
	for (size_t i = 0; i < c->figures.n; i++) {
		Buf words = {0};

		add_bare(&words, import_source_words(source, c->figures.at[i].span));
		cr_assert(str_eq(buf_str(&words), c->figures.at[i].written.s), "%s: %s", path, buf_cstr(&words));
		buf_free(&words);
	}
}

/* The input's characters are those of the source, but for the lines that the log says were dropped, in order. */
static void account_for(const char *path, const Import *import, Str source)
{
	Buf bytes = score_file(path), all = {0}, rest = {0}, line = {0};
	Msgs msgs = {0};
	ImportLog log = {0};
	uint32_t number = 0;
	Str text, one;

	import_read_decode(buf_str(&bytes), &all, &log, &msgs, (Pos){0});
	text = buf_str(&all);
	while (str_split(&text, '\n', &one)) {
		bool dropped = false;

		number++;
		for (size_t i = 0; i < import->log.notes.n; i++)
			dropped = dropped || (import->log.notes.at[i].line == number &&
				import->log.notes.at[i].act <= IMPORT_TITLE);
		if (!dropped)
			add_bare(&rest, one);
	}
	cr_assert(str_eq(buf_str(&rest), source), "%s: characters went astray", path);
	buf_free(&bytes);
	buf_free(&all);
	buf_free(&rest);
	buf_free(&line);
	msg_free(&msgs);
	import_text_log_free(&log);
}

/* Import, YAML, load: the spans of what was loaded give the source back, to the character. */
static void round_trip(const char *path, size_t *between)
{
	Import import = {0};
	ImportFiles files = {0};
	Buf together = {0};
	ImportPieces pieces = {0};
	ImportSource source;
	Corpus *c;

	cr_assert(score_import(path, &(ImportOptions){0}, &import), "%s", path);
	import_write(&import, &(ImportOptions){0}, &files);
	c = score_load(&files, true);
	cr_assert(c, "%s", path);
	for (size_t i = 0; i < files.n; i++)
		if (str_eq(files.at[i].name, STR("source.txt")))
			import_source_open(buf_str(&files.at[i].text), &source);
	cr_assert(import_source_fits(&source, &c->volumes.at[0]), "%s", path);
	cr_assert_eq(source.characters, c->volumes.at[0].source_characters);
	cr_assert(str_eq(buf_str(&source.bare), buf_str(&import.text.bare)), "%s", path);
	import_source_pieces(c, 0, &source, &pieces);
	for (size_t i = 0; i < pieces.n; i++) {
		add_bare(&together, pieces.at[i].text);
		*between += pieces.at[i].part == IMPORT_PART_BETWEEN ? pieces.at[i].span.to - pieces.at[i].span.from : 0;
	}
	cr_assert(str_eq(buf_str(&together), buf_str(&source.bare)), "%s", path);
	hold_units(c, &source, path);
	if (str_ends(str_of(path), STR(".txt")))
		account_for(path, &import, buf_str(&source.bare));
	free(pieces.at);
	buf_free(&together);
	import_source_free(&source);
	corpus_free(c);
	import_files_free(&files);
	import_free(&import);
}

static size_t round_trips(const char *pattern)
{
	glob_t found;
	size_t n = 0, between = 0;

	if (glob(pattern, GLOB_BRACE, NULL, &found))
		return 0;
	for (; n < found.gl_pathc; n++)
		round_trip(found.gl_pathv[n], &between);
	globfree(&found);
	return n;
}

Test(import_source, what_was_imported_gives_its_source_back)
{
	cr_assert_geq(round_trips("tests/import/{seen,held}/*.{txt,md,html}"), 12);
}

Test(import_source, the_source_document_comes_back_whole_with_nothing_left_over)
{
	size_t between = 0;
	glob_t found;

	if (glob("../shared/source/*.txt", 0, NULL, &found))
		cr_skip_test("no ../shared/source, so the source document is passed over");
	round_trip(found.gl_pathv[0], &between);
	cr_assert_eq(between, 0);
	globfree(&found);
}

#define CORPUS "schema: 1\nid: a\ntitle: t\nlanguage: zh\nspeeches:\n" \
	"  - {id: x, province: beijing, speaker: s, title: t, " \
	"title_span: [0, 2], sections: [{heading: h, measures: [{label: l, span: [4, 8], text: t}, " \
	"{label: m, span: [6, 10], text: u}]}]}\n...\n"

Test(import_source, what_no_unit_has_is_a_piece_and_what_two_have_comes_once)
{
	Msgs msgs = {0};
	Corpus *c = load_memory(STR(CORPUS), STR("a.yaml"), NULL, &msgs);
	static const char *const TEXTS[] = {"甲 乙", "丙丁", "戊\n己庚辛", "壬癸", "子丑"};
	ImportSource source;
	ImportPieces pieces = {0};

	import_source_open(STR("甲 乙丙丁\n戊\n己庚辛壬癸　子丑\n"), &source);
	cr_assert_eq(source.characters, 12);
	import_source_pieces(c, 0, &source, &pieces);
	cr_assert_eq(pieces.n, sizeof TEXTS / sizeof *TEXTS);
	for (size_t i = 0; i < pieces.n; i++)
		cr_assert(str_eq(pieces.at[i].text, str_of(TEXTS[i])), "%zu: %.*s", i, (int)pieces.at[i].text.n,
			pieces.at[i].text.s);
	cr_assert_eq(pieces.at[1].part, IMPORT_PART_BETWEEN);
	cr_assert_eq(pieces.at[3].span.from, 6);
	cr_assert_eq(pieces.at[4].unit.kind, UNIT_NONE);
	free(pieces.at);
	import_source_free(&source);
	corpus_free(c);
	msg_free(&msgs);
}

Test(import_source, a_text_that_the_spans_do_not_count_is_noticed)
{
	static const Volume SAYS = {.source_sha256 = {.s = {"00", 2}}}, MUTE = {0};
	ImportSource source;

	import_source_open(STR("甲乙"), &source);
	cr_assert_not(import_source_fits(&source, &SAYS));
	cr_assert(import_source_fits(&source, &MUTE));
	cr_assert_eq(import_source_words(&source, (Span){2, 9}).n, 0);
	cr_assert_eq(import_source_words(&source, (Span){1, 9}).n, 3);
	import_source_free(&source);
}
