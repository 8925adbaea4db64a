/* The loader and the rules on any bytes: no crash, no hang, and what is loaded can be looked up from every side. */
#include "../../core/check.h"
#include "../../core/load.h"
#include "../../core/utf8.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define REQUIRE(condition) do { if (!(condition)) abort(); } while (0)

static void check_text(Str text)
{
	size_t replaced = 0;
	Arena arena = {0};

	utf8_clean(text, &arena, &replaced);
	mem_arena_free(&arena);
	REQUIRE(replaced == 0);
}

static void check_units(const Corpus *corpus)
{
	Buf address = {0};

	for (uint32_t i = 0; i < corpus->measures.n; i++) {
		const Measure *m = &corpus->measures.at[i];

		check_text(m->label.zh.s);
		check_text(m->body.text.zh.s);
		check_text(m->body.text.en.s);
		REQUIRE(m->themes.first + m->themes.n <= corpus->theme_refs.n);
		REQUIRE(m->body.terms.first + m->body.terms.n <= corpus->term_refs.n);
		REQUIRE(m->body.figures.first + m->body.figures.n <= corpus->figures.n);
		/* A measure of a section that belongs to no speech cannot be: sections are lists of speeches. */
		REQUIRE(m->speech < corpus->speeches.n && m->section < corpus->sections.n);
		buf_clear(&address);
		corpus_add_address(corpus, (Unit){UNIT_MEASURE, i}, &address);
		corpus_unit(corpus, buf_str(&address));
	}
	buf_free(&address);
}

/* Read in halves, as large files are, it comes out the same. */
static void check_halves(Str yaml, const Corpus *once, const Msgs *said)
{
	DocumentLimits limits = DOCUMENT_LIMITS;
	Msgs msgs = {0};
	Corpus *corpus;

	limits.halves = 1;
	corpus = load_memory(yaml, STR("fuzz.yaml"), &limits, &msgs);
	REQUIRE(!corpus == !once && msgs.list.n == said->list.n && msgs.count[MSG_FATAL] == said->count[MSG_FATAL]);
	for (size_t i = 0; i < msgs.list.n; i++)
		REQUIRE(msgs.list.at[i].id == said->list.at[i].id && msgs.list.at[i].pos.line == said->list.at[i].pos.line);
	REQUIRE(!corpus || (corpus->measures.n == once->measures.n && corpus->figures.n == once->figures.n));
	corpus_free(corpus);
	msg_free(&msgs);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	Msgs msgs = {0};
	Corpus *corpus = load_memory((Str){(const char *)data, size}, STR("fuzz.yaml"), NULL, &msgs);
	Buf line = {0};

	REQUIRE(corpus || msgs.count[MSG_FATAL] > 0);
	check_halves((Str){(const char *)data, size}, corpus, &msgs);
	if (corpus) {
		check_corpus(corpus, &msgs);
		check_units(corpus);
	}
	for (size_t i = 0; i < msgs.list.n; i++)
		msg_line(&line, &msgs, &msgs.list.at[i], i % 2 ? LANG_EN : LANG_ZH);
	REQUIRE(utf8_valid_prefix(buf_str(&line)) == line.n);
	buf_free(&line);
	corpus_free(corpus);
	msg_free(&msgs);
	return 0;
}
