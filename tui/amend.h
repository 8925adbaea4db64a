/* Writing a changed value back into the YAML file from which it was loaded. A file that is no longer the one that was
   loaded is left alone, and so is one whose change would not load. */
#ifndef BILAN_AMEND_H
#define BILAN_AMEND_H

#include "../core/corpus.h"
#include "../core/edit.h"
#include "../core/msg.h"

#include <stdint.h>

/* What tells one state of a file from another. */
typedef struct AmendStamp { int64_t modified; uint64_t bytes, inode; bool known; } AmendStamp; /* in nanoseconds */
typedef struct AmendStamps { AmendStamp *at; size_t n; } AmendStamps; /* by Pos.file */

typedef enum AmendFault {
	AMEND_FINE,
	AMEND_NOWHERE,   /* standard input, or it is gone */
	AMEND_READ_ONLY, /* not to be written by this reader */
	AMEND_OTHER,     /* has changed since it was loaded */
	AMEND_CANNOT,    /* the change is not possible as the file is written */
	AMEND_UNFIT,     /* what came of it would not load */
	AMEND_UNWRITTEN, /* *error tells why */
	AMEND_FAULT_COUNT
} AmendFault;

/* How a file stands now; not known where it is missing or no regular file. */
AmendStamp amend_look(const char *path);
bool amend_same(AmendStamp a, AmendStamp b);

/* How the files stood when they were opened to be loaded: one that changed meanwhile is another one already. No file is
   asked, however many there are. */
void amend_note(AmendStamps *stamps, const Corpus *corpus, const Msgs *msgs);
void amend_free(AmendStamps *stamps);

/* Whether the file could be changed: FINE, NOWHERE, READ_ONLY or OTHER. */
AmendFault amend_may(const AmendStamps *stamps, const Msgs *msgs, uint16_t file);

/* Changes the file as `change` wants and puts it in its place, whole or not at all. */
AmendFault amend_file(const AmendStamps *stamps, const Msgs *msgs, uint16_t file,
	void (*change)(Edit *edit, void *data), void *data, int *error);

/* Reads a file as it was loaded; the same faults as amend_may. */
AmendFault amend_read(const AmendStamps *stamps, const Msgs *msgs, uint16_t file, Buf *out);

/* Puts `now` in the place of a file that still says `was`, whole or not at all. */
AmendFault amend_replace(const AmendStamps *stamps, const Msgs *msgs, uint16_t file, Str was, Str now, int *error);

#endif
