/* Where snapshots (core/snapshot.h) of large corpora are: one file for each set of corpora, as they are named, under
   $XDG_CACHE_HOME/bilan (default ~/.cache/bilan), directory 0700, files 0600, another user's neither read nor written.

   A snapshot is written under another name and put in its place by rename, so that nobody's mapping is cut, and by one
   process at a time. Beside it lies its seal: inode, size and time of change of the snapshot as it was when it was
   written or last proved, and the sum of its head. Whatever changes the snapshot afterwards makes another time of
   change, which no program can set; so one that its seal fits is opened without being read (core/snapshot.h), and
   one without is proved first, which takes longer but still a hundredth of loading. A seal not younger than the
   change it tells of could have been outrun by another one within a tick of the clock and does not count.

   Nothing here is an error for anybody: without a snapshot the corpus is loaded. */
#ifndef BILAN_CACHE_H
#define BILAN_CACHE_H

#include "../core/buf.h"
#include "../core/snapshot.h"

#include <stddef.h>

#define CACHE_LEAST 1000000     /* bytes of YAML from which on a snapshot is made; less is loaded as fast */
#define CACHE_FILES 8           /* so many snapshots are kept, the youngest */
#define CACHE_SOURCES 64        /* so many files are asked before the first screen whether they are still the same */

/* Values of the environment, as main found them; NULL: not set. A relative XDG_CACHE_HOME counts as not set. */
typedef struct CacheEnv {
	const char *xdg_cache_home, *home;
	bool writes;  /* false: a snapshot is only read */
	bool at_once; /* everything is asked before it is used: nobody can load the corpus anew later */
} CacheEnv;

/* One set of corpora. Zero-initialised there is nothing to be had or kept. */
typedef struct Cache {
	Buf directory, name; /* name: without its ending */
	size_t base;         /* so much of the directory must be there: HOME */
	bool writes, at_once;
	bool refused;        /* there was one, but damaged, or of other files */
	int fd;              /* of the snapshot in use while its sums are asked for; else 0 */
	bool unasked;        /* whether it is current */
	SnapshotCheck check;
} Cache;

/* Names the snapshot of the corpora named so; touches nothing. Close with cache_close, which may come before the end
   of the corpus. */
void cache_open(Cache *cache, const CacheEnv *env, const char *const *paths, size_t n);
void cache_close(Cache *cache);

/* The corpus from its snapshot; NULL where there is none that is whole and current. `msgs` as for snapshot_open. Where
   somebody cuts the file short afterwards, which would end the program by SIGBUS, what is lost of it reads as zeros
   (no text, no units), and cache_ask tells; this holds for one corpus at a time. */
Corpus *cache_load(Cache *cache, Msgs *msgs);

/* After the first screen: what is left to be asked of the snapshot in use. True while there is something; cache_ask
   goes on for about 2 ms, and returns false where the snapshot is of other files or damaged: then it is there no
   longer, and the corpus has to be loaded. */
bool cache_is_asking(const Cache *cache);
bool cache_ask(Cache *cache, const Corpus *corpus);

/* Whether a corpus that was just loaded is worth a snapshot, and may have one. */
bool cache_wants(const Cache *cache, const Corpus *corpus, const Msgs *msgs);

/* Writes it. False where that was not possible, or another process is about it. */
bool cache_save(const Cache *cache, const Corpus *corpus, const Msgs *msgs);

/* The same by a process of its own, for a session that goes on: writing waits for the disk. */
void cache_save_aside(const Cache *cache, const Corpus *corpus, const Msgs *msgs);

#endif
