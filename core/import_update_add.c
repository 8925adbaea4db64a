#include "import_updating.h"

#include <stdlib.h>
#include <string.h>

/* Where something new goes: a list of the YAML, and the item that it stands behind. */
typedef struct Place {
	uint32_t file, mapping; /* that has the list */
	const char *key;
	uint32_t behind;        /* IMPORT_TREE_NONE: in front of all */
} Place;

/* How many were put into a mapping's list so far: the numbers of what follows. */
typedef struct Added { uint32_t file, mapping, n; } Added;

typedef struct Adding {
	Updating *u;
	CORPUS_VEC(Added) added;
	bool central, unknown, unsorted; /* declarations that are wanted */
} Adding;

static uint32_t count_added(Adding *a, const Place *place, bool more)
{
	Added *at = NULL;

	for (size_t i = 0; i < a->added.n && !at; i++)
		if (a->added.at[i].file == place->file && a->added.at[i].mapping == place->mapping)
			at = &a->added.at[i];
	if (!at)
		at = MEM_PUSH(&a->added, ((Added){place->file, place->mapping, 0}));
	at->n += more;
	return at->n;
}

/* The lines of an item that was written with `written` blanks in front, set in by `column`; a line end before each. */
static void add_lines(Buf *out, Str item, size_t written, size_t column)
{
	Str line;

	while (str_split(&item, '\n', &line)) {
		if (!line.n)
			continue;
		buf_add_char(out, '\n');
		buf_add_repeat(out, STR(" "), column);
		buf_add(out, str_sub(line, written, line.n));
	}
}

/* False where the list is written in [ ] and is not empty, or is not there. */
static bool insert(Updating *u, const Place *place, Str item, size_t written)
{
	UpdatingFile *file = &u->files[place->file];
	const ImportTree *tree = &file->tree;
	uint32_t node = import_tree_get(tree, place->mapping, place->key);
	const ImportNode *list = node == IMPORT_TREE_NONE ? NULL : &tree->nodes.at[node];
	size_t column;
	Buf lines = {0};

	if (!list || list->kind != IMPORT_NODE_LIST || (list->flow && list->first != IMPORT_TREE_NONE))
		return false;
	column = list->flow ? import_tree_column(file->yaml, list->key_from) + 2
		: import_tree_column(file->yaml, list->from);
	add_lines(&lines, item, written, column);
	if (list->flow) {
		import_tree_edit(&file->edits, list->from, list->to, buf_str(&lines));
	} else if (place->behind != IMPORT_TREE_NONE) {
		import_update_behind(u, place->file, tree->nodes.at[place->behind].to, buf_str(&lines));
	} else {
		/* In front of the first: its line begins with the new one. */
		buf_add_char(&lines, '\n');
		import_tree_edit(&file->edits, list->from - column, list->from - column, str_sub(buf_str(&lines), 1, lines.n));
	}
	buf_free(&lines);
	return true;
}

/* The unit of the corpus that stands before a letter of the new source. */
static const Kept *before(const Updating *u, uint32_t letter)
{
	while (letter > 0 && !u->who[letter - 1])
		letter--;
	return letter ? &u->kept.at[u->who[letter - 1] - 1] : NULL;
}

static void note(Updating *u, const Fresh *f, ImportFate fate, Str id, uint32_t section, uint32_t n)
{
	Str bare = buf_str(&u->import->text.bare);
	Buf address = {0};

	import_update_address(&address, id, section, n);
	import_update_note(u, fate, buf_str(&address), str_sub(bare, u->now.bytes[f->span.from], u->now.bytes[f->span.to]));
	buf_free(&address);
}

static void unplaced(Updating *u, const Fresh *f)
{
	const Kept *k = before(u, f->span.from);

	note(u, f, IMPORT_FATE_UNPLACED, k ? u->speeches.at[k->speech].id : (Str){0}, k ? k->section : 0, k ? k->n : 0);
}

static bool is_known(const Updating *u, Str name)
{
	for (size_t i = 0; i < u->terms.n; i++)
		if (str_eq(u->terms.at[i], name))
			return true;
	return false;
}

void import_update_term(Updating *u, Str name, Buf *out)
{
	if (is_known(u, name))
		return;
	MEM_PUSH(&u->terms, str_keep(name, &u->out->arena));
	import_writing_term(out, name);
	buf_add_char(out, '\n');
}

static void declare(Updating *u, Range refs, Buf *out)
{
	const ImportProposal *p = &u->import->proposal;

	for (uint32_t i = 0; i < refs.n; i++)
		import_update_term(u, p->terms.at[p->term_refs.at[refs.first + i]].name, out);
}

static void declare_section(Updating *u, uint32_t section, Buf *out)
{
	const ImportProposal *p = &u->import->proposal;
	Range measures = u->import->outline.sections.at[section].measures;

	declare(u, p->intros.at[section].terms, out);
	for (uint32_t i = 0; i < measures.n; i++)
		declare(u, p->measures.at[measures.first + i].terms, out);
}

static uint32_t first_section(const Updating *u, const Kept *k)
{
	const ImportTree *tree = &u->files[k->file].tree;
	uint32_t list = import_tree_get(tree, u->speeches.at[k->speech].node, "sections");

	return list == IMPORT_TREE_NONE ? list : tree->nodes.at[list].first;
}

static bool add_measure(Adding *a, Fresh *f)
{
	Updating *u = a->u;
	const Kept *k = before(u, f->span.from);
	Place place = {.key = "measures", .behind = IMPORT_TREE_NONE};
	uint32_t n;
	Buf item = {0};
	bool ok;

	if (!k || k->kind == KEPT_SPEAKER)
		return false;
	place.file = k->file;
	place.mapping = k->section ? k->section_node : first_section(u, k);
	if (k->kind == KEPT_MEASURE)
		place.behind = k->node;
	if (place.mapping == IMPORT_TREE_NONE)
		return false;
	n = k->n + count_added(a, &place, false) + 1;
	u->writing.out = &item;
	buf_clear(&u->writing.address);
	import_update_address(&u->writing.address, u->speeches.at[k->speech].id, k->section ? k->section : 1, n);
	import_writing_measure(&u->writing, f->measure);
	ok = insert(u, &place, buf_str(&item), 10);
	if (ok) {
		count_added(a, &place, true);
		f->placed_file = place.file;
		f->placed = place.mapping;
		declare(u, u->import->proposal.measures.at[f->measure].terms, &u->files[k->file].terms);
		note(u, f, IMPORT_FATE_NEW, u->speeches.at[k->speech].id, k->section ? k->section : 1, n);
	}
	buf_free(&item);
	return ok;
}

static bool add_section(Adding *a, Fresh *f)
{
	Updating *u = a->u;
	const Kept *k = before(u, f->span.from);
	Place place = {.key = "sections"};
	uint32_t n;
	Buf item = {0};
	bool ok;

	if (!k || k->kind == KEPT_SPEAKER)
		return false;
	place.file = k->file;
	place.mapping = u->speeches.at[k->speech].node;
	place.behind = k->section_node;
	n = k->section + count_added(a, &place, false) + 1;
	u->writing.out = &item;
	import_writing_section(&u->writing, f->section, f->speech, n);
	ok = insert(u, &place, buf_str(&item), 6);
	if (ok) {
		count_added(a, &place, true);
		f->placed_file = place.file;
		f->placed = place.mapping;
		declare_section(u, f->section, &u->files[k->file].terms);
		note(u, f, IMPORT_FATE_NEW, u->speeches.at[k->speech].id, n, 0);
	}
	buf_free(&item);
	return ok;
}

/* An id that no speech of the corpus has. */
static void name_speech(Updating *u, uint32_t speech)
{
	Str base = u->writing.ids[speech];
	uint32_t n = 1;

	for (size_t i = 0; i < u->speeches.n; i++) {
		Buf id = {0};

		if (!str_eq(u->speeches.at[i].id, u->writing.ids[speech]))
			continue;
		buf_add(&id, base);
		buf_add_char(&id, '-');
		buf_add_int(&id, ++n);
		u->writing.ids[speech] = buf_keep(&id, &u->out->arena);
		i = (size_t)-1;
	}
}

/* The name of a part goes behind that of the file before it. */
static void name_part(Updating *u, Str name, uint32_t file)
{
	UpdatingFile *corpus = &u->files[0];
	uint32_t parts = import_tree_get(&corpus->tree, 0, "parts"), behind = IMPORT_TREE_NONE;
	const ImportNode *item;
	Buf text = {0};

	for (uint32_t i = corpus->tree.nodes.at[parts].first; i != IMPORT_TREE_NONE; i = corpus->tree.nodes.at[i].next)
		if (behind == IMPORT_TREE_NONE || str_eq(corpus->tree.nodes.at[i].value, u->files[file].name))
			behind = i;
	item = behind == IMPORT_TREE_NONE ? NULL : &corpus->tree.nodes.at[behind];
	if (!item)
		return;
	if (corpus->tree.nodes.at[parts].flow) {
		buf_add(&text, STR(", "));
		buf_add(&text, name);
		import_tree_edit(&corpus->edits, item->to, item->to, buf_str(&text));
	} else {
		buf_add_char(&text, '\n');
		buf_add_repeat(&text, STR(" "), import_tree_column(corpus->yaml, corpus->tree.nodes.at[parts].from));
		buf_add(&text, STR("- "));
		buf_add(&text, name);
		import_update_behind(u, 0, item->to, buf_str(&text));
	}
	buf_free(&text);
}

static void write_part(Updating *u, uint32_t speech, Str terms, Str item)
{
	Buf name = {0}, *out;
	Str line;

	buf_add(&name, u->writing.ids[speech]);
	buf_add(&name, STR(".yaml"));
	out = import_writing_file(&u->writing, buf_str(&name));
	import_writing_yaml(out, "Imported; what stands under “proposed” nobody has looked at yet. "
		"Spans count characters of source.txt.");
	buf_add(out, terms.n ? STR("terms:\n") : STR(""));
	while (str_split(&terms, '\n', &line))
		if (line.n) {
			buf_add(out, STR("  "));
			buf_add(out, line);
			buf_add_char(out, '\n');
		}
	buf_add(out, STR("speeches:\n"));
	buf_add(out, item);
	buf_add(out, STR("...\n"));
	buf_free(&name);
}

/* A speech is a part of its own, or an item of the only file. */
static void add_speech(Adding *a, const Fresh *f)
{
	Updating *u = a->u;
	const ImportSpeech *s = &u->import->outline.speeches.at[f->speech];
	const Kept *k = before(u, f->span.from);
	bool parts = import_tree_get(&u->files[0].tree, 0, "parts") != IMPORT_TREE_NONE, ok = true;
	Buf item = {0}, terms = {0};

	name_speech(u, f->speech);
	declare(u, u->import->proposal.leads.at[f->speech].terms, &terms);
	for (uint32_t i = 0; i < s->sections.n; i++)
		declare_section(u, s->sections.first + i, &terms);
	u->writing.out = &item;
	import_writing_speech(&u->writing, f->speech);
	if (parts) {
		write_part(u, f->speech, buf_str(&terms), buf_str(&item));
		name_part(u, str_keep(u->out->files.at[u->out->files.n - 1].name, &u->out->arena), k ? k->file : 0);
	} else {
		Place place = {0, 0, "speeches", k ? u->speeches.at[k->speech].node : IMPORT_TREE_NONE};

		ok = insert(u, &place, buf_str(&item), 2);
		buf_add(&u->files[0].terms, buf_str(&terms));
	}
	a->central = a->central || (!u->writing.provinces[f->speech] && !u->writing.guessed[f->speech]);
	a->unknown = a->unknown || (!u->writing.provinces[f->speech] && u->writing.guessed[f->speech]);
	MEM_PUSH(&u->speeches, ((KeptSpeech){0, 0, u->writing.ids[f->speech]}));
	note(u, f, ok ? IMPORT_FATE_NEW : IMPORT_FATE_UNPLACED, u->writing.ids[f->speech], 0, 0);
	buf_free(&item);
	buf_free(&terms);
}

/* How many of the units behind `first` that belong to the same speech (and section) there are, and are new. */
static size_t count_new(const Updating *u, size_t first, bool section, size_t *all)
{
	const Fresh *head = &u->fresh.at[first];
	size_t added = 0;

	*all = 0;
	for (size_t i = first; i < u->fresh.n && u->fresh.at[i].speech == head->speech &&
		(!section || u->fresh.at[i].section == head->section); i++) {
		++*all;
		added += u->fresh.at[i].added && !u->fresh.at[i].crowded;
	}
	return added;
}

void import_update_add(Updating *u)
{
	Adding a = {.u = u};

	for (size_t i = 0; i < u->fresh.n; i++) {
		Fresh *f = &u->fresh.at[i];
		bool begins = !i || u->fresh.at[i - 1].speech != f->speech, placed = false;
		size_t all;

		if (!f->added)
			continue;
		if (begins && count_new(u, i, false, &all) == all) {
			add_speech(&a, f);
			i += all - 1;
			continue;
		}
		if (!f->crowded && f->kind == KEPT_HEADING && count_new(u, i, true, &all) == all) {
			placed = add_section(&a, f);
			i += placed ? all - 1 : 0;
		} else if (!f->crowded && f->kind == KEPT_MEASURE) {
			placed = add_measure(&a, f);
		}
		if (!placed)
			unplaced(u, f);
	}
	a.unsorted = u->writing.used[u->options->vocabulary ? u->options->vocabulary->themes.n : 0];
	import_update_declare(u, a.central, a.unknown, a.unsorted);
	free(a.added.at);
}
