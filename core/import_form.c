#include "import_form.h"

#include "import_word.h"
#include "utf8.h"

#include <stdlib.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))
#define W(word) STR_ROW(word)
#define CLAUSES 4
#define CANDIDATES 40 /* of a stretch: the last ones */
#define LONGEST 240   /* bytes of a sentence that could be a heading */

/* Verbs with which headings of official prose begin. */
static const Str VERBS[] = {
	W("坚持"), W("聚焦"), W("强化"), W("构建"), W("紧扣"), W("激活"), W("推动"), W("完善"), W("深化"), W("健全"),
	W("打造"), W("突出"), W("抓好"), W("抓实"), W("夯实"), W("建强"), W("创新"), W("落实"), W("提升"), W("压实"),
	W("贯彻"), W("围绕"), W("着力"), W("把握"), W("注重"), W("加强"), W("优化"), W("拓展"), W("推进"), W("织密"),
	W("做实"), W("做优"), W("做强"), W("选优"), W("严格"), W("凝聚"), W("发挥"), W("探索"), W("实施"), W("建立"),
	W("理顺"), W("破解"), W("筑牢"), W("做好"), W("用好"), W("引领"), W("整合"), W("统筹"), W("拧紧"), W("扛起"),
	W("立足"), W("瞄准"), W("锚定"), W("延伸"), W("拓宽"), W("厚植"), W("培育"), W("营造"), W("守住"), W("畅通"),
	W("增强"), W("扩大"), W("树立"), W("明确"), W("配强"), W("以"), W("从"), W("在"), W("向"), W("把"), W("让"),
	W("变"), W("抓"), W("建"),
};

/* What sentences inside a text begin with. */
static const Str JOINTS[] = {
	W("同时"), W("目前"), W("比如"), W("此外"), W("其中"), W("另外"), W("因此"), W("为此"), W("截至"), W("近年来"),
	W("去年"), W("今年"), W("通过"), W("按照"), W("针对"), W("对"), W("每"), W("各"), W("由"), W("使"), W("这"),
	W("该"), W("如"), W("但"), W("并"), W("其"), W("而"), W("我们"), W("我省"), W("我市"), W("全省"), W("全市"),
	W("全区"), W("全县"), W("省委"), W("市委"), W("区委"), W("县委"), W("习近平"), W("为"), W("疫情"), W("据"),
	W("当前"), W("过去"), W("多年来"), W("一段时间"), W("根据"), W("对于"), W("结合"), W("及时"), W("仅"), W("有"),
	W("是"),
};

static const Str TELLING[] = {
	W("我们"), W("他们"), W("强调"), W("指出"), W("同志"), W("了"), W("是"), W("已"), W("也"), W("都"),
};

static bool has(Str text, const ImportGlimpse *glimpse, Str word)
{
	return import_word_find(text, glimpse, word, 0) >= 0;
}

/* Clauses between commas, the first CLAUSES of them; returns how many there are. */
static size_t clauses_of(Str words, Str *at)
{
	size_t n = 0, from = 0;

	for (size_t i = 0; i < words.n;) {
		if (utf8_at_han(words.s + i, words.n - i)) {
			i += 3;
			continue;
		}
		size_t bytes = words.s[i] == ',' ? 1 : str_starts(str_sub(words, i, i + 3), STR("，")) ? 3 : 0;

		if (bytes) {
			if (n < CLAUSES)
				at[n] = str_sub(words, from, i);
			n++;
			from = i + bytes;
		}
		i += bytes ? bytes : 1;
	}
	if (n < CLAUSES)
		at[n] = str_sub(words, from, words.n);
	return n + 1;
}

static bool has_digit(Str words)
{
	for (size_t i = 0; i < words.n; i++)
		if (words.s[i] >= '0' && words.s[i] <= '9')
			return true;
	return false;
}

static double length_score(size_t chars)
{
	return chars < 5 || chars > 56 ? -6 : chars < 8 || chars > 40 ? 0 : chars <= 34 ? 2 : 1.5;
}

double import_form_score(const ImportText *text, const ImportSentence *sentence)
{
	Str words = import_sentence_words(text, sentence), at[CLAUSES];
	ImportGlimpse g;
	double score;
	size_t n;

	if (words.n > LONGEST || words.n < 12)
		return -10;
	score = length_score(utf8_count(words));
	g = import_word_glimpse(words);
	n = clauses_of(words, at);
	score += n == 2 || n == 3 ? 1 : n > 4 ? -2 : 0;
	score -= has_digit(words) ? 1.5 : 0;
	score -= has(words, &g, STR("《")) || has(words, &g, STR("“")) ? 0.5 : 0;
	score -= has(words, &g, STR("：")) || has(words, &g, STR(":")) || has(words, &g, STR("；")) ? 1 : 0;
	for (size_t i = 0; i < COUNT(TELLING); i++)
		score -= has(words, &g, TELLING[i]) ? i < 5 ? 2 : 0.7 : 0;
	score -= import_word_starts(words, JOINTS, COUNT(JOINTS)) ? 1.5 : 0;
	score += import_word_starts(words, VERBS, COUNT(VERBS)) ? 1.5 : 0;
	return score + (sentence->paragraph ? 1 : 0) + (sentence->alone ? 0.5 : 0);
}

/* How many characters two texts share at their beginnings (or ends), at most `most`. */
static size_t shared_start(Str a, Str b, size_t most)
{
	size_t i = 0, n = 0;

	while (n < most && i < a.n && i < b.n) {
		size_t step = utf8_offset(str_sub(a, i, a.n), 1);

		if (!step || i + step > b.n || memcmp(a.s + i, b.s + i, step) != 0)
			break;
		i += step;
		n++;
	}
	return n;
}

static size_t shared_end(Str a, Str b, size_t most)
{
	size_t n = 0;

	while (n < most && a.n && b.n) {
		size_t i = 1;

		while (i < a.n && i < 4 && ((unsigned char)a.s[a.n - i] & 0xC0) == 0x80)
			i++;
		if (i > b.n || memcmp(a.s + a.n - i, b.s + b.n - i, i) != 0)
			break;
		a.n -= i;
		b.n -= i;
		n++;
	}
	return n;
}

static size_t apart(size_t a, size_t b)
{
	return a > b ? a - b : b - a;
}

double import_form_alike(const ImportText *text, const ImportSentence *a, const ImportSentence *b)
{
	Str p = import_sentence_words(text, a), q = import_sentence_words(text, b), one[CLAUSES], two[CLAUSES];
	size_t n, m, start, ends;
	double score;

	if (p.n > LONGEST || q.n > LONGEST)
		return 0;
	n = clauses_of(p, one);
	m = clauses_of(q, two);
	score = n == m ? 1 : 0;
	for (size_t i = 0; n == m && i < n && i < CLAUSES; i++) {
		size_t d = apart(utf8_count(one[i]), utf8_count(two[i]));

		score += d <= 1 ? 1 : d <= 2 ? 0.5 : 0;
		score += n == m && apart(str_find(one[i], STR("、"), 0) >= 0, str_find(two[i], STR("、"), 0) >= 0) ? -0.3 : 0.2;
	}
	start = shared_start(p, q, 2);
	ends = shared_end(p, q, 3);
	return score + (start == 2 ? 1.5 : start * 0.5) + (ends == 3 ? 1.5 : ends * 0.4);
}

typedef struct Choice { size_t sentence; double score, best; int from; } Choice; /* sentence SIZE_MAX: none */
typedef struct Column { Choice at[CANDIDATES + 1]; int n; } Column;

static Column column_of(const ImportText *text, const ImportSentences *s, const ImportStretch *stretch, double none)
{
	Column column = {.n = 1};
	size_t from = stretch->to - stretch->from > CANDIDATES ? stretch->to - CANDIDATES : stretch->from;

	column.at[0] = (Choice){.sentence = SIZE_MAX, .score = none};
	for (size_t i = from; i < stretch->to; i++) {
		double score = s->at[i].mark.kind != IMPORT_MARK_NONE && s->at[i].depth >= 0 ? -10
			: import_form_score(text, &s->at[i]);

		if (score > -1)
			column.at[column.n++] = (Choice){.sentence = i, .score = score};
	}
	return column;
}

static void link_columns(const ImportText *text, const ImportSentences *s, const Column *before, Column *column)
{
	for (int i = 0; i < column->n; i++) {
		Choice *c = &column->at[i];

		c->best = -1e9;
		for (int j = 0; j < before->n; j++) {
			const Choice *b = &before->at[j];
			double alike = b->sentence == SIZE_MAX || c->sentence == SIZE_MAX ? 0
				: import_form_alike(text, &s->at[b->sentence], &s->at[c->sentence]);

			if (b->best + c->score + alike > c->best) {
				c->best = b->best + c->score + alike;
				c->from = j;
			}
		}
	}
}

static uint32_t surety(double margin)
{
	double sure = 50 + margin * 9;

	return sure > 92 ? 92 : sure < 30 ? 30 : (uint32_t)sure;
}

/* What the choice has over the best other one of its column, all else the same. */
static double margin_of(const Column *column, int chosen)
{
	double other = -1e9;

	for (int i = 0; i < column->n; i++)
		if (i != chosen && column->at[i].best > other)
			other = column->at[i].best;
	return column->at[chosen].best - other;
}

void import_form_headings(const ImportText *text, const ImportSentences *sentences, ImportStretch *at, size_t n)
{
	Column *columns = mem_zeroed(n + 1, sizeof *columns);
	int chosen = 0;

	for (size_t i = 0; i < n; i++) {
		/* One among several may be poor, for it stands where a heading must; the only one must be good. */
		columns[i] = column_of(text, sentences, &at[i], n > 1 ? 0.5 : 4.6);
		for (int j = 0; !i && j < columns[0].n; j++)
			columns[0].at[j].best = columns[0].at[j].score;
		if (i)
			link_columns(text, sentences, &columns[i - 1], &columns[i]);
	}
	for (int j = 0; n && j < columns[n - 1].n; j++)
		if (columns[n - 1].at[j].best > columns[n - 1].at[chosen].best)
			chosen = j;
	for (size_t i = n; i-- > 0;) {
		at[i].heading = columns[i].at[chosen].sentence;
		at[i].sure = surety(margin_of(&columns[i], chosen));
		chosen = columns[i].at[chosen].from;
	}
	free(columns);
}

/* How much two sentences are members of one group: same beginning, first clauses that end alike, the same frame. */
static double member_score(const ImportText *text, const ImportSentence *a, const ImportSentence *b)
{
	Str p = import_sentence_words(text, a), q = import_sentence_words(text, b), one[CLAUSES], two[CLAUSES];
	size_t n = clauses_of(p, one), m = clauses_of(q, two), start = shared_start(p, q, 3);
	double score = start * 1.0;

	if (!start || p.n > 4 * LONGEST || q.n > 4 * LONGEST)
		return 0;
	score += (double)shared_end(one[0], two[0], 3) * 0.7;
	if (n > 1 && m > 1)
		score += (double)shared_start(one[1], two[1], 3) * 0.8;
	score += (double)shared_end(p, q, 4) * 0.6;
	score += n == m ? 0.5 : 0;
	n = utf8_count(one[0]);
	m = utf8_count(two[0]);
	return score + (n > 12 || m > 12 ? 0 : n == m ? 1 : apart(n, m) == 1 ? 0.4 : 0);
}

bool import_form_group(const ImportText *text, const ImportSentences *sentences, size_t from, size_t to,
	ImportIndices *out)
{
	size_t begun = out->n;

	for (size_t i = from; i < to && i < from + 400; i++) {
		double least = 1e9;

		out->n = begun;
		MEM_PUSH(out, i);
		for (size_t j = i + 1, last = i; j < to && j - last <= 6; j++) {
			double score = member_score(text, &sentences->at[i], &sentences->at[j]);

			if (score < 3.4)
				continue;
			least = score < least ? score : least;
			MEM_PUSH(out, j);
			last = j;
		}
		if (out->n - begun >= 3 || (out->n - begun == 2 && least >= 5.5))
			return true;
	}
	out->n = begun;
	return false;
}
