#include "../../core/query.h"
#include "../../core/search.h"
#include "sample.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* True when the query stands in the text; says what it found. */
static bool stands(const char *query, const char *text)
{
	Query q = query_open(NULL, str_of(query));
	bool found = q.words.n > 0 && query_in(&q, str_of(text));
	query_close(&q);
	return found;
}

/* The matches of a query of one word, with | between. */
static const char *matches(const char *query, const char *text)
{
	static char out[512];
	Query q = query_open(NULL, str_of(query));
	cr_assert_eq(q.words.n, 1, "%s", query);
	QueryScan scan = query_scan(&q, 0, str_of(text), true);
	size_t from, to, n = 0;
	bool literal;
	out[0] = 0;
	while (query_next(&scan, &from, &to, &literal))
		n += (size_t)snprintf(out + n, sizeof out - n, "%s%.*s%s", n ? "|" : "", (int)(to - from), text + from,
			literal ? "" : "*");
	query_close(&q);
	return out;
}

Test(query, finds_chinese_as_it_stands_and_by_every_way_of_spelling_it)
{
	const char *text = "建强全科网格，完善角色服务";
	const char *const found[] = {"网格", "網格", "wangge", "wg", "wangg", "wge", "ＷＧ", "ｗａｎｇｇｅ", "qkwg", "quankewangge",
		"jsfw", "juesefuwu", "juesefw", "wg fw", "網格 fw", "服务 网格", "“全科网格”", "「全科」"};
	for (size_t i = 0; i < sizeof found / sizeof *found; i++)
		cr_expect(stands(found[i], text), "%s", found[i]);
	const char *const absent[] = {"WG", "wgx", "“wg”", "\"网 格\"", "网格 没有", "w", "gw", "jiaosebuwu"};
	for (size_t i = 0; i < sizeof absent / sizeof *absent; i++)
		cr_expect_not(stands(absent[i], text), "%s", absent[i]);
}

Test(query, does_not_spell_over_a_mark_of_punctuation)
{
	cr_assert_not(stands("wg", "围，格"));
	cr_assert(stands("wg", "围格"));
}

Test(query, takes_what_stands_before_what_is_read)
{
	cr_assert_str_eq(matches("app", "用APP办，爱拍拍"), "APP|爱拍拍*");
	cr_assert_str_eq(matches("wg", "网格和WG，网格"), "网格*|WG|网格*");
	cr_assert_str_eq(matches("网格", "网格网格"), "网格|网格");
	cr_assert_str_eq(matches("网格", ""), "");
}

Test(query, keeps_a_phrase_in_quotation_marks_whole)
{
	cr_assert(stands("\"party building\"", "urban Party building"));
	cr_assert_not(stands("\"party  building\"", "urban Party building"));
	cr_assert(stands("“双报到", "推行双报到"), "a mark that is not closed");
	Query q = query_open(NULL, STR("\"\" “” 　"));
	cr_assert_eq(q.words.n, 0);
	query_close(&q);
}

static Figure figure(const char *written, double value, FigureKind kind)
{
	return (Figure){.written = {.s = str_of(written)}, .value = value, .to = value, .kind = kind};
}

static bool asks_for(const char *query, Figure f)
{
	Query q = query_open(NULL, str_of(query));
	cr_assert_eq(q.words.n, 1, "%s", query);
	bool asked = query_figure(&q, 0, &f);
	query_close(&q);
	return asked;
}

Test(query, compares_figures_by_their_value)
{
	Figure many = figure("13.3万人次", 133000, FIGURE_QUANTITY);
	const char *const yes[] = {">1000", ">133000人", "＞1000", "> 1000", ">=133000", "≥13.3万", "13.3万", "<=13.3万",
		"=133000", ">1万人次", "133000"};
	for (size_t i = 0; i < sizeof yes / sizeof *yes; i++)
		cr_expect(asks_for(yes[i], many) == (strcmp(yes[i], ">133000人") != 0), "%s", yes[i]);
	const char *const no[] = {">13.3万", "<133000", "<=50", "13.4万", ">1000元", ">50%", ">2022年", "网格"};
	for (size_t i = 0; i < sizeof no / sizeof *no; i++)
		cr_expect_not(asks_for(no[i], many), "%s", no[i]);
}

Test(query, finds_figures_by_the_unit_they_are_written_with)
{
	cr_assert(asks_for("万名", figure("1万余名", 10000, FIGURE_QUANTITY)));
	cr_assert(asks_for("万名", figure("8.9万名", 89000, FIGURE_QUANTITY)));
	cr_assert_not(asks_for("万名", figure("8.9万元", 89000, FIGURE_MONEY)));
	cr_assert_not(asks_for("万众一心向前", figure("8.9万元", 89000, FIGURE_MONEY)));
}

Test(query, keeps_shares_and_dates_apart_from_numbers)
{
	cr_assert(asks_for(">30%", figure("近四成", 40, FIGURE_SHARE)));
	cr_assert_not(asks_for(">30%", figure("40个", 40, FIGURE_QUANTITY)));
	cr_assert(asks_for("2003年", figure("2003年", 20030000, FIGURE_DATE)));
	cr_assert(asks_for(">2002年", figure("2003年", 20030000, FIGURE_DATE)));
	cr_assert_not(asks_for("<2010年", figure("3月18日", 318, FIGURE_DATE)), "it is in no year");
	cr_assert_not(asks_for(">1000", figure("2003年", 20030000, FIGURE_DATE)));
}

Test(query, a_range_has_every_value_between_its_ends)
{
	Figure range = figure("300至500户", 300, FIGURE_QUANTITY);
	range.to = 500;
	cr_assert(asks_for("400", range));
	cr_assert(asks_for(">400", range));
	cr_assert(asks_for("<400户", range));
	cr_assert_not(asks_for("600", range));
}

/* Provinces of the hits as letters: number of hits, then the marks of the provinces. */
static const char *where(const Corpus *corpus, const char *query, Lang lang)
{
	static char out[256];
	SearchHits hits = {0};
	search_run(corpus, str_of(query), lang, &hits);
	int n = snprintf(out, sizeof out, "%zu", hits.n);
	for (size_t i = 0, last = CORPUS_NONE; i < hits.n; i++) {
		uint32_t province = corpus->speeches.at[corpus_speech_of(corpus, hits.at[i].unit)].province;
		Str mark = corpus->provinces.at[province].mark;
		if (province != last)
			n += snprintf(out + n, sizeof out - (size_t)n, " %.*s", (int)mark.n, mark.s);
		last = province;
	}
	free(hits.at);
	return out;
}

Test(query, a_province_in_front_of_other_words_is_where_to_look)
{
	Corpus *corpus = sample_bundled();
	const char *const same[] = {"zj xjy", "浙江 xjy", "浙 xjy", "zhejiang 新就业", "ＺＪ xinjiuye", "浙江省 新就业"};
	char first[256];
	snprintf(first, sizeof first, "%s", where(corpus, same[0], LANG_ZH));
	cr_assert(strstr(first, " 浙") && !strstr(first, "京"), "%s", first);
	for (size_t i = 1; i < sizeof same / sizeof *same; i++)
		cr_expect_str_eq(where(corpus, same[i], LANG_ZH), first, "%s", same[i]);
	cr_assert(strstr(where(corpus, "浙江 北京 新就业", LANG_ZH), "京 浙"), "two provinces");
	cr_assert(strstr(where(corpus, "浙江", LANG_ZH), "浙"), "alone it is a word");
	cr_assert_str_eq(where(corpus, "“浙江” 接诉即办", LANG_ZH), "0", "and between marks too");
	corpus_free(corpus);
}

Test(query, the_ways_to_ask_for_a_word_find_the_same)
{
	Corpus *corpus = sample_bundled();
	char grids[256];
	snprintf(grids, sizeof grids, "%s", where(corpus, "网格", LANG_ZH));
	cr_assert_str_eq(where(corpus, "網格", LANG_ZH), grids);
	cr_assert_str_eq(where(corpus, "wangge", LANG_ZH), grids);
	cr_assert_str_eq(where(corpus, "wangge", LANG_EN), grids, "nothing English has it");
	cr_assert(strncmp(where(corpus, ">1000", LANG_ZH), "0", 1) != 0);
	cr_assert(strncmp(where(corpus, "网格 >1000", LANG_ZH), "0", 1) != 0, "a word and a figure in one measure");
	cr_assert_str_eq(where(corpus, ">1000000000", LANG_ZH), "0");
	corpus_free(corpus);
}

Test(query, a_figure_is_one_hit_however_it_is_found)
{
	Corpus *corpus = sample_bundled();
	SearchHits hits = {0};
	cr_assert_eq(search_run(corpus, STR("13.3万"), LANG_ZH, &hits), 1);
	Str text = search_text(corpus, &hits.at[0]);
	cr_assert(str_eq(str_sub(text, hits.at[0].from, hits.at[0].to), STR("13.3万人次")));
	hits.n = 0;
	cr_assert_geq(search_run(corpus, STR(">130000"), LANG_EN, &hits), 1);
	free(hits.at);
	corpus_free(corpus);
}

static const char *spelling(const Corpus *corpus, const char *text, Lang lang)
{
	static char out[256];
	Query query = query_open(corpus, str_of(text));
	SearchHits hits = {0};
	Buf line = {0};
	search_query(corpus, &query, SIZE_MAX, lang, &hits);
	search_add_spelling(corpus, &query, &hits, lang, &line);
	snprintf(out, sizeof out, "%s", buf_cstr(&line));
	buf_free(&line);
	free(hits.at);
	query_close(&query);
	return out;
}

Test(query, says_how_it_was_understood)
{
	Corpus *corpus = sample_bundled();
	cr_assert_str_eq(spelling(corpus, "网格", LANG_ZH), "");
	cr_assert(strncmp(spelling(corpus, "wangge", LANG_ZH), "拼音 wangge → 网格 ", strlen("拼音 wangge → 网格 ")) == 0);
	cr_assert(strncmp(spelling(corpus, "zj xjy", LANG_ZH), "浙江 · 拼音 xjy → 新就业 ", 30) == 0);
	cr_assert_str_eq(spelling(corpus, "zj 网格", LANG_EN), "Zhejiang · 网格");
	cr_assert_str_eq(spelling(corpus, ">1000", LANG_ZH), "数据 >1000");
	corpus_free(corpus);
}

Test(query, shows_a_heading_before_a_term_before_any_other_place)
{
	Corpus *corpus = sample_bundled();
	SearchHits hits = {0};
	search_run(corpus, STR("网格"), LANG_ZH, &hits);
	size_t best = search_best(corpus, &hits);
	cr_assert_neq(hits.at[best].field, SEARCH_BODY);
	for (size_t i = 0; i < best; i++)
		cr_assert_eq(hits.at[i].field, SEARCH_BODY, "the first of them");
	hits.n = 0;
	cr_assert_eq(search_best(corpus, &hits), 0);
	free(hits.at);
	corpus_free(corpus);
}

Test(query, takes_chinese_and_pinyin_in_one_word)
{
	cr_assert_str_eq(matches("党建yl", "坚持党建引领，党的引领"), "党建引领*");
	cr_assert_str_eq(matches("wang格", "全科网格，网络"), "网格*");
	cr_assert_str_eq(matches("jie诉jb", "接诉即办"), "接诉即办*");
	cr_assert_str_eq(matches("黨建yinl", "党建引领"), "党建引领*", "folded as everywhere");
	cr_assert_str_eq(matches("小qjl", "小区经理和小桥"), "小区经理*");
	cr_assert_not(stands("党建Yl", "党建引领"), "capitals are no pinyin");
	cr_assert_not(stands("王ge", "网格"), "a character stands for itself");
}

static bool same_hits(const SearchHits *a, const SearchHits *b)
{
	bool same = a->n == b->n;
	for (size_t i = 0; same && i < a->n; i++) {
		const SearchHit *x = &a->at[i], *y = &b->at[i];
		same = x->unit.kind == y->unit.kind && x->unit.index == y->unit.index && x->field == y->field
			&& x->from == y->from && x->to == y->to && x->word == y->word && x->reading == y->reading;
	}
	return same;
}

/* Looks for `text` as it is typed, key by key, each time in what the keys before have left, in slices that end
   anywhere; before some keys only as far as the search has come. */
static void type_and_compare(const Corpus *corpus, const char *text, Lang lang)
{
	Query before = query_open(corpus, (Str){0});
	SearchScan scan = search_begin(corpus, &before, SIZE_MAX, lang);
	SearchHits hits = {0};
	for (size_t n = 1; n <= strlen(text); n++) {
		if (((unsigned char)text[n] & 0xC0) == 0x80)
			continue;
		Query query = query_open(corpus, (Str){text, n});
		query_hasten(&query);
		SearchScan next = query_narrows(&query, &before) ? search_narrow(corpus, &query, lang, &hits, scan.at)
														 : search_begin(corpus, &query, SIZE_MAX, lang);
		search_end(&scan);
		query_close(&before);
		before = query;
		scan = next;
		scan.query = &before;
		hits.n = 0;
		for (int slices = n % 3 == 0 ? 2 : 1000; slices > 0 && search_step(&scan, 300, &hits); slices--) { }
		if (n % 3 == 0)
			continue;
		SearchHits whole = {0};
		search_run(corpus, (Str){text, n}, lang, &whole);
		cr_assert(same_hits(&hits, &whole), "%.*s: %zu, not %zu", (int)n, text, hits.n, whole.n);
		free(whole.at);
	}
	search_end(&scan);
	query_close(&before);
	free(hits.at);
}

Test(query, narrowing_what_was_found_finds_what_looking_anew_does)
{
	static const char *const TYPED[] = {"wangge dj", "党建yl", "zj wg 党", "社区 1000", ">100", "“党建”引领", "jsfw",
		"lvdao", "nv luo", "2022年10", "zhongdian", "the grid", "party building", "W网格", "北京 社区 党建", "zhzl 网"};
	Corpus *corpus = sample_bundled();
	for (size_t i = 0; i < sizeof TYPED / sizeof *TYPED; i++)
		for (int lang = 0; lang < LANG_COUNT; lang++)
			type_and_compare(corpus, TYPED[i], (Lang)lang);
	corpus_free(corpus);
}

Test(query, survives_any_bytes)
{
	Corpus *corpus = sample_bundled();
	srand(3);
	for (int round = 0; round < 300; round++) {
		char text[24];
		static const char LIKELY[] = "zj >=<\"1.3%a\xE4\xB8\x87\xE2\x80\x9C";
		for (size_t i = 0; i < sizeof text; i++)
			text[i] = rand() % 3 ? LIKELY[(size_t)rand() % (sizeof LIKELY - 1)] : (char)rand();
		SearchHits hits = {0};
		search_run(corpus, (Str){text, (size_t)rand() % sizeof text}, LANG_ZH, &hits);
		for (size_t i = 0; i < hits.n; i++)
			cr_assert(hits.at[i].from <= hits.at[i].to && hits.at[i].to <= search_text(corpus, &hits.at[i]).n);
		free(hits.at);
	}
	corpus_free(corpus);
}
