/* What a measure is called and tagged with, to be confirmed or changed: label, themes, terms, figures. The rows are a
   copy; view_tags_change puts what was chosen into the YAML. */
#ifndef BILAN_VIEW_TAGS_H
#define BILAN_VIEW_TAGS_H

#include "view_list.h"

#include "../core/edit.h"

#define VIEW_TAGS_THEMES 3 /* most of a measure */
#define VIEW_TAGS_TOP 2    /* rows above the list */

typedef enum TagKind { TAG_LABEL, TAG_THEME, TAG_TERM, TAG_FIGURE, TAG_KIND_COUNT } TagKind;

typedef struct TagRow {
	TagKind kind;
	bool header;   /* of its kind: on means that what is below is confirmed */
	bool on, was;
	uint32_t index; /* of the theme, the figure; of a term the TermRef */
	Str name;       /* id of a theme, name of a term */
} TagRow;

/* What was chosen at a time, to come back to: the label, the themes in their order, and by row whether it is in. */
typedef struct TagState {
	Str label;
	bool renamed;
	Str chosen[VIEW_TAGS_THEMES];
	size_t n;
	bool *on;
} TagState;

typedef struct Tags {
	uint32_t measure;
	Pos pos;
	uint32_t proposed;  /* of Proposed */
	Buf label;
	bool renamed, told; /* told: that leaving forgets what was changed */
	Str chosen[VIEW_TAGS_THEMES]; /* ids, the main theme first */
	size_t n;
	struct { TagRow *at; size_t n, cap; } rows;
	Scroll scroll;
	const Corpus *corpus;
	struct { TagState *at; size_t n, cap; } states; /* the first is how it was; in the arena */
	size_t state;       /* the one that holds; those behind it were undone */
	Arena arena;
} Tags;

/* Makes the rows for a measure; view_tags_close frees them. */
void view_tags_collect(Tags *tags, const Corpus *corpus, uint32_t measure);
void view_tags_free(Tags *tags);

/* The bit of Proposed of a kind. */
uint32_t view_tags_bit(TagKind kind);

/* Takes a row in or out; false where that would leave no theme, or more than there may be. */
bool view_tags_toggle(Tags *tags, size_t row);

/* Makes the theme in a row the main one, and takes it in; false where it is no theme or there are too many. */
bool view_tags_lead(Tags *tags, size_t row);

/* How many places from the front a theme is: 1 the main one; 0: it is not chosen. */
size_t view_tags_rank(const Tags *tags, Str id);

/* Whether anything is chosen otherwise than it was. */
bool view_tags_changed(const Tags *tags);

/* Notes what is chosen now as a state of its own, if it is not the one that holds; goes one back or on again. False
   where there is none. */
void view_tags_note(Tags *tags);
bool view_tags_undo(Tags *tags, int by);

/* For app_amend: `data` is a Tags. */
void view_tags_change(Edit *edit, void *data);

/* Draws the view. */
void view_tags_draw(const App *app, const void *state, Screen *screen, Rect area);

/* Rows of the list on a screen of that size. */
int view_tags_list_rows(Rect area);

#endif
