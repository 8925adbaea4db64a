#include "linebreak.h"

#include <string.h>

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

/* A pair of that kind holds at the levels below: strict is 0, GB-style 1, basic 2, none 3. */
static const uint8_t holds_below[128] = {['s'] = 1, ['g'] = 2, ['k'] = 3, ['t'] = 3, ['w'] = 4, ['x'] = 4};

/* Where the scanner stands in something that began with a digit. */
enum { NUMBER_NONE, NUMBER_OPEN, NUMBER_UNIT };

typedef LinebreakScan Scan;
typedef LinebreakStep Step;

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

/* 3至5, 3～5: the range stays whole. A dash between numbers and a single one between words (北京—上海) are connectors. */
static unsigned resolve_range(Scan *scan, unsigned raw, const Step *step)
{
	unsigned next = class_at(scan->text, step->to);
	if (scan->number != NUMBER_NONE && scan->prev != SP && next == NU)
		return JN;
	if (raw == TO)
		return ID;
	return raw == WV || (scan->prev != DS && next != DA) ? PT : DS;
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

/* 列夫·托尔斯泰: inside a name the dot begins no line. Between blanks it parts two items and goes with the second one. */
static unsigned resolve_middle_dot(Scan *scan, unsigned raw, const Step *step)
{
	(void)raw;
	return scan->begun && scan->prev == SP && class_at(scan->text, step->to) == SP ? OP : PT;
}

/* By class, from the first that is no row of the table of pairs. */
static unsigned (*const resolvers[])(Scan *scan, unsigned raw, const Step *step) = {
	[MU - PAIR_CLASSES] = resolve_unit,
	[AX - PAIR_CLASSES] = resolve_unit,
	[UN - PAIR_CLASSES] = resolve_unit,
	[TO - PAIR_CLASSES] = resolve_range,
	[WV - PAIR_CLASSES] = resolve_range,
	[DA - PAIR_CLASSES] = resolve_range,
	[IS - PAIR_CLASSES] = resolve_infix,
	[DT - PAIR_CLASSES] = resolve_infix,
	[QD - PAIR_CLASSES] = resolve_straight,
	[QS - PAIR_CLASSES] = resolve_apostrophe,
	[AP - PAIR_CLASSES] = resolve_apostrophe,
	[HM - PAIR_CLASSES] = resolve_hyphen,
	[EN - PAIR_CLASSES] = resolve_enumerator,
	[MD - PAIR_CLASSES] = resolve_middle_dot,
};

/* The class with which a code point stands in the table of pairs. */
static unsigned resolve(Scan *scan, unsigned raw, const Step *step)
{
	if (step->from < scan->held_to)
		return scan->held;
	if (raw == SP && class_at(scan->text, step->to) == CM)
		return AL; /* a blank that carries a mark is seen */
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

static LinebreakVerdict verdict(const Scan *scan, unsigned class)
{
	unsigned char pair = (unsigned char)pairs[scan->prev][class];
	if (holds_below[pair] <= scan->level)
		return LINEBREAK_YES;
	return pair == 'w' || pair == 't' ? LINEBREAK_NOT_HERE : LINEBREAK_NO;
}

static const uint8_t kinds[PAIR_CLASSES] = {
	[SP] = LINEBREAK_BLANK, [CL] = LINEBREAK_MARK, [CA] = LINEBREAK_MARK, [PT] = LINEBREAK_MARK, [PO] = LINEBREAK_MARK,
	[BX] = LINEBREAK_MARK,
};

static const uint8_t columns[][3] = {
	[CLASS_NARROW] = {1, 1, 1}, [CLASS_ZERO] = {0, 0, 0}, [CLASS_WIDE] = {2, 2, 2}, [CLASS_AMBIGUOUS] = {1, 2, 1},
};

/* What may not end a line may not end it before blanks either. */
static bool binds_across_blanks(unsigned class)
{
	return class == OP || class == OA || class == PR || class == BX;
}

void linebreak_step(LinebreakScan *scan, LinebreakStep *step)
{
	unsigned entry = decode_class(scan->text, scan->at, &step->to);
	unsigned class = entry & CLASS_MASK;
	step->from = scan->at;
	scan->at = step->to;
	memcpy(step->columns, columns[entry >> CLASS_WIDTH_SHIFT], sizeof step->columns);
	if (entry >> CLASS_WIDTH_SHIFT == CLASS_AMBIGUOUS && utf8_quote(str_sub(scan->text, step->from, step->to)) != 0)
		step->columns[2] = 2;
	step->before = LINEBREAK_NO;
	step->kind = class == BK ? LINEBREAK_FEED : LINEBREAK_JOINED;
	if (class == BK)
		*scan = (Scan){.text = scan->text, .at = scan->at, .level = scan->level};
	if (class == BK || (class == CM && scan->begun))
		return;
	class = resolve(scan, class, step);
	if (scan->begun)
		step->before = verdict(scan, class);
	count_number(scan, class);
	if (class != SP || !scan->begun || !binds_across_blanks(scan->prev))
		scan->prev = (uint8_t)class;
	scan->begun = true;
	step->kind = kinds[class];
}
