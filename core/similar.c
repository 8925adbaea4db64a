#include "similar.h"

#include "phrase.h"

#include <math.h>
#include <stdlib.h>

#define WEIGHT_TEXT 60
#define WEIGHT_THEMES 20
#define WEIGHT_TERMS 20

/* One pair of characters, or word, of a measure. */
typedef struct Gram { uint32_t id; float times; } Gram;

/* Numbers for grams, in the order in which they come, and what is counted of each while reading. */
typedef struct Names {
	uint64_t *keys;
	uint32_t *ids;
	size_t size;
	struct { uint32_t *at; size_t n, cap; } measures; /* that have it */
	struct { size_t *at; size_t n, cap; } last;       /* where it stands in the grams of the last of them, plus 1 */
} Names;

struct SimilarIndex {
	const Corpus *corpus;
	struct { Gram *at; size_t n, cap; } grams; /* of all measures, one after the other */
	size_t *first;     /* in grams, of each measure; one more than there are measures */
	double *length;    /* of each measure's vector */
	double *theme_weight, *term_weight;
	double *rarity;    /* of each gram: ln(N / d) */
	uint32_t n_grams;
	Names names;       /* while reading */
	PhraseTokens scratch;
	size_t read;       /* measures */
};

static void place_key(uint64_t *keys, uint32_t *ids, size_t size, uint64_t key, uint32_t id)
{
	size_t slot = (size_t)(key * 0x9E3779B97F4A7C15u >> 20) & (size - 1);

	while (keys[slot])
		slot = (slot + 1) & (size - 1);
	keys[slot] = key;
	ids[slot] = id;
}

static void grow(Names *names)
{
	size_t size = names->size ? names->size * 2 : 4096;
	uint64_t *keys = mem_zeroed(size, sizeof *keys);
	uint32_t *ids = mem_zeroed(size, sizeof *ids);

	for (size_t i = 0; i < names->size; i++)
		if (names->keys[i])
			place_key(keys, ids, size, names->keys[i], names->ids[i]);
	free(names->keys);
	free(names->ids);
	names->keys = keys;
	names->ids = ids;
	names->size = size;
}

static uint32_t name_of(Names *names, uint64_t key)
{
	if (names->measures.n * 2 >= names->size)
		grow(names);
	size_t slot = (size_t)(key * 0x9E3779B97F4A7C15u >> 20) & (names->size - 1);
	while (names->keys[slot] && names->keys[slot] != key)
		slot = (slot + 1) & (names->size - 1);
	if (!names->keys[slot]) {
		names->keys[slot] = key;
		names->ids[slot] = (uint32_t)names->measures.n;
		MEM_PUSH(&names->measures, 0);
		MEM_PUSH(&names->last, 0);
	}
	return names->ids[slot];
}

static void count_gram(SimilarIndex *index, uint64_t key, size_t first)
{
	Names *names = &index->names;
	uint32_t id = name_of(names, key ? key : 1);
	size_t *last = &names->last.at[id];

	if (*last > first) {
		index->grams.at[*last - 1].times++;
		return;
	}
	MEM_PUSH(&index->grams, ((Gram){id, 1}));
	*last = index->grams.n;
	names->measures.at[id]++;
}

/* Pairs of neighbouring characters, and words; numbers say little about what a measure is. */
static void read_text(SimilarIndex *index, Str text, size_t first)
{
	PhraseTokens *scratch = &index->scratch;

	scratch->n = 0;
	phrase_tokens(text, scratch);
	for (size_t i = 0; i < scratch->n; i++) {
		const PhraseToken *t = &scratch->at[i];
		if (t->kind == PHRASE_WORD)
			count_gram(index, t->hash, first);
		else if (t->kind == PHRASE_HAN && i + 1 < scratch->n && t[1].kind == PHRASE_HAN)
			count_gram(index, t->hash * 31 + t[1].hash, first);
	}
}

static double weight_of(const SimilarIndex *index, const Gram *gram)
{
	return (1 + log((double)gram->times)) * index->rarity[gram->id];
}

static void weigh(SimilarIndex *index)
{
	const Names *names = &index->names;
	size_t n = index->corpus->measures.n;

	index->n_grams = (uint32_t)names->measures.n;
	index->rarity = mem_zeroed(index->n_grams, sizeof *index->rarity);
	for (uint32_t i = 0; i < index->n_grams; i++)
		index->rarity[i] = log((double)n / names->measures.at[i]);
	for (size_t m = 0; m < n; m++) {
		double sum = 0;
		for (size_t i = index->first[m]; i < index->first[m + 1]; i++) {
			double weight = weight_of(index, &index->grams.at[i]);
			sum += weight * weight;
		}
		index->length[m] = sqrt(sum);
	}
}

/* How telling it is that two measures share a theme or a term. */
static void weigh_labels(SimilarIndex *index)
{
	const Corpus *corpus = index->corpus;
	double n = (double)corpus->measures.n;

	index->theme_weight = mem_zeroed(corpus->themes.n, sizeof *index->theme_weight);
	index->term_weight = mem_zeroed(corpus->terms.n, sizeof *index->term_weight);
	for (size_t i = 0; i < corpus->themes.n; i++)
		index->theme_weight[i] = log(1 + n / (corpus->themes.at[i].measures.n + 1.0));
	for (size_t i = 0; i < corpus->terms.n; i++)
		index->term_weight[i] = log(1 + n / (corpus->terms.at[i].units.n + 1.0));
}

SimilarIndex *similar_open(const Corpus *corpus)
{
	SimilarIndex *index = mem_zeroed(1, sizeof *index);

	index->corpus = corpus;
	index->first = mem_zeroed(corpus->measures.n + 1, sizeof *index->first);
	index->length = mem_zeroed(corpus->measures.n, sizeof *index->length);
	weigh_labels(index);
	return index;
}

/* Names are for reading only. */
static void forget_names(SimilarIndex *index)
{
	free(index->names.keys);
	free(index->names.ids);
	free(index->names.measures.at);
	free(index->names.last.at);
	free(index->scratch.at);
	index->names = (Names){0};
	index->scratch = (PhraseTokens){0};
}

bool similar_read(SimilarIndex *index, size_t bytes)
{
	const Corpus *corpus = index->corpus;

	for (size_t done = 0; index->read < corpus->measures.n && done < bytes; index->read++) {
		const Measure *measure = &corpus->measures.at[index->read];
		Str label = corpus_text(&measure->label, LANG_ZH), text = corpus_text(&measure->body.text, LANG_ZH);
		size_t first = index->first[index->read] = index->grams.n;
		read_text(index, label, first);
		read_text(index, text, first);
		done += label.n + text.n;
	}
	if (index->read < corpus->measures.n)
		return true;
	if (!index->rarity) {
		index->first[corpus->measures.n] = index->grams.n;
		weigh(index);
		forget_names(index);
	}
	return false;
}

unsigned similar_percent(const SimilarIndex *index)
{
	size_t n = index->corpus->measures.n;

	return n ? (unsigned)(100 * index->read / n) : 100;
}

void similar_close(SimilarIndex *index)
{
	if (!index)
		return;
	forget_names(index);
	free(index->grams.at);
	free(index->first);
	free(index->length);
	free(index->theme_weight);
	free(index->term_weight);
	free(index->rarity);
	free(index);
}

static bool has_term(const Corpus *corpus, const Measure *measure, uint32_t term)
{
	for (uint32_t i = 0; i < measure->body.terms.n; i++)
		if (corpus->term_refs.at[measure->body.terms.first + i].term == term)
			return true;
	return false;
}

/* What both have by what either has; below 0 where neither has any. */
static double theme_likeness(const SimilarIndex *index, const Measure *a, const Measure *b)
{
	const Corpus *corpus = index->corpus;
	double both = 0, either = 0, mine = 0;

	for (uint32_t i = 0; i < a->themes.n; i++) {
		uint32_t theme = corpus->theme_refs.at[a->themes.first + i].theme;
		double weight = theme == CORPUS_NONE ? 0 : index->theme_weight[theme];
		mine += weight;
		both += weight > 0 && corpus_has_theme(corpus, b, theme) ? weight : 0;
	}
	either = mine - both;
	for (uint32_t i = 0; i < b->themes.n; i++) {
		uint32_t theme = corpus->theme_refs.at[b->themes.first + i].theme;
		either += theme == CORPUS_NONE ? 0 : index->theme_weight[theme];
	}
	return either > 0 ? both / either : -1;
}

static double term_likeness(const SimilarIndex *index, const Measure *a, const Measure *b)
{
	const Corpus *corpus = index->corpus;
	double both = 0, either = 0, mine = 0;

	for (uint32_t i = 0; i < a->body.terms.n; i++) {
		uint32_t term = corpus->term_refs.at[a->body.terms.first + i].term;
		double weight = term == CORPUS_NONE ? 0 : index->term_weight[term];
		mine += weight;
		both += weight > 0 && has_term(corpus, b, term) ? weight : 0;
	}
	either = mine - both;
	for (uint32_t i = 0; i < b->body.terms.n; i++) {
		uint32_t term = corpus->term_refs.at[b->body.terms.first + i].term;
		either += term == CORPUS_NONE ? 0 : index->term_weight[term];
	}
	return either > 0 ? both / either : -1;
}

static double text_likeness(const SimilarIndex *index, const double *weights, uint32_t a, uint32_t b)
{
	double sum = 0, lengths = index->length[a] * index->length[b];

	for (size_t i = index->first[b]; i < index->first[b + 1]; i++) {
		const Gram *gram = &index->grams.at[i];
		if (weights[gram->id] > 0)
			sum += weights[gram->id] * weight_of(index, gram);
	}
	return lengths > 0 ? sum / lengths : 0;
}

static unsigned per_cent(double likeness)
{
	return likeness > 0 ? (unsigned)lround(100 * likeness) : 0;
}

static Similar compare(const SimilarIndex *index, const double *weights, uint32_t a, uint32_t b)
{
	const Measure *x = &index->corpus->measures.at[a], *y = &index->corpus->measures.at[b];
	double text = text_likeness(index, weights, a, b);
	double themes = theme_likeness(index, x, y), terms = term_likeness(index, x, y);
	double sum = WEIGHT_TEXT * text, all = WEIGHT_TEXT;

	sum += themes >= 0 ? WEIGHT_THEMES * themes : 0;
	all += themes >= 0 ? WEIGHT_THEMES : 0;
	sum += terms >= 0 ? WEIGHT_TERMS * terms : 0;
	all += terms >= 0 ? WEIGHT_TERMS : 0;
	return (Similar){b, per_cent(sum / all), per_cent(text), per_cent(themes), per_cent(terms)};
}

static bool elsewhere(const Corpus *corpus, uint32_t a, uint32_t b)
{
	const Speech *x = &corpus->speeches.at[corpus->measures.at[a].speech];
	const Speech *y = &corpus->speeches.at[corpus->measures.at[b].speech];

	return x != y && (x->province == CORPUS_NONE || x->province != y->province || x->volume != y->volume);
}

/* Into its place; what comes later stands behind its equals. */
static size_t keep_best(Similar *at, size_t n, size_t limit, Similar found)
{
	size_t i = n < limit ? n : limit - 1;

	if (n == limit && (limit == 0 || at[n - 1].score >= found.score))
		return n;
	for (; i > 0 && at[i - 1].score < found.score; i--)
		at[i] = at[i - 1];
	at[i] = found;
	return n < limit ? n + 1 : limit;
}

size_t similar_find(const SimilarIndex *index, uint32_t measure, Similar *at, size_t limit)
{
	const Corpus *corpus = index->corpus;
	double *weights = mem_zeroed(index->n_grams, sizeof *weights);
	size_t n = 0;

	for (size_t i = index->first[measure]; i < index->first[measure + 1]; i++)
		weights[index->grams.at[i].id] = weight_of(index, &index->grams.at[i]);
	for (uint32_t m = 0; m < corpus->measures.n; m++) {
		if (!elsewhere(corpus, measure, m))
			continue;
		Similar found = compare(index, weights, measure, m);
		if (found.score > 0)
			n = keep_best(at, n, limit, found);
	}
	free(weights);
	return n;
}

static void add_head(Buf *out, size_t from, bool first, const char *zh, const char *en, Lang lang)
{
	if (!first) {
		buf_add(out, lang == LANG_ZH ? STR("、") : STR(", "));
		return;
	}
	buf_add(out, out->n > from ? STR(" · ") : STR(""));
	buf_add(out, str_of(lang == LANG_ZH ? zh : en));
}

static void add_themes(const Corpus *corpus, const Measure *a, const Measure *b, Lang lang, size_t from, Buf *out)
{
	bool first = true;

	for (uint32_t i = 0; i < a->themes.n; i++) {
		uint32_t theme = corpus->theme_refs.at[a->themes.first + i].theme;
		if (theme == CORPUS_NONE || !corpus_has_theme(corpus, b, theme))
			continue;
		add_head(out, from, first, "主题：", "themes: ", lang);
		buf_add(out, corpus_text(&corpus->themes.at[theme].name, lang));
		first = false;
	}
}

static void add_terms(const Corpus *corpus, const Measure *a, const Measure *b, Lang lang, size_t from, Buf *out)
{
	bool first = true;

	for (uint32_t i = 0; i < a->body.terms.n; i++) {
		uint32_t index = corpus->term_refs.at[a->body.terms.first + i].term;
		if (index == CORPUS_NONE || !has_term(corpus, b, index))
			continue;
		const Term *term = &corpus->terms.at[index];
		add_head(out, from, first, "提法：", "terms: ", lang);
		buf_add(out, lang == LANG_EN && term->en.s.n ? term->en.s : term->name.s);
		first = false;
	}
}

/* The longest phrases, each once. */
static void add_phrases(Str text, const PhraseRanges *common, size_t most, Lang lang, size_t from, Buf *out)
{
	size_t told = 0;

	for (size_t i = 0; i < common->n && told < most; i++) {
		Str phrase = str_sub(text, common->at[i].from, common->at[i].to);
		bool again = false;
		for (size_t k = 0; k < i; k++)
			again = again || str_find(str_sub(text, common->at[k].from, common->at[k].to), phrase, 0) >= 0;
		if (again)
			continue;
		add_head(out, from, told++ == 0, "用语：", "words: ", lang);
		buf_add(out, STR("“"));
		buf_add(out, phrase);
		buf_add(out, STR("”"));
	}
}

void similar_add_reason(const Corpus *corpus, uint32_t a, uint32_t b, Lang lang, size_t phrases, Buf *out)
{
	const Measure *x = &corpus->measures.at[a], *y = &corpus->measures.at[b];
	Str text = corpus_text(&x->body.text, lang);
	PhraseRanges common = {0};
	size_t from = out->n;

	add_themes(corpus, x, y, lang, from, out);
	add_terms(corpus, x, y, lang, from, out);
	phrase_common(text, corpus_text(&y->body.text, lang), &common);
	add_phrases(text, &common, phrases, lang, from, out);
	free(common.at);
}
