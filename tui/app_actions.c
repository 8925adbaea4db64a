#include "app_actions.h"

#include "history.h"
#include "view_browse.h"
#include "view_compare.h"
#include "view_export.h"
#include "view_figures.h"
#include "view_found.h"
#include "view_original.h"
#include "view_review.h"

#include "../core/search.h"

#include <stdlib.h>

bool app_allows(const App *app, Action action)
{
	return !app->options.kiosk || keymap_row(action)->kiosk;
}

void app_move(App *app, int move)
{
	if (app_view(app)->move)
		app_view(app)->move(app, app_state(app), (Move)move);
}

void app_step(App *app, int step)
{
	if (app_view(app)->step)
		app_view(app)->step(app, app_state(app), (Step)step);
}

void app_enter(App *app, int unused)
{
	(void)unused;
	if (app_view(app)->enter)
		app_view(app)->enter(app, app_state(app));
}

void app_out(App *app, int unused)
{
	(void)unused;
	if (app_view(app)->out)
		app_view(app)->out(app, app_state(app));
}

void app_pane(App *app, int by)
{
	if (app_view(app)->pane)
		app_view(app)->pane(app, app_state(app), by);
}

/* An axis belongs to a browser, that of what was found or the one at the bottom: what lies over it is left. */
void app_axis(App *app, int axis)
{
	while (app->stack[app->depth - 1].id != VIEW_browse)
		app_pop(app);
	app->hits = false;
	view_browse_axis(app, app_state(app), (AxisId)axis);
}

/* A view that is open already is gone back to; else it opens over what is there, so that q comes back to that. */
void app_show(App *app, int view)
{
	size_t at = app->depth;
	while (at > 1 && app->stack[at - 1].id != (ViewId)view)
		at--;
	while (at > 1 && app->depth > at)
		app_pop(app);
	app->hits = false;
	if (at == 1)
		app_push(app, (ViewId)view, NULL);
}

void app_cell(App *app, int act)
{
	if (app_view(app)->cell)
		app_view(app)->cell(app, app_state(app), (CellAct)act);
}

/* n without hits on the screen opens those of the last query again. */
void app_hit(App *app, int by)
{
	if (app_view(app)->hit && app->hits)
		app_view(app)->hit(app, app_state(app), by);
	else if (app->query.n > 0)
		view_found_open(app, buf_str(&app->query));
	else
		app_say(app, WORD_no_query, (Str){0});
}

void app_mark(App *app, int unused)
{
	(void)unused;
	if (app_view(app)->mark)
		app_view(app)->mark(app, app_state(app));
	else
		app_warn(app, WORD_cannot_mark, (Str){0});
}

/* Over the measures like another one, those like this one take their place: the way back stays short. */
void app_similar(App *app, int unused)
{
	(void)unused;
	Unit unit = app_unit_here(app);
	if (unit.kind != UNIT_MEASURE) {
		app_warn(app, WORD_not_a_measure, (Str){0});
		return;
	}
	if (app->stack[app->depth - 1].id == VIEW_similar)
		app_pop(app);
	app_push(app, VIEW_similar, &unit.index);
}

/* A figure under the cursor is gone to, and a hit in the original; else the unit. */
void app_original(App *app, int unused)
{
	(void)unused;
	ViewId top = app->stack[app->depth - 1].id;
	const Browse *b = top == VIEW_browse ? app_state(app) : NULL;
	const Entry *item = b && b->focus != PANE_AXIS ? view_browse_item(b) : NULL;
	uint32_t figure = top == VIEW_figures ? view_figures_here(app_state(app))
		: item && item->kind == ENTRY_FIGURE && b->focus == PANE_ITEMS ? item->index : CORPUS_NONE;
	const SearchHit *hit = item && item->kind == ENTRY_HIT ? &b->hits.at[item->index] : NULL;
	if (top == VIEW_original)
		app_pop(app);
	else if (figure != CORPUS_NONE)
		view_original_open_figure(app, figure);
	else if (hit && hit->field == SEARCH_ORIGINAL)
		view_original_open(app, hit->unit, (Span){hit->from, hit->to});
	else
		view_original_open(app, app_unit_here(app), (Span){0});
}

/* The unit itself, or the first measure in it of which something waits to be confirmed, or else the first. */
static uint32_t measure_in(const Corpus *corpus, Unit unit)
{
	Range range = unit.kind == UNIT_MEASURE ? (Range){unit.index, 1}
		: unit.kind == UNIT_SECTION ? corpus->sections.at[unit.index].measures
		: unit.kind == UNIT_SPEECH ? corpus->speeches.at[unit.index].measures : (Range){0, 0};
	for (uint32_t i = 0; i < range.n; i++)
		if (corpus->measures.at[range.first + i].found.proposed)
			return range.first + i;
	return range.n > 0 ? range.first : CORPUS_NONE;
}

/* Where the file cannot be written the panel would be for nothing. */
void app_tags(App *app, int unused)
{
	(void)unused;
	Unit unit = app_unit_here(app);
	uint32_t measure = measure_in(app->corpus, unit);
	if (measure == CORPUS_NONE)
		app_warn(app, WORD_tags_nowhere, (Str){0});
	else if (app->depth < APP_DEPTH && app_amendable(app, app->corpus->measures.at[measure].pos.file))
		app_push(app, VIEW_tags, &measure);
}

void app_tag(App *app, int act)
{
	if (app_view(app)->tag)
		app_view(app)->tag(app, app_state(app), (TagAct)act);
}

void app_review(App *app, int unused)
{
	(void)unused;
	view_review_open(app, app_unit_here(app));
}

void app_review_act(App *app, int act)
{
	if (app_view(app)->review)
		app_view(app)->review(app, app_state(app), (ReviewAct)act);
}

void app_absent(App *app, int unused)
{
	(void)unused;
	CompareAsk ask;
	bool comparing = view_compare_asked(app, &ask);
	app_push(app, VIEW_absent, comparing ? &ask : NULL);
}

void app_set(App *app, int what)
{
	if (app_view(app)->set)
		app_view(app)->set(app, app_state(app), (Set)what);
}

void app_export(App *app, int unused)
{
	(void)unused;
	Offers offers = {0};
	if (app_view(app)->offer)
		app_view(app)->offer(app, app_state(app), &offers);
	if (offers.n > 0 && app->depth < APP_DEPTH) {
		app_push(app, VIEW_export, &offers);
		return;
	}
	offer_free(&offers);
	app_say(app, WORD_export_nothing, (Str){0});
}

void app_format(App *app, int format)
{
	view_export_format(app, app_state(app), (ExportFormat)format);
}

void app_format_step(App *app, int by)
{
	view_export_step(app, app_state(app), by);
}

void app_answer(App *app, int yes)
{
	if (app_view(app)->answer)
		app_view(app)->answer(app, app_state(app), yes);
}

void app_language(App *app, int unused)
{
	(void)unused;
	app->options.lang = app->options.lang == LANG_ZH ? LANG_EN : LANG_ZH;
}

/* Forward while there is a place ahead. */
void app_onward(App *app, int unused)
{
	if (history_ahead(app))
		app_history(app, 1);
	else
		app_language(app, unused);
}

void app_info(App *app, int unused)
{
	(void)unused;
	app_push(app, VIEW_info, NULL);
}

void app_redraw(App *app, int unused)
{
	(void)unused;
	app->redraw = true;
}

void app_help(App *app, int unused)
{
	(void)unused;
	Context context = app_context(app);
	app_push(app, VIEW_help, &context);
}

void app_back(App *app, int unused)
{
	(void)unused;
	if (app_view(app)->back && app_view(app)->back(app, app_state(app)))
		return;
	if (app->depth > 1)
		app_pop(app);
	else
		app->done = true;
}

void app_leave(App *app, int unused)
{
	(void)unused;
	if (app_view(app)->asks && app_view(app)->back(app, app_state(app)))
		return;
	app->done = true;
}
