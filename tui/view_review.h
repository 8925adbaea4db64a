/* Going over an import: the source with what was cut where on the left, the outline on the right; on a narrow screen
   one above the other. Moving in one moves the other. The model is core/review.h; view_review_open.c reads the files,
   view_review_text.c lays the source of one speech out, view_review_draw.c draws. */
#ifndef BILAN_VIEW_REVIEW_H
#define BILAN_VIEW_REVIEW_H

#include "view_list.h"

#include "../core/import_report.h"
#include "../core/review.h"

typedef enum ReviewPart { REVIEW_PART_BETWEEN, REVIEW_PART_HEAD, REVIEW_PART_BODY, REVIEW_PART_FOOT } ReviewPart;

/* How a byte of a block stands in it. */
typedef enum ReviewMark { REVIEW_MARK_NONE, REVIEW_MARK_REPAIRED, REVIEW_MARK_WRAP, REVIEW_MARK_BLANK } ReviewMark;

/* A stretch of the source that belongs to one part of one unit, as it is shown. */
typedef struct ReviewBlock {
	uint32_t unit;   /* UINT32_MAX: in none */
	ReviewPart part;
	Span span;       /* empty: a section without words of its own */
	Str text;
	uint32_t *at;    /* by byte: the character of the source */
	uint8_t *marks;  /* by byte: ReviewMark */
	uint32_t repaired, wraps;
} ReviewBlock;

typedef enum ReviewLineKind { REVIEW_LINE_RULE, REVIEW_LINE_TEXT, REVIEW_LINE_CUT } ReviewLineKind;

/* The heading of a block, bytes [from, to) of its text, or what was left out there (from: its number). */
typedef struct ReviewLine { ReviewLineKind kind; uint32_t block, from, to; } ReviewLine;

/* What import.txt says was left out. */
typedef struct ReviewCuts { Buf report; ImportOmissions list; } ReviewCuts;

typedef struct ReviewView {
	Review *review;
	uint16_t *files;     /* of each of its files: Pos.file */
	ReviewCuts cuts;
	uint32_t volume;
	uint32_t unit, character; /* where the cursor is in either pane */
	bool in_outline, told;
	ReviewAct asking;
	Scroll list;
	size_t top;          /* of the source: the first line in sight */
	Arena arena;
	CORPUS_VEC(ReviewBlock) blocks;
	CORPUS_VEC(ReviewLine) lines;
	uint32_t from, to;   /* units that are laid out: one speech */
	uint32_t width;      /* they are laid out for; 0: have to be anew */
	int ambiguous;
	Rect text, outline;
} ReviewView;

/* What is handed to open: the review itself, which goes on over a reload. */
typedef struct ReviewCarried {
	Review *review;
	uint16_t *files;
	ReviewCuts cuts;
	uint32_t volume, unit, character;
	bool in_outline;
} ReviewCarried;

/* Opens it on the volume of a unit, at the unit; or says why not. */
void view_review_open(App *app, Unit unit);

/* Lays out the source of the speech that has the cursor, in blocks and lines. */
void view_review_lay_out(ReviewView *view, uint32_t width, int ambiguous);
void view_review_forget(ReviewView *view);

/* The line that has a character, and the byte of its block; SIZE_MAX where none has. */
size_t view_review_line(const ReviewView *view, uint32_t character, uint32_t *byte);

/* The character at a column of a line (of a rule: its unit's first). */
uint32_t view_review_character(const ReviewView *view, size_t line, uint32_t column);

/* The nearest place at which a clause begins, behind a character or (`by` < 0) before it. */
uint32_t view_review_clause(const Review *review, uint32_t character, int by);

/* Where the panes stand. */
void view_review_areas(ReviewView *view, Rect area);

void view_review_draw(const App *app, const void *state, Screen *screen, Rect area);

#endif
