#include "../../core/check.h"
#include "../../core/import.h"
#include "../../core/import_form.h"
#include "../../core/import_line.h"
#include "../../core/import_mark.h"
#include "../../core/import_yaml.h"
#include "../../core/load.h"
#include "../../core/utf8.h"
#include "../import/book.h"
#include "../import/score.h"

#include <criterion/criterion.h>
#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define SEEN "tests/import/seen/"
#define HELD "tests/import/held/"

static Import import_of(Str text)
{
	Import import = {0};
	ImportInput input = {text, STR("text.txt")};
	Msgs msgs = {0};

	import_run(&input, 1, &(ImportOptions){0}, &import, &msgs);
	msg_free(&msgs);
	return import;
}

static void repairs(const char *from, const char *to)
{
	Buf out = {0}, again = {0};

	import_clean_punctuation(str_of(from), &out);
	cr_assert_str_eq(buf_cstr(&out), to);
	cr_assert_eq(import_clean_punctuation(buf_str(&out), &again), 0, "%s is repaired twice", from);
	buf_free(&out);
	buf_free(&again);
}

Test(import, half_width_punctuation_is_repaired_where_the_text_is_chinese)
{
	repairs("习近平强调,要建设好首都。", "习近平强调，要建设好首都。");
	repairs("新增2.2万名,达到1,000个;", "新增2.2万名，达到1,000个；");
	repairs("发言摘登(8篇)", "发言摘登（8篇）");
	repairs("住房发展局(HDB)的经验", "住房发展局(HDB)的经验");
	repairs("形成“1+3+N”,推动工作", "形成“1+3+N”，推动工作");
	repairs("好不好?好!", "好不好？好！");
	repairs("比例为3:1,见http://example.org/a,b", "比例为3:1，见http://example.org/a,b");
	repairs("Housing, roads (see Annex 2), and 3.5%.", "Housing, roads (see Annex 2), and 3.5%.");
	repairs("全部完成.", "全部完成。");
	repairs("号称\"联合国社区\",设\"Service Desk\"窗口", "号称“联合国社区”，设“Service Desk”窗口");
	repairs("\"两委\"", "“两委”");
	repairs("a \"党建\" b, 15\" of 20\"", "a \"党建\" b, 15\" of 20\"");
}

/* Whole texts: what is clean stays, and what was repaired is clean. */
Test(import, clean_text_is_left_alone_and_repairing_twice_is_repairing_once)
{
	static const char *const CLEAN[] = {SEEN "lines.txt", SEEN "parallel.txt", SEEN "single.txt", HELD "foot.txt"};
	static const char *const OTHERS[] = {SEEN "wrapped.txt", HELD "flat.txt", HELD "nested.txt"};

	for (size_t i = 0; i < 7; i++) {
		Buf text = score_file(i < 4 ? CLEAN[i] : OTHERS[i - 4]), many = {0}, once = {0}, twice = {0};
		uint32_t n;

		while (many.n < 300000)
			buf_add(&many, buf_str(&text));
		n = import_clean_punctuation(buf_str(&many), &once);
		cr_assert(i >= 4 || n == 0, "%s: %u", CLEAN[i], n);
		cr_assert_eq(import_clean_punctuation(buf_str(&once), &twice), 0);
		cr_assert(str_eq(buf_str(&once), buf_str(&twice)));
		buf_free(&text);
		buf_free(&many);
		buf_free(&once);
		buf_free(&twice);
	}
}

static void stays(Str text)
{
	Buf once = {0};

	cr_assert_eq(import_clean_punctuation(text, &once), 0, "%.*s\n%s", (int)text.n, text.s, buf_cstr(&once));
	cr_assert(str_eq(buf_str(&once), text));
	buf_free(&once);
}

/* Nobody typed these for the import: what people wrote and checked by hand. */
Test(import, the_texts_of_the_bundled_corpus_are_clean)
{
	static const char *const PATH[] = {"content/2022-urban-party-building"};
	Msgs msgs = {0};
	Corpus *c = load_paths(PATH, 1, NULL, &msgs);

	cr_assert(c);
	for (size_t i = 0; i < c->measures.n; i++)
		stays(c->measures.at[i].body.text.zh.s);
	for (size_t i = 0; i < c->sections.n; i++)
		stays(c->sections.at[i].intro.text.zh.s);
	for (size_t i = 0; i < c->terms.n; i++)
		stays(c->terms.at[i].gloss.zh.s);
	for (size_t i = 0; i < c->themes.n; i++)
		stays(c->themes.at[i].definition.zh.s);
	corpus_free(c);
	msg_free(&msgs);
}

static bool stop_at_once(void *data, uint32_t bytes)
{
	(void)bytes;
	++*(int *)data;
	return false;
}

Test(import, an_import_that_is_stopped_leaves_nothing_to_be_written)
{
	Buf text = score_file(SEEN "lines.txt");
	ImportInput input = {buf_str(&text), STR("a.txt")};
	int asked = 0;
	ImportOptions options = {.told = stop_at_once, .data = &asked};
	Import import = {0};
	Msgs msgs = {0};

	cr_assert(import_run(&input, 1, &options, &import, &msgs));
	cr_assert_geq(asked, 1);
	cr_assert_eq(import.outline.speeches.n, 0);
	import_free(&import);
	msg_free(&msgs);
	buf_free(&text);
}

static const char *found(const char *line)
{
	ImportMark mark;
	static const char *const NAMES[IMPORT_MARK_KINDS] = {"none", "part", "cn", "cn_paren", "num", "num_paren",
	"ord", "is",
		"first", "side", "circle", "dash"};

	return import_mark_read(str_of(line), true, &mark) ? NAMES[mark.kind] : "none";
}

Test(import, numbers_are_read_in_all_their_forms)
{
	static const struct { const char *text, *kind; uint32_t number, bytes; } CASES[] = {
		{"一、抓先进", "cn", 1, 6}, {"十二、抓后进", "cn", 12, 9}, {"（三）定目标", "cn_paren", 3, 9}, {"(三)定目标", "cn_paren", 3, 5},
		{"1.选得准", "num", 1, 2}, {"12、选得准", "num", 12, 5}, {"1．选得准", "num", 1, 4}, {"（2）压担子", "num_paren", 2, 7},
		{"3）压担子", "num_paren", 3, 4}, {"①小区", "circle", 1, 3}, {"第一，选好", "ord", 1, 9}, {"第二是选好", "ord", 2, 9},
		{"一是坚持", "is", 1, 6}, {"三要坚持", "is", 3, 6}, {"首先，健全", "first", 1, 9}, {"最后,用好", "first", IMPORT_MARK_LAST, 7},
		{"一方面，推动", "side", 1, 12}, {"另一方面细化", "side", 2, 12}, {"第二部分 管理", "part", 2, 12}, {"——天津", "dash", 0, 6},
	};

	for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
		ImportMark mark = {0};

		cr_assert_str_eq(found(CASES[i].text), CASES[i].kind, "%s: %s", CASES[i].text, found(CASES[i].text));
		cr_assert(import_mark_read(str_of(CASES[i].text), true, &mark));
		cr_assert_eq(mark.number, CASES[i].number, "%s: %u", CASES[i].text, mark.number);
		cr_assert_eq(mark.bytes, CASES[i].bytes, "%s: %u bytes", CASES[i].text, mark.bytes);
	}
	cr_assert_str_eq(found("3.8万个"), "none");
	cr_assert_str_eq(found("一大批"), "none");
	cr_assert_str_eq(found("2022年"), "none");
}

Test(import, lines_of_speakers_are_known)
{
	static const char *const SPEAKERS[] = {
		"北京市委组织部", "（江苏省徐州市委组织部）", "——天津市委组织部", "新疆生产建设兵团第八师石河子市党委组织部", "国家电网有限公司党组",
		"发言人：山西省委组织部部长 张三", "作者单位：湖北省黄石市下陆区委", "浙江省义乌市福田街道鸡鸣山社区党委 何某",
		"某某科技大学党委", "中共安徽省阜阳市委组织部", "四川省绵阳市涪城区委", "江西省南昌市东湖区墩子塘街道党工委",
	};
	static const char *const OTHERS[] = {
		"坚持抓两头带中间 全面建强农村党支部", "市委组织部牵头，会同民政部门。", "推动组织部门发挥作用", "一、健全体制机制", "北京", "同志们：",
		"团场连队变社区", "赋权减负增效做强街道龙头",
	};

	for (size_t i = 0; i < sizeof SPEAKERS / sizeof *SPEAKERS; i++)
		cr_assert(import_line_is_speaker(str_of(SPEAKERS[i])), "%s", SPEAKERS[i]);
	for (size_t i = 0; i < sizeof OTHERS / sizeof *OTHERS; i++)
		cr_assert_not(import_line_is_speaker(str_of(OTHERS[i])), "%s", OTHERS[i]);
	cr_assert_str_eq(import_line_province(STR("江苏省徐州市委组织部"))->id, "jiangsu");
	cr_assert_str_eq(import_line_province(STR("徐州市委组织部"))->id, "jiangsu");
	cr_assert_str_eq(import_line_province(STR("国网浙江省电力有限公司党委"))->id, "zhejiang");
	cr_assert_null(import_line_province(STR("国家电网有限公司党组")));
}

Test(import, debris_is_known_and_text_is_not_debris)
{
	static const char *const DEBRIS[] = {
		"购物车", "加入Vip免费下载 立即下载", "第 3 页 共 8 页", "— 12 —", "选优配强带头人................1", "目  录", "上一篇：没有了",
		"Copyright © 2023 某某文库 版权所有", "https://example.org/doc/1",
	};
	static const char *const TEXT[] = {
		"一、更多资源下沉到社区", "北京市委组织部", "打造红色文库，方便群众下载。", "2022年3月18日", "坚持党建引领 服务更多群众 建设美好家园的探索与实践",
	};

	for (size_t i = 0; i < sizeof DEBRIS / sizeof *DEBRIS; i++)
		cr_assert(import_line_debris(str_of(DEBRIS[i])).n, "%s", DEBRIS[i]);
	for (size_t i = 0; i < sizeof TEXT / sizeof *TEXT; i++)
		cr_assert_not(import_line_debris(str_of(TEXT[i])).n, "%s", TEXT[i]);
	cr_assert_eq(import_line_promise(STR("发言摘登(8篇)")), 8);
	cr_assert_eq(import_line_promise(STR("（共三篇）")), 3);
	cr_assert_eq(import_line_promise(STR("写好答卷第2篇章")), 0);
}

static void all_found(const char *name, const ScoreCount *count)
{
	cr_assert(count->right == count->want && count->found == count->want, "%s: %zu of %zu, %zu found", name,
		count->right, count->want, count->found);
}

static void finds_all(const char *const *paths, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		Score score = {0};

		cr_assert(score_add(paths[i], NULL, &score), "%s", paths[i]);
		all_found(paths[i], &score.boundaries);
	}
}

Test(import, other_compilations_are_cut_where_they_should_be)
{
	static const char *const PATHS[] = {
		SEEN "lines.txt", SEEN "wrapped.txt", SEEN "marked.md", SEEN "parallel.txt", SEEN "corps.txt",
		SEEN "single.txt",
	};

	finds_all(PATHS, sizeof PATHS / sizeof *PATHS);
}

Test(import, compilations_that_the_rules_were_not_written_for_too)
{
	static const char *const PATHS[] = {
		HELD "foot.txt", HELD "nested.txt", HELD "flat.txt", HELD "english.txt", HELD "dialogue.txt", HELD "two.html",
		HELD "bracket.txt", HELD "forum.html", HELD "pairs.txt", HELD "parts.txt", HELD "table.md", HELD "terse.txt",
		HELD "unitfoot.txt",
	};

	finds_all(PATHS, sizeof PATHS / sizeof *PATHS);
}

Test(import, a_book_of_two_hundred_pages_is_cut_where_it_should_be)
{
	Buf text = {0}, want = {0};
	Score score = {0};

	book_add(40, &text, &want);
	cr_assert(score_add_text(buf_str(&text), "book.txt", buf_str(&want), NULL, &score));
	cr_assert_gt(score.boundaries.want, 700);
	all_found("the book", &score.boundaries);
	buf_free(&text);
	buf_free(&want);
}

Test(import, a_row_of_a_table_is_named_by_its_first_cell_and_the_columns_names_are_left_out)
{
	Str text = STR("# 材料（1篇）\n\n北京市委组织部\n\n有小区611个。\n\n| 做法 | 内容 |\n|---|---|\n| 组织进小区 | 建立党组织96个。 |\n"
		"| 服务进小区 | 报修\\|投诉2小时内上门。 |\n");
	ImportInput input = {text, STR("a.md")};
	Import import = {0};
	Msgs msgs = {0};

	cr_assert(import_run(&input, 1, &(ImportOptions){0}, &import, &msgs));
	cr_assert_eq(import.proposal.labels.n, 2);
	cr_assert(str_eq(import.proposal.labels.at[0], STR("组织进小区")));
	cr_assert(str_eq(import.log.notes.at[0].reason, STR("表头")));
	cr_assert_lt(str_find(buf_str(&import.text.kept), STR("做法"), 0), 0);
	cr_assert_geq(str_find(buf_str(&import.text.kept), STR("服务进小区 报修|投诉2小时"), 0), 0, "a mark that is no boundary");
	import_free(&import);
	msg_free(&msgs);
}

Test(import, marks_that_mean_themselves_in_markdown_lose_their_backslash)
{
	ImportInput input = {STR("北京市委组织部\n\n1\\. 形成“1+3\\+N”\\*。\n\n\\# 一\\、\n"), STR("a.md")};
	Import import = {0};
	Msgs msgs = {0};

	cr_assert(import_run(&input, 1, &(ImportOptions){0}, &import, &msgs));
	cr_assert_geq(str_find(buf_str(&import.text.bare), STR("1.形成“1+3+N”*。#一\\、"), 0), 0, "%s",
		buf_cstr(&import.text.bare));
	import_free(&import);
	msg_free(&msgs);
}

Test(import, a_line_that_is_a_date_is_no_title)
{
	static const char *const DATES[] = {"2023年5月", "2023年5月18日", "（2024年3月18日）", "2024 年 3 月"};
	static const char *const OTHERS[] = {"2023年", "2023年5月工作要点", "（2024年3月", "5月", ""};

	for (size_t i = 0; i < sizeof DATES / sizeof *DATES; i++)
		cr_assert(import_line_is_date(str_of(DATES[i])), "%s", DATES[i]);
	for (size_t i = 0; i < sizeof OTHERS / sizeof *OTHERS; i++)
		cr_assert_not(import_line_is_date(str_of(OTHERS[i])), "%s", OTHERS[i]);
}

Test(import, figures_are_read_with_value_unit_and_kind)
{
	static const struct {
		const char *written;
		FigureKind kind;
		double value;
		Approx approx;
		const char *unit;
	} WANT[] = {
		{"近2000名", FIGURE_QUANTITY, 2000, APPROX_UNDER, "名"}, {"13.3万人次", FIGURE_QUANTITY, 133000, APPROX_EXACT, "人次"},
		{"1000万元", FIGURE_MONEY, 10000000, APPROX_EXACT, "元"}, {"98.7%", FIGURE_SHARE, 98.7, APPROX_EXACT, "%"},
		{"近四成", FIGURE_SHARE, 40, APPROX_UNDER, "%"}, {"3月18日", FIGURE_DATE, 318, APPROX_EXACT, "日"},
		{"五级", FIGURE_QUANTITY, 5, APPROX_EXACT, "级"}, {"1次", FIGURE_FREQUENCY, 1, APPROX_EXACT, "次"},
		{"24小时内", FIGURE_DURATION, 24, APPROX_UNDER, "小时"}, {"8秒", FIGURE_DURATION, 8, APPROX_EXACT, "秒"},
		{"15个百分点以上", FIGURE_POINTS, 15, APPROX_OVER, "个百分点"}, {"300至500户", FIGURE_QUANTITY, 300, APPROX_EXACT, "户"},
	};
	Import import = import_of(STR("北京市委组织部\n近2000名小哥,服务13.3万人次，投入1000万元，满意率98.7%，近四成是党员。3月18日召开五级书记会，每月调度1次，"
		"24小时内办结，应答不超过8秒，"
		"投诉下降15个百分点以上，每格300至500户，形成“1+3+N”，十分重要，一批典型。\n"));
	const ImportProposal *p = &import.proposal;

	cr_assert_eq(p->figures.n, sizeof WANT / sizeof *WANT, "%zu", p->figures.n);
	for (size_t i = 0; i < p->figures.n; i++) {
		const ImportFigure *f = &p->figures.at[i];
		Str written = str_sub(buf_str(&import.text.bare), f->from, f->to);

		cr_assert(str_eq(written, str_of(WANT[i].written)), "%.*s", (int)written.n, written.s);
		cr_assert_eq(f->kind, WANT[i].kind, "%s: %d", WANT[i].written, f->kind);
		cr_assert_eq(f->number.value, WANT[i].value, "%s: %g", WANT[i].written, f->number.value);
		cr_assert_eq(f->number.approx, WANT[i].approx, "%s", WANT[i].written);
		cr_assert(str_eq(f->unit, str_of(WANT[i].unit)), "%s", WANT[i].written);
	}
	cr_assert_eq(p->terms.n, 1);
	cr_assert(str_eq(p->terms.at[0].name, STR("1+3+N")));
	import_free(&import);
}

Test(import, the_label_of_a_sentence_without_end_is_no_cut_character)
{
	Buf text = {0};

	buf_add(&text, STR("北京市委组织部\n"));
	buf_add_repeat(&text, STR("院"), 120);
	buf_add(&text, STR("、"));
	buf_add_repeat(&text, STR("落"), 60);
	buf_add(&text, STR("。\n"));
	Import import = import_of(buf_str(&text));
	const ImportProposal *p = &import.proposal;
	cr_assert_gt(p->labels.n, 0);
	for (size_t i = 0; i < p->labels.n; i++)
		cr_assert_eq(utf8_valid_prefix(p->labels.at[i]), p->labels.at[i].n, "%.*s", (int)p->labels.at[i].n,
			p->labels.at[i].s);
	import_free(&import);
	buf_free(&text);
}

Test(import, a_heading_of_nothing_but_its_full_stop_is_written_all_the_same)
{
	Import import = import_of(STR("北京市委组织部\n一、。\n坚持人才支撑，评选首席技师。\n二、建强队伍\n坚持党建引领，建好网格。\n"));
	ImportFiles files = {0};

	import_write(&import, &(ImportOptions){0}, &files);
	for (size_t i = 0; i < files.n; i++) {
		Msgs msgs = {0};
		if (str_eq(files.at[i].name, STR("beijing.yaml"))) {
			Corpus *corpus = load_memory(buf_str(&files.at[i].text), STR("beijing.yaml"), NULL, &msgs);
			cr_assert(corpus && !msgs.count[MSG_FATAL] && corpus->sections.n == 2, "%s", files.at[i].text.s);
			corpus_free(corpus);
		}
		msg_free(&msgs);
	}
	import_files_free(&files);
	import_free(&import);
}

Test(import, a_number_without_a_unit_ends_where_its_words_end)
{
	Import import = import_of(STR("北京市委组织部\n群众评分在60以上的小区由街道表扬，其余的逐个约谈，限期整改，社区、物业、业主委员会一起商量办法，办好一件公布一件。\n"));
	const ImportProposal *p = &import.proposal;

	for (size_t i = 0; i < p->figures.n; i++)
		cr_assert_leq(p->figures.at[i].to - p->figures.at[i].from, strlen("60以上"));
	cr_assert_gt(p->figures.n, 0);
	import_free(&import);
}

/* Whatever the bytes are, there is an answer, and what is written of it is YAML that loads. */
static void answers(Str bytes)
{
	Import import = import_of(bytes);
	ImportFiles files = {0};

	if (import.text.bare.n) {
		uint32_t reached = 0;

		import_write(&import, &(ImportOptions){0}, &files);
		for (size_t i = 0; i < import.outline.measures.n; i++) {
			const ImportMeasure *m = &import.outline.measures.at[i];

			cr_assert(m->from <= m->body && m->body <= m->to && m->from >= reached);
			reached = m->to;
		}
	}
	import_files_free(&files);
	import_free(&import);
}

Test(import, a_text_cut_anywhere_gets_an_answer)
{
	Buf text = score_file(HELD "flat.txt");

	for (size_t n = 0; n < text.n; n += n < 2000 ? 1 : 13)
		answers(str_sub(buf_str(&text), 0, n));
	for (size_t n = 0; n < text.n; n += 29)
		answers(str_sub(buf_str(&text), n, text.n));
	buf_free(&text);
}

/* CUT_STEP says at every how many bytes; few enough here for every run. */
Test(import, the_source_cut_anywhere_gets_an_answer, .timeout = 3600)
{
	const char *step = getenv("CUT_STEP");
	size_t bytes = step && atol(step) > 0 ? (size_t)atol(step) : 1499;
	glob_t found;

	if (glob("../shared/source/*.txt", 0, NULL, &found)) {
		fprintf(stderr, "import: no ../shared/source, so it is not cut\n");
		return;
	}
	Buf text = score_file(found.gl_pathv[0]);
	for (size_t n = 0; n < text.n; n += bytes)
		answers(str_sub(buf_str(&text), 0, n));
	buf_free(&text);
	globfree(&found);
}

Test(import, random_bytes_get_an_answer)
{
	uint64_t seed = 7;
	char bytes[3000];

	for (int round = 0; round < 300; round++) {
		for (size_t i = 0; i < sizeof bytes; i++) {
			seed = seed * 6364136223846793005u + 1442695040888963407u;
			bytes[i] = (char)(seed >> 56);
		}
		answers((Str){bytes, (size_t)(round * 10)});
	}
}

Test(import, without_any_structure_the_text_is_one_speech)
{
	Import import = import_of(STR("春天来了。\n\n花开了。\n"));

	cr_assert_eq(import.outline.speeches.n, 1);
	cr_assert_geq(import.outline.measures.n, 1);
	import_free(&import);
	import = import_of(STR(" \n\n"));
	cr_assert_eq(import.outline.speeches.n, 0);
	import_free(&import);
}

Test(import, wraps_are_undone_between_chinese_and_kept_between_words)
{
	Import import = import_of(STR("江苏省苏州市委组织部\n学习借鉴新加坡 Housing\nDevelopment Board 的经验。\n"));
	Buf prose = {0};

	import_text_prose(&import.text, 0, (uint32_t)import.text.bare.n, &prose);
	cr_assert_not_null(strstr(buf_cstr(&prose), "新加坡 Housing Development Board 的经验"), "%s", buf_cstr(&prose));
	buf_free(&prose);
	import_free(&import);
}

Test(import, yaml_is_quoted_only_where_it_must_be)
{
	static const struct { const char *text, *yaml; bool flow; } CASES[] = {
		{"划小网格", "划小网格", false}, {"1+3+N", "1+3+N", true}, {"甲: 乙", "\"甲: 乙\"", false}, {"- 甲", "\"- 甲\"", false},
		{"甲, 乙", "甲, 乙", false}, {"甲, 乙", "\"甲, 乙\"", true}, {"说\"好\"", "说\"好\"", false}, {"\"好\"",
		"\"\\\"好\\\"\"", false},
		{"甲 #乙", "\"甲 #乙\"", false},
	};

	for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
		Buf out = {0};

		import_yaml_scalar(&out, str_of(CASES[i].text), CASES[i].flow);
		cr_assert_str_eq(buf_cstr(&out), CASES[i].yaml);
		buf_free(&out);
	}
}
