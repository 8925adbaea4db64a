/* How the original beside the restatement is drawn. */
#include "view_original.h"

#include "app.h"
#include "view_read.h"

#include "../core/original_table.h"
#include "../core/utf8.h"

#define MARGIN 2

Str view_original_name(OriginalColumn column, Lang lang)
{
	static const Word WORDS[ORIGINAL_COLUMNS] = {WORD_original_words, WORD_original_zh, WORD_original_en};
	return words_get(WORDS[column], lang);
}

static int column_x(const Beside *b, size_t column)
{
	int before = 0;
	for (size_t k = 0; k < column; k++)
		before += b->columns >> k & 1;
	return MARGIN + (b->layout.stacked ? 0 : before * (int)(b->layout.column_width + b->layout.gutter));
}

/* 逐字相符; 另一版本，相符 97%; and the columns that are hidden, with their keys. */
static void add_state(const App *app, const Beside *b, Buf *out)
{
	Lang lang = app->options.lang;
	VolumeLanguage language = app->corpus->volumes.at[b->volume].language;
	Buf percent = {0};
	buf_add_int(&percent, app->corpus->originals->volumes[b->volume].percent);
	bool exact = app->corpus->originals->volumes[b->volume].fit == ORIGINAL_EXACT;
	app_add_words(app, out, exact ? WORD_original_exact : WORD_original_copy, buf_str(&percent), (Str){0});
	for (OriginalColumn k = 0; k < ORIGINAL_COLUMNS; k++) {
		bool none = (k == ORIGINAL_ZH && language == VOLUME_EN) || (k == ORIGINAL_EN && language == VOLUME_ZH);
		Buf key = {0};
		if (b->columns >> k & 1 || none)
			continue;
		keymap_add_key(&key, app->options.keymap, (Action)(ACTION_hide_1 + (int)k), lang);
		buf_add(out, STR(" · "));
		app_add_words(app, out, WORD_original_hidden, buf_str(&key), view_original_name(k, lang));
		buf_free(&key);
	}
	buf_free(&percent);
}

/* Whose words are on top, and how well the copy fits. */
static void draw_title(const App *app, const Beside *b, Screen *screen, Rect row)
{
	Buf title = {0}, state = {0};
	buf_add(&title, words_get(WORD_original_title, app->options.lang));
	buf_add(&title, STR(" › "));
	add_state(app, b, &state);
	if (b->n > 0) {
		bool gap = b->rows[0].row.kind == COMPARE_GAP && b->n > 1;
		Place place = {CORPUS_NONE, b->units.at[b->rows[gap ? 1 : 0].block]};
		table_add_place_name(app->corpus, place, app->options.lang, &title);
	}
	int columns = (int)utf8_columns(buf_str(&state), screen->ambiguous);
	columns = columns < row.width / 2 ? columns : row.width / 2;
	screen_put_cut(screen, row, row.x, row.y, row.width - columns - 2, buf_str(&title), STYLE_ACTIVE);
	screen_put_right(screen, row, row.x + row.width - columns, row.y, columns, buf_str(&state), STYLE_DIM);
	buf_free(&title);
	buf_free(&state);
}

static int draw_name(const App *app, const Beside *b, size_t column, Screen *screen, Rect row)
{
	Buf key = {0};
	keymap_add_key(&key, app->options.keymap, (Action)(ACTION_hide_1 + (int)column), app->options.lang);
	int x = screen_put(screen, row, row.x, row.y, buf_str(&key), STYLE_DIM) + 1;
	Style style = column == b->active ? STYLE_ACTIVE : STYLE_TITLE;
	buf_free(&key);
	return screen_put_cut(screen, row, x, row.y, row.x + row.width - x,
		view_original_name((OriginalColumn)column, app->options.lang), style);
}

static void draw_names(const App *app, const Beside *b, Screen *screen, Rect row)
{
	int x = MARGIN, end = row.x + row.width - MARGIN;
	for (size_t k = 0; k < ORIGINAL_COLUMNS; k++) {
		if (!(b->columns >> k & 1))
			continue;
		if (!b->layout.stacked)
			draw_name(app, b, k, screen, (Rect){column_x(b, k), row.y, (int)b->layout.column_width, 1});
		else if (x < end)
			x = draw_name(app, b, k, screen, (Rect){x, row.y, end - x, 1}) + 3;
	}
}

/* Lights what was come for. */
static void draw_lit(const App *app, const Beside *b, Unit unit, const CompareText *text, const DocLine *line,
	Screen *screen, Rect row)
{
	const DocBlock *part = &text->doc.blocks.at[line->block];
	size_t head = original_table_heading(app->corpus, unit), before = part->role == DOC_TEXT ? head : 0;
	if (b->lit.from >= b->lit.to || unit.kind != b->lit_unit.kind || unit.index != b->lit_unit.index)
		return;
	if (part->unit.kind == UNIT_NONE || b->lit.from < before || (before == 0 && head > 0 && b->lit.from >= head))
		return;
	view_read_light(&text->doc, line, b->lit.from - before, b->lit.to - before, STYLE_HIT_HERE, screen, row.x, row.y);
}

static void draw_row(const App *app, const Beside *b, size_t i, Screen *screen, Rect whole)
{
	const CompareRow *row = &b->rows[i].row;
	int y = whole.y + (int)i, width = (int)b->layout.column_width;
	if (row->kind == COMPARE_PLACE)
		draw_name(app, b, row->column, screen, (Rect){MARGIN, y, width, 1});
	for (size_t k = 0; k < ORIGINAL_COLUMNS; k++) {
		if (row->line[k] == CORPUS_NONE)
			continue;
		const CompareText *text = compare_text(&b->layout, b->rows[i].block, k);
		const DocLine *line = &text->lines.at[row->line[k]];
		Rect cell = {column_x(b, k), y, width, 1};
		view_read_line(&text->doc, line, screen, cell, cell.x, cell.y);
		if (k == ORIGINAL_WORDS)
			draw_lit(app, b, b->units.at[b->rows[i].block], text, line, screen, cell);
		if (text->doc.blocks.at[line->block].role == DOC_NOTE) /* what is not there must not shout */
			screen_restyle(screen, cell.x, cell.y, cell.width, STYLE_DIM);
	}
}

void view_original_draw(const App *app, const void *state, Screen *screen, Rect area)
{
	const Beside *b = state;
	int titles = view_original_title_rows(area);
	Rect whole = {area.x, area.y + titles, area.width, area.height - titles};
	draw_title(app, b, screen, (Rect){MARGIN, area.y, area.width - 2 * MARGIN, 1});
	draw_names(app, b, screen, (Rect){area.x, area.y + 1, area.width, 1});
	for (size_t i = 0; i < b->n; i++)
		draw_row(app, b, i, screen, whole);
	for (size_t k = 1; k < ORIGINAL_COLUMNS && !b->layout.stacked; k++)
		if (b->columns >> k & 1 && column_x(b, k) > MARGIN)
			screen_line_down(screen, column_x(b, k) - 2, area.y + 1, area.height - 1);
	screen->moving[0] = whole;
}
