/* Themes, terms, figures and the label of a measure: what an import proposed is confirmed here, what is wrong is put
   right, and the file says so. */
#include "view_tags.h"

#include "app.h"

#include "../core/utf8.h"

static void open_tags(App *app, void *state, const void *what)
{
	Tags *t = state;
	view_tags_collect(t, app->corpus, *(const uint32_t *)what);
	t->scroll.cursor = 3; /* the main theme */
}

static void close_tags(void *state)
{
	view_tags_free(state);
}

static void arrange_tags(App *app, void *state, Rect area)
{
	(void)app;
	Tags *t = state;
	t->scroll = scroll_fit(t->scroll, t->rows.n, (size_t)view_tags_list_rows(area));
}

static void move_tags(App *app, void *state, Move move)
{
	(void)app;
	Tags *t = state;
	t->scroll = scroll_move(t->scroll, move);
}

/* To the next heading. */
static void pane_tags(App *app, void *state, int by)
{
	(void)app;
	Tags *t = state;
	size_t at = t->scroll.cursor;
	do
		at = (at + t->rows.n + (size_t)(by > 0 ? 1 : -1)) % t->rows.n;
	while (!t->rows.at[at].header);
	t->scroll = scroll_to(t->scroll, at);
}

static void ask_label(App *app, Tags *t)
{
	app_ask_line(app, buf_str(&t->label));
}

static void write_tags(App *app, void *state, Str text)
{
	(void)app;
	Tags *t = state;
	text = str_trim(text);
	if (text.n == 0 || str_eq(text, buf_str(&t->label)))
		return;
	buf_clear(&t->label);
	buf_add(&t->label, text);
	t->renamed = true;
	view_tags_note(t);
}

static void toggle(App *app, Tags *t)
{
	const TagRow *row = &t->rows.at[t->scroll.cursor];
	if (row->kind == TAG_LABEL && !row->header)
		ask_label(app, t);
	else if (!view_tags_toggle(t, t->scroll.cursor))
		app_warn(app, WORD_tags_limit, (Str){0});
}

static void lead(App *app, Tags *t)
{
	const TagRow *row = &t->rows.at[t->scroll.cursor];
	if (row->kind != TAG_THEME || row->header)
		app_say(app, WORD_tags_no_theme, (Str){0});
	else if (!view_tags_lead(t, t->scroll.cursor))
		app_warn(app, WORD_tags_limit, (Str){0});
}

/* Another measure in the same place; what was chosen for this one is forgotten. */
static void go_on(App *app, Tags *t, uint32_t measure)
{
	view_tags_free(t);
	view_tags_collect(t, app->corpus, measure);
	t->scroll.cursor = 3;
}

/* The measure behind this one of which something is proposed, from the first again behind the last. */
static uint32_t next_open(const Corpus *corpus, uint32_t measure)
{
	for (uint32_t i = 1; i < corpus->measures.n; i++) {
		uint32_t at = (measure + i) % (uint32_t)corpus->measures.n;
		if (corpus->measures.at[at].found.proposed)
			return at;
	}
	return CORPUS_NONE;
}

/* True, once it was told, where nothing is lost by leaving. */
static bool may_leave(App *app, Tags *t)
{
	if (t->told || !view_tags_changed(t))
		return true;
	t->told = true;
	app_warn(app, WORD_tags_unsaved, (Str){0});
	return false;
}

static void next(App *app, Tags *t)
{
	uint32_t measure = next_open(app->corpus, t->measure);
	if (measure == CORPUS_NONE)
		app_say(app, WORD_tags_none_open, (Str){0});
	else if (may_leave(app, t))
		go_on(app, t, measure);
}

/* Writes it and closes the view, or opens the next. The state is gone when this returns true. */
static bool confirm(App *app, Tags *t, bool onward)
{
	Buf address = {0};
	uint32_t measure = next_open(app->corpus, t->measure);
	if (measure != CORPUS_NONE)
		corpus_add_address(app->corpus, (Unit){UNIT_MEASURE, measure}, &address);
	bool written = app_amend(app, t->pos.file, view_tags_change, t);
	if (written) {
		app_pop(app);
		if (app_reload(app))
			app_say(app, WORD_tags_written, (Str){0});
	}
	Unit unit = written && onward && measure != CORPUS_NONE ? corpus_unit(app->corpus, buf_str(&address)) : (Unit){0};
	if (unit.kind == UNIT_MEASURE)
		app_push(app, VIEW_tags, &unit.index);
	buf_free(&address);
	return written;
}

static void enter_tags(App *app, void *state)
{
	confirm(app, state, false);
}

static void undo(App *app, Tags *t, int by)
{
	if (!view_tags_undo(t, by))
		app_say(app, WORD_review_nothing, (Str){0});
}

static void tag_tags(App *app, void *state, TagAct act)
{
	Tags *t = state;
	if (act != TAG_ACT_NEXT)
		t->told = false;
	switch (act) {
	case TAG_ACT_TOGGLE: toggle(app, t); break;
	case TAG_ACT_LEAD: lead(app, t); break;
	case TAG_ACT_LABEL: ask_label(app, t); break;
	case TAG_ACT_NEXT: next(app, t); break;
	case TAG_ACT_CONFIRM_NEXT: confirm(app, t, true); return; /* the state is gone */
	case TAG_ACT_UNDO: undo(app, t, -1); return;
	case TAG_ACT_REDO: undo(app, t, 1); return;
	}
	view_tags_note(t);
}

static bool back_tags(App *app, void *state)
{
	return !may_leave(app, state);
}

static void cancel_tags(App *app, void *state)
{
	if (may_leave(app, state))
		app_pop(app);
}

static void tags_status(const App *app, const void *state, Buf *out)
{
	(void)state;
	if (app->proposed > 0)
		words_add_numbers(out, WORD_proposed_n, app->options.lang, app->proposed, 0);
}

static bool point_tags(App *app, void *state, Point at, Rect area)
{
	Tags *t = state;
	Rect list = {1, area.y + VIEW_TAGS_TOP, area.width - 2, view_tags_list_rows(area)};
	if (view_list_point(&t->scroll, at, list))
		toggle(app, t);
	view_tags_note(t);
	return false;
}

const View view_tags = {
	.name = "tags",
	.size = sizeof(Tags),
	.open = open_tags,
	.close = close_tags,
	.arrange = arrange_tags,
	.draw = view_tags_draw,
	.in = CONTEXT_TAGS,
	.status = tags_status,
	.move = move_tags,
	.pane = pane_tags,
	.enter = enter_tags,
	.write = write_tags,
	.tag = tag_tags,
	.back = back_tags,
	.asks = true,
	.cancel = cancel_tags,
	.point = point_tags,
};
