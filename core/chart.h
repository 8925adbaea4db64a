/* Bars for numbers: what a table says in figures, as groups of bars on a common scale. Nobody here draws; export_chart
   makes SVG of it. */
#ifndef BILAN_CHART_H
#define BILAN_CHART_H

#include "list.h"

#define CHART_PARTS 8 /* of one bar */

typedef struct ChartBar {
	Str label;   /* what is counted */
	Str value;   /* as it is to be read */
	Str address; /* the unit that it comes from; empty: several */
	double parts[CHART_PARTS];
	size_t n;
} ChartBar;

/* Bars that can be compared: of one unit, the longest first. */
typedef struct ChartGroup {
	Str title;
	bool log; /* the largest is more than CHART_DECADES times the smallest: lengths are of the logarithms */
	double least, most;
	struct { ChartBar *at; size_t n, cap; } bars;
} ChartGroup;

#define CHART_DECADES 1000.0

typedef struct Chart {
	struct { ChartGroup *at; size_t n, cap; } groups;
	Str names[CHART_PARTS]; /* of the parts, for a legend */
	size_t n_names;
	Arena arena;
} Chart;

/* The bars of a list: figures grouped by what they are counted in, where at least two are; the rows of a matrix by
   province. No group where the list has no numbers to compare. Free with chart_free. */
Chart chart_of(const List *list, Lang lang);
void chart_free(Chart *chart);

/* How long a bar or a part of it is, from 0 to 1. A logarithmic scale begins at the power of ten at or below the least,
   so that the shortest bar can still be seen. */
double chart_length(const ChartGroup *group, double value);

#endif
