/* Where the speeches of a compilation begin and end: by the lines that name their speakers, at the head or at the foot,
   by the turns of a dialogue, by headings, or not at all. Places are bytes of the bare text. */
#ifndef BILAN_IMPORT_SPEECH_H
#define BILAN_IMPORT_SPEECH_H

#include "import_text.h"

typedef struct ImportCut {
	uint32_t title_from, title_to;     /* from = to: none */
	uint32_t speaker_from, speaker_to; /* from = to: none; of a turn it is the title too */
	uint32_t from, to;                 /* the body */
	bool foot;                         /* signed at the foot */
	FoundBy by;
	uint32_t sure;                     /* per cent */
} ImportCut;

typedef CORPUS_VEC(ImportCut) ImportCuts;

/* Appends the cuts in order; at least one for a text that is not empty. `promised`: how many the title says, or 0. */
void import_speech_cuts(const ImportText *text, uint32_t promised, ImportCuts *out);

#endif
