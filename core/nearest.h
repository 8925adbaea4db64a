/* Names near to a word that was not found: themes and terms that differ from it by few characters, or that sound like
   it (减附 → 减负). For advice, so rather none than a far one. */
#ifndef BILAN_NEAREST_H
#define BILAN_NEAREST_H

#include "corpus.h"

#define NEAREST_MOST 3

/* The nearest names, best first, each once; returns how many. The word may be any part of a name. In Chinese for a word
   with Chinese characters, in `lang` otherwise. */
size_t nearest_names(const Corpus *corpus, Str word, Lang lang, Str at[NEAREST_MOST]);

#endif
