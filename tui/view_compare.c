/* Two to four provinces or measures side by side, level by theme; all columns scroll together. */
#include "app.h"
#include "view_browse.h"

#include "../core/compare.h"
#include "../core/utf8.h"

#include <string.h>

#define AIRY 20 /* rows from which an empty line stands under the names of the columns */
#define MARGIN 2

typedef struct Compare {
	Comparison comparison;
	CompareLayout layout;
	bool laid_out;
	Lang lang;
	int ambiguous;
	uint32_t width;
	size_t top, rows;
} Compare;

/* Rows over the text: the theme on top, the names of the columns, and air. */
static int title_rows(Rect area)
{
	return area.height >= AIRY ? 3 : 2;
}

static void open_compare(App *app, void *state, const void *what)
{
	(void)what;
	Compare *c = state;
	c->comparison = table_compare(app->corpus, app->tray, app->marked, CORPUS_NONE);
}

static void close_compare(void *state)
{
	Compare *c = state;
	compare_free(&c->layout);
	table_comparison_free(&c->comparison);
}

static uint32_t block_at(const Compare *c, size_t row)
{
	return row < c->layout.rows.n ? c->layout.rows.at[row].block : 0;
}

static size_t first_row(const Compare *c, uint32_t block)
{
	size_t i = 0;
	while (i + 1 < c->layout.rows.n && (c->layout.rows.at[i].block < block
		|| (c->layout.rows.at[i].block == block && c->layout.rows.at[i].kind == COMPARE_GAP)))
		i++;
	return i;
}

/* Another width or language keeps the theme on top, and as far as can be told the row within it. */
static void lay_out(App *app, Compare *c, uint32_t width)
{
	uint32_t block = block_at(c, c->top);
	size_t into = c->laid_out && c->top > first_row(c, block) ? c->top - first_row(c, block) : 0;
	bool was_stacked = c->layout.stacked;
	compare_free(&c->layout);
	compare_lay_out(&c->layout, app->corpus, &c->comparison, app->options.lang,
		&(WrapOptions){.width = width, .ambiguous = app->options.ambiguous, .level = app->options.kinsoku});
	c->laid_out = true;
	c->width = width;
	c->lang = app->options.lang;
	c->ambiguous = app->options.ambiguous;
	size_t top = first_row(c, block) + into;
	while (top > 0 && block_at(c, top) != block)
		top--;
	c->top = into > 0 || block > 0 ? top : 0;
	if (c->layout.stacked && !was_stacked)
		app_say(app, WORD_stacked, (Str){0});
}

static void arrange_compare(App *app, void *state, Rect area)
{
	Compare *c = state;
	uint32_t width = (uint32_t)(area.width - 2 * MARGIN);
	app->hits = false;
	c->rows = (size_t)(area.height - title_rows(area));
	if (!c->laid_out || c->width != width || c->lang != app->options.lang || c->ambiguous != app->options.ambiguous)
		lay_out(app, c, width);
}

static void draw_names(const App *app, const Compare *c, Screen *screen, Rect area)
{
	int x = MARGIN, y = area.y + 1, step = (int)(c->layout.column_width + c->layout.gutter);
	Buf name = {0};
	for (size_t i = 0; i < c->comparison.columns; i++) {
		if (c->layout.stacked && i > 0)
			buf_add(&name, STR(" · "));
		table_add_place_name(app->corpus, c->comparison.places[i], app->options.lang, &name);
		if (c->layout.stacked)
			continue;
		screen_put_cut(screen, area, x + (int)i * step, y, (int)c->layout.column_width, buf_str(&name), STYLE_TITLE);
		buf_clear(&name);
	}
	screen_put_cut(screen, area, x, y, area.width - 2 * MARGIN, buf_str(&name), STYLE_TITLE);
	buf_free(&name);
}

static void draw_row(const App *app, const Compare *c, const CompareRow *row, Screen *screen, Rect area, int y)
{
	if (row->kind == COMPARE_THEME) {
		Str name = compare_theme_name(app->corpus, &c->comparison, row->block, app->options.lang);
		screen_put_cut(screen, area, MARGIN, y, area.width - 2 * MARGIN, name, STYLE_HEADING);
	}
	for (size_t i = 0; row->kind == COMPARE_LINES && i < c->comparison.columns; i++) {
		int x = MARGIN + (c->layout.stacked ? 0 : (int)i * (int)(c->layout.column_width + c->layout.gutter));
		if (row->line[i] == CORPUS_NONE)
			continue;
		const DocLine *line = &c->layout.lines[i].at[row->line[i]];
		const DocBlock *block = &c->layout.docs[i].blocks.at[line->block];
		view_read_line(&c->layout.docs[i], line, screen, (Rect){x, y, (int)c->layout.column_width, 1}, x, y);
		if (block->role == DOC_NOTE && block->unit.kind == UNIT_NONE) /* what is not there must not shout */
			screen_restyle(screen, x, y, (int)c->layout.column_width, STYLE_DIM);
	}
}

static void draw_compare(const App *app, const void *state, Screen *screen, Rect area)
{
	const Compare *c = state;
	Buf title = {0};
	buf_add(&title, words_get(WORD_compare, app->options.lang));
	bool inside = c->top < c->layout.rows.n && c->layout.rows.at[c->top].kind == COMPARE_LINES;
	if (inside && c->comparison.blocks.n > 0 && !table_is_direct(&c->comparison)) {
		buf_add(&title, STR(" › "));
		buf_add(&title, compare_theme_name(app->corpus, &c->comparison, block_at(c, c->top), app->options.lang));
	}
	screen_put_cut(screen, area, MARGIN, area.y, area.width - 2 * MARGIN, buf_str(&title), STYLE_ACTIVE);
	buf_free(&title);
	draw_names(app, c, screen, area);
	for (size_t i = 0; i < c->rows && c->top + i < c->layout.rows.n; i++)
		draw_row(app, c, &c->layout.rows.at[c->top + i], screen, area, area.y + title_rows(area) + (int)i);
	for (size_t i = 1; i < c->comparison.columns && !c->layout.stacked; i++) {
		int x = MARGIN + (int)i * (int)(c->layout.column_width + c->layout.gutter) - 2;
		for (int y = area.y + 1; y < area.y + area.height; y++) {
			size_t row = c->top + (size_t)(y - area.y - title_rows(area));
			bool theme = y >= area.y + title_rows(area) && row < c->layout.rows.n
				&& c->layout.rows.at[row].kind == COMPARE_THEME;
			if (!theme)
				screen_line_down(screen, x, y, 1);
		}
	}
}

static Context compare_context(const void *state)
{
	(void)state;
	return CONTEXT_COMPARE;
}

static void compare_status(const App *app, const void *state, Buf *out)
{
	(void)app;
	const Compare *c = state;
	if (c->comparison.blocks.n == 0)
		return;
	buf_add_int(out, block_at(c, c->top) + 1);
	buf_add_char(out, '/');
	buf_add_int(out, (long long)c->comparison.blocks.n);
}

static void move_compare(App *app, void *state, Move move)
{
	(void)app;
	Compare *c = state;
	bool forward = move == MOVE_DOWN || move == MOVE_PAGE_DOWN || move == MOVE_HALF_DOWN;
	if (!forward || c->top < scroll_last(c->layout.rows.n, c->rows))
		c->top = scroll_text(c->top, c->layout.rows.n, c->rows, move);
}

static void step_compare(App *app, void *state, Step step)
{
	(void)app;
	Compare *c = state;
	uint32_t block = block_at(c, c->top);
	if (step == STEP_UNIT_NEXT && block + 1 < c->comparison.blocks.n)
		c->top = first_row(c, block + 1);
	else if (step == STEP_UNIT_PREVIOUS && c->top > first_row(c, block))
		c->top = first_row(c, block);
	else if (step == STEP_UNIT_PREVIOUS && block > 0)
		c->top = first_row(c, block - 1);
}

/* The first measure in sight, in its speech. */
static void enter_compare(App *app, void *state)
{
	const Compare *c = state;
	for (size_t i = c->top; i < c->layout.rows.n; i++)
		for (size_t k = 0; k < c->comparison.columns; k++) {
			uint32_t line = c->layout.rows.at[i].line[k];
			if (line == CORPUS_NONE)
				continue;
			Unit unit = c->layout.docs[k].blocks.at[c->layout.lines[k].at[line].block].unit;
			if (unit.kind == UNIT_MEASURE) {
				view_browse_go(app, unit, 0);
				return;
			}
		}
}

const View view_compare = {
	.name = "compare",
	.size = sizeof(Compare),
	.open = open_compare,
	.close = close_compare,
	.arrange = arrange_compare,
	.draw = draw_compare,
	.context = compare_context,
	.status = compare_status,
	.move = move_compare,
	.step = step_compare,
	.enter = enter_compare,
};
