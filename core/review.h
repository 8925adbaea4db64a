/* Going over an import: the outline of a volume beside the text it was cut from, and what can be done to it. Everything
   is held as the bytes of the volume's files; each operation is edits of them (edit.h), so that what somebody wrote by
   hand, comments and order stay as they are, and is undone to the byte. The spans of the units go on covering the
   source without gap or overlap. Nothing here opens a file; whoever saves takes the bytes from `files`. */
#ifndef BILAN_REVIEW_H
#define BILAN_REVIEW_H

#include "corpus.h"
#include "import_align.h"
#include "import_text.h"

#define REVIEW_MOST_BYTES ((size_t)64 << 20) /* of all files: they are held, and read again by each operation */

/* A speech, section or measure as its file has it. */
typedef struct ReviewUnit {
	UnitKind kind;
	uint32_t file, speech, section, measure; /* its place in the lists of its file, from 0 */
	uint32_t number;  /* in what is above it, from 1 */
	Str name;         /* title, heading or label */
	Str speaker, province; /* of a speech; the province's id */
	Str id;           /* of a speech */
	Str themes;       /* of a measure, as YAML in [ ]; empty: it has none */
	Span head;        /* title or heading; empty where it has none in the source, as one that goes beyond it */
	Span body;        /* lead, intro or text; empty: none */
	Span foot;        /* the line that signs a speech at its foot */
	Finding found;
	bool doubtful;
} ReviewUnit;

typedef struct ReviewFile {
	Str name;
	Buf saved, now; /* as on disk, and as it would be written */
	Arena arena;    /* what the units name */
	CORPUS_VEC(ReviewUnit) units;
	Str theme;      /* the id of the first that is declared in it */
} ReviewFile;

/* Bytes [at, at + is.n) of a file that were `was`. */
typedef struct ReviewChange { uint32_t file; size_t at; Str was, is; } ReviewChange;

/* One operation: what it changed, and which units were under the cursor before and behind it. */
typedef struct ReviewStep {
	ReviewChange *changes;
	size_t n;
	uint32_t before, behind;
} ReviewStep;

typedef struct Review {
	ReviewFile *files;
	size_t n_files;
	CORPUS_VEC(ReviewUnit) units; /* of all files, in their order */
	size_t doubts;
	ImportText text;       /* the source; breaks tell what was between its characters */
	ImportLetters letters; /* of text.bare: a span counts them */
	bool keep;             /* the texts have the source's punctuation */
	CORPUS_VEC(ReviewStep) steps;
	size_t done;           /* steps that hold; those behind were undone */
	const Corpus *corpus;  /* provinces and themes it knows; NULL: only GB/T 2260 */
} Review;

/* What came of an operation. */
typedef enum ReviewFate {
	REVIEW_DONE,
	REVIEW_SAME,      /* it is so already */
	REVIEW_FIRST,     /* there is nothing before it to be joined with */
	REVIEW_TOP,       /* it is a speech: nothing is above it */
	REVIEW_EDGE,      /* a boundary is there already, or only a number would be cut off */
	REVIEW_OUTSIDE,   /* no unit has text there, or it is a line that signs */
	REVIEW_FIGURE,    /* a figure would be cut in two */
	REVIEW_UNNAMED,   /* a section without a heading in the source cannot be a speech */
	REVIEW_BY_HAND,   /* the text is not the source's any more: no place in it belongs to that of the source */
	REVIEW_PROVINCE,  /* no such province, or the corpus does not declare it */
	REVIEW_CANNOT,    /* not as the file is written (lists in brackets) */
	REVIEW_NOTHING,   /* nothing to undo, or nothing that was undone */
	REVIEW_FATE_COUNT
} ReviewFate;

/* Begins with copies of the volume's files, corpus.yaml and its parts in their order, and the source text beside them.
   False where a file is no YAML that can be changed, they are too large, or there is no speech or no source. `out` is
   empty; review_close in either case. The corpus outlives it. */
bool review_open(Review *out, const Str *names, const Str *files, size_t n, Str source, const Corpus *corpus);
void review_close(Review *review);

/* The unit that has a character of the source; the one before it where none has. UINT32_MAX where there are no
   units. */
uint32_t review_unit_at(const Review *review, uint32_t character);

/* Where the text of a unit begins in the source; of one that has none, where the next one's does. */
uint32_t review_place(const Review *review, uint32_t unit);

/* The speech that a unit is of; the unit behind the last of that speech, units.n for the last speech. */
uint32_t review_speech_of(const Review *review, uint32_t unit);
uint32_t review_speech_end(const Review *review, uint32_t unit);

/* The next doubtful unit behind one (`by` < 0: before it), around the end; UINT32_MAX where there is none. */
uint32_t review_doubt(const Review *review, uint32_t unit, int by);

/* Cuts at a character of the source: a measure into two; the end of an intro or lead becomes a measure; the end of a
   heading goes to its intro, the end of a title to the lead. */
ReviewFate review_split(Review *review, uint32_t character);

/* A unit becomes part of what stands before it: a measure, with its text, of the measure or intro before; a section's
   heading and intro text of the last passage before, its measures of the section before; a speech likewise. */
ReviewFate review_join(Review *review, uint32_t unit);

/* A measure becomes a section (its first sentence the heading, the rest the intro, the measures behind it its own); a
   section with what follows in its speech becomes a speech. */
ReviewFate review_promote(Review *review, uint32_t unit);

/* A speech becomes a section of the one before, a section a measure of the one before, in front of its measures; a
   measure text of what stands before it, as review_join does. */
ReviewFate review_demote(Review *review, uint32_t unit);

/* Another title, heading or label; another speaker; another province, by its id, name or one-character name. What is
   set is confirmed. */
ReviewFate review_rename(Review *review, uint32_t unit, Str name);
ReviewFate review_set_speaker(Review *review, uint32_t unit, Str name);
ReviewFate review_set_province(Review *review, uint32_t unit, Str name);

/* What is doubtful about a unit is right as it is. */
ReviewFate review_confirm(Review *review, uint32_t unit);

/* Take back the last operation, and do it again. Afterwards *unit is the one to look at. */
ReviewFate review_undo(Review *review, uint32_t *unit);
ReviewFate review_redo(Review *review, uint32_t *unit);

/* Whether anything is not as on disk; a file was written as it is now. */
bool review_is_changed(const Review *review, size_t file);
bool review_is_unsaved(const Review *review);
void review_saved(Review *review, size_t file);

#endif
