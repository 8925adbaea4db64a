#include "load.h"

#include "file.h"
#include "gate.h"
#include "utf8.h"
#include "walk.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <yaml.h>

const LoadLimits LOAD_LIMITS = {
	.file_bytes = (size_t)2 << 30,
	.scalar_bytes = (size_t)4 << 20,
	.events = (size_t)1 << 31,
	.depth = 32,
	.percent_lines = 16,
	.parts = 1000,
};

/* One file being read. */
typedef struct Reading {
	Gate gate;
	Walk *walk;
	yaml_parser_t parser;
	const LoadLimits *limits;
	Msgs *msgs;
	uint16_t file;
	size_t depth, events, documents;
	yaml_mark_t reached; /* end of the last event */
	size_t said; /* messages there were when the last value came */
} Reading;

/* libyaml's own words for what it did not find, and ours. What is not here is passed on as it is. */
typedef struct Problem { const char *theirs; MsgId ours; } Problem;

static const Problem PROBLEMS[] = {
	{"did not find expected key", MSG_yaml_key},
	{"did not find expected '-' indicator", MSG_yaml_item},
	{"did not find expected ',' or ']'", MSG_yaml_flow},
	{"did not find expected ',' or '}'", MSG_yaml_flow},
	{"did not find expected node content", MSG_yaml_value},
	{"found character that cannot start any token", MSG_yaml_token},
	{"mapping values are not allowed in this context", MSG_yaml_colon},
	{"could not find expected ':'", MSG_yaml_no_colon},
	{"found unexpected end of stream", MSG_yaml_quote},
	{"found unexpected document indicator", MSG_yaml_quote},
	{"found unknown escape character", MSG_yaml_escape},
	{"did not find expected hexdecimal number", MSG_yaml_escape},
	{"did not find expected <document start>", MSG_yaml_several},
};

static int read_block(void *data, unsigned char *to, size_t size, size_t *n)
{
	return gate_read(&((Reading *)data)->gate, (char *)to, size, n);
}

static Pos pos_of(const Reading *r, yaml_mark_t mark)
{
	uint32_t line = mark.line < UINT32_MAX - 1 ? (uint32_t)mark.line + 1 : UINT32_MAX;

	return (Pos){line, mark.column < UINT16_MAX - 1 ? (uint16_t)(mark.column + 1) : UINT16_MAX, r->file};
}

static bool fatal(Reading *r, MsgId id, Pos pos, Str a, Str b)
{
	msg_add(r->msgs, id, pos, a, b, (Str){0});
	return false;
}

static bool fatal_number(Reading *r, MsgId id, Pos pos, size_t number)
{
	char digits[24];

	snprintf(digits, sizeof digits, "%zu", number);
	return fatal(r, id, pos, str_of(digits), (Str){0});
}

/* What libyaml's reader refuses has no line of its own, only an offset. */
static void report_reader(Reading *r)
{
	size_t offset = r->parser.problem_offset;
	Pos pos = gate_pos(&r->gate, offset, r->file);
	bool control = r->parser.problem && strstr(r->parser.problem, "control");
	MsgId id = gate_is_gb18030(&r->gate, offset) ? MSG_encoding_gb18030 : MSG_encoding_invalid;
	char code[16];

	if (!control) {
		fatal(r, id, pos, (Str){0}, (Str){0});
		return;
	}
	snprintf(code, sizeof code, "U+%04X", (unsigned)r->parser.problem_value);
	fatal(r, MSG_byte_control, pos, str_of(code), (Str){0});
}

static void report_syntax(Reading *r)
{
	const yaml_parser_t *p = &r->parser;
	MsgId id = MSG_yaml_syntax;
	Buf since = {0};

	for (size_t i = 0; i < sizeof PROBLEMS / sizeof *PROBLEMS && p->problem; i++)
		if (!strcmp(p->problem, PROBLEMS[i].theirs))
			id = PROBLEMS[i].ours;
	/* What the parser closed on its way to the error was not complete because of it. */
	msg_take_back(r->msgs, r->said, MSG_key_missing);
	/* Nothing but an end mark. */
	if (id == MSG_yaml_value && !r->walk->depth)
		id = MSG_yaml_empty;
	buf_add_int(&since, (long long)(p->context ? p->context_mark.line : p->problem_mark.line) + 1);
	fatal(r, id, pos_of(r, p->problem_mark), str_of(p->problem), buf_str(&since));
	buf_free(&since);
}

/* Says why there is no next event; false. */
static bool report_parser(Reading *r)
{
	if (r->parser.error == YAML_MEMORY_ERROR)
		mem_give_up();
	if (r->gate.refused && r->gate.why == MSG_value_huge)
		fatal(r, MSG_value_huge, pos_of(r, r->reached), (Str){0}, (Str){0});
	else if (gate_report(&r->gate, r->file, r->msgs))
		return false;
	else if (r->parser.error == YAML_READER_ERROR)
		report_reader(r);
	else
		report_syntax(r);
	return false;
}

static Str text_of(const yaml_char_t *terminated)
{
	return str_of((const char *)terminated);
}

/* Anchors and tags by name. */
static bool is_bare(Reading *r, const yaml_char_t *anchor, const yaml_char_t *tag, Pos pos)
{
	if (anchor)
		return fatal(r, MSG_yaml_anchor, pos, text_of(anchor), (Str){0});
	if (tag)
		return fatal(r, MSG_yaml_tag, pos, text_of(tag), (Str){0});
	return true;
}

static bool take_node(Reading *r, const WalkNode *node)
{
	return walk_node(r->walk, node) || fatal(r, MSG_yaml_no_mapping, node->pos, (Str){0}, (Str){0});
}

static bool take_scalar(Reading *r, const yaml_event_t *event)
{
	WalkNode node = {
		WALK_SCALAR, (char *)event->data.scalar.value, event->data.scalar.length, pos_of(r, event->start_mark),
		event->start_mark.line != event->end_mark.line && event->data.scalar.style != YAML_LITERAL_SCALAR_STYLE,
	};

	r->said = r->msgs->list.n;
	if (!is_bare(r, event->data.scalar.anchor, event->data.scalar.tag, node.pos))
		return false;
	if (node.n > r->limits->scalar_bytes)
		return fatal(r, MSG_value_huge, node.pos, (Str){0}, (Str){0});
	if (node.n == 2 && event->data.scalar.style == YAML_PLAIN_SCALAR_STYLE && !memcmp(node.value, "<<", 2) &&
		walk_wants_key(r->walk))
		return fatal(r, MSG_yaml_merge, node.pos, (Str){0}, (Str){0});
	/* A document of one empty scalar is what the parser makes of a file with comments only. */
	if (!r->walk->depth && !r->depth && !node.n)
		return fatal(r, MSG_yaml_empty, (Pos){.file = r->file}, (Str){0}, (Str){0});
	return take_node(r, &node);
}

static bool take_open(Reading *r, const yaml_event_t *event)
{
	bool map = event->type == YAML_MAPPING_START_EVENT;
	WalkNode node = {.kind = map ? WALK_MAPPING : WALK_LIST, .pos = pos_of(r, event->start_mark)};
	const yaml_char_t *anchor = map ? event->data.mapping_start.anchor : event->data.sequence_start.anchor;
	const yaml_char_t *tag = map ? event->data.mapping_start.tag : event->data.sequence_start.tag;

	if (r->depth >= r->limits->depth || r->depth + 1 >= WALK_DEPTH)
		return fatal_number(r, MSG_yaml_deep, node.pos, r->limits->depth);
	r->depth++;
	return is_bare(r, anchor, tag, node.pos) && take_node(r, &node);
}

static bool take_close(Reading *r, const yaml_event_t *event)
{
	WalkNode node = {.kind = WALK_END, .pos = pos_of(r, event->start_mark)};

	r->depth--;
	return take_node(r, &node);
}

static bool take_alias(Reading *r, const yaml_event_t *event)
{
	return fatal(r, MSG_yaml_alias, pos_of(r, event->start_mark), text_of(event->data.alias.anchor), (Str){0});
}

static bool take_document(Reading *r, const yaml_event_t *event)
{
	return !r->documents++ || fatal(r, MSG_yaml_several, pos_of(r, event->start_mark), (Str){0}, (Str){0});
}

static bool take_document_end(Reading *r, const yaml_event_t *event)
{
	if (event->data.document_end.implicit)
		msg_add(r->msgs, MSG_yaml_no_end, pos_of(r, event->start_mark), (Str){0}, (Str){0}, (Str){0});
	return true;
}

static bool (*const TAKE[])(Reading *, const yaml_event_t *) = {
	[YAML_DOCUMENT_START_EVENT] = take_document, [YAML_DOCUMENT_END_EVENT] = take_document_end,
	[YAML_ALIAS_EVENT] = take_alias, [YAML_SCALAR_EVENT] = take_scalar,
	[YAML_SEQUENCE_START_EVENT] = take_open, [YAML_SEQUENCE_END_EVENT] = take_close,
	[YAML_MAPPING_START_EVENT] = take_open, [YAML_MAPPING_END_EVENT] = take_close,
};

/* All events of the file; false when it could not be used. */
static bool pump(Reading *r)
{
	yaml_event_t event;
	bool more = true, end = false;

	while (more && !end) {
		if (!yaml_parser_parse(&r->parser, &event))
			return report_parser(r);
		gate_pass(&r->gate);
		r->reached = event.end_mark;
		end = event.type == YAML_STREAM_END_EVENT;
		if (++r->events > r->limits->events)
			more = fatal_number(r, MSG_yaml_long, pos_of(r, event.start_mark), r->limits->events);
		else if (TAKE[event.type < YAML_MAPPING_END_EVENT ? event.type : YAML_MAPPING_END_EVENT])
			more = TAKE[event.type](r, &event);
		yaml_event_delete(&event);
	}
	if (more && !r->documents)
		more = fatal(r, MSG_yaml_empty, (Pos){.file = r->file}, (Str){0}, (Str){0});
	return more;
}

bool load_document(Loading *loading, int fd, Str memory, const Shape *shape, const LoadLimits *limits, uint16_t file)
{
	Reading r = {.limits = limits, .msgs = loading->msgs, .file = file};
	bool ok;

	r.gate = (Gate){.fd = fd, .memory = memory, .percent_lines = limits->percent_lines};
	/* As written in the file, line ends and escapes too; the parser reads ahead. */
	r.gate.piece_bytes = limits->scalar_bytes + (1 << 16);
	r.walk = mem_zeroed(1, sizeof *r.walk);
	r.walk->loading = loading;
	r.walk->root = shape;
	loading->schema = 1;
	if (!yaml_parser_initialize(&r.parser))
		mem_give_up();
	yaml_parser_set_encoding(&r.parser, YAML_UTF8_ENCODING);
	yaml_parser_set_input(&r.parser, read_block, &r);
	ok = pump(&r);
	walk_finish(r.walk);
	yaml_parser_delete(&r.parser);
	free(r.walk);
	if (ok && loading->schema != 1)
		ok = fatal_number(&r, MSG_schema_other, (Pos){.file = file}, loading->schema);
	return ok;
}

#define ARRAYS 10

/* How much of each array there was before a volume began; what a volume with a fatal problem pushed is taken back. */
typedef struct Counts { size_t n[ARRAYS]; } Counts;

static size_t *count_of(Corpus *corpus, int array)
{
	size_t *const all[ARRAYS] = {
		&corpus->volumes.n, &corpus->provinces.n, &corpus->themes.n, &corpus->terms.n, &corpus->speeches.n,
		&corpus->sections.n, &corpus->measures.n, &corpus->figures.n, &corpus->theme_refs.n, &corpus->term_refs.n,
	};

	return all[array];
}

static Counts count_arrays(Corpus *corpus)
{
	Counts counts;

	for (int i = 0; i < ARRAYS; i++)
		counts.n[i] = *count_of(corpus, i);
	return counts;
}

static void take_back(Corpus *corpus, const Counts *counts)
{
	for (int i = 0; i < ARRAYS; i++)
		*count_of(corpus, i) = counts->n[i];
}

/* A part is a file beside corpus.yaml: no path leads out of the corpus. */
static bool is_part_name(Str name)
{
	return name.n && name.n <= 255 && name.s[0] != '.' && !memchr(name.s, '/', name.n);
}

static bool read_part(Loading *loading, Str directory, size_t i, const LoadLimits *limits)
{
	const Scalar *part = &loading->parts.at[i];
	Buf path = {0};
	size_t size;
	int fd;
	bool ok = false;

	if (!is_part_name(part->s)) {
		msg_add(loading->msgs, MSG_part_name, part->pos, part->s, (Str){0}, (Str){0});
		return false;
	}
	for (size_t before = 0; before < i; before++)
		if (str_eq(loading->parts.at[before].s, part->s)) {
			msg_add(loading->msgs, MSG_part_twice, part->pos, part->s, (Str){0}, (Str){0});
			return true;
		}
	buf_add(&path, directory);
	buf_add(&path, part->s);
	fd = file_open(buf_cstr(&path), limits->file_bytes, &size, loading->msgs, part->pos);
	if (fd >= 0) {
		ok = load_document(loading, fd, (Str){0}, &SHAPE_PART, limits, msg_file(loading->msgs, buf_str(&path)));
		close(fd);
	}
	buf_free(&path);
	return ok;
}

/* Every part is read even where one before it failed, so that all problems are told at once. `directory` is NULL
   where there is none. */
static bool read_parts(Loading *loading, const Str *directory, const LoadLimits *limits, uint16_t file)
{
	bool ok = true;

	if (!loading->parts.n)
		return true;
	if (!directory) {
		msg_add(loading->msgs, MSG_part_nowhere, loading->parts.at[0].pos, (Str){0}, (Str){0}, (Str){0});
		return false;
	}
	if (loading->parts.n > limits->parts) {
		Buf n = {0};

		buf_add_int(&n, (long long)limits->parts);
		msg_add(loading->msgs, MSG_part_many, (Pos){.file = file}, buf_str(&n), (Str){0}, (Str){0});
		buf_free(&n);
		return false;
	}
	for (size_t i = 0; i < loading->parts.n; i++)
		ok = read_part(loading, *directory, i, limits) && ok;
	return ok;
}

/* The id of a volume whose file tells none: the file's name without directory and .yaml. */
static Str id_from_path(Str path)
{
	ptrdiff_t slash;
	Str name = path;

	while (name.n > 1 && str_ends(name, STR("/")))
		name.n--;
	while ((slash = str_find(name, STR("/"), 0)) >= 0)
		name = str_sub(name, (size_t)slash + 1, name.n);
	if (str_ends(name, STR(".yaml")))
		name.n -= 5;
	return name.n ? name : STR("corpus");
}

static bool is_new(const Loading *loading, Volume *volume)
{
	for (uint32_t i = 0; i < loading->volume; i++)
		if (str_eq(loading->corpus->volumes.at[i].id.s, volume->id.s)) {
			msg_add(loading->msgs, MSG_volume_twice, volume->pos, volume->id.s, (Str){0}, (Str){0});
			return false;
		}
	return true;
}

/* A volume from what is open already; all or nothing of it goes into the corpus. */
static void read_volume(Loading *loading, int fd, Str memory, Str path, const Str *directory, const LoadLimits *limits)
{
	Corpus *corpus = loading->corpus;
	Counts before = count_arrays(corpus);
	uint16_t file = msg_file(loading->msgs, path);
	Volume volume = {.pos.file = file}, *placed;
	size_t speeches = corpus->speeches.n;
	bool ok;

	volume.path = shape_keep(loading, path, false);
	loading->volume = (uint32_t)corpus->volumes.n;
	loading->parts.n = 0;
	MEM_PUSH(&corpus->volumes, volume);
	ok = load_document(loading, fd, memory, &SHAPE_CORPUS, limits, file);
	ok = read_parts(loading, directory, limits, file) && ok;
	placed = &corpus->volumes.at[loading->volume];
	if (!placed->id.s.n)
		placed->id.s = shape_keep(loading, utf8_clean(id_from_path(placed->path), &corpus->arena, NULL), false);
	placed->speeches = (Range){(uint32_t)speeches, (uint32_t)(corpus->speeches.n - speeches)};
	if (!ok || !is_new(loading, placed))
		take_back(corpus, &before);
}

static void read_stdin(Loading *loading, const LoadLimits *limits)
{
	Buf all = {0};
	Pos pos = {.file = msg_file(loading->msgs, STR("-"))};

	if (file_slurp(STDIN_FILENO, limits->file_bytes, &all, loading->msgs, pos))
		read_volume(loading, -1, buf_str(&all), STR("-"), NULL, limits);
	buf_free(&all);
}

/* The directory of a path, with its slash; empty for the working directory. */
static Str directory_of(Str path)
{
	size_t n = path.n;

	while (n && path.s[n - 1] != '/')
		n--;
	return str_sub(path, 0, n);
}

static void read_path(Loading *loading, const char *path, const LoadLimits *limits)
{
	Buf name = {0};
	Str directory;
	size_t size;
	int fd;
	bool whole = file_is_directory(path);

	buf_add(&name, str_of(path));
	if (whole) {
		if (!str_ends(buf_str(&name), STR("/")))
			buf_add_char(&name, '/');
		buf_add(&name, STR("corpus.yaml"));
	}
	if (whole && access(buf_cstr(&name), F_OK) != 0) {
		Pos pos = {.file = msg_file(loading->msgs, str_of(path))};

		msg_add(loading->msgs, MSG_volume_no_corpus, pos, str_of(path), (Str){0}, (Str){0});
	} else {
		fd = file_open(buf_cstr(&name), limits->file_bytes, &size, loading->msgs,
			(Pos){.file = msg_file(loading->msgs, buf_str(&name))});
		directory = directory_of(buf_str(&name));
		if (fd >= 0) {
			read_volume(loading, fd, (Str){0}, buf_str(&name), &directory, limits);
			close(fd);
		}
	}
	buf_free(&name);
}

static Loading begin_loading(Msgs *msgs)
{
	return (Loading){
		.corpus = mem_zeroed(1, sizeof(Corpus)), .msgs = msgs, .interned = mem_zeroed(SHAPE_INTERNED, sizeof(Str)),
	};
}

static Corpus *finish_loading(Loading *loading, size_t first_message)
{
	Corpus *corpus = loading->corpus;

	free(loading->interned);
	free(loading->parts.at);
	msg_sort(loading->msgs, first_message);
	if (!corpus->volumes.n) {
		corpus_free(corpus);
		return NULL;
	}
	corpus_index(corpus);
	return corpus;
}

Corpus *load_paths(const char *const *paths, size_t n, const LoadLimits *limits, Msgs *msgs)
{
	Loading loading = begin_loading(msgs);
	size_t first = msgs->list.n;

	if (!limits)
		limits = &LOAD_LIMITS;
	for (size_t i = 0; i < n; i++) {
		if (strcmp(paths[i], "-") == 0)
			read_stdin(&loading, limits);
		else
			read_path(&loading, paths[i], limits);
	}
	return finish_loading(&loading, first);
}

Corpus *load_memory(Str yaml, Str name, const LoadLimits *limits, Msgs *msgs)
{
	Loading loading = begin_loading(msgs);
	size_t first = msgs->list.n;

	read_volume(&loading, -1, yaml, name, NULL, limits ? limits : &LOAD_LIMITS);
	return finish_loading(&loading, first);
}
