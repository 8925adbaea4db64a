/* Walk: nodes of one document, along the shapes, into the corpus. It knows no YAML: load.c turns the parser's events
   into nodes. Unknown keys wait until their mapping ends, because only then it is known whether a required key is
   missing for which they stand. */
#ifndef BILAN_WALK_H
#define BILAN_WALK_H

#include "shape.h"

#define WALK_DEPTH 64 /* nodes inside one another, at most; the caller refuses deeper ones before */

typedef enum WalkKind { WALK_SCALAR, WALK_MAPPING, WALK_LIST, WALK_END } WalkKind;

typedef struct WalkNode {
	WalkKind kind;
	char *value;  /* of a scalar: n bytes that the walk may change; it keeps a copy */
	size_t n;
	Pos pos;
	bool folded; /* several lines that the parser made one */
} WalkNode;

/* A mapping or list that is open. */
typedef struct WalkFrame {
	const Shape *shape; /* of a mapping */
	const Field *field; /* of a list: whose it is; of a mapping: the key whose value comes next, or NULL */
	char *record;
	Pos pos;
	uint32_t seen;      /* bits of the fields that were there */
	uint32_t line[SHAPE_FIELDS];
	size_t unknown;     /* the first of its unknown keys in Walk.unknown */
	size_t next;        /* the field after the last one; of a span: how many numbers came */
	uint32_t span[2];
	ShapeRecord scratch;
} WalkFrame;

typedef struct WalkUnknown { Scalar key; const Field *nearest; } WalkUnknown;

typedef struct Walk {
	Loading *loading;
	const Shape *root;
	const Field *items; /* not NULL: the root is a list, the value of this field */
	const Field *last;  /* the last key of a root mapping, where its value is a list; else NULL */
	size_t depth; /* frames in use */
	size_t skip;  /* open nodes inside something that is skipped */
	bool skip_next; /* the value of an unknown key comes next */
	CORPUS_VEC(WalkUnknown) unknown;
	WalkFrame frames[WALK_DEPTH];
} Walk;

/* Takes the next node. False only when the document does not begin with a mapping (where there are items: a list). */
bool walk_node(Walk *walk, const WalkNode *node);

/* True when the next scalar is a key. */
bool walk_wants_key(const Walk *walk);

/* Reports what is still held back, of mappings that never ended; frees what the walk has of its own. */
void walk_finish(Walk *walk);

#endif
