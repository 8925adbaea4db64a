#include "copy.h"

#include "../core/doc.h"
#include "../core/utf8.h"

#include <string.h>

#define SCREEN_PIECE 76 /* bytes that screen passes through at a time */

static void add_text(Buf *out, Str head, Str text)
{
	if (head.n > 0 && text.n > 0)
		buf_add_char(out, '\n');
	buf_add(out, text);
}

static void add_citation(Buf *out, const Corpus *corpus, Unit unit, Lang lang)
{
	bool zh = lang == LANG_ZH;
	const Speech *speech = &corpus->speeches.at[corpus_speech_of(corpus, unit)];
	const Measure *measure = unit.kind == UNIT_MEASURE ? &corpus->measures.at[unit.index] : NULL;
	uint32_t section = measure ? measure->section : unit.kind == UNIT_SECTION ? unit.index : CORPUS_NONE;
	buf_add(out, zh ? STR("\n——") : STR("\n— "));
	buf_add(out, corpus_text(&speech->speaker, lang));
	buf_add(out, zh ? STR("，《") : STR(", “"));
	buf_add(out, corpus_text(&speech->title, lang));
	buf_add(out, zh ? STR("》") : STR("”"));
	if (section != CORPUS_NONE) {
		buf_add(out, zh ? STR("，") : STR(", "));
		doc_add_ordinal(out, corpus->sections.at[section].n, lang);
		buf_add(out, zh ? STR("、") : STR(""));
	}
	if (measure) {
		buf_add(out, zh ? STR("（") : STR(" ("));
		buf_add_int(out, measure->n);
		buf_add(out, zh ? STR("）") : STR(")"));
	}
}

void copy_add_unit(Buf *out, const Corpus *corpus, Unit unit, Lang lang)
{
	Str head = {0};
	Buf text = {0};
	if (unit.kind == UNIT_MEASURE)
		head = corpus_text(&corpus->measures.at[unit.index].label, lang);
	else if (unit.kind == UNIT_SECTION)
		head = corpus_text(&corpus->sections.at[unit.index].heading, lang);
	else if (unit.kind == UNIT_SPEECH)
		head = corpus_text(&corpus->speeches.at[unit.index].title, lang);
	else
		return;
	buf_add(&text, head);
	add_text(&text, head, corpus_text(&corpus_passage(corpus, unit)->text, lang));
	add_citation(&text, corpus, unit, lang);
	buf_add_char(&text, '\n');
	Arena clean = {0};
	buf_add(out, utf8_clean(buf_str(&text), &clean, NULL));
	mem_arena_free(&clean);
	buf_free(&text);
}

void copy_add_original(Buf *out, const Corpus *corpus, Unit unit, Lang lang)
{
	bool zh = lang == LANG_ZH;
	Str words = unit.kind == UNIT_NONE ? (Str){0} : corpus_original(corpus, unit);
	if (words.n == 0)
		return;
	Str document = corpus->volumes.at[corpus->speeches.at[corpus_speech_of(corpus, unit)].volume].source_title.s;
	Buf text = {0};
	Arena clean = {0};
	buf_add(&text, words);
	add_citation(&text, corpus, unit, lang);
	buf_add(&text, zh ? STR("（原文") : STR(" (original"));
	if (document.n > 0) {
		buf_add(&text, zh ? STR("，据“") : STR(", from “"));
		buf_add(&text, document);
		buf_add(&text, STR("”"));
	}
	buf_add(&text, zh ? STR("）\n") : STR(")\n"));
	buf_add(out, utf8_clean(buf_str(&text), &clean, NULL));
	mem_arena_free(&clean);
	buf_free(&text);
}

size_t copy_characters(Str text)
{
	size_t n = 0;
	uint32_t cp;
	for (size_t i = 0, step; i < text.n && (step = utf8_decode(text.s + i, text.n - i, &cp)) > 0; i += step)
		n += cp != ' ' && cp != '\n' && cp != 0x3000;
	return n;
}

/* RFC 4648. */
static void add_base64(Buf *out, Str text)
{
	static const char LETTERS[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
	for (size_t i = 0; i < text.n; i += 3) {
		size_t n = text.n - i < 3 ? text.n - i : 3;
		uint32_t bits = 0;
		for (size_t k = 0; k < 3; k++)
			bits = bits << 8 | (k < n ? (unsigned char)text.s[i + k] : 0u);
		for (size_t k = 0; k < 4; k++)
			buf_add_char(out, k <= n ? LETTERS[bits >> (18 - 6 * k) & 63] : '=');
	}
}

static void add_for_tmux(Buf *out, Str sequence)
{
	buf_add(out, sequence); /* for set-clipboard on; what follows is for allow-passthrough on */
	buf_add(out, STR("\033Ptmux;\033"));
	buf_add(out, sequence);
	buf_add(out, STR("\033\\"));
}

static void add_for_screen(Buf *out, Str sequence)
{
	for (size_t i = 0; i < sequence.n; i += SCREEN_PIECE) {
		buf_add(out, STR("\033P"));
		buf_add(out, str_sub(sequence, i, i + SCREEN_PIECE < sequence.n ? i + SCREEN_PIECE : sequence.n));
		buf_add(out, STR("\033\\"));
	}
}

bool copy_add_sequence(Buf *out, Str text, const char *term, const char *tmux)
{
	if (text.n == 0 || text.n > COPY_LIMIT)
		return false;
	Buf sequence = {0};
	buf_add(&sequence, STR("\033]52;c;"));
	add_base64(&sequence, text);
	buf_add_char(&sequence, '\a');
	if (tmux && *tmux)
		add_for_tmux(out, buf_str(&sequence));
	else if (term && strncmp(term, "screen", 6) == 0)
		add_for_screen(out, buf_str(&sequence));
	else
		buf_add(out, buf_str(&sequence));
	buf_free(&sequence);
	return true;
}
