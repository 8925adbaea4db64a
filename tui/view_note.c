#include "view_note.h"

#include "app.h"

#include "../core/utf8.h"
#include "../core/wrap.h"

#include <stdlib.h>

#define NOTE_BYTES 8000
#define MARGIN 2

typedef struct Note {
	NoteKind kind;
	Unit unit;
	Buf key; /* of the note that is there already */
	Prompt field;
	WrapLines lines;
	size_t top;
	int width, rows;
} Note;

static void open_note(App *app, void *state, const void *what)
{
	Note *n = state;
	const NoteWanted *wanted = what;
	(void)app;
	n->kind = wanted->kind;
	n->unit = wanted->unit;
	n->field.limit = NOTE_BYTES;
	if (!wanted->kept)
		return;
	buf_add(&n->key, wanted->kept->key);
	prompt_set(&n->field, wanted->kept->text);
}

static void close_note(void *state)
{
	Note *n = state;
	buf_free(&n->key);
	prompt_free(&n->field);
	free(n->lines.at);
}

/* The line that holds a byte: the last that begins at or before it. */
static size_t line_of(const Note *n, size_t byte)
{
	size_t line = 0;
	while (line + 1 < n->lines.n && n->lines.at[line + 1].from <= byte)
		line++;
	return line;
}

static void arrange_note(App *app, void *state, Rect area)
{
	Note *n = state;
	int wide = area.width - 2 * MARGIN;
	n->width = wide > 76 ? 76 : wide;
	n->rows = area.height - 2;
	n->lines.n = 0;
	wrap_lines(buf_str(&n->field.text),
		&(WrapOptions){.width = (uint32_t)n->width - 1, .ambiguous = app->options.ambiguous}, &n->lines);
	size_t line = line_of(n, n->field.cursor), rows = (size_t)n->rows;
	n->top = line < n->top ? line : line >= n->top + rows ? line - rows + 1 : n->top;
}

static void draw_title(const App *app, const Note *n, Screen *screen, Rect area)
{
	Lang lang = app->options.lang;
	Buf name = {0};
	table_add_place_name(app->corpus, (Place){CORPUS_NONE, n->unit}, lang, &name);
	Word word = n->kind == NOTE_TEXT ? WORD_note_on : WORD_bookmark_name;
	int x = screen_put(screen, area, MARGIN, area.y, words_get(word, lang), STYLE_ACTIVE) + 2;
	screen_put_cut(screen, area, x, area.y, area.width - x - MARGIN, buf_str(&name), STYLE_TITLE);
	buf_free(&name);
}

/* The passage under what is written about it. */
static void draw_passage(const App *app, const Note *n, Screen *screen, Rect area)
{
	Str text = corpus_text(&corpus_passage(app->corpus, n->unit)->text, app->options.lang);
	WrapLines lines = {0};
	wrap_lines(text, &(WrapOptions){.width = (uint32_t)n->width, .ambiguous = screen->ambiguous}, &lines);
	for (size_t i = 0; i < lines.n; i++)
		screen_put(screen, area, area.x, area.y + (int)i, str_sub(text, lines.at[i].from, lines.at[i].to), STYLE_DIM);
	free(lines.at);
}

static void draw_note(const App *app, const void *state, Screen *screen, Rect area)
{
	const Note *n = state;
	Str text = buf_str(&n->field.text);
	draw_title(app, n, screen, area);
	size_t here = line_of(n, n->field.cursor);
	for (size_t i = n->top; i < n->lines.n && i < n->top + (size_t)n->rows; i++) {
		int y = area.y + 2 + (int)(i - n->top);
		Str line = str_sub(text, n->lines.at[i].from, n->lines.at[i].to);
		screen_put(screen, area, MARGIN, y, line, STYLE_INPUT);
		if (i != here)
			continue;
		Str before = str_sub(text, n->lines.at[i].from, n->field.cursor);
		screen_cursor(screen, MARGIN + (int)utf8_columns(before, screen->ambiguous), y);
	}
	int below = (int)(n->lines.n - n->top) + 1;
	if (below < n->rows && n->unit.kind != UNIT_NONE)
		draw_passage(app, n, screen, (Rect){MARGIN, area.y + 2 + below, n->width, n->rows - below});
}

static void input_note(App *app, void *state, Key key)
{
	(void)app;
	prompt_type(&((Note *)state)->field, key);
}

/* Home and End are those of the line. */
static void edit_note(App *app, void *state, int edit)
{
	(void)app;
	Note *n = state;
	const WrapLine *line = &n->lines.at[line_of(n, n->field.cursor)];
	if (edit == PROMPT_HOME)
		n->field.cursor = line->from;
	else if (edit == PROMPT_END)
		n->field.cursor = line->to;
	else
		prompt_edit(&n->field, (PromptEdit)edit);
}

/* To the same column of the line above or below. */
static void move_note(App *app, void *state, Move move)
{
	Note *n = state;
	Str text = buf_str(&n->field.text);
	size_t line = line_of(n, n->field.cursor), other = move == MOVE_UP ? line - 1 : line + 1;
	if (other >= n->lines.n || (move != MOVE_UP && move != MOVE_DOWN))
		return;
	int ambiguous = app->options.ambiguous;
	size_t columns = utf8_columns(str_sub(text, n->lines.at[line].from, n->field.cursor), ambiguous);
	Str there = str_sub(text, n->lines.at[other].from, n->lines.at[other].to);
	n->field.cursor = n->lines.at[other].from + utf8_cut(there, columns, ambiguous, NULL).n;
}

static bool keep_note(App *app, const Note *n, Str text)
{
	Buf address = {0};
	Anchor anchor = anchor_of(app->corpus, n->unit, &address);
	bool fits = n->kind == NOTE_TEXT ? notes_note(app->notes, buf_str(&n->key), anchor, text, app->now)
									 : notes_bookmark(app->notes, anchor, text, app->now);
	buf_free(&address);
	return fits;
}

static void say_kept(App *app, const Note *n, Str text)
{
	Buf name = {0};
	table_add_place_name(app->corpus, (Place){CORPUS_NONE, n->unit}, app->options.lang, &name);
	if (n->kind == NOTE_TEXT && (text.n > 0 || n->key.n > 0))
		app_say(app, text.n > 0 ? WORD_note_saved : WORD_note_deleted, buf_str(&name));
	buf_free(&name);
}

/* What does not fit stays on the screen, so that it can be copied. */
static void cancel_note(App *app, void *state)
{
	const Note *n = state;
	Str text = str_trim(buf_str(&n->field.text));
	if (!keep_note(app, n, text)) {
		app_warn(app, WORD_kept_full, (Str){0});
		return;
	}
	say_kept(app, n, text);
	app_pop(app);
	app_kept(app, true);
}

static void enter_note(App *app, void *state)
{
	Note *n = state;
	if (n->kind == NOTE_NAME)
		cancel_note(app, state);
	else
		prompt_insert(&n->field, STR("\n"));
}

const View view_note = {
	.name = "note",
	.size = sizeof(Note),
	.open = open_note,
	.close = close_note,
	.arrange = arrange_note,
	.draw = draw_note,
	.in = CONTEXT_NOTE,
	.move = move_note,
	.enter = enter_note,
	.cancel = cancel_note,
	.input = input_note,
	.edit = edit_note,
};
