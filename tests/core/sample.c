#include "sample.h"

#include "../../core/load.h"
#include "../../core/utf8.h"

#include <criterion/criterion.h>
#include <stdlib.h>

static Corpus *without_a_word(const char *path)
{
	Msgs msgs = {0};
	Buf first = {0};
	Corpus *corpus = load_paths(&path, 1, NULL, &msgs);

	if (msgs.list.n)
		msg_line(&first, &msgs, &msgs.list.at[0], LANG_EN);
	cr_assert(corpus && !msgs.list.n, "%s loads (tests run from the top of the tree): %s", path, buf_cstr(&first));
	buf_free(&first);
	msg_free(&msgs);
	return corpus;
}

Corpus *sample_corpus(void)
{
	return without_a_word("tests/data/small.yaml");
}

Corpus *sample_bundled(void)
{
	return without_a_word("content/2022-urban-party-building");
}

typedef struct Reader {
	Str text;
	size_t at;
	Buf path;
	Buf *flat;
	int depth;
} Reader;

static bool value(Reader *r);

static char peek(const Reader *r)
{
	return r->at < r->text.n ? r->text.s[r->at] : '\0';
}

static bool take(Reader *r, char c)
{
	if (r->at >= r->text.n || r->text.s[r->at] != c)
		return false;
	r->at++;
	return true;
}

static void blanks(Reader *r)
{
	while (peek(r) == ' ' || peek(r) == '\n' || peek(r) == '\t' || peek(r) == '\r')
		r->at++;
}

static void emit(Reader *r, Str text)
{
	buf_add(r->flat, buf_str(&r->path));
	buf_add_char(r->flat, '=');
	for (size_t i = 0; i < text.n; i++)
		buf_add(r->flat, text.s[i] == '\n' ? STR("\\n") : str_sub(text, i, i + 1));
	buf_add_char(r->flat, '\n');
}

static bool hex(Reader *r, uint32_t *out)
{
	*out = 0;
	for (int i = 0; i < 4; i++, r->at++) {
		char c = peek(r);
		int digit = c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : c >= 'A' && c <= 'F'
			? c - 'A' + 10 : -1;
		if (digit < 0)
			return false;
		*out = *out * 16 + (uint32_t)digit;
	}
	return *out < 0xD800 || *out > 0xDFFF;
}

static bool escape(Reader *r, Buf *out)
{
	static const char FROM[] = "\"\\/bfnrt", TO[] = "\"\\/\b\f\n\r\t";
	uint32_t cp;

	if (take(r, 'u')) {
		if (!hex(r, &cp))
			return false;
		buf_add_codepoint(out, cp);
		return true;
	}
	for (size_t i = 0; FROM[i]; i++)
		if (take(r, FROM[i])) {
			buf_add_char(out, TO[i]);
			return true;
		}
	return false;
}

static bool string(Reader *r, Buf *out)
{
	if (!take(r, '"'))
		return false;
	while (r->at < r->text.n && !take(r, '"')) {
		uint32_t cp;
		size_t n = utf8_decode(r->text.s + r->at, r->text.n - r->at, &cp);
		if (n == 0 || cp < 0x20)
			return false;
		buf_add(out, cp == '\\' ? STR("") : str_sub(r->text, r->at, r->at + n));
		r->at += n;
		if (cp == '\\' && !escape(r, out))
			return false;
	}
	return r->at > 1 && r->text.s[r->at - 1] == '"';
}

static bool digits(Reader *r)
{
	size_t from = r->at;

	while (peek(r) >= '0' && peek(r) <= '9')
		r->at++;
	return r->at > from;
}

static bool number(Reader *r)
{
	size_t from = r->at;

	take(r, '-');
	if (!take(r, '0') && !digits(r))
		return false;
	if (take(r, '.') && !digits(r))
		return false;
	if (take(r, 'e') || take(r, 'E')) {
		if (!take(r, '+'))
			take(r, '-');
		if (!digits(r))
			return false;
	}
	emit(r, str_sub(r->text, from, r->at));
	return true;
}

static bool word(Reader *r, Str wanted)
{
	if (!str_eq(str_sub(r->text, r->at, r->at + wanted.n), wanted))
		return false;
	r->at += wanted.n;
	emit(r, wanted);
	return true;
}

static bool array(Reader *r)
{
	size_t n = r->path.n;

	for (int i = 0;; i++) {
		buf_add_char(&r->path, '/');
		buf_add_int(&r->path, i);
		if (!value(r))
			return false;
		r->path.n = n;
		blanks(r);
		if (take(r, ']'))
			return true;
		if (!take(r, ','))
			return false;
	}
}

static bool object(Reader *r)
{
	size_t n = r->path.n;
	Buf keys = {0};
	bool fits = true;

	for (bool more = true; more && fits; ) {
		Buf key = {0}, line = {0};
		blanks(r);
		fits = string(r, &key);
		buf_add_char(&line, '\n');
		buf_add(&line, buf_str(&key));
		buf_add_char(&line, '\n');
		fits = fits && str_find(buf_str(&keys), buf_str(&line), 0) < 0;
		buf_add(&keys, buf_str(&line));
		buf_add_char(&r->path, '/');
		buf_add(&r->path, buf_str(&key));
		blanks(r);
		fits = fits && take(r, ':') && value(r);
		r->path.n = n;
		blanks(r);
		more = fits && take(r, ',');
		buf_free(&key);
		buf_free(&line);
	}
	buf_free(&keys);
	return fits && take(r, '}');
}

static bool value(Reader *r)
{
	Buf text = {0};
	bool fits;

	blanks(r);
	if (++r->depth > 20)
		return false;
	if (take(r, '[')) {
		blanks(r);
		fits = take(r, ']') ? (emit(r, STR("[]")), true) : array(r);
	} else if (take(r, '{')) {
		blanks(r);
		fits = take(r, '}') ? (emit(r, STR("{}")), true) : object(r);
	} else if (peek(r) == '"') {
		fits = string(r, &text);
		emit(r, buf_str(&text));
	} else {
		fits = word(r, STR("true")) || word(r, STR("false")) || word(r, STR("null")) || number(r);
	}
	buf_free(&text);
	r->depth--;
	return fits;
}

ptrdiff_t sample_json(Str json, Buf *flat)
{
	Reader r = {.text = json, .flat = flat};
	bool fits = value(&r);

	blanks(&r);
	buf_free(&r.path);
	return fits && r.at == json.n ? -1 : (ptrdiff_t)r.at;
}

bool sample_has(const Buf *flat, const char *line)
{
	Str rest = buf_str(flat), part;

	while (str_split(&rest, '\n', &part))
		if (str_eq(part, str_of(line)))
			return true;
	return false;
}

bool sample_contains(const Buf *buf, const char *text)
{
	return str_find(buf_str(buf), str_of(text), 0) >= 0;
}
