/* Words and phrases of Chinese without a dictionary. A token is one Han character, one word of other letters, one
   number with its sign, its 万 or % and its unit (6.7万个, 24小时), or one mark of punctuation; tokens compare as search
   folds them. A phrase is a run of tokens that several texts share: as long as it can be, within marks of
   punctuation, without function words (的 和 在 …) at its ends, and then at least PHRASE_LEAST Han characters or
   PHRASE_WORDS other words and numbers long. There is no segmenter: a phrase may begin or end inside a word where all
   texts go on alike, and four characters are long enough that few do. */
#ifndef BILAN_PHRASE_H
#define BILAN_PHRASE_H

#include "corpus.h"
#include "str.h"

#include <stdint.h>

#define PHRASE_LEAST 4
#define PHRASE_WORDS 3

typedef enum PhraseKind { PHRASE_HAN, PHRASE_WORD, PHRASE_NUMBER, PHRASE_MARK } PhraseKind;

typedef struct PhraseToken {
	uint64_t hash;     /* of the folded text: equal tokens have equal ones */
	uint32_t from, to; /* bytes */
	PhraseKind kind;
} PhraseToken;

typedef struct PhraseTokens { PhraseToken *at; size_t n, cap; } PhraseTokens;
typedef struct PhraseRange { uint32_t from, to; } PhraseRange; /* bytes of a text */
typedef struct PhraseRanges { PhraseRange *at; size_t n, cap; } PhraseRanges;

/* Appends the tokens of `text`; white space is none. Returns their number. Free with free(tokens->at). */
size_t phrase_tokens(Str text, PhraseTokens *tokens);

/* Appends the phrases of `a` that stand in `b` too, longest first, none inside another. */
void phrase_common(Str a, Str b, PhraseRanges *out);

/* What the texts of up to eight groups have in common. Zero-initialised is empty. */
typedef struct PhraseIndex {
	uint64_t *keys;  /* 0: free */
	uint8_t *groups; /* in which it stands: a bit each */
	size_t n, size;
} PhraseIndex;

void phrase_add(PhraseIndex *index, Str text, unsigned group);

/* Appends the phrases of a text of `group` that stand in texts of another group, in order of the text. A phrase may be
   put together from runs that the other groups have in several places. */
void phrase_shared(const PhraseIndex *index, Str text, unsigned group, PhraseRanges *out);

void phrase_free(PhraseIndex *index);

#endif
