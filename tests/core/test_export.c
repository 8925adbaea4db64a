#include "../../core/export.h"
#include "sample.h"

#include <criterion/criterion.h>
#include <string.h>

/* Cells of the test's own table. */
static const Str CELLS[] = {
	{"=1+1", 4}, {"+86", 3}, {"-线上", 7}, {"@sum", 4}, {"\tx", 2}, {"\rx", 2}, {"说\"好\"", 8}, {"a,b", 3}, {"a\nb", 3},
		{"a\tb\\", 4}, {"平常", 6}, {"", 0},
};

static Cell get_cell(const List *list, const ListColumn *column, size_t row, Arena *arena)
{
	(void)list, (void)column, (void)arena;
	return (Cell){CELL_STR, {.str = CELLS[row]}};
}

static Cell get_number(const List *list, const ListColumn *column, size_t row, Arena *arena)
{
	(void)list, (void)column, (void)arena;
	return (Cell){CELL_NUMBER, {.number = -(double)row}};
}

static const ListColumn COLUMNS[] = {{"text", "文字", false, get_cell, NULL, 0}, {"number", "数", false, get_number, NULL,
	0}};

static Buf write_list(ExportFormat format, bool bom, size_t rows)
{
	const List list = {.name = "cells", .columns = COLUMNS, .n_columns = 2, .n_rows = rows};
	const ExportOptions options = {.lang = LANG_EN, .ambiguous = 1, .bom = bom};
	Buf out = {0};

	export_list(&list, format, &options, &out);
	return out;
}

Test(export, formats_have_the_names_of_the_manual)
{
	ExportFormat format;

	cr_assert(export_format(STR("md"), &format) && format == EXPORT_MARKDOWN);
	cr_assert(export_format(STR("JSON"), &format) && format == EXPORT_JSON);
	cr_assert_not(export_format(STR("pdf"), &format));
	for (int f = 0; f < EXPORT_FORMAT_COUNT; f++)
		cr_assert(export_format(str_of(export_format_name((ExportFormat)f)), &format) && (int)format == f);
}

Test(export, csv_is_that_of_rfc_4180_and_runs_no_formula)
{
	Buf out = write_list(EXPORT_CSV, false, sizeof CELLS / sizeof *CELLS);

	cr_assert_str_eq(buf_cstr(&out),
		"text,number\r\n'=1+1,0\r\n'+86,-1\r\n'-线上,-2\r\n'@sum,-3\r\n'\tx,-4\r\n\"'\rx\",-5\r\n\"说\"\"好\"\"\",-6\r\n"
		"\"a,b\",-7\r\n\"a\nb\",-8\r\na\tb\\,-9\r\n平常,-10\r\n,-11\r\n");
	buf_free(&out);
}

Test(export, csv_for_excel_begins_with_a_byte_order_mark)
{
	Buf out = write_list(EXPORT_CSV, true, 1), tsv = write_list(EXPORT_TSV, true, 1);

	cr_assert(str_starts(buf_str(&out), STR("\xEF\xBB\xBFtext,number\r\n")));
	cr_assert(str_starts(buf_str(&tsv), STR("text\tnumber\n")), "TSV never");
	buf_free(&out);
	buf_free(&tsv);
}

Test(export, tsv_has_one_line_a_row_whatever_the_cells_hold)
{
	Buf out = write_list(EXPORT_TSV, false, sizeof CELLS / sizeof *CELLS);
	size_t lines = 0;

	for (Str rest = buf_str(&out), line; str_split(&rest, '\n', &line) && line.n; lines++) {
		size_t tabs = 0;
		for (size_t i = 0; i < line.n; i++)
			tabs += line.s[i] == '\t';
		cr_assert_eq(tabs, 1, "%.*s", (int)line.n, line.s);
	}
	cr_assert_eq(lines, 1 + sizeof CELLS / sizeof *CELLS);
	cr_assert(sample_contains(&out, "\na\\nb\t") && sample_contains(&out, "\na\\tb\\\\\t") && sample_contains(&out,
		"\n\\rx\t"));
	buf_free(&out);
}

Test(export, json_keeps_every_cell_and_an_empty_table_is_an_empty_array)
{
	Buf out = write_list(EXPORT_JSON, false, sizeof CELLS / sizeof *CELLS), none = write_list(EXPORT_JSON, false, 0),
		flat = {0};

	cr_assert_eq(sample_json(buf_str(&out), &flat), -1);
	cr_assert(sample_has(&flat, "/0/text==1+1") && sample_has(&flat, "/6/text=说\"好\"") && sample_has(&flat,
		"/8/text=a\\nb") && sample_has(&flat, "/11/number=-11"));
	buf_clear(&flat);
	cr_assert_eq(sample_json(buf_str(&none), &flat), -1);
	cr_assert_str_eq(buf_cstr(&flat), "=[]\n");
	buf_free(&out), buf_free(&none), buf_free(&flat);
}

Test(export, a_document_has_every_form)
{
	Corpus *corpus = sample_corpus();
	const ExportOptions options = {.lang = LANG_ZH, .ambiguous = 1};

	for (int f = 0; f < EXPORT_FORMAT_COUNT; f++) {
		Doc doc = {0};
		Buf out = {0};
		doc_add_unit(&doc, corpus, corpus_unit(corpus, STR("beijing.1")), LANG_ZH);
		cr_assert(export_doc(&doc, corpus, (ExportFormat)f, &options, &out));
		cr_assert(f == EXPORT_XLSX || sample_contains(&out, "beijing.1.1"), "%s", export_format_name((ExportFormat)f));
		doc_free(&doc);
		buf_free(&out);
	}
	corpus_free(corpus);
}

Test(export, a_document_in_json_says_what_each_block_is)
{
	Corpus *corpus = sample_corpus();
	const ExportOptions options = {.lang = LANG_EN, .ambiguous = 1};
	Doc doc = {0};
	Buf out = {0}, flat = {0};

	doc_add_unit(&doc, corpus, corpus_unit(corpus, STR("beijing")), LANG_EN);
	export_doc(&doc, corpus, EXPORT_JSON, &options, &out);
	cr_assert_eq(sample_json(buf_str(&out), &flat), -1);
	cr_assert(sample_has(&flat, "/0/role=title") && sample_has(&flat, "/0/id=beijing"));
	cr_assert(sample_contains(&flat, "/role=label\n") && sample_contains(&flat, "/lead=2\n") && sample_contains(&flat,
		"/text==1+1 is a label too\n"));
	doc_free(&doc);
	buf_free(&out), buf_free(&flat);
	corpus_free(corpus);
}

Test(export, a_comparison_has_every_form)
{
	Corpus *corpus = sample_corpus();
	const Place places[] = {{.province = 0}, {.province = 1}};
	Comparison comparison = table_compare(corpus, places, 2, CORPUS_NONE);
	Buf json = {0}, flat = {0};

	for (int f = 0; f < EXPORT_FORMAT_COUNT; f++) {
		const ExportOptions options = {.lang = LANG_EN, .ambiguous = 1, .width = 100};
		Buf out = {0};
		export_comparison(&comparison, corpus, (ExportFormat)f, &options, &out);
		cr_assert(f == EXPORT_XLSX || sample_contains(&out, "shandong.2.1"), "%s", export_format_name((ExportFormat)f));
		buf_free(&out);
	}
	export_comparison(&comparison, corpus, EXPORT_JSON, &(ExportOptions){.ambiguous = 1}, &json);
	cr_assert_eq(sample_json(buf_str(&json), &flat), -1);
	cr_assert(sample_has(&flat, "/0/theme=grid") && sample_has(&flat, "/0/cells/0/place/en=Beijing") &&
		sample_has(&flat, "/0/cells/0/measures/0/id=beijing.1.1"));
	cr_assert(sample_has(&flat, "/0/cells/1/measures=[]") && sample_has(&flat, "/0/cells/1/see/0=shandong.1.1"));
	table_comparison_free(&comparison);
	buf_free(&json), buf_free(&flat);
	corpus_free(corpus);
}

Test(export, a_document_as_a_table_has_its_addresses)
{
	Corpus *corpus = sample_corpus();
	const ExportOptions options = {.lang = LANG_EN, .ambiguous = 1};
	Doc doc = {0};
	Buf out = {0};

	doc_add_unit(&doc, corpus, corpus_unit(corpus, STR("beijing.1")), LANG_EN);
	export_doc(&doc, corpus, EXPORT_TSV, &options, &out);
	cr_assert(sample_has(&out, "id\trole\ttext"), "%s", buf_cstr(&out));
	cr_assert(sample_has(&out, "beijing.1\theading\t1 Starting from complaints"), "%s", buf_cstr(&out));
	doc_free(&doc);
	buf_free(&out);
	corpus_free(corpus);
}

Test(export, the_ending_of_a_name_says_the_format)
{
	static const struct { const char *name; int format; } NAMES[] = {
		{"a.csv", EXPORT_CSV}, {"浙江.XLSX", EXPORT_XLSX}, {"x/y.htm", EXPORT_HTML}, {"a.b.md", EXPORT_MARKDOWN},
		{"a.txt", EXPORT_TEXT}, {"a.json", EXPORT_JSON}, {"a.tsv", EXPORT_TSV},
		{"csv", -1}, {".csv", -1}, {"x/.csv", -1}, {"a.csv/b", -1}, {"a.pdf", -1}, {"a.", -1}, {"", -1},
	};

	for (size_t i = 0; i < sizeof NAMES / sizeof *NAMES; i++) {
		ExportFormat format = EXPORT_TEXT;
		bool known = export_format_by_name(str_of(NAMES[i].name), &format);
		cr_assert_eq(known, NAMES[i].format >= 0, "%s", NAMES[i].name);
		cr_assert(!known || (int)format == NAMES[i].format, "%s", NAMES[i].name);
	}
	for (int f = 0; f < EXPORT_FORMAT_COUNT; f++) {
		ExportFormat format = EXPORT_TEXT;
		Buf name = {0};
		buf_add(&name, STR("x."));
		buf_add(&name, export_ending((ExportFormat)f));
		cr_assert(export_format_by_name(buf_str(&name), &format) && (int)format == f);
		buf_free(&name);
	}
}
