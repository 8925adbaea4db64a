#include "import_mark.h"

#include "utf8.h"

#define W(word) STR_ROW(word)

static const Str DIGITS[] = {W("一"), W("二"), W("三"), W("四"), W("五"), W("六"), W("七"), W("八"), W("九")};

static bool take_any(Str *text, const Str *words, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (str_take(text, words[i]))
			return true;
	return false;
}

#define TAKE_ANY(text, words) take_any(text, words, sizeof(words) / sizeof *(words))

/* 一 to 九十九. */
static uint32_t take_chinese(Str *text)
{
	uint32_t tens = 0, ones = 0;

	for (uint32_t i = 0; i < 9 && !ones; i++)
		if (str_take(text, DIGITS[i]))
			ones = i + 1;
	if (str_take(text, STR("十"))) {
		tens = ones ? ones : 1;
		ones = 0;
		for (uint32_t i = 0; i < 9 && !ones; i++)
			if (str_take(text, DIGITS[i]))
				ones = i + 1;
	}
	return tens * 10 + ones;
}

static uint32_t take_arabic(Str *text)
{
	uint32_t sum = 0;
	size_t i = 0;

	while (i < text->n && i < 3 && text->s[i] >= '0' && text->s[i] <= '9')
		sum = sum * 10 + (uint32_t)(text->s[i++] - '0');
	if (i < text->n && text->s[i] >= '0' && text->s[i] <= '9')
		return 0;
	*text = str_sub(*text, i, text->n);
	return sum;
}

static uint32_t take_circle(Str *text)
{
	uint32_t cp;
	size_t n = text->n ? utf8_decode(text->s, text->n, &cp) : 0;
	uint32_t number = !n ? 0 : cp >= 0x2460 && cp <= 0x2473 ? cp - 0x2460 + 1 /* ① */
		: cp >= 0x2474 && cp <= 0x2487 ? cp - 0x2474 + 1                       /* ⑴ */
		: cp >= 0x3220 && cp <= 0x3229 ? cp - 0x3220 + 1 : 0;                  /* ㈠ */

	if (number)
		*text = str_sub(*text, n, text->n);
	return number;
}

static bool ends_number(Str *text)
{
	static const Str MARKS[] = {W("、"), W("．"), W("."), W(",")};
	Str rest = *text;

	if (!TAKE_ANY(&rest, MARKS) || (rest.n && rest.s[0] >= '0' && rest.s[0] <= '9'))
		return false;
	*text = rest;
	return true;
}

static const Str OPEN[] = {W("（"), W("(")}, CLOSE[] = {W("）"), W(")")};
static const Str PAUSE[] = {W("，"), W(","), W("、"), W("："), W(":"), W("．")};

/* Readers of one kind each: the number, 0 where it is not there. */
static uint32_t read_part(Str *text)
{
	static const Str NOUNS[] = {W("部分"), W("章"), W("节"), W("篇")};
	uint32_t n = str_take(text, STR("第")) ? take_chinese(text) : 0;

	if (!n || !TAKE_ANY(text, NOUNS))
		return 0;
	TAKE_ANY(text, PAUSE);
	return n;
}

static uint32_t read_cn(Str *text)
{
	static const Str MARKS[] = {W("、"), W("．"), W(".")};
	uint32_t n = take_chinese(text);

	return n && TAKE_ANY(text, MARKS) ? n : 0;
}

static uint32_t read_cn_paren(Str *text)
{
	uint32_t n = TAKE_ANY(text, OPEN) ? take_chinese(text) : 0;

	if (!n || !TAKE_ANY(text, CLOSE))
		return 0;
	TAKE_ANY(text, PAUSE);
	return n;
}

static uint32_t read_num(Str *text)
{
	uint32_t n = take_arabic(text);

	return n && ends_number(text) ? n : 0;
}

static uint32_t read_num_paren(Str *text)
{
	uint32_t n;

	TAKE_ANY(text, OPEN);
	n = take_arabic(text);
	if (!n || !TAKE_ANY(text, CLOSE))
		return 0;
	TAKE_ANY(text, PAUSE);
	return n;
}

static uint32_t read_ord(Str *text)
{
	uint32_t n = str_take(text, STR("第")) ? take_chinese(text) : 0;

	return n && (TAKE_ANY(text, PAUSE) || str_take(text, STR("是"))) ? n : 0;
}

static uint32_t read_is(Str *text)
{
	static const Str WORDS[] = {W("是"), W("要")};
	uint32_t n = take_chinese(text);

	if (!n || !TAKE_ANY(text, WORDS))
		return 0;
	TAKE_ANY(text, PAUSE);
	return n;
}

static uint32_t read_first(Str *text)
{
	static const struct { Str word; uint32_t number; } WORDS[] = {
		{W("首先"), 1}, {W("其次"), 2}, {W("再次"), 3}, {W("第三"), 3}, {W("再者"), 3}, {W("第四"), 4}, {W("最后"), IMPORT_MARK_LAST},
	};

	for (size_t i = 0; i < sizeof WORDS / sizeof *WORDS; i++)
		if (str_take(text, WORDS[i].word)) {
			str_take(text, STR("是"));
			TAKE_ANY(text, PAUSE);
			return WORDS[i].number;
		}
	return 0;
}

static uint32_t read_side(Str *text)
{
	uint32_t n = str_take(text, STR("一方面")) || str_take(text, STR("一手")) ? 1
		: str_take(text, STR("另一方面")) || str_take(text, STR("另一手")) ? 2 : 0;

	TAKE_ANY(text, PAUSE);
	return n;
}

static uint32_t read_circle(Str *text)
{
	uint32_t n = take_circle(text);

	TAKE_ANY(text, PAUSE);
	return n;
}

static uint32_t read_dash(Str *text)
{
	static const Str MARKS[] = {
		W("——"), W("—"), W("•"), W("●"), W("◆"), W("■"), W("▲"), W("※"), W("○"), W("◇"), W("□"), W("·"),
	};

	return TAKE_ANY(text, MARKS);
}

/* paragraph: only at the start of one. Kinds that begin alike stand with the longer first. */
static const struct Row {
	ImportMarkKind kind;
	uint32_t (*read)(Str *text);
	bool paragraph;
} ROWS[] = {
	{IMPORT_MARK_PART, read_part, true}, {IMPORT_MARK_CN, read_cn, false},
	{IMPORT_MARK_CN_PAREN, read_cn_paren, false}, {IMPORT_MARK_NUM, read_num, false},
	{IMPORT_MARK_NUM_PAREN, read_num_paren, false}, {IMPORT_MARK_ORD, read_ord, false},
	{IMPORT_MARK_IS, read_is, false}, {IMPORT_MARK_FIRST, read_first, false}, {IMPORT_MARK_SIDE, read_side, false},
	{IMPORT_MARK_CIRCLE, read_circle, false}, {IMPORT_MARK_DASH, read_dash, true},
};

/* Most texts begin with no character of a mark. */
static bool may_begin(Str text)
{
	static const char FIRST[][4] = {
		"一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "第", "首", "其", "再", "最", "另", "（",
	};
	const unsigned char *s = (const unsigned char *)text.s;

	if (!text.n || s[0] < 0xE3)
		return text.n && ((s[0] >= '0' && s[0] <= '9') || s[0] == '(' || s[0] == 0xE2 || s[0] == 0xC2);
	for (size_t i = 0; text.n > 2 && i < sizeof FIRST / sizeof *FIRST; i++)
		if (text.s[0] == FIRST[i][0] && text.s[1] == FIRST[i][1] && text.s[2] == FIRST[i][2])
			return true;
	return s[0] == 0xE3 && text.n > 1 && s[1] >= 0x88; /* ㈠ */
}

bool import_mark_read(Str text, bool paragraph, ImportMark *out)
{
	if (!may_begin(text))
		return false;
	for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
		Str rest = str_sub(text, 0, 64);
		size_t n = rest.n;
		uint32_t number = ROWS[i].paragraph && !paragraph ? 0 : ROWS[i].read(&rest);

		if (!number)
			continue;
		*out = (ImportMark){ROWS[i].kind, ROWS[i].kind == IMPORT_MARK_DASH ? 0 : number, (uint32_t)(n - rest.n)};
		return true;
	}
	return false;
}

bool import_mark_is_word(ImportMarkKind kind)
{
	return kind >= IMPORT_MARK_ORD && kind <= IMPORT_MARK_SIDE;
}
