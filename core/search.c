#include "search.h"

#include "fold.h"
#include "mem.h"

#include <stdlib.h>

/* A text of a unit that is searched. */
typedef struct Place {
	Str text;
	SearchField field;
	Lang lang;
} Place;

typedef struct Run {
	const Corpus *corpus;
	const Query *query;
	size_t without; /* a word that does not count; SIZE_MAX: all count */
	Lang lang;
	SearchHits *hits;
	size_t bytes; /* of text looked at */
} Run;

#define MOST_PLACES 3 /* title, speaker and lead of a speech; the passage is the last */

static int by_place(const void *a, const void *b)
{
	const SearchHit *x = a, *y = b;
	if (x->from != y->from)
		return x->from < y->from ? -1 : 1;
	return (x->to > y->to) - (x->to < y->to);
}

/* Orders the hits from `first` on, which stand in one text, and drops what two words found alike, and of those of one
   word that overlap the shorter. */
static void settle(SearchHits *hits, size_t first)
{
	size_t n = hits->n - first, kept = 0;
	if (n == 0)
		return;
	SearchHit *at = hits->at + first;
	qsort(at, n, sizeof *at, by_place);
	for (size_t i = 1; i < n; i++) {
		bool overlaps = at[i].word == at[kept].word && at[i].from < at[kept].to;
		if (!overlaps && by_place(&at[kept], &at[i]) != 0)
			at[++kept] = at[i];
		else if (overlaps && at[i].to - at[i].from > at[kept].to - at[kept].from)
			at[kept] = at[i];
	}
	hits->n = first + kept + 1;
}

/* All matches of one word in one text. */
static void add_word_hits(const Query *query, size_t word, Str text, SearchHit like, SearchHits *hits)
{
	QueryScan scan = query_scan(query, word, text, like.lang == LANG_ZH);
	size_t from, to;
	bool literal;
	like.word = (uint8_t)(word < UINT8_MAX ? word : UINT8_MAX);
	while (query_next(&scan, &from, &to, &literal)) {
		like.from = (uint32_t)from;
		like.to = (uint32_t)to;
		like.reading = !literal;
		MEM_PUSH(hits, like);
	}
}

static void add_commas(Buf *out, double value)
{
	Buf plain = {0};
	buf_add_number(&plain, value);
	ptrdiff_t point = str_find(buf_str(&plain), STR("."), 0);
	size_t whole = point < 0 ? plain.n : (size_t)point;
	for (size_t i = 0; i < plain.n; i++) {
		if (i > 0 && i < whole && (whole - i) % 3 == 0)
			buf_add_char(out, ',');
		buf_add_char(out, plain.s[i]);
	}
	buf_free(&plain);
}

/* A number that is no part of a longer one. */
static bool find_number(Str text, Str number, size_t *from, size_t *to)
{
	ptrdiff_t at = -1;
	while (number.n > 0 && (at = str_find(text, number, (size_t)(at + 1))) >= 0) {
		size_t end = (size_t)at + number.n;
		bool before = at > 0 && ((text.s[at - 1] >= '0' && text.s[at - 1] <= '9') || text.s[at - 1] == '.');
		bool behind = end < text.n && text.s[end] >= '0' && text.s[end] <= '9';
		if (before || behind)
			continue;
		*from = (size_t)at;
		*to = end;
		return true;
	}
	return false;
}

bool search_figure(Str text, const Figure *figure, size_t *from, size_t *to)
{
	Str written = figure->written.s;
	ptrdiff_t at = written.n > 0 ? str_find(text, written, 0) : -1;
	if (at >= 0) {
		*from = (size_t)at;
		*to = *from + written.n;
		return true;
	}
	while (written.n > 0 && (written.s[0] < '0' || written.s[0] > '9'))
		written = str_sub(written, 1, written.n);
	if (find_number(text, written, from, to))
		return true;
	Buf number = {0};
	buf_add_number(&number, figure->value);
	bool found = find_number(text, buf_str(&number), from, to);
	buf_clear(&number);
	add_commas(&number, figure->value);
	found = found || find_number(text, buf_str(&number), from, to);
	buf_free(&number);
	return found;
}

static void add_figure_hits(const Run *run, size_t word, const Passage *passage, Str text, SearchHit like)
{
	like.word = (uint8_t)(word < UINT8_MAX ? word : UINT8_MAX);
	for (uint32_t i = 0; i < passage->figures.n; i++) {
		const Figure *figure = &run->corpus->figures.at[passage->figures.first + i];
		size_t from = 0, to = 0;
		if (!query_figure(run->query, word, figure))
			continue;
		if (like.field == SEARCH_ORIGINAL) {
			Span at = run->corpus->originals->figures[passage->figures.first + i];
			from = at.from;
			to = at.to;
		} else {
			search_figure(text, figure, &from, &to);
		}
		like.from = (uint32_t)from;
		like.to = (uint32_t)to;
		MEM_PUSH(run->hits, like);
	}
}

static bool has_figure(const Run *run, size_t word, const Passage *passage)
{
	for (uint32_t i = 0; i < passage->figures.n; i++)
		if (query_figure(run->query, word, &run->corpus->figures.at[passage->figures.first + i]))
			return true;
	return false;
}

static bool stands_in(const Run *run, size_t word, const Place *places, size_t n, const Passage *passage)
{
	for (size_t i = 0; i < n; i++)
		if (query_stands_in(run->query, word, places[i].text, places[i].lang == LANG_ZH))
			return true;
	return run->query->words.at[word].compare != QUERY_NONE && has_figure(run, word, passage);
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

static void search_texts(Run *run, Unit unit, const Place *places, size_t n, const Passage *passage)
{
	for (size_t i = 0; i < n; i++)
		run->bytes += places[i].text.n;
	for (size_t i = 0; i < run->query->words.n; i++)
		if (i != run->without && !stands_in(run, i, places, n, passage))
			return;
	for (size_t i = 0; i < n; i++) {
		size_t first = run->hits->n;
		SearchHit like = {.unit = unit, .field = places[i].field, .lang = places[i].lang};
		for (size_t k = 0; k < run->query->words.n; k++) {
			if (k == run->without)
				continue;
			add_word_hits(run->query, k, places[i].text, like, run->hits);
			if (i == n - 1)
				add_figure_hits(run, k, passage, places[i].text, like);
		}
		settle(run->hits, first);
	}
}

/* The original says what the unit says in other words: all words have to stand in one of the two. It is Chinese. */
static void search_original(Run *run, Unit unit, const Passage *passage)
{
	const CorpusOriginals *o = run->corpus->originals;
	const Place place = {corpus_original(run->corpus, unit), SEARCH_ORIGINAL, LANG_ZH};
	uint32_t volume = run->corpus->speeches.at[corpus_speech_of(run->corpus, unit)].volume;
	size_t first = run->hits->n, kept = first;
	if (place.text.n == 0 || !o->volumes[volume].attached || !(run->query->has_han || run->lang == LANG_ZH))
		return;
	search_texts(run, unit, &place, 1, passage);
	/* Title and speaker are the same here as there. */
	for (size_t i = first; i < run->hits->n; i++)
		if (unit.kind != UNIT_SPEECH || run->hits->at[i].from >= o->speech_heads[unit.index])
			run->hits->at[kept++] = run->hits->at[i];
	run->hits->n = kept;
}

static void search_unit(Run *run, Unit unit, const Place *places, size_t n, const Passage *passage)
{
	search_texts(run, unit, places, n, passage);
	if (run->corpus->originals && run->corpus->originals->volumes)
		search_original(run, unit, passage);
}

static void search_measure(Run *run, uint32_t index)
{
	const Measure *measure = &run->corpus->measures.at[index];
	Place places[MOST_PLACES] = {
		place_of(run, &measure->label, SEARCH_LABEL),
		place_of(run, &measure->body.text, SEARCH_BODY),
	};
	search_unit(run, (Unit){UNIT_MEASURE, index}, places, 2, &measure->body);
}

static void search_section(Run *run, uint32_t index)
{
	const Section *section = &run->corpus->sections.at[index];
	Place places[MOST_PLACES] = {
		place_of(run, &section->heading, SEARCH_HEADING),
		place_of(run, &section->intro.text, SEARCH_BODY),
	};
	search_unit(run, (Unit){UNIT_SECTION, index}, places, 2, &section->intro);
	for (uint32_t i = 0; i < section->measures.n; i++)
		search_measure(run, section->measures.first + i);
}

static void search_speech(Run *run, uint32_t index)
{
	const Speech *speech = &run->corpus->speeches.at[index];
	Place places[MOST_PLACES] = {
		place_of(run, &speech->title, SEARCH_TITLE),
		place_of(run, &speech->speaker, SEARCH_SPEAKER),
		place_of(run, &speech->lead.text, SEARCH_BODY),
	};
	if (run->query->provinces && (speech->province >= 64 || !(run->query->provinces >> speech->province & 1)))
		return;
	search_unit(run, (Unit){UNIT_SPEECH, index}, places, MOST_PLACES, &speech->lead);
	for (uint32_t i = 0; i < speech->sections.n; i++)
		search_section(run, speech->sections.first + i);
}

SearchScan search_begin(const Corpus *corpus, const Query *query, size_t without, Lang lang)
{
	return (SearchScan){.corpus = corpus, .query = query, .without = without, .lang = lang};
}

SearchScan search_narrow(const Corpus *corpus, const Query *query, Lang lang, const SearchHits *hits, uint32_t until)
{
	SearchScan scan = search_begin(corpus, query, SIZE_MAX, lang);
	scan.only = mem_alloc(((hits->n < corpus->speeches.n ? hits->n : corpus->speeches.n) + 1) * sizeof *scan.only);
	scan.until = until;
	for (size_t i = 0; i < hits->n; i = search_first(corpus, hits, scan.only[scan.only_n - 1] + 1))
		scan.only[scan.only_n++] = corpus_speech_of(corpus, hits->at[i].unit);
	return scan;
}

/* The next speech to be looked at; past the last one: there is none. */
static uint32_t next_speech(SearchScan *scan)
{
	if (scan->at >= scan->until)
		return scan->at++;
	while (scan->only_at < scan->only_n && scan->only[scan->only_at] < scan->at)
		scan->only_at++;
	uint32_t next = scan->only_at < scan->only_n ? scan->only[scan->only_at] : scan->until;
	scan->at = next + 1;
	return next;
}

/* Pinyin is for Chinese texts, whatever the interface speaks. */
static bool begin_again(SearchScan *scan)
{
	if (scan->found || scan->again || scan->lang == LANG_ZH || !scan->query->has_pinyin)
		return false;
	scan->again = true;
	scan->at = scan->until = 0;
	return true;
}

bool search_step(SearchScan *scan, size_t bytes, SearchHits *hits)
{
	size_t words = scan->query->words.n - (scan->without < scan->query->words.n);
	Run run = {scan->corpus, scan->query, scan->without, scan->again ? LANG_ZH : scan->lang, hits, 0};
	if (words == 0)
		return false;
	do {
		uint32_t speech = next_speech(scan);
		if (speech >= scan->corpus->speeches.n) {
			scan->at = (uint32_t)scan->corpus->speeches.n;
			return begin_again(scan);
		}
		size_t before = hits->n;
		search_speech(&run, speech);
		scan->found = scan->found || hits->n > before;
	} while (run.bytes < bytes);
	return true;
}

void search_end(SearchScan *scan)
{
	free(scan->only);
	*scan = (SearchScan){0};
}

size_t search_query(const Corpus *corpus, const Query *query, size_t without, Lang lang, SearchHits *hits)
{
	size_t before = hits->n;
	SearchScan scan = search_begin(corpus, query, without, lang);
	while (search_step(&scan, SIZE_MAX, hits)) { }
	search_end(&scan);
	return hits->n - before;
}

size_t search_run(const Corpus *corpus, Str text, Lang lang, SearchHits *hits)
{
	Query query = query_open(corpus, text);
	query_hasten(&query);
	size_t n = search_query(corpus, &query, SIZE_MAX, lang, hits);
	query_close(&query);
	return n;
}

size_t search_first(const Corpus *corpus, const SearchHits *hits, uint32_t speech)
{
	size_t from = 0, to = hits->n;
	while (from < to) {
		size_t middle = from + (to - from) / 2;
		if (corpus_speech_of(corpus, hits->at[middle].unit) < speech)
			from = middle + 1;
		else
			to = middle;
	}
	return from;
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
	if (hit->field == SEARCH_ORIGINAL)
		return corpus_original(corpus, hit->unit);
	const Text *text = text_of(corpus, hit);
	return hit->lang == LANG_ZH ? text->zh.s : text->en.s;
}

static Str matched(const Corpus *corpus, const SearchHit *hit)
{
	return str_sub(search_text(corpus, hit), hit->from, hit->to);
}

size_t search_best(const Corpus *corpus, const SearchHits *hits)
{
	size_t best = 0;
	int least = INT32_MAX;
	for (size_t i = 0; i < hits->n && least > 0; i++) {
		const SearchHit *hit = &hits->at[i];
		int rank = hit->field == SEARCH_ORIGINAL ? 6 : hit->reading ? 3 : 0;
		if (rank >= least)
			continue;
		if (hit->field == SEARCH_BODY || hit->field == SEARCH_SPEAKER)
			rank += corpus_term(corpus, matched(corpus, hit)) != CORPUS_NONE ? 1 : 2;
		if (rank < least) {
			least = rank;
			best = i;
		}
	}
	return best;
}

#define FORMS 32 /* that a word read as pinyin is counted in; later ones are not told apart */
#define COUNTED 20000 /* hits, which is what there is time for */

typedef struct Form { Str text; long long n; } Form;

/* Appends the two commonest forms in which a word was found, with how often. */
static void add_forms(const Corpus *corpus, const SearchHits *hits, size_t word, Buf *out)
{
	Form forms[FORMS];
	size_t n = 0;
	for (size_t i = 0; i < hits->n && i < COUNTED; i++) {
		if (hits->at[i].word != word)
			continue;
		Str text = matched(corpus, &hits->at[i]);
		size_t at = 0;
		while (at < n && !str_eq(forms[at].text, text))
			at++;
		if (at == n && n < FORMS)
			forms[n++] = (Form){text, 0};
		if (at < n)
			forms[at].n++;
	}
	for (size_t shown = 0; shown < 2 && shown < n; shown++) {
		size_t most = shown;
		for (size_t i = shown; i < n; i++)
			if (forms[i].n > forms[most].n)
				most = i;
		Form form = forms[most];
		forms[most] = forms[shown];
		forms[shown] = form;
		buf_add(out, shown ? STR(" ") : STR(" → "));
		buf_add(out, form.text);
		buf_add_char(out, ' ');
		buf_add_int(out, form.n);
		buf_add(out, hits->n > COUNTED ? STR("+") : STR(""));
	}
	if (n > 2)
		buf_add(out, STR(" …"));
}

static void add_ignored(const Query *query, Lang lang, Buf *out)
{
	if (query->ignored == 0)
		return;
	if (lang == LANG_ZH)
		buf_add(out, STR("略去 "));
	buf_add_int(out, query->ignored);
	buf_add(out, lang == LANG_ZH ? STR(" 个不可见字符") : STR(" unprintable left out"));
}

static bool read_as_pinyin(const Query *query, size_t word, const SearchHits *hits)
{
	for (size_t i = 0; query->words.at[word].pinyin && i < hits->n && i < COUNTED; i++)
		if (hits->at[i].word == word && hits->at[i].reading)
			return true;
	return false;
}

void search_add_spelling(const Corpus *corpus, const Query *query, const SearchHits *hits, Lang lang, Buf *out)
{
	size_t before = out->n;
	bool first = true;
	add_ignored(query, lang, out);
	for (uint32_t i = 0; i < corpus->provinces.n && i < 64; i++)
		if (query->provinces >> i & 1) {
			if (out->n > before)
				buf_add(out, first ? STR(" · ") : lang == LANG_ZH ? STR("、") : STR(", "));
			first = false;
			buf_add(out, corpus_text(&corpus->provinces.at[i].name, lang));
		}
	for (size_t i = 0; i < query->words.n; i++) {
		bool pinyin = read_as_pinyin(query, i, hits), figure = query->words.at[i].compare != QUERY_NONE;
		if (!pinyin && !figure && !query->provinces)
			continue;
		if (out->n > before)
			buf_add(out, STR(" · "));
		if (pinyin)
			buf_add(out, lang == LANG_ZH ? STR("拼音 ") : STR("pinyin "));
		else if (figure)
			buf_add(out, lang == LANG_ZH ? STR("数据 ") : STR("figures "));
		buf_add(out, query_typed(query, i));
		if (pinyin)
			add_forms(corpus, hits, i, out);
	}
}

size_t search_in(Str text, Str query, SearchHits *hits)
{
	size_t before = hits->n;
	Query words = query_open(NULL, query);
	for (size_t i = 0; i < words.words.n; i++)
		add_word_hits(&words, i, text, (SearchHit){.lang = LANG_ZH}, hits);
	settle(hits, before);
	query_close(&words);
	return hits->n - before;
}
