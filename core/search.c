#include "search.h"

#include "fold.h"
#include "mem.h"
#include "utf8.h"

#include <stdlib.h>

/* A query: its words, folded, in one buffer. */
typedef struct Query {
	Buf folded;
	CORPUS_VEC(Span) words; /* bytes of `folded` */
	bool has_han;
} Query;

/* A text of a unit that is searched. */
typedef struct Place {
	Str text;
	SearchField field;
	Lang lang;
} Place;

typedef struct Run {
	const Corpus *corpus;
	const Query *query;
	Lang lang;
	SearchHits *hits;
} Run;

#define MOST_PLACES 3 /* title, speaker and lead of a speech */

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

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\n'; /* U+3000 was folded to a blank */
}

static Query query_of(Str text)
{
	Query query = {.has_han = has_han(text)};
	fold_text(&query.folded, text);
	const char *s = query.folded.s;
	for (uint32_t i = 0; i < query.folded.n;) {
		while (i < query.folded.n && is_blank(s[i]))
			i++;
		uint32_t from = i;
		while (i < query.folded.n && !is_blank(s[i]))
			i++;
		if (i > from)
			MEM_PUSH(&query.words, ((Span){from, i}));
	}
	return query;
}

static void query_free(Query *query)
{
	buf_free(&query->folded);
	free(query->words.at);
}

static Str word_of(const Query *query, size_t i)
{
	return str_sub(buf_str(&query->folded), query->words.at[i].from, query->words.at[i].to);
}

static int by_place(const void *a, const void *b)
{
	const SearchHit *x = a, *y = b;
	if (x->from != y->from)
		return x->from < y->from ? -1 : 1;
	return (x->to > y->to) - (x->to < y->to);
}

/* Orders the hits from `first` on, which stand in one text, and drops what two words found alike. */
static void settle(SearchHits *hits, size_t first)
{
	size_t n = hits->n - first, kept = 0;
	SearchHit *at = hits->at + first;
	if (n == 0)
		return;
	qsort(at, n, sizeof *at, by_place);
	for (size_t i = 1; i < n; i++)
		if (by_place(&at[kept], &at[i]) != 0)
			at[++kept] = at[i];
	hits->n = first + kept + 1;
}

/* All matches of all words in one text. */
static void add_hits(const Query *query, Str text, SearchHit like, SearchHits *hits)
{
	size_t first = hits->n;
	for (size_t i = 0; i < query->words.n; i++) {
		size_t from, to = 0;
		while (fold_find(text, word_of(query, i), to, &from, &to)) {
			like.from = (uint32_t)from;
			like.to = (uint32_t)to;
			MEM_PUSH(hits, like);
		}
	}
	settle(hits, first);
}

static bool stands_in(Str word, const Place *places, size_t n)
{
	size_t from, to;
	for (size_t i = 0; i < n; i++)
		if (fold_find(places[i].text, word, 0, &from, &to))
			return true;
	return false;
}

/* The text that a reader in the run's language is shown, or the Chinese one for a Chinese query. */
static Place place_of(const Run *run, const Text *text, SearchField field)
{
	Lang lang = run->query->has_han ? LANG_ZH : run->lang;
	Str zh = text->zh.s, en = text->en.s;
	if (!run->query->has_han && (lang == LANG_ZH ? zh : en).n == 0)
		lang = lang == LANG_ZH ? LANG_EN : LANG_ZH;
	return (Place){lang == LANG_ZH ? zh : en, field, lang};
}

static void search_unit(const Run *run, Unit unit, const Place *places, size_t n)
{
	for (size_t i = 0; i < run->query->words.n; i++)
		if (!stands_in(word_of(run->query, i), places, n))
			return;
	for (size_t i = 0; i < n; i++)
		add_hits(run->query, places[i].text, (SearchHit){unit, places[i].field, places[i].lang, 0, 0}, run->hits);
}

static void search_measure(const Run *run, uint32_t index)
{
	const Measure *measure = &run->corpus->measures.at[index];
	Place places[MOST_PLACES] = {
		place_of(run, &measure->label, SEARCH_LABEL),
		place_of(run, &measure->body.text, SEARCH_BODY),
	};
	search_unit(run, (Unit){UNIT_MEASURE, index}, places, 2);
}

static void search_section(const Run *run, uint32_t index)
{
	const Section *section = &run->corpus->sections.at[index];
	Place places[MOST_PLACES] = {
		place_of(run, &section->heading, SEARCH_HEADING),
		place_of(run, &section->intro.text, SEARCH_BODY),
	};
	search_unit(run, (Unit){UNIT_SECTION, index}, places, 2);
	for (uint32_t i = 0; i < section->measures.n; i++)
		search_measure(run, section->measures.first + i);
}

static void search_speech(const Run *run, uint32_t index)
{
	const Speech *speech = &run->corpus->speeches.at[index];
	Place places[MOST_PLACES] = {
		place_of(run, &speech->title, SEARCH_TITLE),
		place_of(run, &speech->speaker, SEARCH_SPEAKER),
		place_of(run, &speech->lead.text, SEARCH_BODY),
	};
	search_unit(run, (Unit){UNIT_SPEECH, index}, places, MOST_PLACES);
	for (uint32_t i = 0; i < speech->sections.n; i++)
		search_section(run, speech->sections.first + i);
}

size_t search_run(const Corpus *corpus, Str query, Lang lang, SearchHits *hits)
{
	size_t before = hits->n;
	Query words = query_of(query);
	const Run run = {corpus, &words, lang, hits};
	for (uint32_t i = 0; words.words.n > 0 && i < corpus->speeches.n; i++)
		search_speech(&run, i);
	query_free(&words);
	return hits->n - before;
}

static const Text *text_of(const Corpus *corpus, const SearchHit *hit)
{
	switch (hit->field) {
	case SEARCH_TITLE:
		return &corpus->speeches.at[hit->unit.index].title;
	case SEARCH_SPEAKER:
		return &corpus->speeches.at[hit->unit.index].speaker;
	case SEARCH_HEADING:
		return &corpus->sections.at[hit->unit.index].heading;
	case SEARCH_LABEL:
		return &corpus->measures.at[hit->unit.index].label;
	default:
		return &corpus_passage(corpus, hit->unit)->text;
	}
}

Str search_text(const Corpus *corpus, const SearchHit *hit)
{
	const Text *text = text_of(corpus, hit);
	return hit->lang == LANG_ZH ? text->zh.s : text->en.s;
}

size_t search_in(Str text, Str query, SearchHits *hits)
{
	size_t before = hits->n;
	Query words = query_of(query);
	add_hits(&words, text, (SearchHit){0}, hits);
	query_free(&words);
	return hits->n - before;
}
