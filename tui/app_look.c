/* How text and lists are set: width, marks in the margin, filter and order. */
#include "app_actions.h"

#include "history.h"
#include "view_read.h"

static void say_width(App *app, Word word, uint32_t columns)
{
	Buf text = {0};
	words_add_numbers(&text, word, app->options.lang, columns, columns / 2);
	buf_free(&app->message);
	app->message = text;
	app->warning = false;
}

void app_width(App *app, int by)
{
	int pane;
	if (!app_view(app)->reader)
		return;
	const Reader *reader = app_view(app)->reader(app_state(app), &pane);
	uint32_t columns = reader->columns, next = view_read_resized(columns, by, pane);
	if ((by > 0 && next <= columns) || (by < 0 && next >= columns)) {
		say_width(app, by > 0 ? WORD_text_widest : WORD_text_narrowest, columns);
		return;
	}
	app->text_width = next;
	app_note_look(app);
	say_width(app, WORD_text_width, next);
}

void app_hang(App *app, int unused)
{
	(void)unused;
	app->hang = !app->hang;
	app_note_look(app);
	app_say(app, app->hang ? WORD_hang_on : WORD_hang_off, (Str){0});
}

void app_take(App *app, int unused)
{
	(void)unused;
	if (app_view(app)->take)
		app_view(app)->take(app, app_state(app));
	else
		app_warn(app, WORD_cannot_filter, (Str){0});
}

void app_unfilter(App *app, int unused)
{
	(void)unused;
	bool any = !facet_is_empty(&app->facet);
	facet_clear(&app->facet);
	app->revision++;
	app_say(app, any ? WORD_filter_cleared : WORD_filter_none, (Str){0});
}

void app_order(App *app, int unused)
{
	(void)unused;
	static const Word WORDS[ORDER_COUNT] = {WORD_order_code, WORD_order_source, WORD_order_pinyin};
	app->order = (ProvinceOrder)((app->order + 1) % ORDER_COUNT);
	app_note_look(app);
	app->revision++;
	app_say(app, WORDS[app->order], (Str){0});
}

void app_history(App *app, int by)
{
	if (!history_go(app, by))
		app_say(app, by < 0 ? WORD_oldest : WORD_newest, (Str){0});
}

void app_outline(App *app, int unused)
{
	(void)unused;
	if (app->stack[app->depth - 1].id == VIEW_browse)
		app_push(app, VIEW_outline, NULL);
}
