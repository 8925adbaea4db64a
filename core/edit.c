#include "edit_inside.h"

#include "utf8.h"

#include <stdlib.h>
#include <string.h>

#define MOST_DEPTH 64

static bool take_node(void *data, const DocumentNode *node)
{
	Edit *edit = data;
	uint32_t parent = edit->open, depth = 0, here = (uint32_t)edit->nodes.n;
	EditNode *at;

	if (node->kind == DOCUMENT_CLOSE) {
		at = &edit->nodes.at[parent];
		at->to = at->flow ? node->to : at->last != EDIT_NONE ? edit->nodes.at[at->last].to : at->from;
		edit->open = at->parent;
		return true;
	}
	for (uint32_t i = parent; i != EDIT_NONE; i = edit->nodes.at[i].parent)
		depth++;
	if (depth > MOST_DEPTH || here == EDIT_NONE)
		return false;
	at = MEM_PUSH(&edit->nodes, ((EditNode){
		.kind = node->kind, .flow = node->flow, .parent = parent,
		.first = EDIT_NONE, .last = EDIT_NONE, .next = EDIT_NONE,
		.from = node->from, .to = node->to, .line = node->line, .col = node->col,
	}));
	if (node->kind == DOCUMENT_SCALAR)
		at->value = str_keep(node->value, &edit->arena);
	else
		edit->open = here;
	if (parent != EDIT_NONE) {
		EditNode *above = &edit->nodes.at[parent];

		if (above->last == EDIT_NONE)
			above->first = here;
		else
			edit->nodes.at[above->last].next = here;
		above->last = here;
	}
	return true;
}

bool edit_open(Edit *edit, Str bytes)
{
	const char *line = bytes.n ? memchr(bytes.s, '\n', bytes.n) : NULL;

	*edit = (Edit){.bytes = bytes, .crlf = line && line > bytes.s && line[-1] == '\r', .open = EDIT_NONE};
	edit->failed = !document_nodes(bytes, take_node, edit) || !edit->nodes.n;
	return !edit->failed;
}

void edit_close(Edit *edit)
{
	free(edit->nodes.at);
	free(edit->splices.at);
	free(edit->added.at);
	mem_arena_free(&edit->arena);
	*edit = (Edit){0};
}

uint32_t edit_at(const Edit *edit, uint32_t line, uint32_t col, DocumentKind kind)
{
	for (uint32_t i = 0; i < edit->nodes.n; i++)
		if (edit->nodes.at[i].line == line && edit->nodes.at[i].col == col && edit->nodes.at[i].kind == kind)
			return i;
	return EDIT_NONE;
}

uint32_t edit_key(const Edit *edit, uint32_t map, const char *key)
{
	Str name = str_of(key);

	if (map == EDIT_NONE || edit_node(edit, map)->kind != DOCUMENT_MAP)
		return EDIT_NONE;
	for (uint32_t i = edit_node(edit, map)->first; i != EDIT_NONE; i = edit_node(edit, edit_node(edit, i)->next)->next)
		if (str_eq(edit_node(edit, i)->value, name))
			return i;
	return EDIT_NONE;
}

uint32_t edit_value(const Edit *edit, uint32_t map, const char *key)
{
	uint32_t at = edit_key(edit, map, key);

	return at == EDIT_NONE ? at : edit_node(edit, at)->next;
}

uint32_t edit_item(const Edit *edit, uint32_t list, size_t i)
{
	uint32_t at;

	if (list == EDIT_NONE || edit_node(edit, list)->kind != DOCUMENT_LIST)
		return EDIT_NONE;
	for (at = edit_node(edit, list)->first; at != EDIT_NONE && i; i--)
		at = edit_node(edit, at)->next;
	return at;
}

size_t edit_count(const Edit *edit, uint32_t list)
{
	size_t n = 0;

	if (list == EDIT_NONE || edit_node(edit, list)->kind != DOCUMENT_LIST)
		return 0;
	for (uint32_t at = edit_node(edit, list)->first; at != EDIT_NONE; at = edit_node(edit, at)->next)
		n++;
	return n;
}

uint32_t edit_parent(const Edit *edit, uint32_t node)
{
	return node == EDIT_NONE ? node : edit_node(edit, node)->parent;
}

Str edit_scalar(const Edit *edit, uint32_t node)
{
	bool is = node != EDIT_NONE && edit_node(edit, node)->kind == DOCUMENT_SCALAR;

	return is ? edit_node(edit, node)->value : (Str){0};
}

Str edit_words(const Edit *edit, uint32_t node, Arena *arena)
{
	uint32_t zh = edit_value(edit, node, "zh");
	const EditNode *at = node == EDIT_NONE ? NULL : edit_node(edit, zh == EDIT_NONE ? node : zh);
	uint32_t before = ' ';
	Buf out = {0};

	if (!at || at->kind != DOCUMENT_SCALAR || !at->value.n)
		return (Str){0};
	if (!memchr(edit->bytes.s + at->from, '\n', at->to - at->from))
		return str_keep(at->value, arena);
	for (size_t i = 0, n; i < at->value.n; i += n) {
		uint32_t cp, next = 0;

		n = utf8_decode(at->value.s + i, at->value.n - i, &cp);
		n = n ? n : 1;
		if (i + n < at->value.n)
			utf8_decode(at->value.s + i + n, at->value.n - i - n, &next);
		if (cp != ' ' || !utf8_is_cjk(before) || !utf8_is_cjk(next))
			buf_add(&out, str_sub(at->value, i, i + n));
		before = cp;
	}
	return buf_keep(&out, arena);
}

/* What a node says, in one form for all ways of writing it. */

void edit_add_scalar(Buf *out, Str value)
{
	buf_add_int(out, (long long)value.n);
	buf_add_char(out, ':');
	buf_add(out, value);
}

static void add_new(const Edit *edit, uint32_t parent, uint32_t before, Buf *out)
{
	for (size_t i = 0; i < edit->added.n; i++)
		if (edit->added.at[i].parent == parent && edit->added.at[i].before == before)
			buf_add(out, edit->added.at[i].fresh);
}

static void add_meaning(const Edit *edit, uint32_t node, Buf *out)
{
	const EditNode *at = edit_node(edit, node);

	if (at->fresh.s) {
		buf_add(out, at->fresh);
		return;
	}
	if (at->kind == DOCUMENT_SCALAR) {
		edit_add_scalar(out, at->value);
		return;
	}
	buf_add_char(out, at->kind == DOCUMENT_MAP ? '{' : '[');
	for (uint32_t i = at->first; i != EDIT_NONE; i = edit_node(edit, i)->next) {
		add_new(edit, node, i, out);
		if (!edit_node(edit, i)->dropped)
			add_meaning(edit, i, out);
	}
	add_new(edit, node, EDIT_NONE, out);
	buf_add_char(out, at->kind == DOCUMENT_MAP ? '}' : ']');
}

Str edit_meaning(Edit *edit, Str yaml)
{
	Edit piece;
	Buf out = {0};
	uint32_t root = 0;

	if (!edit_open(&piece, yaml))
		edit->failed = true;
	else
		for (uint32_t i = edit_node(&piece, root)->first; i != EDIT_NONE; i = edit_node(&piece, i)->next)
			add_meaning(&piece, i, &out);
	edit_close(&piece);
	return buf_keep(&out, &edit->arena);
}

static int by_place(const void *a, const void *b)
{
	const EditSplice *x = a, *y = b;

	return x->from != y->from ? (x->from < y->from ? -1 : 1) : x->to < y->to ? -1 : x->to > y->to;
}

static void add_with_ends(const Edit *edit, Str text, Buf *out)
{
	for (size_t i = 0; i < text.n; i++) {
		if (text.s[i] == '\n' && edit->crlf)
			buf_add_char(out, '\r');
		buf_add_char(out, text.s[i]);
	}
}

/* Splices that overlap mean two edits of one thing. Those at one place keep their order. */
static bool put_in(Edit *edit, Buf *out)
{
	size_t at = 0;

	for (size_t i = 1; i < edit->splices.n; i++)
		for (size_t j = i; j && by_place(&edit->splices.at[j - 1], &edit->splices.at[j]) > 0; j--) {
			EditSplice other = edit->splices.at[j];

			edit->splices.at[j] = edit->splices.at[j - 1];
			edit->splices.at[j - 1] = other;
		}
	for (size_t i = 0; i < edit->splices.n; i++) {
		const EditSplice *one = &edit->splices.at[i];

		if (one->from < at)
			return false;
		buf_add(out, str_sub(edit->bytes, at, one->from));
		add_with_ends(edit, one->text, out);
		at = one->to;
	}
	buf_add(out, str_sub(edit->bytes, at, edit->bytes.n));
	return true;
}

static bool means(Str bytes, Str wanted)
{
	Edit again;
	Buf said = {0};
	bool same = edit_open(&again, bytes);

	if (same)
		add_meaning(&again, 0, &said);
	same = same && str_eq(buf_str(&said), wanted);
	buf_free(&said);
	edit_close(&again);
	return same;
}

bool edit_finish(Edit *edit, Buf *out)
{
	Buf bytes = {0}, wanted = {0};
	bool fine = !edit->failed && put_in(edit, &bytes);

	if (fine) {
		add_meaning(edit, 0, &wanted);
		fine = means(buf_str(&bytes), buf_str(&wanted));
	}
	if (fine)
		buf_add(out, buf_str(&bytes));
	buf_free(&bytes);
	buf_free(&wanted);
	return fine;
}
