#include "nearest.h"

#include "fold.h"
#include "pinyin.h"
#include "utf8.h"

#define LONGEST 64   /* characters or letters that are compared */
#define FARTHEST 34  /* per cent of the word that may differ */
#define SOUND_COST 5 /* what looks alike goes before what sounds alike */

typedef struct Letters { uint32_t at[LONGEST]; size_t n; } Letters;

static void add(Letters *out, uint32_t letter)
{
	if (out->n < LONGEST)
		out->at[out->n++] = letter;
}

/* What a text is compared by: its characters; a unit for each sound; the letters of its pinyin. */
typedef enum By { BY_SIGHT, BY_SOUND, BY_LETTER } By;

static void add_reading(Letters *out, Str reading, By by)
{
	uint32_t syllable = 1u << 31; /* five bits a letter, apart from all characters */
	for (size_t i = 0; i < reading.n; i++) {
		syllable ^= (uint32_t)(reading.s[i] & 31) << 5 * i;
		if (by == BY_LETTER)
			add(out, (unsigned char)reading.s[i]);
	}
	if (by == BY_SOUND)
		add(out, syllable);
}

/* Folded, without blanks. */
static Letters letters_of(Str text, By by)
{
	Letters out = {.n = 0};
	for (size_t at = 0; at < text.n;) {
		uint32_t cp;
		size_t bytes = utf8_decode(text.s + at, text.n - at, &cp);
		at += bytes ? bytes : 1;
		cp = fold_codepoint(cp);
		Str reading = by == BY_SIGHT ? (Str){0} : pinyin_reading(cp);
		if (reading.n > 0)
			add_reading(&out, reading, by);
		else if (cp > ' ')
			add(&out, cp);
	}
	return out;
}

/* Edits that make the word a part of the name (Sellers 1980). */
static size_t distance(const Letters *word, const Letters *name)
{
	size_t row[LONGEST + 1], best;
	for (size_t i = 0; i <= word->n; i++)
		row[i] = i;
	best = row[word->n];
	for (size_t k = 0; k < name->n; k++) {
		size_t diagonal = row[0]; /* a part may begin anywhere: row[0] stays 0 */
		for (size_t i = 1; i <= word->n; i++) {
			size_t replaced = diagonal + (word->at[i - 1] != name->at[k]);
			diagonal = row[i];
			size_t edited = (row[i] < row[i - 1] ? row[i] : row[i - 1]) + 1;
			row[i] = replaced < edited ? replaced : edited;
		}
		best = row[word->n] < best ? row[word->n] : best;
	}
	return best;
}

typedef struct Word { Letters seen, heard; By by; } Word;

/* Per cent of the word that differ; a little more for a name that is longer. Letters carry less than characters. */
static size_t far(const Word *word, Str name)
{
	Letters seen = letters_of(name, BY_SIGHT), heard = letters_of(name, word->by);
	size_t longer = seen.n > word->seen.n ? (seen.n - word->seen.n) / 2 : 0;
	size_t by_sight = 100 * distance(&word->seen, &seen) / word->seen.n;
	size_t by_sound = 100 * distance(&word->heard, &heard) / word->heard.n;
	by_sound = by_sound * (word->by == BY_LETTER ? 2 : 1) + SOUND_COST;
	return (by_sight < by_sound ? by_sight : by_sound) + longer;
}

typedef struct Found { Str at[NEAREST_MOST]; size_t far[NEAREST_MOST], n; } Found;

static void offer(Found *found, const Word *word, Str name)
{
	size_t score = name.n > 0 ? far(word, name) : SIZE_MAX, k = found->n;
	if (score > FARTHEST)
		return;
	for (size_t i = 0; i < found->n; i++)
		if (str_eq(found->at[i], name))
			return;
	while (k > 0 && found->far[k - 1] > score)
		k--;
	if (k == NEAREST_MOST)
		return;
	found->n += found->n < NEAREST_MOST;
	for (size_t i = found->n - 1; i > k; i--) {
		found->at[i] = found->at[i - 1];
		found->far[i] = found->far[i - 1];
	}
	found->at[k] = name;
	found->far[k] = score;
}

static bool has_han(Str text)
{
	for (size_t at = 0; at < text.n;) {
		uint32_t cp;
		size_t bytes = utf8_decode(text.s + at, text.n - at, &cp);
		if (utf8_is_han(cp))
			return true;
		at += bytes ? bytes : 1;
	}
	return false;
}

size_t nearest_names(const Corpus *corpus, Str text, Lang lang, Str at[NEAREST_MOST])
{
	By by = has_han(text) ? BY_SOUND : BY_LETTER;
	Word word = {letters_of(text, BY_SIGHT), letters_of(text, by), by};
	Found found = {.n = 0};
	if (word.seen.n < (by == BY_SOUND ? 2 : 3) || word.heard.n == 0)
		return 0; /* one character is near to everything */
	if (by == BY_SOUND)
		lang = LANG_ZH;
	for (size_t i = 0; i < corpus->themes.n; i++)
		offer(&found, &word, corpus_text(&corpus->themes.at[i].name, lang));
	for (size_t i = 0; i < corpus->terms.n; i++) {
		const Term *term = &corpus->terms.at[i];
		offer(&found, &word, lang == LANG_EN && term->en.s.n > 0 ? term->en.s : term->name.s);
	}
	for (size_t i = 0; i < found.n; i++)
		at[i] = found.at[i];
	return found.n;
}
