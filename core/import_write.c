#include "import_writing.h"

#include "import_line.h"
#include "import_mark.h"
#include "import_yaml.h"
#include "utf8.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define STRIDE 64      /* bytes between the places whose character numbers are kept */
#define NEAR_BYTES 65536u

static Str bare(const Writing *w)
{
	return buf_str(&w->import->text.bare);
}

void import_writing_begin(Writing *w)
{
	size_t n = bare(w).n / STRIDE + 1;
	uint32_t sum = 0;

	w->counts = mem_alloc(n * sizeof *w->counts);
	for (size_t i = 0; i < n; i++) {
		w->counts[i] = sum;
		for (size_t j = i * STRIDE; j < (i + 1) * STRIDE && j < bare(w).n; j++)
			sum += ((unsigned char)bare(w).s[j] & 0xC0) != 0x80;
	}
	w->characters = sum;
}

uint32_t import_writing_character(const Writing *w, uint32_t at)
{
	uint32_t n = w->counts[at / STRIDE];

	for (size_t j = at / STRIDE * STRIDE; j < at; j++)
		n += ((unsigned char)bare(w).s[j] & 0xC0) != 0x80;
	return n;
}

static void add_span(const Writing *w, Buf *out, uint32_t from, uint32_t to)
{
	buf_add_char(out, '[');
	buf_add_int(out, import_writing_character(w, from));
	buf_add(out, STR(", "));
	buf_add_int(out, import_writing_character(w, to));
	buf_add_char(out, ']');
}

static void span(Writing *w, size_t indent, const char *key, uint32_t from, uint32_t to)
{
	buf_add_repeat(w->out, STR(" "), indent);
	buf_add(w->out, str_of(key));
	buf_add(w->out, STR(": "));
	add_span(w, w->out, from, to);
	buf_add_char(w->out, '\n');
}

/* Each mark that was changed with its neighbours, for people. */
static void note_changes(Writing *w, Str before, Str after)
{
	size_t i = 0, j = 0, last = 0;

	buf_add(&w->changes, buf_str(&w->address));
	buf_add(&w->changes, STR("  "));
	while (i < before.n && j < after.n) {
		size_t n = utf8_offset(str_sub(before, i, before.n), 1), m = utf8_offset(str_sub(after, j, after.n), 1);

		if (n != m) {
			buf_add(&w->changes, str_sub(before, last, i + n));
			buf_add(&w->changes, str_sub(before, i + n, i + n + utf8_offset(str_sub(before, i + n, before.n), 1)));
			buf_add_char(&w->changes, ' ');
		}
		last = i;
		i += n;
		j += m;
	}
	buf_add_char(&w->changes, '\n');
}

/* The text of a stretch as it goes into the YAML; valid until the next call. */
static Str repair(Writing *w, Str prose)
{
	uint32_t n;

	buf_clear(&w->repaired);
	if (w->options->keep)
		return prose;
	n = import_clean_punctuation(prose, &w->repaired);
	if (n)
		note_changes(w, prose, buf_str(&w->repaired));
	w->changed += n;
	return buf_str(&w->repaired);
}

Str import_writing_prose(Writing *w, uint32_t from, uint32_t to)
{
	buf_clear(&w->scratch);
	import_text_prose(&w->import->text, from, to, &w->scratch);
	return repair(w, str_trim(buf_str(&w->scratch)));
}

/* A title's lines are parted by a blank, unless what stands around the line end stands together elsewhere near. */
static bool is_broken_word(const Writing *w, uint32_t at, uint32_t from, uint32_t to)
{
	uint32_t left = at, right = at + (uint32_t)utf8_offset(str_sub(bare(w), at, to), 2);
	uint32_t start = at > NEAR_BYTES ? at - NEAR_BYTES : 0, end = to + NEAR_BYTES;

	for (int chars = 0; left > from && chars < 2; chars++)
		do
			left--;
		while (left > from && ((unsigned char)bare(w).s[left] & 0xC0) == 0x80);
	Str word = str_sub(bare(w), left, right), near = str_sub(bare(w), start, end);
	for (ptrdiff_t found = str_find(near, word, 0); found >= 0; found = str_find(near, word, (size_t)found + 1))
		if (start + (uint32_t)found != left)
			return true;
	return false;
}

Str import_writing_title(Writing *w, uint32_t from, uint32_t to)
{
	const ImportText *text = &w->import->text;
	uint32_t at = from;

	buf_clear(&w->scratch);
	for (size_t i = import_text_break(text, from + 1); i < text->breaks.n && text->breaks.at[i].at < to; i++) {
		uint32_t gap = text->breaks.at[i].at;

		buf_add(&w->scratch, str_sub(bare(w), at, gap));
		if (text->breaks.at[i].gap == IMPORT_SPACE || !is_broken_word(w, gap, from, to))
			buf_add_char(&w->scratch, ' ');
		at = gap;
	}
	buf_add(&w->scratch, str_sub(bare(w), at, to));
	return repair(w, str_trim(buf_str(&w->scratch)));
}

/* A heading without its final 。; … where there is nothing else. */
Str import_writing_heading(Writing *w, uint32_t from, uint32_t to)
{
	Str words = import_writing_prose(w, from, to);

	if (str_ends(words, STR("。")) || str_ends(words, STR("：")))
		words.n -= 3;
	return words.n ? words : STR("…");
}

static void add_names(Writing *w, size_t indent, Range refs)
{
	const ImportProposal *p = &w->import->proposal;
	size_t begin = w->out->n;

	if (!refs.n)
		return;
	buf_add_repeat(w->out, STR(" "), indent);
	buf_add(w->out, STR("terms: ["));
	for (uint32_t i = 0; i < refs.n; i++) {
		if (i && utf8_columns(str_sub(buf_str(w->out), begin, w->out->n), 2) > 90) {
			buf_add(w->out, STR(",\n"));
			begin = w->out->n;
			buf_add_repeat(w->out, STR(" "), indent + 2);
		} else if (i) {
			buf_add(w->out, STR(", "));
		}
		import_yaml_scalar(w->out, p->terms.at[p->term_refs.at[refs.first + i]].name, true);
	}
	buf_add(w->out, STR("]\n"));
}

static void add_value(Buf *out, const char *key, double value, bool date)
{
	Buf iso = {0};

	buf_add(out, STR(", "));
	buf_add(out, str_of(key));
	buf_add(out, STR(": "));
	if (date) {
		number_add_date(&iso, value);
		import_yaml_scalar(out, buf_str(&iso), true);
	} else {
		/* Two thirds are 66.67 %. */
		buf_add_number(out, value < 1e9 ? floor(value * 100 + 0.5) / 100 : value);
	}
	buf_free(&iso);
}

static void add_text(Buf *out, const char *key, Str text)
{
	if (!text.n)
		return;
	buf_add(out, STR(", "));
	buf_add(out, str_of(key));
	buf_add(out, STR(": "));
	import_yaml_scalar(out, text, true);
}

void import_writing_figures(Writing *w, size_t indent, Range figures)
{
	for (uint32_t i = 0; i < figures.n; i++) {
		const ImportFigure *f = &w->import->proposal.figures.at[figures.first + i];

		if (!i) {
			buf_add_repeat(w->out, STR(" "), indent);
			buf_add(w->out, STR("figures:\n"));
		}
		buf_add_repeat(w->out, STR(" "), indent + 2);
		buf_add(w->out, STR("- {written: "));
		import_yaml_scalar(w->out, str_sub(bare(w), f->from, f->to), true);
		buf_add(w->out, STR(", span: "));
		add_span(w, w->out, f->from, f->to);
		add_text(w->out, "kind", corpus_figure_kind_id(f->kind));
		add_value(w->out, "value", f->number.value, f->number.date);
		if (f->number.to > f->number.value)
			add_value(w->out, "to", f->number.to, f->number.date);
		if (f->number.approx != APPROX_EXACT)
			add_text(w->out, "approx", number_approx_name(f->number.approx));
		add_text(w->out, "unit", f->unit);
		add_text(w->out, "what", f->what);
		buf_add(w->out, STR("}\n"));
	}
}

static void found(Writing *w, size_t indent, FoundBy by, uint32_t sure, const char *proposed)
{
	buf_add_repeat(w->out, STR(" "), indent);
	buf_add(w->out, STR("found: {by: "));
	buf_add(w->out, corpus_found_id(by));
	buf_add(w->out, STR(", sure: "));
	buf_add_int(w->out, sure);
	buf_add(w->out, STR("}\n"));
	if (*proposed) {
		buf_add_repeat(w->out, STR(" "), indent);
		buf_add(w->out, STR("proposed: ["));
		buf_add(w->out, str_of(proposed));
		buf_add(w->out, STR("]\n"));
	}
}

static void doubt(Writing *w, FoundBy by, uint32_t sure, Str words)
{
	if (sure >= IMPORT_OUTLINE_DOUBTFUL)
		return;
	buf_add(&w->doubts, buf_str(&w->address));
	buf_add(&w->doubts, STR("  "));
	buf_add(&w->doubts, corpus_found_name(by, LANG_ZH));
	buf_add_char(&w->doubts, ' ');
	buf_add_int(&w->doubts, sure);
	buf_add(&w->doubts, STR("%  "));
	buf_add(&w->doubts, str_sub(words, 0, utf8_offset(words, 30)));
	buf_add_char(&w->doubts, '\n');
}

static void address(Writing *w, uint32_t speech, uint32_t section, uint32_t measure)
{
	buf_clear(&w->address);
	buf_add(&w->address, w->ids[speech]);
	for (int i = 0; i < 2; i++) {
		uint32_t n = i ? measure : section;

		if (!n)
			return;
		buf_add_char(&w->address, '.');
		buf_add_int(&w->address, n);
	}
}

static void add_passage(Writing *w, size_t indent, uint32_t from, uint32_t body, uint32_t to,
	const ImportPassage *passage)
{
	span(w, indent, "span", from, to);
	import_yaml_text(w->out, indent, "text", import_writing_prose(w, body, to));
	add_names(w, indent, passage->terms);
	import_writing_figures(w, indent, passage->figures);
}

static void add_themes(Writing *w, size_t indent, const ImportThemes *themes)
{
	const Corpus *v = w->options->vocabulary;

	buf_add_repeat(w->out, STR(" "), indent);
	buf_add(w->out, STR("themes: ["));
	for (int i = 0; i < IMPORT_THEMES && (themes->at[i] != CORPUS_NONE || !i); i++) {
		uint32_t theme = themes->at[i];

		buf_add(w->out, i ? STR(", ") : STR(""));
		buf_add(w->out, theme == CORPUS_NONE ? STR("unsorted") : v->themes.at[theme].id.s);
		w->used[theme == CORPUS_NONE ? (v ? v->themes.n : 0) : theme] = true;
	}
	buf_add(w->out, STR("]\n"));
}

void import_writing_measure(Writing *w, uint32_t index)
{
	const ImportMeasure *m = &w->import->outline.measures.at[index];
	const ImportPassage *passage = &w->import->proposal.measures.at[index];

	import_yaml_text(w->out, 10, "- label", w->import->proposal.labels.at[index]);
	found(w, 12, m->by, m->sure, passage->figures.n ? "label, themes, terms, figures" : "label, themes, terms");
	doubt(w, m->by, m->sure, w->import->proposal.labels.at[index]);
	add_themes(w, 12, &w->import->proposal.themes.at[index]);
	add_passage(w, 12, m->from, m->body, m->to, passage);
}

void import_writing_section(Writing *w, uint32_t index, uint32_t speech, uint32_t n)
{
	const ImportSection *s = &w->import->outline.sections.at[index];
	bool headed = s->to > s->from;
	Str heading = headed ? import_writing_heading(w, s->body, s->to) : STR("全文");

	import_yaml_text(w->out, 6, "- heading", heading);
	doubt(w, s->by, s->sure, heading);
	if (headed)
		span(w, 8, "heading_span", s->from, s->to);
	found(w, 8, s->by, s->sure, s->sure < IMPORT_OUTLINE_DOUBTFUL ? "heading" : "");
	if (s->intro_to > s->to) {
		buf_add(w->out, STR("        intro:\n"));
		add_passage(w, 10, s->to, s->to, s->intro_to, &w->import->proposal.intros.at[index]);
	}
	buf_add(w->out, s->measures.n ? STR("        measures:\n") : STR("        measures: []\n"));
	for (uint32_t i = 0; i < s->measures.n; i++) {
		address(w, speech, n, i + 1);
		import_writing_measure(w, s->measures.first + i);
	}
}

Str import_writing_speaker(const Writing *w, const ImportCut *cut)
{
	Str name = str_sub(bare(w), cut->speaker_from, cut->speaker_to), inner;
	ImportMark mark;

	if (import_mark_read(name, true, &mark))
		name = str_sub(name, mark.bytes, name.n);
	if (str_ends(name, STR("：")))
		name.n -= 3;
	else if (str_ends(name, STR(":")))
		name.n--;
	return import_line_speaker(name, &inner) ? inner : name;
}

/* The same with the blanks of the source: 党委书记 张三. Valid as import_writing_prose. */
static Str spaced_speaker(Writing *w, const ImportCut *cut)
{
	Str name = import_writing_speaker(w, cut);
	uint32_t from = name.n ? (uint32_t)(name.s - bare(w).s) : 0;

	return name.n ? import_writing_prose(w, from, from + (uint32_t)name.n) : STR("未署名");
}

static void add_speech_head(Writing *w, uint32_t index)
{
	const ImportSpeech *s = &w->import->outline.speeches.at[index];
	const ImportCut *cut = &s->cut;
	const ProvinceRow *row = w->provinces[index];
	bool turn = cut->title_from == cut->speaker_from && cut->title_to == cut->speaker_to, foot = cut->foot;
	uint32_t from = cut->title_from < cut->title_to && cut->title_from < cut->speaker_from ? cut->title_from
		: cut->speaker_from;
	Str speaker = import_writing_speaker(w, cut), title;

	buf_add(w->out, STR("  - id: "));
	buf_add(w->out, w->ids[index]);
	buf_add(w->out, STR("\n    province: "));
	buf_add(w->out, row ? str_of(row->id) : w->guessed[index] ? STR("unknown") : STR("central"));
	buf_add_char(w->out, '\n');
	import_yaml_text(w->out, 4, "speaker", spaced_speaker(w, cut));
	title = turn || cut->title_from == cut->title_to ? (speaker.n ? spaced_speaker(w, cut) : speaker)
		: import_writing_title(w, cut->title_from, cut->title_to);
	if (!title.n)
		title = w->import->head.title.n ? w->import->head.title : STR("无题");
	import_yaml_text(w->out, 4, "title", title);
	doubt(w, cut->by, cut->sure, title);
	span(w, 4, "title_span", foot ? cut->title_from : from, foot ? cut->title_to : cut->from);
	if (foot)
		span(w, 4, "speaker_span", cut->speaker_from, cut->speaker_to);
	if (!s->complete)
		buf_add(w->out, STR("    complete: false\n"));
	found(w, 4, cut->by, cut->sure, w->guessed[index] ? "province" : "");
}

void import_writing_speech(Writing *w, uint32_t index)
{
	const ImportSpeech *s = &w->import->outline.speeches.at[index];

	address(w, index, 0, 0);
	add_speech_head(w, index);
	if (s->lead_to > s->cut.from) {
		buf_add(w->out, STR("    lead:\n"));
		add_passage(w, 6, s->cut.from, s->cut.from, s->lead_to, &w->import->proposal.leads.at[index]);
	}
	buf_add(w->out, s->sections.n ? STR("    sections:\n") : STR("    sections: []\n"));
	for (uint32_t i = 0; i < s->sections.n; i++) {
		address(w, index, i + 1, 0);
		import_writing_section(w, s->sections.first + i, index, i + 1);
	}
}
