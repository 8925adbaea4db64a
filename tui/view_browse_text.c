/* The text of the browser: whose it is, what is lit in it, and where it has to be. */
#include "view_browse.h"

#include "app.h"
#include "view_filter.h"

#include "../core/figures.h"

#include <stdlib.h>

/* The hits stand in one language's texts, whatever that of the interface is. */
static Lang wanted_lang(const App *app, const Browse *b)
{
	const Entry *item = view_browse_item(b);
	return item && item->kind == ENTRY_HIT ? b->hits.at[item->index].lang : app->options.lang;
}

static void set_lit(const App *app, Browse *b)
{
	const Entry *group = view_browse_group(b);
	buf_clear(&b->reader.lit);
	b->reader.hits = view_browse_is_found(b) ? &b->hits : NULL;
	b->reader.corpus = app->corpus;
	if (b->axis == AXIS_TERMS && group && !view_browse_is_found(b))
		buf_add(&b->reader.lit, view_axis_name(app->corpus, group, b->lang));
}

/* The same place in the other language: the same block, as far into it. */
static void refill(const App *app, Browse *b, Lang lang, bool same)
{
	ReadSpot spot = view_read_spot(&b->reader);
	size_t block = b->reader.anchor_block, length = 0;
	if (same && block < b->reader.doc.blocks.n)
		length = b->reader.doc.blocks.at[block].text.n;
	view_read_clear(&b->reader);
	view_axis_fill(&b->reader.doc, app->corpus, &b->subject, lang);
	if (b->subject.kind == ENTRY_THEME)
		view_filter_theme(app, b->subject.index, lang, &b->reader.doc);
	keep_weave(&app->kept, &b->reader.doc, 0);
	block = same ? view_read_spot_block(&b->reader, &spot) : SIZE_MAX;
	if (block != SIZE_MAX) {
		b->reader.anchor_block = block;
		if (length > 0)
			b->reader.anchor_byte = spot.byte * b->reader.doc.blocks.at[block].text.n / length;
	}
	b->lang = lang;
	b->stale = false;
	b->filled = true;
}

static void fill(const App *app, Browse *b)
{
	const Entry *group = view_browse_group(b);
	Lang lang = wanted_lang(app, b);
	if (!group)
		return;
	AxisId axis = view_browse_is_found(b) ? AXIS_FOUND : b->axis;
	Entry subject =
		view_axis_subject(app->corpus, &b->hits, axis, group, view_browse_item(b), b->focus == PANE_AXIS);
	bool same = b->filled && subject.kind == b->subject.kind && subject.index == b->subject.index;
	if (same && lang == b->lang && !b->stale)
		return;
	b->subject = subject;
	refill(app, b, lang, same);
}

void view_browse_fill(const App *app, Browse *b)
{
	fill(app, b);
	set_lit(app, b);
}

static void jump_to_figure(const App *app, Browse *b, const Figure *figure)
{
	Str text = corpus_text(&corpus_passage(app->corpus, figure->owner)->text, b->lang);
	size_t block = view_read_block(&b->reader, text), from, to;
	if (figures_find(figure, text, b->lang, &from, &to) && block != SIZE_MAX)
		view_read_to_place(&b->reader, block, from, to);
	else
		view_read_to_unit(&b->reader, figure->owner);
}

static void jump_to_item(const App *app, Browse *b)
{
	const Entry *item = view_browse_item(b);
	b->reader.here = false;
	if (!item)
		return;
	if (item->kind == ENTRY_FIGURE) {
		jump_to_figure(app, b, &app->corpus->figures.at[item->index]);
	} else if (item->kind == ENTRY_HIT) {
		const SearchHit *hit = &b->hits.at[item->index];
		size_t block = view_read_block(&b->reader, search_text(app->corpus, hit));
		if (block != SIZE_MAX)
			view_read_to_place(&b->reader, block, hit->from, hit->to);
	} else {
		view_read_to_unit(&b->reader, view_axis_unit(app->corpus, &b->hits, item));
	}
}

static void jump_to_unit(const App *app, Browse *b)
{
	Str text = corpus_text(&corpus_passage(app->corpus, b->target)->text, b->lang);
	size_t block = b->target_byte > 0 ? view_read_block(&b->reader, text) : SIZE_MAX;
	if (block == SIZE_MAX || !view_read_to_byte(&b->reader, block, b->target_byte))
		view_read_to_unit(&b->reader, b->target);
}

void view_browse_jump(const App *app, Browse *b)
{
	if (b->jump == JUMP_ITEM)
		jump_to_item(app, b);
	else if (b->jump == JUMP_TOP)
		view_read_move(&b->reader, MOVE_TOP);
	else if (b->jump == JUMP_UNIT)
		jump_to_unit(app, b);
	else if (b->jump == JUMP_SPOT)
		view_read_to_spot(&b->reader, &b->spot);
	b->jump = JUMP_NONE;
}

Browse *view_browse_push(App *app, Pane home)
{
	size_t depth = app->depth;
	app_push(app, VIEW_browse, NULL);
	if (app->depth == depth)
		return NULL;
	Browse *b = app->stack[depth].state;
	b->over = true;
	b->home = home;
	return b;
}

void view_browse_over(App *app, AxisId axis, Pane home, const Entry *group, const Entry *item)
{
	static const ReadSpot TOP = {0};
	Browse *b = view_browse_push(app, home);
	if (!b)
		return;
	view_browse_return(app, b, axis, home, group, item, &TOP);
	b->jump = item->kind == ENTRY_COUNT ? JUMP_TOP : JUMP_ITEM;
}

static Unit unit_of_line(const Reader *r, size_t line)
{
	return r->doc.blocks.at[r->lines.at[line].block].unit;
}

void view_browse_count_read(App *app, const Browse *b)
{
	const Reader *r = &b->reader;
	for (size_t i = r->top; i < r->lines.n && i < r->top + r->rows; i++) {
		Unit unit = unit_of_line(r, i);
		Unit next = i + 1 < r->lines.n ? unit_of_line(r, i + 1) : (Unit){0};
		if (unit.kind == UNIT_MEASURE && (next.kind != unit.kind || next.index != unit.index))
			app_have_read(app, unit.index);
	}
}
