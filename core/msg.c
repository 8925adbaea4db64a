#include "msg.h"

#include "utf8.h"

#include <stdlib.h>
#include <string.h>

#define ARG_COLUMNS 80

typedef struct Row { const char *name; MsgLevel level; const char *text[LANG_COUNT]; } Row;

static const Row ROWS[MSG_ID_COUNT] = {
#define MSG(id, level, zh, en) [MSG_##id] = {#id, level, {zh, en}},
#include "messages.def"
#undef MSG
};

static const char *const LEVELS[] = {[MSG_WARNING] = "warning", [MSG_ERROR] = "error", [MSG_FATAL] = "fatal"};

/* A copy that the list owns, on one line, cleaned, at most ARG_COLUMNS wide. */
static Str own(Msgs *msgs, Str text)
{
	Str head = utf8_clean(str_sub(text, 0, ARG_COLUMNS * 8), &msgs->arena, NULL);
	size_t used;
	Str cut = utf8_cut(head, ARG_COLUMNS, 2, &used);
	bool whole = cut.n == head.n && head.n >= text.n;
	size_t n = cut.n + (whole ? 0 : strlen("…"));
	char *s = mem_take_text(&msgs->arena, n);

	if (cut.n)
		memcpy(s, cut.s, cut.n);
	if (!whole)
		memcpy(s + cut.n, "…", strlen("…"));
	for (size_t i = 0; i < cut.n; i++)
		if (s[i] == '\n' || s[i] == '\t')
			s[i] = ' ';
	return (Str){s, n};
}

/* A file name keeps its whole length: it has to be found. */
static Str own_name(Msgs *msgs, Str name)
{
	Str clean = utf8_clean(name, &msgs->arena, NULL);
	char *s = mem_take_text(&msgs->arena, clean.n);

	for (size_t i = 0; i < clean.n; i++)
		s[i] = clean.s[i] == '\n' || clean.s[i] == '\t' ? '?' : clean.s[i];
	return (Str){s, clean.n};
}

uint16_t msg_file(Msgs *msgs, Str name)
{
	Str clean = own_name(msgs, name);

	for (size_t i = 0; i < msgs->files.n; i++)
		if (str_eq(msgs->files.at[i], clean))
			return (uint16_t)i;
	if (msgs->files.n > UINT16_MAX)
		return UINT16_MAX;
	MEM_PUSH(&msgs->files, clean);
	return (uint16_t)(msgs->files.n - 1);
}

void msg_add(Msgs *msgs, MsgId id, Pos pos, Str a, Str b, Str c)
{
	size_t limit = msgs->limit ? msgs->limit : MSG_LIMIT;
	Msg msg = {.id = id, .pos = pos};

	msgs->count[ROWS[id].level]++;
	if (msgs->list.n >= limit) {
		msgs->dropped++;
		return;
	}
	msg.args[0] = own(msgs, a);
	msg.args[1] = own(msgs, b);
	msg.args[2] = own(msgs, c);
	MEM_PUSH(&msgs->list, msg);
}

/* By place; those of one place stay in the order in which they came. Insertion from behind: the list is short and
   nearly in order. */
void msg_sort(Msgs *msgs, size_t from)
{
	for (size_t i = from + 1; i < msgs->list.n; i++) {
		Msg moved = msgs->list.at[i];
		size_t to = i;

		for (; to > from; to--) {
			Pos p = msgs->list.at[to - 1].pos;

			if (p.file < moved.pos.file || (p.file == moved.pos.file && (p.line < moved.pos.line ||
				(p.line == moved.pos.line && p.col <= moved.pos.col))))
				break;
			msgs->list.at[to] = msgs->list.at[to - 1];
		}
		msgs->list.at[to] = moved;
	}
}

void msg_take_back(Msgs *msgs, size_t from, MsgId id)
{
	size_t kept = from;

	for (size_t i = from; i < msgs->list.n; i++)
		if (msgs->list.at[i].id != id)
			msgs->list.at[kept++] = msgs->list.at[i];
	if (kept < msgs->list.n)
		msgs->count[msg_level(id)] -= msgs->list.n - kept;
	if (from < msgs->list.n)
		msgs->list.n = kept;
}

void msg_join(Msgs *msgs, const Msgs *other)
{
	size_t listed[3] = {0};

	for (size_t i = 0; i < other->files.n; i++)
		msg_file(msgs, other->files.at[i]);
	for (size_t i = 0; i < other->list.n; i++) {
		const Msg *msg = &other->list.at[i];
		Pos pos = msg->pos;

		if (pos.file < other->files.n)
			pos.file = msg_file(msgs, other->files.at[pos.file]);
		listed[ROWS[msg->id].level]++;
		msg_add(msgs, msg->id, pos, msg->args[0], msg->args[1], msg->args[2]);
	}
	for (size_t level = 0; level < 3; level++)
		msgs->count[level] += other->count[level] - listed[level];
	msgs->dropped += other->dropped;
}

MsgLevel msg_level(MsgId id)
{
	return ROWS[id].level;
}

void msg_text(Buf *out, const Msg *msg, Lang lang)
{
	for (const char *s = ROWS[msg->id].text[lang]; *s; s++) {
		if (s[0] == '{' && s[1] >= '0' && s[1] < '0' + MSG_ARGS && s[2] == '}') {
			buf_add(out, msg->args[s[1] - '0']);
			s += 2;
		} else {
			buf_add_char(out, *s);
		}
	}
}

void msg_line(Buf *out, const Msgs *msgs, const Msg *msg, Lang lang)
{
	if (msg->pos.file < msgs->files.n) {
		buf_add(out, msgs->files.at[msg->pos.file]);
		buf_add_char(out, ':');
	}
	if (msg->pos.line) {
		buf_add_int(out, msg->pos.line);
		buf_add_char(out, ':');
		buf_add_int(out, msg->pos.col);
		buf_add_char(out, ':');
	}
	if (out->n)
		buf_add_char(out, ' ');
	buf_add(out, str_of(LEVELS[ROWS[msg->id].level]));
	buf_add(out, STR(": "));
	msg_text(out, msg, lang);
}

const char *msg_name(MsgId id)
{
	return ROWS[id].name;
}

void msg_free(Msgs *msgs)
{
	mem_arena_free(&msgs->arena);
	free(msgs->list.at);
	free(msgs->files.at);
	*msgs = (Msgs){0};
}
