#include "notes.h"

#include "hash.h"
#include "notes_text.h"
#include "utf8.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define QUERY_BYTES 1024u
#define PUT_TIME_LIMIT (NOTES_TIME_LIMIT / 2) /* of clocks: room for times that have to grow past them */

/* Kinds of which only the newest are kept, and whether they may be set when the notes are full. */
static const struct { const char *kind; uint32_t keep; bool always; } KEPT[] = {
	{"place", 1, true}, {"query", NOTES_QUERIES, true}, {"read", NOTES_READS, false}, {"set", 100, true},
};
#define KEPT_COUNT (sizeof KEPT / sizeof *KEPT)

static int by_key(const NotesRecord *x, const NotesRecord *y)
{
	int order = str_cmp(x->kind, y->kind);

	return order ? order : str_cmp(x->key, y->key);
}

/* Which of two versions of a record holds: the newer one, then what is there before what is gone, then by content, so
   that every session takes the same. */
static int by_version(const NotesRecord *x, const NotesRecord *y)
{
	if (x->time != y->time)
		return x->time > y->time ? 1 : -1;
	if (x->gone != y->gone)
		return y->gone ? 1 : -1;
	for (uint32_t i = 0; i < x->n && i < y->n; i++)
		if (!str_eq(x->fields[i], y->fields[i]))
			return str_cmp(x->fields[i], y->fields[i]);
	return (x->n > y->n) - (x->n < y->n);
}

static int by_key_newest_first(const void *a, const void *b)
{
	int order = by_key(a, b);

	return order ? order : by_version(b, a);
}

static int newest_first(const void *a, const void *b)
{
	const NotesRecord *x = *(const NotesRecord *const *)a, *y = *(const NotesRecord *const *)b;
	int order = by_version(y, x);

	return order ? order : by_key(x, y);
}

/* Index of the first record that does not stand before (kind, key). */
static size_t place_of(const Notes *notes, Str kind, Str key)
{
	const NotesRecord wanted = {.kind = kind, .key = key};
	size_t from = 0, to = notes->n;

	while (from < to) {
		size_t middle = from + (to - from) / 2;

		if (by_key(&notes->at[middle], &wanted) < 0)
			from = middle + 1;
		else
			to = middle;
	}
	return from;
}

static NotesRecord *find(const Notes *notes, Str kind, Str key)
{
	size_t i = place_of(notes, kind, key);

	return i < notes->n && str_eq(notes->at[i].kind, kind) && str_eq(notes->at[i].key, key) ? &notes->at[i] : NULL;
}

/* Takes out the records whose kind is (Str){0}, and counts the bytes of the others. */
static void sweep(Notes *notes)
{
	size_t kept = 0;

	notes->bytes = 0;
	for (size_t i = 0; i < notes->n; i++) {
		if (!notes->at[i].kind.s)
			continue;
		notes->bytes += notes_text_bytes(&notes->at[i]);
		notes->at[kept++] = notes->at[i];
	}
	notes->n = kept;
}

/* Keeps the newest of each kind that has a limit. Deletions count too: in whatever order sessions merge, the same are
   kept. */
static void trim(Notes *notes)
{
	for (size_t k = 0; k < KEPT_COUNT; k++) {
		Str kind = str_of(KEPT[k].kind);
		size_t from = place_of(notes, kind, (Str){0}), n = 0;
		NotesRecord **records;

		while (from + n < notes->n && str_eq(notes->at[from + n].kind, kind))
			n++;
		if (n <= KEPT[k].keep)
			continue;
		records = mem_alloc(n * sizeof *records);
		for (size_t i = 0; i < n; i++)
			records[i] = &notes->at[from + i];
		qsort(records, n, sizeof *records, newest_first);
		for (size_t i = KEPT[k].keep; i < n; i++)
			records[i]->kind = (Str){0};
		free(records);
		sweep(notes);
	}
}

NotesResult notes_read(Notes *notes, Str text)
{
	Str body, line;
	NotesResult result = notes_text_body(text, &body);

	if (result != NOTES_OK)
		return result;
	*notes = (Notes){0};
	body = str_keep(utf8_clean(body, &notes->arena, NULL), &notes->arena);
	while (body.n && str_split(&body, '\n', &line)) {
		if (notes->n == 4 * NOTES_RECORDS) {
			notes_free(notes);
			return NOTES_TOO_LARGE;
		}
		if (line.n)
			MEM_PUSH(notes, notes_text_parse(&notes->arena, (char *)line.s, line.n)); /* in the copy, which is ours */
	}
	if (notes->n)
		qsort(notes->at, notes->n, sizeof *notes->at, by_key_newest_first);
	for (size_t i = 1, last = 0; i < notes->n; i++) {
		if (by_key(&notes->at[last], &notes->at[i]) == 0)
			notes->at[i].kind = (Str){0};
		else
			last = i;
	}
	sweep(notes);
	trim(notes);
	return NOTES_OK;
}

void notes_write(const Notes *notes, Buf *out)
{
	size_t from = out->n;

	notes_text_open(out);
	for (size_t i = 0; i < notes->n; i++)
		notes_text_add_record(out, &notes->at[i]);
	notes_text_close(out, from);
}

static NotesRecord copy_record(Arena *arena, const NotesRecord *record)
{
	Str *fields = mem_take(arena, record->n * sizeof *fields);

	for (uint32_t i = 0; i < record->n; i++)
		fields[i] = str_keep(record->fields[i], arena);
	return (NotesRecord){
		str_keep(record->kind, arena), str_keep(record->key, arena), record->time, record->gone, fields, record->n,
	};
}

void notes_merge(Notes *ours, const Notes *theirs)
{
	Notes merged = {0};
	size_t i = 0, j = 0;

	while (i < ours->n || j < theirs->n) {
		int order = i == ours->n ? 1 : j == theirs->n ? -1 : by_key(&ours->at[i], &theirs->at[j]);
		bool take_theirs = order ? order > 0 : by_version(&ours->at[i], &theirs->at[j]) < 0;

		MEM_PUSH(&merged, copy_record(&merged.arena, take_theirs ? &theirs->at[j] : &ours->at[i]));
		i += order <= 0;
		j += order >= 0;
	}
	sweep(&merged);
	trim(&merged);
	notes_free(ours);
	*ours = merged;
}

void notes_forget(Notes *notes, int64_t time)
{
	for (size_t i = 0; i < notes->n; i++)
		if (notes->at[i].gone && notes->at[i].time < time)
			notes->at[i].kind = (Str){0};
	sweep(notes);
}

void notes_free(Notes *notes)
{
	mem_arena_free(&notes->arena);
	free(notes->at);
	*notes = (Notes){0};
}

/* Whether a new record, or one that makes the text longer, would be too much. */
static bool is_full(const Notes *notes, Str kind, bool is_new, size_t bytes)
{
	for (size_t k = 0; k < KEPT_COUNT; k++)
		if (KEPT[k].always && str_eq(kind, str_of(KEPT[k].kind)))
			return false;
	return (is_new && notes->n >= NOTES_RECORDS) || (bytes > NOTES_BYTES && bytes > notes->bytes);
}

/* Puts a record whose slices are the arena's; its time grows where the clock did not. */
static bool put(Notes *notes, NotesRecord record, int64_t now)
{
	size_t i = place_of(notes, record.kind, record.key);
	NotesRecord *old = i < notes->n && by_key(&notes->at[i], &record) == 0 ? &notes->at[i] : NULL;
	size_t bytes = notes->bytes - (old ? notes_text_bytes(old) : 0);

	record.time = now < 0 ? 0 : now < PUT_TIME_LIMIT ? now : PUT_TIME_LIMIT;
	if (old && old->time >= record.time)
		record.time = old->time < NOTES_TIME_LIMIT ? old->time + 1 : NOTES_TIME_LIMIT;
	bytes += notes_text_bytes(&record);
	if (!record.gone && is_full(notes, record.kind, !old, bytes))
		return false;
	if (!old) {
		MEM_PUSH(notes, record);
		memmove(&notes->at[i + 1], &notes->at[i], (notes->n - 1 - i) * sizeof record);
	}
	notes->at[i] = record;
	notes->bytes = bytes;
	if (!old)
		trim(notes);
	return true;
}

/* A clean copy; *fits becomes false where it is too long. */
static Str keep(Arena *arena, Str s, bool *fits)
{
	Str clean = s.n <= NOTES_FIELD_BYTES ? utf8_clean(s, arena, NULL) : s;

	*fits = *fits && clean.n <= NOTES_FIELD_BYTES;
	return *fits ? str_keep(clean, arena) : (Str){0};
}

bool notes_put(Notes *notes, Str kind, Str key, const Str *fields, uint32_t n, int64_t now)
{
	bool fits = notes_text_is_kind(kind) && n <= NOTES_TEXT_FIELDS;
	Str *kept = fits ? mem_take(&notes->arena, n * sizeof *kept) : NULL;
	NotesRecord record = {.fields = kept, .n = n};

	record.kind = keep(&notes->arena, kind, &fits);
	record.key = keep(&notes->arena, key, &fits);
	for (uint32_t i = 0; fits && i < n; i++)
		kept[i] = keep(&notes->arena, fields[i], &fits);
	return fits && put(notes, record, now);
}

bool notes_drop(Notes *notes, Str kind, Str key, int64_t now)
{
	NotesRecord *old = find(notes, kind, key);

	return old && !old->gone && put(notes, (NotesRecord){.kind = old->kind, .key = old->key, .gone = true}, now);
}

const NotesRecord *notes_get(const Notes *notes, Str kind, Str key)
{
	const NotesRecord *found = find(notes, kind, key);

	return found && !found->gone ? found : NULL;
}

const NotesRecord *notes_next(const Notes *notes, Str kind, const NotesRecord *last)
{
	size_t i = last ? (size_t)(last - notes->at) + 1 : place_of(notes, kind, (Str){0});

	while (i < notes->n && str_eq(notes->at[i].kind, kind) && notes->at[i].gone)
		i++;
	return i < notes->n && str_eq(notes->at[i].kind, kind) ? &notes->at[i] : NULL;
}

Str notes_field(const NotesRecord *record, uint32_t i)
{
	return i < record->n ? record->fields[i] : (Str){0};
}

Anchor notes_anchor(const NotesRecord *record)
{
	Str address = record->key;
	const char *identity;

	if (str_eq(record->kind, STR("mark"))) {
		address = notes_field(record, 1);
	} else if (str_eq(record->kind, STR("note"))) {
		identity = address.n ? memrchr(address.s, '#', address.n) : NULL;
		address.n = identity ? (size_t)(identity - address.s) : address.n;
	}
	return (Anchor){address, notes_text_hex(notes_field(record, 0))};
}

/* Numbers as fields, in a buffer that lives as long as the call. */
typedef struct Digits { char s[24]; } Digits;

static Str hex_of(uint64_t value, Digits *digits)
{
	int n = snprintf(digits->s, sizeof digits->s, "%016llx", (unsigned long long)value);

	return (Str){digits->s, (size_t)n};
}

static Str decimal_of(uint32_t value, Digits *digits)
{
	int n = snprintf(digits->s, sizeof digits->s, "%lu", (unsigned long)value);

	return (Str){digits->s, (size_t)n};
}

static uint32_t number(Str s)
{
	int64_t value;

	return notes_text_whole(s, UINT32_MAX, &value) ? (uint32_t)value : 0;
}

bool notes_bookmark(Notes *notes, Anchor anchor, Str name, int64_t now)
{
	Digits digits = {0};

	return notes_put(notes, STR("bookmark"), anchor.address, (Str[]){hex_of(anchor.hash, &digits), name}, 2, now);
}

Str notes_bookmark_name(const NotesRecord *record)
{
	return notes_field(record, 1);
}

bool notes_mark(Notes *notes, char letter, Anchor anchor, uint32_t offset, int64_t now)
{
	Digits hash = {0}, at = {0};
	const Str fields[] = {hex_of(anchor.hash, &hash), anchor.address, decimal_of(offset, &at)};

	return letter >= 'a' && letter <= 'z' && notes_put(notes, STR("mark"), (Str){&letter, 1}, fields, 3, now);
}

uint32_t notes_mark_offset(const NotesRecord *record)
{
	return number(notes_field(record, 2));
}

char notes_letter(const Notes *notes, Str address)
{
	const NotesRecord *mark = NULL;

	while ((mark = notes_next(notes, STR("mark"), mark)))
		if (mark->key.n == 1 && str_eq(notes_field(mark, 1), address))
			return mark->key.s[0];
	return '\0';
}

/* A key that only this text, written at this time at this place, has. */
static void add_note_key(Buf *key, Anchor anchor, Str text, int64_t now)
{
	Digits digits = {0};
	uint64_t h = hash_add(HASH_SEED, text);

	snprintf(digits.s, sizeof digits.s, "%lld", (long long)now);
	buf_add(key, anchor.address);
	buf_add_char(key, '#');
	notes_text_add_hex(key, hash_add(h, str_of(digits.s)));
}

bool notes_note(Notes *notes, Str old, Anchor anchor, Str text, int64_t now)
{
	const NotesRecord *before = old.n ? notes_get(notes, STR("note"), old) : NULL;
	Digits digits = {0};
	Buf key = {0};
	bool fits;

	if (!text.n)
		return !before || notes_drop(notes, STR("note"), old, now);
	if (before && str_eq(notes_note_text(before), text))
		return true;
	if (before && before->time >= now)
		now = before->time + 1;
	add_note_key(&key, anchor, text, now);
	fits = notes_put(notes, STR("note"), buf_str(&key), (Str[]){hex_of(anchor.hash, &digits), text}, 2, now);
	if (fits && before)
		notes_drop(notes, STR("note"), old, now);
	buf_free(&key);
	return fits;
}

Str notes_note_text(const NotesRecord *record)
{
	return notes_field(record, 1);
}

bool notes_set_read(Notes *notes, Anchor anchor, bool read, int64_t now)
{
	Digits digits = {0};

	if (notes_is_read(notes, anchor) == read)
		return true;
	if (!read)
		return notes_drop(notes, STR("read"), anchor.address, now);
	return notes_put(notes, STR("read"), anchor.address, (Str[]){hex_of(anchor.hash, &digits)}, 1, now);
}

bool notes_is_read(const Notes *notes, Anchor anchor)
{
	const NotesRecord *record = notes_get(notes, STR("read"), anchor.address);

	return record && notes_anchor(record).hash == anchor.hash;
}

bool notes_set_place(Notes *notes, const NotesPlace *place, int64_t now)
{
	Digits hash = {0}, offset = {0}, width = {0};
	const Str fields[] = {
		hex_of(place->anchor.hash, &hash), place->anchor.address, decimal_of(place->offset, &offset),
		decimal_of(place->width, &width),
		place->axis, place->pane, place->lang == LANG_EN ? STR("en") : STR("zh"), place->filter,
	};

	return notes_put(notes, STR("place"), STR("last"), fields, 8, now);
}

bool notes_place(const Notes *notes, NotesPlace *place)
{
	const NotesRecord *record = notes_get(notes, STR("place"), STR("last"));

	if (!record)
		return false;
	*place = (NotesPlace){
		.anchor = {notes_field(record, 1), notes_text_hex(notes_field(record, 0))},
		.offset = number(notes_field(record, 2)), .width = number(notes_field(record, 3)),
		.axis = notes_field(record, 4), .pane = notes_field(record, 5),
		.lang = str_eq(notes_field(record, 6), STR("en")) ? LANG_EN : LANG_ZH, .filter = notes_field(record, 7),
	};
	return true;
}

/* The queries that are there, newest first; at most NOTES_QUERIES. */
static size_t newest_queries(const Notes *notes, const NotesRecord **at)
{
	const NotesRecord *query = NULL;
	size_t n = 0;

	while (n < NOTES_QUERIES && (query = notes_next(notes, STR("query"), query)))
		at[n++] = query;
	if (n)
		qsort(at, n, sizeof *at, newest_first);
	return n;
}

bool notes_add_query(Notes *notes, Str query, int64_t now)
{
	const NotesRecord *at[NOTES_QUERIES] = {NULL};
	Str words = str_trim(query);

	if (newest_queries(notes, at) && at[0]->time >= now)
		now = at[0]->time + 1;
	return words.n && words.n <= QUERY_BYTES && notes_put(notes, STR("query"), words, NULL, 0, now);
}

size_t notes_queries(const Notes *notes, Str *queries, size_t max)
{
	const NotesRecord *at[NOTES_QUERIES] = {NULL};
	size_t n = newest_queries(notes, at);

	if (n > max)
		n = max;
	for (size_t i = 0; i < n; i++)
		queries[n - 1 - i] = at[i]->key;
	return n;
}

bool notes_set(Notes *notes, Str key, Str value, int64_t now)
{
	return notes_put(notes, STR("set"), key, &value, 1, now);
}

Str notes_setting(const Notes *notes, Str key)
{
	const NotesRecord *record = notes_get(notes, STR("set"), key);

	return record ? notes_field(record, 0) : (Str){0};
}
