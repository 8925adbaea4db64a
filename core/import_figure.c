#include "import_propose.h"

#include "utf8.h"

#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))
#define NAME_BYTES 72 /* what is longer in quotation marks is a sentence */

/* Approximations that belong to the figure when they stand right before it. */
static const char *const BEFORE[] = {
	"不到", "不足", "将近", "接近", "大约", "超过", "至少", "不少于", "不低于", "近", "约", "超", "逾",
};
static const char *const BEHIND[] = {"左右", "上下", "以上", "以下", "以内"};

typedef struct UnitRow { const char *name; FigureKind kind; bool chinese; } UnitRow; /* chinese: behind 五, 两 too */

static const UnitRow UNITS[] = {
	{"个百分点", FIGURE_POINTS, true}, {"百分点", FIGURE_POINTS, true}, {"%", FIGURE_SHARE, true}, {"％", FIGURE_SHARE, true},
	{"元", FIGURE_MONEY, true}, {"美元", FIGURE_MONEY, true}, {"个工作日", FIGURE_DURATION, true}, {"工作日",
	FIGURE_DURATION, true},
	{"个月", FIGURE_DURATION, true}, {"周年", FIGURE_DURATION, true}, {"年", FIGURE_DURATION, false},
	{"小时", FIGURE_DURATION, true}, {"分钟", FIGURE_DURATION, true}, {"天", FIGURE_DURATION, true},
	{"周", FIGURE_DURATION, false}, {"岁", FIGURE_QUANTITY, true}, {"人次", FIGURE_QUANTITY, true},
	{"平方公里", FIGURE_QUANTITY, true}, {"平方米", FIGURE_QUANTITY, true}, {"公里", FIGURE_QUANTITY, true},
	{"部门", FIGURE_QUANTITY, false}, {"街道", FIGURE_QUANTITY, false}, {"社区", FIGURE_QUANTITY, false},
	{"名", FIGURE_QUANTITY, true}, {"人", FIGURE_QUANTITY, false}, {"个", FIGURE_QUANTITY, true}, {"家",
	FIGURE_QUANTITY, true},
	{"户", FIGURE_QUANTITY, true}, {"项", FIGURE_QUANTITY, true}, {"次", FIGURE_QUANTITY, true}, {"件",
	FIGURE_QUANTITY, true},
	{"类", FIGURE_QUANTITY, true}, {"种", FIGURE_QUANTITY, true}, {"级", FIGURE_QUANTITY, true}, {"支",
	FIGURE_QUANTITY, true},
	{"条", FIGURE_QUANTITY, true}, {"处", FIGURE_QUANTITY, false}, {"所", FIGURE_QUANTITY, false}, {"座",
	FIGURE_QUANTITY, true},
	{"栋", FIGURE_QUANTITY, true}, {"间", FIGURE_QUANTITY, false}, {"台", FIGURE_QUANTITY, false}, {"辆",
	FIGURE_QUANTITY, true},
	{"套", FIGURE_QUANTITY, true}, {"部", FIGURE_QUANTITY, false}, {"份", FIGURE_QUANTITY, true}, {"篇",
	FIGURE_QUANTITY, true},
	{"场", FIGURE_QUANTITY, true}, {"期", FIGURE_QUANTITY, false}, {"批", FIGURE_QUANTITY, false}, {"轮",
	FIGURE_QUANTITY, true},
	{"倍", FIGURE_QUANTITY, true}, {"位", FIGURE_QUANTITY, true}, {"亩", FIGURE_QUANTITY, true}, {"吨",
	FIGURE_QUANTITY, true},
	{"块", FIGURE_QUANTITY, true}, {"张", FIGURE_QUANTITY, true}, {"本", FIGURE_QUANTITY, false}, {"县",
	FIGURE_QUANTITY, false},
	{"村", FIGURE_QUANTITY, false}, {"幢", FIGURE_QUANTITY, true}, {"片", FIGURE_QUANTITY, false}, {"宗",
	FIGURE_QUANTITY, true},
	{"起", FIGURE_QUANTITY, false}, {"对", FIGURE_QUANTITY, false}, {"岗", FIGURE_QUANTITY, false}, {"档",
	FIGURE_QUANTITY, true},
	{"分", FIGURE_QUANTITY, false}, {"米", FIGURE_QUANTITY, false}, {"万", FIGURE_QUANTITY, false},
};

static const char NUMERALS[][4] = {
	"一", "两", "二", "三", "四", "五", "六", "七", "八", "九", "十", "百", "千", "万", "半", "几",
};

/* Where what is counted ends. */
static const char *const STOPS[] = {
	"，", "。", "、", "；", "：", "（", "）", "“", "”", "《", ",", ";", ":", "(", ")", "的", "和", "与", "及", "为", "到", "在",
	"参与", "参加", "开展",
	"进行", "实现", "纳入", "全覆盖", "担任", "以", "由", "用于", "给", "被", "已", "均", "都", "将", "，", "对", "从", "入", "达", "分别",
	"就地", "牵头",
	"制定", "组成", "上", "下", "以内", "响应",
};

static size_t starts_any(Str text, const char *const *words, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (str_starts(text, str_of(words[i])))
			return strlen(words[i]);
	return 0;
}

/* A character of NUMERALS begins here. */
static bool is_numeral(Str text, size_t at)
{
	if ((unsigned char)text.s[at] < 0xE4 || at + 3 > text.n)
		return false;
	for (size_t i = 0; i < COUNT(NUMERALS); i++)
		if (text.s[at] == NUMERALS[i][0] && text.s[at + 1] == NUMERALS[i][1] && text.s[at + 2] == NUMERALS[i][2])
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
		if (str_starts(text, str_of(UNITS[i].name)) && (!best || strlen(UNITS[i].name) > strlen(best->name)))
			best = &UNITS[i];
	return best;
}

/* Whether the figure says how often: 每月…1次. */
static bool is_frequency(Str before)
{
	static const char *const EACH[] = {"每月", "每周", "每年", "每季度", "每天", "每日", "每半年", "每季"};
	size_t from = before.n > 60 ? before.n - 60 : 0;
	Str near = str_sub(before, from, before.n);

	for (size_t i = 0; i < COUNT(EACH); i++)
		if (str_find(near, str_of(EACH[i]), 0) >= 0)
			return true;
	return false;
}

static Str counted(Str behind)
{
	size_t chars = 0, i = 0;

	while (i < behind.n && chars < 14 && !is_digit(behind.s[i]) &&
		!starts_any(str_sub(behind, i, behind.n), STOPS, COUNT(STOPS))) {
		i += utf8_offset(str_sub(behind, i, behind.n), 1);
		chars++;
	}
	return chars >= 2 && chars < 14 ? str_sub(behind, 0, i) : (Str){0};
}

/* Bytes before `at` that belong to the figure: 近, 不到. */
static size_t approximation_before(Str text, size_t from, size_t at)
{
	for (size_t i = 0; i < COUNT(BEFORE); i++) {
		Str word = str_of(BEFORE[i]);

		if (at >= from + word.n && memcmp(text.s + at - word.n, word.s, word.n) == 0)
			return word.n;
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
	if (unit && strcmp(unit->name, "次") == 0 && is_frequency(before))
		return FIGURE_FREQUENCY;
	return unit ? unit->kind : FIGURE_QUANTITY;
}

/* Whether what was read stands for a figure at all: 五级 does, 十分 does not. */
static bool is_figure(const Number *number, const UnitRow *unit, Str written, bool arabic, Str before)
{
	static const char *const SHARES[] = {"成", "一半", "半数", "分之"};

	if (arabic)
		return true;
	for (size_t i = 0; i < COUNT(SHARES); i++)
		if (str_find(written, str_of(SHARES[i]), 0) >= 0)
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
	f.to = at + (uint32_t)(written.n + (unit ? strlen(unit->name) : 0));
	f.unit = unit ? str_of(unit->name) : tenths ? STR("%") : (Str){0};
	/* 3月18日 counts in days, 2003年 in years. */
	if (f.number.date && written.n > 3)
		f.unit = str_sub(written, written.n - 3, written.n);
	f.kind = kind_of(&f.number, unit, before, tenths);
	f.to += (uint32_t)starts_any(str_sub(text, f.to, f.to + 12), BEHIND, COUNT(BEHIND));
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
			at++;
		}
	}
}

void import_propose_names(const ImportText *text, uint32_t from, uint32_t to, ImportNames *out)
{
	Str bare = str_sub(buf_str(&text->bare), 0, to);

	for (uint32_t at = from; at < to; at++) {
		uint32_t n = may_open(bare, at) ? name_at(bare, at, to) : 0;
		size_t open = n && bare.s[at] == '"' ? 1 : 3;
		Str name = n ? str_sub(bare, at + open, at + n - open) : (Str){0};

		if (!name.n || str_find(name, STR("。"), 0) >= 0 || utf8_count(name) > 24)
			continue;
		MEM_PUSH(out, name);
	}
}
