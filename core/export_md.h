/* Markdown (CommonMark with GFM tables): every character of the content that Markdown would read as a mark is
   escaped. */
#ifndef BILAN_EXPORT_MD_H
#define BILAN_EXPORT_MD_H

#include "doc.h"
#include "list.h"
#include "table.h"

/* With its title over it and the source below where it has one; a bare table otherwise. */
void export_md_list(const List *list, Lang lang, int ambiguous, Buf *out);
void export_md_doc(const Doc *doc, Buf *out);

/* Themes down, places across; labels in bold, each text with its address. */
void export_md_comparison(const Comparison *comparison, const Corpus *corpus, Lang lang, int ambiguous, Buf *out);

/* Appends `text` escaped, line feeds as <br>, so that it may stand in a table or a paragraph. */
void export_md_escape(Buf *out, Str text);

#endif
