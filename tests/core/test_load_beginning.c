#include "../../core/load.h"

#include "../../core/file.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define HEAD "schema: 1\nid: made\ntitle: {zh: 合成, en: Made}\nthemes:\n  - id: grid\n    name: {zh: 网格, en: Grid}\n"

/* A file of so many speeches, of a kilobyte or so each, behind `head`. */
static void write_file(char path[static 64], const char *head, int speeches)
{
	FILE *file;

	strcpy(path, P_tmpdir "/test_beginning.XXXXXX");
	file = fdopen(mkstemp(path), "w");
	cr_assert_not_null(file);
	fprintf(file, "%sspeeches:\n", head);
	for (int i = 0; i < speeches; i++) {
		fprintf(file, "  - id: s%d\n    province: beijing\n    speaker: {zh: 部, en: Department}\n"
			"    title: {zh: 题目, en: Title}\n    sections:\n      - heading: {zh: 一, en: One}\n        measures:\n", i);
		for (int k = 0; k < 8; k++)
			fprintf(file, "          - label: {zh: 网格%d, en: Grid %d}\n            themes: [grid]\n"
				"            text:\n              zh: >-\n                网格员第%d次\n                - 巡查。\n"
				"              en: Officers go round.\n", k, k, k);
	}
	fputs("...\n", file);
	fclose(file);
}

static size_t speeches(const char *path, size_t bytes, bool *whole)
{
	Msgs msgs = {0};
	Corpus *corpus = load_beginning(&path, 1, bytes, whole, &msgs);
	size_t n = corpus ? corpus->speeches.n : 0;

	if (!corpus)
		cr_assert(!msgs.list.n && !msgs.files.n);
	else
	{
		Buf line = {0};
		for (size_t i = 0; i < msgs.list.n; i++)
			msg_line(&line, &msgs, &msgs.list.at[i], LANG_EN);
		cr_assert_eq(line.n, 0, "what was cut off is no fault: %s", buf_cstr(&line));
		buf_free(&line);
	}
	for (size_t i = 0; i < n; i++)
		cr_assert_eq(corpus->speeches.at[i].measures.n, 8, "every speech is whole");
	corpus_free(corpus);
	msg_free(&msgs);
	return n;
}

Test(load_beginning, of_a_large_file_the_first_speeches_are_there)
{
	char path[64];
	bool whole = true;
	size_t before = 0;

	write_file(path, HEAD, 300);
	for (size_t bytes = 8000; bytes < 20000; bytes += 1919) {
		size_t n = speeches(path, bytes, &whole);

		cr_assert_not(whole);
		cr_assert(n > before && n < 300, "%zu bytes: %zu", bytes, n);
		before = n;
	}
	cr_assert_eq(speeches(path, 10000000, &whole), 300);
	cr_assert(whole);
	unlink(path);
}

Test(load_beginning, there_is_none_where_no_speech_is_near)
{
	char path[64];
	bool whole;
	Buf head = {0};

	buf_add(&head, STR(HEAD "terms:\n"));
	for (int i = 0; i < 1000; i++) {
		buf_add(&head, STR("  - name: 提法"));
		buf_add_int(&head, i);
		buf_add_char(&head, '\n');
	}
	write_file(path, buf_cstr(&head), 30);
	cr_assert_eq(speeches(path, 1000, &whole), 0);
	cr_assert_eq(speeches(path, 30, &whole), 0);
	cr_assert_eq(speeches("tests/data/not_there.yaml", 8000, &whole), 0);
	buf_free(&head);
	unlink(path);
}

Test(load_beginning, of_many_files_the_first_are_read)
{
	bool whole = true;
	const char *const path = "content/2022-urban-party-building";
	Msgs msgs = {0}, told = {0};
	Corpus *all = load_paths(&path, 1, NULL, &msgs);
	Corpus *some = load_beginning(&path, 1, 1, &whole, &told);

	cr_assert_null(some, "no whole speech is so short");
	some = load_beginning(&path, 1, 20000, &whole, &told);
	cr_assert_not_null(some);
	cr_assert_not(whole);
	cr_assert(some->speeches.n > 0 && some->speeches.n < all->speeches.n);
	cr_assert_geq(file_bytes(path), 20000);
	corpus_free(some);
	corpus_free(all);
	msg_free(&msgs);
	msg_free(&told);
}

Test(load_beginning, whoever_waits_sees_how_far_loading_is_and_can_end_it)
{
	char made[64];
	const char *const path = made;
	DocumentWatch watch = {0};
	DocumentLimits limits = DOCUMENT_LIMITS;
	Msgs msgs = {0};
	Corpus *corpus;

	write_file(made, HEAD, 300);
	limits.watch = &watch;
	corpus = load_paths(&path, 1, &limits, &msgs);
	cr_assert_not_null(corpus);
	cr_assert_eq(atomic_load(&watch.bytes), file_bytes(made));
	corpus_free(corpus);
	atomic_store(&watch.over, true);
	cr_assert_null(load_paths(&path, 1, &limits, &msgs));
	msg_free(&msgs);
	unlink(made);
}
