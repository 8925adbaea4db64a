#include "import_propose.h"

#include "import_word.h"
#include "utf8.h"

#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))
#define W(word) STR_ROW(word)
#define NAME_BYTES 72 /* what is longer in quotation marks is a sentence */

/* Approximations that belong to the figure when they stand right before it. */
static const Str BEFORE[] = {
	W("不到"), W("不足"), W("将近"), W("接近"), W("大约"), W("超过"), W("至少"), W("不少于"), W("不低于"), W("近"),
	W("约"), W("超"), W("逾"),
};
static const Str BEHIND[] = {W("左右"), W("上下"), W("以上"), W("以下"), W("以内"), W("内")};

typedef struct UnitRow { Str name; FigureKind kind; bool chinese; } UnitRow; /* chinese: behind 五, 两 too */

static const UnitRow UNITS[] = {
	{W("个百分点"), FIGURE_POINTS, true}, {W("百分点"), FIGURE_POINTS, true}, {W("%"), FIGURE_SHARE, true},
	{W("％"), FIGURE_SHARE, true}, {W("元"), FIGURE_MONEY, true}, {W("美元"), FIGURE_MONEY, true},
	{W("个工作日"), FIGURE_DURATION, true}, {W("工作日"), FIGURE_DURATION, true}, {W("个月"), FIGURE_DURATION, true},
	{W("周年"), FIGURE_DURATION, true}, {W("年"), FIGURE_DURATION, false}, {W("小时"), FIGURE_DURATION, true},
	{W("分钟"), FIGURE_DURATION, true}, {W("天"), FIGURE_DURATION, true}, {W("周"), FIGURE_DURATION, true},
	{W("岁"), FIGURE_QUANTITY, true}, {W("人次"), FIGURE_QUANTITY, true}, {W("平方公里"), FIGURE_QUANTITY, true},
	{W("平方米"), FIGURE_QUANTITY, true}, {W("公里"), FIGURE_QUANTITY, true}, {W("部门"), FIGURE_QUANTITY, false},
	{W("街道"), FIGURE_QUANTITY, false}, {W("社区"), FIGURE_QUANTITY, false}, {W("名"), FIGURE_QUANTITY, true},
	{W("人"), FIGURE_QUANTITY, false}, {W("个"), FIGURE_QUANTITY, true}, {W("家"), FIGURE_QUANTITY, true},
	{W("户"), FIGURE_QUANTITY, true}, {W("项"), FIGURE_QUANTITY, true}, {W("次"), FIGURE_QUANTITY, true},
	{W("件"), FIGURE_QUANTITY, true}, {W("类"), FIGURE_QUANTITY, true}, {W("种"), FIGURE_QUANTITY, true},
	{W("级"), FIGURE_QUANTITY, true}, {W("支"), FIGURE_QUANTITY, true}, {W("条"), FIGURE_QUANTITY, true},
	{W("处"), FIGURE_QUANTITY, false}, {W("所"), FIGURE_QUANTITY, false}, {W("座"), FIGURE_QUANTITY, true},
	{W("栋"), FIGURE_QUANTITY, true}, {W("间"), FIGURE_QUANTITY, false}, {W("台"), FIGURE_QUANTITY, false},
	{W("辆"), FIGURE_QUANTITY, true}, {W("套"), FIGURE_QUANTITY, true}, {W("部"), FIGURE_QUANTITY, false},
	{W("份"), FIGURE_QUANTITY, true}, {W("篇"), FIGURE_QUANTITY, true}, {W("场"), FIGURE_QUANTITY, true},
	{W("期"), FIGURE_QUANTITY, false}, {W("批"), FIGURE_QUANTITY, false}, {W("轮"), FIGURE_QUANTITY, true},
	{W("倍"), FIGURE_QUANTITY, true}, {W("位"), FIGURE_QUANTITY, true}, {W("亩"), FIGURE_QUANTITY, true},
	{W("吨"), FIGURE_QUANTITY, true}, {W("块"), FIGURE_QUANTITY, true}, {W("张"), FIGURE_QUANTITY, true},
	{W("本"), FIGURE_QUANTITY, false}, {W("县"), FIGURE_QUANTITY, false}, {W("村"), FIGURE_QUANTITY, false},
	{W("幢"), FIGURE_QUANTITY, true}, {W("片"), FIGURE_QUANTITY, false}, {W("宗"), FIGURE_QUANTITY, true},
	{W("起"), FIGURE_QUANTITY, false}, {W("对"), FIGURE_QUANTITY, false}, {W("岗"), FIGURE_QUANTITY, false},
	{W("档"), FIGURE_QUANTITY, true}, {W("分"), FIGURE_QUANTITY, false}, {W("米"), FIGURE_QUANTITY, false},
	{W("万"), FIGURE_QUANTITY, false}, {W("秒"), FIGURE_DURATION, true}, {W("折"), FIGURE_QUANTITY, true},
	{W("节"), FIGURE_QUANTITY, true}, {W("遍"), FIGURE_QUANTITY, true}, {W("笔"), FIGURE_QUANTITY, true},
	{W("棵"), FIGURE_QUANTITY, true}, {W("顿"), FIGURE_QUANTITY, true}, {W("课时"), FIGURE_QUANTITY, true},
};

static const char NUMERALS[][4] = {
	"一", "两", "二", "三", "四", "五", "六", "七", "八", "九", "十", "百", "千", "万", "半", "几",
};

/* Where what is counted ends. */
static const Str STOPS[] = {
	W("，"), W("。"), W("、"), W("；"), W("："), W("（"), W("）"), W("“"), W("”"), W("《"), W("."), W(","), W(";"), W(":"),
	W("("), W(")"), W("的"), W("和"), W("与"), W("及"), W("为"), W("到"), W("在"), W("参与"), W("参加"), W("开展"),
	W("进行"), W("实现"), W("纳入"), W("全覆盖"), W("担任"), W("以"), W("由"), W("用于"), W("给"), W("被"), W("已"),
	W("均"), W("都"), W("将"), W("，"), W("对"), W("从"), W("入"), W("达"), W("分别"), W("就地"), W("牵头"),
	W("制定"), W("组成"), W("上"), W("下"), W("以内"), W("响应"), W("\""),
};

/* A character of NUMERALS begins here. */
static bool is_numeral(Str text, size_t at)
{
	const unsigned char lead = (unsigned char)text.s[at];

	if ((lead != 0xE4 && lead != 0xE5 && lead != 0xE7) || at + 3 > text.n)
		return false;
	for (size_t i = 0; i < COUNT(NUMERALS); i++)
		if (text.s[at + 2] == NUMERALS[i][2] && text.s[at + 1] == NUMERALS[i][1] && text.s[at] == NUMERALS[i][0])
			return true;
	return false;
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static const UnitRow *unit_at(Str text)
{
	const UnitRow *best = NULL;

	for (size_t i = 0; i < COUNT(UNITS); i++)
		if (str_starts(text, UNITS[i].name) && (!best || UNITS[i].name.n > best->name.n))
			best = &UNITS[i];
	return best;
}

/* Whether the figure says how often: 每月…1次. */
static bool is_frequency(Str before)
{
	static const Str EACH[] = {
		W("每月"), W("每周"), W("每年"), W("每季度"), W("每天"), W("每日"), W("每半年"), W("每季"),
	};
	size_t from = before.n > 60 ? before.n - 60 : 0;
	Str near = str_sub(before, from, before.n);

	for (size_t i = 0; i < COUNT(EACH); i++)
		if (str_find(near, EACH[i], 0) >= 0)
			return true;
	return false;
}

static Str counted(Str behind)
{
	size_t chars = 0, i = 0;

	while (i < behind.n && chars < 14 && !is_digit(behind.s[i]) &&
		!import_word_starts(str_sub(behind, i, behind.n), STOPS, COUNT(STOPS))) {
		i += utf8_offset(str_sub(behind, i, behind.n), 1);
		chars++;
	}
	return chars >= 2 && chars < 14 ? str_sub(behind, 0, i) : (Str){0};
}

/* Bytes before `at` that belong to the figure: 近, 不到. */
static size_t approximation_before(Str text, size_t from, size_t at)
{
	for (size_t i = 0; i < COUNT(BEFORE); i++) {
		Str word = BEFORE[i];

		if (at < from + word.n || memcmp(text.s + at - word.n, word.s, word.n) != 0)
			continue;
		/* 不超过8分钟 is no more than that. */
		return str_ends(str_sub(text, from, at - word.n), STR("不")) ? 0 : word.n;
	}
	return 0;
}

static FigureKind kind_of(const Number *number, const UnitRow *unit, Str before, bool tenths)
{
	if (number->date)
		return FIGURE_DATE;
	if (tenths || (unit && unit->kind == FIGURE_SHARE))
		return FIGURE_SHARE;
	if (str_ends(before, STR("第")))
		return FIGURE_RANK;
	if (unit && str_eq(unit->name, STR("次")) && is_frequency(before))
		return FIGURE_FREQUENCY;
	return unit ? unit->kind : FIGURE_QUANTITY;
}

/* Whether what was read stands for a figure at all: 五级 does, 十分 does not. */
static bool is_figure(const Number *number, const UnitRow *unit, Str written, bool arabic, Str before)
{
	static const Str SHARES[] = {W("成"), W("一半"), W("半数"), W("分之")};

	if (arabic)
		return true;
	for (size_t i = 0; i < COUNT(SHARES); i++)
		if (str_find(written, SHARES[i], 0) >= 0)
			return true;
	if (number->date || str_ends(before, STR("第")) || str_ends(before, STR("这")) || str_ends(before, STR("一")))
		return false;
	/* 一个 is a number where something has it each: 每年聚焦一个主题. */
	if (str_eq(written, STR("一")))
		return unit && unit->chinese && !str_ends(before, STR("每")) &&
			str_find(str_sub(before, before.n > 36 ? before.n - 36 : 0, before.n), STR("每"), 0) >= 0;
	return unit && unit->chinese;
}

/* One figure that begins at `at`; returns where reading goes on. */
static uint32_t read_figure(Str text, uint32_t from, uint32_t at, ImportFigures *out)
{
	bool arabic = is_digit(text.s[at]), tenths;
	Str here = str_sub(text, at, at + 64), before = str_sub(text, from, at), rest, written;
	const UnitRow *unit;
	ImportFigure f = {.from = at};
	size_t skip = arabic ? 1 : 3;

	if (!number_parse(here, &f.number))
		return at + (uint32_t)skip;
	rest = f.number.rest.s ? (Str){f.number.rest.s,
		(size_t)(here.s + here.n - f.number.rest.s)} : (Str){here.s + here.n, 0};
	written = str_sub(here, 0, here.n - rest.n);
	if (!written.n)
		return at + (uint32_t)skip;
	tenths = str_find(written, STR("成"), 0) > 0 || str_find(written, STR("分之"), 0) > 0;
	unit = f.number.date || tenths ? NULL : unit_at(rest);
	if (!is_figure(&f.number, unit, written, arabic, before))
		return at + (uint32_t)skip;
	f.to = at + (uint32_t)(written.n + (unit ? unit->name.n : 0));
	f.unit = unit ? unit->name : tenths ? STR("%") : (Str){0};
	/* 3月18日 counts in days, 2003年 in years. */
	if (f.number.date && written.n > 3)
		f.unit = str_sub(written, written.n - 3, written.n);
	f.kind = kind_of(&f.number, unit, before, tenths);
	f.to += (uint32_t)import_word_starts(str_sub(text, f.to, f.to + 12), BEHIND, COUNT(BEHIND));
	f.from -= (uint32_t)approximation_before(text, from, at);
	f.what = f.kind == FIGURE_DATE ? (Str){0} : counted(str_sub(text, f.to, f.to + 64));
	/* Read again as it is written, with the words around it. */
	number_parse(str_sub(text, f.from, f.to), &f.number);
	MEM_PUSH(out, f);
	return f.to;
}

/* Whether a mark of name_at may stand here: most characters are none. */
static bool may_open(Str text, size_t at)
{
	const unsigned char *s = (const unsigned char *)text.s + at;

	return s[0] == '"' || (s[0] == 0xE2 && at + 2 < text.n && s[1] == 0x80 && s[2] == 0x9C) ||
		(s[0] == 0xE3 && at + 2 < text.n && s[1] == 0x80 && s[2] >= 0x88 && s[2] <= 0x8E);
}

/* Bytes of a short name in quotation or book-title marks that begins at `at`, marks and all; 0: none does. */
static uint32_t name_at(Str text, uint32_t at, uint32_t to)
{
	static const struct { const char *open, *close; } MARKS[] = {
		{"“", "”"}, {"《", "》"}, {"「", "」"}, {"『", "』"}, {"\"", "\""}, {"〈", "〉"},
	};

	for (size_t i = 0; i < COUNT(MARKS); i++) {
		Str open = str_of(MARKS[i].open);
		ptrdiff_t end;

		if (!str_starts(str_sub(text, at, to), open))
			continue;
		end = str_find(str_sub(text, at, to < at + NAME_BYTES + 8 ? to : at + NAME_BYTES + 8),
			str_of(MARKS[i].close), open.n);
		return end > 0 ? (uint32_t)end + (uint32_t)strlen(MARKS[i].close) : 0;
	}
	return 0;
}

void import_propose_figures(const ImportText *text, uint32_t from, uint32_t to, ImportFigures *out)
{
	Str bare = str_sub(buf_str(&text->bare), 0, to);
	uint32_t last = from;

	for (uint32_t at = from; at < to;) {
		uint32_t name = may_open(bare, at) ? name_at(bare, at, to) : 0;

		if (name) {
			at += name;
		} else if (is_digit(bare.s[at]) || is_numeral(bare, at)) {
			at = read_figure(bare, last, at, out);
			last = out->n && out->at[out->n - 1].to > last ? out->at[out->n - 1].to : last;
		} else {
			at += utf8_at_han(bare.s + at, to - at) ? 3 : 1;
		}
	}
}

void import_propose_names(const ImportText *text, uint32_t from, uint32_t to, ImportNames *out)
{
	Str bare = str_sub(buf_str(&text->bare), 0, to);

	for (uint32_t at = from; at < to; at++) {
		if (utf8_at_han(bare.s + at, to - at)) {
			at += 2;
			continue;
		}
		uint32_t n = may_open(bare, at) ? name_at(bare, at, to) : 0;
		size_t open = n && bare.s[at] == '"' ? 1 : 3;
		Str name = n ? str_sub(bare, at + open, at + n - open) : (Str){0};

		/* Straight marks open and close alike. */
		at += n && open == 1 ? n - 1 : 0;
		if (!name.n || str_find(name, STR("。"), 0) >= 0 || utf8_count(name) > 24)
			continue;
		MEM_PUSH(out, name);
	}
}
