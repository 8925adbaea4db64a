/* How well an import finds what the bundled corpus says is in its source (../shared/source; passed over without it),
   what it finds in the compilations of tests/import, and how fast it is; with files named, how fast these are,
   with "each" every compilation's own score. Run from the top. */
#include "../../core/import_line.h"
#include "../../core/load.h"
#include "../../core/utf8.h"
#include "../import/book.h"
#include "../import/score.h"

#include <glob.h>
#include <limits.h>
#include <malloc.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { RUNS = 3 };

typedef struct Place { uint32_t at; int kind; } Place;
typedef struct Places { Place *at; size_t n, cap; } Places;

enum { TITLE, LEAD, HEADING, INTRO, MEASURE };

static void push(Places *all, Span span, int kind)
{
	if (span.from < span.to)
		MEM_PUSH(all, ((Place){span.from, kind}));
}

static Places places_of(const Corpus *c)
{
	Places all = {0};

	for (size_t i = 0; i < c->speeches.n; i++) {
		push(&all, c->speeches.at[i].title_span, TITLE);
		push(&all, c->speeches.at[i].lead.span, LEAD);
	}
	for (size_t i = 0; i < c->sections.n; i++) {
		push(&all, c->sections.at[i].heading_span, HEADING);
		push(&all, c->sections.at[i].intro.span, INTRO);
	}
	for (size_t i = 0; i < c->measures.n; i++)
		push(&all, c->measures.at[i].body.span, MEASURE);
	return all;
}

static void tell(const char *what, size_t right, size_t want, size_t found)
{
	printf("import: %-28s %zu of %zu, %zu found: recall %.3f, precision %.3f\n", what, right, want, found,
		want ? (double)right / (double)want : 1, found ? (double)right / (double)found : 1);
}

/* Both corpora count characters of the same body, so that places can be held against each other. */
static void tell_boundaries(const Corpus *hand, const Corpus *made)
{
	Places a = places_of(hand), b = places_of(made);
	size_t right = 0;

	for (size_t i = 0; i < a.n; i++)
		for (size_t j = 0; j < b.n; j++)
			right += a.at[i].at == b.at[j].at && a.at[i].kind == b.at[j].kind;
	tell("boundaries", right, a.n, b.n);
	free(a.at);
	free(b.at);
}

static void tell_figures(const Corpus *hand, const Corpus *made)
{
	size_t right = 0, values = 0;

	for (size_t i = 0; i < hand->figures.n; i++)
		for (size_t j = 0; j < made->figures.n; j++) {
			const Figure *f = &hand->figures.at[i], *g = &made->figures.at[j];

			if (f->span.from != g->span.from || f->span.to != g->span.to)
				continue;
			right++;
			values += f->value == g->value && f->to == g->to && f->approx == g->approx && f->kind == g->kind &&
				str_eq(f->unit.zh.s, g->unit.zh.s);
		}
	tell("figures", right, hand->figures.n, made->figures.n);
	printf("import: %-28s %zu of %zu\n", "  value, kind and unit too", values, right);
}

static bool is_quoted(Str name, Str source)
{
	static const char *const OPEN[] = {"“", "《"}, *const CLOSE[] = {"”", "》"};
	bool found = false;

	for (int i = 0; i < 2 && !found; i++) {
		Buf words = {0};

		buf_add(&words, str_of(OPEN[i]));
		buf_add(&words, name);
		buf_add(&words, str_of(CLOSE[i]));
		found = str_find(source, buf_str(&words), 0) >= 0;
		buf_free(&words);
	}
	return found;
}

static void tell_terms(const Corpus *hand, const Corpus *made, Str source)
{
	size_t quoted = 0, found = 0, all = 0;

	for (size_t i = 0; i < hand->terms.n; i++) {
		Str name = hand->terms.at[i].name.s;
		bool there = corpus_term(made, name) != CORPUS_NONE;

		all += there;
		if (is_quoted(name, source)) {
			quoted++;
			found += there;
		}
	}
	printf("import: %-28s %zu of %zu in quotation or title marks\n", "terms", found, quoted);
	tell("  all terms", all, hand->terms.n, made->terms.n);
}

/* Themes of each measure, learnt from the others, or from those of the other speeches. */
static void tell_themes(const Corpus *hand, const Import *import, bool speeches)
{
	size_t first = 0, second = 0, right = 0, proposed = 0, want = 0, n = hand->measures.n;

	for (uint32_t i = 0; i < n && i < import->outline.measures.n; i++) {
		const Measure *m = &hand->measures.at[i];
		const ImportMeasure *in = &import->outline.measures.at[i];
		Range without = speeches ? hand->speeches.at[m->speech].measures : (Range){i, 1};
		ImportLearnt *learnt = import_propose_themes_open(hand, without);
		ImportThemes themes = import_propose_themes(learnt, str_sub(buf_str(&import->text.bare), in->body, in->to));
		uint32_t main = hand->theme_refs.at[m->themes.first].theme;

		first += themes.at[0] == main;
		second += themes.at[0] == main || themes.at[1] == main;
		want += m->themes.n;
		for (int k = 0; k < IMPORT_THEMES && themes.at[k] != CORPUS_NONE; k++) {
			proposed++;
			right += corpus_has_theme(hand, m, themes.at[k]);
		}
		import_propose_themes_close(learnt);
	}
	printf("import: %-28s first %zu, in the first two %zu of %zu (%.0f %%), learnt without the %s\n",
		"main theme", first, second, n, 100.0 * (double)second / (double)n,
		speeches ? "speech it stands in" : "measure itself");
	tell("  themes", right, want, proposed);
}

static Corpus *load_made(Import *import, const ImportOptions *options)
{
	ImportFiles files = {0};
	Corpus *corpus;

	import_write(import, options, &files);
	corpus = score_load(&files, false);
	import_files_free(&files);
	return corpus;
}

static void tell_source(void)
{
	static const char *const HAND[] = {"content/2022-urban-party-building"};
	glob_t found;
	Msgs msgs = {0};
	Import import = {0};

	if (glob("../shared/source/*.txt", 0, NULL, &found)) {
		printf("import: no ../shared/source, so the source document is passed over\n");
		return;
	}
	Corpus *hand = load_paths(HAND, 1, NULL, &msgs);
	ImportOptions options = {.vocabulary = hand};
	Corpus *made = hand && score_import(found.gl_pathv[0], &options, &import) ? load_made(&import, &options) : NULL;
	if (made) {
		printf("import: %zu speeches, %zu sections, %zu measures in the source\n", made->speeches.n, made->sections.n,
			made->measures.n);
		tell_boundaries(hand, made);
		tell_figures(hand, made);
		tell_terms(hand, made, buf_str(&import.text.bare));
		tell_themes(hand, &import, false);
		tell_themes(hand, &import, true);
	}
	corpus_free(made);
	corpus_free(hand);
	import_free(&import);
	msg_free(&msgs);
	globfree(&found);
}

static void tell_score(const char *what, const Score *score)
{
	const struct { const char *name; const ScoreCount *count; } ROWS[] = {
		{"boundaries", &score->boundaries}, {"figures", &score->figures}, {"terms", &score->terms},
		{"themes", &score->themes},
	};
	char line[64];

	for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
		snprintf(line, sizeof line, "%s: %s", what, ROWS[i].name);
		if (ROWS[i].count->want)
			tell(line, ROWS[i].count->right, ROWS[i].count->want, ROWS[i].count->found);
	}
	if (score->measures)
		printf("import: %s: main theme first %zu, in the first two %zu of %zu (%.0f %%)\n", what, score->first,
			score->second, score->measures, 100.0 * (double)score->second / (double)score->measures);
}

/* Each compilation alone where `each` is set, then all of them. */
static void tell_compilations(const char *what, const char *pattern, const Corpus *vocabulary, bool each)
{
	Score sum = {0};
	glob_t found;

	if (glob(pattern, GLOB_BRACE, NULL, &found))
		return;
	for (size_t i = 0; i < found.gl_pathc; i++) {
		Score one = {0};

		score_add(found.gl_pathv[i], vocabulary, &sum);
		if (each && score_add(found.gl_pathv[i], vocabulary, &one))
			tell_score(strrchr(found.gl_pathv[i], '/') + 1, &one);
	}
	tell_score(what, &sum);
	globfree(&found);
}

static void tell_book(void)
{
	Buf text = {0}, want = {0};
	Score score = {0};

	book_add(40, &text, &want);
	score_add_text(buf_str(&text), "book.txt", buf_str(&want), NULL, &score);
	tell_score("a book", &score);
	buf_free(&text);
	buf_free(&want);
}

static void tell_all_compilations(bool each)
{
	static const char *const VOCABULARY[] = {"content/2022-urban-party-building"};
	Msgs msgs = {0};
	Corpus *vocabulary = load_paths(VOCABULARY, 1, NULL, &msgs);

	tell_compilations("seen", "tests/import/seen/*.{txt,md,html}", vocabulary, each);
	tell_compilations("held back", "tests/import/held/*.{txt,md,html}", vocabulary, each);
	tell_book();
	corpus_free(vocabulary);
	msg_free(&msgs);
}

/* Of this process alone: other work on the machine does not count. */
static double seconds(void)
{
	struct timespec now;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
	return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static int by_value(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

/* One text again and again; lines that are no sentences differ each time, or they would pass for running heads. */
static void add_varied(Str one, uint32_t copy, Buf *out)
{
	Str rest = one, line;

	while (str_split(&rest, '\n', &line)) {
		bool plain = line.n < 6 || import_line_ends_sentence(line) || import_line_is_speaker(line) || line.n > 90;

		buf_add(out, line);
		for (uint32_t n = copy; n && !plain; n /= 10)
			buf_add(out, (Str){&"甲乙丙丁戊己庚辛壬癸"[n % 10 * 3], 3});
		buf_add_char(out, '\n');
	}
}

/* In a process of its own, whose memory is then that of one import. */
static void tell_speed(const char *name, Str one, size_t size, int runs)
{
	double speed[RUNS], with[RUNS], peak = 0;
	struct rusage usage;
	Msgs msgs = {0};
	Buf many = {0};

	for (uint32_t copy = 0; many.n < size; copy++)
		add_varied(one, copy, &many);
	/* As the command does. */
	mallopt(M_TRIM_THRESHOLD, INT_MAX);
	mallopt(M_MMAP_THRESHOLD, 32 << 20);
	for (int i = 0; i < runs; i++) {
		Import import = {0};
		ImportFiles files = {0};
		ImportInput input = {buf_str(&many), STR("many.txt")};
		double start = seconds();

		import_run(&input, 1, &(ImportOptions){0}, &import, &msgs);
		speed[i] = (double)many.n / 1e6 / (seconds() - start);
		import_write(&import, &(ImportOptions){0}, &files);
		with[i] = (double)many.n / 1e6 / (seconds() - start);
		import_files_free(&files);
		import_free(&import);
	}
	qsort(speed, (size_t)runs, sizeof *speed, by_value);
	qsort(with, (size_t)runs, sizeof *with, by_value);
	getrusage(RUSAGE_SELF, &usage);
	peak = (double)usage.ru_maxrss * 1024 / (double)many.n;
	printf("import: %-28s %4.0f MB: %5.1f MB/s read, %5.1f MB/s with writing, %.1f bytes of memory a byte\n", name,
		(double)many.n / 1e6, speed[runs / 2], with[runs / 2], peak);
	buf_free(&many);
	msg_free(&msgs);
}

/* Ten million bytes that are clean, the corpus's own texts and the source once repaired: nothing may change. */
static void tell_clean(void)
{
	static const char *const PATH[] = {"content/2022-urban-party-building"};
	glob_t found;
	Msgs msgs = {0};
	Corpus *c = load_paths(PATH, 1, NULL, &msgs);
	Buf one = {0}, many = {0}, out = {0};
	double start;
	uint32_t changed;

	for (size_t i = 0; c && i < c->measures.n; i++) {
		buf_add(&one, c->measures.at[i].body.text.zh.s);
		buf_add_char(&one, '\n');
	}
	if (glob("../shared/source/*.txt", 0, NULL, &found) == 0) {
		Buf source = score_file(found.gl_pathv[0]);

		import_clean_punctuation(buf_str(&source), &one);
		buf_free(&source);
		globfree(&found);
	}
	for (uint32_t copy = 0; one.n && many.n < 10 * 1000 * 1000; copy++)
		add_varied(buf_str(&one), copy, &many);
	start = seconds();
	changed = import_clean_punctuation(buf_str(&many), &out);
	printf("import: %.0f MB of clean text: %u marks changed, %.0f MB/s\n", (double)many.n / 1e6, changed,
		(double)many.n / 1e6 / (seconds() - start));
	buf_free(&one);
	buf_free(&many);
	buf_free(&out);
	corpus_free(c);
	msg_free(&msgs);
}

static void tell_speeds(const char *name, const char *path)
{
	static const struct { size_t size; int runs; } SIZES[] = {{1000 * 1000, RUNS}, {10 * 1000 * 1000, RUNS},
		{100 * 1000 * 1000, 1}};
	Buf one = score_file(path);

	for (size_t i = 0; one.n && i < sizeof SIZES / sizeof *SIZES; i++) {
		pid_t child = fork();

		if (child == 0) {
			tell_speed(name, buf_str(&one), SIZES[i].size, SIZES[i].runs);
			fflush(stdout);
			_exit(0);
		}
		waitpid(child, NULL, 0);
	}
	buf_free(&one);
}

int main(int n, char **words)
{
	for (int i = 1; i < n; i++)
		if (strcmp(words[i], "each") == 0)
			tell_all_compilations(true);
		else
			tell_speeds(words[i], words[i]);
	if (n > 1)
		return 0;
	tell_source();
	tell_all_compilations(false);
	tell_clean();
	fflush(stdout);
	tell_speeds("lines", "tests/import/seen/lines.txt");
	tell_speeds("flat", "tests/import/held/flat.txt");
	return 0;
}
