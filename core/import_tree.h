/* A file of a corpus as its nodes, with the bytes where each is written, so that it can be edited in place. An update
   plans its edits from several sides, and they may overlap: a figure's span is moved inside a list that is then written
   anew; of two such edits the one that begins first counts. edit.h refuses two edits of one thing, which is right where
   a person has asked for one; so this stays beside it until an update plans without overlap. */
#ifndef BILAN_IMPORT_TREE_H
#define BILAN_IMPORT_TREE_H

#include "buf.h"
#include "corpus.h"

#define IMPORT_TREE_NONE UINT32_MAX

typedef enum ImportNodeKind { IMPORT_NODE_SCALAR, IMPORT_NODE_MAPPING, IMPORT_NODE_LIST } ImportNodeKind;

typedef struct ImportNode {
	ImportNodeKind kind;
	bool flow;             /* in [ ] or { } */
	Str key;               /* in a mapping; else empty */
	Str value;             /* of a scalar, as it is read: folded lines with blanks between */
	size_t key_from;       /* where its key begins; of a list's item: where itself does */
	size_t from, to;       /* of the value, without what is blank behind it */
	uint32_t first, next;  /* its first child, its next sibling; IMPORT_TREE_NONE: none */
} ImportNode;

typedef struct ImportTree {
	Arena arena;
	Str yaml;
	CORPUS_VEC(ImportNode) nodes; /* 0 is the root; in the order of the file */
} ImportTree;

/* Reads a file of a corpus; `yaml` must outlive the tree. False where it does not parse. Free in either case. */
bool import_tree_read(Str yaml, ImportTree *out);
void import_tree_free(ImportTree *tree);

/* The value of a key; IMPORT_TREE_NONE where the node is no mapping or has it not. */
uint32_t import_tree_get(const ImportTree *tree, uint32_t node, const char *key);

/* The words of a text (plain, or its zh), without the blanks that folding leaves; the scalar's node in *at. */
Str import_tree_text(ImportTree *tree, uint32_t node, uint32_t *at);

/* A span's two numbers; false where it is none. */
bool import_tree_span(const ImportTree *tree, uint32_t node, Span *out);

/* Columns (bytes) that the line of that byte is set in up to there. */
size_t import_tree_column(Str yaml, size_t at);

/* Bytes [from, to) of a file are to become `text`. At one place: in the order in which they were asked for. */
typedef struct ImportEdit { size_t from, to; Str text; size_t order; } ImportEdit;
typedef struct ImportEdits { Arena arena; CORPUS_VEC(ImportEdit) edits; } ImportEdits;

void import_tree_edit(ImportEdits *edits, size_t from, size_t to, Str text); /* the text is copied */
/* Appends the file with all edits made; of two that overlap the later one is left out. Frees the edits. */
void import_tree_apply(ImportEdits *edits, Str yaml, Buf *out);

#endif
