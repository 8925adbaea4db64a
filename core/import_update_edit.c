#include "import_updating.h"

#include "import_mark.h"
#include "import_yaml.h"
#include "utf8.h"

#include <stdlib.h>
#include <string.h>

#define MARK_LETTERS 8 /* most that may stand in front of a text: its number */

static const char *const TEXT_KEYS[] = {
	[KEPT_TITLE] = "title", [KEPT_SPEAKER] = "speaker", [KEPT_LEAD] = "text", [KEPT_HEADING] = "heading",
	[KEPT_INTRO] = "text", [KEPT_MEASURE] = "text",
};

static const ImportNode *node_of(const Updating *u, uint32_t file, uint32_t node)
{
	return &u->files[file].tree.nodes.at[node];
}

static Str letters_of(const Buf *bare, const ImportLetters *letters, Span span)
{
	return str_sub(buf_str(bare), letters->bytes[span.from], letters->bytes[span.to]);
}

static void edit_span(Updating *u, uint32_t file, uint32_t node, Span now)
{
	const ImportNode *list = node_of(u, file, node);
	Buf text = {0};

	buf_add_char(&text, '[');
	buf_add_int(&text, now.from);
	buf_add(&text, STR(", "));
	buf_add_int(&text, now.to);
	buf_add_char(&text, ']');
	import_tree_edit(&u->files[file].edits, list->from, list->to, buf_str(&text));
	buf_free(&text);
}

/* Whether the text is the old source's words still, but for blanks, the width of punctuation and a last stop; *before
   gets the letters in front of it, which are a number. A title has the speaker's line behind it. */
static bool is_sources(const Updating *u, Str text, const Kept *k, uint32_t *before)
{
	ImportLetters words = import_align_letters(text);
	const uint32_t *slice = u->old.at + k->old.from;
	uint32_t n = 0, m = k->old.to - k->old.from;
	bool found = false;

	for (uint32_t i = 0; i < words.n; i++)
		if (words.at[i] != ' ' && words.at[i] != 0x3000)
			words.at[n++] = words.at[i];
	for (*before = 0; n && !found && *before <= MARK_LETTERS && *before + n <= m; ++*before) {
		uint32_t left = m - *before - n;

		found = memcmp(slice + *before, words.at, n * sizeof *words.at) == 0 && (k->kind == KEPT_TITLE || !left ||
			(left == 1 && strchr(".:;", (int)(slice[m - 1] < 0x80 ? slice[m - 1] : 'x'))));
		if (found)
			break;
	}
	import_align_free(&words);
	return found;
}

/* Blanks and the width of punctuation aside. */
static bool says_same(Str a, Str b)
{
	ImportLetters p = import_align_letters(a), q = import_align_letters(b);
	uint32_t i = 0, j = 0;
	bool same;

	for (;; i++, j++) {
		while (i < p.n && (p.at[i] == ' ' || p.at[i] == 0x3000))
			i++;
		while (j < q.n && (q.at[j] == ' ' || q.at[j] == 0x3000))
			j++;
		if (i >= p.n || j >= q.n || p.at[i] != q.at[j])
			break;
	}
	same = i == p.n && j == q.n;
	import_align_free(&p);
	import_align_free(&q);
	return same;
}

/* The byte of the new source where the words of the unit begin, behind its number. */
static uint32_t body_of(const Updating *u, const Kept *k)
{
	Str slice = letters_of(&u->import->text.bare, &u->now, k->now);
	ImportMark mark;

	return u->now.bytes[k->now.from] + (k->numbered && import_mark_read(slice, true, &mark) ? mark.bytes : 0);
}

/* The words of the unit in the new source, as an import would write them. */
static Str new_words(Updating *u, const Kept *k)
{
	uint32_t from = body_of(u, k), to = u->now.bytes[k->now.to];

	return k->kind == KEPT_HEADING ? import_writing_heading(&u->writing, from, to)
		: import_writing_prose(&u->writing, from, to);
}

/* A title ends where the new import has its end. */
static Str new_title(Updating *u, const Kept *k)
{
	const ImportOutline *o = &u->import->outline;

	for (size_t i = 0; i < o->speeches.n; i++) {
		const ImportCut *cut = &o->speeches.at[i].cut;

		if (cut->title_from < cut->title_to && cut->title_from == u->now.bytes[k->now.from])
			return import_writing_title(&u->writing, cut->title_from, cut->title_to);
	}
	return (Str){0};
}

static void edit_scalar(Updating *u, uint32_t file, uint32_t parent, uint32_t at, Str words)
{
	const ImportNode *node = node_of(u, file, at);
	size_t column = import_tree_column(u->files[file].yaml, node->key_from), skip;
	Buf text = {0}, key = {0};

	if (node_of(u, file, parent)->flow) {
		import_yaml_scalar(&text, words, true);
		import_tree_edit(&u->files[file].edits, node->from, node->to, buf_str(&text));
	} else {
		buf_add(&key, node->key);
		import_yaml_text(&text, column, buf_cstr(&key), words);
		skip = column + key.n + 2;
		if (text.n > skip)
			import_tree_edit(&u->files[file].edits, node->from, node->to, str_sub(buf_str(&text), skip, text.n - 1));
	}
	buf_free(&text);
	buf_free(&key);
}

/* The text becomes the new source's, unless it is the reader's own. True where it does. */
static bool edit_text(Updating *u, Kept *k)
{
	ImportTree *tree = &u->files[k->file].tree;
	uint32_t text = import_tree_get(tree, k->node, TEXT_KEYS[k->kind]), at, before;
	Str old = import_tree_text(tree, text, &at), words;

	if (at == IMPORT_TREE_NONE)
		return false;
	if (!is_sources(u, old, k, &before)) {
		k->fate = IMPORT_FATE_BY_HAND;
		return false;
	}
	k->numbered = before > 0;
	words = k->kind == KEPT_TITLE ? new_title(u, k) : new_words(u, k);
	if (says_same(old, words)) {
		/* Only its number is another. */
		k->fate = IMPORT_FATE_MOVED;
		return false;
	}
	if (words.n)
		edit_scalar(u, k->file, at == text ? k->node : text, at, words);
	return words.n > 0;
}

static bool has_proposed(const Updating *u, const Kept *k, const char *what)
{
	const ImportTree *tree = &u->files[k->file].tree;
	uint32_t list = import_tree_get(tree, k->node, "proposed");

	for (uint32_t i = list == IMPORT_TREE_NONE ? list : tree->nodes.at[list].first; i != IMPORT_TREE_NONE;
		i = tree->nodes.at[i].next)
		if (str_eq(tree->nodes.at[i].value, str_of(what)))
			return true;
	return false;
}

/* The figures of the unit's new text that stand at none of the places in `but`, put among the proposed ones. */
static Range read_figures(Updating *u, const Kept *k, const ImportFigures *but)
{
	ImportProposal *p = &u->import->proposal;
	ImportFigures all = {0};
	Range range = {(uint32_t)p->figures.n, 0};

	import_propose_figures(&u->import->text, body_of(u, k), u->now.bytes[k->now.to], &all);
	for (size_t i = 0; i < all.n; i++) {
		bool there = false;

		for (size_t j = 0; j < but->n; j++)
			there = there || (all.at[i].from < but->at[j].to && but->at[j].from < all.at[i].to);
		if (!there)
			MEM_PUSH(&p->figures, all.at[i]);
	}
	free(all.at);
	range.n = (uint32_t)p->figures.n - range.first;
	return range;
}

/* What is read in the new text is a proposal. */
static void propose_figures(Updating *u, const Kept *k)
{
	const UpdatingFile *file = &u->files[k->file];
	const ImportNode *mapping = node_of(u, k->file, k->node), *list;
	uint32_t node = import_tree_get(&file->tree, k->node, "proposed");
	Buf line = {0};

	if (k->kind != KEPT_MEASURE || has_proposed(u, k, "figures"))
		return;
	list = node == IMPORT_TREE_NONE ? NULL : node_of(u, k->file, node);
	if (list && list->flow && list->first != IMPORT_TREE_NONE) {
		import_tree_edit(&u->files[k->file].edits, list->to - 1, list->to - 1, STR(", figures"));
	} else if (list && list->flow) {
		import_tree_edit(&u->files[k->file].edits, list->from, list->to, STR("[figures]"));
	} else if (!list) {
		buf_add_char(&line, '\n');
		buf_add_repeat(&line, STR(" "), import_tree_column(file->yaml, node_of(u, k->file, mapping->first)->key_from));
		buf_add(&line, STR("proposed: [figures]"));
		import_update_behind(u, k->file, mapping->to, buf_str(&line));
	}
	buf_free(&line);
}

/* The items of the list, the first one without its indent, or nothing. */
static Str figure_items(Updating *u, size_t column, Range figures, Buf *out)
{
	u->writing.out = out;
	import_writing_figures(&u->writing, column - 2, figures);
	/* Behind “figures:” and its line end. */
	return figures.n ? str_sub(buf_str(out), column - 2 + 9 + column, out->n - 1) : (Str){0};
}

/* Puts figures in: instead of the list where `all` is set, else behind its last. */
static void put_figures(Updating *u, const Kept *k, uint32_t list, Range figures, bool all)
{
	const UpdatingFile *file = &u->files[k->file];
	const ImportNode *mapping = node_of(u, k->file, k->node), *node = list == IMPORT_TREE_NONE ? NULL
		: node_of(u, k->file, list);
	size_t key = import_tree_column(file->yaml, node_of(u, k->file, mapping->first)->key_from), column = key + 2;
	Buf text = {0}, put = {0};
	Str items;

	if (mapping->flow || (node && node->flow && node->first != IMPORT_TREE_NONE) || (!node && !figures.n))
		return;
	if (node && !node->flow)
		column = import_tree_column(file->yaml, node->from);
	items = figure_items(u, column < 2 ? 2 : column, figures, &text);
	buf_add(&put, node ? STR("") : STR("\n"));
	buf_add_repeat(&put, STR(" "), node ? 0 : key);
	buf_add(&put, node ? STR("") : STR("figures:"));
	if (!(node && !node->flow && all)) {
		buf_add_char(&put, '\n');
		buf_add_repeat(&put, STR(" "), column);
	}
	buf_add(&put, items);
	if (node && all && !figures.n)
		import_tree_edit(&u->files[k->file].edits, node->from, node->to, STR("[]"));
	else if (figures.n && node && (node->flow || all))
		import_tree_edit(&u->files[k->file].edits, node->from, node->to, buf_str(&put));
	else if (figures.n)
		import_update_behind(u, k->file, node ? node->to : mapping->to, buf_str(&put));
	if (figures.n)
		propose_figures(u, k);
	buf_free(&text);
	buf_free(&put);
}

/* Each figure goes where it is now; `places` gets them as bytes. */
static void move_figures(Updating *u, const Kept *k, uint32_t list, ImportFigures *places)
{
	const ImportTree *tree = &u->files[k->file].tree;

	for (uint32_t i = tree->nodes.at[list].first; i != IMPORT_TREE_NONE; i = tree->nodes.at[i].next) {
		uint32_t node = import_tree_get(tree, i, "span"), written = import_tree_get(tree, i, "written");
		Span old, now;
		Buf address = {0};
		bool same;

		if (!import_tree_span(tree, node, &old) || old.to > u->old.n)
			continue;
		now = k->fate == IMPORT_FATE_GONE ? (Span){0, 0} : import_update_place(u, old, &same);
		if (now.from != old.from || now.to != old.to)
			edit_span(u, k->file, node, now);
		if (now.from < now.to)
			MEM_PUSH(places, ((ImportFigure){.from = u->now.bytes[now.from], .to = u->now.bytes[now.to]}));
		if (k->fate == IMPORT_FATE_GONE || (same && now.from < now.to))
			continue;
		import_update_address(&address, u->speeches.at[k->speech].id, k->section, k->n);
		import_update_note(u, IMPORT_FATE_FIGURE, buf_str(&address), written == IMPORT_TREE_NONE ? (Str){0}
			: tree->nodes.at[written].value);
		buf_free(&address);
	}
}

static void edit_figures(Updating *u, const Kept *k, bool rewritten)
{
	uint32_t list = import_tree_get(&u->files[k->file].tree, k->node, "figures");
	bool proposed = k->kind == KEPT_MEASURE && (list == IMPORT_TREE_NONE || has_proposed(u, k, "figures"));
	ImportFigures places = {0};

	if (k->kind != KEPT_LEAD && k->kind != KEPT_INTRO && k->kind != KEPT_MEASURE)
		return;
	if (list != IMPORT_TREE_NONE && !(rewritten && proposed))
		move_figures(u, k, list, &places);
	if (rewritten)
		put_figures(u, k, list, read_figures(u, k, &places), proposed);
	free(places.at);
}

static bool is_in_list(const ImportTree *tree, uint32_t list, Str name)
{
	for (uint32_t i = list == IMPORT_TREE_NONE ? list : tree->nodes.at[list].first; i != IMPORT_TREE_NONE;
		i = tree->nodes.at[i].next)
		if (str_eq(tree->nodes.at[i].value, name))
			return true;
	return false;
}

/* Names that are new in the text, where its terms are proposals. */
static void add_names(Updating *u, const Kept *k)
{
	const ImportTree *tree = &u->files[k->file].tree;
	uint32_t node = import_tree_get(tree, k->node, "terms"), text = import_tree_get(tree, k->node, "text");
	const ImportNode *list = node == IMPORT_TREE_NONE ? NULL : &tree->nodes.at[node];
	ImportNames names = {0};
	Buf line = {0};

	if (text == IMPORT_TREE_NONE || tree->nodes.at[k->node].flow || (list && !list->flow) ||
		(k->kind == KEPT_MEASURE && !has_proposed(u, k, "terms")))
		return;
	import_propose_names(&u->import->text, body_of(u, k), u->now.bytes[k->now.to], &names);
	for (size_t i = 0; i < names.n; i++) {
		Buf clean = {0};
		bool again = false;

		import_clean_punctuation(names.at[i], &clean);
		for (size_t j = 0; j < i && !again; j++)
			again = str_eq(names.at[i], names.at[j]);
		if (!again && !is_in_list(tree, node, buf_str(&clean))) {
			buf_add(&line, line.n || (list && list->first != IMPORT_TREE_NONE) ? STR(", ") : STR(""));
			import_yaml_scalar(&line, buf_str(&clean), true);
			import_update_term(u, buf_str(&clean), &u->files[k->file].terms);
		}
		buf_free(&clean);
	}
	if (line.n && list) {
		import_tree_edit(&u->files[k->file].edits, list->to - 1, list->to - 1, buf_str(&line));
	} else if (line.n) {
		Buf lines = {0};

		buf_add_char(&lines, '\n');
		buf_add_repeat(&lines, STR(" "), import_tree_column(u->files[k->file].yaml, tree->nodes.at[text].key_from));
		buf_add(&lines, STR("terms: ["));
		buf_add(&lines, buf_str(&line));
		buf_add_char(&lines, ']');
		import_update_behind(u, k->file, tree->nodes.at[text].to, buf_str(&lines));
		buf_free(&lines);
	}
	free(names.at);
	buf_free(&line);
}

/* A speech that broke off and does so no more. */
static void edit_complete(Updating *u)
{
	for (size_t i = 0; i < u->fresh.n; i++) {
		const Fresh *f = &u->fresh.at[i];
		uint32_t who = f->kind == KEPT_TITLE && f->span.from < u->now.n ? u->who[f->span.from] : 0, node;
		const Kept *k = who ? &u->kept.at[who - 1] : NULL;

		if (!k || k->kind != KEPT_TITLE || !u->import->outline.speeches.at[f->speech].complete)
			continue;
		node = import_tree_get(&u->files[k->file].tree, k->node, "complete");
		if (node != IMPORT_TREE_NONE && str_eq(node_of(u, k->file, node)->value, STR("false")))
			import_tree_edit(&u->files[k->file].edits, node_of(u, k->file, node)->from, node_of(u, k->file, node)->to,
				STR("true"));
	}
}

void import_update_edit(Updating *u)
{
	for (size_t i = 0; i < u->kept.n; i++) {
		Kept *k = &u->kept.at[i];
		bool rewritten = k->fate == IMPORT_FATE_CHANGED && edit_text(u, k);

		if (k->now.from != k->old.from || k->now.to != k->old.to)
			edit_span(u, k->file, k->span_node, k->now);
		if (rewritten)
			add_names(u, k);
		edit_figures(u, k, rewritten);
	}
	edit_complete(u);
}

/* How many were put in front of the unit in its section, or of its section. */
static uint32_t shift(const Updating *u, const Kept *k, KeptKind kind)
{
	uint32_t mapping = kind == KEPT_MEASURE ? k->section_node : u->speeches.at[k->speech].node, n = 0;

	for (size_t i = 0; i < u->fresh.n; i++) {
		const Fresh *f = &u->fresh.at[i];

		n += f->kind == kind && f->placed == mapping && f->placed_file == k->file && f->span.from < k->now.from;
	}
	return n;
}

void import_update_tell(Updating *u)
{
	for (size_t i = 0; i < u->kept.n; i++) {
		const Kept *k = &u->kept.at[i];
		bool counted = k->fate != IMPORT_FATE_SAME && k->fate != IMPORT_FATE_MOVED;
		Buf address = {0};

		if (counted)
			import_update_address(&address, u->speeches.at[k->speech].id,
				k->section ? k->section + shift(u, k, KEPT_HEADING) : 0, k->n ? k->n + shift(u, k, KEPT_MEASURE) : 0);
		import_update_note(u, k->fate, buf_str(&address), k->fate == IMPORT_FATE_GONE
			? letters_of(&u->source.bare, &u->old, k->old) : letters_of(&u->import->text.bare, &u->now, k->now));
		buf_free(&address);
	}
}
