/* What a reader keeps: bookmarks, marks a–z, notes on units, what was read, the place to resume at, earlier queries,
   settings changed while reading. Pure: text in, text out, merge; the clock is handed in as seconds.

   The text is UTF-8, one record a line, for people to read (notes_text.h has its form): kind, key, time, fields. A
   deletion stays as a record as long as notes_forget lets it, so that merging with a session that still has the
   record does not bring it back. Kinds that this version does not know are kept and merged like the others, lines
   that are no record at all word for word.

   Merging takes every (kind, key) once, with the newer time; it is commutative, associative and idempotent. Times are
   made to grow where the clock does not: a change is always newer than what it changes. Notes on units are never
   changed in place (a new text is a new key), so that two sessions that change the same note keep both texts. */
#ifndef BILAN_NOTES_H
#define BILAN_NOTES_H

#include "anchor.h"
#include "buf.h"
#include "lang.h"
#include "mem.h"
#include "str.h"

#include <stdint.h>

#define NOTES_BYTES (1u << 20)  /* of text, and records: notes_put refuses beyond. Merging never drops a note for it, */
#define NOTES_RECORDS 10000u    /* so notes_read takes up to four times as much. */
#define NOTES_READ_BYTES (4 * NOTES_BYTES)
#define NOTES_FIELD_BYTES 65536u /* of one field or key once it is clean */
#define NOTES_QUERIES 20u       /* the newest are kept, */
#define NOTES_READS 4000u       /* of units read likewise */
#define NOTES_TIME_LIMIT ((int64_t)1 << 53)

typedef struct NotesRecord {
	Str kind, key; /* no kind: a line that is no record, word for word in key */
	int64_t time;  /* seconds since 1970 */
	bool gone;     /* a deletion */
	const Str *fields;
	uint32_t n;
} NotesRecord;

/* Zero-initialised is empty and ready. Everything lives in the arena; slices are valid until notes_merge, notes_read
   or notes_free. */
typedef struct Notes {
	Arena arena;
	NotesRecord *at; /* by kind, then key */
	size_t n, cap;
	size_t bytes; /* of the records as text */
} Notes;

typedef enum NotesResult {
	NOTES_OK,
	NOTES_DAMAGED, /* cut, changed, or something else altogether */
	NOTES_NEWER,   /* whole, but of a version that this one cannot read: leave the file alone */
	NOTES_TOO_LARGE,
} NotesResult;

/* Reads a file's text into empty notes; unless NOTES_OK they stay empty. */
NotesResult notes_read(Notes *notes, Str text);

/* Appends the text; the same records always give the same bytes. */
void notes_write(const Notes *notes, Buf *out);

/* Takes over what `theirs` has that is newer. */
void notes_merge(Notes *ours, const Notes *theirs);

/* Drops deletions older than `time`. What a session from before that time still has would then come back. */
void notes_forget(Notes *notes, int64_t time);

void notes_free(Notes *notes);

/* Sets a record. Texts are cleaned and copied. False, and nothing is changed, where the notes are full, a field is
   too long, or kind is not of a–z and - (not first). */
bool notes_put(Notes *notes, Str kind, Str key, const Str *fields, uint32_t n, int64_t now);

/* Deletes a record; false where there is none. */
bool notes_drop(Notes *notes, Str kind, Str key, int64_t now);

/* Keys here and above are compared as they were put once clean. The record, or NULL where there is none or it is
   deleted. */
const NotesRecord *notes_get(const Notes *notes, Str kind, Str key);

/* The records of a kind that are not deleted, by key: the one behind `last` (NULL: the first), NULL at the end. */
const NotesRecord *notes_next(const Notes *notes, Str kind, const NotesRecord *last);

/* A field, empty where the record has fewer. */
Str notes_field(const NotesRecord *record, uint32_t i);

/* Where a bookmark, mark, note or read unit is attached. */
Anchor notes_anchor(const NotesRecord *record);

/* Bookmarks: kind "bookmark", key the address, fields hash and name (may be empty). */
bool notes_bookmark(Notes *notes, Anchor anchor, Str name, int64_t now);
Str notes_bookmark_name(const NotesRecord *record);

/* Marks: kind "mark", key one letter a–z, fields hash, address and byte offset in the text. False for others. */
bool notes_mark(Notes *notes, char letter, Anchor anchor, uint32_t offset, int64_t now);
uint32_t notes_mark_offset(const NotesRecord *record);

/* The letter that marks an address, '\0' where none does. */
char notes_letter(const Notes *notes, Str address);

/* Notes on a unit: kind "note", key address#identity, fields hash and text; time: when it was written. `old` is the
   key of the note that the text replaces (empty: a new one); an empty text deletes it. */
bool notes_note(Notes *notes, Str old, Anchor anchor, Str text, int64_t now);
Str notes_note_text(const NotesRecord *record);

/* What was read: kind "read", key the address, field hash. A text that has changed since counts as unread. */
bool notes_set_read(Notes *notes, Anchor anchor, bool read, int64_t now);
bool notes_is_read(const Notes *notes, Anchor anchor);

/* Where reading goes on. Names of axis and pane are the caller's; the filter is what facet_save wrote. */
typedef struct NotesPlace {
	Anchor anchor;
	uint32_t offset, width; /* byte offset in the text; text width in columns, 0: not set */
	Str axis, pane, filter;
	Lang lang;
} NotesPlace;
bool notes_set_place(Notes *notes, const NotesPlace *place, int64_t now);
bool notes_place(const Notes *notes, NotesPlace *place); /* false where there is none */

/* Earlier queries: fills at most `max`, most recent last; returns their number. */
bool notes_add_query(Notes *notes, Str query, int64_t now);
size_t notes_queries(const Notes *notes, Str *at, size_t max);

/* Settings changed while reading; (Str){0} where a key was never set. */
bool notes_set(Notes *notes, Str key, Str value, int64_t now);
Str notes_setting(const Notes *notes, Str key);

#endif
