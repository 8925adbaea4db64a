#include "charset.h"

#include <errno.h>
#include <langinfo.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* Whether the locale's name tells that UTF-8 is to be taken. Loading the locale would cost a tenth of the start. */
static bool names_utf8(void)
{
	static const char *const NAMES[] = {"LC_ALL", "LC_CTYPE", "LANG"};
	const char *value = NULL;
	for (size_t i = 0; i < sizeof NAMES / sizeof *NAMES && !(value && *value); i++)
		value = getenv(NAMES[i]);
	if (!value || !*value || strcmp(value, "C") == 0 || strcmp(value, "POSIX") == 0)
		return true;
	const char *codeset = strchr(value, '.');
	return codeset && (strncasecmp(codeset, ".utf-8", 6) == 0 || strncasecmp(codeset, ".utf8", 5) == 0);
}

void charset_open(Charset *charset)
{
	static const char *const CHINESE[] = {"GB18030", "GBK", "GB2312"};
	*charset = (Charset){0};
	if (names_utf8() || !setlocale(LC_CTYPE, ""))
		return;
	for (size_t i = 0; i < sizeof CHINESE / sizeof *CHINESE; i++)
		if (strcmp(nl_langinfo(CODESET), CHINESE[i]) == 0) {
			charset->to_utf8 = iconv_open("UTF-8", CHINESE[i]);
			charset->from_utf8 = iconv_open(CHINESE[i], "UTF-8");
			charset->foreign = charset->to_utf8 != (iconv_t)-1 && charset->from_utf8 != (iconv_t)-1;
		}
}

void charset_close(Charset *charset)
{
	if (charset->foreign) {
		iconv_close(charset->to_utf8);
		iconv_close(charset->from_utf8);
	}
	*charset = (Charset){0};
}

void charset_read(Charset *charset, Str bytes, Buf *out)
{
	char in[sizeof charset->rest + 64], piece[4 * sizeof in];
	for (size_t n; bytes.n > 0; bytes = str_sub(bytes, n, bytes.n)) {
		n = bytes.n < 64 ? bytes.n : 64;
		memcpy(in, charset->rest, charset->rest_bytes);
		memcpy(in + charset->rest_bytes, bytes.s, n);
		char *from = in, *to = piece;
		size_t left = charset->rest_bytes + n, room = sizeof piece;
		while (left > 0 && iconv(charset->to_utf8, &from, &left, &to, &room) == (size_t)-1 && errno == EILSEQ) {
			from++;
			left--;
		}
		charset->rest_bytes = left < sizeof charset->rest ? left : 0;
		memcpy(charset->rest, from, charset->rest_bytes);
		buf_add(out, (Str){piece, (size_t)(to - piece)});
	}
}

void charset_write(const Charset *charset, Str cluster, int width, Buf *out)
{
	char bytes[64], *from = (char *)cluster.s, *to = bytes;
	size_t left = cluster.n, room = sizeof bytes;
	if (!charset->foreign)
		buf_add(out, cluster);
	else if (iconv(charset->from_utf8, &from, &left, &to, &room) == 0)
		buf_add(out, (Str){bytes, (size_t)(to - bytes)});
	else
		buf_add_repeat(out, STR("?"), (size_t)width);
}
