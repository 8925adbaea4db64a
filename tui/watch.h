/* Noticing that files have changed while they are shown. The kernel tells (inotify(7)); where it does not, or where the
   files may be changed from another machine, they are looked at once a second. What counts is how they stand: an
   editor's swap files and backups change nothing. */
#ifndef BILAN_WATCH_H
#define BILAN_WATCH_H

#include "amend.h"

#include "../core/buf.h"

typedef struct WatchFile {
	Buf path;
	AmendStamp known; /* as it was when it was loaded, or last tried … */
	AmendStamp seen;  /* … and when it was last looked at */
	bool directory;
} WatchFile;

/* Zero-initialised watches nothing. */
typedef struct Watch {
	struct { WatchFile *at; size_t n, cap; } files;
	int fd;      /* of inotify; there is one where `told` */
	bool told;   /* the kernel tells; else looking is all there is */
	int64_t due; /* when to look again, in milliseconds of the caller's clock; -1: when the kernel tells … */
	int64_t ready; /* … and since when a change stands still */
} Watch;

/* Watches the files that a load has met, instead of those before. Of a load that was `refused` their directories too,
   since what it wants may be missing: whatever comes or goes there is worth a try. Files that were watched already
   count from where watch_changed last saw them, which was before they were loaded; others from how they were `loaded`
   (by their number in `msgs`; NULL or not known: from now); `now` in milliseconds. */
void watch_files(Watch *watch, const Msgs *msgs, const AmendStamps *loaded, bool refused, int64_t now);

/* Nothing is watched any more. */
void watch_close(Watch *watch);

/* The descriptor that becomes readable when something may have happened; -1 where there is none. */
int watch_fd(const Watch *watch);

/* Milliseconds until watch_changed should be called even so; -1: there is no need to. */
int64_t watch_within(const Watch *watch, int64_t now);

/* True when something has changed and stands still: for 150 ms, or for 1 s where a file is empty or gone, as editors
   and copying make it for a moment. True once for each such state. */
bool watch_changed(Watch *watch, int64_t now);

#endif
