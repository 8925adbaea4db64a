#include "import_tree.h"

#include "document.h"

#include <stdlib.h>
#include <string.h>

#define DEPTH 64

typedef struct Growing {
	ImportTree *tree;
	uint32_t open[DEPTH], last[DEPTH]; /* the nodes that are open, and the last child of each */
	size_t depth;
	Str key;
	size_t key_from;
	bool keyed;   /* a key was read, its value comes next */
	bool deep;
} Growing;

static bool is_blank(char c)
{
	return c == ' ' || c == '\n' || c == '\r' || c == '\t';
}

static void add_node(Growing *g, const DocumentNode *seen)
{
	ImportTree *tree = g->tree;
	uint32_t index = (uint32_t)tree->nodes.n;
	ImportNode node = {.kind = seen->kind == DOCUMENT_SCALAR ? IMPORT_NODE_SCALAR : seen->kind == DOCUMENT_MAP
		? IMPORT_NODE_MAPPING : IMPORT_NODE_LIST, .flow = seen->flow, .from = seen->from, .to = seen->to,
		.first = IMPORT_TREE_NONE, .next = IMPORT_TREE_NONE};
	bool opens = seen->kind != DOCUMENT_SCALAR;

	while (node.to > node.from && is_blank(tree->yaml.s[node.to - 1]))
		node.to--;
	node.key = g->keyed ? g->key : (Str){0};
	node.key_from = g->keyed ? g->key_from : node.from;
	if (!opens)
		node.value = str_keep(seen->value, &tree->arena);
	g->keyed = false;
	MEM_PUSH(&tree->nodes, node);
	if (g->depth) {
		uint32_t *last = &g->last[g->depth - 1];

		if (*last == IMPORT_TREE_NONE)
			tree->nodes.at[g->open[g->depth - 1]].first = index;
		else
			tree->nodes.at[*last].next = index;
		*last = index;
	}
	if (opens && g->depth < DEPTH) {
		g->open[g->depth] = index;
		g->last[g->depth++] = IMPORT_TREE_NONE;
	} else if (opens) {
		g->deep = true;
	}
}

/* A block ends where the last thing in it does. */
static void close_node(Growing *g, const DocumentNode *seen)
{
	ImportTree *tree = g->tree;
	ImportNode *node;
	uint32_t last;

	if (!g->depth)
		return;
	node = &tree->nodes.at[g->open[--g->depth]];
	last = g->last[g->depth];
	if (node->flow)
		node->to = seen->to;
	else if (last != IMPORT_TREE_NONE)
		node->to = tree->nodes.at[last].to;
}

static bool see(void *data, const DocumentNode *seen)
{
	Growing *g = data;
	bool in_mapping = g->depth && g->tree->nodes.at[g->open[g->depth - 1]].kind == IMPORT_NODE_MAPPING;

	if (seen->kind == DOCUMENT_CLOSE) {
		close_node(g, seen);
	} else if (in_mapping && !g->keyed && seen->kind == DOCUMENT_SCALAR) {
		g->key = str_keep(seen->value, &g->tree->arena);
		g->key_from = seen->from;
		g->keyed = true;
	} else {
		add_node(g, seen);
	}
	return !g->deep;
}

bool import_tree_read(Str yaml, ImportTree *out)
{
	Growing g = {.tree = out};

	out->yaml = yaml;
	return document_nodes(yaml, see, &g) && out->nodes.n && out->nodes.at[0].kind == IMPORT_NODE_MAPPING;
}

void import_tree_free(ImportTree *tree)
{
	mem_arena_free(&tree->arena);
	free(tree->nodes.at);
	*tree = (ImportTree){0};
}

uint32_t import_tree_get(const ImportTree *tree, uint32_t node, const char *key)
{
	if (node == IMPORT_TREE_NONE || tree->nodes.at[node].kind != IMPORT_NODE_MAPPING)
		return IMPORT_TREE_NONE;
	for (uint32_t i = tree->nodes.at[node].first; i != IMPORT_TREE_NONE; i = tree->nodes.at[i].next)
		if (str_eq(tree->nodes.at[i].key, str_of(key)))
			return i;
	return IMPORT_TREE_NONE;
}

Str import_tree_text(ImportTree *tree, uint32_t node, uint32_t *at)
{
	uint32_t zh = import_tree_get(tree, node, "zh");

	*at = zh != IMPORT_TREE_NONE ? zh : node;
	if (*at == IMPORT_TREE_NONE || tree->nodes.at[*at].kind != IMPORT_NODE_SCALAR) {
		*at = IMPORT_TREE_NONE;
		return (Str){0};
	}
	return tree->nodes.at[*at].value;
}

static bool number(Str text, uint32_t *out)
{
	*out = 0;
	for (size_t i = 0; i < text.n; i++) {
		if (text.s[i] < '0' || text.s[i] > '9' || i > 9)
			return false;
		*out = *out * 10 + (uint32_t)(text.s[i] - '0');
	}
	return text.n > 0;
}

bool import_tree_span(const ImportTree *tree, uint32_t node, Span *out)
{
	uint32_t a, b;

	if (node == IMPORT_TREE_NONE || tree->nodes.at[node].kind != IMPORT_NODE_LIST)
		return false;
	a = tree->nodes.at[node].first;
	b = a == IMPORT_TREE_NONE ? a : tree->nodes.at[a].next;
	return b != IMPORT_TREE_NONE && number(tree->nodes.at[a].value, &out->from) &&
		number(tree->nodes.at[b].value, &out->to) && out->from < out->to;
}

size_t import_tree_column(Str yaml, size_t at)
{
	size_t from = at;

	while (from && yaml.s[from - 1] != '\n')
		from--;
	return at - from;
}

void import_tree_edit(ImportEdits *edits, size_t from, size_t to, Str text)
{
	MEM_PUSH(&edits->edits, ((ImportEdit){from, to, str_keep(text, &edits->arena), edits->edits.n}));
}

static int by_place(const void *a, const void *b)
{
	const ImportEdit *p = a, *q = b;

	if (p->from != q->from)
		return p->from < q->from ? -1 : 1;
	return p->order < q->order ? -1 : p->order > q->order;
}

void import_tree_apply(ImportEdits *edits, Str yaml, Buf *out)
{
	size_t reached = 0;

	if (edits->edits.n)
		qsort(edits->edits.at, edits->edits.n, sizeof *edits->edits.at, by_place);
	for (size_t i = 0; i < edits->edits.n; i++) {
		const ImportEdit *edit = &edits->edits.at[i];

		if (edit->from < reached)
			continue;
		buf_add(out, str_sub(yaml, reached, edit->from));
		buf_add(out, edit->text);
		reached = edit->to;
	}
	buf_add(out, str_sub(yaml, reached, yaml.n));
	free(edits->edits.at);
	mem_arena_free(&edits->arena);
	*edits = (ImportEdits){0};
}
