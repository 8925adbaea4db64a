#include "walk.h"

#include "utf8.h"

#include <endian.h>
#include <stdlib.h>
#include <string.h>

#define UNKNOWN_MAX 64 /* unknown keys of one mapping that are held back */

static Str name_of(const Field *field)
{
	return (Str){field->name, field->n};
}

static Str value_of(const WalkNode *node)
{
	return (Str){node->value, node->n};
}

static WalkFrame *top(Walk *walk)
{
	return &walk->frames[walk->depth - 1];
}

static void report(Walk *walk, MsgId id, Pos pos, Str a, Str b, Str c)
{
	msg_add(walk->loading->msgs, id, pos, a, b, c);
}

bool walk_wants_key(const Walk *walk)
{
	const WalkFrame *frame = walk->depth ? &walk->frames[walk->depth - 1] : NULL;

	return frame && !walk->skip && !walk->skip_next && frame->shape && !frame->field;
}

/* A character that begins with a byte that is not quite ordinary, but is common and known to be harmless: full-width
   forms (EF BC), quotation marks, dashes and the ellipsis (E2 80 90–A7), arrows to dingbats (E2 82–9F), CJK
   punctuation and kana (E3 80–84), · and ×, line end and tab. */
static bool is_common(const unsigned char *s, size_t left)
{
	if (s[0] < 0x80)
		return s[0] == '\n' || s[0] == '\t' || (s[0] >= 0x20 && s[0] < 0x7F);
	if (left >= 3 && s[0] >= 0xE2)
		return (s[0] == 0xE3 && s[1] <= 0x84) || (s[0] == 0xEF && s[1] == 0xBC) || (s[0] > 0xE3 && s[0] < 0xEA) ||
			(s[0] == 0xE2 && ((s[1] == 0x80 && s[2] >= 0x90 && s[2] <= 0xA7) || (s[1] > 0x81 && s[1] < 0xA0)));
	return left >= 2 && ((s[0] == 0xC2 && s[1] == 0xB7) || (s[0] == 0xC3 && s[1] == 0x97));
}

#define EACH(byte) (UINT64_C(0x0101010101010101) * (byte))

/* The top bit of every byte among eight that has to be looked at: controls, DEL, and lead bytes other than E4–E9,
   with which nearly all Han characters begin. Tails (80–BF) never count. */
static uint64_t rare_bytes(uint64_t eight)
{
	uint64_t high = eight & EACH(0x80), low7 = eight & EACH(0x7F), low6 = eight & EACH(0x3F);
	uint64_t lead = high & eight << 1;
	uint64_t han = (low6 + EACH(0x80 - 0x24)) & ~(low6 + EACH(0x7F - 0x29)); /* 24–29 */
	uint64_t print = (low7 + EACH(0x80 - 0x20)) & ~(low7 + EACH(0x01));      /* 20–7E */

	return ((lead & ~han) | (~high & ~print)) & EACH(0x80);
}

/* Whether the text has to go through the cleaner. Everything does that is not plainly harmless. */
static bool is_suspect(Str text)
{
	const unsigned char *s = (const unsigned char *)text.s;
	size_t i = 0;

	for (; i + 8 <= text.n; i += 8) {
		uint64_t rare;

		memcpy(&rare, s + i, 8);
		for (rare = rare_bytes(le64toh(rare)); rare; rare &= rare - 1) {
			size_t j = i + (size_t)__builtin_ctzll(rare) / 8;

			if (!is_common(s + j, text.n - j))
				return true;
		}
	}
	for (; i < text.n; i++)
		if ((s[i] < 0x80 || s[i] >= 0xC0) && !is_common(s + i, text.n - i))
			return true;
	return false;
}

static bool cjk_at(const char *s, size_t n)
{
	uint32_t cp;

	return n && utf8_decode(s, n, &cp) && utf8_is_cjk(cp);
}

static bool cjk_before(const char *s, const char *from)
{
	const char *start = s;

	while (start > from && s - start < 4 && ((unsigned char)*--start & 0xC0) == 0x80)
		;
	return start < s && cjk_at(start, (size_t)(s - start));
}

/* A line end that the parser made a blank leaves none between two Chinese characters. Works in place; returns the new
   length. */
static size_t unfold(char *s, size_t n)
{
	char *end = s + n, *to = NULL, *from = s, *blank = s;

	while ((blank = memchr(blank, ' ', (size_t)(end - blank)))) {
		char *here = blank++;

		if (here == s || blank == end || !(here[-1] & blank[0] & 0x80) || !cjk_before(here, from) ||
			!cjk_at(blank, (size_t)(end - blank)))
			continue;
		if (to) {
			memmove(to, from, (size_t)(here - from));
			to += here - from;
		} else {
			to = here;
		}
		from = blank;
	}
	if (!to)
		return n;
	memmove(to, from, (size_t)(end - from));
	return (size_t)(to - s) + (size_t)(end - from);
}

static bool is_blank(char c)
{
	return c == ' ' || c == '\n' || c == '\t';
}

/* The one place where a value from a file becomes text of the corpus. */
static Scalar take_text(Walk *walk, const WalkNode *node, bool repeats)
{
	Loading *loading = walk->loading;
	Str text = {node->value, node->folded ? unfold(node->value, node->n) : node->n};
	size_t replaced = 0;
	Buf count = {0};
	Scalar out = {.pos = node->pos};

	if (text.n && (is_blank(text.s[0]) || is_blank(text.s[text.n - 1])))
		text = str_trim(text);
	if (is_suspect(text))
		text = utf8_clean(text, &loading->corpus->arena, &replaced);
	out.s = shape_keep(loading, text, repeats);
	if (replaced) {
		buf_add_int(&count, (long long)replaced);
		report(walk, MSG_text_replaced, node->pos, buf_str(&count), (Str){0}, (Str){0});
		buf_free(&count);
	}
	return out;
}

/* One message for one unknown key: an error where it stands for a required key that is missing, a warning otherwise. */
static void report_unknown(Walk *walk, WalkFrame *frame, const WalkUnknown *unknown)
{
	const Field *near = unknown->nearest;
	uint32_t bit = near ? 1u << (near - frame->shape->fields) : 0;
	bool stands_for = near && near->required && !(frame->seen & bit);
	MsgId id = stands_for ? MSG_key_misspelled : near ? MSG_key_unknown_near : MSG_key_unknown;

	frame->seen |= bit;
	report(walk, id, unknown->key.pos, unknown->key.s, str_of(frame->shape->name), near ? name_of(near) : (Str){0});
}

static void report_unknowns(Walk *walk, WalkFrame *frame)
{
	for (size_t i = frame->unknown; i < walk->unknown.n; i++)
		report_unknown(walk, frame, &walk->unknown.at[i]);
	walk->unknown.n = frame->unknown;
}

static void begin_mapping(Walk *walk, const Shape *shape, char *record, Pos pos)
{
	WalkFrame *frame = &walk->frames[walk->depth++];

	frame->shape = shape;
	frame->field = NULL;
	frame->seen = 0;
	frame->pos = pos;
	frame->next = 0;
	frame->unknown = walk->unknown.n;
	frame->record = record;
	if (record)
		return;
	frame->record = (char *)&frame->scratch;
	memset(&frame->scratch, 0, shape->size);
	if (shape->begin)
		shape->begin(frame->record, pos);
}

static size_t counted(const Walk *walk, const Field *field)
{
	return *(const size_t *)(const void *)((const char *)walk->loading->corpus + field->counted);
}

static Range *range_of(const Field *field, char *record)
{
	return field->counted && field->offset != SHAPE_NOWHERE ? (Range *)(void *)(record + field->offset) : NULL;
}

static void begin_list(Walk *walk, const Field *field, char *record, Pos pos)
{
	WalkFrame *frame = &walk->frames[walk->depth++];

	frame->shape = NULL;
	frame->field = field;
	frame->record = record;
	frame->pos = pos;
	frame->next = 0;
	if (range_of(field, record))
		range_of(field, record)->first = (uint32_t)counted(walk, field);
}

static void end_mapping(Walk *walk, WalkFrame *frame)
{
	const Shape *shape = frame->shape;

	if (walk->unknown.n > frame->unknown)
		report_unknowns(walk, frame);
	for (size_t i = 0; i < shape->n; i++)
		if (shape->fields[i].required && !(frame->seen & 1u << i))
			report(walk, MSG_key_missing, frame->pos, name_of(&shape->fields[i]), str_of(shape->name), (Str){0});
	if (shape->commit)
		shape->commit(walk->loading, frame->record);
}

static void end_span(Walk *walk, WalkFrame *frame)
{
	Span *span = (Span *)(void *)(frame->record + frame->field->offset);

	if (frame->next == 2)
		*span = (Span){frame->span[0], frame->span[1]};
	else
		report(walk, MSG_value_span, frame->pos, name_of(frame->field), (Str){0}, (Str){0});
}

static void end_node(Walk *walk)
{
	WalkFrame *frame = top(walk);

	if (frame->shape) {
		end_mapping(walk, frame);
	} else if (frame->field->kind == FIELD_SPAN) {
		end_span(walk, frame);
	} else {
		Range *range = range_of(frame->field, frame->record);

		if (range)
			range->n = (uint32_t)counted(walk, frame->field) - range->first;
	}
	walk->depth--;
	walk->done = !walk->depth;
}

/* What does not fit is reported and skipped whole. */
static void refuse(Walk *walk, MsgId id, const Field *field, const WalkNode *node)
{
	report(walk, id, node->pos, name_of(field), (Str){0}, (Str){0});
	walk->skip = node->kind != WALK_SCALAR;
}

static void take_unknown(Walk *walk, WalkFrame *frame, const WalkNode *node)
{
	WalkUnknown unknown = {.key = take_text(walk, node, true)};

	walk->skip_next = true;
	if (walk->unknown.n - frame->unknown >= UNKNOWN_MAX) {
		report(walk, MSG_key_unknown, node->pos, unknown.key.s, str_of(frame->shape->name), (Str){0});
		return;
	}
	unknown.nearest = shape_nearest(frame->shape, unknown.key.s);
	MEM_PUSH(&walk->unknown, unknown);
}

static void take_key(Walk *walk, WalkFrame *frame, const WalkNode *node)
{
	const Field *field = shape_field(frame->shape, value_of(node), frame->next);
	size_t i;

	if (node->kind != WALK_SCALAR) {
		report(walk, MSG_key_odd, node->pos, (Str){0}, (Str){0}, (Str){0});
		walk->skip = 1;
		walk->skip_next = true;
		return;
	}
	if (!field) {
		take_unknown(walk, frame, node);
		return;
	}
	i = (size_t)(field - frame->shape->fields);
	if (frame->seen & 1u << i) {
		Buf line = {0};

		buf_add_int(&line, frame->line[i]);
		report(walk, MSG_key_twice, node->pos, name_of(field), buf_str(&line), (Str){0});
		buf_free(&line);
		walk->skip_next = true;
		return;
	}
	frame->seen |= 1u << i;
	frame->line[i] = node->pos.line;
	frame->next = i + 1;
	frame->field = field;
}

static void take_value(Walk *walk, WalkFrame *frame, const WalkNode *node)
{
	const Field *field = frame->field;
	const Shape *shape = field->kind == FIELD_TEXT ? &SHAPE_TEXT : field->shape;
	bool list = field->kind == FIELD_LIST || field->kind == FIELD_NAMES || field->kind == FIELD_SPAN ||
		field->kind == FIELD_FLAGS;

	frame->field = NULL;
	if ((node->kind == WALK_LIST && list) || (node->kind == WALK_MAPPING && field->kind == FIELD_PAIRS))
		begin_list(walk, field, frame->record, node->pos);
	else if (node->kind == WALK_SCALAR && !node->n &&
		(list || field->kind == FIELD_SHAPE || field->kind == FIELD_PAIRS))
		report(walk, MSG_value_empty, node->pos, (Str){0}, name_of(field), (Str){0});
	else if (list)
		refuse(walk, field->kind == FIELD_SPAN ? MSG_value_span : MSG_value_not_list, field, node);
	else if (node->kind == WALK_MAPPING && (field->kind == FIELD_TEXT || field->kind == FIELD_SHAPE))
		begin_mapping(walk, shape, frame->record + field->offset, node->pos);
	else if (field->kind == FIELD_SHAPE || field->kind == FIELD_PAIRS)
		refuse(walk, MSG_value_not_mapping, field, node);
	else if (node->kind != WALK_SCALAR)
		refuse(walk, field->kind == FIELD_TEXT ? MSG_value_not_text : MSG_value_not_scalar, field, node);
	else
		shape_set(walk->loading, field, frame->record, take_text(walk, node, field->repeats));
}

/* frame->next: whether the value comes next. */
static void take_pair(Walk *walk, WalkFrame *frame, const WalkNode *node)
{
	const Field *field = frame->field;
	bool value = frame->next;

	if (node->kind == WALK_SCALAR) {
		field->push(walk->loading, take_text(walk, node, false));
	} else if (value) {
		field->push(walk->loading, (Scalar){.pos = node->pos});
		walk->skip = 1;
	} else {
		report(walk, MSG_key_odd, node->pos, (Str){0}, (Str){0}, (Str){0});
		walk->skip = 1;
		walk->skip_next = true;
		return;
	}
	frame->next = !value;
}

static void take_item(Walk *walk, WalkFrame *frame, const WalkNode *node)
{
	const Field *field = frame->field;

	if (field->kind == FIELD_PAIRS) {
		take_pair(walk, frame, node);
	} else if (field->kind == FIELD_LIST) {
		if (node->kind == WALK_MAPPING)
			begin_mapping(walk, field->shape, NULL, node->pos);
		else
			refuse(walk, MSG_value_not_mapping, field, node);
	} else if (node->kind != WALK_SCALAR) {
		frame->next = 3;
		refuse(walk, MSG_value_not_scalar, field, node);
	} else if (field->kind == FIELD_FLAGS) {
		shape_set(walk->loading, field, frame->record, take_text(walk, node, true));
	} else if (field->kind == FIELD_NAMES) {
		Scalar name = take_text(walk, node, field->repeats);

		if (name.s.n)
			field->push(walk->loading, name);
		else
			report(walk, MSG_value_empty, node->pos, (Str){0}, name_of(field), (Str){0});
	} else {
		frame->next = frame->next < 2 && shape_uint(value_of(node), &frame->span[frame->next]) ? frame->next + 1 : 3;
	}
}

bool walk_node(Walk *walk, const WalkNode *node)
{
	bool opens = node->kind == WALK_MAPPING || node->kind == WALK_LIST;
	WalkFrame *frame;

	if (walk->skip) {
		walk->skip += opens;
		walk->skip -= node->kind == WALK_END;
		return true;
	}
	if (walk->skip_next) {
		walk->skip_next = false;
		walk->skip = opens;
		return true;
	}
	if (!walk->depth) {
		if (node->kind == WALK_MAPPING)
			begin_mapping(walk, walk->root, NULL, node->pos);
		return node->kind == WALK_MAPPING;
	}
	frame = top(walk);
	if (node->kind == WALK_END)
		end_node(walk);
	else if (frame->shape && frame->field)
		take_value(walk, frame, node);
	else if (frame->shape)
		take_key(walk, frame, node);
	else
		take_item(walk, frame, node);
	return true;
}

void walk_finish(Walk *walk)
{
	while (walk->depth) {
		if (top(walk)->shape)
			report_unknowns(walk, top(walk));
		walk->depth--;
	}
	free(walk->unknown.at);
	walk->unknown.at = NULL;
}
