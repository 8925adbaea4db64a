/* Changing values in a YAML file and nothing else: comments, order, blank lines, quotation marks, line ends and a byte
   order mark stay as somebody wrote them. Works on the file's bytes: edit_open finds every node in them, the edits
   note what goes where, edit_finish puts them in, reads the result again and gives it only where it says exactly what
   was meant. One edit a node; nothing here touches a file. */
#ifndef BILAN_EDIT_H
#define BILAN_EDIT_H

#include "document.h"

#define EDIT_NONE UINT32_MAX

typedef struct EditNode {
	DocumentKind kind; /* no DOCUMENT_CLOSE */
	bool flow, dropped;
	uint32_t parent, first, last, next; /* children; of a map key and value in turn */
	size_t from, to;
	uint32_t line, col;
	Str value;         /* of a scalar */
	Str fresh;         /* what it says instead; s NULL: as it was */
} EditNode;

/* Bytes [from, to) become `text`. */
typedef struct EditSplice { size_t from, to; Str text; } EditSplice;

/* What stands before child `before` of `parent` (EDIT_NONE: behind the last) from now on. */
typedef struct EditNew { uint32_t parent, before; Str fresh; } EditNew;

typedef struct Edit {
	Str bytes;
	bool crlf, failed;
	uint32_t open;
	struct { EditNode *at; size_t n, cap; } nodes; /* the root is number 0 */
	struct { EditSplice *at; size_t n, cap; } splices;
	struct { EditNew *at; size_t n, cap; } added;
	Arena arena;
} Edit;

/* Finds the nodes of a file that was loaded before. The bytes have to stay until edit_close. False where they are no
   YAML that can be loaded; edit_close in either case. */
bool edit_open(Edit *edit, Str bytes);
void edit_close(Edit *edit);

/* The map or scalar that begins there, as load has noted it; the value of a key of a map; item `i` of a list, how many
   it has; the list or map in which a node stands. EDIT_NONE where there is none; asking that for something is fine. */
uint32_t edit_at(const Edit *edit, uint32_t line, uint32_t col, DocumentKind kind);
uint32_t edit_value(const Edit *edit, uint32_t map, const char *key);
uint32_t edit_item(const Edit *edit, uint32_t list, size_t i);
size_t edit_count(const Edit *edit, uint32_t list);
uint32_t edit_parent(const Edit *edit, uint32_t node);

/* What a scalar says; empty for anything else. */
Str edit_scalar(const Edit *edit, uint32_t node);

/* What a scalar, or the zh of a text {zh:, en:}, says as load takes it: a line end between two Chinese characters is
   no blank. In the arena; empty for anything else. */
Str edit_words(const Edit *edit, uint32_t node, Arena *arena);

/* The value of a key of a map becomes that text; of a value {zh:, en:} the zh. A key that is not there is added behind
   `after`, or at the end. */
void edit_set_text(Edit *edit, uint32_t map, const char *key, const char *after, Str text);

/* The same for a value of one line that is YAML as it stands: [120, 140]. */
void edit_set_value(Edit *edit, uint32_t map, const char *key, const char *after, Str yaml);

/* The same for a list of words. Those that stay keep what stands beside them; an empty list takes the key out. */
void edit_set_names(Edit *edit, uint32_t map, const char *key, const char *after, const Str *names, size_t n);

/* Takes a key out with its value and the comment on its line. Not the only key of a map. */
void edit_remove_key(Edit *edit, uint32_t map, const char *key);

/* A key that is not there gets a map or list in lines of its own, that are not set in in `yaml`. */
void edit_set_block(Edit *edit, uint32_t map, const char *key, const char *after, Str yaml);

/* Takes out item `i` of a list with the comments that stand directly above it, not the last one of a list that is
   written in lines; puts `yaml`, that begins with "- " and is not set in, before item `i` (the number of items: behind
   the last) of a list that is written in lines, or is the empty one of a map that is. */
void edit_remove_item(Edit *edit, uint32_t list, size_t i);
void edit_insert_item(Edit *edit, uint32_t list, size_t i, Str yaml);

/* Puts lines of comments, not set in, above item `i` of a list that is written in lines. */
void edit_add_comments(Edit *edit, uint32_t list, size_t i, Str lines);

/* Item `i` with the comments directly above it, from the first column of its first line to the end of its last. */
Str edit_item_bytes(const Edit *edit, uint32_t list, size_t i);

/* Appends the same as edit_insert_item takes it; of a list in [ ] too. */
void edit_add_item(const Edit *edit, uint32_t list, size_t i, Buf *out);

/* Appends the lines of `yaml`, each that is not empty set in by so many blanks. */
void edit_add_set_in(Buf *out, Str yaml, size_t indent);

/* Appends the changed bytes. False, and nothing, where an edit could not be done or the result would say anything
   else than what was meant. */
bool edit_finish(Edit *edit, Buf *out);

#endif
