/* What a comparison has to export. */
#include "app.h"
#include "view_compare.h"

/* 新就业群体 · 北京 · 浙江 */
static void add_title(const App *app, const Comparison *comparison, uint32_t theme, Buf *out)
{
	Lang lang = app->options.lang;
	if (theme != CORPUS_NONE) {
		buf_add(out, corpus_text(&app->corpus->themes.at[theme].name, lang));
		buf_add(out, STR(" · "));
	}
	for (size_t i = 0; i < comparison->columns; i++) {
		buf_add(out, i > 0 ? STR(" · ") : STR(""));
		table_add_place_name(app->corpus, comparison->places[i], lang, out);
	}
}

static void offer_theme(const App *app, const Comparison *all, uint32_t theme, Offers *out)
{
	Buf title = {0};
	add_title(app, all, theme, &title);
	offer_own_comparison(out, WORD_this_theme, buf_str(&title),
		table_compare(app->corpus, all->places, all->columns, theme));
	buf_free(&title);
}

void view_compare_offer(const App *app, const void *state, Offers *out)
{
	const Compare *c = state;
	const Comparison *all = &c->comparison;
	if (all->blocks.n == 0)
		return;
	uint32_t theme = all->blocks.at[view_compare_lane(c, c->active)->top.block].theme;
	if (all->blocks.n > 1 && theme != CORPUS_NONE)
		offer_theme(app, all, theme, out);
	Buf title = {0};
	add_title(app, all, all->theme, &title);
	offer_comparison(out, WORD_whole_comparison, buf_str(&title), all);
	buf_free(&title);
}
