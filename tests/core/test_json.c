#include "../../core/json.h"
#include "sample.h"

#include <criterion/criterion.h>
#include <math.h>

static void assert_string(Str in, const char *written)
{
	Buf out = {0}, flat = {0};
	Json json = {.out = &out};

	json_string(&json, in);
	cr_assert_str_eq(buf_cstr(&out), written);
	cr_assert_eq(sample_json(buf_str(&out), &flat), -1, "%s is JSON", written);
	buf_free(&out);
	buf_free(&flat);
}

Test(json, strings_are_escaped_as_the_rfc_asks)
{
	assert_string(STR("接诉即办"), "\"接诉即办\"");
	assert_string(STR("a\"b\\c/d"), "\"a\\\"b\\\\c/d\"");
	assert_string(STR("\n\t\r\x01\x1f"), "\"\\u000a\\u0009\\u000d\\u0001\\u001f\"");
	assert_string(((Str){"\0", 1}), "\"\\u0000\"");
	assert_string(STR("\x7f"), "\"\\u007f\"");
	assert_string(STR("\u2028\u2029"), "\"\\u2028\\u2029\"");
	assert_string(STR("😀"), "\"😀\"");
	assert_string(STR(""), "\"\"");
}

Test(json, bytes_that_are_no_utf8_become_replacement_characters)
{
	assert_string(STR("a\xff" "b"), "\"a\\ufffdb\"");
	assert_string(STR("\xe6\x8e"), "\"\\ufffd\\ufffd\"");
	assert_string(STR("\xed\xa0\x80"), "\"\\ufffd\\ufffd\\ufffd\"");
}

Test(json, every_string_reads_back_as_it_was)
{
	for (uint32_t cp = 1; cp < 0x3000; cp += cp < 0x100 ? 1 : 61) {
		Buf in = {0}, out = {0}, flat = {0}, wanted = {0};
		Json json = {.out = &out};
		buf_add_codepoint(&in, cp);
		buf_add(&in, STR("尾"));
		json_string(&json, buf_str(&in));
		cr_assert_eq(sample_json(buf_str(&out), &flat), -1, "U+%04X", cp);
		buf_add_char(&wanted, '=');
		buf_add(&wanted, cp == '\n' ? STR("\\n尾") : buf_str(&in));
		cr_assert(sample_has(&flat, buf_cstr(&wanted)), "U+%04X", cp);
		buf_free(&in), buf_free(&out), buf_free(&flat), buf_free(&wanted);
	}
}

Test(json, commas_and_colons_stand_where_they_belong)
{
	Buf out = {0}, flat = {0};
	Json json = {.out = &out};

	json_open(&json, '[');
	json_open(&json, '{');
	json_key(&json, STR("a"));
	json_integer(&json, -1);
	json_key(&json, STR("b"));
	json_open(&json, '[');
	json_close(&json, ']');
	json_key(&json, STR("c"));
	json_bool(&json, false);
	json_close(&json, '}');
	json_newline(&json);
	json_null(&json);
	json_number(&json, 13.5);
	json_close(&json, ']');
	cr_assert_str_eq(buf_cstr(&out), "[{\"a\":-1,\"b\":[],\"c\":false},\nnull,13.5]");
	cr_assert_eq(sample_json(buf_str(&out), &flat), -1);
	cr_assert(sample_has(&flat, "/0/a=-1") && sample_has(&flat, "/0/b=[]") && sample_has(&flat, "/2=13.5"));
	buf_free(&out);
	buf_free(&flat);
}

Test(json, numbers_without_a_form_become_null)
{
	Buf out = {0};
	Json json = {.out = &out};

	json_number(&json, (double)NAN);
	json_number(&json, (double)INFINITY);
	json_number(&json, 0.1);
	json_number(&json, 89000);
	cr_assert_str_eq(buf_cstr(&out), "null,null,0.1,89000");
	buf_free(&out);
}

Test(json, the_reader_of_these_tests_refuses_what_is_no_json)
{
	static const char *const BAD[] = {"[1,]", "{\"a\":1,}", "[01]", "[1 2]", "{\"a\":1,\"a\":2}", "[\"\n\"]",
		"[\"\\x\"]", "[", "[1]]", "{a:1}", "['a']", "nul", "[\"\\ud800\"]"};

	for (size_t i = 0; i < sizeof BAD / sizeof *BAD; i++) {
		Buf flat = {0};
		cr_assert_neq(sample_json(str_of(BAD[i]), &flat), -1, "%s", BAD[i]);
		buf_free(&flat);
	}
}
