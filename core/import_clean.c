#include "import_clean.h"

#include "import_line.h"
#include "import_read.h"
#include "number.h"
#include "utf8.h"

#include <stdlib.h>
#include <string.h>

#define TELL_LINES 8192
#define HEAD_LINES 40 /* lines among which the title is looked for */
#define FLAT_COLUMNS 240
#define WIDEST 200
#define FULL_SLACK 8 /* columns that a full line may lack: an indent, or a mark that may not begin a line */

typedef struct Line {
	Str text;
	uint32_t number; /* of the input's lines */
	uint32_t columns;
	uint32_t width;  /* of full lines around it; 0: nothing is wrapped here */
	uint32_t note;   /* 1 + that of the log which says why it is gone; 0: none */
	uint8_t markup, level;
	bool speaker, links, indented, blank, flat, gone; /* blank: an empty line before; flat: a piece of a line */
} Line;

typedef struct Lines { Line *at; size_t n, cap; } Lines;

/* Which width the wrapped lines of a run have: most of those that are long at all end within a few columns of it, and
   hardly any is wider. */
static uint32_t full_width(const Line *at, size_t n)
{
	uint32_t count[WIDEST + 1] = {0}, sum = 0, best = 0, most = 0, wide = 0, inside = 0, open = 0;

	for (size_t i = 0; i < n; i++)
		if (at[i].columns > WIDEST)
			wide++;
		else if (at[i].columns >= 24)
			count[at[i].columns]++, sum++;
	for (uint32_t w = 24; w <= WIDEST; w++) {
		inside = 0;
		for (uint32_t d = 0; d <= 4 && d <= w - 24; d++)
			inside += count[w - d];
		if (inside > most)
			most = inside, best = w;
	}
	for (size_t i = 0; i < n; i++) {
		wide += at[i].columns > best + 4 && at[i].columns <= WIDEST;
		open += at[i].columns <= best && at[i].columns + 4 >= best && !import_line_ends_sentence(at[i].text);
	}
	return most >= 4 && most * 2 >= sum && open * 2 >= most && wide * 20 <= sum + 20 * (n < 20) ? best : 0;
}

static bool is_latin_at(Str text, size_t at)
{
	return at < text.n && (unsigned char)text.s[at] < 0x80 && text.s[at] > ' ';
}

/* The next blank in `text` behind `from` that is not between two Latin words. */
static size_t next_blank(Str text, size_t from)
{
	for (size_t i = from; i < text.n; i++)
		if (text.s[i] == ' ' && !(i && is_latin_at(text, i - 1) && is_latin_at(text, i + 1)))
			return i;
	return text.n;
}

/* A long line whose pieces between blanks are mostly of one width was wrapped once; its blanks are line ends. */
static void split_flat(Lines *lines)
{
	Line whole = lines->at[lines->n - 1];
	size_t first = lines->n - 1;

	lines->n--;
	for (size_t from = 0; from < whole.text.n;) {
		size_t to = next_blank(whole.text, from);
		Line piece = whole;

		piece.text = str_sub(whole.text, from, to);
		piece.columns = (uint32_t)utf8_columns(piece.text, 2);
		piece.speaker = piece.columns <= 80 && import_line_is_speaker(piece.text);
		piece.flat = true;
		piece.blank = from == 0 && whole.blank;
		if (piece.text.n)
			MEM_PUSH(lines, piece);
		from = to + 1;
	}
	uint32_t width = lines->n - first >= 6 ? full_width(lines->at + first, lines->n - first) : 0;
	for (size_t i = first; width && i < lines->n; i++)
		lines->at[i].width = width;
	if (!width) {
		lines->n = first;
		MEM_PUSH(lines, whole);
	}
}

static bool is_indent(Str text)
{
	return str_starts(text, STR("\xE3\x80\x80")) || str_starts(text, STR("  ")) || str_starts(text, STR("\t"));
}

static void read_marks(Line *line)
{
	static const char MARKS[] = {IMPORT_READ_HEADING, IMPORT_READ_ITEM, IMPORT_READ_ROW, IMPORT_READ_LINKS, '\0'};
	const char *mark = line->text.n && line->text.s[0] ? strchr(MARKS, line->text.s[0]) : NULL;

	if (!mark)
		return;
	if (*mark == IMPORT_READ_LINKS)
		line->links = true;
	else
		line->markup = (uint8_t)*mark;
	if (*mark == IMPORT_READ_HEADING && line->text.n > 1)
		line->level = (uint8_t)(line->text.s[1] - '0');
	line->text = str_sub(line->text, *mark == IMPORT_READ_HEADING ? 2 : 1, line->text.n);
}

static Lines read_lines(Str text, ImportTold *told, void *data)
{
	Lines lines = {0};
	Str rest = text, line;
	bool blank = false;

	for (uint32_t number = 1; str_split(&rest, '\n', &line); number++) {
		Line one = {.text = line, .number = number, .blank = blank};

		read_marks(&one);
		one.indented = is_indent(one.text);
		one.text = str_trim(one.text);
		blank = !one.text.n;
		if (blank)
			continue;
		one.columns = (uint32_t)utf8_columns(one.text, 2);
		one.speaker = one.columns <= 80 && import_line_is_speaker(one.text);
		MEM_PUSH(&lines, one);
		if (one.columns > FLAT_COLUMNS)
			split_flat(&lines);
		if (told && number % TELL_LINES == 0 && !told(data, (uint32_t)(text.n - rest.n)))
			break;
	}
	return lines;
}

/* Lines that stand as one in the input are wrapped to one width, if they are. */
static void find_widths(Lines *lines)
{
	Lines plain = {0};
	uint32_t width;

	for (size_t i = 0; i < lines->n; i++)
		if (!lines->at[i].flat && !lines->at[i].gone && !lines->at[i].markup)
			MEM_PUSH(&plain, lines->at[i]);
	width = plain.n ? full_width(plain.at, plain.n) : 0;
	for (size_t i = 0; i < lines->n; i++)
		if (!lines->at[i].flat)
			lines->at[i].width = width;
	free(plain.at);
}

static void drop(Line *line, ImportLog *log, Str reason)
{
	line->gone = true;
	import_text_note(log, IMPORT_DROPPED, line->number, 1, line->text, reason);
	line->note = (uint32_t)log->notes.n;
}

static int by_text(const void *a, const void *b)
{
	const Line *p = *(const Line *const *)a, *q = *(const Line *const *)b;
	int order = str_cmp(p->text, q->text);

	return order ? order : p->number < q->number ? -1 : p->number > q->number;
}

/* Short lines that come again and again, word for word, are running heads. */
static void drop_repeated(Lines *lines, ImportLog *log)
{
	Line **order = mem_alloc((lines->n + 1) * sizeof *order);
	size_t n = 0, run;

	for (size_t i = 0; i < lines->n; i++) {
		const Line *line = &lines->at[i];

		if (!line->gone && !line->flat && line->columns <= 80 && !import_line_ends_sentence(line->text) &&
			!line->markup && !line->speaker)
			order[n++] = &lines->at[i];
	}
	if (n)
		qsort(order, n, sizeof *order, by_text);
	for (size_t i = 0; i < n; i += run) {
		for (run = 1; i + run < n && str_eq(order[i]->text, order[i + run]->text); run++)
			;
		for (size_t j = 0; run >= 3 && j < run; j++)
			drop(order[i + j], log, STR("反复出现的页眉页脚"));
	}
	free(order);
}

static void drop_debris(Lines *lines, ImportLog *log, ImportTold *told, void *data, uint32_t bytes)
{
	for (size_t i = 0; i < lines->n; i++) {
		Line *line = &lines->at[i];
		Str reason = line->flat ? (Str){0} : line->links && line->columns <= 120 ? STR("只有链接")
			: import_line_debris(line->text);

		if (reason.n)
			drop(line, log, reason);
		if (told && i % TELL_LINES == 0 && !told(data, bytes))
			return;
	}
	drop_repeated(lines, log);
}

static void take_head(Line *line, ImportHead *head, ImportLog *log)
{
	uint32_t promised = import_line_promise(line->text);

	if (!head->title.n)
		head->title = str_keep(line->text, &log->arena);
	if (promised)
		head->speeches = promised;
	line->gone = true;
	import_text_note(log, IMPORT_TITLE, line->number, 1, line->text, (Str){0});
	line->note = (uint32_t)log->notes.n;
}

/* The title stands among the first lines; a line that only says how many speeches there are belongs to it. */
static void find_head(Lines *lines, ImportHead *head, ImportLog *log)
{
	size_t first = 0, levels[8] = {0};

	for (size_t i = 0; i < lines->n; i++)
		if (lines->at[i].level && lines->at[i].level < 8)
			levels[lines->at[i].level]++;
	for (size_t i = 0, seen = 0; i < lines->n && seen < HEAD_LINES; i++) {
		Line *line = &lines->at[i];
		bool alone = line->level && levels[line->level] == 1 && !first && lines->n > 8;

		if (line->gone || line->flat)
			continue;
		seen++;
		if (!import_line_is_compilation(line->text) && !alone)
			continue;
		if (!first || (import_line_promise(line->text) && i == first && line->columns < 24))
			take_head(line, head, log);
		else
			continue;
		first = i + 1;
	}
}

static bool is_wrap(const Line *line, const Line *next, bool prose)
{
	if (!line->width || next->blank || next->markup || line->markup || import_line_is_numbered(next->text))
		return false;
	if (line->flat != next->flat || line->speaker || next->speaker)
		return false;
	if (next->indented && !line->indented)
		return false;
	if (line->columns + FULL_SLACK >= line->width)
		return true;
	/* Broken in the middle of a sentence. */
	return line->flat && prose && !import_line_ends_sentence(line->text);
}

static ImportGap gap_between(const Line *line, const Line *next, bool *prose)
{
	bool wrap;

	*prose = *prose || import_line_is_prose(line->text);
	wrap = is_wrap(line, next, *prose);
	if (!wrap)
		*prose = false;
	return wrap ? IMPORT_WRAP : next->blank ? IMPORT_BLANK : IMPORT_LINE;
}

/* The bytes of one line without its white space, with a break at each. */
static void add_line(ImportText *out, const Line *line)
{
	size_t from = 0;

	for (size_t i = 0; i < line->text.n; i++) {
		if (utf8_at_han(line->text.s + i, line->text.n - i)) {
			i += 2;
			continue;
		}
		size_t n = line->text.s[i] == ' ' ? 1 : line->text.s[i] != '\xE3' ? 0
			: str_starts(str_sub(line->text, i, i + 3), STR("\xE3\x80\x80")) ? 3 : 0;

		if (!n)
			continue;
		buf_add(&out->bare, str_sub(line->text, from, i));
		from = i + n;
		i = from - 1;
		if (out->breaks.n && out->breaks.at[out->breaks.n - 1].at == out->bare.n)
			continue;
		MEM_PUSH(&out->breaks, ((ImportBreak){(uint32_t)out->bare.n, IMPORT_SPACE, 0, 0, false}));
	}
	buf_add(&out->bare, str_sub(line->text, from, line->text.n));
	buf_add(&out->kept, line->text);
}

static void join_lines(const Lines *lines, ImportText *out, ImportLog *log)
{
	const Line *last = NULL;
	uint32_t wraps = 0;
	bool prose = false, blank = false;
	size_t bytes = 0;

	for (size_t i = 0; i < lines->n; i++)
		bytes += lines->at[i].gone ? 0 : lines->at[i].text.n + 2;
	buf_reserve(&out->bare, bytes);
	buf_reserve(&out->kept, bytes);
	for (size_t i = 0; i < lines->n; i++) {
		Line *line = &lines->at[i];
		ImportGap gap;

		blank = blank || line->blank;
		if (line->gone && line->note)
			log->notes.at[line->note - 1].at = (uint32_t)out->bare.n;
		if (line->gone)
			continue;
		line->blank = blank;
		blank = false;
		gap = last ? gap_between(last, line, &prose) : IMPORT_BLANK;
		wraps += gap == IMPORT_WRAP;
		if (last)
			buf_add(&out->kept, gap == IMPORT_BLANK ? STR("\n\n") : gap == IMPORT_WRAP && line->flat
				? STR(" ") : STR("\n"));
		MEM_PUSH(&out->breaks, ((ImportBreak){(uint32_t)out->bare.n, (uint8_t)gap, line->markup, line->level,
			line->indented}));
		add_line(out, line);
		last = line;
	}
	if (out->kept.n)
		buf_add_char(&out->kept, '\n');
	if (wraps)
		import_text_note(log, IMPORT_UNWRAPPED, 0, wraps, (Str){0}, (Str){0});
}

void import_clean(Str text, ImportText *out, ImportHead *head, ImportLog *log)
{
	import_clean_told(text, out, head, log, NULL, NULL);
}

void import_clean_told(Str text, ImportText *out, ImportHead *head, ImportLog *log, ImportTold *told, void *data)
{
	Lines lines = read_lines(text, told, data);

	drop_debris(&lines, log, told, data, (uint32_t)text.n);
	find_head(&lines, head, log);
	find_widths(&lines);
	join_lines(&lines, out, log);
	free(lines.at);
}
