/* What an import proposes beyond the outline: labels of measures, their themes, terms and figures. All of it is a guess
   that a reader confirms. Places are bytes of the bare text. */
#ifndef BILAN_IMPORT_PROPOSE_H
#define BILAN_IMPORT_PROPOSE_H

#include "import_outline.h"
#include "number.h"

#define IMPORT_LABEL_CHARS 16
#define IMPORT_THEMES 3

typedef struct ImportFigure {
	uint32_t from, to;
	Number number;
	FigureKind kind;
	Str unit, what; /* slices of the bare text; may be empty */
} ImportFigure;

/* A name that stands in the text; `speech` is the first in which it does. */
typedef struct ImportTerm { Str name; uint32_t speech; } ImportTerm;

typedef struct ImportPassage { Range terms, figures; } ImportPassage; /* into term_refs and figures */

/* Themes as indices into the vocabulary, likeliest first; CORPUS_NONE behind the last. */
typedef struct ImportThemes { uint32_t at[IMPORT_THEMES]; } ImportThemes;

typedef struct ImportProposal {
	Arena arena;
	CORPUS_VEC(ImportTerm) terms;
	CORPUS_VEC(uint32_t) term_refs;
	CORPUS_VEC(ImportFigure) figures;
	CORPUS_VEC(ImportPassage) leads, intros, measures; /* by speech, section, measure */
	CORPUS_VEC(Str) labels;                            /* by measure */
	CORPUS_VEC(ImportThemes) themes;                   /* by measure */
} ImportProposal;

/* Proposes for every unit. `vocabulary` has the themes, and measures already tagged with them to learn from; NULL: no
   themes are proposed. Told after each speech how many bytes of the bare text are done. `out` is empty. */
void import_propose(const ImportText *text, const ImportOutline *outline, const Corpus *vocabulary,
	ImportProposal *out, ImportTold *told, void *data);
void import_propose_free(ImportProposal *proposal);

/* The figures of bytes [from, to), appended to `out` by place. */
typedef CORPUS_VEC(ImportFigure) ImportFigures;
void import_propose_figures(const ImportText *text, uint32_t from, uint32_t to, ImportFigures *out);

/* The names in quotation marks and book-title marks of [from, to), appended in order. */
typedef CORPUS_VEC(Str) ImportNames;
void import_propose_names(const ImportText *text, uint32_t from, uint32_t to, ImportNames *out);

/* A short name for a measure, from its first sentence: at most IMPORT_LABEL_CHARS characters, in the arena. */
Str import_propose_label(const ImportText *text, const ImportMeasure *measure, Arena *arena);

/* Themes of texts, learnt from a vocabulary. Free with import_propose_themes_close; NULL where it has none. `without`
   are measures of the vocabulary not to learn from (n 0: from all), for tests. */
typedef struct ImportLearnt ImportLearnt;
ImportLearnt *import_propose_themes_open(const Corpus *vocabulary, Range without);
ImportThemes import_propose_themes(ImportLearnt *learnt, Str text);
void import_propose_themes_close(ImportLearnt *learnt);

#endif
