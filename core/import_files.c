#include "import_writing.h"

#include "import_line.h"
#include "import_report.h"
#include "import_yaml.h"
#include "sha256.h"
#include "utf8.h"

#include <stdlib.h>
#include <string.h>

#define PARTS 900 /* files of speeches: a volume may have a thousand parts */

Buf *import_writing_file(Writing *w, Str name)
{
	ImportFiles *files = w->files;

	MEM_PUSH(files, ((ImportFile){str_keep(name, &files->arena), {0}}));
	return &files->at[files->n - 1].text;
}

/* The province named most often near the beginning of a speech whose speaker names none. */
static const ProvinceRow *province_of_text(Str text)
{
	uint32_t counts[100] = {0};
	const ProvinceRow *best = NULL;

	text = str_sub(text, 0, 6000);
	for (size_t i = 0; i < text.n; i += utf8_offset(str_sub(text, i, text.n), 1)) {
		Str two = str_sub(text, i, i + utf8_offset(str_sub(text, i, text.n), 2));
		const ProvinceRow *row = utf8_count(two) == 2 ? corpus_province_row(two) : NULL;

		if (row && row->code < 100 && ++counts[row->code] > (best ? counts[best->code] : 0))
			best = row;
	}
	return best;
}

static bool is_central(Str speaker)
{
	static const char *const WORDS[] = {"中央", "国家", "国务院", "中国", "全国", "最高", "公安部", "民政部"};

	for (size_t i = 0; i < sizeof WORDS / sizeof *WORDS; i++)
		if (str_starts(speaker, str_of(WORDS[i])))
			return true;
	return false;
}

/* Ids of the speeches: the province's, with a number from the second on. */
static void name_speeches(Writing *w)
{
	const ImportOutline *o = &w->import->outline;
	uint32_t counts[102] = {0};

	for (size_t i = 0; i < o->speeches.n; i++) {
		const ImportCut *cut = &o->speeches.at[i].cut;
		Str speaker = import_writing_speaker(w, cut);
		const ProvinceRow *row = speaker.n ? import_line_province(speaker) : NULL;
		bool central = !row && is_central(speaker);
		Buf id = {0};
		uint32_t n;

		if (!row && !central) {
			w->guessed[i] = true;
			row = province_of_text(str_sub(buf_str(&w->import->text.bare), cut->title_from, cut->to));
		}
		w->provinces[i] = row;
		buf_add(&id, row ? str_of(row->id) : central ? STR("central") : STR("unknown"));
		n = ++counts[row && row->code < 100 ? row->code : central ? 100 : 101];
		if (n > 1) {
			buf_add_char(&id, '-');
			buf_add_int(&id, n);
		}
		w->ids[i] = str_keep(buf_str(&id), &w->files->arena);
		buf_free(&id);
	}
}

void import_writing_yaml(Buf *out, const char *comment)
{
	buf_add(out, STR("# "));
	buf_add(out, str_of(comment));
	buf_add(out, STR("\nschema: 1\n"));
}

void import_writing_term(Buf *out, Str name)
{
	buf_add(out, STR("- {name: "));
	import_yaml_scalar(out, name, true);
	buf_add(out, STR(", proposed: true}"));
}

/* The terms that stand first in speeches [from, to): one list a file. */
static void add_terms(Writing *w, size_t from, size_t to, size_t *next)
{
	const ImportProposal *p = &w->import->proposal;
	bool any = false;

	for (; *next < p->terms.n && p->terms.at[*next].speech < to; ++*next) {
		if (p->terms.at[*next].speech < from)
			continue;
		buf_add(w->out, any ? STR("  ") : STR("terms:\n  "));
		import_writing_term(w->out, p->terms.at[*next].name);
		buf_add_char(w->out, '\n');
		any = true;
	}
}

/* About how many bytes the YAML of a speech has. */
static size_t bytes_of(const ImportSpeech *speech)
{
	return (speech->cut.to - speech->cut.title_from) * 3 / 2 + 400 * (speech->measures.n + speech->sections.n + 1);
}

/* A file of its own for each speech, as far as a volume may have them; the rest share the last. */
static void add_speeches(Writing *w)
{
	size_t n = w->import->outline.speeches.n, next = 0, each = n / PARTS + 1;

	for (size_t i = 0; i < n; i += each) {
		Buf name = {0};
		size_t end = i + each < n ? i + each : n, bytes = 0;

		buf_add(&name, w->ids[i]);
		buf_add(&name, STR(".yaml"));
		w->out = import_writing_file(w, buf_str(&name));
		buf_free(&name);
		import_writing_yaml(w->out,
			"Imported; what stands under “proposed” nobody has looked at yet. Spans count characters of source.txt.");
		add_terms(w, i, end, &next);
		buf_add(w->out, STR("speeches:\n"));
		for (size_t j = i; j < end; j++)
			bytes += bytes_of(&w->import->outline.speeches.at[j]);
		buf_reserve(w->out, bytes);
		for (size_t j = i; j < end; j++)
			import_writing_speech(w, (uint32_t)j);
		buf_add(w->out, STR("...\n"));
		if (w->options->told && !w->options->told(w->options->data, UINT32_MAX))
			break;
	}
}

static void add_theme(Buf *out, Str id, const Text *name, const Text *definition)
{
	const Text *const texts[] = {name, definition};
	static const char *const KEYS[] = {"name", "definition"};

	buf_add(out, STR("  - id: "));
	buf_add(out, id);
	buf_add_char(out, '\n');
	for (int i = 0; i < 2; i++) {
		if (!texts[i]->zh.s.n)
			continue;
		if (!texts[i]->en.s.n) {
			import_yaml_text(out, 4, KEYS[i], texts[i]->zh.s);
			continue;
		}
		buf_add(out, STR("    "));
		buf_add(out, str_of(KEYS[i]));
		buf_add(out, STR(":\n"));
		import_yaml_text(out, 6, "zh", texts[i]->zh.s);
		import_yaml_text(out, 6, "en", texts[i]->en.s);
	}
}

static void add_themes_file(Writing *w)
{
	const Corpus *v = w->options->vocabulary;
	size_t n = v ? v->themes.n : 0;
	static const Text UNSORTED = {{{"未归类", 9}, {0}}, {{"Unsorted", 8}, {0}}}, NONE = {0};
	Buf *out = import_writing_file(w, STR("themes.yaml"));

	import_writing_yaml(out, "The vocabulary of themes that were proposed. Others of the vocabulary may be added.");
	buf_add(out, STR("themes:\n"));
	for (size_t t = 0; t < n; t++)
		if (w->used[t])
			add_theme(out, v->themes.at[t].id.s, &v->themes.at[t].name, &v->themes.at[t].definition);
	if (w->used[n])
		add_theme(out, STR("unsorted"), &UNSORTED, &NONE);
	buf_add(out, STR("...\n"));
}

static void add_provinces(Writing *w, Buf *out)
{
	bool central = false, unknown = false;

	for (size_t i = 0; i < w->import->outline.speeches.n; i++) {
		central = central || (!w->provinces[i] && !w->guessed[i]);
		unknown = unknown || (!w->provinces[i] && w->guessed[i]);
	}
	if (central || unknown)
		buf_add(out, STR("provinces:\n"));
	if (central)
		buf_add(out, STR("  " IMPORT_WRITING_CENTRAL "\n"));
	if (unknown)
		buf_add(out, STR("  " IMPORT_WRITING_UNKNOWN "\n"));
}

static void add_corpus_file(Writing *w)
{
	const Import *in = w->import;
	Buf *out = import_writing_file(w, STR("corpus.yaml")), hash = {0}, title = {0};
	size_t files = w->files->n;

	import_writing_yaml(out, "Imported by bilan; see import.txt for what was dropped, changed and doubtful.");
	buf_add(out, STR("id: "));
	buf_add(out, w->options->id.n ? w->options->id : STR("imported"));
	buf_add_char(out, '\n');
	import_clean_punctuation(in->head.title, &title);
	import_yaml_text(out, 0, "title", title.n ? buf_str(&title) : STR("导入的文集"));
	import_yaml_text(out, 0, "about", STR("由 bilan import 从一份原文导入：文字是原文，分段、主题、提法和数据是程序提出的，有待核对。"));
	buf_add(out, STR("language: zh\nsource:\n"));
	import_yaml_text(out, 2, "title", in->head.title);
	if (in->head.speeches) {
		buf_add(out, STR("  speeches: "));
		buf_add_int(out, in->head.speeches);
		buf_add_char(out, '\n');
	}
	buf_add(out, STR("  characters: "));
	buf_add_int(out, w->characters);
	sha256_add_hex(&hash, buf_str(&in->text.bare));
	buf_add(out, STR("\n  sha256: "));
	buf_add(out, buf_str(&hash));
	buf_add(out, STR("\n  file: source.txt\n"));
	add_provinces(w, out);
	buf_add(out, STR("parts:\n"));
	for (size_t i = 0; i < files; i++)
		if (str_ends(w->files->at[i].name, STR(".yaml")) && !str_eq(w->files->at[i].name, STR("corpus.yaml"))) {
			buf_add(out, STR("  - "));
			buf_add(out, w->files->at[i].name);
			buf_add_char(out, '\n');
		}
	buf_add(out, STR("...\n"));
	buf_free(&hash);
	buf_free(&title);
}

static void add_count(Buf *out, const char *before, size_t n, const char *behind)
{
	buf_add(out, str_of(before));
	buf_add_int(out, (long long)n);
	buf_add(out, str_of(behind));
}

static void add_notes(const Writing *w, Buf *out)
{
	const ImportLog *log = &w->import->log;

	for (size_t i = 0; i < log->notes.n; i++) {
		uint32_t at = log->notes.at[i].at;

		import_report_add(&log->notes.at[i], at == UINT32_MAX ? 0 : import_writing_character(w, at), out);
	}
}

/* For people: what was found, dropped, doubted, changed. */
static void add_report(Writing *w, Str preface)
{
	const ImportOutline *o = &w->import->outline;
	Buf *out = import_writing_file(w, STR("import.txt"));

	buf_add(out, preface);
	add_count(out, "找到发言 ", o->speeches.n, " 篇");
	if (w->import->head.speeches)
		add_count(out, "（标题说有 ", w->import->head.speeches, " 篇）");
	add_count(out, "，部分 ", o->sections.n, " 个");
	add_count(out, "，举措 ", o->measures.n, " 项");
	add_count(out, "，提法 ", w->import->proposal.terms.n, " 条");
	add_count(out, "，数据 ", w->import->proposal.figures.n, " 处。\n");
	buf_add(out, STR("\n一、略去和改动的\n\n"));
	add_notes(w, out);
	buf_add(out, STR("\n二、拿不准的（地址、依据、把握）\n\n"));
	buf_add(out, w->doubts.n ? buf_str(&w->doubts) : STR("没有\n"));
	buf_add(out, STR("\n三、半角标点改为全角的地方（连同前后各一字）\n\n"));
	buf_add(out, w->changes.n ? buf_str(&w->changes) : STR("没有\n"));
}

void import_writing_rest(Writing *w, Str preface)
{
	if (w->changed)
		import_text_note(&w->import->log, IMPORT_FULLWIDTH, 0, w->changed, (Str){0}, (Str){0});
	buf_add(import_writing_file(w, STR("source.txt")), buf_str(&w->import->text.kept));
	add_report(w, preface);
}

void import_writing_open(Writing *w, Import *import, const ImportOptions *options, ImportFiles *files)
{
	size_t n = import->outline.speeches.n, themes = options->vocabulary ? options->vocabulary->themes.n : 0;

	*w = (Writing){.import = import, .options = options, .files = files};
	w->ids = mem_zeroed(n + 1, sizeof *w->ids);
	w->provinces = mem_zeroed(n + 1, sizeof *w->provinces);
	w->guessed = mem_zeroed(n + 1, sizeof *w->guessed);
	w->used = mem_zeroed(themes + 1, sizeof *w->used);
	import_writing_begin(w);
	name_speeches(w);
}

void import_writing_close(Writing *w)
{
	free(w->ids);
	free(w->provinces);
	free(w->guessed);
	free(w->used);
	free(w->counts);
	buf_free(&w->scratch);
	buf_free(&w->repaired);
	buf_free(&w->address);
	buf_free(&w->changes);
	buf_free(&w->doubts);
}

void import_write(Import *import, const ImportOptions *options, ImportFiles *out)
{
	Writing w;

	import_writing_open(&w, import, options, out);
	add_speeches(&w);
	add_themes_file(&w);
	add_corpus_file(&w);
	import_writing_rest(&w, (Str){0});
	import_writing_close(&w);
}
