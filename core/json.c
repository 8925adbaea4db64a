#include "json.h"

#include "utf8.h"

#include <math.h>

static void before_value(Json *json)
{
	if (json->comma)
		buf_add_char(json->out, ',');
	json->comma = true;
}

void json_open(Json *json, char bracket)
{
	before_value(json);
	buf_add_char(json->out, bracket);
	json->comma = false;
}

void json_close(Json *json, char bracket)
{
	buf_add_char(json->out, bracket);
	json->comma = true;
}

static void add_escaped(Buf *out, uint32_t cp)
{
	static const char HEX[] = "0123456789abcdef";

	buf_add(out, STR("\\u"));
	for (int shift = 12; shift >= 0; shift -= 4)
		buf_add_char(out, HEX[cp >> shift & 15]);
}

static void add_quoted(Buf *out, Str text)
{
	buf_add_char(out, '"');
	for (size_t i = 0, n; i < text.n; i += n) {
		uint32_t cp;
		n = utf8_decode(text.s + i, text.n - i, &cp);
		if (n == 0 || cp < 0x20 || cp == 0x7F || cp == 0x2028 || cp == 0x2029) {
			add_escaped(out, cp);
			n = n ? n : 1;
			continue;
		}
		if (cp == '"' || cp == '\\')
			buf_add_char(out, '\\');
		buf_add(out, str_sub(text, i, i + n));
	}
	buf_add_char(out, '"');
}

void json_key(Json *json, Str key)
{
	before_value(json);
	add_quoted(json->out, key);
	buf_add_char(json->out, ':');
	json->comma = false;
}

void json_string(Json *json, Str text)
{
	before_value(json);
	add_quoted(json->out, text);
}

void json_integer(Json *json, long long value)
{
	before_value(json);
	buf_add_int(json->out, value);
}

void json_number(Json *json, double value)
{
	before_value(json);
	if (isfinite(value))
		buf_add_number(json->out, value);
	else
		buf_add(json->out, STR("null"));
}

void json_bool(Json *json, bool yes)
{
	before_value(json);
	buf_add(json->out, yes ? STR("true") : STR("false"));
}

void json_null(Json *json)
{
	before_value(json);
	buf_add(json->out, STR("null"));
}

void json_newline(Json *json)
{
	if (json->comma)
		buf_add_char(json->out, ',');
	json->comma = false;
	buf_add_char(json->out, '\n');
}
