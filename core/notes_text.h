/* The text of notes: lines of records between a first line and an end mark. notes.c alone uses it, but for the
   digits, of which state.c and cache.c make names of files.

       bilan-state 1
       bookmark<TAB>beijing.1.2<TAB>1795513200<TAB>5f1d0c2b9a7e4d36<TAB>for Thursday
       -mark<TAB>a<TAB>1795513260
       end<TAB>2<TAB>9c3e5d1f0b2a4c68

   kind, key, time, fields; in key and fields \\ \n \t stand for backslash, line feed and tab. A kind with - before it
   is a deletion. The end mark has the number of lines between and the hash (hash.h) of all bytes before itself, so that
   whatever was cut or changed is noticed. First line and end mark are the same in every version. A line that is no
   record is kept word for word. */
#ifndef BILAN_NOTES_TEXT_H
#define BILAN_NOTES_TEXT_H

#include "buf.h"
#include "mem.h"
#include "notes.h"
#include "str.h"

#include <stdint.h>

#define NOTES_TEXT_FIELDS 64u /* a line with more is no record */

/* Sixteen hexadecimal digits, and back; anything else reads as 0. */
void notes_text_add_hex(Buf *out, uint64_t value);
uint64_t notes_text_hex(Str s);

/* Decimal digits without a zero in front; false for anything else and for what is larger than `limit`. */
bool notes_text_whole(Str s, int64_t limit, int64_t *value);

/* True for the names that kinds may have: a–z and - (not first). */
bool notes_text_is_kind(Str s);

/* Appends the line of a record; and how many bytes that is at most. */
void notes_text_add_record(Buf *out, const NotesRecord *record);
size_t notes_text_bytes(const NotesRecord *record);

/* Reads a line without its line feed. `s` is changed, and the record's slices lie in it; the list of fields is in
   `arena`. */
NotesRecord notes_text_parse(Arena *arena, char *s, size_t n);

/* The first line; the end mark for what `from` bytes of `out` on now hold. */
void notes_text_open(Buf *out);
void notes_text_close(Buf *out, size_t from);

/* Checks first line and end mark; *body gets the lines between. */
NotesResult notes_text_body(Str text, Str *body);

#endif
