#include "export_xlsx.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

const char *export_xlsx_room(size_t need)
{
	static const char *const PLACES[] = {"/dev/shm", P_tmpdir, "/var/tmp"};

	for (size_t i = 0; i < sizeof PLACES / sizeof *PLACES; i++) {
		char path[32];
		size_t n = strlen(PLACES[i]);
		memcpy(path, PLACES[i], n);
		memcpy(path + n, "/bilan.XXXXXX", sizeof "/bilan.XXXXXX");
		int fd = mkostemp(path, O_CLOEXEC);
		if (fd < 0)
			continue;
		bool fits = posix_fallocate(fd, 0, (off_t)need) == 0;
		close(fd);
		unlink(path);
		if (fits)
			return PLACES[i];
	}
	return NULL;
}
