#include "../../core/import_tree.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define YAML "\xEF\xBB\xBF# 我的文集\nschema: 1\nspeeches:\n" \
	"  - id: 甲  # 注释\n    title: >-\n      坚持\n      党建\n\n    # 别动\n" \
	"    sections:\n    - {heading: 一, measures: [{label: 二, span: [3, 14], text: {zh: 三, en: t}}]}\n...\n"

static Str written(const ImportTree *tree, uint32_t node)
{
	return str_sub(tree->yaml, tree->nodes.at[node].from, tree->nodes.at[node].to);
}

static uint32_t get(const ImportTree *tree, uint32_t node, const char *keys)
{
	Str rest = str_of(keys), key;
	char name[20];

	while (str_split(&rest, ' ', &key)) {
		snprintf(name, sizeof name, "%.*s", (int)key.n, key.s);
		node = *name == '-' ? tree->nodes.at[node].first : import_tree_get(tree, node, name);
		cr_assert_neq(node, IMPORT_TREE_NONE, "%s", keys);
	}
	return node;
}

Test(import_tree, every_node_is_where_it_is_written)
{
	static const struct { const char *keys, *as; } CASES[] = {
		{"schema", "1"}, {"speeches - id", "甲"}, {"speeches - title", ">-\n      坚持\n      党建"},
		{"speeches - sections - heading", "一"}, {"speeches - sections - measures - span", "[3, 14]"},
		{"speeches - sections - measures - text zh", "三"},
		{"speeches - sections", "- {heading: 一, measures: [{label: 二, span: [3, 14], text: {zh: 三, en: t}}]}"},
	};
	ImportTree tree = {0};

	cr_assert(import_tree_read(STR(YAML), &tree));
	for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
		Str got = written(&tree, get(&tree, 0, CASES[i].keys));

		cr_assert(str_eq(got, str_of(CASES[i].as)), "%s: %.*s", CASES[i].keys, (int)got.n, got.s);
	}
	uint32_t at, measure = get(&tree, 0, "speeches - sections - measures -");
	Span span;
	cr_assert(import_tree_span(&tree, get(&tree, measure, "span"), &span));
	cr_assert(span.from == 3 && span.to == 14);
	cr_assert(str_eq(import_tree_text(&tree, get(&tree, measure, "text"), &at), STR("三")));
	cr_assert_not(import_tree_span(&tree, get(&tree, measure, "label"), &span));
	cr_assert_eq(import_tree_get(&tree, measure, "themes"), IMPORT_TREE_NONE);
	import_tree_free(&tree);
}

Test(import_tree, edits_leave_everything_else_as_it_is)
{
	ImportEdits edits = {0};
	Buf out = {0};

	import_tree_edit(&edits, 6, 8, STR("Z"));
	import_tree_edit(&edits, 2, 4, STR("xyz"));
	import_tree_edit(&edits, 4, 4, STR("+"));
	import_tree_edit(&edits, 4, 4, STR("-"));
	import_tree_edit(&edits, 3, 5, STR("lost"));
	import_tree_apply(&edits, STR("0123456789"), &out);
	cr_assert_str_eq(buf_cstr(&out), "01xyz+-45Z89");
	buf_free(&out);
}

Test(import_tree, what_is_no_corpus_is_refused)
{
	static const char *const BAD[] = {"", "- a\n", "a: [\n", "a: *b\n"};

	for (size_t i = 0; i < sizeof BAD / sizeof *BAD; i++) {
		ImportTree tree = {0};

		cr_assert_not(import_tree_read(str_of(BAD[i]), &tree), "%s", BAD[i]);
		import_tree_free(&tree);
	}
}
