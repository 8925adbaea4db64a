#include "view_read.h"

#include "../core/search.h"
#include "../core/utf8.h"

#include <stdlib.h>

static const Style STYLES[] = {
	[DOC_TITLE] = STYLE_TITLE,
	[DOC_META] = STYLE_DIM,
	[DOC_HEADING] = STYLE_HEADING,
	[DOC_LABEL] = STYLE_LABEL,
	[DOC_TEXT] = STYLE_TEXT,
	[DOC_TAGS] = STYLE_TAGS,
	[DOC_NOTE] = STYLE_NOTE,
	[DOC_GAP] = STYLE_TEXT,
	[DOC_RULE] = STYLE_BORDER,
};

void view_read_clear(Reader *r)
{
	doc_clear(&r->doc);
	r->lines.n = r->top = r->columns = 0;
	r->anchor_block = r->anchor_byte = 0;
	r->here = false;
}

void view_read_free(Reader *r)
{
	doc_free(&r->doc);
	free(r->lines.at);
	buf_free(&r->lit);
	*r = (Reader){0};
}

uint32_t view_read_columns(int width, uint32_t wanted)
{
	int air = wanted > 0 ? 1 : width >= 60 ? 4 : width >= 44 ? 2 : 1;
	int columns = width - 2 * air, most = wanted > 0 ? (int)wanted : VIEW_READ_MEASURE;
	return (uint32_t)(columns < 2 ? 2 : columns > most ? most : columns);
}

uint32_t view_read_resized(uint32_t columns, int by, int width)
{
	uint32_t most = view_read_columns(width, UINT16_MAX);
	uint32_t next = by > 0 ? (columns / 4 + 1) * 4 : (columns - 1) / 4 * 4;
	next = next < VIEW_READ_LEAST ? VIEW_READ_LEAST : next;
	return next < most ? next : most;
}

static void anchor(Reader *r)
{
	if (r->top >= r->lines.n)
		return;
	r->anchor_block = r->lines.at[r->top].block;
	r->anchor_byte = r->lines.at[r->top].line.from;
}

static void go(Reader *r, size_t line)
{
	r->top = r->lines.n == 0 ? 0 : line < r->lines.n ? line : r->lines.n - 1;
	anchor(r);
}

void view_read_arrange(Reader *r, int width, int height, int ambiguous)
{
	uint32_t columns = view_read_columns(width, r->wanted), gutter = r->hang && columns > 4 ? 2 : 0;
	r->rows = height > 0 ? (size_t)height : 0;
	if ((columns == r->columns && r->hang == r->hung && ambiguous == r->ambiguous) || r->doc.blocks.n == 0)
		return;
	r->columns = columns;
	r->hung = r->hang;
	r->ambiguous = ambiguous;
	r->lines.n = 0;
	doc_lay_out(
		&r->doc, &(WrapOptions){.width = columns - gutter, .ambiguous = ambiguous, .level = r->level, .hang = gutter},
		&r->lines);
	size_t line = doc_line_at(&r->doc, &r->lines, r->anchor_block, r->anchor_byte);
	r->top = line < r->lines.n ? line : 0;
}

void view_read_move(Reader *r, Move move)
{
	size_t last = scroll_last(r->lines.n, r->rows);
	bool forward = move == MOVE_DOWN || move == MOVE_PAGE_DOWN || move == MOVE_HALF_DOWN;
	if (forward && r->top >= last)
		return; /* a jump may have gone further than the last full page */
	size_t top = scroll_text(r->top, r->lines.n, r->rows, move);
	if (top != r->top)
		go(r, top);
}

bool view_read_to_unit(Reader *r, Unit unit)
{
	size_t line = doc_line_of(&r->doc, &r->lines, unit);
	if (line >= r->lines.n)
		return false;
	go(r, line);
	return true;
}

bool view_read_to_byte(Reader *r, size_t block, size_t byte)
{
	size_t line = doc_line_at(&r->doc, &r->lines, block, byte);
	if (line >= r->lines.n)
		return false;
	go(r, line);
	return true;
}

static bool begins_measure(const Reader *r, size_t line)
{
	const DocBlock *block = &r->doc.blocks.at[r->lines.at[line].block];
	if (block->role == DOC_GAP || block->unit.kind != UNIT_MEASURE)
		return false;
	return doc_line_of(&r->doc, &r->lines, block->unit) == line;
}

bool view_read_step(Reader *r, int by)
{
	size_t line = r->top;
	while (by > 0 ? ++line < r->lines.n : line-- > 0)
		if (r->lines.at[line].first && begins_measure(r, line)) {
			go(r, line);
			return true;
		}
	return false;
}

static size_t label_above(const Reader *r, size_t line)
{
	while (line > 0 && r->doc.blocks.at[r->lines.at[line].block].role != DOC_LABEL
		&& r->doc.blocks.at[r->lines.at[line].block].role != DOC_HEADING)
		line--;
	while (line > 0 && !r->lines.at[line].first)
		line--;
	return line;
}

void view_read_to_place(Reader *r, size_t block, size_t from, size_t to)
{
	size_t line = doc_line_at(&r->doc, &r->lines, block, from);
	if (line >= r->lines.n)
		return;
	r->here = to > from;
	r->here_block = block;
	r->here_from = from;
	r->here_to = to;
	size_t label = label_above(r, line), third = r->rows / 3;
	bool both = line - label + 3 < r->rows;
	go(r, both ? label : line > third ? line - third : 0);
}

size_t view_read_block(const Reader *r, Str text)
{
	for (size_t i = 0; text.n > 0 && i < r->doc.blocks.n; i++)
		if (r->doc.blocks.at[i].text.s == text.s && r->doc.blocks.at[i].text.n == text.n)
			return i;
	return SIZE_MAX;
}

Unit view_read_unit(const Reader *r)
{
	for (size_t i = r->top; i < r->lines.n && i < r->top + 2; i++) { /* a gap belongs to what follows it */
		const DocBlock *block = &r->doc.blocks.at[r->lines.at[i].block];
		if (block->role != DOC_GAP)
			return block->unit;
	}
	return (Unit){0};
}

static bool same_unit(Unit a, Unit b)
{
	return a.kind == b.kind && a.index == b.index;
}

static size_t first_block(const Reader *r, Unit unit)
{
	for (size_t i = 0; i < r->doc.blocks.n; i++)
		if (r->doc.blocks.at[i].role != DOC_GAP && same_unit(r->doc.blocks.at[i].unit, unit))
			return i;
	return SIZE_MAX;
}

/* A gap belongs to what follows it. */
ReadSpot view_read_spot(const Reader *r)
{
	size_t block = r->anchor_block, of = block;
	if (block >= r->doc.blocks.n)
		return (ReadSpot){0};
	if (r->doc.blocks.at[block].role == DOC_GAP && block + 1 < r->doc.blocks.n)
		of++;
	Unit unit = r->doc.blocks.at[of].unit;
	return (ReadSpot){unit, (int)block - (int)first_block(r, unit), r->anchor_byte};
}

size_t view_read_spot_block(const Reader *r, const ReadSpot *spot)
{
	size_t first = first_block(r, spot->unit), block = first;
	if (first == SIZE_MAX)
		return SIZE_MAX;
	if (spot->block < 0)
		return first > 0 ? first - 1 : first;
	for (int i = 0; i < spot->block && block + 1 < r->doc.blocks.n; i++) {
		if (!same_unit(r->doc.blocks.at[block + 1].unit, spot->unit))
			break;
		block++;
	}
	return block;
}

bool view_read_to_spot(Reader *r, const ReadSpot *spot)
{
	size_t block = view_read_spot_block(r, spot);
	if (block == SIZE_MAX)
		return false;
	return view_read_to_byte(r, block, spot->byte);
}

int view_read_percent(const Reader *r)
{
	size_t last = scroll_last(r->lines.n, r->rows);
	return last == 0 || r->top >= last ? 100 : (int)(r->top * 100 / last);
}

void view_read_line(const Doc *doc, const DocLine *line, Screen *screen, Rect clip, int x, int y)
{
	const DocBlock *block = &doc->blocks.at[line->block];
	if (block->role == DOC_GAP)
		return;
	if (block->role == DOC_RULE) {
		screen_line_across(screen, x, y, clip.x + clip.width - x);
		return;
	}
	x += (int)block->indent;
	if (line->first)
		screen_put(
			screen, clip, x, y, block->lead, STYLES[block->role] == STYLE_LABEL ? STYLE_DIM : STYLES[block->role]);
	x += (int)utf8_columns(block->lead, screen->ambiguous);
	screen_put(screen, clip, x, y, str_sub(block->text, line->line.from, line->line.to), STYLES[block->role]);
}

void view_read_light(
	const Doc *doc, const DocLine *line, size_t from, size_t to, Style style, Screen *screen, int x, int y)
{
	from = from > line->line.from ? from : line->line.from;
	to = to < line->line.to ? to : line->line.to;
	if (from >= to)
		return;
	const DocBlock *block = &doc->blocks.at[line->block];
	x += (int)(block->indent + utf8_columns(block->lead, screen->ambiguous));
	x += (int)utf8_columns(str_sub(block->text, line->line.from, from), screen->ambiguous);
	screen_restyle(screen, x, y, (int)utf8_columns(str_sub(block->text, from, to), screen->ambiguous), style);
}

static void light_line(const Reader *r, const DocLine *line, const SearchHits *hits, Screen *screen, int x, int y)
{
	for (size_t i = 0; i < hits->n; i++)
		view_read_light(&r->doc, line, hits->at[i].from, hits->at[i].to, STYLE_HIT, screen, x, y);
	if (r->here && r->here_block == line->block)
		view_read_light(&r->doc, line, r->here_from, r->here_to, STYLE_HIT_HERE, screen, x, y);
}

/* The places of a block that are to be lit. */
static void collect_lit(const Reader *r, const DocBlock *block, SearchHits *out)
{
	if (r->lit.n > 0)
		search_in(block->text, buf_str(&r->lit), out);
	if (!r->hits || block->unit.kind == UNIT_NONE)
		return;
	uint32_t speech = corpus_speech_of(r->corpus, block->unit);
	for (size_t i = search_first(r->corpus, r->hits, speech); i < r->hits->n; i++) {
		const SearchHit *hit = &r->hits->at[i];
		if (corpus_speech_of(r->corpus, hit->unit) != speech)
			break;
		if (search_text(r->corpus, hit).s == block->text.s)
			MEM_PUSH(out, *hit);
	}
}

void view_read_draw(const Reader *r, Screen *screen, Rect area)
{
	int x = area.x + (area.width - (int)r->columns) / 2;
	SearchHits hits = {0};
	size_t searched = SIZE_MAX;
	for (int i = 0; i < area.height && r->top + (size_t)i < r->lines.n; i++) {
		const DocLine *line = &r->lines.at[r->top + (size_t)i];
		DocRole role = r->doc.blocks.at[line->block].role;
		view_read_line(&r->doc, line, screen, area, x, area.y + i);
		bool lights = role == DOC_TITLE || role == DOC_HEADING || role == DOC_LABEL || role == DOC_TEXT;
		if (searched != line->block) {
			hits.n = 0;
			if (lights)
				collect_lit(r, &r->doc.blocks.at[line->block], &hits);
			searched = line->block;
		}
		light_line(r, line, &hits, screen, x, area.y + i);
	}
	free(hits.at);
}
