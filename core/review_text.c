/* Texts of units and the source that they were taken from. */
#include "review_inside.h"

#include "import_clean.h"
#include "import_mark.h"
#include "import_propose.h"
#include "utf8.h"

#include <stdlib.h>
#include <string.h>

#define MARK_LETTERS 8 /* most that may stand in front of a text: its number */

static uint32_t byte_of(const Review *review, uint32_t character)
{
	return review->letters.bytes[character < review->letters.n ? character : review->letters.n];
}

void review_text_prose(const Review *review, Span span, Buf *out)
{
	Buf prose = {0};

	if (span.from >= span.to)
		return;
	import_text_prose(&review->text, byte_of(review, span.from), byte_of(review, span.to), &prose);
	if (review->keep)
		buf_add(out, str_trim(buf_str(&prose)));
	else
		import_clean_punctuation(str_trim(buf_str(&prose)), out);
	buf_free(&prose);
}

/* A text's letters without its blanks. */
static ImportLetters letters_of(Str words)
{
	ImportLetters letters = import_align_letters(words);
	uint32_t n = 0;

	for (uint32_t i = 0; i < letters.n; i++) {
		if (letters.at[i] == ' ' || letters.at[i] == 0x3000)
			continue;
		letters.at[n] = letters.at[i];
		letters.bytes[n++] = letters.bytes[i];
	}
	letters.bytes[n] = letters.bytes[letters.n];
	letters.n = n;
	return letters;
}

static bool is_stop(const Review *review, uint32_t character)
{
	uint32_t cp = review->letters.at[character];

	return cp && cp < 0x80 && strchr(".:;!?", (int)cp);
}

static bool matches(const Review *review, const ImportLetters *words, Span span, bool loose, Span *of)
{
	uint32_t m = span.to > span.from ? span.to - span.from : 0;

	if (!words->n || span.to > review->letters.n)
		return false;
	for (uint32_t before = 0; before <= MARK_LETTERS && before + words->n <= m; before++) {
		uint32_t left = m - before - words->n;

		if (!loose && left > 1)
			continue;
		if (memcmp(review->letters.at + span.from + before, words->at, words->n * sizeof *words->at) != 0)
			continue;
		*of = (Span){span.from + before, span.from + before + words->n};
		if (loose || !left || is_stop(review, span.to - 1))
			return true;
	}
	return false;
}

bool review_text_is_source(const Review *review, Str words, Span span, bool loose, Span *of)
{
	ImportLetters letters = letters_of(words);
	bool is = matches(review, &letters, span, loose, of);

	import_align_free(&letters);
	return is;
}

/* A text that was changed by hand: the place before what the character, or the next one that is there still, became. */
static bool cut_aligned(const Review *review, const ImportLetters *words, Span span, uint32_t character, size_t *byte)
{
	ImportLetters source = {review->letters.at + span.from, review->letters.bytes + span.from, span.to - span.from};
	uint32_t *to = import_align(&source, words), at = character - span.from, there = 0;

	for (uint32_t i = 0; i < source.n; i++)
		there += to[i] != IMPORT_ALIGN_NONE;
	while (at < source.n && to[at] == IMPORT_ALIGN_NONE)
		at++;
	*byte = at < source.n ? words->bytes[to[at]] : words->bytes[words->n];
	free(to);
	return there * 2 > source.n && at < source.n && *byte > 0;
}

bool review_text_cut(const Review *review, Str words, Span span, uint32_t character, size_t *byte)
{
	ImportLetters letters = letters_of(words);
	Span of;
	bool fine;

	if (character <= span.from || character >= span.to || span.to > review->letters.n) {
		fine = false;
	} else if (matches(review, &letters, span, true, &of)) {
		*byte = character <= of.from ? 0 : character >= of.to ? words.n : letters.bytes[character - of.from];
		fine = *byte > 0;
	} else {
		fine = cut_aligned(review, &letters, span, character, byte);
	}
	import_align_free(&letters);
	return fine;
}

void review_text_whole(const Review *review, Str words, Span span, bool loose, Buf *out)
{
	Span of;

	if (!review_text_is_source(review, words, span, loose, &of)) {
		buf_add(out, words);
		return;
	}
	review_text_prose(review, (Span){span.from, of.from}, out);
	buf_add(out, words);
	review_text_prose(review, (Span){of.to, span.to}, out);
}

static bool is_latin_at(Str text, size_t at)
{
	unsigned char c = at < text.n ? (unsigned char)text.s[at] : 0x80;

	return c > ' ' && c < 0x80;
}

void review_text_join(const Review *review, Str a, Str b, Buf *out)
{
	Buf both = {0}, clean = {0};

	buf_add(&both, a);
	if (a.n && is_latin_at(a, a.n - 1) && is_latin_at(b, 0))
		buf_add_char(&both, ' ');
	buf_add(&both, b);
	if (!review->keep)
		import_clean_punctuation(buf_str(&both), &clean);
	buf_add(out, review->keep ? buf_str(&both) : buf_str(&clean));
	buf_free(&both);
	buf_free(&clean);
}

uint32_t review_text_sentence(const Review *review, Span span)
{
	for (uint32_t i = span.from; i < span.to; i++) {
		Str letter = str_sub(buf_str(&review->text.bare), byte_of(review, i), byte_of(review, i + 1));

		if (i == span.from)
			continue;
		if (str_eq(letter, STR("。")) || str_eq(letter, STR("！")) || str_eq(letter, STR("？")))
			return i + 1;
	}
	return span.to;
}

Str review_text_label(const Review *review, Span span, uint32_t *body, Arena *arena)
{
	Str words = str_sub(buf_str(&review->text.bare), byte_of(review, span.from), byte_of(review, span.to));
	ImportMark mark = {0};
	uint32_t end = review_text_sentence(review, span);
	ImportMeasure measure = {.from = byte_of(review, span.from), .to = byte_of(review, span.to)};

	if (!import_mark_read(words, true, &mark) || mark.bytes >= words.n)
		mark.bytes = 0;
	*body = span.from + (uint32_t)utf8_count(str_sub(words, 0, mark.bytes));
	measure.body = measure.from + mark.bytes;
	measure.headline_to = byte_of(review, end > *body ? end : span.to);
	return import_propose_label(&review->text, &measure, arena);
}

int review_text_keeps(const Review *review, Str words, Span span)
{
	Buf clean = {0};
	uint32_t from, to;
	Span of;
	int answer = 0;

	if (!words.n || !review_text_is_source(review, words, span, false, &of))
		return 0;
	from = byte_of(review, of.from);
	to = byte_of(review, of.to);
	if (import_clean_punctuation(str_sub(buf_str(&review->text.bare), from, to), &clean))
		answer = import_clean_punctuation(words, &clean) ? 1 : -1;
	buf_free(&clean);
	return answer;
}
