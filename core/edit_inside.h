/* What edit.c, which finds and reads, edit_change.c, which notes changes of keys and values, and edit_list.c, which
   notes those of lists, share. */
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

/* Bytes [from, to) become `text`, which is copied; lines of YAML go behind the line in which `at` stands. */
void edit_splice(Edit *edit, size_t from, size_t to, Str text);
void edit_splice_behind(Edit *edit, size_t at, Str lines);

/* The node is not in the result. From a child of a flow to what follows, or from the end of the one before where it is
   the last; `end` is the child's end. */
void edit_drop(Edit *edit, uint32_t node);
void edit_drop_in_flow(Edit *edit, uint32_t before, uint32_t child, uint32_t next, size_t end);

/* The child in front of another; EDIT_NONE: it is the first. */
uint32_t edit_child_before(const Edit *edit, uint32_t parent, uint32_t child);

/* Where the line begins in which `at` stands; behind its line end, or at the end of the file. */
size_t edit_line_start(Str bytes, size_t at);
size_t edit_line_end(Str bytes, size_t at);

#endif
