/* What a view has to give away: documents, tables, comparisons. A view's `offer` puts them into an Offers, the nearest
   to the cursor first; the export dialog lists them and writes the one that was chosen, in any format. A view needs
   nothing else to be exported. */
#ifndef BILAN_OFFER_H
#define BILAN_OFFER_H

#include "words.h"

#include "../core/export.h"

#define OFFER_LIMIT 6 /* of one view */

typedef enum OfferKind { OFFER_DOC, OFFER_LIST, OFFER_COMPARISON } OfferKind;

typedef struct Offer {
	OfferKind kind;
	Word what; /* 这条举措, 这张表 … */
	Str title; /* what it is called: on the dialog's row, over the page, in the file's name */
	Doc doc;
	List list;
	const Comparison *comparison;
	Comparison own; /* freed with the offer */
} Offer;

typedef struct Offers {
	Offer at[OFFER_LIMIT];
	size_t n;
	Arena arena; /* titles, and what a view composes for a table: it lives as long as the offers */
} Offers;

/* A document to be filled with doc_add_…. */
Doc *offer_doc(Offers *offers, Word what, Str title);

/* A table. What its rows are read from belongs to the view or to the offers' arena; the view stays as it is while the
   dialog is open. */
void offer_list(Offers *offers, Word what, Str title, const List *list);

/* A comparison of the view's. */
void offer_comparison(Offers *offers, Word what, Str title, const Comparison *comparison);

/* A comparison that was made to be offered. */
void offer_own_comparison(Offers *offers, Word what, Str title, Comparison comparison);

void offer_free(Offers *offers);

/* Rows of a table, measures of a comparison, paragraphs of a document. */
size_t offer_count(const Offer *offer);

/* Appends a file's name made of the title, without folder and ending: what no file name can have becomes a hyphen, and
   it is at most 80 bytes long. */
void offer_add_name(Buf *out, const Offer *offer);

/* Appends it in a format. False where the format could not be made; `out` is as it was then. */
bool offer_write(const Offer *offer, const Corpus *corpus, ExportFormat format, const ExportOptions *options, Buf *out);

#endif
