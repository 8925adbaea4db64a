#include "import_line.h"

#include "import_mark.h"
#include "import_word.h"
#include "utf8.h"

#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))
#define W(word) STR_ROW(word)

/* Words of sites. Strong ones make any line without a sentence debris, weak ones only a short line. */
static const Str STRONG[] = {
	W("版权所有"), W("ICP备"), W("Copyright"), W("copyright"), W("责任编辑"), W("浏览次数"), W("点击次数"),
	W("阅读次数"), W("上一篇"), W("下一篇"), W("立即下载"), W("购物车"), W("当前位置"), W("您的位置"), W("发布时间"),
	W("发布日期"), W("更新时间"), W("信息来源"), W("文章来源"), W("加入收藏"), W("设为首页"), W("返回顶部"),
	W("扫一扫"), W("联系客服"), W("免责声明"), W("网站地图"), W("公网安备"), W("相关推荐"), W("猜你喜欢"),
	W("关注我们"), W("举报投诉"), W("阅读全文"), W("全文阅读"), W("免费下载"), W("付费下载"), W("下载文档"),
	W("字号："), W("字体："), W("打印本页"), W("关闭窗口"), W("分享到"), W("会员登录"), W("微信公众号"),
	W("点击下载"), W("在线阅读"), W("文档格式"), W("页共"),
};
static const Str WEAK[] = {
	W("登录"), W("注册"), W("首页"), W("收藏"), W("下载"), W("会员"), W("我的"), W("足迹"), W("文库"), W("搜索"),
	W("VIP"), W("Vip"), W("vip"), W("客服"), W("评论"), W("点赞"), W("转发"), W("打印"), W("来源："), W("作者："),
	W("编辑："), W("责编："), W("浏览："), W("阅读："), W("标签："), W("关键词："), W("导航"), W("菜单"), W("广告"),
	W("返回"), W("更多"), W("反馈"), W("帮助中心"), W("登陆"), W("app"), W("APP"), W("二维码"), W("附件"),
};

static const Str COMPILATION[] = {
	W("摘登"), W("摘编"), W("选登"), W("选编"), W("汇编"), W("集锦"), W("实录"), W("发言材料"), W("交流材料"),
	W("典型材料"), W("经验材料"), W("发言摘要"), W("发言稿汇总"), W("发言汇总"), W("交流发言"), W("发言选"),
	W("讲话选"),
};

/* What the name of a speaker ends with. `own` ones need no place in front of them. */
typedef struct Organ { Str name; bool own; } Organ;

static const Organ ORGANS[] = {
	{W("组织部"), false}, {W("宣传部"), false}, {W("统战部"), false}, {W("政法委"), false}, {W("社会工作部"), false}, {W("社工部"), false},
	{W("省委"), false}, {W("市委"), false}, {W("区委"), false}, {W("县委"), false}, {W("州委"), false}, {W("旗委"), false},
	{W("盟委"), false}, {W("党委"), false}, {W("党组"), true}, {W("工委"), false}, {W("党工委"), false}, {W("党总支"), false},
	{W("党支部"), false}, {W("委员会"), false}, {W("政府"), false}, {W("办公室"), false}, {W("民政厅"), false}, {W("民政局"), false},
	{W("街道"), false}, {W("社区"), false}, {W("集团"), true}, {W("公司"), true}, {W("大学"), true}, {W("学院"), true},
	{W("银行"), true}, {W("兵团"), false}, {W("总工会"), true}, {W("团委"), false}, {W("妇联"), true}, {W("纪委"), false},
	{W("党校"), false}, {W("委组织处"), false}, {W("国资委"), false}, {W("直属机关工委"), true}, {W("村委会"), false},
	{W("镇"), false}, {W("公安局"), false}, {W("厅"), false}, {W("局"), false}, {W("部"), false},
};

/* Offices that may stand behind an organ, with a name behind them. */
static const Str OFFICES[] = {
	W("常务副部长"), W("副部长"), W("部长"), W("副书记"), W("书记"), W("副主任"), W("主任"), W("董事长"),
	W("总经理"), W("副局长"), W("局长"), W("副厅长"), W("厅长"), W("副市长"), W("市长"), W("副县长"), W("县长"),
	W("副区长"), W("区长"), W("副省长"), W("省长"), W("主席"), W("校长"), W("负责同志"), W("负责人"), W("镇长"),
	W("会长"), W("秘书长"),
};

static const Str PLACES[] = {
	W("自治区"), W("自治州"), W("自治县"), W("自治旗"), W("地区"), W("街道"), W("兵团"), W("省"), W("市"), W("县"),
	W("区"), W("州"), W("盟"), W("旗"), W("镇"), W("乡"), W("村"),
};
static const Str BODIES[] = {
	W("中央"), W("国家"), W("中国"), W("全国"), W("集团"), W("公司"), W("大学"), W("学院"), W("银行"), W("民政部"),
	W("国务院"), W("最高"),
};

/* What a party organ may belong to that is no place. */
static const Str HOUSES[] = {
	W("集团"), W("公司"), W("大学"), W("学院"), W("学校"), W("银行"), W("医院"), W("协会"), W("商会"), W("研究院"), W("电网"),
};

/* The commonest surnames, four in five of all people's; 某 where the name is not told. */
static const char SURNAMES[] =
	"王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付"
	"方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严武戴莫孔向汤某";

static const Str OPEN[] = {W("（"), W("(")}, CLOSE[] = {W("）"), W(")")};
static const Str ENDS[] = {W("。"), W("！"), W("？"), W("；"), W("："), W("…"), W(";"), W("!"), W("?"), W(":")};
static const Str CLOSERS[] = {W("”"), W("’"), W("）"), W(")"), W("】"), W("》"), W("\"")};

#define HAS(text, words) import_word_any(text, words, COUNT(words))

static bool take_any(Str *text, const Str *words, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (str_take(text, words[i]))
			return true;
	return false;
}

static bool take_end(Str *text, Str word)
{
	if (!str_ends(*text, word))
		return false;
	text->n -= word.n;
	return true;
}

static bool take_end_any(Str *text, const Str *words, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (take_end(text, words[i]))
			return true;
	return false;
}

bool import_line_ends_sentence(Str line)
{
	while (take_end_any(&line, CLOSERS, COUNT(CLOSERS)))
		;
	return take_end_any(&line, ENDS, COUNT(ENDS)) || (str_ends(line, STR(".")) && line.n > 1);
}

bool import_line_is_prose(Str line)
{
	static const Str MARKS[] = {W("，"), W("。"), W("；"), W(","), W(";")};

	return HAS(line, MARKS);
}

bool import_line_is_numbered(Str line)
{
	ImportMark mark;

	return import_mark_read(line, true, &mark);
}

bool import_line_is_compilation(Str line)
{
	return line.n < 240 && !import_line_ends_sentence(line) && (HAS(line, COMPILATION) || import_line_promise(line));
}

uint32_t import_line_promise(Str line)
{
	static const Str CHINESE[] = {
		W("一"), W("二"), W("三"), W("四"), W("五"), W("六"), W("七"), W("八"), W("九"), W("十"),
	};
	ptrdiff_t at = str_find(line, STR("篇"), 0);
	Str before = at > 0 ? str_sub(line, 0, (size_t)at) : (Str){0};
	uint32_t sum = 0, times = 1;
	Str left;

	while (before.n && before.s[before.n - 1] >= '0' && before.s[before.n - 1] <= '9' && times < 1000) {
		sum += times * (uint32_t)(before.s[before.n - 1] - '0');
		times *= 10;
		before.n--;
	}
	for (uint32_t i = 0; i < COUNT(CHINESE) && !sum; i++)
		if (take_end(&before, CHINESE[i]))
			sum = i + 1;
	left = str_trim(before);
	return take_end(&left, STR("(")) || take_end(&left, STR("（")) || take_end(&left, STR("共")) || !left.n ? sum : 0;
}

/* - 3 -, — 3 —, 第 3 页, 第3页 共8页, 3/8, 3 */
static bool is_page_number(Str line)
{
	static const Str AROUND[] = {
		W(" "), W("-"), W("/"), W("|"), W("—"), W("–"), W("·"), W("第"), W("页"), W("共"), W("Page"), W("page"),
		W("of"),
	};
	size_t digits = 0, left = line.n < 40 ? line.n : 0;

	while (line.n && left) {
		left = line.n;
		if (line.s[0] >= '0' && line.s[0] <= '9') {
			digits++;
			line = str_sub(line, 1, line.n);
			continue;
		}
		for (size_t i = 0; i < COUNT(AROUND) && line.n == left; i++)
			str_take(&line, AROUND[i]);
		if (line.n == left)
			return false;
	}
	return digits > 0 && digits < 9 && !line.n;
}

/* A row of a table of contents: dots, then a page; or its heading. */
static bool is_contents(Str line)
{
	size_t end = line.n, dots = 0;

	if (line.n < 16 && str_starts(line, STR("目")) && str_ends(line, STR("录")))
		return true;
	while (end && ((line.s[end - 1] >= '0' && line.s[end - 1] <= '9') || line.s[end - 1] == ' '))
		end--;
	if (end == line.n)
		return false;
	while (end && (line.s[end - 1] == '.' || str_ends(str_sub(line, 0, end), STR("…")) ||
		str_ends(str_sub(line, 0, end), STR("·")) || line.s[end - 1] == '-')) {
		end -= line.s[end - 1] == '.' || line.s[end - 1] == '-' ? 1 : str_ends(str_sub(line, 0, end), STR("…")) ? 3 : 2;
		dots++;
	}
	return dots >= 3 || (dots >= 1 && str_ends(str_sub(line, 0, end + 3), STR("…")));
}

bool import_line_is_date(Str line)
{
	static const Str UNITS[] = {W("年"), W("月"), W("日")};
	size_t units = 0;

	line = str_trim(line);
	if (take_any(&line, OPEN, COUNT(OPEN)) != take_end_any(&line, CLOSE, COUNT(CLOSE)))
		return false;
	while (line.n && units < COUNT(UNITS)) {
		size_t digits = 0;

		while (digits < line.n && ((line.s[digits] >= '0' && line.s[digits] <= '9') || line.s[digits] == ' '))
			digits++;
		line = str_sub(line, digits, line.n);
		if (!digits || !str_take(&line, UNITS[units++]))
			return false;
		line = str_trim(line);
	}
	return units >= 2 && !line.n;
}

static bool is_address(Str line)
{
	return str_find(line, STR(" "), 0) < 0 && (str_starts(line, STR("http://")) || str_starts(line, STR("https://")) ||
		str_starts(line, STR("www.")));
}

Str import_line_debris(Str line)
{
	size_t n = line.n;

	if (n > 400)
		return (Str){0};
	if (is_page_number(line))
		return STR("页码");
	if (is_contents(line))
		return STR("目录");
	if (is_address(line))
		return STR("网址");
	if (str_ends(line, STR("。")) || (n > 120 && import_line_is_prose(line)) || import_line_is_numbered(line))
		return (Str){0};
	if (HAS(line, STRONG))
		return STR("网站用语");
	if (n <= 90 && HAS(line, WEAK) && !import_line_is_prose(line) && !import_line_is_speaker(line) &&
		!import_line_is_compilation(line) && utf8_count(line) <= 16)
		return STR("网站用语");
	return (Str){0};
}

/* 发言人：, 作者单位：, 供稿：what says that a name follows. */
static Str without_label(Str line)
{
	static const Str LABELS[] = {W("人"), W("单位"), W("部门"), W("作者"), W("供稿"), W("来稿"), W("报送"), W("署名")};
	Str start = str_sub(line, 0, 24);
	ptrdiff_t wide = str_find(start, STR("："), 0), half = str_find(start, STR(":"), 0);
	ptrdiff_t at = wide > 0 ? wide : half;
	Str label = at > 0 ? str_trim(str_sub(line, 0, (size_t)at)) : (Str){0};

	return take_end_any(&label, LABELS, COUNT(LABELS))
		? str_trim(str_sub(line, (size_t)at + (at == wide ? 3 : 1), line.n)) : line;
}

/* One or two brackets or dashes around the whole, and what says that a speaker follows. */
static Str unwrapped(Str line)
{
	static const Str LEFT[] = {W("（"), W("("), W("——"), W("—"), W("—"), W("["), W("【"), W("*"), W("·")};
	static const Str RIGHT[] = {W("）"), W(")"), W("]"), W("】")};

	line = str_trim(line);
	for (size_t i = 0; i < COUNT(LEFT); i++)
		if (str_take(&line, LEFT[i]))
			line = str_trim(line);
	for (size_t i = 0; i < COUNT(RIGHT); i++)
		if (take_end(&line, RIGHT[i]))
			line = str_trim(line);
	return without_label(line);
}

/* Whether the three bytes at `s` are one of the characters. */
static bool is_one_of(const char *s, const char (*characters)[4], size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (s[2] == characters[i][2] && s[1] == characters[i][1] && s[0] == characters[i][0])
			return true;
	return false;
}

/* 党委 何某: a name of two or three characters behind the organ, where it begins with a surname. */
static Str without_name(Str line)
{
	static const char NAMED[][4] = {"部", "委", "组", "支", "会"};

	for (size_t bytes = 6; bytes <= 9 && bytes + 6 < line.n; bytes += 3) {
		Str name = str_sub(line, line.n - bytes, line.n), rest = str_trim(str_sub(line, 0, line.n - bytes));

		if (utf8_at_han(name.s, 3) && str_find(str_of(SURNAMES), str_sub(name, 0, 3), 0) % 3 == 0 && rest.n > 3 &&
			is_one_of(rest.s + rest.n - 3, NAMED, COUNT(NAMED)))
			return rest;
	}
	return line;
}

/* 部长 张三: up to four characters of a name behind an office. */
static Str without_office(Str name)
{
	ImportGlimpse g = import_word_glimpse(name);

	for (size_t i = 0; i < COUNT(OFFICES); i++) {
		Str office = OFFICES[i];
		ptrdiff_t at = -1, next = import_word_find(name, &g, office, 0);

		while (next >= 0) {
			at = next;
			next = str_find(name, office, (size_t)next + 1);
		}
		if (at > 0 && utf8_count(str_trim(str_sub(name, (size_t)at + office.n, name.n))) <= 4)
			return str_trim(str_sub(name, 0, (size_t)at));
	}
	return name;
}

static bool names_place(Str name)
{
	Str rest = name;

	str_take(&rest, STR("中共"));
	for (size_t chars = 2; chars <= 8; chars++) {
		Str part = str_sub(rest, 0, utf8_offset(rest, chars));

		if (corpus_province_row(part))
			return true;
		if (part.n == rest.n)
			break;
	}
	for (size_t i = 0; i < COUNT(PLACES); i++) {
		ptrdiff_t at = str_find(rest, PLACES[i], 0);

		if (at >= 3 && at <= 30)
			return true;
	}
	return false;
}

/* Most lines end in no character with which the name of a speaker, or an office before a name, could end. */
static bool may_be_speaker(Str inner)
{
	static const char LAST[][4] = {
		"部", "委", "组", "支", "会", "府", "室", "厅", "局", "道", "区", "团", "司", "学", "院", "行", "联", "校", "处", "镇",
	};
	static const char OFFICE[][4] = {"长", "记", "任", "席", "人", "志"};

	if (inner.n < 3)
		return false;
	if (is_one_of(inner.s + inner.n - 3, LAST, COUNT(LAST)) || without_name(inner).n < inner.n)
		return true;
	for (size_t i = inner.n > 24 ? inner.n - 24 : 0; i + 3 <= inner.n; i++)
		if ((unsigned char)inner.s[i] >= 0xE4 && is_one_of(inner.s + i, OFFICE, COUNT(OFFICE)))
			return true;
	return false;
}

/* An organ of a place, or one that needs none. A community is an organ only where the rest names its place. */
static bool ends_in_organ(Str core)
{
	for (size_t i = 0; i < COUNT(ORGANS); i++) {
		Str rest = core;

		if (!take_end(&rest, ORGANS[i].name) || !rest.n)
			continue;
		if (names_place(str_eq(ORGANS[i].name, STR("社区")) ? rest : core))
			return utf8_count(core) <= 24 || i < 12;
		return ORGANS[i].own || import_word_any(str_sub(core, 0, 12), BODIES, COUNT(BODIES)) ||
			take_end_any(&rest, HOUSES, COUNT(HOUSES));
	}
	return false;
}

/* The same of a line that may have a bracket behind. */
static bool may_end_speaker(Str line)
{
	static const Str RIGHT[] = {W("）"), W(")"), W("]"), W("】")};

	return take_end_any(&line, RIGHT, COUNT(RIGHT)) || may_be_speaker(line);
}

bool import_line_speaker(Str line, Str *name)
{
	static const Str NEVER[] = {
		W("，"), W("。"), W("；"), W("！"), W("？"), W("、"), W("“"), W("《"), W(","), W(";"), W("："), W("…"),
		W("同志们"),
	};
	Str inner, core;

	if (line.n > 150 || line.n < 6 || !may_end_speaker(str_trim(line)))
		return false;
	inner = unwrapped(line);
	if (!inner.n || !may_be_speaker(inner) || HAS(inner, NEVER) || utf8_count(inner) > 32)
		return false;
	if (name)
		*name = inner;
	core = without_office(inner);
	if (core.n < inner.n && names_place(core))
		return true;
	return ends_in_organ(core) || ends_in_organ(without_name(core));
}

bool import_line_is_speaker(Str line)
{
	return import_line_speaker(line, NULL);
}

typedef struct CityRow { const char *province, *cities; } CityRow;

static const CityRow CITIES[] = {
#include "import_city.inc"
};

static const ProvinceRow *province_of_city(Str speaker)
{
	for (size_t i = 0; i < COUNT(CITIES); i++) {
		Str rest = str_of(CITIES[i].cities), city;

		while (str_split(&rest, ' ', &city))
			if (str_find(speaker, city, 0) >= 0)
				return corpus_province_row(str_of(CITIES[i].province));
	}
	return NULL;
}

const ProvinceRow *import_line_province(Str speaker)
{
	Str rest = speaker;
	const ProvinceRow *city;

	str_take(&rest, STR("中共"));
	for (size_t chars = 8; chars >= 2; chars--) {
		Str part = str_sub(rest, 0, utf8_offset(rest, chars));
		const ProvinceRow *row = corpus_province_row(part);

		if (row && utf8_count(part) == chars)
			return row;
	}
	city = province_of_city(speaker);
	/* A province's name anywhere: 国网浙江省电力公司党委. */
	for (size_t at = 0; !city && at < speaker.n; at += utf8_offset(str_sub(speaker, at, speaker.n), 1)) {
		Str two = str_sub(speaker, at, at + utf8_offset(str_sub(speaker, at, speaker.n), 2));
		Str three = str_sub(speaker, at, at + utf8_offset(str_sub(speaker, at, speaker.n), 3));

		city = corpus_province_row(utf8_count(two) == 2 ? two : STR("-"));
		city = city ? city : corpus_province_row(utf8_count(three) == 3 ? three : STR("-"));
	}
	return city;
}
