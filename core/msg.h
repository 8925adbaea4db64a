/* Messages: numbered, levelled, positioned, in Chinese and English from one table (messages.def). Core reports into a
   Msgs that the caller hands down; nothing here prints. Wording: cause first, the subject quoted, then what was done
   about it or what to do; no full stop at the end. */
#ifndef BILAN_MSG_H
#define BILAN_MSG_H

#include "buf.h"
#include "lang.h"
#include "mem.h"
#include "str.h"

#include <stdint.h>

/* A place in a file that was read. line and col count from 1, in characters; line 0: the file as a whole. */
typedef struct Pos {
	uint32_t line;
	uint16_t col;  /* 65535 stands for "at least" */
	uint16_t file; /* index into Msgs.files */
} Pos;

typedef enum MsgLevel {
	MSG_WARNING, /* something odd; nothing is lost */
	MSG_ERROR,   /* a rule is broken; what was done instead is said */
	MSG_FATAL,   /* the file, and the volume it belongs to, could not be used */
} MsgLevel;

/* MSG(id, level, "zh", "en"): {0}…{3} stand for the arguments. */
typedef enum MsgId {
#define MSG(id, level, zh, en) MSG_##id,
#include "messages.def"
#undef MSG
	MSG_ID_COUNT
} MsgId;

#define MSG_ARGS 4

typedef struct Msg {
	MsgId id;
	Pos pos;
	Str args[MSG_ARGS]; /* cleaned, in the list's arena */
} Msg;

typedef struct Msgs {
	Arena arena;
	struct { Msg *at; size_t n, cap; } list;
	struct { Str *at; size_t n, cap; } files; /* names as given, cleaned */
	size_t limit;   /* keep at most this many; 0: MSG_LIMIT */
	size_t dropped; /* how many came past the limit */
	size_t count[3]; /* by level, the dropped ones too */
} Msgs;

#define MSG_LIMIT 200

/* Registers a file name for Pos.file; the same name gives the same index. At most 65535. */
uint16_t msg_file(Msgs *msgs, Str name);

/* Adds a message. Arguments are cleaned and cut to 80 columns each; pass (Str){0} for those that are not used. */
void msg_add(Msgs *msgs, MsgId id, Pos pos, Str a, Str b, Str c);

/* Puts the messages from index `from` on into the order of their places (file, line, column); equals keep theirs. */
void msg_sort(Msgs *msgs, size_t from);

/* Takes back the messages from index `from` on that are of this id. */
void msg_take_back(Msgs *msgs, size_t from, MsgId id);

/* Adds all that another list has, its files too: they keep their numbers in a list that had none. A place in a file
   that the other does not know is taken for one of this list. */
void msg_join(Msgs *msgs, const Msgs *other);

MsgLevel msg_level(MsgId id);

/* The sentence alone, in `lang`. */
void msg_text(Buf *out, const Msg *msg, Lang lang);

/* FILE:LINE:COL: LEVEL: TEXT, without a line end; FILE: LEVEL: TEXT where the line is 0. LEVEL is English in both
   languages. */
void msg_line(Buf *out, const Msgs *msgs, const Msg *msg, Lang lang);

/* The row's name in messages.def, for the manual and for tests; valid for ever. */
const char *msg_name(MsgId id);

void msg_free(Msgs *msgs);

#endif
