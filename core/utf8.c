#include "utf8.h"

#include <string.h>

#include "width.inc"

#define CLUSTER_BYTES 32
#define HIGH_BITS UINT64_C(0x8080808080808080)

/* What a lead byte promises: bytes, and the range of the second one, which shuts out overlong forms, surrogates and
   values past U+10FFFF (RFC 3629, section 4). */
typedef struct Lead {
	uint8_t bytes, low, high, mask;
} Lead;

enum { LEAD_BAD, LEAD_2, LEAD_E0, LEAD_3, LEAD_ED, LEAD_F0, LEAD_4, LEAD_F4 };

static const Lead leads[] = {
	[LEAD_2] = {2, 0x80, 0xBF, 0x1F},
	[LEAD_E0] = {3, 0xA0, 0xBF, 0x0F},
	[LEAD_3] = {3, 0x80, 0xBF, 0x0F},
	[LEAD_ED] = {3, 0x80, 0x9F, 0x0F},
	[LEAD_F0] = {4, 0x90, 0xBF, 0x07},
	[LEAD_4] = {4, 0x80, 0xBF, 0x07},
	[LEAD_F4] = {4, 0x80, 0x8F, 0x07},
};

/* By lead byte, from 0xC0. */
static const uint8_t lead_kind[64] = {
	LEAD_BAD, LEAD_BAD, LEAD_2, LEAD_2, LEAD_2, LEAD_2, LEAD_2, LEAD_2,
	LEAD_2, LEAD_2, LEAD_2, LEAD_2, LEAD_2, LEAD_2, LEAD_2, LEAD_2,
	LEAD_2, LEAD_2, LEAD_2, LEAD_2, LEAD_2, LEAD_2, LEAD_2, LEAD_2,
	LEAD_2, LEAD_2, LEAD_2, LEAD_2, LEAD_2, LEAD_2, LEAD_2, LEAD_2,
	LEAD_E0, LEAD_3, LEAD_3, LEAD_3, LEAD_3, LEAD_3, LEAD_3, LEAD_3,
	LEAD_3, LEAD_3, LEAD_3, LEAD_3, LEAD_3, LEAD_ED, LEAD_3, LEAD_3,
	LEAD_F0, LEAD_4, LEAD_4, LEAD_4, LEAD_F4,
};

static size_t invalid(uint32_t *cp)
{
	*cp = UTF8_REPLACEMENT;
	return 0;
}

static bool is_tail(unsigned char byte)
{
	return (byte & 0xC0) == 0x80;
}

size_t utf8_decode(const char *s, size_t n, uint32_t *cp)
{
	const unsigned char *u = (const unsigned char *)s;
	if (u[0] < 0x80) {
		*cp = u[0];
		return 1;
	}
	const Lead *lead = &leads[u[0] < 0xC0 ? LEAD_BAD : lead_kind[u[0] - 0xC0]];
	size_t bytes = lead->bytes;
	if (bytes == 0 || bytes > n || u[1] < lead->low || u[1] > lead->high)
		return invalid(cp);
	uint32_t value = (uint32_t)(u[0] & lead->mask) << 6 | (u[1] & 0x3F);
	for (size_t i = 2; i < bytes; i++) {
		if (!is_tail(u[i]))
			return invalid(cp);
		value = value << 6 | (u[i] & 0x3F);
	}
	*cp = value;
	return bytes;
}

static uint64_t eight_bytes(const char *s)
{
	uint64_t word;
	memcpy(&word, s, sizeof word);
	return word;
}

size_t utf8_valid_prefix(Str text)
{
	size_t i = 0;
	while (i < text.n) {
		if (text.n - i >= 8 && (eight_bytes(text.s + i) & HIGH_BITS) == 0) {
			i += 8;
			continue;
		}
		uint32_t cp;
		size_t bytes = utf8_decode(text.s + i, text.n - i, &cp);
		if (bytes == 0)
			return i;
		i += bytes;
	}
	return text.n;
}

size_t utf8_count(Str text)
{
	size_t count = 0;
	for (size_t i = 0; i < text.n; i++)
		count += !is_tail((unsigned char)text.s[i]);
	return count;
}

size_t utf8_offset(Str text, size_t count)
{
	size_t i = 0;
	while (i < text.n) {
		if (!is_tail((unsigned char)text.s[i]) && count-- == 0)
			return i;
		i++;
	}
	return text.n;
}

static unsigned traits(uint32_t cp)
{
	if (cp > 0x10FFFF)
		return WIDTH_NARROW | WIDTH_HOSTILE;
	return width_block[(uint32_t)width_index[cp >> WIDTH_SHIFT] << WIDTH_SHIFT | (cp & ((1u << WIDTH_SHIFT) - 1))];
}

static bool is_quote(uint32_t cp)
{
	return cp == 0x201C || cp == 0x201D || cp == 0x2018 || cp == 0x2019;
}

int utf8_width(uint32_t cp, int ambiguous)
{
	const int wide = ambiguous == 2 || (ambiguous == UTF8_WIDE_QUOTES && is_quote(cp)) ? 2 : 1;
	const int columns[] = {[WIDTH_NARROW] = 1, [WIDTH_ZERO] = 0, [WIDTH_WIDE] = 2, [WIDTH_AMBIGUOUS] = wide};
	return columns[traits(cp) & WIDTH_MASK];
}

static bool is_latin_letter(uint32_t cp)
{
	return (cp >= 'A' && cp <= 'Z') || (cp >= 'a' && cp <= 'z') || (cp >= 0xC0 && cp <= 0x24F);
}

uint32_t utf8_quote(Str text)
{
	uint32_t cp, next = 0;
	if (text.n < 3 || utf8_decode(text.s, text.n, &cp) != 3 || !is_quote(cp))
		return 0;
	if (cp == 0x2019 && text.n > 3)
		utf8_decode(text.s + 3, text.n - 3, &next);
	return is_latin_letter(next) ? 0 : cp;
}

bool utf8_is_hostile(uint32_t cp)
{
	return traits(cp) & WIDTH_HOSTILE;
}

bool utf8_is_cjk(uint32_t cp)
{
	return traits(cp) & WIDTH_CJK;
}

bool utf8_is_han(uint32_t cp)
{
	return traits(cp) & WIDTH_HAN;
}

/* An invalid byte counts as the U+FFFD that stands for it. */
static size_t step(Str text, size_t at, uint32_t *cp)
{
	size_t bytes = utf8_decode(text.s + at, text.n - at, cp);
	return bytes ? bytes : 1;
}

/* Columns of the code point that stands at byte `at`. */
static int width_at(Str text, size_t at, uint32_t cp, int ambiguous)
{
	bool apostrophe = ambiguous == UTF8_WIDE_QUOTES && cp == 0x2019 && utf8_quote(str_sub(text, at, text.n)) == 0;
	return utf8_width(cp, apostrophe ? 1 : ambiguous);
}

size_t utf8_columns(Str text, int ambiguous)
{
	size_t columns = 0;
	for (size_t i = 0, next; i < text.n; i = next) {
		uint32_t cp;
		if (utf8_at_han(text.s + i, text.n - i)) {
			next = i + 3;
			columns += 2;
			continue;
		}
		next = i + step(text, i, &cp);
		columns += (size_t)width_at(text, i, cp, ambiguous);
	}
	return columns;
}

size_t utf8_cluster(Str text, int ambiguous, int *columns)
{
	size_t end = 0;
	int width = 0;
	if (text.n > 0) {
		uint32_t cp;
		end = step(text, 0, &cp);
		width = width_at(text, 0, cp, ambiguous);
		bool line_end = cp == '\n'; /* takes no columns, but carries no marks either */
		while (!line_end && end < text.n) {
			size_t bytes = step(text, end, &cp);
			if ((traits(cp) & WIDTH_MASK) != WIDTH_ZERO || cp == '\n' || end + bytes > CLUSTER_BYTES)
				break;
			end += bytes;
		}
	}
	if (columns)
		*columns = width;
	return end;
}

Str utf8_cut(Str text, size_t columns, int ambiguous, size_t *used)
{
	size_t end = 0, width = 0;
	while (end < text.n) {
		int wide;
		size_t bytes = utf8_cluster(str_sub(text, end, text.n), ambiguous, &wide);
		if (width + (size_t)wide > columns)
			break;
		end += bytes;
		width += (size_t)wide;
	}
	if (used)
		*used = width;
	return str_sub(text, 0, end);
}

/* U+4000 to U+9FFF: three valid bytes from E4 to E9, all of them harmless; most of a Chinese text. */
static bool is_plain_han(const unsigned char *u)
{
	return (unsigned)(u[0] - 0xE4) <= 0xE9 - 0xE4 && is_tail(u[1]) && is_tail(u[2]);
}

/* Byte offset of the first thing to replace at or behind `from`: an invalid byte, a hostile character, a CR or the mark
   that is one too many. */
static size_t first_unclean(Str text, size_t from)
{
	size_t i = from, marks = 0;
	while (i < text.n) {
		while (text.n - i >= 3 && is_plain_han((const unsigned char *)text.s + i)) {
			i += 3;
			marks = 0;
		}
		if (i >= text.n)
			break;
		unsigned char byte = (unsigned char)text.s[i];
		uint32_t cp = byte;
		size_t bytes = byte < 0x80 ? 1 : utf8_decode(text.s + i, text.n - i, &cp);
		unsigned what = byte < 0x80 && byte >= ' ' && byte < 0x7F ? WIDTH_NARROW : traits(cp);
		/* Line ends and tabs have no width either. */
		marks = byte >= 0x80 && (what & WIDTH_MASK) == WIDTH_ZERO ? marks + 1 : 0;
		if (bytes == 0 || what & WIDTH_HOSTILE || marks > UTF8_MARKS)
			return i;
		i += bytes;
	}
	return text.n;
}

/* Writes what stands for the unclean thing at `at`; returns the bytes it took of `text`. */
static size_t replace(Str text, size_t at, char **out, size_t *replaced)
{
	if (text.s[at] == '\r') {
		*(*out)++ = '\n';
		return at + 1 < text.n && text.s[at + 1] == '\n' ? 2 : 1;
	}
	memcpy(*out, "\xEF\xBF\xBD", 3);
	*out += 3;
	++*replaced;
	uint32_t cp;
	return step(text, at, &cp);
}

/* Bytes that `text` has once it is clean. */
static size_t clean_size(Str text, size_t at)
{
	size_t size = at, ignored = 0;
	while (at < text.n) {
		char sink[4], *out = sink;
		at += replace(text, at, &out, &ignored);
		size_t next = first_unclean(text, at);
		size += (size_t)(out - sink) + (next - at);
		at = next;
	}
	return size;
}

Str utf8_clean(Str text, Arena *arena, size_t *replaced)
{
	size_t at = first_unclean(text, 0), count = 0;
	if (at == text.n)
		return text;
	size_t size = clean_size(text, at);
	char *copy = mem_take_text(arena, size), *out = copy;
	memcpy(out, text.s, at);
	out += at;
	while (at < text.n) {
		at += replace(text, at, &out, &count);
		size_t next = first_unclean(text, at);
		memcpy(out, text.s + at, next - at);
		out += next - at;
		at = next;
	}
	if (replaced)
		*replaced += count;
	return (Str){copy, size};
}

void utf8_add_line(Buf *out, Str text)
{
	Arena arena = {0};
	Str rest = utf8_clean(text, &arena, NULL);
	for (size_t n; rest.n > 0; rest = str_sub(rest, n, rest.n)) {
		n = 0;
		while (n < rest.n && rest.s[n] != '\n' && rest.s[n] != '\t')
			n++;
		buf_add(out, str_sub(rest, 0, n));
		if (n < rest.n) {
			buf_add_codepoint(out, UTF8_REPLACEMENT);
			n++;
		}
	}
	mem_arena_free(&arena);
}
