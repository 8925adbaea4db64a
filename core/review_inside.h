/* What the files of review.h share: review.c reads the outline and keeps the steps, review_text.c cuts and joins texts,
   review_passage.c those with their terms and figures, review_job.c is an operation in the making, review_change.c has
   the operations within a speech, review_speech.c those that make speeches. */
#ifndef BILAN_REVIEW_INSIDE_H
#define BILAN_REVIEW_INSIDE_H

#include "edit.h"
#include "review.h"

static inline bool review_span_is_empty(Span span)
{
	return span.from >= span.to;
}

static inline bool review_span_has(Span span, uint32_t character)
{
	return character >= span.from && character < span.to;
}

/* The source's words of a span as an import writes them; appended. */
void review_text_prose(const Review *review, Span span, Buf *out);

/* Which characters of the source a text that has a span consists of: all but a number in front and a stop behind, and
   with `loose` all but what follows, as a speaker's line behind a title. False where the text is not the source's,
   blanks and the width of punctuation aside. */
bool review_text_is_source(const Review *review, Str words, Span span, bool loose, Span *of);

/* The byte of a text at which a character of its span stands. False where it cannot be told. */
bool review_text_cut(const Review *review, Str words, Span span, uint32_t character, size_t *byte);

/* Appends a text that belongs to a span, with the number and the stop that the source has and the text has not. */
void review_text_whole(const Review *review, Str words, Span span, bool loose, Buf *out);

/* Appends two texts as one. */
void review_text_join(const Review *review, Str a, Str b, Buf *out);

/* A short name for a measure that has the span, its number left out; in the arena. *body: where its words begin. */
Str review_text_label(const Review *review, Span span, uint32_t *body, Arena *arena);

/* Whether a text that is the source's has its punctuation still: 1, or not: -1; 0 where there is none that an import
   would have repaired, and where it is not the source's. */
int review_text_keeps(const Review *review, Str words, Span span);

/* Where the first sentence of a span ends. */
uint32_t review_text_sentence(const Review *review, Span span);

/* One operation in the making: files with their new bytes, one of which is open at a time. */
typedef struct ReviewJob {
	Review *review;
	Buf *files;     /* as many as the review has; empty: as it was */
	Arena arena;
	Edit edit;
	uint32_t file;  /* that is open; UINT32_MAX: none */
	ReviewFate fate;
	uint32_t lit;   /* the character of the source that the cursor stands at afterwards */
} ReviewJob;

void review_job_begin(ReviewJob *job, Review *review);

/* Opens a file to be changed, after what was open is closed; its root is node 0. False where that failed. */
bool review_job_open(ReviewJob *job, uint32_t file);

/* Ends the job: its changes are a step of the review, unless something could not be done. */
ReviewFate review_job_end(ReviewJob *job, uint32_t unit);

/* A lead, an intro or the text of a measure, taken out of its map. Bytes live in the job's arena. */
typedef struct ReviewPassage {
	Span span;
	Str text;
	Str *terms;
	size_t n_terms;
	Str *figures;       /* items of YAML */
	Span *places;       /* of each figure; empty: not said */
	size_t n_figures;
} ReviewPassage;

/* Makes a step of new bytes of the files, as many as the review has (empty: as it was); the cursor was at `before` and
   goes to where the character `lit` stands (UINT32_MAX: it stays). REVIEW_SAME where nothing is different. */
ReviewFate review_step(Review *review, const Buf *files, uint32_t before, uint32_t lit);

/* The node of a unit, and of the list in which it stands, in the file that is open. */
uint32_t review_job_node(const ReviewJob *job, const ReviewUnit *unit);
uint32_t review_job_list(const ReviewJob *job, const ReviewUnit *unit);

/* The span of a list of two numbers in a file; empty where it is none. */
Span review_span(const Edit *edit, uint32_t node);

/* Appends KEY: [1, 2] and a line end; sets such a value. */
void review_job_add_span(Buf *out, const char *key, Span span);
void review_job_set_span(ReviewJob *job, uint32_t map, const char *key, const char *after, Span span);

/* Items of a list, from number `first` on, as lines of YAML; in the job's arena. */
Str review_job_items(ReviewJob *job, uint32_t list, size_t first);

/* Puts such items into the list of a key, `at` the place or SIZE_MAX for the end; takes out all from number `first` on,
   or one. */
void review_job_put_items(ReviewJob *job, uint32_t map, const char *key, size_t at, Str items);
void review_job_drop_items(ReviewJob *job, uint32_t map, const char *key, size_t first);
void review_job_drop(ReviewJob *job, const ReviewUnit *unit);

/* Comments of a unit that goes (but those of what is below it and stays), to be put above another. */
Str review_job_comments(ReviewJob *job, const ReviewUnit *unit);
void review_job_put_comments(ReviewJob *job, const ReviewUnit *above, Str comments);

/* Appends a passage to the text of a unit; opens its file. */
void review_job_append(ReviewJob *job, const ReviewUnit *to, const ReviewPassage *passage);

/* Appends a section as an item of YAML. */
void review_job_add_section(Buf *out, Str heading, Span head, FoundBy by, const ReviewPassage *intro, Str measures);

/* For review_change.c, in review_speech.c. */
ReviewFate review_speech_join(Review *review, uint32_t unit);
ReviewFate review_speech_promote(Review *review, uint32_t unit);
ReviewFate review_speech_demote(Review *review, uint32_t unit);

#define REVIEW_WHOLE "全文" /* the heading of a section that has none */

/* Reads the passage of a map; all empty where it is none. */
ReviewPassage review_passage_read(ReviewJob *job, uint32_t map);

/* A passage of text alone; the first one with the other behind it. */
ReviewPassage review_passage_of(ReviewJob *job, Span span, Str words);
ReviewPassage review_passage_join(ReviewJob *job, const ReviewPassage *a, const ReviewPassage *b);

/* What a heading or title says, with what the source has around it; `loose` as of review_text_whole. */
ReviewPassage review_passage_head(ReviewJob *job, const ReviewUnit *unit, bool loose);

/* Cuts a passage at a character of the source. False, with the job's fate, where that cannot be done. */
bool review_passage_cut(ReviewJob *job, const ReviewPassage *whole, uint32_t at, ReviewPassage *left,
	ReviewPassage *right);

/* Appends its keys as YAML. */
void review_passage_add(const ReviewPassage *passage, Buf *out);

/* The passage of a map becomes another one, of which nothing but `span`, `text`, `terms` and `figures` is touched;
   where the map of the key is not there, it is added before `before`. */
void review_passage_set(ReviewJob *job, uint32_t map, const ReviewPassage *passage);
void review_passage_put(ReviewJob *job, uint32_t map, const char *key, const char *before,
	const ReviewPassage *passage);

#endif
