#include "../../core/export.h"
#include "../../core/list_table.h"
#include "sample.h"

#include <criterion/criterion.h>
#include <stdlib.h>

static Buf flat_of(const List *list)
{
	Buf out = {0}, flat = {0};
	export_list(list, EXPORT_JSON, &(ExportOptions){.lang = LANG_ZH, .ambiguous = 1}, &out);
	cr_assert_eq(sample_json(buf_str(&out), &flat), -1, "%s", buf_cstr(&out));
	buf_free(&out);
	return flat;
}

Test(list_table, figures_come_in_the_order_of_the_lines_with_province_and_theme)
{
	Corpus *corpus = sample_bundled();
	Figures figures = figures_collect(corpus, NULL);
	FiguresLines lines = {0};
	Arena arena = {0};
	figures_arrange(&figures, FIGURES_BY_UNIT, FIGURES_VALUE, true, LANG_ZH, &lines);
	List list = list_table_figures(&figures, &lines, false, &arena);
	Buf flat = flat_of(&list);

	cr_assert_eq(list.n_rows, corpus->figures.n, "headings are no rows");
	cr_assert(sample_has(&flat, "/0/written=17.2万个"));
	cr_assert(sample_has(&flat, "/0/province_name/zh=山东"));
	cr_assert(sample_has(&flat, "/0/unit_id=shandong.3.2"));
	cr_assert(sample_contains(&flat, "/0/theme="));
	buf_free(&flat);
	free(lines.at);
	mem_arena_free(&arena);
	figures_free(&figures);
	corpus_free(corpus);
}

Test(list_table, what_is_lined_up_has_the_name_of_its_group)
{
	Corpus *corpus = sample_bundled();
	Figures figures = figures_collect(corpus, NULL);
	FiguresLines lines = {0};
	Arena arena = {0};
	figures_line_up(&figures);
	figures_arrange(&figures, FIGURES_ALIKE, FIGURES_WRITTEN, false, LANG_ZH, &lines);
	List list = list_table_figures(&figures, &lines, true, &arena);
	Buf flat = flat_of(&list);

	cr_assert_eq(list.n_rows, 4);
	cr_assert(sample_has(&flat, "/2/group/zh=党群服务…站点") && sample_has(&flat, "/3/group/zh=党群服务…站点"));
	cr_assert(sample_has(&flat, "/2/written=7200多个") && sample_has(&flat, "/3/written=2万余个"));
	buf_free(&flat);
	free(lines.at);
	mem_arena_free(&arena);
	figures_free(&figures);
	corpus_free(corpus);
}

Test(list_table, the_overview_has_a_row_for_each_of_its_parts)
{
	Corpus *corpus = sample_bundled();
	Overview overview = overview_of(corpus, NULL, NULL);
	List list = list_table_overview(corpus, &overview);
	Buf flat = flat_of(&list);

	cr_assert_eq(list.n_rows, overview.rows.n);
	cr_assert(sample_has(&flat, "/0/part=provinces") && sample_has(&flat, "/0/id=beijing")
		&& sample_has(&flat, "/0/count=9"));
	cr_assert(sample_contains(&flat, "=党群服务中心") && sample_contains(&flat, "/part=figures"));
	buf_free(&flat);
	overview_free(&overview);
	corpus_free(corpus);
}
