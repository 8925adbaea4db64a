/* Items of lists: whole ones, and lists of words. */
#include "edit_inside.h"

#include "import_yaml.h"

#include <string.h>

/* Comments directly above an item stand at its dash or further in. */
static size_t with_comments(const Edit *edit, size_t start)
{
	Str bytes = edit->bytes;

	while (start) {
		size_t above = edit_line_start(bytes, start - 1);
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
	size_t from = edit_node(edit, item)->from, start = edit_line_start(edit->bytes, from);

	while (start && !memchr(edit->bytes.s + start, '-', from - start))
		start = edit_line_start(edit->bytes, start - 1);
	return (EditSplice){with_comments(edit, start), edit_line_end(edit->bytes, edit_node(edit, item)->to), {0}};
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
	edit_drop(edit, item);
	if (edit_node(edit, list)->flow) {
		edit_drop_in_flow(
			edit, edit_child_before(edit, list, item), item, edit_node(edit, item)->next, edit_node(edit, item)->to);
		return;
	}
	lines = lines_of(edit, item);
	edit_splice(edit, lines.from, lines.to, (Str){0});
}

/* Where the dashes of a block list stand. */
static size_t indent_of(const Edit *edit, uint32_t list)
{
	return edit_node(edit, list)->col - 1;
}

/* The first items of a list that was written []. */
static void fill_list(Edit *edit, uint32_t list, Str yaml)
{
	const EditNode *at = edit_node(edit, list), *above = edit_node(edit, at->parent);
	size_t from = at->from;
	Buf lines = {0};

	buf_add_char(&lines, '\n');
	edit_add_set_in(&lines, yaml, above->col + 1);
	while (from && edit->bytes.s[from - 1] == ' ')
		from--;
	edit_splice(edit, from, at->to, str_sub(buf_str(&lines), 0, lines.n - 1));
	MEM_PUSH(&edit->added, ((EditNew){list, EDIT_NONE, edit_meaning(edit, yaml)}));
	buf_free(&lines);
}

void edit_insert_item(Edit *edit, uint32_t list, size_t i, Str yaml)
{
	uint32_t before = edit_item(edit, list, i), above = edit_parent(edit, list);
	Buf lines = {0};

	if (list != EDIT_NONE && edit_node(edit, list)->kind == DOCUMENT_LIST && edit_node(edit, list)->flow &&
		edit_node(edit, list)->first == EDIT_NONE && above != EDIT_NONE && !edit_node(edit, above)->flow) {
		fill_list(edit, list, yaml);
		return;
	}
	if (list == EDIT_NONE || edit_node(edit, list)->kind != DOCUMENT_LIST || edit_node(edit, list)->flow) {
		edit->failed = true;
		return;
	}
	edit_add_set_in(&lines, yaml, indent_of(edit, list));
	MEM_PUSH(&edit->added, ((EditNew){list, before, edit_meaning(edit, yaml)}));
	if (before == EDIT_NONE) {
		edit_splice_behind(edit, edit_node(edit, list)->to, buf_str(&lines));
	} else {
		size_t at = lines_of(edit, before).from;

		edit_splice(edit, at, at, buf_str(&lines));
	}
	buf_free(&lines);
}

void edit_add_comments(Edit *edit, uint32_t list, size_t i, Str lines)
{
	uint32_t item = edit_item(edit, list, i);
	Buf text = {0};

	if (item == EDIT_NONE || edit_node(edit, list)->flow) {
		edit->failed = true;
		return;
	}
	edit_add_set_in(&text, lines, indent_of(edit, list));
	edit_splice(edit, lines_of(edit, item).from, lines_of(edit, item).from, buf_str(&text));
	buf_free(&text);
}

/* Lines that were set in, less so by up to `columns` blanks. */
static void add_set_out(Buf *out, Str lines, size_t columns)
{
	Str line;

	while (str_split(&lines, '\n', &line)) {
		size_t n = 0;

		if (!line.n && !lines.n)
			break;
		while (n < columns && n < line.n && line.s[n] == ' ')
			n++;
		if (str_ends(line, STR("\r")))
			line.n--;
		buf_add(out, str_sub(line, n, line.n));
		buf_add_char(out, '\n');
	}
}

void edit_add_item(const Edit *edit, uint32_t list, size_t i, Buf *out)
{
	uint32_t item = edit_item(edit, list, i);

	if (item == EDIT_NONE)
		return;
	if (!edit_node(edit, list)->flow) {
		add_set_out(out, edit_item_bytes(edit, list, i), indent_of(edit, list));
		return;
	}
	buf_add(out, STR("- "));
	buf_add(out, str_sub(edit->bytes, edit_node(edit, item)->from, edit_node(edit, item)->to));
	buf_add_char(out, '\n');
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
	edit_splice(edit, edit_node(edit, item)->from, edit_node(edit, item)->to, buf_str(&out));
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

		edit_splice(edit, to, to, buf_str(&text));
	} else if (n) {
		edit_splice_behind(edit, at->to, buf_str(&text));
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
		edit_drop(edit, at);
		if (!flow)
			edit_splice(edit, lines_of(edit, at).from, lines_of(edit, at).to, (Str){0});
		else if (i < n)
			edit_drop_in_flow(edit, kept, at, edit_node(edit, at)->next, edit_node(edit, at)->to);
	}
	if (flow && edit_node(edit, list)->last != kept)
		edit_splice(edit, edit_node(edit, kept)->to, edit_node(edit, edit_node(edit, list)->last)->to, (Str){0});
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
			edit_drop(edit, rest);
			if (!edit_node(edit, list)->flow)
				edit_splice(edit, lines_of(edit, rest).from, lines_of(edit, rest).to, (Str){0});
		}
		if (edit_node(edit, list)->flow)
			edit_splice(edit, edit_node(edit, edit_child_before(edit, list, at))->to,
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
	edit_set_value(edit, map, key, after, buf_str(&yaml));
	buf_free(&yaml);
}
