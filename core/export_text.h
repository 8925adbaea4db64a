/* Plain text: tables in columns by display width, documents and comparisons by their lines. */
#ifndef BILAN_EXPORT_TEXT_H
#define BILAN_EXPORT_TEXT_H

#include "compare.h"
#include "doc.h"
#include "list.h"

/* `width` 0: nothing is wrapped or cut, as for a pipe. Otherwise the widest columns are cut with … until the rows
   fit. */
void export_text_list(const List *list, Lang lang, uint32_t width, int ambiguous, Buf *out);
void export_text_doc(const Doc *doc, uint32_t width, int ambiguous, Buf *out);

/* Side by side with │ between the columns; stacked where there is no room, or no width. */
void export_text_comparison(const Comparison *comparison, const Corpus *corpus, Lang lang, uint32_t width,
	int ambiguous, Buf *out);

/* Appends `text` with blanks around it up to `columns`; line feeds and tabs in it become blanks. */
void export_text_pad(Buf *out, Str text, size_t columns, bool right, int ambiguous);

#endif
