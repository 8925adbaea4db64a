/* Snapshot: a file that holds a whole corpus as it lies in memory, to be mapped instead of loading the YAML again.
   Opening one costs the same for 40 KB and for 1 GB, and all sessions on it share its pages.

   The records name texts by pointers, everywhere in the program. So a snapshot is made for one address, which its head
   tells, and is mapped there (MAP_FIXED_NOREPLACE): no page of it is ever written, and none becomes a session's own.
   Offsets instead would have meant another kind of record in every file of core/ and tui/. The address is one of 512
   in a part of the address space that Linux leaves free (2⁴⁵ to 2⁴⁶), chosen by what was read, so that two snapshots
   seldom want the same one. Where it cannot be had (taken, or a processor with a smaller space), the snapshot is
   mapped elsewhere and its pointers are moved, at the price of pages of one's own.

   Layout: a head of one page, then the parts of snapshot_form.h, each from a page of its own: the arrays of a Corpus,
   the files it was read from, the messages of its loading, and the texts: Chinese and English in the order in which
   one reads, and everything else. Every part has a sum, and so has the head.

   Trust. Wherever a snapshot comes from, it is used in one of two ways. Either it is proved first: the sums of all
   parts, and then every pointer, range, index and enumerator of every record; or whoever opens it knows that the
   file is, to the byte, one that was proved before (cache.h tells how), and has its sums checked soon, between keys,
   by a SnapshotCheck. What a snapshot was made from is its business only to tell: snapshot_is_current asks.

   SNAPSHOT_VERSION has to be raised by whoever changes what loading makes of a file; a changed record is noticed by
   itself. */
#ifndef BILAN_SNAPSHOT_H
#define BILAN_SNAPSHOT_H

#include "corpus.h"
#include "msg.h"

#define SNAPSHOT_VERSION 2

/* Whether there can be a snapshot of it: it comes from files, all of them could be used, and `msgs` has the messages
   of its loading and no others. */
bool snapshot_is_possible(const Corpus *corpus, const Msgs *msgs);

/* Writes it into an empty file, and waits until it is on the disk. 0 or the error number; EINVAL where it is not
   possible. */
int snapshot_write(const Corpus *corpus, const Msgs *msgs, int fd);

/* Maps the snapshot in `fd`, which may be closed then. `proved`: these very bytes were proved before. `msgs`, empty so
   far, gets the messages of the loading. NULL, and `msgs` is empty, where it is damaged, of another version or
   processor, or cannot be mapped. Free with corpus_free. */
Corpus *snapshot_open(int fd, bool proved, Msgs *msgs);

/* True while every file that was read is the one that was read: size, inode, time of change of content and of the
   inode. */
bool snapshot_is_current(const Corpus *corpus);

/* The sums of a snapshot that is open, a piece at a time and past the mapping: no page of it becomes one that this
   process has to account for. */
typedef struct SnapshotCheck {
	int fd;              /* the same file; the caller closes it */
	struct SnapshotHead *head;
	unsigned part;
	uint64_t done, lanes[8];
} SnapshotCheck;

typedef enum SnapshotVerdict { SNAPSHOT_MORE, SNAPSHOT_WHOLE, SNAPSHOT_DAMAGED } SnapshotVerdict;

/* Begins; then looks at `bytes` more, until the verdict is another than SNAPSHOT_MORE. */
SnapshotCheck snapshot_check_begin(int fd);
SnapshotVerdict snapshot_check_step(SnapshotCheck *check, size_t bytes);
void snapshot_check_end(SnapshotCheck *check);

#endif
