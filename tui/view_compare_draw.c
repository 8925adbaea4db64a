/* How a comparison is drawn: whose columns they are, and the rows in sight. */
#include "view_compare.h"

#include "app.h"
#include "view_read.h"

#include "../core/utf8.h"

#include <stdlib.h>

#define MARGIN 2

static int column_x(const Compare *c, size_t column)
{
	const CompareLayout *layout = &c->together.layout;
	return MARGIN + (layout->stacked ? 0 : (int)(column * (layout->column_width + layout->gutter)));
}

static int column_width(const Compare *c)
{
	return (int)c->together.layout.column_width;
}

/* “按浙江的次序 · 已隐藏 2 山东”: how it differs from what one would think. */
static void add_state(const App *app, const Compare *c, Buf *out)
{
	Lang lang = app->options.lang;
	Buf name = {0}, hidden = {0};
	if (c->mode != COMPARE_PLAIN)
		buf_add(out, words_get(c->mode == COMPARE_COMMON ? WORD_marks_common : WORD_marks_different, lang));
	if (c->ordered_by < c->ask.n && out->n > 0)
		buf_add(out, STR(" · "));
	if (c->ordered_by < c->ask.n) {
		table_add_place_name(app->corpus, c->ask.places[c->ordered_by], lang, &name);
		app_add_words(app, out, WORD_order_of, buf_str(&name), (Str){0});
	}
	for (size_t i = 0; i < c->ask.n; i++) {
		if (!c->hidden[i])
			continue;
		buf_add(&hidden, hidden.n > 0 ? STR("、") : STR(""));
		buf_add_int(&hidden, (long long)i + 1);
		buf_add_char(&hidden, ' ');
		table_add_place_name(app->corpus, c->ask.places[i], lang, &hidden);
	}
	if (hidden.n > 0) {
		buf_add(out, out->n > 0 ? STR(" · ") : STR(""));
		app_add_words(app, out, WORD_hidden, buf_str(&hidden), (Str){0});
	}
	buf_free(&name);
	buf_free(&hidden);
}

static void draw_title(const App *app, const Compare *c, Screen *screen, Rect row)
{
	Buf title = {0}, state = {0};
	const CompareLane *lane = view_compare_lane(c, c->active);
	buf_add(&title, words_get(WORD_compare, app->options.lang));
	bool inside = lane->n > 0 && lane->rows[0].row.kind != COMPARE_THEME && lane->rows[0].row.kind != COMPARE_GAP;
	if (inside && !table_is_direct(&c->comparison)) {
		buf_add(&title, STR(" › "));
		buf_add(&title, compare_theme_name(app->corpus, &c->comparison, lane->rows[0].block, app->options.lang));
	}
	int x = screen_put_cut(screen, row, row.x, row.y, row.width, buf_str(&title), STYLE_ACTIVE) + 2;
	add_state(app, c, &state);
	int columns = (int)utf8_columns(buf_str(&state), screen->ambiguous), room = row.x + row.width - x;
	columns = columns < room ? columns : room;
	if (columns > 0)
		screen_put_right(screen, row, row.x + row.width - columns, row.y, columns, buf_str(&state), STYLE_DIM);
	buf_free(&title);
	buf_free(&state);
}

/* The number by which a column is hidden, its name, and whether it scrolls on its own. Returns the column behind. */
static int draw_name(const App *app, const Compare *c, size_t column, Screen *screen, Rect row)
{
	Buf number = {0}, name = {0};
	buf_add_int(&number, (long long)c->place[column] + 1);
	table_add_place_name(app->corpus, c->comparison.places[column], app->options.lang, &name);
	int end = row.x + row.width, x = screen_put(screen, row, row.x, row.y, buf_str(&number), STYLE_DIM) + 1;
	Style style = column == c->active ? STYLE_ACTIVE : STYLE_TITLE;
	x = screen_put_cut(screen, row, x, row.y, end - x, buf_str(&name), style);
	if (c->loose[c->place[column]] && x + 1 < end)
		x = screen_put_cut(screen, row, x + 1, row.y, end - x - 1, words_get(WORD_loose, app->options.lang),
			STYLE_NOTE);
	buf_free(&number);
	buf_free(&name);
	return x;
}

static void draw_names(const App *app, const Compare *c, Screen *screen, Rect area)
{
	int x = MARGIN, end = area.x + area.width - MARGIN;
	for (size_t k = 0; k < c->comparison.columns; k++) {
		if (!c->together.layout.stacked)
			draw_name(app, c, k, screen, (Rect){column_x(c, k), area.y, column_width(c), 1});
		else if (x < end)
			x = draw_name(app, c, k, screen, (Rect){x, area.y, end - x, 1}) + 3;
	}
}

/* The marks of the text that a column is in the middle of. */
typedef struct Lit { const DocBlock *part; CompareMarkList marks; } Lit;

static void draw_marks(
	const Compare *c, const CompareText *text, const DocLine *line, size_t column, Lit *lit, Screen *screen, Rect row)
{
	static const Style STYLES[] = {
		[COMPARE_PHRASE] = STYLE_SHARED, [COMPARE_TERM] = STYLE_SHARED_TERM, [COMPARE_CHANGE] = STYLE_CHANGE};
	const DocBlock *part = &text->doc.blocks.at[line->block];
	if (c->mode == COMPARE_PLAIN || part->role != DOC_TEXT || part->unit.kind != UNIT_MEASURE)
		return;
	if (lit->part != part) {
		lit->marks.n = 0;
		compare_marks_in(&c->marks, c->mode, column, part->unit.index, &lit->marks);
		lit->part = part;
	}
	for (size_t i = 0; i < lit->marks.n; i++) {
		const CompareMark *mark = &lit->marks.at[i];
		view_read_light(&text->doc, line, mark->from, mark->to, STYLES[mark->kind], screen, row.x, row.y);
	}
}

/* What the reader keeps of a measure: behind its label, or where that fills the line at the column's left. */
static void draw_signs(const App *app, const CompareText *text, const DocLine *line, Screen *screen, Rect row)
{
	const DocBlock *part = &text->doc.blocks.at[line->block];
	if (part->role != DOC_LABEL || line->line.to < part->text.n)
		return;
	Buf signs = {0};
	keep_add_all_signs(&app->kept, part->unit, &signs);
	int columns = (int)utf8_columns(buf_str(&signs), screen->ambiguous);
	int x = row.x + (int)(doc_line_column(&text->doc, line, screen->ambiguous)
		+ utf8_columns(doc_line_text(&text->doc, line), screen->ambiguous)) + 1;
	if (x + columns <= row.x + row.width)
		screen_put(screen, row, x, row.y, buf_str(&signs), STYLE_NOTE);
	else
		screen_put(screen, (Rect){row.x - 1, row.y, 1, 1}, row.x - 1, row.y, buf_str(&signs), STYLE_NOTE);
	buf_free(&signs);
}

static void draw_line(const App *app, const Compare *c, const CompareLane *lane, size_t i, size_t column, Lit *lit,
	Screen *screen, Rect row)
{
	const CompareText *text = compare_text(&lane->layout, lane->rows[i].block, column);
	const DocLine *line = &text->lines.at[lane->rows[i].row.line[column]];
	const DocBlock *part = &text->doc.blocks.at[line->block];
	view_read_line(&text->doc, line, screen, row, row.x, row.y);
	draw_marks(c, text, line, column, lit, screen, row);
	draw_signs(app, text, line, screen, row);
	if (part->role == DOC_NOTE && part->unit.kind == UNIT_NONE) /* what is not there must not shout */
		screen_restyle(screen, row.x, row.y, row.width, STYLE_DIM);
}

size_t view_compare_column_at(const Compare *c, Point at, Rect area)
{
	const CompareLane *lane = &c->together;
	size_t i = (size_t)(at.y - area.y - view_compare_title_rows(area)), found = SIZE_MAX;
	for (size_t k = 0; k < c->comparison.columns; k++) {
		bool here = c->together.layout.stacked ? i < lane->n && lane->rows[i].row.line[k] != CORPUS_NONE
			: at.x >= column_x(c, k) - 1 && at.x <= column_x(c, k) + column_width(c);
		found = here && found == SIZE_MAX ? k : found;
	}
	bool name = c->together.layout.stacked && i < lane->n && lane->rows[i].row.kind == COMPARE_PLACE;
	return name ? lane->rows[i].row.column : found;
}

static bool any_loose(const Compare *c)
{
	for (size_t k = 0; k < c->comparison.columns; k++)
		if (c->loose[c->place[k]])
			return true;
	return false;
}

/* The line to the left of a column. A theme's name that belongs to all of them has none. */
static void draw_border(const Compare *c, size_t column, Screen *screen, Rect area, bool own)
{
	int titles = view_compare_title_rows(area);
	for (int y = 1; column > 0 && !c->together.layout.stacked && y < area.height; y++) {
		size_t i = y < titles ? SIZE_MAX : (size_t)(y - titles);
		if (own || i >= c->together.n || c->together.rows[i].row.kind != COMPARE_THEME)
			screen_line_down(screen, column_x(c, column) - 2, area.y + y, 1);
	}
}

/* Row i of one lane: its columns only. `first` is where a theme's name stands. */
static void draw_row(const App *app, const Compare *c, const CompareLane *lane, size_t i, size_t first, Lit *lit,
	Screen *screen, Rect whole)
{
	const CompareRow *row = &lane->rows[i].row;
	int y = whole.y + (int)i, width = column_width(c);
	bool own = any_loose(c);
	if (row->kind == COMPARE_THEME) {
		Str name = compare_theme_name(app->corpus, &c->comparison, lane->rows[i].block, app->options.lang);
		int columns = own ? width : whole.width - 2 * MARGIN;
		screen_put_cut(screen, whole, column_x(c, first), y, columns, name, STYLE_HEADING);
	}
	if (row->kind == COMPARE_PLACE)
		draw_name(app, c, row->column, screen, (Rect){MARGIN, y, width, 1});
	for (size_t k = 0; k < c->comparison.columns; k++)
		if (row->line[k] != CORPUS_NONE)
			draw_line(app, c, lane, i, k, &lit[k], screen, (Rect){column_x(c, k), y, width, 1});
}

void view_compare_draw(const App *app, const void *state, Screen *screen, Rect area)
{
	const Compare *c = state;
	Lit lit[TABLE_MAX_COLUMNS] = {{0}};
	int titles = view_compare_title_rows(area);
	bool own = any_loose(c) && !c->together.layout.stacked;
	Rect whole = {area.x, area.y + titles, area.width, area.height - titles};
	draw_title(app, c, screen, (Rect){MARGIN, area.y, area.width - 2 * MARGIN, 1});
	draw_names(app, c, screen, (Rect){area.x, area.y + 1, area.width, 1});
	for (size_t k = 0; k < c->comparison.columns; k++) {
		const CompareLane *lane = view_compare_lane(c, k);
		bool first = true; /* column of its lane */
		for (size_t j = 0; j < k; j++)
			first = first && view_compare_lane(c, j) != lane;
		for (size_t i = 0; first && i < lane->n; i++)
			draw_row(app, c, lane, i, k, lit, screen, whole);
		draw_border(c, k, screen, area, own);
	}
	for (size_t k = 0; k < TABLE_MAX_COLUMNS; k++)
		free(lit[k].marks.at);
	bool alone = own && c->loose[c->place[c->active]];
	screen->moving[0] = alone ? (Rect){column_x(c, c->active), whole.y, column_width(c), whole.height} : whole;
}
