#include "cli_import_update.h"

#include "cli_notice.h"

#include "../core/file.h"
#include "../core/import_source.h"
#include "../core/import_tree.h"
#include "../core/load.h"

#include <stdlib.h>
#include <unistd.h>

#define LIMIT ((size_t)2 << 30)
#define TOLD 12 /* addresses of one fate */

/* A file of the directory; empty after a message. */
static Str read_beside(const char *directory, Str name, CliOld *out, Msgs *msgs)
{
	Buf path = {0}, bytes = {0};
	size_t size;
	int fd;

	buf_add(&path, str_of(directory));
	buf_add(&path, str_ends(buf_str(&path), STR("/")) ? STR("") : STR("/"));
	buf_add(&path, name);
	Pos pos = {.file = msg_file(msgs, buf_str(&path))};
	fd = file_open(buf_cstr(&path), LIMIT, &size, msgs, pos);
	if (fd >= 0) {
		file_slurp(fd, LIMIT, &bytes, msgs, pos);
		close(fd);
	}
	buf_free(&path);
	MEM_PUSH(&out->bytes, bytes);
	return buf_str(&bytes);
}

static void read_parts(const char *directory, CliOld *out, Msgs *msgs)
{
	ImportTree tree = {0};
	uint32_t parts = IMPORT_TREE_NONE;

	MEM_PUSH(&out->files, ((ImportInput){read_beside(directory, STR("corpus.yaml"), out, msgs), STR("corpus.yaml")}));
	if (import_tree_read(out->files.at[0].bytes, &tree))
		parts = import_tree_get(&tree, 0, "parts");
	for (uint32_t i = parts == IMPORT_TREE_NONE ? parts : tree.nodes.at[parts].first; i != IMPORT_TREE_NONE;
		i = tree.nodes.at[i].next) {
		Str name = str_keep(tree.nodes.at[i].value, &out->arena);

		MEM_PUSH(&out->files, ((ImportInput){read_beside(directory, name, out, msgs), name}));
	}
	import_tree_free(&tree);
}

/* The spans must count the text that is there, or they would be moved from nowhere. */
static CliExit read_source(const Options *options, const CliIo *io, CliOld *out, Msgs *msgs)
{
	const Volume *volume = &out->corpus->volumes.at[0];
	Str name = volume->source_file.s;
	ImportSource source;
	bool fits;

	if (!file_is_beside(name)) {
		cli_say(options->lang, io->err, N_NO_SOURCE, volume->id.s, (Str){0});
		return CLI_UNREADABLE;
	}
	out->source = read_beside(options->output, name, out, msgs);
	if (msgs->count[MSG_FATAL])
		return CLI_UNREADABLE;
	import_source_open(out->source, &source);
	fits = import_source_fits(&source, volume);
	import_source_free(&source);
	if (!fits)
		cli_say(options->lang, io->err, N_OTHER_SOURCE, name, (Str){0});
	return fits ? CLI_DONE : CLI_UNREADABLE;
}

CliExit cli_import_update_read(const Options *options, const CliIo *io, CliOld *out)
{
	Msgs msgs = {0};
	CliExit code = CLI_UNREADABLE;

	if (!file_is_directory(options->output)) {
		cli_say(options->lang, io->err, N_NO_OLD, str_of(options->output), (Str){0});
		return CLI_UNREADABLE;
	}
	out->corpus = load_paths(&options->output, 1, NULL, &msgs);
	if (out->corpus)
		read_parts(options->output, out, &msgs);
	if (out->corpus && !msgs.count[MSG_FATAL])
		code = read_source(options, io, out, &msgs);
	cli_say_messages(options->lang, io->err, &msgs, 0, MSG_FATAL);
	msg_free(&msgs);
	return code;
}

void cli_import_update_free(CliOld *old)
{
	corpus_free(old->corpus);
	for (size_t i = 0; i < old->bytes.n; i++)
		buf_free(&old->bytes.at[i]);
	free(old->bytes.at);
	free(old->files.at);
	mem_arena_free(&old->arena);
	*old = (CliOld){0};
}

static void add_addresses(const ImportUpdate *update, ImportFate fate, Lang lang, Buf *out)
{
	size_t n = 0;

	for (size_t i = 0; i < update->notes.n && n < TOLD; i++) {
		if (update->notes.at[i].fate != fate)
			continue;
		buf_add(out, n++ ? STR(" ") : lang == LANG_ZH ? STR("：") : STR(": "));
		buf_add(out, update->notes.at[i].address);
	}
	if (n && update->count[fate] > n)
		buf_add(out, STR(" …"));
}

void cli_import_update_summary(const ImportUpdate *update, Lang lang, Buf *out)
{
	for (int fate = 0; fate < IMPORT_FATE_COUNT; fate++) {
		if (!update->count[fate])
			continue;
		buf_add(out, import_update_fate((ImportFate)fate, lang));
		buf_add_char(out, ' ');
		buf_add_int(out, (long long)update->count[fate]);
		add_addresses(update, (ImportFate)fate, lang, out);
		buf_add_char(out, '\n');
	}
}
