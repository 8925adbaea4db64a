#include "view_tags.h"

#include "app.h"

#include "../core/utf8.h"
#include "../core/wrap.h"

#include <stdlib.h>

#define BESIDE 100    /* columns from which the text stands beside the list */
#define LIST_COLUMNS 46
#define MOST_COLUMNS 78

static bool is_beside(Rect area)
{
	return area.width >= BESIDE;
}

int view_tags_list_rows(Rect area)
{
	int rows = area.height - VIEW_TAGS_TOP;
	return is_beside(area) ? rows : rows - 1 - rows / 3;
}

static const Word KINDS[TAG_KIND_COUNT] = {
	[TAG_LABEL] = WORD_tag_label, [TAG_THEME] = WORD_themes, [TAG_TERM] = WORD_terms, [TAG_FIGURE] = WORD_figures};

typedef struct Source { const App *app; const Tags *tags; } Source;

static bool is_proposed(const Tags *t, const TagRow *row)
{
	if (row->header || !(t->proposed & view_tags_bit(row->kind)))
		return false;
	if (row->kind == TAG_THEME) /* one that was added here is nobody's proposal */
		return row->was;
	return row->kind != TAG_LABEL || !t->renamed;
}

static Str name_of(const Source *s, const TagRow *row, Arena *scratch)
{
	const Corpus *corpus = s->app->corpus;
	Lang lang = s->app->options.lang;
	if (row->kind == TAG_LABEL)
		return buf_str(&s->tags->label);
	if (row->kind == TAG_THEME)
		return row->index == CORPUS_NONE ? row->name : corpus_text(&corpus->themes.at[row->index].name, lang);
	if (row->kind == TAG_TERM)
		return row->name;
	const Figure *figure = &corpus->figures.at[row->index];
	Buf text = {0};
	buf_add(&text, figure->written.s);
	Str what = corpus_text(&figure->what, lang);
	buf_add(&text, what.n > 0 ? STR("  ") : STR(""));
	buf_add(&text, what);
	return buf_keep(&text, scratch);
}

static void header_row(const Source *s, const TagRow *row, ListRow *out)
{
	Lang lang = s->app->options.lang;
	bool open = s->tags->proposed & view_tags_bit(row->kind);
	out->text = words_get(KINDS[row->kind], lang);
	out->style = STYLE_HEADING;
	out->right = !open ? (Str){0} : words_get(row->on ? WORD_tag_confirms : WORD_tag_stays, lang);
}

static void tag_row(const void *data, size_t index, ListRow *out, Arena *scratch)
{
	const Source *s = data;
	const TagRow *row = &s->tags->rows.at[index];
	Lang lang = s->app->options.lang;
	if (row->header) {
		header_row(s, row, out);
		return;
	}
	bool proposed = is_proposed(s->tags, row), main = view_tags_rank(s->tags, row->name) == 1;
	Buf right = {0};
	if (row->kind == TAG_THEME && main)
		buf_add(&right, words_get(WORD_tag_main, lang));
	if (proposed) {
		buf_add(&right, right.n > 0 ? STR(" ") : STR(""));
		buf_add(&right, words_get(WORD_proposed, lang));
	}
	out->indent = 1;
	out->lead = row->kind == TAG_LABEL ? (Str){0} : !row->on ? STR("[ ]") : proposed ? STR("[?]") : STR("[x]");
	out->lead_columns = row->kind == TAG_LABEL ? 0 : 3;
	out->text = name_of(s, row, scratch);
	out->right = buf_keep(&right, scratch);
	out->style = row->on ? STYLE_TEXT : STYLE_DIM;
}

/* How the measure was come upon. */
static void draw_title(const App *app, const Tags *t, Screen *screen, Rect area)
{
	const Measure *m = &app->corpus->measures.at[t->measure];
	Lang lang = app->options.lang;
	Buf address = {0}, found = {0}, sure = {0};
	corpus_add_address(app->corpus, (Unit){UNIT_MEASURE, t->measure}, &address);
	int x = screen_put(screen, area, 2, area.y, words_get(WORD_tags_title, lang), STYLE_ACTIVE) + 2;
	x = screen_put_cut(screen, area, x, area.y, area.width - x - 2, buf_str(&address), STYLE_TITLE) + 2;
	buf_add_int(&sure, m->found.sure);
	if (m->found.by != FOUND_BY_HAND)
		words_add(&found, WORD_tags_found, lang, corpus_found_name(m->found.by, lang), buf_str(&sure));
	else
		app_add_words(app, &found, WORD_tags_help, (Str){0}, (Str){0});
	screen_put_cut(screen, area, x, area.y, area.width - x - 2, buf_str(&found), STYLE_DIM);
	buf_free(&address);
	buf_free(&found);
	buf_free(&sure);
}

static int put_prose(Screen *screen, Rect area, int y, Str text, Style style)
{
	WrapLines lines = {0};
	wrap_lines(text, &(WrapOptions){.width = (uint32_t)area.width, .ambiguous = screen->ambiguous}, &lines);
	for (size_t i = 0; i < lines.n && y < area.y + area.height; i++)
		screen_put(screen, area, area.x, y++, str_sub(text, lines.at[i].from, lines.at[i].to), style);
	free(lines.at);
	return y;
}

/* What the theme under the cursor means, and the words that are to be judged. */
static void draw_text(const App *app, const Tags *t, Screen *screen, Rect area)
{
	const TagRow *row = &t->rows.at[t->scroll.cursor];
	Lang lang = app->options.lang;
	int y = area.y;
	if (row->kind == TAG_THEME && !row->header && row->index != CORPUS_NONE) {
		Str definition = corpus_text(&app->corpus->themes.at[row->index].definition, lang);
		y = put_prose(screen, area, y, definition, STYLE_NOTE);
		y += definition.n > 0 && area.height > 6;
	}
	put_prose(screen, area, y, corpus_text(&app->corpus->measures.at[t->measure].body.text, lang), STYLE_TEXT);
}

void view_tags_draw(const App *app, const void *state, Screen *screen, Rect area)
{
	const Tags *t = state;
	Source source = {app, t};
	int top = area.y + VIEW_TAGS_TOP, rows = view_tags_list_rows(area);
	int wide = is_beside(area) ? LIST_COLUMNS : area.width - 2 < MOST_COLUMNS ? area.width - 2 : MOST_COLUMNS;
	draw_title(app, t, screen, area);
	view_list_draw(&(ListSource){&source, tag_row}, &t->scroll, true, screen, (Rect){1, top, wide, rows});
	if (is_beside(area)) {
		int x = LIST_COLUMNS + 4, room = area.width - x - 2;
		screen_line_down(screen, LIST_COLUMNS + 2, top, rows);
		draw_text(app, t, screen, (Rect){x, top, room < MOST_COLUMNS ? room : MOST_COLUMNS, rows});
		return;
	}
	screen_line_across(screen, 1, top + rows, wide);
	draw_text(app, t, screen, (Rect){3, top + rows + 1, wide - 4, area.height - VIEW_TAGS_TOP - rows - 1});
}
