/* A reader's notes over sessions: loaded before the browser opens, saved after every change and when it ends. Other
   sessions on the same corpus lose nothing. Neither the environment nor the clock is read here. */
#ifndef BILAN_SESSION_H
#define BILAN_SESSION_H

#include "app.h"
#include "state.h"

typedef struct Session {
	State state;
	Notes notes;
	Buf said;    /* what the reader has to know since it was last told */
	bool usable; /* false: nothing is kept */
	bool lost;   /* there are notes that the file does not have; a place alone is no loss */
} Session;

/* Loads what was kept for the corpus. `env` NULL: nothing is loaded nor kept. */
void session_open(Session *session, const Corpus *corpus, const StateEnv *env, Lang lang);
void session_close(Session *session);

/* The directory in which the notes are kept, made where it is missing; NULL where none is to be had. As long as the
   session. */
const char *session_directory(Session *session);

/* Notes that are kept nowhere are gone. No app may have them. */
void session_forget(Session *session);

/* Tells on the last line what there was to say about the loading. */
void session_begin(Session *session, App *app);

/* Saves place and notes, and takes over what other sessions wrote; `now`: seconds since 1970. What goes wrong is said
   on the last line. */
void session_save(Session *session, App *app, int64_t now);

/* The last time: also what is being written. Where notes are lost with it, `said` has a sentence for the terminal that
   stays. */
void session_end(Session *session, App *app, int64_t now);

#endif
