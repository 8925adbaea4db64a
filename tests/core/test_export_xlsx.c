#include "../../core/export.h"
#include "../../core/export_xlsx.h"
#include "sample.h"

#include <criterion/criterion.h>
#include <string.h>
#include <sys/resource.h>
#include <signal.h>

/* The members of the zip file are named in its directory. What is in them is read back by tests/export/run.sh. */
static bool has(const Buf *out, const char *name)
{
	return str_find(buf_str(out), str_of(name), 0) >= 0;
}

Test(export_xlsx, a_table_is_a_workbook_with_a_sheet_about_the_source)
{
	Corpus *corpus = sample_corpus();
	List list = list_open(corpus, LIST_FIGURES);
	Buf out = {0};

	cr_assert(export_xlsx_list(&list, LANG_ZH, &out));
	cr_assert(str_starts(buf_str(&out), STR("PK\003\004")));
	cr_assert(has(&out, "xl/worksheets/sheet1.xml") && has(&out, "xl/worksheets/sheet2.xml"));
	cr_assert_not(has(&out, "xl/worksheets/sheet3.xml"));
	buf_free(&out);
	corpus_free(corpus);
}

Test(export_xlsx, a_comparison_has_its_measures_one_a_row_too)
{
	Corpus *corpus = sample_corpus();
	const Place places[] = {{.province = 0}, {.province = 1}};
	Comparison comparison = table_compare(corpus, places, 2, CORPUS_NONE);
	Buf out = {0};

	cr_assert(export_xlsx_comparison(&comparison, corpus, LANG_EN, &out));
	cr_assert(has(&out, "xl/worksheets/sheet3.xml"));
	buf_free(&out);
	table_comparison_free(&comparison);
	corpus_free(corpus);
}

Test(export_xlsx, an_empty_table_is_a_workbook)
{
	const List list = {.name = "nothing"};
	Buf out = {0};

	cr_assert(export_xlsx_list(&list, LANG_ZH, &out));
	cr_assert(str_starts(buf_str(&out), STR("PK")));
	buf_free(&out);
}

/* The limit is that of a disk without room: rather no workbook than one that Excel finds damaged. */
Test(export_xlsx, without_room_for_it_there_is_none)
{
	Corpus *corpus = sample_corpus();
	List list = list_open(corpus, LIST_MEASURES);
	Buf out = {0};

	buf_add(&out, STR("before"));
	signal(SIGXFSZ, SIG_IGN);
	cr_assert_eq(setrlimit(RLIMIT_FSIZE, &(struct rlimit){4096, RLIM_INFINITY}), 0);
	bool written = export_xlsx_list(&list, LANG_ZH, &out);
	setrlimit(RLIMIT_FSIZE, &(struct rlimit){RLIM_INFINITY, RLIM_INFINITY});
	cr_assert_not(written);
	cr_assert_str_eq(buf_cstr(&out), "before");
	buf_free(&out);
	corpus_free(corpus);
}
