/* The source text that is kept beside a corpus, by the spans of its units: the words of one of them, and all of it put
   together from their spans in order, with what belongs to none of them. */
#ifndef BILAN_IMPORT_SOURCE_H
#define BILAN_IMPORT_SOURCE_H

#include "corpus.h"
#include "list.h"

typedef struct ImportSource {
	Str kept;            /* the caller's, with its white space */
	uint32_t characters; /* without white space */
	Buf bare;            /* those characters */
	uint32_t *offsets;   /* where in `kept` every so manieth of them stands */
} ImportSource;

typedef enum ImportPart {
	IMPORT_PART_TITLE, IMPORT_PART_SPEAKER, IMPORT_PART_LEAD, IMPORT_PART_HEADING, IMPORT_PART_INTRO,
	IMPORT_PART_MEASURE, IMPORT_PART_BETWEEN, IMPORT_PART_COUNT
} ImportPart;

/* One stretch of the source. */
typedef struct ImportPiece {
	Unit unit;       /* UNIT_NONE: it belongs to none (IMPORT_PART_BETWEEN) */
	ImportPart part;
	Span span;       /* as the corpus has it */
	Str text;        /* of `kept`; what a unit before it has too is not in it again */
} ImportPiece;

typedef struct ImportPieces { ImportPiece *at; size_t n, cap; } ImportPieces;

/* Reads UTF-8 that must outlive `out`; free with import_source_free. */
void import_source_open(Str kept, ImportSource *out);
void import_source_free(ImportSource *source);

/* Whether it is the text that the volume's spans count, by its SHA-256. A volume that says none takes any. */
bool import_source_fits(const ImportSource *source, const Volume *volume);

/* The words of a span, without the white space around them; empty where the span lies outside. */
Str import_source_words(const ImportSource *source, Span span);

/* Appends the pieces of a volume in the order of the source. Their texts together are the whole of it, white space
   between them aside. */
void import_source_pieces(const Corpus *corpus, uint32_t volume, const ImportSource *source, ImportPieces *out);

/* The pieces as a table. They must outlive it. */
List import_source_list(const Corpus *corpus, const ImportPieces *pieces);

#endif
