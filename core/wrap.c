#include "wrap.h"

#include <string.h>

#include "mem.h"
#include "utf8.h"

#include "linebreak.inc"

/* May a line end between a character of the row's class and one of the column's?
   .  yes
   s  not at level strict: —— and …… do not begin a line
   g  not at strict and GB-style: the slash does not end a line
   k  not at strict, GB-style and basic: marks that do not begin or end a line
   t  as k, for what we add to the levels: a number with its unit, 1+3+N, ① with its item
   w  at no level: inside a word or a number
   x  at no level, not even in an emergency while there is another place: before blanks, at glue, inside —— and …… */
static const char pairs[PAIR_CLASSES][PAIR_CLASSES + 1] = {
	/*        IANUUOOCCPBDEPPJHSCDSGR
	          DLUMEPALATXSLRONYLIIPLI */
	[ID] = "...tt..kkkkss.ktkk..xx.",
	[AL] = ".wwtt.wkkkksswktkk..xx.",
	[NU] = ".wwtt.wkkkksswktkk..xx.",
	[UM] = "..ttt..kkkkss.ktkk..xx.",
	[UE] = "...tt..kkkkss.ktkk..xx.",
	[OP] = "kkkkkkkkkkkkkkkkkkkkxxk",
	[OA] = "kkkkkkkkkkkkkkkkkkkkxxk",
	[CL] = "...tt..kkkkss.ktkk..xx.",
	[CA] = ".wwtt..kkkkss.ktkk..xx.",
	[PT] = "...tt..kkkkss.ktkk..xx.",
	[BX] = "kkkkkkkkkkkkkkkkkkkkxxk",
	[DS] = "...tt..kkkkxs.ktkk..xx.",
	[EL] = "...tt..kkkksx.ktkk..xx.",
	[PR] = "kwwkkkkkkkksskkkkkkkxxk",
	[PO] = ".wwtt..kkkkss.ktkk..xx.",
	[JN] = "tttttttkkkksstktkkttxxt",
	[HY] = "..wtt..kkkksswktkk..x..",
	[SL] = "g.wttggkkkkssgktkkggxxg",
	[CI] = "tttttttkkkksstktkkttxxt",
	[DI] = "..ttt..kkkkss.ktkk..xx.",
	[SP] = "...tt..kkkkss.k.kk..x..",
	[GL] = "xxxxxxxxxxxxxxxxxxxxxxx",
	[RI] = "...tt..kkkkss.ktkk..xxx",
};

/* A pair of that kind holds at the levels below. */
static const uint8_t holds_below[128] = {
	['s'] = WRAP_STRICT + 1, ['g'] = WRAP_GB + 1, ['k'] = WRAP_BASIC + 1, ['t'] = WRAP_BASIC + 1,
	['w'] = WRAP_NONE + 1, ['x'] = WRAP_NONE + 1,
};

typedef enum Verdict { BREAK, SOFT, HARD } Verdict; /* SOFT: no, but the best place in an emergency */

/* Where the scanner stands in something that began with a digit. */
typedef enum NumberState { NUMBER_NONE, NUMBER_OPEN, NUMBER_UNIT } NumberState;

/* Goes over one paragraph, a code point at a time. */
typedef struct Scan {
	Str text;
	size_t at;         /* the next code point */
	WrapLevel level;
	bool begun;        /* something of the paragraph was seen */
	uint8_t prev;      /* class of the code point before, of an opening bracket across blanks */
	NumberState number;
	uint8_t held;      /* class of everything before held_to: the rest of a unit, the inside of （十一） */
	size_t held_to;
	bool open[2];      /* inside " and inside ' */
} Scan;

typedef struct Step {
	size_t from, to;
	uint8_t class, width;
	Verdict before;
} Step;

static unsigned look_up(uint32_t cp)
{
	return class_block[(uint32_t)class_index[cp >> CLASS_SHIFT] << CLASS_SHIFT | (cp & ((1u << CLASS_SHIFT) - 1))];
}

static unsigned decode_class(Str text, size_t at, size_t *to)
{
	uint32_t cp;
	size_t bytes = utf8_decode(text.s + at, text.n - at, &cp);
	*to = at + (bytes ? bytes : 1);
	return look_up(cp);
}

/* Class, not yet resolved, at `at`; BK at the end. */
static unsigned class_at(Str text, size_t at)
{
	size_t to;
	return at < text.n ? decode_class(text, at, &to) & CLASS_MASK : BK;
}

static bool is_word(unsigned class)
{
	return class == AL || class == NU;
}

/* The first character of a unit; all have three bytes. */
static uint32_t head(const char *s)
{
	const unsigned char *u = (const unsigned char *)s;
	return (uint32_t)u[0] << 16 | (uint32_t)u[1] << 8 | u[2];
}

/* Index of the first unit whose first character is not below `wanted`. */
static size_t first_unit(uint32_t wanted)
{
	size_t low = 0, high = sizeof units / sizeof *units;
	while (low < high) {
		size_t middle = (low + high) / 2;
		if (head(units[middle]) < wanted)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* Bytes of the longest unit at `at`, where a three-byte character stands, or 0. */
static size_t unit_length(Str text, size_t at)
{
	const char *here = text.s + at;
	uint32_t wanted = head(here);
	for (size_t i = first_unit(wanted); i < sizeof units / sizeof *units && head(units[i]) == wanted; i++) {
		size_t n = strlen(units[i]);
		if (n <= text.n - at && memcmp(here, units[i], n) == 0)
			return n;
	}
	return 0;
}

/* Byte behind the numeral in （十一） when one begins at `at` and a bracket closes it; else `at`. */
static size_t numeral_end(Str text, size_t at)
{
	static const char digits[] = "一二三四五六七八九十百";
	for (size_t end = at, n = 0; n <= 4; n++, end += 3) {
		if (class_at(text, end) == CL)
			return n > 0 ? end : at;
		char digit[4] = {0};
		if (text.n - end < 3)
			return at;
		memcpy(digit, text.s + end, 3);
		if (!strstr(digits, digit))
			return at;
	}
	return at;
}

static unsigned hold(Scan *scan, size_t to, unsigned class)
{
	scan->held_to = to;
	scan->held = (uint8_t)class;
	return class;
}

/* 万, 余, 个: part of a number where one is open, else a character like others. */
static unsigned resolve_unit(Scan *scan, unsigned raw, const Step *step)
{
	bool may_follow = scan->number == NUMBER_OPEN || (scan->number == NUMBER_UNIT && raw == AX);
	if (!may_follow)
		return ID;
	size_t n = scan->number == NUMBER_OPEN ? unit_length(scan->text, step->from) : 0;
	if (n > 0)
		return hold(scan, step->from + n, UE);
	return raw == UN ? ID : UM;
}

/* 3至5: the range stays whole. A dash between numbers and a single one between words (北京—上海) are connectors. */
static unsigned resolve_range(Scan *scan, unsigned raw, const Step *step)
{
	unsigned next = class_at(scan->text, step->to);
	if (scan->number != NUMBER_NONE && next == NU)
		return JN;
	if (raw == TO)
		return ID;
	return scan->prev != DS && next != DA ? PT : DS;
}

/* 13.3 and 10:30 are numbers, www.gov.cn is a word; elsewhere the mark is a mark. */
static unsigned resolve_infix(Scan *scan, unsigned raw, const Step *step)
{
	unsigned next = class_at(scan->text, step->to);
	if (scan->prev == NU && next == NU)
		return NU;
	if (raw == DT)
		return BX;
	return is_word(scan->prev) && is_word(next) ? AL : PT;
}

static unsigned resolve_hyphen(Scan *scan, unsigned raw, const Step *step)
{
	(void)raw;
	unsigned next = class_at(scan->text, step->to);
	if (!scan->begun || scan->prev == SP || scan->prev == OP || scan->prev == OA)
		return is_word(next) ? AL : HY; /* -5, --help */
	return scan->prev == NU && next == NU ? JN : HY;
}

/* Straight quotes say nothing of their side: blanks and brackets beside them do, else they alternate. */
static unsigned resolve_straight(Scan *scan, unsigned raw, const Step *step)
{
	unsigned next = class_at(scan->text, step->to);
	bool *open = &scan->open[raw == QS];
	bool opens = !*open;
	if (!scan->begun || scan->prev == SP || scan->prev == OP || scan->prev == OA)
		opens = true;
	else if (next == SP || next == BK || next == CL || next == CA || next == PT || next == IS)
		opens = false;
	*open = opens;
	return opens ? OP : CL;
}

static unsigned resolve_apostrophe(Scan *scan, unsigned raw, const Step *step)
{
	if (is_word(scan->prev) && class_at(scan->text, step->to) == AL)
		return AL; /* don't */
	return raw == QS ? resolve_straight(scan, raw, step) : CL;
}

static unsigned resolve_enumerator(Scan *scan, unsigned raw, const Step *step)
{
	(void)raw;
	size_t end = numeral_end(scan->text, step->to);
	if (end > step->to)
		hold(scan, end, AL);
	return OP;
}

/* By class, from the first that is no row of the table of pairs. */
static unsigned (*const resolvers[])(Scan *scan, unsigned raw, const Step *step) = {
	[MU - PAIR_CLASSES] = resolve_unit,
	[AX - PAIR_CLASSES] = resolve_unit,
	[UN - PAIR_CLASSES] = resolve_unit,
	[TO - PAIR_CLASSES] = resolve_range,
	[DA - PAIR_CLASSES] = resolve_range,
	[IS - PAIR_CLASSES] = resolve_infix,
	[DT - PAIR_CLASSES] = resolve_infix,
	[QD - PAIR_CLASSES] = resolve_straight,
	[QS - PAIR_CLASSES] = resolve_apostrophe,
	[AP - PAIR_CLASSES] = resolve_apostrophe,
	[HM - PAIR_CLASSES] = resolve_hyphen,
	[EN - PAIR_CLASSES] = resolve_enumerator,
};

/* The class with which a code point stands in the table of pairs. */
static unsigned resolve(Scan *scan, unsigned raw, const Step *step)
{
	if (step->from < scan->held_to)
		return scan->held;
	if (raw < PAIR_CLASSES)
		return raw;
	return raw == CM ? AL : resolvers[raw - PAIR_CLASSES](scan, raw, step); /* a mark on nothing is a letter */
}

static void count_number(Scan *scan, unsigned class)
{
	if (class == NU || class == UM)
		scan->number = NUMBER_OPEN;
	else if (class == UE)
		scan->number = NUMBER_UNIT;
	else if (class != SP)
		scan->number = NUMBER_NONE;
}

static Verdict verdict(const Scan *scan, unsigned class)
{
	unsigned char kind = (unsigned char)pairs[scan->prev][class];
	if (holds_below[kind] <= scan->level)
		return BREAK;
	return kind == 'w' || kind == 't' ? SOFT : HARD;
}

/* Takes the next code point. At a line feed the class is BK and the paragraph's memory is cleared. */
static void scan_step(Scan *scan, Step *step)
{
	step->from = scan->at;
	unsigned entry = decode_class(scan->text, scan->at, &step->to);
	unsigned class = entry & CLASS_MASK;
	scan->at = step->to;
	step->width = (uint8_t)(entry >> CLASS_WIDTH_SHIFT);
	step->class = (uint8_t)class;
	step->before = HARD;
	if (class == BK) {
		*scan = (Scan){.text = scan->text, .at = scan->at, .level = scan->level};
		return;
	}
	if (class == CM && scan->begun)
		return;
	class = resolve(scan, class, step);
	if (scan->begun)
		step->before = verdict(scan, class);
	count_number(scan, class);
	if (class != SP || (scan->prev != OP && scan->prev != OA) || !scan->begun)
		scan->prev = (uint8_t)class;
	scan->begun = true;
	step->class = (uint8_t)class;
}

void wrap_breaks(Str text, WrapLevel level, uint8_t *breaks)
{
	if (text.n == 0)
		return;
	memset(breaks, 0, text.n);
	Scan scan = {.text = text, .level = level};
	Step step;
	while (scan.at < text.n) {
		scan_step(&scan, &step);
		if (step.before == BREAK)
			breaks[step.from - 1] = 1;
		if (step.class == BK && step.to < text.n)
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
	Cut last, before_last, soft;   /* the last two places where it may break, and the last SOFT one */
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
static bool may_hang(const Fill *fill, const Step *step, Str text, uint32_t width)
{
	return fill->options->hang >= width && fill->columns <= fill->limit && fill->solid_to == step->from
		&& step->from > fill->start && !fill->after_mark && hangs(str_sub(text, step->from, step->to));
}

static bool is_mark(unsigned class)
{
	return class == CL || class == CA || class == PT || class == PO || class == BX;
}

static void add(Fill *fill, const Step *step, Str text)
{
	const uint32_t columns_of[] = {[CLASS_NARROW] = 1, [CLASS_ZERO] = 0, [CLASS_WIDE] = 2,
		[CLASS_AMBIGUOUS] = fill->options->ambiguous == 2 ? 2 : 1};
	uint32_t width = columns_of[step->width];
	Cut here = {fill->solid_to, step->from, fill->solid_columns, fill->columns};
	if (step->before == BREAK) {
		fill->before_last = fill->last;
		fill->last = here;
	} else if (step->before == SOFT) {
		fill->soft = here;
	}
	if (step->class == SP) {
		fill->columns += width;
		return;
	}
	if (width > 0 && fill->columns + width > fill->limit && !may_hang(fill, step, text, width))
		make_room(fill, step->from, width);
	fill->columns += width;
	fill->solid_to = step->to;
	fill->solid_columns = fill->columns;
	if (step->class != CM)
		fill->after_mark = is_mark(step->class);
}

static bool is_orphan(Str line)
{
	size_t han = 0;
	for (size_t i = 0; i < line.n && han < 2;) {
		uint32_t cp;
		size_t bytes = utf8_decode(line.s + i, line.n - i, &cp);
		i += bytes ? bytes : 1;
		han += utf8_is_han(cp);
	}
	return han < 2;
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
	Scan scan = {.text = text, .level = sane.level};
	bool open = true; /* a line feed at the end begins no further line */
	begin_paragraph(&fill, 0);
	while (scan.at < text.n) {
		Step step;
		scan_step(&scan, &step);
		open = step.class != BK;
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
