/* The axes of the browser: provinces, themes, measures, terms, figures, and what was found. One row of a table an axis:
   its groups (the pane on the left), the items of a group (the pane in the middle), and whose text stands in the pane
   on the right. */
#ifndef BILAN_VIEW_AXIS_H
#define BILAN_VIEW_AXIS_H

#include "view_list.h"
#include "words.h"

#include "../core/doc.h"
#include "../core/search.h"
#include "../core/table.h"

typedef enum AxisId {
	AXIS_PROVINCES,
	AXIS_THEMES,
	AXIS_MEASURES,
	AXIS_TERMS,
	AXIS_FIGURES,
	AXIS_FOUND,
	AXIS_COUNT
} AxisId;

typedef enum EntryKind {
	ENTRY_ALL,
	ENTRY_PROVINCE,
	ENTRY_THEME,
	ENTRY_SPEECH,
	ENTRY_SECTION,
	ENTRY_MEASURE,
	ENTRY_TERM,
	ENTRY_KIND,
	ENTRY_FIGURE,
	ENTRY_HIT,
	ENTRY_VOLUME, /* over the provinces, where there are several corpora */
	ENTRY_COUNT
} EntryKind;

/* One row of a pane. */
typedef struct Entry {
	EntryKind kind;
	uint32_t index;  /* into the corpus's array of that kind, or into the hits */
	uint32_t count;  /* shown at the right; 0: nothing */
	bool header;     /* the cursor skips it */
	bool lesser;     /* in small print: a measure whose main theme is another, or that the filter leaves out */
	bool empty;      /* a group in which the filter leaves nothing */
	bool taken;      /* a value of the filter */
	uint8_t indent;
} Entry;

typedef struct Entries { Entry *at; size_t n, cap; } Entries;

/* What rows are drawn from. */
typedef struct AxisRows {
	const App *app;
	const Entries *entries;
	const SearchHits *hits;
	AxisId axis;
} AxisRows;

typedef struct AxisRow {
	Word name;
	bool grouped;      /* has a pane of groups */
	int list_columns;  /* what its items want where there is room */
	void (*groups)(const Corpus *corpus, Entries *out);
	void (*items)(const Corpus *corpus, const Entry *group, Entries *out); /* NULL: only hits, see view_tally.h */
} AxisRow;

const AxisRow *view_axis_row(AxisId axis);

/* How many things of its kind the corpus has: provinces, themes, measures … */
size_t view_axis_count(const Corpus *corpus, AxisId axis);

/* A heading 北京 over the rows that follow, when the unit's province is another than `*before`, which is kept. */
void view_axis_push_province(const Corpus *corpus, Entries *out, Unit unit, uint32_t *before);

/* Draws an entry as a row of a list; data is an AxisRows. */
void view_axis_draw_row(const void *data, size_t index, ListRow *out, Arena *scratch);

/* The unit an entry stands for, UNIT_NONE where it is none. */
Unit view_axis_unit(const Corpus *corpus, const SearchHits *hits, const Entry *entry);

/* What marking the entry marks; false where it is nothing to compare. A speech that is its province's only one is that
   province. */
bool view_axis_place(const Corpus *corpus, Unit unit, Place *out);

/* A province or theme of more measures is not read as one text, and of a province's speeches only their titles are
   listed: what is shown first must not depend on the size of the corpus. */
#define VIEW_AXIS_WHOLE 500

/* The entry whose text the reading pane shows: that of the group (a theme, a province, a term), or the speech of the
   item. */
Entry view_axis_subject(
	const Corpus *corpus, const SearchHits *hits, AxisId axis, const Entry *group, const Entry *item, bool on_group);

/* Fills a document with what an entry says. */
void view_axis_fill(Doc *doc, const Corpus *corpus, const Entry *subject, Lang lang);

/* Names an entry shortly: 北京, 网格治理, 数量. */
Str view_axis_name(const Corpus *corpus, const Entry *entry, Lang lang);

#endif
