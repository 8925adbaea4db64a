#include "../../core/export_markup.h"

#include <criterion/criterion.h>

Test(export_markup, content_is_never_markup)
{
	Buf out = {0};

	export_markup_escape(&out, STR("<b a='1' c=\"2\">&amp;</b>\n网格"));
	cr_assert_str_eq(buf_cstr(&out), "&lt;b a=&#39;1&#39; c=&quot;2&quot;&gt;&amp;amp;&lt;/b&gt;<br>网格");
	buf_free(&out);
}
