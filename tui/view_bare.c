/* One unit with its citation and nothing else on the screen, for selecting by hand where a terminal takes no OSC 52. */
#include "app.h"
#include "copy.h"
#include "view_read.h"

#include <stdlib.h>

typedef struct Bare {
	Unit unit;
	Doc doc;
	DocLines lines;
	uint32_t width;
	int ambiguous;
	size_t top, rows;
} Bare;

static void open_bare(App *app, void *state, const void *what)
{
	Bare *bare = state;
	bare->unit = *(const Unit *)what;
	Buf text = {0};
	copy_add_unit(&text, app->corpus, bare->unit, app->options.lang);
	Str rest = buf_str(&text), line;
	while (str_split(&rest, '\n', &line)) {
		Buf copy = {0};
		buf_add(&copy, line);
		doc_add_composed(&bare->doc, DOC_TEXT, bare->unit, &copy, 0);
	}
	buf_free(&text);
}

static void close_bare(void *state)
{
	Bare *bare = state;
	doc_free(&bare->doc);
	free(bare->lines.at);
}

static void arrange_bare(App *app, void *state, Rect area)
{
	Bare *bare = state;
	app->hits = false;
	bare->rows = (size_t)area.height;
	if (bare->width != (uint32_t)area.width || bare->ambiguous != app->options.ambiguous) {
		bare->width = (uint32_t)area.width;
		bare->ambiguous = app->options.ambiguous;
		bare->lines.n = 0;
		doc_lay_out(&bare->doc, &(WrapOptions){.width = bare->width, .ambiguous = bare->ambiguous}, &bare->lines);
	}
	size_t last = scroll_last(bare->lines.n, bare->rows);
	bare->top = bare->top < last ? bare->top : last;
}

static void draw_bare(const App *app, const void *state, Screen *screen, Rect area)
{
	(void)app;
	const Bare *bare = state;
	for (size_t i = 0; i < bare->rows && bare->top + i < bare->lines.n; i++)
		view_read_line(&bare->doc, &bare->lines.at[bare->top + i], screen, area, area.x, area.y + (int)i);
}

static Unit bare_unit(const App *app, const void *state)
{
	(void)app;
	return ((const Bare *)state)->unit;
}

static void move_bare(App *app, void *state, Move move)
{
	(void)app;
	Bare *bare = state;
	bare->top = scroll_text(bare->top, bare->lines.n, bare->rows, move);
}

static void cancel_bare(App *app, void *state)
{
	(void)state;
	app_pop(app);
}

const View view_bare = {
	.name = "bare",
	.size = sizeof(Bare),
	.open = open_bare,
	.close = close_bare,
	.arrange = arrange_bare,
	.draw = draw_bare,
	.in = CONTEXT_INFO,
	.move = move_bare,
	.unit = bare_unit,
	.cancel = cancel_bare,
	.bare = true,
};
