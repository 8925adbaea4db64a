/* The field behind a colon: every action by its name, its pinyin or its id, and every place by its address or name. */
#include "app_actions.h"

#include "view_browse.h"

#include "../core/query.h"
#include "../core/utf8.h"

#include <stdlib.h>

#define SHOWN 8         /* choices in sight */
#define KIND_COLUMNS 10 /* of what stands before a choice: keys, or what it is */

typedef enum ChoiceKind {
	CHOICE_UNIT, CHOICE_PROVINCE, CHOICE_ACTION, CHOICE_THEME, CHOICE_TERM, CHOICE_COUNT
} ChoiceKind;

typedef struct Choice {
	ChoiceKind kind;
	uint32_t index;
	Unit unit;
	int rank; /* 0: it is what was typed; 1: it begins with that; more: it stands somewhere in it */
} Choice;

struct Commands {
	struct { Choice *at; size_t n, cap; } choices;
	size_t cursor;
	bool completed; /* the field has the name of the choice under the cursor */
};

#define NO_MATCH 9

/* Other words under which people look for an action. */
static const struct { Action action; const char *names; } ALIASES[] = {
	{ACTION_compare, "对比\n比较"}, {ACTION_find, "搜索\n检索\nsearch"}, {ACTION_info, "关于\nabout"},
	{ACTION_language, "语言\n英文\n中文\nEnglish"}, {ACTION_leave, "quit\nexit"}, {ACTION_help, "按键\nkeys"},
};

static int score(const Query *query, Str name)
{
	if (query->words.n != 1)
		return query->words.n == 0 || !query_in(query, name) ? NO_MATCH : 2;
	QueryScan scan = query_scan(query, 0, name, true);
	size_t from, to;
	bool literal;
	if (!query_next(&scan, &from, &to, &literal))
		return NO_MATCH;
	return from > 0 ? 2 : to < name.n ? 1 : 0;
}

static int better(int a, int b)
{
	return a < b ? a : b;
}

static int score_both(const Query *query, const Text *text)
{
	return better(score(query, text->zh.s), score(query, text->en.s));
}

/* Into its place: by rank, then by kind. */
static void offer(Commands *commands, Choice choice)
{
	if (choice.rank >= NO_MATCH)
		return;
	MEM_PUSH(&commands->choices, choice);
	Choice *at = commands->choices.at;
	size_t i = commands->choices.n - 1;
	for (; i > 0 && at[i - 1].rank * CHOICE_COUNT + (int)at[i - 1].kind >
			choice.rank * CHOICE_COUNT + (int)choice.kind; i--)
		at[i] = at[i - 1];
	at[i] = choice;
}

static int score_action(const Query *query, Action action)
{
	const ActionRow *row = keymap_row(action);
	int best = score(query, str_of(row->id)), help = NO_MATCH;
	for (int lang = 0; lang < LANG_COUNT; lang++) {
		best = better(best, score(query, str_of(row->hint[lang])));
		help = better(help, score(query, str_of(row->help[lang])));
	}
	for (size_t i = 0; i < sizeof ALIASES / sizeof *ALIASES; i++) {
		Str names = str_of(ALIASES[i].names), name;
		while (ALIASES[i].action == action && str_split(&names, '\n', &name))
			best = better(best, score(query, name));
	}
	return better(best, help < NO_MATCH ? help + 2 : NO_MATCH);
}

/* What cannot be done here comes last; typing into a field is no command. */
static void offer_actions(const App *app, const Query *query)
{
	unsigned here = (unsigned)app_view_context(app);
	for (Action a = 0; a < ACTION_COUNT; a++) {
		unsigned contexts = keymap_row(a)->contexts & ~((unsigned)CONTEXT_PROMPT | CONTEXT_HELP);
		if (contexts == 0 || a == ACTION_command || a == ACTION_onward || !app_allows(app, a))
			continue;
		int rank = query->words.n == 0 ? 2 : score_action(query, a);
		if (rank < NO_MATCH && !(contexts & here))
			rank = query->words.n == 0 ? NO_MATCH : rank + 3;
		offer(app->commands, (Choice){CHOICE_ACTION, a, {0}, rank});
	}
}

static void offer_names(const App *app, const Query *query)
{
	const Corpus *corpus = app->corpus;
	for (uint32_t i = 0; i < corpus->provinces.n; i++) {
		int rank = better(score_both(query, &corpus->provinces.at[i].name), score(query, corpus->provinces.at[i].id));
		offer(app->commands, (Choice){CHOICE_PROVINCE, i, {0}, rank});
	}
	for (uint32_t i = 0; i < corpus->themes.n; i++) {
		int rank = better(score_both(query, &corpus->themes.at[i].name), score(query, corpus->themes.at[i].id.s));
		offer(app->commands, (Choice){CHOICE_THEME, i, {0}, rank});
	}
	for (uint32_t i = 0; i < corpus->terms.n; i++) {
		const Term *term = &corpus->terms.at[i];
		offer(app->commands, (Choice){CHOICE_TERM, i, {0},
			better(score(query, term->name.s), score(query, term->en.s))});
	}
}

void app_command_changed(App *app)
{
	Str text = str_trim(buf_str(&app->prompt.text));
	if (!app->commands)
		app->commands = mem_zeroed(1, sizeof *app->commands);
	app->commands->choices.n = app->commands->cursor = 0;
	app->commands->completed = false;
	Query query = query_open(NULL, text);
	Unit unit = text.n > 0 ? corpus_unit(app->corpus, text) : (Unit){0};
	if (unit.kind != UNIT_NONE)
		offer(app->commands, (Choice){CHOICE_UNIT, 0, unit, 0});
	if (query.words.n > 0)
		offer_names(app, &query);
	offer_actions(app, &query);
	query_close(&query);
}

void app_command_free(App *app)
{
	if (app->commands)
		free(app->commands->choices.at);
	free(app->commands);
}

void app_command_move(App *app, int by)
{
	Commands *commands = app->commands;
	size_t n = commands->choices.n;
	if (n > 0)
		commands->cursor = (commands->cursor + n + (size_t)by) % n;
}

static const Choice *chosen(const App *app)
{
	const Commands *commands = app->commands;
	return commands && commands->cursor < commands->choices.n ? &commands->choices.at[commands->cursor] : NULL;
}

static void add_unit(const App *app, Unit unit, Buf *out)
{
	static const EntryKind KINDS[] = {ENTRY_ALL, ENTRY_SPEECH, ENTRY_SECTION, ENTRY_MEASURE};
	Lang lang = app->options.lang;
	Entry speech = {.kind = ENTRY_SPEECH, .index = corpus_speech_of(app->corpus, unit)};
	Entry entry = {.kind = KINDS[unit.kind], .index = unit.index};
	buf_add(out, view_axis_name(app->corpus, &speech, lang));
	buf_add(out, STR(" › "));
	if (unit.kind == UNIT_SPEECH)
		buf_add(out, corpus_text(&app->corpus->speeches.at[unit.index].title, lang));
	else
		buf_add(out, view_axis_name(app->corpus, &entry, lang));
}

static void add_name(const App *app, const Choice *choice, Buf *out)
{
	static const EntryKind KINDS[CHOICE_COUNT] = {
		[CHOICE_PROVINCE] = ENTRY_PROVINCE, [CHOICE_THEME] = ENTRY_THEME, [CHOICE_TERM] = ENTRY_TERM};
	Entry entry = {.kind = KINDS[choice->kind], .index = choice->index};
	if (choice->kind == CHOICE_UNIT)
		add_unit(app, choice->unit, out);
	else if (choice->kind == CHOICE_ACTION)
		buf_add(out, str_of(keymap_row((Action)choice->index)->help[app->options.lang]));
	else
		buf_add(out, view_axis_name(app->corpus, &entry, app->options.lang));
}

/* What a choice is written as in the field: something that leads to it again. */
static void add_completion(const App *app, const Choice *choice, Buf *out)
{
	if (choice->kind == CHOICE_UNIT) {
		corpus_add_address(app->corpus, choice->unit, out);
	} else if (choice->kind == CHOICE_ACTION) {
		const ActionRow *row = keymap_row((Action)choice->index);
		Str hint = str_of(row->hint[LANG_ZH]);
		buf_add(out, app->options.lang == LANG_ZH && hint.n > 0 ? hint : str_of(row->id));
	} else {
		add_name(app, choice, out);
	}
}

void app_command_complete(App *app)
{
	if (app->commands->completed)
		app_command_move(app, 1);
	const Choice *choice = chosen(app);
	if (!choice)
		return;
	Buf text = {0};
	add_completion(app, choice, &text);
	prompt_set(&app->prompt, buf_str(&text));
	app->commands->completed = true;
	buf_free(&text);
}

static void run_action(App *app, Action action)
{
	if (keymap_row(action)->contexts & (unsigned)app_context(app))
		app_run(app, action);
	else
		app_warn(app, WORD_help_cannot, str_of(keymap_row(action)->help[app->options.lang]));
}

void app_command_run(App *app)
{
	const Choice *choice = chosen(app);
	Str text = str_trim(buf_str(&app->prompt.text));
	if (text.n == 0 && !(choice && app->commands->cursor > 0))
		return;
	if (!choice)
		app_warn(app, WORD_no_command, text);
	else if (choice->kind == CHOICE_ACTION)
		run_action(app, (Action)choice->index);
	else if (choice->kind == CHOICE_UNIT)
		view_browse_go(app, choice->unit, 0);
	else if (choice->kind == CHOICE_PROVINCE)
		view_browse_open(app, AXIS_PROVINCES, (Entry){.kind = ENTRY_PROVINCE, .index = choice->index});
	else if (choice->kind == CHOICE_THEME)
		view_browse_open(app, AXIS_THEMES, (Entry){.kind = ENTRY_THEME, .index = choice->index});
	else
		view_browse_open(app, AXIS_TERMS, (Entry){.kind = ENTRY_TERM, .index = choice->index});
}

static void draw_choice(const App *app, const Choice *choice, bool cursor, Screen *screen, Rect row)
{
	static const Word KINDS[CHOICE_COUNT] = {[CHOICE_UNIT] = WORD_address, [CHOICE_PROVINCE] = WORD_province,
		[CHOICE_THEME] = WORD_theme, [CHOICE_TERM] = WORD_term};
	Lang lang = app->options.lang;
	Buf kind = {0}, name = {0};
	if (choice->kind == CHOICE_ACTION)
		keymap_add_keys(&kind, app->options.keymap, (Action)choice->index, lang);
	else
		buf_add(&kind, words_get(KINDS[choice->kind], lang));
	add_name(app, choice, &name);
	if (cursor)
		screen_put(screen, row, row.x, row.y, STR("▸"), STYLE_MARKER);
	Style style = choice->kind == CHOICE_ACTION ? STYLE_KEY : STYLE_DIM;
	screen_put_cut(screen, row, row.x + 2, row.y, KIND_COLUMNS, buf_str(&kind), style);
	screen_put_cut(screen, row, row.x + KIND_COLUMNS + 3, row.y, row.width - KIND_COLUMNS - 3, buf_str(&name),
		cursor ? STYLE_SELECTED : STYLE_TEXT);
	buf_free(&kind);
	buf_free(&name);
}

void app_command_draw(const App *app, Screen *screen)
{
	const Commands *commands = app->commands;
	int most = app->height - 4 < SHOWN ? app->height - 4 : SHOWN, n = (int)commands->choices.n;
	int rows = n == 0 ? 1 : n < most ? n : most;
	Rect box = {0, app->height - 2 - rows, app->width, rows + 1};
	screen_fill(screen, box, STYLE_TEXT);
	screen_line_across(screen, 1, box.y, box.width - 2);
	size_t top = commands->cursor >= (size_t)rows ? commands->cursor - (size_t)rows + 1 : 0;
	for (int i = 0; i < rows && top + (size_t)i < commands->choices.n; i++) {
		size_t at = top + (size_t)i;
		Rect row = {1, box.y + 1 + i, app->width - 2, 1};
		draw_choice(app, &commands->choices.at[at], at == commands->cursor, screen, row);
	}
	if (commands->choices.n == 0)
		screen_put(screen, box, 3, box.y + 1, words_get(WORD_command_none, app->options.lang), STYLE_NOTE);
}
