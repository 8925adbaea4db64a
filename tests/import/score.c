#include "score.h"

#include "../../core/check.h"
#include "../../core/file.h"
#include "../../core/load.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

typedef struct Boundary { uint32_t at; Str kind, themes; } Boundary;
typedef struct Boundaries { Boundary *at; size_t n, cap; } Boundaries;

/* A .want file: its boundaries, its terms, and its figures with the place behind which each stands. */
typedef struct Wanted { Boundaries units, terms, figures; } Wanted;

Buf score_file(const char *path)
{
	Msgs msgs = {0};
	Buf out = {0};
	int fd = open(path, O_RDONLY | O_CLOEXEC);

	if (fd >= 0) {
		file_slurp(fd, (size_t)1 << 30, &out, &msgs, (Pos){0});
		close(fd);
	}
	msg_free(&msgs);
	return out;
}

bool score_import(const char *path, const ImportOptions *options, Import *out)
{
	Buf bytes = score_file(path);
	ImportInput input = {buf_str(&bytes), str_of(path)};
	Msgs msgs = {0};
	bool ok = bytes.n && import_run(&input, 1, options, out, &msgs);

	buf_free(&bytes);
	msg_free(&msgs);
	return ok;
}

static void push(Boundaries *all, uint32_t from, uint32_t to, const char *kind)
{
	if (from < to)
		MEM_PUSH(all, ((Boundary){from, str_of(kind), {0}}));
}

static Boundaries found_in(const ImportOutline *o)
{
	Boundaries all = {0};

	for (size_t i = 0; i < o->speeches.n; i++) {
		const ImportSpeech *s = &o->speeches.at[i];
		bool before = s->cut.title_from < s->cut.title_to && s->cut.title_from < s->cut.speaker_from;

		push(&all, s->cut.foot || before ? s->cut.title_from : s->cut.speaker_from, s->cut.from, "title");
		push(&all, s->cut.from, s->lead_to, "lead");
		for (uint32_t j = 0; j < s->sections.n; j++) {
			const ImportSection *section = &o->sections.at[s->sections.first + j];

			push(&all, section->from, section->to, "heading");
			push(&all, section->to, section->intro_to, "intro");
			for (uint32_t k = 0; k < section->measures.n; k++) {
				const ImportMeasure *m = &o->measures.at[section->measures.first + k];

				push(&all, m->from, m->to, "measure");
			}
		}
		if (s->cut.foot)
			push(&all, s->cut.speaker_from, s->cut.speaker_to, "foot");
	}
	return all;
}

/* The places of the units in the bare text, each behind the one before; figures count from the start again. */
static bool read_want(Str want, Str bare, Wanted *out)
{
	Str rest = want, line, kind;
	size_t from = 0, figure = 0;

	while (str_split(&rest, '\n', &line)) {
		Str words, themes = line;
		ptrdiff_t at;

		if (!line.n)
			continue;
		if (!str_split(&themes, '\t', &kind) || !str_split(&themes, '\t', &words))
			return false;
		if (str_eq(kind, STR("term"))) {
			MEM_PUSH(&out->terms, ((Boundary){0, words, {0}}));
			continue;
		}
		bool is_figure = str_eq(kind, STR("figure"));
		at = str_find(bare, words, is_figure ? figure : from);
		if (at < 0) {
			fprintf(stderr, "score: not in the text: %.*s\n", (int)line.n, line.s);
			return false;
		}
		MEM_PUSH(is_figure ? &out->figures : &out->units, ((Boundary){(uint32_t)at, is_figure ? words : kind, themes}));
		*(is_figure ? &figure : &from) = (size_t)at + 1;
	}
	return true;
}

static void count_boundaries(const Boundaries *want, const Boundaries *found, ScoreCount *count)
{
	for (size_t i = 0; i < want->n; i++)
		for (size_t j = 0; j < found->n; j++)
			count->right += want->at[i].at == found->at[j].at && str_eq(want->at[i].kind, found->at[j].kind);
	count->want += want->n;
	count->found += found->n;
}

static void count_terms(const Boundaries *want, const Import *import, ScoreCount *count)
{
	for (size_t i = 0; i < want->n; i++)
		for (size_t j = 0; j < import->proposal.terms.n; j++)
			count->right += str_eq(want->at[i].kind, import->proposal.terms.at[j].name);
	count->want += want->n;
	count->found += want->n ? import->proposal.terms.n : 0;
}

static void count_figures(const Boundaries *want, const Import *import, ScoreCount *count)
{
	Str bare = buf_str(&import->text.bare);

	for (size_t i = 0; i < want->n; i++)
		for (size_t j = 0; j < import->proposal.figures.n; j++) {
			const ImportFigure *f = &import->proposal.figures.at[j];

			count->right += want->at[i].at == f->from && str_eq(want->at[i].kind, str_sub(bare, f->from, f->to));
		}
	count->want += want->n;
	count->found += want->n ? import->proposal.figures.n : 0;
}

static void count_measure(Str want, const ImportThemes *found, const Corpus *vocabulary, Score *sum)
{
	Str id;

	sum->measures++;
	for (int k = 0; k < IMPORT_THEMES && found->at[k] != CORPUS_NONE; k++)
		sum->themes.found++;
	for (size_t n = 0; str_split(&want, ',', &id); n++) {
		sum->themes.want++;
		for (int k = 0; k < IMPORT_THEMES && found->at[k] != CORPUS_NONE; k++) {
			bool same = str_eq(vocabulary->themes.at[found->at[k]].id.s, id);

			sum->themes.right += same;
			sum->first += same && !n && !k;
			sum->second += same && !n && k < 2;
		}
	}
}

static void count_themes(const Boundaries *want, const Import *import, const Corpus *vocabulary, Score *sum)
{
	for (size_t i = 0; vocabulary && i < want->n; i++)
		for (size_t j = 0; want->at[i].themes.n && j < import->outline.measures.n; j++)
			if (import->outline.measures.at[j].from == want->at[i].at)
				count_measure(want->at[i].themes, &import->proposal.themes.at[j], vocabulary, sum);
}

bool score_add_text(Str bytes, const char *name, Str text, const Corpus *vocabulary, Score *sum)
{
	Import import = {0};
	ImportInput input = {bytes, str_of(name)};
	Boundaries found;
	Wanted want = {0};
	Msgs msgs = {0};
	bool ok = import_run(&input, 1, &(ImportOptions){.vocabulary = vocabulary}, &import, &msgs) &&
		read_want(text, buf_str(&import.text.bare), &want);

	found = found_in(&import.outline);
	count_boundaries(&want.units, &found, &sum->boundaries);
	count_terms(&want.terms, &import, &sum->terms);
	count_figures(&want.figures, &import, &sum->figures);
	count_themes(&want.units, &import, vocabulary, sum);
	free(found.at);
	free(want.units.at);
	free(want.terms.at);
	free(want.figures.at);
	msg_free(&msgs);
	import_free(&import);
	return ok;
}

bool score_add(const char *path, const Corpus *vocabulary, Score *sum)
{
	Buf name = {0}, bytes = score_file(path), want;
	const char *dot = strrchr(path, '.');
	bool ok;

	buf_add(&name, (Str){path, (size_t)(dot - path)});
	buf_add(&name, STR(".want"));
	want = score_file(buf_cstr(&name));
	ok = bytes.n && want.n && score_add_text(buf_str(&bytes), path, buf_str(&want), vocabulary, sum);
	buf_free(&bytes);
	buf_free(&want);
	buf_free(&name);
	return ok;
}

static void write_file(const char *path, Str text)
{
	FILE *file = fopen(path, "w");

	if (file) {
		fwrite(text.s, 1, text.n, file);
		fclose(file);
	}
}

Corpus *score_load(const ImportFiles *files, bool strict)
{
	char directory[] = P_tmpdir "/bilan-score.XXXXXX", name[300];
	const char *path = directory;
	Corpus *corpus = NULL;
	Msgs msgs = {0};

	if (!mkdtemp(directory))
		return NULL;
	for (int pass = 0; pass < 2; pass++) {
		for (size_t i = 0; i < files->n; i++) {
			snprintf(name, sizeof name, "%s/%.*s", directory, (int)files->at[i].name.n, files->at[i].name.s);
			if (pass)
				unlink(name);
			else
				write_file(name, buf_str(&files->at[i].text));
		}
		if (!pass)
			corpus = load_paths(&path, 1, NULL, &msgs);
	}
	rmdir(directory);
	if (corpus && strict)
		check_corpus(corpus, &msgs);
	for (size_t i = 0; i < msgs.list.n && strict; i++) {
		Buf line = {0};

		msg_line(&line, &msgs, &msgs.list.at[i], LANG_EN);
		fprintf(stderr, "%s\n", buf_cstr(&line));
		buf_free(&line);
		corpus_free(corpus);
		corpus = NULL;
	}
	msg_free(&msgs);
	return corpus;
}
