/* The headings and labels of the text below, to go to. */
#include "app.h"
#include "view_browse.h"
#include "view_list.h"

#include <stdlib.h>

typedef struct OutlineRow { Unit unit; Str lead, text; DocRole role; } OutlineRow;

typedef struct Outline {
	struct { OutlineRow *at; size_t n, cap; } rows;
	Arena arena; /* leads, which live in the document below */
	size_t here; /* the row of the unit on top */
	Scroll scroll;
} Outline;

static Browse *below(const App *app)
{
	return app->stack[app->depth - 2].state;
}

static void open_outline(App *app, void *state, const void *what)
{
	(void)what;
	Outline *o = state;
	const Reader *reader = &below(app)->reader;
	Unit top = view_read_unit(reader);
	for (size_t i = 0; i < reader->doc.blocks.n; i++) {
		const DocBlock *block = &reader->doc.blocks.at[i];
		if (block->unit.kind == UNIT_NONE
			|| (block->role != DOC_TITLE && block->role != DOC_HEADING && block->role != DOC_LABEL))
			continue;
		if (block->unit.kind == top.kind && block->unit.index == top.index)
			o->here = o->rows.n;
		MEM_PUSH(&o->rows, ((OutlineRow){block->unit, str_keep(block->lead, &o->arena), block->text, block->role}));
	}
	o->scroll.count = o->rows.n;
	o->scroll.cursor = o->here;
}

static void close_outline(void *state)
{
	Outline *o = state;
	free(o->rows.at);
	mem_arena_free(&o->arena);
}

static void arrange_outline(App *app, void *state, Rect area)
{
	(void)app;
	Outline *o = state;
	o->scroll = scroll_fit(o->scroll, o->rows.n, (size_t)(area.height - 2));
}

static Rect list_area(Rect area)
{
	return (Rect){1, area.y + 2, area.width - 2, area.height - 2};
}

static void outline_row(const void *data, size_t index, ListRow *out, Arena *scratch)
{
	const Outline *o = data;
	const OutlineRow *row = &o->rows.at[index];
	Buf text = {0};
	buf_add(&text, row->lead);
	buf_add(&text, row->text);
	out->text = buf_keep(&text, scratch);
	out->style = row->role == DOC_LABEL ? STYLE_TEXT : STYLE_HEADING;
	out->indent = row->role == DOC_LABEL ? 2 : 0;
	out->right = index == o->here ? STR("←") : STR("");
}

static void draw_outline(const App *app, const void *state, Screen *screen, Rect area)
{
	const Outline *o = state;
	Lang lang = app->options.lang;
	int x = screen_put(screen, area, 2, area.y, words_get(WORD_outline, lang), STYLE_ACTIVE) + 2;
	Str name = view_axis_name(app->corpus, &below(app)->subject, lang);
	screen_put_cut(screen, area, x, area.y, area.width - x - 2, name, STYLE_TITLE);
	view_list_draw(&(ListSource){o, outline_row}, &o->scroll, true, screen, list_area(area));
}

static bool point_outline(App *app, void *state, Point at, Rect area)
{
	(void)app;
	return view_list_point(&((Outline *)state)->scroll, at, list_area(area));
}

static void move_outline(App *app, void *state, Move move)
{
	(void)app;
	Outline *o = state;
	o->scroll = scroll_move(o->scroll, move);
}

static void enter_outline(App *app, void *state)
{
	const Outline *o = state;
	if (o->rows.n == 0)
		return;
	Unit unit = o->rows.at[o->scroll.cursor].unit;
	app_pop(app);
	view_browse_read(app, app->stack[app->depth - 1].state, unit);
}

static void cancel_outline(App *app, void *state)
{
	(void)state;
	app_pop(app);
}

const View view_outline = {
	.name = "outline",
	.size = sizeof(Outline),
	.open = open_outline,
	.close = close_outline,
	.arrange = arrange_outline,
	.draw = draw_outline,
	.in = CONTEXT_CHOICE,
	.move = move_outline,
	.enter = enter_outline,
	.cancel = cancel_outline,
	.point = point_outline,
};
