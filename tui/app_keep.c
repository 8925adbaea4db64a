/* Marks, bookmarks and notes: what the keys do. */
#include "app_actions.h"

#include "history.h"
#include "view_browse.h"
#include "view_note.h"

void app_kept(App *app, bool mine)
{
	keep_collect(app->corpus, app->notes, &app->kept);
	app->unsaved = app->unsaved || mine;
	app->revision++;
}

/* No reason to save at once: it is written with the next note or at the end. */
void app_have_read(App *app, uint32_t measure)
{
	Buf address = {0};
	if (app->kept.read[measure])
		return;
	keep_read(&app->kept, measure);
	notes_set_read(app->notes, anchor_of(app->corpus, (Unit){UNIT_MEASURE, measure}, &address), true, app->now);
	buf_free(&address);
}

void app_go(App *app, Unit unit, uint32_t byte)
{
	history_leave(app);
	view_browse_go(app, unit, byte);
	history_arrive(app);
}

static void say_unit(App *app, Word word, Unit unit)
{
	Buf name = {0};
	table_add_place_name(app->corpus, (Place){CORPUS_NONE, unit}, app->options.lang, &name);
	app_say(app, word, buf_str(&name));
	buf_free(&name);
}

/* How far into the unit's passage the text on top is. */
static uint32_t byte_here(const App *app, Unit unit)
{
	int width;
	const Reader *reader = app_view(app)->reader ? app_view(app)->reader(app_state(app), &width) : NULL;
	if (!reader || reader->anchor_block >= reader->doc.blocks.n)
		return 0;
	const DocBlock *block = &reader->doc.blocks.at[reader->anchor_block];
	for (int lang = 0; lang < LANG_COUNT; lang++)
		if (block->text.s == corpus_text(&corpus_passage(app->corpus, unit)->text, (Lang)lang).s)
			return (uint32_t)reader->anchor_byte;
	return 0;
}

static void tell_marks(App *app)
{
	Lang lang = app->options.lang;
	Buf list = {0};
	for (size_t i = 0; i < app->kept.n; i++) {
		const Kept *kept = &app->kept.at[i];
		if (kept->kind != KEEP_MARK)
			continue;
		buf_add(&list, list.n > 0 ? STR("  ") : STR(""));
		buf_add(&list, kept->key);
		buf_add_char(&list, ' ');
		if (kept->unit.kind == UNIT_NONE)
			buf_add(&list, kept->address);
		else
			table_add_place_name(app->corpus, (Place){CORPUS_NONE, kept->unit}, lang, &list);
	}
	app_say(app, list.n > 0 ? WORD_go_keys : WORD_go_none, buf_str(&list));
	buf_free(&list);
}

void app_prefix(App *app, int prefix)
{
	app->prefix = (Prefix)prefix;
	if (prefix == PREFIX_MARK)
		app_say(app, WORD_mark_keys, (Str){0});
	else
		tell_marks(app);
}

static void set_mark(App *app, char letter)
{
	Unit unit = app_unit_here(app);
	Buf address = {0}, text = {0}, name = {0};
	if (unit.kind == UNIT_NONE) {
		app_warn(app, WORD_kept_nothing_here, (Str){0});
		return;
	}
	Anchor anchor = anchor_of(app->corpus, unit, &address);
	if (notes_mark(app->notes, letter, anchor, byte_here(app, unit), app->now)) {
		app_kept(app, true);
		table_add_place_name(app->corpus, (Place){CORPUS_NONE, unit}, app->options.lang, &name);
		words_add(&text, WORD_mark_set, app->options.lang, (Str){&letter, 1}, buf_str(&name));
		app_tell(app, buf_str(&text), false);
	} else {
		app_warn(app, WORD_kept_full, (Str){0});
	}
	buf_free(&address);
	buf_free(&text);
	buf_free(&name);
}

static void go_mark(App *app, char letter)
{
	for (size_t i = 0; i < app->kept.n; i++) {
		const Kept *kept = &app->kept.at[i];
		if (kept->kind != KEEP_MARK || kept->key.n != 1 || kept->key.s[0] != letter)
			continue;
		if (kept->unit.kind == UNIT_NONE)
			app_warn(app, WORD_kept_gone, (Str){0});
		else
			app_go(app, kept->unit, kept->offset);
		return;
	}
	app_say(app, WORD_mark_missing, (Str){&letter, 1});
}

/* The key behind m or '. */
void app_follow(App *app, Key key)
{
	Prefix prefix = app->prefix;
	bool again = keymap_find(app->options.keymap, app_context(app), key) == ACTION_go_mark;
	app->prefix = PREFIX_NONE;
	key = keymap_twin(key);
	if (key >= 'A' && key <= 'Z')
		key += 'a' - 'A';
	if (prefix == PREFIX_GO && again)
		app_kept_list(app, 0);
	else if (key >= 'a' && key <= 'z')
		(prefix == PREFIX_MARK ? set_mark : go_mark)(app, (char)key);
	else if (key != KEYMAP_ESC)
		app_warn(app, WORD_mark_letters, (Str){0});
}

static void open_note(App *app, NoteKind kind, Unit unit, const Kept *kept)
{
	app_push(app, VIEW_note, &(NoteWanted){kind, unit, kept});
}

void app_bookmark(App *app, int unused)
{
	(void)unused;
	Unit unit = app_unit_here(app);
	const Kept *kept = keep_next(&app->kept, KEEP_BOOKMARK, unit, NULL);
	Buf address = {0};
	if (unit.kind == UNIT_NONE) {
		app_warn(app, WORD_kept_nothing_here, (Str){0});
	} else if (kept) {
		open_note(app, NOTE_NAME, unit, kept);
	} else if (notes_bookmark(app->notes, anchor_of(app->corpus, unit, &address), (Str){0}, app->now)) {
		app_kept(app, true);
		say_unit(app, WORD_bookmarked, unit);
	} else {
		app_warn(app, WORD_kept_full, (Str){0});
	}
	buf_free(&address);
}

void app_note(App *app, int unused)
{
	(void)unused;
	Unit unit = app_unit_here(app);
	if (unit.kind == UNIT_NONE)
		app_warn(app, WORD_kept_nothing_here, (Str){0});
	else
		open_note(app, NOTE_TEXT, unit, keep_next(&app->kept, KEEP_NOTE, unit, NULL));
}

void app_kept_list(App *app, int unused)
{
	(void)unused;
	app_push(app, VIEW_keep, NULL);
}

void app_remove(App *app, int unused)
{
	(void)unused;
	if (app_view(app)->remove)
		app_view(app)->remove(app, app_state(app));
}

void app_settle(App *app)
{
	if (app->depth > 0 && app->stack[app->depth - 1].id == VIEW_note)
		app_view(app)->cancel(app, app_state(app));
	app_note_place(app);
}
