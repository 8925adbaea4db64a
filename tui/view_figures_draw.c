/* The cells of the table of figures, and the sentence in which the number under the cursor stands. */
#include "view_figures.h"

#include "app.h"
#include "view_filter.h"
#include "view_list.h"

#include "../core/utf8.h"
#include "../core/wrap.h"

#include <math.h>
#include <stdlib.h>

#define MARGIN 1
#define AIRY 20

static int least(int a, int b)
{
	return a < b ? a : b;
}

static int most(int a, int b)
{
	return a > b ? a : b;
}

/* 1000万, 10M: a round number that a scale begins or ends with. */
static void add_round(Buf *out, double value, Lang lang)
{
	static const struct { double least; const char *sign[LANG_COUNT]; } STEPS[] = {
		{1e8, {"亿", NULL}}, {1e6, {NULL, "M"}}, {1e4, {"万", NULL}}, {1e3, {NULL, "k"}},
	};
	for (size_t i = 0; i < sizeof STEPS / sizeof *STEPS; i++)
		if (value >= STEPS[i].least && STEPS[i].sign[lang]) {
			buf_add_number(out, value / STEPS[i].least);
			buf_add(out, str_of(STEPS[i].sign[lang]));
			return;
		}
	buf_add_number(out, value);
}

/* 个 23  0–17.2万 */
static void add_heading(const App *app, const FiguresGroup *group, bool alike, Buf *out)
{
	Lang lang = app->options.lang;
	const FiguresScale *scale = &group->scale;
	buf_add(out, group->name[lang]);
	buf_add_char(out, ' ');
	buf_add_int(out, group->n);
	if (scale->to <= scale->from || alike)
		return;
	buf_add(out, STR("  "));
	buf_add(out, words_get(scale->log ? WORD_figures_log : WORD_figures_linear, lang));
	add_round(out, scale->log ? pow(10, scale->from) : 0, lang);
	buf_add(out, STR("–"));
	add_round(out, scale->log ? pow(10, scale->to) : scale->to, lang);
}

static bool figures_heading(const void *data, size_t line, Str *out, Arena *scratch)
{
	const FiguresData *d = data;
	const FiguresView *f = d->view;
	if (line >= f->lines.n || f->lines.at[line].row != CORPUS_NONE)
		return false;
	Buf text = {0};
	const FiguresGroup *group = figures_group(&f->figures, f->grouping, &f->lines.at[line]);
	add_heading(d->app, group, f->grouping == FIGURES_ALIKE, &text);
	*out = buf_keep(&text, scratch);
	return true;
}

static void figures_column(const void *data, size_t column, TableColumn *out, Arena *scratch)
{
	static const Word TITLES[FIGURES_COL_COUNT] = {WORD_figures_written, WORD_figures_value, WORD_figures_bar,
		WORD_figures_what, WORD_province, WORD_theme, WORD_figures_unit};
	static const FiguresOrder ORDERS[FIGURES_COL_COUNT] = {FIGURES_WRITTEN, FIGURES_VALUE, FIGURES_ORDER_COUNT,
		FIGURES_WHAT, FIGURES_PROVINCE, FIGURES_THEME, FIGURES_UNIT};
	const FiguresData *d = data;
	const FiguresView *f = d->view;
	out->columns = f->widths[column];
	out->right = column == FIGURES_COL_WRITTEN || column == FIGURES_COL_VALUE;
	out->title = words_get(TITLES[column], d->app->options.lang);
	if (column == FIGURES_COL_PROVINCE && f->short_names)
		out->title = words_get(WORD_figures_province, d->app->options.lang);
	if (ORDERS[column] != f->order)
		return;
	Buf title = {0};
	buf_add(&title, out->title);
	buf_add(&title, d->app->options.ambiguous == 2 ? (f->descending ? STR("v") : STR("^"))
		: f->descending ? STR("↓") : STR("↑"));
	out->title = buf_keep(&title, scratch);
}

static Str value_of(const Figure *figure, Arena *scratch)
{
	Buf out = {0};
	if (figure->kind == FIGURE_DATE) {
		number_add_date(&out, figure->value);
	} else {
		buf_add_number(&out, figure->value);
		if (figure->to > figure->value) {
			buf_add(&out, STR("–"));
			buf_add_number(&out, figure->to);
		}
	}
	return buf_keep(&out, scratch);
}

static Str province_name(const FiguresData *d, uint32_t province)
{
	if (province == CORPUS_NONE)
		return (Str){0};
	const Province *p = &d->app->corpus->provinces.at[province];
	return d->view->short_names ? p->mark : corpus_text(&p->name, d->app->options.lang);
}

static void figures_cell(const void *data, size_t line, size_t column, TableCell *out, Arena *scratch)
{
	const FiguresData *d = data;
	const FiguresView *f = d->view;
	const FiguresLine *at = &f->lines.at[line];
	const FiguresRow *row = &f->figures.rows.at[at->row];
	const Figure *figure = &d->app->corpus->figures.at[row->figure];
	Lang lang = d->app->options.lang;
	bool here = line == view_table_row(&f->table);
	out->style = here ? STYLE_LABEL : STYLE_TEXT;
	switch ((FiguresColumn)column) {
	case FIGURES_COL_WRITTEN:
		out->text = figure->written.s;
		out->right = true;
		out->style = STYLE_LABEL;
		break;
	case FIGURES_COL_VALUE:
		out->text = value_of(figure, scratch);
		out->right = true;
		break;
	case FIGURES_COL_BAR:
		out->bar = true;
		out->share = figures_share(&figures_group(&f->figures, f->grouping, at)->scale, figure->value);
		break;
	case FIGURES_COL_WHAT: out->text = corpus_text(&figure->what, lang); break;
	case FIGURES_COL_PROVINCE: out->text = province_name(d, row->province); break;
	case FIGURES_COL_THEME:
		if (row->theme != CORPUS_NONE)
			out->text = corpus_text(&d->app->corpus->themes.at[row->theme].name, lang);
		out->style = STYLE_DIM;
		break;
	case FIGURES_COL_UNIT: out->text = corpus_text(&figure->unit, lang); break;
	default: break;
	}
}

TableSource view_figures_source(const FiguresData *data)
{
	return (TableSource){.data = data, .rows = data->view->lines.n, .columns = FIGURES_COL_COUNT,
		.column = figures_column, .cell = figures_cell, .heading = figures_heading};
}

/* What is counted takes what the others leave; what does not fit is moved to. */
static void choose_widths(const App *app, FiguresView *f, int width)
{
	bool english = app->options.lang == LANG_EN, wide = width >= 100;
	int *w = f->widths;
	f->short_names = width < 76 || (english && width < 100);
	w[FIGURES_COL_WRITTEN] = width < 76 ? 11 : 14;
	w[FIGURES_COL_VALUE] = width < 76 ? 8 : 9;
	w[FIGURES_COL_BAR] = width < 76 ? 8 : least(32, width / 6);
	w[FIGURES_COL_PROVINCE] = f->short_names ? 2 : english ? 9 : 5;
	w[FIGURES_COL_THEME] = english ? 24 : 10;
	w[FIGURES_COL_UNIT] = english ? 12 : 8;
	int rest = width - VIEW_TABLE_GUTTER;
	for (int i = 0; i < FIGURES_COL_COUNT; i++)
		if (i != FIGURES_COL_WHAT && (wide || i <= FIGURES_COL_PROVINCE))
			rest -= w[i] + 1;
	w[FIGURES_COL_WHAT] = most(16, rest - 1);
}

void view_figures_areas(const App *app, FiguresView *f, Rect area)
{
	int top = area.y + (area.height >= AIRY ? 2 : 1) + (facet_is_empty(&app->facet) ? 0 : 1);
	int rows = area.height >= 30 ? 6 : area.height >= AIRY ? 4 : 3;
	Rect inner = {MARGIN, top, area.width - 2 * MARGIN, area.y + area.height - top};
	choose_widths(app, f, inner.width);
	f->grid = inner;
	f->grid.height -= rows;
	f->preview = (Rect){inner.x, inner.y + inner.height - rows, inner.width, rows};
}

/* The sentence around bytes [*from, *to) of a text; they are moved along. */
static Str sentence(Str text, size_t *from, size_t *to)
{
	static const char *const ENDS[] = {"。", "；", "\n", ". "};
	size_t begin = 0, end = text.n;
	for (size_t i = 0; i < sizeof ENDS / sizeof *ENDS; i++) {
		Str mark = str_of(ENDS[i]);
		for (ptrdiff_t at = -1; (at = str_find(text, mark, (size_t)(at + 1))) >= 0;) {
			size_t behind = (size_t)at + mark.n;
			if (behind <= *from && behind > begin)
				begin = behind;
			if ((size_t)at >= *to && behind < end)
				end = behind;
		}
	}
	*from -= begin;
	*to -= begin;
	return str_sub(text, begin, end);
}

static void draw_sentence(const App *app, const Figure *figure, Screen *screen, Rect area)
{
	Lang lang = app->options.lang;
	Str text = corpus_text(&corpus_passage(app->corpus, figure->owner)->text, lang);
	size_t from = 0, to = 0;
	figures_find(figure, text, lang, &from, &to);
	text = sentence(text, &from, &to);
	WrapLines lines = {0};
	wrap_lines(text, &(WrapOptions){.width = (uint32_t)area.width, .ambiguous = screen->ambiguous}, &lines);
	for (size_t i = 0; i < lines.n && (int)i < area.height; i++) {
		size_t begin = lines.at[i].from, end = lines.at[i].to;
		int y = area.y + (int)i;
		screen_put(screen, area, area.x, y, str_sub(text, begin, end), STYLE_TEXT);
		size_t lit = from > begin ? from : begin, dark = to < end ? to : end;
		if (lit < dark) {
			int x = area.x + (int)utf8_columns(str_sub(text, begin, lit), screen->ambiguous);
			screen_put(screen, area, x, y, str_sub(text, lit, dark), STYLE_HIT);
		}
	}
	free(lines.at);
}

static void draw_preview(const App *app, const FiguresView *f, Screen *screen)
{
	Rect area = f->preview;
	uint32_t index = view_figures_here(f);
	screen_line_across(screen, area.x, area.y, area.width);
	if (index == CORPUS_NONE) {
		Word none = f->narrow.n == 0 && f->grouping == FIGURES_ALIKE ? WORD_figures_none_alike : WORD_nothing;
		screen_put_cut(screen, area, area.x, area.y + 1, area.width, words_get(none, app->options.lang), STYLE_NOTE);
		return;
	}
	const Figure *figure = &app->corpus->figures.at[index];
	Buf name = {0};
	buf_add(&name, corpus_text(&figure->what, app->options.lang));
	buf_add(&name, STR(" · "));
	table_add_place_name(app->corpus, (Place){CORPUS_NONE, figure->owner}, app->options.lang, &name);
	buf_add_char(&name, ' ');
	screen_put_cut(screen, area, area.x, area.y, area.width - 2, buf_str(&name), STYLE_TITLE);
	draw_sentence(app, figure, screen, (Rect){area.x, area.y + 1, area.width, area.height - 1});
	buf_free(&name);
}

void view_figures_draw(const App *app, const void *state, Screen *screen, Rect area)
{
	static const Word GROUPINGS[FIGURES_GROUPING_COUNT] = {
		WORD_figures_by_unit, WORD_figures_alike, WORD_figures_flat};
	const FiguresView *f = state;
	Lang lang = app->options.lang;
	TableSource source = view_figures_source(&(FiguresData){app, f});
	Rect row = {MARGIN, area.y, area.width - 2 * MARGIN, 1};
	Buf title = {0};
	buf_add(&title, words_get(WORD_figures, lang));
	buf_add_char(&title, ' ');
	buf_add_int(&title, (long long)f->n);
	int x = screen_put(screen, row, row.x, row.y, buf_str(&title), STYLE_ACTIVE) + 2;
	screen_put_cut(screen, row, x, row.y, row.x + row.width - x, words_get(GROUPINGS[f->grouping], lang), STYLE_DIM);
	if (!facet_is_empty(&app->facet))
		view_filter_draw(app, &(FilterLine){0}, screen, (Rect){MARGIN, f->grid.y - 1, row.width, 1});
	view_table_draw(&f->table, &source, true, screen, f->grid);
	draw_preview(app, f, screen);
	buf_free(&title);
}
