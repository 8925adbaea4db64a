#include "../../core/export_cell.h"
#include "sample.h"

#include <criterion/criterion.h>

static const Str STRS[] = {{"甲", 3}, {"b", 1}};

static const struct { Cell cell; const char *zh, *en, *json; } CASES[] = {
	{{CELL_EMPTY, {.integer = 0}}, "", "", "null"},
	{{CELL_STR, {.str = {"x\"y", 3}}}, "x\"y", "x\"y", "\"x\\\"y\""},
	{{CELL_TEXT, {.text = {{"网格", 6}, {"grid", 4}}}}, "网格", "grid", "{\"zh\":\"网格\",\"en\":\"grid\"}"},
	{{CELL_TEXT, {.text = {{"网格", 6}, {NULL, 0}}}}, "网格", "网格", "{\"zh\":\"网格\",\"en\":\"\"}"},
	{{CELL_TEXT, {.text = {{NULL, 0}, {"grid", 4}}}}, "grid", "grid", "{\"zh\":\"\",\"en\":\"grid\"}"},
	{{CELL_INT, {.integer = -3}}, "-3", "-3", "-3"},
	{{CELL_NUMBER, {.number = 98.7}}, "98.7", "98.7", "98.7"},
	{{CELL_BOOL, {.yes = true}}, "是", "yes", "true"},
	{{CELL_BOOL, {.yes = false}}, "否", "no", "false"},
	{{CELL_SPAN, {.span = {90, 130}}}, "90..130", "90..130", "[90,130]"},
	{{CELL_STRS, {.strs = {STRS, 2}}}, "甲; b", "甲; b", "[\"甲\",\"b\"]"},
	{{CELL_STRS, {.strs = {STRS, 0}}}, "", "", "[]"},
};

Test(export_cell, every_type_has_a_text_in_both_languages_and_a_value_in_json)
{
	for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
		Buf zh = {0}, en = {0}, out = {0};
		Json json = {.out = &out};
		export_cell_text(&zh, &CASES[i].cell, LANG_ZH);
		export_cell_text(&en, &CASES[i].cell, LANG_EN);
		export_cell_json(&json, &CASES[i].cell);
		cr_assert_str_eq(buf_cstr(&zh), CASES[i].zh);
		cr_assert_str_eq(buf_cstr(&en), CASES[i].en);
		cr_assert_str_eq(buf_cstr(&out), CASES[i].json);
		buf_free(&zh), buf_free(&en), buf_free(&out);
	}
}

Test(export_cell, every_column_of_every_listing_has_a_header_in_both_languages_and_its_own_key)
{
	Corpus *corpus = sample_corpus();

	for (int kind = 0; kind < LIST_KIND_COUNT; kind++) {
		List list = list_open(corpus, (ListKind)kind);
		for (size_t c = 0; c < list.n_columns; c++) {
			cr_assert_gt(export_cell_header(&list.columns[c], LANG_ZH).n, 0);
			cr_assert_gt(export_cell_header(&list.columns[c], LANG_EN).n, 0);
			for (size_t other = 0; other < c; other++)
				cr_assert_str_neq(list.columns[c].key, list.columns[other].key);
		}
	}
	corpus_free(corpus);
}

Test(export_cell, prose_is_shown_to_readers_and_spans_are_not)
{
	Corpus *corpus = sample_corpus();
	List list = list_open(corpus, LIST_MEASURES);
	size_t shown = 0;

	for (size_t c = 0; c < list.n_columns; c++) {
		Str key = str_of(list.columns[c].key);
		shown += export_cell_shown(&list, c);
		if (str_eq(key, STR("text")))
			cr_assert(export_cell_shown(&list, c));
		if (str_eq(key, STR("span")))
			cr_assert_not(export_cell_shown(&list, c));
	}
	cr_assert_eq(shown, 4, "address, label, text, themes");
	corpus_free(corpus);
}
