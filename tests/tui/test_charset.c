#include "../../tui/charset.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

static void name_locale(const char *all, const char *lang)
{
	unsetenv("LC_CTYPE");
	if (all)
		setenv("LC_ALL", all, 1);
	else
		unsetenv("LC_ALL");
	if (lang)
		setenv("LANG", lang, 1);
	else
		unsetenv("LANG");
}

Test(charset, utf8_is_taken_where_no_other_is_named)
{
	static const char *const NAMES[][2] = {
		{NULL, NULL}, {"C", NULL}, {NULL, "POSIX"}, {"zh_CN.UTF-8", NULL}, {"", "de_DE.utf8"}, {"xx_YY.KOI8-R", NULL},
	};
	for (size_t i = 0; i < sizeof NAMES / sizeof *NAMES; i++) {
		Charset charset;
		Buf out = {0};
		name_locale(NAMES[i][0], NAMES[i][1]);
		charset_open(&charset);
		cr_assert(!charset.foreign, "%s", NAMES[i][0]);
		charset_write(&charset, STR("网"), 2, &out);
		cr_assert_str_eq(buf_cstr(&out), "网");
		charset_close(&charset);
		buf_free(&out);
	}
}

/* As charset_open makes it where the system has the locale. */
static bool open_chinese(Charset *charset)
{
	*charset = (Charset){.to_utf8 = iconv_open("UTF-8", "GBK"), .from_utf8 = iconv_open("GBK", "UTF-8")};
	charset->foreign = charset->to_utf8 != (iconv_t)-1 && charset->from_utf8 != (iconv_t)-1;
	return charset->foreign;
}

Test(charset, what_is_written_comes_back)
{
	Charset charset;
	Buf out = {0}, back = {0};
	if (!open_chinese(&charset))
		cr_skip_test("iconv knows no GBK");
	charset_write(&charset, STR("网"), 2, &out);
	cr_assert_str_eq(buf_cstr(&out), "\xCD\xF8");
	charset_read(&charset, str_sub(buf_str(&out), 0, 1), &back);
	cr_assert_eq(back.n, 0, "half a character waits for the other");
	charset_read(&charset, str_sub(buf_str(&out), 1, 2), &back);
	cr_assert_str_eq(buf_cstr(&back), "网");
	charset_close(&charset);
	cr_assert(!charset.foreign);
	buf_free(&out);
	buf_free(&back);
}

Test(charset, what_it_lacks_is_as_wide_as_it_was)
{
	Charset charset;
	Buf out = {0};
	if (!open_chinese(&charset))
		cr_skip_test("iconv knows no GBK");
	charset_write(&charset, STR("\xF0\xA0\x80\x80"), 2, &out);
	charset_write(&charset, STR("é\xCC\xA7"), 1, &out);
	cr_assert_str_eq(buf_cstr(&out), "???");
	charset_close(&charset);
	buf_free(&out);
}
