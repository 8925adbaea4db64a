#include "keymap.h"

#include "../core/utf8.h"
#include "../core/wrap.h"

#include <stdlib.h>
#include <string.h>

enum {
	GROUP_MOVE, GROUP_PANES, GROUP_FIND, GROUP_COMPARE, GROUP_KEEP, GROUP_CORRECT, GROUP_EXPORT, GROUP_LOOK,
	GROUP_INPUT, GROUP_LEAVE,
	GROUP_COUNT
};

static const char *const GROUPS[GROUP_COUNT][LANG_COUNT] = {
	[GROUP_MOVE] = {"移动", "Moving"},
	[GROUP_PANES] = {"栏目", "Panes"},
	[GROUP_FIND] = {"查找", "Finding"},
	[GROUP_COMPARE] = {"对照", "Comparing"},
	[GROUP_KEEP] = {"标记与批注", "Marks and notes"},
	[GROUP_CORRECT] = {"核对与改正", "Confirming and correcting"},
	[GROUP_EXPORT] = {"导出", "Exporting"},
	[GROUP_LOOK] = {"显示", "Looks"},
	[GROUP_INPUT] = {"输入框", "Text fields"},
	[GROUP_LEAVE] = {"帮助与退出", "Help and leaving"},
};

/* Short names for the contexts column of actions.def. */
enum {
	LIST = CONTEXT_LIST | CONTEXT_LINES,
	LINES = CONTEXT_LINES,
	TEXT = CONTEXT_TEXT,
	COMPARE = CONTEXT_COMPARE,
	PROSE = CONTEXT_INFO, /* one column of it */
	ORIGINAL = CONTEXT_ORIGINAL,
	INFO = PROSE | ORIGINAL,
	HELP = CONTEXT_HELP,
	PROMPT = CONTEXT_PROMPT,
	CHOICE = CONTEXT_CHOICE,
	NOTE = CONTEXT_NOTE,
	MATRIX = CONTEXT_MATRIX,
	FIGURES = CONTEXT_FIGURES,
	OVERVIEW = CONTEXT_OVERVIEW,
	TABLES = MATRIX | FIGURES | OVERVIEW,
	EXPORT = CONTEXT_EXPORT,
	ASK = CONTEXT_ASK,
	TAGS = CONTEXT_TAGS,
	REVIEW = CONTEXT_REVIEW,
	BROWSE = LIST | TEXT,
	UNITS = CONTEXT_LIST | TEXT | COMPARE, /* where a measure is under the cursor */
	READING = TEXT | COMPARE | INFO | TABLES
};

static const ActionRow ROWS[] = {
#define ACTION(id_, group_, keys_, contexts_, kiosk_, rank_, when_, zh_hint, en_hint, zh_help, en_help, run, arg)      \
	[ACTION_##id_] = {.id = #id_,                                                                                      \
		.contexts = contexts_,                                                                                         \
		.kiosk = kiosk_,                                                                                               \
		.group = GROUP_##group_,                                                                                       \
		.rank = rank_,                                                                                                 \
		.when = HINT_##when_,                                                                                          \
		.hint = {zh_hint, en_hint},                                                                                    \
		.help = {zh_help, en_help}},
#include "actions.def"
#undef ACTION
};

const Keymap KEYMAP_STANDARD = {.keys = {
#define ACTION(id, group, keys_, ...) [ACTION_##id] = keys_,
#include "actions.def"
#undef ACTION
}};

static const struct { const char *name, *zh, *en; Key key; } NAMES[] = {
	{"DOWN", "↓", "↓", KEYMAP_DOWN},
	{"UP", "↑", "↑", KEYMAP_UP},
	{"LEFT", "←", "←", KEYMAP_LEFT},
	{"RIGHT", "→", "→", KEYMAP_RIGHT},
	{"HOME", "Home", "Home", KEYMAP_HOME},
	{"END", "End", "End", KEYMAP_END},
	{"PGUP", "PgUp", "PgUp", KEYMAP_PGUP},
	{"PGDN", "PgDn", "PgDn", KEYMAP_PGDN},
	{"TAB", "Tab", "Tab", KEYMAP_TAB},
	{"BACKTAB", "S-Tab", "S-Tab", KEYMAP_BACKTAB},
	{"ENTER", "Enter", "Enter", KEYMAP_ENTER},
	{"ESC", "Esc", "Esc", KEYMAP_ESC},
	{"SPACE", "空格", "Space", ' '},
	{"BACKSPACE", "退格", "Backspace", KEYMAP_BACKSPACE},
	{"DELETE", "Del", "Del", KEYMAP_DELETE},
};

/* Keys that a Chinese input method sends, and what they stand for. */
static const struct { Key from; char to; } TWINS[] = {
	{0x3001, '/'},
	{0x3002, '.'},
	{0x300A, '<'},
	{0x300B, '>'},
	{0x3008, '<'},
	{0x3009, '>'},
	{0x3010, '['},
	{0x3011, ']'},
	{0x300C, '['},
	{0x300D, ']'},
	{0x300E, '{'},
	{0x300F, '}'},
	{0x2018, '\''},
	{0x2019, '\''},
	{0x201C, '"'},
	{0x201D, '"'},
	{0xB7, '`'},
	{0x2026, '^'},
	{0x2014, '_'},
	{0xFFE5, '$'},
	{0xA5, '$'},
	{0x3000, ' '},
};

const ActionRow *keymap_row(Action action)
{
	return &ROWS[action];
}

Key keymap_twin(Key key)
{
	if (key >= 0xFF01 && key <= 0xFF5E)
		return key - 0xFF01 + '!';
	for (size_t i = 0; i < sizeof TWINS / sizeof *TWINS; i++)
		if (TWINS[i].from == key)
			return (Key)TWINS[i].to;
	return key;
}

Key keymap_mouse(Point point)
{
	return KEYMAP_MOUSE | (Key)(point.wheel + 1) << 24 | (Key)point.y << 12 | (Key)point.x;
}

Point keymap_point(Key key)
{
	return (Point){(int)(key & 0xFFF), (int)(key >> 12 & 0xFFF), (int)(key >> 24 & 3) - 1};
}

bool keymap_is_text(Context context, Key key)
{
	bool field = context == CONTEXT_PROMPT || context == CONTEXT_HELP || context == CONTEXT_NOTE;
	return field && key >= ' ' && key < KEYMAP_UP && key != 0x7F;
}

/* F1 to F12. */
static Key parse_function(Str name)
{
	Key n = 0;
	for (size_t i = 1; i < name.n && name.n <= 3; i++)
		n = name.s[i] >= '0' && name.s[i] <= '9' ? n * 10 + (Key)(name.s[i] - '0') : 99;
	return n >= 1 && n <= 12 && name.s[1] != '0' ? KEYMAP_F1 + n - 1 : KEYMAP_NONE;
}

Key keymap_parse(Str name)
{
	if (name.n == 1 && *name.s > ' ' && *name.s < 0x7F) /* most are, and no name has one letter */
		return (Key)*name.s;
	for (size_t i = 0; i < sizeof NAMES / sizeof *NAMES; i++)
		if (str_eq_nocase(name, str_of(NAMES[i].name)) || str_eq_nocase(name, str_of(NAMES[i].en)) ||
			str_eq(name, str_of(NAMES[i].zh)))
			return NAMES[i].key;
	if (name.n == 2 && name.s[0] == '^') {
		char c = name.s[1] >= 'a' && name.s[1] <= 'z' ? (char)(name.s[1] - 'a' + 'A') : name.s[1];
		return c > '@' && c <= '_' ? (Key)(c - '@') : KEYMAP_NONE;
	}
	if (name.n >= 2 && (name.s[0] == 'F' || name.s[0] == 'f'))
		return parse_function(name);
	uint32_t cp = KEYMAP_NONE;
	bool one = name.n > 0 && utf8_decode(name.s, name.n, &cp) == name.n && cp > ' ' && !utf8_is_hostile(cp);
	return one ? keymap_twin(cp) : KEYMAP_NONE;
}

Key keymap_next(const char **names)
{
	*names += strspn(*names, " ");
	size_t n = strcspn(*names, " ");
	if (n == 0)
		return KEYMAP_NONE;
	Key key = keymap_parse((Str){*names, n});
	*names += n;
	return key;
}

static bool has_key(const char *names, Key key)
{
	for (Key k; (k = keymap_next(&names)) != KEYMAP_NONE;)
		if (k == key)
			return true;
	return false;
}

Action keymap_find(const Keymap *map, Context context, Key key)
{
	if (key == KEYMAP_NONE || keymap_is_text(context, key))
		return ACTION_COUNT;
	key = keymap_twin(key);
	for (Action a = 0; a < ACTION_COUNT; a++)
		if ((ROWS[a].contexts & (unsigned)context) && has_key(map->keys[a], key))
			return a;
	return ACTION_COUNT;
}

void keymap_add_name(Buf *out, Key key, Lang lang)
{
	for (size_t i = 0; i < sizeof NAMES / sizeof *NAMES; i++)
		if (NAMES[i].key == key) {
			buf_add(out, str_of(lang == LANG_ZH ? NAMES[i].zh : NAMES[i].en));
			return;
		}
	if (key >= KEYMAP_F1 && key <= KEYMAP_F12) {
		buf_add_char(out, 'F');
		buf_add_int(out, key - KEYMAP_F1 + 1);
	} else if (key < ' ') {
		buf_add_char(out, '^');
		buf_add_char(out, (char)(key + '@'));
	} else {
		buf_add_codepoint(out, key);
	}
}

void keymap_add_key(Buf *out, const Keymap *map, Action action, Lang lang)
{
	const char *names = map->keys[action];
	Key key = keymap_next(&names);
	if (key != KEYMAP_NONE)
		keymap_add_name(out, key, lang);
}

void keymap_add_keys(Buf *out, const Keymap *map, Action action, Lang lang)
{
	const char *names = map->keys[action];
	bool first = true;
	for (Key key; (key = keymap_next(&names)) != KEYMAP_NONE; first = false) {
		if (!first)
			buf_add_char(out, ' ');
		keymap_add_name(out, key, lang);
	}
}

void keymap_fill(Buf *out, const Keymap *map, Str text, Lang lang)
{
	for (size_t i = 0; i < text.n; i++) {
		ptrdiff_t end = text.s[i] == '{' ? str_find(text, STR("}"), i) : -1;
		Str name = end < 0 ? (Str){0} : str_sub(text, i + 1, (size_t)end);
		Action action = 0;
		while (action < ACTION_COUNT && !str_eq(name, str_of(ROWS[action].id)))
			action++;
		if (action == ACTION_COUNT) {
			buf_add_char(out, text.s[i]);
			continue;
		}
		keymap_add_key(out, map, action, lang);
		i = (size_t)end;
	}
}

void keymap_add_hint_keys(Buf *out, const Keymap *map, const Hint *hint, Lang lang)
{
	keymap_add_key(out, map, hint->action, lang);
	if (hint->twin == ACTION_COUNT)
		return;
	Buf name = {0};
	keymap_add_key(&name, map, hint->twin, lang);
	if (utf8_count(buf_str(&name)) > 1 || utf8_count(buf_str(out)) > 1)
		buf_add_char(out, ' ');
	buf_add(out, buf_str(&name));
	buf_free(&name);
}

static size_t hint_columns(const Keymap *map, const Hint *hint, Lang lang, int ambiguous)
{
	Buf keys = {0};
	keymap_add_hint_keys(&keys, map, hint, lang);
	size_t columns =
		utf8_columns(buf_str(&keys), ambiguous) + 1 + utf8_columns(str_of(ROWS[hint->action].hint[lang]), ambiguous);
	buf_free(&keys);
	return columns;
}

static size_t collect(const Keymap *map, Context context, unsigned when, Lang lang, Hint *at, size_t limit)
{
	size_t n = 0;
	for (Action a = 0; a < ACTION_COUNT; a++) {
		const ActionRow *row = &ROWS[a];
		bool allowed = row->kiosk || !(when & HINT_KIOSK);
		bool shown = allowed && row->rank > 0 && row->when & (when | HINT_ALWAYS) && *map->keys[a];
		if (!(row->contexts & (unsigned)context) || !shown)
			continue;
		Hint *last = n > 0 ? &at[n - 1] : NULL;
		if (last && last->twin == ACTION_COUNT && strcmp(ROWS[last->action].hint[lang], row->hint[lang]) == 0)
			last->twin = a;
		else if (n < limit)
			at[n++] = (Hint){a, ACTION_COUNT};
	}
	return n;
}

size_t keymap_hints(const Keymap *map, Context context, unsigned when, Lang lang, size_t columns, int ambiguous,
	Hint *at, size_t limit)
{
	size_t n = collect(map, context, when, lang, at, limit);
	for (;;) {
		size_t used = 0, lowest = 0;
		for (size_t i = 0; i < n; i++) {
			used += hint_columns(map, &at[i], lang, ambiguous) + (i > 0 ? 2 : 0);
			if (ROWS[at[i].action].rank < ROWS[at[lowest].action].rank)
				lowest = i;
		}
		if (used <= columns || n == 0)
			return n;
		memmove(at + lowest, at + lowest + 1, (n - lowest - 1) * sizeof *at);
		n--;
	}
}

#define CARD_KEYS 20 /* columns of the keys on the card */

static void card_line(Buf *out, const Keymap *map, Action action, Lang lang, uint32_t width)
{
	Buf keys = {0};
	keymap_add_keys(&keys, map, action, lang);
	size_t used = utf8_columns(buf_str(&keys), 1);
	buf_add(out, STR("  "));
	buf_add(out, buf_str(&keys));
	buf_add_repeat(out, STR(" "), used < CARD_KEYS ? CARD_KEYS - used : 1);
	buf_free(&keys);
	Str help = str_of(ROWS[action].help[lang]);
	uint32_t room = width > CARD_KEYS + 12 ? width - CARD_KEYS - 2 : 10000;
	WrapLines lines = {0};
	wrap_lines(help, &(WrapOptions){.width = room, .ambiguous = 1}, &lines);
	for (size_t i = 0; i < lines.n; i++) {
		if (i > 0)
			buf_add_repeat(out, STR(" "), CARD_KEYS + 2);
		buf_add(out, str_sub(help, lines.at[i].from, lines.at[i].to));
		buf_add_char(out, '\n');
	}
	free(lines.at);
}

void keymap_write_card(Buf *out, const Keymap *map, Lang lang, uint32_t width)
{
	for (int group = 0; group < GROUP_COUNT; group++) {
		if (group > 0)
			buf_add_char(out, '\n');
		buf_add(out, str_of(GROUPS[group][lang]));
		buf_add_char(out, '\n');
		for (Action a = 0; a < ACTION_COUNT; a++)
			if (ROWS[a].group == group)
				card_line(out, map, a, lang, width);
	}
}
