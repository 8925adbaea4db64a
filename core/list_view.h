/* Tables that are worked out rather than read from the corpus: the matrix, the hits of a search, a comparison. They
   are written out as the listings are. */
#ifndef BILAN_LIST_VIEW_H
#define BILAN_LIST_VIEW_H

#include "doc.h"
#include "list.h"
#include "matrix.h"
#include "search.h"
#include "table.h"

/* Themes or terms down, provinces across, each with its total; the row of totals behind them only where `totals` is
   set. Terms that the matrix does not count are left out. Each count has the addresses that it counts as its sources,
   and the last column those of its row. What is composed lives in `arena`; the matrix must outlive the list. */
List list_view_matrix(const Corpus *corpus, const Matrix *matrix, bool totals, Arena *arena);

/* One row a hit: address, province, field, the words around it. The hits must outlive the list. */
List list_view_hits(const Corpus *corpus, const SearchHits *hits);

/* One row for each measure in each cell of the comparison, and one for each that is only pointed to. Rows live in
   `arena`. */
List list_view_comparison(const Corpus *corpus, const Comparison *comparison, Arena *arena);

/* One row for each paragraph of a document: address, what it is, text. The document must outlive the list; which
   paragraphs there are is noted in `arena`. */
List list_view_doc(const Corpus *corpus, const Doc *doc, Arena *arena);

/* title meta heading label text tags note: what a block is, in English for programs. */
const char *list_view_role(DocRole role);

/* Up to `around` code points before and behind bytes [from, to) of `text`, within its line. */
void list_view_context(Str text, uint32_t from, uint32_t to, size_t around, Str *before, Str *after);

/* title heading label body, or in Chinese. */
Str list_view_field(SearchField field, Lang lang);

#endif
