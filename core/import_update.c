#include "import_updating.h"

#include "utf8.h"

#include <stdlib.h>
#include <string.h>

#define STRAY 240     /* letters that may have been put into a unit at one place */
#define ENOUGH 30     /* per cent of a unit's letters that must be there still */

static const struct { const char *zh, *en; } FATES[IMPORT_FATE_COUNT] = {
	[IMPORT_FATE_SAME] = {"原样", "as before"}, [IMPORT_FATE_MOVED] = {"移位", "moved"},
	[IMPORT_FATE_CHANGED] = {"随原文改动", "changed with the source"},
	[IMPORT_FATE_BY_HAND] = {"原文已改，文字是手改的，没有动", "changed in the source, kept as edited by hand"},
	[IMPORT_FATE_FIGURE] = {"数据在原文里已不是这样写的", "figures that the source no longer has"},
	[IMPORT_FATE_NEW] = {"新增", "new"}, [IMPORT_FATE_UNPLACED] = {"原文新有而没有归入的", "new in the source, not placed"},
	[IMPORT_FATE_GONE] = {"原文里已没有，保留", "gone from the source, kept"},
};

Str import_update_fate(ImportFate fate, Lang lang)
{
	return str_of(lang == LANG_EN ? FATES[fate].en : FATES[fate].zh);
}

void import_update_address(Buf *out, Str id, uint32_t section, uint32_t measure)
{
	buf_add(out, id);
	for (int i = 0; i < 2; i++) {
		uint32_t n = i ? measure : section;

		if (!n)
			return;
		buf_add_char(out, '.');
		buf_add_int(out, n);
	}
}

void import_update_note(Updating *u, ImportFate fate, Str address, Str words)
{
	ImportUpdate *out = u->out;

	out->count[fate]++;
	if (fate == IMPORT_FATE_SAME || fate == IMPORT_FATE_MOVED)
		return;
	MEM_PUSH(&out->notes, ((ImportUpdateNote){fate, str_keep(address, &out->arena),
		str_keep(str_sub(words, 0, utf8_offset(words, 24)), &out->arena)}));
}

void import_update_behind(Updating *u, uint32_t file, size_t at, Str lines)
{
	Str yaml = u->files[file].yaml;

	while (at < yaml.n && yaml.s[at] != '\n')
		at++;
	if (at && at < yaml.n && yaml.s[at - 1] == '\r')
		at--;
	import_tree_edit(&u->files[file].edits, at, at, lines);
}

static void keep(Updating *u, const Kept *like, KeptKind kind, uint32_t node, const char *key)
{
	const ImportTree *tree = &u->files[like->file].tree;
	Kept kept = *like;

	kept.kind = kind;
	kept.node = node;
	kept.span_node = import_tree_get(tree, node, key);
	if (import_tree_span(tree, kept.span_node, &kept.old) && kept.old.to <= u->old.n)
		MEM_PUSH(&u->kept, kept);
}

static void keep_section(Updating *u, Kept like, uint32_t node)
{
	const ImportTree *tree = &u->files[like.file].tree;
	uint32_t measures = import_tree_get(tree, node, "measures");

	like.section_node = node;
	keep(u, &like, KEPT_HEADING, node, "heading_span");
	keep(u, &like, KEPT_INTRO, import_tree_get(tree, node, "intro"), "span");
	for (uint32_t i = measures == IMPORT_TREE_NONE ? measures : tree->nodes.at[measures].first; i != IMPORT_TREE_NONE;
		i = tree->nodes.at[i].next) {
		like.n++;
		keep(u, &like, KEPT_MEASURE, i, "span");
	}
}

static void keep_speech(Updating *u, uint32_t file, uint32_t node)
{
	const ImportTree *tree = &u->files[file].tree;
	Kept like = {.file = file, .speech = (uint32_t)u->speeches.n, .section_node = IMPORT_TREE_NONE};
	uint32_t id = import_tree_get(tree, node, "id"), sections = import_tree_get(tree, node, "sections");

	MEM_PUSH(&u->speeches, ((KeptSpeech){file, node, id == IMPORT_TREE_NONE ? (Str){0} : tree->nodes.at[id].value}));
	keep(u, &like, KEPT_TITLE, node, "title_span");
	keep(u, &like, KEPT_SPEAKER, node, "speaker_span");
	keep(u, &like, KEPT_LEAD, import_tree_get(tree, node, "lead"), "span");
	for (uint32_t i = sections == IMPORT_TREE_NONE ? sections : tree->nodes.at[sections].first; i != IMPORT_TREE_NONE;
		i = tree->nodes.at[i].next) {
		like.section++;
		keep_section(u, like, i);
	}
}

/* The letter of the span that the longest run begins with which is together still. */
static uint32_t longest_run(const Updating *u, Span old, uint32_t *there)
{
	uint32_t best = old.from, most = 0;

	*there = 0;
	for (uint32_t i = old.from, run; i < old.to; i += run) {
		for (run = 1; i + run < old.to && u->to[i] != IMPORT_ALIGN_NONE && u->to[i + run] == u->to[i] + run; run++)
			;
		if (u->to[i] == IMPORT_ALIGN_NONE)
			continue;
		*there += run;
		if (run > most) {
			most = run;
			best = i;
		}
	}
	return best;
}

/* What stands in place of letters that are gone from an end of the unit belongs to it, up to its old neighbour. */
static void take_ends(const Updating *u, Span old, uint32_t first, uint32_t last, Span *now)
{
	uint32_t before = old.from ? u->to[old.from - 1] : 0, behind = old.to < u->old.n ? u->to[old.to] : u->now.n;

	if (old.from && before != IMPORT_ALIGN_NONE)
		before++;
	if (first > old.from && before <= now->from && now->from - before <= 2 * (first - old.from) + 12)
		now->from = before;
	if (last + 1 < old.to && behind != IMPORT_ALIGN_NONE && behind >= now->to &&
		behind - now->to <= 2 * (old.to - last) + 12)
		now->to = behind;
}

Span import_update_place(const Updating *u, Span old, bool *same)
{
	uint32_t there, best = longest_run(u, old, &there), first = best, last = best;
	Span now;

	*same = false;
	if (!there || (uint64_t)there * 100 < (uint64_t)(old.to - old.from) * ENOUGH)
		return (Span){0, 0};
	for (uint32_t i = best; i-- > old.from;)
		if (u->to[i] < u->to[first] && u->to[first] - u->to[i] <= STRAY + (first - i))
			first = i;
	for (uint32_t i = best + 1; i < old.to; i++)
		if (u->to[i] != IMPORT_ALIGN_NONE && u->to[i] > u->to[last] && u->to[i] - u->to[last] <= STRAY + (i - last))
			last = i;
	now = (Span){u->to[first], u->to[last] + 1};
	take_ends(u, old, first, last, &now);
	*same = there == old.to - old.from && now.to - now.from == there;
	return now;
}

static void place_all(Updating *u)
{
	for (size_t i = 0; i < u->kept.n; i++) {
		Kept *k = &u->kept.at[i];
		bool same;

		k->now = import_update_place(u, k->old, &same);
		/* What another unit has already is not had twice. */
		while (k->now.from < k->now.to && u->who[k->now.from])
			k->now.from++;
		for (uint32_t at = k->now.from; at < k->now.to; at++) {
			if (u->who[at])
				k->now.to = at;
			else
				u->who[at] = (uint32_t)i + 1;
		}
		k->fate = k->now.from == k->now.to ? IMPORT_FATE_GONE : !same ? IMPORT_FATE_CHANGED
			: k->now.from == k->old.from ? IMPORT_FATE_SAME : IMPORT_FATE_MOVED;
		if (k->fate == IMPORT_FATE_GONE)
			k->now = (Span){0, 0};
	}
}

static void push_fresh(Updating *u, Fresh like, KeptKind kind, uint32_t from, uint32_t to)
{
	like.kind = kind;
	like.placed = IMPORT_TREE_NONE;
	like.span = (Span){import_align_letter(&u->now, from), import_align_letter(&u->now, to)};
	if (from < to)
		MEM_PUSH(&u->fresh, like);
}

static void find_fresh(Updating *u)
{
	const ImportOutline *o = &u->import->outline;

	for (uint32_t i = 0; i < o->speeches.n; i++) {
		const ImportSpeech *s = &o->speeches.at[i];
		const ImportCut *cut = &s->cut;
		bool before = cut->title_from < cut->title_to && cut->title_from < cut->speaker_from;
		Fresh like = {.speech = i, .section = CORPUS_NONE, .measure = CORPUS_NONE};

		push_fresh(u, like, KEPT_TITLE, before || cut->foot ? cut->title_from : cut->speaker_from, cut->foot
			? cut->title_to : cut->from);
		push_fresh(u, like, KEPT_LEAD, cut->from, s->lead_to);
		for (uint32_t j = 0; j < s->sections.n; j++) {
			const ImportSection *section = &o->sections.at[like.section = s->sections.first + j];

			like.measure = CORPUS_NONE;
			push_fresh(u, like, KEPT_HEADING, section->from, section->to);
			push_fresh(u, like, KEPT_INTRO, section->to, section->intro_to);
			for (uint32_t k = 0; k < section->measures.n; k++) {
				const ImportMeasure *m = &o->measures.at[like.measure = section->measures.first + k];

				push_fresh(u, like, KEPT_MEASURE, m->from, m->to);
			}
		}
		like.section = like.measure = CORPUS_NONE;
		if (cut->foot)
			push_fresh(u, like, KEPT_SPEAKER, cut->speaker_from, cut->speaker_to);
	}
}

static uint32_t count_known(const Updating *u, uint32_t from, uint32_t to)
{
	uint32_t n = 0;

	for (uint32_t at = from; at < to; at++)
		n += !u->inserted[at];
	return n;
}

/* Takes what is new out of the unit around it, which keeps the side where more of it is. */
static void carve(Updating *u, const Fresh *f, uint32_t who)
{
	Kept *k = &u->kept.at[who - 1];
	Span left = {k->now.from, f->span.from < k->now.from ? k->now.from : f->span.from};
	Span right = {f->span.to > k->now.to ? k->now.to : f->span.to, k->now.to};
	bool keeps_left = count_known(u, left.from, left.to) >= count_known(u, right.from, right.to);
	Span stays = keeps_left ? left : right;

	for (uint32_t at = k->now.from; at < k->now.to; at++)
		u->who[at] = at >= stays.from && at < stays.to ? who : 0;
	k->now = stays.from < stays.to ? stays : (Span){0, 0};
	k->fate = stays.from < stays.to ? IMPORT_FATE_CHANGED : IMPORT_FATE_GONE;
	/* Its letters that were thought to be in the new one are as good as put in. */
	for (uint32_t at = f->span.from; at < f->span.to; at++)
		u->inserted[at] = true;
}

/* A unit of the new import that is mostly new is no part of an old one, whatever letters they share. */
static void carve_fresh(Updating *u)
{
	for (size_t i = 0; i < u->fresh.n; i++) {
		const Fresh *f = &u->fresh.at[i];
		uint32_t n = f->span.to - f->span.from;

		if (count_known(u, f->span.from, f->span.to) * 2 > n)
			continue;
		for (uint32_t at = f->span.from; at < f->span.to; at++) {
			const Kept *k = u->who[at] ? &u->kept.at[u->who[at] - 1] : NULL;

			/* Unless it is what became of that unit. */
			if (k && (k->now.from < f->span.from || k->now.to > f->span.to))
				carve(u, f, u->who[at]);
		}
	}
}

/* True where the unit took letters in. */
static bool extend(Updating *u, uint32_t who, uint32_t at, int step, uint32_t end, KeptKind kind)
{
	Kept *k = &u->kept.at[who - 1];
	bool any = false;

	for (; k->kind == kind && at != end && !u->who[at] && u->inserted[at]; at += (uint32_t)step) {
		u->who[at] = who;
		if (step < 0)
			k->now.from = at;
		else
			k->now.to = at + 1;
		k->fate = IMPORT_FATE_CHANGED;
		any = true;
	}
	return any;
}

/* Letters put in at the ends of a unit belong to it where the new import has them in one with it. */
static bool extend_into(Updating *u, const Fresh *f)
{
	uint32_t first = f->span.from, last = f->span.to;
	bool any = false;

	while (first < f->span.to && !u->who[first])
		first++;
	while (last > f->span.from && !u->who[last - 1])
		last--;
	if (first < f->span.to && first > f->span.from)
		any = extend(u, u->who[first], first - 1, -1, f->span.from - 1, f->kind);
	if (last > f->span.from && last < f->span.to)
		any = extend(u, u->who[last - 1], last, 1, f->span.to, f->kind) || any;
	return any;
}

/* A unit of letters that are mostly new, and nobody's, is new. */
static void match_fresh(Updating *u)
{
	for (size_t i = 0; i < u->fresh.n; i++) {
		Fresh *f = &u->fresh.at[i];
		uint32_t had = 0, put_in = 0, n = f->span.to - f->span.from;

		for (uint32_t at = f->span.from; at < f->span.to; at++) {
			had += u->who[at] != 0;
			put_in += !u->who[at] && u->inserted[at];
		}
		f->crowded = had > 0;
		f->added = !(had && extend_into(u, f)) && put_in * 2 >= n;
	}
}

static void align(Updating *u, Str source)
{
	import_source_open(source, &u->source);
	u->old = import_align_letters(buf_str(&u->source.bare));
	u->now = import_align_letters(buf_str(&u->import->text.bare));
	u->to = import_align(&u->old, &u->now);
	u->who = mem_zeroed((size_t)u->now.n + 1, sizeof *u->who);
	u->inserted = mem_alloc((size_t)u->now.n + 1);
	memset(u->inserted, true, (size_t)u->now.n + 1);
	for (uint32_t i = 0; i < u->old.n; i++)
		if (u->to[i] != IMPORT_ALIGN_NONE)
			u->inserted[u->to[i]] = false;
}

/* What was carved and extended may be as it was. */
static void settle(Updating *u)
{
	for (size_t i = 0; i < u->kept.n; i++) {
		Kept *k = &u->kept.at[i];
		uint32_t n = k->old.to - k->old.from;

		if (k->fate != IMPORT_FATE_CHANGED || k->now.to - k->now.from != n ||
			memcmp(u->old.at + k->old.from, u->now.at + k->now.from, n * sizeof *u->old.at) != 0)
			continue;
		k->fate = k->now.from == k->old.from ? IMPORT_FATE_SAME : IMPORT_FATE_MOVED;
	}
}

static void find_units(Updating *u)
{
	for (size_t i = 0; i < u->n; i++) {
		const ImportTree *tree = &u->files[i].tree;
		uint32_t speeches = import_tree_get(tree, 0, "speeches"), terms = import_tree_get(tree, 0, "terms"), name;

		for (uint32_t t = terms == IMPORT_TREE_NONE ? terms : tree->nodes.at[terms].first; t != IMPORT_TREE_NONE;
			t = tree->nodes.at[t].next)
			if ((name = import_tree_get(tree, t, "name")) != IMPORT_TREE_NONE)
				MEM_PUSH(&u->terms, tree->nodes.at[name].value);
		for (uint32_t s = speeches == IMPORT_TREE_NONE ? speeches : tree->nodes.at[speeches].first;
			s != IMPORT_TREE_NONE; s = tree->nodes.at[s].next)
			keep_speech(u, (uint32_t)i, s);
	}
}

static void free_updating(Updating *u)
{
	for (size_t i = 0; i < u->n; i++) {
		import_tree_free(&u->files[i].tree);
		free(u->files[i].edits.edits.at);
		mem_arena_free(&u->files[i].edits.arena);
		buf_free(&u->files[i].terms);
	}
	free(u->files);
	import_source_free(&u->source);
	import_align_free(&u->old);
	import_align_free(&u->now);
	free(u->to);
	free(u->who);
	free(u->inserted);
	free(u->kept.at);
	free(u->speeches.at);
	free(u->fresh.at);
	free(u->terms.at);
}

bool import_update(const ImportInput *files, size_t n, Str source, Import *now, const ImportOptions *options,
	ImportUpdate *out)
{
	Updating u = {.n = n, .options = options, .import = now, .out = out};
	bool ok = n > 0;

	u.files = mem_zeroed(n + 1, sizeof *u.files);
	for (size_t i = 0; i < n && ok; i++) {
		u.files[i].name = files[i].name;
		u.files[i].yaml = files[i].bytes;
		ok = import_tree_read(files[i].bytes, &u.files[i].tree);
	}
	if (ok) {
		align(&u, source);
		find_units(&u);
		place_all(&u);
		find_fresh(&u);
		carve_fresh(&u);
		match_fresh(&u);
		settle(&u);
		import_writing_open(&u.writing, now, options, &out->files);
		import_update_edit(&u);
		import_update_add(&u);
		import_update_tell(&u);
		ok = import_update_files(&u);
		import_writing_close(&u.writing);
	}
	free_updating(&u);
	return ok;
}

void import_update_free(ImportUpdate *update)
{
	import_files_free(&update->files);
	mem_arena_free(&update->arena);
	free(update->notes.at);
	*update = (ImportUpdate){0};
}
