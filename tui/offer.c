#include "offer.h"

#include "../core/utf8.h"

#include <stdlib.h>
#include <string.h>

#define NAME_BYTES 80

/* Past the limit the last one is overwritten: a view that offers too much loses what is least near. */
static Offer *add(Offers *offers, OfferKind kind, Word what, Str title)
{
	Offer *offer = &offers->at[offers->n < OFFER_LIMIT ? offers->n++ : OFFER_LIMIT - 1];
	doc_free(&offer->doc);
	table_comparison_free(&offer->own);
	*offer = (Offer){.kind = kind, .what = what, .title = str_keep(title, &offers->arena)};
	return offer;
}

Doc *offer_doc(Offers *offers, Word what, Str title)
{
	return &add(offers, OFFER_DOC, what, title)->doc;
}

void offer_list(Offers *offers, Word what, Str title, const List *list)
{
	Offer *offer = add(offers, OFFER_LIST, what, title);
	offer->list = *list;
	offer->list.title = offer->title;
}

void offer_comparison(Offers *offers, Word what, Str title, const Comparison *comparison)
{
	add(offers, OFFER_COMPARISON, what, title)->comparison = comparison;
}

void offer_own_comparison(Offers *offers, Word what, Str title, Comparison comparison)
{
	add(offers, OFFER_COMPARISON, what, title)->own = comparison;
}

void offer_free(Offers *offers)
{
	for (size_t i = 0; i < offers->n; i++) {
		doc_free(&offers->at[i].doc);
		table_comparison_free(&offers->at[i].own);
	}
	mem_arena_free(&offers->arena);
	*offers = (Offers){0};
}

/* The dialog takes the offers over as they are, so that no pointer leads into them. */
static const Comparison *comparison_of(const Offer *offer)
{
	return offer->comparison ? offer->comparison : &offer->own;
}

size_t offer_count(const Offer *offer)
{
	if (offer->kind == OFFER_LIST)
		return offer->list.n_rows;
	if (offer->kind == OFFER_COMPARISON)
		return comparison_of(offer)->measures.n;
	size_t n = 0;
	for (size_t i = 0; i < offer->doc.blocks.n; i++)
		n += offer->doc.blocks.at[i].text.n > 0;
	return n;
}

/* What a file system, a shell or another machine would stumble over. */
static bool is_odd(uint32_t cp)
{
	return cp <= ' ' || cp == 0x3000 || cp == 0xB7 || utf8_is_hostile(cp)
		|| (cp < 0x80 && strchr("/\\:*?\"<>|'`$&;~", (int)cp));
}

void offer_add_name(Buf *out, const Offer *offer)
{
	size_t from = out->n;
	uint32_t cp;
	for (size_t i = 0, step; i < offer->title.n; i += step) {
		step = utf8_decode(offer->title.s + i, offer->title.n - i, &cp);
		step = step > 0 ? step : 1;
		bool odd = is_odd(cp) || cp == UTF8_REPLACEMENT, begins = out->n == from;
		if (out->n - from + step > NAME_BYTES)
			break;
		if (!odd && !(begins && (cp == '.' || cp == '-')))
			buf_add(out, str_sub(offer->title, i, i + step));
		else if (!begins && out->s[out->n - 1] != '-')
			buf_add_char(out, '-');
	}
	while (out->n > from && strchr("-.", out->s[out->n - 1]))
		out->s[--out->n] = '\0';
	if (out->n == from)
		buf_add(out, STR("bilan"));
}

bool offer_write(const Offer *offer, const Corpus *corpus, ExportFormat format, const ExportOptions *options, Buf *out)
{
	if (offer->kind == OFFER_LIST)
		return export_list(&offer->list, format, options, out);
	if (offer->kind == OFFER_COMPARISON)
		return export_comparison(comparison_of(offer), corpus, format, options, out);
	return export_doc(&offer->doc, corpus, format, options, out);
}
