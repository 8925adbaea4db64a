#include "walk.h"

#include "utf8.h"

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

#define LANES 16 /* bytes looked at at once */

typedef unsigned char Lanes __attribute__((vector_size(LANES)));

static Lanes lanes_at(const char *s)
{
	Lanes lanes;

	memcpy(&lanes, s, LANES);
	return lanes;
}

#define WITHIN(lanes, low, high) ((Lanes)((lanes) - (unsigned char)(low) <= (unsigned char)((high) - (low))))
#define IS(lanes, byte) ((Lanes)((lanes) == (unsigned char)(byte)))

static bool any(Lanes lanes)
{
	uint64_t halves[LANES / 8];

	memcpy(halves, &lanes, sizeof halves);
	return halves[0] | halves[1];
}

/* Whether a character begins in one of the lanes at `s` that has to be looked at; the two bytes behind the last lane
   are read too. Not these: line end, tab, the rest of ASCII but its controls, tails (80–BF), and, by their first bytes,
   nearly all Han characters (E4–E9), CJK punctuation and kana (E3 80–84), full-width forms (EF BC), quotation marks,
   dashes and the ellipsis (E2 80 90–A7), arrows to dingbats (E2 82–9F), · and ×. */
static inline bool has_suspect(const char *s)
{
	Lanes a = lanes_at(s), odd = ~WITHIN(a, 0x20, 0x7E), b, c;

	if (!any(odd))
		return false;
	b = lanes_at(s + 1);
	c = lanes_at(s + 2);
	odd &= ~(WITHIN(a, 0x80, 0xBF) | WITHIN(a, 0xE4, 0xE9) | IS(a, '\n') | IS(a, '\t'));
	odd &= ~((IS(a, 0xE3) & WITHIN(b, 0x80, 0x84)) | (IS(a, 0xEF) & IS(b, 0xBC)));
	odd &= ~(IS(a, 0xE2) & (WITHIN(b, 0x82, 0x9F) | (IS(b, 0x80) & WITHIN(c, 0x90, 0xA7))));
	odd &= ~((IS(a, 0xC2) & IS(b, 0xB7)) | (IS(a, 0xC3) & IS(b, 0x97)));
	return any(odd);
}

/* Whether the text has to go through the cleaner. Everything does that is not plainly harmless. */
static bool is_suspect(Str text)
{
	char end[2 * LANES + 2];
	size_t i = 0;

	for (; i + LANES + 2 <= text.n; i += LANES)
		if (has_suspect(text.s + i))
			return true;
	if (i == text.n)
		return false;
	/* What is left is at most one byte more than there are lanes. */
	memset(end, ' ', sizeof end);
	memcpy(end, text.s + i, text.n - i);
	return has_suspect(end) || (text.n - i > LANES && has_suspect(end + LANES));
}

/* U+5000 to U+9FFF, and what is read most often here, by the first byte. */
static bool is_han_lead(char c)
{
	return (unsigned char)((unsigned char)c - 0xE5) <= 0xE9 - 0xE5;
}

static bool cjk_at(const char *s, size_t n)
{
	uint32_t cp;

	return n && (is_han_lead(*s) || (utf8_decode(s, n, &cp) && utf8_is_cjk(cp)));
}

static bool cjk_before(const char *s, const char *from)
{
	const char *start = s;

	if (s - from >= 3 && is_han_lead(s[-3]))
		return true;
	while (start > from && s - start < 4 && ((unsigned char)*--start & 0xC0) == 0x80)
		;
	return start < s && cjk_at(start, (size_t)(s - start));
}

/* The first blank from `i` (at least 1) on that stands between two bytes of characters beyond ASCII; n where none
   does. */
static size_t next_fold(const char *s, size_t n, size_t i)
{
	uint64_t found[LANES / 8] = {0};

	for (; i + LANES < n; i += LANES) {
		Lanes folds = lanes_at(s + i - 1) & lanes_at(s + i + 1) & IS(lanes_at(s + i), ' ') & 0x80;

		memcpy(found, &folds, sizeof found);
		if (found[0] | found[1])
			break;
	}
	while (i + 1 < n && !(s[i] == ' ' && (s[i - 1] & s[i + 1] & 0x80)))
		i++;
	return i + 1 < n ? i : n;
}

/* A line end that the parser made a blank leaves none between two Chinese characters. Works in place; returns the new
   length. */
static size_t unfold(char *s, size_t n)
{
	size_t to = 0, from = 0;

	for (size_t i = next_fold(s, n, 1); i < n; i = next_fold(s, n, i + 1)) {
		if (!cjk_before(s + i, s + from) || !cjk_at(s + i + 1, n - i - 1))
			continue;
		if (to < from)
			memmove(s + to, s + from, i - from);
		to += i - from;
		from = i + 1;
	}
	if (to < from)
		memmove(s + to, s + from, n - from);
	return to + n - from;
}

static bool is_blank(char c)
{
	return c == ' ' || c == '\n' || c == '\t';
}

static Str clean(Walk *walk, Str text, Pos pos)
{
	size_t replaced = 0;
	Str cleaned = utf8_clean(text, &walk->loading->corpus->arena, &replaced);
	Buf count = {0};

	if (replaced) {
		buf_add_int(&count, (long long)replaced);
		report(walk, MSG_text_replaced, pos, buf_str(&count), (Str){0}, (Str){0});
		buf_free(&count);
	}
	return cleaned;
}

/* Without the line ends inside and the blanks around; still the node's, and not cleaned. */
static Str plain_text(const WalkNode *node)
{
	Str text = {node->value, node->folded ? unfold(node->value, node->n) : node->n};

	return text.n && (is_blank(text.s[0]) || is_blank(text.s[text.n - 1])) ? str_trim(text) : text;
}

/* The one place where a value from a file becomes text of the corpus. What is kept already was cleaned then. */
static Scalar take_text(Walk *walk, const WalkNode *node, bool repeats)
{
	Str text = plain_text(node), known = repeats ? shape_known(walk->loading, text) : (Str){0};

	if (known.n)
		return (Scalar){known, node->pos};
	if (is_suspect(text))
		text = clean(walk, text, node->pos);
	return (Scalar){shape_keep(walk->loading, text, repeats), node->pos};
}

/* A text may have several lines; a name with a line end or a tab in it would make up a row of its own in lists. */
static const WalkNode *on_one_line(const Field *field, const WalkNode *node)
{
	for (size_t i = 0; field->kind != FIELD_TEXT && i < node->n; i++)
		if (node->value[i] == '\n' || node->value[i] == '\t')
			node->value[i] = ' ';
	return node;
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

/* Where the record keeps the list; NULL where there is no record (the list is a whole document) or it does not. */
static Range *range_of(const Field *field, char *record)
{
	bool kept = record && field->counted && field->offset != SHAPE_NOWHERE;

	return kept ? (Range *)(void *)(record + field->offset) : NULL;
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

	if (walk->depth == 1)
		walk->last = NULL;
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
	if (walk->depth == 1 && field->kind == FIELD_LIST && node->kind == WALK_LIST)
		walk->last = field;
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
	else if (shape_keeps(field))
		shape_set(walk->loading, field, frame->record, take_text(walk, on_one_line(field, node), field->repeats));
	else
		shape_set(walk->loading, field, frame->record, (Scalar){plain_text(node), node->pos});
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

static bool begin_root(Walk *walk, const WalkNode *node)
{
	if (node->kind == WALK_LIST && walk->items)
		begin_list(walk, walk->items, NULL, node->pos);
	else if (node->kind == WALK_MAPPING && !walk->items)
		begin_mapping(walk, walk->root, NULL, node->pos);
	return walk->depth;
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
	if (!walk->depth)
		return begin_root(walk, node);
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
