#include "document.h"

#include "gate.h"
#include "walk.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <yaml.h>

const DocumentLimits DOCUMENT_LIMITS = {
	.file_bytes = (size_t)2 << 30,
	.scalar_bytes = (size_t)2 << 20,
	.events = (size_t)1 << 31,
	.depth = 32,
	.percent_lines = 16,
	.parts = 1000,
	.halves = (size_t)16 << 20,
};

/* A document being read. */
typedef struct Reading {
	Document *document;
	Gate gate;
	Walk *walk;
	yaml_parser_t parser;
	const DocumentLimits *limits;
	Msgs *msgs;
	uint16_t file;
	size_t depth, documents;
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
	Reading *r = data;
	DocumentWatch *watch = r->limits->watch;

	if (!gate_read(&r->gate, (char *)to, size, n))
		return 0;
	if (watch)
		atomic_fetch_add_explicit(&watch->bytes, *n, memory_order_relaxed);
	return 1;
}

static Pos pos_of(const Reading *r, yaml_mark_t mark)
{
	size_t before = mark.line + r->document->lines_before;
	uint32_t line = before < UINT32_MAX - 1 ? (uint32_t)before + 1 : UINT32_MAX;

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
	fatal(r, r->parser.problem_value ? MSG_byte_control : MSG_byte_nul, pos, str_of(code), (Str){0});
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
	buf_add_int(&since, pos_of(r, p->context ? p->context_mark : p->problem_mark).line);
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
	if ((event->data.scalar.anchor || event->data.scalar.tag) &&
		!is_bare(r, event->data.scalar.anchor, event->data.scalar.tag, node.pos))
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

/* What the root's last key has is noted: a list that another reading may go on with. */
static void note_last(Reading *r, const yaml_event_t *event)
{
	bool block = event->type == YAML_SEQUENCE_START_EVENT &&
		event->data.sequence_start.style == YAML_BLOCK_SEQUENCE_STYLE;

	r->document->last_column = block ? event->start_mark.column : SIZE_MAX;
}

static bool take_open(Reading *r, const yaml_event_t *event)
{
	bool map = event->type == YAML_MAPPING_START_EVENT;
	WalkNode node = {.kind = map ? WALK_MAPPING : WALK_LIST, .pos = pos_of(r, event->start_mark)};
	const yaml_char_t *anchor = map ? event->data.mapping_start.anchor : event->data.sequence_start.anchor;
	const yaml_char_t *tag = map ? event->data.mapping_start.tag : event->data.sequence_start.tag;

	if (r->depth >= r->limits->depth || r->depth + 1 >= WALK_DEPTH)
		return fatal_number(r, MSG_yaml_deep, node.pos, r->limits->depth);
	if (r->walk->depth == 1)
		note_last(r, event);
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
	/* A part of a file ends where it is told to. */
	r->document->closed = !event->data.document_end.implicit;
	if (!r->document->closed && !r->document->to)
		msg_add(r->msgs, MSG_yaml_no_end, pos_of(r, event->start_mark), (Str){0}, (Str){0}, (Str){0});
	return true;
}

static bool (*const TAKE[])(Reading *, const yaml_event_t *) = {
	[YAML_DOCUMENT_START_EVENT] = take_document, [YAML_DOCUMENT_END_EVENT] = take_document_end,
	[YAML_ALIAS_EVENT] = take_alias, [YAML_SCALAR_EVENT] = take_scalar,
	[YAML_SEQUENCE_START_EVENT] = take_open, [YAML_SEQUENCE_END_EVENT] = take_close,
	[YAML_MAPPING_START_EVENT] = take_open, [YAML_MAPPING_END_EVENT] = take_close,
};

static bool take_event(Reading *r, const yaml_event_t *event)
{
	size_t type = event->type < YAML_MAPPING_END_EVENT ? event->type : YAML_MAPPING_END_EVENT;

	if (++r->document->events > r->limits->events)
		return fatal_number(r, MSG_yaml_long, pos_of(r, event->start_mark), r->limits->events);
	return !TAKE[type] || TAKE[type](r, event);
}

/* All events of the document; false when it could not be used. */
static bool pump(Reading *r)
{
	const Document *document = r->document;
	yaml_event_t event;
	bool more = true, end = false;

	while (more && !end) {
		if (document->over && atomic_load_explicit(document->over, memory_order_relaxed))
			return false;
		if (r->limits->watch && atomic_load_explicit(&r->limits->watch->over, memory_order_relaxed))
			return false;
		if (!yaml_parser_parse(&r->parser, &event))
			return report_parser(r);
		gate_pass(&r->gate, r->walk->depth > 0);
		r->reached = event.end_mark;
		end = event.type == YAML_STREAM_END_EVENT;
		more = take_event(r, &event);
		yaml_event_delete(&event);
	}
	if (more && !r->documents)
		more = fatal(r, MSG_yaml_empty, (Pos){.file = r->file}, (Str){0}, (Str){0});
	return more;
}

static Walk *begin_walk(const Document *document)
{
	Walk *walk = mem_zeroed(1, sizeof *walk);

	walk->loading = document->loading;
	walk->root = document->shape;
	walk->items = document->items;
	return walk;
}

bool document_read(Document *document)
{
	const DocumentLimits *limits = document->limits;
	Reading r = {.document = document, .limits = limits, .msgs = document->loading->msgs, .file = document->file};
	bool ok;

	r.gate = (Gate){
		.fd = document->fd, .memory = document->memory, .from = document->from, .to = document->to,
		.percent_lines = limits->percent_lines,
		/* As written in the file, line ends and escapes too; the parser reads ahead. */
		.piece_bytes = limits->scalar_bytes + (1 << 16),
	};
	/* The mapping that the items stand in counts too. */
	r.depth = document->items ? 1 : 0;
	r.walk = begin_walk(document);
	document->loading->schema = 1;
	if (!yaml_parser_initialize(&r.parser))
		mem_give_up();
	yaml_parser_set_encoding(&r.parser, YAML_UTF8_ENCODING);
	yaml_parser_set_input(&r.parser, read_block, &r);
	ok = pump(&r);
	document->lines = r.reached.line;
	document->last = r.walk->last;
	walk_finish(r.walk);
	yaml_parser_delete(&r.parser);
	free(r.walk);
	if (ok && document->loading->schema != 1)
		ok = fatal_number(&r, MSG_schema_other, (Pos){.file = r.file}, document->loading->schema);
	if (!ok && document->over)
		atomic_store(document->over, true);
	return ok;
}

/* Marks count characters; they come nearly in order, so that the way from the last one is short. */
typedef struct Places { Str bytes; size_t index, at; } Places;

static size_t byte_of(Places *places, size_t index)
{
	Str text = places->bytes;

	if (index < places->index) {
		while (places->index > index && places->at) {
			places->at--;
			places->index -= ((unsigned char)text.s[places->at] & 0xC0) != 0x80;
		}
		return places->at;
	}
	while (places->index < index && places->at < text.n) {
		places->at++;
		while (places->at < text.n && ((unsigned char)text.s[places->at] & 0xC0) == 0x80)
			places->at++;
		places->index++;
	}
	return places->at;
}

/* The parser's end of a | or > lies behind the line ends that follow. */
static size_t without_blanks(Str bytes, size_t from, size_t to)
{
	while (to > from && strchr(" \t\r\n", bytes.s[to - 1]))
		to--;
	return to;
}

static bool node_of(const yaml_event_t *event, Places *places, DocumentNode *node)
{
	bool map = event->type == YAML_MAPPING_START_EVENT, list = event->type == YAML_SEQUENCE_START_EVENT;
	bool close = event->type == YAML_MAPPING_END_EVENT || event->type == YAML_SEQUENCE_END_EVENT;
	bool bare = event->type == YAML_SCALAR_EVENT ? !event->data.scalar.anchor && !event->data.scalar.tag
		: map ? !event->data.mapping_start.anchor && !event->data.mapping_start.tag
		: !list || (!event->data.sequence_start.anchor && !event->data.sequence_start.tag);

	*node = (DocumentNode){.kind = map ? DOCUMENT_MAP : list ? DOCUMENT_LIST
		: close ? DOCUMENT_CLOSE : DOCUMENT_SCALAR};
	node->flow = (map && event->data.mapping_start.style == YAML_FLOW_MAPPING_STYLE)
		|| (list && event->data.sequence_start.style == YAML_FLOW_SEQUENCE_STYLE);
	node->from = byte_of(places, event->start_mark.index);
	node->to = byte_of(places, event->end_mark.index);
	node->line = (uint32_t)event->start_mark.line + 1;
	node->col = (uint32_t)event->start_mark.column + 1;
	if (node->kind == DOCUMENT_SCALAR) {
		node->to = without_blanks(places->bytes, node->from, node->to);
		node->value = (Str){(const char *)event->data.scalar.value, event->data.scalar.length};
	}
	return bare && event->type != YAML_ALIAS_EVENT;
}

static bool is_node(yaml_event_type_t type)
{
	return type >= YAML_ALIAS_EVENT && type <= YAML_MAPPING_END_EVENT;
}

bool document_nodes(Str bytes, bool (*take)(void *data, const DocumentNode *node), void *data)
{
	size_t mark = str_starts(bytes, STR("\xEF\xBB\xBF")) ? 3 : 0;
	Places places = {.bytes = bytes, .at = mark};
	bool more = true, end = false;
	yaml_parser_t parser;
	yaml_event_t event;
	DocumentNode node;

	if (!yaml_parser_initialize(&parser))
		mem_give_up();
	yaml_parser_set_encoding(&parser, YAML_UTF8_ENCODING);
	yaml_parser_set_input_string(&parser, (const unsigned char *)bytes.s + mark, bytes.n - mark);
	while (more && !end) {
		if (!yaml_parser_parse(&parser, &event)) {
			more = false;
			break;
		}
		end = event.type == YAML_STREAM_END_EVENT;
		if (is_node(event.type))
			more = node_of(&event, &places, &node) && take(data, &node);
		yaml_event_delete(&event);
	}
	yaml_parser_delete(&parser);
	return more;
}
