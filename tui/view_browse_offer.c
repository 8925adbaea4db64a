/* What the browser has to export. */
#include "app.h"
#include "view_browse.h"

#include "../core/list_view.h"

/* Which table the rows of a pane are rows of; LIST_KIND_COUNT: none. */
static ListKind kind_of(EntryKind kind)
{
	switch (kind) {
	case ENTRY_PROVINCE: return LIST_PROVINCES;
	case ENTRY_SPEECH: return LIST_SPEECHES;
	case ENTRY_SECTION: return LIST_SECTIONS;
	case ENTRY_MEASURE: return LIST_MEASURES;
	case ENTRY_THEME: return LIST_THEMES;
	case ENTRY_TERM: return LIST_TERMS;
	case ENTRY_FIGURE: return LIST_FIGURES;
	default: return LIST_KIND_COUNT;
	}
}

/* Rows of several kinds are a table of the kind that has most: the measures of a term, not the sections above them. */
static EntryKind main_kind(const Entries *entries)
{
	size_t counts[ENTRY_COUNT] = {0};
	EntryKind best = ENTRY_ALL;
	for (size_t i = 0; i < entries->n; i++)
		counts[entries->at[i].kind] += !entries->at[i].header;
	for (int kind = 0; kind < ENTRY_COUNT; kind++)
		if (kind_of((EntryKind)kind) != LIST_KIND_COUNT || kind == ENTRY_HIT)
			best = counts[kind] > counts[best] || best == ENTRY_ALL ? (EntryKind)kind : best;
	return counts[best] > 0 ? best : ENTRY_ALL;
}

static uint32_t *pick(const Entries *entries, EntryKind kind, Offers *out, size_t *n)
{
	uint32_t *rows = mem_take(&out->arena, (entries->n + 1) * sizeof *rows);
	*n = 0;
	for (size_t i = 0; i < entries->n; i++)
		if (entries->at[i].kind == kind && !entries->at[i].header)
			rows[(*n)++] = entries->at[i].index;
	return rows;
}

/* The rows of a pane, filtered and ordered as they are on the screen. */
static void offer_entries(const App *app, const Browse *b, const Entries *entries, Word what, Str title, Offers *out)
{
	EntryKind kind = main_kind(entries);
	if (kind == ENTRY_ALL)
		return;
	size_t n;
	const uint32_t *rows = pick(entries, kind, out, &n);
	List all = kind == ENTRY_HIT ? list_view_hits(app->corpus, &b->hits) : list_open(app->corpus, kind_of(kind));
	List list = list_pick(&all, rows, n);
	offer_list(out, what, title, &list);
}

static void offer_unit(const App *app, Unit unit, Offers *out)
{
	static const Word WORDS[] = {[UNIT_SPEECH] = WORD_this_speech, [UNIT_SECTION] = WORD_this_section,
		[UNIT_MEASURE] = WORD_this_measure};
	Buf title = {0};
	Place place;
	if (unit.kind == UNIT_NONE)
		return;
	if (!view_axis_place(app->corpus, unit, &place)) /* which calls a speech by its province */
		place = (Place){CORPUS_NONE, unit};
	table_add_place_name(app->corpus, place, app->options.lang, &title);
	doc_add_unit(offer_doc(out, WORDS[unit.kind], buf_str(&title)), app->corpus, unit, app->options.lang);
	buf_free(&title);
}

/* The speech that is all of the subject's text; UNIT_NONE where it is something else. */
static Unit subject_speech(const App *app, const Entry *subject)
{
	if (subject->kind == ENTRY_SPEECH)
		return (Unit){UNIT_SPEECH, subject->index};
	if (subject->kind != ENTRY_PROVINCE)
		return (Unit){0};
	const Range in = app->corpus->provinces.at[subject->index].speeches;
	return in.n == 1 ? (Unit){UNIT_SPEECH, app->corpus->by_province[in.first]} : (Unit){0};
}

/* The text on the right, where it is more than the unit. */
static void offer_text(const App *app, const Browse *b, Unit unit, Offers *out)
{
	Lang lang = app->options.lang;
	Unit speech = subject_speech(app, &b->subject);
	if (speech.kind == UNIT_NONE) {
		Doc *doc = offer_doc(out, WORD_this_text, view_axis_name(app->corpus, &b->subject, lang));
		view_axis_fill(doc, app->corpus, &b->subject, lang);
	} else if (unit.kind != UNIT_SPEECH) {
		offer_unit(app, speech, out);
	}
}

/* 浙江 · 举措 */
static void offer_items(const App *app, const Browse *b, Offers *out)
{
	Lang lang = app->options.lang;
	const Entry *group = view_browse_group(b);
	Buf title = {0};
	if (b->axis == AXIS_FOUND)
		buf_add(&title, buf_str(&b->query));
	else if (group && group->kind != ENTRY_ALL)
		buf_add(&title, view_axis_name(app->corpus, group, lang));
	buf_add(&title, title.n > 0 ? STR(" · ") : STR(""));
	AxisId named = b->axis == AXIS_FIGURES || b->axis == AXIS_FOUND ? b->axis : AXIS_MEASURES;
	buf_add(&title, words_get(view_axis_row(named)->name, lang));
	offer_entries(app, b, &b->items, WORD_this_list, buf_str(&title), out);
	buf_free(&title);
}

void view_browse_offer(const App *app, const void *state, Offers *out)
{
	const Browse *b = state;
	Unit unit = view_browse_unit(app, state);
	Str axis = words_get(view_axis_row(b->axis)->name, app->options.lang);
	bool left = b->focus == PANE_AXIS;
	if (b->axis == AXIS_FOUND)
		offer_items(app, b, out);
	if (!left)
		offer_unit(app, unit, out);
	offer_text(app, b, left ? (Unit){0} : unit, out);
	if (b->axis != AXIS_FOUND)
		offer_items(app, b, out);
	if (view_axis_row(b->axis)->grouped)
		offer_entries(app, b, &b->groups, WORD_first_list, axis, out);
}
