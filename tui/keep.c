#include "keep.h"

#include <stdlib.h>
#include <string.h>

static const char *const KINDS[KEEP_KIND_COUNT] = {"bookmark", "note", "mark", "cell"};

Str keep_kind(KeepKind kind)
{
	return str_of(KINDS[kind]);
}

static Str text_of(KeepKind kind, const NotesRecord *record)
{
	return kind == KEEP_BOOKMARK ? notes_bookmark_name(record)
		: kind == KEEP_NOTE      ? notes_note_text(record)
		: kind == KEEP_CELL      ? notes_field(record, 0)
								 : (Str){0};
}

/* Themes come before terms, of each the provinces; what is of all of them comes last. */
static uint64_t order_of_cell(const Kept *kept)
{
	NotesCell cell = kept->cell;
	uint64_t row = cell.theme;
	if (cell.term != CORPUS_NONE)
		row = cell.term | 1u << 31;
	return kept->place == ANCHOR_GONE ? UINT64_MAX : row << 32 | cell.province;
}

/* A speech comes before its sections, a section before its measures. */
static uint64_t order_of(const Corpus *corpus, const Kept *kept)
{
	Unit unit = kept->unit;
	if (kept->kind == KEEP_CELL)
		return order_of_cell(kept);
	if (unit.kind == UNIT_NONE)
		return UINT64_MAX;
	uint64_t speech = corpus_speech_of(corpus, unit), section = 0, measure = 0;
	if (unit.kind == UNIT_SECTION)
		section = corpus->sections.at[unit.index].n;
	if (unit.kind == UNIT_MEASURE) {
		section = corpus->sections.at[corpus->measures.at[unit.index].section].n;
		measure = corpus->measures.at[unit.index].n;
	}
	return speech << 32 | section << 16 | measure;
}

static void insert(const Corpus *corpus, KeptList *out, size_t from, Kept kept)
{
	size_t k = out->n;
	MEM_PUSH(out, kept);
	for (; kept.kind != KEEP_MARK && k > from; k--) {
		if (order_of(corpus, &out->at[k - 1]) <= order_of(corpus, &kept))
			break;
		out->at[k] = out->at[k - 1];
		out->at[k - 1] = kept;
	}
}

void keep_read(KeptList *kept, uint32_t measure)
{
	if (!kept->read[measure])
		MEM_PUSH(&kept->reads, measure);
	kept->read[measure] = true;
}

/* Not by anchor_find: what has moved or changed is to be read again. */
static void collect_read(const Corpus *corpus, const Notes *notes, KeptList *out)
{
	Buf address = {0};
	free(out->read);
	out->reads.n = 0;
	out->read = mem_zeroed(corpus->measures.n, sizeof *out->read);
	for (const NotesRecord *r = NULL; (r = notes_next(notes, STR("read"), r)) != NULL;) {
		Anchor anchor = notes_anchor(r);
		Unit unit = corpus_unit(corpus, anchor.address);
		buf_clear(&address);
		if (unit.kind == UNIT_MEASURE && anchor_of(corpus, unit, &address).hash == anchor.hash)
			keep_read(out, unit.index);
	}
	buf_free(&address);
}

static Kept resolve(const Corpus *corpus, KeepKind kind, const NotesRecord *r)
{
	Kept kept = {.kind = kind, .key = r->key, .text = text_of(kind, r)};
	if (kind == KEEP_CELL) {
		kept.address = r->key;
		kept.place = notes_cell_find(corpus, r->key, &kept.cell) ? ANCHOR_HERE : ANCHOR_GONE;
		return kept;
	}
	Anchor anchor = notes_anchor(r);
	kept.address = anchor.address;
	kept.offset = kind == KEEP_MARK ? notes_mark_offset(r) : 0;
	kept.place = anchor_find(corpus, anchor, &kept.unit);
	return kept;
}

void keep_collect(const Corpus *corpus, const Notes *notes, KeptList *out)
{
	out->n = 0;
	for (KeepKind kind = 0; kind < KEEP_KIND_COUNT; kind++) {
		size_t from = out->n;
		for (const NotesRecord *r = NULL; (r = notes_next(notes, keep_kind(kind), r)) != NULL;)
			insert(corpus, out, from, resolve(corpus, kind, r));
	}
	collect_read(corpus, notes, out);
}

void keep_free(KeptList *kept)
{
	free(kept->at);
	free(kept->read);
	free(kept->reads.at);
	*kept = (KeptList){0};
}

static bool is_on(const Kept *kept, KeepKind kind, Unit unit)
{
	return kept->kind == kind && unit.kind != UNIT_NONE && kept->unit.kind == unit.kind
		&& kept->unit.index == unit.index;
}

const Kept *keep_next(const KeptList *kept, KeepKind kind, Unit unit, const Kept *last)
{
	for (size_t i = last ? (size_t)(last - kept->at) + 1 : 0; i < kept->n; i++)
		if (is_on(&kept->at[i], kind, unit))
			return &kept->at[i];
	return NULL;
}

static bool same_unit(Unit a, Unit b)
{
	return a.kind == b.kind && a.index == b.index;
}

void keep_weave(const KeptList *kept, Doc *doc, size_t from)
{
	bool any = false;
	for (size_t i = 0; i < kept->n; i++)
		any |= kept->at[i].kind == KEEP_NOTE && kept->at[i].unit.kind != UNIT_NONE;
	if (!any)
		return;
	struct { DocBlock *at; size_t n, cap; } old = {doc->blocks.at, doc->blocks.n, doc->blocks.cap};
	doc->blocks.at = NULL;
	doc->blocks.n = doc->blocks.cap = 0;
	for (size_t i = 0; i < old.n; i++) {
		Unit unit = old.at[i].unit;
		MEM_PUSH(&doc->blocks, old.at[i]);
		if (i < from)
			continue;
		bool ends = i + 1 == old.n || !same_unit(old.at[i + 1].unit, unit);
		bool gap = old.at[i].role == DOC_GAP || (i + 2 < old.n && old.at[i + 1].role == DOC_GAP
			&& same_unit(old.at[i + 2].unit, unit)); /* a speech has gaps inside */
		for (const Kept *k = NULL; ends && !gap && (k = keep_next(kept, KEEP_NOTE, unit, k)) != NULL;)
			doc_add_block(doc, DOC_NOTE, unit, STR("✎ "), str_keep(k->text, &doc->arena), old.at[i].indent);
	}
	free(old.at);
}

void keep_add_signs(const KeptList *kept, Unit unit, Buf *out)
{
	if (keep_next(kept, KEEP_NOTE, unit, NULL))
		buf_add(out, STR("✎"));
	if (keep_next(kept, KEEP_BOOKMARK, unit, NULL))
		buf_add(out, STR("⚑"));
}

void keep_add_all_signs(const KeptList *kept, Unit unit, Buf *out)
{
	keep_add_signs(kept, unit, out);
	for (const Kept *k = NULL; (k = keep_next(kept, KEEP_MARK, unit, k)) != NULL;) {
		buf_add_char(out, '\'');
		buf_add(out, k->key);
	}
}
