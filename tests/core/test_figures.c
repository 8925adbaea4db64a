#include "../../core/figures.h"
#include "sample.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

static const Figure *figure_of(const Figures *f, uint32_t row)
{
	return &f->corpus->figures.at[f->rows.at[row].figure];
}

static uint32_t row_of(const Figures *f, const char *written, const char *province)
{
	for (uint32_t i = 0; i < f->rows.n; i++)
		if (str_eq(figure_of(f, i)->written.s, str_of(written))
			&& str_eq(f->corpus->provinces.at[f->rows.at[i].province].id, str_of(province)))
			return i;
	cr_assert(false, "no %s in %s", written, province);
	return 0;
}

Test(figures, all_are_there_with_their_province_their_theme_and_their_unit)
{
	Corpus *corpus = sample_bundled();
	Figures f = figures_collect(corpus, NULL);
	size_t in_groups = 0;

	cr_assert_eq(f.rows.n, corpus->figures.n);
	for (size_t i = 0; i < f.units.n; i++) {
		in_groups += f.units.at[i].n;
		cr_assert(i + 2 >= f.units.n || f.units.at[i].n >= f.units.at[i + 1].n, "units with most figures first");
	}
	cr_assert_eq(in_groups, f.rows.n);
	cr_assert(str_eq(f.units.at[f.units.n - 1].name[LANG_ZH], corpus_figure_kind_name(FIGURE_DATE, LANG_ZH)));
	const FiguresRow *row = &f.rows.at[row_of(&f, "7200多个", "zhejiang")];
	cr_assert(str_eq(corpus->themes.at[row->theme].id.s, STR("new-jobs")) || row->theme != CORPUS_NONE);
	cr_assert(str_eq(f.units.at[row->unit].name[LANG_ZH], STR("个")));
	figures_free(&f);
	corpus_free(corpus);
}

Test(figures, a_filter_leaves_those_of_what_passes)
{
	Corpus *corpus = sample_bundled();
	Facet facet;
	facet_open(&facet, corpus);
	facet_toggle(&facet, FACET_PROVINCE, 2);
	Figures f = figures_collect(corpus, &facet);

	cr_assert(f.rows.n > 10 && f.rows.n < corpus->figures.n);
	for (size_t i = 0; i < f.rows.n; i++)
		cr_assert_eq(f.rows.at[i].province, 2);
	figures_free(&f);
	facet_close(&facet);
	corpus_free(corpus);
}

Test(figures, what_several_provinces_count_is_lined_up)
{
	Corpus *corpus = sample_bundled();
	Figures f = figures_collect(corpus, NULL);
	figures_line_up(&f);
	uint32_t zhejiang = row_of(&f, "7200多个", "zhejiang"), shandong = row_of(&f, "2万余个", "shandong");
	uint32_t group = f.rows.at[zhejiang].alike;

	cr_assert_neq(group, CORPUS_NONE);
	cr_assert_eq(f.rows.at[shandong].alike, group);
	cr_assert(str_eq(f.alike.at[group].name[LANG_ZH], STR("党群服务…站点")));
	cr_assert_eq(f.alike.at[group].n, 2);
	cr_assert_float_eq(figures_share(&f.alike.at[group].scale, 20000), 1, 1e-9);
	cr_assert_float_eq(figures_share(&f.alike.at[group].scale, 7200), 0.36, 1e-9);
	cr_assert_eq(f.rows.at[row_of(&f, "1529个", "shanxi")].alike, f.rows.at[row_of(&f, "4300余个", "shandong")].alike);
	cr_assert_eq(f.rows.at[row_of(&f, "4.2万名", "shandong")].alike, CORPUS_NONE,
		"one for each grid is not like all there are");
	for (size_t i = 0; i < f.alike.n; i++) {
		uint32_t first = CORPUS_NONE, others = 0;
		for (size_t k = 0; k < f.rows.n; k++) {
			if (f.rows.at[k].alike != i)
				continue;
			first = first == CORPUS_NONE ? f.rows.at[k].province : first;
			others += f.rows.at[k].province != first;
		}
		cr_assert(others > 0, "group %zu is of one province", i);
	}
	figures_free(&f);
	corpus_free(corpus);
}

Test(figures, a_scale_that_spans_more_than_three_decades_is_logarithmic)
{
	Corpus *corpus = sample_bundled();
	Figures f = figures_collect(corpus, NULL);
	const FiguresScale *people = &f.units.at[f.rows.at[row_of(&f, "115.5万名", "shandong")].unit].scale;
	const FiguresScale *share = &f.units.at[f.rows.at[row_of(&f, "近四成", "zhejiang")].unit].scale;

	cr_assert(people->log, "from 1 to 1,155,000");
	cr_assert_float_eq(people->from, 0, 1e-9);
	cr_assert_float_eq(people->to, 7, 1e-9);
	cr_assert_float_eq(figures_share(people, 1000), 3 / 7., 1e-9);
	cr_assert_not(share->log);
	cr_assert_float_eq(figures_share(share, 40), 1, 1e-9);
	cr_assert_float_eq(figures_share(&f.units.at[f.units.n - 1].scale, 20030000), 0, 1e-9, "dates have no bars");
	figures_free(&f);
	corpus_free(corpus);
}

Test(figures, lines_come_in_every_order_and_grouping_with_a_heading_a_group)
{
	Corpus *corpus = sample_bundled();
	Figures f = figures_collect(corpus, NULL);
	figures_line_up(&f);

	for (FiguresGrouping grouping = 0; grouping < FIGURES_GROUPING_COUNT; grouping++)
		for (int turn = 0; turn < FIGURES_ORDER_COUNT * 2; turn++) {
			FiguresLines lines = {0};
			size_t rows = 0, headings = 0;
			bool falls = turn % 2;
			figures_arrange(&f, grouping, (FiguresOrder)(turn / 2), falls, LANG_ZH, &lines);
			for (size_t i = 0; i < lines.n; i++) {
				const FiguresLine *line = &lines.at[i];
				headings += line->row == CORPUS_NONE;
				rows += line->row != CORPUS_NONE;
				if (turn / 2 != FIGURES_VALUE || !i || line->row == CORPUS_NONE || line[-1].row == CORPUS_NONE)
					continue;
				double a = figure_of(&f, line[-1].row)->value, b = figure_of(&f, line->row)->value;
				cr_assert(falls ? a >= b : a <= b, "%g before %g", a, b);
			}
			size_t alike = 0;
			for (size_t i = 0; i < f.alike.n; i++)
				alike += f.alike.at[i].n;
			cr_assert_eq(rows, grouping == FIGURES_ALIKE ? alike : f.rows.n);
			cr_assert_eq(headings, grouping == FIGURES_ALIKE ? f.alike.n : grouping == FIGURES_BY_UNIT ? f.units.n : 0);
			free(lines.at);
		}
	figures_free(&f);
	corpus_free(corpus);
}

Test(figures, orders_have_names)
{
	cr_assert_eq(figures_order(STR("written")), FIGURES_WRITTEN);
	cr_assert_eq(figures_order(STR("theme")), FIGURES_THEME);
	cr_assert_eq(figures_order(STR("Value")), FIGURES_VALUE);
	cr_assert_eq(figures_order(STR("size")), FIGURES_ORDER_COUNT);
}

Test(figures, a_corpus_of_which_all_figures_are_of_one_province_has_nothing_to_line_up)
{
	Corpus *corpus = sample_corpus();
	Facet facet;
	facet_open(&facet, corpus);
	facet_toggle(&facet, FACET_PROVINCE, 0);
	Figures f = figures_collect(corpus, &facet);
	figures_line_up(&f);

	cr_assert_eq(f.alike.n, 0);
	for (size_t i = 0; i < f.rows.n; i++)
		cr_assert_eq(f.rows.at[i].alike, CORPUS_NONE);
	figures_free(&f);
	facet_close(&facet);
	corpus_free(corpus);
}

Test(figures, a_number_is_found_in_its_text_however_it_is_spelled)
{
	static const struct { double value; FigureKind kind; const char *written, *text, *lit; Lang lang; } CASES[] = {
		{89000, FIGURE_QUANTITY, "8.9万名", "共有8.9万名干部群众", "8.9万名", LANG_ZH},
		{40, FIGURE_POINTS, "近40个百分点", "上升了40个百分点", "40个百分点", LANG_ZH},
		{4, FIGURE_QUANTITY, "4个", "14个和4个", "4个", LANG_ZH},
		{20000, FIGURE_QUANTITY, "2万余个", "More than 20,000 of them.", "20,000", LANG_EN},
		{1155000, FIGURE_QUANTITY, "115.5万名", "About 1.155 million members", "1.155 million", LANG_EN},
		{4, FIGURE_QUANTITY, "四级", "Four levels, none of 40 or 4,000", "Four", LANG_EN},
		{318, FIGURE_DATE, "3月18日", "held on 18 March.", "18 March", LANG_EN},
		{500, FIGURE_DATE, "5月", "In May, maybe", "May", LANG_EN},
		{40, FIGURE_SHARE, "近四成", "close to 40 per cent", "40", LANG_EN},
		{7, FIGURE_QUANTITY, "7个", "none of 17, 7.5 or 7,000", "", LANG_EN},
	};
	for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
		Figure figure = {.value = CASES[i].value, .to = CASES[i].value, .kind = CASES[i].kind,
			.written.s = str_of(CASES[i].written)};
		Str text = str_of(CASES[i].text);
		size_t from, to;
		bool found = figures_find(&figure, text, CASES[i].lang, &from, &to);
		cr_assert_eq(found, *CASES[i].lit != '\0', "%s", CASES[i].text);
		cr_assert(str_eq(str_sub(text, from, to), str_of(CASES[i].lit)), "%s: %.*s", CASES[i].text, (int)(to - from),
			text.s + from);
	}
}

Test(figures, most_of_them_are_found_in_both_languages)
{
	Corpus *corpus = sample_bundled();
	for (int lang = 0; lang < LANG_COUNT; lang++) {
		size_t missing = 0, from, to;
		for (size_t i = 0; i < corpus->figures.n; i++) {
			const Figure *figure = &corpus->figures.at[i];
			Str text = corpus_text(&corpus_passage(corpus, figure->owner)->text, (Lang)lang);
			missing += !figures_find(figure, text, (Lang)lang, &from, &to);
		}
		cr_assert_leq(missing, lang == LANG_ZH ? 0 : 4, "%zu missing in %s", missing, lang == LANG_ZH ? "zh" : "en");
	}
	corpus_free(corpus);
}
