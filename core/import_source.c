#include "import_source.h"

#include "sha256.h"
#include "utf8.h"

#include <stdlib.h>
#include <string.h>

#define STRIDE 256 /* characters between the places that are kept */

/* Bytes of the white space at `at`; 0: none. */
static size_t blank_at(Str text, size_t at)
{
	char c = text.s[at];

	if (c == ' ' || c == '\n' || c == '\r' || c == '\t')
		return 1;
	return c == '\xE3' && str_starts(str_sub(text, at, at + 3), STR("\xE3\x80\x80")) ? 3 : 0;
}

static size_t bytes_at(Str text, size_t at)
{
	uint32_t cp;
	size_t n = utf8_decode(text.s + at, text.n - at, &cp);

	return n ? n : 1;
}

void import_source_open(Str kept, ImportSource *out)
{
	size_t places = 0;

	*out = (ImportSource){.kept = kept};
	out->offsets = mem_alloc((kept.n / STRIDE + 1) * sizeof *out->offsets);
	for (size_t at = 0, n; at < kept.n; at += n) {
		n = blank_at(kept, at);
		if (n)
			continue;
		n = bytes_at(kept, at);
		if (out->characters++ % STRIDE == 0)
			out->offsets[places++] = (uint32_t)at;
		buf_add(&out->bare, str_sub(kept, at, at + n));
	}
}

void import_source_free(ImportSource *source)
{
	buf_free(&source->bare);
	free(source->offsets);
	*source = (ImportSource){0};
}

bool import_source_fits(const ImportSource *source, const Volume *volume)
{
	Buf hash = {0};
	bool fits;

	sha256_add_hex(&hash, buf_str(&source->bare));
	fits = !volume->source_sha256.s.n || str_eq_nocase(volume->source_sha256.s, buf_str(&hash));
	buf_free(&hash);
	return fits;
}

/* Where a character stands in `kept`; of the last one and those behind it, its end. */
static size_t place_of(const ImportSource *source, uint32_t character)
{
	size_t at;

	if (character >= source->characters)
		return source->kept.n;
	at = source->offsets[character / STRIDE];
	for (uint32_t left = character % STRIDE;; left--) {
		for (size_t n; (n = blank_at(source->kept, at)); at += n)
			;
		if (!left)
			return at;
		at += bytes_at(source->kept, at);
	}
}

Str import_source_words(const ImportSource *source, Span span)
{
	if (span.from >= span.to || span.from >= source->characters)
		return (Str){0};
	return str_trim(str_sub(source->kept, place_of(source, span.from), place_of(source, span.to)));
}

static void push(ImportPieces *out, UnitKind kind, uint32_t index, ImportPart part, Span span)
{
	if (span.from < span.to)
		MEM_PUSH(out, ((ImportPiece){{kind, index}, part, span, {0}}));
}

static void push_speech(const Corpus *corpus, uint32_t index, ImportPieces *out)
{
	const Speech *speech = &corpus->speeches.at[index];

	push(out, UNIT_SPEECH, index, IMPORT_PART_TITLE, speech->title_span);
	push(out, UNIT_SPEECH, index, IMPORT_PART_LEAD, speech->lead.span);
	push(out, UNIT_SPEECH, index, IMPORT_PART_SPEAKER, speech->speaker_span);
	for (uint32_t i = 0; i < speech->sections.n; i++) {
		uint32_t section = speech->sections.first + i;

		push(out, UNIT_SECTION, section, IMPORT_PART_HEADING, corpus->sections.at[section].heading_span);
		push(out, UNIT_SECTION, section, IMPORT_PART_INTRO, corpus->sections.at[section].intro.span);
	}
	for (uint32_t i = 0; i < speech->measures.n; i++)
		push(out, UNIT_MEASURE, speech->measures.first + i, IMPORT_PART_MEASURE,
			corpus->measures.at[speech->measures.first + i].body.span);
}

static int by_place(const void *a, const void *b)
{
	const ImportPiece *p = a, *q = b;

	if (p->span.from != q->span.from)
		return p->span.from < q->span.from ? -1 : 1;
	return p->span.to != q->span.to ? (p->span.to < q->span.to ? -1 : 1) : (int)p->part - (int)q->part;
}

static void push_between(const ImportSource *source, uint32_t from, uint32_t to, ImportPieces *out)
{
	Span span = {from, to < source->characters ? to : source->characters};

	if (span.from < span.to)
		MEM_PUSH(out, ((ImportPiece){{UNIT_NONE, 0}, IMPORT_PART_BETWEEN, span, import_source_words(source, span)}));
}

void import_source_pieces(const Corpus *corpus, uint32_t volume, const ImportSource *source, ImportPieces *out)
{
	const Range speeches = corpus->volumes.at[volume].speeches;
	ImportPieces units = {0};
	uint32_t reached = 0;

	for (uint32_t i = 0; i < speeches.n; i++)
		push_speech(corpus, speeches.first + i, &units);
	if (units.n)
		qsort(units.at, units.n, sizeof *units.at, by_place);
	for (size_t i = 0; i < units.n; i++) {
		ImportPiece piece = units.at[i];
		uint32_t from = piece.span.from > reached ? piece.span.from : reached;

		push_between(source, reached, piece.span.from, out);
		piece.text = import_source_words(source, (Span){from, piece.span.to});
		MEM_PUSH(out, piece);
		reached = piece.span.to > reached ? piece.span.to : reached;
	}
	push_between(source, reached, source->characters, out);
	free(units.at);
}

static const struct { const char *id, *zh; } PARTS[IMPORT_PART_COUNT] = {
	[IMPORT_PART_TITLE] = {"title", "标题"}, [IMPORT_PART_SPEAKER] = {"speaker", "署名"},
	[IMPORT_PART_LEAD] = {"lead", "导语"}, [IMPORT_PART_HEADING] = {"heading", "小标题"},
	[IMPORT_PART_INTRO] = {"intro", "引言"}, [IMPORT_PART_MEASURE] = {"measure", "举措"},
	[IMPORT_PART_BETWEEN] = {"between", "未归入"},
};

static const ImportPiece *piece_at(const List *list, size_t row)
{
	return &((const ImportPieces *)list->data)->at[row];
}

static Cell unit_cell(const List *list, const ListColumn *column, size_t row, Arena *arena)
{
	const ImportPiece *piece = piece_at(list, row);
	Buf address = {0};

	(void)column;
	if (piece->unit.kind == UNIT_NONE)
		return list_cell_str((Str){0});
	corpus_add_address(list->corpus, piece->unit, &address);
	return list_cell_str(buf_keep(&address, arena));
}

static Cell part_cell(const List *list, const ListColumn *column, size_t row, Arena *arena)
{
	(void)column, (void)arena;
	return list_cell_str(str_of(PARTS[piece_at(list, row)->part].id));
}

static Cell name_cell(const List *list, const ListColumn *column, size_t row, Arena *arena)
{
	ImportPart part = piece_at(list, row)->part;

	(void)column, (void)arena;
	return (Cell){CELL_TEXT, {.text = {str_of(PARTS[part].zh), str_of(PARTS[part].id)}}};
}

static Cell span_cell(const List *list, const ListColumn *column, size_t row, Arena *arena)
{
	(void)column, (void)arena;
	return (Cell){CELL_SPAN, {.span = piece_at(list, row)->span}};
}

static Cell text_cell(const List *list, const ListColumn *column, size_t row, Arena *arena)
{
	(void)column, (void)arena;
	return list_cell_str(piece_at(list, row)->text);
}

static const ListColumn COLUMNS[] = {
	{"unit_id", "地址", false, unit_cell, "address", 0}, {"part", "部分标识", true, part_cell, NULL, 0},
	{"part_name", "部分", false, name_cell, "part", 0}, {"span", "出处", false, span_cell, NULL, 0},
	{"text", "原文", false, text_cell, NULL, 0},
};

List import_source_list(const Corpus *corpus, const ImportPieces *pieces)
{
	return (List){.name = "source", .zh = "原文", .columns = COLUMNS, .n_columns = sizeof COLUMNS / sizeof *COLUMNS,
		.n_rows = pieces->n, .corpus = corpus, .data = pieces};
}
