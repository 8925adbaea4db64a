#include "../../core/import_report.h"
#include "../../core/utf8.h"

#include "../import/score.h"

#include <criterion/criterion.h>
#include <stdlib.h>

Test(import_report, what_was_left_out_is_read_back_with_its_place)
{
	const ImportNote notes[] = {
		{IMPORT_DROPPED, 12, 1, STR("— 2 — (续)"), STR("页码"), 30}, {IMPORT_DROPPED, 3, 1, STR("购物车"), STR("网站用语"), 0},
		{IMPORT_TITLE, 4, 1, STR("发言摘登(8篇)"), {0}, 0}, {IMPORT_UNWRAPPED, 0, 255, {0}, {0}, UINT32_MAX},
	};
	ImportOmissions out = {0};
	Buf report = {0};

	buf_add(&report, STR("找到发言 4 篇\n\n一、略去和改动的\n\n"));
	for (size_t i = 0; i < sizeof notes / sizeof *notes; i++)
		import_report_add(&notes[i], notes[i].at / 3, &report);
	import_report_read(buf_str(&report), &out);
	cr_assert_eq(out.n, 3u);
	cr_assert(str_eq(out.at[0].text, STR("购物车")) && str_eq(out.at[0].reason, STR("网站用语")));
	cr_assert(str_eq(out.at[1].text, STR("发言摘登(8篇)")) && out.at[1].reason.n == 0);
	cr_assert(str_eq(out.at[2].text, STR("— 2 — (续)")) && str_eq(out.at[2].reason, STR("页码")));
	cr_assert_eq(out.at[2].character, 10u);
	free(out.at);
	buf_free(&report);
}

/* The page number of a real import stood before the words that follow it there. */
Test(import_report, places_are_those_of_the_source)
{
	Import import = {0};
	ImportFiles files = {0};
	ImportOmissions out = {0};
	Str report = {0}, bare;

	cr_assert(score_import("tests/import/seen/wrapped.txt", &(ImportOptions){0}, &import));
	import_write(&import, &(ImportOptions){0}, &files);
	for (size_t i = 0; i < files.n; i++)
		if (str_eq(files.at[i].name, STR("import.txt")))
			report = buf_str(&files.at[i].text);
	import_report_read(report, &out);
	cr_assert_eq(out.n, 3u);
	bare = buf_str(&import.text.bare);
	for (size_t i = 0; i < 2; i++) {
		size_t at = utf8_offset(bare, out.at[i + 1].character);

		cr_assert(str_starts(str_sub(bare, at, bare.n), i ? STR("三是重建考评") : STR("三是坚持下沉")), "%zu", i);
	}
	free(out.at);
	import_files_free(&files);
	import_free(&import);
}
