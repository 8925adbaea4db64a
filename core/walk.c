#include "walk.h"

#include "utf8.h"

#include <stdlib.h>
#include <string.h>

#define UNKNOWN_MAX 64 /* unknown keys of one mapping that are held back */

static Str name_of(const Field *field)
{
	return (Str){field->name, field->n};
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

/* What a byte says about the character that it begins: how far to step over it, or 0 where it has to be looked at. Ordinary Chinese and
   ASCII text is stepped over; everything invisible begins with one of the others. */
static const unsigned char STEPS[256] = {
	['\t'] = 1, ['\n'] = 1,
#define ROW(c) [c] = 1, [(c) + 1] = 1, [(c) + 2] = 1, [(c) + 3] = 1, [(c) + 4] = 1, [(c) + 5] = 1, [(c) + 6] = 1, [(c) + 7] = 1
	ROW(0x20), ROW(0x28), ROW(0x30), ROW(0x38), ROW(0x40), ROW(0x48), ROW(0x50), ROW(0x58), ROW(0x60), ROW(0x68), ROW(0x70),
#undef ROW
	[0x78] = 1, [0x79] = 1, [0x7A] = 1, [0x7B] = 1, [0x7C] = 1, [0x7D] = 1, [0x7E] = 1,
	[0xE4] = 3, [0xE5] = 3, [0xE6] = 3, [0xE7] = 3, [0xE8] = 3, [0xE9] = 3,
};

/* The common ones among those: CJK punctuation and kana (E3 80–84), full-width forms (EF BC), quotation marks, dashes and the ellipsis
   (E2 80 90–A7), · (C2 B7) and × (C3 97). */
static size_t step_rare(const unsigned char *s, size_t left)
{
	if (left >= 3 && ((s[0] == 0xE3 && s[1] <= 0x84) || (s[0] == 0xEF && s[1] == 0xBC) ||
		(s[0] == 0xE2 && s[1] == 0x80 && s[2] >= 0x90 && s[2] <= 0xA7) || (s[0] == 0xE2 && s[1] > 0x81 && s[1] < 0xA0)))
		return 3;
	return left >= 2 && ((s[0] == 0xC2 && s[1] == 0xB7) || (s[0] == 0xC3 && s[1] == 0x97)) ? 2 : 0;
}

static bool is_suspect(Str text)
{
	const unsigned char *s = (const unsigned char *)text.s;
	size_t i = 0, step;

	while (i < text.n) {
		step = STEPS[s[i]];
		if (!step && !(step = step_rare(s + i, text.n - i)))
			return true;
		i += step;
	}
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

/* A line end that the parser made a blank leaves none between two Chinese characters. Copies into `out`. */
static Str unfold(Str text, Buf *out)
{
	const char *at = text.s, *end = text.s + text.n, *blank;

	for (const char *from = at; (blank = memchr(from, ' ', (size_t)(end - from))); from = blank + 1) {
		if (!cjk_before(blank, text.s) || !cjk_at(blank + 1, (size_t)(end - blank - 1)))
			continue;
		buf_add(out, (Str){at, (size_t)(blank - at)});
		at = blank + 1;
	}
	if (at == text.s)
		return text;
	buf_add(out, (Str){at, (size_t)(end - at)});
	return buf_str(out);
}

/* The one place where a value from a file becomes text of the corpus. */
static Scalar take_text(Walk *walk, const WalkNode *node, bool repeats)
{
	Loading *loading = walk->loading;
	Str text = node->value;
	size_t replaced = 0;
	Buf unfolded = {0}, count = {0};
	Scalar out = {.pos = node->pos};

	if (text.n && (text.s[text.n - 1] <= ' ' || text.s[0] <= ' ') && (signed char)text.s[0] >= 0)
		text = str_trim(text);
	else if (text.n && text.s[text.n - 1] == '\n')
		text = str_trim(text);
	if (node->folded)
		text = unfold(text, &unfolded);
	if (is_suspect(text))
		text = utf8_clean(text, &loading->corpus->arena, &replaced);
	out.s = shape_keep(loading, text, repeats);
	if (replaced) {
		buf_add_int(&count, (long long)replaced);
		report(walk, MSG_text_replaced, node->pos, buf_str(&count), (Str){0}, (Str){0});
		buf_free(&count);
	}
	buf_free(&unfolded);
	return out;
}

/* One message for one unknown key: an error where it stands for a required key that is missing, a warning otherwise. */
static void report_unknown(Walk *walk, WalkFrame *frame, const WalkUnknown *unknown)
{
	const Field *near = unknown->nearest;
	uint32_t bit = near ? 1u << (near - frame->shape->fields) : 0;
	MsgId id = near && near->required && !(frame->seen & bit) ? MSG_key_misspelled : near ? MSG_key_unknown_near : MSG_key_unknown;

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
	WalkUnknown unknown = {take_text(walk, node, true), shape_nearest(frame->shape, node->value)};

	walk->skip_next = true;
	if (walk->unknown.n - frame->unknown < UNKNOWN_MAX)
		MEM_PUSH(&walk->unknown, unknown);
	else
		report(walk, MSG_key_unknown, node->pos, unknown.key.s, str_of(frame->shape->name), (Str){0});
}

static void take_key(Walk *walk, WalkFrame *frame, const WalkNode *node)
{
	const Field *field = shape_field(frame->shape, node->value, frame->next);
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
	bool list = field->kind == FIELD_LIST || field->kind == FIELD_NAMES || field->kind == FIELD_SPAN;

	frame->field = NULL;
	if (node->kind == WALK_LIST && list)
		begin_list(walk, field, frame->record, node->pos);
	else if (node->kind == WALK_SCALAR && !node->value.n && (list || field->kind == FIELD_SHAPE))
		report(walk, MSG_value_empty, node->pos, (Str){0}, name_of(field), (Str){0});
	else if (list)
		refuse(walk, field->kind == FIELD_SPAN ? MSG_value_span : MSG_value_not_list, field, node);
	else if (node->kind == WALK_MAPPING && (field->kind == FIELD_TEXT || field->kind == FIELD_SHAPE))
		begin_mapping(walk, field->kind == FIELD_TEXT ? &SHAPE_TEXT : field->shape, frame->record + field->offset, node->pos);
	else if (field->kind == FIELD_SHAPE)
		refuse(walk, MSG_value_not_mapping, field, node);
	else if (node->kind != WALK_SCALAR)
		refuse(walk, field->kind == FIELD_TEXT ? MSG_value_not_text : MSG_value_not_scalar, field, node);
	else
		shape_set(walk->loading, field, frame->record, take_text(walk, node, field->repeats));
}

static void take_item(Walk *walk, WalkFrame *frame, const WalkNode *node)
{
	const Field *field = frame->field;

	if (field->kind == FIELD_LIST) {
		if (node->kind == WALK_MAPPING)
			begin_mapping(walk, field->shape, NULL, node->pos);
		else
			refuse(walk, MSG_value_not_mapping, field, node);
	} else if (node->kind != WALK_SCALAR) {
		frame->next = 3;
		refuse(walk, MSG_value_not_scalar, field, node);
	} else if (field->kind == FIELD_NAMES) {
		Scalar name = take_text(walk, node, field->repeats);

		if (name.s.n)
			field->push(walk->loading, name);
		else
			report(walk, MSG_value_empty, node->pos, (Str){0}, name_of(field), (Str){0});
	} else {
		frame->next = frame->next < 2 && shape_uint(node->value, &frame->span[frame->next]) ? frame->next + 1 : 3;
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
