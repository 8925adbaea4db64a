#include "copies.h"

#include "../../core/fold.h"
#include "../../core/original_align.h"
#include "../../core/utf8.h"

#define RARE 400 /* characters between two of what is put in or left out */
#define SAME 8 /* characters that have to stand at a place, half of them at least */

static uint32_t next(uint32_t *seed)
{
	*seed = *seed * 1664525u + 1013904223u;
	return *seed >> 8;
}

void copies_bare(Str text, Buf *out)
{
	uint32_t cp;

	for (size_t i = 0, n; i < text.n; i += n) {
		n = utf8_decode(text.s + i, text.n - i, &cp);
		n = n ? n : 1;
		if (cp > ' ' && cp != 0x3000)
			buf_add(out, str_sub(text, i, i + n));
	}
}

static uint32_t changed(uint32_t cp, unsigned change, uint32_t *seed)
{
	bool some = (change & COPY_MIXED) && next(seed) % 2;

	if ((change & COPY_FULL) || some)
		cp = cp == ',' ? 0xFF0C : cp == ';' ? 0xFF1B : cp == '(' ? 0xFF08 : cp == ')' ? 0xFF09 : cp;
	if (some)
		cp = cp == 0x201C ? 0x300C : cp == 0x201D ? 0x300D : cp;
	return cp;
}

void copies_make(Str text, Span part, Span hole, unsigned change, uint32_t seed, Buf *out)
{
	static const char *const DEBRIS[] = {"[下载本文]", "www.example.com", "第3页", "（未完待续）"};
	uint32_t width = 24 + next(&seed) % 20, column = 0, at = 0, line = 0, cp;

	if (change & COPY_HEAD)
		buf_add(out, STR("某某文库\n首页 > 材料 > 党建\n\n加入VIP免费下载 立即下载\n\n"));
	for (size_t i = 0, bytes; i < text.n; i += bytes, at++) {
		bytes = utf8_decode(text.s + i, text.n - i, &cp);
		if (at < part.from || at >= part.to || (at >= hole.from && at < hole.to))
			continue;
		if ((change & COPY_INLINE) && next(&seed) % RARE == 0)
			buf_add(out, str_of(DEBRIS[next(&seed) % 4]));
		if ((change & COPY_DROP) && next(&seed) % RARE == 0)
			continue;
		buf_add_codepoint(out, changed(cp, change, &seed));
		if (++column < width)
			continue;
		buf_add_char(out, '\n');
		column = 0;
		if ((change & COPY_PAGES) && ++line % 20 == 0) {
			buf_add(out, STR("- "));
			buf_add_int(out, line / 20);
			buf_add(out, STR(" -\n"));
		}
	}
	buf_add(out, change & COPY_HEAD ? STR("\n\n版权所有 联系我们\n") : STR("\n"));
}

static uint32_t like(uint32_t cp)
{
	return cp >= 0x300C && cp <= 0x300F ? '"' : cp >= 0x2018 && cp <= 0x201D ? '"' : fold_codepoint(cp);
}

/* Up to SAME characters of the text on either side of one of its characters. */
static size_t around(Str text, size_t at, bool end, uint32_t out[SAME])
{
	size_t n = 0;

	if (end)
		for (size_t i = at; i > 0 && n < SAME;) {
			while (i > 0 && ((unsigned char)text.s[--i] & 0xC0) == 0x80)
				;
			utf8_decode(text.s + i, text.n - i, &out[n]);
			out[n] = like(out[n]);
			n++;
		}
	else
		for (size_t i = at, bytes; i < text.n && n < SAME; i += bytes) {
			bytes = utf8_decode(text.s + i, text.n - i, &out[n]);
			out[n] = like(out[n]);
			n++;
		}
	return n;
}

/* True where one of the two can be shifted by up to two characters so that half of them are the same. */
static bool alike(const uint32_t *a, size_t n, const uint32_t *b, size_t m)
{
	for (int shift = -2; shift <= 2; shift++) {
		size_t same = 0;

		for (size_t i = 0; i < n; i++) {
			long k = (long)i + shift;

			same += k >= 0 && k < (long)m && a[i] == b[k];
		}
		if (same >= SAME / 2)
			return true;
	}
	return false;
}

typedef struct Score { const Original *original; Str bare; uint32_t *all, *right; } Score;

static void score_span(void *data, Unit unit, Span span, bool heading)
{
	Score *s = data;
	Span place = original_place(s->original, span);
	Str copy = buf_str(&s->original->text.bare);
	uint32_t a[SAME], b[SAME];

	(void)unit;
	(void)heading;
	if (span.from >= span.to)
		return;
	for (int end = 0; end < 2; end++) {
		size_t n = around(s->bare, utf8_offset(s->bare, end ? span.to : span.from), end, a);
		size_t m = around(copy, end ? place.to : place.from, end, b);

		++*s->all;
		*s->right += place.from < place.to && alike(a, n, b, m);
	}
}

void copies_score(const Corpus *corpus, const Original *original, Str bare, uint32_t *all, uint32_t *right)
{
	original_align_each(corpus, 0, score_span, &(Score){original, bare, all, right});
}
