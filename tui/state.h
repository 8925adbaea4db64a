/* Where a reader's notes live, and how they are written so that nothing is lost: one file per corpus under
   $XDG_STATE_HOME/bilan (XDG Base Directory Specification; default ~/.local/state/bilan), directory 0700, files 0600.

   Saving takes a lock, reads what other sessions wrote, merges, writes a new file beside the old one, syncs, renames
   and syncs the directory. Until the rename the old file is whole; afterwards the new one is. No symbolic link is
   followed at the directory or below it, and a directory of another user is not used. A file that is damaged is put
   aside as .bad. SIGXFSZ has to be ignored by the program, or a limit on file sizes kills it. Nothing here reads the
   environment or prints; what went wrong is said in a sentence for the last line. */
#ifndef BILAN_STATE_H
#define BILAN_STATE_H

#include "../core/buf.h"
#include "../core/lang.h"
#include "../core/notes.h"
#include "../core/str.h"

/* Values of the environment, as main found them; NULL: not set. Relative ones count as not set, as the specification
   wants. */
typedef struct StateEnv {
	const char *xdg_state_home;
	const char *home;
	const char *directory; /* asked for by name: this one itself, which has to be there; goes before the others */
} StateEnv;

#define STATE_LOCK_MS 1000                         /* a lock that somebody else holds is waited for so long */
#define STATE_FORGET_SECONDS ((int64_t)400 * 86400) /* deletions are remembered so long */

/* Where the file of a corpus is. Zero-initialised is closed. */
typedef struct State {
	Buf directory; /* empty where the environment names none */
	Buf file;      /* name in the directory: ID-HASH.state */
	size_t base;   /* so much of the directory is the reader's own and must be there: HOME */
	Lang lang;     /* of what is said; may be changed at any time */
} State;

/* Names the file of a corpus by its id and its path (several corpora: their ids and paths in turn). Touches nothing. */
void state_open(State *state, const StateEnv *env, Str id, Str path, Lang lang);
void state_close(State *state);

/* Makes the directory where it is missing; false after a sentence in `said`. */
bool state_make(const State *state, Buf *said);

/* Appends the path of the file, for messages and help; nothing where there is none. */
void state_add_path(const State *state, Buf *out);

/* Reads the file into empty notes. Where there is none they stay empty, and nothing is made. Appends a sentence to
   `said` where the reader has to know something; false: what is kept in this session will not be saved. */
bool state_load(const State *state, Notes *notes, Buf *said);

/* Saves: afterwards `notes` has what the other sessions wrote too. False after a sentence in `said`; then the file is
   what it was, and notes are at least what they were. A sentence may also come with true. `now`: seconds since 1970.
   */
bool state_save(const State *state, Notes *notes, int64_t now, Buf *said);

#endif
