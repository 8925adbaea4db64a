/* Half-width punctuation in Chinese prose. What a mark becomes is decided by the letters nearest to it on either side,
   over all marks between, so that the decision is the same once the marks are repaired. */
#include "import_clean.h"

#include "utf8.h"

#include <string.h>

#define QUOTED 150 /* bytes: what is longer in quotation marks is two of them by chance */
#define FAR 64 /* bytes within which a letter says something about a mark */

typedef enum Letter { LETTER_NONE, LETTER_HAN, LETTER_DIGIT, LETTER_LATIN } Letter;

static Letter letter_of(uint32_t cp)
{
	if (utf8_is_han(cp))
		return LETTER_HAN;
	if ((cp >= '0' && cp <= '9') || cp == '%')
		return LETTER_DIGIT;
	if ((cp >= 'A' && cp <= 'Z') || (cp >= 'a' && cp <= 'z') || (cp >= 0xC0 && cp < 0x2000))
		return LETTER_LATIN;
	return LETTER_NONE;
}

static bool is_blank(uint32_t cp)
{
	return cp == ' ' || cp == 0x3000;
}

/* The first letter at or behind `at`. */
static Letter letter_behind(Str text, size_t at)
{
	uint32_t cp;

	for (size_t n, end = at + FAR < text.n ? at + FAR : text.n; at < end; at += n) {
		n = utf8_decode(text.s + at, text.n - at, &cp);
		if (!n || cp == '\n')
			return LETTER_NONE;
		if (letter_of(cp) != LETTER_NONE)
			return letter_of(cp);
	}
	return LETTER_NONE;
}

typedef struct Repair {
	Str text;
	Letter before;      /* the last letter before here */
	bool touching;      /* and nothing between */
	uint32_t open[8];   /* whether the brackets that are open were set in full width */
	size_t depth;
	size_t close;       /* where the quotation ends that began in straight marks; 0: none is open */
	bool full;          /* and it was set in full width */
	uint32_t changed;
} Repair;

static const struct { char half; const char *full; } MARKS[] = {
	{',', "，"}, {';', "；"}, {':', "："}, {'?', "？"}, {'!', "！"}, {'.', "。"}, {'(', "（"}, {')', "）"},
};

/* Whether there is a Han character inside the bracket that opens at `at`. */
static bool holds_han(Str text, size_t at)
{
	uint32_t cp;

	for (size_t i = at + 1, n; i < text.n && i < at + 200; i += n ? n : 1) {
		n = utf8_decode(text.s + i, text.n - i, &cp);
		if (text.s[i] == ')' || str_starts(str_sub(text, i, text.n), STR("）")))
			return false;
		if (n && utf8_is_han(cp))
			return true;
	}
	return false;
}

static bool is_chinese(Repair *r, size_t at, char c)
{
	Letter after = letter_behind(r->text, at + 1);

	if (c == '(') {
		bool full = holds_han(r->text, at) || (r->before == LETTER_HAN && after != LETTER_LATIN);

		if (r->depth < 8)
			r->open[r->depth] = full;
		r->depth++;
		return full;
	}
	if (c == ')') {
		if (!r->depth)
			return r->before == LETTER_HAN;
		r->depth--;
		return r->depth < 8 && r->open[r->depth];
	}
	if (c == '.')
		return r->touching && r->before == LETTER_HAN && (after == LETTER_HAN || after == LETTER_NONE) &&
			!(at + 1 < r->text.n && r->text.s[at + 1] == '.') && !(at && r->text.s[at - 1] == '.');
	if (r->before == LETTER_HAN)
		return true;
	/* 15:1, 1,000 and addresses stay. */
	return r->before != LETTER_NONE && after == LETTER_HAN && !(c == ':' && r->before == LETTER_LATIN);
}

/* Straight quotation marks go in pairs: those with a Han character before or behind them become “ and ”, and those that
   are all there is around one. */
static const char *quote_for(Repair *r, size_t at)
{
	Str quoted = str_sub(r->text, at + 1, at + 1 + QUOTED);
	ptrdiff_t end = str_find(quoted, STR("\""), 0), line = str_find(quoted, STR("\n"), 0);
	Letter behind;

	if (r->close && at == r->close) {
		r->close = 0;
		return r->full ? "”" : NULL;
	}
	if (end <= 0 || (line >= 0 && line < end))
		return NULL;
	behind = letter_behind(r->text, at + (size_t)end + 2);
	r->close = at + (size_t)end + 1;
	r->full = r->before == LETTER_HAN || behind == LETTER_HAN ||
		(r->before == LETTER_NONE && behind == LETTER_NONE && letter_behind(r->text, at + 1) == LETTER_HAN);
	return r->full ? "“" : NULL;
}

static const char *full_for(Repair *r, size_t at)
{
	if (r->text.s[at] == '"')
		return quote_for(r, at);
	for (size_t i = 0; i < sizeof MARKS / sizeof *MARKS; i++)
		if (r->text.s[at] == MARKS[i].half)
			return is_chinese(r, at, MARKS[i].half) ? MARKS[i].full : NULL;
	return NULL;
}

/* Brackets in full width nest like the others. */
static void note_bracket(Repair *r, uint32_t cp)
{
	if (cp == 0xFF08) {
		if (r->depth < 8)
			r->open[r->depth] = true;
		r->depth++;
	} else if (cp == 0xFF09 && r->depth) {
		r->depth--;
	}
}

uint32_t import_clean_punctuation(Str prose, Buf *out)
{
	Repair r = {.text = prose};
	uint32_t cp;
	size_t kept = 0;

	for (size_t i = 0, n; i < prose.n; i += n) {
		const char *full = NULL;

		if (utf8_at_han(prose.s + i, prose.n - i)) {
			n = 3;
			r.before = LETTER_HAN;
			r.touching = true;
			continue;
		}
		n = utf8_decode(prose.s + i, prose.n - i, &cp);
		n = n ? n : 1;
		if (cp < 0x80 && cp > ' ')
			full = full_for(&r, i);
		note_bracket(&r, cp);
		if (full) {
			buf_add(out, str_sub(prose, kept, i));
			buf_add(out, str_of(full));
			kept = i + n;
			r.changed++;
		}
		if (letter_of(cp) != LETTER_NONE)
			r.before = letter_of(cp);
		if (!is_blank(cp))
			r.touching = letter_of(cp) != LETTER_NONE;
	}
	buf_add(out, str_sub(prose, kept, prose.n));
	return r.changed;
}
