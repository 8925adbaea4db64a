/* Bars as SVG that stands in an HTML page: drawn in the page's colours, read aloud as a list of numbers, each bar a
   link to the row that it comes from. */
#ifndef BILAN_EXPORT_CHART_H
#define BILAN_EXPORT_CHART_H

#include "chart.h"

/* Appends a figure for each group of the list's chart; nothing where it has none. */
void export_chart_html(const List *list, Lang lang, Buf *out);

/* The style rules that the figures need, for the page's head. */
Str export_chart_style(void);

#endif
