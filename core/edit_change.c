#include "edit_inside.h"

#include "import_yaml.h"

#include <string.h>

static void splice(Edit *edit, size_t from, size_t to, Str text)
{
	MEM_PUSH(&edit->splices, ((EditSplice){from, to, str_keep(text, &edit->arena)}));
}

static size_t line_start(Str bytes, size_t at)
{
	while (at && bytes.s[at - 1] != '\n')
		at--;
	return at;
}

/* Behind the line end, or at the end of the file. */
static size_t line_end(Str bytes, size_t at)
{
	const char *end = at < bytes.n ? memchr(bytes.s + at, '\n', bytes.n - at) : NULL;

	return end ? (size_t)(end - bytes.s) + 1 : bytes.n;
}

static bool is_blank(Str text)
{
	for (size_t i = 0; i < text.n; i++)
		if (text.s[i] != ' ' && text.s[i] != '\t' && text.s[i] != '\r' && text.s[i] != '\n')
			return false;
	return true;
}

/* Whether a comment stands in a stretch between nodes. */
static bool has_comment(const Edit *edit, size_t from, size_t to)
{
	return to > from && memchr(edit->bytes.s + from, '#', to - from);
}

/* Lines of YAML behind the line in which `at` stands. */
static void splice_behind(Edit *edit, size_t at, Str lines)
{
	size_t end = line_end(edit->bytes, at);
	Buf text = {0};

	if (end && edit->bytes.s[end - 1] != '\n')
		buf_add_char(&text, '\n');
	buf_add(&text, lines);
	splice(edit, end, end, buf_str(&text));
	buf_free(&text);
}

/* KEY: VALUE as a line, or for a flow without the line end. */
static void add_pair(Buf *out, size_t indent, bool flow, const char *key, Str text, bool yaml)
{
	if (!flow && !yaml) {
		import_yaml_text(out, indent, key, text);
		return;
	}
	buf_add_repeat(out, STR(" "), flow ? 0 : indent);
	buf_add(out, str_of(key));
	buf_add(out, STR(": "));
	if (yaml)
		buf_add(out, text);
	else
		import_yaml_scalar(out, text, true);
	buf_add(out, flow ? STR("") : STR("\n"));
}

static Str pair_meaning(Edit *edit, bool flow, Str pair)
{
	Buf yaml = {0};
	Str meaning;

	buf_add(&yaml, flow ? STR("{") : STR(""));
	buf_add(&yaml, pair);
	buf_add(&yaml, flow ? STR("}") : STR(""));
	meaning = edit_meaning(edit, buf_str(&yaml));
	buf_free(&yaml);
	return meaning;
}

static void add_key(Edit *edit, uint32_t map, const char *after, const char *key, Str text, bool yaml)
{
	const EditNode *at = edit_node(edit, map);
	uint32_t value = after ? edit_value(edit, map, after) : EDIT_NONE;
	Buf pair = {0};

	if (value == EDIT_NONE)
		value = at->last;
	if (value == EDIT_NONE) {
		edit->failed = true;
		return;
	}
	add_pair(&pair, at->col - 1, at->flow, key, text, yaml);
	MEM_PUSH(&edit->added,
		((EditNew){map, edit_node(edit, value)->next, pair_meaning(edit, at->flow, buf_str(&pair))}));
	if (at->flow) {
		Buf behind = {0};

		buf_add(&behind, STR(", "));
		buf_add(&behind, buf_str(&pair));
		splice(edit, edit_node(edit, value)->to, edit_node(edit, value)->to, buf_str(&behind));
		buf_free(&behind);
	} else {
		splice_behind(edit, edit_node(edit, value)->to, buf_str(&pair));
	}
	buf_free(&pair);
}

/* The value of a key that is there. */
static void replace(Edit *edit, uint32_t map, const char *key, uint32_t value, Str text, bool yaml)
{
	const EditNode *above = edit_node(edit, map);
	EditNode *at = edit_node(edit, value);
	Buf pair = {0};
	Str fresh, meaning;
	size_t skip = (above->flow ? 0 : above->col - 1) + strlen(key) + 1, name = strlen(key);

	add_pair(&pair, above->col - 1, above->flow, key, text, yaml);
	fresh = str_sub(buf_str(&pair), skip, pair.n);
	while (fresh.n && *fresh.s == ' ')
		fresh = str_sub(fresh, 1, fresh.n);
	if (fresh.n && fresh.s[fresh.n - 1] == '\n')
		fresh.n--;
	meaning = pair_meaning(edit, above->flow, buf_str(&pair));
	/* Without the key: "4:text". */
	at->fresh = str_sub(meaning, name + (name > 9 ? 3 : 2), meaning.n);
	if (at->to == at->from)
		edit->failed = true;
	splice(edit, at->from, at->to, fresh);
	buf_free(&pair);
}

static void set(Edit *edit, uint32_t map, const char *key, const char *after, Str text, bool yaml)
{
	uint32_t value = edit_value(edit, map, key);

	if (map == EDIT_NONE || edit_node(edit, map)->kind != DOCUMENT_MAP || !text.n)
		edit->failed = true;
	else if (value == EDIT_NONE)
		add_key(edit, map, after, key, text, yaml);
	else if (!yaml && edit_node(edit, value)->kind == DOCUMENT_MAP)
		set(edit, value, "zh", NULL, text, false);
	else if (yaml || !str_eq(edit_node(edit, value)->value, text))
		replace(edit, map, key, value, text, yaml);
}

void edit_set_text(Edit *edit, uint32_t map, const char *key, const char *after, Str text)
{
	set(edit, map, key, after, text, false);
}

void edit_set_value(Edit *edit, uint32_t map, const char *key, const char *after, Str yaml)
{
	set(edit, map, key, after, yaml, true);
}

static void drop(Edit *edit, uint32_t node)
{
	edit_node(edit, node)->dropped = true;
}

/* From a child of a flow to what follows, or from the end of the one before where it is the last. `end` is the child's
   end. */
static void drop_in_flow(Edit *edit, uint32_t before, uint32_t child, uint32_t next, size_t end)
{
	size_t from = edit_node(edit, child)->from;

	if (next != EDIT_NONE && !has_comment(edit, end, edit_node(edit, next)->from)) {
		splice(edit, from, edit_node(edit, next)->from, (Str){0});
	} else if (next != EDIT_NONE) {
		const char *comma = memchr(edit->bytes.s + end, ',', edit_node(edit, next)->from - end);

		splice(edit, from, comma ? (size_t)(comma - edit->bytes.s) + 1 : end, (Str){0});
	} else if (before != EDIT_NONE && !has_comment(edit, edit_node(edit, before)->to, from)) {
		splice(edit, edit_node(edit, before)->to, end, (Str){0});
	} else {
		splice(edit, from, end, (Str){0});
	}
}

static uint32_t child_before(const Edit *edit, uint32_t parent, uint32_t child)
{
	uint32_t before = EDIT_NONE;

	for (uint32_t i = edit_node(edit, parent)->first; i != child && i != EDIT_NONE; i = edit_node(edit, i)->next)
		before = i;
	return before;
}

/* The first key of an item stands behind its dash, on the line of which the others take its place. */
static void drop_in_block(Edit *edit, uint32_t key, uint32_t value)
{
	size_t from = edit_node(edit, key)->from, start = line_start(edit->bytes, from), end = edit_node(edit, value)->to;
	uint32_t next = edit_node(edit, value)->next;

	if (is_blank(str_sub(edit->bytes, start, from)))
		splice(edit, start, line_end(edit->bytes, end), (Str){0});
	else if (next != EDIT_NONE && !has_comment(edit, end, edit_node(edit, next)->from))
		splice(edit, from, edit_node(edit, next)->from, (Str){0});
	else
		splice(edit, from, end, (Str){0});
}

void edit_remove_key(Edit *edit, uint32_t map, const char *key)
{
	uint32_t at = edit_key(edit, map, key), value;

	if (at == EDIT_NONE)
		return;
	value = edit_node(edit, at)->next;
	if (edit_node(edit, map)->first == at && edit_node(edit, map)->last == value) {
		edit->failed = true;
		return;
	}
	drop(edit, at);
	drop(edit, value);
	if (edit_node(edit, map)->flow)
		drop_in_flow(edit, child_before(edit, map, at), at, edit_node(edit, value)->next, edit_node(edit, value)->to);
	else
		drop_in_block(edit, at, value);
}

/* Comments directly above an item stand at its dash or further in. */
static size_t with_comments(const Edit *edit, size_t start)
{
	Str bytes = edit->bytes;

	while (start) {
		size_t above = line_start(bytes, start - 1);
		Str line = str_trim(str_sub(bytes, above, start));

		if (!line.n || *line.s != '#')
			break;
		start = above;
	}
	return start;
}

/* The lines of an item of a block list, from its dash on. */
static EditSplice lines_of(const Edit *edit, uint32_t item)
{
	size_t from = edit_node(edit, item)->from, start = line_start(edit->bytes, from);

	while (start && !memchr(edit->bytes.s + start, '-', from - start))
		start = line_start(edit->bytes, start - 1);
	return (EditSplice){with_comments(edit, start), line_end(edit->bytes, edit_node(edit, item)->to), {0}};
}

Str edit_item_bytes(const Edit *edit, uint32_t list, size_t i)
{
	uint32_t item = edit_item(edit, list, i);
	EditSplice lines;

	if (item == EDIT_NONE || edit_node(edit, list)->flow)
		return (Str){0};
	lines = lines_of(edit, item);
	return str_sub(edit->bytes, lines.from, lines.to);
}

void edit_remove_item(Edit *edit, uint32_t list, size_t i)
{
	uint32_t item = edit_item(edit, list, i);
	EditSplice lines;

	if (item == EDIT_NONE) {
		edit->failed = true;
		return;
	}
	drop(edit, item);
	if (edit_node(edit, list)->flow) {
		drop_in_flow(
			edit, child_before(edit, list, item), item, edit_node(edit, item)->next, edit_node(edit, item)->to);
		return;
	}
	lines = lines_of(edit, item);
	splice(edit, lines.from, lines.to, (Str){0});
}

/* The lines of `yaml`, each set in. */
static void add_set_in(Buf *out, Str yaml, size_t indent)
{
	Str line;

	while (str_split(&yaml, '\n', &line)) {
		if (line.n)
			buf_add_repeat(out, STR(" "), indent);
		buf_add(out, line);
		if (line.n || yaml.n)
			buf_add_char(out, '\n');
	}
}

/* Where the dashes of a block list stand. */
static size_t indent_of(const Edit *edit, uint32_t list)
{
	return edit_node(edit, list)->col - 1;
}

void edit_insert_item(Edit *edit, uint32_t list, size_t i, Str yaml)
{
	uint32_t before = edit_item(edit, list, i);
	Buf lines = {0};

	if (list == EDIT_NONE || edit_node(edit, list)->kind != DOCUMENT_LIST || edit_node(edit, list)->flow) {
		edit->failed = true;
		return;
	}
	add_set_in(&lines, yaml, indent_of(edit, list));
	MEM_PUSH(&edit->added, ((EditNew){list, before, edit_meaning(edit, yaml)}));
	if (before == EDIT_NONE) {
		splice_behind(edit, edit_node(edit, list)->to, buf_str(&lines));
	} else {
		size_t at = lines_of(edit, before).from;

		splice(edit, at, at, buf_str(&lines));
	}
	buf_free(&lines);
}

static Str scalar_meaning(Edit *edit, Str value)
{
	Buf out = {0};

	edit_add_scalar(&out, value);
	return buf_keep(&out, &edit->arena);
}

static void replace_name(Edit *edit, uint32_t item, Str name)
{
	Buf out = {0};

	if (str_eq(edit_node(edit, item)->value, name))
		return;
	import_yaml_scalar(&out, name, true);
	edit_node(edit, item)->fresh = scalar_meaning(edit, name);
	splice(edit, edit_node(edit, item)->from, edit_node(edit, item)->to, buf_str(&out));
	buf_free(&out);
}

/* More names behind the last of a list that has some, or into [ ]. */
static void append_names(Edit *edit, uint32_t list, const Str *names, size_t n)
{
	const EditNode *at = edit_node(edit, list);
	Buf text = {0};

	for (size_t i = 0; i < n; i++) {
		MEM_PUSH(&edit->added, ((EditNew){list, EDIT_NONE, scalar_meaning(edit, names[i])}));
		if (at->flow) {
			buf_add(&text, i || at->last != EDIT_NONE ? STR(", ") : STR(""));
		} else {
			buf_add_repeat(&text, STR(" "), indent_of(edit, list));
			buf_add(&text, STR("- "));
		}
		import_yaml_scalar(&text, names[i], true);
		buf_add(&text, at->flow ? STR("") : STR("\n"));
	}
	if (n && at->flow) {
		size_t to = at->last != EDIT_NONE ? edit_node(edit, at->last)->to : at->from + 1;

		splice(edit, to, to, buf_str(&text));
	} else if (n) {
		splice_behind(edit, at->to, buf_str(&text));
	}
	buf_free(&text);
}

/* Whether the names are those of the list in its order, with some left out. */
static bool only_fewer(const Edit *edit, uint32_t list, const Str *names, size_t n)
{
	size_t i = 0;

	for (uint32_t at = edit_node(edit, list)->first; at != EDIT_NONE; at = edit_node(edit, at)->next)
		if (i < n && str_eq(edit_node(edit, at)->value, names[i]))
			i++;
	return i == n;
}

/* A run of items of a flow goes with the commas behind them, at the end with those before them. */
static void drop_names(Edit *edit, uint32_t list, const Str *names, size_t n)
{
	uint32_t kept = EDIT_NONE, at = edit_node(edit, list)->first;
	bool flow = edit_node(edit, list)->flow;

	for (size_t i = 0; at != EDIT_NONE; at = edit_node(edit, at)->next) {
		if (i < n && str_eq(edit_node(edit, at)->value, names[i])) {
			kept = at;
			i++;
			continue;
		}
		drop(edit, at);
		if (!flow)
			splice(edit, lines_of(edit, at).from, lines_of(edit, at).to, (Str){0});
		else if (i < n)
			drop_in_flow(edit, kept, at, edit_node(edit, at)->next, edit_node(edit, at)->to);
	}
	if (flow && edit_node(edit, list)->last != kept)
		splice(edit, edit_node(edit, kept)->to, edit_node(edit, edit_node(edit, list)->last)->to, (Str){0});
}

static void change_names(Edit *edit, uint32_t list, const Str *names, size_t n)
{
	size_t had = edit_count(edit, list), i = 0;
	uint32_t at = edit_node(edit, list)->first;

	if (n < had && only_fewer(edit, list, names, n)) {
		drop_names(edit, list, names, n);
		return;
	}
	for (; at != EDIT_NONE && i < n; at = edit_node(edit, at)->next)
		replace_name(edit, at, names[i++]);
	if (i < n)
		append_names(edit, list, names + i, n - i);
	if (at != EDIT_NONE) {
		for (uint32_t rest = at; rest != EDIT_NONE; rest = edit_node(edit, rest)->next) {
			drop(edit, rest);
			if (!edit_node(edit, list)->flow)
				splice(edit, lines_of(edit, rest).from, lines_of(edit, rest).to, (Str){0});
		}
		if (edit_node(edit, list)->flow)
			splice(edit, edit_node(edit, child_before(edit, list, at))->to,
				edit_node(edit, edit_node(edit, list)->last)->to, (Str){0});
	}
}

void edit_set_names(Edit *edit, uint32_t map, const char *key, const char *after, const Str *names, size_t n)
{
	uint32_t list = edit_value(edit, map, key);
	Buf yaml = {0};

	if (!n) {
		edit_remove_key(edit, map, key);
		return;
	}
	if (list != EDIT_NONE && edit_node(edit, list)->kind == DOCUMENT_LIST) {
		change_names(edit, list, names, n);
		return;
	}
	buf_add_char(&yaml, '[');
	for (size_t i = 0; i < n; i++) {
		buf_add(&yaml, i ? STR(", ") : STR(""));
		import_yaml_scalar(&yaml, names[i], true);
	}
	buf_add_char(&yaml, ']');
	set(edit, map, key, after, buf_str(&yaml), true);
	buf_free(&yaml);
}
