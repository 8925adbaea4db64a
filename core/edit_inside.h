/* What edit.c, which finds and reads, and edit_change.c, which notes the changes, share. */
#ifndef BILAN_EDIT_INSIDE_H
#define BILAN_EDIT_INSIDE_H

#include "edit.h"

static inline EditNode *edit_node(const Edit *edit, uint32_t node)
{
	return &edit->nodes.at[node];
}

/* The node of a key of a map; EDIT_NONE where it has none, or is none. */
uint32_t edit_key(const Edit *edit, uint32_t map, const char *key);

/* What a piece of YAML of our own says: the children of its root, in the one form that edit_finish compares. In the
   edit's arena. */
Str edit_meaning(Edit *edit, Str yaml);

/* Appends what a scalar says in that form. */
void edit_add_scalar(Buf *out, Str value);

#endif
