/* The editor of a note, or of a bookmark's name: opened with a NoteWanted. Esc saves, and an empty note is deleted. */
#ifndef BILAN_VIEW_NOTE_H
#define BILAN_VIEW_NOTE_H

#include "keep.h"

typedef enum NoteKind { NOTE_TEXT, NOTE_NAME } NoteKind;

/* What is to be written; `kept`: what is there already, or NULL. */
typedef struct NoteWanted { NoteKind kind; Unit unit; const Kept *kept; } NoteWanted;

#endif
