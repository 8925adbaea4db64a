/* Words and phrases of Chinese without a dictionary. A token is one Han character, one word of other letters, one
   number with its sign, its 万 or % and its unit (6.7万个, 24小时), or one mark of punctuation; tokens compare as search
   folds them. A phrase is a run of tokens that several texts share: as long as it can be, within marks of punctuation,
   and worth being marked, which is judged by the run alone, so that it is the same in all of the texts:

   - It does not begin or end with what only joins words (的 和 在 到 把 …) nor with words that say nothing of what is done
     (他们 其中 推进 加强 …); 参与 and 在职 are whole words and stay. Taking “adhesive” characters off both ends is the
     rule of Feng, Chen, Deng & Zheng, Accessor Variety Criteria for Chinese Word Extraction, Computational Linguistics
     30 (2004), 75–93; there is no frequency to go by in two texts, so the lists do it alone. Words that
     say nothing are the stop words of retrieval (van Rijsbergen, Information Retrieval, 1979, chapter 2).
   - One character parted from the rest by 的, 和, 到 … is half of a word that was not shared: 业的党建 of 企业的党建 and
     of 行业的党建. It goes, and with it what parted it.
   - What is left has at least PHRASE_LEAST Han characters, PHRASE_FULL of them in words that say something; or
     PHRASE_WORDS other words and numbers, all but one of them no stop words.

   There is no segmenter: a longer phrase may still begin or end inside a word where all texts go on alike. */
#ifndef BILAN_PHRASE_H
#define BILAN_PHRASE_H

#include "corpus.h"
#include "str.h"

#include <stdint.h>

#define PHRASE_LEAST 4
#define PHRASE_FULL 3
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

/* Takes off both ends of the run [*from, *to) of a text's tokens, none of them punctuation, what no phrase begins or
   ends with. False where what is left is not worth a mark. In phrase_worth.c. */
bool phrase_worth(Str text, const PhraseToken *tokens, size_t *from, size_t *to);

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
