/* Saving a snapshot beside a session that goes on. */
#include "cache.h"

#include <fcntl.h>
#include <signal.h>
#include <unistd.h>

#define DESCRIPTORS 256

/* The process that writes has no part in the terminal, and dies of any signal: what it has begun is no snapshot. */
static void stand_alone(void)
{
	setsid();
	for (int i = 1; i < NSIG; i++)
		if (i != SIGXFSZ)
			sigaction(i, &(struct sigaction){.sa_handler = SIG_DFL}, NULL);
	for (int fd = 0; fd < DESCRIPTORS; fd++)
		close(fd);
	if (open("/dev/null", O_RDWR | O_CLOEXEC) != 0 || dup(0) != 1 || dup(0) != 2 || nice(10) == -1)
		_exit(1);
}

void cache_save_aside(const Cache *cache, const Corpus *corpus, const Msgs *msgs)
{
	if (!cache_wants(cache, corpus, msgs))
		return;
	sigaction(SIGCHLD, &(struct sigaction){.sa_handler = SIG_DFL, .sa_flags = SA_NOCLDWAIT}, NULL);
	if (fork() != 0)
		return;
	stand_alone();
	_exit(!cache_save(cache, corpus, msgs));
}
