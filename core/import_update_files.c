#include "import_updating.h"

#include "import_yaml.h"
#include "sha256.h"

#include <stdlib.h>
#include <string.h>

/* Items, a line each, behind the last of a list of the root; where there is no such list, one in front of `before`. */
static void append(Updating *u, uint32_t file, const char *key, const char *before, Str items)
{
	UpdatingFile *f = &u->files[file];
	uint32_t node = import_tree_get(&f->tree, 0, key), next = import_tree_get(&f->tree, 0, before);
	const ImportNode *list = node == IMPORT_TREE_NONE ? NULL : &f->tree.nodes.at[node];
	bool fresh = !list || list->kind != IMPORT_NODE_LIST, inline_list = !fresh && list->flow;
	size_t column = fresh || inline_list ? 2 : import_tree_column(f->yaml, list->from);
	Buf text = {0};
	Str line;

	if (fresh)
		buf_add(&text, str_of(key)), buf_add_char(&text, ':');
	while (str_split(&items, '\n', &line)) {
		if (!line.n)
			continue;
		if (inline_list && list->first != IMPORT_TREE_NONE) {
			buf_add(&text, STR(", "));
			buf_add(&text, str_sub(line, 2, line.n));
			continue;
		}
		buf_add_char(&text, '\n');
		buf_add_repeat(&text, STR(" "), column);
		buf_add(&text, line);
	}
	if (fresh && next != IMPORT_TREE_NONE) {
		buf_add_char(&text, '\n');
		import_tree_edit(&f->edits, f->tree.nodes.at[next].key_from, f->tree.nodes.at[next].key_from, buf_str(&text));
	} else if (inline_list && list->first != IMPORT_TREE_NONE) {
		import_tree_edit(&f->edits, list->to - 1, list->to - 1, buf_str(&text));
	} else if (inline_list) {
		import_tree_edit(&f->edits, list->from, list->to, buf_str(&text));
	} else if (!fresh) {
		import_update_behind(u, file, list->to, buf_str(&text));
	}
	buf_free(&text);
}

/* Whether a list of the root has an item with that id. */
static bool has_id(const Updating *u, const char *key, Str id)
{
	for (size_t i = 0; i < u->n; i++) {
		const ImportTree *tree = &u->files[i].tree;
		uint32_t list = import_tree_get(tree, 0, key), node;

		for (uint32_t at = list == IMPORT_TREE_NONE ? list : tree->nodes.at[list].first; at != IMPORT_TREE_NONE;
			at = tree->nodes.at[at].next)
			if ((node = import_tree_get(tree, at, "id")) != IMPORT_TREE_NONE && str_eq(tree->nodes.at[node].value, id))
				return true;
	}
	return false;
}

void import_update_declare(Updating *u, bool central, bool unknown, bool unsorted)
{
	const char *before = import_tree_get(&u->files[0].tree, 0, "parts") != IMPORT_TREE_NONE ? "parts" : "speeches";
	uint32_t themes = 0;

	for (uint32_t i = 0; i < u->n; i++)
		if (import_tree_get(&u->files[i].tree, 0, "themes") != IMPORT_TREE_NONE)
			themes = i;
	if (central && !has_id(u, "provinces", STR("central")))
		append(u, 0, "provinces", before, STR(IMPORT_WRITING_CENTRAL "\n"));
	if (unknown && !has_id(u, "provinces", STR("unknown")))
		append(u, 0, "provinces", before, STR(IMPORT_WRITING_UNKNOWN "\n"));
	if (unsorted && !has_id(u, "themes", STR("unsorted")))
		append(u, themes, "themes", "speeches", STR("- {id: unsorted, name: {zh: 未归类, en: Unsorted}}\n"));
}

static void set(Updating *u, uint32_t mapping, const char *key, Str value)
{
	UpdatingFile *f = &u->files[0];
	uint32_t node = import_tree_get(&f->tree, mapping, key);
	const ImportNode *at = node == IMPORT_TREE_NONE ? NULL : &f->tree.nodes.at[node];

	if (at && at->kind == IMPORT_NODE_SCALAR && !str_eq(at->value, value))
		import_tree_edit(&f->edits, at->from, at->to, value);
}

/* What corpus.yaml says of the source. */
static void edit_source(Updating *u)
{
	const Import *now = u->import;
	uint32_t source = import_tree_get(&u->files[0].tree, 0, "source");
	Buf hash = {0}, characters = {0}, speeches = {0}, title = {0};

	sha256_add_hex(&hash, buf_str(&now->text.bare));
	buf_add_int(&characters, u->now.n);
	buf_add_int(&speeches, now->head.speeches);
	import_yaml_scalar(&title, now->head.title, source != IMPORT_TREE_NONE && u->files[0].tree.nodes.at[source].flow);
	set(u, source, "characters", buf_str(&characters));
	set(u, source, "sha256", buf_str(&hash));
	if (now->head.speeches)
		set(u, source, "speeches", buf_str(&speeches));
	if (now->head.title.n)
		set(u, source, "title", buf_str(&title));
	buf_free(&hash);
	buf_free(&characters);
	buf_free(&speeches);
	buf_free(&title);
}

/* For import.txt: what became of the units. */
static void add_preface(const ImportUpdate *out, Buf *to)
{
	buf_add(to, STR("按新的原文更新：\n\n"));
	for (int fate = 0; fate < IMPORT_FATE_COUNT; fate++) {
		if (!out->count[fate])
			continue;
		buf_add(to, import_update_fate((ImportFate)fate, LANG_ZH));
		buf_add_char(to, ' ');
		buf_add_int(to, (long long)out->count[fate]);
		buf_add(to, STR(" 处\n"));
		for (size_t i = 0; i < out->notes.n; i++) {
			if (out->notes.at[i].fate != (ImportFate)fate)
				continue;
			buf_add(to, STR("    "));
			buf_add(to, out->notes.at[i].address);
			buf_add(to, STR("  "));
			buf_add(to, out->notes.at[i].words);
			buf_add_char(to, '\n');
		}
	}
	buf_add_char(to, '\n');
}

static bool reads(Str yaml)
{
	ImportTree tree = {0};
	bool ok = import_tree_read(yaml, &tree);

	import_tree_free(&tree);
	return ok;
}

bool import_update_files(Updating *u)
{
	Buf preface = {0};
	bool ok = true;

	edit_source(u);
	for (size_t i = 0; i < u->n; i++) {
		UpdatingFile *f = &u->files[i];
		Buf *out;

		if (f->terms.n)
			append(u, (uint32_t)i, "terms", "speeches", buf_str(&f->terms));
		out = import_writing_file(&u->writing, f->name);
		import_tree_apply(&f->edits, f->yaml, out);
		ok = ok && reads(buf_str(out));
		u->out->changed = u->out->changed || !str_eq(buf_str(out), f->yaml);
	}
	add_preface(u->out, &preface);
	import_writing_rest(&u->writing, buf_str(&preface));
	buf_free(&preface);
	return ok;
}
