#include "../../core/notes_cell.h"
#include "sample.h"

#include <criterion/criterion.h>

static const char *key_of(const Corpus *corpus, uint32_t province, uint32_t theme, uint32_t term, Buf *key)
{
	buf_clear(key);
	notes_cell_add_key(corpus, province, theme, term, key);
	return buf_cstr(key);
}

Test(notes_cell, a_key_says_what_the_cell_is_of)
{
	Corpus *corpus = sample_corpus();
	Buf key = {0};

	cr_assert_str_eq(key_of(corpus, 1, 0, CORPUS_NONE, &key), "shandong theme grid");
	cr_assert_str_eq(key_of(corpus, CORPUS_NONE, 0, CORPUS_NONE, &key), "* theme grid");
	cr_assert_str_eq(key_of(corpus, 0, CORPUS_NONE, 0, &key), "beijing term 接诉即办");
	cr_assert_str_eq(key_of(corpus, 0, CORPUS_NONE, CORPUS_NONE, &key), "beijing *");
	buf_free(&key);
	corpus_free(corpus);
}

Test(notes_cell, a_key_leads_back_to_its_cell)
{
	static const char *const NOWHERE[] = {"", "beijing", "beijing ", "atlantis theme grid", "beijing theme",
		"beijing theme grids", "beijing term 没有的", "beijing * *", "beijing other grid", " theme grid"};
	Corpus *corpus = sample_bundled();
	Buf key = {0};
	NotesCell cell;

	for (uint32_t p = 0; p <= corpus->provinces.n; p++)
		for (uint32_t i = 0; i <= corpus->themes.n + corpus->terms.n; i++) {
			uint32_t province = p < corpus->provinces.n ? p : CORPUS_NONE;
			uint32_t theme = i < corpus->themes.n ? i : CORPUS_NONE;
			uint32_t term = i >= corpus->themes.n ? i - (uint32_t)corpus->themes.n : CORPUS_NONE;
			term = term == corpus->terms.n ? CORPUS_NONE : term;
			key_of(corpus, province, theme, term, &key);
			cr_assert(notes_cell_find(corpus, buf_str(&key), &cell), "%s", buf_cstr(&key));
			cr_assert(cell.province == province && cell.theme == theme && cell.term == term, "%s", buf_cstr(&key));
		}
	for (size_t i = 0; i < sizeof NOWHERE / sizeof *NOWHERE; i++)
		cr_assert_not(notes_cell_find(corpus, str_of(NOWHERE[i]), &cell), "%s", NOWHERE[i]);
	buf_free(&key);
	corpus_free(corpus);
}

Test(notes_cell, a_line_is_set_changed_deleted_and_survives_a_file)
{
	Notes notes = {0}, again = {0};
	Buf text = {0};
	const Str key = STR("beijing theme grid");

	cr_assert_eq(notes_cell_text(&notes, key).n, 0);
	cr_assert(notes_cell_put(&notes, key, STR("一格\t三员"), 10));
	cr_assert(notes_cell_put(&notes, key, STR("一格三员"), 10), "twice within a second");
	notes_write(&notes, &text);
	cr_assert_eq(notes_read(&again, buf_str(&text)), NOTES_OK);
	cr_assert(str_eq(notes_cell_text(&again, key), STR("一格三员")));
	cr_assert(notes_cell_put(&again, key, (Str){0}, 11));
	cr_assert_eq(notes_cell_text(&again, key).n, 0);
	cr_assert(notes_cell_put(&again, key, (Str){0}, 12), "nothing there is nothing to delete");
	notes_merge(&notes, &again);
	cr_assert_eq(notes_cell_text(&notes, key).n, 0, "another session hears of it");
	notes_free(&notes);
	notes_free(&again);
	buf_free(&text);
}
