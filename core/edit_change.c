#include "edit_inside.h"

#include "import_yaml.h"

#include <string.h>

void edit_splice(Edit *edit, size_t from, size_t to, Str text)
{
	MEM_PUSH(&edit->splices, ((EditSplice){from, to, str_keep(text, &edit->arena)}));
}

size_t edit_line_start(Str bytes, size_t at)
{
	while (at && bytes.s[at - 1] != '\n')
		at--;
	return at;
}

/* Behind the line end, or at the end of the file. */
size_t edit_line_end(Str bytes, size_t at)
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

void edit_splice_behind(Edit *edit, size_t at, Str lines)
{
	size_t end = edit_line_end(edit->bytes, at);
	Buf text = {0};

	if (end && edit->bytes.s[end - 1] != '\n')
		buf_add_char(&text, '\n');
	buf_add(&text, lines);
	edit_splice(edit, end, end, buf_str(&text));
	buf_free(&text);
}

void edit_add_set_in(Buf *out, Str yaml, size_t indent)
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
		edit_splice(edit, edit_node(edit, value)->to, edit_node(edit, value)->to, buf_str(&behind));
		buf_free(&behind);
	} else {
		edit_splice_behind(edit, edit_node(edit, value)->to, buf_str(&pair));
	}
	buf_free(&pair);
}

uint32_t edit_child_before(const Edit *edit, uint32_t parent, uint32_t child)
{
	uint32_t before = EDIT_NONE;

	for (uint32_t i = edit_node(edit, parent)->first; i != child && i != EDIT_NONE; i = edit_node(edit, i)->next)
		before = i;
	return before;
}

/* Lines under a key become one value behind it. */
static void replace_lines(Edit *edit, uint32_t map, uint32_t value, Str fresh)
{
	const EditNode *at = edit_node(edit, value);
	size_t colon = edit_node(edit, edit_child_before(edit, map, value))->to, from = at->from;
	Buf text = {0};

	while (colon < from && edit->bytes.s[colon] != ':')
		colon++;
	if (is_blank(str_sub(edit->bytes, colon + 1, from))) {
		from = colon + 1;
		buf_add_char(&text, ' ');
	} else if (at->col <= edit_node(edit, map)->col) {
		buf_add(&text, STR("  ")); /* items may stand under their key, a value has to be set in */
	}
	buf_add(&text, fresh);
	edit_splice(edit, from, at->to, buf_str(&text));
	buf_free(&text);
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
	if (yaml && at->kind != DOCUMENT_SCALAR && !at->flow)
		replace_lines(edit, map, value, fresh);
	else
		edit_splice(edit, at->from, at->to, fresh);
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

void edit_set_block(Edit *edit, uint32_t map, const char *key, const char *after, Str yaml)
{
	uint32_t behind = after ? edit_value(edit, map, after) : EDIT_NONE;
	size_t indent;
	Buf pair = {0};

	if (map == EDIT_NONE || edit_node(edit, map)->kind != DOCUMENT_MAP || edit_node(edit, map)->flow ||
		edit_node(edit, map)->last == EDIT_NONE || edit_value(edit, map, key) != EDIT_NONE) {
		edit->failed = true;
		return;
	}
	if (behind == EDIT_NONE)
		behind = edit_node(edit, map)->last;
	indent = edit_node(edit, map)->col - 1;
	buf_add_repeat(&pair, STR(" "), indent);
	buf_add(&pair, str_of(key));
	buf_add(&pair, STR(":\n"));
	edit_add_set_in(&pair, yaml, indent + 2);
	MEM_PUSH(&edit->added,
		((EditNew){map, edit_node(edit, behind)->next, pair_meaning(edit, false, buf_str(&pair))}));
	edit_splice_behind(edit, edit_node(edit, behind)->to, buf_str(&pair));
	buf_free(&pair);
}

void edit_drop(Edit *edit, uint32_t node)
{
	edit_node(edit, node)->dropped = true;
}

void edit_drop_in_flow(Edit *edit, uint32_t before, uint32_t child, uint32_t next, size_t end)
{
	size_t from = edit_node(edit, child)->from;

	if (next != EDIT_NONE && !has_comment(edit, end, edit_node(edit, next)->from)) {
		edit_splice(edit, from, edit_node(edit, next)->from, (Str){0});
	} else if (next != EDIT_NONE) {
		const char *comma = memchr(edit->bytes.s + end, ',', edit_node(edit, next)->from - end);

		edit_splice(edit, from, comma ? (size_t)(comma - edit->bytes.s) + 1 : end, (Str){0});
	} else if (before != EDIT_NONE && !has_comment(edit, edit_node(edit, before)->to, from)) {
		edit_splice(edit, edit_node(edit, before)->to, end, (Str){0});
	} else {
		edit_splice(edit, from, end, (Str){0});
	}
}

/* The first key of an item stands behind its dash, on the line of which the others take its place. */
static void drop_in_block(Edit *edit, uint32_t key, uint32_t value)
{
	size_t from = edit_node(edit, key)->from, end = edit_node(edit, value)->to;
	size_t start = edit_line_start(edit->bytes, from);
	uint32_t next = edit_node(edit, value)->next;

	if (is_blank(str_sub(edit->bytes, start, from)))
		edit_splice(edit, start, edit_line_end(edit->bytes, end), (Str){0});
	else if (next != EDIT_NONE && !has_comment(edit, end, edit_node(edit, next)->from))
		edit_splice(edit, from, edit_node(edit, next)->from, (Str){0});
	else
		edit_splice(edit, from, end, (Str){0});
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
	edit_drop(edit, at);
	edit_drop(edit, value);
	if (edit_node(edit, map)->flow)
		edit_drop_in_flow(
			edit, edit_child_before(edit, map, at), at, edit_node(edit, value)->next, edit_node(edit, value)->to);
	else
		drop_in_block(edit, at, value);
}
