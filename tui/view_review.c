#include "view_review.h"

#include "app.h"

#include "../core/utf8.h"

#include <stdlib.h>

static void open_review(App *app, void *state, const void *what)
{
	(void)app;
	ReviewView *v = state;
	const ReviewCarried *c = what;
	v->review = c->review;
	v->files = c->files;
	v->cuts = c->cuts;
	v->volume = c->volume;
	v->unit = c->unit;
	v->character = c->character;
	v->in_outline = c->in_outline;
}

static void free_cuts(ReviewCuts *cuts)
{
	buf_free(&cuts->report);
	free(cuts->list.at);
}

static void close_review(void *state)
{
	ReviewView *v = state;
	free_cuts(&v->cuts);
	view_review_forget(v);
	if (v->review)
		review_close(v->review);
	free(v->review);
	free(v->files);
}

/* The line with the cursor in sight, and the rule above it where there is room. */
static void follow(ReviewView *v)
{
	uint32_t byte;
	size_t at = view_review_line(v, v->character, &byte), rows = (size_t)v->text.height;
	if (at == SIZE_MAX || rows == 0)
		return;
	size_t first = at > 0 && v->lines.at[at - 1].kind == REVIEW_LINE_RULE ? at - 1 : at;
	if (first < v->top || at >= v->top + rows)
		v->top = first > rows / 4 ? first - rows / 4 : 0;
	size_t last = scroll_last(v->lines.n, rows);
	v->top = v->top > last ? last : v->top;
}

static void arrange_review(App *app, void *state, Rect area)
{
	ReviewView *v = state;
	view_review_areas(v, area);
	view_review_lay_out(v, (uint32_t)(v->text.width - 2), app->options.ambiguous);
	v->list = scroll_to(scroll_fit(v->list, v->review->units.n, (size_t)v->outline.height), v->unit);
	follow(v);
}

static void go_to_unit(ReviewView *v, uint32_t unit)
{
	v->unit = unit;
	v->character = review_place(v->review, unit);
}

static void go_to_character(ReviewView *v, uint32_t character)
{
	v->character = character < v->review->letters.n ? character : v->review->letters.n - 1;
	v->unit = review_unit_at(v->review, v->character);
}

/* Up and down by lines, over the rules; past the end of the speech into the next. */
static void move_lines(ReviewView *v, long by)
{
	uint32_t byte;
	size_t at = view_review_line(v, v->character, &byte);
	if (at == SIZE_MAX)
		return;
	const ReviewLine *line = &v->lines.at[at];
	uint32_t column = (uint32_t)utf8_columns(
		str_sub(v->blocks.at[line->block].text, line->from, byte), v->ambiguous);
	long to = (long)at + by, step = by > 0 ? 1 : -1;
	while (to >= 0 && to < (long)v->lines.n && v->lines.at[to].kind != REVIEW_LINE_TEXT)
		to += step;
	if (to >= 0 && to < (long)v->lines.n) {
		go_to_character(v, view_review_character(v, (size_t)to, column));
		return;
	}
	uint32_t first = v->blocks.at[0].span.from, last = v->blocks.at[v->blocks.n - 1].span.to;
	go_to_character(v, by > 0 ? last : first > 0 ? first - 1 : 0);
}

static void move_review(App *app, void *state, Move move)
{
	(void)app;
	ReviewView *v = state;
	long page = v->text.height > 2 ? v->text.height - 2 : 1;
	const long by[MOVE_COUNT] = {[MOVE_DOWN] = 1, [MOVE_UP] = -1, [MOVE_PAGE_DOWN] = page, [MOVE_PAGE_UP] = -page};
	v->told = false;
	if (v->in_outline) {
		v->list = scroll_move(v->list, move);
		go_to_unit(v, (uint32_t)v->list.cursor);
	} else if (move == MOVE_TOP || move == MOVE_BOTTOM) {
		go_to_character(v, move == MOVE_TOP ? 0 : v->review->letters.n - 1);
	} else {
		move_lines(v, by[move]);
	}
}

static void pane_review(App *app, void *state, int by)
{
	(void)app, (void)by;
	ReviewView *v = state;
	v->in_outline = !v->in_outline;
}

static void tell(App *app, ReviewView *v, ReviewFate fate)
{
	static const Word WORDS[REVIEW_FATE_COUNT] = {[REVIEW_SAME] = WORD_review_same, [REVIEW_FIRST] = WORD_review_first,
		[REVIEW_TOP] = WORD_review_top, [REVIEW_EDGE] = WORD_review_edge, [REVIEW_OUTSIDE] = WORD_review_outside,
		[REVIEW_FIGURE] = WORD_review_figure, [REVIEW_UNNAMED] = WORD_review_unnamed,
		[REVIEW_BY_HAND] = WORD_review_by_hand, [REVIEW_PROVINCE] = WORD_review_no_province,
		[REVIEW_CANNOT] = WORD_review_cannot, [REVIEW_NOTHING] = WORD_review_nothing};
	v->told = false;
	v->width = 0;
	if (fate != REVIEW_DONE)
		app_warn(app, WORDS[fate], (Str){0});
}

static void show_unit(ReviewView *v, uint32_t unit)
{
	go_to_unit(v, unit < v->review->units.n ? unit : (uint32_t)v->review->units.n - 1);
}

/* After an operation the cursor is on what came of it. */
static void did(App *app, ReviewView *v, ReviewFate fate)
{
	tell(app, v, fate);
	if (fate == REVIEW_DONE)
		show_unit(v, v->review->steps.at[v->review->done - 1].behind);
}

static void undo(App *app, ReviewView *v, int by)
{
	uint32_t unit = v->unit;
	ReviewFate fate = by < 0 ? review_undo(v->review, &unit) : review_redo(v->review, &unit);
	tell(app, v, fate);
	if (fate == REVIEW_DONE) {
		show_unit(v, unit);
		app_say(app, by < 0 ? WORD_review_undone : WORD_review_redone, (Str){0});
	}
}

static void ask(App *app, ReviewView *v, int what)
{
	const ReviewUnit *speech = &v->review->units.at[review_speech_of(v->review, v->unit)];
	v->asking = (ReviewAct)what;
	app_ask_line(app, what == REVIEW_ACT_RENAME ? v->review->units.at[v->unit].name
		: what == REVIEW_ACT_SPEAKER ? speech->speaker : speech->province);
}

static void write_review(App *app, void *state, Str text)
{
	ReviewView *v = state;
	ReviewFate fate = v->asking == REVIEW_ACT_RENAME ? review_rename(v->review, v->unit, text)
		: v->asking == REVIEW_ACT_SPEAKER ? review_set_speaker(v->review, review_speech_of(v->review, v->unit), text)
		: review_set_province(v->review, review_speech_of(v->review, v->unit), text);
	tell(app, v, fate);
}

static void doubt(App *app, ReviewView *v, int by)
{
	uint32_t unit = review_doubt(v->review, v->unit, by);
	if (unit == UINT32_MAX)
		app_say(app, WORD_review_none, (Str){0});
	else
		go_to_unit(v, unit);
}

static void confirm(App *app, ReviewView *v, int by)
{
	(void)by;
	ReviewFate fate = review_confirm(v->review, v->unit);
	tell(app, v, fate == REVIEW_SAME ? REVIEW_DONE : fate);
	if (fate == REVIEW_DONE || fate == REVIEW_SAME)
		doubt(app, v, 1);
}

static void split(App *app, ReviewView *v, int by)
{
	(void)by;
	uint32_t at = v->character;
	if (v->in_outline) {
		app_say(app, WORD_review_in_source, (Str){0});
		return;
	}
	ReviewFate fate = review_split(v->review, at);
	did(app, v, fate);
	if (fate == REVIEW_DONE)
		go_to_character(v, at);
}

static void step_letter(App *app, ReviewView *v, int by)
{
	(void)app;
	go_to_character(v, by > 0 ? v->character + 1 : v->character > 0 ? v->character - 1 : 0);
}

/* In the outline the same keys go to what is above, and into the source. */
static void step_clause(App *app, ReviewView *v, int by)
{
	(void)app;
	uint32_t at = v->unit;
	UnitKind kind = v->review->units.at[at].kind;
	if (!v->in_outline) {
		go_to_character(v, view_review_clause(v->review, v->character, by));
	} else if (by > 0) {
		v->in_outline = false;
	} else {
		while (at > 0 && v->review->units.at[at].kind >= kind)
			at--;
		go_to_unit(v, at);
	}
}

/* Operations on the unit under the cursor, and what else keys do. */
static const struct Deed {
	ReviewFate (*change)(Review *review, uint32_t unit);
	void (*run)(App *app, ReviewView *v, int by);
	int by;
} DEEDS[REVIEW_ACT_COUNT] = {
	[REVIEW_ACT_JOIN] = {.change = review_join},
	[REVIEW_ACT_PROMOTE] = {.change = review_promote},
	[REVIEW_ACT_DEMOTE] = {.change = review_demote},
	[REVIEW_ACT_SPLIT] = {.run = split},
	[REVIEW_ACT_RENAME] = {.run = ask, .by = REVIEW_ACT_RENAME},
	[REVIEW_ACT_SPEAKER] = {.run = ask, .by = REVIEW_ACT_SPEAKER},
	[REVIEW_ACT_PROVINCE] = {.run = ask, .by = REVIEW_ACT_PROVINCE},
	[REVIEW_ACT_CONFIRM] = {.run = confirm},
	[REVIEW_ACT_DOUBT_NEXT] = {.run = doubt, .by = 1},
	[REVIEW_ACT_DOUBT_PREVIOUS] = {.run = doubt, .by = -1},
	[REVIEW_ACT_UNDO] = {.run = undo, .by = -1},
	[REVIEW_ACT_REDO] = {.run = undo, .by = 1},
	[REVIEW_ACT_LEFT] = {.run = step_clause, .by = -1},
	[REVIEW_ACT_RIGHT] = {.run = step_clause, .by = 1},
	[REVIEW_ACT_LETTER_LEFT] = {.run = step_letter, .by = -1},
	[REVIEW_ACT_LETTER_RIGHT] = {.run = step_letter, .by = 1},
};

static void act_review(App *app, void *state, ReviewAct act)
{
	ReviewView *v = state;
	const struct Deed *deed = &DEEDS[act];
	v->told = false;
	if (deed->change)
		did(app, v, deed->change(v->review, v->unit));
	else
		deed->run(app, v, deed->by);
}

/* Writes what has changed; the corpus is read again below, and the review goes on. */
static void save(App *app, void *state)
{
	ReviewView *v = state;
	size_t written = 0;
	bool fine = true;
	Buf n = {0};
	for (size_t i = 0; i < v->review->n_files && fine; i++) {
		ReviewFile *file = &v->review->files[i];
		if (!review_is_changed(v->review, i))
			continue;
		fine = app_replace_file(app, v->files[i], buf_str(&file->saved), buf_str(&file->now));
		if (fine) {
			review_saved(v->review, i);
			written++;
		}
	}
	if (written == 0) {
		if (fine)
			app_say(app, WORD_review_nothing_to_save, (Str){0});
		return;
	}
	ReviewCarried c = {v->review, v->files, v->cuts, v->volume, v->unit, v->character, v->in_outline};
	v->review = NULL; /* it outlives the view */
	v->files = NULL;
	v->cuts = (ReviewCuts){0};
	if (!app_reload(app)) {
		v->review = c.review;
		v->files = c.files;
		v->cuts = c.cuts;
		return;
	}
	c.review->corpus = app->corpus;
	app_push(app, VIEW_review, &c);
	buf_add_int(&n, (long long)written);
	if (fine)
		app_say(app, WORD_review_saved, buf_str(&n));
	buf_free(&n);
}

static bool back_review(App *app, void *state)
{
	ReviewView *v = state;
	if (v->told || !review_is_unsaved(v->review))
		return false;
	v->told = true;
	app_warn(app, WORD_review_unsaved, (Str){0});
	return true;
}

static void review_status(const App *app, const void *state, Buf *out)
{
	const ReviewView *v = state;
	Lang lang = app->options.lang;
	if (review_is_unsaved(v->review)) {
		buf_add(out, words_get(WORD_review_unsaved_mark, lang));
		buf_add(out, STR("  "));
	}
	if (v->review->doubts > 0)
		words_add_numbers(out, WORD_review_doubts, lang, (uint32_t)v->review->doubts, 0);
	else
		buf_add(out, words_get(WORD_review_no_doubts, lang));
}

static bool point_review(App *app, void *state, Point at, Rect area)
{
	(void)app, (void)area;
	ReviewView *v = state;
	Rect text = v->text;
	if (at.wheel == 0 && at.x >= text.x && at.x < text.x + text.width && at.y >= text.y
		&& at.y < text.y + text.height && v->top + (size_t)(at.y - text.y) < v->lines.n) {
		uint32_t column = at.x > text.x + 2 ? (uint32_t)(at.x - text.x - 2) : 0;
		v->in_outline = false;
		go_to_character(v, view_review_character(v, v->top + (size_t)(at.y - text.y), column));
		return false;
	}
	if (at.wheel != 0) {
		for (int i = 0; i < SCROLL_WHEEL; i++)
			move_review(app, state, at.wheel > 0 ? MOVE_DOWN : MOVE_UP);
		return false;
	}
	if (at.x >= v->outline.x) {
		v->in_outline = true;
		view_list_point(&v->list, at, v->outline);
		go_to_unit(v, (uint32_t)v->list.cursor);
	}
	return false;
}

const View view_review = {
	.name = "review",
	.size = sizeof(ReviewView),
	.open = open_review,
	.close = close_review,
	.arrange = arrange_review,
	.draw = view_review_draw,
	.in = CONTEXT_REVIEW,
	.status = review_status,
	.move = move_review,
	.pane = pane_review,
	.enter = save,
	.write = write_review,
	.review = act_review,
	.back = back_review,
	.asks = true,
	.point = point_review,
};
