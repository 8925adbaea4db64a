#include "import_read.h"

#include "import_html.h"
#include "utf8.h"

#include <errno.h>
#include <iconv.h>
#include <string.h>

/* Counts what cannot stand in a text: broken bytes. */
static size_t broken_bytes(Str text, size_t limit)
{
	size_t broken = 0, i = utf8_valid_prefix(text);
	uint32_t cp;

	while (i < text.n && broken < limit) {
		size_t n = utf8_decode(text.s + i, text.n - i, &cp);

		broken += !n;
		i += n ? n : 1;
		if (n)
			i += utf8_valid_prefix(str_sub(text, i, text.n));
	}
	return broken;
}

/* gcc takes the (iconv_t)-1 of a failure for a descriptor that is lost. */
#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC diagnostic ignored "-Wanalyzer-malloc-leak"
#endif

/* Converts through iconv, leaving out what it refuses; *left_out counts that. False where the encoding is not known
   here. */
static bool convert(Str bytes, const char *from, Buf *out, size_t *left_out)
{
	iconv_t cd = iconv_open("UTF-8", from);
	char block[1 << 14], *in = (char *)(uintptr_t)bytes.s;
	size_t left = bytes.n;

	*left_out = 0;
	if (cd == (iconv_t)-1)
		return false;
	while (left) {
		char *to = block;
		size_t room = sizeof block;
		size_t done = iconv(cd, &in, &left, &to, &room);

		buf_add(out, (Str){block, sizeof block - room});
		if (done != (size_t)-1 || errno == E2BIG)
			continue;
		in++;
		left--;
		++*left_out;
	}
	iconv_close(cd);
	return true;
}

/* Bytes from `at` on that are kept as they are: no control characters, and no marks that could be too many. */
static size_t plain_at(Str text, size_t at)
{
	size_t i = at;

	while (i < text.n) {
		const unsigned char *u = (const unsigned char *)text.s + i;

		if (*u < 0x80) {
			if ((*u < ' ' && *u != '\n') || *u == 0x7F)
				break;
			i++;
		} else if (utf8_at_han(text.s + i, text.n - i)) {
			i += 3;
		} else if (i + 2 < text.n && u[0] == 0xEF && u[1] == 0xBC && u[2] >= 0x81 && u[2] < 0xC0) {
			i += 3; /* ！ to ＿ */
		} else if (i + 2 < text.n && u[0] == 0xE3 && u[1] == 0x80 && u[2] >= 0x80 && u[2] < 0xAA) {
			i += 3; /* 、。《》 */
		} else {
			break;
		}
	}
	return i - at;
}

/* Lines end in LF; what cannot be seen is left out. Clean text is taken in one piece. */
static void add_visible(Str text, Buf *out, ImportLog *log)
{
	uint32_t invisible = 0, cp;

	buf_reserve(out, text.n);
	for (size_t i = 0, n, marks = 0; i < text.n; i += n) {
		size_t from = i;

		i += plain_at(text, i);
		marks = i > from ? 0 : marks;
		buf_add(out, str_sub(text, from, i));
		if (i >= text.n)
			break;
		n = utf8_decode(text.s + i, text.n - i, &cp);
		marks = utf8_width(cp, 1) == 0 ? marks + 1 : 0;
		if (cp == '\r') {
			if (i + 1 >= text.n || text.s[i + 1] != '\n')
				buf_add_char(out, '\n');
		} else if (cp == '\t' || cp == '\f' || cp == '\v' || cp == 0xA0 || cp == 0x2028 || cp == 0x2029) {
			buf_add(out, cp == '\f' || cp > 0xFF ? STR("\n") : STR(" "));
		} else if (!n || utf8_is_hostile(cp) || cp == UTF8_REPLACEMENT || marks > UTF8_MARKS) {
			invisible++;
		} else {
			buf_add(out, str_sub(text, i, i + n));
		}
		n = n ? n : 1;
	}
	if (invisible)
		import_text_note(log, IMPORT_INVISIBLE, 0, invisible, (Str){0}, (Str){0});
}

static bool has_nul(Str text)
{
	return text.n && memchr(text.s, '\0', text.n);
}

/* The encoding of bytes that are not UTF-8: GB18030 where fewer of them are broken then. */
static const char *encoding_of(Str bytes, size_t *skip)
{
	*skip = 0;
	if (str_starts(bytes, STR("\xFF\xFE")) || str_starts(bytes, STR("\xFE\xFF"))) {
		*skip = 2;
		return bytes.s[0] == '\xFF' ? "UTF-16LE" : "UTF-16BE";
	}
	if (str_starts(bytes, STR("\xEF\xBB\xBF")))
		*skip = 3;
	/* A text that was cut inside a character is still UTF-8. */
	return utf8_valid_prefix(bytes) + 4 > bytes.n || has_nul(bytes) ? NULL : "GB18030";
}

bool import_read_decode(Str bytes, Buf *out, ImportLog *log, Msgs *msgs, Pos pos)
{
	size_t skip, left_out = 0;
	const char *from = encoding_of(bytes, &skip);
	Str rest = str_sub(bytes, skip, bytes.n);
	Buf converted = {0};

	if (from && !convert(rest, from, &converted, &left_out)) {
		msg_add(msgs, MSG_import_encoding, pos, str_of(from), (Str){0}, (Str){0});
		buf_free(&converted);
		return false;
	}
	if (from && *from == 'G' && left_out > broken_bytes(rest, left_out + 1)) {
		buf_clear(&converted);
		from = NULL;
	}
	if (from) {
		import_text_note(log, IMPORT_ENCODED, 0, (uint32_t)left_out, str_of(from), (Str){0});
		rest = buf_str(&converted);
	}
	add_visible(rest, out, log);
	buf_free(&converted);
	return true;
}

ImportForm import_read_form(Str name, Str text)
{
	Str start = str_trim(str_sub(text, 0, 4096));

	if (str_ends(name, STR(".html")) || str_ends(name, STR(".htm")) || str_ends(name, STR(".xhtml")))
		return IMPORT_HTML;
	if (str_ends(name, STR(".md")) || str_ends(name, STR(".markdown")))
		return IMPORT_MARKDOWN;
	if (start.n && start.s[0] == '<' && (str_eq_nocase(str_sub(start, 0, 5), STR("<html")) ||
		str_eq_nocase(str_sub(start, 0, 9), STR("<!doctype"))))
		return IMPORT_HTML;
	return IMPORT_TEXT;
}

/* Without ** __ ` around words and [text](address): what is left is what a reader sees. */
static void add_inline(Str line, Buf *out)
{
	static const char MARKS[] = "\\`*_{}[]()#+-.!|<>~\"'$&,:;=?@^%/";

	for (size_t i = 0; i < line.n; i++) {
		ptrdiff_t end;

		/* A mark that means itself. */
		if (line.s[i] == '\\' && i + 1 < line.n && strchr(MARKS, line.s[i + 1]) && line.s[i + 1]) {
			buf_add_char(out, line.s[++i]);
			continue;
		}
		if (line.s[i] == '`' || str_starts(str_sub(line, i, line.n), STR("**")) ||
			str_starts(str_sub(line, i, line.n), STR("__"))) {
			i += line.s[i] != '`';
			continue;
		}
		end = line.s[i] == '[' ? str_find(line, STR("]("), i) : -1;
		if (end > 0 && str_find(line, STR(")"), (size_t)end) > 0) {
			buf_add(out, str_sub(line, i + 1, (size_t)end));
			i = (size_t)str_find(line, STR(")"), (size_t)end);
			continue;
		}
		buf_add_char(out, line.s[i]);
	}
}

static bool is_rule(Str line)
{
	size_t n = 0;

	for (size_t i = 0; i < line.n; i++)
		n += line.s[i] == '-' || line.s[i] == '*' || line.s[i] == '_' || line.s[i] == '|' || line.s[i] == ':' ||
			line.s[i] == ' ' || line.s[i] == '=';
	return line.n >= 3 && n == line.n;
}

/* The cells of a row, as a page has them. */
static void add_cells(Str row, Buf *out)
{
	for (size_t from = 0, to; from <= row.n; from = to + 1) {
		for (to = from; to < row.n && row.s[to] != '|'; to++)
			to += row.s[to] == '\\'; /* \| is no boundary */
		buf_add(out, from ? STR(" ") : STR(""));
		add_inline(str_trim(str_sub(row, from, to)), out);
	}
}

/* The line under the names of the columns: |---|:-:|. */
static bool is_table_rule(Str line)
{
	line = str_trim(line);
	return line.n && line.s[0] == '|' && is_rule(line);
}

static void add_markdown_line(Str line, Buf *out)
{
	Str rest = str_trim(line);
	size_t level = 0;

	if (is_rule(rest))
		return;
	while (level < rest.n && rest.s[level] == '#')
		level++;
	if (level && level <= 6 && level < rest.n && rest.s[level] == ' ') {
		buf_add_char(out, IMPORT_READ_HEADING);
		buf_add_char(out, (char)('0' + level));
		rest = str_sub(rest, level + 1, rest.n);
	} else if (rest.n > 2 && memchr("-*+", rest.s[0], 3) && rest.s[1] == ' ') {
		buf_add_char(out, IMPORT_READ_ITEM);
		rest = str_sub(rest, 2, rest.n);
	} else if (rest.n > 1 && rest.s[0] == '|') {
		buf_add_char(out, IMPORT_READ_ROW);
		add_cells(str_sub(rest, 1, rest.n - (rest.s[rest.n - 1] == '|')), out);
		return;
	} else if (rest.n > 1 && rest.s[0] == '>') {
		rest = str_trim(str_sub(rest, 1, rest.n));
	}
	add_inline(rest, out);
}

bool import_read_lines(Str text, ImportForm form, Buf *out, ImportLog *log, Msgs *msgs, Pos pos)
{
	Str rest = text, line;

	if (form == IMPORT_HTML) {
		if (!import_html_lines(text, out)) {
			msg_add(msgs, MSG_import_package, pos, STR("libxml2"), STR("HTML"), (Str){0});
			return false;
		}
		import_text_note(log, IMPORT_MARKED, 0, 1, STR("HTML"), (Str){0});
		return true;
	}
	if (form == IMPORT_TEXT) {
		buf_add(out, text);
		return true;
	}
	for (uint32_t number = 1; str_split(&rest, '\n', &line); number++) {
		Str ahead = rest, next;

		if (line.n && str_split(&ahead, '\n', &next) && is_table_rule(next) && !is_rule(line))
			import_text_note(log, IMPORT_DROPPED, number, 1, line, STR("表头"));
		else
			add_markdown_line(line, out);
		buf_add_char(out, '\n');
	}
	import_text_note(log, IMPORT_MARKED, 0, 1, STR("Markdown"), (Str){0});
	return true;
}
