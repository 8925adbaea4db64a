/* A query as a reader types it. Blanks separate words, which must all stand in one unit:
     网格 網格 ＡＰＰ    literal after folding (see fold.h)
     wg wangge wangg   lower-case letters: literal, and Chinese by its pinyin (see pinyin.h); capitals are literal only
     党建yl wang格      both in one word
     "党建 引领"       what stands between quotation marks of any kind is one literal word
     >1000 <=50 13.3万 2022年 >50%   figures by their value, with a unit that they must be written with; a plain number is
                       literal too
     万名              figures written with it, whatever stands between (万余名)
   A province in front of other words (浙江 zj 浙 zhejiang) is where they are looked for; several are alternatives. */
#ifndef BILAN_QUERY_H
#define BILAN_QUERY_H

#include "corpus.h"
#include "fold.h"
#include "pinyin.h"

typedef enum QueryCompare {
	QUERY_NONE, QUERY_EQUAL, QUERY_LESS, QUERY_AT_MOST, QUERY_MORE, QUERY_AT_LEAST, QUERY_WRITTEN /* with the unit */
} QueryCompare;

typedef struct QueryWord {
	Span typed, folded;   /* bytes of Query.typed and Query.folded */
	Pinyin *pinyin;       /* NULL: not by pinyin */
	QueryCompare compare; /* QUERY_NONE: no figures */
	bool literal;         /* found as it stands; else by figures alone */
	bool exact;           /* stood between quotation marks */
	bool date, share;     /* figures of that kind only */
	double value;
	Span unit;            /* bytes of Query.folded: figures have to be written with it */
	FoldHeads heads;      /* known after query_hasten */
} QueryWord;

typedef struct Query {
	Buf typed, folded;
	struct { QueryWord *at; size_t n, cap; } words;
	uint64_t provinces; /* bit i: province i of the corpus; 0: everywhere */
	bool has_han, has_pinyin;
	unsigned ignored; /* characters U+FFFD, which stand for what cannot be shown: they are not looked for */
} Query;

/* Reads a query; `corpus` knows the provinces (NULL: no word is one). Close with query_close. */
Query query_open(const Corpus *corpus, Str text);
void query_close(Query *query);

/* Makes the query ready for many texts, which takes a moment and makes no other difference. */
void query_hasten(Query *query);

/* True when `query` finds nothing in a text in which `before` finds nothing: it says the same and more. May be false
   where that is so. */
bool query_narrows(const Query *query, const Query *before);

/* The word as it was typed, and folded. */
Str query_typed(const Query *query, size_t word);
Str query_folded(const Query *query, size_t word);

/* All matches of one word in one text, from its beginning; by pinyin too where `pinyin` is set. */
typedef struct QueryScan {
	const QueryWord *word;
	Str needle, text;
	size_t from[2], to[2]; /* the next literal match and the next by pinyin; from = SIZE_MAX: no more */
	size_t at;             /* matches begin here or later */
} QueryScan;

QueryScan query_scan(const Query *query, size_t word, Str text, bool pinyin);

/* The next match, which does not overlap the one before; a literal one goes before one by pinyin that it overlaps. */
bool query_next(QueryScan *scan, size_t *from, size_t *to, bool *literal);

/* True where the word stands in the text. */
bool query_stands_in(const Query *query, size_t word, Str text, bool pinyin);

/* True where all words stand in the text: a filter of a list. True for an empty query. */
bool query_in(const Query *query, Str text);

/* True where the figure is one that the word asks for. */
bool query_figure(const Query *query, size_t word, const Figure *figure);

#endif
