#include "notes_text.h"

#include "hash.h"

#include <string.h>

#define HEAD STR("bilan-state ")
#define VERSION STR("1")

void notes_text_add_hex(Buf *out, uint64_t value)
{
	for (int shift = 60; shift >= 0; shift -= 4)
		buf_add_char(out, "0123456789abcdef"[value >> shift & 15]);
}

uint64_t notes_text_hex(Str s)
{
	uint64_t value = 0;

	for (size_t i = 0; i < s.n; i++) {
		char c = s.s[i];

		if (s.n != 16 || !((c >= '0' && c <= '9') || (c >= 'a' && c <= 'f')))
			return 0;
		value = value << 4 | (uint64_t)(c <= '9' ? c - '0' : c - 'a' + 10);
	}
	return value;
}

bool notes_text_whole(Str s, int64_t limit, int64_t *value)
{
	*value = 0;
	if (!s.n || s.n > 16 || (s.s[0] == '0' && s.n > 1))
		return false;
	for (size_t i = 0; i < s.n; i++) {
		if (s.s[i] < '0' || s.s[i] > '9')
			return false;
		*value = *value * 10 + (s.s[i] - '0');
	}
	return *value <= limit;
}

bool notes_text_is_kind(Str s)
{
	for (size_t i = 0; i < s.n; i++)
		if (!((s.s[i] >= 'a' && s.s[i] <= 'z') || (s.s[i] == '-' && i)))
			return false;
	return s.n > 0;
}

static bool is_special(char c)
{
	return c == '\\' || c == '\n' || c == '\t';
}

static void add_escaped(Buf *out, Str s)
{
	for (size_t i = 0; i < s.n; i++) {
		char c = s.s[i];

		if (is_special(c))
			buf_add_char(out, '\\');
		buf_add_char(out, c == '\n' ? 'n' : c == '\t' ? 't' : c);
	}
}

static size_t escaped_bytes(Str s)
{
	size_t n = s.n;

	for (size_t i = 0; i < s.n; i++)
		n += is_special(s.s[i]);
	return n;
}

void notes_text_add_record(Buf *out, const NotesRecord *record)
{
	if (!record->kind.n) {
		buf_add(out, record->key);
		buf_add_char(out, '\n');
		return;
	}
	if (record->gone)
		buf_add_char(out, '-');
	buf_add(out, record->kind);
	buf_add_char(out, '\t');
	add_escaped(out, record->key);
	buf_add_char(out, '\t');
	buf_add_int(out, record->time);
	for (uint32_t i = 0; i < record->n; i++) {
		buf_add_char(out, '\t');
		add_escaped(out, record->fields[i]);
	}
	buf_add_char(out, '\n');
}

size_t notes_text_bytes(const NotesRecord *record)
{
	size_t n = record->kind.n + escaped_bytes(record->key) + 20;

	for (uint32_t i = 0; i < record->n; i++)
		n += 1 + escaped_bytes(record->fields[i]);
	return n;
}

/* Undoes add_escaped in place; what is no escape stays as it is. */
static Str unescape(char *s, size_t n)
{
	size_t to = 0;

	for (size_t i = 0; i < n; i++) {
		char next = i + 1 < n ? s[i + 1] : '\0';

		if (s[i] == '\\' && (next == '\\' || next == 'n' || next == 't')) {
			s[to++] = next == 'n' ? '\n' : next == 't' ? '\t' : '\\';
			i++;
		} else {
			s[to++] = s[i];
		}
	}
	return (Str){s, to};
}

NotesRecord notes_text_parse(Arena *arena, char *s, size_t n)
{
	Str parts[NOTES_TEXT_FIELDS + 3], rest = {s, n};
	const NotesRecord no_record = {.kind = STR(""), .key = {s, n}};
	NotesRecord record = {.gone = n && s[0] == '-'};
	size_t count = 0;
	Str *fields;

	while (count < NOTES_TEXT_FIELDS + 3 && str_split(&rest, '\t', &parts[count]))
		count++;
	if (rest.s || count < 3 || !notes_text_whole(parts[2], NOTES_TIME_LIMIT, &record.time))
		return no_record;
	record.kind = str_sub(parts[0], record.gone, parts[0].n);
	if (!notes_text_is_kind(record.kind))
		return no_record;
	record.key = unescape(s + (parts[1].s - s), parts[1].n);
	record.n = (uint32_t)count - 3;
	fields = mem_take(arena, record.n * sizeof *fields);
	for (uint32_t i = 0; i < record.n; i++)
		fields[i] = unescape(s + (parts[3 + i].s - s), parts[3 + i].n);
	record.fields = fields;
	return record;
}

void notes_text_open(Buf *out)
{
	buf_add(out, HEAD);
	buf_add(out, VERSION);
	buf_add_char(out, '\n');
}

static void add_end(Buf *out, Str before)
{
	size_t lines = 0;

	for (size_t i = 0; i < before.n; i++)
		lines += before.s[i] == '\n';
	buf_add(out, STR("end\t"));
	buf_add_int(out, (long long)lines - 1);
	buf_add_char(out, '\t');
	notes_text_add_hex(out, hash_add(HASH_SEED, before));
	buf_add_char(out, '\n');
}

void notes_text_close(Buf *out, size_t from)
{
	Buf end = {0};

	add_end(&end, str_sub(buf_str(out), from, out->n));
	buf_add(out, buf_str(&end));
	buf_free(&end);
}

NotesResult notes_text_body(Str text, Str *body)
{
	const char *last = text.n > 1 ? memrchr(text.s, '\n', text.n - 1) : NULL;
	size_t end = last ? (size_t)(last + 1 - text.s) : 0;
	Str version, rest = text;
	Buf wanted = {0};
	bool fits;

	if (text.n > NOTES_READ_BYTES)
		return NOTES_TOO_LARGE;
	if (!end || !str_starts(text, HEAD))
		return NOTES_DAMAGED;
	add_end(&wanted, str_sub(text, 0, end));
	fits = str_eq(str_sub(text, end, text.n), buf_str(&wanted));
	buf_free(&wanted);
	if (!fits)
		return NOTES_DAMAGED;
	str_split(&rest, '\n', &version);
	*body = str_sub(text, version.n + 1, end);
	return str_eq(str_sub(version, HEAD.n, version.n), VERSION) ? NOTES_OK : NOTES_NEWER;
}
