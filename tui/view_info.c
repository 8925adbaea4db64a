/* What the corpus is and what it lacks, and what was wrong with its files. */
#include "app.h"
#include "kiosk.h"
#include "view_read.h"

typedef struct Info {
	Reader reader;
	Lang lang;
	bool filled;
	const Msgs *refused; /* when it was */
	int width; /* of the pane */
} Info;

static void open_info(App *app, void *state, const void *what)
{
	(void)app, (void)state, (void)what;
}

static void close_info(void *state)
{
	view_read_free(&((Info *)state)->reader);
}

static void add_problems(const Msgs *msgs, Word heading, Doc *doc, Lang lang)
{
	doc_add_block(doc, DOC_GAP, (Unit){0}, (Str){0}, (Str){0}, 0);
	if (!msgs || msgs->list.n == 0) {
		doc_add_block(doc, DOC_META, (Unit){0}, (Str){0}, words_get(WORD_no_problems, lang), 0);
		return;
	}
	doc_add_block(doc, DOC_HEADING, (Unit){0}, (Str){0}, words_get(heading, lang), 0);
	for (size_t i = 0; i < msgs->list.n; i++) {
		Buf line = {0};
		msg_line(&line, msgs, &msgs->list.at[i], lang);
		doc_add_composed(doc, DOC_TEXT, (Unit){0}, &line, 2);
	}
	if (msgs->dropped > 0) {
		Buf line = {0};
		words_add_numbers(&line, WORD_problems_more, lang, (long long)msgs->dropped, 0);
		doc_add_composed(doc, DOC_META, (Unit){0}, &line, 2);
	}
}

/* Of a kiosk: what the kernel sees to. */
static void add_kiosk(const App *app, Doc *doc, Lang lang)
{
	if (!app->options.kiosk)
		return;
	Str lack = kiosk_lack(app->options.held, lang);
	doc_add_block(doc, DOC_GAP, (Unit){0}, (Str){0}, (Str){0}, 0);
	doc_add_block(doc, DOC_HEADING, (Unit){0}, (Str){0}, words_get(WORD_kiosk, lang), 0);
	doc_add_block(doc, DOC_TEXT, (Unit){0}, (Str){0}, lack.n > 0 ? lack : words_get(WORD_kiosk_held, lang), 2);
}

static void fill(const App *app, Info *info)
{
	Lang lang = app->options.lang;
	size_t block = info->reader.anchor_block;
	view_read_clear(&info->reader);
	Buf line = {0};
	for (uint32_t i = 0; i < app->corpus->volumes.n; i++)
		doc_add_about(&info->reader.doc, app->corpus, i, lang);
	for (size_t i = 0; i < app->corpus->volumes.n; i++) {
		if (app->corpus->volumes.at[i].source_sha256.s.n == 0)
			continue;
		buf_add(&line, STR("SHA-256 "));
		buf_add(&line, app->corpus->volumes.at[i].source_sha256.s);
		doc_add_composed(&info->reader.doc, DOC_META, (Unit){0}, &line, 0);
	}
	if (app->refused)
		add_problems(app->refused, WORD_refused_now, &info->reader.doc, lang);
	add_problems(app->msgs, WORD_problems, &info->reader.doc, lang);
	add_kiosk(app, &info->reader.doc, lang);
	info->reader.anchor_block = block;
	info->lang = lang;
	info->refused = app->refused;
	info->filled = true;
}

static Rect text_area(Rect area)
{
	int rows = area.height >= 20 ? 2 : 1;
	return (Rect){area.x + 1, area.y + rows, area.width - 2, area.height - rows};
}

static void arrange_info(App *app, void *state, Rect area)
{
	Info *info = state;
	Rect text = text_area(area);
	info->width = text.width;
	if (!info->filled || info->lang != app->options.lang || info->refused != app->refused)
		fill(app, info);
	app->hits = false;
	info->reader.wanted = app->text_width;
	info->reader.level = app->options.kinsoku;
	info->reader.hang = app->hang;
	view_read_arrange(&info->reader, text.width, text.height, app->options.ambiguous);
}

static void draw_info(const App *app, const void *state, Screen *screen, Rect area)
{
	const Info *info = state;
	Rect text = text_area(area);
	int x = text.x + (text.width - (int)info->reader.columns) / 2;
	screen_put(screen, area, x, area.y, words_get(WORD_info, app->options.lang), STYLE_ACTIVE);
	view_read_draw(&info->reader, screen, text);
}

static void move_info(App *app, void *state, Move move)
{
	(void)app;
	view_read_move(&((Info *)state)->reader, move);
}

static Reader *info_reader(void *state, int *width)
{
	Info *info = state;
	*width = info->width;
	return &info->reader;
}

const View view_info = {
	.name = "info",
	.size = sizeof(Info),
	.open = open_info,
	.close = close_info,
	.arrange = arrange_info,
	.draw = draw_info,
	.in = CONTEXT_INFO,
	.move = move_info,
	.reader = info_reader,
};
