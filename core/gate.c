#include "gate.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

static bool refuse(Gate *gate, MsgId why, size_t at)
{
	gate->refused = true;
	gate->why = why;
	gate->refused_at = at;
	return false;
}

size_t gate_bytes(const Gate *gate, size_t offset, char *to, size_t size)
{
	size_t from = gate->from + offset;
	ssize_t n;

	if (gate->to)
		size = from >= gate->to ? 0 : size < gate->to - from ? size : gate->to - from;
	if (gate->fd < 0) {
		Str part = str_sub(gate->memory, from, from + size);

		if (part.n)
			memcpy(to, part.s, part.n);
		return part.n;
	}
	errno = 0;
	do
		n = pread(gate->fd, to, size, (off_t)from);
	while (n < 0 && errno == EINTR);
	return n > 0 ? (size_t)n : 0;
}

/* Counts the lines that begin with % in a block; each %TAG makes libyaml compare it with all before it. */
static bool count_percents(Gate *gate, const char *s, size_t n)
{
	for (const char *at = s; (at = memchr(at, '%', n - (size_t)(at - s))); at++) {
		bool first = at == s ? !gate->mid_line : at[-1] == '\n' || at[-1] == '\r';

		if (first && ++gate->percents > gate->percent_lines)
			return refuse(gate, MSG_yaml_percent, gate->taken + (size_t)(at - s));
		if (at + 1 == s + n)
			break;
	}
	return true;
}

static bool inspect(Gate *gate, const char *s, size_t n)
{
	if (gate->taken - gate->passed > gate->piece_bytes)
		return refuse(gate, MSG_value_huge, gate->passed);
	if (!gate->inside && !count_percents(gate, s, n))
		return false;
	gate->mid_line = s[n - 1] != '\n' && s[n - 1] != '\r';
	gate->taken += n;
	return true;
}

bool gate_read(Gate *gate, char *to, size_t size, size_t *n)
{
	size_t bom = gate->bom ? 3 : 0;

	*n = gate_bytes(gate, gate->taken + bom, to, size);
	if (!*n && gate->fd >= 0 && errno)
		return refuse(gate, MSG_file_unreadable, gate->taken);
	if (!gate->taken && *n >= 2 && (!memcmp(to, "\xFF\xFE", 2) || !memcmp(to, "\xFE\xFF", 2)))
		return refuse(gate, MSG_encoding_utf16, 0);
	if (!gate->taken && !bom && *n >= 3 && !memcmp(to, "\xEF\xBB\xBF", 3)) {
		gate->bom = true;
		return gate_read(gate, to, size, n);
	}
	return *n == 0 || inspect(gate, to, *n);
}

Pos gate_pos(const Gate *gate, size_t offset, uint16_t file)
{
	char block[1 << 14];
	size_t from = gate->bom ? 3 : 0, end = from + offset, line = 1, col = 1, n;
	bool carriage = false;

	while (from < end && (n = gate_bytes(gate, from, block, end - from < sizeof block ? end - from : sizeof block))) {
		for (size_t i = 0; i < n; i++) {
			bool feed = block[i] == '\n', split = feed && carriage;

			carriage = block[i] == '\r';
			if ((feed || carriage) && !split)
				line++, col = 1;
			else if (!feed && (block[i] & 0xC0) != 0x80)
				col++;
		}
		from += n;
	}
	return (Pos){line < UINT32_MAX ? (uint32_t)line : UINT32_MAX, col < UINT16_MAX ? (uint16_t)col : UINT16_MAX, file};
}

bool gate_report(const Gate *gate, uint16_t file, Msgs *msgs)
{
	Str detail = gate->why == MSG_file_unreadable ? str_of(strerror(errno)) : (Str){0};

	if (gate->refused)
		msg_add(msgs, gate->why, gate_pos(gate, gate->refused_at, file), (Str){0}, detail, (Str){0});
	return gate->refused;
}

/* Bytes of the GB18030 character at s, two or four; 0 where there is none. */
static size_t gb_character(const unsigned char *s, size_t n)
{
	if (n < 2 || s[0] < 0x81 || s[0] == 0xFF)
		return 0;
	if (s[1] >= 0x40 && s[1] != 0x7F && s[1] != 0xFF)
		return 2;
	return n >= 4 && s[1] >= '0' && s[1] <= '9' && s[2] >= 0x81 && s[2] != 0xFF && s[3] >= '0' && s[3] <= '9' ? 4 : 0;
}

bool gate_is_gb18030(const Gate *gate, size_t offset)
{
	char block[256];
	size_t bom = gate->bom ? 3 : 0, start = offset > 64 ? offset - 64 : 0;
	size_t n = gate_bytes(gate, start + bom, block, sizeof block);
	size_t i = offset - start, pairs = 0, step;

	if (i >= n)
		return false;
	/* Pairs are counted from the first byte of the run of high bytes; some of them may have passed for UTF-8. */
	while (i > 0 && (unsigned char)block[i - 1] >= 0x80)
		i--;
	while (i < n) {
		if ((unsigned char)block[i] < 0x80) {
			i++;
			continue;
		}
		step = gb_character((unsigned char *)block + i, n - i);
		if (!step)
			return pairs >= 2 && n - i < 4;
		pairs++;
		i += step;
	}
	return pairs >= 2;
}
