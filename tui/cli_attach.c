#include "cli_attach.h"

#include "cli_notice.h"
#include "write.h"

#include "../core/original_table.h"

#define GAPS_TOLD 8
#define PAGE_BYTES 64 /* a character of the source: what is longer is no copy of it, with whatever debris around */

typedef struct Attaching {
	const Options *options;
	const CliIo *io;
	const Corpus *corpus;
	Buf *out;
	size_t attached;
	bool failed;
} Attaching;

static void add_line(Attaching *a, CliNotice notice, Str x, Str y)
{
	cli_add_notice(a->out, a->options->lang, notice, x, y);
	buf_add_char(a->out, '\n');
}

/* 认出《…》的原文 … */
static void tell(Attaching *a, const Volume *volume, const Original *original)
{
	Str title = corpus_text(&volume->title, a->options->lang);
	Buf percent = {0}, gaps = {0}, path = {0}, count = {0};

	buf_add_int(&percent, original->percent);
	buf_add_int(&count, (long long)original->gaps.n);
	attach_add_path(&a->io->data, volume, &path);
	add_line(a, original->fit == ORIGINAL_EXACT ? N_ATTACHED : N_ATTACHED_COPY, title, buf_str(&percent));
	for (size_t i = 0; i < original->gaps.n && i < GAPS_TOLD; i++) {
		buf_add_char(&gaps, ' ');
		corpus_add_address(a->corpus, original->gaps.at[i], &gaps);
	}
	buf_add(&gaps, original->gaps.n > GAPS_TOLD ? STR(" …") : STR(""));
	if (original->gaps.n)
		add_line(a, N_ATTACHED_GAPS, buf_str(&count), buf_str(&gaps));
	add_line(a, N_ATTACHED_WHERE, buf_str(&path), (Str){0});
	buf_free(&percent);
	buf_free(&gaps);
	buf_free(&path);
	buf_free(&count);
}

static void keep(Attaching *a, const Volume *volume, const Original *original)
{
	int error = attach_save(&a->io->data, volume, buf_str(&original->text.kept));
	Buf path = {0};

	if (!error) {
		a->attached++;
		tell(a, volume, original);
		return;
	}
	a->failed = true;
	if (!attach_add_path(&a->io->data, volume, &path))
		buf_add(&path, STR("$XDG_DATA_HOME"));
	cli_say(a->options->lang, a->io->err, N_NOT_ATTACHED, buf_str(&path), write_reason(error, a->options->lang));
	buf_free(&path);
}

static bool could_be(const Volume *volume, Str bytes)
{
	return !volume->source_characters || bytes.n / PAGE_BYTES <= volume->source_characters;
}

size_t cli_attach(const Options *options, const CliIo *io, const Corpus *corpus, const ImportInput *inputs, size_t n,
	Buf *out, bool *failed)
{
	Attaching a = {.options = options, .io = io, .corpus = corpus, .out = out};

	for (uint32_t v = 0; corpus && v < corpus->volumes.n; v++)
		for (size_t i = 0; i < n; i++) {
			Original original = {0};
			Msgs msgs = {0};

			if (inputs[i].bytes.n <= ATTACH_BYTES && could_be(&corpus->volumes.at[v], inputs[i].bytes) &&
				original_read(&original, corpus, v, inputs[i].bytes, inputs[i].name, &msgs))
				keep(&a, &corpus->volumes.at[v], &original);
			original_free(&original);
			msg_free(&msgs);
		}
	*failed = a.failed;
	return a.attached;
}

void cli_attach_load(const Options *options, const CliIo *io, const Corpus *corpus, bool beside)
{
	Buf said = {0};

	attach_load(&io->data, corpus, beside, options->lang, &said);
	if (said.n)
		cli_say(options->lang, io->err, N_LINE, buf_str(&said), (Str){0});
	buf_free(&said);
}

bool cli_attach_show(const Options *options, const CliIo *io, const Corpus *corpus, Unit unit,
	const ExportOptions *export, Buf *out, bool *unwritten)
{
	static const bool PROSE[EXPORT_FORMAT_COUNT] = {[EXPORT_TEXT] = true, [EXPORT_MARKDOWN] = true,
		[EXPORT_HTML] = true};
	Arena arena = {0};
	Doc doc = {0};

	cli_attach_load(options, io, corpus, true);
	OriginalTable table = original_table(corpus, unit, true, &arena);
	for (size_t i = 0; i < table.n; i++) {
		if (i > 0)
			doc_add_block(&doc, DOC_GAP, (Unit){0}, (Str){0}, (Str){0}, 0);
		original_table_add(&doc, corpus, table.units[i]);
	}
	bool any = doc.blocks.n > 0;
	List list = original_table_list(corpus, &table);
	if (any)
		*unwritten = PROSE[options->format] ? !export_doc(&doc, corpus, options->format, export, out)
			: !export_list(&list, options->format, export, out);
	doc_free(&doc);
	mem_arena_free(&arena);
	return any;
}
