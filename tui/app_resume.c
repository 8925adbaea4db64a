/* The place a reader left, into the notes and out of them again. Everything is written by ids and addresses, so that it
   holds for a corpus that has changed. */
#include "app_actions.h"

#include "view_browse.h"
#include "view_compare.h"
#include "view_found.h"

static const char *const AXES[AXIS_COUNT] = {[AXIS_PROVINCES] = "provinces", [AXIS_THEMES] = "themes",
	[AXIS_MEASURES] = "measures", [AXIS_TERMS] = "terms", [AXIS_FIGURES] = "figures", [AXIS_FOUND] = ""};
static const char *const PANES[PANE_COUNT] = {"axis", "items", "text"};
static const char *const ORDERS[ORDER_COUNT] = {"code", "source", "pinyin"};

static size_t index_of(Str word, const char *const *words, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (word.n > 0 && str_eq(word, str_of(words[i])))
			return i;
	return n;
}

static void add_group(const Corpus *corpus, const Entry *group, Buf *out)
{
	static const SearchHits NONE = {0};
	Unit unit = view_axis_unit(corpus, &NONE, group);
	switch (group->kind) {
	case ENTRY_PROVINCE: buf_add(out, corpus->provinces.at[group->index].id); break;
	case ENTRY_VOLUME: buf_add(out, corpus->volumes.at[group->index].id.s); break;
	case ENTRY_THEME: buf_add(out, corpus->themes.at[group->index].id.s); break;
	case ENTRY_TERM: buf_add(out, corpus->terms.at[group->index].name.s); break;
	case ENTRY_KIND: buf_add(out, corpus_figure_kind_id((FigureKind)group->index)); break;
	case ENTRY_SPEECH:
	case ENTRY_SECTION: corpus_add_address(corpus, unit, out); break;
	default: break;
	}
}

static void put(App *app, const char *key, Str value)
{
	if (!str_eq(notes_setting(app->notes, str_of(key)), value))
		notes_set(app->notes, str_of(key), value, app->now);
}

/* What is compared: ids of provinces and addresses, with blanks between. */
static void add_places(const App *app, const CompareAsk *ask, Buf *out)
{
	for (size_t i = 0; i < ask->n; i++) {
		buf_add(out, i > 0 ? STR(" ") : STR(""));
		if (ask->places[i].province != CORPUS_NONE)
			buf_add(out, app->corpus->provinces.at[ask->places[i].province].id);
		else
			corpus_add_address(app->corpus, ask->places[i].unit, out);
	}
}

/* What was found, at which hit, and what lies over the browsers. */
static void note_over(App *app)
{
	const Browse *found = app->depth > 1 && app->stack[1].id == VIEW_browse ? app->stack[1].state : NULL;
	const Entry *item = found ? view_browse_item(found) : NULL;
	const View *view = app_view(app);
	CompareAsk ask = {0};
	Buf hit = {0}, saved = {0};
	bool compare = view_compare_asked(app, &ask);
	if (item && item->kind == ENTRY_HIT)
		buf_add_int(&hit, item->index);
	if (compare)
		add_places(app, &ask, &saved);
	else if (view->place)
		view->place(app, app_state(app), &saved);
	put(app, "found", found ? buf_str(&found->query) : (Str){0});
	put(app, "found_at", buf_str(&hit));
	put(app, "over", compare || view->place ? str_of(view->name) : (Str){0});
	put(app, "over_at", buf_str(&saved));
	buf_free(&hit);
	buf_free(&saved);
}

void app_note_place(App *app)
{
	if (app->partial && !app->touched) /* the place of before may be in what is not there yet */
		return;
	const Browse *b = app->stack[0].state;
	const Entry *group = view_browse_group(b);
	Unit unit = view_read_unit(&b->reader);
	Buf address = {0}, filter = {0}, name = {0};
	NotesPlace place = {.width = app->text_width, .axis = str_of(AXES[b->axis]), .pane = str_of(PANES[b->focus]),
		.lang = app->options.lang};
	if (unit.kind != UNIT_NONE) {
		Str text = corpus_text(&corpus_passage(app->corpus, unit)->text, b->lang);
		size_t block = view_read_block(&b->reader, text);
		place.anchor = anchor_of(app->corpus, unit, &address);
		place.offset = block != SIZE_MAX && block == b->reader.anchor_block ? (uint32_t)b->reader.anchor_byte : 0;
	}
	facet_save(&app->facet, &filter);
	place.filter = buf_str(&filter);
	notes_set_place(app->notes, &place, app->now);
	if (group)
		add_group(app->corpus, group, &name);
	put(app, "group", buf_str(&name));
	note_over(app);
	buf_free(&address);
	buf_free(&filter);
	buf_free(&name);
}

static void restore_compare(App *app, Str places)
{
	CompareAsk ask = {.theme = CORPUS_NONE};
	for (Str word; ask.n < TABLE_MAX_COLUMNS && str_split(&places, ' ', &word);) {
		uint32_t province = corpus_province(app->corpus, word);
		Unit unit = province == CORPUS_NONE ? corpus_unit(app->corpus, word) : (Unit){0};
		if (province != CORPUS_NONE || unit.kind != UNIT_NONE)
			ask.places[ask.n++] = (Place){province, unit};
	}
	app->marked = ask.n;
	for (size_t i = 0; i < ask.n; i++)
		app->tray[i] = ask.places[i];
	if (ask.n > 1)
		view_compare_open(app, &ask);
}

static void restore_over(App *app)
{
	Str found = notes_setting(app->notes, STR("found")), at = notes_setting(app->notes, STR("found_at"));
	Str over = notes_setting(app->notes, STR("over")), saved = notes_setting(app->notes, STR("over_at"));
	size_t hit = 0;
	for (size_t i = 0; i < at.n && i < 9 && at.s[i] >= '0' && at.s[i] <= '9'; i++)
		hit = hit * 10 + (size_t)(at.s[i] - '0');
	if (found.n > 0)
		view_found_open(app, found);
	if (app->depth > 1)
		view_browse_show_hit(app_state(app), hit);
	ViewId view = app_view_named(over);
	if (view == VIEW_compare)
		restore_compare(app, saved);
	else if (view < VIEW_COUNT && app_view_of(view)->place)
		app_push(app, view, &saved);
}

void app_note_look(App *app)
{
	Buf width = {0};
	buf_add_int(&width, app->text_width);
	put(app, "width", buf_str(&width));
	put(app, "hang", app->hang ? STR("on") : STR("off"));
	put(app, "order", str_of(ORDERS[app->order]));
	buf_free(&width);
}

static void restore_look(App *app)
{
	Str width = notes_setting(app->notes, STR("width")), hang = notes_setting(app->notes, STR("hang"));
	uint32_t columns = 0;
	for (size_t i = 0; i < width.n && i < 4 && width.s[i] >= '0' && width.s[i] <= '9'; i++)
		columns = columns * 10 + (uint32_t)(width.s[i] - '0');
	if (columns >= VIEW_READ_LEAST)
		app->text_width = columns;
	if (hang.n > 0)
		app->hang = str_eq(hang, STR("on"));
	size_t order = index_of(notes_setting(app->notes, STR("order")), ORDERS, ORDER_COUNT);
	if (order < ORDER_COUNT)
		app->order = (ProvinceOrder)order;
}

static Entry find_group(const App *app, const Browse *b, Str wanted)
{
	Buf name = {0};
	Entry found = {.kind = ENTRY_COUNT};
	for (size_t i = 0; i < b->groups.n && found.kind == ENTRY_COUNT; i++) {
		buf_clear(&name);
		add_group(app->corpus, &b->groups.at[i], &name);
		if (str_eq(buf_str(&name), wanted))
			found = b->groups.at[i];
	}
	buf_free(&name);
	return found;
}

static Entry find_item(const App *app, const Browse *b, Unit wanted)
{
	for (size_t i = 0; i < b->items.n; i++) {
		Unit unit = view_axis_unit(app->corpus, &b->hits, &b->items.at[i]);
		if (!b->items.at[i].header && unit.kind == wanted.kind && unit.index == wanted.index)
			return b->items.at[i];
	}
	return (Entry){.kind = ENTRY_COUNT};
}

void app_resume(App *app, bool language)
{
	NotesPlace place;
	restore_look(app);
	app->revision++;
	if (!notes_place(app->notes, &place))
		return;
	if (language)
		app->options.lang = place.lang;
	facet_restore(&app->facet, place.filter);
	size_t axis = index_of(place.axis, AXES, AXIS_COUNT), pane = index_of(place.pane, PANES, PANE_COUNT);
	if (axis == AXIS_COUNT || pane == PANE_COUNT)
		return;
	Browse *b = app->stack[0].state;
	Unit unit;
	anchor_find(app->corpus, place.anchor, &unit);
	const ReadSpot nowhere = {0};
	Entry item = {.kind = ENTRY_COUNT};
	view_browse_axis(app, b, (AxisId)axis);
	Entry group = find_group(app, b, notes_setting(app->notes, STR("group")));
	view_browse_return(app, b, (AxisId)axis, (Pane)pane, &group, &item, &nowhere);
	item = find_item(app, b, unit);
	view_browse_return(app, b, (AxisId)axis, (Pane)pane, &group, &item, &nowhere);
	b->jump = unit.kind == UNIT_NONE ? JUMP_TOP : JUMP_UNIT;
	b->target = unit;
	b->target_byte = place.offset;
	restore_over(app);
}
