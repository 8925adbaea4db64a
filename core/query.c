#include "query.h"

#include "fold.h"
#include "mem.h"
#include "utf8.h"

#include <stdlib.h>

#define PINYIN_LEAST 2      /* letters: one alone stands for a tenth of all characters */
#define UNIT_CHARACTERS 4   /* of 万名 at most */
#define PROVINCE_BITS 64u
#define YEAR 10000          /* dates from here on name their year; see Number */

Str query_typed(const Query *query, size_t word)
{
	return str_sub(buf_str(&query->typed), query->words.at[word].typed.from, query->words.at[word].typed.to);
}

Str query_folded(const Query *query, size_t word)
{
	return str_sub(buf_str(&query->folded), query->words.at[word].folded.from, query->words.at[word].folded.to);
}

static uint32_t codepoint(Str text, size_t at, size_t *bytes)
{
	uint32_t cp;
	*bytes = utf8_decode(text.s + at, text.n - at, &cp);
	if (*bytes == 0)
		*bytes = 1;
	return cp;
}

static bool is_blank(uint32_t cp)
{
	return cp == ' ' || cp == '\t' || cp == '\n' || cp == 0x3000;
}

static bool is_quote(uint32_t cp)
{
	return cp == '"' || cp == 0xFF02 || (cp >= 0x201C && cp <= 0x201F) || (cp >= 0x300C && cp <= 0x300F);
}

/* Any character of the text for which `is` holds. */
static bool has(Str text, bool (*is)(uint32_t cp))
{
	size_t bytes;
	for (size_t at = 0; at < text.n; at += bytes)
		if (is(codepoint(text, at, &bytes)))
			return true;
	return false;
}

static bool is_capital(uint32_t cp)
{
	return cp >= 'A' && cp <= 'Z';
}

/* The comparison that the folded text begins with; its bytes go into *n. */
static QueryCompare comparison(Str text, size_t *n)
{
	static const struct { const char *sign; QueryCompare compare; } SIGNS[] = {
		{">=", QUERY_AT_LEAST}, {"<=", QUERY_AT_MOST}, {"≥", QUERY_AT_LEAST}, {"≤", QUERY_AT_MOST},
		{">", QUERY_MORE}, {"<", QUERY_LESS}, {"=", QUERY_EQUAL},
	};
	for (size_t i = 0; i < sizeof SIGNS / sizeof *SIGNS; i++)
		if (str_starts(text, str_of(SIGNS[i].sign))) {
			*n = str_of(SIGNS[i].sign).n;
			return SIGNS[i].compare;
		}
	*n = 0;
	return QUERY_NONE;
}

/* A number with a unit, or a unit that belongs to one: 万名. */
static void read_figure(const Query *query, QueryWord *word)
{
	static const char *const SCALES[] = {"十", "百", "千", "万", "亿"};
	Str text = str_sub(buf_str(&query->folded), word->folded.from, word->folded.to);
	size_t sign;
	QueryCompare compare = comparison(text, &sign);
	Number number;
	Str rest = str_sub(text, sign, text.n);
	bool digit = rest.n > 0 && rest.s[0] >= '0' && rest.s[0] <= '9';
	if ((compare != QUERY_NONE || digit) && number_parse(rest, &number)) {
		word->compare = compare ? compare : QUERY_EQUAL;
		word->literal = compare == QUERY_NONE;
		word->value = number.value;
		word->date = number.date;
		word->share = str_find(rest, STR("%"), 0) >= 0;
		word->unit = (Span){word->folded.to - (uint32_t)number.rest.n, word->folded.to};
		if (word->share || word->date)
			word->unit.from = word->unit.to;
		return;
	}
	for (size_t i = 0; i < sizeof SCALES / sizeof *SCALES; i++)
		if (str_starts(text, str_of(SCALES[i])) && utf8_count(text) >= 2 && utf8_count(text) <= UNIT_CHARACTERS) {
			word->compare = QUERY_WRITTEN;
			word->unit = word->folded;
		}
}

static void add_word(Query *query, size_t from, size_t to, bool exact)
{
	Str typed = str_sub(buf_str(&query->typed), from, to);
	QueryWord word = {.typed = {(uint32_t)from, (uint32_t)to}, .exact = exact, .literal = true};
	if (str_trim(typed).n == 0)
		return;
	word.folded.from = (uint32_t)query->folded.n;
	fold_text(&query->folded, typed);
	word.folded.to = (uint32_t)query->folded.n;
	Str folded = str_sub(buf_str(&query->folded), word.folded.from, word.folded.to);
	if (!exact && folded.n >= PINYIN_LEAST && !has(typed, is_capital))
		word.pinyin = pinyin_open(folded);
	if (!exact)
		read_figure(query, &word);
	query->has_han = query->has_han || has(typed, utf8_is_han);
	query->has_pinyin = query->has_pinyin || word.pinyin;
	MEM_PUSH(&query->words, word);
}

/* Byte behind the word at `from`. A sign of comparison takes the number behind blanks with it. */
static size_t word_end(Str text, size_t from)
{
	size_t at = from, bytes;
	bool only_signs = true;
	while (at < text.n) {
		uint32_t cp = fold_codepoint(codepoint(text, at, &bytes));
		if (is_quote(cp) || (is_blank(cp) && !only_signs))
			break;
		if (!is_blank(cp) && cp != '<' && cp != '>' && cp != '=' && cp != 0x2264 && cp != 0x2265)
			only_signs = false;
		at += bytes;
	}
	return at;
}

static void read_words(Query *query)
{
	Str text = buf_str(&query->typed);
	for (size_t at = 0, bytes; at < text.n;) {
		uint32_t cp = codepoint(text, at, &bytes);
		if (is_blank(cp)) {
			at += bytes;
		} else if (is_quote(cp)) {
			size_t from = at += bytes;
			while (at < text.n && !is_quote(codepoint(text, at, &bytes)))
				at += bytes;
			add_word(query, from, at, true);
			at += at < text.n ? bytes : 0;
		} else {
			size_t end = word_end(text, at);
			add_word(query, at, end, false);
			at = end;
		}
	}
}

static bool is_digit(uint32_t cp)
{
	return cp >= '0' && cp <= '9';
}

/* The province a word names; a code of digits is taken for a number. */
static uint32_t province_of(const Corpus *corpus, const Query *query, size_t i)
{
	const QueryWord *word = &query->words.at[i];
	Str folded = query_folded(query, i);
	if (word->exact || has(folded, is_digit))
		return CORPUS_NONE;
	uint32_t index = corpus_province(corpus, folded);
	return index < PROVINCE_BITS ? index : CORPUS_NONE;
}

/* Takes the provinces out that stand in front of other words. */
static void take_provinces(const Corpus *corpus, Query *query)
{
	size_t n = 0;
	uint32_t province;
	for (; n + 1 < query->words.n && (province = province_of(corpus, query, n)) < PROVINCE_BITS; n++)
		query->provinces |= UINT64_C(1) << province;
	for (size_t i = 0; i < n; i++)
		free(query->words.at[i].pinyin);
	for (size_t i = n; n > 0 && i < query->words.n; i++)
		query->words.at[i - n] = query->words.at[i];
	query->words.n -= n;
}

Query query_open(const Corpus *corpus, Str text)
{
	Query query = {0};
	for (Str rest = text, piece; rest.n > 0;) {
		ptrdiff_t at = str_find(rest, STR("\uFFFD"), 0);
		piece = at < 0 ? rest : str_sub(rest, 0, (size_t)at);
		buf_add(&query.typed, piece);
		query.ignored += at >= 0;
		rest = str_sub(rest, piece.n + (at < 0 ? 0 : 3), rest.n);
	}
	read_words(&query);
	if (corpus)
		take_provinces(corpus, &query);
	return query;
}

void query_hasten(Query *query)
{
	for (size_t i = 0; i < query->words.n; i++)
		if (query->words.at[i].literal)
			query->words.at[i].heads = fold_heads(query_folded(query, i));
}

/* A longer word stands nowhere where its beginning does not, literally or by pinyin; a figure may. */
static bool word_narrows(const Query *query, const Query *before, size_t i, bool last)
{
	const QueryWord *word = &query->words.at[i], *old = &before->words.at[i];
	Str text = query_folded(query, i), beginning = query_folded(before, i);
	if (word->compare != QUERY_NONE || old->compare != QUERY_NONE || word->exact != old->exact)
		return false;
	if (word->pinyin && !old->pinyin)
		return false;
	return last ? str_starts(text, beginning) : str_eq(text, beginning);
}

bool query_narrows(const Query *query, const Query *before)
{
	bool narrows = before->words.n > 0 && query->words.n >= before->words.n && query->provinces == before->provinces
		&& query->has_han == before->has_han;
	for (size_t i = 0; narrows && i < before->words.n; i++)
		narrows = word_narrows(query, before, i, i + 1 == before->words.n);
	return narrows;
}

void query_close(Query *query)
{
	for (size_t i = 0; i < query->words.n; i++)
		free(query->words.at[i].pinyin);
	free(query->words.at);
	buf_free(&query->typed);
	buf_free(&query->folded);
	*query = (Query){0};
}

enum { LITERAL, READING };

static void look(QueryScan *scan, int way)
{
	size_t *from = &scan->from[way], *to = &scan->to[way];
	if (!(way == LITERAL ? fold_find_heads(scan->text, scan->needle, &scan->word->heads, scan->at, from, to)
						 : pinyin_find(scan->word->pinyin, scan->text, scan->at, from, to)))
		scan->from[way] = SIZE_MAX;
}

QueryScan query_scan(const Query *query, size_t word, Str text, bool pinyin)
{
	QueryScan scan = {.word = &query->words.at[word], .needle = query_folded(query, word), .text = text,
		.from = {SIZE_MAX, SIZE_MAX}};
	if (scan.word->literal)
		look(&scan, LITERAL);
	if (pinyin && scan.word->pinyin)
		look(&scan, READING);
	return scan;
}

bool query_next(QueryScan *scan, size_t *from, size_t *to, bool *literal)
{
	for (int way = LITERAL; way <= READING; way++)
		if (scan->from[way] != SIZE_MAX && scan->from[way] < scan->at)
			look(scan, way);
	int way = scan->from[LITERAL] == SIZE_MAX
			|| (scan->from[READING] != SIZE_MAX && scan->to[READING] <= scan->from[LITERAL]) ? READING : LITERAL;
	if (scan->from[way] == SIZE_MAX)
		return false;
	*from = scan->from[way];
	*to = scan->at = scan->to[way];
	*literal = way == LITERAL;
	return true;
}

bool query_stands_in(const Query *query, size_t word, Str text, bool pinyin)
{
	QueryScan scan = query_scan(query, word, text, pinyin);
	return scan.from[LITERAL] != SIZE_MAX || scan.from[READING] != SIZE_MAX;
}

bool query_in(const Query *query, Str text)
{
	for (size_t i = 0; i < query->words.n; i++)
		if (!query_stands_in(query, i, text, true))
			return false;
	return true;
}

static bool compares(QueryCompare compare, const Figure *figure, double value)
{
	switch (compare) {
	case QUERY_EQUAL: return figure->value <= value && value <= figure->to;
	case QUERY_LESS: return figure->value < value;
	case QUERY_AT_MOST: return figure->value <= value;
	case QUERY_MORE: return figure->to > value;
	case QUERY_AT_LEAST: return figure->to >= value;
	default: return compare == QUERY_WRITTEN;
	}
}

/* Where the figure is written with the unit; words of approximation inside it do not count: 1万余名 has 万名. */
static bool is_written_with(const Figure *figure, Str unit)
{
	Buf plain = {0};
	Str written = figure->written.s;
	size_t bytes, at, end;
	for (size_t i = 0; i < written.n; i += bytes) {
		uint32_t cp = codepoint(written, i, &bytes);
		if (cp != 0x4F59 && cp != 0x591A && cp != 0x6765 && cp != 0x51E0) /* 余 多 来 几 */
			buf_add_codepoint(&plain, cp);
	}
	bool found = unit.n == 0 || fold_find(buf_str(&plain), unit, 0, &at, &end);
	buf_free(&plain);
	return found;
}

bool query_figure(const Query *query, size_t i, const Figure *figure)
{
	const QueryWord *word = &query->words.at[i];
	if (word->compare == QUERY_NONE || !compares(word->compare, figure, word->value))
		return false;
	if (word->compare != QUERY_WRITTEN
		&& (word->date != (figure->kind == FIGURE_DATE) || (word->share && figure->kind != FIGURE_SHARE)))
		return false;
	if (word->date && (word->value < YEAR) != (figure->value < YEAR))
		return false; /* 5月 is in no year, or in each */
	return is_written_with(figure, str_sub(buf_str(&query->folded), word->unit.from, word->unit.to));
}
