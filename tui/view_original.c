#include "view_original.h"

#include "app.h"
#include "attach.h"
#include "copy.h"
#include "view_browse.h"

#include "../core/list_view.h"
#include "../core/original_table.h"

#include <stdlib.h>
#include <string.h>

#define AIRY 20 /* rows from which an empty line stands under the names of the columns */
#define MARGIN 2
#define GUTTER 3

int view_original_title_rows(Rect area)
{
	return area.height >= AIRY ? 3 : 2;
}

static uint32_t volume_of(const App *app, Unit unit)
{
	return app->corpus->speeches.at[corpus_speech_of(app->corpus, unit)].volume;
}

/* Looks for the originals when they are first asked for. */
static bool is_there(App *app, uint32_t volume)
{
	Buf said = {0};
	attach_load(app->options.attached, app->corpus, true, app->options.lang, &said);
	if (said.n > 0)
		app_tell(app, buf_str(&said), true);
	buf_free(&said);
	return app->corpus->originals->volumes[volume].fit > ORIGINAL_OTHER;
}

static void add_units(const App *app, Beside *b)
{
	const Corpus *corpus = app->corpus;
	Range speeches = corpus->volumes.at[b->volume].speeches;
	for (uint32_t s = speeches.first; s < speeches.first + speeches.n; s++) {
		Range sections = corpus->speeches.at[s].sections;
		MEM_PUSH(&b->units, ((Unit){UNIT_SPEECH, s}));
		for (uint32_t c = sections.first; c < sections.first + sections.n; c++) {
			Range measures = corpus->sections.at[c].measures;
			if (corpus->sections.at[c].heading.zh.s.n + corpus->sections.at[c].heading.en.s.n > 0
				|| corpus_original(corpus, (Unit){UNIT_SECTION, c}).n > 0)
				MEM_PUSH(&b->units, ((Unit){UNIT_SECTION, c}));
			for (uint32_t m = measures.first; m < measures.first + measures.n; m++)
				MEM_PUSH(&b->units, ((Unit){UNIT_MEASURE, m}));
		}
	}
}

static uint32_t read_number(Str word)
{
	uint32_t n = 0;
	for (size_t i = 0; i < word.n && i < 9 && word.s[i] >= '0' && word.s[i] <= '9'; i++)
		n = n * 10 + (uint32_t)(word.s[i] - '0');
	return n;
}

/* `what` is a Str: ADDRESS FROM TO COLUMNS, the last 0 where the reader has not chosen any. */
static void open_original(App *app, void *state, const void *what)
{
	Beside *b = state;
	Str rest = *(const Str *)what, word[4] = {{0}};
	for (size_t i = 0; i < 4 && str_split(&rest, ' ', &word[i]); i++) { }
	Unit unit = corpus_unit(app->corpus, word[0]);
	if (unit.kind == UNIT_NONE)
		unit = (Unit){UNIT_SPEECH, 0};
	b->volume = volume_of(app, unit);
	is_there(app, b->volume);
	add_units(app, b);
	b->goal = b->lit_unit = unit;
	b->lit = (Span){read_number(word[1]), read_number(word[2])};
	b->columns = read_number(word[3]) & ((1u << ORIGINAL_COLUMNS) - 1);
	b->chosen = b->columns != 0;
}

static void add_place(const App *app, Unit unit, Span lit, unsigned columns, Buf *out)
{
	const uint32_t numbers[] = {lit.from, lit.to, columns};
	corpus_add_address(app->corpus, unit, out);
	for (size_t i = 0; i < 3; i++) {
		buf_add_char(out, ' ');
		buf_add_int(out, numbers[i]);
	}
}

void view_original_open(App *app, Unit unit, Span lit)
{
	Buf place = {0};
	if (unit.kind == UNIT_NONE) {
		app_warn(app, WORD_not_a_unit, (Str){0});
		return;
	}
	if (!is_there(app, volume_of(app, unit))) {
		if (app->message.n == 0)
			app_warn(app, WORD_no_original, (Str){0});
		return;
	}
	add_place(app, unit, lit, 0, &place);
	Str what = buf_str(&place);
	app_push(app, VIEW_original, &what);
	buf_free(&place);
}

void view_original_open_figure(App *app, uint32_t figure)
{
	Unit owner = app->corpus->figures.at[figure].owner;
	Span lit = {0};
	if (is_there(app, volume_of(app, owner)))
		lit = app->corpus->originals->figures[figure];
	view_original_open(app, owner, lit);
}

static void close_original(void *state)
{
	Beside *b = state;
	compare_close(&b->layout);
	free(b->units.at);
	free(b->rows);
}

static void add_words(const CompareLayout *layout, Unit unit, Doc *doc)
{
	original_table_add(doc, layout->corpus, unit);
	if (doc->blocks.n == 0)
		doc_add_block(doc, DOC_NOTE, (Unit){0}, (Str){0}, words_get(WORD_original_gap, layout->lang), 0);
}

static void add_text(Doc *doc, DocRole role, Unit unit, Str text)
{
	if (text.n > 0)
		doc_add_block(doc, role, unit, (Str){0}, text, 0);
}

static Str in(const Text *text, Lang lang)
{
	return lang == LANG_ZH ? text->zh.s : text->en.s;
}

static void add_restated(const CompareLayout *layout, Unit unit, Lang lang, Doc *doc)
{
	const Corpus *corpus = layout->corpus;
	const Speech *speech = &corpus->speeches.at[unit.kind == UNIT_SPEECH ? unit.index : 0];
	size_t before = doc->blocks.n;
	if (unit.kind == UNIT_SPEECH) {
		add_text(doc, DOC_TITLE, unit, in(&speech->title, lang));
		add_text(doc, DOC_META, unit, in(&speech->speaker, lang));
	} else if (unit.kind == UNIT_SECTION) {
		add_text(doc, DOC_HEADING, unit, in(&corpus->sections.at[unit.index].heading, lang));
	} else {
		add_text(doc, DOC_LABEL, unit, in(&corpus->measures.at[unit.index].label, lang));
	}
	add_text(doc, DOC_TEXT, unit, in(&corpus_passage(corpus, unit)->text, lang));
	if (doc->blocks.n == before)
		doc_add_block(doc, DOC_NOTE, (Unit){0}, (Str){0}, STR("—"), 0);
}

static void add_column(const CompareLayout *layout, uint32_t block, size_t column, CompareText *text)
{
	const Beside *b = layout->data;
	Unit unit = b->units.at[block];
	if (column == ORIGINAL_WORDS)
		add_words(layout, unit, &text->doc);
	else
		add_restated(layout, unit, column == ORIGINAL_ZH ? LANG_ZH : LANG_EN, &text->doc);
	text->taken++;
	text->whole = true;
}

static unsigned all_columns(const App *app, const Beside *b)
{
	VolumeLanguage language = app->corpus->volumes.at[b->volume].language;
	return 1u | (language == VOLUME_EN ? 0u : 2u) | (language == VOLUME_ZH ? 0u : 4u);
}

/* All columns that have room side by side; the original and the one in the reader's language always. */
static unsigned choose(const App *app, const Beside *b, uint32_t width)
{
	unsigned all = all_columns(app, b), own = 1u | (app->options.lang == LANG_ZH ? 2u : 4u);
	bool room = width >= ORIGINAL_COLUMNS * COMPARE_MIN_COLUMN + (ORIGINAL_COLUMNS - 1) * GUTTER;
	if (b->chosen)
		return b->columns & all ? b->columns & all : all;
	return room || !(all & own & ~1u) ? all : all & own;
}

static void lay_out(App *app, Beside *b, uint32_t width)
{
	CompareAnchor anchor = {.column = CORPUS_NONE};
	WrapOptions options = {.width = width, .ambiguous = app->options.ambiguous, .level = app->options.kinsoku};
	bool again = b->layout.texts != NULL;
	if (again)
		anchor = compare_anchor(&b->layout, b->top, b->active);
	compare_close(&b->layout);
	b->columns = choose(app, b, width);
	if (!(b->columns >> b->active & 1))
		b->active = b->columns & 1 ? ORIGINAL_WORDS : b->columns & 2 ? ORIGINAL_ZH : ORIGINAL_EN;
	b->layout = (CompareLayout){.corpus = app->corpus, .lang = app->options.lang, .add = add_column, .data = b,
		.blocks = b->units.n, .places = ORIGINAL_COLUMNS, .columns = b->columns};
	compare_open_texts(&b->layout, &options);
	b->width = width;
	b->lang = app->options.lang;
	b->ambiguous = app->options.ambiguous;
	if (again)
		b->top = compare_find(&b->layout, anchor);
	if (b->layout.stacked && !b->was_stacked)
		app_say(app, WORD_stacked, (Str){0});
	b->was_stacked = b->layout.stacked;
}

static size_t block_of(const Beside *b, Unit unit)
{
	for (size_t i = 0; i < b->units.n; i++)
		if (b->units.at[i].kind == unit.kind && b->units.at[i].index == unit.index)
			return i;
	return 0;
}

/* The line of the block's original words that has the byte. */
static CompareSpot spot_of(const App *app, Beside *b, uint32_t block, uint32_t byte)
{
	size_t head = original_table_heading(app->corpus, b->units.at[block]);
	bool body = byte >= head;
	CompareAnchor anchor = {block, ORIGINAL_WORDS, body && head > 0 ? 1 : 0, body ? byte - head : byte};
	return compare_find(&b->layout, anchor);
}

/* The unit on top, or lower where what is lit would be out of sight. */
static void go(const App *app, Beside *b)
{
	b->top = (CompareSpot){(uint32_t)block_of(b, b->goal), 0};
	if (b->lit.from < b->lit.to && b->columns & 1) {
		CompareSpot at = spot_of(app, b, b->top.block, b->lit.from);
		if (at.row + 1 >= b->height)
			b->top.row = at.row + 1 - (uint32_t)b->height / 2;
	}
	b->top = compare_fill(&b->layout, b->top, b->height);
	b->goal = (Unit){0};
}

static void arrange_original(App *app, void *state, Rect area)
{
	Beside *b = state;
	uint32_t width = (uint32_t)(area.width - 2 * MARGIN);
	app->hits = app->depth > 1 && app->stack[app->depth - 2].id == VIEW_browse
		&& view_browse_is_found(app->stack[app->depth - 2].state);
	b->height = (size_t)(area.height - view_original_title_rows(area));
	if (!b->layout.texts || b->width != width || b->lang != app->options.lang || b->ambiguous != app->options.ambiguous)
		lay_out(app, b, width);
	if (b->goal.kind != UNIT_NONE)
		go(app, b);
	CompareSpot spot = b->top;
	CompareRow row;
	for (b->n = 0; b->n < b->height && compare_row(&b->layout, spot, &row);) {
		b->rows = mem_grow(b->rows, b->n, &b->cap, sizeof *b->rows);
		b->rows[b->n].row = row;
		b->rows[b->n++].block = spot.block;
		if (!compare_go(&b->layout, &spot, 1))
			break;
	}
}

static void original_status(const App *app, const void *state, Buf *out)
{
	(void)app;
	const Beside *b = state;
	if (b->units.n > 0)
		buf_add_place(out, (size_t)b->top.block + 1, b->units.n);
}

static void move_original(App *app, void *state, Move move)
{
	(void)app;
	Beside *b = state;
	long page = b->height > 1 ? (long)b->height - 1 : 1, half = b->height > 1 ? (long)b->height / 2 : 1;
	const long by[MOVE_COUNT] = {[MOVE_DOWN] = 1, [MOVE_UP] = -1, [MOVE_PAGE_DOWN] = page, [MOVE_PAGE_UP] = -page,
		[MOVE_HALF_DOWN] = half, [MOVE_HALF_UP] = -half};
	uint32_t last = (uint32_t)b->units.n - 1;
	CompareSpot to = b->top;
	if (move == MOVE_TOP)
		to = (CompareSpot){0};
	else if (move == MOVE_BOTTOM)
		to = compare_fill(&b->layout, (CompareSpot){last, compare_rows(&b->layout, last) - 1}, b->height);
	else
		compare_go(&b->layout, &to, by[move]);
	if (by[move] > 0) {
		to = compare_fill(&b->layout, to, b->height);
		if (to.block < b->top.block || (to.block == b->top.block && to.row < b->top.row))
			to = b->top;
	}
	b->top = to;
}

static void step_original(App *app, void *state, Step step)
{
	(void)app;
	Beside *b = state;
	if (step == STEP_UNIT_NEXT && b->top.block + 1 < b->units.n)
		b->top = (CompareSpot){b->top.block + 1, 0};
	else if (step == STEP_UNIT_PREVIOUS)
		b->top = (CompareSpot){b->top.row > 0 || b->top.block == 0 ? b->top.block : b->top.block - 1, 0};
}

/* What is lit counts as where one is, as long as it is in sight. */
static Unit original_unit(const App *app, const void *state)
{
	(void)app;
	const Beside *b = state;
	if (b->n == 0)
		return b->goal;
	for (size_t i = 0; b->lit.from < b->lit.to && i < b->n; i++)
		if (b->units.at[b->rows[i].block].kind == b->lit_unit.kind
			&& b->units.at[b->rows[i].block].index == b->lit_unit.index)
			return b->lit_unit;
	bool gap = b->rows[0].row.kind == COMPARE_GAP && b->n > 1;
	return b->units.at[b->rows[gap ? 1 : 0].block];
}

static void enter_original(App *app, void *state)
{
	view_browse_go(app, original_unit(app, state), 0);
}

static void pane_original(App *app, void *state, int by)
{
	(void)app;
	Beside *b = state;
	do
		b->active = (OriginalColumn)((b->active + ORIGINAL_COLUMNS + by) % ORIGINAL_COLUMNS);
	while (!(b->columns >> b->active & 1));
}

/* Hides a column or brings it back; one at least stays. */
static void set_original(App *app, void *state, Set what)
{
	Beside *b = state;
	unsigned bit = what >= SET_HIDE && what < SET_HIDE + ORIGINAL_COLUMNS ? 1u << (what - SET_HIDE) : 0;
	if (!(bit & all_columns(app, b)))
		return;
	if (b->columns == bit) {
		app_warn(app, WORD_one_stays, (Str){0});
		return;
	}
	b->columns ^= bit;
	b->chosen = true;
	b->width = 0;
}

static void cancel_original(App *app, void *state)
{
	(void)app;
	((Beside *)state)->lit = (Span){0};
}

/* The next hit is in the list below, wherever it stands. */
static void hit_original(App *app, void *state, int by)
{
	(void)state;
	app_pop(app);
	const View *view = app_view_of(VIEW_browse);
	void *below = app->stack[app->depth - 1].state;
	view->hit(app, below, by);
	const Entry *item = view_browse_item(below);
	const SearchHit *hit = item && item->kind == ENTRY_HIT ? &((Browse *)below)->hits.at[item->index] : NULL;
	if (hit && hit->field == SEARCH_ORIGINAL)
		view_original_open(app, hit->unit, (Span){hit->from, hit->to});
}

static bool copy_original(const App *app, const void *state, Buf *out)
{
	const Beside *b = state;
	Unit unit = original_unit(app, state);
	if (b->active == ORIGINAL_WORDS)
		copy_add_original(out, app->corpus, unit, app->options.lang);
	else
		copy_add_unit(out, app->corpus, unit, b->active == ORIGINAL_ZH ? LANG_ZH : LANG_EN);
	return out->n > 0;
}

static void place_original(const App *app, const void *state, Buf *out)
{
	const Beside *b = state;
	add_place(app, original_unit(app, state), b->lit, b->chosen ? b->columns : 0, out);
}

/* This unit; all of its speech, a unit a row. */
static void offer_original(const App *app, const void *state, Offers *out)
{
	const Lang lang = app->options.lang;
	Unit unit = original_unit(app, state);
	uint32_t speech = corpus_speech_of(app->corpus, unit);
	for (int whole = 0; whole < 2; whole++) {
		Unit of = whole ? (Unit){UNIT_SPEECH, speech} : unit;
		Buf title = {0};
		OriginalTable *table = mem_take(&out->arena, sizeof *table);
		*table = original_table(app->corpus, of, whole, &out->arena);
		List list = original_table_list(app->corpus, table);
		buf_add(&title, words_get(WORD_original_title, lang));
		buf_add(&title, STR(" · "));
		table_add_place_name(app->corpus, (Place){CORPUS_NONE, of}, lang, &title);
		offer_list(out, whole ? WORD_original_speech : WORD_original_unit, buf_str(&title), &list);
		buf_free(&title);
	}
}

const View view_original = {
	.name = "original",
	.size = sizeof(Beside),
	.open = open_original,
	.close = close_original,
	.arrange = arrange_original,
	.draw = view_original_draw,
	.in = CONTEXT_ORIGINAL,
	.status = original_status,
	.move = move_original,
	.step = step_original,
	.enter = enter_original,
	.pane = pane_original,
	.hit = hit_original,
	.cancel = cancel_original,
	.unit = original_unit,
	.set = set_original,
	.copy = copy_original,
	.place = place_original,
	.offer = offer_original,
};
