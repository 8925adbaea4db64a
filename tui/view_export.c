#include "view_export.h"

#include "app.h"
#include "write.h"

#include "../core/file.h"
#include "../core/utf8.h"

#include <errno.h>

#define MARGIN 2
#define WHAT_COLUMNS 12
#define COUNT_COLUMNS 14
#define NAME_BYTES 1000

typedef enum Stage {
	STAGE_CHOICE, /* what, and the format */
	STAGE_NAME,   /* the name is being typed */
	STAGE_ASK     /* there is such a file: may it be replaced? */
} Stage;

typedef struct Export {
	Offers offers;
	size_t chosen;
	ExportFormat format;
	Stage stage;
	bool in_folder; /* what was typed is a folder */
	Prompt name;
	Buf ready; /* the export, while the question is on the screen */
} Export;

/* In the order of their keys: what is asked for most comes first. */
static const struct { ExportFormat format; Word name; } FORMATS[] = {
	{EXPORT_XLSX, WORD_format_xlsx}, {EXPORT_HTML, WORD_format_html}, {EXPORT_MARKDOWN, WORD_format_md},
	{EXPORT_CSV, WORD_format_csv}, {EXPORT_JSON, WORD_format_json}, {EXPORT_TEXT, WORD_format_text},
};

#define FORMAT_COUNT (sizeof FORMATS / sizeof *FORMATS)

static const Offer *chosen(const Export *e)
{
	return &e->offers.at[e->chosen];
}

/* The name that fits what is chosen, in the folder that was written to last. */
static void propose(const App *app, Export *e)
{
	Buf name = {0};
	buf_add(&name, buf_str(&app->export_folder));
	offer_add_name(&name, chosen(e));
	buf_add_char(&name, '.');
	buf_add(&name, export_ending(e->format));
	prompt_set(&e->name, buf_str(&name));
	buf_free(&name);
}

static void open_export(App *app, void *state, const void *what)
{
	Export *e = state;
	e->offers = *(const Offers *)what;
	e->format = app->export_format;
	e->name.limit = NAME_BYTES;
	propose(app, e);
}

static void close_export(void *state)
{
	Export *e = state;
	offer_free(&e->offers);
	prompt_free(&e->name);
	buf_free(&e->ready);
}

/* 9 行, 38 段 */
static void add_count(const App *app, const Offer *offer, Buf *out)
{
	static const Word WORDS[] = {[OFFER_DOC] = WORD_export_paragraphs, [OFFER_LIST] = WORD_export_rows,
		[OFFER_COMPARISON] = WORD_export_measures};
	words_add_numbers(out, WORDS[offer->kind], app->options.lang, (long long)offer_count(offer), 0);
}

static int draw_offers(const App *app, const Export *e, Screen *screen, Rect area, int y)
{
	Lang lang = app->options.lang;
	int x = MARGIN + 2 + WHAT_COLUMNS + 1, right = area.x + area.width - MARGIN - COUNT_COLUMNS;
	Buf count = {0};
	for (size_t i = 0; i < e->offers.n && y < area.y + area.height; i++, y++) {
		const Offer *offer = &e->offers.at[i];
		bool here = i == e->chosen;
		if (here)
			screen_put(screen, area, MARGIN, y, STR("▸"), STYLE_MARKER);
		Style style = here && e->stage == STAGE_CHOICE ? STYLE_SELECTED : here ? STYLE_CURRENT : STYLE_TEXT;
		screen_put_cut(screen, area, MARGIN + 2, y, WHAT_COLUMNS, words_get(offer->what, lang), style);
		screen_put_cut(screen, area, x, y, right - x - 1, offer->title, here ? style : STYLE_DIM);
		buf_clear(&count);
		add_count(app, offer, &count);
		screen_put_right(screen, area, right, y, COUNT_COLUMNS, buf_str(&count), STYLE_DIM);
	}
	buf_free(&count);
	return y;
}

/* In a row, or in several where it is too narrow; the marker stands before the one that is chosen. */
static int draw_formats(const App *app, const Export *e, Screen *screen, Rect area, int y)
{
	int x = MARGIN + 2;
	for (size_t i = 0; i < FORMAT_COUNT; i++) {
		Str name = words_get(FORMATS[i].name, app->options.lang);
		char key[2] = {(char)('1' + i), '\0'};
		int width = 2 + (int)utf8_columns(name, screen->ambiguous);
		if (x > MARGIN + 2 && x + width > area.width - MARGIN) {
			x = MARGIN + 2;
			y++;
		}
		bool here = FORMATS[i].format == e->format;
		if (here)
			screen_put(screen, area, x - 2, y, STR("▸"), STYLE_MARKER);
		Style style = !here ? STYLE_TEXT : e->stage == STAGE_CHOICE ? STYLE_SELECTED : STYLE_CURRENT;
		screen_put(screen, area, x, y, str_of(key), STYLE_KEY);
		screen_put(screen, area, x + 2, y, name, style);
		x += width + 4;
	}
	return y + 1;
}

static void draw_export(const App *app, const void *state, Screen *screen, Rect area)
{
	const Export *e = state;
	Lang lang = app->options.lang;
	int air = area.height >= 14 ? 1 : 0, y = area.y;
	screen_put(screen, area, MARGIN, y, words_get(WORD_export, lang), STYLE_ACTIVE);
	y = draw_offers(app, e, screen, area, y + 1 + air) + air;
	screen_put(screen, area, MARGIN, y, words_get(WORD_export_format, lang), STYLE_HEADING);
	y = draw_formats(app, e, screen, area, y + 1) + air;
	screen_put(screen, area, MARGIN, y++, words_get(WORD_export_file, lang), STYLE_HEADING);
	Rect row = {MARGIN + 2, y, area.width - 2 * MARGIN - 2, 1};
	if (e->stage == STAGE_NAME)
		prompt_draw(&e->name, screen, row.x, row.y, row.width, (Str){0});
	else
		screen_put_cut(screen, row, row.x, row.y, row.width, buf_str(&e->name.text), STYLE_DIM);
	Str question = words_get(WORD_export_replace, lang);
	if (e->stage == STAGE_ASK)
		screen_put_cut(screen, area, row.x, y + 1 + air, row.width, question, STYLE_WARNING);
}

static Context export_context(const void *state)
{
	static const Context CONTEXTS[] = {
		[STAGE_CHOICE] = CONTEXT_EXPORT, [STAGE_NAME] = CONTEXT_PROMPT, [STAGE_ASK] = CONTEXT_ASK};
	return CONTEXTS[((const Export *)state)->stage];
}

static void move_export(App *app, void *state, Move move)
{
	Export *e = state;
	Scroll scroll = scroll_move((Scroll){e->offers.n, e->chosen, 0, e->offers.n}, move);
	e->chosen = scroll.cursor;
	propose(app, e);
}

void view_export_step(App *app, void *state, int by)
{
	Export *e = state;
	size_t i = 0;
	while (i + 1 < FORMAT_COUNT && FORMATS[i].format != e->format)
		i++;
	e->format = FORMATS[(i + FORMAT_COUNT + (size_t)by) % FORMAT_COUNT].format;
	propose(app, e);
}

/* The cursor stands before the ending, which says the format. */
static void begin_name(Export *e)
{
	e->stage = STAGE_NAME;
	e->name.cursor = e->name.text.n - export_ending(e->format).n - 1;
}

void view_export_format(App *app, void *state, ExportFormat format)
{
	Export *e = state;
	e->format = format;
	propose(app, e);
	begin_name(e);
}

/* ~ is the reader's home; a folder gets the name that was proposed; a name without a known ending gets the format's,
   one with it says the format. */
static void complete_name(const App *app, Export *e, Buf *path)
{
	Str typed = str_trim(buf_str(&e->name.text));
	bool home = app->options.home && (str_eq(typed, STR("~")) || str_starts(typed, STR("~/")));
	buf_add(path, home ? str_of(app->options.home) : (Str){0});
	buf_add(path, str_sub(typed, home ? 1 : 0, typed.n));
	e->in_folder = str_ends(buf_str(path), STR("/")) || file_is_directory(buf_cstr(path));
	if (e->in_folder) {
		buf_add(path, str_ends(buf_str(path), STR("/")) ? STR("") : STR("/"));
		offer_add_name(path, chosen(e));
	}
	if (e->in_folder || !export_format_by_name(buf_str(path), &e->format)) {
		buf_add_char(path, '.');
		buf_add(path, export_ending(e->format));
	}
}

/* The folder as it was typed: where the next export is proposed to go. */
static void remember(App *app, const Export *e)
{
	Str typed = str_trim(buf_str(&e->name.text));
	size_t n = typed.n;
	while (!e->in_folder && n > 0 && typed.s[n - 1] != '/')
		n--;
	app->export_format = e->format;
	buf_clear(&app->export_folder);
	buf_add(&app->export_folder, str_sub(typed, 0, n));
	if (e->in_folder && !str_ends(typed, STR("/")))
		buf_add_char(&app->export_folder, '/');
}

static void tell_written(App *app, const Export *e, Str path)
{
	Buf count = {0}, text = {0};
	add_count(app, chosen(e), &count);
	app_add_words(app, &text, WORD_export_written, path, buf_str(&count));
	app_tell(app, buf_str(&text), false);
	buf_free(&count);
	buf_free(&text);
}

static void tell_error(App *app, Str path, int error)
{
	Buf text = {0};
	app_add_words(app, &text, WORD_export_failed, path, write_reason(error, app->options.lang));
	app_tell(app, buf_str(&text), true);
	buf_free(&text);
}

/* Written whole under another name first: see write_file. */
static void put_file(App *app, Export *e, bool force)
{
	Buf path = {0};
	complete_name(app, e, &path);
	int error = write_file(buf_cstr(&path), force, buf_str(&e->ready));
	e->stage = error == EEXIST ? STAGE_ASK : STAGE_NAME;
	if (error && error != EEXIST)
		tell_error(app, buf_str(&path), error);
	if (!error) {
		remember(app, e);
		tell_written(app, e, buf_str(&path));
		app_pop(app);
	}
	buf_free(&path);
}

static void export_now(App *app, Export *e)
{
	Buf path = {0};
	if (str_trim(buf_str(&e->name.text)).n == 0)
		propose(app, e);
	complete_name(app, e, &path); /* which may say another format */
	buf_free(&path);
	const ExportOptions options = {
		.lang = app->options.lang, .ambiguous = app->options.ambiguous, .bom = true};
	buf_clear(&e->ready);
	if (offer_write(chosen(e), app->corpus, e->format, &options, &e->ready))
		put_file(app, e, false);
	else
		app_warn(app, WORD_export_no_xlsx, (Str){0});
}

static void enter_export(App *app, void *state)
{
	Export *e = state;
	if (e->stage == STAGE_CHOICE)
		begin_name(e);
	else
		export_now(app, e);
}

static void answer_export(App *app, void *state, bool yes)
{
	Export *e = state;
	e->stage = STAGE_NAME;
	if (yes)
		put_file(app, e, true);
}

static bool back_export(App *app, void *state)
{
	Export *e = state;
	(void)app;
	if (e->stage == STAGE_CHOICE)
		return false;
	e->stage--;
	return true;
}

static void cancel_export(App *app, void *state)
{
	if (!back_export(app, state))
		app_pop(app);
}

static void input_export(App *app, void *state, Key key)
{
	(void)app;
	prompt_type(&((Export *)state)->name, key);
}

static void edit_export(App *app, void *state, int edit)
{
	(void)app;
	if (edit != PROMPT_EARLIER && edit != PROMPT_LATER)
		prompt_edit(&((Export *)state)->name, (PromptEdit)edit);
}

const View view_export = {
	.name = "export",
	.size = sizeof(Export),
	.open = open_export,
	.close = close_export,
	.draw = draw_export,
	.context = export_context,
	.move = move_export,
	.enter = enter_export,
	.back = back_export,
	.cancel = cancel_export,
	.input = input_export,
	.edit = edit_export,
	.answer = answer_export,
};
