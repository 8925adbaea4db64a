/* Gate: the bytes of one file, or of a part of it, on their way into the YAML parser. It refuses what the parser
   would choke on before the parser sees it, and knows which line and column a byte stands in. Files are read in
   blocks; neither the file nor a line of it is ever held whole. */
#ifndef BILAN_GATE_H
#define BILAN_GATE_H

#include "msg.h"
#include "str.h"

typedef struct Gate {
	int fd;     /* -1: `memory` */
	Str memory;
	size_t from, to;      /* the bytes of it that count; `to` 0: all that follow */
	size_t piece_bytes;   /* refuse more than this between two calls of gate_pass */
	size_t percent_lines; /* refuse more lines that begin with % where directives can stand */
	/* Private from here on. */
	size_t taken, passed, percents, refused_at;
	bool refused, mid_line, bom, inside;
	MsgId why;
} Gate;

/* The next bytes, at most `size`; *n is 0 at the end. False when the gate refuses; then gate_report says why. */
bool gate_read(Gate *gate, char *to, size_t size, size_t *n);

/* Puts at most `size` bytes from `offset` on, counted from where the gate began, into `to`, past all that it
   refuses; returns how many, 0 at the end or on an error, with errno set. */
size_t gate_bytes(const Gate *gate, size_t offset, char *to, size_t size);

/* The parser has made something of what it got: count piece_bytes from here. `inside`: it is inside the root node,
   where there are no directives and lines that begin with % are not counted. */
static inline void gate_pass(Gate *gate, bool inside)
{
	gate->passed = gate->taken;
	gate->inside = inside;
}

/* Line and column of the byte at `offset` of what gate_read gave, by reading again; lines count from where the
   gate began. `file` goes into the answer. */
Pos gate_pos(const Gate *gate, size_t offset, uint16_t file);

/* Reports what was refused, if anything was; returns whether. */
bool gate_report(const Gate *gate, uint16_t file, Msgs *msgs);

/* True when the bytes around `offset`, where UTF-8 broke, make sense as GB18030. */
bool gate_is_gb18030(const Gate *gate, size_t offset);

#endif
