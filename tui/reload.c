#include "reload.h"

#include "watch.h"

#include "../core/file.h"
#include "../core/load.h"

#include <errno.h>
#include <pthread.h>
#include <stdlib.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <time.h>
#include <unistd.h>

#define PROGRESS 100 /* milliseconds between two looks at how far a load is */

struct Reload {
	Arena arena;
	const char **paths; /* in the arena */
	size_t n;
	bool live;
	Watch watch;
	int fd;         /* of epoll: what the kernel tells of the files, and the end of a load */
	unsigned loads; /* App.loads as it was last seen */
	bool again;     /* a load is wanted */
	bool taken;     /* one has come in */
	bool waits;     /* it was said that what was loaded waits */
	pthread_t thread;
	bool running;
	bool first;     /* it loads what the app has only the beginning of */
	bool stopped;   /* and nobody waits for it any more */
	uint64_t total; /* bytes of it … */
	DocumentWatch progress; /* … and how many were read */
	int done;       /* an eventfd, which the thread writes at its end */
	Corpus *corpus; /* what was loaded and has not come in yet … */
	Msgs *msgs;     /* … NULL: nothing. The thread's own while it runs */
};

static int64_t now(void)
{
	struct timespec time;
	clock_gettime(CLOCK_MONOTONIC, &time);
	return (int64_t)time.tv_sec * 1000 + time.tv_nsec / 1000000;
}

static void listen_to(Reload *r, int fd)
{
	struct epoll_event event = {.events = EPOLLIN, .data.fd = fd};
	if (fd >= 0 && r->fd >= 0)
		epoll_ctl(r->fd, EPOLL_CTL_ADD, fd, &event); /* it may be there already */
}

Reload *reload_open(const char *const *paths, size_t n, bool live)
{
	Reload *r = mem_zeroed(1, sizeof *r);
	r->live = live;
	r->paths = mem_take(&r->arena, (n + 1) * sizeof *r->paths);
	for (r->n = 0; r->n < n; r->n++) {
		Buf path = {0};
		buf_add(&path, str_of(paths[r->n]));
		r->paths[r->n] = buf_keep(&path, &r->arena).s;
	}
	r->watch.due = -1;
	r->fd = epoll_create1(EPOLL_CLOEXEC);
	r->done = eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC);
	listen_to(r, r->done);
	return r;
}

static void forget(Reload *r)
{
	corpus_free(r->corpus);
	if (r->msgs)
		msg_free(r->msgs);
	free(r->msgs);
	r->corpus = NULL;
	r->msgs = NULL;
	r->waits = false;
}

void reload_close(Reload *r)
{
	if (!r || r->running)
		return;
	forget(r);
	watch_close(&r->watch);
	close(r->fd);
	close(r->done);
	mem_arena_free(&r->arena);
	free(r);
}

int reload_fd(const Reload *r)
{
	return r ? r->fd : -1;
}

int64_t reload_within(const Reload *r)
{
	if (r && r->running && r->first)
		return PROGRESS;
	return r && r->live ? watch_within(&r->watch, now()) : -1;
}

static void *load(void *data)
{
	Reload *r = data;
	uint64_t one = 1;
	DocumentLimits limits = DOCUMENT_LIMITS;
	limits.watch = &r->progress;
	r->corpus = load_paths(r->paths, r->n, &limits, r->msgs);
	while (write(r->done, &one, sizeof one) < 0 && errno == EINTR)
		;
	return NULL;
}

static void start(Reload *r, const App *app)
{
	forget(r);
	r->first = app->partial;
	r->stopped = false;
	r->total = 0;
	for (size_t i = 0; r->first && i < r->n; i++)
		r->total += file_bytes(r->paths[i]);
	atomic_store(&r->progress.bytes, 0);
	atomic_store(&r->progress.over, false);
	r->msgs = mem_zeroed(1, sizeof *r->msgs);
	r->again = false;
	r->running = r->done >= 0 && pthread_create(&r->thread, NULL, load, r) == 0;
	if (!r->running) /* no thread, or nothing to tell its end by: it takes as long as it takes */
		r->corpus = load_paths(r->paths, r->n, NULL, r->msgs);
}

/* Takes the end of a load. */
static void finish(Reload *r)
{
	uint64_t ended;
	if (!r->running || read(r->done, &ended, sizeof ended) != sizeof ended)
		return;
	pthread_join(r->thread, NULL);
	r->running = false;
}

static void watch(Reload *r, const App *app)
{
	r->loads = app->loads;
	if (r->live && (app->refused || app->msgs))
		watch_files(&r->watch, app->refused ? app->refused : app->msgs, app->refused ? NULL : &app->stamps,
			app->refused != NULL, now());
}

/* What was loaded comes in, or waits until it may. True where there is something to paint. */
static bool hand_over(Reload *r, App *app)
{
	if (!app_may_take_files(app)) {
		bool told = r->waits || app->prompting || app->message.n > 0;
		if (!told)
			app_say(app, app->partial ? WORD_loading_waits : WORD_reload_waits, (Str){0});
		r->waits = r->waits || !told;
		return !told;
	}
	r->taken = app_take_files(app, r->corpus, r->msgs) || r->taken;
	r->corpus = NULL;
	r->msgs = NULL;
	r->waits = false;
	watch(r, app);
	return true;
}

/* Of a load that the reader waits for: how far it is, and the end where that is not wanted. True where there is
   something to paint. */
static bool tell_progress(Reload *r, App *app)
{
	size_t read = atomic_load_explicit(&r->progress.bytes, memory_order_relaxed);
	int percent = r->total > 0 ? (int)(100 * (uint64_t)read / r->total) : 0;
	bool loading = app->partial && r->running && !r->stopped, ended = r->stopped && !r->running && r->msgs;
	if (app->stop && r->running) {
		atomic_store(&r->progress.over, true);
		r->stopped = true;
	}
	app->stop = false;
	if (ended)
		forget(r);
	percent = percent < 99 ? percent : 99;
	bool news = app->loading != loading || (loading && app->percent != percent);
	app->loading = loading;
	app->percent = percent;
	return news;
}

bool reload_serve(Reload *r, App *app)
{
	if (!r)
		return false;
	finish(r);
	bool news = tell_progress(r, app);
	if (r->loads != app->loads) { /* what was loaded may be older by now */
		r->again = r->again || r->running || r->msgs;
		watch_close(&r->watch);
		watch(r, app);
	}
	r->again = r->again || app->again || (r->live && watch_changed(&r->watch, now()));
	app->again = false;
	listen_to(r, watch_fd(&r->watch));
	if (!r->running && r->again)
		start(r, app);
	return (!r->running && r->msgs && hand_over(r, app)) || news;
}

void reload_restart(Reload *r)
{
	if (!r)
		return;
	r->loads = 0;
	r->again = r->again || r->taken;
}
