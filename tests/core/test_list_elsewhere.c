#include "../../core/list_elsewhere.h"
#include "../../core/export.h"
#include "sample.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

static void write(const List *list, ExportFormat format, Lang lang, Buf *out)
{
	export_list(list, format, &(ExportOptions){.lang = lang, .ambiguous = 1}, out);
}

Test(list_elsewhere, similar_measures_can_be_read_back_as_json)
{
	Corpus *corpus = sample_corpus();
	SimilarIndex *index = similar_open(corpus);
	cr_assert_not(similar_read(index, SIZE_MAX));
	Similar found[4];
	uint32_t asked = corpus_unit(corpus, STR("beijing.1.1")).index;
	ElsewhereSimilar similar = {asked, found, similar_find(index, asked, found, 4)};
	List list = list_elsewhere_similar(corpus, &similar);
	Buf json = {0}, flat = {0}, line = {0};

	cr_assert_geq(similar.n, 1);
	write(&list, EXPORT_JSON, LANG_ZH, &json);
	cr_assert_eq(sample_json(buf_str(&json), &flat), -1);
	buf_add(&line, STR("/0/score="));
	buf_add_int(&line, found[0].score);
	cr_assert(sample_has(&flat, buf_cstr(&line)));
	buf_clear(&line);
	buf_add(&line, STR("/0/id="));
	corpus_add_address(corpus, (Unit){UNIT_MEASURE, found[0].measure}, &line);
	cr_assert(sample_has(&flat, buf_cstr(&line)));
	cr_assert(sample_contains(&flat, "/0/reason/zh=主题："));
	cr_assert(sample_contains(&flat, "/0/reason/en=themes: "));
	buf_free(&json);
	buf_free(&flat);
	buf_free(&line);
	similar_close(index);
	corpus_free(corpus);
}

Test(list_elsewhere, what_is_not_mentioned_is_a_table_with_an_address_in_each_row)
{
	Corpus *corpus = sample_corpus();
	Place places[ABSENT_PLACES];
	AbsentRows rows = {0};
	size_t n = absent_provinces(corpus, places);
	Buf tsv = {0}, text = {0};

	absent_collect(corpus, places, n, &rows);
	ElsewhereAbsent absent = {places, rows.at, rows.n};
	List list = list_elsewhere_absent(corpus, &absent);
	write(&list, EXPORT_TSV, LANG_EN, &tsv);
	cr_assert(sample_contains(&tsv, "Beijing\ttheme\tDigital governance\t1\tShandong\tshandong.1.2\n"));
	write(&list, EXPORT_TEXT, LANG_ZH, &text);
	cr_assert(sample_contains(&text, "北京"));
	cr_assert(sample_contains(&text, "数字治理"));
	buf_free(&tsv);
	buf_free(&text);
	free(rows.at);
	corpus_free(corpus);
}
