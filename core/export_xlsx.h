/* Workbooks for Excel, WPS and LibreOffice, written by libxlsxwriter. The library brings libcrypto with it, which is
   more than all else the program loads: it is opened when the first workbook is written, not when the program starts.
   Text is never a formula here: cells have types. */
#ifndef BILAN_EXPORT_XLSX_H
#define BILAN_EXPORT_XLSX_H

#include "list.h"
#include "table.h"

/* One sheet with the table (header and first column stay in sight, every column can be filtered, cells that come from
   several places carry their addresses as a comment) and one about the source. False where the library is not there
   or could not write; `out` is then as it was. */
bool export_xlsx_list(const List *list, Lang lang, Buf *out);

/* Themes down and places across, a row for each measure, then the same measures one a row, then the source. */
bool export_xlsx_comparison(const Comparison *comparison, const Corpus *corpus, Lang lang, Buf *out);

/* For export_xlsx.c. The library writes each part of a workbook to a temporary file first and does not see when the
   disk is full: it gets a directory in which `need` bytes have just been there. NULL: there is none. */
const char *export_xlsx_room(size_t need);

#endif
