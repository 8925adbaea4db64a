#include "wrap.h"

#include <string.h>

#include "linebreak.h"
#include "mem.h"
#include "utf8.h"

void wrap_breaks(Str text, WrapLevel level, uint8_t *breaks)
{
	if (text.n == 0)
		return;
	memset(breaks, 0, text.n);
	LinebreakScan scan = {.text = text, .level = level};
	LinebreakStep step;
	while (scan.at < text.n) {
		linebreak_step(&scan, &step);
		if (step.before == LINEBREAK_YES)
			breaks[step.from - 1] = 1;
		if (step.kind == LINEBREAK_FEED && step.to < text.n)
			breaks[step.from] = 1;
	}
}

/* A place where the line may be cut: the line ends at `to`, blanks follow, the next one begins at `next`. */
typedef struct Cut {
	size_t to, next;
	uint32_t columns; /* of the line up to `to` */
	uint32_t base;    /* and up to `next` */
} Cut;

/* The line being filled. A cut is there when its `next` is past `start`. */
typedef struct Fill {
	const WrapOptions *options;
	WrapLines *lines;
	size_t start;
	uint32_t limit, columns;       /* columns with blanks at the end, solid_columns without */
	size_t solid_to;
	uint32_t solid_columns;
	Cut last, before_last, soft;   /* the last two places where it may break, and the last NOT_HERE */
	Cut give;                      /* where the line before could have been broken instead */
	bool may_give, after_mark;
} Fill;

static void begin_paragraph(Fill *fill, size_t at)
{
	fill->start = fill->solid_to = at;
	fill->columns = fill->solid_columns = 0;
	fill->last = fill->before_last = fill->soft = (Cut){0};
	fill->may_give = fill->after_mark = false;
}

static void push(Fill *fill, size_t to, uint32_t columns, bool emergency)
{
	MEM_PUSH(fill->lines, ((WrapLine){(uint32_t)fill->start, (uint32_t)to, columns, emergency}));
	fill->limit = fill->options->width;
}

static void end_line(Fill *fill, Cut cut, bool emergency)
{
	push(fill, cut.to, cut.columns, emergency);
	fill->give = fill->before_last;
	fill->may_give = !emergency && fill->before_last.next > fill->start;
	fill->give.base = cut.base - fill->give.base;
	fill->start = cut.next;
	fill->columns -= cut.base;
	if (fill->solid_to < cut.next) {
		fill->solid_to = cut.next;
		fill->solid_columns = 0;
	} else {
		fill->solid_columns = fill->solid_columns > cut.base ? fill->solid_columns - cut.base : 0;
	}
	if (fill->soft.next > fill->start) {
		fill->soft.columns -= cut.base;
		fill->soft.base -= cut.base;
	}
	fill->last = fill->before_last = (Cut){0};
}

/* Ends lines until `width` more columns fit. */
static void make_room(Fill *fill, size_t at, uint32_t width)
{
	while (fill->columns + width > fill->limit) {
		if (fill->last.next > fill->start)
			end_line(fill, fill->last, false);
		else if (fill->soft.next > fill->start)
			end_line(fill, fill->soft, true);
		else if (at > fill->start)
			end_line(fill, (Cut){fill->solid_to, at, fill->solid_columns, fill->columns}, true);
		else
			return;
	}
}

/* Marks that may stand in the gutter. */
static bool hangs(Str mark)
{
	static const char marks[] = "。，、；：！？”）》";
	if (mark.n != 3)
		return false;
	char text[4] = {0};
	memcpy(text, mark.s, 3);
	return strstr(marks, text) != NULL;
}

/* One mark may hang, but no run of marks: then the text before it goes down with them. */
static bool may_hang(const Fill *fill, const LinebreakStep *step, Str text, uint32_t width)
{
	return fill->options->hang >= width && fill->columns <= fill->limit && fill->solid_to == step->from
		&& step->from > fill->start && !fill->after_mark && hangs(str_sub(text, step->from, step->to));
}

static void add(Fill *fill, const LinebreakStep *step, Str text)
{
	int ambiguous = fill->options->ambiguous;
	uint32_t width = step->columns[ambiguous == 2 ? 1 : ambiguous == UTF8_WIDE_QUOTES ? 2 : 0];
	Cut here = {fill->solid_to, step->from, fill->solid_columns, fill->columns};
	if (step->before == LINEBREAK_YES) {
		fill->before_last = fill->last;
		fill->last = here;
	} else if (step->before == LINEBREAK_NOT_HERE) {
		fill->soft = here;
	}
	if (step->kind == LINEBREAK_BLANK) {
		fill->columns += width;
		return;
	}
	if (width > 0 && fill->columns + width > fill->limit && !may_hang(fill, step, text, width))
		make_room(fill, step->from, width);
	fill->columns += width;
	fill->solid_to = step->to;
	fill->solid_columns = fill->columns;
	if (step->kind != LINEBREAK_JOINED)
		fill->after_mark = step->kind == LINEBREAK_MARK;
}

/* Fewer than two characters or letters; marks do not count. */
static bool is_orphan(Str line)
{
	size_t n = 0;
	for (size_t i = 0; i < line.n && n < 2;) {
		uint32_t cp;
		size_t bytes = utf8_decode(line.s + i, line.n - i, &cp);
		i += bytes ? bytes : 1;
		n += utf8_is_han(cp) || (cp | 0x20) - 'a' < 26 || cp - '0' < 10;
	}
	return n < 2;
}

/* Whether the unit that the line before would give is Chinese: a last word alone is no fault in English. */
static bool gives_han(Str text, size_t at)
{
	uint32_t cp;
	return utf8_decode(text.s + at, text.n - at, &cp) && utf8_is_cjk(cp);
}

/* Ends the paragraph. 孤字不成行: a last line of less than two characters gets the last break unit of the one before. */
static void end_paragraph(Fill *fill, Str text)
{
	const Cut *give = &fill->give;
	if (fill->may_give && give->base + fill->solid_columns <= fill->options->width && gives_han(text, give->next)
			&& is_orphan(str_sub(text, fill->start, fill->solid_to))) {
		WrapLine *before = &fill->lines->at[fill->lines->n - 1];
		before->to = (uint32_t)give->to;
		before->columns = give->columns;
		fill->start = give->next;
		fill->solid_columns += give->base;
	}
	push(fill, fill->solid_to, fill->solid_columns, false);
}

size_t wrap_lines(Str text, const WrapOptions *options, WrapLines *lines)
{
	size_t before = lines->n;
	WrapOptions sane = *options;
	if (sane.width < 2)
		sane.width = 2;
	uint32_t indent = sane.first_indent < sane.width - 2 ? sane.first_indent : sane.width - 2;
	Fill fill = {.options = &sane, .lines = lines, .limit = sane.width - indent};
	LinebreakScan scan = {.text = text, .level = sane.level};
	bool open = true; /* a line feed at the end begins no further line */
	begin_paragraph(&fill, 0);
	while (scan.at < text.n) {
		LinebreakStep step;
		linebreak_step(&scan, &step);
		open = step.kind != LINEBREAK_FEED;
		if (open) {
			add(&fill, &step, text);
		} else {
			end_paragraph(&fill, text);
			begin_paragraph(&fill, step.to);
		}
	}
	if (open)
		end_paragraph(&fill, text);
	return lines->n - before;
}
