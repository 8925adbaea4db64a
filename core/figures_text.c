/* Where a figure stands in a text. */
#include "figures.h"

#include <math.h>

static const char *const WORDS[] = {"no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
	"eleven", "twelve"};
static const char *const MONTHS[] = {"January", "February", "March", "April", "May", "June", "July", "August",
	"September", "October", "November", "December"};

#define COUNT(array) (sizeof(array) / sizeof *(array))

static bool is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

/* 4 does not stand in 14, 400 or 4,000, nor one in none; 4.2 is no 4. */
static bool is_whole(Str text, size_t from, size_t to)
{
	bool before = from > 0 && is_letter(text.s[from - 1]), behind = to < text.n && is_letter(text.s[to]);
	char last = from > 0 ? text.s[from - 1] : ' ', next = to < text.n ? text.s[to] : ' ';
	bool goes_on = (next == '.' || next == ',') && to + 1 < text.n && text.s[to + 1] >= '0' && text.s[to + 1] <= '9';
	bool goes_before = (last == '.' || last == ',') && from > 1 && text.s[from - 2] >= '0' && text.s[from - 2] <= '9';

	return !before && !behind && !goes_on && !goes_before;
}

/* English words may begin a sentence. */
static bool same_letters(Str text, size_t at, Str words)
{
	for (size_t i = 0; i < words.n; i++) {
		char c = text.s[at + i];
		if (c != words.s[i] && !(i == 0 && c >= 'A' && c <= 'Z' && c + ('a' - 'A') == words.s[i]))
			return false;
	}
	return true;
}

static bool find(Str text, Str words, size_t *from, size_t *to)
{
	for (size_t at = 0; words.n && at + words.n <= text.n; at++)
		if (same_letters(text, at, words) && is_whole(text, at, at + words.n)) {
			*from = at;
			*to = at + words.n;
			return true;
		}
	return false;
}

static void add_commas(Buf *out, double value)
{
	Buf digits = {0};

	buf_add_number(&digits, value);
	for (size_t i = 0; i < digits.n; i++) {
		if (i && (digits.n - i) % 3 == 0)
			buf_add_char(out, ',');
		buf_add_char(out, digits.s[i]);
	}
	buf_free(&digits);
}

/* 18 March, March, 2003. */
static void add_day(Buf *out, double value)
{
	unsigned date = (unsigned)value, month = date / 100 % 100, day = date % 100;

	if (day) {
		buf_add_int(out, day);
		buf_add_char(out, ' ');
	}
	if (month >= 1 && month <= COUNT(MONTHS))
		buf_add(out, str_of(MONTHS[month - 1]));
	else if (date >= 10000)
		buf_add_int(out, date / 10000);
}

enum Way { PLAIN, COMMAS, MILLIONS, WORD, DAY, WAY_COUNT };

static void spell(const Figure *figure, enum Way way, Buf *out)
{
	bool whole = fabs(figure->value - floor(figure->value)) < 1e-9, date = figure->kind == FIGURE_DATE;

	if (way == DAY && date)
		add_day(out, figure->value);
	if (date)
		return;
	if (way == PLAIN)
		buf_add_number(out, figure->value);
	if (way == COMMAS && whole && figure->value >= 1000)
		add_commas(out, figure->value);
	if (way == MILLIONS && figure->value >= 1e6) {
		buf_add_number(out, figure->value / 1e6);
		buf_add(out, STR(" million"));
	}
	size_t number = way == WORD && whole && figure->value >= 1 && figure->value < 1e6 ? (size_t)figure->value : 0;
	if (number > 0 && number < COUNT(WORDS))
		buf_add(out, str_of(WORDS[number]));
}

bool figures_find(const Figure *figure, Str text, Lang lang, size_t *from, size_t *to)
{
	Str written = figure->written.s;
	ptrdiff_t at = written.n ? str_find(text, written, 0) : -1;

	*from = *to = 0;
	if (at >= 0) {
		*from = (size_t)at;
		*to = *from + written.n;
		return true;
	}
	while (written.n && (written.s[0] < '0' || written.s[0] > '9'))
		written = str_sub(written, 1, written.n);
	if (find(text, written, from, to))
		return true;
	for (enum Way way = PLAIN; way < (lang == LANG_EN ? WAY_COUNT : COMMAS); way++) {
		Buf words = {0};
		spell(figure, way, &words);
		bool found = find(text, buf_str(&words), from, to);
		buf_free(&words);
		if (found)
			return true;
	}
	return false;
}
