/* The outline of a compilation: speeches, their sections and measures, each with how it was found and how sure that is.
   Places are bytes of the bare text; the units of a speech lie end to end from its title to its last measure. */
#ifndef BILAN_IMPORT_OUTLINE_H
#define BILAN_IMPORT_OUTLINE_H

#include "import_speech.h"

#define IMPORT_OUTLINE_DOUBTFUL 70 /* per cent: what is less sure is for a person to look at */

typedef struct ImportMeasure {
	uint32_t from, body, to; /* body: behind the mark */
	uint32_t headline_to;    /* of the first sentence */
	FoundBy by;
	uint32_t sure;
} ImportMeasure;

typedef struct ImportSection {
	uint32_t from, body, to; /* the heading; body: behind its number; from = to: it has none */
	uint32_t intro_to;       /* the intro begins where the heading ends */
	Range measures;
	FoundBy by;
	uint32_t sure;
} ImportSection;

typedef struct ImportSpeech {
	ImportCut cut;
	uint32_t lead_to; /* the lead begins where the body does */
	Range sections, measures;
	bool complete;    /* false: the text breaks off in a sentence */
} ImportSpeech;

typedef struct ImportOutline {
	CORPUS_VEC(ImportSpeech) speeches;
	CORPUS_VEC(ImportSection) sections;
	CORPUS_VEC(ImportMeasure) measures;
} ImportOutline;

/* Finds everything; `promised` is the number of speeches that the title says there are, or 0. Told after each speech
   how many bytes of the bare text are done. */
void import_outline(const ImportText *text, uint32_t promised, ImportOutline *out, ImportTold *told, void *data);
void import_outline_free(ImportOutline *outline);

#endif
