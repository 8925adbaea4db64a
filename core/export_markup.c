#include "export_markup.h"

void export_markup_escape(Buf *out, Str text)
{
	static const char *const NAMES[128] = {['<'] = "&lt;", ['>'] = "&gt;", ['&'] = "&amp;", ['"'] = "&quot;",
		['\''] = "&#39;", ['\n'] = "<br>"};
	size_t from = 0;

	for (size_t i = 0; i < text.n; i++) {
		unsigned char c = (unsigned char)text.s[i];
		if (c >= 128 || !NAMES[c])
			continue;
		buf_add(out, str_sub(text, from, i));
		buf_add(out, str_of(NAMES[c]));
		from = i + 1;
	}
	buf_add(out, str_sub(text, from, text.n));
}
