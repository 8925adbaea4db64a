/* Bookmarks, notes, marks and the lines in cells of the matrix as one list. Enter goes there, Delete forgets; what the
   corpus no longer has is shown with the address it had. */
#include "app.h"
#include "view_list.h"
#include "view_matrix.h"
#include "words.h"

#include <stdlib.h>

typedef struct KeepRow { bool heading; KeepKind kind; size_t kept; } KeepRow;

typedef struct Keep {
	struct { KeepRow *at; size_t n, cap; } rows;
	unsigned revision;
	Scroll scroll;
} Keep;

typedef struct KeepRows { const App *app; const Keep *keep; } KeepRows;

static void skip_heading(Keep *k, bool forward)
{
	size_t i = k->scroll.cursor;
	if (i >= k->rows.n || !k->rows.at[i].heading)
		return;
	k->scroll = scroll_to(k->scroll, forward || i == 0 ? i + 1 : i - 1);
	if (k->scroll.cursor == 1)
		k->scroll.top = 0;
}

static void build(const App *app, Keep *k)
{
	k->rows.n = 0;
	for (size_t i = 0; i < app->kept.n; i++) {
		KeepKind kind = app->kept.at[i].kind;
		if (i == 0 || app->kept.at[i - 1].kind != kind)
			MEM_PUSH(&k->rows, ((KeepRow){true, kind, i}));
		MEM_PUSH(&k->rows, ((KeepRow){false, kind, i}));
	}
	k->revision = app->revision;
	k->scroll = scroll_fit(k->scroll, k->rows.n, k->scroll.rows);
	skip_heading(k, true);
}

static void open_keep(App *app, void *state, const void *what)
{
	(void)what;
	build(app, state);
}

static void close_keep(void *state)
{
	free(((Keep *)state)->rows.at);
}

static void arrange_keep(App *app, void *state, Rect area)
{
	Keep *k = state;
	if (k->revision != app->revision)
		build(app, k);
	k->scroll = scroll_fit(k->scroll, k->rows.n, (size_t)(area.height - 2));
}

/* What the row says: a bookmark's name or the label, the first line of a note, the letter of a mark. */
static void add_text(const App *app, const Kept *kept, Buf *out)
{
	static const Word STATES[] = {[ANCHOR_MOVED] = WORD_kept_moved, [ANCHOR_CHANGED] = WORD_kept_changed,
		[ANCHOR_GONE] = WORD_kept_gone};
	Lang lang = app->options.lang;
	Str text = kept->text, first;
	if (kept->kind == KEEP_MARK) {
		buf_add(out, kept->key);
		buf_add(out, STR("  "));
	}
	if (kept->kind == KEEP_CELL && kept->place == ANCHOR_HERE)
		view_matrix_add_cell(app, kept->cell, out);
	else if (kept->unit.kind == UNIT_NONE)
		buf_add(out, kept->address);
	else
		table_add_place_name(app->corpus, (Place){CORPUS_NONE, kept->unit}, lang, out);
	if (kept->place != ANCHOR_HERE) {
		buf_add_char(out, ' ');
		buf_add(out, words_get(STATES[kept->place], lang));
	}
	if (text.n > 0 && str_split(&text, '\n', &first)) {
		buf_add(out, STR(" · "));
		buf_add(out, first);
	}
}

static void keep_row(const void *data, size_t index, ListRow *out, Arena *scratch)
{
	static const Word HEADINGS[KEEP_KIND_COUNT] = {WORD_bookmarks, WORD_notes, WORD_marks, WORD_cells};
	const KeepRows *rows = data;
	const KeepRow *row = &rows->keep->rows.at[index];
	out->header = row->heading;
	if (row->heading) {
		out->text = words_get(HEADINGS[row->kind], rows->app->options.lang);
		out->style = STYLE_HEADING;
		return;
	}
	const Kept *kept = &rows->app->kept.at[row->kept];
	Buf text = {0};
	add_text(rows->app, kept, &text);
	out->text = buf_keep(&text, scratch);
	out->right = kept->kind == KEEP_CELL ? (Str){0} : kept->address; /* a cell has none that one could type */
	out->style = kept->place == ANCHOR_GONE ? STYLE_DIM : STYLE_TEXT;
}

static Rect list_area(Rect area)
{
	return (Rect){1, area.y + 2, area.width - 2, area.height - 2};
}

static void draw_keep(const App *app, const void *state, Screen *screen, Rect area)
{
	const Keep *k = state;
	Lang lang = app->options.lang;
	screen_put(screen, area, 2, area.y, words_get(WORD_kept, lang), STYLE_ACTIVE);
	Rect list = list_area(area);
	if (k->rows.n == 0) {
		Buf none = {0};
		app_add_words(app, &none, WORD_kept_none, (Str){0}, (Str){0});
		screen_put_cut(screen, list, 2, list.y, list.width - 1, buf_str(&none), STYLE_NOTE);
		buf_free(&none);
	}
	KeepRows rows = {app, k};
	view_list_draw(&(ListSource){&rows, keep_row}, &k->scroll, true, screen, list);
}

static void move_keep(App *app, void *state, Move move)
{
	(void)app;
	Keep *k = state;
	k->scroll = scroll_move(k->scroll, move);
	skip_heading(k, move == MOVE_DOWN || move == MOVE_PAGE_DOWN || move == MOVE_TOP);
}

static bool point_keep(App *app, void *state, Point at, Rect area)
{
	(void)app;
	Keep *k = state;
	bool again = view_list_point(&k->scroll, at, list_area(area));
	skip_heading(k, true);
	return again;
}

static const Kept *chosen(const App *app, const Keep *k)
{
	size_t i = k->scroll.cursor;
	return i < k->rows.n && !k->rows.at[i].heading ? &app->kept.at[k->rows.at[i].kept] : NULL;
}

static void enter_keep(App *app, void *state)
{
	const Kept *kept = chosen(app, state);
	if (kept && kept->kind == KEEP_CELL && kept->place == ANCHOR_HERE)
		view_matrix_go(app, kept->cell);
	else if (kept && kept->unit.kind == UNIT_NONE)
		app_warn(app, WORD_kept_gone, (Str){0});
	else if (kept)
		app_go(app, kept->unit, kept->offset);
}

static void remove_keep(App *app, void *state)
{
	const Kept *kept = chosen(app, state);
	if (!kept)
		return;
	notes_drop(app->notes, keep_kind(kept->kind), kept->key, app->now);
	app_kept(app, true);
}

static void cancel_keep(App *app, void *state)
{
	(void)state;
	app_pop(app);
}

const View view_keep = {
	.name = "keep",
	.size = sizeof(Keep),
	.open = open_keep,
	.close = close_keep,
	.arrange = arrange_keep,
	.draw = draw_keep,
	.in = CONTEXT_CHOICE,
	.move = move_keep,
	.enter = enter_keep,
	.cancel = cancel_keep,
	.remove = remove_keep,
	.point = point_keep,
};
