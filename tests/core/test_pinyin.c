#include "../../core/pinyin.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>

typedef struct Word { const char *han, *full, *initials; } Word;

/* Words of official prose and names of places that a single reading a character gets wrong. */
static const Word WORDS[] = {
	{"长效", "changxiao", "cx"}, {"重塑", "chongsu", "cs"}, {"角色", "juese", "js"},
	{"供给", "gongji", "gj"}, {"厦门", "xiamen", "xm"},
	{"六安", "luan", "la"}, {"番禺", "panyu", "py"}, {"蚌埠", "bengbu", "bb"},
	{"铅山", "yanshan", "ys"}, {"重庆", "chongqing", "cq"},
	{"长春", "changchun", "cc"}, {"成长", "chengzhang", "cz"}, {"行政", "xingzheng", "xz"},
	{"银行", "yinhang", "yh"}, {"参与", "canyu", "cy"},
	{"人参", "renshen", "rs"}, {"调解", "tiaojie", "tj"}, {"调研", "diaoyan", "dy"},
	{"乐业", "leye", "ly"}, {"音乐", "yinyue", "yy"},
	{"乐亭", "laoting", "lt"}, {"西藏", "xizang", "xz"}, {"收藏", "shoucang", "sc"},
	{"单县", "shanxian", "sx"}, {"台州", "taizhou", "tz"},
	{"便民", "bianmin", "bm"}, {"便宜", "pianyi", "py"}, {"朝阳", "chaoyang", "cy"},
	{"大厦", "dasha", "ds"}, {"曾经", "cengjing", "cj"},
	{"解决", "jiejue", "jj"}, {"石家庄", "shijiazhuang", "sjz"}, {"浚县", "xunxian", "xx"},
	{"东莞", "dongguan", "dg"}, {"洞庭", "dongting", "dt"},
	{"称职", "chenzhi", "cz"}, {"处理", "chuli", "cl"}, {"办事处", "banshichu", "bsc"},
	{"传承", "chuancheng", "cc"}, {"传记", "zhuanji", "zj"},
	{"弹性", "tanxing", "tx"}, {"子弹", "zidan", "zd"}, {"都市", "dushi", "ds"},
	{"干部", "ganbu", "gb"}, {"更新", "gengxin", "gx"},
	{"合作", "hezuo", "hz"}, {"划分", "huafen", "hf"}, {"会计", "kuaiji", "kj"},
	{"会议", "huiyi", "hy"}, {"积极", "jiji", "jj"},
	{"降低", "jiangdi", "jd"}, {"投降", "touxiang", "tx"}, {"教书", "jiaoshu", "js"},
	{"觉得", "juede", "jd"}, {"睡觉", "shuijiao", "sj"},
	{"率先", "shuaixian", "sx"}, {"效率", "xiaolv", "xl"}, {"模样", "muyang", "my"},
	{"模式", "moshi", "ms"}, {"强迫", "qiangpo", "qp"},
	{"落实", "luoshi", "ls"}, {"丽水", "lishui", "ls"}, {"涡阳", "guoyang", "gy"},
	{"大埔", "dabu", "db"}, {"歙县", "shexian", "sx"},
	{"数据", "shuju", "sj"}, {"宿舍", "sushe", "ss"}, {"相声", "xiangsheng", "xs"}, {"着力", "zhuoli", "zl"},
};
enum { WORD_COUNT = sizeof WORDS / sizeof WORDS[0] };

static bool finds(const char *query, const char *text, const char *wanted)
{
	Pinyin *pinyin = pinyin_open(str_of(query));
	size_t at = 0, end = 0;
	bool found = pinyin != NULL && pinyin_find(pinyin, str_of(text), 0, &at, &end);
	free(pinyin);
	return found && str_eq(str_sub(str_of(text), at, end), str_of(wanted));
}

Test(pinyin, finds_words_of_several_readings_by_all_their_letters_and_by_initials)
{
	char text[128];
	cr_assert_eq(WORD_COUNT, 69);
	for (size_t i = 0; i < WORD_COUNT; i++) {
		snprintf(text, sizeof text, "，%s。", WORDS[i].han);
		cr_expect(finds(WORDS[i].full, text, WORDS[i].han), "%s by %s", WORDS[i].han, WORDS[i].full);
		cr_expect(finds(WORDS[i].initials, text, WORDS[i].han), "%s by %s", WORDS[i].han, WORDS[i].initials);
	}
}

Test(pinyin, finds_inside_a_sentence_and_says_where)
{
	const char *text = "组织部门牵头，党建引领基层治理，建设网格";
	cr_assert(finds("jczl", text, "基层治理"));
	cr_assert(finds("jcengzl", text, "基层治理"));
	cr_assert(finds("jicengzhili", text, "基层治理"));
	cr_assert(finds("wangge", text, "网格"));
	cr_assert(finds("dangjyl", text, "党建引领"));
	cr_assert(finds("zzbm", text, "组织部门"));
	cr_assert_not(finds("xyz", text, ""));
}

Test(pinyin, takes_an_unfinished_last_syllable)
{
	cr_assert(finds("wangg", "社区网格", "网格"));
	cr_assert(finds("zhil", "治理", "治理"));
	cr_assert(finds("jicengz", "基层治理", "基层治"));
}

Test(pinyin, takes_v_and_u_for_the_rounded_vowel)
{
	cr_assert(finds("lvshi", "律师", "律师"));
	cr_assert(finds("lushi", "律师", "律师"));
	cr_assert(finds("nvxing", "女性", "女性"));
}

Test(pinyin, matches_letters_and_digits_of_the_text_as_themselves)
{
	cr_assert(finds("15fenz", "打造15分钟服务圈", "15分钟"));
	cr_assert(finds("app", "下载APP", "APP"));
	cr_assert(finds("app", "下载ＡＰＰ", "ＡＰＰ"));
}

Test(pinyin, is_no_query_with_capitals_blanks_or_chinese)
{
	cr_assert(pinyin_is_query(STR("wangge")));
	cr_assert(pinyin_is_query(STR("15fen")));
	cr_assert_not(pinyin_is_query(STR("")));
	cr_assert_not(pinyin_is_query(STR("2022")));
	cr_assert_not(pinyin_is_query(STR("WG")));
	cr_assert_not(pinyin_is_query(STR("wang ge")));
	cr_assert_not(pinyin_is_query(STR("网格")));
	cr_assert_null(pinyin_open(STR("网格")));
	char longest[PINYIN_LONGEST + 2];
	for (size_t i = 0; i < sizeof longest; i++)
		longest[i] = 'a';
	cr_assert(pinyin_is_query((Str){longest, PINYIN_LONGEST}));
	cr_assert_not(pinyin_is_query((Str){longest, PINYIN_LONGEST + 1}));
}

Test(pinyin, goes_on_behind_an_earlier_match)
{
	Str text = STR("网格员管网格，网格化");
	Pinyin *pinyin = pinyin_open(STR("wg"));
	size_t at = 0, end = 0, found = 0;
	while (pinyin_find(pinyin, text, end, &at, &end)) {
		cr_assert(str_eq(str_sub(text, at, end), STR("网格")) || str_eq(str_sub(text, at, end), STR("网管")));
		found++;
	}
	free(pinyin);
	cr_assert_eq(found, 3);
}

Test(pinyin, a_start_must_be_the_first_character)
{
	Pinyin *pinyin = pinyin_open(STR("zj"));
	size_t end = 0;
	cr_assert(pinyin_starts(pinyin, STR("浙江"), &end));
	cr_assert_eq(end, 6);
	cr_assert_not(pinyin_starts(pinyin, STR("在浙江"), &end));
	free(pinyin);
}

Test(pinyin, survives_any_bytes)
{
	Pinyin *pinyin = pinyin_open(STR("abz9"));
	unsigned seed = 7;
	char text[64];
	for (int round = 0; round < 20000; round++) {
		for (size_t i = 0; i < sizeof text; i++)
			text[i] = (char)((seed = seed * 1103515245u + 12345u) >> 16);
		size_t at = 0, end = 0;
		while (pinyin_find(pinyin, (Str){text, sizeof text}, end, &at, &end))
			cr_assert(at < end && end <= sizeof text);
	}
	free(pinyin);
}

Test(pinyin, reads_the_commonest_way)
{
	cr_assert(str_eq(pinyin_reading(0x4EAC), STR("jing")));
	cr_assert(str_eq(pinyin_reading(0x6D59), STR("zhe")));
	cr_assert_eq(pinyin_reading('a').n, 0);
}
