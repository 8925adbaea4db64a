#include "import.h"

#include <stdlib.h>

static bool read_input(const ImportInput *input, Buf *lines, ImportLog *log, Msgs *msgs)
{
	Pos pos = {.file = msg_file(msgs, input->name)};
	Buf text = {0};
	bool ok = import_read_decode(input->bytes, &text, log, msgs, pos);
	ImportForm form = import_read_form(input->name, buf_str(&text));

	/* The only one is taken as it is. */
	if (ok && form == IMPORT_TEXT && !lines->n) {
		buf_free(lines);
		*lines = text;
		return true;
	}
	ok = ok && import_read_lines(buf_str(&text), form, lines, log, msgs, pos);
	buf_free(&text);
	return ok;
}

/* One step of several: from so many per cent of the whole on, over so many, for so many bytes. */
typedef struct Step { const ImportOptions *options; uint64_t total, from, share, bytes; } Step;

static bool step_told(void *data, uint32_t bytes)
{
	const Step *s = data;
	uint64_t percent = s->from + (s->bytes ? s->share * bytes / s->bytes : 0);

	return !s->options->told || s->options->told(s->options->data, (uint32_t)(s->total * percent / 100));
}

bool import_run(const ImportInput *inputs, size_t n, const ImportOptions *options, Import *out, Msgs *msgs)
{
	Buf lines = {0};
	bool ok = n > 0;
	Step step = {.options = options, .share = 45};

	for (size_t i = 0; i < n && ok; i++) {
		buf_add(&lines, i ? STR("\n\n") : STR(""));
		step.total += inputs[i].bytes.n;
		ok = read_input(&inputs[i], &lines, &out->log, msgs);
	}
	step.bytes = lines.n;
	if (ok)
		import_clean_told(buf_str(&lines), &out->text, &out->head, &out->log, step_told, &step);
	buf_free(&lines);
	if (ok && !out->text.bare.n) {
		msg_add(msgs, MSG_import_nothing, (Pos){.file = msg_file(msgs, inputs[0].name)}, (Str){0}, (Str){0}, (Str){0});
		ok = false;
	}
	if (!ok)
		return false;
	/* Stopped: nothing of it is wanted. */
	if (!step_told(&step, (uint32_t)step.bytes))
		return true;
	step = (Step){options, step.total, 45, 25, out->text.bare.n};
	import_outline(&out->text, out->head.speeches, &out->outline, step_told, &step);
	step.from = 70;
	step.share = 30;
	import_propose(&out->text, &out->outline, options->vocabulary, &out->proposal, step_told, &step);
	return true;
}

void import_free(Import *import)
{
	import_text_free(&import->text);
	import_text_log_free(&import->log);
	import_outline_free(&import->outline);
	import_propose_free(&import->proposal);
	*import = (Import){0};
}

void import_files_free(ImportFiles *files)
{
	for (size_t i = 0; i < files->n; i++)
		buf_free(&files->at[i].text);
	free(files->at);
	mem_arena_free(&files->arena);
	*files = (ImportFiles){0};
}
