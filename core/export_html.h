/* HTML: one complete file without scripts, to be read on a screen in light or dark, printed, or opened in a word
   processor. */
#ifndef BILAN_EXPORT_HTML_H
#define BILAN_EXPORT_HTML_H

#include "doc.h"
#include "list.h"
#include "table.h"

void export_html_list(const List *list, Lang lang, Buf *out);
void export_html_doc(const Doc *doc, const Corpus *corpus, Lang lang, Buf *out);
void export_html_comparison(const Comparison *comparison, const Corpus *corpus, Lang lang, Buf *out);

#endif
