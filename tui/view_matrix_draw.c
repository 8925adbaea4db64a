/* The cells of the matrix, and what stands behind the one under the cursor. */
#include "view_matrix.h"

#include "app.h"
#include "view_filter.h"
#include "view_list.h"
#include "view_read.h"

#include "../core/doc.h"
#include "../core/notes_cell.h"
#include "../core/utf8.h"

#include <stdlib.h>
#include <string.h>

#define LEAST_CELL 3
#define MOST_CELL 8
#define LEAST_LABEL 24
#define A_ROW 8     /* labels that one row may have at most */
#define MARGIN 1
#define AIRY 20     /* rows from which there is an empty line under the title */
#define BESIDE 42   /* columns that the preview takes at least where it stands at the right */
#define MOST_BESIDE 76

static int least(int a, int b)
{
	return a < b ? a : b;
}

static int most(int a, int b)
{
	return a > b ? a : b;
}

static Str row_name(const App *app, const MatrixView *m, size_t row)
{
	Lang lang = app->options.lang;
	if (row == m->n)
		return words_get(m->matrix.side == MATRIX_THEMES ? WORD_matrix_measures : WORD_matrix_terms, lang);
	if (m->matrix.side == MATRIX_THEMES)
		return corpus_text(&app->corpus->themes.at[m->rows[row]].name, lang);
	const Term *term = &app->corpus->terms.at[m->rows[row]];
	return lang == LANG_EN && term->en.s.n > 0 ? term->en.s : term->name.s;
}

/* The one-character name, or in English the initials: BJ. */
static Str short_name(const App *app, const Province *province, Arena *scratch)
{
	if (app->options.lang == LANG_ZH)
		return province->mark;
	char *s = mem_take_text(scratch, province->initials.n + 1);
	for (size_t i = 0; i < province->initials.n; i++) {
		char c = province->initials.s[i];
		s[i] = c >= 'a' && c <= 'z' ? (char)(c - 'a' + 'A') : c;
	}
	return (Str){s, province->initials.n};
}

static void matrix_column(const void *data, size_t column, TableColumn *out, Arena *scratch)
{
	const MatrixData *d = data;
	const MatrixView *m = d->view;
	Lang lang = d->app->options.lang;
	out->columns = column == 0 ? m->label : m->cell;
	out->right = column > 0;
	if (column == 0) {
		out->title = words_get(m->matrix.side == MATRIX_THEMES ? WORD_themes : WORD_terms, lang);
	} else if (column > m->matrix.provinces) {
		out->title = words_get(WORD_total, lang);
	} else {
		const Province *province = &d->app->corpus->provinces.at[m->provinces[column - 1]];
		out->title = m->short_names ? short_name(d->app, province, scratch) : corpus_text(&province->name, lang);
		out->marked = app_is_marked(d->app, (Place){.province = m->provinces[column - 1]});
	}
}

/* As many marks as measures, full ones first; a number behind one mark where they do not fit. */
static Str marks(MatrixCell cell, int columns, int ambiguous, Arena *scratch)
{
	const Str full = ambiguous == 1 ? STR("●") : STR("*"), hollow = ambiguous == 1 ? STR("○") : STR("+");
	Buf out = {0};
	if ((int)cell.all <= columns) {
		buf_add_repeat(&out, full, cell.main);
		buf_add_repeat(&out, hollow, cell.all - cell.main);
	} else {
		buf_add_int(&out, cell.all);
		buf_add(&out, cell.main > 0 ? full : hollow);
	}
	return buf_keep(&out, scratch);
}

static Str number(uint32_t n, Arena *scratch)
{
	Buf out = {0};
	buf_add_int(&out, n);
	return buf_keep(&out, scratch);
}

static bool has_line(const App *app, const MatrixView *m, MatrixPlace place)
{
	Buf key = {0};
	view_matrix_add_key(app, m, place, &key);
	bool has = notes_cell_text(app->notes, buf_str(&key)).n > 0;
	buf_free(&key);
	return has;
}

static void matrix_value(const MatrixData *d, size_t row, size_t column, TableCell *out, Arena *scratch)
{
	const MatrixView *m = d->view;
	bool tail = column > m->matrix.provinces, foot = row == m->n;
	MatrixPlace place = view_matrix_place(m, row, column);
	MatrixCell cell = {0};
	if (foot)
		cell.all = tail ? m->matrix.total : m->matrix.totals[place.province];
	else if (tail)
		cell.all = m->matrix.row_totals[place.row];
	else
		cell = *matrix_cell(&m->matrix, place.row, place.province);
	out->right = true;
	out->style = foot || tail ? STYLE_LABEL : STYLE_TEXT;
	if (cell.all == 0) {
		out->text = d->app->options.ambiguous == 1 ? STR("·") : STR(".");
		out->style = STYLE_DIM;
	} else if (m->marks && !foot && !tail) {
		out->text = marks(cell, m->cell, d->app->options.ambiguous, scratch);
	} else {
		out->text = number(cell.all, scratch);
	}
}

static void matrix_row(const void *data, size_t row, size_t column, TableCell *out, Arena *scratch)
{
	const MatrixData *d = data;
	const MatrixView *m = d->view;
	if (column == 0) {
		bool here = row == view_table_row(&m->table);
		out->text = row_name(d->app, m, row);
		out->style = here || row == m->n ? STYLE_LABEL : STYLE_TEXT;
		return;
	}
	matrix_value(d, row, column, out, scratch);
	MatrixBlock block = view_matrix_block(m);
	out->picked = m->picking && row >= block.top && row <= block.bottom && column >= block.left
		&& column <= block.right;
	if (has_line(d->app, m, view_matrix_place(m, row, column)))
		out->sign = STR("✎");
}

TableSource view_matrix_source(const MatrixData *data)
{
	return (TableSource){.data = data, .rows = data->view->n + 1, .columns = data->view->matrix.provinces + 2,
		.foot = true, .tail = true, .column = matrix_column, .cell = matrix_row};
}

static int widest_row(const App *app, const MatrixView *m)
{
	int widest = 0;
	for (size_t i = 0; i <= m->n; i++)
		widest = most(widest, (int)utf8_columns(row_name(app, m, i), app->options.ambiguous));
	return widest;
}

static int widest_name(const App *app)
{
	int widest = 0;
	for (size_t i = 0; i < app->corpus->provinces.n; i++) {
		Str name = corpus_text(&app->corpus->provinces.at[i].name, app->options.lang);
		widest = most(widest, (int)utf8_columns(name, app->options.ambiguous));
	}
	return widest;
}

/* Whole names where all provinces fit with them, else one character each; where not even that fits, the table moves
   sideways. */
static void choose_widths(const App *app, MatrixView *m, int width)
{
	int columns = (int)m->matrix.provinces + 1, name = widest_name(app);
	m->label = least(widest_row(app, m), most(10, width * 2 / 5));
	int room = (width - VIEW_TABLE_GUTTER - m->label - 1) / columns - 1;
	int tight = least(m->label, LEAST_LABEL), wide = (width - VIEW_TABLE_GUTTER - tight - 1) / columns - 1;
	if (room < name && wide >= name) { /* the names cost the rows a few letters */
		m->label = width - VIEW_TABLE_GUTTER - 1 - columns * (name + 1);
		room = name;
	}
	m->short_names = room < name;
	m->cell = most(LEAST_CELL, least(room, most(MOST_CELL, m->short_names ? 0 : name)));
}

void view_matrix_areas(const App *app, MatrixView *m, Rect area)
{
	int top = area.y + (area.height >= AIRY ? 2 : 1) + (facet_is_empty(&app->facet) ? 0 : 1);
	Rect inner = {MARGIN, top, area.width - 2 * MARGIN, area.y + area.height - top};
	choose_widths(app, m, inner.width);
	TableSource source = view_matrix_source(&(MatrixData){app, m});
	int width = view_table_width(&source), rest = inner.width - width - 2;
	m->beside = rest >= BESIDE;
	m->grid = inner;
	if (m->beside) {
		m->grid.width = width;
		m->preview = (Rect){inner.x + width + 2, area.y, least(rest, MOST_BESIDE), area.height};
		return;
	}
	int rows = area.height >= 30 ? 8 : area.height >= AIRY ? 5 : 3, all = (int)m->n + 2;
	if (inner.height - all > rows) /* a short table leaves its room to the preview */
		rows = inner.height - all;
	m->grid.height = inner.height - rows;
	m->preview = (Rect){inner.x, inner.y + inner.height - rows, inner.width, rows};
}

/* 2.1, with the province where that is not the same for all. */
static void add_lead(const App *app, Unit unit, bool with_province, Buf *out)
{
	const Corpus *corpus = app->corpus;
	uint32_t province = matrix_province(corpus, unit);
	if (with_province && province != CORPUS_NONE) {
		buf_add(out, corpus_text(&corpus->provinces.at[province].name, app->options.lang));
		buf_add_char(out, ' ');
	}
	if (unit.kind == UNIT_SPEECH)
		return;
	uint32_t section = unit.kind == UNIT_MEASURE ? corpus->measures.at[unit.index].section : unit.index;
	buf_add_int(out, corpus->sections.at[section].n);
	if (unit.kind == UNIT_MEASURE) {
		buf_add_char(out, '.');
		buf_add_int(out, corpus->measures.at[unit.index].n);
	}
	buf_add_char(out, ' ');
}

static Str unit_name(const App *app, Unit unit)
{
	Lang lang = app->options.lang;
	if (unit.kind == UNIT_MEASURE)
		return corpus_text(&app->corpus->measures.at[unit.index].label, lang);
	if (unit.kind == UNIT_SECTION)
		return corpus_text(&app->corpus->sections.at[unit.index].heading, lang);
	return words_get(WORD_opening, lang);
}

static void add_unit(const App *app, Unit unit, bool with_province, bool with_text, Doc *doc)
{
	Buf lead = {0};
	add_lead(app, unit, with_province, &lead);
	doc_add_block(doc, DOC_LABEL, unit, buf_keep(&lead, &doc->arena), unit_name(app, unit), 0);
	if (with_text) {
		doc_add_block(doc, DOC_TEXT, unit, (Str){0},
			corpus_text(&corpus_passage(app->corpus, unit)->text, app->options.lang), 2);
		doc_add_block(doc, DOC_GAP, unit, (Str){0}, (Str){0}, 0);
	}
}

/* On few rows the labels stand behind one another. */
static void add_run(const App *app, const MatrixUnits *units, size_t n, bool with_province, Doc *doc)
{
	Buf text = {0};
	for (size_t i = 0; i < n; i++) {
		buf_add(&text, i > 0 ? STR("  ") : STR(""));
		add_lead(app, units->at[i], with_province, &text);
		buf_add(&text, unit_name(app, units->at[i]));
	}
	doc_add_composed(doc, DOC_TEXT, (Unit){0}, &text, 0);
}

/* No more units than rows: what is not seen is not set. */
static void fill(const App *app, const MatrixView *m, MatrixPlace place, int rows, Doc *doc)
{
	MatrixUnits units = {0};
	Buf key = {0};
	view_matrix_add_key(app, m, place, &key);
	Str line = notes_cell_text(app->notes, buf_str(&key));
	if (line.n > 0)
		doc_add_block(doc, DOC_NOTE, (Unit){0}, STR("✎ "), line, 0);
	matrix_units(app->corpus, m->matrix.side, &app->facet, place.row, place.province, &units);
	size_t n = units.n < (size_t)rows ? units.n : (size_t)rows;
	bool with_province = place.province == CORPUS_NONE, tight = !m->beside && n > (size_t)rows - (line.n > 0);
	if (units.n == 0)
		doc_add_block(doc, DOC_META, (Unit){0}, (Str){0}, words_get(WORD_absent, app->options.lang), 0);
	else if (tight || (!m->beside && units.n > n))
		add_run(app, &units, units.n < (size_t)rows * A_ROW ? units.n : (size_t)rows * A_ROW, with_province, doc);
	for (size_t i = 0; !tight && i < n && (m->beside || units.n <= n); i++)
		add_unit(app, units.at[i], with_province, m->beside, doc);
	free(units.at);
	buf_free(&key);
}

static void draw_lines(const Doc *doc, Screen *screen, Rect area)
{
	DocLines lines = {0};
	doc_lay_out(doc, &(WrapOptions){.width = (uint32_t)area.width, .ambiguous = screen->ambiguous}, &lines);
	for (size_t i = 0; i < lines.n && (int)i < area.height; i++) {
		bool cut = (int)i + 1 == area.height && i + 1 < lines.n;
		view_read_line(doc, &lines.at[i], screen, area, area.x, area.y + (int)i);
		if (cut)
			screen_put(screen, area, area.x + area.width - 2, area.y + (int)i, STR(" …"), STYLE_DIM);
	}
	free(lines.at);
}

static void draw_preview(const App *app, const MatrixView *m, Screen *screen)
{
	Rect area = m->preview;
	MatrixPlace place = view_matrix_place(m, view_table_row(&m->table), m->table.column);
	Buf name = {0};
	Doc doc = {0};
	view_matrix_add_name(app, m, place, &name);
	int gap = m->beside && area.height >= AIRY ? 2 : 1;
	if (m->beside) {
		screen_line_down(screen, area.x - 2, area.y, area.height);
		screen_put_cut(screen, area, area.x, area.y, area.width, buf_str(&name), STYLE_TITLE);
	} else {
		screen_line_across(screen, area.x, area.y, area.width);
		buf_add_char(&name, ' ');
		screen_put_cut(screen, area, area.x, area.y, area.width - 2, buf_str(&name), STYLE_TITLE);
	}
	Rect rest = {area.x, area.y + gap, area.width, area.height - gap};
	fill(app, m, place, rest.height, &doc);
	draw_lines(&doc, screen, rest);
	doc_free(&doc);
	buf_free(&name);
}

static void draw_title(const App *app, const MatrixView *m, Screen *screen, Rect row)
{
	static const Word WHAT[MATRIX_SIDE_COUNT] = {WORD_matrix_of_themes, WORD_matrix_of_terms};
	Lang lang = app->options.lang;
	int x = screen_put(screen, row, row.x, row.y, words_get(WORD_matrix, lang), STYLE_ACTIVE) + 2;
	x = screen_put_cut(screen, row, x, row.y, row.x + row.width - x, words_get(WHAT[m->matrix.side], lang), STYLE_DIM);
	if (!m->marks)
		return;
	Str legend = words_get(app->options.ambiguous == 1 ? WORD_matrix_marks : WORD_matrix_marks_plain, lang);
	screen_put_cut(screen, row, x + 2, row.y, row.x + row.width - x - 2, legend, STYLE_DIM);
}

void view_matrix_draw(const App *app, const void *state, Screen *screen, Rect area)
{
	const MatrixView *m = state;
	TableSource source = view_matrix_source(&(MatrixData){app, m});
	Rect row = {MARGIN, area.y, m->beside ? m->grid.width : area.width - 2 * MARGIN, 1};
	draw_title(app, m, screen, row);
	if (!facet_is_empty(&app->facet))
		view_filter_draw(app, &(FilterLine){0}, screen, (Rect){MARGIN, m->grid.y - 1, row.width, 1});
	view_table_draw(&m->table, &source, false, screen, m->grid);
	draw_preview(app, m, screen);
}
