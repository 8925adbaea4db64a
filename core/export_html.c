#include "export_html.h"

#include "compare.h"
#include "export_cell.h"
#include "export_chart.h"
#include "export_markup.h"

#include <stdlib.h>

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
	"thead th{position:sticky;top:0;background:var(--paper)}th{min-width:4.5em}\n"
	"tr[data-address]>td:first-child{white-space:nowrap}\n"
	".level table{table-layout:fixed}th.theme{width:7em}@media screen{.level table{min-width:45em}}\n"
	".number{text-align:end;font-variant-numeric:tabular-nums}\n"
	"a{color:inherit;text-decoration-color:var(--line)}tr:target,div:target,:target>a{background:var(--tint)}\n"
	"footer{margin-top:2rem;border-top:1px solid var(--line)}\n"
	"@media print{\n"
	":root{--ink:#000;--paper:#fff;--soft:#444;--line:#999;--tint:#fff}\n"
	"body{margin:0;max-width:none;font-size:10.5pt}\n"
	"h1,h2,h3{break-after:avoid}tr,.note{break-inside:avoid}p{orphans:3;widows:3}\n"
	"thead{display:table-header-group}thead th{position:static}th{min-width:2.5em}\n"
	"th,td{padding:.2rem .4rem}body.wide{font-size:9pt}\n"
	"@page{margin:2cm}@page across{size:A4 landscape;margin:1.5cm}body.level{page:across}}\n";

/* Prose; a table as wide as the window; places side by side, level by theme, in columns of one width. */
typedef enum Layout { LAYOUT_PROSE, LAYOUT_WIDE, LAYOUT_LEVEL } Layout;

static void open_page(Buf *out, Str title, Lang lang, Layout layout)
{
	buf_add(out, lang == LANG_ZH ? STR("<!doctype html>\n<html lang=\"zh-Hans\">\n")
		: STR("<!doctype html>\n<html lang=\"en\">\n"));
	buf_add(out, STR("<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, "
		"initial-scale=1\">\n<title>"));
	export_markup_escape(out, title);
	buf_add(out, STR("</title>\n<style>\n"));
	buf_add(out, str_of(STYLE));
	buf_add(out, export_chart_style());
	buf_add(out, STR("</style>\n</head>\n"));
	static const char *const BODY[] = {[LAYOUT_PROSE] = "<body>\n", [LAYOUT_WIDE] = "<body class=\"wide\">\n",
		[LAYOUT_LEVEL] = "<body class=\"wide level\">\n"};
	buf_add(out, str_of(BODY[layout]));
}

static void add_element(Buf *out, const char *open, Str text, const char *close)
{
	buf_add(out, str_of(open));
	export_markup_escape(out, text);
	buf_add(out, str_of(close));
}

/* Where it comes from, and how to find it there. */
static void close_page(Buf *out, const Corpus *corpus, Lang lang)
{
	for (uint32_t v = 0; corpus && v < corpus->volumes.n; v++) {
		const Volume *volume = &corpus->volumes.at[v];
		Str title = volume->source_title.s.n ? volume->source_title.s : corpus_text(&volume->title, lang);
		buf_add(out, v ? STR("<br>\n") : STR("<footer class=\"small\">\n<p>"));
		add_element(out, lang == LANG_ZH ? "来源：" : "Source: ", title, "");
	}
	buf_add(out, corpus && corpus->volumes.n ? STR("</p>\n</footer>\n") : STR(""));
	buf_add(out, STR("</body>\n</html>\n"));
}

/* A cell that counts says what: its addresses show when it is pointed at. */
static void add_cell(const List *list, size_t row, size_t column, Lang lang, Arena *arena, Buf *out)
{
	Buf plain = {0}, from = {0};
	Cell cell = list_cell(list, column, row, arena);

	export_cell_text(&plain, &cell, lang);
	list_add_sources(list, column, row, &from);
	buf_add(out, export_cell_is_number(&cell) ? STR("<td class=\"number\"") : STR("<td"));
	if (from.n) {
		add_element(out, " data-address=\"", buf_str(&from), "\"");
		add_element(out, " title=\"", buf_str(&from), "\"");
	}
	add_element(out, ">", buf_str(&plain), "</td>");
	buf_free(&plain);
	buf_free(&from);
}

typedef struct Anchor { Str address; size_t row; } Anchor;

static int by_address(const void *a, const void *b)
{
	const Anchor *x = a, *y = b;
	int way = str_cmp(x->address, y->address);

	return way ? way : x->row < y->row ? -1 : x->row > y->row;
}

/* Which rows are the first with their address: an id stands once in a page. */
static bool *first_rows(const List *list, Arena *arena)
{
	Anchor *anchors = mem_zeroed(list->n_rows + 1, sizeof *anchors);
	bool *first = mem_take(arena, list->n_rows + 1);

	for (size_t row = 0; row < list->n_rows; row++)
		anchors[row] = (Anchor){export_cell_address(list, row, arena), row};
	if (list->n_rows)
		qsort(anchors, list->n_rows, sizeof *anchors, by_address);
	for (size_t i = 0; i < list->n_rows; i++)
		first[anchors[i].row] = i == 0 || !str_eq(anchors[i].address, anchors[i - 1].address);
	free(anchors);
	return first;
}

static void open_row(const List *list, size_t row, bool first, Arena *arena, Buf *out)
{
	Str address = export_cell_address(list, row, arena);

	buf_add(out, STR("<tr"));
	if (address.n && first)
		add_element(out, " id=\"", address, "\"");
	if (address.n)
		add_element(out, " data-address=\"", address, "\"");
	buf_add_char(out, '>');
}

static void add_rows(const List *list, Lang lang, const bool *shown, Buf *out)
{
	Arena all = {0};
	const bool *first = first_rows(list, &all);

	for (size_t row = 0; row < list->n_rows; row++) {
		Arena arena = {0};
		open_row(list, row, first[row], &arena, out);
		for (size_t c = 0; c < list->n_columns; c++)
			if (shown[c])
				add_cell(list, row, c, lang, &arena, out);
		buf_add(out, STR("</tr>\n"));
		mem_arena_free(&arena);
	}
	mem_arena_free(&all);
}

void export_html_list(const List *list, Lang lang, Buf *out)
{
	Arena arena = {0};
	bool *shown = mem_take(&arena, list->n_columns * sizeof *shown);
	Str title = export_cell_title(list, lang);

	open_page(out, title, lang, LAYOUT_WIDE);
	add_element(out, "<h1>", title, "</h1>\n");
	export_chart_html(list, lang, out);
	buf_add(out, STR("<table>\n<thead><tr>"));
	for (size_t c = 0; c < list->n_columns; c++) {
		shown[c] = export_cell_shown(list, c);
		if (shown[c])
			add_element(out, export_cell_column_is_number(list, c) ? "<th scope=\"col\" class=\"number\">"
				: "<th scope=\"col\">", export_cell_header(&list->columns[c], lang), "</th>");
	}
	buf_add(out, STR("</tr></thead>\n<tbody>\n"));
	add_rows(list, lang, shown, out);
	buf_add(out, STR("</tbody>\n</table>\n"));
	close_page(out, list->corpus, lang);
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

	open_page(out, title_of(doc), lang, LAYOUT_PROSE);
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
		export_markup_escape(out, block->lead);
		export_markup_escape(out, block->text);
		buf_add(out, str_of(element->close));
	}
	close_page(out, corpus, lang);
}

/* A page in the making: which measures have their id already, where two places have one in common. */
typedef struct Grid {
	const Comparison *comparison;
	const Corpus *corpus;
	Lang lang;
	bool *there;
} Grid;

static void add_measure(const Grid *g, uint32_t index, Buf *out)
{
	const Measure *measure = &g->corpus->measures.at[index];
	Buf address = {0};

	corpus_add_address(g->corpus, (Unit){UNIT_MEASURE, index}, &address);
	buf_add(out, STR("<div"));
	if (!g->there[index])
		add_element(out, " id=\"", buf_str(&address), "\"");
	g->there[index] = true;
	add_element(out, " data-address=\"", buf_str(&address), "\"><p><strong>");
	export_markup_escape(out, corpus_text(&measure->label, g->lang));
	add_element(out, "</strong> <span class=\"small\">", buf_str(&address), "</span></p>");
	add_element(out, "<p>", corpus_text(&measure->body.text, g->lang), "</p></div>");
	buf_free(&address);
}

/* A link to where it stands in full. */
static void add_pointer(const Grid *g, uint32_t index, Buf *out)
{
	Buf address = {0};

	corpus_add_address(g->corpus, (Unit){UNIT_MEASURE, index}, &address);
	add_element(out, "<p class=\"small\" data-address=\"", buf_str(&address), "\">→ ");
	add_element(out, "<a href=\"#", buf_str(&address), "\">");
	export_markup_escape(out, corpus_text(&g->corpus->measures.at[index].label, g->lang));
	add_element(out, "</a> ", buf_str(&address), "</p>");
	buf_free(&address);
}

static void add_compare_cell(const Grid *g, size_t block, size_t column, Buf *out)
{
	const CompareCell *cell = &g->comparison->blocks.at[block].cells[column];

	buf_add(out, STR("<td>"));
	for (uint32_t i = 0; i < cell->measures.n; i++)
		add_measure(g, g->comparison->measures.at[cell->measures.first + i], out);
	for (uint32_t i = 0; i < cell->pointers.n; i++)
		add_pointer(g, g->comparison->measures.at[cell->pointers.first + i], out);
	if (!cell->measures.n && !cell->pointers.n)
		add_element(out, "<p class=\"small\">", compare_absent(g->comparison->places[column], g->lang), "</p>");
	buf_add(out, STR("</td>"));
}

static void add_places(const Comparison *comparison, const Corpus *corpus, Lang lang, Buf *out)
{
	Buf name = {0};

	buf_add(out, STR("<table>\n<thead><tr>"));
	if (!table_is_direct(comparison))
		add_element(out, "<th scope=\"col\" class=\"theme\">", lang == LANG_ZH ? STR("主题") : STR("Theme"), "</th>");
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
	const Grid g = {comparison, corpus, lang, mem_zeroed(corpus->measures.n, sizeof *g.there)};
	Buf title = {0};

	compare_add_title(corpus, comparison, comparison->theme, lang, &title);
	open_page(out, buf_str(&title), lang, LAYOUT_LEVEL);
	add_element(out, "<h1>", buf_str(&title), "</h1>\n");
	buf_free(&title);
	add_places(comparison, corpus, lang, out);
	for (size_t b = 0; b < comparison->blocks.n; b++) {
		buf_add(out, STR("<tr>"));
		if (!table_is_direct(comparison))
			add_element(out, "<th scope=\"row\">", compare_theme_name(corpus, comparison, (uint32_t)b, lang), "</th>");
		for (size_t c = 0; c < comparison->columns; c++)
			add_compare_cell(&g, b, c, out);
		buf_add(out, STR("</tr>\n"));
	}
	buf_add(out, STR("</tbody>\n</table>\n"));
	close_page(out, corpus, lang);
	free(g.there);
}
