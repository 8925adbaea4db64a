/* What the reader keeps, resolved to the units of this corpus: bookmarks, marks, notes and lines in the matrix, as
   lists, rows and the text show them. What leads nowhere any more is kept and shown as such. */
#ifndef BILAN_KEEP_H
#define BILAN_KEEP_H

#include "../core/doc.h"
#include "../core/notes_cell.h"

typedef enum KeepKind { KEEP_BOOKMARK, KEEP_NOTE, KEEP_MARK, KEEP_CELL, KEEP_KIND_COUNT } KeepKind;

typedef struct Kept {
	KeepKind kind;
	AnchorPlace place; /* ANCHOR_GONE: the unit is none */
	Unit unit;
	Str address;       /* as it was written down */
	Str key, text;     /* of the record: slices of the notes. text: name, note or line; none for a mark */
	uint32_t offset;   /* of a mark */
	NotesCell cell;    /* of a line in the matrix; its unit is none */
} Kept;

typedef struct KeptList {
	Kept *at;
	size_t n, cap;
	bool *read; /* by measure: its end was in sight while it was read, and its text is still the same … */
	struct { uint32_t *at; size_t n, cap; } reads; /* … and which these are */
} KeptList;

/* Lists everything: by kind, then in order of the corpus, marks by letter. Valid until the notes change. */
void keep_collect(const Corpus *corpus, const Notes *notes, KeptList *out);
void keep_free(KeptList *kept);

/* Lists a measure as read, once. */
void keep_read(KeptList *kept, uint32_t measure);

/* The first of a kind on a unit behind `last` (NULL: from the beginning); NULL where there is none. */
const Kept *keep_next(const KeptList *kept, KeepKind kind, Unit unit, const Kept *last);

/* Puts the notes under the texts of their units, of the blocks from number `from` on. */
void keep_weave(const KeptList *kept, Doc *doc, size_t from);

/* Appends the signs of a unit: ✎ where there is a note, ⚑ where there is a bookmark, 'a where there is a mark. */
void keep_add_all_signs(const KeptList *kept, Unit unit, Buf *out);

/* The same without marks, for lists. */
void keep_add_signs(const KeptList *kept, Unit unit, Buf *out);

/* The name of its kind in the notes: bookmark, note, mark, cell. */
Str keep_kind(KeepKind kind);

#endif
