#include "bind.h"

#include "options.h"

#include <string.h>

/* Without these nobody finds help, or the way out of a text field, or of the program. */
static const Action NEEDED[] = {ACTION_help, ACTION_back, ACTION_accept, ACTION_close, ACTION_save_note};

/* ^C ^Q ^S ^Z ^\: signals and flow control, which the terminal keeps to itself. */
static const Key HELD[] = {'C' - '@', 'Q' - '@', 'S' - '@', 'Z' - '@', '\\' - '@'};

/* A row of the configuration that is in force. */
typedef struct Bound { Action action; const ConfigKeys *row; } Bound;

typedef struct Binder {
	Keymap *map;
	Msgs *msgs;
	Bound bound[ACTION_COUNT];
	size_t n;
} Binder;

Action bind_action(Str id)
{
	for (Action a = 0; a < ACTION_COUNT; a++)
		if (str_eq(id, str_of(keymap_row(a)->id)))
			return a;
	return ACTION_COUNT;
}

static void tell_unknown(const Binder *b, const ConfigKeys *row)
{
	const char *names[ACTION_COUNT], *nearest;

	for (Action a = 0; a < ACTION_COUNT; a++)
		names[a] = keymap_row(a)->id;
	nearest = options_nearest(row->action.s, names, ACTION_COUNT);
	msg_add(b->msgs, nearest ? MSG_bind_action_near : MSG_bind_action, row->action.pos, row->action.s, str_of(nearest),
		(Str){0});
}

static void tell(const Binder *b, MsgId id, const ConfigKeys *row, Str key, Str other)
{
	msg_add(b->msgs, id, row->keys.pos, key, row->action.s, other);
}

static bool is_held(Key key)
{
	for (size_t i = 0; i < sizeof HELD / sizeof *HELD; i++)
		if (HELD[i] == key)
			return true;
	return false;
}

static bool is_function(Key key)
{
	return key >= KEYMAP_F1 && key <= KEYMAP_F12;
}

/* True where every context of the action takes the key as text. */
static bool is_typed(Action action, Key key)
{
	unsigned contexts = keymap_row(action)->contexts;

	for (unsigned one = 1; one <= contexts; one <<= 1)
		if (contexts & one && !keymap_is_text((Context)one, key))
			return false;
	return true;
}

/* Whether every name in the row is a key that can reach the action. */
static bool keys_fit(const Binder *b, const ConfigKeys *row, Action action)
{
	Str rest = row->keys.s, name;

	while (rest.n && str_split(&rest, ' ', &name)) {
		Key key = keymap_parse(name);
		MsgId id = key == KEYMAP_NONE ? MSG_bind_key
			: is_held(key) ? MSG_bind_held
			: is_typed(action, key) ? MSG_bind_typed : MSG_ID_COUNT;

		if (name.n && id != MSG_ID_COUNT) {
			tell(b, id, row, name, (Str){0});
			return false;
		}
	}
	return true;
}

static bool is_needed(const Binder *b, const ConfigKeys *row, Action action)
{
	const char *names = b->map->keys[action];
	bool needed = false, plain = false;

	for (size_t i = 0; i < sizeof NEEDED / sizeof *NEEDED; i++)
		needed = needed || NEEDED[i] == action;
	for (Key key; (key = keymap_next(&names)) != KEYMAP_NONE;)
		plain = plain || !is_function(key);
	if (needed && !plain)
		msg_add(b->msgs, MSG_bind_needed, row->keys.pos, row->action.s, (Str){0}, (Str){0});
	return needed && !plain;
}

/* The other action that one of these keys has in the same context; *key gets the key. ACTION_COUNT where all is
   well. */
static Action find_clash(const Keymap *map, Action action, Key *key)
{
	unsigned contexts = keymap_row(action)->contexts;
	const char *names = map->keys[action];

	while ((*key = keymap_next(&names)) != KEYMAP_NONE)
		for (Action other = 0; other < ACTION_COUNT; other++) {
			const char *others = map->keys[other];
			bool meets = other != action && keymap_row(other)->contexts & contexts;

			for (Key k; meets && (k = keymap_next(&others)) != KEYMAP_NONE;)
				if (k == *key)
					return other;
		}
	return ACTION_COUNT;
}

/* Takes back the last row whose keys mean something else too. What it had before may now clash with another row, so
   this goes on until it finds nothing; with every row taken back there is nothing to find. */
static bool refuse_clash(Binder *b)
{
	for (size_t i = b->n; i-- > 0;) {
		Bound bound = b->bound[i];
		Key key;
		Action other = find_clash(b->map, bound.action, &key);
		Buf name = {0};

		if (other == ACTION_COUNT)
			continue;
		keymap_add_name(&name, key, LANG_EN);
		tell(b, MSG_bind_clash, bound.row, buf_str(&name), str_of(keymap_row(other)->id));
		buf_free(&name);
		b->map->keys[bound.action] = KEYMAP_STANDARD.keys[bound.action];
		memmove(b->bound + i, b->bound + i + 1, (b->n - i - 1) * sizeof *b->bound);
		b->n--;
		return true;
	}
	return false;
}

void bind_keys(Keymap *map, Config *config, Msgs *msgs)
{
	Binder b = {.map = map, .msgs = msgs};
	size_t first = msgs->list.n;

	*map = KEYMAP_STANDARD;
	for (size_t i = 0; i < config->keys.n; i++) {
		const ConfigKeys *row = &config->keys.at[i];
		Action action = bind_action(row->action.s);

		if (action == ACTION_COUNT)
			tell_unknown(&b, row);
		if (action == ACTION_COUNT || !keys_fit(&b, row, action))
			continue;
		map->keys[action] = str_keep(row->keys.s, &config->arena).s;
		if (is_needed(&b, row, action))
			map->keys[action] = KEYMAP_STANDARD.keys[action];
		else
			b.bound[b.n++] = (Bound){action, row};
	}
	while (refuse_clash(&b))
		;
	msg_sort(msgs, first);
}

/* In quotation marks as YAML wants them: \ and " are escaped. */
static void add_quoted(Buf *out, const char *keys)
{
	buf_add_char(out, '"');
	for (; *keys; keys++) {
		if (*keys == '"' || *keys == '\\')
			buf_add_char(out, '\\');
		buf_add_char(out, *keys);
	}
	buf_add_char(out, '"');
}

#define ROW_COLUMNS 44 /* where the explanations begin */

void bind_add_rows(Buf *out, Lang lang)
{
	buf_add(out, lang == LANG_ZH ? STR("# 操作和现有的键：\n") : STR("# The actions and their keys:\n"));
	for (Action a = 0; a < ACTION_COUNT; a++) {
		size_t from = out->n;

		buf_add(out, STR("#   "));
		buf_add(out, str_of(keymap_row(a)->id));
		buf_add(out, STR(": "));
		add_quoted(out, KEYMAP_STANDARD.keys[a]);
		size_t used = out->n - from;
		buf_add_repeat(out, STR(" "), used < ROW_COLUMNS ? ROW_COLUMNS - used : 2);
		buf_add(out, STR("# "));
		buf_add(out, str_of(keymap_row(a)->help[lang]));
		buf_add_char(out, '\n');
	}
}
