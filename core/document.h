/* Document: one YAML document, libyaml event by event, along a shape into the corpus. The only file that sees
   yaml.h. No aliases, no tags, bounded depth and size, every node with its line and column; what it cannot
   represent it refuses. */
#ifndef BILAN_DOCUMENT_H
#define BILAN_DOCUMENT_H

#include "shape.h"

#include <stdatomic.h>

/* For whoever waits for another thread that loads. */
typedef struct DocumentWatch {
	atomic_size_t bytes; /* read so far, of all files */
	atomic_bool over;    /* set by whoever waits no longer: loading fails soon */
} DocumentWatch;

typedef struct DocumentLimits {
	size_t file_bytes;  /* larger files are refused before the first byte is read */
	size_t scalar_bytes;
	size_t events;
	size_t depth;
	size_t percent_lines; /* lines that begin with %: libyaml compares each %TAG with all before it */
	size_t parts;         /* files of one volume */
	size_t halves;        /* a file of so many bytes is read from its start and from its middle at once, see halves.h */
	DocumentWatch *watch; /* NULL: nobody waits */
} DocumentLimits;

extern const DocumentLimits DOCUMENT_LIMITS; /* 2 GiB, 2 MiB, 2³¹, 32, 16, 1000, 16 MiB */

typedef struct Document {
	Loading *loading;  /* what is read lies in the arena of loading->corpus, messages go to loading->msgs */
	int fd;            /* an open file; -1: `memory` */
	Str memory;
	size_t from, to;   /* the bytes of it to be read; `to` 0: all that follow */
	size_t lines_before; /* lines in front of `from` */
	const Shape *shape; /* of the root */
	const Field *items; /* not NULL: the root is a list instead, as the value of this field */
	const DocumentLimits *limits;
	uint16_t file;     /* for the messages */
	atomic_bool *over; /* not NULL: set when this fails, and the end of it when another sets it */
	/* What document_read found. */
	size_t lines, events;
	bool closed;       /* by an end mark */
	const Field *last; /* the last key of the root, where its value was a list; else NULL */
	size_t last_column; /* where the items of that list begin, from 0; SIZE_MAX in [] */
} Document;

/* Reads it. False after a fatal message (or when another was over). */
bool document_read(Document *document);

typedef enum DocumentKind { DOCUMENT_SCALAR, DOCUMENT_MAP, DOCUMENT_LIST, DOCUMENT_CLOSE } DocumentKind;

/* A node as it stands in the bytes, for those who change them. */
typedef struct DocumentNode {
	DocumentKind kind;
	bool flow;         /* a list in [], a mapping in {} */
	size_t from, to;   /* bytes; of a map or list its first, of a DOCUMENT_CLOSE that of its bracket where it has one */
	uint32_t line, col; /* as in Pos */
	Str value;         /* of a scalar, until the next node */
} DocumentNode;

/* Hands every node of a document in memory to `take`, in their order, until it returns false. False then, where the
   bytes are no YAML, and where there are anchors, aliases or tags. */
bool document_nodes(Str bytes, bool (*take)(void *data, const DocumentNode *node), void *data);

#endif
