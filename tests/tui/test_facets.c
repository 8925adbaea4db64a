#include "script.h"

#include "../../core/load.h"

#include "../../tui/view_browse.h"
#include "../../tui/view_tally.h"

#include <criterion/criterion.h>
#include <string.h>

static const Browse *browse(const Script *script)
{
	return script->app->stack[0].state;
}

static const Entry *group_named(const Script *script, const char *name)
{
	const Browse *b = browse(script);
	for (size_t i = 0; i < b->groups.n; i++)
		if (str_eq(view_axis_name(script->corpus, &b->groups.at[i], LANG_ZH), str_of(name)))
			return &b->groups.at[i];
	cr_assert(false, "no group %s", name);
	return NULL;
}

static size_t count_items(const Script *script, EntryKind kind)
{
	size_t n = 0;
	for (size_t i = 0; i < browse(script)->items.n; i++)
		n += browse(script)->items.at[i].kind == kind && !browse(script)->items.at[i].header;
	return n;
}

Test(facets, a_province_narrows_the_counts_of_the_themes)
{
	Script s = script_open("bundled", LANG_ZH, 120, 36);
	script_type(&s, "2");
	uint32_t all = group_named(&s, "责任清单")->count;
	script_type(&s, "1 DOWN DOWN v 2");
	const Entry *theme = group_named(&s, "责任清单");
	cr_assert(theme->count < all && theme->count > 0, "%u of %u", theme->count, all);
	cr_assert(script_shows(&s, "筛选  浙江"));
	script_close(&s);
}

Test(facets, a_count_is_the_number_of_measures_that_the_list_then_shows)
{
	Script s = script_open("bundled", LANG_ZH, 120, 36);
	script_type(&s, "DOWN v DOWN v 2");
	for (size_t i = 0; i < s.corpus->themes.n; i++) {
		const Entry *group = view_browse_group(browse(&s));
		cr_assert_eq(group->count, count_items(&s, ENTRY_MEASURE));
		cr_assert_eq(group->empty, group->count == 0);
		script_type(&s, "DOWN");
	}
	script_close(&s);
}

Test(facets, values_of_one_axis_are_alternatives_and_the_line_spells_them)
{
	Script s = script_open("bundled", LANG_ZH, 80, 24);
	script_type(&s, "v DOWN DOWN v 2 DOWN v");
	cr_assert(script_shows(&s, "筛选  北京、浙江 · 责任清单  1/"));
	script_type(&s, "1");
	cr_assert(group_named(&s, "山东")->count > 0, "what another province would add is counted");
	cr_assert_not(group_named(&s, "山东")->taken);
	cr_assert(group_named(&s, "浙江")->taken);
	script_close(&s);
}

Test(facets, esc_takes_the_last_value_back_and_never_leaves)
{
	Script s = script_open("bundled", LANG_ZH, 80, 24);
	script_type(&s, "v DOWN DOWN v 2 DOWN v ESC");
	cr_assert(script_shows(&s, "筛选  北京、浙江  "));
	cr_assert(script_shows(&s, "已撤：责任清单"));
	script_type(&s, "ESC");
	cr_assert(script_shows(&s, "筛选  北京  "));
	script_type(&s, "ESC ESC ESC");
	cr_assert_not(script_shows(&s, "筛选  北京"));
	cr_assert_not(s.app->done);
	script_close(&s);
}

Test(facets, esc_closes_a_warning_before_it_touches_the_filter)
{
	Script s = script_open("bundled", LANG_ZH, 80, 24);
	script_type(&s, "v Z ESC");
	cr_assert(script_shows(&s, "筛选  北京"));
	script_type(&s, "/ ESC");
	cr_assert(script_shows(&s, "筛选  北京"));
	script_close(&s);
}

Test(facets, the_same_key_takes_and_gives_back_and_another_clears)
{
	Script s = script_open("small", LANG_ZH, 80, 24);
	script_type(&s, "v v");
	cr_assert(facet_is_empty(&s.app->facet));
	script_type(&s, "v 2 v V");
	cr_assert(facet_is_empty(&s.app->facet));
	script_type(&s, "V");
	cr_assert(script_shows(&s, "没有筛选"));
	script_close(&s);
}

Test(facets, measures_and_figures_show_only_what_passes)
{
	Script s = script_open("bundled", LANG_ZH, 120, 36);
	script_type(&s, "DOWN DOWN v 3");
	for (size_t i = 0; i < browse(&s)->groups.n; i++) {
		const Entry *group = &browse(&s)->groups.at[i];
		Unit unit = view_axis_unit(s.corpus, &browse(&s)->hits, group);
		Str id = s.corpus->speeches.at[corpus_speech_of(s.corpus, unit)].id.s;
		cr_assert(str_eq(id, STR("zhejiang")), "%.*s", (int)id.n, id.s);
	}
	script_type(&s, "5");
	cr_assert_eq(view_browse_group(browse(&s))->count, count_items(&s, ENTRY_FIGURE));
	for (size_t i = 0; i < browse(&s)->items.n; i++) {
		const Entry *item = &browse(&s)->items.at[i];
		if (item->kind != ENTRY_FIGURE)
			continue;
		uint32_t speech = corpus_speech_of(s.corpus, s.corpus->figures.at[item->index].owner);
		cr_assert(str_eq(s.corpus->speeches.at[speech].id.s, STR("zhejiang")));
	}
	script_close(&s);
}

Test(facets, a_theme_is_read_as_far_as_it_passes)
{
	Script s = script_open("bundled", LANG_ZH, 120, 36);
	script_type(&s, "2 DOWN");
	size_t all = browse(&s)->reader.doc.blocks.n;
	script_type(&s, "1 DOWN DOWN v 2");
	cr_assert_lt(browse(&s)->reader.doc.blocks.n, all);
	script_type(&s, "V");
	cr_assert_eq(browse(&s)->reader.doc.blocks.n, all);
	script_close(&s);
}

Test(facets, the_row_under_the_cursor_stays_when_the_filter_changes)
{
	Script s = script_open("bundled", LANG_ZH, 120, 36);
	script_type(&s, "3 DOWN DOWN DOWN DOWN DOWN DOWN DOWN DOWN DOWN");
	Entry before = *view_browse_group(browse(&s));
	script_type(&s, "v");
	Entry after = *view_browse_group(browse(&s));
	cr_assert(before.kind == after.kind && before.index == after.index);
	script_close(&s);
}

Test(facets, what_has_no_value_says_where_to_press)
{
	Script s = script_open("bundled", LANG_ZH, 80, 24);
	script_type(&s, "5 v");
	cr_assert(script_shows(&s, "这里不能筛选"));
	script_close(&s);
}

Test(facets, provinces_come_by_code_by_source_or_by_pinyin)
{
	Script s = script_open("bundled", LANG_ZH, 80, 24);
	script_type(&s, "S");
	cr_assert(script_shows(&s, "原文先后"));
	for (size_t i = 1; i < browse(&s)->groups.n; i++) {
		const Province *a = &s.corpus->provinces.at[browse(&s)->groups.at[i - 1].index];
		const Province *b = &s.corpus->provinces.at[browse(&s)->groups.at[i].index];
		cr_assert_lt(s.corpus->by_province[a->speeches.first], s.corpus->by_province[b->speeches.first]);
	}
	script_type(&s, "S");
	cr_assert(script_shows(&s, "拼音"));
	const Entries *groups = &browse(&s)->groups;
	for (size_t i = 1; i < groups->n; i++) {
		Str before = s.corpus->provinces.at[groups->at[i - 1].index].id;
		cr_assert_lt(str_cmp(before, s.corpus->provinces.at[groups->at[i].index].id), 0);
	}
	script_close(&s);
}

Test(facets, several_corpora_are_values_over_the_provinces)
{
	const char *paths[] = {"content/2022-urban-party-building", "tests/data/small.yaml"};
	Msgs msgs = {0};
	Corpus *corpus = load_paths(paths, 2, NULL, &msgs);
	cr_assert(corpus && corpus->volumes.n == 2);
	Script s = {.corpus = corpus, .msgs = &msgs};
	s.app = app_new(corpus, &msgs, (AppOptions){.lang = LANG_ZH, .ambiguous = 1});
	app_resize(s.app, 120, 36);
	cr_assert_eq(view_browse_group(browse(&s))->kind, ENTRY_VOLUME);
	cr_assert_eq(view_browse_group(browse(&s))->count, count_items(&s, ENTRY_MEASURE));
	script_type(&s, "DOWN v");
	cr_assert(script_shows(&s, "筛选  文集：测试用发言摘登"));
	cr_assert(group_named(&s, "浙江")->empty);
	cr_assert_not(group_named(&s, "北京")->empty);
	script_type(&s, "ENTER ENTER ] m a V 2 ' a");
	cr_assert_eq(view_browse_group(browse(&s))->kind, ENTRY_PROVINCE);
	app_free(s.app);
	screen_free(&s.screen);
	corpus_free(corpus);
	msg_free(&msgs);
}

static const Browse *top(const Script *script)
{
	return script->app->stack[script->app->depth - 1].state;
}

static size_t count_top(const Script *script)
{
	size_t n = 0;
	for (size_t i = 0; i < top(script)->items.n; i++)
		n += !top(script)->items.at[i].header;
	return n;
}

Test(facets, what_was_found_is_narrowed_and_the_line_says_by_what)
{
	Script s = script_open("bundled", LANG_ZH, 80, 24);
	script_type(&s, "DOWN DOWN v / \"网格\"");
	cr_assert(script_shows(&s, "筛选  浙江  12/25 处"), "while typing too");
	script_type(&s, "ENTER");
	for (size_t i = 0; i < top(&s)->items.n; i++) {
		if (top(&s)->items.at[i].header)
			continue;
		uint32_t speech = corpus_speech_of(s.corpus, top(&s)->hits.at[top(&s)->items.at[i].index].unit);
		cr_assert(str_eq(s.corpus->speeches.at[speech].id.s, STR("zhejiang")));
	}
	script_type(&s, "w");
	cr_assert(script_shows(&s, "逐行索引“网格” 12"));
	cr_assert(script_shows(&s, "筛选  浙江  12/25 处"));
	script_type(&s, "ESC");
	cr_assert(script_shows(&s, "逐行索引“网格” 25"), "Esc takes the last value back");
	script_type(&s, "q");
	cr_assert_eq(count_top(&s), 25);
	script_close(&s);
}

Test(facets, the_axes_of_what_was_found_count_hits)
{
	Script s = script_open("bundled", LANG_ZH, 120, 36);
	script_type(&s, "/ \"网格\" ENTER 1");
	uint32_t all = 0;
	for (size_t i = 0; i < top(&s)->groups.n; i++)
		all += top(&s)->groups.at[i].count;
	cr_assert_eq(all, 25, "each hit is in one province");
	for (char key = '1'; key <= '5'; key++) {
		script_type(&s, (char[]){key, 0});
		script_type(&s, "g");
		cr_assert(script_shows(&s, "查找  网格  25 处"));
		for (size_t i = 0; i < top(&s)->groups.n; i++) {
			cr_assert_eq(view_browse_group(top(&s))->count, count_top(&s), "key %c, group %zu", key, i);
			script_type(&s, "DOWN");
		}
	}
	script_close(&s);
}

Test(facets, a_value_taken_among_hits_counts_for_the_other_axes_of_hits)
{
	Script s = script_open("bundled", LANG_ZH, 120, 36);
	script_type(&s, "/ \"网格\" ENTER 2");
	size_t themes = 0, fewer = 0;
	for (size_t i = 0; i < top(&s)->groups.n; i++)
		themes += top(&s)->groups.at[i].count;
	script_type(&s, "1 g DOWN DOWN v 2");
	for (size_t i = 0; i < top(&s)->groups.n; i++)
		fewer += top(&s)->groups.at[i].count;
	cr_assert(fewer > 0 && fewer < themes);
	script_type(&s, "1");
	for (size_t i = 0; i < top(&s)->groups.n; i++)
		if (str_eq(view_axis_name(s.corpus, &top(&s)->groups.at[i], LANG_ZH), STR("山东")))
			cr_assert_eq(top(&s)->groups.at[i].count, 9, "what another province would add");
	script_type(&s, "ESC");
	cr_assert(facet_is_empty(&s.app->facet));
	cr_assert_eq(s.app->depth, 2, "Esc leaves what was found alone");
	script_close(&s);
}

Test(facets, back_leads_from_an_axis_of_hits_to_all_hits_and_then_out)
{
	Script s = script_open("bundled", LANG_ZH, 80, 24);
	script_type(&s, "/ \"网格\" ENTER n n n n");
	uint32_t hit = view_browse_item(top(&s))->index;
	script_type(&s, "1");
	cr_assert(view_tally_has(s.corpus, top(&s)->hits.at[hit].unit, view_browse_group(top(&s))), "the hit's province");
	script_type(&s, "ENTER ENTER q q q");
	cr_assert_eq(top(&s)->axis, AXIS_FOUND);
	cr_assert_eq(s.app->depth, 2);
	script_type(&s, "q");
	cr_assert_eq(s.app->depth, 1);
	cr_assert_not(s.app->done);
	script_close(&s);
}

Test(facets, a_hit_is_a_value_of_its_province)
{
	Script s = script_open("bundled", LANG_ZH, 80, 24);
	script_type(&s, "/ \"网格\" ENTER n n n n v");
	cr_assert(script_shows(&s, "筛选  浙江  12/25 处"));
	script_close(&s);
}
