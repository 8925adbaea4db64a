#include "../../tui/attach.h"
#include "../../tui/history.h"
#include "../../tui/view_browse.h"
#include "../../tui/view_figures.h"
#include "../../tui/view_original.h"
#include "script.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static bool is_on_top(const Script *s, ViewId view)
{
	return s->app->stack[s->app->depth - 1].id == view;
}

static const Beside *beside(const Script *s)
{
	cr_assert(is_on_top(s, VIEW_original), "the original is not on top");
	return s->app->stack[s->app->depth - 1].state;
}

/* True where one row has all three. */
static bool has_row(Script *s, const char *a, const char *b, const char *c)
{
	char *screen = strdup(script_screen(s, false)), *rest = screen, *row;
	bool found = false;

	while (!found && (row = strsep(&rest, "\n")))
		found = strstr(row, a) && strstr(row, b) && strstr(row, c);
	free(screen);
	return found;
}

/* The invented corpus with its source attached under a directory of its own, not lying beside it. */
typedef struct Attached {
	Script s;
	char directory[64];
	AttachEnv env;
} Attached;

static void open_attached(Attached *a, Lang lang)
{
	Buf text = {0};
	FILE *file = fopen("tests/data/original/source.txt", "r");

	a->s = script_open("original", lang, 120, 36);
	a->s.corpus->volumes.at[0].source_file.s = (Str){0};
	snprintf(a->directory, sizeof a->directory, P_tmpdir "/bilan-attached-XXXXXX");
	cr_assert(mkdtemp(a->directory) && file);
	a->env = (AttachEnv){a->directory, NULL};
	for (int c; (c = fgetc(file)) != EOF;)
		buf_add_char(&text, (char)c);
	fclose(file);
	cr_assert_eq(attach_save(&a->env, &a->s.corpus->volumes.at[0], buf_str(&text)), 0);
	a->s.app->options.attached = &a->env;
	buf_free(&text);
}

static void close_attached(Attached *a)
{
	Buf path = {0};

	attach_add_path(&a->env, &a->s.corpus->volumes.at[0], &path);
	unlink(buf_cstr(&path));
	for (int i = 0; i < 3; i++) {
		while (path.n > 0 && path.s[path.n - 1] != '/')
			path.n--;
		path.s[--path.n] = '\0';
		rmdir(path.s);
	}
	script_close(&a->s);
	buf_free(&path);
}

Test(view_original, stands_level_beside_the_restatement)
{
	Script s = script_open("original", LANG_ZH, 120, 36);

	script_type(&s, "ENTER DOWN o ]");
	cr_assert(has_row(&s, "一是选好楼长。", "住户自选楼长", "Residents choose"), "%s", script_screen(&s, false));
	cr_assert(has_row(&s, "1 原文", "2 转述", "3 英文"));
	cr_assert(script_shows(&s, "原文逐字相符"));
	script_type(&s, "o");
	cr_assert(is_on_top(&s, VIEW_browse), "o comes back");
	script_close(&s);
}

Test(view_original, says_how_to_attach_what_is_not_there)
{
	Script s = script_open("bundled", LANG_ZH, 80, 24);

	script_type(&s, "ENTER DOWN o");
	cr_assert(script_shows(&s, "bilan import"));
	cr_assert(is_on_top(&s, VIEW_browse));
	script_close(&s);
}

Test(view_original, columns_are_hidden_and_stack_when_they_are_too_narrow)
{
	Script s = script_open("original", LANG_ZH, 60, 18);

	script_type(&s, "ENTER DOWN o ]");
	cr_assert(has_row(&s, "一是选好楼长。", "住户自选楼长", ""), "%s", script_screen(&s, false));
	cr_assert(script_shows(&s, "3 显示英文"));
	script_type(&s, "3");
	cr_assert(beside(&s)->layout.stacked);
	script_type(&s, "3 2 1");
	cr_assert(script_shows(&s, "至少要留一栏"));
	script_type(&s, "\\");
	cr_assert_eq(beside(&s)->columns, 1u, "the reader's choice stays in another language");
	script_close(&s);
}

Test(view_original, the_same_text_stays_on_top_when_the_size_changes)
{
	Script s = script_open("original", LANG_ZH, 120, 20);

	script_type(&s, "ENTER DOWN o ] ]");
	uint32_t block = beside(&s)->top.block;
	app_resize(s.app, 60, 18);
	cr_assert_eq(beside(&s)->top.block, block);
	app_resize(s.app, 160, 20);
	cr_assert_eq(beside(&s)->top.block, block);
	script_close(&s);
}

Test(view_original, goes_to_the_place_of_a_figure_and_lights_it)
{
	Script s = script_open("original", LANG_ZH, 120, 36);

	script_type(&s, "F DOWN DOWN");
	uint32_t figure = view_figures_here(s.app->stack[s.app->depth - 1].state);
	script_type(&s, "o");
	const Beside *b = beside(&s);
	Str words = corpus_original(s.corpus, b->lit_unit);
	cr_assert(str_eq(str_sub(words, b->lit.from, b->lit.to), s.corpus->figures.at[figure].written.s));
	script_type(&s, "ESC");
	cr_assert_eq(beside(&s)->lit.to, 0, "Esc puts it out");
	script_type(&s, "q");
	cr_assert(is_on_top(&s, VIEW_figures));
	script_close(&s);
}

Test(view_original, copies_the_words_of_the_column_that_keys_mean)
{
	Script s = script_open("original", LANG_ZH, 120, 36);

	script_type(&s, "ENTER DOWN o ] y");
	Str copied = buf_str(&s.app->copied);
	cr_assert(str_starts(copied, STR("一是选好楼长。由住户自己推举,")), "%.*s", (int)copied.n, copied.s);
	cr_assert(str_find(copied, STR("——江苏省委组织部，《把楼道议事做进每一栋楼 让邻里的事有人管》，一、（1）"), 0) > 0);
	cr_assert(str_find(copied, STR("（原文，据“邻里工作交流会发言摘登”）"), 0) > 0, "%.*s", (int)copied.n, copied.s);
	script_type(&s, "RIGHT RIGHT y");
	copied = buf_str(&s.app->copied);
	cr_assert(str_starts(copied, STR("Residents choose\n")), "%.*s", (int)copied.n, copied.s);
	cr_assert(str_find(copied, STR("original"), 0) < 0);
	script_close(&s);
}

Test(view_original, enter_opens_the_text_and_the_history_comes_back)
{
	Script s = script_open("original", LANG_ZH, 120, 36);

	script_type(&s, "ENTER DOWN o ] ENTER");
	cr_assert(is_on_top(&s, VIEW_browse));
	script_type(&s, "H");
	cr_assert(has_row(&s, "一是选好楼长。", "住户自选楼长", "Residents choose"), "%s", script_screen(&s, false));
	script_close(&s);
}

Test(view_original, the_next_start_is_where_this_one_ended)
{
	Script s = script_open("original", LANG_ZH, 120, 36), next;
	Notes *notes = s.app->notes;

	script_type(&s, "ENTER DOWN o ] 3");
	app_note_place(s.app);
	next = script_open("original", LANG_ZH, 120, 36);
	next.app->notes = notes;
	app_resume(next.app, false);
	app_resize(next.app, 120, 35);
	cr_assert_eq(beside(&next)->columns, 3u);
	cr_assert(has_row(&next, "一是选好楼长。", "住户自选楼长", ""), "%s", script_screen(&next, false));
	next.app->notes = &next.app->own;
	script_close(&next);
	script_close(&s);
}

Test(view_original, what_it_shows_can_be_exported)
{
	Script s = script_open("original", LANG_ZH, 120, 36);
	Offers offers = {0};
	Buf out = {0};

	script_type(&s, "ENTER DOWN o ]");
	app_view_of(VIEW_original)->offer(s.app, beside(&s), &offers);
	cr_assert_eq(offers.n, 2);
	cr_assert_eq(offers.at[0].list.n_rows, 1);
	cr_assert_eq(offers.at[1].list.n_rows, 7, "speech, sections, measures");
	cr_assert(offer_write(&offers.at[0], s.corpus, EXPORT_JSON, &(ExportOptions){LANG_ZH, 0, 1, false}, &out));
	cr_assert(str_find(buf_str(&out), STR("\"original\":\"一是选好楼长。"), 0) > 0, "%s", buf_cstr(&out));
	offer_free(&offers);
	buf_free(&out);
	script_close(&s);
}

Test(view_original, a_search_finds_in_what_is_attached_and_leads_there)
{
	Attached a = {0};

	open_attached(&a, LANG_ZH);
	script_type(&a.s, "/ \"新面孔\" ENTER");
	script_type(&a.s, "/ ^U \"生面孔\" ENTER");
	const Browse *b = a.s.app->stack[a.s.app->depth - 1].state;
	cr_assert_eq(b->hits.n, 1, "%zu", b->hits.n);
	cr_assert_eq(b->hits.at[0].field, SEARCH_ORIGINAL);
	script_type(&a.s, "ENTER");
	Str words = corpus_original(a.s.corpus, beside(&a.s)->lit_unit);
	cr_assert(str_eq(str_sub(words, beside(&a.s)->lit.from, beside(&a.s)->lit.to), STR("生面孔")));
	close_attached(&a);
}

Test(view_original, hits_in_both_follow_one_another)
{
	Attached a = {0};
	size_t restated = 0, original = 0;

	open_attached(&a, LANG_ZH);
	script_type(&a.s, "/ \"盖碗条\" ENTER");
	const Browse *b = a.s.app->stack[a.s.app->depth - 1].state;
	for (size_t i = 0; i < b->hits.n; i++)
		*(b->hits.at[i].field == SEARCH_ORIGINAL ? &original : &restated) += 1;
	cr_assert_eq(restated, 2);
	cr_assert_eq(original, 1);
	for (int i = 0; i < 3 && b->hits.at[view_browse_item(b)->index].field != SEARCH_ORIGINAL; i++)
		script_type(&a.s, "n");
	script_type(&a.s, "o");
	cr_assert(is_on_top(&a.s, VIEW_original));
	script_type(&a.s, "n");
	cr_assert(is_on_top(&a.s, VIEW_browse), "the next hit is in the restatement");
	close_attached(&a);
}

Test(view_original, the_source_beside_a_corpus_is_not_searched)
{
	Script s = script_open("original", LANG_ZH, 120, 36);

	script_type(&s, "ENTER o q / \"生面孔\" ENTER");
	cr_assert_not(script_shows(&s, "生面孔,听到"), "an import's texts are the original's words already");
	const Browse *b = s.app->stack[s.app->depth - 1].state;
	cr_assert_eq(b->hits.n, 0);
	script_close(&s);
}

Test(view_original, any_keys_in_any_size)
{
	static const char *const KEYS[] = {"DOWN", "UP", "SPACE", "b", "^D", "u", "]", "[", "g", "G", "RIGHT", "LEFT", "1",
		"2", "3", "TAB", "\\", "y", "ESC"};
	static const int SIZES[][2] = {{40, 10}, {60, 18}, {81, 24}, {120, 36}, {200, 60}, {55, 11}};
	Script s = script_open("original", LANG_ZH, 120, 36);
	uint32_t seed = 7;

	script_type(&s, "ENTER o");
	for (int i = 0; i < 600; i++) {
		seed = seed * 1664525u + 1013904223u;
		script_type(&s, KEYS[(seed >> 16) % (sizeof KEYS / sizeof *KEYS)]);
		if (i % 20 == 0)
			app_resize(s.app, SIZES[(seed >> 8) % 6][0], SIZES[(seed >> 8) % 6][1]);
		cr_assert(beside(&s)->n > 0);
		script_screen(&s, false);
	}
	script_close(&s);
}
