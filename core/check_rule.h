/* What the rules of check.c share with those that stand in files of their own (check_span.c, check_text.c). */
#ifndef BILAN_CHECK_RULE_H
#define BILAN_CHECK_RULE_H

#include "corpus.h"
#include "msg.h"

typedef struct Check Check;

/* A rule about what is absent would blame a corpus for what the loader had to leave out, and one slip would give many
   messages. */
typedef enum CheckWhen {
	CHECK_ALWAYS,
	CHECK_FILE_WHOLE, /* not about files of which something was left out */
	CHECK_ALL_WHOLE,  /* only where nothing was left out anywhere */
} CheckWhen;

typedef struct CheckRule {
	MsgId id;
	CheckWhen when;
	void (*run)(const Check *check);
} CheckRule;

struct Check {
	const Corpus *corpus;
	Msgs *msgs;
	const CheckRule *rule; /* the one that runs */
	bool *damaged;         /* by file: something was left out */
	size_t files;
};

/* Adds the message of the rule that runs. */
void check_report(const Check *check, Pos pos, Str a, Str b, Str c);

void check_span_reversed(const Check *check);
void check_span_beyond(const Check *check);
void check_span_overlap(const Check *check);
void check_span_gap(const Check *check);
void check_span_missing(const Check *check);
void check_figure_outside(const Check *check);
void check_text_translated(const Check *check);
void check_text_punctuation(const Check *check);

#endif
