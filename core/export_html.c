#include "export_html.h"

#include "compare.h"
#include "export_cell.h"

/* Chinese is set as Chinese is: strict line breaking, punctuation closed up, no hyphens; 38 em are a line that the
   eye finds its way back from. */
static const char STYLE[] =
	":root{color-scheme:light dark;--ink:#1c1c1c;--paper:#fffefb;--soft:#5c5c5c;--line:#c9c4b8;--tint:#f4f0e6}\n"
	"@media(prefers-color-scheme:dark){\n"
	":root{--ink:#e6e3dc;--paper:#17181a;--soft:#a5a29a;--line:#45464a;--tint:#212327}}\n"
	"body{margin:2rem auto;padding:0 1.25rem;max-width:38em;color:var(--ink);background:var(--paper);\n"
	"font:1.0625rem/1.8 \"Noto Serif CJK SC\",\"Source Han Serif SC\",\"Songti SC\",SimSun,serif;\n"
	"line-break:strict;text-spacing-trim:trim-start;text-autospace:normal;overflow-wrap:break-word;\n"
	"hanging-punctuation:allow-end}\n"
	"html:lang(en) body{font-family:Charter,Georgia,\"Noto Serif\",serif;line-height:1.6}\n"
	"body.wide{max-width:none}\n"
	"h1,h2,h3,th,.small{line-height:1.4;\n"
	"font-family:\"Noto Sans CJK SC\",\"Source Han Sans SC\",\"PingFang SC\",\"Microsoft YaHei\",sans-serif}\n"
	"h1{font-size:1.6rem;text-wrap:balance}\n"
	"h2{font-size:1.25rem;margin-top:2.5rem;border-bottom:1px solid var(--line)}\n"
	"h3{font-size:1.05rem;margin:2rem 0 .25rem}\n"
	"p{margin:.5rem 0}\n"
	".small{font-size:.8125rem;color:var(--soft)}\n"
	".note{background:var(--tint);padding:.25rem .75rem}\n"
	"hr{border:0;border-top:1px solid var(--line)}\n"
	"table{border-collapse:collapse;width:100%;font-size:.9375rem;line-height:1.6}\n"
	"th,td{padding:.375rem .625rem;border-bottom:1px solid var(--line);text-align:start;vertical-align:top}\n"
	"thead th{position:sticky;top:0;background:var(--paper)}\n"
	"td.number{text-align:end;font-variant-numeric:tabular-nums}\n"
	"@media print{\n"
	":root{--ink:#000;--paper:#fff;--soft:#444;--line:#999;--tint:#fff}\n"
	"body{margin:0;max-width:none;font-size:10.5pt}\n"
	"h1,h2,h3{break-after:avoid}tr,.note{break-inside:avoid}p{orphans:3;widows:3}\n"
	"thead{display:table-header-group}thead th{position:static}@page{margin:2cm}}\n";

void export_html_escape(Buf *out, Str text)
{
	static const char *const NAMES[128] = {['<'] = "&lt;", ['>'] = "&gt;", ['&'] = "&amp;", ['"'] = "&quot;",
		['\''] = "&#39;", ['\n'] = "<br>"};
	size_t from = 0;

	for (size_t i = 0; i < text.n; i++) {
		unsigned char c = (unsigned char)text.s[i];
		if (c >= 128 || !NAMES[c])
			continue;
		buf_add(out, str_sub(text, from, i));
		buf_add(out, str_of(NAMES[c]));
		from = i + 1;
	}
	buf_add(out, str_sub(text, from, text.n));
}

static void open_page(Buf *out, Str title, Lang lang, bool wide)
{
	buf_add(out, lang == LANG_ZH ? STR("<!doctype html>\n<html lang=\"zh-Hans\">\n")
		: STR("<!doctype html>\n<html lang=\"en\">\n"));
	buf_add(out, STR("<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, "
		"initial-scale=1\">\n<title>"));
	export_html_escape(out, title);
	buf_add(out, STR("</title>\n<style>\n"));
	buf_add(out, str_of(STYLE));
	buf_add(out, STR("</style>\n</head>\n"));
	buf_add(out, wide ? STR("<body class=\"wide\">\n") : STR("<body>\n"));
}

static void close_page(Buf *out)
{
	buf_add(out, STR("</body>\n</html>\n"));
}

static void add_element(Buf *out, const char *open, Str text, const char *close)
{
	buf_add(out, str_of(open));
	export_html_escape(out, text);
	buf_add(out, str_of(close));
}

static void add_cell(const List *list, size_t row, size_t column, Lang lang, Arena *arena, Buf *out)
{
	Buf plain = {0};
	Cell cell = list_cell(list, column, row, arena);

	export_cell_text(&plain, &cell, lang);
	add_element(out, export_cell_is_number(&cell) ? "<td class=\"number\">" : "<td>", buf_str(&plain), "</td>");
	buf_free(&plain);
}

static void add_rows(const List *list, Lang lang, const bool *shown, Buf *out)
{
	for (size_t row = 0; row < list->n_rows; row++) {
		Arena arena = {0};
		buf_add(out, STR("<tr>"));
		for (size_t c = 0; c < list->n_columns; c++)
			if (shown[c])
				add_cell(list, row, c, lang, &arena, out);
		buf_add(out, STR("</tr>\n"));
		mem_arena_free(&arena);
	}
}

void export_html_list(const List *list, Lang lang, Buf *out)
{
	Arena arena = {0};
	bool *shown = mem_take(&arena, list->n_columns * sizeof *shown);

	open_page(out, list->title.n ? list->title : str_of(list->name), lang, true);
	buf_add(out, STR("<table>\n<thead><tr>"));
	for (size_t c = 0; c < list->n_columns; c++) {
		shown[c] = export_cell_shown(list, c);
		if (shown[c])
			add_element(out, "<th scope=\"col\">", export_cell_header(&list->columns[c], lang), "</th>");
	}
	buf_add(out, STR("</tr></thead>\n<tbody>\n"));
	add_rows(list, lang, shown, out);
	buf_add(out, STR("</tbody>\n</table>\n"));
	close_page(out);
	mem_arena_free(&arena);
}

static const struct Element { const char *open, *close; } ELEMENTS[] = {
	[DOC_TITLE] = {"<h1", "</h1>\n"}, [DOC_META] = {"<p class=\"small\"", "</p>\n"}, [DOC_HEADING] = {"<h2", "</h2>\n"},
	[DOC_LABEL] = {"<h3", "</h3>\n"}, [DOC_TEXT] = {"<p", "</p>\n"}, [DOC_TAGS] = {"<p class=\"small\"", "</p>\n"},
	[DOC_NOTE] = {"<p class=\"note\"", "</p>\n"}, [DOC_GAP] = {NULL, NULL}, [DOC_RULE] = {"<hr", "\n"},
};

/* The first block of a unit can be linked to by its address. */
static void add_anchor(const Corpus *corpus, Unit unit, Buf *out)
{
	Buf address = {0};

	corpus_add_address(corpus, unit, &address);
	add_element(out, " id=\"", buf_str(&address), "\"");
	buf_free(&address);
}

static bool same_unit(Unit a, Unit b)
{
	return a.kind == b.kind && a.index == b.index;
}

static Str title_of(const Doc *doc)
{
	return doc->blocks.n ? doc->blocks.at[0].text : STR("bilan");
}

void export_html_doc(const Doc *doc, const Corpus *corpus, Lang lang, Buf *out)
{
	Unit last = {0};

	open_page(out, title_of(doc), lang, false);
	for (size_t i = 0; i < doc->blocks.n; i++) {
		const DocBlock *block = &doc->blocks.at[i];
		const struct Element *element = &ELEMENTS[block->role];
		if (!element->open)
			continue;
		buf_add(out, str_of(element->open));
		if (block->unit.kind != UNIT_NONE && !same_unit(block->unit, last))
			add_anchor(corpus, block->unit, out);
		last = block->unit.kind == UNIT_NONE ? last : block->unit;
		buf_add_char(out, '>');
		export_html_escape(out, block->lead);
		export_html_escape(out, block->text);
		buf_add(out, str_of(element->close));
	}
	close_page(out);
}

static void add_measure(const Corpus *corpus, uint32_t index, Lang lang, bool full, Buf *out)
{
	const Measure *measure = &corpus->measures.at[index];
	Buf address = {0};

	corpus_add_address(corpus, (Unit){UNIT_MEASURE, index}, &address);
	add_element(out, full ? "<p><strong>" : "<p class=\"small\">→ ", corpus_text(&measure->label, lang),
		full ? "</strong>" : "");
	add_element(out, " <span class=\"small\">", buf_str(&address), "</span></p>");
	if (full)
		add_element(out, "<p>", corpus_text(&measure->body.text, lang), "</p>");
	buf_free(&address);
}

static void add_compare_cell(const Comparison *comparison, const Corpus *corpus, size_t block, size_t column,
	Lang lang, Buf *out)
{
	const CompareCell *cell = &comparison->blocks.at[block].cells[column];

	buf_add(out, STR("<td>"));
	for (uint32_t i = 0; i < cell->measures.n; i++)
		add_measure(corpus, comparison->measures.at[cell->measures.first + i], lang, true, out);
	for (uint32_t i = 0; i < cell->pointers.n; i++)
		add_measure(corpus, comparison->measures.at[cell->pointers.first + i], lang, false, out);
	if (!cell->measures.n && !cell->pointers.n)
		add_element(out, "<p class=\"small\">", compare_absent(comparison->places[column], lang), "</p>");
	buf_add(out, STR("</td>"));
}

/* "浙江 · 山东": the page's title. */
static void add_title(const Comparison *comparison, const Corpus *corpus, Lang lang, Buf *title)
{
	for (size_t c = 0; c < comparison->columns; c++) {
		if (c)
			buf_add(title, STR(" · "));
		table_add_place_name(corpus, comparison->places[c], lang, title);
	}
}

static void add_places(const Comparison *comparison, const Corpus *corpus, Lang lang, Buf *out)
{
	Buf name = {0};

	buf_add(out, STR("<table>\n<thead><tr>"));
	if (!table_is_direct(comparison))
		add_element(out, "<th scope=\"col\">", lang == LANG_ZH ? STR("主题") : STR("Theme"), "</th>");
	for (size_t c = 0; c < comparison->columns; c++) {
		buf_clear(&name);
		table_add_place_name(corpus, comparison->places[c], lang, &name);
		add_element(out, "<th scope=\"col\">", buf_str(&name), "</th>");
	}
	buf_add(out, STR("</tr></thead>\n<tbody>\n"));
	buf_free(&name);
}

void export_html_comparison(const Comparison *comparison, const Corpus *corpus, Lang lang, Buf *out)
{
	Buf title = {0};

	add_title(comparison, corpus, lang, &title);
	open_page(out, buf_str(&title), lang, true);
	buf_free(&title);
	add_places(comparison, corpus, lang, out);
	for (size_t b = 0; b < comparison->blocks.n; b++) {
		buf_add(out, STR("<tr>"));
		if (!table_is_direct(comparison))
			add_element(out, "<th scope=\"row\">", compare_theme_name(corpus, comparison, (uint32_t)b, lang), "</th>");
		for (size_t c = 0; c < comparison->columns; c++)
			add_compare_cell(comparison, corpus, b, c, lang, out);
		buf_add(out, STR("</tr>\n"));
	}
	buf_add(out, STR("</tbody>\n</table>\n"));
	close_page(out);
}
