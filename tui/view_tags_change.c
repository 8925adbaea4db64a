/* What can be chosen of a measure, and how what was chosen gets into the YAML. */
#include "view_tags.h"

#include "app.h"

#include <stdlib.h>
#include <string.h>

#define MOST_NAMES 64

uint32_t view_tags_bit(TagKind kind)
{
	static const uint32_t BITS[TAG_KIND_COUNT] = {PROPOSED_LABEL, PROPOSED_THEMES, PROPOSED_TERMS, PROPOSED_FIGURES};
	return BITS[kind];
}

static void add_row(Tags *t, TagKind kind, bool header, uint32_t index, Str name)
{
	bool on = kind != TAG_THEME || header || view_tags_rank(t, name) > 0;
	MEM_PUSH(&t->rows, ((TagRow){kind, header, on, on, index, name}));
}

static void add_themes(Tags *t, const Measure *m, uint32_t volume)
{
	const Corpus *corpus = t->corpus;
	add_row(t, TAG_THEME, true, 0, (Str){0});
	for (uint32_t i = 0; i < m->themes.n; i++) {
		const ThemeRef *ref = &corpus->theme_refs.at[m->themes.first + i];
		if (t->n == VIEW_TAGS_THEMES)
			break;
		t->chosen[t->n++] = ref->id.s;
		add_row(t, TAG_THEME, false, ref->theme, ref->id.s);
	}
	for (uint32_t i = 0; i < corpus->themes.n; i++)
		if (corpus->themes.at[i].volume == volume && view_tags_rank(t, corpus->themes.at[i].id.s) == 0)
			add_row(t, TAG_THEME, false, i, corpus->themes.at[i].id.s);
}

static TagState state_of(Tags *t)
{
	TagState state = {.label = str_keep(buf_str(&t->label), &t->arena), .renamed = t->renamed, .n = t->n};
	memcpy(state.chosen, t->chosen, sizeof state.chosen);
	state.on = mem_take(&t->arena, t->rows.n + 1);
	for (size_t i = 0; i < t->rows.n; i++)
		state.on[i] = t->rows.at[i].on;
	return state;
}

static bool holds(const Tags *t, const TagState *state)
{
	bool same = str_eq(state->label, buf_str(&t->label)) && state->renamed == t->renamed && state->n == t->n;
	for (size_t i = 0; i < t->n && same; i++)
		same = str_eq(state->chosen[i], t->chosen[i]);
	for (size_t i = 0; i < t->rows.n && same; i++)
		same = state->on[i] == t->rows.at[i].on;
	return same;
}

void view_tags_collect(Tags *t, const Corpus *corpus, uint32_t measure)
{
	const Measure *m = &corpus->measures.at[measure];
	*t = (Tags){.measure = measure, .pos = m->pos, .proposed = m->found.proposed, .corpus = corpus};
	buf_add(&t->label, m->label.zh.s.n > 0 ? m->label.zh.s : m->label.en.s);
	add_row(t, TAG_LABEL, true, 0, (Str){0});
	add_row(t, TAG_LABEL, false, 0, (Str){0});
	add_themes(t, m, corpus->speeches.at[m->speech].volume);
	if (m->body.terms.n > 0)
		add_row(t, TAG_TERM, true, 0, (Str){0});
	for (uint32_t i = 0; i < m->body.terms.n && i < MOST_NAMES; i++)
		add_row(t, TAG_TERM, false, m->body.terms.first + i, corpus->term_refs.at[m->body.terms.first + i].name.s);
	if (m->body.figures.n > 0)
		add_row(t, TAG_FIGURE, true, 0, (Str){0});
	for (uint32_t i = 0; i < m->body.figures.n; i++)
		add_row(t, TAG_FIGURE, false, m->body.figures.first + i, (Str){0});
	MEM_PUSH(&t->states, state_of(t));
}

void view_tags_note(Tags *t)
{
	if (holds(t, &t->states.at[t->state]))
		return;
	t->states.n = ++t->state;
	MEM_PUSH(&t->states, state_of(t));
}

bool view_tags_undo(Tags *t, int by)
{
	if (by < 0 ? t->state == 0 : t->state + 1 == t->states.n)
		return false;
	const TagState *state = &t->states.at[by < 0 ? --t->state : ++t->state];
	buf_clear(&t->label);
	buf_add(&t->label, state->label);
	t->renamed = state->renamed;
	t->n = state->n;
	memcpy(t->chosen, state->chosen, sizeof t->chosen);
	for (size_t i = 0; i < t->rows.n; i++)
		t->rows.at[i].on = state->on[i];
	return true;
}

void view_tags_free(Tags *t)
{
	buf_free(&t->label);
	free(t->rows.at);
	free(t->states.at);
	mem_arena_free(&t->arena);
	*t = (Tags){0};
}

size_t view_tags_rank(const Tags *t, Str id)
{
	for (size_t i = 0; i < t->n; i++)
		if (str_eq(t->chosen[i], id))
			return i + 1;
	return 0;
}

static bool toggle_theme(Tags *t, TagRow *row)
{
	size_t rank = view_tags_rank(t, row->name);
	if (rank == 0 ? t->n == VIEW_TAGS_THEMES : t->n == 1)
		return false;
	if (rank == 0) {
		t->chosen[t->n++] = row->name;
	} else {
		memmove(t->chosen + rank - 1, t->chosen + rank, (t->n - rank) * sizeof *t->chosen);
		t->n--;
	}
	row->on = rank == 0;
	return true;
}

/* A label cannot be left out. */
bool view_tags_toggle(Tags *t, size_t at)
{
	TagRow *row = &t->rows.at[at];
	if (row->kind == TAG_THEME && !row->header)
		return toggle_theme(t, row);
	if (row->kind == TAG_LABEL && !row->header)
		return false;
	row->on = !row->on;
	return true;
}

bool view_tags_lead(Tags *t, size_t at)
{
	TagRow *row = &t->rows.at[at];
	if (row->kind != TAG_THEME || row->header || (!row->on && !toggle_theme(t, row)))
		return false;
	size_t rank = view_tags_rank(t, row->name);
	memmove(t->chosen + 1, t->chosen, (rank - 1) * sizeof *t->chosen);
	t->chosen[0] = row->name;
	return true;
}

static bool themes_changed(const Tags *t)
{
	const Range was = t->corpus->measures.at[t->measure].themes;
	bool same = was.n == t->n;
	for (size_t i = 0; i < t->n && same; i++)
		same = str_eq(t->chosen[i], t->corpus->theme_refs.at[was.first + i].id.s);
	return !same;
}

bool view_tags_changed(const Tags *t)
{
	bool changed = t->renamed || themes_changed(t);
	for (size_t i = 0; i < t->rows.n && !changed; i++)
		changed = t->rows.at[i].on != t->rows.at[i].was;
	return changed;
}

static bool is_confirmed(const Tags *t, TagKind kind)
{
	for (size_t i = 0; i < t->rows.n; i++)
		if (t->rows.at[i].kind == kind && t->rows.at[i].header)
			return t->rows.at[i].on;
	return true;
}

/* What stays proposed. */
static void change_proposed(const Tags *t, Edit *edit, uint32_t measure)
{
	Str names[TAG_KIND_COUNT + 4];
	size_t n = 0;
	uint32_t left = t->proposed;
	for (TagKind kind = 0; kind < TAG_KIND_COUNT; kind++)
		if (is_confirmed(t, kind))
			left &= ~view_tags_bit(kind);
	for (unsigned i = 0; i < 8; i++)
		if (left & 1u << i)
			names[n++] = corpus_proposed_id(i);
	if (left != t->proposed)
		edit_set_names(edit, measure, "proposed", NULL, names, n);
}

static void change_themes(const Tags *t, Edit *edit, uint32_t measure)
{
	if (themes_changed(t))
		edit_set_names(edit, measure, "themes", "label", t->chosen, t->n);
}

/* A term that was proposed is in the list of its file: confirmed there too, or taken out where nothing has it any
   more. True where it is to be taken out. */
static bool settle_term(const Tags *t, Edit *edit, const TagRow *row, bool confirmed)
{
	const TermRef *ref = &t->corpus->term_refs.at[row->index];
	const Term *term = ref->term == CORPUS_NONE ? NULL : &t->corpus->terms.at[ref->term];
	if (!term || !term->proposed || term->name.pos.file != t->pos.file)
		return false;
	uint32_t item = edit_parent(edit, edit_at(edit, term->name.pos.line, term->name.pos.col, DOCUMENT_SCALAR));
	if (row->on && confirmed)
		edit_remove_key(edit, item, "proposed");
	return !row->on && term->units.n == 1;
}

static void drop_terms(Edit *edit, const Str *names, size_t n)
{
	uint32_t list = edit_value(edit, 0, "terms");
	size_t had = edit_count(edit, list);
	if (n > 0 && n == had) {
		edit_remove_key(edit, 0, "terms");
		return;
	}
	for (size_t i = 0; i < had; i++) {
		uint32_t name = edit_value(edit, edit_item(edit, list, i), "name");
		for (size_t k = 0; k < n && name != EDIT_NONE; k++)
			if (str_eq(edit->nodes.at[name].value, names[k]))
				edit_remove_item(edit, list, i);
	}
}

static void change_terms(const Tags *t, Edit *edit, uint32_t measure)
{
	Str kept[MOST_NAMES], gone[MOST_NAMES];
	size_t n = 0, out = 0, dropped = 0, rows = 0;
	bool confirmed = is_confirmed(t, TAG_TERM);
	for (size_t i = 0; i < t->rows.n; i++) {
		const TagRow *row = &t->rows.at[i];
		if (row->kind != TAG_TERM || row->header)
			continue;
		rows++;
		if (row->on)
			kept[n++] = row->name;
		else
			dropped++;
		if (settle_term(t, edit, row, confirmed))
			gone[out++] = row->name;
	}
	if (dropped > 0 && rows == t->corpus->measures.at[t->measure].body.terms.n)
		edit_set_names(edit, measure, "terms", "text", kept, n);
	drop_terms(edit, gone, out);
}

static void change_figures(const Tags *t, Edit *edit, uint32_t measure)
{
	const Range all = t->corpus->measures.at[t->measure].body.figures;
	uint32_t list = edit_value(edit, measure, "figures");
	size_t gone = 0;
	for (size_t i = 0; i < t->rows.n; i++)
		gone += t->rows.at[i].kind == TAG_FIGURE && !t->rows.at[i].header && !t->rows.at[i].on;
	if (gone > 0 && gone == all.n) {
		edit_remove_key(edit, measure, "figures");
		return;
	}
	for (size_t i = 0; i < t->rows.n && gone > 0; i++)
		if (t->rows.at[i].kind == TAG_FIGURE && !t->rows.at[i].header && !t->rows.at[i].on)
			edit_remove_item(edit, list, t->rows.at[i].index - all.first);
}

void view_tags_change(Edit *edit, void *data)
{
	const Tags *t = data;
	uint32_t measure = edit_at(edit, t->pos.line, t->pos.col, DOCUMENT_MAP);
	if (measure == EDIT_NONE) {
		edit->failed = true;
		return;
	}
	if (t->renamed)
		edit_set_text(edit, measure, "label", NULL, buf_str(&t->label));
	change_proposed(t, edit, measure);
	change_themes(t, edit, measure);
	change_terms(t, edit, measure);
	change_figures(t, edit, measure);
}
