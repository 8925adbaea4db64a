/* All figures in one table: grouped by unit, sorted, on a scale for bars, and lined up where several provinces count
   the same thing.

   Two figures count the same thing where they are of different provinces, have the same unit and kind, and what they
   count reads alike: with the pairs of neighbouring Han characters (or letters) of both, leaving out 的 and whatever
   stands behind a colon, twice the shared pairs over all pairs (the coefficient of Dice, 1945, on the bigrams of
   Adamson and Boreham, 1974) is a third or more. A pair that more than 64 figures have tells nothing and is not counted
   as shared. A number for each of something (每个网格 1名, 平均…, 至少…) is only ever like such a number. What is like
   something that is like a third makes one group with it. So 新就业群体党群服务平台（站点） 7200多个 stands beside
   小区网格里的党群服务站点 2万余个: 党群 群服 服务 站点. */
#ifndef BILAN_FIGURES_H
#define BILAN_FIGURES_H

#include "facet.h"

typedef struct FiguresRow {
	uint32_t figure;
	uint32_t province, theme; /* of the unit in whose passage it stands; the main theme; CORPUS_NONE: none */
	uint32_t unit;  /* into units */
	uint32_t alike; /* into alike; CORPUS_NONE: nobody else counts it */
} FiguresRow;

/* Bars begin at `from` and end at `to`: numbers, or with `log` their decimal logarithms. from = to: no bars. */
typedef struct FiguresScale { double from, to; bool log; } FiguresScale;

typedef struct FiguresGroup {
	/* A unit, in English as the source has it where it is many things; of what is alike the words that it shares,
	   党群服务…站点, in English what the first counts. */
	Str name[LANG_COUNT];
	uint32_t n;
	FiguresScale scale;
} FiguresGroup;

typedef struct Figures {
	const Corpus *corpus;
	CORPUS_VEC(FiguresRow) rows;   /* in order of the corpus */
	CORPUS_VEC(FiguresGroup) units; /* those with most figures first, dates last */
	CORPUS_VEC(FiguresGroup) alike;
	Arena arena;
} Figures;

/* The figures that pass the filter (NULL: all). Units are told apart by their names; all dates are one. Free with
   figures_free. */
Figures figures_collect(const Corpus *corpus, const Facet *facet);

/* Finds what is alike; costs more than the rest, and is done once. */
void figures_line_up(Figures *figures);
void figures_free(Figures *figures);

typedef enum FiguresOrder {
	FIGURES_WRITTEN, /* as the corpus has them */
	FIGURES_VALUE, FIGURES_UNIT, FIGURES_WHAT, FIGURES_PROVINCE, FIGURES_THEME, FIGURES_ORDER_COUNT
} FiguresOrder;

typedef enum FiguresGrouping { FIGURES_BY_UNIT, FIGURES_ALIKE, FIGURES_FLAT, FIGURES_GROUPING_COUNT } FiguresGrouping;

/* A line of the table: a row, or the heading of a group where row is CORPUS_NONE. `group` is into units, or into alike
   where that is the grouping. */
typedef struct FiguresLine { uint32_t row, group; } FiguresLine;
typedef struct FiguresLines { FiguresLine *at; size_t n, cap; } FiguresLines;

/* Appends the lines in an order, groups in theirs; FIGURES_ALIKE has only what is alike. `lang` is the language that
   FIGURES_WHAT sorts by. */
void figures_arrange(const Figures *figures, FiguresGrouping grouping, FiguresOrder order, bool descending, Lang lang,
	FiguresLines *out);

/* The group that a line's bar is drawn in, and how much of the bar is filled, 0 to 1. */
const FiguresGroup *figures_group(const Figures *figures, FiguresGrouping grouping, const FiguresLine *line);
double figures_share(const FiguresScale *scale, double value);

/* Where a figure stands in the text of its unit, bytes [*from, *to): as the source writes it, or else the number in
   digits; in English with commas, in millions, as a word up to twelve, a date by its day and month. False, and an empty
   range at the beginning, where the text says it in another way. */
bool figures_find(const Figure *figure, Str text, Lang lang, size_t *from, size_t *to);

/* For the files of figures: sets the scales of the units, or of what is alike. */
void figures_scale(Figures *figures, bool alike);

/* YAML-like names of the orders for the command line: written value unit what province theme. FIGURES_ORDER_COUNT where
   there is none. */
FiguresOrder figures_order(Str name);

#endif
