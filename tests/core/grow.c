#include "grow.h"

#include "../../core/load.h"

static const char *const ZH[] = {
	"坚持党建引领基层治理，把社区网格、物业服务和志愿力量拧成一股绳。", "2022年10月，全市共有党员13.3万名、党支部628个。",
	"构建“1+3+N”工作体系，推动“双报到”“双服务”“双承诺”落地见效；", "印发《关于加强基层治理的意见》（试行），明确24小时响应、365天值守。",
	"目标只有一个——让居民满意……", "物业覆盖率提升近40个百分点，达到98.7%。", "用好 WeChat 小程序和 12345 热线，", "每3—5户配一名楼门长！",
	"新就业群体在社区报到，", "街道", "一案一策，限时办结。", "由组织部门牵头抓总，民政、住建、公安等部门各负其责，每季度会商一次。",
};
static const char *const EN[] = {
	"Grids, property services and volunteers pull together.",
	"By October 2022 there were 133,000 members in 628 branches.",
	"The “1+3+N” system is built.", "Coverage rose by nearly 40 points to 98.7%.", "Settled in time.",
	"The organisation department leads; civil affairs, housing and police answer for their own parts.",
};
static const char *const LABELS[] = {"网格", "社区工作者队伍建设", "接诉即办", "新就业群体", "“双报到”机制", "应急"};
static const char *const PROVINCES[] = {"beijing", "tianjin", "hebei", "shanxi", "neimenggu", "liaoning", "jilin",
	"heilongjiang", "shanghai", "jiangsu", "zhejiang", "anhui", "fujian", "jiangxi", "shandong", "henan", "hubei",
	"hunan", "guangdong", "guangxi", "hainan", "chongqing", "sichuan", "guizhou", "yunnan", "xizang", "shaanxi",
	"gansu", "qinghai", "ningxia", "xinjiang"};

#define COUNT(array) (uint32_t)(sizeof(array) / sizeof *(array))

uint32_t grow_random(uint32_t *state)
{
	*state = *state * 1664525u + 1013904223u;
	return *state >> 8;
}

static void add_prose(Buf *out, const char *const *sentences, uint32_t count, uint32_t n, uint32_t *state)
{
	while (n-- > 0) {
		buf_add(out, str_of(sentences[grow_random(state) % count]));
		if (sentences == EN && n > 0)
			buf_add_char(out, ' ');
	}
}

static void add_number(Buf *out, const char *before, uint32_t n)
{
	buf_add(out, str_of(before));
	buf_add_int(out, n);
}

static void add_themes(Buf *out, uint32_t n)
{
	buf_add(out, STR("schema: 1\nid: grown\ntitle: {zh: 编的文集, en: Grown}\nsource: {title: 编的}\nthemes:\n"));
	for (uint32_t t = 0; t < n; t++) {
		add_number(out, "  - {id: t", t);
		add_number(out, ", name: {zh: 主题", t);
		add_number(out, ", en: Theme ", t);
		buf_add(out, STR("}, definition: {zh: 定义, en: Definition}}\n"));
	}
	buf_add(out, STR("terms:\n  - {name: 接诉即办, en: prompt response}\n  - {name: 1+3+N, en: 1+3+N}\nspeeches:\n"));
}

static void add_measure(Buf *out, const Grown *grown, uint32_t *state)
{
	static const char *const TERMS[] = {"", ", terms: [接诉即办]", ", terms: [1+3+N]", ", terms: [接诉即办, 1+3+N]"};
	uint32_t refs = 1 + grow_random(state) % 3, first = grow_random(state) % grown->themes;
	uint32_t sentences = grown->uneven ? 1 + grow_random(state) % 3 * (grow_random(state) % 6) : 6;
	buf_add(out, STR("          - {label: {zh: \""));
	add_prose(out, LABELS, COUNT(LABELS), 1 + grow_random(state) % 2, state);
	buf_add(out, STR("\", en: \"A label\"}, span: [0, 1], themes: ["));
	for (uint32_t i = 0; i < refs && i < grown->themes; i++)
		add_number(out, i ? ", t" : "t", (first + i * i) % grown->themes);
	buf_add(out, STR("], text: {zh: \""));
	add_prose(out, ZH, COUNT(ZH), sentences, state);
	buf_add(out, STR("\", en: \""));
	add_prose(out, EN, COUNT(EN), 1 + sentences / 2, state);
	buf_add(out, STR("\"}"));
	buf_add(out, str_of(TERMS[grow_random(state) % COUNT(TERMS)]));
	buf_add(out, STR("}\n"));
}

static void add_speech(Buf *out, const Grown *grown, uint32_t p, uint32_t *state)
{
	uint32_t n = grown->uneven ? 1 + grow_random(state) % grown->measures : grown->measures, left = 0;
	buf_add(out, STR("  - id: "));
	buf_add(out, str_of(PROVINCES[p % COUNT(PROVINCES)]));
	buf_add(out, STR("\n    province: "));
	buf_add(out, str_of(PROVINCES[p % COUNT(PROVINCES)]));
	buf_add(out, STR("\n    speaker: {zh: 组织部, en: Department}\n    title: {zh: 题目, en: Title}\n"
		"    title_span: [0, 1]\n    complete: true\n    sections:\n"));
	for (uint32_t i = 0; i < n; i++, left--) {
		if (left == 0) {
			left = grown->uneven ? 1 + grow_random(state) % 9 : 10;
			buf_add(out, STR("      - heading: {zh: 标题, en: Heading}\n"
				"        heading_span: [0, 1]\n        measures:\n"));
		}
		add_measure(out, grown, state);
	}
}

Corpus *grow_corpus(Grown grown)
{
	Buf yaml = {0};
	Msgs msgs = {0};
	uint32_t state = grown.seed;
	add_themes(&yaml, grown.themes);
	for (uint32_t p = 0; p < grown.provinces; p++)
		add_speech(&yaml, &grown, p, &state);
	buf_add(&yaml, STR("...\n"));
	Corpus *corpus = load_memory(buf_str(&yaml), STR("grown.yaml"), NULL, &msgs);
	bool fine = msgs.count[MSG_FATAL] == 0 && msgs.count[MSG_ERROR] == 0;
	msg_free(&msgs);
	buf_free(&yaml);
	if (fine)
		return corpus;
	corpus_free(corpus);
	return NULL;
}
