#include "amend.h"

#include "write.h"

#include "../core/file.h"
#include "../core/load.h"

#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#define MOST_BYTES ((size_t)256 << 20) /* all of it is held, with its nodes */

static AmendStamp stamp_of(const struct stat *st)
{
	return (AmendStamp){file_nanoseconds(st->st_mtim), (uint64_t)st->st_size, st->st_ino, true};
}

AmendStamp amend_look(const char *path)
{
	struct stat st;
	return stat(path, &st) == 0 && S_ISREG(st.st_mode) ? stamp_of(&st) : (AmendStamp){0};
}

bool amend_same(AmendStamp a, AmendStamp b)
{
	return a.known == b.known && a.modified == b.modified && a.bytes == b.bytes && a.inode == b.inode;
}

/* Terminated. */
static void add_path(const Msgs *msgs, uint16_t file, Buf *path)
{
	buf_clear(path);
	buf_add(path, msgs->files.at[file]);
}

/* Both lists are in the order of loading; the one of the messages may have names more, of what could not be read. */
void amend_note(AmendStamps *stamps, const Corpus *corpus, const Msgs *msgs)
{
	size_t next = 0, n = corpus->sources.n;
	amend_free(stamps);
	stamps->n = msgs ? msgs->files.n : 0;
	stamps->at = mem_zeroed(stamps->n + 1, sizeof *stamps->at);
	for (size_t i = 0; i < stamps->n; i++)
		for (size_t tried = 0; tried < n && !stamps->at[i].known; tried++) {
			const CorpusSource *source = &corpus->sources.at[(next + tried) % n];
			if (!str_eq(source->path, msgs->files.at[i]))
				continue;
			stamps->at[i] = (AmendStamp){source->modified, source->bytes, source->inode, true};
			next += tried + 1;
		}
}

void amend_free(AmendStamps *stamps)
{
	free(stamps->at);
	*stamps = (AmendStamps){0};
}

/* The new file is made beside the old one. */
static bool may_write(const char *path)
{
	Buf folder = {0};
	buf_add(&folder, file_directory(str_of(path)));
	bool may = faccessat(AT_FDCWD, path, W_OK, AT_EACCESS) == 0
		&& faccessat(AT_FDCWD, folder.n > 0 ? buf_cstr(&folder) : ".", W_OK | X_OK, AT_EACCESS) == 0;
	buf_free(&folder);
	return may;
}

AmendFault amend_may(const AmendStamps *stamps, const Msgs *msgs, uint16_t file)
{
	if (file >= stamps->n || !stamps->at[file].known)
		return AMEND_NOWHERE;
	Buf path = {0};
	add_path(msgs, file, &path);
	AmendStamp now = amend_look(buf_cstr(&path));
	bool may = may_write(buf_cstr(&path));
	buf_free(&path);
	if (!now.known || !may)
		return !now.known ? AMEND_NOWHERE : AMEND_READ_ONLY;
	return amend_same(now, stamps->at[file]) ? AMEND_FINE : AMEND_OTHER;
}

static bool read_whole(const char *path, Buf *out)
{
	Msgs msgs = {0};
	size_t size;
	int fd = file_open(path, MOST_BYTES, &size, &msgs, (Pos){.file = msg_file(&msgs, str_of(path))});
	bool fine = fd >= 0 && file_slurp(fd, MOST_BYTES, out, &msgs, (Pos){0});
	if (fd >= 0)
		close(fd);
	msg_free(&msgs);
	return fine;
}

AmendFault amend_read(const AmendStamps *stamps, const Msgs *msgs, uint16_t file, Buf *out)
{
	Buf path = {0};
	AmendFault fault = amend_may(stamps, msgs, file);
	if (fault == AMEND_FINE) {
		add_path(msgs, file, &path);
		fault = read_whole(buf_cstr(&path), out) ? AMEND_FINE : AMEND_NOWHERE;
	}
	buf_free(&path);
	return fault;
}

/* A file that says which corpus it is is no part of one. */
static bool fits(Str bytes)
{
	Edit edit;
	Msgs msgs = {0};
	bool whole = edit_open(&edit, bytes) && edit_value(&edit, 0, "id") != EDIT_NONE;
	edit_close(&edit);
	bool fine = load_fits(bytes, whole, &msgs);
	msg_free(&msgs);
	return fine;
}

/* Somebody else may have been quicker: the stamp is looked at once more. */
static AmendFault put(const AmendStamps *stamps, const Msgs *msgs, uint16_t file, Str was, Str now, int *error)
{
	Buf path = {0};
	AmendFault fault = fits(now) ? amend_may(stamps, msgs, file) : AMEND_UNFIT;
	if (fault == AMEND_FINE && !str_eq(was, now)) {
		add_path(msgs, file, &path);
		*error = write_file(buf_cstr(&path), true, now);
	}
	buf_free(&path);
	return *error ? AMEND_UNWRITTEN : fault;
}

AmendFault amend_replace(const AmendStamps *stamps, const Msgs *msgs, uint16_t file, Str was, Str now, int *error)
{
	Buf bytes = {0};
	AmendFault fault = amend_read(stamps, msgs, file, &bytes);
	*error = 0;
	if (fault == AMEND_FINE)
		fault = str_eq(buf_str(&bytes), was) ? put(stamps, msgs, file, was, now, error) : AMEND_OTHER;
	buf_free(&bytes);
	return fault;
}

AmendFault amend_file(const AmendStamps *stamps, const Msgs *msgs, uint16_t file,
	void (*change)(Edit *edit, void *data), void *data, int *error)
{
	Buf bytes = {0}, changed = {0};
	AmendFault fault = amend_read(stamps, msgs, file, &bytes);
	*error = 0;
	if (fault == AMEND_FINE) {
		Edit edit;
		bool fine = edit_open(&edit, buf_str(&bytes));
		if (fine)
			change(&edit, data);
		fine = fine && edit_finish(&edit, &changed);
		edit_close(&edit);
		fault = fine ? put(stamps, msgs, file, buf_str(&bytes), buf_str(&changed), error) : AMEND_CANNOT;
	}
	buf_free(&bytes);
	buf_free(&changed);
	return fault;
}
