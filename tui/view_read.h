/* A reader: a document set at a width, scrolled by lines, with words lit in it. The reading pane, the information page
   and every later view of prose are this. The same text stays on top over a change of size. */
#ifndef BILAN_VIEW_READ_H
#define BILAN_VIEW_READ_H

#include "view.h"

#include "../core/doc.h"
#include "../core/search.h"

#define VIEW_READ_MEASURE 76 /* columns of text where the reader has not chosen: 38 Han */
#define VIEW_READ_LEAST 20

typedef struct Reader {
	Doc doc;
	DocLines lines;
	uint32_t wanted;   /* columns of text that the reader has chosen; 0: VIEW_READ_MEASURE */
	WrapLevel level;   /* which marks are kept from the ends of lines */
	bool hang;         /* closing marks may hang in a gutter of two columns at the right */
	uint32_t columns;  /* of the text now laid out, with the gutter; 0: not laid out */
	bool hung;         /* it has a gutter */
	int ambiguous;     /* columns of an ambiguous character in this layout */
	size_t top, rows;  /* first line in sight, lines in sight */
	size_t anchor_block, anchor_byte; /* the text on top, kept over layouts until the reader moves */
	const SearchHits *hits; /* places to be lit; NULL: none */
	const Corpus *corpus;   /* in which they are */
	Buf lit;           /* words to be lit wherever they stand */
	bool here;         /* one place is lit more strongly */
	size_t here_block, here_from, here_to;
} Reader;

/* Empties the document; what was lit stays. */
void view_read_clear(Reader *reader);
void view_read_free(Reader *reader);

/* Columns of text in a pane of `width` cells: `wanted`, as far as they fit; 0: at most the measure, with air at both
   sides. */
uint32_t view_read_columns(int width, uint32_t wanted);

/* The next narrower (by < 0) or wider number of columns: multiples of 4, from VIEW_READ_LEAST to what the pane has. */
uint32_t view_read_resized(uint32_t columns, int by, int width);

/* Lays the document out; the text on top stays on top. Does nothing when nothing has changed. */
void view_read_arrange(Reader *reader, int width, int height, int ambiguous);

void view_read_move(Reader *reader, Move move);

/* The beginning of a unit on top; false when it is not in the document. */
bool view_read_to_unit(Reader *reader, Unit unit);

/* A byte of a block on top; false when it is not in the document. */
bool view_read_to_byte(Reader *reader, size_t block, size_t byte);

/* On to the next (by = 1) or back to the previous (by = -1) beginning of a measure; false where there is none. */
bool view_read_step(Reader *reader, int by);

/* A place in a block in sight, and lit: with its unit's label on top where both fit. */
void view_read_to_place(Reader *reader, size_t block, size_t from, size_t to);

/* The block that shows this very text (the same bytes in memory); SIZE_MAX where there is none. */
size_t view_read_block(const Reader *reader, Str text);

/* The unit whose text is on top; UNIT_NONE above the first. */
Unit view_read_unit(const Reader *reader);

/* The text on top, as it is found again in another layout, language or document: the block counted from the unit's
   first, and the byte in it. */
typedef struct ReadSpot { Unit unit; int block; size_t byte; } ReadSpot;
ReadSpot view_read_spot(const Reader *reader);

/* Where that is now: the block, or SIZE_MAX where the unit is not in the document. Going there puts it on top. */
size_t view_read_spot_block(const Reader *reader, const ReadSpot *spot);
bool view_read_to_spot(Reader *reader, const ReadSpot *spot);

/* How far the reader is, 0 to 100. */
int view_read_percent(const Reader *reader);

void view_read_draw(const Reader *reader, Screen *screen, Rect area);

/* Draws one line of a document with its lead, indent and style. */
void view_read_line(const Doc *doc, const DocLine *line, Screen *screen, Rect clip, int x, int y);

/* Gives bytes [from, to) of the line's block another style, where they stand on this line, which was drawn there. */
void view_read_light(const Doc *doc, const DocLine *line, size_t from, size_t to, Style style,
	Screen *screen, int x, int y);

#endif
