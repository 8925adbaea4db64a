#include "number.h"

#include "utf8.h"

#include <math.h>
#include <string.h>

/* Words before a number. `neutral` ones say nothing about its size. Longer ones stand before their beginnings. */
typedef struct Word { Str s; Approx approx; } Word;

#define W(word) STR_ROW(word)

static const Word PREFIXES[] = {
	{W("不到"), APPROX_UNDER}, {W("不足"), APPROX_UNDER}, {W("将近"), APPROX_UNDER}, {W("接近"), APPROX_UNDER},
	{W("近"), APPROX_UNDER}, {W("约为"), APPROX_ABOUT}, {W("大约"), APPROX_ABOUT}, {W("约"), APPROX_ABOUT},
	{W("超过"), APPROX_OVER}, {W("超"), APPROX_OVER}, {W("逾"), APPROX_OVER}, {W("至少"), APPROX_OVER},
	{W("不少于"), APPROX_OVER}, {W("不低于"), APPROX_OVER}, {W("过"), APPROX_OVER}, {W("上"), APPROX_OVER},
	{W("达到"), APPROX_EXACT}, {W("达"), APPROX_EXACT}, {W("为期"), APPROX_EXACT}, {W("共"), APPROX_EXACT},
	{W("第"), APPROX_EXACT},
};

/* Right behind the digits or their scale: 1万余名, 7200多个, 十几 is none. */
static const Word INNER[] = {{W("余"), APPROX_OVER}, {W("多"), APPROX_OVER}};

/* Behind the unit as well: 2000名左右, 15个百分点以上. */
static const Word OUTER[] = {
	{W("左右"), APPROX_ABOUT}, {W("上下"), APPROX_ABOUT}, {W("以上"), APPROX_OVER}, {W("以下"), APPROX_UNDER},
	{W("以内"), APPROX_UNDER}, {W("内"), APPROX_UNDER},
};

typedef struct Sign { Str s; double value; } Sign;

static const Sign DIGITS[] = {
	{W("零"), 0}, {W("〇"), 0}, {W("○"), 0}, {W("一"), 1}, {W("二"), 2}, {W("两"), 2}, {W("三"), 3}, {W("四"), 4},
	{W("五"), 5}, {W("六"), 6}, {W("七"), 7}, {W("八"), 8}, {W("九"), 9},
};
static const Sign SCALES[] = {{W("十"), 1e1}, {W("百"), 1e2}, {W("千"), 1e3}, {W("万"), 1e4}, {W("亿"), 1e8}};

static const Str SEPARATORS[] = {W("至"), W("到"), W("—"), W("–"), W("～"), W("~"), W("-"), W("－")};

#define COUNT(array) (sizeof(array) / sizeof *(array))

static bool take_word(Str *text, const Word *words, size_t n, Approx *approx)
{
	for (size_t i = 0; i < n; i++)
		if (str_take(text, words[i].s)) {
			*approx = words[i].approx;
			return true;
		}
	return false;
}

static bool take_sign(Str *text, const Sign *signs, size_t n, double *value)
{
	for (size_t i = 0; i < n; i++)
		if (str_take(text, signs[i].s)) {
			*value = signs[i].value;
			return true;
		}
	return false;
}

/* A digit, half or full width, or -1. */
static int take_digit(Str *text)
{
	uint32_t cp;
	size_t n = text->n ? utf8_decode(text->s, text->n, &cp) : 0;

	if (!n)
		return -1;
	if (cp >= 0xFF10 && cp <= 0xFF19)
		cp = cp - 0xFF10 + '0';
	if (cp < '0' || cp > '9')
		return -1;
	*text = str_sub(*text, n, text->n);
	return (int)cp - '0';
}

/* Digits with thousands commas and a point. The value is built as a whole number over a power of ten, so that it is
   rounded once. */
static bool take_arabic(Str *text, double *value, int *digits)
{
	double whole = 0, over = 1;
	int n = 0, digit;

	while ((digit = take_digit(text)) >= 0 || (n && n <= 15 && text->n > 3 && text->s[0] == ',')) {
		Str ahead = str_sub(*text, 1, 4);

		if (digit < 0) {
			if (take_digit(&ahead) < 0 || take_digit(&ahead) < 0 || take_digit(&ahead) < 0)
				break;
			*text = str_sub(*text, 1, text->n);
			continue;
		}
		whole = whole * 10 + digit;
		n++;
	}
	*digits = n;
	if (!n)
		return false;
	Str fraction = *text;
	if (str_take(&fraction, STR(".")) || str_take(&fraction, STR("．")))
		while (over < 1e15 && (digit = take_digit(&fraction)) >= 0) {
			whole = whole * 10 + digit;
			over *= 10;
			*text = fraction;
			*digits = 0;
		}
	*value = whole / over;
	return true;
}

/* Chinese numerals: 二十, 三百零五, 一亿两千万, 二〇二二 (digits in a row are read as such; *digits counts them, 0 where scales
   stand between). A scale may stand behind Arabic digits too (8.9万), and alone (百, 万). `first` is what was read
   before, or a negative number. */
static bool take_chinese(Str *text, double first, double *value, int *digits)
{
	double total = 0, section = 0, digit = first, last = 0, sign;
	int row = 0;
	bool any = first >= 0, scaled = false;

	for (;;) {
		Str before = *text;

		if (take_sign(text, DIGITS, COUNT(DIGITS), &sign)) {
			if (first >= 0 && !scaled) {
				*text = before;
				break;
			}
			digit = digit > 0 && row ? digit * 10 + sign : sign;
			row++;
		} else if (take_sign(text, SCALES, COUNT(SCALES), &sign)) {
			if (sign >= 1e4) {
				section += digit >= 0 ? digit : section > 0 || scaled ? 0 : 1;
				/* 一亿两千万 adds, 一万亿 multiplies. */
				total = sign < last ? total + section * sign : (total + section) * sign;
				section = 0;
				last = sign;
			} else {
				section += (digit > 0 ? digit : 1) * sign;
			}
			digit = -1;
			row = 0;
			scaled = true;
		} else {
			break;
		}
		any = true;
	}
	*digits = scaled ? 0 : row;
	*value = total + section + (digit > 0 ? digit : 0);
	return any;
}

/* 四成 → 40; not in 三成员. */
static void take_tenths(Str *text, double *value)
{
	static const Str NOT[] = {W("员"), W("立"), W("为"), W("功"), W("果"), W("本"), W("分")};
	Str rest = *text;

	if (!str_take(&rest, STR("成")))
		return;
	for (size_t i = 0; i < COUNT(NOT); i++)
		if (str_starts(rest, NOT[i]))
			return;
	*value *= 10;
	if (str_take(&rest, STR("半")))
		*value += 5;
	*text = rest;
}

/* One number without range or suffix. *bare is its value before its scale, *digits how many plain digits it was
   written with. */
static bool take_number(Str *text, double *value, double *bare, int *digits)
{
	double scaled;
	int row;
	Str rest;

	if (str_take(text, STR("一半")) || str_take(text, STR("半数"))) {
		*value = *bare = 50;
		*digits = 0;
		return true;
	}
	if (take_arabic(text, value, digits)) {
		*bare = *value;
		rest = *text;
		if (take_chinese(&rest, *value, &scaled, &row) && rest.s != text->s) {
			*value = scaled;
			*digits = 0;
			*text = rest;
		}
	} else if (take_chinese(text, -1, value, digits)) {
		*bare = *value;
	} else if (str_take(text, STR("半"))) {
		*value = *bare = 0.5;
		*digits = 0;
	} else {
		return false;
	}
	rest = *text;
	if (str_take(&rest, STR("分之")) && take_number(&rest, &scaled, bare, &row) && *value > 0) {
		*value = *bare = scaled * 100 / *value;
		*digits = 0;
		*text = rest;
	}
	take_tenths(text, value);
	return true;
}

/* 2003年, 2022年5月, 3月18日, 5月 (but not 5个月): year*10000 + month*100 + day. */
static bool take_date(Str *text, double *date)
{
	double value, bare;
	int digits, year = 0, month = 0, day = 0;
	Str rest = *text, at;

	if (!take_number(&rest, &value, &bare, &digits) || value != floor(value))
		return false;
	if (digits == 4 && value >= 1000 && str_take(&rest, STR("年"))) {
		year = (int)value;
		*text = at = rest;
		if (!take_number(&at, &value, &bare, &digits) || value != floor(value))
			value = 0;
		rest = at;
	}
	if (value >= 1 && value <= 12 && str_take(&rest, STR("月"))) {
		month = (int)value;
		*text = at = rest;
		if (str_take(text, STR("份")))
			at = (Str){0};
		if (at.n && take_number(&at, &value, &bare, &digits) && value >= 1 && value <= 31 && value == floor(value) &&
			(str_take(&at, STR("日")) || str_take(&at, STR("号")))) {
			day = (int)value;
			*text = at;
		}
	}
	*date = year * 10000 + month * 100 + day;
	return *date > 0;
}

/* The separator of a range at the start of `text`, or behind a short unit (30%至40%, 3年—5年), which *unit gets. */
static bool take_separator(Str *text, Str *unit)
{
	size_t at = 0;

	for (int units = 0; units <= 4 && at < text->n; units++) {
		for (size_t i = 0; i < COUNT(SEPARATORS); i++) {
			Str rest = str_sub(*text, at, text->n);

			if (!str_take(&rest, SEPARATORS[i]))
				continue;
			*unit = str_sub(*text, 0, at);
			*text = rest;
			return true;
		}
		at += utf8_offset(str_sub(*text, at, text->n), 1);
	}
	return false;
}

/* The upper end, where one follows. 3至5万: the scale of the second holds for both when the first is smaller than its
   digits. */
static void take_range(Number *out, double first_bare)
{
	Str rest = out->rest, unit = {0};
	double value, bare;
	int digits;

	if (!take_separator(&rest, &unit))
		return;
	if (out->date) {
		if (!unit.n && take_date(&rest, &value) && value > out->value) {
			out->to = value;
			out->rest = rest;
		}
		return;
	}
	if (!take_number(&rest, &value, &bare, &digits) || (unit.n && !str_starts(rest, unit)) || value <= out->value)
		return;
	if (value != bare && out->value == first_bare && first_bare < bare && !unit.n)
		out->value *= value / bare;
	out->to = value;
	out->rest = rest;
}

/* 2018—2020年. */
static bool years(Str *text, Number *out)
{
	double from, to, bare;
	int digits, more;
	Str rest = *text, unit;

	if (!take_number(&rest, &from, &bare, &digits) || digits != 4 || !take_separator(&rest, &unit) || unit.n ||
		!take_number(&rest, &to, &bare, &more) || more != 4 || !str_take(&rest, STR("年")) || to <= from || from < 1000)
		return false;
	out->value = from * 10000;
	out->to = to * 10000;
	*text = rest;
	return true;
}

static void take_suffix(Number *out)
{
	for (size_t i = 0; i < COUNT(OUTER); i++) {
		ptrdiff_t at = str_find(out->rest, OUTER[i].s, 0);

		if (at < 0)
			continue;
		out->approx = OUTER[i].approx;
		out->rest.n = (size_t)at; /* its place still counts where nothing is left */
		return;
	}
}

bool number_parse(Str written, Number *out)
{
	Str rest = str_trim(written);
	double bare = 0, scale;
	int digits;

	*out = (Number){.approx = APPROX_EXACT};
	while (take_word(&rest, PREFIXES, COUNT(PREFIXES), &out->approx) && out->approx == APPROX_EXACT)
		;
	rest = str_trim(rest);
	out->date = years(&rest, out) || take_date(&rest, &out->value);
	if (!out->date && !take_number(&rest, &out->value, &bare, &digits))
		return false;
	if (!out->date && take_word(&rest, INNER, COUNT(INNER), &out->approx)) {
		/* 10多万: the scale stands behind the word. */
		while (take_sign(&rest, SCALES, COUNT(SCALES), &scale))
			out->value *= scale;
	}
	out->rest = rest;
	if (out->to == 0)
		out->to = out->value;
	if (out->to == out->value)
		take_range(out, bare);
	take_suffix(out);
	return true;
}

void number_add_date(Buf *out, double value)
{
	long date = value > 0 && value < 1e8 ? (long)value : 0;
	long parts[] = {date / 10000, date / 100 % 100, date % 100};

	if (parts[0]) {
		for (long limit = 1000; limit > parts[0]; limit /= 10)
			buf_add_char(out, '0');
		buf_add_int(out, parts[0]);
	} else {
		buf_add_char(out, '-');
	}
	for (int i = 1; i < 3; i++) {
		if (!parts[i] && (i == 2 || !parts[2]))
			break;
		buf_add_char(out, '-');
		if (parts[i]) {
			buf_add_char(out, (char)('0' + parts[i] / 10));
			buf_add_char(out, (char)('0' + parts[i] % 10));
		}
	}
}

/* `n` digits at the start of *text; -1 where they are not there. */
static int fixed_digits(Str *text, size_t n)
{
	int value = 0;

	if (text->n < n)
		return -1;
	for (size_t i = 0; i < n; i++) {
		if (text->s[i] < '0' || text->s[i] > '9')
			return -1;
		value = value * 10 + text->s[i] - '0';
	}
	*text = str_sub(*text, n, text->n);
	return value;
}

/* --18 and ---18: a month may be left out where a day follows. Returns 13 for what is none. */
static int month_of(Str *iso, int *month)
{
	*month = fixed_digits(iso, 2);
	return *month > 0 || (*month < 0 && str_starts(*iso, STR("-"))) ? *month : 13;
}

bool number_parse_date(Str iso, double *value)
{
	int year = 0, month = 0, day = 0;

	if (!str_take(&iso, STR("-")) && (year = fixed_digits(&iso, 4)) < 1)
		return false;
	if (iso.n && (!str_take(&iso, STR("-")) || month_of(&iso, &month) > 12))
		return false;
	if (month < 0)
		month = 0;
	if (iso.n && (!str_take(&iso, STR("-")) || (day = fixed_digits(&iso, 2)) < 1 || day > 31))
		return false;
	*value = year * 10000 + month * 100 + day;
	return iso.n == 0 && *value > 0 && (month || !day || !year);
}

Str number_approx_name(Approx approx)
{
	static const char *const NAMES[APPROX_COUNT] = {
		[APPROX_EXACT] = "exact", [APPROX_ABOUT] = "about", [APPROX_UNDER] = "under", [APPROX_OVER] = "over",
	};

	return str_of(approx < APPROX_COUNT ? NAMES[approx] : "");
}
