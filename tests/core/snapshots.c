#include "snapshots.h"

#include "../../core/doc.h"
#include "../../core/export.h"
#include "../../core/search.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

int snapshots_make(const Corpus *corpus, const Msgs *msgs)
{
	int fd = memfd_create("snapshot", MFD_CLOEXEC);

	if (fd >= 0 && snapshot_write(corpus, msgs, fd) != 0) {
		close(fd);
		return -1;
	}
	return fd;
}

int snapshots_file(const char *bytes, size_t n)
{
	int fd = memfd_create("snapshot", MFD_CLOEXEC);

	for (size_t done = 0; fd >= 0 && done < n;) {
		ssize_t wrote = write(fd, bytes + done, n - done);

		if (wrote <= 0)
			abort();
		done += (size_t)wrote;
	}
	return fd;
}

void snapshots_make_right(char *bytes, size_t n)
{
	SnapshotHead *head = (SnapshotHead *)(void *)bytes;

	for (unsigned part = 0; part < SNAPSHOT_PARTS; part++) {
		uint64_t lanes[SNAPSHOT_LANES] = {0}, at = head->parts[part].at;
		uint64_t end = part + 1 < SNAPSHOT_PARTS ? head->parts[part + 1].at : head->size;

		if (at > end || end > n || (end - at) % SNAPSHOT_PAGE != 0)
			return;
		snapshot_sum_add(lanes, bytes + at, (size_t)(end - at));
		head->parts[part].sum = snapshot_sum(lanes);
	}
	head->sum = snapshot_head_sum(bytes);
}

static void tell_field(const SnapshotField *field, const char *record, Buf *out)
{
	Str text;

	if (field->kind != SNAPSHOT_STR) {
		buf_add(out, (Str){record + field->offset, field->size});
		return;
	}
	memcpy(&text, record + field->offset, sizeof text);
	buf_add_int(out, (long long)text.n);
	buf_add(out, text);
}

static void tell_records(unsigned part, const void *at, size_t n, Buf *out)
{
	const SnapshotForm *form = &SNAPSHOT_FORMS[part];

	for (size_t i = 0; i < n; i++)
		for (size_t k = 0; k < form->n; k++)
			tell_field(&form->fields[k], (const char *)at + i * form->size, out);
}

void snapshots_tell(const Corpus *corpus, const Msgs *msgs, Buf *out)
{
	for (unsigned part = 0; part < SNAPSHOT_VECTORS; part++) {
		CORPUS_VEC(char) vector;

		memcpy(&vector, (const char *)corpus + SNAPSHOT_FORMS[part].vector, sizeof vector);
		tell_records(part, vector.at, vector.n, out);
	}
	for (size_t i = 0; i < corpus->provinces.n; i++) {
		Range s = corpus->provinces.at[i].speeches, m = corpus->provinces.at[i].measures;

		tell_records(SNAPSHOT_BY_PROVINCE, corpus->by_province + s.first, s.n, out);
		tell_records(SNAPSHOT_MEASURES_BY_PROVINCE, corpus->measures_by_province + m.first, m.n, out);
	}
	for (size_t i = 0; i < corpus->themes.n; i++) {
		Range m = corpus->themes.at[i].measures;

		tell_records(SNAPSHOT_MEASURES_BY_THEME, corpus->measures_by_theme + m.first, m.n, out);
	}
	for (size_t i = 0; i < corpus->terms.n; i++) {
		Range u = corpus->terms.at[i].units;

		tell_records(SNAPSHOT_UNITS_BY_TERM, corpus->units_by_term + u.first, u.n, out);
	}
	tell_records(SNAPSHOT_FILES, msgs->files.at, msgs->files.n, out);
	tell_records(SNAPSHOT_MESSAGES, msgs->list.at, msgs->list.n, out);
	buf_add(out, (Str){(const char *)msgs->count, sizeof msgs->count});
	buf_add_int(out, (long long)msgs->dropped);
	buf_add_int(out, corpus->proposed);
}

static void use_listings(const Corpus *corpus, Buf *out)
{
	const ExportOptions options = {.lang = LANG_ZH};

	for (ListKind kind = 0; kind < LIST_KIND_COUNT; kind++) {
		List list = list_open(corpus, kind);

		export_list(&list, EXPORT_JSON, &options, out);
		buf_clear(out);
	}
}

static void use_unit(const Corpus *corpus, Unit unit, Buf *out)
{
	buf_clear(out);
	corpus_add_address(corpus, unit, out);
	corpus_unit(corpus, buf_str(out));
	corpus_original(corpus, unit);
}

static void use_texts(const Corpus *corpus, Buf *out)
{
	const WrapOptions options = {.width = 40};

	for (uint32_t i = 0; i < corpus->speeches.n; i++) {
		Doc doc = {0};
		DocLines lines = {0};

		doc_add_unit(&doc, corpus, (Unit){UNIT_SPEECH, i}, LANG_EN);
		doc_lay_out(&doc, &options, &lines);
		doc_free(&doc);
		free(lines.at);
		use_unit(corpus, (Unit){UNIT_SPEECH, i}, out);
	}
	for (uint32_t i = 0; i < corpus->sections.n; i++)
		use_unit(corpus, (Unit){UNIT_SECTION, i}, out);
	for (uint32_t i = 0; i < corpus->measures.n; i++)
		use_unit(corpus, (Unit){UNIT_MEASURE, i}, out);
}

void snapshots_use(const Corpus *corpus, const Msgs *msgs)
{
	static const char *const QUERIES[] = {"网格", "wg", "party", ">1000", "社区 党建"};
	Buf out = {0};

	use_listings(corpus, &out);
	use_texts(corpus, &out);
	for (size_t i = 0; i < sizeof QUERIES / sizeof *QUERIES; i++) {
		SearchHits hits = {0};

		search_run(corpus, str_of(QUERIES[i]), LANG_ZH, &hits);
		free(hits.at);
	}
	for (size_t i = 0; i < msgs->list.n; i++)
		msg_line(&out, msgs, &msgs->list.at[i], LANG_ZH);
	snapshot_is_current(corpus);
	buf_free(&out);
}
