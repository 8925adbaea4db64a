#include "cli_source.h"

#include "cli_notice.h"

#include "../core/file.h"
#include "../core/import_source.h"

#include <stdlib.h>
#include <unistd.h>

#define LIMIT ((size_t)2 << 30)
#define SPANS_TOLD 8

typedef struct Sourcing {
	const Options *options;
	const CliIo *io;
	const Corpus *corpus;
	Unit unit;     /* whose words; UNIT_NONE: all */
	ImportPieces pieces;
	Buf *texts;    /* of each volume */
	ImportSource *sources;
	Buf *out;
} Sourcing;

static Pos pos_in(const Buf *path, Msgs *msgs)
{
	return (Pos){.file = msg_file(msgs, buf_str(path))};
}

static CliExit read_source(Sourcing *s, uint32_t volume)
{
	const Volume *v = &s->corpus->volumes.at[volume];
	Buf path = {0};
	Msgs msgs = {0};
	CliExit code = CLI_DONE;
	size_t size;
	int fd = -1;

	if (!file_add_beside(v->path, v->source_file.s, &path)) {
		cli_say(s->options->lang, s->io->err, N_NO_SOURCE, v->id.s, (Str){0});
		code = CLI_FINDINGS;
	} else if ((fd = file_open(buf_cstr(&path), LIMIT, &size, &msgs, pos_in(&path, &msgs))) < 0 ||
		!file_slurp(fd, LIMIT, &s->texts[volume], &msgs, pos_in(&path, &msgs))) {
		cli_say_messages(s->options->lang, s->io->err, &msgs, 0, MSG_WARNING);
		code = CLI_UNREADABLE;
	} else {
		import_source_open(buf_str(&s->texts[volume]), &s->sources[volume]);
		if (!import_source_fits(&s->sources[volume], v)) {
			cli_say(s->options->lang, s->io->err, N_OTHER_SOURCE, buf_str(&path), (Str){0});
			code = CLI_UNREADABLE;
		}
	}
	if (fd >= 0)
		close(fd);
	buf_free(&path);
	msg_free(&msgs);
	return code;
}

/* What no unit has is told in one line, the first places of it by their spans. */
static void tell_between(const Sourcing *s)
{
	Buf places = {0}, spans = {0};
	size_t n = 0;

	for (size_t i = 0; i < s->pieces.n; i++) {
		const ImportPiece *piece = &s->pieces.at[i];

		if (piece->part != IMPORT_PART_BETWEEN || n++ >= SPANS_TOLD)
			continue;
		buf_add(&spans, STR(" ["));
		buf_add_int(&spans, piece->span.from);
		buf_add(&spans, STR(", "));
		buf_add_int(&spans, piece->span.to);
		buf_add_char(&spans, ']');
	}
	buf_add_int(&places, (long long)n);
	buf_add(&spans, n > SPANS_TOLD ? STR(" …") : STR(""));
	if (n)
		cli_say(s->options->lang, s->io->err, N_BETWEEN, buf_str(&places), buf_str(&spans));
	buf_free(&places);
	buf_free(&spans);
}

static bool is_within(const Corpus *corpus, Unit unit, Unit of)
{
	if (unit.kind == UNIT_NONE || of.kind == UNIT_NONE)
		return false;
	if (of.kind == UNIT_SPEECH)
		return corpus_speech_of(corpus, unit) == of.index;
	if (of.kind == UNIT_SECTION && unit.kind == UNIT_MEASURE)
		return corpus->measures.at[unit.index].section == of.index;
	return unit.kind == of.kind && unit.index == of.index;
}

/* Keeps the pieces of the unit that was asked for. */
static void narrow(Sourcing *s)
{
	size_t n = 0;

	for (size_t i = 0; i < s->pieces.n; i++)
		if (s->unit.kind == UNIT_NONE || is_within(s->corpus, s->pieces.at[i].unit, s->unit))
			s->pieces.at[n++] = s->pieces.at[i];
	s->pieces.n = n;
}

/* The pieces as they stand in the source, with the white space that is between two that follow each other. */
static void add_text(const Sourcing *s, const ImportSource *source, size_t first)
{
	const char *reached = NULL;

	for (size_t i = first; i < s->pieces.n; i++) {
		Str text = s->pieces.at[i].text;

		if (!text.n)
			continue;
		if (reached && reached <= text.s && str_trim((Str){reached, (size_t)(text.s - reached)}).n == 0)
			buf_add(s->out, (Str){reached, (size_t)(text.s - reached)});
		else if (reached)
			buf_add_char(s->out, '\n');
		buf_add(s->out, text);
		reached = text.s + text.n;
	}
	if (reached)
		buf_add(s->out, s->unit.kind == UNIT_NONE ? (Str){reached, (size_t)(source->kept.s + source->kept.n - reached)}
			: STR("\n"));
}

static CliExit add_volumes(Sourcing *s)
{
	uint32_t only = s->unit.kind == UNIT_NONE ? UINT32_MAX
		: s->corpus->speeches.at[corpus_speech_of(s->corpus, s->unit)].volume;
	CliExit code = CLI_DONE;

	for (uint32_t i = 0; i < s->corpus->volumes.n && code == CLI_DONE; i++) {
		size_t first = s->pieces.n;

		if (only != UINT32_MAX && only != i)
			continue;
		code = read_source(s, i);
		if (code != CLI_DONE)
			break;
		import_source_pieces(s->corpus, i, &s->sources[i], &s->pieces);
		narrow(s);
		if (s->options->format == EXPORT_TEXT)
			add_text(s, &s->sources[i], first);
	}
	return code;
}

CliExit cli_source(const Options *options, const CliIo *io, const Corpus *corpus, const ExportOptions *how, Buf *out,
	bool *unwritten)
{
	Sourcing s = {.options = options, .io = io, .corpus = corpus, .out = out};
	Buf words = {0};
	CliExit code = CLI_FINDINGS;

	for (size_t i = 0; i < options->args.n; i++) {
		buf_add(&words, i ? STR(" ") : STR(""));
		buf_add(&words, options->args.at[i]);
	}
	s.unit = words.n ? corpus_unit(corpus, buf_str(&words)) : (Unit){UNIT_NONE, 0};
	s.texts = mem_zeroed(corpus->volumes.n, sizeof *s.texts);
	s.sources = mem_zeroed(corpus->volumes.n, sizeof *s.sources);
	if (words.n && s.unit.kind == UNIT_NONE)
		cli_say(options->lang, io->err, N_NO_UNIT, buf_str(&words), (Str){0});
	else
		code = add_volumes(&s);
	if (code == CLI_DONE) {
		List list = import_source_list(corpus, &s.pieces);

		*unwritten = options->format != EXPORT_TEXT && !export_list(&list, options->format, how, out);
		tell_between(&s);
		code = s.pieces.n ? CLI_DONE : CLI_FINDINGS;
	}
	for (size_t i = 0; i < corpus->volumes.n; i++) {
		import_source_free(&s.sources[i]);
		buf_free(&s.texts[i]);
	}
	free(s.sources);
	free(s.texts);
	free(s.pieces.at);
	buf_free(&words);
	return code;
}
