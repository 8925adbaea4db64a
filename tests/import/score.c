#include "score.h"

#include "../../core/check.h"
#include "../../core/file.h"
#include "../../core/load.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

typedef struct Boundary { uint32_t at; Str kind; } Boundary;
typedef struct Boundaries { Boundary *at; size_t n, cap; } Boundaries;

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
		MEM_PUSH(all, ((Boundary){from, str_of(kind)}));
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

/* The places of the units of a .want file in the bare text, each behind the one before. */
static bool read_want(Str want, Str bare, Boundaries *out)
{
	Str rest = want, line, kind;
	size_t from = 0;

	while (str_split(&rest, '\n', &line)) {
		ptrdiff_t at;

		if (!line.n)
			continue;
		if (!str_split(&line, '\t', &kind) || (at = str_find(bare, line, from)) < 0)
			return false;
		MEM_PUSH(out, ((Boundary){(uint32_t)at, kind}));
		from = (size_t)at + 1;
	}
	return true;
}

bool score_add(const char *path, Score *sum)
{
	Buf name = {0};
	Import import = {0};
	Boundaries want = {0}, found = {0};
	const char *dot = strrchr(path, '.');
	bool ok;

	buf_add(&name, (Str){path, (size_t)(dot - path)});
	buf_add(&name, STR(".want"));
	Buf text = score_file(buf_cstr(&name));
	ok = text.n && score_import(path, &(ImportOptions){0}, &import);
	ok = ok && read_want(buf_str(&text), buf_str(&import.text.bare), &want);
	found = found_in(&import.outline);
	for (size_t i = 0; i < want.n; i++)
		for (size_t j = 0; j < found.n; j++)
			sum->right += want.at[i].at == found.at[j].at && str_eq(want.at[i].kind, found.at[j].kind);
	sum->want += want.n;
	sum->found += found.n;
	free(want.at);
	free(found.at);
	buf_free(&text);
	buf_free(&name);
	import_free(&import);
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
