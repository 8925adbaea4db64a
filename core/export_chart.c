#include "export_chart.h"

#include "export_markup.h"
#include "utf8.h"

/* In units of the drawing, which is scaled to the page. */
#define WIDTH 800
#define LABEL 260     /* of the column of labels */
#define LABEL_CELLS 34
#define VALUE 230     /* left for the value and the address behind the longest bar */
#define ROW 26
#define BAR 16
#define LEGEND 30
#define SWATCH 12

Str export_chart_style(void)
{
	return STR(
		"figure{margin:1.5rem 0;max-width:60em}figcaption{font-weight:600}\n"
		"svg{width:100%;height:auto;font:13px \"Noto Sans CJK SC\",\"PingFang SC\",\"Microsoft YaHei\",sans-serif}\n"
		"svg text{fill:var(--ink)}svg .label{text-anchor:end}\n"
		".p0{fill:#2f6f9f}.p1{fill:#c8772e}.p2{fill:#4f8f4f}.p3{fill:#9a5aa0}\n"
		".p4{fill:#8a8a2f}.p5{fill:#b5495b}.p6{fill:#3b9a9a}.p7{fill:#777}\n"
		"@media print{figure{break-inside:avoid}svg rect{print-color-adjust:exact}}\n");
}

static void add_number(Buf *out, const char *name, double value)
{
	buf_add_char(out, ' ');
	buf_add(out, str_of(name));
	buf_add(out, STR("=\""));
	buf_add_number(out, (double)(long long)(value * 10 + 0.5) / 10);
	buf_add_char(out, '"');
}

static void add_text(Buf *out, double x, double y, bool label, Str text)
{
	buf_add(out, label ? STR("<text class=\"label\"") : STR("<text"));
	add_number(out, "x", x);
	add_number(out, "y", y);
	buf_add_char(out, '>');
	export_markup_escape(out, text);
	buf_add(out, STR("</text>"));
}

static void add_rect(Buf *out, size_t part, double x, double y, double width, double height)
{
	buf_add(out, STR("<rect class=\"p"));
	buf_add_int(out, (long long)part);
	buf_add_char(out, '"');
	add_number(out, "x", x);
	add_number(out, "y", y);
	add_number(out, "width", width);
	add_number(out, "height", height);
	buf_add(out, STR("/>"));
}

static void add_label(Buf *out, double y, Str label)
{
	Buf cut = {0};

	buf_add(&cut, utf8_cut(label, LABEL_CELLS, 2, NULL));
	if (cut.n < label.n)
		buf_add(&cut, STR("…"));
	add_text(out, LABEL - 8, y, true, buf_str(&cut));
	buf_free(&cut);
}

/* Pointed at, a bar tells all of its label and its address. */
static void add_bar(Buf *out, const ChartGroup *group, const ChartBar *bar, double y)
{
	double x = LABEL, scale = WIDTH - LABEL - VALUE;

	if (bar->address.n) {
		buf_add(out, STR("<a href=\"#"));
		export_markup_escape(out, bar->address);
		buf_add(out, STR("\" data-address=\""));
		export_markup_escape(out, bar->address);
		buf_add(out, STR("\">"));
	} else {
		buf_add(out, STR("<g>"));
	}
	buf_add(out, STR("<title>"));
	export_markup_escape(out, bar->label);
	buf_add(out, STR(" · "));
	export_markup_escape(out, bar->value);
	buf_add(out, bar->address.n ? STR(" · ") : STR(""));
	export_markup_escape(out, bar->address);
	buf_add(out, STR("</title>"));
	add_label(out, y + BAR - 3, bar->label);
	for (size_t i = 0; i < bar->n; i++) {
		double width = chart_length(group, bar->parts[i]) * scale;
		if (width > 0)
			add_rect(out, i, x, y, width, BAR);
		x += width;
	}
	add_text(out, x + 6, y + BAR - 3, false, bar->value);
	if (bar->address.n)
		add_text(out, x + 16 + 7.0 * (double)utf8_columns(bar->value, 1), y + BAR - 3, false, bar->address);
	buf_add(out, bar->address.n ? STR("</a>\n") : STR("</g>\n"));
}

static void add_legend(Buf *out, const Chart *chart)
{
	double x = LABEL;

	for (size_t i = 0; i < chart->n_names; i++) {
		add_rect(out, i, x, 6, SWATCH, SWATCH);
		add_text(out, x + SWATCH + 5, 17, false, chart->names[i]);
		x += SWATCH + 22 + 8.0 * (double)utf8_columns(chart->names[i], 2);
	}
}

static void add_caption(Buf *out, const ChartGroup *group, Lang lang)
{
	if (!group->title.n && !group->log)
		return;
	buf_add(out, STR("<figcaption>"));
	buf_add(out, lang == LANG_ZH ? STR("单位：") : STR("In "));
	export_markup_escape(out, group->title.n ? group->title : lang == LANG_ZH ? STR("无") : STR("no unit"));
	if (group->log)
		buf_add(out, lang == LANG_ZH ? STR("（对数刻度，长短不成比例）")
			: STR(" (logarithmic scale: lengths are not in proportion)"));
	buf_add(out, STR("</figcaption>\n"));
}

static void add_group(Buf *out, const Chart *chart, const ChartGroup *group, Lang lang)
{
	double top = chart->n_names ? LEGEND : 4, height = top + (double)group->bars.n * ROW;

	buf_add(out, STR("<figure>\n"));
	add_caption(out, group, lang);
	buf_add(out, STR("<svg role=\"img\" viewBox=\"0 0 "));
	buf_add_int(out, WIDTH);
	buf_add_char(out, ' ');
	buf_add_int(out, (long long)height);
	buf_add(out, STR("\">\n"));
	add_legend(out, chart);
	for (size_t i = 0; i < group->bars.n; i++)
		add_bar(out, group, &group->bars.at[i], top + (double)i * ROW);
	buf_add(out, STR("</svg>\n</figure>\n"));
}

void export_chart_html(const List *list, Lang lang, Buf *out)
{
	Chart chart = chart_of(list, lang);

	for (size_t i = 0; i < chart.groups.n; i++)
		add_group(out, &chart, &chart.groups.at[i], lang);
	chart_free(&chart);
}
