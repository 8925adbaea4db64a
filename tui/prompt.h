/* A line of text being typed. Moves and erases by clusters; the cursor's cell is known, so that an input method opens
   its window there. */
#ifndef BILAN_PROMPT_H
#define BILAN_PROMPT_H

#include "keymap.h"
#include "screen.h"

#define PROMPT_LIMIT 400 /* bytes */

typedef struct Prompt {
	Buf text;
	size_t cursor; /* byte, at the edge of a cluster */
	size_t limit;  /* bytes; 0: PROMPT_LIMIT */
} Prompt;

typedef enum PromptEdit {
	PROMPT_ERASE,
	PROMPT_ERASE_AHEAD,
	PROMPT_ERASE_WORD,
	PROMPT_ERASE_ALL,
	PROMPT_LEFT,
	PROMPT_RIGHT,
	PROMPT_HOME,
	PROMPT_END,
	PROMPT_EARLIER,
	PROMPT_LATER
} PromptEdit;

/* Types a character at the cursor: U+FFFD for a hostile one; control characters and what is past the limit are
   refused. */
void prompt_type(Prompt *prompt, Key key);

/* Puts text at the cursor, unless it goes past the limit. */
void prompt_insert(Prompt *prompt, Str text);

void prompt_edit(Prompt *prompt, PromptEdit edit);
void prompt_set(Prompt *prompt, Str text);
void prompt_free(Prompt *prompt);

/* Draws `label` and the text in `columns` columns of row y and puts the screen's cursor into its cell; a long text is
   shifted so that the cursor is in sight. */
void prompt_draw(const Prompt *prompt, Screen *screen, int x, int y, int columns, Str label);

#endif
