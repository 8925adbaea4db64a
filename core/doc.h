/* A document: what a unit says, as blocks to be read from top to bottom, and its lines at a width. The command line
   prints it, the reader pane draws it, a comparison stands several side by side; none of them breaks lines itself. */
#ifndef BILAN_DOC_H
#define BILAN_DOC_H

#include "corpus.h"
#include "wrap.h"

typedef enum DocRole {
	DOC_TITLE,    /* title of a speech, name of a theme or term */
	DOC_META,     /* speaker, spans, addresses: small print */
	DOC_HEADING,  /* heading of a section */
	DOC_LABEL,    /* label of a measure */
	DOC_TEXT,     /* prose */
	DOC_TAGS,     /* themes and terms of a measure */
	DOC_NOTE,     /* “the source breaks off here” and other words of the program's own */
	DOC_GAP,      /* an empty line */
	DOC_RULE,     /* a thin rule across the column */
} DocRole;

typedef struct DocBlock {
	DocRole role;
	Unit unit;       /* the unit it belongs to; UNIT_NONE for words of the program's own */
	Str lead;        /* what stands before the first line, e.g. "2 " ; the other lines are indented by its width */
	Str text;
	uint32_t indent; /* columns at the left of every line */
} DocBlock;

typedef struct DocLine {
	uint32_t block;
	WrapLine line;   /* bytes of the block's text */
	bool first;      /* first line of its block: the lead stands before it */
} DocLine;

typedef struct Doc {
	Arena arena; /* composed texts (address lines, tag lines) */
	struct { DocBlock *at; size_t n, cap; } blocks;
} Doc;

typedef struct DocLines { DocLine *at; size_t n, cap; } DocLines;

/* Append what the unit says: a speech with its sections and measures, a section with its measures and a line that
   says whose it is, a measure likewise. A doc is zero-initialised; free with doc_free. */
void doc_add_unit(Doc *doc, const Corpus *corpus, Unit unit, Lang lang);

/* One measure without its number: label, (with_speaker) province, speaker and section, text, themes and terms with
   the address. A gap stands before it. */
void doc_add_measure(Doc *doc, const Corpus *corpus, uint32_t measure, Lang lang, bool with_speaker);

/* The same without its speaker, under the heading of a theme, which its line of themes then leaves out. */
void doc_add_measure_under(Doc *doc, const Corpus *corpus, uint32_t measure, Lang lang, uint32_t theme);
void doc_add_theme(Doc *doc, const Corpus *corpus, uint32_t theme, Lang lang); /* name, definition; not its measures */
void doc_add_term(Doc *doc, const Corpus *corpus, uint32_t term, Lang lang);
/* what the source is, and what it lacks */
void doc_add_about(Doc *doc, const Corpus *corpus, uint32_t volume, Lang lang);
/* slices are kept, not copied; a gap that would be the first block, or follow a gap, is left out */
void doc_add_block(Doc *doc, DocRole role, Unit unit, Str lead, Str text, uint32_t indent);

/* The same for a text composed in a Buf: it moves into the doc's arena and the Buf is freed. No block for an empty
   text. */
void doc_add_composed(Doc *doc, DocRole role, Unit unit, Buf *text, uint32_t indent);

/* Breaks every block to `options.width` columns (0: only where its text has a line feed), appended to `lines`. Costs
   only what it lays out. A gap at the end has no line. */
void doc_lay_out(const Doc *doc, const WrapOptions *options, DocLines *lines);

/* The same for the blocks from number `first` on, so that a document can grow line by line. */
void doc_lay_out_from(const Doc *doc, size_t first, const WrapOptions *options, DocLines *lines);

/* What a drawer needs of a line: its text without the lead, the lead (empty but on the first line), and the column
   at which the text begins. */
Str doc_line_text(const Doc *doc, const DocLine *line);
Str doc_line_lead(const Doc *doc, const DocLine *line);
uint32_t doc_line_column(const Doc *doc, const DocLine *line, int ambiguous);

/* Appends indent, lead and text of a line, as it is printed; a rule is `width` dashes. Returns its columns. */
size_t doc_line_write(const Doc *doc, const DocLine *line, uint32_t width, int ambiguous, Buf *out);

/* Appends an ordinal of a section: 一 … 九十九 in Chinese, digits in English (and from 100 on). */
void doc_add_ordinal(Buf *out, uint32_t n, Lang lang);

/* Index of the first line of the unit's first block, or of the line that holds `byte` of the block with that text;
   SIZE_MAX where it is absent. */
size_t doc_line_of(const Doc *doc, const DocLines *lines, Unit unit);
size_t doc_line_at(const Doc *doc, const DocLines *lines, size_t block, size_t byte);

void doc_clear(Doc *doc);
void doc_free(Doc *doc);

#endif
