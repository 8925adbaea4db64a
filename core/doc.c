#include "doc.h"

#include "utf8.h"

#include <stdlib.h>
#include <string.h>

/* Words of the program's own. {zh, en} */
enum Word {
	W_THEMES, W_ALSO, W_TERMS, W_LIST, W_COLON, W_BREAK, W_SPEECH_CUT, W_MEASURES, W_PROVINCES, W_STANDS_IN, W_SOURCE,
	W_PROMISED, W_PRESENT, W_PRESENT_END, W_CHARACTERS, W_INCOMPLETE, W_ASKED, W_PROPOSED, W_ALL_PROPOSED, W_LABEL,
	W_THEME, W_TERM, W_FIGURE, W_HEADING, W_TITLE, W_SPEAKER, W_PROVINCE, W_COUNT
};

static const char *const WORDS[W_COUNT][LANG_COUNT] = {
	[W_THEMES] = {"主题：", "Themes: "}, [W_ALSO] = {"另有主题：", "Also: "}, [W_TERMS] = {"提法：", "Terms: "},
	[W_LIST] = {"、", ", "}, [W_COLON] = {"：", ": "},
	[W_BREAK] = {"原文到此中断，后文缺失。", "The source breaks off here; what followed is missing."},
	[W_SPEECH_CUT] = {"本篇在原文中没有完。", "This speech is not complete in the source."},
	[W_MEASURES] = {"项举措", " measures"}, [W_PROVINCES] = {"个省份", " provinces"},
	[W_STANDS_IN] = {"见于：", "Found in:"}, [W_SOURCE] = {"来源：", "Source: "},
	[W_PROMISED] = {"来源题名所说的发言有", "The source promises "},
	[W_PRESENT] = {"篇，文中有", " speeches in its title; "},
	[W_PRESENT_END] = {"篇。", " are in the text."},
	[W_CHARACTERS] = {"字（不计空白）", " characters without white space"},
	[W_INCOMPLETE] = {"：原文没有完", ": not complete in the source"},
	[W_ASKED] = {"？", "?"},
	[W_PROPOSED] = {" · 待确认：", " · to confirm: "}, [W_ALL_PROPOSED] = {" · 待确认", " · to confirm"},
	[W_LABEL] = {"名称", "label"}, [W_THEME] = {"主题", "themes"}, [W_TERM] = {"提法", "terms"},
	[W_FIGURE] = {"数据", "figures"}, [W_HEADING] = {"小标题", "heading"}, [W_TITLE] = {"题目", "title"},
	[W_SPEAKER] = {"署名", "speaker"}, [W_PROVINCE] = {"省份", "province"},
};

static Str word(enum Word w, Lang lang)
{
	return str_of(WORDS[w][lang]);
}

void doc_add_block(Doc *doc, DocRole role, Unit unit, Str lead, Str text, uint32_t indent)
{
	if (role == DOC_GAP && (!doc->blocks.n || doc->blocks.at[doc->blocks.n - 1].role == DOC_GAP))
		return;
	MEM_PUSH(&doc->blocks, ((DocBlock){role, unit, lead, text, indent}));
}

static void add_gap(Doc *doc)
{
	doc_add_block(doc, DOC_GAP, (Unit){0}, (Str){0}, (Str){0}, 0);
}

static void add_text(Doc *doc, DocRole role, Unit unit, Str text, uint32_t indent)
{
	if (text.n)
		doc_add_block(doc, role, unit, (Str){0}, text, indent);
}

void doc_add_composed(Doc *doc, DocRole role, Unit unit, Buf *text, uint32_t indent)
{
	add_text(doc, role, unit, buf_keep(text, &doc->arena), indent);
}

void doc_add_ordinal(Buf *out, uint32_t n, Lang lang)
{
	static const char *const DIGITS[] = {"", "一", "二", "三", "四", "五", "六", "七", "八", "九"};

	if (lang != LANG_ZH || n == 0 || n > 99) {
		buf_add_int(out, n);
		return;
	}
	if (n >= 20)
		buf_add(out, str_of(DIGITS[n / 10]));
	if (n >= 10)
		buf_add(out, STR("十"));
	buf_add(out, str_of(DIGITS[n % 10]));
}

/* "二、" or "2 ": what stands before a heading. */
static void add_heading_lead(Buf *out, uint32_t n, Lang lang)
{
	doc_add_ordinal(out, n, lang);
	buf_add(out, lang == LANG_ZH ? STR("、") : STR(" "));
}

static void add_joint(Buf *out, Str joint)
{
	if (out->n)
		buf_add(out, joint);
}

static Str province_name(const Corpus *corpus, const Speech *speech, Lang lang)
{
	if (speech->province == CORPUS_NONE)
		return speech->province_id.s;
	return corpus_text(&corpus->provinces.at[speech->province].name, lang);
}

/* 浙江 · 浙江省委组织部 · 二、… : whose a passage is. */
static void add_origin(Doc *doc, const Corpus *corpus, Unit unit, const Section *section, Lang lang)
{
	const Speech *speech = &corpus->speeches.at[corpus_speech_of(corpus, unit)];
	Str speaker = corpus_text(&speech->speaker, lang);
	Buf line = {0};

	buf_add(&line, province_name(corpus, speech, lang));
	if (speaker.n) {
		add_joint(&line, STR(" · "));
		buf_add(&line, speaker);
	}
	if (section) {
		add_joint(&line, STR(" · "));
		add_heading_lead(&line, section->n, lang);
		buf_add(&line, corpus_text(&section->heading, lang));
	}
	doc_add_composed(doc, DOC_META, unit, &line, 0);
}

/* All of them, or those besides `but`. */
static void add_theme_names(const Corpus *corpus, const Measure *measure, uint32_t but, Lang lang, Buf *out)
{
	const Range refs = measure->themes;

	for (uint32_t i = 0; i < refs.n; i++) {
		const ThemeRef *ref = &corpus->theme_refs.at[refs.first + i];
		if (but != CORPUS_NONE && ref->theme == but)
			continue;
		buf_add(out, word(out->n ? W_LIST : but == CORPUS_NONE ? W_THEMES : W_ALSO, lang));
		buf_add(out, ref->theme == CORPUS_NONE ? ref->id.s : corpus_text(&corpus->themes.at[ref->theme].name, lang));
		buf_add(out, measure->found.proposed & PROPOSED_THEMES ? word(W_ASKED, lang) : STR(""));
	}
}

static void add_term_names(const Corpus *corpus, Range refs, Lang lang, Buf *out)
{
	if (refs.n)
		add_joint(out, STR(" · "));
	for (uint32_t i = 0; i < refs.n; i++) {
		const TermRef *ref = &corpus->term_refs.at[refs.first + i];
		Str en = ref->term == CORPUS_NONE ? (Str){0} : corpus->terms.at[ref->term].en.s;
		buf_add(out, i ? word(W_LIST, lang) : word(W_TERMS, lang));
		buf_add(out, lang == LANG_EN && en.n ? en : ref->name.s);
		if (ref->term != CORPUS_NONE && corpus->terms.at[ref->term].proposed)
			buf_add(out, word(W_ASKED, lang));
	}
}

/* 待确认：名称、主题 : what an import proposed and nobody has confirmed; 待确认 where that is nearly all. */
static void add_proposed(uint32_t proposed, Lang lang, Buf *out)
{
	static const enum Word KINDS[] = {
		W_LABEL, W_THEME, W_TERM, W_FIGURE, W_HEADING, W_TITLE, W_SPEAKER, W_PROVINCE}; /* by bit */
	const uint32_t most = PROPOSED_LABEL | PROPOSED_THEMES | PROPOSED_TERMS;
	if (proposed)
		buf_add(out, word((proposed & most) == most ? W_ALL_PROPOSED : W_PROPOSED, lang));
	for (size_t i = 0, n = 0; i < sizeof KINDS / sizeof *KINDS && (proposed & most) != most; i++)
		if (proposed & 1u << i) {
			buf_add(out, n++ ? word(W_LIST, lang) : STR(""));
			buf_add(out, word(KINDS[i], lang));
		}
}

static void add_tags(Doc *doc, const Corpus *corpus, uint32_t index, uint32_t but, Lang lang, uint32_t indent)
{
	const Measure *measure = &corpus->measures.at[index];
	const Unit unit = {UNIT_MEASURE, index};
	Buf line = {0};

	add_theme_names(corpus, measure, but, lang, &line);
	add_term_names(corpus, measure->body.terms, lang, &line);
	add_joint(&line, STR(" · "));
	corpus_add_address(corpus, unit, &line);
	add_proposed(measure->found.proposed, lang, &line);
	doc_add_composed(doc, DOC_TAGS, unit, &line, indent);
}

/* The terms of a lead or an intro; no line where there are none. */
static void add_passage(Doc *doc, const Corpus *corpus, Unit unit, Lang lang)
{
	const Passage *passage = corpus_passage(corpus, unit);
	Buf line = {0};

	add_text(doc, DOC_TEXT, unit, corpus_text(&passage->text, lang), 0);
	add_term_names(corpus, passage->terms, lang, &line);
	doc_add_composed(doc, DOC_TAGS, unit, &line, 0);
}

/* True where nothing of the speech follows the unit, so that it is the unit in which the source breaks off. */
static bool ends_speech(const Corpus *corpus, Unit unit)
{
	const Speech *speech = &corpus->speeches.at[corpus_speech_of(corpus, unit)];
	uint32_t last = speech->sections.first + speech->sections.n - 1;

	if (unit.kind == UNIT_SPEECH)
		return speech->sections.n == 0;
	if (unit.kind == UNIT_SECTION)
		return unit.index == last && corpus->sections.at[unit.index].measures.n == 0;
	const Measure *measure = &corpus->measures.at[unit.index];
	const Range in = corpus->sections.at[measure->section].measures;
	return measure->section == last && unit.index == in.first + in.n - 1;
}

static void add_break(Doc *doc, const Corpus *corpus, Unit unit, Lang lang, uint32_t indent)
{
	if (!corpus->speeches.at[corpus_speech_of(corpus, unit)].complete && ends_speech(corpus, unit))
		add_text(doc, DOC_NOTE, unit, word(W_BREAK, lang), indent);
}

/* A measure under its section's heading, its number before its label. */
static void add_numbered(Doc *doc, const Corpus *corpus, uint32_t index, Lang lang)
{
	const Measure *measure = &corpus->measures.at[index];
	const Unit unit = {UNIT_MEASURE, index};
	bool wide = corpus->sections.at[measure->section].measures.n > 9;
	uint32_t indent = wide ? 3 : 2;
	Buf lead = {0};

	if (wide && measure->n < 10)
		buf_add_char(&lead, ' ');
	buf_add_int(&lead, measure->n);
	buf_add_char(&lead, ' ');
	add_gap(doc);
	doc_add_block(doc, DOC_LABEL, unit, buf_keep(&lead, &doc->arena), corpus_text(&measure->label, lang), 0);
	add_text(doc, DOC_TEXT, unit, corpus_text(&measure->body.text, lang), indent);
	add_tags(doc, corpus, index, CORPUS_NONE, lang, indent);
	add_break(doc, corpus, unit, lang, indent);
}

static void add_measure(Doc *doc, const Corpus *corpus, uint32_t index, Lang lang, bool with_speaker, uint32_t but)
{
	const Measure *measure = &corpus->measures.at[index];
	const Unit unit = {UNIT_MEASURE, index};

	add_gap(doc);
	add_text(doc, DOC_LABEL, unit, corpus_text(&measure->label, lang), 0);
	if (with_speaker)
		add_origin(doc, corpus, unit, &corpus->sections.at[measure->section], lang);
	add_text(doc, DOC_TEXT, unit, corpus_text(&measure->body.text, lang), 0);
	add_tags(doc, corpus, index, but, lang, 0);
	add_break(doc, corpus, unit, lang, 0);
}

void doc_add_measure(Doc *doc, const Corpus *corpus, uint32_t index, Lang lang, bool with_speaker)
{
	add_measure(doc, corpus, index, lang, with_speaker, CORPUS_NONE);
}

void doc_add_measure_under(Doc *doc, const Corpus *corpus, uint32_t index, Lang lang, uint32_t theme)
{
	add_measure(doc, corpus, index, lang, false, theme);
}

static void add_section(Doc *doc, const Corpus *corpus, uint32_t index, Lang lang, bool with_speaker)
{
	const Section *section = &corpus->sections.at[index];
	const Unit unit = {UNIT_SECTION, index};
	Buf lead = {0};

	add_gap(doc);
	add_heading_lead(&lead, section->n, lang);
	doc_add_block(doc, DOC_HEADING, unit, buf_keep(&lead, &doc->arena), corpus_text(&section->heading, lang), 0);
	if (with_speaker)
		add_origin(doc, corpus, unit, NULL, lang);
	if (section->found.proposed) {
		Buf line = {0};

		corpus_add_address(corpus, unit, &line);
		add_proposed(section->found.proposed, lang, &line);
		doc_add_composed(doc, DOC_TAGS, unit, &line, 0);
	}
	add_passage(doc, corpus, unit, lang);
	for (uint32_t i = 0; i < section->measures.n; i++)
		add_numbered(doc, corpus, section->measures.first + i, lang);
	add_break(doc, corpus, unit, lang, 0);
}

/* 题名说8篇，文中4篇: only where the source promises another number than is there. */
static void add_promise(Doc *doc, const Volume *volume, Lang lang, bool cut)
{
	Buf line = {0};

	if (volume->source_speeches && volume->source_speeches != volume->speeches.n) {
		buf_add(&line, word(W_PROMISED, lang));
		buf_add_int(&line, volume->source_speeches);
		buf_add(&line, word(W_PRESENT, lang));
		buf_add_int(&line, volume->speeches.n);
		buf_add(&line, word(W_PRESENT_END, lang));
	}
	if (cut) {
		if (lang == LANG_EN)
			add_joint(&line, STR(" "));
		buf_add(&line, word(W_SPEECH_CUT, lang));
	}
	doc_add_composed(doc, DOC_NOTE, (Unit){0}, &line, 0);
}

static void add_speech(Doc *doc, const Corpus *corpus, uint32_t index, Lang lang)
{
	const Speech *speech = &corpus->speeches.at[index];
	const Unit unit = {UNIT_SPEECH, index};
	Buf line = {0};

	add_gap(doc);
	add_text(doc, DOC_TITLE, unit, corpus_text(&speech->title, lang), 0);
	buf_add(&line, corpus_text(&speech->speaker, lang));
	add_joint(&line, STR(" · "));
	buf_add(&line, province_name(corpus, speech, lang));
	add_joint(&line, STR(" · "));
	corpus_add_address(corpus, unit, &line);
	add_proposed(speech->found.proposed, lang, &line);
	doc_add_composed(doc, DOC_META, unit, &line, 0);
	if (!speech->complete)
		add_promise(doc, &corpus->volumes.at[speech->volume], lang, true);
	add_gap(doc);
	add_passage(doc, corpus, unit, lang);
	for (uint32_t i = 0; i < speech->sections.n; i++)
		add_section(doc, corpus, speech->sections.first + i, lang, false);
	add_break(doc, corpus, unit, lang, 0);
}

void doc_add_unit(Doc *doc, const Corpus *corpus, Unit unit, Lang lang)
{
	if (unit.kind == UNIT_SPEECH)
		add_speech(doc, corpus, unit.index, lang);
	else if (unit.kind == UNIT_SECTION)
		add_section(doc, corpus, unit.index, lang, true);
	else if (unit.kind == UNIT_MEASURE)
		doc_add_measure(doc, corpus, unit.index, lang, true);
}

/* Provinces among a theme's measures, each once. */
static size_t count_provinces(const Corpus *corpus, Range measures)
{
	char *seen = mem_zeroed(corpus->provinces.n, 1);
	size_t n = 0;

	for (uint32_t i = 0; i < measures.n; i++) {
		uint32_t measure = corpus->measures_by_theme[measures.first + i];
		uint32_t province = corpus->speeches.at[corpus->measures.at[measure].speech].province;
		if (province != CORPUS_NONE && !seen[province]) {
			seen[province] = 1;
			n++;
		}
	}
	free(seen);
	return n;
}

/* "8项举措", "1 measure". */
static void add_count(Buf *out, size_t n, enum Word what, Lang lang)
{
	Str noun = word(what, lang);

	buf_add_int(out, (long long)n);
	buf_add(out, lang == LANG_EN && n == 1 ? str_sub(noun, 0, noun.n - 1) : noun);
}

void doc_add_theme(Doc *doc, const Corpus *corpus, uint32_t index, Lang lang)
{
	const Theme *theme = &corpus->themes.at[index];
	Buf line = {0};

	add_gap(doc);
	add_text(doc, DOC_TITLE, (Unit){0}, corpus_text(&theme->name, lang), 0);
	add_count(&line, theme->measures.n, W_MEASURES, lang);
	buf_add(&line, STR(" · "));
	add_count(&line, count_provinces(corpus, theme->measures), W_PROVINCES, lang);
	buf_add(&line, STR(" · "));
	buf_add(&line, theme->id.s);
	doc_add_composed(doc, DOC_META, (Unit){0}, &line, 0);
	add_text(doc, DOC_TEXT, (Unit){0}, corpus_text(&theme->definition, lang), 0);
}

/* "北京  立法与“每月一题”  beijing.1.2" */
static void add_place_of_term(Doc *doc, const Corpus *corpus, Unit unit, Lang lang)
{
	const Speech *speech = &corpus->speeches.at[corpus_speech_of(corpus, unit)];
	const Text *name = unit.kind == UNIT_MEASURE ? &corpus->measures.at[unit.index].label
		: unit.kind == UNIT_SECTION ? &corpus->sections.at[unit.index].heading : &speech->title;
	Buf line = {0};

	buf_add(&line, province_name(corpus, speech, lang));
	buf_add(&line, STR(" · "));
	buf_add(&line, corpus_text(name, lang));
	buf_add(&line, STR(" · "));
	corpus_add_address(corpus, unit, &line);
	doc_add_composed(doc, DOC_META, unit, &line, 2);
}

void doc_add_term(Doc *doc, const Corpus *corpus, uint32_t index, Lang lang)
{
	const Term *term = &corpus->terms.at[index];
	bool english = lang == LANG_EN && term->en.s.n;

	add_gap(doc);
	add_text(doc, DOC_TITLE, (Unit){0}, english ? term->en.s : term->name.s, 0);
	add_text(doc, DOC_META, (Unit){0}, english ? term->name.s : term->en.s, 0);
	add_text(doc, DOC_TEXT, (Unit){0}, corpus_text(&term->gloss, lang), 0);
	if (term->units.n) {
		add_gap(doc);
		add_text(doc, DOC_META, (Unit){0}, word(W_STANDS_IN, lang), 0);
	}
	for (uint32_t i = 0; i < term->units.n; i++)
		add_place_of_term(doc, corpus, corpus->units_by_term[term->units.first + i], lang);
}

void doc_add_about(Doc *doc, const Corpus *corpus, uint32_t index, Lang lang)
{
	const Volume *volume = &corpus->volumes.at[index];
	Buf line = {0};

	add_gap(doc);
	add_text(doc, DOC_TITLE, (Unit){0}, corpus_text(&volume->title, lang), 0);
	add_text(doc, DOC_TEXT, (Unit){0}, corpus_text(&volume->about, lang), 0);
	add_gap(doc);
	if (volume->source_title.s.n) {
		buf_add(&line, word(W_SOURCE, lang));
		buf_add(&line, volume->source_title.s);
	}
	if (volume->source_characters) {
		add_joint(&line, STR(" · "));
		buf_add_int(&line, volume->source_characters);
		buf_add(&line, word(W_CHARACTERS, lang));
	}
	doc_add_composed(doc, DOC_META, (Unit){0}, &line, 0);
	add_promise(doc, volume, lang, false);
	for (uint32_t i = 0; i < volume->speeches.n; i++) {
		const Unit unit = {UNIT_SPEECH, volume->speeches.first + i};
		const Speech *speech = &corpus->speeches.at[unit.index];
		if (speech->complete)
			continue;
		buf_add(&line, province_name(corpus, speech, lang));
		buf_add(&line, word(W_INCOMPLETE, lang));
		doc_add_composed(doc, DOC_NOTE, unit, &line, 0);
	}
}

/* One line for each line of the text itself. */
static void split_lines(Str text, int ambiguous, WrapLines *out)
{
	Str rest = text, part;
	size_t from = 0;

	do {
		if (!str_split(&rest, '\n', &part))
			part = (Str){0};
		WrapLine line = {(uint32_t)from, (uint32_t)(from + part.n), (uint32_t)utf8_columns(part, ambiguous), false};
		MEM_PUSH(out, line);
		from += part.n + 1;
	} while (from < text.n);
}

static void lay_out_block(const Doc *doc, uint32_t index, const WrapOptions *options, WrapLines *scratch,
	DocLines *lines)
{
	const DocBlock *block = &doc->blocks.at[index];
	WrapOptions inner = *options;
	uint32_t taken = block->indent + (uint32_t)utf8_columns(block->lead, options->ambiguous);

	if (block->role == DOC_GAP || block->role == DOC_RULE) {
		MEM_PUSH(lines, ((DocLine){index, {0}, true}));
		return;
	}
	scratch->n = 0;
	inner.width = options->width > taken + 2 ? options->width - taken : 2;
	if (options->width)
		wrap_lines(block->text, &inner, scratch);
	else
		split_lines(block->text, options->ambiguous, scratch);
	for (size_t i = 0; i < scratch->n; i++)
		MEM_PUSH(lines, ((DocLine){index, scratch->at[i], i == 0}));
}

void doc_lay_out(const Doc *doc, const WrapOptions *options, DocLines *lines)
{
	doc_lay_out_from(doc, 0, options, lines);
}

void doc_lay_out_from(const Doc *doc, size_t first, const WrapOptions *options, DocLines *lines)
{
	WrapLines scratch = {0};
	size_t n = doc->blocks.n;

	if (n && doc->blocks.at[n - 1].role == DOC_GAP)
		n--;
	for (size_t i = first; i < n; i++)
		lay_out_block(doc, (uint32_t)i, options, &scratch, lines);
	free(scratch.at);
}

void doc_clear(Doc *doc)
{
	mem_arena_free(&doc->arena);
	doc->blocks.n = 0;
}

void doc_free(Doc *doc)
{
	mem_arena_free(&doc->arena);
	free(doc->blocks.at);
	*doc = (Doc){0};
}
