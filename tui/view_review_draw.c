#include "view_review.h"

#include "app.h"

#include "../core/import_outline.h"
#include "../core/utf8.h"

#define BESIDE 76 /* columns from which the panes stand side by side */
#define AIRY 20   /* rows from which an empty line stands under the title */
#define MARGIN 2  /* columns in front of the source: the cursor's mark */

void view_review_areas(ReviewView *v, Rect area)
{
	int top = area.y + (area.height >= AIRY ? 2 : 1), rows = area.height - top + area.y;
	if (area.width >= BESIDE) {
		int right = area.width * 2 / 5;
		right = right > 56 ? 56 : right;
		v->outline = (Rect){area.width - right - 1, top, right, rows};
		v->text = (Rect){1, top, area.width - right - 5, rows};
		return;
	}
	int lower = v->in_outline ? rows * 2 / 3 : rows / 3;
	v->text = (Rect){1, top, area.width - 2, rows - lower - 1};
	v->outline = (Rect){1, top + rows - lower, area.width - 2, lower};
}

static Word kind_word(const ReviewBlock *block, const ReviewUnit *unit)
{
	static const Word KINDS[] = {[UNIT_SPEECH] = WORD_review_speech, [UNIT_SECTION] = WORD_review_section,
		[UNIT_MEASURE] = WORD_review_measure};
	if (!unit)
		return WORD_review_between;
	if (block->part == REVIEW_PART_FOOT)
		return WORD_review_foot;
	if (block->part == REVIEW_PART_BODY && unit->kind != UNIT_MEASURE)
		return unit->kind == UNIT_SPEECH ? WORD_review_lead : WORD_review_intro;
	return KINDS[unit->kind];
}

/* The heading of a block is that of its unit, not of an intro or a signature. */
static bool is_own(const ReviewBlock *block, const ReviewUnit *unit)
{
	return unit && block->part == (unit->kind == UNIT_MEASURE ? REVIEW_PART_BODY : REVIEW_PART_HEAD);
}

static void add_found(const ReviewUnit *unit, Lang lang, Buf *out)
{
	Buf sure = {0};
	if (unit->found.by == FOUND_BY_HAND || unit->found.sure == 0)
		return;
	buf_add_int(&sure, unit->found.sure);
	words_add(out, WORD_review_found, lang, corpus_found_name(unit->found.by, lang), buf_str(&sure));
	buf_free(&sure);
}

static void add_number(Buf *out, Word word, Lang lang, uint32_t n)
{
	if (n == 0)
		return;
	buf_add(out, out->n > 0 ? STR("  ") : STR(""));
	words_add_numbers(out, word, lang, n, 0);
}

/* What it is, by what it was found and how sure that is, and what was repaired in it. */
static void draw_rule(const App *app, const ReviewView *v, const ReviewBlock *block, Screen *screen, Rect clip, int y)
{
	const ReviewUnit *unit = block->unit == UINT32_MAX ? NULL : &v->review->units.at[block->unit];
	Lang lang = app->options.lang;
	Buf head = {0}, tail = {0};
	bool own = is_own(block, unit), here = own && block->unit == v->unit;
	buf_add(&head, words_get(kind_word(block, unit), lang));
	if (own) {
		buf_add_char(&head, ' ');
		buf_add_int(&head, unit->number);
		add_found(unit, lang, &tail);
	}
	size_t least = tail.n;
	add_number(&tail, WORD_review_changes, lang, block->repaired);
	add_number(&tail, WORD_review_wraps, lang, block->wraps);
	if ((int)(utf8_columns(buf_str(&head), 2) + utf8_columns(buf_str(&tail), 2)) + 8 > clip.width)
		tail.n = least; /* how sure it is goes before what was repaired */
	Style style = own && unit->doubtful ? STYLE_WARNING : own ? STYLE_LABEL : STYLE_DIM;
	if (own && unit->doubtful)
		buf_add(&head, STR(" ?"));
	if (here)
		screen_put(screen, clip, clip.x, y, STR("▸"), STYLE_MARKER);
	int x = screen_put(screen, clip, clip.x + MARGIN, y, buf_str(&head), style) + 1;
	int columns = (int)utf8_columns(buf_str(&tail), screen->ambiguous), at = clip.x + clip.width - columns;
	if (columns > 0 && x + 3 < at)
		screen_put(screen, clip, at, y, buf_str(&tail), own && unit->doubtful ? STYLE_WARNING : STYLE_DIM);
	if (columns == 0 || x + 3 >= at)
		at = clip.x + clip.width + 1;
	screen_line_across(screen, x, y, at - 1 - x);
	buf_free(&head);
	buf_free(&tail);
}

static Style style_of(const ReviewView *v, const ReviewBlock *block, uint32_t byte)
{
	if (block->marks[byte] == REVIEW_MARK_REPAIRED)
		return STYLE_CHANGE;
	if (block->marks[byte] == REVIEW_MARK_WRAP || block->part == REVIEW_PART_BETWEEN)
		return STYLE_DIM;
	const ReviewUnit *unit = &v->review->units.at[block->unit];
	if (block->part == REVIEW_PART_HEAD)
		return unit->kind == UNIT_SPEECH ? STYLE_TITLE : STYLE_HEADING;
	return block->part == REVIEW_PART_FOOT ? STYLE_NOTE : STYLE_TEXT;
}

static void draw_line(const ReviewView *v, const ReviewLine *line, Screen *screen, Rect clip, int y)
{
	const ReviewBlock *block = &v->blocks.at[line->block];
	int x = clip.x + MARGIN;
	for (uint32_t from = line->from, to; from < line->to; from = to) {
		Style style = style_of(v, block, from);
		for (to = from + 1; to < line->to && style_of(v, block, to) == style; to++)
			;
		x = screen_put(screen, clip, x, y, str_sub(block->text, from, to), style);
	}
}

static void draw_cut(const App *app, const ImportOmission *cut, Screen *screen, Rect clip, int y)
{
	Buf text = {0};
	Word word = cut->reason.n > 0 ? WORD_review_cut : WORD_review_cut_plain;
	words_add(&text, word, app->options.lang, cut->text, cut->reason);
	screen_put_cut(screen, clip, clip.x + MARGIN, y, clip.width - MARGIN, buf_str(&text), STYLE_NOTE);
	buf_free(&text);
}

/* The character under the cursor: what a split would put in front of the new unit. */
static void draw_cursor(const ReviewView *v, Screen *screen)
{
	uint32_t byte;
	size_t at = view_review_line(v, v->character, &byte);
	if (at == SIZE_MAX || at < v->top || at >= v->top + (size_t)v->text.height)
		return;
	const ReviewBlock *block = &v->blocks.at[v->lines.at[at].block];
	Str before = str_sub(block->text, v->lines.at[at].from, byte);
	Str letter = str_sub(block->text, byte, byte + utf8_offset(str_sub(block->text, byte, block->text.n), 1));
	int x = v->text.x + MARGIN + (int)utf8_columns(before, screen->ambiguous), y = v->text.y + (int)(at - v->top);
	int columns = (int)utf8_columns(letter, screen->ambiguous);
	screen_restyle(screen, x, y, columns, v->in_outline ? STYLE_CURRENT : STYLE_CELL);
}

static void draw_source(const App *app, const ReviewView *v, Screen *screen)
{
	for (int y = 0; y < v->text.height && v->top + (size_t)y < v->lines.n; y++) {
		const ReviewLine *line = &v->lines.at[v->top + (size_t)y];
		if (line->kind == REVIEW_LINE_RULE)
			draw_rule(app, v, &v->blocks.at[line->block], screen, v->text, v->text.y + y);
		else if (line->kind == REVIEW_LINE_CUT)
			draw_cut(app, &v->cuts.list.at[line->from], screen, v->text, v->text.y + y);
		else
			draw_line(v, line, screen, v->text, v->text.y + y);
	}
	draw_cursor(v, screen);
}

static void outline_row(const void *data, size_t index, ListRow *out, Arena *scratch)
{
	const ReviewView *v = data;
	const ReviewUnit *unit = &v->review->units.at[index];
	Buf text = {0}, right = {0};
	if (unit->kind != UNIT_SPEECH) {
		buf_add_int(&text, unit->number);
		buf_add(&text, STR(" "));
	}
	buf_add(&text, unit->name);
	if (unit->doubtful && unit->found.sure > 0) {
		buf_add_int(&right, unit->found.sure);
		buf_add_char(&right, '%');
	}
	buf_add(&right, unit->doubtful ? STR(" ?") : STR(""));
	out->indent = unit->kind == UNIT_SPEECH ? 0 : unit->kind == UNIT_SECTION ? 1 : 3;
	out->text = buf_keep(&text, scratch);
	out->right = buf_keep(&right, scratch);
	out->style = unit->doubtful ? STYLE_WARNING : unit->kind == UNIT_SPEECH ? STYLE_TITLE
		: unit->kind == UNIT_SECTION ? STYLE_HEADING : STYLE_TEXT;
}

static Str province_name(const App *app, const ReviewUnit *unit)
{
	const ProvinceRow *row = corpus_province_row(unit->province);
	uint32_t known = corpus_province(app->corpus, unit->province);
	if (known != CORPUS_NONE)
		return corpus_text(&app->corpus->provinces.at[known].name, app->options.lang);
	return !row ? unit->province : str_of(app->options.lang == LANG_EN ? row->en : row->zh);
}

static void add_reason(Buf *out, Word word, Lang lang, Str what)
{
	buf_add(out, out->n == 0 ? STR("") : lang == LANG_ZH ? STR("；") : STR("; "));
	words_add(out, word, lang, what, (Str){0});
}

/* What is doubtful about a unit; of a speech that is not, who speaks and from where. */
static void add_reasons(const App *app, const ReviewUnit *unit, Buf *out)
{
	Lang lang = app->options.lang;
	uint32_t proposed = unit->found.proposed;
	if (unit->doubtful && unit->found.by != FOUND_BY_HAND && unit->found.sure < IMPORT_OUTLINE_DOUBTFUL)
		add_reason(out, WORD_review_ask_bounds, lang, (Str){0});
	if (proposed & PROPOSED_HEADING)
		add_reason(out, WORD_review_ask_heading, lang, (Str){0});
	if (proposed & PROPOSED_TITLE)
		add_reason(out, WORD_review_ask_title, lang, (Str){0});
	if (proposed & PROPOSED_SPEAKER)
		add_reason(out, WORD_review_ask_speaker, lang, unit->speaker);
	if (proposed & PROPOSED_PROVINCE)
		add_reason(out, WORD_review_ask_province, lang, province_name(app, unit));
	if (out->n == 0 && unit->kind == UNIT_SPEECH) {
		buf_add(out, unit->speaker);
		buf_add(out, STR(" · "));
		buf_add(out, province_name(app, unit));
	}
	if (out->n == 0 && unit->found.by != FOUND_BY_HAND) {
		Buf sure = {0};
		buf_add_int(&sure, unit->found.sure);
		words_add(out, WORD_tags_found, lang, corpus_found_name(unit->found.by, lang), buf_str(&sure));
		buf_free(&sure);
	}
}

static void add_address(const Review *review, uint32_t at, Buf *out)
{
	const ReviewUnit *unit = &review->units.at[at];
	buf_add(out, review->units.at[review_speech_of(review, at)].id);
	if (unit->kind != UNIT_SPEECH) {
		buf_add_char(out, '.');
		buf_add_int(out, unit->section + 1);
	}
	if (unit->kind == UNIT_MEASURE) {
		buf_add_char(out, '.');
		buf_add_int(out, unit->measure + 1);
	}
}

static void draw_title(const App *app, const ReviewView *v, Screen *screen, Rect area)
{
	const ReviewUnit *unit = &v->review->units.at[v->unit];
	Buf address = {0}, reasons = {0};
	add_address(v->review, v->unit, &address);
	add_reasons(app, unit, &reasons);
	int x = screen_put(screen, area, 2, area.y, words_get(WORD_review_title, app->options.lang), STYLE_ACTIVE) + 2;
	x = screen_put_cut(screen, area, x, area.y, area.width - x - 2, buf_str(&address), STYLE_TITLE) + 2;
	screen_put_cut(screen, area, x, area.y, area.width - x - 2, buf_str(&reasons),
		unit->doubtful ? STYLE_WARNING : STYLE_DIM);
	buf_free(&address);
	buf_free(&reasons);
}

void view_review_draw(const App *app, const void *state, Screen *screen, Rect area)
{
	const ReviewView *v = state;
	draw_title(app, v, screen, area);
	draw_source(app, v, screen);
	if (v->outline.y > v->text.y)
		screen_line_across(screen, 1, v->outline.y - 1, area.width - 2);
	else
		screen_line_down(screen, v->outline.x - 2, v->outline.y, v->outline.height);
	view_list_draw(&(ListSource){v, outline_row}, &v->list, v->in_outline, screen, v->outline);
}
