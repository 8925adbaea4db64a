/* The mouse in the comparison: the wheel scrolls the column under it and those that scroll with it; a press makes a
   column the one that keys mean; on a theme's name it brings that to the top; a second one on a measure opens it. */
#include "view_compare.h"

#include "app.h"
#include "view_browse.h"

/* The measure on a row of a column; UNIT_NONE where there is none. */
static Unit unit_at(const CompareLane *lane, size_t i, size_t column)
{
	if (column == SIZE_MAX || i >= lane->n || lane->rows[i].row.line[column] == CORPUS_NONE)
		return (Unit){0};
	const CompareText *text = compare_text(&lane->layout, lane->rows[i].block, column);
	Unit unit = text->doc.blocks.at[text->lines.at[lane->rows[i].row.line[column]].block].unit;
	return unit.kind == UNIT_MEASURE ? unit : (Unit){0};
}

static void to_block(Compare *c, uint32_t block)
{
	size_t place = c->place[c->active];
	CompareLane *lane = c->loose[place] ? &c->own[place] : &c->together;
	lane->top = (CompareSpot){block, 0};
}

static void press(App *app, Compare *c, size_t column, size_t i)
{
	const CompareLane *lane = view_compare_lane(c, column != SIZE_MAX ? column : c->active);
	bool row = i < lane->n, active = column == c->active;
	Unit unit = unit_at(lane, i, column), before = c->pressed;
	if (column != SIZE_MAX)
		c->active = column;
	c->pressed = unit;
	if (row && lane->rows[i].row.kind == COMPARE_THEME)
		to_block(c, lane->rows[i].block);
	else if (active && unit.kind != UNIT_NONE && unit.kind == before.kind && unit.index == before.index)
		app_go(app, unit, 0);
}

bool view_compare_point(App *app, void *state, Point at, Rect area)
{
	Compare *c = state;
	size_t column = view_compare_column_at(c, at, area);
	int titles = view_compare_title_rows(area);
	if (at.wheel != 0)
		view_compare_scroll(c, column != SIZE_MAX ? column : c->active, at.wheel * SCROLL_WHEEL);
	else
		press(app, c, column, at.y >= area.y + titles ? (size_t)(at.y - area.y - titles) : SIZE_MAX);
	return false;
}
