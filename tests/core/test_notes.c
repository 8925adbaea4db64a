#include "../../core/notes.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static uint32_t next(uint32_t *seed)
{
	*seed ^= *seed << 13;
	*seed ^= *seed >> 17;
	*seed ^= *seed << 5;
	return *seed;
}

static Buf text_of(const Notes *notes)
{
	Buf out = {0};

	notes_write(notes, &out);
	return out;
}

static void assert_same(const Notes *a, const Notes *b, const char *why)
{
	Buf x = text_of(a), y = text_of(b);

	cr_assert_str_eq(buf_cstr(&x), buf_cstr(&y), "%s", why);
	buf_free(&x);
	buf_free(&y);
}

/* These lines with a first line of that version and an end mark, made here once more from what the form says. */
static Buf sealed(const char *version, const char *lines)
{
	Buf out = {0};
	uint64_t h = 14695981039346656037u;
	int n = 0;
	char end[64];

	buf_add(&out, STR("bilan-state "));
	buf_add(&out, str_of(version));
	buf_add_char(&out, '\n');
	buf_add(&out, str_of(lines));
	for (const char *s = lines; *s; s++)
		n += *s == '\n';
	for (size_t i = 0; i < out.n; i++)
		h = (h ^ (unsigned char)out.s[i]) * 1099511628211u;
	snprintf(end, sizeof end, "end\t%d\t%016llx\n", n, (unsigned long long)h);
	buf_add(&out, str_of(end));
	return out;
}

static Notes read_lines(const char *lines)
{
	Notes notes = {0};
	Buf text = sealed("1", lines);

	cr_assert_eq(notes_read(&notes, buf_str(&text)), NOTES_OK);
	buf_free(&text);
	return notes;
}

static Anchor at(const char *address)
{
	return (Anchor){str_of(address), 0x0123456789abcdefu};
}

static const char *const ADDRESSES[] = {"beijing.1.2", "beijing", "shanxi.1", "zhejiang.3.1"};
static const char *const TEXTS[] = {"", "提法“接诉即办”", "两行\n\t缩进", "\\n \\ \\\\t\\", "a\tb"};

/* Does something at random to the notes, at a time that now and then goes back. */
static void change(Notes *notes, uint32_t *dice)
{
	Anchor anchor = at(ADDRESSES[next(dice) % 4]);
	Str text = str_of(TEXTS[next(dice) % 5]);
	int64_t now = next(dice) % 8;
	const NotesRecord *note = notes_next(notes, STR("note"), NULL);
	static const char *const KINDS[] = {"bookmark", "read", "set", "future-kind"};

	switch (next(dice) % 10) {
	case 0: notes_bookmark(notes, anchor, text, now); break;
	case 1: notes_mark(notes, (char)('a' + next(dice) % 3), anchor, next(dice), now); break;
	case 2: notes_note(notes, (Str){0}, anchor, text, now); break;
	case 3: notes_note(notes, note ? note->key : (Str){0}, anchor, text, now); break;
	case 4: notes_set_read(notes, anchor, next(dice) & 1, now); break;
	case 5: notes_set_place(notes, &(NotesPlace){.anchor = anchor, .filter = text}, now); break;
	case 6: notes_add_query(notes, text, now); break;
	case 7: notes_set(notes, text, text, now); break;
	case 8: notes_put(notes, STR("future-kind"), anchor.address, (Str[]){text, text}, next(dice) % 3, now); break;
	default: notes_drop(notes, str_of(KINDS[next(dice) % 4]), anchor.address, now);
	}
}

static Notes random_notes(uint32_t seed)
{
	Notes notes = {0};

	for (uint32_t n = next(&seed) % 40; n; n--)
		change(&notes, &seed);
	if (next(&seed) % 4 == 0) {
		Notes odd = read_lines("Something else\nfuture\tkey\tno time\tx\n");

		notes_merge(&notes, &odd);
		notes_free(&odd);
	}
	return notes;
}

static Notes merged(const Notes *a, const Notes *b)
{
	Notes out = {0};

	notes_merge(&out, a);
	notes_merge(&out, b);
	return out;
}

Test(notes, what_was_written_reads_back_the_same)
{
	for (uint32_t seed = 1; seed <= 300; seed++) {
		Notes notes = random_notes(seed * 2654435761u), again = {0};
		Buf text = text_of(&notes);

		cr_assert_eq(notes_read(&again, buf_str(&text)), NOTES_OK);
		assert_same(&notes, &again, "read and written again");
		cr_assert_eq(notes.bytes, again.bytes);
		cr_assert_leq(text.n, notes.bytes + 64, "the bytes are told right");
		buf_free(&text);
		notes_free(&notes);
		notes_free(&again);
	}
}

Test(notes, merging_is_commutative_associative_and_idempotent)
{
	for (uint32_t seed = 1; seed <= 300; seed++) {
		Notes a = random_notes(seed * 2654435761u), b = random_notes(seed * 40503u + 1),
			c = random_notes(seed * 69069u + 7);
		Notes ab = merged(&a, &b), ba = merged(&b, &a), bc = merged(&b, &c);
		Notes ab_c = merged(&ab, &c), a_bc = merged(&a, &bc), aa = merged(&a, &a), again = merged(&ab, &b);

		assert_same(&ab, &ba, "commutative");
		assert_same(&ab_c, &a_bc, "associative");
		assert_same(&aa, &a, "idempotent");
		assert_same(&again, &ab, "what was merged before changes nothing");
		for (size_t i = 0; i < 10; i++)
			notes_free((Notes *[]){&a, &b, &c, &ab, &ba, &bc, &ab_c, &a_bc, &aa, &again}[i]);
	}
}

Test(notes, merging_is_associative_where_only_the_newest_are_kept)
{
	for (uint32_t seed = 1; seed <= 40; seed++) {
		Notes parts[3] = {0}, left, right, tail;
		uint32_t dice = seed * 2654435761u;

		for (int p = 0; p < 3; p++)
			for (int i = 0; i < 30; i++) {
				char query[16];

				snprintf(query, sizeof query, "q%u", next(&dice) % 40);
				if (next(&dice) % 5)
					notes_add_query(&parts[p], str_of(query), next(&dice) % 50);
				else
					notes_drop(&parts[p], STR("query"), str_of(query), next(&dice) % 50);
			}
		left = merged(&parts[0], &parts[1]);
		notes_merge(&left, &parts[2]);
		tail = merged(&parts[1], &parts[2]);
		right = merged(&parts[0], &tail);
		assert_same(&left, &right, "associative");
		cr_assert_leq(left.n, NOTES_QUERIES);
		for (size_t i = 0; i < 6; i++)
			notes_free((Notes *[]){&parts[0], &parts[1], &parts[2], &left, &right, &tail}[i]);
	}
}

Test(notes, the_form_is_what_the_header_says)
{
	Notes notes = {0};
	Buf text, wanted = sealed("1",
		"bookmark\tbeijing.1.2\t1795513200\t0123456789abcdef\t周四用\n"
		"-mark\ta\t1795513260\n"
		"place\tlast\t5\t0123456789abcdef\tbeijing\t12\t70\tprovinces\ttext\ten\ttheme grid\\nterm a\\tb\\\\c\n");

	notes_bookmark(&notes, at("beijing.1.2"), STR("周四用"), 1795513200);
	notes_mark(&notes, 'a', at("beijing"), 7, 1795513200);
	notes_drop(&notes, STR("mark"), STR("a"), 1795513260);
	notes_set_place(&notes, &(NotesPlace){at("beijing"), 12, 70, STR("provinces"), STR("text"),
		STR("theme grid\nterm a\tb\\c"), LANG_EN}, 5);
	text = text_of(&notes);
	cr_assert_str_eq(buf_cstr(&text), buf_cstr(&wanted));
	buf_free(&text);
	buf_free(&wanted);
	notes_free(&notes);
}

Test(notes, a_deletion_is_not_undone_by_a_session_that_still_has_the_record)
{
	Notes ours = {0}, theirs = {0};

	notes_bookmark(&ours, at("beijing"), STR("x"), 100);
	notes_merge(&theirs, &ours);
	cr_assert(notes_drop(&ours, STR("bookmark"), STR("beijing"), 100), "in the same second too");
	cr_assert_not(notes_drop(&ours, STR("bookmark"), STR("beijing"), 101), "it is gone");
	notes_merge(&ours, &theirs);
	cr_assert_null(notes_get(&ours, STR("bookmark"), STR("beijing")));
	cr_assert_null(notes_next(&ours, STR("bookmark"), NULL));
	notes_bookmark(&theirs, at("beijing"), STR("y"), 200);
	notes_merge(&ours, &theirs);
	cr_assert_not_null(notes_get(&ours, STR("bookmark"), STR("beijing")), "set anew after the deletion");
	notes_free(&ours);
	notes_free(&theirs);
}

Test(notes, a_change_holds_though_the_clock_went_back)
{
	Notes ours = {0}, before = {0};

	notes_set(&ours, STR("theme"), STR("dark"), 1795513200);
	notes_merge(&before, &ours);
	notes_set(&ours, STR("theme"), STR("light"), 946684800);
	notes_merge(&ours, &before);
	cr_assert(str_eq(notes_setting(&ours, STR("theme")), STR("light")));
	notes_set(&ours, STR("theme"), STR("mono"), -5);
	notes_merge(&ours, &before);
	cr_assert(str_eq(notes_setting(&ours, STR("theme")), STR("mono")));
	notes_set(&ours, STR("far"), STR("1"), INT64_MAX);
	notes_merge(&before, &ours);
	notes_drop(&ours, STR("set"), STR("far"), 1795513200);
	notes_merge(&ours, &before);
	cr_assert_eq(notes_setting(&ours, STR("far")).n, 0, "a clock that was far ahead locks nothing");
	notes_free(&ours);
	notes_free(&before);
}

/* The texts of the notes on a unit, a line each, in order of time. */
static void assert_notes(const Notes *notes, const char *address, const char *wanted)
{
	Buf out = {0};

	for (int64_t time = 0; time < 10; time++)
		for (const NotesRecord *note = NULL; (note = notes_next(notes, STR("note"), note));)
			if (note->time == time && str_eq(notes_anchor(note).address, str_of(address))) {
				buf_add(&out, notes_note_text(note));
				buf_add_char(&out, '|');
			}
	cr_assert_str_eq(buf_cstr(&out), wanted);
	buf_free(&out);
}

Test(notes, two_sessions_that_change_the_same_note_keep_both_texts)
{
	Notes ours = {0}, theirs = {0};
	Str key;

	notes_note(&ours, (Str){0}, at("beijing.1"), STR("first"), 1);
	notes_merge(&theirs, &ours);
	key = notes_next(&ours, STR("note"), NULL)->key;
	cr_assert(notes_note(&ours, key, at("beijing.1"), STR("ours"), 2));
	cr_assert(notes_note(&theirs, key, at("beijing.1"), STR("theirs"), 3));
	notes_merge(&ours, &theirs);
	assert_notes(&ours, "beijing.1", "ours|theirs|");
	notes_free(&ours);
	notes_free(&theirs);
}

Test(notes, a_note_changed_in_one_session_outlives_its_deletion_in_another)
{
	Notes ours = {0}, theirs = {0};
	Str key;

	notes_note(&ours, (Str){0}, at("beijing.1"), STR("first"), 1);
	notes_note(&ours, (Str){0}, at("beijing.1"), STR("other"), 2);
	notes_merge(&theirs, &ours);
	assert_notes(&ours, "beijing.1", "first|other|");
	for (const NotesRecord *note = NULL; (note = notes_next(&ours, STR("note"), note));)
		if (str_eq(notes_note_text(note), STR("first")))
			key = note->key;
	cr_assert(notes_note(&theirs, key, at("beijing.1"), STR("changed\n再改"), 3));
	cr_assert(notes_note(&ours, key, at("beijing.1"), (Str){0}, 4), "an empty text deletes");
	assert_notes(&ours, "beijing.1", "other|");
	notes_merge(&ours, &theirs);
	assert_notes(&ours, "beijing.1", "other|changed\n再改|");
	notes_free(&ours);
	notes_free(&theirs);
}

Test(notes, every_cut_and_every_turned_bit_is_noticed)
{
	Notes notes = {0};
	Buf text;
	char *bent;

	for (uint32_t dice = 77, i = 0; i < 14; i++)
		change(&notes, &dice);
	text = text_of(&notes);
	bent = malloc(text.n);
	for (size_t n = 0; n < text.n; n++) {
		Notes cut = {0};

		memcpy(bent, text.s, n); /* a block of its own, so that reading past its end is seen */
		cr_assert_eq(notes_read(&cut, (Str){bent, n}), NOTES_DAMAGED, "cut at %zu", n);
		cr_assert_eq(cut.n, 0);
	}
	for (size_t bit = 0; bit < text.n * 8; bit++) {
		Notes turned = {0};

		memcpy(bent, text.s, text.n);
		bent[bit / 8] = (char)(bent[bit / 8] ^ 1 << bit % 8);
		cr_assert_eq(notes_read(&turned, (Str){bent, text.n}), NOTES_DAMAGED, "bit %zu", bit);
	}
	free(bent);
	buf_free(&text);
	notes_free(&notes);
}

Test(notes, what_is_no_notes_at_all_is_damaged)
{
	static const char *const ODD[] = {"", "\n", "bilan-state 1", "bilan-state 1\n", "end\t0\t0000000000000000\n",
		"schema: 1\n"};
	Buf more = sealed("1", "");

	for (size_t i = 0; i < sizeof ODD / sizeof *ODD; i++) {
		Notes notes = {0};
		cr_assert_eq(notes_read(&notes, str_of(ODD[i])), NOTES_DAMAGED, "%s", ODD[i]);
	}
	buf_add_char(&more, '\n');
	cr_assert_eq(notes_read(&(Notes){0}, buf_str(&more)), NOTES_DAMAGED, "something stands behind the end");
	buf_free(&more);
}

Test(notes, a_newer_version_is_told_from_damage)
{
	Buf text = sealed("2", "whatever it may be\n");
	Notes notes = {0};

	cr_assert_eq(notes_read(&notes, buf_str(&text)), NOTES_NEWER);
	cr_assert_eq(notes_read(&notes, str_sub(buf_str(&text), 0, text.n - 1)), NOTES_DAMAGED);
	buf_free(&text);
}

Test(notes, unknown_kinds_and_odd_lines_are_kept_and_written_back)
{
	static const char LINES[] = "\ttab first\n--x\tk\t5\nNo record at all \\q\n"
		"highlight\tbeijing.1\t007\tzero in front\n"
		"highlight\tbeijing.1\t7\tyellow\t\t3\\t4\n-stroke\tx\t9\n";
	Notes notes = read_lines(LINES), mine = {0};
	Buf text, wanted = sealed("1", LINES);

	notes_bookmark(&mine, at("beijing"), STR(""), 1);
	notes_merge(&mine, &notes);
	notes_drop(&mine, STR("bookmark"), STR("beijing"), 2);
	notes_forget(&mine, 4);
	text = text_of(&mine);
	cr_assert_str_eq(buf_cstr(&text), buf_cstr(&wanted));
	buf_free(&text);
	buf_free(&wanted);
	notes_free(&notes);
	notes_free(&mine);
}

Test(notes, a_record_that_stands_twice_counts_once_by_its_newest_time)
{
	Notes notes = read_lines("set\tk\t5\told\n\nset\tk\t9\tnew\nset\tk\t7\tmiddle\nset\tj\t1\tx\n");

	cr_assert_eq(notes.n, 2);
	cr_assert(str_eq(notes_setting(&notes, STR("k")), STR("new")));
	notes_free(&notes);
}

Test(notes, any_lines_within_a_whole_file_are_read_without_harm)
{
	static const char PIECES[] = "\t\t\t\n\n\\\\ntset-0123456789\xe7\xbd\x91\xff\x80\x01\x1b\r";

	for (uint32_t seed = 1; seed <= 2000; seed++) {
		char lines[64];
		uint32_t dice = seed * 2654435761u, n = next(&dice) % (sizeof lines - 1);
		Notes notes = {0}, again = {0};
		Buf text, once;

		for (uint32_t i = 0; i < n; i++)
			lines[i] = PIECES[next(&dice) % (sizeof PIECES - 1)];
		lines[n] = '\0';
		text = sealed("1", lines);
		if (n == 0 || lines[n - 1] == '\n') {
			cr_assert_eq(notes_read(&notes, buf_str(&text)), NOTES_OK);
			once = text_of(&notes);
			cr_assert_eq(notes_read(&again, buf_str(&once)), NOTES_OK);
			assert_same(&notes, &again, "settled after one reading");
			cr_assert_null(memchr(once.s, 0x1b, once.n), "no control character is let through");
			buf_free(&once);
		}
		buf_free(&text);
		notes_free(&notes);
		notes_free(&again);
	}
}

Test(notes, texts_are_cleaned_and_too_long_ones_refused)
{
	Notes notes = {0};
	Buf big = {0};

	cr_assert(notes_bookmark(&notes, at("beijing"), STR("a\x1b[2J\r\nb\xff"), 1));
	cr_assert(str_eq(notes_bookmark_name(notes_next(&notes, STR("bookmark"), NULL)), STR("a\uFFFD[2J\nb\uFFFD")));
	buf_add_repeat(&big, STR("网"), NOTES_FIELD_BYTES / 3);
	cr_assert(notes_note(&notes, (Str){0}, at("beijing"), buf_str(&big), 1));
	buf_add(&big, STR("格"));
	cr_assert_not(notes_note(&notes, (Str){0}, at("beijing"), buf_str(&big), 1));
	buf_clear(&big);
	buf_add_repeat(&big, STR("\xff"), NOTES_FIELD_BYTES / 2);
	cr_assert_not(notes_note(&notes, (Str){0}, at("beijing"), buf_str(&big), 1), "too long once it is clean");
	cr_assert_not(notes_put(&notes, STR("Kind"), STR("k"), NULL, 0, 1));
	cr_assert_not(notes_put(&notes, STR(""), STR("k"), NULL, 0, 1));
	cr_assert_not(notes_put(&notes, STR("-kind"), STR("k"), NULL, 0, 1));
	cr_assert_eq(notes.n, 2);
	buf_free(&big);
	notes_free(&notes);
}

/* Fills notes with notes of 60,000 bytes until no more is taken. */
static uint32_t fill(Notes *notes, const char *address)
{
	Buf big = {0};
	uint32_t n = 0;

	buf_add_repeat(&big, STR("x"), 60000);
	while (notes_note(notes, (Str){0}, at(address), buf_str(&big), n + 1))
		n++;
	buf_free(&big);
	return n;
}

Test(notes, full_notes_refuse_more_but_let_the_reader_go_on_and_delete)
{
	Notes notes = {0};

	cr_assert_eq(fill(&notes, "beijing"), NOTES_BYTES / 60000);
	while (notes_bookmark(&notes, at("beijing"), STR("x"), 1) &&
		notes_note(&notes, (Str){0}, at("b"), STR("short"), (int64_t)notes.n))
		continue;
	cr_assert(notes_set_place(&notes, &(NotesPlace){at("beijing"), 1, 2, STR("a"), STR("b"), STR("c"), LANG_ZH}, 1));
	cr_assert(notes_add_query(&notes, STR("网格"), 1));
	cr_assert(notes_set(&notes, STR("theme"), STR("dark"), 1));
	cr_assert(notes_drop(&notes, STR("note"), notes_next(&notes, STR("note"), NULL)->key, 2));
	notes_free(&notes);
}

Test(notes, sessions_that_are_full_each_lose_nothing_together)
{
	Notes ours = {0}, theirs = {0}, read = {0};
	uint32_t n = fill(&ours, "beijing") + fill(&theirs, "shanxi"), found = 0;
	Buf text;

	notes_merge(&ours, &theirs);
	text = text_of(&ours);
	cr_assert_gt(text.n, NOTES_BYTES);
	cr_assert_eq(notes_read(&read, buf_str(&text)), NOTES_OK);
	for (const NotesRecord *note = NULL; (note = notes_next(&read, STR("note"), note));)
		found++;
	cr_assert_eq(found, n);
	buf_free(&text);
	notes_free(&ours);
	notes_free(&theirs);
	notes_free(&read);
}

Test(notes, a_file_beyond_the_limits_is_refused)
{
	Buf lines = {0}, text;

	for (uint32_t i = 0; i <= 4 * NOTES_RECORDS; i++) {
		buf_add(&lines, STR("k\t"));
		buf_add_int(&lines, i);
		buf_add(&lines, STR("\t1\n"));
	}
	text = sealed("1", buf_cstr(&lines));
	cr_assert_eq(notes_read(&(Notes){0}, buf_str(&text)), NOTES_TOO_LARGE);
	buf_clear(&text);
	buf_add_repeat(&text, STR("x"), NOTES_READ_BYTES + 1);
	cr_assert_eq(notes_read(&(Notes){0}, buf_str(&text)), NOTES_TOO_LARGE);
	buf_free(&lines);
	buf_free(&text);
}
