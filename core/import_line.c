#include "import_line.h"

#include "import_mark.h"
#include "utf8.h"

#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

/* Words of sites. Strong ones make any line without a sentence debris, weak ones only a short line. */
static const char *const STRONG[] = {
	"版权所有", "ICP备", "Copyright", "copyright", "责任编辑", "浏览次数", "点击次数", "阅读次数", "上一篇", "下一篇", "立即下载", "购物车",
	"当前位置", "您的位置", "发布时间", "发布日期", "更新时间", "信息来源", "文章来源", "加入收藏", "设为首页", "返回顶部", "扫一扫", "联系客服",
	"免责声明", "网站地图", "公网安备", "相关推荐", "猜你喜欢", "关注我们", "举报投诉", "阅读全文", "全文阅读", "免费下载", "付费下载", "下载文档",
	"字号：", "字体：", "打印本页", "关闭窗口", "分享到", "会员登录", "微信公众号", "点击下载", "在线阅读", "文档格式", "页共",
};
static const char *const WEAK[] = {
	"登录", "注册", "首页", "收藏", "下载", "会员", "我的", "足迹", "文库", "搜索", "VIP", "Vip", "vip", "客服", "评论", "点赞", "转发", "打印",
	"来源：", "作者：", "编辑：", "责编：", "浏览：", "阅读：", "标签：", "关键词：", "导航", "菜单", "广告", "返回", "更多", "反馈", "帮助中心",
	"登陆", "app", "APP", "二维码", "附件",
};

static const char *const COMPILATION[] = {
	"摘登", "摘编", "选登", "选编", "汇编", "集锦", "实录", "发言材料", "交流材料", "典型材料", "经验材料", "发言摘要", "发言稿汇总", "发言汇总",
	"交流发言", "发言选", "讲话选",
};

/* What the name of a speaker ends with. `own` ones need no place in front of them. */
typedef struct Organ { const char *name; bool own; } Organ;

static const Organ ORGANS[] = {
	{"组织部", false}, {"宣传部", false}, {"统战部", false}, {"政法委", false}, {"社会工作部", false}, {"社工部", false},
	{"省委", false}, {"市委", false}, {"区委", false}, {"县委", false}, {"州委", false}, {"旗委", false}, {"盟委", false},
	{"党委", false}, {"党组", true}, {"工委", false}, {"党工委", false}, {"党总支", false}, {"党支部", false}, {"委员会", false},
	{"政府", false}, {"办公室", false}, {"民政厅", false}, {"民政局", false}, {"街道", false}, {"社区", false}, {"集团", true},
	{"公司", true}, {"大学", true}, {"学院", true}, {"银行", true}, {"兵团", false}, {"总工会", true}, {"团委", false}, {"妇联", true},
	{"纪委", false}, {"党校", false}, {"委组织处", false}, {"国资委", false}, {"直属机关工委", true}, {"村委会", false}, {"镇", false},
	{"公安局", false}, {"厅", false}, {"局", false}, {"部", false},
};

/* Offices that may stand behind an organ, with a name behind them. */
static const char *const OFFICES[] = {
	"常务副部长", "副部长", "部长", "副书记", "书记", "副主任", "主任", "董事长", "总经理", "副局长", "局长", "副厅长", "厅长", "副市长", "市长",
	"副县长", "县长", "副区长", "区长", "副省长", "省长", "主席", "校长", "负责同志", "负责人", "镇长", "会长", "秘书长",
};

static const char *const PLACES[] = {
	"自治区", "自治州", "自治县", "自治旗", "地区", "街道", "兵团", "省", "市", "县", "区", "州", "盟", "旗", "镇", "乡", "村",
};
static const char *const BODIES[] = {"中央", "国家", "中国", "全国", "集团", "公司", "大学", "学院", "银行", "民政部", "国务院", "最高"};

static const char *const ENDS[] = {"。", "！", "？", "；", "：", "…", ";", "!", "?", ":"};
static const char *const CLOSERS[] = {"”", "’", "）", ")", "】", "》", "\""};

static bool has(Str text, const char *const *words, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (str_find(text, str_of(words[i]), 0) >= 0)
			return true;
	return false;
}

#define HAS(text, words) has(text, words, COUNT(words))

static bool take(Str *text, const char *word)
{
	Str w = str_of(word);

	if (!str_starts(*text, w))
		return false;
	*text = str_sub(*text, w.n, text->n);
	return true;
}

static bool take_end(Str *text, const char *word)
{
	Str w = str_of(word);

	if (!str_ends(*text, w))
		return false;
	*text = str_sub(*text, 0, text->n - w.n);
	return true;
}

static bool take_end_any(Str *text, const char *const *words, size_t n)
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
	static const char *const MARKS[] = {"，", "。", "；", ",", ";"};

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
	static const char *const CHINESE[] = {"一", "二", "三", "四", "五", "六", "七", "八", "九", "十"};
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
	return take_end(&left, "(") || take_end(&left, "（") || take_end(&left, "共") || !left.n ? sum : 0;
}

/* - 3 -, — 3 —, 第 3 页, 第3页 共8页, 3/8, 3 */
static bool is_page_number(Str line)
{
	static const char *const AROUND[] = {" ", "-", "/", "|", "—", "–", "·", "第", "页", "共", "Page", "page", "of"};
	size_t digits = 0, left = line.n < 40 ? line.n : 0;

	while (line.n && left) {
		left = line.n;
		if (line.s[0] >= '0' && line.s[0] <= '9') {
			digits++;
			line = str_sub(line, 1, line.n);
			continue;
		}
		for (size_t i = 0; i < COUNT(AROUND) && line.n == left; i++)
			take(&line, AROUND[i]);
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

/* One or two brackets or dashes around the whole, and what says that a speaker follows. */
static Str unwrapped(Str line)
{
	static const char *const LABELS[] = {"发言人：", "发言单位：", "发言人:", "单位：", "作者：", "报送单位：", "供稿：", "供稿单位："};
	static const char *const LEFT[] = {"（", "(", "——", "—", "—", "[", "【", "*", "·"};
	static const char *const RIGHT[] = {"）", ")", "]", "】"};

	line = str_trim(line);
	for (size_t i = 0; i < COUNT(LEFT); i++)
		if (take(&line, LEFT[i]))
			line = str_trim(line);
	for (size_t i = 0; i < COUNT(RIGHT); i++)
		if (take_end(&line, RIGHT[i]))
			line = str_trim(line);
	for (size_t i = 0; i < COUNT(LABELS); i++)
		if (take(&line, LABELS[i]))
			return str_trim(line);
	return line;
}

/* 部长 张三: up to four characters of a name behind an office. */
static Str without_office(Str name)
{
	for (size_t i = 0; i < COUNT(OFFICES); i++) {
		Str office = str_of(OFFICES[i]);
		ptrdiff_t at = -1, next = str_find(name, office, 0);

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

	take(&rest, "中共");
	for (size_t chars = 2; chars <= 8; chars++) {
		Str part = str_sub(rest, 0, utf8_offset(rest, chars));

		if (corpus_province_row(part))
			return true;
		if (part.n == rest.n)
			break;
	}
	for (size_t i = 0; i < COUNT(PLACES); i++) {
		ptrdiff_t at = str_find(rest, str_of(PLACES[i]), 0);

		if (at >= 3 && at <= 30)
			return true;
	}
	return false;
}

/* Most lines end in no character with which the name of a speaker, or an office before a name, could end. */
static bool may_be_speaker(Str inner)
{
	static const char *const LAST[] = {
		"部", "委", "组", "总支", "支部", "会", "府", "室", "厅", "局", "道", "区", "团", "司", "学", "院", "行", "联", "校", "处", "镇",
	};
	static const char *const OFFICE[] = {"长", "记", "任", "席", "人", "志"};

	for (size_t i = 0; i < COUNT(LAST); i++)
		if (str_ends(inner, str_of(LAST[i])))
			return true;
	return HAS(str_sub(inner, inner.n > 24 ? inner.n - 24 : 0, inner.n), OFFICE);
}

bool import_line_speaker(Str line, Str *name)
{
	static const char *const NEVER[] = {"，", "。", "；", "！", "？", "、", "“", "《", ",", ";", "：", "…", "同志们"};
	Str inner, core;

	if (line.n > 150 || line.n < 6)
		return false;
	inner = unwrapped(line);
	if (!inner.n || !may_be_speaker(inner) || HAS(inner, NEVER) || utf8_count(inner) > 32)
		return false;
	if (name)
		*name = inner;
	core = without_office(inner);
	if (core.n < inner.n && names_place(core))
		return true;
	for (size_t i = 0; i < COUNT(ORGANS); i++)
		if (str_ends(core, str_of(ORGANS[i].name)) && core.n > str_of(ORGANS[i].name).n)
			return names_place(core) ? utf8_count(core) <= 24 || i < 12
				: ORGANS[i].own || HAS(str_sub(core, 0, 12), BODIES);
	return false;
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

	take(&rest, "中共");
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
