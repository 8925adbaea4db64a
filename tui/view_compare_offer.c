/* What a comparison has to export. */
#include "app.h"
#include "view_compare.h"

static void offer_theme(const App *app, const Comparison *all, uint32_t theme, Offers *out)
{
	Buf title = {0};
	compare_add_title(app->corpus, all, theme, app->options.lang, &title);
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
	compare_add_title(app->corpus, all, all->theme, app->options.lang, &title);
	offer_comparison(out, WORD_whole_comparison, buf_str(&title), all);
	buf_free(&title);
}
