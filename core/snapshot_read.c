/* Opening a snapshot: the head, the sums, the mapping, and pointers that have to be moved. */
#include "snapshot_form.h"

#include "utf8.h"

#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#ifndef MAP_FIXED_NOREPLACE
#define MAP_FIXED_NOREPLACE 0 /* then the address is only a wish */
#endif
#define BLOCK ((size_t)1 << 16) /* bytes read at a time */

typedef union Page { SnapshotHead head; char bytes[SNAPSHOT_PAGE]; } Page;

SnapshotCheck snapshot_check_begin(int fd)
{
	SnapshotCheck check = {.fd = fd};
	Page *page = mem_zeroed(1, sizeof *page);

	if (snapshot_head_read(fd, page))
		check.head = &page->head;
	else
		free(page);
	return check;
}

/* Past the end of a part: its sum has to be the one in the head. */
static SnapshotVerdict next_part(SnapshotCheck *check)
{
	if (snapshot_sum(check->lanes) != check->head->parts[check->part].sum)
		return SNAPSHOT_DAMAGED;
	memset(check->lanes, 0, sizeof check->lanes);
	check->done = 0;
	return ++check->part == SNAPSHOT_PARTS ? SNAPSHOT_WHOLE : SNAPSHOT_MORE;
}

SnapshotVerdict snapshot_check_step(SnapshotCheck *check, size_t bytes)
{
	char *block = check->head ? mem_alloc(BLOCK) : NULL;
	SnapshotVerdict verdict = block ? SNAPSHOT_MORE : SNAPSHOT_DAMAGED;
	size_t seen = 0;

	while (verdict == SNAPSHOT_MORE && seen < bytes) {
		uint64_t left = snapshot_room(check->head, check->part) - check->done;
		size_t n = left < BLOCK ? (size_t)left : BLOCK;
		uint64_t at = check->head->parts[check->part].at + check->done;

		if (n == 0) {
			verdict = next_part(check);
		} else if (pread(check->fd, block, n, (off_t)at) != (ssize_t)n) {
			verdict = SNAPSHOT_DAMAGED;
		} else {
			snapshot_sum_add(check->lanes, block, n);
			check->done += n;
			seen += n;
		}
	}
	free(block);
	return verdict;
}

void snapshot_check_end(SnapshotCheck *check)
{
	free(check->head);
	*check = (SnapshotCheck){.fd = -1};
}

static bool sums_fit(int fd)
{
	SnapshotCheck check = snapshot_check_begin(fd);
	bool fit = snapshot_check_step(&check, SIZE_MAX) == SNAPSHOT_WHOLE;

	snapshot_check_end(&check);
	return fit;
}

/* At its own address; or elsewhere, with pages that can be written. NULL: nowhere. */
static char *map_file(int fd, const SnapshotHead *head)
{
	char *wanted = (char *)(uintptr_t)head->base;
	char *map = mmap(wanted, head->size, PROT_READ, MAP_PRIVATE | MAP_FIXED_NOREPLACE, fd, 0);

	if (map == wanted)
		return map;
	if (map != MAP_FAILED)
		munmap(map, head->size);
	map = mmap(NULL, head->size, PROT_READ | PROT_WRITE, MAP_PRIVATE, fd, 0);
	return map == MAP_FAILED ? NULL : map;
}

/* Every pointer by as much as the mapping stands elsewhere than it was made for. */
static void move_pointers(const SnapshotHead *head, char *map)
{
	for (unsigned part = 0; part < SNAPSHOT_PARTS; part++) {
		const SnapshotForm *form = &SNAPSHOT_FORMS[part];

		for (size_t f = 0; f < form->n; f++) {
			if (form->fields[f].kind != SNAPSHOT_STR)
				continue;
			for (uint64_t i = 0; i < head->parts[part].n; i++) {
				char *at = map + head->parts[part].at + i * form->size + form->fields[f].offset;
				Str text;

				memcpy(&text, at, sizeof text);
				if (text.n)
					text.s = map + ((uintptr_t)text.s - head->base);
				memcpy(at, &text, sizeof text);
			}
		}
	}
	mprotect(map, head->size, PROT_READ);
}

static void set_member(Corpus *corpus, size_t offset, const void *at)
{
	memcpy((char *)corpus + offset, &at, sizeof at);
}

static Corpus *make_corpus(const SnapshotHead *head, char *map)
{
	Corpus *corpus = mem_zeroed(1, sizeof *corpus);

	for (unsigned part = 0; part < SNAPSHOT_PARTS; part++) {
		const SnapshotPlace *place = &head->parts[part];
		size_t offset = SNAPSHOT_FORMS[part].vector;
		CORPUS_VEC(char) vector = {map + place->at, place->n, place->n};

		if (part < SNAPSHOT_VECTORS)
			memcpy((char *)corpus + offset, &vector, sizeof vector);
		else if (offset)
			set_member(corpus, offset, vector.at);
	}
	corpus->originals = mem_zeroed(1, sizeof *corpus->originals);
	corpus->proposed = (uint32_t)head->proposed;
	corpus->doubtful = (uint32_t)head->doubtful;
	corpus->map.at = map;
	corpus->map.size = head->size;
	return corpus;
}

/* False where two files have one name or a name is not as they are kept: then no Pos would lead to the right one. */
static bool take_messages(const SnapshotHead *head, const char *map, Msgs *msgs)
{
	const Str *files = (const Str *)(const void *)(map + head->parts[SNAPSHOT_FILES].at);
	const Msg *list = (const Msg *)(const void *)(map + head->parts[SNAPSHOT_MESSAGES].at);

	for (size_t i = 0; i < head->parts[SNAPSHOT_FILES].n; i++)
		if (msg_file(msgs, files[i]) != i)
			return false;
	for (size_t i = 0; i < head->parts[SNAPSHOT_MESSAGES].n; i++) {
		Msg msg = list[i];

		for (int k = 0; k < MSG_ARGS; k++)
			msg.args[k] = utf8_clean(str_keep(msg.args[k], &msgs->arena), &msgs->arena, NULL);
		MEM_PUSH(&msgs->list, msg);
	}
	for (size_t i = 0; i < sizeof head->count / sizeof *head->count; i++)
		msgs->count[i] = head->count[i];
	msgs->dropped = head->dropped;
	msgs->limit = head->limit;
	return true;
}

Corpus *snapshot_open(int fd, bool proved, Msgs *msgs)
{
	Page page;
	char *map;
	bool fine;

	if (msgs->files.n || msgs->list.n || !snapshot_head_read(fd, &page) || (!proved && !sums_fit(fd)))
		return NULL;
	map = map_file(fd, &page.head);
	if (!map)
		return NULL;
	fine = proved || snapshot_holds(&page.head, map);
	if (fine && map != (char *)(uintptr_t)page.head.base)
		move_pointers(&page.head, map);
	if (fine && take_messages(&page.head, map, msgs))
		return make_corpus(&page.head, map);
	munmap(map, page.head.size);
	msg_free(msgs);
	return NULL;
}
