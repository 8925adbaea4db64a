#include "watch.h"

#include "../core/file.h"

#include <stdlib.h>
#include <string.h>
#include <sys/inotify.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <unistd.h>

#define STILL 150      /* milliseconds in which nothing may change … */
#define STILL_GONE 1000 /* … and while something is missing */
#define AGAIN 1000     /* between two looks */

/* The kernel tells of what is done on this machine only. */
static bool is_elsewhere(const char *path)
{
	static const uint32_t KINDS[] = { /* NFS, SMB, SMB 2, CIFS, FUSE, 9P, Ceph, AFS, Coda (linux/magic.h) */
		0x6969, 0x517B, 0xFE534D42, 0xFF534D42, 0x65735546, 0x01021997, 0x00C36400, 0x5346414F, 0x73757245};
	struct statfs fs;
	if (statfs(path, &fs) != 0)
		return false;
	for (size_t i = 0; i < sizeof KINDS / sizeof *KINDS; i++)
		if ((uint32_t)fs.f_type == KINDS[i])
			return true;
	return false;
}

static AmendStamp look(const WatchFile *file)
{
	struct stat st;
	if (!file->directory)
		return amend_look(buf_cstr(&file->path));
	if (stat(buf_cstr(&file->path), &st) != 0 || !S_ISDIR(st.st_mode))
		return (AmendStamp){0};
	return (AmendStamp){file_nanoseconds(st.st_mtim), 0, st.st_ino, true};
}

static const WatchFile *find(const WatchFile *files, size_t n, Str path, bool directory)
{
	for (size_t i = 0; i < n; i++)
		if (files[i].directory == directory && str_eq(buf_str(&files[i].path), path))
			return &files[i];
	return NULL;
}

/* `loaded`: how it stood when it was loaded; NULL or not known: as it stands now. */
static void add(Watch *watch, const Watch *before, Str path, bool directory, const AmendStamp *loaded)
{
	WatchFile file = {.directory = directory};
	if (find(watch->files.at, watch->files.n, path, directory))
		return;
	buf_add(&file.path, path);
	const WatchFile *old = find(before->files.at, before->files.n, path, directory);
	file.known = file.seen = old && !directory ? old->seen : loaded && loaded->known ? *loaded : look(&file);
	MEM_PUSH(&watch->files, file);
}

static void free_files(Watch *watch)
{
	for (size_t i = 0; i < watch->files.n; i++)
		buf_free(&watch->files.at[i].path);
	free(watch->files.at);
	memset(&watch->files, 0, sizeof watch->files);
}

/* A file is watched itself, for what stands at the end of a link, and in its directory, where another may take its
   name. */
static bool ask_kernel(Watch *watch, const WatchFile *file)
{
	Buf folder = {0};
	Str directory = file->directory ? buf_str(&file->path) : file_directory(buf_str(&file->path));
	buf_add(&folder, directory.n > 0 ? directory : STR("."));
	uint32_t wanted = IN_MODIFY | IN_CLOSE_WRITE | IN_ATTRIB | IN_MOVE_SELF | IN_DELETE_SELF;
	if (!file->directory)
		inotify_add_watch(watch->fd, buf_cstr(&file->path), wanted);
	wanted |= IN_CREATE | IN_DELETE | IN_MOVED_FROM | IN_MOVED_TO | IN_ONLYDIR;
	bool told = inotify_add_watch(watch->fd, buf_cstr(&folder), wanted) >= 0 && !is_elsewhere(buf_cstr(&folder));
	buf_free(&folder);
	return told;
}

static void ask_anew(Watch *watch)
{
	if (watch->told)
		close(watch->fd);
	watch->fd = inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
	watch->told = watch->fd >= 0;
	for (size_t i = 0; watch->told && i < watch->files.n; i++)
		if (!ask_kernel(watch, &watch->files.at[i])) {
			close(watch->fd);
			watch->told = false;
		}
}

void watch_files(Watch *watch, const Msgs *msgs, const AmendStamps *loaded, bool refused, int64_t now)
{
	Watch before = *watch;
	memset(&watch->files, 0, sizeof watch->files);
	for (size_t i = 0; i < msgs->files.n; i++) {
		Str path = msgs->files.at[i], directory = file_directory(path);
		add(watch, &before, path, false, loaded && i < loaded->n ? &loaded->at[i] : NULL);
		if (!refused)
			continue;
		add(watch, &before, directory.n > 0 ? directory : STR("./"), true, NULL);
		const WatchFile *file = find(watch->files.at, watch->files.n, path, false);
		if (file_is_directory(buf_cstr(&file->path))) /* in which corpus.yaml is missing */
			add(watch, &before, path, true, NULL);
	}
	free_files(&before);
	ask_anew(watch);
	watch->due = watch->ready = now; /* something may have happened meanwhile */
}

void watch_close(Watch *watch)
{
	free_files(watch);
	if (watch->told)
		close(watch->fd);
	*watch = (Watch){.due = -1};
}

int watch_fd(const Watch *watch)
{
	return watch->told ? watch->fd : -1;
}

int64_t watch_within(const Watch *watch, int64_t now)
{
	if (watch->files.n == 0 || watch->due < 0)
		return -1;
	return watch->due > now ? watch->due - now : 0;
}

/* What exactly has happened does not matter. */
static bool was_told(const Watch *watch)
{
	char events[4096];
	bool any = false;
	while (watch->told && read(watch->fd, events, sizeof events) > 0)
		any = true;
	return any;
}

/* Looks at every file. True where one differs from what is known; then `ready` tells how long it must stand so. */
static bool look_at_all(Watch *watch, int64_t now)
{
	bool moving = false, changed = false, gone = false;
	for (size_t i = 0; i < watch->files.n; i++) {
		WatchFile *file = &watch->files.at[i];
		AmendStamp stamp = look(file);
		bool differs = !amend_same(stamp, file->known);
		moving = moving || !amend_same(stamp, file->seen);
		changed = changed || differs;
		gone = gone || (differs && !file->directory && stamp.bytes == 0);
		file->seen = stamp;
	}
	if (moving) {
		watch->ready = now + (gone ? STILL_GONE : STILL);
		ask_anew(watch); /* the name may belong to another file by now */
	}
	return changed;
}

bool watch_changed(Watch *watch, int64_t now)
{
	if (watch->files.n == 0)
		return false;
	if (was_told(watch))
		watch->due = now;
	if (watch->due < 0 || now < watch->due)
		return false;
	bool changed = look_at_all(watch, now);
	if (changed && now < watch->ready) {
		watch->due = watch->ready;
		return false;
	}
	watch->due = watch->told ? -1 : now + AGAIN;
	for (size_t i = 0; changed && i < watch->files.n; i++)
		watch->files.at[i].known = watch->files.at[i].seen;
	return changed;
}
