#include "export.h"

#include "export_cell.h"
#include "export_html.h"
#include "export_md.h"
#include "export_text.h"
#include "export_xlsx.h"
#include "json.h"
#include "list_view.h"

#include <string.h>

/* A spreadsheet takes text that begins with one of these for a formula, and where it is Chinese or Japanese their
   full-width twins too (OWASP, CSV Injection). */
static bool looks_like_formula(Str text)
{
	static const char *const WIDE[] = {"＝", "＋", "－", "＠"};

	for (size_t i = 0; i < sizeof WIDE / sizeof *WIDE; i++)
		if (str_starts(text, str_of(WIDE[i])))
			return true;
	return text.n && strchr("=+-@\t\r\n", text.s[0]);
}

/* A field with a comma, quote or line end is quoted (RFC 4180). A ' in front keeps text from being a formula. Numbers
   are left alone. */
static void add_csv_field(Buf *out, Str text, bool number)
{
	bool quote = false;

	for (size_t i = 0; i < text.n; i++)
		quote = quote || strchr(",\"\r\n", text.s[i]);
	if (quote)
		buf_add_char(out, '"');
	if (!number && looks_like_formula(text))
		buf_add_char(out, '\'');
	for (size_t i = 0; i < text.n; i++) {
		if (text.s[i] == '"')
			buf_add_char(out, '"');
		buf_add_char(out, text.s[i]);
	}
	if (quote)
		buf_add_char(out, '"');
}

static void add_tsv_field(Buf *out, Str text, bool number)
{
	static const char *const ESCAPES[128] = {['\t'] = "\\t", ['\n'] = "\\n", ['\r'] = "\\r", ['\\'] = "\\\\"};

	(void)number;
	for (size_t i = 0; i < text.n; i++) {
		unsigned char c = (unsigned char)text.s[i];
		if (c < 128 && ESCAPES[c])
			buf_add(out, str_of(ESCAPES[c]));
		else
			buf_add_char(out, text.s[i]);
	}
}

typedef struct Separated { char by; const char *end; void (*add)(Buf *out, Str text, bool number); } Separated;

static void write_separated(const List *list, Lang lang, const Separated *form, Buf *out)
{
	Buf plain = {0};

	for (size_t c = 0; c < list->n_columns; c++) {
		if (c)
			buf_add_char(out, form->by);
		form->add(out, str_of(lang == LANG_ZH ? list->columns[c].zh : list->columns[c].key), false);
	}
	buf_add(out, str_of(form->end));
	for (size_t row = 0; row < list->n_rows; row++) {
		Arena arena = {0};
		for (size_t c = 0; c < list->n_columns; c++) {
			Cell cell = list_cell(list, c, row, &arena);
			buf_clear(&plain);
			export_cell_text(&plain, &cell, lang);
			if (c)
				buf_add_char(out, form->by);
			form->add(out, buf_str(&plain), export_cell_is_number(&cell));
		}
		buf_add(out, str_of(form->end));
		mem_arena_free(&arena);
	}
	buf_free(&plain);
}

static void list_text(const List *list, const ExportOptions *options, Buf *out)
{
	export_text_list(list, options->lang, options->width, options->ambiguous, out);
}

static void list_tsv(const List *list, const ExportOptions *options, Buf *out)
{
	static const Separated TSV = {'\t', "\n", add_tsv_field};

	write_separated(list, options->lang, &TSV, out);
}

static void list_csv(const List *list, const ExportOptions *options, Buf *out)
{
	static const Separated CSV = {',', "\r\n", add_csv_field};

	if (options->bom)
		buf_add(out, STR("\xEF\xBB\xBF"));
	write_separated(list, options->lang, &CSV, out);
}

/* One object a line, so that line tools and diff can work on it. */
static void list_json(const List *list, const ExportOptions *options, Buf *out)
{
	Json json = {.out = out};

	(void)options;
	json_open(&json, '[');
	for (size_t row = 0; row < list->n_rows; row++) {
		Arena arena = {0};
		json_newline(&json);
		json_open(&json, '{');
		for (size_t c = 0; c < list->n_columns; c++) {
			Cell cell = list_cell(list, c, row, &arena);
			json_key(&json, str_of(list->columns[c].key));
			export_cell_json(&json, &cell);
		}
		json_close(&json, '}');
		mem_arena_free(&arena);
	}
	buf_add(out, STR("\n]\n"));
}

static void list_md(const List *list, const ExportOptions *options, Buf *out)
{
	export_md_list(list, options->lang, options->ambiguous, out);
}

static void list_html(const List *list, const ExportOptions *options, Buf *out)
{
	export_html_list(list, options->lang, out);
}

static void doc_text(const Doc *doc, const Corpus *corpus, const ExportOptions *options, Buf *out)
{
	(void)corpus;
	export_text_doc(doc, options->width, options->ambiguous, out);
}

/* Formats that are tables only. */
static bool doc_rows(const Doc *doc, const Corpus *corpus, ExportFormat format, const ExportOptions *options, Buf *out)
{
	Arena arena = {0};
	List list = list_view_doc(corpus, doc, &arena);
	bool fine = export_list(&list, format, options, out);

	mem_arena_free(&arena);
	return fine;
}

static void doc_json(const Doc *doc, const Corpus *corpus, const ExportOptions *options, Buf *out)
{
	Json json = {.out = out};
	Buf address = {0};

	(void)options;
	json_open(&json, '[');
	for (size_t i = 0; i < doc->blocks.n; i++) {
		const DocBlock *block = &doc->blocks.at[i];
		if (block->role == DOC_GAP || block->role == DOC_RULE)
			continue;
		buf_clear(&address);
		if (block->unit.kind != UNIT_NONE)
			corpus_add_address(corpus, block->unit, &address);
		const Str role = str_of(list_view_role(block->role));
		const Str values[] = {role, buf_str(&address), str_trim(block->lead), block->text};
		static const char *const KEYS[] = {"role", "id", "lead", "text"};
		json_newline(&json);
		json_open(&json, '{');
		for (size_t k = 0; k < sizeof values / sizeof *values; k++) {
			json_key(&json, str_of(KEYS[k]));
			json_string(&json, values[k]);
		}
		json_close(&json, '}');
	}
	buf_add(out, STR("\n]\n"));
	buf_free(&address);
}

static void doc_md(const Doc *doc, const Corpus *corpus, const ExportOptions *options, Buf *out)
{
	(void)corpus, (void)options;
	export_md_doc(doc, out);
}

static void doc_html(const Doc *doc, const Corpus *corpus, const ExportOptions *options, Buf *out)
{
	export_html_doc(doc, corpus, options->lang, out);
}

static void comparison_text(const Comparison *comparison, const Corpus *corpus, const ExportOptions *options, Buf *out)
{
	export_text_comparison(comparison, corpus, options->lang, options->width, options->ambiguous, out);
}

static void comparison_rows(const Comparison *comparison, const Corpus *corpus, ExportFormat format,
	const ExportOptions *options, Buf *out)
{
	Arena arena = {0};
	List list = list_view_comparison(corpus, comparison, &arena);

	export_list(&list, format, options, out);
	mem_arena_free(&arena);
}

static void comparison_tsv(const Comparison *comparison, const Corpus *corpus, const ExportOptions *options, Buf *out)
{
	comparison_rows(comparison, corpus, EXPORT_TSV, options, out);
}

static void comparison_csv(const Comparison *comparison, const Corpus *corpus, const ExportOptions *options, Buf *out)
{
	comparison_rows(comparison, corpus, EXPORT_CSV, options, out);
}

static void write_text(Json *json, const Text *text)
{
	const Cell cell = {CELL_TEXT, {.text = {text->zh.s, text->en.s}}};

	export_cell_json(json, &cell);
}

static void write_measure(Json *json, const Corpus *corpus, uint32_t index, bool full)
{
	const Measure *measure = &corpus->measures.at[index];
	Buf address = {0};

	corpus_add_address(corpus, (Unit){UNIT_MEASURE, index}, &address);
	if (full) {
		json_open(json, '{');
		json_key(json, STR("id"));
	}
	json_string(json, buf_str(&address));
	buf_free(&address);
	if (!full)
		return;
	json_key(json, STR("label"));
	write_text(json, &measure->label);
	json_key(json, STR("text"));
	write_text(json, &measure->body.text);
	json_close(json, '}');
}

static void write_place(Json *json, const Corpus *corpus, Place place)
{
	static const char *const KEYS[LANG_COUNT] = {"zh", "en"};
	Buf name = {0};

	json_open(json, '{');
	for (int lang = 0; lang < LANG_COUNT; lang++) {
		buf_clear(&name);
		table_add_place_name(corpus, place, (Lang)lang, &name);
		json_key(json, str_of(KEYS[lang]));
		json_string(json, buf_str(&name));
	}
	json_close(json, '}');
	buf_free(&name);
}

static void write_cell(Json *json, const Corpus *corpus, const Comparison *comparison, size_t block, size_t column)
{
	const CompareCell *cell = &comparison->blocks.at[block].cells[column];

	json_open(json, '{');
	json_key(json, STR("place"));
	write_place(json, corpus, comparison->places[column]);
	json_key(json, STR("measures"));
	json_open(json, '[');
	for (uint32_t i = 0; i < cell->measures.n; i++)
		write_measure(json, corpus, comparison->measures.at[cell->measures.first + i], true);
	json_close(json, ']');
	json_key(json, STR("see"));
	json_open(json, '[');
	for (uint32_t i = 0; i < cell->pointers.n; i++)
		write_measure(json, corpus, comparison->measures.at[cell->pointers.first + i], false);
	json_close(json, ']');
	json_close(json, '}');
}

static void comparison_json(const Comparison *comparison, const Corpus *corpus, const ExportOptions *options, Buf *out)
{
	Json json = {.out = out};

	(void)options;
	json_open(&json, '[');
	for (size_t b = 0; b < comparison->blocks.n; b++) {
		uint32_t theme = comparison->blocks.at[b].theme;
		json_newline(&json);
		json_open(&json, '{');
		json_key(&json, STR("theme"));
		if (theme == CORPUS_NONE)
			json_null(&json);
		else
			json_string(&json, corpus->themes.at[theme].id.s);
		json_key(&json, STR("cells"));
		json_open(&json, '[');
		for (size_t c = 0; c < comparison->columns; c++)
			write_cell(&json, corpus, comparison, b, c);
		json_close(&json, ']');
		json_close(&json, '}');
	}
	buf_add(out, STR("\n]\n"));
}

static void comparison_md(const Comparison *comparison, const Corpus *corpus, const ExportOptions *options, Buf *out)
{
	export_md_comparison(comparison, corpus, options->lang, options->ambiguous, out);
}

static void comparison_html(const Comparison *comparison, const Corpus *corpus, const ExportOptions *options, Buf *out)
{
	export_html_comparison(comparison, corpus, options->lang, out);
}

static const struct Format {
	const char *name, *endings; /* the first one is given to files */
	void (*list)(const List *list, const ExportOptions *options, Buf *out);
	void (*doc)(const Doc *doc, const Corpus *corpus, const ExportOptions *options, Buf *out);
	void (*comparison)(const Comparison *comparison, const Corpus *corpus, const ExportOptions *options, Buf *out);
} FORMATS[EXPORT_FORMAT_COUNT] = {
	[EXPORT_TEXT] = {"text", "txt text", list_text, doc_text, comparison_text},
	[EXPORT_TSV] = {"tsv", "tsv", list_tsv, NULL, comparison_tsv},
	[EXPORT_CSV] = {"csv", "csv", list_csv, NULL, comparison_csv},
	[EXPORT_JSON] = {"json", "json", list_json, doc_json, comparison_json},
	[EXPORT_MARKDOWN] = {"md", "md markdown", list_md, doc_md, comparison_md},
	[EXPORT_HTML] = {"html", "html htm", list_html, doc_html, comparison_html},
	[EXPORT_XLSX] = {"xlsx", "xlsx", NULL, NULL, NULL},
};

bool export_format(Str name, ExportFormat *out)
{
	for (int f = 0; f < EXPORT_FORMAT_COUNT; f++)
		if (str_eq_nocase(name, str_of(FORMATS[f].name))) {
			*out = (ExportFormat)f;
			return true;
		}
	return false;
}

const char *export_format_name(ExportFormat format)
{
	return FORMATS[format].name;
}

Str export_ending(ExportFormat format)
{
	Str rest = str_of(FORMATS[format].endings), first = {0};

	str_split(&rest, ' ', &first);
	return first;
}

bool export_format_by_name(Str file, ExportFormat *out)
{
	size_t dot = file.n;

	while (dot && file.s[dot - 1] != '.' && file.s[dot - 1] != '/')
		dot--;
	if (dot < 2 || file.s[dot - 1] != '.' || file.s[dot - 2] == '/')
		return false;
	for (int f = 0; f < EXPORT_FORMAT_COUNT; f++) {
		Str rest = str_of(FORMATS[f].endings), ending;
		while (str_split(&rest, ' ', &ending))
			if (str_eq_nocase(str_sub(file, dot, file.n), ending)) {
				*out = (ExportFormat)f;
				return true;
			}
	}
	return false;
}

bool export_is_binary(ExportFormat format)
{
	return format == EXPORT_XLSX;
}

bool export_list(const List *list, ExportFormat format, const ExportOptions *options, Buf *out)
{
	if (format == EXPORT_XLSX)
		return export_xlsx_list(list, options->lang, out);
	FORMATS[format].list(list, options, out);
	return true;
}

bool export_doc(const Doc *doc, const Corpus *corpus, ExportFormat format, const ExportOptions *options, Buf *out)
{
	if (!FORMATS[format].doc)
		return doc_rows(doc, corpus, format, options, out);
	FORMATS[format].doc(doc, corpus, options, out);
	return true;
}

bool export_comparison(const Comparison *comparison, const Corpus *corpus, ExportFormat format,
	const ExportOptions *options, Buf *out)
{
	if (format == EXPORT_XLSX)
		return export_xlsx_comparison(comparison, corpus, options->lang, out);
	FORMATS[format].comparison(comparison, corpus, options, out);
	return true;
}
