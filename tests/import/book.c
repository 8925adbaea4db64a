#include "book.h"

#include "../../core/utf8.h"

#include <stdlib.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))
#define COLUMNS 76
#define LINES 38 /* a page */

static const char *const NUMBERS[] = {"一", "二", "三", "四", "五", "六"};
static const char *const PLACES[] = {
	"河北省石家庄市", "山西省大同市", "内蒙古自治区包头市", "江苏省南通市", "浙江省嘉兴市", "安徽省芜湖市", "福建省莆田市", "江西省赣州市",
	"山东省潍坊市", "河南省洛阳市", "湖北省荆州市", "湖南省株洲市", "广东省珠海市", "广西壮族自治区柳州市", "四川省德阳市", "贵州省遵义市",
	"云南省玉溪市", "陕西省宝鸡市", "甘肃省天水市", "青海省西宁市", "宁夏回族自治区银川市", "新疆维吾尔自治区昌吉市",
};
static const char *const ORGANS[] = {"委组织部", "委社会工作部", "民政局", "委政法委"};
static const char *const VERBS[] = {"建强", "理顺", "做实", "盘活", "擦亮", "管好", "用足", "守牢"};
static const char *const OBJECTS[] = {
	"社区阵地", "网格队伍", "楼栋骨干", "议事平台", "志愿力量", "服务清单", "经费保障", "应急预案", "驻区资源", "小区物业", "商圈组织", "线上窗口",
};
static const char *const ENDS[] = {"让治理有底气", "让服务有温度", "让基层有活力", "让居民有盼头", "让队伍有奔头"};
static const char *const SUBJECTS[] = {"市里", "各街道", "社区党组织", "包联单位", "楼栋长", "网格员", "物业企业", "老党员"};
static const char *const DEEDS[] = {
	"每月碰头一次，把难办的事摆到桌面上", "逐户上门，把需求记在本子里", "拿出专项资金，优先补齐短板", "牵头签订共建协议，明确各自的责任",
	"公开账目和进度，请居民当评委", "把办事流程压减下来，材料能少则少", "轮流值守，节假日也不断岗", "请来行家现场教，一边干一边学",
};

typedef struct Book {
	Buf *text, *want, line;
	size_t columns, lines;
	uint32_t seed, page;
} Book;

static uint32_t pick(Book *b, uint32_t n)
{
	b->seed = b->seed * 1664525u + 1013904223u;
	return (b->seed >> 16) % n;
}

#define PICK(b, words) str_of((words)[pick(b, COUNT(words))])

/* A line of its own; at the end of a page comes its number, and on the next the running head. */
static void end_line(Book *b)
{
	buf_add(b->text, buf_str(&b->line));
	buf_add_char(b->text, '\n');
	buf_clear(&b->line);
	b->columns = 0;
	if (++b->lines % LINES)
		return;
	buf_add(b->text, STR("— "));
	buf_add_int(b->text, ++b->page);
	buf_add(b->text, STR(" —\n全省城乡社区治理工作会议交流材料\n"));
}

/* Words that are wrapped where the line is full; a mark that may not begin a line stays on it. */
static void add(Book *b, Str words)
{
	for (size_t i = 0, n; i < words.n; i += n) {
		Str one = str_sub(words, i, words.n);

		n = utf8_offset(one, 1);
		one.n = n;
		if (b->columns >= COLUMNS && !str_eq(one, STR("，")) && !str_eq(one, STR("。")))
			end_line(b);
		b->columns += utf8_columns(one, 2);
		buf_add(&b->line, one);
	}
}

static void want(Book *b, const char *kind, Str beginning)
{
	buf_add(b->want, str_of(kind));
	buf_add_char(b->want, '\t');
	buf_add(b->want, beginning);
	buf_add_char(b->want, '\n');
}

static void add_sentence(Book *b)
{
	Buf words = {0};

	buf_add(&words, PICK(b, SUBJECTS));
	buf_add(&words, PICK(b, DEEDS));
	buf_add(&words, STR("，"));
	buf_add_int(&words, 10 + pick(b, 900));
	buf_add(&words, pick(b, 2) ? STR("个小区先行先试。") : STR("户居民从中受益。"));
	add(b, buf_str(&words));
	buf_free(&words);
}

/* 建强社区阵地，让治理有底气 */
static void add_heading(Book *b, Str number, bool end, const char *kind)
{
	Buf words = {0};

	buf_add(&words, number);
	buf_add(&words, PICK(b, VERBS));
	buf_add(&words, PICK(b, OBJECTS));
	if (end) {
		buf_add(&words, STR("，"));
		buf_add(&words, PICK(b, ENDS));
	}
	want(b, kind, buf_str(&words));
	add(b, buf_str(&words));
	buf_free(&words);
}

static void add_section(Book *b, size_t n)
{
	Buf number = {0};
	uint32_t measures = 2 + pick(b, 4);

	buf_add(&number, str_of(NUMBERS[n]));
	buf_add(&number, STR("、"));
	add(b, STR("    "));
	add_heading(b, buf_str(&number), true, "heading");
	end_line(b);
	for (uint32_t i = 0; i < measures; i++) {
		buf_clear(&number);
		buf_add(&number, STR("（"));
		buf_add(&number, str_of(NUMBERS[i]));
		buf_add(&number, STR("）"));
		add(b, STR("    "));
		add_heading(b, buf_str(&number), false, "measure");
		add(b, STR("。"));
		for (uint32_t k = 0, sentences = 5 + pick(b, 6); k < sentences; k++)
			add_sentence(b);
		end_line(b);
	}
	buf_free(&number);
}

static void add_speech(Book *b, uint32_t index)
{
	end_line(b);
	add_heading(b, (Str){0}, true, "title");
	end_line(b);
	add(b, str_of(PLACES[index % COUNT(PLACES)]));
	add(b, PICK(b, ORGANS));
	end_line(b);
	end_line(b);
	add(b, STR("    "));
	want(b, "lead", STR("近两年来"));
	add(b, STR("近两年来，"));
	for (int k = 0; k < 4; k++)
		add_sentence(b);
	end_line(b);
	for (size_t n = 0, sections = 3 + pick(b, 3); n < sections; n++)
		add_section(b, n);
}

static void add_contents(Book *b, uint32_t speeches)
{
	add(b, STR("全省城乡社区治理工作会议交流材料汇编（共"));
	buf_add_int(&b->line, speeches);
	add(b, STR("篇）"));
	end_line(b);
	end_line(b);
	add(b, STR("目    录"));
	end_line(b);
	for (uint32_t i = 0; i < speeches; i++) {
		add(b, str_of(PLACES[i % COUNT(PLACES)]));
		add(b, STR("材料……………………"));
		buf_add_int(&b->line, 5 * i + 1);
		end_line(b);
	}
}

void book_add(uint32_t speeches, Buf *text, Buf *want)
{
	Book b = {.text = text, .want = want, .seed = 20240301};

	add_contents(&b, speeches);
	for (uint32_t i = 0; i < speeches; i++)
		add_speech(&b, i);
	buf_free(&b.line);
}
