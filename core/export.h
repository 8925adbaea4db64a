/* Writing tables and documents out: text, TSV, CSV, JSON, Markdown, HTML. One row of a table a format; every writer
   appends to a Buf. */
#ifndef BILAN_EXPORT_H
#define BILAN_EXPORT_H

#include "compare.h"
#include "doc.h"
#include "list.h"

typedef enum ExportFormat { EXPORT_TEXT, EXPORT_TSV, EXPORT_CSV, EXPORT_JSON, EXPORT_MARKDOWN, EXPORT_HTML,
	EXPORT_FORMAT_COUNT } ExportFormat;

typedef struct ExportOptions {
	Lang lang;        /* of headers and of texts where a format has room for one language only; JSON has both */
	uint32_t width;   /* columns for text; 0: not wrapped (a pipe) */
	int ambiguous;
	bool bom;         /* CSV: byte order mark in front, for Excel */
} ExportOptions;

bool export_format(Str name, ExportFormat *out); /* text tsv csv json md html */
const char *export_format_name(ExportFormat format);

/* Writes a table. CSV has CRLF line ends and a ' before cells that begin with = + - @ (formula injection); JSON is
   an array of objects. */
void export_list(const List *list, ExportFormat format, const ExportOptions *options, Buf *out);

/* Writes a document (text, md, html, json); tsv and csv are tables' formats: false. */
bool export_doc(const Doc *doc, const Corpus *corpus, ExportFormat format, const ExportOptions *options, Buf *out);

/* Writes a comparison: text side by side; md and html as a table; json as blocks; tsv and csv one row a measure. */
void export_comparison(const Comparison *comparison, const Corpus *corpus, ExportFormat format,
	const ExportOptions *options, Buf *out);

#endif
