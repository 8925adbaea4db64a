#include "snapshot_form.h"

#include "file.h"

#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define FORM(T, f, kind, part) {offsetof(T, f), sizeof ((T *)0)->f, part, SNAPSHOT_##kind}
#define PLAIN(T, f) FORM(T, f, PLAIN, 0)
#define STR_IN(T, f, text) FORM(T, f, STR, SNAPSHOT_##text)
#define POS(T, f) FORM(T, f, POS, 0)
#define SCALAR_IN(T, f, text) STR_IN(T, f.s, text), POS(T, f.pos)
#define SCALAR(T, f) SCALAR_IN(T, f, OTHER)
#define TEXT(T, f) SCALAR(T, f.zh), SCALAR(T, f.en)
#define FLOW(T, f) SCALAR_IN(T, f.zh, ZH), SCALAR_IN(T, f.en, EN)
#define RANGE(T, f, of) FORM(T, f, RANGE, SNAPSHOT_##of)
#define INDEX(T, f, of) FORM(T, f, INDEX, SNAPSHOT_##of)
#define MAYBE(T, f, of) FORM(T, f, MAYBE, SNAPSHOT_##of)
#define CHOICE(T, f, below) FORM(T, f, CHOICE, below)
#define PASSAGE(T, f) FLOW(T, f.text), PLAIN(T, f.span), RANGE(T, f.terms, TERM_REFS), RANGE(T, f.figures, FIGURES)
#define FINDING(T, f) CHOICE(T, f.by, FOUND_BY_COUNT), PLAIN(T, f.sure), PLAIN(T, f.proposed)

static const SnapshotField VOLUME[] = {
	SCALAR(Volume, id), TEXT(Volume, title), TEXT(Volume, about), SCALAR(Volume, source_title),
	SCALAR(Volume, source_sha256), SCALAR(Volume, source_file), CHOICE(Volume, language, VOLUME_LANGUAGE_COUNT),
	PLAIN(Volume, source_speeches), PLAIN(Volume, source_characters), RANGE(Volume, speeches, SPEECHES),
	STR_IN(Volume, path, OTHER), POS(Volume, pos),
};
static const SnapshotField PROVINCE[] = {
	STR_IN(Province, id, OTHER), PLAIN(Province, code), TEXT(Province, name), STR_IN(Province, mark, OTHER),
	STR_IN(Province, initials, OTHER), POS(Province, pos), RANGE(Province, speeches, BY_PROVINCE),
	RANGE(Province, measures, MEASURES_BY_PROVINCE),
};
static const SnapshotField THEME[] = {
	SCALAR(Theme, id), TEXT(Theme, name), TEXT(Theme, definition), INDEX(Theme, volume, VOLUMES),
	RANGE(Theme, measures, MEASURES_BY_THEME),
};
static const SnapshotField TERM[] = {
	SCALAR(Term, name), SCALAR(Term, en), TEXT(Term, gloss), FORM(Term, proposed, FLAG, 0),
	INDEX(Term, volume, VOLUMES), RANGE(Term, units, UNITS_BY_TERM),
};
static const SnapshotField SPEECH[] = {
	SCALAR(Speech, id), STR_IN(Speech, address, OTHER), SCALAR(Speech, province_id),
	MAYBE(Speech, province, PROVINCES), FLOW(Speech, speaker), FLOW(Speech, title), PLAIN(Speech, title_span),
	PLAIN(Speech, speaker_span), PASSAGE(Speech, lead), RANGE(Speech, sections, SECTIONS),
	RANGE(Speech, measures, MEASURES), FORM(Speech, complete, FLAG, 0), FINDING(Speech, found),
	INDEX(Speech, volume, VOLUMES), POS(Speech, pos),
};
static const SnapshotField SECTION[] = {
	FLOW(Section, heading), PLAIN(Section, heading_span), PASSAGE(Section, intro), RANGE(Section, measures, MEASURES),
	INDEX(Section, speech, SPEECHES), PLAIN(Section, n), FINDING(Section, found), POS(Section, pos),
};
static const SnapshotField MEASURE[] = {
	FLOW(Measure, label), PASSAGE(Measure, body), RANGE(Measure, themes, THEME_REFS), INDEX(Measure, speech, SPEECHES),
	INDEX(Measure, section, SECTIONS), PLAIN(Measure, n), FINDING(Measure, found), POS(Measure, pos),
};
static const SnapshotField FIGURE[] = {
	SCALAR(Figure, written), PLAIN(Figure, span), PLAIN(Figure, value), PLAIN(Figure, to),
	CHOICE(Figure, approx, APPROX_COUNT), CHOICE(Figure, kind, FIGURE_KIND_COUNT), TEXT(Figure, unit),
	TEXT(Figure, what), FORM(Figure, owner, UNIT, 0),
};
static const SnapshotField THEME_REF[] = {SCALAR(ThemeRef, id), MAYBE(ThemeRef, theme, THEMES)};
static const SnapshotField TERM_REF[] = {SCALAR(TermRef, name), MAYBE(TermRef, term, TERMS)};
static const SnapshotField SOURCE[] = {
	STR_IN(CorpusSource, path, OTHER), PLAIN(CorpusSource, bytes), PLAIN(CorpusSource, inode),
	PLAIN(CorpusSource, modified), PLAIN(CorpusSource, changed),
};
static const SnapshotField SPEECH_INDEX[] = {{0, sizeof(uint32_t), SNAPSHOT_SPEECHES, SNAPSHOT_INDEX}};
static const SnapshotField MEASURE_INDEX[] = {{0, sizeof(uint32_t), SNAPSHOT_MEASURES, SNAPSHOT_INDEX}};
static const SnapshotField UNIT[] = {{0, sizeof(Unit), 0, SNAPSHOT_UNIT}};
static const SnapshotField FILE_NAME[] = {{0, sizeof(Str), SNAPSHOT_OTHER, SNAPSHOT_STR}};
static const SnapshotField MESSAGE[] = {
	CHOICE(Msg, id, MSG_ID_COUNT), POS(Msg, pos), STR_IN(Msg, args[0], OTHER), STR_IN(Msg, args[1], OTHER),
	STR_IN(Msg, args[2], OTHER), STR_IN(Msg, args[3], OTHER),
};
static const SnapshotField END[] = {{0, sizeof(uint64_t), 0, SNAPSHOT_PLAIN}};

#define PART(T, fields, at) {#fields, sizeof(T), fields, sizeof fields / sizeof *fields, at}
#define VECTOR(T, fields, member) PART(T, fields, offsetof(Corpus, member))
#define TEXTS(name, at) {name, 1, NULL, 0, at}

const SnapshotForm SNAPSHOT_FORMS[SNAPSHOT_PARTS] = {
	[SNAPSHOT_VOLUMES] = VECTOR(Volume, VOLUME, volumes),
	[SNAPSHOT_PROVINCES] = VECTOR(Province, PROVINCE, provinces),
	[SNAPSHOT_THEMES] = VECTOR(Theme, THEME, themes),
	[SNAPSHOT_TERMS] = VECTOR(Term, TERM, terms),
	[SNAPSHOT_SPEECHES] = VECTOR(Speech, SPEECH, speeches),
	[SNAPSHOT_SECTIONS] = VECTOR(Section, SECTION, sections),
	[SNAPSHOT_MEASURES] = VECTOR(Measure, MEASURE, measures),
	[SNAPSHOT_FIGURES] = VECTOR(Figure, FIGURE, figures),
	[SNAPSHOT_THEME_REFS] = VECTOR(ThemeRef, THEME_REF, theme_refs),
	[SNAPSHOT_TERM_REFS] = VECTOR(TermRef, TERM_REF, term_refs),
	[SNAPSHOT_SOURCES] = VECTOR(CorpusSource, SOURCE, sources),
	[SNAPSHOT_BY_PROVINCE] = VECTOR(uint32_t, SPEECH_INDEX, by_province),
	[SNAPSHOT_MEASURES_BY_PROVINCE] = VECTOR(uint32_t, MEASURE_INDEX, measures_by_province),
	[SNAPSHOT_MEASURES_BY_THEME] = VECTOR(uint32_t, MEASURE_INDEX, measures_by_theme),
	[SNAPSHOT_UNITS_BY_TERM] = VECTOR(Unit, UNIT, units_by_term),
	[SNAPSHOT_FILES] = PART(Str, FILE_NAME, 0),
	[SNAPSHOT_MESSAGES] = PART(Msg, MESSAGE, 0),
	[SNAPSHOT_ZH_ENDS] = VECTOR(uint64_t, END, flow[LANG_ZH].ends),
	[SNAPSHOT_EN_ENDS] = VECTOR(uint64_t, END, flow[LANG_EN].ends),
	[SNAPSHOT_ZH] = TEXTS("ZH", offsetof(Corpus, flow[LANG_ZH].at)),
	[SNAPSHOT_EN] = TEXTS("EN", offsetof(Corpus, flow[LANG_EN].at)),
	[SNAPSHOT_OTHER] = TEXTS("OTHER", 0),
};

static uint64_t mix(uint64_t h, uint64_t value)
{
	h = (h ^ value) * 0x9E3779B97F4A7C15u;
	return h ^ h >> 29;
}

/* Messages are kept by number, so their names count. */
uint64_t snapshot_form(void)
{
	uint64_t h = mix(SNAPSHOT_VERSION, sizeof(void *));

	for (unsigned part = 0; part < SNAPSHOT_PARTS; part++) {
		const SnapshotForm *form = &SNAPSHOT_FORMS[part];

		h = mix(h, form->size);
		for (size_t i = 0; i < form->n; i++) {
			const SnapshotField *field = &form->fields[i];

			h = mix(h, (uint64_t)field->offset << 32 | (uint64_t)field->size << 16 | field->kind << 8 | field->part);
		}
	}
	for (MsgId id = 0; id < MSG_ID_COUNT; id++)
		for (const char *s = msg_name(id); *s; s++)
			h = mix(h, (unsigned char)*s);
	return h;
}

void snapshot_sum_add(uint64_t lanes[SNAPSHOT_LANES], const void *bytes, size_t n)
{
	uint64_t lane[SNAPSHOT_LANES], word[SNAPSHOT_LANES];

	memcpy(lane, lanes, sizeof lane);
	for (const char *at = bytes, *end = at + n; at < end; at += sizeof word) {
		memcpy(word, at, sizeof word);
		for (int i = 0; i < SNAPSHOT_LANES; i++) {
			lane[i] = (lane[i] ^ word[i]) * 0x9E3779B97F4A7C15u;
			lane[i] = lane[i] << 31 | lane[i] >> 33;
		}
	}
	memcpy(lanes, lane, sizeof lane);
}

uint64_t snapshot_sum(const uint64_t lanes[SNAPSHOT_LANES])
{
	uint64_t h = 0;

	for (int i = 0; i < SNAPSHOT_LANES; i++)
		h = mix(h, lanes[i]);
	return h;
}

uint64_t snapshot_head_sum(const void *page)
{
	uint64_t lanes[SNAPSHOT_LANES] = {0}, copy[SNAPSHOT_PAGE / sizeof(uint64_t)];
	SnapshotHead *head = (SnapshotHead *)copy;

	memcpy(copy, page, sizeof copy);
	head->sum = 0;
	snapshot_sum_add(lanes, copy, sizeof copy);
	return snapshot_sum(lanes);
}

uint64_t snapshot_room(const SnapshotHead *head, unsigned part)
{
	uint64_t end = part + 1 < SNAPSHOT_PARTS ? head->parts[part + 1].at : head->size;

	return end - head->parts[part].at;
}

/* Parts follow each other without a gap, none is longer than its room, and indices are of 32 bits. */
static bool places_fit(const SnapshotHead *head)
{
	uint64_t next = SNAPSHOT_PAGE;

	for (unsigned part = 0; part < SNAPSHOT_PARTS; part++) {
		const SnapshotPlace *place = &head->parts[part];
		uint64_t size = SNAPSHOT_FORMS[part].size, room;

		if (place->at != next || place->at > head->size || place->n > head->size / size)
			return false;
		room = (place->n * size + SNAPSHOT_PAGE - 1) / SNAPSHOT_PAGE * SNAPSHOT_PAGE;
		if (room > head->size - place->at || (size > 1 && place->n >= CORPUS_NONE))
			return false;
		next = place->at + room;
	}
	return next == head->size && head->parts[SNAPSHOT_FILES].n <= UINT16_MAX &&
		head->parts[SNAPSHOT_ZH_ENDS].n == head->parts[SNAPSHOT_SPEECHES].n &&
		head->parts[SNAPSHOT_EN_ENDS].n == head->parts[SNAPSHOT_SPEECHES].n;
}

bool snapshot_head_read(int fd, void *page)
{
	const SnapshotHead *head = page;
	struct stat st;

	return fstat(fd, &st) == 0 && st.st_size > 0 && pread(fd, page, SNAPSHOT_PAGE, 0) == (ssize_t)SNAPSHOT_PAGE &&
		memcmp(head->magic, "bilansnp", sizeof head->magic) == 0 && head->order == SNAPSHOT_ORDER &&
		head->form == snapshot_form() && head->size == (uint64_t)st.st_size && head->size <= INTPTR_MAX &&
		head->sum == snapshot_head_sum(page) && head->base % (1u << 16) == 0 &&
		head->base <= UINTPTR_MAX - head->size &&
		head->parts[SNAPSHOT_VOLUMES].n > 0 && head->limit <= SIZE_MAX && places_fit(head);
}

bool snapshot_is_current(const Corpus *corpus)
{
	Buf path = {0};
	bool current = true;

	for (size_t i = 0; i < corpus->sources.n && current; i++) {
		const CorpusSource *source = &corpus->sources.at[i];
		struct stat st;

		buf_clear(&path);
		buf_add(&path, source->path);
		current = stat(buf_cstr(&path), &st) == 0 && source->bytes == (uint64_t)st.st_size &&
			source->inode == st.st_ino && source->modified == file_nanoseconds(st.st_mtim) &&
			source->changed == file_nanoseconds(st.st_ctim);
	}
	buf_free(&path);
	return current;
}
