/* A corpus that is changed while it is read: its files are watched, loaded again in a thread when they have changed,
   and the app goes on with them. Loading never keeps a key waiting. */
#ifndef BILAN_RELOAD_H
#define BILAN_RELOAD_H

#include "app.h"

typedef struct Reload Reload;

/* For the corpora of these paths, as load_paths takes them (copied). `live`: when files change; else only when the app
   wants it (App.again). Never NULL. */
Reload *reload_open(const char *const *paths, size_t n, bool live);

/* NULL is fine. A load that is under way is left to itself: the process ends. */
void reload_close(Reload *reload);

/* What to wait for besides keys (terminal_also): a descriptor, and for how many milliseconds at most; -1: neither. */
int reload_fd(const Reload *reload);
int64_t reload_within(const Reload *reload);

/* Sees to what has happened; call it after every event. True where there is something to paint. A corpus that came in
   another way (app_reload, a new app) is noticed. NULL: false. */
bool reload_serve(Reload *reload, App *app);

/* The next app begins with the corpus of the start: whatever came in since has to come in again. NULL is fine. */
void reload_restart(Reload *reload);

#endif
