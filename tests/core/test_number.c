#include "../../core/number.h"

#include <criterion/criterion.h>

typedef struct Case { const char *written; double value, to; Approx approx; bool date; const char *rest; } Case;

static const Case CASES[] = {
	{"8.9万名", 89000, 89000, APPROX_EXACT, false, "名"},
	{"98.7%", 98.7, 98.7, APPROX_EXACT, false, "%"},
	{"近40个百分点", 40, 40, APPROX_UNDER, false, "个百分点"},
	{"近2000名", 2000, 2000, APPROX_UNDER, false, "名"},
	{"1万余名", 10000, 10000, APPROX_OVER, false, "名"},
	{"7200多个", 7200, 7200, APPROX_OVER, false, "个"},
	{"300余个", 300, 300, APPROX_OVER, false, "个"},
	{"10多万人", 100000, 100000, APPROX_OVER, false, "人"},
	{"2000名左右", 2000, 2000, APPROX_ABOUT, false, "名"},
	{"50个左右", 50, 50, APPROX_ABOUT, false, "个"},
	{"15个百分点以上", 15, 15, APPROX_OVER, false, "个百分点"},
	{"60以上的", 60, 60, APPROX_OVER, false, ""},
	{"约30%", 30, 30, APPROX_ABOUT, false, "%"},
	{"不到5分钟", 5, 5, APPROX_UNDER, false, "分钟"},
	{"超过1亿元", 1e8, 1e8, APPROX_OVER, false, "元"},
	{"逾三百家", 300, 300, APPROX_OVER, false, "家"},
	{"达到85%", 85, 85, APPROX_EXACT, false, "%"},
	{"达到近9成", 90, 90, APPROX_UNDER, false, ""},
	{"四成", 40, 40, APPROX_EXACT, false, ""},
	{"三成半", 35, 35, APPROX_EXACT, false, ""},
	{"三成员", 3, 3, APPROX_EXACT, false, "成员"},
	{"半年", 0.5, 0.5, APPROX_EXACT, false, "年"},
	{"一半", 50, 50, APPROX_EXACT, false, ""},
	{"三分之二", 200.0 / 3, 200.0 / 3, APPROX_EXACT, false, ""},
	{"百分之四十", 40, 40, APPROX_EXACT, false, ""},
	{"1,234,567人", 1234567, 1234567, APPROX_EXACT, false, "人"},
	{"１２．５万", 125000, 125000, APPROX_EXACT, false, ""},
	{"一亿两千万", 120000000, 120000000, APPROX_EXACT, false, ""},
	{"三百零五户", 305, 305, APPROX_EXACT, false, "户"},
	{"二十多个", 20, 20, APPROX_OVER, false, "个"},
	{"十余家", 10, 10, APPROX_OVER, false, "家"},
	{"百余名", 100, 100, APPROX_OVER, false, "名"},
	{"近万名", 10000, 10000, APPROX_UNDER, false, "名"},
	{"两个", 2, 2, APPROX_EXACT, false, "个"},
	{"3个月", 3, 3, APPROX_EXACT, false, "个月"},
	{"20年", 20, 20, APPROX_EXACT, false, "年"},
	{"为期2年", 2, 2, APPROX_EXACT, false, "年"},
	{"第3名", 3, 3, APPROX_EXACT, false, "名"},
	{"300至500户", 300, 500, APPROX_EXACT, false, "户"},
	{"3—5个", 3, 5, APPROX_EXACT, false, "个"},
	{"三到五名", 3, 5, APPROX_EXACT, false, "名"},
	{"30%至40%", 30, 40, APPROX_EXACT, false, "%"},
	{"3至5万元", 30000, 50000, APPROX_EXACT, false, "元"},
	{"3万至5万元", 30000, 50000, APPROX_EXACT, false, "元"},
	{"约300至500户", 300, 500, APPROX_ABOUT, false, "户"},
	{"2003年", 20030000, 20030000, APPROX_EXACT, true, ""},
	{"2022年5月", 20220500, 20220500, APPROX_EXACT, true, ""},
	{"2022年5月31日", 20220531, 20220531, APPROX_EXACT, true, ""},
	{"二〇二二年", 20220000, 20220000, APPROX_EXACT, true, ""},
	{"3月18日", 318, 318, APPROX_EXACT, true, ""},
	{"今年", 0, 0, APPROX_EXACT, false, NULL},
	{"5月", 500, 500, APPROX_EXACT, true, ""},
	{"5月份", 500, 500, APPROX_EXACT, true, ""},
	{"2018—2020年", 20180000, 20200000, APPROX_EXACT, true, ""},
	{"2018年至2020年", 20180000, 20200000, APPROX_EXACT, true, ""},
	{"", 0, 0, APPROX_EXACT, false, NULL},
	{"若干名", 0, 0, APPROX_EXACT, false, NULL},
	{"N个", 0, 0, APPROX_EXACT, false, NULL},
};

Test(number, what_official_prose_writes_is_read)
{
	for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
		const Case *c = &CASES[i];
		Number n;
		bool ok = number_parse(str_of(c->written), &n);

		cr_assert_eq(ok, c->rest != NULL, "“%s”", c->written);
		if (!ok)
			continue;
		cr_assert(n.value - c->value < 1e-9 && c->value - n.value < 1e-9, "“%s” is %f", c->written, n.value);
		cr_assert(n.to - c->to < 1e-9 && c->to - n.to < 1e-9, "“%s” goes to %f", c->written, n.to);
		cr_assert_eq(n.approx, c->approx, "“%s” approx %d", c->written, n.approx);
		cr_assert_eq(n.date, c->date, "“%s” date", c->written);
		cr_assert(str_eq(n.rest, str_of(c->rest)), "“%s” leaves “%.*s”", c->written, (int)n.rest.n, n.rest.s);
	}
}

Test(number, decimals_are_rounded_once)
{
	Number n;

	cr_assert(number_parse(STR("13.3万"), &n));
	cr_assert_eq(n.value, 133000);
	cr_assert(number_parse(STR("115.5万"), &n));
	cr_assert_eq(n.value, 1155000);
}

Test(number, a_date_is_written_and_read_back_with_what_is_not_said_left_out)
{
	static const struct { double value; const char *iso; } DATES[] = {
		{20030000, "2003"}, {20220500, "2022-05"}, {20220531, "2022-05-31"},
		{318, "--03-18"}, {500, "--05"}, {18, "---18"},
	};

	for (size_t i = 0; i < sizeof DATES / sizeof *DATES; i++) {
		Buf buf = {0};
		double back;

		number_add_date(&buf, DATES[i].value);
		cr_assert_str_eq(buf_cstr(&buf), DATES[i].iso);
		cr_assert(number_parse_date(buf_str(&buf), &back), "%s", DATES[i].iso);
		cr_assert_eq(back, DATES[i].value, "%s is %f", DATES[i].iso, back);
		buf_free(&buf);
	}
}

Test(number, what_is_no_date_is_refused)
{
	static const char *const NONE[] = {
		"", "-", "--", "20", "203", "20033", "2022-13", "2022-00", "2022-05-32", "2022-05-00", "2022-5", "--13",
		"-03-18", "2022-", "2022-05-31x", "x", "0000", "2022--18",
	};
	double value;

	for (size_t i = 0; i < sizeof NONE / sizeof *NONE; i++)
		cr_assert_not(number_parse_date(str_of(NONE[i]), &value), "“%s”", NONE[i]);
}

Test(number, approximations_have_their_yaml_names)
{
	cr_assert(str_eq(number_approx_name(APPROX_UNDER), STR("under")));
	cr_assert_eq(number_approx_name(APPROX_COUNT).n, 0u);
}
