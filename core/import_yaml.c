#include "import_yaml.h"

#include "utf8.h"

#include <string.h>

#define COLUMNS 100
#define BREAK_COLUMNS 24 /* a line is broken at punctuation within the last columns, else where it is full */

/* Plain scalars may not begin with an indicator, nor look like a key, a comment or, in a flow, its end. */
static bool is_plain(Str text, bool flow)
{
	if (!text.n || strchr("-?:,[]{}#&*!|>'\"%@`. ", text.s[0]) || text.s[text.n - 1] == ' '
		|| text.s[text.n - 1] == ':')
		return false;
	for (size_t i = 0; i < text.n; i++) {
		if ((unsigned char)text.s[i] < ' ' || (flow && strchr(",[]{}:\"", text.s[i])))
			return false;
		if (i && text.s[i] == '#' && text.s[i - 1] == ' ')
			return false;
		if (text.s[i] == ':' && i + 1 < text.n && text.s[i + 1] == ' ')
			return false;
	}
	return true;
}

void import_yaml_scalar(Buf *out, Str text, bool flow)
{
	if (is_plain(text, flow)) {
		buf_add(out, text);
		return;
	}
	buf_add_char(out, '"');
	for (size_t i = 0; i < text.n; i++) {
		if (text.s[i] == '"' || text.s[i] == '\\')
			buf_add_char(out, '\\');
		buf_add_char(out, (unsigned char)text.s[i] < ' ' ? ' ' : text.s[i]);
	}
	buf_add_char(out, '"');
}

/* Whether a line end may stand before byte `at` and be read back as nothing, or, in place of the blank there, as a
   blank. */
static bool may_break(uint32_t before, uint32_t after, uint32_t behind_blank)
{
	if (after == ' ')
		return !(utf8_is_cjk(before) && utf8_is_cjk(behind_blank)) && behind_blank != ' ' && behind_blank;
	return before != ' ' && utf8_is_cjk(before) && utf8_is_cjk(after);
}

static bool is_pause(uint32_t cp)
{
	return cp == 0xFF0C || cp == 0x3002 || cp == 0xFF1B || cp == 0x3001 || cp == 0xFF1A || cp == 0xFF01 || cp == 0xFF1F;
}

/* Bytes of the next line of at most `columns`: the last good place to break, at punctuation if there is one near. */
static size_t next_line(Str text, size_t columns)
{
	size_t last = 0, pause = 0, pause_at = 0, used = 0, n = 0, after = 0;
	uint32_t before = ' ', cp, next = 0;

	if (text.n)
		after = utf8_decode(text.s, text.n, &next);
	for (size_t i = 0; i < text.n; i += n) {
		cp = next;
		n = after ? after : 1;
		next = 0;
		if (i + n < text.n)
			after = utf8_decode(text.s + i + n, text.n - i - n, &next);
		if (i && may_break(before, cp, next)) {
			last = i;
			if (is_pause(before)) {
				pause = i;
				pause_at = used;
			}
		}
		used += (size_t)utf8_width(cp, 2);
		if (used > columns && last)
			return pause && pause_at + BREAK_COLUMNS >= columns ? pause : last;
		before = cp;
	}
	return text.n;
}

static void add_folded(Buf *out, size_t indent, Str text)
{
	size_t columns = COLUMNS > indent + 40 ? COLUMNS - indent : 40;

	while (text.n) {
		size_t n = next_line(text, columns);

		buf_add_repeat(out, STR(" "), indent);
		buf_add(out, str_sub(text, 0, n));
		buf_add_char(out, '\n');
		while (n < text.n && text.s[n] == ' ')
			n++;
		text = str_sub(text, n, text.n);
	}
}

void import_yaml_text(Buf *out, size_t indent, const char *key, Str text)
{
	if (!text.n)
		return;
	buf_add_repeat(out, STR(" "), indent);
	buf_add(out, str_of(key));
	buf_add_char(out, ':');
	if (utf8_columns(str_sub(text, 0, 4 * COLUMNS), 2) + indent + strlen(key) + 2 > COLUMNS + 10) {
		buf_add(out, STR(" >-\n"));
		add_folded(out, indent + (*key == '-' ? 4 : 2), text);
		return;
	}
	buf_add_char(out, ' ');
	import_yaml_scalar(out, text, false);
	buf_add_char(out, '\n');
}
