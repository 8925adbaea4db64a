/* Any bytes as two state files, as they are and with a right end mark: no crash, what was read is written and read the
   same, and merging does not depend on the order. */
#include "../../core/notes.h"
#include "../../core/notes_text.h"
#include "../../core/utf8.h"

#include <stdint.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define REQUIRE(condition) do { if (!(condition)) abort(); } while (0)

static Buf text_of(const Notes *notes)
{
	Buf out = {0};

	notes_write(notes, &out);
	return out;
}

static void check_same(const Notes *a, const Notes *b)
{
	Buf x = text_of(a), y = text_of(b);

	REQUIRE(str_eq(buf_str(&x), buf_str(&y)));
	buf_free(&x);
	buf_free(&y);
}

static Notes read_again(const Notes *notes)
{
	Buf text = text_of(notes);
	Notes again = {0};

	REQUIRE(notes_read(&again, buf_str(&text)) == NOTES_OK);
	buf_free(&text);
	return again;
}

/* Lines between a right first line and a right end mark. */
static Notes read_lines(Str lines)
{
	Notes notes = {0};
	Buf text = {0};
	size_t from = text.n;

	notes_text_open(&text);
	buf_add(&text, lines);
	if (lines.n > 0 && lines.s[lines.n - 1] != '\n')
		buf_add_char(&text, '\n');
	notes_text_close(&text, from);
	notes_read(&notes, buf_str(&text)); /* what it refuses stays empty */
	buf_free(&text);
	return notes;
}

static void check_merge(const Notes *a, const Notes *b)
{
	Notes ab = read_again(a), ba = read_again(b);

	notes_merge(&ab, b);
	notes_merge(&ba, a);
	check_same(&ab, &ba);
	notes_merge(&ab, b);
	notes_merge(&ab, a);
	check_same(&ab, &ba);
	notes_forget(&ab, 1000);
	Notes again = read_again(&ab);
	check_same(&ab, &again);
	notes_free(&ab);
	notes_free(&ba);
	notes_free(&again);
}

/* What is shown of them. */
static void check_shown(const Notes *notes)
{
	static const Str KINDS[] = {{"bookmark", 8}, {"mark", 4}, {"note", 4}, {"read", 4}};
	NotesPlace place;
	Str queries[NOTES_QUERIES];

	for (size_t i = 0; i < sizeof KINDS / sizeof *KINDS; i++)
		for (const NotesRecord *r = notes_next(notes, KINDS[i], NULL); r; r = notes_next(notes, KINDS[i], r)) {
			Anchor anchor = notes_anchor(r);

			REQUIRE(utf8_valid_prefix(anchor.address) == anchor.address.n);
			REQUIRE(utf8_valid_prefix(notes_field(r, 1)) == notes_field(r, 1).n);
			REQUIRE(notes_get(notes, r->kind, r->key) == r);
		}
	notes_place(notes, &place);
	REQUIRE(notes_queries(notes, queries, NOTES_QUERIES) <= NOTES_QUERIES);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	Str second = {(const char *)data, size}, first = {0};
	Notes raw = {0};

	if (notes_read(&raw, second) != NOTES_OK)
		REQUIRE(raw.n == 0);
	str_split(&second, '\0', &first);
	Notes a = read_lines(first), b = read_lines(second);
	check_merge(&a, &b);
	check_shown(&a);
	check_shown(&raw);
	notes_free(&a);
	notes_free(&b);
	notes_free(&raw);
	return 0;
}
