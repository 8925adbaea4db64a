#include "import_propose.h"

#include "utf8.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define BINS 16384u        /* pairs of characters, hashed */
#define NAME_WEIGHT 6.0f
#define DEFINITION_WEIGHT 3.0f
#define LABEL_WEIGHT 3.0f
#define TEXT_WEIGHT 1.0f
#define OTHER_SHARE 0.7f   /* of a theme that is not the measure's main one */
#define HEADLINE_WEIGHT 3.0f
#define STEEPNESS 3.0f     /* how soon it counts little that a pair comes again */
#define MARGIN 0.62        /* a third theme is proposed where it has that share of the first one's score */

/* For each theme the weights of the pairs in its words: of its definition and of the measures that have it, the longer
   ones no heavier for that, and the more a pair counts the fewer texts it stands in. */
struct ImportLearnt {
	uint32_t themes, texts;
	float *weights; /* BINS × themes */
	float *norm;    /* by theme */
	float *rarity;  /* by bin */
	float *words;   /* by bin: of the text being read */
};

static uint32_t bin_of(uint32_t a, uint32_t b)
{
	uint32_t h = a * 2654435761u ^ b * 40503u;

	return (h ^ h >> 15) & (BINS - 1);
}

/* Calls `take` for every pair of Han characters that stand together. */
static void each_pair(Str text, void (*take)(void *data, uint32_t bin), void *data)
{
	uint32_t last = 0, cp;

	for (size_t i = 0; i < text.n;) {
		size_t n = utf8_decode(text.s + i, text.n - i, &cp);

		i += n ? n : 1;
		if (!n || !utf8_is_han(cp))
			cp = 0;
		if (last && cp)
			take(data, bin_of(last, cp));
		last = cp;
	}
}

typedef struct Adding { float *to; float weight; ImportLearnt *learnt; } Adding;

static void add_pair(void *data, uint32_t bin)
{
	Adding *adding = data;

	adding->to[bin] += adding->weight;
}

static void add_words(float *to, Str text, float weight)
{
	Adding adding = {to, weight, NULL};

	each_pair(text, add_pair, &adding);
}

/* Adds what has been gathered in `words` to some themes by their shares, and counts the text. */
static void learn_words(ImportLearnt *l, const uint32_t *themes, const float *shares, size_t n)
{
	float sum = 0;

	for (uint32_t bin = 0; bin < BINS; bin++)
		sum += l->words[bin];
	sum = sqrtf(sum);
	for (uint32_t bin = 0; bin < BINS; bin++) {
		if (!(l->words[bin] > 0))
			continue;
		for (size_t i = 0; i < n; i++)
			l->weights[(size_t)bin * l->themes + themes[i]] += shares[i] * l->words[bin] / sum;
		l->rarity[bin]++;
		l->words[bin] = 0;
	}
	l->texts++;
}

static void learn_measure(ImportLearnt *l, const Corpus *c, const Measure *m, float *counts)
{
	uint32_t themes[IMPORT_THEMES];
	float shares[IMPORT_THEMES];
	size_t n = 0;

	for (uint32_t i = 0; i < m->themes.n && n < IMPORT_THEMES; i++) {
		uint32_t theme = c->theme_refs.at[m->themes.first + i].theme;

		if (theme >= l->themes)
			continue;
		themes[n] = theme;
		shares[n] = i ? OTHER_SHARE : 1.0f;
		counts[theme] += shares[n++];
	}
	add_words(l->words, m->label.zh.s, LABEL_WEIGHT);
	add_words(l->words, m->body.text.zh.s, TEXT_WEIGHT);
	learn_words(l, themes, shares, n);
}

/* The measures of a theme together weigh by the root of their number. */
static void learn_measures(ImportLearnt *l, const Corpus *c, Range without)
{
	float *counts = mem_zeroed(l->themes, sizeof *counts);

	for (uint32_t i = 0; i < c->measures.n && i < 20000; i++)
		if (i - without.first >= without.n)
			learn_measure(l, c, &c->measures.at[i], counts);
	for (size_t i = 0; i < (size_t)BINS * l->themes; i++)
		if (counts[i % l->themes] > 0)
			l->weights[i] /= sqrtf(counts[i % l->themes]);
	free(counts);
}

static void weigh(ImportLearnt *l)
{
	for (uint32_t bin = 0; bin < BINS; bin++) {
		float *w = l->weights + (size_t)bin * l->themes;

		l->rarity[bin] = l->rarity[bin] > 0 ? logf((float)(l->texts + 1) / (l->rarity[bin] + 0.5f)) : 0;
		for (uint32_t t = 0; t < l->themes; t++) {
			w[t] = logf(1 + STEEPNESS * w[t]) * l->rarity[bin];
			l->norm[t] += w[t] * w[t];
		}
	}
	for (uint32_t t = 0; t < l->themes; t++)
		l->norm[t] = l->norm[t] > 0 ? powf(l->norm[t], 0.35f) : 1;
}

ImportLearnt *import_propose_themes_open(const Corpus *vocabulary, Range without)
{
	static const float WHOLE = 1;
	ImportLearnt *l;

	if (!vocabulary || !vocabulary->themes.n || vocabulary->themes.n > 4096)
		return NULL;
	l = mem_zeroed(1, sizeof *l);
	l->themes = (uint32_t)vocabulary->themes.n;
	l->weights = mem_zeroed((size_t)l->themes * BINS, sizeof *l->weights);
	l->norm = mem_zeroed(l->themes, sizeof *l->norm);
	l->rarity = mem_zeroed(BINS, sizeof *l->rarity);
	l->words = mem_zeroed(BINS, sizeof *l->words);
	learn_measures(l, vocabulary, without);
	for (uint32_t t = 0; t < l->themes; t++) {
		const Theme *theme = &vocabulary->themes.at[t];

		add_words(l->words, theme->name.zh.s, NAME_WEIGHT);
		add_words(l->words, theme->definition.zh.s, DEFINITION_WEIGHT);
		learn_words(l, &t, &WHOLE, 1);
	}
	weigh(l);
	return l;
}

/* What was gathered in `words` as scores, a pair that comes again counting less; `words` is empty behind. */
static void score_pair(void *data, uint32_t bin)
{
	Adding *scoring = data;
	ImportLearnt *l = scoring->learnt;
	const float *w = l->weights + (size_t)bin * l->themes;
	float weight = logf(1 + l->words[bin]) * l->rarity[bin];

	l->words[bin] = 0;
	for (uint32_t t = 0; weight > 0 && t < l->themes; t++)
		scoring->to[t] += weight * w[t];
}

ImportThemes import_propose_themes(ImportLearnt *learnt, Str text)
{
	ImportThemes out = {{CORPUS_NONE, CORPUS_NONE, CORPUS_NONE}};
	ptrdiff_t stop = str_find(text, STR("。"), 0);
	float *scores = mem_zeroed(learnt->themes, sizeof *scores), first = 0;
	Adding scoring = {scores, 0, learnt};

	text = str_sub(text, 0, 6000);
	add_words(learnt->words, text, 1);
	add_words(learnt->words, stop > 0 && stop < 300 ? str_sub(text, 0, (size_t)stop) : (Str){0}, HEADLINE_WEIGHT - 1);
	each_pair(text, score_pair, &scoring);
	for (uint32_t t = 0; t < learnt->themes; t++)
		scores[t] /= learnt->norm[t];
	for (int i = 0; i < IMPORT_THEMES; i++) {
		uint32_t best = CORPUS_NONE;

		for (uint32_t t = 0; t < learnt->themes; t++)
			if (scores[t] > 0 && (best == CORPUS_NONE || scores[t] > scores[best]))
				best = t;
		if (best == CORPUS_NONE || (i > 1 && (double)scores[best] < MARGIN * (double)first))
			break;
		first = i ? first : scores[best];
		out.at[i] = best;
		scores[best] = 0;
	}
	free(scores);
	return out;
}

void import_propose_themes_close(ImportLearnt *learnt)
{
	if (!learnt)
		return;
	free(learnt->weights);
	free(learnt->norm);
	free(learnt->rarity);
	free(learnt->words);
	free(learnt);
}
