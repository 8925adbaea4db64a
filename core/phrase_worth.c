#include "phrase.h"

#include <stdlib.h>
#include <string.h>

/* Characters that part words, and others that only help; no phrase begins or ends with them. */
static const char PARTING[] = "的了和与及或在到";
static const char HELPING[] = "对把被将从向由等也都就还并而着是其这那之于让使给又再更为以某该每各";

/* Words of two characters that have one of those in them, or one of FIRST_HALF and LAST_HALF, and are whole. */
static const char WHOLE[] = "在职 在册 在线 在岗 在校 在建 在地 存在 现在 所在 对口 对接 对象 对标 对策 结对 应对 面对 核对 反对 校对 和谐 和睦 "
	"和平 共和 调和 与会 参与 给与 及时 涉及 普及 波及 就业 就近 就地 就医 就餐 就学 成就 从业 从严 从事 从众 向上 向下 向前 "
	"方向 定向 双向 面向 意向 趋向 走向 导向 志向 由来 自由 理由 等级 等候 平等 高等 优等 并联 并网 并轨 合并 一并 着力 着眼 着重 "
	"着手 之家 之声 目的 使用 使命 促使 行使 天使 给予 补给 供给 再生 更新 更换 变更 为民 为主 行为 以上 以下 以内 以外 以人 "
	"到位 到户 到场 到岗 到家 到期 报到 委员 委托 委派 被动 把握 把关 把脉 把控 把手 首都 都市 其他 因地 因人 每户 每月 每周 "
	"每年 每日 员工 业主 业务 业委 业态 业余 业绩 级别 理事 理念 理论 理解 理赔 理财 理顺 务实 务工 务农 全党 入党 建党 治党 "
	"管党 爱党 跟党 大小 多少 创新 革新 最新 清新 远大 强大 壮大 扩大 重大 提高 增高 最高 首要 主要 重要 纲要 必要 需要 才能 "
	"中小 从小 成本 资本 根本 样本 标本 文本 版本 产党 以奖 以案 以评 以点 一对 职能 功能 技能 智能 效能 节能 可能 性能 认可 许可 ";

/* Words that have nothing of their own to say about what is done; longest first. */
static const char *const LIGHT[] = {"进一步", "为什么", "怎么样", "他们", "她们", "它们", "我们", "你们", "咱们", "自己", "大家", "当中",
	"其中", "之中", "之间", "之一", "其他", "其它", "其余", "这些", "那些", "这个", "那个", "这样", "一个", "一些", "一批", "一种", "一定", "一样",
	"没有", "成为", "作为", "进行", "开展", "推动", "推进", "加强", "加大", "加快", "促进", "实现", "做好", "做到", "抓好", "切实", "全面", "深入",
	"不断", "有效", "充分", "积极", "努力", "通过", "围绕", "根据", "按照", "结合", "针对", "集中", "指导", "各地", "各级", "各方", "各类", "各种",
	"各个", "什么", "怎么", "如何", "可以", "能够", "应当", "必须", "需要", "已经", "目前", "同时", "此外", "以及", "或者", "并且", "而且", "因此",
	"所以", "例如", "比如", "方面", "有关", "相关", "主要", "基本", "具体", "情况", "方式", "过程", "起来", "出来", "下来", "上来", "下去"};

/* What seldom begins a word, or seldom ends one: there the run began or ended inside a word. */
static const char FIRST_HALF[] = "们者吗呢吧啊织构众务理业员级署委";
static const char LAST_HALF[] = "党第本不可能要最很已新多大小高非无没未须应需";
/* What is a word by itself, so that it may stand before a joining one: 党的建设. */
static const char ALONE[] = "党国省市区县镇街乡村人";

static const char WORDS[] =
	" a about across all also an and any are as at be been both but by can every for from had has have "
	"here how in into is it its may more most no not of on one or other our out over own same so some "
	"such than that the their them there these they this those through throughout to up very was were "
	"what when where which who whose will with within ";

static bool is_in(const char *list, Str word)
{
	return word.n > 0 && str_find(str_of(list), word, 0) >= 0;
}

static Str word_of(Str text, const PhraseToken *at, size_t from, size_t to)
{
	return str_sub(text, at[from].from, at[to - 1].to);
}

static bool is_stop_word(Str word)
{
	char padded[16];

	if (word.n > sizeof padded - 3)
		return false;
	padded[0] = ' ';
	for (size_t i = 0; i < word.n; i++)
		padded[i + 1] = (char)(word.s[i] >= 'A' && word.s[i] <= 'Z' ? word.s[i] + 32 : word.s[i]);
	memcpy(padded + word.n + 1, " ", 2);
	return is_in(WORDS, str_of(padded));
}

/* Tokens of the light word that begins there; 0 where none does. */
static size_t light_at(Str text, const PhraseToken *at, size_t from, size_t to)
{
	Str rest = word_of(text, at, from, to);

	for (size_t i = 0; i < sizeof LIGHT / sizeof *LIGHT; i++)
		if (str_starts(rest, str_of(LIGHT[i])))
			return strlen(LIGHT[i]) / 3; /* bytes of a Han character */
	return 0;
}

/* Whether tokens i and i + 1 are a word that is whole, written without a blank. */
static bool is_whole(Str text, const PhraseToken *at, size_t i, size_t to)
{
	return i + 1 < to && at[i + 1].kind == PHRASE_HAN && at[i].to == at[i + 1].from
		&& is_in(WHOLE, word_of(text, at, i, i + 2));
}

typedef enum Class { PARTS, HELPS, FULL, HALF_FIRST, HALF_LAST } Class; /* the first two say nothing */

static Class class_of(Str text, const PhraseToken *token)
{
	Str word = str_sub(text, token->from, token->to);

	if (token->kind == PHRASE_WORD)
		return is_stop_word(word) ? HELPS : FULL;
	if (token->kind != PHRASE_HAN)
		return FULL;
	if (is_in(PARTING, word) || is_in(HELPING, word))
		return is_in(PARTING, word) ? PARTS : HELPS;
	return is_in(FIRST_HALF, word) ? HALF_FIRST : is_in(LAST_HALF, word) ? HALF_LAST : FULL;
}

/* The class of each token of [from, to). */
static void classify(Str text, const PhraseToken *at, size_t from, size_t to, uint8_t *class)
{
	for (size_t i = from, n; i < to; i += n) {
		n = light_at(text, at, i, to);
		Class all = n ? PARTS : FULL;
		if (!n && at[i].kind == PHRASE_HAN && is_whole(text, at, i, to))
			n = 2;
		else if (!n) {
			n = 1;
			all = class_of(text, &at[i]);
		}
		for (size_t k = 0; k < n && i + k < to; k++)
			class[i + k - from] = (uint8_t)all;
	}
}

/* One character alone before one that parts, as in 业的党建 (企业的党建), is the end of a word that was not shared. */
static bool is_lone_first(Str text, const PhraseToken *at, const uint8_t *class, size_t n)
{
	return n > 1 && at[0].kind == PHRASE_HAN && class[1] == PARTS
		&& !is_in(ALONE, str_sub(text, at[0].from, at[0].to));
}

/* Takes off the end of `n` tokens what does not belong; returns how many are left. */
static size_t cut_end(const PhraseToken *at, const uint8_t *class, size_t n)
{
	for (;;) {
		bool lone = n > 1 && at[n - 1].kind == PHRASE_HAN && class[n - 2] == PARTS;
		if (n == 0 || (class[n - 1] > HELPS && class[n - 1] != HALF_LAST && !lone))
			return n;
		n--;
	}
}

/* Likewise off the beginning; returns how many that are. */
static size_t cut_begin(Str text, const PhraseToken *at, const uint8_t *class, size_t n)
{
	size_t i = 0;

	while (i < n && (class[i] <= HELPS || class[i] == HALF_FIRST || is_lone_first(text, at + i, class + i, n - i)))
		i++;
	return i;
}

bool phrase_worth(Str text, const PhraseToken *at, size_t *from, size_t *to)
{
	size_t n = *to - *from, han = 0, others = 0, full = 0; /* full: Han characters and words that say something */
	uint8_t few[64] = {0}, *class = n > sizeof few ? mem_zeroed(n, 1) : few;

	classify(text, at, *from, *to, class);
	n = cut_end(at + *from, class, n);
	size_t begin = cut_begin(text, at + *from, class, n);
	for (size_t i = begin; i < n; i++) {
		*(at[*from + i].kind == PHRASE_HAN ? &han : &others) += 1;
		full += class[i] > HELPS;
	}
	if (class != few)
		free(class);
	*to = *from + n;
	*from += begin;
	if (han == 0)
		return others >= PHRASE_WORDS && full + 1 >= PHRASE_WORDS;
	return han + 2 * others >= PHRASE_LEAST && full >= PHRASE_FULL;
}
