/* Writing a snapshot: twice the same walk over the corpus, first to know how long the texts are and so where each part
   begins, then with every part in a stream of its own. Nothing of the size of the corpus is held. */
#include "snapshot_form.h"

#include "hash.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define BLOCK ((size_t)1 << 16) /* bytes written at a time; a multiple of SNAPSHOT_PAGE */
#define KNOWN 4096              /* different texts that are looked for to be written once only */

/* As long as any record of a part. */
typedef union LongestRecord {
	Volume volume;
	Province province;
	Theme theme;
	Term term;
	Speech speech;
	Section section;
	Measure measure;
	Figure figure;
	ThemeRef theme_ref;
	TermRef term_ref;
	CorpusSource source;
	Msg message;
} LongestRecord;

/* What goes into one part. */
typedef struct Stream {
	uint64_t n;       /* bytes so far */
	char *block;      /* what is not in the file yet: the last n % BLOCK of them */
	uint64_t lanes[SNAPSHOT_LANES];
} Stream;

typedef struct Known { Str text; uint64_t at; } Known;

typedef struct Writer {
	const Corpus *corpus;
	const Msgs *msgs;
	int fd, error;
	bool counting; /* the first time: nothing is written */
	SnapshotHead *head;
	Stream streams[SNAPSHOT_PARTS];
	Known *known;
	size_t next[SNAPSHOT_PARTS]; /* units so far, which come in the order in which one reads */
} Writer;

static void write_at(Writer *w, const char *bytes, size_t n, uint64_t at)
{
	for (size_t done = 0; done < n && !w->error;) {
		ssize_t wrote = pwrite(w->fd, bytes + done, n - done, (off_t)(at + done));

		if (wrote > 0)
			done += (size_t)wrote;
		else if (wrote == 0 || errno != EINTR)
			w->error = wrote == 0 ? ENOSPC : errno;
	}
}

/* Writes what the block holds, `n` bytes of it, which are the last ones of the stream. */
static void flush(Writer *w, SnapshotPart part, size_t n, uint64_t at)
{
	Stream *stream = &w->streams[part];

	snapshot_sum_add(stream->lanes, stream->block, n);
	write_at(w, stream->block, n, w->head->parts[part].at + at);
}

static void put(Writer *w, SnapshotPart part, const void *bytes, size_t n)
{
	Stream *stream = &w->streams[part];

	if (w->counting) {
		stream->n += n;
		return;
	}
	if (!stream->block)
		stream->block = mem_alloc(BLOCK);
	for (size_t done = 0, step; done < n; done += step) {
		size_t fill = stream->n % BLOCK;

		step = n - done < BLOCK - fill ? n - done : BLOCK - fill;
		memcpy(stream->block + fill, (const char *)bytes + done, step);
		stream->n += step;
		if (stream->n % BLOCK == 0)
			flush(w, part, BLOCK, stream->n - BLOCK);
	}
}

/* The rest of a part, with zeros up to the end of its last page. */
static void put_end(Writer *w, SnapshotPart part)
{
	Stream *stream = &w->streams[part];
	size_t fill = stream->n % BLOCK, whole = (fill + SNAPSHOT_PAGE - 1) / SNAPSHOT_PAGE * SNAPSHOT_PAGE;

	if (fill) {
		memset(stream->block + fill, 0, whole - fill);
		flush(w, part, whole, stream->n - fill);
	}
	w->head->parts[part].sum = snapshot_sum(stream->lanes);
	free(stream->block);
	stream->block = NULL;
}

/* Where this text has been written before, or where it is remembered. */
static Known *known(Writer *w, Str text)
{
	return &w->known[hash_slot(text) % KNOWN];
}

/* Writes a text and returns it as a Str of the snapshot. */
static Str put_text(Writer *w, SnapshotPart part, Str text)
{
	uint64_t at = w->streams[part].n;
	Known *before = part == SNAPSHOT_OTHER && text.n && text.n < BLOCK ? known(w, text) : NULL;

	if (!text.n)
		return (Str){0};
	if (before && str_eq(before->text, text)) {
		at = before->at;
	} else {
		put(w, part, text.s, text.n);
		if (before)
			*before = (Known){text, at};
	}
	return (Str){(const char *)(uintptr_t)(w->head->base + w->head->parts[part].at + at), text.n};
}

/* Writes a record field by field, so that what is between them is zero. */
static void put_record(Writer *w, SnapshotPart part, const void *record)
{
	const SnapshotForm *form = &SNAPSHOT_FORMS[part];
	_Alignas(max_align_t) char copy[sizeof(LongestRecord)] = {0};

	for (size_t i = 0; i < form->n; i++) {
		const SnapshotField *field = &form->fields[i];
		Str text;

		memcpy(copy + field->offset, (const char *)record + field->offset, field->size);
		if (field->kind != SNAPSHOT_STR)
			continue;
		memcpy(&text, copy + field->offset, sizeof text);
		text = put_text(w, (SnapshotPart)field->part, text);
		memcpy(copy + field->offset, &text, sizeof text);
	}
	put(w, part, copy, form->size);
}

/* The unit that comes next of its kind; false where it is another one. */
static bool put_unit(Writer *w, SnapshotPart part, uint32_t index, const void *record)
{
	if (w->next[part]++ != index)
		return false;
	put_record(w, part, record);
	return true;
}

static bool put_section(Writer *w, uint32_t index)
{
	const Section *section = &w->corpus->sections.at[index];
	bool fine = put_unit(w, SNAPSHOT_SECTIONS, index, section);

	for (uint32_t i = 0; fine && i < section->measures.n; i++) {
		uint32_t m = section->measures.first + i;

		fine = put_unit(w, SNAPSHOT_MEASURES, m, &w->corpus->measures.at[m]);
	}
	return fine;
}

static bool put_speech(Writer *w, uint32_t index)
{
	const Speech *speech = &w->corpus->speeches.at[index];
	bool fine = put_unit(w, SNAPSHOT_SPEECHES, index, speech);

	for (uint32_t i = 0; fine && i < speech->sections.n; i++)
		fine = put_section(w, speech->sections.first + i);
	put(w, SNAPSHOT_ZH_ENDS, &w->streams[SNAPSHOT_ZH].n, sizeof(uint64_t));
	put(w, SNAPSHOT_EN_ENDS, &w->streams[SNAPSHOT_EN].n, sizeof(uint64_t));
	return fine;
}

/* Texts come in the order in which one reads, and so must the units. */
static bool put_speeches(Writer *w)
{
	bool fine = true;

	memset(w->next, 0, sizeof w->next);
	for (uint32_t i = 0; i < w->corpus->speeches.n && fine && !w->error; i++)
		fine = put_speech(w, i);
	return fine && !w->error && w->next[SNAPSHOT_SECTIONS] == w->corpus->sections.n &&
		w->next[SNAPSHOT_MEASURES] == w->corpus->measures.n;
}

static void put_array(Writer *w, SnapshotPart part, const void *at, size_t n)
{
	size_t size = SNAPSHOT_FORMS[part].size;

	for (size_t i = 0; i < n && !w->error; i++)
		put_record(w, part, (const char *)at + i * size);
}

/* The array of a Corpus, whatever its type: all begin alike. */
static void put_vector(Writer *w, SnapshotPart part)
{
	CORPUS_VEC(char) vector;

	memcpy(&vector, (const char *)w->corpus + SNAPSHOT_FORMS[part].vector, sizeof vector);
	put_array(w, part, vector.at, vector.n);
}

/* Look-ups are as long as the ranges that lead into them. */
static void put_look_ups(Writer *w)
{
	const Corpus *c = w->corpus;
	size_t speeches = 0, measures = 0, themes = 0, units = 0;

	for (size_t i = 0; i < c->provinces.n; i++) {
		speeches += c->provinces.at[i].speeches.n;
		measures += c->provinces.at[i].measures.n;
	}
	for (size_t i = 0; i < c->themes.n; i++)
		themes += c->themes.at[i].measures.n;
	for (size_t i = 0; i < c->terms.n; i++)
		units += c->terms.at[i].units.n;
	put_array(w, SNAPSHOT_BY_PROVINCE, c->by_province, speeches);
	put_array(w, SNAPSHOT_MEASURES_BY_PROVINCE, c->measures_by_province, measures);
	put_array(w, SNAPSHOT_MEASURES_BY_THEME, c->measures_by_theme, themes);
	put_array(w, SNAPSHOT_UNITS_BY_TERM, c->units_by_term, units);
}

/* Everything, once. */
static bool put_corpus(Writer *w)
{
	static const SnapshotPart VECTORS[] = {
		SNAPSHOT_VOLUMES, SNAPSHOT_PROVINCES, SNAPSHOT_THEMES, SNAPSHOT_TERMS, SNAPSHOT_FIGURES, SNAPSHOT_THEME_REFS,
		SNAPSHOT_TERM_REFS, SNAPSHOT_SOURCES,
	};

	memset(w->known, 0, KNOWN * sizeof *w->known);
	if (!put_speeches(w))
		return false;
	for (size_t i = 0; i < sizeof VECTORS / sizeof *VECTORS; i++)
		put_vector(w, VECTORS[i]);
	put_look_ups(w);
	put_array(w, SNAPSHOT_FILES, w->msgs->files.at, w->msgs->files.n);
	put_array(w, SNAPSHOT_MESSAGES, w->msgs->list.at, w->msgs->list.n);
	return !w->error;
}

/* One of 512 places of 64 GiB each; see snapshot.h. */
static uint64_t base_of(const Corpus *corpus)
{
	uint64_t lanes[SNAPSHOT_LANES] = {0};

	for (size_t i = 0; i < corpus->sources.n; i++) {
		const CorpusSource *source = &corpus->sources.at[i];
		const uint64_t words[SNAPSHOT_LANES] = {source->bytes, source->inode, (uint64_t)source->modified,
			(uint64_t)source->changed};

		snapshot_sum_add(lanes, words, sizeof words);
	}
#if UINTPTR_MAX > UINT32_MAX
	return ((uint64_t)1 << 45) + (snapshot_sum(lanes) % 512 << 36);
#else
	return SNAPSHOT_PAGE << 4;
#endif
}

/* After the first time: how much there is of everything, and where it will stand. */
static void lay_out(Writer *w)
{
	SnapshotHead *head = w->head;
	uint64_t at = SNAPSHOT_PAGE;

	for (unsigned part = 0; part < SNAPSHOT_PARTS; part++) {
		Stream *stream = &w->streams[part];

		head->parts[part] = (SnapshotPlace){at, stream->n / SNAPSHOT_FORMS[part].size, 0};
		at += (stream->n + SNAPSHOT_PAGE - 1) / SNAPSHOT_PAGE * SNAPSHOT_PAGE;
		*stream = (Stream){0};
	}
	head->size = at;
	memcpy(head->magic, "bilansnp", sizeof head->magic);
	head->order = SNAPSHOT_ORDER;
	head->form = snapshot_form();
	for (size_t i = 0; i < sizeof head->count / sizeof *head->count; i++)
		head->count[i] = w->msgs->count[i];
	head->dropped = w->msgs->dropped;
	head->limit = w->msgs->limit;
	head->proposed = w->corpus->proposed;
	head->doubtful = w->corpus->doubtful;
}

bool snapshot_is_possible(const Corpus *corpus, const Msgs *msgs)
{
	bool possible = corpus->sources.n > 0 && msgs->count[MSG_FATAL] == 0;

	for (size_t i = 0; i < corpus->volumes.n; i++)
		possible = possible && !str_eq(corpus->volumes.at[i].path, STR("-"));
	return possible;
}

/* The head comes last: until then it is no snapshot. */
static void finish(Writer *w, char *page)
{
	for (unsigned part = 0; part < SNAPSHOT_PARTS; part++)
		put_end(w, (SnapshotPart)part);
	w->head->sum = snapshot_head_sum(page);
	write_at(w, page, SNAPSHOT_PAGE, 0);
	if (!w->error && ftruncate(w->fd, (off_t)w->head->size) != 0) /* the last part may be empty */
		w->error = errno;
	if (!w->error && fsync(w->fd) != 0)
		w->error = errno;
}

int snapshot_write(const Corpus *corpus, const Msgs *msgs, int fd)
{
	_Alignas(SnapshotHead) char page[SNAPSHOT_PAGE] = {0};
	Writer w = {.corpus = corpus, .msgs = msgs, .fd = fd, .head = (SnapshotHead *)page, .counting = true};

	_Static_assert(sizeof *w.head <= SNAPSHOT_PAGE, "the head is one page");
	if (!snapshot_is_possible(corpus, msgs))
		return EINVAL;
	w.head->base = base_of(corpus);
	w.known = mem_zeroed(KNOWN, sizeof *w.known);
	if (!put_corpus(&w)) {
		w.error = EINVAL;
	} else {
		lay_out(&w);
		w.counting = false;
		if (put_corpus(&w))
			finish(&w, page);
	}
	for (unsigned part = 0; part < SNAPSHOT_PARTS; part++)
		free(w.streams[part].block);
	free(w.known);
	return w.error;
}
