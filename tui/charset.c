#include "charset.h"

#include "../core/utf8.h"

#include <errno.h>
#include <langinfo.h>
#include <locale.h>
#include <string.h>

static bool utf8_locale(void)
{
	static const char *const NAMES[] = {"C.UTF-8", "C.utf8", "en_US.UTF-8", "zh_CN.UTF-8"};
	for (size_t i = 0; i < sizeof NAMES / sizeof *NAMES; i++)
		if (setlocale(LC_CTYPE, NAMES[i]) && strcmp(nl_langinfo(CODESET), "UTF-8") == 0)
			return true;
	return false;
}

bool charset_open(Charset *charset)
{
	static const char *const CHINESE[] = {"GB18030", "GBK", "GB2312"};
	const char *codeset = setlocale(LC_CTYPE, "") ? nl_langinfo(CODESET) : "";
	*charset = (Charset){0};
	if (strcmp(codeset, "UTF-8") == 0)
		return true;
	for (size_t i = 0; i < sizeof CHINESE / sizeof *CHINESE; i++)
		if (strcmp(codeset, CHINESE[i]) == 0) {
			charset->to_utf8 = iconv_open("UTF-8", codeset);
			charset->foreign = charset->to_utf8 != (iconv_t)-1; /* what iconv_open fails with */
		}
	return charset->foreign || utf8_locale();
}

void charset_close(Charset *charset)
{
	if (charset->foreign)
		iconv_close(charset->to_utf8);
	*charset = (Charset){0};
}

bool charset_use_utf8(Charset *charset)
{
	if (!utf8_locale())
		return false;
	charset_close(charset);
	return true;
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

static bool has(const Charset *charset, wchar_t c)
{
	char bytes[16];
	mbstate_t state = {0};
	return !charset->foreign || wcrtomb(bytes, c, &state) != (size_t)-1;
}

void charset_wide(const Charset *charset, Str cluster, int width, wchar_t out[static CHARSET_WIDE])
{
	size_t used = 0;
	uint32_t cp;
	bool missing = false;
	for (size_t i = 0, step; i < cluster.n && used < CHARSET_WIDE - 2; i += step) {
		step = utf8_decode(cluster.s + i, cluster.n - i, &cp);
		if (step == 0)
			break;
		out[used++] = (wchar_t)cp;
		missing = missing || !has(charset, (wchar_t)cp);
	}
	if (used == 0 || missing)
		out[0] = missing ? (width == 2 ? 0xFF1F : L'?') : L' ';
	out[used == 0 || missing ? 1 : used] = 0;
}
