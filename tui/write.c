#include "write.h"

#include <errno.h>
#include <unistd.h>

int write_all(int fd, Str text)
{
	size_t done = 0;

	while (done < text.n) {
		ssize_t n = write(fd, text.s + done, text.n - done);

		if (n > 0)
			done += (size_t)n;
		else if (n < 0 && errno != EINTR)
			return errno;
	}
	return 0;
}
