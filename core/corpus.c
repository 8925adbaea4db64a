#include "corpus.h"

#include "utf8.h"

#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

/* GB/T 2260, first two digits. 66 stands in no standard: the Corps has organs of its own but no code of a province. */
static const ProvinceRow PROVINCES[] = {
	{11, "beijing", "北京", "Beijing", "京", "bj"}, {12, "tianjin", "天津", "Tianjin", "津", "tj"},
	{13, "hebei", "河北", "Hebei", "冀", "hb"}, {14, "shanxi", "山西", "Shanxi", "晋", "sx"},
	{15, "neimenggu", "内蒙古", "Inner Mongolia", "蒙", "nmg"}, {21, "liaoning", "辽宁", "Liaoning", "辽", "ln"},
	{22, "jilin", "吉林", "Jilin", "吉", "jl"}, {23, "heilongjiang", "黑龙江", "Heilongjiang", "黑", "hlj"},
	{31, "shanghai", "上海", "Shanghai", "沪", "sh"}, {32, "jiangsu", "江苏", "Jiangsu", "苏", "js"},
	{33, "zhejiang", "浙江", "Zhejiang", "浙", "zj"}, {34, "anhui", "安徽", "Anhui", "皖", "ah"},
	{35, "fujian", "福建", "Fujian", "闽", "fj"}, {36, "jiangxi", "江西", "Jiangxi", "赣", "jx"},
	{37, "shandong", "山东", "Shandong", "鲁", "sd"}, {41, "henan", "河南", "Henan", "豫", "hn"},
	{42, "hubei", "湖北", "Hubei", "鄂", "hb"}, {43, "hunan", "湖南", "Hunan", "湘", "hn"},
	{44, "guangdong", "广东", "Guangdong", "粤", "gd"}, {45, "guangxi", "广西", "Guangxi", "桂", "gx"},
	{46, "hainan", "海南", "Hainan", "琼", "hn"}, {50, "chongqing", "重庆", "Chongqing", "渝", "cq"},
	{51, "sichuan", "四川", "Sichuan", "川", "sc"}, {52, "guizhou", "贵州", "Guizhou", "贵", "gz"},
	{53, "yunnan", "云南", "Yunnan", "云", "yn"}, {54, "xizang", "西藏", "Xizang", "藏", "xz"},
	{61, "shaanxi", "陕西", "Shaanxi", "陕", "sx"}, {62, "gansu", "甘肃", "Gansu", "甘", "gs"},
	{63, "qinghai", "青海", "Qinghai", "青", "qh"}, {64, "ningxia", "宁夏", "Ningxia", "宁", "nx"},
	{65, "xinjiang", "新疆", "Xinjiang", "新", "xj"}, {66, "bingtuan", "兵团", "XPCC", "兵", "bt"},
	{71, "taiwan", "台湾", "Taiwan", "台", "tw"}, {81, "xianggang", "香港", "Hong Kong", "港", "xg"},
	{82, "aomen", "澳门", "Macao", "澳", "am"},
};

typedef struct KindRow { const char *id, *name[LANG_COUNT]; } KindRow;

static const KindRow KINDS[FIGURE_KIND_COUNT] = {
	[FIGURE_QUANTITY] = {"quantity", {"数量", "quantity"}}, [FIGURE_MONEY] = {"money", {"金额", "money"}},
	[FIGURE_SHARE] = {"share", {"比例", "share"}}, [FIGURE_POINTS] = {"points", {"百分点", "points"}},
	[FIGURE_DURATION] = {"duration", {"时长", "duration"}}, [FIGURE_DATE] = {"date", {"日期", "date"}},
	[FIGURE_FREQUENCY] = {"frequency", {"频次", "frequency"}}, [FIGURE_RANK] = {"rank", {"名次", "rank"}},
};

#define COUNT(array) (sizeof(array) / sizeof *(array))

/* 北京市 → 北京, 广西壮族自治区 → 广西. */
static Str without_suffix(Str name)
{
	static const char *const SUFFIXES[] = {
		"壮族自治区", "回族自治区", "维吾尔自治区", "自治区", "特别行政区", "省", "市",
	};

	for (size_t i = 0; i < COUNT(SUFFIXES); i++) {
		Str suffix = str_of(SUFFIXES[i]);

		if (name.n > suffix.n && str_ends(name, suffix))
			return str_sub(name, 0, name.n - suffix.n);
	}
	return name;
}

/* The most bytes that a name of a province in the table has: what is longer needs no look. */
#define LONGEST 16

const ProvinceRow *corpus_province_row(Str name)
{
	Str base = without_suffix(name);
	bool latin = name.n && (unsigned char)name.s[0] < 0x80;

	for (size_t i = 0; i < COUNT(PROVINCES) && base.n <= LONGEST; i++) {
		const ProvinceRow *row = &PROVINCES[i];

		if (latin ? str_eq_nocase(name, str_of(row->id)) || str_eq_nocase(name, str_of(row->en))
			: str_eq(base, str_of(row->zh)) || str_eq(name, str_of(row->mark)))
			return row;
	}
	return NULL;
}

Str corpus_figure_kind_id(FigureKind kind)
{
	return str_of(kind < FIGURE_KIND_COUNT ? KINDS[kind].id : "");
}

Str corpus_figure_kind_name(FigureKind kind, Lang lang)
{
	return str_of(kind < FIGURE_KIND_COUNT ? KINDS[kind].name[lang] : "");
}

Str corpus_text(const Text *text, Lang lang)
{
	const Scalar *wanted = lang == LANG_ZH ? &text->zh : &text->en, *other = lang == LANG_ZH ? &text->en : &text->zh;

	return wanted->s.n ? wanted->s : other->s;
}

static bool is_name(const Text *text, Str name)
{
	return name.n && (str_eq(text->zh.s, name) || str_eq_nocase(text->en.s, name));
}

uint32_t corpus_theme(const Corpus *corpus, Str name)
{
	for (size_t i = 0; i < corpus->themes.n; i++)
		if (name.n && str_eq(corpus->themes.at[i].id.s, name))
			return (uint32_t)i;
	for (size_t i = 0; i < corpus->themes.n; i++)
		if (is_name(&corpus->themes.at[i].name, name))
			return (uint32_t)i;
	return CORPUS_NONE;
}

uint32_t corpus_term(const Corpus *corpus, Str name)
{
	for (size_t i = 0; i < corpus->terms.n; i++)
		if (name.n && str_eq(corpus->terms.at[i].name.s, name))
			return (uint32_t)i;
	for (size_t i = 0; i < corpus->terms.n; i++)
		if (name.n && str_eq_nocase(corpus->terms.at[i].en.s, name))
			return (uint32_t)i;
	return CORPUS_NONE;
}

static bool is_code(uint32_t code, Str name)
{
	return code && name.n == 2 && name.s[0] == (char)('0' + code / 10 % 10) && name.s[1] == (char)('0' + code % 10);
}

uint32_t corpus_province(const Corpus *corpus, Str name)
{
	uint32_t found = CORPUS_NONE;
	size_t same = 0;

	if (!name.n)
		return CORPUS_NONE;
	for (size_t i = 0; i < corpus->provinces.n; i++) {
		const Province *p = &corpus->provinces.at[i];

		if (str_eq_nocase(p->id, name) || is_name(&p->name, name) || str_eq(p->name.zh.s, without_suffix(name)) ||
			str_eq(without_suffix(p->name.zh.s), name) || str_eq(p->mark, name) || is_code(p->code, name))
			return (uint32_t)i;
		if (str_eq_nocase(p->initials, name)) {
			found = (uint32_t)i;
			same++;
		}
	}
	return same == 1 ? found : CORPUS_NONE;
}

/* Bytes of the separator at the start of `text`; 0 where there is none. */
static size_t separator(Str text)
{
	static const char *const SEPARATORS[] = {".", " ", "\t", "．", "。", "・", "·", "　"};

	for (size_t i = 0; i < COUNT(SEPARATORS); i++)
		if (str_starts(text, str_of(SEPARATORS[i])))
			return strlen(SEPARATORS[i]);
	return 0;
}

/* Takes a number (half or full width) off the end of *text together with the separator before it; 0 where none stands
   there. */
static uint32_t take_number_off(Str *text)
{
	uint32_t value = 0, weight = 1;
	Str rest = *text;

	while (rest.n && weight <= 100000) {
		size_t n = 0;
		uint32_t cp = 0;

		if (rest.s[rest.n - 1] >= '0' && rest.s[rest.n - 1] <= '9')
			n = 1, cp = (uint32_t)(rest.s[rest.n - 1] - '0');
		else if (rest.n >= 3 && utf8_decode(rest.s + rest.n - 3, 3, &cp) == 3 && cp >= 0xFF10 && cp <= 0xFF19)
			n = 3, cp -= 0xFF10;
		if (!n)
			break;
		value += cp * weight;
		weight *= 10;
		rest.n -= n;
	}
	for (size_t back = 1; back <= 3 && back < rest.n; back++)
		if (separator(str_sub(rest, rest.n - back, rest.n)) == back) {
			*text = str_trim(str_sub(rest, 0, rest.n - back));
			return value;
		}
	return 0;
}

/* The speech that is called so, by address, id or province; CORPUS_NONE where there is none. */
static uint32_t find_speech(const Corpus *corpus, Str name)
{
	uint32_t province;

	for (size_t i = 0; i < corpus->speeches.n; i++)
		if (name.n && str_eq(corpus->speeches.at[i].address, name))
			return (uint32_t)i;
	for (size_t i = 0; i < corpus->speeches.n; i++)
		if (name.n && str_eq_nocase(corpus->speeches.at[i].id.s, name))
			return (uint32_t)i;
	province = corpus_province(corpus, name);
	if (province == CORPUS_NONE || !corpus->provinces.at[province].speeches.n)
		return CORPUS_NONE;
	return corpus->by_province[corpus->provinces.at[province].speeches.first];
}

/* The unit that is number a of the speech, or number b within it; 0 stands for none. */
static Unit unit_within(const Corpus *corpus, uint32_t speech, uint32_t a, uint32_t b)
{
	const Speech *s = &corpus->speeches.at[speech];
	const Section *section;

	if (!a)
		return (Unit){UNIT_SPEECH, speech};
	if (a > s->sections.n)
		return (Unit){0};
	section = &corpus->sections.at[s->sections.first + a - 1];
	if (!b)
		return (Unit){UNIT_SECTION, s->sections.first + a - 1};
	if (b > section->measures.n)
		return (Unit){0};
	return (Unit){UNIT_MEASURE, section->measures.first + b - 1};
}

uint64_t corpus_bytes(const Corpus *corpus)
{
	uint64_t bytes = 0;

	for (size_t i = 0; i < corpus->sources.n; i++)
		bytes += corpus->sources.at[i].bytes;
	return bytes;
}

uint32_t corpus_volume_measures(const Corpus *corpus, uint32_t volume)
{
	Range speeches = corpus->volumes.at[volume].speeches;
	uint32_t n = 0;

	for (uint32_t i = 0; i < speeches.n; i++)
		n += corpus->speeches.at[speeches.first + i].measures.n;
	return n;
}

Unit corpus_unit(const Corpus *corpus, Str address)
{
	Str rest = str_trim(address);
	uint32_t numbers[2] = {0}, speech = find_speech(corpus, rest);
	int n = 0;

	while (speech == CORPUS_NONE && n < 2) {
		numbers[n] = take_number_off(&rest);
		if (!numbers[n++])
			return (Unit){0};
		speech = find_speech(corpus, rest);
	}
	if (speech == CORPUS_NONE)
		return (Unit){0};
	return n == 2 ? unit_within(corpus, speech, numbers[1], numbers[0]) : unit_within(corpus, speech, numbers[0], 0);
}

void corpus_add_address(const Corpus *corpus, Unit unit, Buf *out)
{
	if (unit.kind == UNIT_NONE)
		return;
	buf_add(out, corpus->speeches.at[corpus_speech_of(corpus, unit)].address);
	if (unit.kind == UNIT_SPEECH)
		return;
	buf_add_char(out, '.');
	if (unit.kind == UNIT_SECTION) {
		buf_add_int(out, corpus->sections.at[unit.index].n);
		return;
	}
	buf_add_int(out, corpus->sections.at[corpus->measures.at[unit.index].section].n);
	buf_add_char(out, '.');
	buf_add_int(out, corpus->measures.at[unit.index].n);
}

const Passage *corpus_passage(const Corpus *corpus, Unit unit)
{
	static const Passage NONE;

	if (unit.kind == UNIT_SPEECH)
		return &corpus->speeches.at[unit.index].lead;
	if (unit.kind == UNIT_SECTION)
		return &corpus->sections.at[unit.index].intro;
	return unit.kind == UNIT_MEASURE ? &corpus->measures.at[unit.index].body : &NONE;
}

uint32_t corpus_speech_of(const Corpus *corpus, Unit unit)
{
	if (unit.kind == UNIT_SECTION)
		return corpus->sections.at[unit.index].speech;
	if (unit.kind == UNIT_MEASURE)
		return corpus->measures.at[unit.index].speech;
	return unit.index;
}

bool corpus_has_theme(const Corpus *corpus, const Measure *measure, uint32_t theme)
{
	for (uint32_t i = 0; i < measure->themes.n; i++)
		if (corpus->theme_refs.at[measure->themes.first + i].theme == theme)
			return true;
	return false;
}

static size_t *count_of(Corpus *corpus, int array)
{
	size_t *const all[CORPUS_ARRAYS] = {
		&corpus->volumes.n, &corpus->provinces.n, &corpus->themes.n, &corpus->terms.n, &corpus->speeches.n,
		&corpus->sections.n, &corpus->measures.n, &corpus->figures.n, &corpus->theme_refs.n, &corpus->term_refs.n,
	};

	return all[array];
}

CorpusCounts corpus_counts(Corpus *corpus)
{
	CorpusCounts counts;

	for (int i = 0; i < CORPUS_ARRAYS; i++)
		counts.n[i] = *count_of(corpus, i);
	return counts;
}

void corpus_take_back(Corpus *corpus, const CorpusCounts *counts)
{
	for (int i = 0; i < CORPUS_ARRAYS; i++)
		*count_of(corpus, i) = counts->n[i];
}

Str corpus_original(const Corpus *corpus, Unit unit)
{
	const CorpusOriginals *o = corpus->originals;
	const Str *of[] = {[UNIT_SPEECH] = o->speeches, [UNIT_SECTION] = o->sections, [UNIT_MEASURE] = o->measures};

	return of[unit.kind] ? of[unit.kind][unit.index] : (Str){0};
}

static void free_originals(CorpusOriginals *originals)
{
	if (!originals)
		return;
	free(originals->speeches);
	free(originals->sections);
	free(originals->measures);
	free(originals->speech_heads);
	free(originals->section_heads);
	free(originals->figures);
	free(originals->volumes);
	mem_arena_free(&originals->arena);
	free(originals);
}

static void free_arrays(Corpus *corpus)
{
	free(corpus->volumes.at);
	free(corpus->provinces.at);
	free(corpus->themes.at);
	free(corpus->terms.at);
	free(corpus->speeches.at);
	free(corpus->sections.at);
	free(corpus->measures.at);
	free(corpus->figures.at);
	free(corpus->theme_refs.at);
	free(corpus->term_refs.at);
	free(corpus->by_province);
	free(corpus->measures_by_province);
	free(corpus->measures_by_theme);
	free(corpus->units_by_term);
	free(corpus->sources.at);
}

void corpus_free(Corpus *corpus)
{
	if (!corpus)
		return;
	if (corpus->map.at)
		munmap(corpus->map.at, corpus->map.size);
	else
		free_arrays(corpus);
	free_originals(corpus->originals);
	mem_arena_free(&corpus->arena);
	free(corpus);
}

typedef struct FoundRow { const char *id, *names[LANG_COUNT]; } FoundRow;

static const FoundRow FOUND[FOUND_BY_COUNT] = {
	[FOUND_BY_HAND] = {"hand", {"手工", "by hand"}},
	[FOUND_BY_NUMBER] = {"number", {"编号", "its number"}},
	[FOUND_BY_WORD] = {"word", {"序词", "a word that counts"}},
	[FOUND_BY_MARKUP] = {"markup", {"标记", "markup"}},
	[FOUND_BY_SPEAKER] = {"speaker", {"发言单位", "the speaker's name"}},
	[FOUND_BY_LINE] = {"line", {"单独一行", "a line of its own"}},
	[FOUND_BY_FORM] = {"form", {"标题句式", "the form of a heading"}},
	[FOUND_BY_PARALLEL] = {"parallel", {"并列句式", "sentences built alike"}},
	[FOUND_BY_PARAGRAPH] = {"paragraph", {"自然段", "a paragraph"}},
};

Str corpus_found_id(FoundBy by)
{
	return str_of(by < FOUND_BY_COUNT ? FOUND[by].id : "");
}

Str corpus_found_name(FoundBy by, Lang lang)
{
	return str_of(by < FOUND_BY_COUNT ? FOUND[by].names[lang] : "");
}

Str corpus_proposed_id(unsigned i)
{
	static const char *const NAMES[] = {
		"label", "themes", "terms", "figures", "heading", "title", "speaker", "province",
	};

	return str_of(i < sizeof NAMES / sizeof *NAMES ? NAMES[i] : "");
}
