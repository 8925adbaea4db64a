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
#define OTHER_SHARE 0.5f   /* of a theme that is not the measure's main one */
#define HEADLINE_WEIGHT 3.0f
#define MARGIN 0.62        /* a third theme is proposed where it has that share of the first one's score */

/* For each theme the weights of the pairs in its words. */
struct ImportLearnt {
	uint32_t themes;
	float *weights; /* themes × BINS */
	float *norm;    /* by theme */
	float *rarity;  /* by bin: how few themes have it */
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

typedef struct Adding { float *to; float weight; } Adding;

static void add_pair(void *data, uint32_t bin)
{
	Adding *adding = data;

	adding->to[bin] += adding->weight;
}

static void add_words(float *to, Str text, float weight)
{
	Adding adding = {to, weight};

	each_pair(text, add_pair, &adding);
}

static void learn_measure(ImportLearnt *l, const Corpus *c, const Measure *m)
{
	for (uint32_t i = 0; i < m->themes.n; i++) {
		uint32_t theme = c->theme_refs.at[m->themes.first + i].theme;
		float share = i ? OTHER_SHARE : 1.0f;

		if (theme >= l->themes)
			continue;
		add_words(l->weights + (size_t)theme * BINS, m->label.zh.s, LABEL_WEIGHT * share);
		add_words(l->weights + (size_t)theme * BINS, m->body.text.zh.s, TEXT_WEIGHT * share);
	}
}

static void weigh(ImportLearnt *l)
{
	for (uint32_t bin = 0; bin < BINS; bin++) {
		uint32_t having = 0;

		for (uint32_t t = 0; t < l->themes; t++)
			having += l->weights[(size_t)t * BINS + bin] > 0;
		l->rarity[bin] = having ? logf((float)(l->themes + 1) / (float)having) : 0;
	}
	for (uint32_t t = 0; t < l->themes; t++) {
		float sum = 0, *w = l->weights + (size_t)t * BINS;

		for (uint32_t bin = 0; bin < BINS; bin++) {
			w[bin] = logf(1 + w[bin]) * l->rarity[bin];
			sum += w[bin] * w[bin];
		}
		l->norm[t] = sum > 0 ? powf(sum, 0.35f) : 1;
	}
}

ImportLearnt *import_propose_themes_open(const Corpus *vocabulary, uint32_t without)
{
	ImportLearnt *l;

	if (!vocabulary || !vocabulary->themes.n || vocabulary->themes.n > 4096)
		return NULL;
	l = mem_zeroed(1, sizeof *l);
	l->themes = (uint32_t)vocabulary->themes.n;
	l->weights = mem_zeroed((size_t)l->themes * BINS, sizeof *l->weights);
	l->norm = mem_zeroed(l->themes, sizeof *l->norm);
	l->rarity = mem_zeroed(BINS, sizeof *l->rarity);
	for (uint32_t t = 0; t < l->themes; t++) {
		const Theme *theme = &vocabulary->themes.at[t];

		add_words(l->weights + (size_t)t * BINS, theme->name.zh.s, NAME_WEIGHT);
		add_words(l->weights + (size_t)t * BINS, theme->definition.zh.s, DEFINITION_WEIGHT);
	}
	for (uint32_t i = 0; i < vocabulary->measures.n && i < 20000; i++)
		if (i != without)
			learn_measure(l, vocabulary, &vocabulary->measures.at[i]);
	weigh(l);
	return l;
}

typedef struct Scoring { const ImportLearnt *learnt; float *scores; float weight; } Scoring;

static void score_pair(void *data, uint32_t bin)
{
	Scoring *s = data;

	for (uint32_t t = 0; s->learnt->rarity[bin] > 0 && t < s->learnt->themes; t++)
		s->scores[t] += s->weight * s->learnt->rarity[bin] * s->learnt->weights[(size_t)t * BINS + bin];
}

ImportThemes import_propose_themes(const ImportLearnt *learnt, Str text)
{
	ImportThemes out = {{CORPUS_NONE, CORPUS_NONE, CORPUS_NONE}};
	ptrdiff_t stop = str_find(text, STR("。"), 0);
	float *scores = mem_zeroed(learnt->themes, sizeof *scores), first = 0;
	Scoring scoring = {learnt, scores, 1.0f};

	each_pair(str_sub(text, 0, 6000), score_pair, &scoring);
	scoring.weight = HEADLINE_WEIGHT - 1;
	each_pair(stop > 0 && stop < 300 ? str_sub(text, 0, (size_t)stop) : (Str){0}, score_pair, &scoring);
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
	free(learnt);
}
