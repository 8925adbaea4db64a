/* Writing tables and documents out: text, TSV, CSV, JSON, Markdown, HTML, workbooks. One row of a table a format; every
   writer appends to a Buf. */
#ifndef BILAN_EXPORT_H
#define BILAN_EXPORT_H

#include "compare.h"
#include "doc.h"
#include "list.h"

typedef enum ExportFormat { EXPORT_TEXT, EXPORT_TSV, EXPORT_CSV, EXPORT_JSON, EXPORT_MARKDOWN, EXPORT_HTML,
	EXPORT_XLSX, EXPORT_FORMAT_COUNT } ExportFormat;

typedef struct ExportOptions {
	Lang lang;        /* of headers and of texts where a format has room for one language only; JSON has both */
	uint32_t width;   /* columns for text; 0: not wrapped (a pipe) */
	int ambiguous;
	bool bom;         /* CSV: byte order mark in front, for Excel */
} ExportOptions;

bool export_format(Str name, ExportFormat *out); /* text tsv csv json md html xlsx */
const char *export_format_name(ExportFormat format);

/* What a file of the format ends in, without the dot: txt tsv csv … */
Str export_ending(ExportFormat format);

/* The format of a file with that name; false where its ending is none of them. */
bool export_format_by_name(Str file, ExportFormat *out);

/* True for formats that no terminal can show. */
bool export_is_binary(ExportFormat format);

/* All three append to `out`. False where a workbook could not be written, because libxlsxwriter is not there or there
   is no room for its temporary files; nothing else fails. */

/* Writes a table. CSV has CRLF line ends and a ' before cells that begin with = + - @, their full-width
   twins, or a control character (formula injection); JSON is
   an array of objects. */
bool export_list(const List *list, ExportFormat format, const ExportOptions *options, Buf *out);

/* Writes a document; as tsv, csv and xlsx it is a table with one row a paragraph. */
bool export_doc(const Doc *doc, const Corpus *corpus, ExportFormat format, const ExportOptions *options, Buf *out);

/* Writes a comparison: text side by side; md, html and xlsx as a table; json as blocks; tsv and csv one row a
   measure. */
bool export_comparison(const Comparison *comparison, const Corpus *corpus, ExportFormat format,
	const ExportOptions *options, Buf *out);

#endif
