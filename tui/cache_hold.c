#include "cache_hold.h"

#include <signal.h>
#include <stdint.h>
#include <sys/mman.h>
#include <unistd.h>

/* What a signal handler has to know. The mapping stays in `at` when it is held no longer: it is read on for a while. */
static struct {
	char *at;
	size_t size, page;
	volatile sig_atomic_t held, cut;
} hold;

/* Zeros from the page on that is lost: a file is cut at its end. Anything else is as deadly as ever. */
static void take_loss(int number, siginfo_t *info, void *context)
{
	char *lost = info->si_addr;

	(void)context;
	if (hold.at && lost >= hold.at && lost < hold.at + hold.size) {
		size_t from = (size_t)(lost - hold.at) / hold.page * hold.page;
		void *zeros = mmap(hold.at + from, hold.size - from, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1, 0);

		if (zeros != MAP_FAILED) {
			hold.cut = 1;
			return;
		}
	}
	sigaction(number, &(struct sigaction){.sa_handler = SIG_DFL}, NULL);
}

void cache_hold(void *map, size_t size)
{
	hold.held = map != NULL;
	hold.cut = 0;
	if (!map)
		return;
	hold.at = map;
	hold.size = size;
	hold.page = (size_t)sysconf(_SC_PAGESIZE);
	sigaction(SIGBUS, &(struct sigaction){.sa_sigaction = take_loss, .sa_flags = SA_SIGINFO}, NULL);
}

bool cache_is_cut(void)
{
	return hold.held && hold.cut;
}
